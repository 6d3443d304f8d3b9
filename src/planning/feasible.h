// The exact search for visits that keep all that is demanded.
#ifndef VUORO_SRC_PLANNING_FEASIBLE_H_
#define VUORO_SRC_PLANNING_FEASIBLE_H_

#include "vuoro/planning/conflict.h"

namespace vuoro::planning {

// DecideFeasible() without the planner's help: unproven when `work` has run out.
Feasible SearchFeasible(const Problem& problem, int64_t work, Plan* plan);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_FEASIBLE_H_
