// Searches a day's starts: each candidate's possible starts by shifts, pools by counting, then AND.
#include "vuoro/availability/starts.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "availability/mask_kernels.h"

namespace vuoro {
namespace {

namespace kernels = mask_kernels;
using kernels::AndWith;
using kernels::OrWith;

constexpr uint64_t kAll = ~uint64_t{0};

// The starts at which one resource of `pool` is present when it has to be. False if never.
template <class Width>
inline bool PresentStarts(Width width, const Pool& pool, const uint64_t* presence, uint64_t* out) {
  const QuantumSpan span = pool.Present(0);
  std::copy_n(presence, width.size(), out);
  kernels::Spread<AndWith>(width, out, span.size());
  kernels::Shift(width, out, span.begin);
  return !kernels::Empty(width, out);
}

// The starts at which `busy` meets the span [begin, end) around the start. Off the day nothing is
// busy, so both halves are dilated apart and no bit is lost at either end.
template <class Width>
inline void BlockedStarts(Width width, QuantumSpan span, const uint64_t* busy, uint64_t* out) {
  std::copy_n(busy, width.size(), out);
  if (span.begin >= 0) {
    kernels::Spread<OrWith>(width, out, span.size());
    kernels::Shift(width, out, span.begin);
    return;
  }
  uint64_t before[Width::kCapacity] = {};
  std::copy_n(busy, width.size(), before);
  kernels::DilateUp(width, before, -span.begin);
  kernels::Spread<OrWith>(width, out, span.end);
  kernels::EachWord(width, [&](int i) { out[i] |= before[i]; });
}

// The starts at which candidate `c` of `pool` can serve. False if there are none.
template <class Width>
[[gnu::always_inline]] inline bool CandidateStarts(Width width, BusyBoard::DayView day,
                                                   const Pool& pool, size_t c, uint64_t* out) {
  const uint64_t* busy = day.Row(pool.resources[c]);
  const bool needs_presence = !pool.presence.empty();
  if (needs_presence) {
    const uint64_t* presence = pool.presence[c];
    if (presence == nullptr) return false;
    if (busy != nullptr && pool.Present(0) == pool.Padded(0)) {
      // Present and free over the very same span: one erosion answers both.
      uint64_t able[Width::kCapacity] = {};
      kernels::EachWord(width, [&](int i) { able[i] = presence[i] & ~busy[i]; });
      return PresentStarts(width, pool, able, out);
    }
    if (!PresentStarts(width, pool, presence, out)) return false;
    if (busy == nullptr) return true;
  } else {
    std::fill_n(out, width.size(), kAll);
    if (busy == nullptr) return true;
  }
  uint64_t blocked[Width::kCapacity] = {};
  BlockedStarts(width, pool.Padded(0), busy, blocked);
  kernels::EachWord(width, [&](int i) { out[i] &= ~blocked[i]; });
  return true;
}

// starts &= at least one candidate can serve. Stops as soon as every start is served.
template <class Width>
void KeepServedByOne(Width width, BusyBoard::DayView day, const Pool& pool, uint64_t* starts) {
  uint64_t missing[Width::kCapacity] = {};
  uint64_t able[Width::kCapacity] = {};
  std::copy_n(starts, width.size(), missing);
  for (size_t c = 0; c < pool.resources.size(); ++c) {
    if (!CandidateStarts(width, day, pool, c, able)) continue;
    uint64_t left = 0;
    kernels::EachWord(width, [&](int i) { left |= missing[i] &= ~able[i]; });
    if (left == 0) return;
  }
  kernels::EachWord(width, [&](int i) { starts[i] &= ~missing[i]; });
}

// starts &= at least pool.count candidates can serve: level[k] holds the starts that k + 1 can.
template <class Width>
void KeepServedByMany(Width width, BusyBoard::DayView day, const Pool& pool, uint64_t* starts) {
  const int n = width.size();
  uint64_t level[kMaxPoolCount][Width::kCapacity];
  uint64_t able[Width::kCapacity] = {};
  for (int k = 0; k < pool.count; ++k) std::fill_n(level[k], n, 0);
  for (size_t c = 0; c < pool.resources.size(); ++c) {
    if (!CandidateStarts(width, day, pool, c, able)) continue;
    for (int k = pool.count - 1; k > 0; --k) {
      kernels::EachWord(width, [&](int i) { level[k][i] |= level[k - 1][i] & able[i]; });
    }
    kernels::EachWord(width, [&](int i) { level[0][i] |= able[i]; });
  }
  kernels::EachWord(width, [&](int i) { starts[i] &= level[pool.count - 1][i]; });
}

template <class Width>
bool Keep(Width width, BusyBoard::DayView day, std::span<const Pool> pools, uint64_t* starts) {
  for (const Pool& pool : pools) {
    if (kernels::Empty(width, starts)) return false;
    if (pool.count == 1) {
      KeepServedByOne(width, day, pool, starts);
    } else {
      KeepServedByMany(width, day, pool, starts);
    }
  }
  return !kernels::Empty(width, starts);
}

}  // namespace

void OpenStarts(const DaySupply& supply, int32_t duration, mask::Mask starts) {
  std::copy(supply.open.begin(), supply.open.end(), starts.begin());
  mask::Erode(starts, duration);
  mask::And(starts, supply.allowed);
}

bool KeepPossible(const BusyBoard& board, int32_t day, std::span<const Pool> pools,
                  mask::Mask starts) {
  return kernels::WithWidth(board.quantum().words(), [&](auto width) {
    // An empty day is the commonest, and needs no row of the board.
    if (kernels::Empty(width, starts.data())) return false;
    return Keep(width, board.OnDay(day), pools, starts.data());
  });
}

bool FindStarts(const BusyBoard& board, const StartRequirement& requirement,
                const DaySupply& supply, mask::Mask starts) {
  OpenStarts(supply, requirement.duration, starts);
  return KeepPossible(board, supply.day, requirement.pools, starts);
}

size_t WriteInstants(mask::ConstMask starts, Quantum quantum, int64_t first_us,
                     std::span<int64_t> instants_us) {
  const int64_t quantum_us = quantum.us();
  int64_t* out = instants_us.data();
  int64_t* const end = out + instants_us.size();
  for (const uint64_t all : starts) {
    for (uint64_t word = all; word != 0; word &= word - 1) {
      if (out == end) return instants_us.size();
      *out++ = first_us + quantum_us * std::countr_zero(word);
    }
    first_us += 64 * quantum_us;
  }
  return static_cast<size_t>(out - instants_us.data());
}

}  // namespace vuoro
