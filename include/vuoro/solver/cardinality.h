// How often each value is taken, by a flow of variables to values.
#ifndef VUORO_SOLVER_CARDINALITY_H_
#define VUORO_SOLVER_CARDINALITY_H_

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "vuoro/solver/components.h"
#include "vuoro/solver/view.h"

namespace vuoro::solver {

// For each listed value, least <= number of items that take it <= most, and that number is `count`
// where it is given; values not listed are taken by nobody. REQUIRES: no value listed twice.
// Domain consistent on the items for least, most and the counts' bounds; the counts stay between
// the items that must and those that may take the value. A feasible flow, and the strongly
// connected components of its residual graph (Regin, "Generalized arc consistency for global
// cardinality constraint", AAAI 1996). One pass costs O(items x values left).
class Cardinality : public Propagator {
 public:
  struct Limit {
    int64_t value;
    int64_t least = 0;
    int64_t most = std::numeric_limits<int64_t>::max();
    Var count = {};
  };

  Cardinality(std::vector<View> items, std::vector<Limit> limits)
      : Propagator(kDear, /*wakes_itself=*/true),
        items_(std::move(items)),
        limits_(std::move(limits)),
        taken_(items_.size(), kNone) {
    std::sort(limits_.begin(), limits_.end(),
              [](const Limit& a, const Limit& b) { return a.value < b.value; });
  }

  void Attach(Store& store, int self) override {
    for (const View& x : items_) Watch(store, x, kValues, self);
    for (const Limit& l : limits_) {
      if (l.count.id >= 0) store.Watch(l.count, kBounds, self);
    }
  }

  bool Propagate(Store& store) override {
    return CountValues(store) && FindFlow(store) && RemoveWithoutCycle(store);
  }

 private:
  static constexpr size_t kNone = ~size_t{0};

  int64_t Least(const Store& s, size_t v) const {
    const Limit& l = limits_[v];
    return l.count.id < 0 ? l.least : std::max(l.least, s.Min(l.count));
  }
  int64_t Most(const Store& s, size_t v) const {
    const Limit& l = limits_[v];
    return l.count.id < 0 ? l.most : std::min(l.most, s.Max(l.count));
  }

  size_t PlaceOf(int64_t value) const {
    const auto at = std::lower_bound(limits_.begin(), limits_.end(), value,
                                     [](const Limit& l, int64_t v) { return l.value < v; });
    return at == limits_.end() || at->value != value ? kNone
                                                     : static_cast<size_t>(at - limits_.begin());
  }

  // Lists the values left of each item and the items left of each value, and bounds the counts.
  bool CountValues(Store& store) {
    values_.assign(items_.size(), {});
    takers_.assign(limits_.size(), {});
    std::vector<int64_t> sure(limits_.size());
    for (size_t i = 0; i < items_.size(); ++i) {
      store.AddWork(Size(store, items_[i]) / kValuesPerWork);
      if (limits_.empty() || !SetMin(store, items_[i], limits_.front().value) ||
          !SetMax(store, items_[i], limits_.back().value)) {
        return false;
      }
      bool alive = true;
      ForEach(store, items_[i], [&](int64_t value) {
        const size_t v = PlaceOf(value);
        if (v == kNone) {
          alive = alive && Remove(store, items_[i], value);
          return;
        }
        values_[i].push_back(v);
        takers_[v].push_back(i);
      });
      if (!alive) return false;
      if (values_[i].size() == 1) ++sure[values_[i].front()];
    }
    for (size_t v = 0; v < limits_.size(); ++v) {
      const Limit& l = limits_[v];
      const auto most = std::min(l.most, static_cast<int64_t>(takers_[v].size()));
      if (l.count.id >= 0 &&
          (!store.SetMin(l.count, std::max(l.least, sure[v])) || !store.SetMax(l.count, most))) {
        return false;
      }
    }
    return true;
  }

  // Gives every item a value within the limits, beginning from the last flow.
  bool FindFlow(const Store& store) {
    flow_.assign(limits_.size(), 0);
    for (size_t i = 0; i < items_.size(); ++i) {
      size_t& v = taken_[i];
      if (v != kNone && (!std::binary_search(values_[i].begin(), values_[i].end(), v) ||
                         flow_[v] == Most(store, v))) {
        v = kNone;
      }
      if (v != kNone) ++flow_[v];
    }
    for (size_t i = 0; i < items_.size(); ++i) {
      if (taken_[i] == kNone && !Place(store, i)) return false;
    }
    for (size_t v = 0; v < limits_.size(); ++v) {
      while (flow_[v] < Least(store, v)) {
        if (!Pull(store, v)) return false;
      }
    }
    return true;
  }

