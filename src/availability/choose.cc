// Judges the candidates of one start one by one: to pick the best fitting, or to say what blocks.
#include "vuoro/availability/choose.h"

#include <algorithm>
#include <optional>

namespace vuoro {
namespace {

using Kind = CandidateBlock::Kind;

// What is known about one start, shared by all its candidates.
struct Place {
  BusyBoard::DayView day;
  Quantum quantum;
  int32_t start = 0;

  size_t words() const { return static_cast<size_t>(quantum.words()); }
};

std::optional<int32_t> FirstAbsent(const Place& place, const Pool& pool, size_t c) {
  if (pool.presence.empty()) return std::nullopt;
  const QuantumSpan span = pool.Present(place.start);
  if (span.begin < 0) return -1;
  if (pool.presence[c] == nullptr) return span.begin;
  const mask::ConstMask presence(pool.presence[c], place.words());
  const int32_t absent = mask::NextClear(presence, span.begin);
  if (absent >= span.end) return std::nullopt;
  return std::min(absent, place.quantum.day_capacity());
}

std::optional<int32_t> FirstBusy(const Place& place, const Pool& pool, size_t c) {
  const uint64_t* row = place.day.Row(pool.resources[c]);
  if (row == nullptr) return std::nullopt;
  const QuantumSpan span = pool.Taken(place.start, place.quantum);
  const int32_t busy = mask::NextSet({row, place.words()}, span.begin);
  return busy < span.end ? std::optional(busy) : std::nullopt;
}

// What keeps candidate `c` from serving; nothing if it can.
std::optional<CandidateBlock> BlockOf(const Place& place, const Pool& pool, size_t c) {
  const int32_t resource = pool.resources[c];
  if (const auto q = FirstAbsent(place, pool, c))
    return CandidateBlock{resource, Kind::kAbsent, *q};
  if (const auto q = FirstBusy(place, pool, c)) return CandidateBlock{resource, Kind::kBusy, *q};
  return std::nullopt;
}

// Quanta of the free gap that holds what candidate `c` would serve.
int32_t GapOf(const Place& place, const Pool& pool, size_t c) {
  uint64_t able[kMaxDayWords];
  const mask::Mask gap(able, place.words());
  mask::Clear(gap);
  if (pool.presence.empty()) {
    mask::SetRange(gap, {0, place.quantum.day_capacity()});
  } else {
    std::copy_n(pool.presence[c], gap.size(), able);
  }
  if (const uint64_t* row = place.day.Row(pool.resources[c])) {
    mask::AndNot(gap, {row, gap.size()});
  }
  const QuantumSpan serves = pool.Serves(place.start);
  return mask::NextClear(gap, serves.end) - mask::LastClearBefore(gap, serves.begin) - 1;
}

struct Fit {
  int32_t gap = 0;
  int32_t resource = 0;
};

// Appends the claims of one pool. False if it has too few able candidates.
bool ChooseFrom(const Place& place, const Pool& pool, int32_t pool_index,
                std::vector<Claim>& claims) {
  const auto needed = static_cast<size_t>(pool.count);
  Fit best[kMaxPoolCount];  // ascending by gap, then by resource
  size_t found = 0;
  for (size_t c = 0; c < pool.resources.size(); ++c) {
    if (BlockOf(place, pool, c)) continue;
    const Fit fit{GapOf(place, pool, c), pool.resources[c]};
    // Candidates come by ascending index, so a tie never displaces an earlier one.
    size_t at = found;
    while (at > 0 && fit.gap < best[at - 1].gap) --at;
    if (at == needed) continue;
    if (found < needed) ++found;
    std::move_backward(best + at, best + found - 1, best + found);
    best[at] = fit;
  }
  if (found < needed) return false;
  std::sort(best, best + found, [](const Fit& a, const Fit& b) { return a.resource < b.resource; });
  const QuantumSpan span = pool.Taken(place.start, place.quantum);
  for (size_t i = 0; i < found; ++i) claims.push_back({best[i].resource, pool_index, span});
  return true;
}

PoolLack LackOf(const Place& place, const Pool& pool, int32_t pool_index) {
  PoolLack lack{.pool = pool_index, .needed = pool.count, .able = 0, .blocked = {}};
  for (size_t c = 0; c < pool.resources.size(); ++c) {
    if (const auto block = BlockOf(place, pool, c)) {
      lack.blocked.push_back(*block);
    } else {
      ++lack.able;
    }
  }
  return lack;
}

}  // namespace

bool ChooseResources(const BusyBoard& board, int32_t day, std::span<const Pool> pools,
                     int32_t start, std::vector<Claim>& claims) {
  claims.clear();
  const Place place{board.OnDay(day), board.quantum(), start};
  for (size_t p = 0; p < pools.size(); ++p) {
    if (ChooseFrom(place, pools[p], static_cast<int32_t>(p), claims)) continue;
    claims.clear();
    return false;
  }
  return true;
}

StartBlockers FindBlockers(const BusyBoard& board, const StartRequirement& requirement,
                           const DaySupply& supply, int32_t start) {
  StartBlockers blockers;
  const int32_t closed = mask::NextClear(supply.open, start);
  if (closed < start + requirement.duration) {
    blockers.first_closed = std::min(closed, board.quantum().day_capacity());
  }
  blockers.not_allowed = !mask::AllSet(supply.allowed, {start, start + 1});
  const Place place{board.OnDay(supply.day), board.quantum(), start};
  for (size_t p = 0; p < requirement.pools.size(); ++p) {
    const Pool& pool = requirement.pools[p];
    PoolLack lack = LackOf(place, pool, static_cast<int32_t>(p));
    if (lack.able < lack.needed) blockers.pools.push_back(std::move(lack));
  }
  return blockers;
}

}  // namespace vuoro
