// No two variables take the same value, by Hall intervals.
#ifndef VUORO_SOLVER_ALL_DIFFERENT_H_
#define VUORO_SOLVER_ALL_DIFFERENT_H_

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "vuoro/solver/view.h"

namespace vuoro::solver {

// Takes the values of fixed items from the others. Cheap, so it runs before DifferentBounds.
class DifferentValues : public Propagator {
 public:
  explicit DifferentValues(std::vector<View> items)
      : Propagator(kLinear), items_(std::move(items)) {}

  void Attach(Store& store, int self) override {
    for (const View& x : items_) Watch(store, x, kFixed, self);
    unfixed_count_ = store.NewCell(items_.size());
  }

  bool Propagate(Store& store) override {
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

 private:
  std::vector<View> items_;  // those first that have not yet told the others
  Trail::Index unfixed_count_ = 0;
};

// Bounds consistent. Hall intervals are found by union-find over the bounds (Lopez-Ortiz, Quimper,
// Tromp and van Beek, "A fast and simple algorithm for bounds consistency of the alldifferent
// constraint", IJCAI 2003). One pass costs O(n log n), and O(n) where the order of the bounds has
// hardly changed.
class DifferentBounds : public Propagator {
 public:
  explicit DifferentBounds(std::vector<View> items)
      : Propagator(kDear), items_(std::move(items)), spans_(items_.size()) {
    for (Orders* orders : {&forward_, &mirrored_}) {
      orders->by_low.resize(items_.size());
      std::iota(orders->by_low.begin(), orders->by_low.end(), size_t{0});
      orders->by_high = orders->by_low;
    }
    std::vector<int> ids;
    for (const View& x : items_) ids.push_back(x.var.id);
    std::sort(ids.begin(), ids.end());
    repeated_ = std::adjacent_find(ids.begin(), ids.end()) != ids.end();
  }

  void Attach(Store& store, int self) override {
    for (const View& x : items_) Watch(store, x, kBounds, self);
  }

  bool Propagate(Store& store) override {
    if (items_.empty()) return true;
    do {
      store.AddWork(static_cast<int64_t>(items_.size()) / kValuesPerWork);
      again_ = false;
      if (!Tighten(store, /*mirrored=*/false) || !Tighten(store, /*mirrored=*/true)) return false;
    } while (again_);
    return true;
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

  // Items by their bounds, kept from pass to pass, since little changes.
  struct Orders {
    std::vector<size_t> by_low;
    std::vector<size_t> by_high;
  };

  // Raises lower bounds out of Hall intervals; mirrored, lowers upper bounds.
  bool Tighten(Store& store, bool mirrored) {
    for (size_t i = 0; i < items_.size(); ++i) {
      spans_[i].low = mirrored ? -Max(store, items_[i]) : Min(store, items_[i]);
      spans_[i].high = (mirrored ? -Min(store, items_[i]) : Max(store, items_[i])) + 1;
    }
    Orders& orders = mirrored ? mirrored_ : forward_;
    RankBounds(orders);
    if (!FindHallIntervals(orders)) return false;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (spans_[i].low == bounds_[spans_[i].low_at]) continue;
      const View& x = items_[i];
      const int64_t low = mirrored ? -spans_[i].low : spans_[i].low;
      if (mirrored ? !SetMax(store, x, low) : !SetMin(store, x, low)) return false;
      // Both directions once are a fixed point, unless a hole moved a bound further.
      again_ = again_ || repeated_ || (mirrored ? Max(store, x) : Min(store, x)) != low;
    }
    return true;
  }

  template <class Key>
  static void Sort(std::vector<size_t>& order, Key key) {
    constexpr size_t kFew = 100;  // where insertion wins even from a wild order
    if (order.size() > kFew) {
      std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return key(a) < key(b); });
      return;
    }
    for (size_t i = 1; i < order.size(); ++i) {
      const size_t item = order[i];
      const int64_t bound = key(item);
      size_t at = i;
      for (; at > 0 && key(order[at - 1]) > bound; --at) order[at] = order[at - 1];
      order[at] = item;
    }
  }

  // bounds_[1..] are the distinct bounds, ascending, with a sentinel on each side.
  void RankBounds(Orders& orders) {
    std::vector<size_t>& by_low = orders.by_low;
    std::vector<size_t>& by_high = orders.by_high;
    Sort(by_low, [&](size_t i) { return spans_[i].low; });
    Sort(by_high, [&](size_t i) { return spans_[i].high; });
    bounds_.assign(1, spans_[by_low.front()].low - 2);
    for (size_t l = 0, h = 0; h < by_high.size();) {
      const bool low_next = l < by_low.size() && spans_[by_low[l]].low <= spans_[by_high[h]].high;
      Span& span = spans_[low_next ? by_low[l++] : by_high[h++]];
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
  bool FindHallIntervals(const Orders& orders) {
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
    for (size_t i : orders.by_high) {
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

  const std::vector<View> items_;
  bool repeated_ = false;  // a variable stands in two items
  bool again_ = false;
  Orders forward_;
  Orders mirrored_;
  std::vector<Span> spans_;  // scratch, as the rest
  std::vector<int64_t> bounds_;
  std::vector<size_t> next_;   // links towards the next stretch with room
  std::vector<size_t> begin_;  // of such a stretch: the bound where what joined it begins
  std::vector<size_t> hall_;   // links towards the end of the Hall interval around a bound
  std::vector<int64_t> room_;
};

// Every two items differ: bounds consistent, and values of fixed items leave the others.
// AddAllDifferentByFlow in cardinality.h is domain consistent and dearer.
inline void AddAllDifferent(Store& store, const std::vector<View>& items) {
  store.Add<DifferentValues>(items);
  store.Add<DifferentBounds>(items);
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_ALL_DIFFERENT_H_
