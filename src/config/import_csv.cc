// Turns rows into the JSON of a list, puts it into a document, and says what is wrong where.
#include "vuoro/config/import_csv.h"

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <new>

#include "config/csv_rows.h"
#include "config/faults.h"
#include "config/json_tree.h"
#include "vuoro/base/json_text.h"
#include "vuoro/base/status.h"
#include "vuoro/base/text.h"

namespace vuoro {
namespace config {
namespace {

using Kind = CsvColumn::Kind;

constexpr std::array<std::string_view, 3> kTables = {"people", "agreements", "demand"};

constexpr CsvColumn kPeopleColumns[] = {
    {"id", Kind::kText, true},
    {"role", Kind::kText, true},
    {"agency"},
    {"base"},
    {"languages", Kind::kList},
    {"skills", Kind::kList},
    {"days", Kind::kHours, false, "hours", "days"},
    {"from", Kind::kHours, false, "hours", "from"},
    {"to", Kind::kHours, false, "hours", "to"},
    {"remote_days", Kind::kHours, false, "remote_hours", "days"},
    {"remote_from", Kind::kHours, false, "remote_hours", "from"},
    {"remote_to", Kind::kHours, false, "remote_hours", "to"},
    {"visits", Kind::kList},
    {"field_days", Kind::kDays},
    {"max_field_days", Kind::kInteger},
    {"max_day_min", Kind::kInteger},
    {"max_week_min", Kind::kInteger},
    {"count", Kind::kInteger},
};
constexpr CsvColumn kAgreementColumns[] = {
    {"id", Kind::kText, true},
    {"kind"},
    {"agency", Kind::kText, true},
    {"office", Kind::kList},
    {"status"},
    {"from"},
    {"to"},
    {"review_on"},
    {"min_visits", Kind::kInteger},
    {"max_visits", Kind::kInteger},
    {"visits_per"},
    {"days", Kind::kDays},
};
constexpr CsvColumn kDemandColumns[] = {
    {"agency", Kind::kText, true},        {"office", Kind::kText, true}, {"language"},
    {"half_hours", Kind::kInteger, true}, {"video", Kind::kYesNo},       {"days", Kind::kDays},
};

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  for (size_t at = text.find_first_not_of(' '); at != text.npos;) {
    const size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(' ', end);
  }
  return words;
}

// One word as it is, several as a list.
std::string OneOrList(std::string_view text, bool always_list) {
  const std::vector<std::string_view> words = Words(text);
  if (words.size() == 1 && !always_list) return JsonText(words.front());
  std::string out = "[";
  for (const std::string_view word : words) {
    out += (out.size() > 1 ? ", " : "") + JsonText(word);
  }
  return out + "]";
}

// The line and column of `offset`, both from 1; columns in characters.
void PlaceAt(std::string_view text, size_t offset, Fault& fault) {
  const std::string_view before = text.substr(0, offset);
  fault.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  size_t start = before.rfind('\n');
  start = start == before.npos ? 0 : start + 1;
  if (start == 0 && before.starts_with("\xef\xbb\xbf")) start = 3;  // the mark is no character
  const std::string_view line = before.substr(start);
  fault.column = static_cast<int>(std::count_if(line.begin(), line.end(),
                                                [](char c) { return (c & 0xc0) != 0x80; })) +
                 1;
}

// The table as JSON, and where each of its parts stood.
class TableReader {
 public:
  TableReader(CsvTable table, std::string_view csv)
      : table_(table), csv_(csv), columns_(ColumnsOf(table)) {}

  bool Read() {
    if (csv_.size() > kMaxDocumentBytes) {
      Add(FaultRule::kLimit, 0,
          fmt::format("{} bytes; the limit kMaxDocumentBytes is {}", csv_.size(),
                      kMaxDocumentBytes));
      return false;
    }
    if (!IsUtf8(csv_)) {
      Add(FaultRule::kBadUtf8, FirstBadByte(), "a byte that is not UTF-8",
          "Maybe save the table as UTF-8.");
      return false;
    }
    const CsvRows table = ReadCsvRows(csv_);
    if (table.broken_at) {
      Add(FaultRule::kBadForm, *table.broken_at, "a quote that does not fit here",
          "Maybe double the quotes inside of a quoted cell.");
      return false;
    }
    if (table.rows.empty()) {
      Add(FaultRule::kMissingKey, 0, "a table without its first row, which names the columns");
      return false;
    }
    ReadHeader(table.rows.front());
    if (!faults_.empty()) return false;
    json_ = "[";
    for (size_t i = 1; i < table.rows.size(); ++i) ReadRow(table.rows[i], i - 1);
    json_ += table.rows.size() > 1 ? "\n ]" : "]";
    return faults_.empty();
  }

