// A plan that was written down, in the planner's words again: its duties with what they serve,
// which a written plan does not say.
#ifndef VUORO_CONFIG_DEALT_PLAN_H_
#define VUORO_CONFIG_DEALT_PLAN_H_

#include <absl/status/statusor.h>

#include "vuoro/config/planning_problem.h"
#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/planning/plan.h"

namespace vuoro {

// `plan` for `made.problem`, its demand dealt out anew as planning/deal.h does: as much is met as
// these duties can, though the cost may differ a little from the one written down. As in MakePlan a
// plan of a shorter cycle is repeated, of a longer one what falls into the problem's weeks is
// taken.
//
// Errors: bad_plan with the place (PathOf) for a duty whose person is no official of the problem,
// whose office is not there, or whose time is no whole half hours of the problem's days; whether
// the duties keep the rules is for planning::Check() to say. Pure; any thread.
absl::StatusOr<planning::Plan> MakeDealtPlan(const Network& network, const PlanningProblem& made,
                                             const WeekPlan& plan);

}  // namespace vuoro

#endif  // VUORO_CONFIG_DEALT_PLAN_H_
