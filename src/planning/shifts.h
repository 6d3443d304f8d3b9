// What a plan does already, done elsewhere or at another time for less travel or a shorter wait.
//
// There are two kinds. A visit moves, with whom it serves and as long as it is, to another official
// or another day. A half hour of a line that is wholly served, by whatever means, becomes a video
// call on a day without service. Each has the way it would take (leftover.h) with what that lacks.
#ifndef VUORO_SRC_PLANNING_SHIFTS_H_
#define VUORO_SRC_PLANNING_SHIFTS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "leftover.h"
#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

struct Shift {
  Way way;             // kVisit or kCall
  int visit = -1;      // that moves, or that loses the half hour: position in the plan
  int call = -1;       // that loses the half hour
  int line = -1;       // of the half hour
  DemandLine about;    // agency and office, and the language that is lacking if one is
  int64_t saving = 0;  // off the cost, if nothing is lacking; above 0
};

class Shifts {
 public:
  // REQUIRES: `plan` keeps every rule of `problem`; both outlive it.
  Shifts(const Problem& problem, const Plan& plan);

  // Calls `see` with every shift that saves anything, in a fixed order, until `go_on` says no.
  void ForEach(const std::function<bool()>& go_on, const std::function<void(const Shift&)>& see);

 private:
  void MovesOf(int v, const std::function<void(const Shift&)>& see);
  void CallsOf(int k, const std::function<void(const Shift&)>& see);
  // What the wait of a pair falls by when a unit of service goes from one day to another.
  int64_t WaitSaved(int agency, int office, int from, int to) const;
  std::vector<int>& ServiceOf(int agency, int office) { return service_[{agency, office}]; }

  const Problem& problem_;
  const Plan& plan_;
  Leftover leftover_;
  // (agency, office) -> visits that serve somebody and calls, by day.
  std::map<std::pair<int, int>, std::vector<int>> service_;
  std::vector<std::vector<int>> calls_;   // [line] positions in the plan
  std::vector<std::vector<int>> visits_;  // [line] the same
};

// The plan with the shift, for a problem in which nothing is lacking for it.
Plan Shifted(const Problem& problem, const Plan& plan, const Shift& shift);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_SHIFTS_H_
