// Aligns text for a terminal.
#include "cli/terminal.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace vuoro::cli {
namespace {

// The next character of well-formed UTF-8; a malformed byte counts as one character.
char32_t NextCharacter(std::string_view& rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  const size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  char32_t character = length == 1 ? first : first & (0xff >> (length + 1));
  for (size_t i = 1; i < length && i < rest.size(); ++i) {
    character = character << 6 | (static_cast<unsigned char>(rest[i]) & 0x3f);
  }
  rest.remove_prefix(std::min(length, rest.size()));
  return character;
}

// Source: Unicode 15, combining diacritical marks and the wide blocks of EastAsianWidth.txt.
size_t WidthOf(char32_t c) {
  const bool combining = (c >= 0x300 && c <= 0x36f) || (c >= 0x1ab0 && c <= 0x1aff) ||
                         (c >= 0x20d0 && c <= 0x20ff) || (c >= 0x200b && c <= 0x200f);
  if (combining) return 0;
  const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
                    (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
                    (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff);
  return wide ? 2 : 1;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) width += WidthOf(NextCharacter(text));
  return width;
}

Table::Table(std::vector<std::string> header) : header_(std::move(header)) {
  for (std::string& name : header_) {
    right_.push_back(name.starts_with('>'));
    if (right_.back()) name.erase(0, 1);
  }
}

void Table::Add(std::vector<std::string> row) {
  row.resize(header_.size());
  rows_.push_back(std::move(row));
}

std::string Table::Text() const {
  std::vector<size_t> widths(header_.size());
  const auto widen = [&](const std::vector<std::string>& row) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  };
  widen(header_);
  for (const auto& row : rows_) widen(row);

  std::string text;
  const auto print = [&](const std::vector<std::string>& row) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - DisplayWidth(row[i]), ' ');
      if (i > 0) line += "  ";
      line += right_[i] ? space + row[i] : row[i] + space;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  };
  print(header_);
  std::vector<std::string> rule;
  rule.reserve(widths.size());
  for (const size_t width : widths) rule.emplace_back(width, '-');
  print(rule);
  for (const auto& row : rows_) print(row);
  return text;
}

std::string Bar(size_t part, size_t whole, size_t width) {
  const size_t full = part * width / whole;
  std::string bar = "[" + std::string(full, '=');
  if (full < width) bar += '>' + std::string(width - full - 1, ' ');
  return bar + "]";
}

std::string Grouped(int64_t number) {
  std::string digits = std::to_string(number);
  const size_t first = number < 0 ? 1 : 0;
  for (size_t i = digits.size(); i > first + 3;) digits.insert(i -= 3, " ");
  return digits;
}

std::string Euros(int64_t cents) {
  const int64_t size = cents < 0 ? -cents : cents;
  return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", Grouped(size / 100), size % 100);
}

bool IsTerminal(int descriptor) { return isatty(descriptor) == 1; }

}  // namespace vuoro::cli
