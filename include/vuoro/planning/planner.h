// The weekly planner: feasible at once, better until its budget ends, with a proven lower bound.
//
// A greedy plan is improved by ruin and recreate under simulated annealing; small neighbourhoods
// are repaired exactly by the constraint solver; a Lagrangean relaxation proves the bound. The room
// reads no clock: budgets are steps, or a gauge the caller supplies.
#ifndef VUORO_PLANNING_PLANNER_H_
#define VUORO_PLANNING_PLANNER_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <optional>

#include "vuoro/planning/checker.h"
#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// Where a running Solve stands.
struct Progress {
  int64_t steps = 0;  // work done, both threads together
  int64_t cost = 0;   // of the best plan so far, changes of a baseline included
  int64_t bound = 0;  // no plan costs less; never above `cost`
};

inline constexpr int kMaxPlannerThreads = 2;
// What a gauge returns when the budget is used up.
inline constexpr int kGaugeFull = 1024;

struct PlannerOptions {
  uint64_t seed = 1;
  int threads = 1;  // 1 or 2
  // Rounds of ruin and recreate, both threads together. The same problem, seed, threads, steps and
  // warm start give the same plan on every machine, unless `gauge` or `progress` ends the search.
  int64_t steps = 100'000;
  // How much of the caller's own budget (seconds, say) is used: 0..kGaugeFull; called every few
  // milliseconds on the calling thread. When set, it ends the search instead of `steps`.
  std::function<int()> gauge = nullptr;
  // Called on the calling thread after the first plan, at every improvement seen at a barrier, and
  // regularly in between. Returning false ends the search: the best plan so far is returned.
  std::function<bool(const Progress&)> progress = nullptr;
  // Start from this plan, as far as it is still allowed: visits and calls that break a rule today
  // are dropped one by one, the rest is kept as the first plan.
  std::optional<Plan> warm_start = std::nullopt;
  // Re-plan: change this plan as little as pays. Every one of its visits that the new plan lacks,
  // and every visit of the new plan that it lacks, costs `change_weight`; visits are the same if
  // official, office, day, start and end agree. What is still allowed of it is the first plan
  // (unless a warm start is given), and the search begins around what is not. See disruption.h.
  std::optional<Plan> baseline = std::nullopt;
  int change_weight = 200;
};

struct PlanResult {
  Plan plan;
  Cost cost;              // changes aside
  VisitChanges changes;   // against the baseline; all zero without one
  int64_t objective = 0;  // what was minimised: the cost and change_weight for each change
  int64_t bound = 0;      // proven: no feasible plan costs less
  int64_t steps = 0;
};

// Plans the week. Errors: what Problem::Validate() says; `bad_argument` for options out of range;
// `infeasible` for a pin that no visit can keep (CheckPins), or if no plan was found within the
// budget that keeps the agreements' minimum visits and the pins (the message names one).
// Thread-safe; starts at most one thread of its own and joins it.
absl::StatusOr<PlanResult> Solve(const Problem& problem, const PlannerOptions& options);

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_PLANNER_H_
