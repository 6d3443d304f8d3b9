// People, agreements and demand from tables (CSV), as spreadsheets write them, into a network
// document. docs/network.md describes the columns.
#ifndef VUORO_CONFIG_IMPORT_CSV_H_
#define VUORO_CONFIG_IMPORT_CSV_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/config/load.h"

namespace vuoro {

// Which list of the document a table replaces. Numbers are frozen: they cross the C ABI.
enum class CsvTable : uint8_t { kPeople = 0, kAgreements = 1, kDemand = 2 };
template <>
std::span<const std::string_view> WordsOf<CsvTable>();

// A column of a table and what its cells become.
struct CsvColumn {
  enum class Kind : uint8_t {
    kText,     // a string: ids, words, dates, times
    kInteger,  // a number
    kYesNo,    // yes, no, true, false, 1, 0
    kList,     // strings with spaces between, or "*"
    kDays,     // "mon-fri", or several with spaces between
    kHours,    // part of one weekly rule of the list `key`
  };
  std::string_view name;  // in the table's first row
  Kind kind = Kind::kText;
  bool required = false;       // the column has to be there
  std::string_view key = {};   // of kHours: "hours" or "remote_hours"
  std::string_view part = {};  // of kHours: "days", "from" or "to"
};
// In the order in which they are written. Static storage.
std::span<const CsvColumn> ColumnsOf(CsvTable table);

// `document` with its list replaced by the rows of `csv`; everything else keeps its bytes.
//
// The table is UTF-8, with or without a byte order mark; cells are separated by commas, semicolons
// or tabs, whichever the first row has most of; a cell may stand in double quotes (RFC 4180); lines
// end with LF or CR LF; empty lines mean nothing. The first row names the columns, in any order. An
// empty cell is a key that is absent.
//
// `faults`, unless null, is replaced by everything found: what is wrong with the table, or else
// what the loader says of the document that was made. A fault in a row has the line and column of
// its cell in `csv` (characters, from 1); one elsewhere in the document has line and column 0, and
// its pointer says where.
//
// Errors: bad_document with the first error; a table that would make a document with errors makes
// none. Pure; any thread. Cost: that of loading.
absl::StatusOr<std::string> ImportCsv(std::string_view document, CsvTable table,
                                      std::string_view csv, std::vector<Fault>* faults = nullptr);

}  // namespace vuoro

#endif  // VUORO_CONFIG_IMPORT_CSV_H_
