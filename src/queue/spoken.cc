// The digits' names in the library's own languages.
#include "vuoro/queue/spoken.h"

#include <array>

namespace vuoro {
namespace {

using Digits = std::array<std::string_view, 10>;
constexpr Digits kFinnish = {"nolla", "yksi",  "kaksi",     "kolme",     "neljä",
                             "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän"};
constexpr Digits kSwedish = {"noll", "ett", "två", "tre",  "fyra",
                             "fem",  "sex", "sju", "åtta", "nio"};
constexpr Digits kEnglish = {"zero", "one", "two",   "three", "four",
                             "five", "six", "seven", "eight", "nine"};

const Digits* DigitsOf(std::string_view language) {
  if (language == "fi") return &kFinnish;
  if (language == "sv") return &kSwedish;
  if (language == "en") return &kEnglish;
  return nullptr;
}

}  // namespace

std::optional<std::string> SpokenLabel(std::string_view label, std::string_view language) {
  const Digits* digits = DigitsOf(language);
  if (digits == nullptr) return std::nullopt;
  std::string spoken;
  for (const char c : label) {
    const bool continues = (static_cast<unsigned char>(c) & 0xc0) == 0x80;  // inside a UTF-8 letter
    if (c == ' ' || c == '-') continue;
    if (!spoken.empty() && !continues) spoken += ' ';
    if (c >= '0' && c <= '9') {
      spoken += (*digits)[static_cast<size_t>(c - '0')];
    } else {
      spoken += c;
    }
  }
  return spoken;
}

}  // namespace vuoro
