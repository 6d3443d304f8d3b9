// From a network to the weekly planner's problem, and from its plan back to the network's words.
// What the planner does with it is room planning.
#ifndef VUORO_CONFIG_PLANNING_PROBLEM_H_
#define VUORO_CONFIG_PLANNING_PROBLEM_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/planning/disruption.h"
#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"
#include "vuoro/time/date.h"

namespace vuoro {

inline constexpr int kPlanningDays = 5;  // Monday to Friday of each week of the cycle
inline constexpr int kPlanningSlotMin = 30;

// A planning problem and which person each of its officials is. Offices, agencies, languages and
// demand lines have the same positions in both. Days are Monday to Friday, week after week.
struct PlanningProblem {
  planning::Problem problem;
  Date monday;
  std::vector<PersonIndex> officials;  // by position in problem.officials
  // What people decided, by position in problem.decisions, and where: the document's decisions at
  // "/planning/decisions/N", then those given beside it at "/N".
  std::vector<PlanDecision> decisions;
  std::vector<std::string> decision_paths;

  Date DateOf(int day) const {
    return monday.AddDays(day / kPlanningDays * 7 + day % kPlanningDays);
  }
};

// The problem of the week that begins on `monday`, or of the document's cycle of 2 or 4 weeks: what
// problem.h of room planning takes. Demand, and visits agreed for each week, count once for each of
// its weeks; visits agreed for the cycle once.
//
// A slot is a half hour of local time from planning.day_from_min on.
// - An office is open on a day in the longest run of slots that are wholly inside its hours of that
//   date (the earliest of equals): holidays, exceptions, opens_on and closes_on count, and a mobile
//   office has the hours of the stop where it stands longest that day, without video if that stop
//   has no connection. Desks are its counters.
// - Officials are the people of that role who are sent to offices or have remote hours, in the
//   network's order. One without a base gets the first office, from where he never drives. He is
//   available for visits on his field days on which he works at all, and for video calls in every
//   slot inside his remote hours but one for lunch: where planning.lunch is given, and he is on
//   duty that long and in all of its hours, an agency's officials take its half hours in turn.
// - An interpreter stands on duty for one language: of those he interprets, the one with the most
//   demand for each interpreter counted so far.
// - Visits of an agency to an office are allowed by its signed agreements that are valid on a day
// of
//   the cycle, have max_visits above 0 and, where the office requires it, are of both kinds between
//   them. Several count as one: the largest least and the largest most, and all their weekdays. The
//   least is lowered to the days that the calendar leaves when it closes one of them, and so is
//   that of an agreement which begins or ends in the week. Their presence is asked for in whole
//   slots while the office is open.
// - Where driving minutes are unknown nobody drives.
// - Decisions are the document's and `more`; one about a weekday is one for each week of a cycle.
// Hours that are not wanted count as far as they lie in
//   the planning day; a decision that can concern no visit of the week (of a person who is no
//   official of the problem, at other hours) says nothing, unless it is a pin.
//
// Errors: bad_argument when `monday` is none or the planning rules make no problem, limit_reached
// for the limits in planning/problem.h, infeasible for a pin of nobody or outside the planning day,
// with its place. Pure; any thread. Cost: people and offices x days, and
// offices squared.
absl::StatusOr<PlanningProblem> MakeProblem(const Network& network, Date monday,
                                            const std::vector<PlanDecision>& more = {});

// An error of the planner about this problem, whose place is a decision's, with the place where
// that was written; any other as it is.
absl::Status InWordsOf(const PlanningProblem& made, const absl::Status& status);

// `plan`, which must be one for `made.problem`, in keys and local minutes, sorted: a visit is a
// field duty, neighbouring calls of one official for one office are one video duty. Valid from
// made.monday on, with what it costs by the document's rates (plan_expenses.h); cost (of the whole
// cycle) and bound are the caller's to fill in.
WeekPlan MakeWeekPlan(const Network& network, const PlanningProblem& made,
                      const planning::Plan& plan);

// `plan` as the planner knows it, to start from or to keep to, as it goes on in the problem's
// weeks: a shorter cycle is repeated, of a longer one what falls into them is taken. Its first
// Monday must be a date unless its cycle is of one week. Visits have no shares of demand: the
// planner deals them out. Calls and visits that the problem has no person, office or half hour for
// are left out.
planning::Plan MakePlan(const Network& network, const PlanningProblem& made, const WeekPlan& plan);

// `disruption` in positions. Errors: unknown_key with the place for a person who is no official of
// the problem or an office that is not there; planning::Apply() judges days and counters.
absl::StatusOr<planning::Disruption> MakeDisruption(const Network& network,
                                                    const PlanningProblem& made,
                                                    const WeekDisruption& disruption);

}  // namespace vuoro

#endif  // VUORO_CONFIG_PLANNING_PROBLEM_H_
