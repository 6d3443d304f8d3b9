// No two variables take the same value, by Hall intervals.
#ifndef VUORO_SOLVER_ALL_DIFFERENT_H_
#define VUORO_SOLVER_ALL_DIFFERENT_H_

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "vuoro/solver/view.h"

namespace vuoro::solver {

// Bounds consistent; also removes the values of fixed variables from the others. Hall intervals are
// found by union-find over the bounds (Lopez-Ortiz, Quimper, Tromp and van Beek, "A fast and simple
// algorithm for bounds consistency of the alldifferent constraint", IJCAI 2003). One pass costs
// O(n log n). Cardinality with most = 1 is the domain consistent one.
class AllDifferent : public Propagator {
 public:
  explicit AllDifferent(std::vector<View> items)
      : Propagator(kDear, /*wakes_itself=*/true),
        items_(std::move(items)),
        spans_(items_.size()),
        by_low_(items_.size()),
        by_high_(items_.size()) {
    std::iota(by_low_.begin(), by_low_.end(), size_t{0});
    by_high_ = by_low_;
  }

  void Attach(Store& store, int self) override {
    for (const View& x : items_) Watch(store, x, kBounds, self);
    unfixed_count_ = store.NewCell(items_.size());
  }

  bool Propagate(Store& store) override {
    store.AddWork(static_cast<int64_t>(items_.size()) / kValuesPerWork);
    return RemoveFixed(store) && Tighten(store, /*mirrored=*/false) &&
           Tighten(store, /*mirrored=*/true);
  }

 private:
  // The bounds of an item, high excluded, and their places among all bounds. Mirrored, they are the
  // bounds of its negative.
  struct Span {
    int64_t low;
    int64_t high;
    size_t low_at;
    size_t high_at;
  };

  // items_ are kept with the unfixed ones first: the fixed ones have already told the others.
  bool RemoveFixed(Store& store) {
    size_t unfixed = store.Cell(unfixed_count_);
    for (size_t i = 0; i < unfixed;) {
      if (!Fixed(store, items_[i])) {
        ++i;
        continue;
      }
      const int64_t value = Min(store, items_[i]);
      std::swap(items_[i], items_[--unfixed]);
      for (size_t j = 0; j < unfixed; ++j) {
        if (!Remove(store, items_[j], value)) return false;
      }
      i = 0;  // a removal may have fixed an item already passed
    }
    store.SetCell(unfixed_count_, unfixed);
    return true;
  }

  // Raises lower bounds out of Hall intervals; mirrored, lowers upper bounds.
  bool Tighten(Store& store, bool mirrored) {
    for (size_t i = 0; i < items_.size(); ++i) {
      spans_[i].low = mirrored ? -Max(store, items_[i]) : Min(store, items_[i]);
      spans_[i].high = (mirrored ? -Min(store, items_[i]) : Max(store, items_[i])) + 1;
    }
    RankBounds();
    if (!FindHallIntervals()) return false;
    for (size_t i = 0; i < items_.size(); ++i) {
      const int64_t low = spans_[i].low;
      if (mirrored ? !SetMax(store, items_[i], -low) : !SetMin(store, items_[i], low)) return false;
    }
    return true;
  }

  // bounds_[1..] are the distinct bounds, ascending, with a sentinel on each side.
  void RankBounds() {
    std::sort(by_low_.begin(), by_low_.end(),
              [&](size_t a, size_t b) { return spans_[a].low < spans_[b].low; });
    std::sort(by_high_.begin(), by_high_.end(),
              [&](size_t a, size_t b) { return spans_[a].high < spans_[b].high; });
    bounds_.assign(1, spans_[by_low_.front()].low - 2);
    for (size_t l = 0, h = 0; h < by_high_.size();) {
      const bool low_next =
          l < by_low_.size() && spans_[by_low_[l]].low <= spans_[by_high_[h]].high;
      Span& span = spans_[low_next ? by_low_[l++] : by_high_[h++]];
      const int64_t bound = low_next ? span.low : span.high;
      if (bound != bounds_.back()) bounds_.push_back(bound);
      (low_next ? span.low_at : span.high_at) = bounds_.size() - 1;
    }
    bounds_.push_back(bounds_.back() + 2);
  }

  // Follows links to larger indices until one that does not; the path is shortened.
  static size_t Last(std::vector<size_t>& link, size_t at) {
    size_t last = at;
    while (link[last] > last) last = link[last];
    while (link[at] > at) at = std::exchange(link[at], last);
    return last;
  }

  // Between neighbouring bounds lie room_[i] free values. Items claim, by ascending upper bound, a
  // value as low as they may; full stretches join the next one with room. When an item leaves no
  // room below its upper bound, all from where the joined stretch begins up to there is a Hall
  // interval, and later items that begin inside it begin behind it.
  bool FindHallIntervals() {
    const size_t n = bounds_.size();
    next_.resize(n);
    begin_.resize(n);
    room_.resize(n);
    for (size_t i = 1; i < n; ++i) {
      begin_[i] = i - 1;
      room_[i] = bounds_[i] - bounds_[i - 1];
    }
    std::iota(next_.begin(), next_.end(), size_t{0});
    hall_ = next_;
    for (size_t i : by_high_) {
      Span& span = spans_[i];
      size_t z = Last(next_, span.low_at + 1);
      if (--room_[z] == 0) {
        next_[z] = z + 1;
        const size_t joined = Last(next_, z);
        begin_[joined] = begin_[z];
        z = joined;
      }
      const int64_t beyond = bounds_[z] - bounds_[span.high_at];
      if (room_[z] < beyond) return false;
      span.low = bounds_[Last(hall_, span.low_at)];
      if (room_[z] > beyond) continue;
      for (size_t k = Last(hall_, begin_[z]); k < span.high_at; k = Last(hall_, k)) {
        hall_[k] = k + 1;
      }
    }
    return true;
  }

  std::vector<View> items_;
  std::vector<Span> spans_;
  std::vector<size_t> by_low_;
  std::vector<size_t> by_high_;
  std::vector<int64_t> bounds_;
  std::vector<size_t> next_;   // links towards the next stretch with room
  std::vector<size_t> begin_;  // of such a stretch: the bound where what joined it begins
  std::vector<size_t> hall_;   // links towards the end of the Hall interval around a bound
  std::vector<int64_t> room_;
  Trail::Index unfixed_count_ = 0;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_ALL_DIFFERENT_H_
