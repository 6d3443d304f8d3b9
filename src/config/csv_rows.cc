// Splits CSV by RFC 4180, with the separators that spreadsheets of different countries use.
#include "config/csv_rows.h"

#include <algorithm>
#include <array>

namespace vuoro::config {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// The separator that the first line has most of outside quotes; a comma if it has none.
char SeparatorOf(std::string_view text) {
  constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};
  std::array<size_t, 3> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    for (size_t i = 0; i < kSeparators.size(); ++i) counts[i] += !quoted && c == kSeparators[i];
  }
  return kSeparators[static_cast<size_t>(std::max_element(counts.begin(), counts.end()) -
                                         counts.begin())];
}

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

class Splitter {
 public:
  Splitter(std::string_view text, size_t at)
      : text_(text), at_(at), separator_(SeparatorOf(text)) {}

  CsvRows Split() {
    while (at_ < text_.size() && !out_.broken_at) ReadRow();
    return std::move(out_);
  }

 private:
  bool AtEnd() const { return at_ >= text_.size() || text_[at_] == '\n'; }

  void ReadRow() {
    CsvRow row;
    while (true) {
      row.push_back(text_.substr(at_).starts_with('"') ? Quoted() : Plain());
      if (out_.broken_at || AtEnd()) break;
      ++at_;  // the separator
    }
    if (at_ < text_.size()) ++at_;  // the line feed
    const bool empty =
        std::all_of(row.begin(), row.end(), [](const CsvCell& cell) { return cell.text.empty(); });
    if (!empty && !out_.broken_at) out_.rows.push_back(std::move(row));
  }

  CsvCell Plain() {
    const size_t begin = at_;
    while (!AtEnd() && text_[at_] != separator_) ++at_;
    const std::string_view raw = text_.substr(begin, at_ - begin);
    const std::string_view text = Trimmed(raw);
    const size_t skipped = text.empty() ? 0 : static_cast<size_t>(text.data() - raw.data());
    return {std::string(text), begin + skipped};
  }

  CsvCell Quoted() {
    CsvCell cell;
    cell.offset = at_++;
    while (at_ < text_.size()) {
      if (text_[at_] != '"') {
        cell.text += text_[at_++];
      } else if (text_.substr(at_ + 1).starts_with('"')) {
        cell.text += '"';
        at_ += 2;
      } else {
        ++at_;
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (!AtEnd() && text_[at_] != separator_) out_.broken_at = at_;
        return cell;
      }
    }
    out_.broken_at = cell.offset;
    return cell;
  }

  std::string_view text_;
  size_t at_;
  char separator_;
  CsvRows out_;
};

}  // namespace

CsvRows ReadCsvRows(std::string_view text) {
  return Splitter(text, text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0).Split();
}

}  // namespace vuoro::config
