// What stands on the command line: commands with their options as tables, read with usage errors
// that say what was probably meant.
#ifndef VUORO_SRC_CLI_ARGS_H_
#define VUORO_SRC_CLI_ARGS_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro::cli {

enum OptionKind {
  kOptional,
  kRequired,
  kRepeated,  // may be given again and again
  kHidden,    // not in --help: for tests and replays, described in docs/cli.md
};

struct Option {
  std::string_view name;   // "office", typed as --office
  std::string_view value;  // what to type behind it, "KEY"; "" for a switch
  std::string_view help;   // one line
  OptionKind kind = kOptional;
};

// What one command was given. Options that take a number or a word are read by the caller's wish.
class Args {
 public:
  bool Has(std::string_view option) const { return values_.contains(option); }
  // The last value given, else `fallback`.
  std::string Get(std::string_view option, std::string_view fallback = "") const;
  std::vector<std::string> All(std::string_view option) const;
  const std::vector<std::string>& positional() const { return positional_; }

  // Errors: bad_argument naming the option.
  absl::StatusOr<int64_t> Number(std::string_view option, int64_t low, int64_t high,
                                 int64_t fallback) const;

 private:
  friend absl::StatusOr<Args> ReadArgs(std::span<const std::string>, std::span<const Option>,
                                       std::string_view);
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> positional_;
};

// `positional` says what else may stand there: "" nothing, "FILE" exactly one, "A B" exactly two,
// "FILE..." at least one. "--name value" and "--name=value" are the same; "--" ends the options.
// Errors: bad_argument.
absl::StatusOr<Args> ReadArgs(std::span<const std::string> words, std::span<const Option> options,
                              std::string_view positional);

// The one of `known` that is at most two typing errors away from `word`, the nearest first.
std::optional<std::string_view> DidYouMean(std::string_view word,
                                           std::span<const std::string_view> known);

// A whole number in [low, high]; `what` names it in the error. Errors: bad_argument.
absl::StatusOr<int64_t> ParseNumber(std::string_view text, int64_t low, int64_t high,
                                    std::string_view what);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_ARGS_H_
