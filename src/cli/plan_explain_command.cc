// Says of a plan that was written down why half hours are unmet, and which one change would save
// most.
#include "cli/plan_explain_command.h"

#include <fmt/core.h>

#include "cli/exit_codes.h"
#include "cli/explain_show.h"
#include "cli/inputs.h"
#include "cli/plan_progress.h"
#include "vuoro/base/status.h"
#include "vuoro/config/plan_explanation.h"

namespace vuoro::cli {
namespace {

absl::StatusOr<int> RunPlanExplain(const Args& args) {
  const absl::StatusOr<Network> network = ReadNetwork(args.positional()[0]);
  if (!network.ok()) return RefuseNetwork(network.status());
  VUORO_ASSIGN_OR_RETURN(const WeekPlan plan, ReadPlan(args.positional()[1]));
  VUORO_ASSIGN_OR_RETURN(const Date monday, MondayOf(args, plan));
  VUORO_ASSIGN_OR_RETURN(const OfficeIndex only_office, OfficeOf(args, *network));
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
