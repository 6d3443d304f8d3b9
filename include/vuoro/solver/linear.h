// Linear constraints over integer variables, by bounds.
#ifndef VUORO_SOLVER_LINEAR_H_
#define VUORO_SOLVER_LINEAR_H_

#include <span>
#include <utility>
#include <vector>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

struct Term {
  int64_t factor = 1;
  Var var;
};

// The least and the most that a sum of terms can be.
struct LinearRange {
  int64_t least = 0;
  int64_t most = 0;
};

inline int64_t Least(const Store& s, const Term& t) {
  return t.factor * (t.factor >= 0 ? s.Min(t.var) : s.Max(t.var));
}
inline int64_t Most(const Store& s, const Term& t) {
  return t.factor * (t.factor >= 0 ? s.Max(t.var) : s.Min(t.var));
}

inline LinearRange RangeOf(const Store& s, std::span<const Term> terms) {
  LinearRange range;
  for (const Term& t : terms) {
    range.least += Least(s, t);
    range.most += Most(s, t);
  }
  return range;
}

inline int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
inline int64_t CeilDiv(int64_t a, int64_t b) { return a / b + (a % b != 0 && (a < 0) == (b < 0)); }

// Keeps low <= factor x var <= high.
inline bool Bound(Store& s, const Term& t, int64_t low, int64_t high) {
  if (t.factor == 0) return true;
  const bool up = t.factor > 0;
  const int64_t min = CeilDiv(up ? low : high, t.factor);
  const int64_t max = FloorDiv(up ? high : low, t.factor);
  if (min > s.Min(t.var) && !s.SetMin(t.var, min)) return false;
  return max >= s.Max(t.var) || s.SetMax(t.var, max);
}

// One pass of low <= sum <= high over the terms, which have that range; `changed` tells whether a
// bound moved.
inline bool KeepLinear(Store& s, std::span<const Term> terms, LinearRange range, int64_t low,
                       int64_t high, bool& changed) {
  for (const Term& t : terms) {
    const int64_t least = Least(s, t);
    const int64_t most = Most(s, t);
    const int64_t at_least = low - (range.most - most);
    const int64_t at_most = high - (range.least - least);
    if (at_least <= least && at_most >= most) continue;  // before any division
    const int64_t before = s.Max(t.var) - s.Min(t.var);
    if (!Bound(s, t, at_least, at_most)) return false;
    if (s.Max(t.var) - s.Min(t.var) == before) continue;
    changed = true;
    range.least += Least(s, t) - least;
    range.most += Most(s, t) - most;
  }
  return true;
}

inline bool KeepLinear(Store& s, std::span<const Term> terms, LinearRange range, int64_t low,
                       int64_t high) {
  bool changed = false;
  return KeepLinear(s, terms, range, low, high, changed);
}

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
      const LinearRange sum = RangeOf(store, terms_);
      if (sum.least > high_ || sum.most < low_) return false;
      if (sum.most <= high_ && sum.least >= low_) return true;
      if (!KeepLinear(store, terms_, sum, low_, high_, changed)) return false;
    }
    return true;
  }

 private:
  const std::vector<Term> terms_;
  const int64_t low_;
  const int64_t high_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_LINEAR_H_
