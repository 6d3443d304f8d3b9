// Set algebra on day masks: what one day's bits can be asked and how they combine.
//
// A day mask is Quantum::words() words, bit q of the day in bit q % 64 of word q / 64. Bits past
// the day's last quantum are zero in every supply mask, so nothing starts or lasts past the day.
// All functions work on the caller's words, allocate nothing, and cost words touched. Masks that
// meet in one call have the same number of words (REQUIRES). Thread-safe on distinct words.
#ifndef VUORO_AVAILABILITY_DAY_MASK_H_
#define VUORO_AVAILABILITY_DAY_MASK_H_

#include <bit>
#include <cstdint>
#include <span>

#include "vuoro/availability/quantum.h"

namespace vuoro {

// From `quantum` on, until the next piece, wall minutes run on from `wall_minute` (0..1439). An
// ordinary day is the one piece {0, 0}; a day with a clock change has one more.
struct WallPiece {
  int32_t quantum = 0;
  int32_t wall_minute = 0;
};

namespace mask {

using Mask = std::span<uint64_t>;
using ConstMask = std::span<const uint64_t>;

void Clear(Mask m);
// Sets or clears quanta of `span`, which is first cut to the mask.
void SetRange(Mask m, QuantumSpan span);
void ClearRange(Mask m, QuantumSpan span);
// True if every (any) quantum of `span` is set. Quanta off the mask are clear; an empty span has
// all of its quanta set and none.
bool AllSet(ConstMask m, QuantumSpan span);
bool AnySet(ConstMask m, QuantumSpan span);

void And(Mask m, ConstMask other);
void Or(Mask m, ConstMask other);
void AndNot(Mask m, ConstMask other);
bool Empty(ConstMask m);
int Count(ConstMask m);

// m[q] = m[q + by] for any sign of `by`; zeros come in from both ends.
void Shift(Mask m, int32_t by);
// Keeps q where all of [q, q + n) is set: the starts at which n quanta last. About log2(n) shifts.
// REQUIRES: n >= 1.
void Erode(Mask m, int32_t n);
// Sets q where any of [q, q + n) is set; off-mask quanta count as clear. REQUIRES: n >= 1.
void DilateDown(Mask m, int32_t n);
// Sets q where any of [q - n, q] is set. REQUIRES: n >= 0.
void DilateUp(Mask m, int32_t n);

// The first set (clear) quantum at or after `from`, or the mask's number of bits if there is none.
// REQUIRES: from >= 0.
int32_t NextSet(ConstMask m, int32_t from);
int32_t NextClear(ConstMask m, int32_t from);
// The last clear quantum before `from`, or -1. REQUIRES: from within the mask or at its end.
int32_t LastClearBefore(ConstMask m, int32_t from);

// Calls visit(int32_t quantum) for every set bit, ascending.
template <class Visit>
void ForEachSet(ConstMask m, Visit&& visit) {
  for (size_t i = 0; i < m.size(); ++i) {
    for (uint64_t word = m[i]; word != 0; word &= word - 1) {
      visit(static_cast<int32_t>(i * 64) + std::countr_zero(word));
    }
  }
}

// Calls visit(QuantumSpan) for every maximal run of set bits, ascending.
template <class Visit>
void ForEachRun(ConstMask m, Visit&& visit) {
  const auto bits = static_cast<int32_t>(m.size() * 64);
  for (int32_t begin = NextSet(m, 0); begin < bits;) {
    const int32_t end = NextClear(m, begin);
    visit(QuantumSpan{begin, end});
    begin = end < bits ? NextSet(m, end) : bits;
  }
}

// What a start grid is made of.
struct Grid {
  Quantum quantum;
  int32_t day_quanta = 0;             // quanta of this very day
  std::span<const WallPiece> pieces;  // ascending, the first at quantum 0; none means {0, 0}
  int32_t step_minutes = 0;           // >= 1; starts lie at wall minutes 0, step, 2 * step, ...
};
// Overwrites `m` with the quanta whose wall minute is a multiple of the step since local midnight,
// so starts stay at :00 and :15 across a clock change, and a repeated hour has its starts twice.
void SetGrid(Mask m, const Grid& grid);

}  // namespace mask
}  // namespace vuoro

#endif  // VUORO_AVAILABILITY_DAY_MASK_H_
