// A text in every language that pages speak, and the reader's choice among them.
#ifndef VUORO_SRC_CLI_WORDS_H_
#define VUORO_SRC_CLI_WORDS_H_

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/model/basics.h"

namespace vuoro::cli {

inline constexpr std::array<std::string_view, 3> kPageLanguages = {"en", "fi", "sv"};

// One text in English, Finnish and Swedish, side by side. All three have equally many gaps ({} or
// {name}): as a constant, a translation that loses one does not compile.
class Said {
 public:
  constexpr Said(std::string_view en, std::string_view fi, std::string_view sv) : all_{en, fi, sv} {
    if (GapsIn(en) != GapsIn(fi) || GapsIn(en) != GapsIn(sv)) std::abort();
  }
  constexpr std::string_view In(size_t language) const { return all_[language]; }

 private:
  static constexpr int GapsIn(std::string_view text) {
    int gaps = 0;
    for (const char c : text) gaps += c == '{' ? 1 : 0;
    return gaps;
  }

  std::array<std::string_view, kPageLanguages.size()> all_;
};

// How a page speaks: its own words in one of kPageLanguages, the network's names in the language
// that was asked for, as far as the document has them.
class Tongue {
 public:
  explicit Tongue(std::string_view asked) : asked_(asked) {
    for (size_t i = 0; i < kPageLanguages.size(); ++i) {
      if (kPageLanguages[i] == asked) chosen_ = i;
    }
  }

  std::string_view language() const { return kPageLanguages[chosen_]; }  // of the words
  const std::string& asked() const { return asked_; }

  std::string_view operator()(const Said& said) const { return said.In(chosen_); }
  const std::string& operator()(const Text& name) const { return name.In(asked_); }

  // Column headings, say.
  template <class... Texts>
  std::vector<std::string> All(const Texts&... said) const {
    return {std::string((*this)(said))...};
  }

  // `said` with its gaps filled.
  template <class... Values>
  std::string Fill(const Said& said, const Values&... values) const {
    const std::string_view format = said.In(chosen_);
    return fmt::format(fmt::runtime(fmt::string_view(format.data(), format.size())), values...);
  }

 private:
  std::string asked_;
  size_t chosen_ = 0;  // English, unless another one is known
};

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_WORDS_H_
