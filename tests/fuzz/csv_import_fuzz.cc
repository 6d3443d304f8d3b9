// Fuzz target: the first byte names a table, the rest is its CSV, for one town's document. Refused
// with placed faults, or a document that loads; the same bytes give the same answer.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "require.h"
#include "vuoro/config/import_csv.h"

namespace {

constexpr std::string_view kTown = R"({
 "vuoro": 1, "name": "Kylä", "languages": ["fi", "sv"],
 "agencies": [{"id": "kela", "name": "Kela"}, {"id": "dvv", "name": "DVV"}],
 "services": [],
 "offices": [
  {"id": "town", "name": "T", "counters": 1, "hours": [{"days": "mon", "from": "09:00", "to": "15:00"}]},
  {"id": "hall", "name": "H", "counters": 1, "hours": [{"days": "tue", "from": "09:00", "to": "15:00"}]}],
 "demand": [{"agency": "kela", "office": "hall", "half_hours": 9}],
 "offers": []
}
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace vuoro;
  if (size == 0) return 0;
  const auto table = static_cast<CsvTable>(data[0] % 3);
  const std::string_view csv(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<Fault> faults;
  const absl::StatusOr<std::string> made = ImportCsv(kTown, table, csv, &faults);
  const auto lines = static_cast<int>(std::count(csv.begin(), csv.end(), '\n')) + 1;
  size_t errors = 0;
  for (const Fault& fault : faults) {
    errors += fault.severity == Severity::kError;
    Require((fault.line == 0) == (fault.column == 0), "a place or none");
    Require(fault.line >= 0 && fault.line <= lines, "a line that is there");
    Require(!fault.message.empty() && fault.message.find('\n') == std::string::npos, "one line");
  }
  Require(made.ok() == (errors == 0), "errors and status agree");
  std::vector<Fault> again;
  const absl::StatusOr<std::string> same = ImportCsv(kTown, table, csv, &again);
  Require(same.ok() == made.ok() && again == faults, "the same answer");
  if (!made.ok()) return 0;
  Require(*same == *made, "the same document");
  Require(LoadNetwork(*made).ok(), "what is made loads");
  // A document that has the table already is made once more the same.
  const absl::StatusOr<std::string> twice = ImportCsv(*made, table, csv);
  Require(twice.ok() && *twice == *made, "importing twice changes nothing");
  return 0;
}
