// The greatest of some amounts: the end of a schedule, the load of the busiest.
#ifndef VUORO_SOLVER_MAXIMUM_H_
#define VUORO_SOLVER_MAXIMUM_H_

#include <algorithm>
#include <utility>
#include <vector>

#include "vuoro/solver/view.h"

namespace vuoro::solver {

// result = max(items). Bounds consistent while no variable occurs twice. REQUIRES: items not empty.
// One pass costs O(items).
class Maximum : public Propagator {
 public:
  Maximum(View result, std::vector<View> items)
      : Propagator(kLinear, /*wakes_itself=*/true), result_(result), items_(std::move(items)) {}

  void Attach(Store& store, int self) override {
    Watch(store, result_, kBounds, self);
    for (const View& x : items_) Watch(store, x, kBounds, self);
  }

  bool Propagate(Store& store) override {
    const int64_t high = Max(store, result_);
    int64_t least = Min(store, items_.front());
    int64_t most = least;
    for (const View& x : items_) {
      if (!SetMax(store, x, high)) return false;
      least = std::max(least, Min(store, x));
      most = std::max(most, Max(store, x));
    }
    return SetMin(store, result_, least) && SetMax(store, result_, most) && LiftTheOnlyOne(store);
  }

 private:
  // An item that alone can reach the result's least value must do so.
  bool LiftTheOnlyOne(Store& store) const {
    const int64_t low = Min(store, result_);
    const View* only = nullptr;
    for (const View& x : items_) {
      if (Max(store, x) < low) continue;
      if (only != nullptr) return true;
      only = &x;
    }
    return only != nullptr && SetMin(store, *only, low);
  }

  const View result_;
  const std::vector<View> items_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_MAXIMUM_H_
