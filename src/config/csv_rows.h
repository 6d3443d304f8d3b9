// A table as rows of cells, each with its place in the text.
#ifndef VUORO_SRC_CONFIG_CSV_ROWS_H_
#define VUORO_SRC_CONFIG_CSV_ROWS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro::config {

struct CsvCell {
  std::string text;   // without quotes, and without blanks around an unquoted one
  size_t offset = 0;  // of its first byte
};
using CsvRow = std::vector<CsvCell>;

struct CsvRows {
  std::vector<CsvRow> rows;         // none is empty
  std::optional<size_t> broken_at;  // a quote that is not closed, or text behind a closing one
};

// Reads until the end or the first broken quote.
CsvRows ReadCsvRows(std::string_view text);

}  // namespace vuoro::config

#endif  // VUORO_SRC_CONFIG_CSV_ROWS_H_
