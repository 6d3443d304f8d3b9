// The bridge between a network and the weekly planner: a week of the network as a planning problem,
// and the planner's answer in the network's own words.
#ifndef VUORO_ENGINE_PLAN_PROBLEM_H_
#define VUORO_ENGINE_PLAN_PROBLEM_H_

#include <absl/status/statusor.h>

#include <vector>

#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"
#include "vuoro/time/date.h"

namespace vuoro {

// A problem whose agencies, offices, languages and demand lines stand in the network's order.
struct WeekProblem {
  planning::Problem problem;
  std::vector<PersonIndex> officials;  // by the problem's official
  Date monday;
};

// The week of `monday` as a problem: opening hours, holidays, working times and agreements as they
// are on its five days. Where the problem knows less than the network, the narrower reading is
// taken: of a split day the longest opening, of an interpreter of several languages the first one.
// Errors: bad_argument (not a Monday; officials may travel but no drive times are known) and those
// of planning::Problem::Validate.
absl::StatusOr<WeekProblem> MakeWeekProblem(const Network& network, Date monday);

// The plan as duties, sorted; neighbouring half hours become one duty.
WeekPlan ToWeekPlan(const Network& network, const WeekProblem& week, const planning::Plan& plan);

}  // namespace vuoro

#endif  // VUORO_ENGINE_PLAN_PROBLEM_H_
