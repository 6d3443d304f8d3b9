// Exact repair of a small neighbourhood: the visits of a few official-days are chosen anew and
// together by the constraint solver, everything else staying as it is.
#ifndef VUORO_SRC_PLANNING_REPAIR_H_
#define VUORO_SRC_PLANNING_REPAIR_H_

#include <cstdint>
#include <span>

#include "insert.h"
#include "state.h"

namespace vuoro::planning {

inline constexpr size_t kMaxRepairDays = 4;
inline constexpr size_t kMaxPatterns = 160;   // kept for one official-day, the most promising
inline constexpr int64_t kRepairWork = 4000;  // solver work units for one repair

// REQUIRES: at most kMaxRepairDays distinct official-days, all without visits. Adds the visits that
// gain most together, over the patterns listed and with the taste's prices for calls that must go.
// Returns true if the solver proved that choice to be the best.
bool RepairExactly(const Index& index, State& state, std::span<const OfficialDay> days,
                   const Taste& taste, Random& random);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_REPAIR_H_
