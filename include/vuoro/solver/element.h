// value = table[index]: what a choice costs, gives or takes.
#ifndef VUORO_SOLVER_ELEMENT_H_
#define VUORO_SOLVER_ELEMENT_H_

#include <algorithm>
#include <utility>
#include <vector>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

// Domain consistent on the index, bounds consistent on the value. One pass costs O(indices left).
class Element : public Propagator {
 public:
  Element(Var index, Var value, std::vector<int64_t> table)
      : Propagator(kDear), index_(index), value_(value), table_(std::move(table)) {}

  void Attach(Store& store, int self) override {
    store.Watch(index_, kValues, self);
    store.Watch(value_, kValues, self);
  }

  bool Propagate(Store& store) override {
    if (!store.SetMin(index_, 0) ||
        !store.SetMax(index_, static_cast<int64_t>(table_.size()) - 1)) {
      return false;
    }
    for (bool changed = true; changed;) {
      store.AddWork(store.Size(index_) / kValuesPerWork);
      bool alive = true;
      bool any = false;
      int64_t least = 0;
      int64_t most = 0;
      store.ForEach(index_, [&](int64_t i) {
        const int64_t value = table_[static_cast<size_t>(i)];
        if (!store.Contains(value_, value)) {
          alive = alive && store.Remove(index_, i);
          return;
        }
        least = any ? std::min(least, value) : value;
        most = any ? std::max(most, value) : value;
        any = true;
      });
      if (!alive || !any) return false;
      const int64_t before = store.Size(value_);
      if (!store.SetMin(value_, least) || !store.SetMax(value_, most)) return false;
      changed = store.Size(value_) != before;  // a hole may have moved a bound further
    }
    return true;
  }

 private:
  const Var index_;
  const Var value_;
  const std::vector<int64_t> table_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_ELEMENT_H_
