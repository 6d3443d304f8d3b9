// Pins that no visit can keep.
#ifndef VUORO_SRC_PLANNING_PINS_H_
#define VUORO_SRC_PLANNING_PINS_H_

#include <vector>

#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// Positions of the decisions that CheckPins() would refuse, ascending.
std::vector<int> ImpossiblePins(const Problem& problem);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_PINS_H_