  const std::string& json() const { return json_; }
  std::vector<Fault> TakeFaults() { return std::move(faults_); }

  // Gives a fault at a pointer into the list the place of its cell; line 0 for one elsewhere.
  void Place(Fault& fault) const {
    fault.line = fault.column = 0;
    std::string pointer = fault.pointer;
    while (!pointer.empty()) {
      if (const auto found = places_.find(pointer); found != places_.end()) {
        PlaceAt(csv_, found->second, fault);
        return;
      }
      pointer.resize(pointer.rfind('/'));
    }
  }

 private:
  void Add(FaultRule rule, size_t offset, std::string message, std::string suggestion = "") {
    if (faults_.size() >= kMaxFaults) return;
    Fault& fault = faults_.emplace_back();
    fault.rule = FaultToken(rule);
    fault.pointer = fmt::format("/{}", WordOf(table_));
    fault.message = std::move(message);
    fault.suggestion = std::move(suggestion);
    PlaceAt(csv_, offset, fault);
  }

  // The longest good beginning ends where the first bad byte stands.
  size_t FirstBadByte() const {
    size_t at = 0;
    while (at < csv_.size()) {
      size_t length = 1;
      while (length < 4 && at + length < csv_.size() && !IsUtf8(csv_.substr(at, length))) ++length;
      if (!IsUtf8(csv_.substr(at, length))) return at;
      at += length;
    }
    return at;
  }

  void ReadHeader(const CsvRow& row) {
    for (const CsvCell& cell : row) {
      Nearest nearest(cell.text);
      const CsvColumn* found = nullptr;
      for (const CsvColumn& column : columns_) {
        nearest.Try(column.name);
        if (column.name == cell.text) found = &column;
      }
      if (found == nullptr) {
        Add(FaultRule::kUnknownKey, cell.offset,
            fmt::format("unknown column {}", Quoted(cell.text)), nearest.Suggestion());
      } else if (std::find(header_.begin(), header_.end(), found) != header_.end()) {
        Add(FaultRule::kDuplicateKey, cell.offset,
            fmt::format("the column {} stands here a second time", Quoted(cell.text)));
      }
      header_.push_back(found);
    }
    for (const CsvColumn& column : columns_) {
      if (!column.required || std::find(header_.begin(), header_.end(), &column) != header_.end()) {
        continue;
      }
      Add(FaultRule::kMissingKey, row.front().offset,
          fmt::format("the table needs the column {}", Quoted(column.name)));
    }
  }

  void ReadRow(const CsvRow& row, size_t number) {
    const std::string pointer = fmt::format("/{}/{}", WordOf(table_), number);
    places_[pointer] = row.front().offset;
    if (row.size() > header_.size()) {
      Add(FaultRule::kBadLength, row[header_.size()].offset,
          fmt::format("a row of {} cells under {} columns", row.size(), header_.size()));
      return;
    }
    std::string members;
    std::map<std::string_view, std::string> hours;  // by key: the members of its one rule
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i].text.empty()) continue;
      const CsvColumn& column = *header_[i];
      const std::string value = Value(column, row[i]);
      const bool part = column.kind == Kind::kHours;
      std::string& into = part ? hours[column.key] : members;
      into += fmt::format("{}{}: {}", into.empty() ? "" : ", ",
                          JsonText(part ? column.part : column.name), value);
      places_[part ? fmt::format("{}/{}/0/{}", pointer, column.key, column.part)
                   : fmt::format("{}/{}", pointer, column.name)] = row[i].offset;
    }
    for (const auto& [key, rule] : hours) {
      members += fmt::format("{}{}: [{{{}}}]", members.empty() ? "" : ", ", JsonText(key), rule);
    }
    json_ += fmt::format("{}\n  {{{}}}", number == 0 ? "" : ",", members);
  }

  std::string Value(const CsvColumn& column, const CsvCell& cell) {
    switch (column.kind) {
      case Kind::kInteger:
        return Integer(column, cell);
      case Kind::kYesNo:
        return YesNo(column, cell);
      case Kind::kList:
        return cell.text == "*" ? "\"*\"" : OneOrList(cell.text, true);
      case Kind::kDays:
        return OneOrList(cell.text, false);
      case Kind::kHours:
        return column.part == "days" ? OneOrList(cell.text, false) : JsonText(cell.text);
      case Kind::kText:
        break;
    }
    return JsonText(cell.text);
  }

  std::string Integer(const CsvColumn& column, const CsvCell& cell) {
    const bool digits = cell.text.size() <= 15 &&
                        cell.text.find_first_not_of("0123456789") == std::string::npos &&
                        (cell.text.size() == 1 || cell.text.front() != '0');
    if (digits) return cell.text;
    Add(FaultRule::kWrongType, cell.offset,
        fmt::format("{} where column {} wants a whole number", Quoted(cell.text),
                    Quoted(column.name)));
    return "0";
  }

  std::string YesNo(const CsvColumn& column, const CsvCell& cell) {
    for (const std::string_view yes : {"yes", "true", "1"}) {
      if (cell.text == yes) return "true";
    }
    for (const std::string_view no : {"no", "false", "0"}) {
      if (cell.text == no) return "false";
    }
    Add(FaultRule::kWrongType, cell.offset,
        fmt::format("{} where column {} wants yes or no", Quoted(cell.text), Quoted(column.name)));
    return "false";
  }

  CsvTable table_;
  std::string_view csv_;
  std::span<const CsvColumn> columns_;
  std::vector<const CsvColumn*> header_;
  std::string json_;
  std::map<std::string, size_t> places_;  // offsets by pointer
  std::vector<Fault> faults_;
};

