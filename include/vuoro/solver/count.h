// How many variables take a value of their own set.
#ifndef VUORO_SOLVER_COUNT_H_
#define VUORO_SOLVER_COUNT_H_

#include <utility>
#include <vector>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

// low <= number of i with member[i][var[i]] <= high, where value v stands at member[i][v]; values
// outside the list are not members. Domain consistent. One pass costs O(values left).
class Count : public Propagator {
 public:
  struct Item {
    Var var;
    std::vector<bool> member;
  };

  Count(std::vector<Item> items, int low, int high)
      : Propagator(kDear), items_(std::move(items)), low_(low), high_(high) {}

  void Attach(Store& store, int self) override {
    for (const Item& item : items_) store.Watch(item.var, kValues, self);
  }

  bool Propagate(Store& store) override {
    int surely = 0;
    int maybe = 0;
    open_.clear();
    for (const Item& item : items_) {
      store.AddWork(store.Size(item.var) / kValuesPerWork);
      bool in = false;
      bool out = false;
      store.ForEach(item.var, [&](int64_t v) { (Member(item, v) ? in : out) = true; });
      surely += in && !out;
      maybe += in;
      if (in && out) open_.push_back(&item);
    }
    if (surely > high_ || maybe < low_) return false;
    if (surely == high_) return Keep(store, false);
    if (maybe == low_) return Keep(store, true);
    return true;
  }

 private:
  static bool Member(const Item& item, int64_t v) {
    return v >= 0 && v < static_cast<int64_t>(item.member.size()) &&
           item.member[static_cast<size_t>(v)];
  }

  // All open variables take members only, or none.
  bool Keep(Store& store, bool members) {
    for (const Item* item : open_) {
      bool alive = true;
      store.ForEach(item->var, [&](int64_t v) {
        if (Member(*item, v) != members) alive = alive && store.Remove(item->var, v);
      });
      if (!alive) return false;
    }
    return true;
  }

  const std::vector<Item> items_;
  const int low_;
  const int high_;
  std::vector<const Item*> open_;  // scratch
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_COUNT_H_
