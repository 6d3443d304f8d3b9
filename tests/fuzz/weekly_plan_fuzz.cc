// Fuzz target: any bytes as a plan for one crowded problem. Refused, or read, judged and used: as a
// start, as what is changed least, and to be explained.
#include <cstdint>
#include <string>

#include "small_problems.h"
#include "vuoro/planning/explain.h"
#include "vuoro/planning/problem_json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace vuoro;
  using namespace vuoro::planning;
  const Problem& problem = TheBusyWeek().problem;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Plan> plan = ParsePlan(json);
  if (!plan.ok()) {
    Require(MessageOf(plan.status()).find('\n') == std::string::npos, "one line");
    return 0;
  }
  const absl::StatusOr<Plan> again = ParsePlan(PlanToJson(*plan, "small"));
  Require(again.ok() && *again == *plan, "it comes back the same");
  const Verdict verdict = Check(problem, *plan);
  Require(verdict.feasible() == CheckedOrError(problem, *plan).ok(), "one judgement");
  const auto unmet = ExplainUnmet(problem, *plan);
  Require(unmet.ok() == verdict.feasible(), "only a feasible plan is explained");
  if (unmet.ok()) {
    int64_t slots = 0;
    for (const UnmetLine& line : *unmet) slots += line.unmet;
    Require(slots == verdict.cost.unmet_slots, "every unmet half hour is explained");
  }
  if (plan->visits.size() + plan->video.size() > 200) return 0;
  const auto warm = SolveLawfully(problem, {.steps = 4, .warm_start = *plan});
  Require(warm.ok(), "there is a plan");
  if (verdict.feasible()) {
    Require(warm->cost.total <= verdict.cost.total, "a start is never made worse");
  }
  const auto changed = SolveLawfully(problem, {.steps = 4, .baseline = *plan});
  Require(changed.ok() && changed->changes == CompareVisits(*plan, changed->plan),
          "changes are counted");
  return 0;
}