// Behind the last byte of the value that begins at `offset` of a well-formed document.
size_t EndOfValue(std::string_view json, size_t offset) {
  int depth = 0;
  bool quoted = false;
  for (size_t at = offset; at < json.size(); ++at) {
    const char c = json[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
    if (!quoted && depth == 0 && (c == '"' || c == '}' || c == ']')) return at + 1;
    if (depth < 0 || (depth == 0 && !quoted && c == ',')) return at;  // a number or a word
  }
  return json.size();
}

// `document` with the member `key` of its top-level object set to `json`.
std::string WithList(std::string_view document, const Node& root, std::string_view key,
                     std::string_view json) {
  std::string out;
  if (const Node* old = root.Find(key)) {
    out = std::string(document.substr(0, old->offset));
    out += json;
    return out + std::string(document.substr(EndOfValue(document, old->offset)));
  }
  const size_t brace = EndOfValue(document, root.offset) - 1;
  const size_t text = document.find_last_not_of(" \t\r\n", brace - 1) + 1;
  out = std::string(document.substr(0, text));
  out += fmt::format("{}\n \"{}\": {}\n", root.children.empty() ? "" : ",", key, json);
  return out + std::string(document.substr(brace));
}

absl::Status FirstError(const std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    if (fault.severity != Severity::kError) continue;
    return AtPath(Fail(Reason::kBadDocument, "{}", FormatFault(fault, "table")), fault.pointer);
  }
  return Error(Reason::kInternal, "a table was refused without a fault");
}

absl::StatusOr<std::string> Import(std::string_view text, CsvTable table, std::string_view csv,
                                   std::vector<Fault>& found) {
  Faults broken(text);
  Document document(text);
  if (!ParseJson(document, broken) || broken.errors() > 0 ||
      document.root.type != Node::Type::kObject) {
    static_cast<void>(LoadNetwork(text, &found));
    for (Fault& fault : found) fault.line = fault.column = 0;
    return FirstError(found);
  }
  TableReader reader(table, csv);
  if (!reader.Read()) {
    found = reader.TakeFaults();
    return FirstError(found);
  }
  std::string made = WithList(text, document.root, WordOf(table), reader.json());
  const absl::Status loaded = LoadNetwork(made, &found).status();
  for (Fault& fault : found) reader.Place(fault);
  if (!loaded.ok()) return FirstError(found);
  return made;
}

}  // namespace
}  // namespace config

template <>
std::span<const std::string_view> WordsOf<CsvTable>() {
  return config::kTables;
}

std::span<const CsvColumn> ColumnsOf(CsvTable table) {
  switch (table) {
    case CsvTable::kPeople:
      return config::kPeopleColumns;
    case CsvTable::kAgreements:
      return config::kAgreementColumns;
    case CsvTable::kDemand:
      return config::kDemandColumns;
  }
  return {};
}

absl::StatusOr<std::string> ImportCsv(std::string_view document, CsvTable table,
                                      std::string_view csv, std::vector<Fault>* faults) {
  std::vector<Fault> own;
  std::vector<Fault>& found = faults == nullptr ? own : *faults;
  found.clear();
  try {
    return config::Import(document, table, csv, found);
  } catch (const std::bad_alloc&) {
    return Error(Reason::kOutOfMemory, "no memory for a table");
  } catch (const std::exception& error) {
    return Fail(Reason::kInternal, "reading a table failed: {}", error.what());
  }
}

}  // namespace vuoro
