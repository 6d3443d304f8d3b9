// Finding the best place for one more visit of an official on a day.
#ifndef VUORO_SRC_PLANNING_INSERT_H_
#define VUORO_SRC_PLANNING_INSERT_H_

#include <cstdint>

#include "state.h"
#include "vuoro/base/random.h"

namespace vuoro::planning {

// How a round of recreation values things; all shares in 1/1024.
struct Taste {
  int noise = 0;              // each gain is scaled by a random factor 1 +- noise/2
  int video_worth = 1024;     // worth of a half hour that a call could serve as well
  int call_loss = 700;        // price of a call that must go when its official leaves the pool
  int duty_loss = 150;        // price of taking an official with remote duty out of the pool
  uint64_t short_visits = 0;  // share of visits that may not be as long as they could
};

// Starting slots s such that [s, s + length) lies in `free`.
uint32_t Starts(uint32_t free, int length);

// Puts the best further visit on (e, d) into the plan if it gains anything; false if none does.
// `only`, if not null, is the one candidate to be considered.
bool PlaceVisit(const Index& index, State& state, int e, int d, const Taste& taste, Random& random,
                const Candidate* only = nullptr);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_INSERT_H_
