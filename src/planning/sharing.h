// Whom the visits and calls of an agreement serve, on which days.
#ifndef VUORO_SRC_PLANNING_SHARING_H_
#define VUORO_SRC_PLANNING_SHARING_H_

#include "state.h"

namespace vuoro::planning {

// Lets a visit of e on day d, which serves nobody yet, serve one half hour that another day can
// spare.
void TakeOver(const Index& index, State& state, int e, int d, Stop& stop);

// Improves what visits and calls under agreement g serve, at no cost elsewhere: visits with half
// hours to spare take what is left, and services on a day that has several move to a call on a day
// without, where that shortens the wait.
void SpreadServices(const Index& index, State& state, int g);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_SHARING_H_
