// What a terminal shows: columns aligned by display width, and bars of progress.
#ifndef VUORO_SRC_CLI_TERMINAL_H_
#define VUORO_SRC_CLI_TERMINAL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro::cli {

// Columns that `text`, UTF-8, takes: combining marks none, East Asian wide characters two.
size_t DisplayWidth(std::string_view text);

// Rows of cells; every column as wide as its widest cell, two spaces between.
class Table {
 public:
  // Columns named with a leading '>' are aligned to the right.
  explicit Table(std::vector<std::string> header);
  void Add(std::vector<std::string> row);
  bool empty() const { return rows_.empty(); }
  // Header, rule and rows, each line with its line feed and without spaces at its end.
  std::string Text() const;

 private:
  std::vector<bool> right_;
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

// "[=====>    ]", `width` columns between the brackets. REQUIRES: 0 <= part <= whole, whole > 0.
std::string Bar(size_t part, size_t whole, size_t width);

// "1 234 567": groups of three, as Finnish and international style write.
std::string Grouped(int64_t number);

// "1 234.50" of 123450 cents.
std::string Euros(int64_t cents);

bool IsTerminal(int descriptor);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_TERMINAL_H_