  // Finds item `first` a value; others may have to move on.
  bool Place(const Store& store, size_t first) {
    from_.assign(limits_.size(), kNone);  // the item that would move to the value
    std::vector<size_t> queue{first};
    for (size_t at = 0; at < queue.size(); ++at) {
      for (size_t v : values_[queue[at]]) {
        if (from_[v] != kNone) continue;
        from_[v] = queue[at];
        if (flow_[v] < Most(store, v)) return Shift(first, v);
        for (size_t j : takers_[v]) {
          if (taken_[j] == v) queue.push_back(j);
        }
      }
    }
    return false;
  }

  bool Shift(size_t first, size_t v) {
    ++flow_[v];
    while (true) {
      const size_t i = from_[v];
      const size_t old = std::exchange(taken_[i], v);
      if (i == first) return true;
      v = old;
    }
  }

  // Brings one more item to value `first`, from a value that can spare one, over others if need be.
  bool Pull(const Store& store, size_t first) {
    from_.assign(items_.size(), kNone);    // the value that would draw the item
    drawn_.assign(limits_.size(), kNone);  // the item that would leave the value
    std::vector<char> seen(limits_.size());
    std::vector<size_t> queue{first};
    seen[first] = 1;
    for (size_t at = 0; at < queue.size(); ++at) {
      for (size_t i : takers_[queue[at]]) {
        const size_t v = taken_[i];
        if (seen[v]) continue;
        seen[v] = 1;
        from_[i] = queue[at];
        drawn_[v] = i;
        if (flow_[v] > Least(store, v)) return Draw(first, v);
        queue.push_back(v);
      }
    }
    return false;
  }

  bool Draw(size_t first, size_t v) {
    --flow_[v];
    while (v != first) {
      const size_t i = drawn_[v];
      v = taken_[i] = from_[i];
    }
    ++flow_[first];
    return true;
  }

  // An item may take another value than its own only on a cycle of the residual graph: item ->
  // value it might take -> items that take it -> ...; a value that can take one more leads to the
  // sink, the sink to each value that can spare one. Only values and the sink need be nodes.
  bool RemoveWithoutCycle(Store& store) {
    const size_t sink = limits_.size();
    edges_.assign(sink + 1, {});
    for (size_t i = 0; i < items_.size(); ++i) {
      for (size_t v : values_[i]) {
        if (v != taken_[i]) edges_[taken_[i]].push_back(v);  // its item could move from here to v
      }
    }
    for (size_t v = 0; v < sink; ++v) {
      if (flow_[v] < Most(store, v)) edges_[v].push_back(sink);
      if (flow_[v] > Least(store, v)) edges_[sink].push_back(v);
    }
    const std::vector<size_t> component = StrongComponents(edges_);
    for (size_t i = 0; i < items_.size(); ++i) {
      store.AddWork(static_cast<int64_t>(values_[i].size()) / kValuesPerWork);
      for (size_t v : values_[i]) {
        if (component[v] != component[taken_[i]] && !Remove(store, items_[i], limits_[v].value)) {
          return false;
        }
      }
    }
    return true;
  }

  const std::vector<View> items_;
  std::vector<Limit> limits_;
  std::vector<size_t> taken_;  // hint: the value of each item in the last flow
  std::vector<int64_t> flow_;  // the rest is scratch
  std::vector<std::vector<size_t>> values_;
  std::vector<std::vector<size_t>> takers_;
  std::vector<std::vector<size_t>> edges_;
  std::vector<size_t> from_;
  std::vector<size_t> drawn_;
};

// Every pair of items differs: domain consistent, dearer than AddAllDifferent. For listed
// variables.
inline void AddAllDifferentByFlow(Store& store, const std::vector<View>& items) {
  std::vector<Cardinality::Limit> limits;
  std::vector<int64_t> values;
  for (const View& x : items) ForEach(store, x, [&](int64_t v) { values.push_back(v); });
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  for (int64_t v : values) limits.push_back({.value = v, .most = 1});
  store.Add<Cardinality>(items, std::move(limits));
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_CARDINALITY_H_
