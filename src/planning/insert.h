// Finding the best place for one more visit of an official on a day, and filling video calls.
#ifndef VUORO_SRC_PLANNING_INSERT_H_
#define VUORO_SRC_PLANNING_INSERT_H_

#include <optional>

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

// Serves what is left of line k by video: first on days that shorten the wait, then anywhere.
void FillCalls(const Index& index, State& state, int k, Random& random);

// Improves what visits and calls under agreement g serve, at no cost elsewhere: visits with half
// hours to spare take what is left, and services on a day that has several move to a call on a day
// without, where that shortens the wait.
void SpreadServices(const Index& index, State& state, int g);

// Makes visits for pins that say when, before others take their room.
void KeepPins(const Index& index, State& state);

// The first plan: agreements that demand visits first, then the best visits, then calls.
void BuildFirstPlan(const Index& index, State& state, Random& random);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_INSERT_H_
