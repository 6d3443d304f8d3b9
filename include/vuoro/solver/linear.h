// Linear constraints over integer variables, by bounds.
#ifndef VUORO_SOLVER_LINEAR_H_
#define VUORO_SOLVER_LINEAR_H_

#include <utility>
#include <vector>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

struct Term {
  int64_t factor = 1;
  Var var;
};

// low <= sum of factor x var <= high. Bounds consistent. Sums must stay within +-2^62.
// One pass costs O(terms).
class Linear : public Propagator {
 public:
  Linear(std::vector<Term> terms, int64_t low, int64_t high)
      : Propagator(kLinear), terms_(std::move(terms)), low_(low), high_(high) {}

  void Attach(Store& store, int self) override {
    for (const Term& t : terms_) store.Watch(t.var, kBounds, self);
  }

  bool Propagate(Store& store) override {
    for (bool changed = true; changed;) {
      changed = false;
      int64_t least = 0;
      int64_t most = 0;
      for (const Term& t : terms_) {
        least += Least(store, t);
        most += Most(store, t);
      }
      if (least > high_ || most < low_) return false;
      if (most <= high_ && least >= low_) return true;
      for (const Term& t : terms_) {
        const int64_t low = low_ - (most - Most(store, t));      // this term at least
        const int64_t high = high_ - (least - Least(store, t));  // and at most
        const int64_t before = store.Max(t.var) - store.Min(t.var);
        const int64_t old_least = Least(store, t);
        const int64_t old_most = Most(store, t);
        if (!Bound(store, t, low, high)) return false;
        if (store.Max(t.var) - store.Min(t.var) == before) continue;
        changed = true;
        least += Least(store, t) - old_least;
        most += Most(store, t) - old_most;
      }
    }
    return true;
  }

 private:
  static int64_t Least(const Store& s, const Term& t) {
    return t.factor * (t.factor >= 0 ? s.Min(t.var) : s.Max(t.var));
  }
  static int64_t Most(const Store& s, const Term& t) {
    return t.factor * (t.factor >= 0 ? s.Max(t.var) : s.Min(t.var));
  }
  static int64_t FloorDiv(int64_t a, int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
  }
  static int64_t CeilDiv(int64_t a, int64_t b) {
    return a / b + (a % b != 0 && (a < 0) == (b < 0));
  }

  // Keeps low <= factor x var <= high.
  static bool Bound(Store& s, const Term& t, int64_t low, int64_t high) {
    if (t.factor == 0) return true;
    const bool up = t.factor > 0;
    const int64_t min = CeilDiv(up ? low : high, t.factor);
    const int64_t max = FloorDiv(up ? high : low, t.factor);
    if (min > s.Min(t.var) && !s.SetMin(t.var, min)) return false;
    return max >= s.Max(t.var) || s.SetMax(t.var, max);
  }

  const std::vector<Term> terms_;
  const int64_t low_;
  const int64_t high_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_LINEAR_H_
