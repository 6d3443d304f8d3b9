// One time, amount or rank is not above another, while some literals hold.
#ifndef VUORO_SOLVER_LESS_EQUAL_H_
#define VUORO_SOLVER_LESS_EQUAL_H_

#include <utility>
#include <vector>

#include "vuoro/solver/literal.h"
#include "vuoro/solver/view.h"

namespace vuoro::solver {

// x <= y if every literal of `while_all` holds. Domain consistent where x and y are two variables
// that the literals do not speak of. O(literals).
class LessEqual : public Propagator {
 public:
  LessEqual(View x, View y, std::vector<Literal> while_all = {})
      : Propagator(kCheap, /*wakes_itself=*/true), x_(x), y_(y), while_all_(std::move(while_all)) {}

  void Attach(Store& store, int self) override {
    Watch(store, x_, kMinChanged, self);
    Watch(store, y_, kMaxChanged, self);
    for (const Literal& l : while_all_) WatchLiteral(store, l, self);
  }

  bool Propagate(Store& store) override {
    const Literal* open = nullptr;
    int opens = 0;
    for (const Literal& l : while_all_) {
      if (Fails(store, l)) return true;
      if (Holds(store, l)) continue;
      ++opens;
      open = &l;
    }
    if (opens == 0) return SetMax(store, x_, Max(store, y_)) && SetMin(store, y_, Min(store, x_));
    return opens > 1 || Min(store, x_) <= Max(store, y_) || Require(store, !*open);
  }

 private:
  const View x_;
  const View y_;
  const std::vector<Literal> while_all_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_LESS_EQUAL_H_
