// All times at which a service can start on one day, given opening, presence and what is busy.
//
// A start s is possible if the office is open for [s, s + duration), s is allowed (on the grid,
// outside notice, reserve and release masks), and every pool has `count` resources that are present
// and free when it needs them. This is exact for the assignment that the board holds: pools share
// no resource and resources of a pool are judged one by one. A start whose service would run past
// the local day's end is not possible.
#ifndef VUORO_AVAILABILITY_STARTS_H_
#define VUORO_AVAILABILITY_STARTS_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "vuoro/availability/busy_board.h"
#include "vuoro/availability/day_mask.h"
#include "vuoro/availability/pool.h"

namespace vuoro {

// What one day offers apart from resources. Masks have the board's number of words.
struct DaySupply {
  int32_t day = 0;
  mask::ConstMask open;     // quanta during which the service may go on
  mask::ConstMask allowed;  // quanta at which a service may begin
};

// Overwrites `starts` with the quanta of `supply` that are allowed and open for `duration` quanta.
// It depends on no booking, so callers may keep it per offer and day.
void OpenStarts(const DaySupply& supply, int32_t duration, mask::Mask starts);

// Keeps those of `starts` for which every pool can serve. True if any is left. The hot path: about
// 30 ns for one pool of one resource at five words; nothing is allocated. Thread-safe on a board
// that stands still. REQUIRES: pools that pass CheckRequirement; masks of the board's width.
bool KeepPossible(const BusyBoard& board, int32_t day, std::span<const Pool> pools,
                  mask::Mask starts);

// OpenStarts and KeepPossible in one: overwrites `starts` with all possible starts of the day.
bool FindStarts(const BusyBoard& board, const StartRequirement& requirement,
                const DaySupply& supply, mask::Mask starts);

// Writes the instants of the starts, ascending, until `instants_us` is full; returns how many were
// written. An instant is first_us + quantum.us() * q, with `first_us` the local day's first
// instant.
size_t WriteInstants(mask::ConstMask starts, Quantum quantum, int64_t first_us,
                     std::span<int64_t> instants_us);

}  // namespace vuoro

#endif  // VUORO_AVAILABILITY_STARTS_H_
