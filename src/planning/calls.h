// Serving a line by video calls.
#ifndef VUORO_SRC_PLANNING_CALLS_H_
#define VUORO_SRC_PLANNING_CALLS_H_

#include "state.h"
#include "vuoro/base/random.h"

namespace vuoro::planning {

// Serves what is left of line k by video: first on days that shorten the wait, then anywhere.
void FillCalls(const Index& index, State& state, int k, Random& random);

// Serves half hours of line k by video while one other call of its office or its agency can move to
// make room for each. To be called when FillCalls found no room.
void FillByMovingCalls(const Index& index, State& state, int k, Random& random);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_CALLS_H_
