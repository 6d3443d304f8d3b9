// WordOption for any vocabulary.
#ifndef VUORO_SRC_CLI_OPENED_INL_H_
#define VUORO_SRC_CLI_OPENED_INL_H_

#include "vuoro/base/status.h"

namespace vuoro::cli {

template <class E>
absl::StatusOr<E> WordOption(const Args& args, std::string_view name, E fallback) {
  if (!args.Has(name)) return fallback;
  const std::string word = args.Get(name);
  if (const auto value = FromWord<E>(word)) return *value;
  std::string known;
  for (const std::string_view one : WordsOf<E>()) {
    if (!known.empty()) known += ", ";
    known += one;
  }
  return Fail(Reason::kBadArgument, "--{} \"{}\" is none of {}", name, word, known);
}

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_OPENED_INL_H_
