// Puts tables of people, agreements and demand into a network document.
#include "cli/import_command.h"

#include <fmt/core.h>

#include "cli/exit_codes.h"
#include "cli/files.h"
#include "vuoro/base/status.h"
#include "vuoro/config/import_csv.h"

namespace vuoro::cli {
namespace {

// A fault of the table at its line; one elsewhere in the document at its pointer.
std::string SaidOf(const Fault& fault, const std::string& network, const std::string& table) {
  if (fault.line > 0) return FormatFault(fault, table);
  return fmt::format("{}: {}: {}: {} [{}]", network, fault.pointer,
                     fault.severity == Severity::kError ? "error" : "warning", fault.message,
                     fault.rule);
}

absl::StatusOr<int> RunImport(const Args& args) {
  const std::string& path = args.positional().front();
  VUORO_ASSIGN_OR_RETURN(std::string document, ReadFile(path));
  std::string done;
  for (const std::string_view word : WordsOf<CsvTable>()) {
    if (!args.Has(word)) continue;
    const std::string table_path = args.Get(word);
    VUORO_ASSIGN_OR_RETURN(const std::string csv, ReadFile(table_path));
    std::vector<Fault> faults;
    absl::StatusOr<std::string> made = ImportCsv(document, *FromWord<CsvTable>(word), csv, &faults);
    for (const Fault& fault : faults) {
      if (made.ok() && fault.line == 0) continue;  // an old doubt about the document
      fmt::print(stderr, "{}\n", SaidOf(fault, path, table_path));
    }
    if (!made.ok()) {
      if (ReasonOf(made.status()) != ReasonToken(Reason::kBadDocument)) return made.status();
      return kExitRefused;
    }
    document = *std::move(made);
    done += fmt::format("{}{}", done.empty() ? "" : ", ", word);
  }
  if (done.empty()) {
    return Fail(Reason::kBadArgument, "one of --people, --agreements and --demand is needed");
  }
  VUORO_RETURN_IF_ERROR(WriteFile(args.Get("out"), document));
  fmt::print(stderr, "imported {}\n", done);
  return kExitOk;
}

}  // namespace

Command ImportCommand() {
  return {
      "import",
      "NETWORK",
      "put tables (CSV) of people, agreements and demand into a document",
      "Each table replaces that list of the document; docs/network.md names the columns. Every\n"
      "fault is printed with the table's line and column, and then nothing is written.",
      {
          {"people", "FILE", "officials, advisors and interpreters"},
          {"agreements", "FILE", "agreements"},
          {"demand", "FILE", "half hours a week by agency, office and language"},
          {"out", "FILE", "the document that is made", kRequired},
      },
      RunImport};
}

}  // namespace vuoro::cli
