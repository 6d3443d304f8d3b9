// Says of a plan that was written down why half hours are unmet, and which one change would save
// most.
#include "cli/plan_explain_command.h"

#include <fmt/core.h>

#include "cli/exit_codes.h"
#include "cli/explain_show.h"
#include "cli/files.h"
#include "cli/plan_progress.h"
#include "cli/terminal.h"
#include "vuoro/base/status.h"
#include "vuoro/base/text.h"
#include "vuoro/config/load.h"
#include "vuoro/config/plan_explanation.h"
#include "vuoro/journal/event.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

// The Monday asked for, else the plan's first day.
absl::StatusOr<Date> WeekOf(const Args& args, const WeekPlan& plan) {
  if (args.Has("monday")) return ParseDate(args.Get("monday"));
  const auto date = Date::CheckedYmd(plan.from_ymd);
  if (date.has_value()) return *date;
  return AtPath(Fail(Reason::kBadPlan, "{} is no date", plan.from_ymd), "/from_ymd");
}

absl::StatusOr<OfficeIndex> OnlyOffice(const Args& args, const Network& network) {
  if (!args.Has("office")) return OfficeIndex();
  for (size_t i = 0; i < network.offices.size(); ++i) {
    if (network.offices[i].key == args.Get("office")) return OfficeIndex(i);
  }
  return Fail(Reason::kUnknownKey, "the network has no office \"{}\"", args.Get("office"));
}

absl::StatusOr<int> RunPlanExplain(const Args& args) {
  const std::string& path = args.positional()[0];
  VUORO_ASSIGN_OR_RETURN(const std::string document, ReadFile(path));
  std::vector<Fault> faults;
  const absl::StatusOr<Network> network = LoadNetwork(document, &faults);
  if (!network.ok()) {
    for (const Fault& fault : faults) fmt::print(stderr, "{}\n", FormatFault(fault, path));
    Complain(network.status());
    return kExitRefused;
  }
  VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(args.positional()[1]));
  VUORO_ASSIGN_OR_RETURN(const WeekPlan plan, DecodeWeekPlan(json));
  VUORO_ASSIGN_OR_RETURN(const Date monday, WeekOf(args, plan));
  VUORO_ASSIGN_OR_RETURN(const OfficeIndex only_office, OnlyOffice(args, *network));
  VUORO_ASSIGN_OR_RETURN(const PlanningProblem made, MakeProblem(*network, monday));
  planning::ExplainOptions options;
  VUORO_ASSIGN_OR_RETURN(const int64_t seed, args.Number("seed", 0, INT64_MAX, 1));
  options.seed = static_cast<uint64_t>(seed);
  VUORO_ASSIGN_OR_RETURN(const int64_t remedies, args.Number("remedies", 0, 100, options.verify));
  options.verify = static_cast<int>(remedies);
  const PlanProgress listening;  // to Ctrl-C
  options.go_on = [&] { return !listening.interrupted(); };
  VUORO_ASSIGN_OR_RETURN(const PlanExplanation why, ExplainWeekPlan(*network, made, plan, options));
  if (!why.complete) fmt::print(stderr, "cancelled; not every change was tried\n");
  if (args.Has("json")) {
    fmt::print("{}\n", EncodePlanExplanation(*network, why));
  } else {
    fmt::print("{}", ExplanationText(*network, why, args.Get("language", "en"), only_office));
  }
  return kExitOk;
}

}  // namespace

Command PlanExplainCommand() {
  return {"plan explain",
          "NETWORK PLAN",
          "say why a plan leaves half hours unmet, and what would help",
          "PLAN is what 'vuoro plan --out' wrote, or anybody's. It does not say whom its hours\n"
          "serve: demand is dealt out to them anew, as much as they can meet. Ctrl-C keeps what\n"
          "has been found.",
          {
              {"monday", "DATE", "the week; else the plan's first"},
              {"remedies", "N", "how many changes to try out; else 8"},
              {"seed", "N", "else 1"},
              {"office", "KEY", "show this office alone"},
              {"language", "CODE", "of names: en (else this), fi, sv"},
              {"json", "", "print JSON"},
          },
          RunPlanExplain};
}

}  // namespace vuoro::cli
