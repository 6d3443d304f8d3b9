// The plan that the search begins with.
#ifndef VUORO_SRC_PLANNING_FIRST_PLAN_H_
#define VUORO_SRC_PLANNING_FIRST_PLAN_H_

#include "state.h"
#include "vuoro/base/random.h"

namespace vuoro::planning {

// Makes visits for pins that say when, before others take their room.
void KeepPins(const Index& index, State& state);

// The first plan: agreements that demand visits first, then the best visits, then calls.
void BuildFirstPlan(const Index& index, State& state, Random& random);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_FIRST_PLAN_H_
