// Which resources serve one start, and what stands in the way when none can.
#ifndef VUORO_AVAILABILITY_CHOOSE_H_
#define VUORO_AVAILABILITY_CHOOSE_H_

#include <cstdint>
#include <vector>

#include "vuoro/availability/busy_board.h"
#include "vuoro/availability/pool.h"
#include "vuoro/availability/starts.h"

namespace vuoro {

// Picks resources for a start at quantum `start`: from each pool the `count` able ones whose free
// gap around the service is shortest, so that long gaps stay whole for long services; the lowest
// index among equals. A gap is the run of quanta, present (where presence matters) and not busy,
// that holds the span served. Fills `claims`, pools ascending and then resources ascending, ready
// for BusyBoard::MarkAll. False, with `claims` empty, if some pool cannot serve. Thread-safe on a
// board that stands still.
//
// Law: among open and allowed starts, ChooseResources succeeds on exactly those that KeepPossible
// keeps, and MarkAll then accepts its claims. It asks neither open nor allowed itself. REQUIRES:
// pools that pass CheckRequirement; start >= 0.
bool ChooseResources(const BusyBoard& board, int32_t day, std::span<const Pool> pools,
                     int32_t start, std::vector<Claim>& claims);

// Why one candidate of a pool cannot serve a start.
struct CandidateBlock {
  enum class Kind : uint8_t { kAbsent, kBusy };

  int32_t resource = 0;
  Kind kind = Kind::kAbsent;  // absent goes before busy: giving back a booking would not help
  // The first quantum of the day at which it is missing or busy; the day's capacity when the span
  // runs past the day, -1 when it would begin before it.
  int32_t quantum = 0;

  friend constexpr bool operator==(const CandidateBlock&, const CandidateBlock&) = default;
};

// A pool that has fewer able candidates than it needs, with what blocks each of the others.
struct PoolLack {
  int32_t pool = 0;
  int32_t needed = 0;
  int32_t able = 0;
  std::vector<CandidateBlock> blocked;  // by resource, ascending
};

// Everything that blocks one start; the raw material of "why is this time not offered".
struct StartBlockers {
  int32_t first_closed = -1;  // the first quantum of the service that is not open, at most the
                              // day's capacity; -1 if all are open
  bool not_allowed = false;   // the start itself is masked: off the grid, notice, reserve, release
  std::vector<PoolLack> pools;

  bool none() const { return first_closed < 0 && !not_allowed && pools.empty(); }
};

// Lists what blocks a start at quantum `start`; none() exactly when FindStarts would offer it.
// REQUIRES: a requirement that passes CheckRequirement; start >= 0.
StartBlockers FindBlockers(const BusyBoard& board, const StartRequirement& requirement,
                           const DaySupply& supply, int32_t start);

}  // namespace vuoro

#endif  // VUORO_AVAILABILITY_CHOOSE_H_
