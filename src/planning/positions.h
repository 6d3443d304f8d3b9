// Positions of the problem's lists, which are int in its rows, as subscripts.
#ifndef VUORO_SRC_PLANNING_POSITIONS_H_
#define VUORO_SRC_PLANNING_POSITIONS_H_

#include <cstddef>

namespace vuoro::planning {

inline size_t U(int value) { return static_cast<size_t>(value); }

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_POSITIONS_H_
