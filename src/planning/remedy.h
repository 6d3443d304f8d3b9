// The sizes of remedies, for whoever looks for them.
#ifndef VUORO_SRC_PLANNING_REMEDY_H_
#define VUORO_SRC_PLANNING_REMEDY_H_

#include <vector>

#include "vuoro/planning/problem.h"

namespace vuoro::planning {

inline constexpr int kHourSlots = 2;      // slots by which days and windows grow
inline constexpr int kWeekMoreSlots = 4;  // slots by which a week grows

// The window of the longest day, the first of equals.
Window Longest(const std::vector<Window>& windows);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_REMEDY_H_
