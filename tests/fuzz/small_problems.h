// What fuzz targets of the planner share: which problems are small enough to solve on the spot, and
// the laws that every answer of the planner keeps.
#ifndef VUORO_TESTS_FUZZ_SMALL_PROBLEMS_H_
#define VUORO_TESTS_FUZZ_SMALL_PROBLEMS_H_

#include <algorithm>
#include <string_view>
#include <utility>

#include "planning/crowded_problem.h"
#include "require.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/planner.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// Small enough for thousands of answers a second.
inline bool Quick(const Problem& p) {
  int slots = 0;
  for (const DemandLine& line : p.demand) slots += std::min(line.slots, 1000);
  return p.offices.size() <= 6 && p.officials.size() <= 6 && p.agencies.size() <= 6 &&
         p.demand.size() <= 20 && p.agreements.size() <= 20 && p.exclusive.size() <= 10 &&
         slots <= 200;
}

// Solves, and holds the answer to the checker: a plan that keeps every rule at the cost it says,
// no bound above it; or, if none was found, a refusal that says `infeasible`.
inline absl::StatusOr<PlanResult> SolveLawfully(const Problem& p, const PlannerOptions& options) {
  absl::StatusOr<PlanResult> result = Solve(p, options);
  if (!result.ok()) {
    Require(ReasonOf(result.status()) == "infeasible", "only `infeasible` is refused");
    return result;
  }
  const Verdict verdict = Check(p, result->plan);
  Require(verdict.feasible(), "the plan keeps every rule");
  Require(verdict.cost == result->cost, "the cost is the checker's");
  Require(result->objective >= result->cost.total, "changes never pay");
  Require(result->bound <= result->objective, "the bound is not above the objective");
  return result;
}

// One week with something of everything, and a plan for it.
struct BusyWeek {
  Problem problem;
  Plan plan;
};
inline const BusyWeek& TheBusyWeek() {
  static const BusyWeek week = [] {
    for (uint64_t seed = 1;; ++seed) {
      Problem problem = CrowdedProblem(seed);
      const auto solved = Solve(problem, {.steps = 200});
      if (!solved.ok() || solved->plan.visits.size() < 5 || solved->plan.video.size() < 3) continue;
      return BusyWeek{std::move(problem), solved->plan};
    }
  }();
  return week;
}

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_FUZZ_SMALL_PROBLEMS_H_
