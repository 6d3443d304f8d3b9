// Seeded changes of an input's bytes, for where libFuzzer itself is not linked; the same
// everywhere.
#ifndef VUORO_TESTS_FUZZ_MUTATE_H_
#define VUORO_TESTS_FUZZ_MUTATE_H_

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/base/random.h"

namespace vuoro {

class Mutator {
 public:
  static constexpr size_t kMaxBytes = 64 << 10;

  // REQUIRES: some inputs; they outlive it.
  Mutator(const std::vector<std::string>& inputs, uint64_t seed) : inputs_(inputs), random_(seed) {}

  // One of the inputs with one to four changes.
  std::string Next() {
    std::string text = inputs_[random_.Below(inputs_.size())];
    for (uint64_t changes = 1 + random_.Below(4); changes > 0; --changes) Change(text);
    if (text.size() > kMaxBytes) text.resize(kMaxBytes);
    return text;
  }

 private:
  // Numbers at which something ends.
  static constexpr std::array<std::string_view, 12> kNumbers = {
      "0",          "-1",          "1",          "7",          "32",  "64",
      "2147483647", "-2147483648", "4294967296", "1000000000", "1e9", "null"};

  size_t Place(const std::string& text) { return random_.Below(text.size() + 1); }
  // A place and a length from there.
  std::pair<size_t, size_t> Piece(const std::string& text) {
    const size_t from = Place(text);
    return {from, std::min<size_t>(text.size() - from, 1 + random_.Below(40))};
  }

  void Change(std::string& text) {
    const auto [from, length] = Piece(text);
    switch (random_.Below(7)) {
      case 0:
        if (length > 0) text[from] = static_cast<char>(text[from] ^ (1 << random_.Below(8)));
        return;
      case 1:
        if (length > 0) text[from] = static_cast<char>(random_.Below(256));
        return;
      case 2:
        text.erase(from, length);
        return;
      case 3:
        text.insert(Place(text), std::string(text, from, length));
        return;
      case 4: {  // a piece of another input
        const std::string& other = inputs_[random_.Below(inputs_.size())];
        const auto [start, count] = Piece(other);
        text.replace(from, length, other, start, count);
        return;
      }
      default:
        ChangeNumber(text, from);
    }
  }

  // The number at or behind a place becomes another.
  void ChangeNumber(std::string& text, size_t from) {
    const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    while (from < text.size() && !is_digit(text[from])) ++from;
    size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (from == end) return;
    text.replace(from, end - from, kNumbers[random_.Below(kNumbers.size())]);
  }

  const std::vector<std::string>& inputs_;
  Random random_;
};

}  // namespace vuoro

#endif  // VUORO_TESTS_FUZZ_MUTATE_H_
