// Commands on documents and calendars, without a store: check, import, plan, plan check,
// plan diff, plan explain, coverage, holidays.
#include <fmt/core.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/coverage_command.h"
#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/import_command.h"
#include "cli/plan_check_command.h"
#include "cli/plan_command.h"
#include "cli/plan_diff_command.h"
#include "cli/plan_explain_command.h"
#include "vuoro/base/status.h"
#include "vuoro/calendar/holidays.h"
#include "vuoro/config/load.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

std::string Counted(size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

absl::StatusOr<int> RunCheck(const Args& args) {
  size_t errors = 0;
  size_t warnings = 0;
  for (const std::string& path : args.positional()) {
    VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
    std::vector<Fault> faults;
    const absl::StatusOr<Network> network = LoadNetwork(json, &faults);
    for (const Fault& fault : faults) {
      ++(fault.severity == Severity::kError ? errors : warnings);
      fmt::print(stderr, "{}\n", FormatFault(fault, path));
    }
    if (network.ok()) {
      fmt::print("{}: {}, {}, {}, {}, {}\n", path, Counted(network->offices.size(), "office"),
                 Counted(network->services.size(), "service"),
                 Counted(network->offers.size(), "offer"),
                 network->people.size() == 1 ? "1 person"
                                             : fmt::format("{} people", network->people.size()),
                 Counted(network->queues.size(), "queue"));
    }
  }
  fmt::print("{}, {} in {}\n", Counted(errors, "error"), Counted(warnings, "warning"),
             Counted(args.positional().size(), "file"));
  return errors == 0 ? kExitOk : kExitRefused;
}

absl::StatusOr<int> RunHolidays(const Args& args) {
  const std::string& text = args.positional().front();
  const size_t dash = text.find('-');
  VUORO_ASSIGN_OR_RETURN(const int64_t first,
                         ParseNumber(text.substr(0, dash), kMinYear, kMaxYear, "the year"));
  int64_t last = first;
  if (dash != text.npos) {
    VUORO_ASSIGN_OR_RETURN(last,
                           ParseNumber(text.substr(dash + 1), first, kMaxYear, "the last year"));
  }
  for (int year = static_cast<int>(first); year <= last; ++year) {
    for (const HolidayDate& day : PublicHolidays(year)) {
      fmt::print("{} {}\n", FormatDate(day.date), NameOf(day.holiday));
    }
  }
  return kExitOk;
}

}  // namespace

std::vector<Command> DocumentCommands() {
  std::vector<Command> commands;
  commands.push_back({"check",
                      "FILE...",
                      "find the faults of network documents",
                      "Prints every fault with file, line and column as compilers do, then one\n"
                      "summary line. Exit code 1 when there is an error; warnings are taken.",
                      {},
                      RunCheck});
  commands.push_back(ImportCommand());
  commands.push_back(PlanCheckCommand());
  commands.push_back(PlanDiffCommand());
  commands.push_back(PlanExplainCommand());
  commands.push_back(PlanCommand());
  commands.push_back(CoverageCommand());
  commands.push_back({"holidays",
                      "YEAR[-YEAR]",
                      "list the Finnish public holidays",
                      "One line for each: the date and the name.",
                      {},
                      RunHolidays});
  return commands;
}

}  // namespace vuoro::cli
