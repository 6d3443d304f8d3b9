// What a weekly plan costs in euros, by the rates of the network document.
#ifndef VUORO_CONFIG_PLAN_EXPENSES_H_
#define VUORO_CONFIG_PLAN_EXPENSES_H_

#include <vector>

#include "vuoro/config/planning_problem.h"
#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/planning/plan.h"

namespace vuoro {

// By agency in the network's order, those that send or call anybody; none without rates.
//
// An official is away from the minute he leaves his base for the day's first visit until the minute
// he is back from the last; every call takes a booth for its half hour, and an interpreter if its
// language is interpreted. Each agency pays for its own officials and calls. Kilometres are minutes
// driven x km_per_hour / 60. Each of an agency's four sums is rounded to the nearest cent, half a
// cent upwards.
//
// REQUIRES: `plan` is one for `made.problem`, which is of `network`. Pure; any thread. Cost: linear
// in the plan, with a logarithm.
std::vector<AgencyExpense> ExpensesOf(const Network& network, const PlanningProblem& made,
                                      const planning::Plan& plan);

}  // namespace vuoro

#endif  // VUORO_CONFIG_PLAN_EXPENSES_H_
