// Searches a day's starts: each candidate's possible starts by shifts, pools by counting, then AND.
#include "vuoro/availability/starts.h"

#include <algorithm>
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
bool PresentStarts(Width width, const Pool& pool, const uint64_t* presence, uint64_t* out) {
  const QuantumSpan span = pool.Present(0);
  std::copy_n(presence, width.size(), out);
  kernels::Spread<AndWith>(width, out, span.size());
  kernels::Shift(width, out, span.begin);
  return !kernels::Empty(width, out);
}

// The starts at which `busy` meets the span [begin, end) around the start. Off the day nothing is
// busy, so both halves are dilated apart and no bit is lost at either end.
template <class Width>
void BlockedStarts(Width width, QuantumSpan span, const uint64_t* busy, uint64_t* out) {
  std::copy_n(busy, width.size(), out);
  if (span.begin >= 0) {
    kernels::Spread<OrWith>(width, out, span.size());
    kernels::Shift(width, out, span.begin);
    return;
  }
  uint64_t before[kMaxDayWords];
  std::copy_n(busy, width.size(), before);
  kernels::DilateUp(width, before, -span.begin);
  kernels::Spread<OrWith>(width, out, span.end);
  for (int i = 0; i < width.size(); ++i) out[i] |= before[i];
}

// The starts at which candidate `c` of `pool` can serve. False if there are none.
template <class Width>
bool CandidateStarts(Width width, BusyBoard::DayView day, const Pool& pool, size_t c,
                     uint64_t* out) {
  const uint64_t* busy = day.Row(pool.resources[c]);
  const bool needs_presence = !pool.presence.empty();
  if (needs_presence) {
    const uint64_t* presence = pool.presence[c];
    if (presence == nullptr) return false;
    if (busy != nullptr && pool.Present(0) == pool.Padded(0)) {
      // Present and free over the very same span: one erosion answers both.
      uint64_t able[kMaxDayWords];
      for (int i = 0; i < width.size(); ++i) able[i] = presence[i] & ~busy[i];
      return PresentStarts(width, pool, able, out);
    }
    if (!PresentStarts(width, pool, presence, out)) return false;
    if (busy == nullptr) return true;
  } else {
    std::fill_n(out, width.size(), kAll);
    if (busy == nullptr) return true;
  }
  uint64_t blocked[kMaxDayWords];
  BlockedStarts(width, pool.Padded(0), busy, blocked);
  for (int i = 0; i < width.size(); ++i) out[i] &= ~blocked[i];
  return true;
}

// starts &= at least one candidate can serve. Stops as soon as every start is served.
template <class Width>
void KeepServedByOne(Width width, BusyBoard::DayView day, const Pool& pool, uint64_t* starts) {
  uint64_t missing[kMaxDayWords];
  uint64_t able[kMaxDayWords];
  std::copy_n(starts, width.size(), missing);
  for (size_t c = 0; c < pool.resources.size(); ++c) {
    if (!CandidateStarts(width, day, pool, c, able)) continue;
    uint64_t left = 0;
    for (int i = 0; i < width.size(); ++i) left |= missing[i] &= ~able[i];
    if (left == 0) return;
  }
  for (int i = 0; i < width.size(); ++i) starts[i] &= ~missing[i];
}

// starts &= at least pool.count candidates can serve: level[k] holds the starts that k + 1 can.
template <class Width>
void KeepServedByMany(Width width, BusyBoard::DayView day, const Pool& pool, uint64_t* starts) {
  const int n = width.size();
  uint64_t level[kMaxPoolCount][kMaxDayWords];
  uint64_t able[kMaxDayWords];
  for (int k = 0; k < pool.count; ++k) std::fill_n(level[k], n, 0);
  for (size_t c = 0; c < pool.resources.size(); ++c) {
    if (!CandidateStarts(width, day, pool, c, able)) continue;
    for (int k = pool.count - 1; k > 0; --k) {
      for (int i = 0; i < n; ++i) level[k][i] |= level[k - 1][i] & able[i];
    }
    for (int i = 0; i < n; ++i) level[0][i] |= able[i];
  }
  for (int i = 0; i < n; ++i) starts[i] &= level[pool.count - 1][i];
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

void AppendInstants(mask::ConstMask starts, Quantum quantum, int64_t first_us,
                    std::vector<int64_t>& instants_us) {
  const size_t old_size = instants_us.size();
  instants_us.resize(old_size + static_cast<size_t>(mask::Count(starts)));
  int64_t* out = instants_us.data() + old_size;
  mask::ForEachSet(starts, [&](int32_t q) { *out++ = first_us + quantum.us() * q; });
}

}  // namespace vuoro
