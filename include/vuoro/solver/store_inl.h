// Bodies of store.h: domain changes, their events, and the propagation loop.
#ifndef VUORO_SOLVER_STORE_INL_H_
#define VUORO_SOLVER_STORE_INL_H_

#include <algorithm>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

inline Var Store::NewVar(int64_t min, int64_t max) {
  Domain d;
  const int64_t width = max - min + 1;
  d.base = min;
  d.listed = width <= kMaxListedValues;
  d.min = trail_.NewCell(static_cast<uint64_t>(min));
  d.max = trail_.NewCell(static_cast<uint64_t>(max));
  d.size = trail_.NewCell(static_cast<uint64_t>(width));
  d.words = 0;
  for (int64_t at = 0; d.listed && at < width; at += 64) {
    const int64_t bits = std::min<int64_t>(64, width - at);
    const Trail::Index cell = trail_.NewCell(bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1);
    if (at == 0) d.words = cell;
  }
  vars_.push_back(d);
  watches_.emplace_back();
  return Var{static_cast<int>(vars_.size()) - 1};
}

inline void Store::Post(std::unique_ptr<Propagator> propagator) {
  const int self = static_cast<int>(propagators_.size());
  propagators_.push_back(std::move(propagator));
  scopes_.emplace_back();
  queued_.push_back(0);
  attaching_ = self;
  propagators_.back()->Attach(*this, self);
  attaching_ = -1;
  Enqueue(self);
}

inline bool Store::Contains(Var x, int64_t value) const {
  const Domain& d = vars_[Id(x)];
  if (value < Signed(d.min) || value > Signed(d.max)) return false;
  if (!d.listed) return true;
  const uint64_t at = static_cast<uint64_t>(value - d.base);
  return trail_.Get(d.words + static_cast<Trail::Index>(at / 64)) >> (at % 64) & 1;
}

// The first listed value >= value. REQUIRES: value <= max.
inline int64_t Store::NextListed(const Domain& d, int64_t value) const {
  const uint64_t at = static_cast<uint64_t>(value - d.base);
  Trail::Index word = d.words + static_cast<Trail::Index>(at / 64);
  uint64_t bits = trail_.Get(word) >> (at % 64) << (at % 64);
  while (bits == 0) bits = trail_.Get(++word);
  return d.base + int64_t{64} * (word - d.words) + std::countr_zero(bits);
}

// The last listed value <= value. REQUIRES: value >= min.
inline int64_t Store::PreviousListed(const Domain& d, int64_t value) const {
  const uint64_t at = static_cast<uint64_t>(value - d.base);
  Trail::Index word = d.words + static_cast<Trail::Index>(at / 64);
  const uint64_t shift = 63 - at % 64;
  uint64_t bits = trail_.Get(word) << shift >> shift;
  while (bits == 0) bits = trail_.Get(--word);
  return d.base + int64_t{64} * (word - d.words) + 63 - std::countl_zero(bits);
}

inline int64_t Store::Next(Var x, int64_t value) const {
  const Domain& d = vars_[Id(x)];
  const int64_t max = Signed(d.max);
  if (value >= max) return max + 1;
  if (value < Signed(d.min)) return Signed(d.min);
  return d.listed ? NextListed(d, value + 1) : value + 1;
}

// Cuts to [min, max], which must each be a value left or outside the present bounds.
inline bool Store::Narrow(Var x, int64_t min, int64_t max) {
  const Domain& d = vars_[Id(x)];
  const int64_t old_min = Signed(d.min);
  const int64_t old_max = Signed(d.max);
  min = std::max(min, old_min);
  max = std::min(max, old_max);
  if (min > max) return false;
  if (min == old_min && max == old_max) return true;
  int64_t size = max - min + 1;
  if (d.listed) {
    min = NextListed(d, min);
    if (min > max) return false;
    max = PreviousListed(d, max);
    if (max < min) return false;
    size = 0;
    const uint64_t first = static_cast<uint64_t>(min - d.base);
    const uint64_t last = static_cast<uint64_t>(max - d.base);
    for (uint64_t w = first / 64; w <= last / 64; ++w) {
      uint64_t bits = trail_.Get(d.words + static_cast<Trail::Index>(w));
      if (w == first / 64) bits = bits >> (first % 64) << (first % 64);
      if (w == last / 64) bits = bits << (63 - last % 64) >> (63 - last % 64);
      size += std::popcount(bits);
    }
  }
  Put(d.min, min);
  Put(d.max, max);
  Put(d.size, size);
  uint8_t events = kValues;
  if (min != old_min) events |= kMinChanged;
  if (max != old_max) events |= kMaxChanged;
  if (min == max) events |= kFixed;
  Notify(x, events);
  return true;
}

inline bool Store::SetMin(Var x, int64_t value) { return Narrow(x, value, Max(x)); }
inline bool Store::SetMax(Var x, int64_t value) { return Narrow(x, Min(x), value); }

inline bool Store::Assign(Var x, int64_t value) {
  return Contains(x, value) && Narrow(x, value, value);
}

inline bool Store::Remove(Var x, int64_t value) {
  if (!Contains(x, value)) return true;
  if (Fixed(x)) return false;
  if (value == Min(x)) return Narrow(x, value + 1, Max(x));
  if (value == Max(x)) return Narrow(x, Min(x), value - 1);
  const Domain& d = vars_[Id(x)];
  if (!d.listed) return true;
  const uint64_t at = static_cast<uint64_t>(value - d.base);
  const Trail::Index word = d.words + static_cast<Trail::Index>(at / 64);
  trail_.Set(word, trail_.Get(word) & ~(uint64_t{1} << (at % 64)));
  Put(d.size, Signed(d.size) - 1);
  Notify(x, kValues);
  return true;
}

inline void Store::Notify(Var x, uint8_t events) {
  ++work_;
  if (log_ != nullptr) log_->push_back(x);
  for (const WatchEntry& watch : watches_[Id(x)]) {
    if ((watch.events & events) == 0) continue;
    if (watch.tag >= 0) propagators_[static_cast<size_t>(watch.propagator)]->Woken(watch.tag);
    if (watch.propagator != running_) Enqueue(watch.propagator);
  }
}

inline void Store::Enqueue(int propagator) {
  const size_t p = static_cast<size_t>(propagator);
  if (queued_[p]) return;
  queued_[p] = 1;
  queues_[propagators_[p]->priority()].push_back(propagator);
}

inline bool Store::Propagate() {
  bool alive = !dead_;
  for (size_t p = 0; alive && p < queues_.size();) {
    if (queues_[p].empty()) {
      ++p;
      continue;
    }
    const int next = queues_[p].front();
    Propagator& propagator = *propagators_[static_cast<size_t>(next)];
    queues_[p].pop_front();
    queued_[static_cast<size_t>(next)] = 0;
    ++work_;
    running_ = propagator.wakes_itself() ? -1 : next;
    alive = propagator.Propagate(*this);
    if (!alive) last_failed_ = next;
    running_ = -1;
    p = 0;  // whatever it woke may be cheaper
  }
  if (alive) return true;
  dead_ = dead_ || level() == 0;
  for (auto& queue : queues_) {
    for (int p : queue) queued_[static_cast<size_t>(p)] = 0;
    queue.clear();
  }
  return false;
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_STORE_INL_H_
