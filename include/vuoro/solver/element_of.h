// value = array[index], where the array's entries are variables themselves.
#ifndef VUORO_SOLVER_ELEMENT_OF_H_
#define VUORO_SOLVER_ELEMENT_OF_H_

#include <algorithm>
#include <utility>
#include <vector>

#include "vuoro/solver/view.h"

namespace vuoro::solver {

// An index stays while the bounds of its entry and of the value meet; the value stays within the
// entries' bounds; once the index is fixed, value and entry have the same bounds. Element is the
// one for constants. One pass costs O(indices left).
class ElementOf : public Propagator {
 public:
  ElementOf(Var index, View value, std::vector<View> array)
      : Propagator(kLinear, /*wakes_itself=*/true),
        index_(index),
        value_(value),
        array_(std::move(array)) {}

  void Attach(Store& store, int self) override {
    store.Watch(index_, kValues, self);
    Watch(store, value_, kBounds, self);
    for (const View& x : array_) Watch(store, x, kBounds, self);
  }

  bool Propagate(Store& store) override {
    if (!store.SetMin(index_, 0) || !store.SetMax(index_, static_cast<int64_t>(array_.size()) - 1))
      return false;
    store.AddWork(store.Size(index_) / kValuesPerWork);
    bool any = false;
    int64_t least = 0;
    int64_t most = 0;
    for (int64_t i = store.Min(index_); i <= store.Max(index_); i = store.Next(index_, i)) {
      const View& x = array_[static_cast<size_t>(i)];
      if (Min(store, x) > Max(store, value_) || Max(store, x) < Min(store, value_)) {
        if (!store.Remove(index_, i)) return false;
        continue;
      }
      least = any ? std::min(least, Min(store, x)) : Min(store, x);
      most = any ? std::max(most, Max(store, x)) : Max(store, x);
      any = true;
    }
    if (!any || !SetMin(store, value_, least) || !SetMax(store, value_, most)) return false;
    if (!store.Fixed(index_)) return true;
    const View& x = array_[static_cast<size_t>(store.Min(index_))];
    return SetMin(store, x, Min(store, value_)) && SetMax(store, x, Max(store, value_));
  }

 private:
  const Var index_;
  const View value_;
  const std::vector<View> array_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_ELEMENT_OF_H_
