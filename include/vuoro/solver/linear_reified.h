// Whether a linear constraint holds, as a literal.
#ifndef VUORO_SOLVER_LINEAR_REIFIED_H_
#define VUORO_SOLVER_LINEAR_REIFIED_H_

#include <utility>
#include <vector>

#include "vuoro/solver/linear.h"
#include "vuoro/solver/literal.h"

namespace vuoro::solver {

// if_and_only_if: literal <=> low <= sum of factor x var <= high; else only literal => that.
// With literal kNever it says that the sum lies outside: sum != c for low == high == c.
// Bounds consistent on the terms once the literal is decided; outside, only where one side is left.
// The literal is decided as soon as bounds decide it. Sums must stay within +-2^62; a `low` or
// `high` beyond every sum is no limit. One pass costs O(terms).
class LinearReified : public Propagator {
 public:
  LinearReified(const Literal& literal, std::vector<Term> terms, int64_t low, int64_t high,
                bool if_and_only_if = true)
      : Propagator(kLinear, /*wakes_itself=*/true),
        literal_(literal),
        terms_(std::move(terms)),
        low_(low),
        high_(high),
        equivalent_(if_and_only_if) {}

  void Attach(Store& store, int self) override {
    WatchLiteral(store, literal_, self);
    for (const Term& t : terms_) store.Watch(t.var, kBounds, self);
  }

  bool Propagate(Store& store) override {
    const LinearRange sum = RangeOf(store, terms_);
    if (sum.least > high_ || sum.most < low_) return Require(store, !literal_);
    const bool inside = sum.least >= low_ && sum.most <= high_;
    if (inside) return !equivalent_ || Require(store, literal_);
    if (Holds(store, literal_)) return KeepLinear(store, terms_, sum, low_, high_);
    if (!equivalent_ || !Fails(store, literal_)) return true;
    if (sum.least >= low_) return KeepLinear(store, terms_, sum, high_ + 1, sum.most);
    if (sum.most <= high_) return KeepLinear(store, terms_, sum, sum.least, low_ - 1);
    return low_ != high_ || RemoveLast(store);
  }

 private:
  // sum != low_: with one term left to fix, its last step is known.
  bool RemoveLast(Store& store) const {
    const Term* open = nullptr;
    int64_t rest = low_;
    for (const Term& t : terms_) {
      if (store.Fixed(t.var)) {
        rest -= t.factor * store.Min(t.var);
      } else if (t.factor != 0) {
        if (open != nullptr) return true;
        open = &t;
      }
    }
    if (open == nullptr) return rest != 0;
    return rest % open->factor != 0 || store.Remove(open->var, rest / open->factor);
  }

  const Literal literal_;
  const std::vector<Term> terms_;
  const int64_t low_;
  const int64_t high_;
  const bool equivalent_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_LINEAR_REIFIED_H_
