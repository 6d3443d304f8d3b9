// A plan made of what the relaxation chose: another place to search from.
#ifndef VUORO_SRC_PLANNING_ROUNDING_H_
#define VUORO_SRC_PLANNING_ROUNDING_H_

#include <span>

#include "official_week.h"
#include "state.h"
#include "vuoro/base/random.h"

namespace vuoro::planning {

// Adds as many of `visits` to the empty `state` as the rules allow, in random order, and then
// calls.
void AddRelaxedVisits(const Index& index, State& state, std::span<const WeekVisit> visits,
                      Random& random);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_ROUNDING_H_
