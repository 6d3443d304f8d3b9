// Whether a plan keeps the presence that agencies have agreed to: visits a week, or a cycle, to
// each office, and hours at which somebody is there (F8).
#ifndef VUORO_CONFIG_PRESENCE_H_
#define VUORO_CONFIG_PRESENCE_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <vector>

#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/time/date.h"

namespace vuoro {

// One agency in one office. What is agreed is what the planner keeps to in that week: signed
// agreements in force together, the least lowered to the days that the calendar leaves.
struct Presence {
  AgencyIndex agency;
  OfficeIndex office;
  int32_t visits = 0;   // in the plan
  int32_t minutes = 0;  // of them
  int32_t min_visits = 0;
  int32_t max_visits = 0;  // 0: no visit is agreed
  int32_t asked_min = 0;   // minutes a week in which somebody of the agency is to be there
  int32_t absent_min = 0;  // those of them in which nobody is

  bool too_few() const { return visits < min_visits; }
  bool too_many() const { return visits > max_visits; }
  bool absent() const { return absent_min > 0; }
  friend bool operator==(const Presence&, const Presence&) = default;
};

// Every agency and office that have agreed visits or have some in the plan, by agency and then
// office, in the week of `monday`; or in the cycle of several weeks that begins there, the plan's
// or the document's, whichever is longer, the other repeated. Of any plan, whoever made it: nothing
// else of it is judged. Errors: those of MakeProblem; bad_plan for a person or office that the
// network does not have. Pure; any thread. Cost: that of MakeProblem.
absl::StatusOr<std::vector<Presence>> PresenceOf(const Network& network, const WeekPlan& plan,
                                                 Date monday);

}  // namespace vuoro

#endif  // VUORO_CONFIG_PRESENCE_H_
