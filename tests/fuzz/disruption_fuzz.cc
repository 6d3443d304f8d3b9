// Fuzz target: any bytes as what falls away from a planned week. Refused, or applied: the problem
// that remains is valid, and what stays of the old plan is a plan for it.
#include <cstdint>
#include <string>

#include "small_problems.h"
#include "vuoro/planning/disruption.h"
#include "vuoro/planning/problem_json.h"

namespace {

using namespace vuoro;
using namespace vuoro::planning;

// Every agreement demands the visits that the plan makes, so that a loss is felt.
BusyWeek MakeWeek() {
  BusyWeek week = TheBusyWeek();
  for (Agreement& g : week.problem.agreements) {
    for (const Visit& v : week.plan.visits) {
      const int agency = week.problem.officials[At(v.official)].agency;
      g.min_visits += agency == g.agency && v.office == g.office;
    }
  }
  Require(Check(week.problem, week.plan).feasible(), "the plan keeps the week");
  return week;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const BusyWeek week = MakeWeek();
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Disruption> lost = ParseDisruption(json);
  if (!lost.ok()) {
    Require(MessageOf(lost.status()).find('\n') == std::string::npos, "one line");
    return 0;
  }
  const auto again = ParseDisruption(DisruptionToJson(*lost, "small"));
  Require(again.ok() && *again == *lost, "it comes back the same");
  const absl::StatusOr<Problem> left = Apply(week.problem, *lost, week.plan);
  if (!left.ok()) {
    Require(ReasonOf(left.status()) == "bad_argument", "only what does not exist is refused");
    return 0;
  }
  Require(left->Validate().ok(), "the problem that remains is valid");
  Plan stays;
  stays.visits = VisitsThatStay(*left, week.plan);
  for (Visit& visit : stays.visits) visit.serves.clear();
  Require(Check(*left, stays).feasible(), "the visits that stay are a plan");
  Require(SolveLawfully(*left, {.steps = 4, .baseline = week.plan}).ok(),
          "a loss never makes a week infeasible");
  return 0;
}
