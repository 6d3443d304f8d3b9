// Deals demand out to duties: which line each half hour of a visit and each video half hour serves,
// when only who sits where and when is known.
#ifndef VUORO_PLANNING_DEAL_H_
#define VUORO_PLANNING_DEAL_H_

#include <vector>

#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// An official at his base takes a call from the office's booth in this slot, of whatever line.
struct VideoSeat {
  int official = 0;
  int office = 0;
  int day = 0;
  int slot = 0;
  friend auto operator<=>(const VideoSeat&, const VideoSeat&) = default;
};

// Who sits where and when.
struct Duties {
  std::vector<Visit> visits;  // what they serve is not read
  std::vector<VideoSeat> video;
};

// The plan that these duties make: every visit, with what it serves, and a call for every seat that
// finds somebody to serve. No other dealing serves more half hours, but where interpreters run out;
// days are dealt to in turn before their second half hours, so that waits become short. Rules about
// who, where and when are not looked at: Check() judges the plan.
//
// REQUIRES: `problem` passes Validate(), and every index of `duties` exists in it.
// Cost: half hours of demand x seats, for each agency in each office.
Plan Deal(const Problem& problem, const Duties& duties);

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_DEAL_H_
