// Which variable a search decides next and which value it tries first.
#ifndef VUORO_SOLVER_BRANCHING_H_
#define VUORO_SOLVER_BRANCHING_H_

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "vuoro/solver/literal.h"

namespace vuoro::solver {

enum class VariableOrder : uint8_t {
  kInput,            // as listed
  kFirstFail,        // fewest values left
  kDomOverWeight,    // fewest values left for each failure of its constraints
  kDomOverActivity,  // fewest values left for each change that decisions caused
  kSmallestMin,      // for schedules: what can start first
};

// For a decision without a preference of its own.
enum class ValueOrder : uint8_t {
  kMin,    // the least value, else the others
  kMax,    // the greatest, else the others
  kSplit,  // the lower half, else the upper one
};

// Weights of failures (dom/wdeg: Boussemart, Hemery, Lecoutre and Sais, "Boosting systematic search
// by weighting constraints", ECAI 2004; here with decay) and activities (Michel and Van Hentenryck,
// "Activity-based search for black-box constraint programming solvers", CPAIOR 2012). Instead of
// ageing old scores, new ones grow; whole numbers, so every machine decides alike.
class Scores {
 public:
  explicit Scores(int growth_percent) : growth_percent_(growth_percent) {}

  int64_t Of(Var x) const {
    const auto id = static_cast<size_t>(x.id);
    return 1 + (id < scores_.size() ? std::min(scores_[id], 4 * kLargest) : 0);
  }

  void Bump(Var x) {
    const auto id = static_cast<size_t>(x.id);
    if (id >= scores_.size()) scores_.resize(id + 1);
    scores_[id] += step_;
    too_large_ = too_large_ || scores_[id] > kLargest;
  }

  // One failure or decision has been scored.
  void Grow() {
    step_ += step_ * growth_percent_ / 100;
    if (step_ <= kLargest && !too_large_) return;
    for (int64_t& score : scores_) score >>= 20;
    step_ = std::max(kFirstStep, step_ >> 20);
    too_large_ = false;
  }

 private:
  static constexpr int64_t kFirstStep = 1024;  // so that growth by percents rounds little
  static constexpr int64_t kLargest = int64_t{1} << 38;

  const int growth_percent_;
  std::vector<int64_t> scores_;  // by variable
  int64_t step_ = kFirstStep;
  bool too_large_ = false;
};

// Whether size a for score b comes before size c for score d: a / b < c / d, for positive numbers.
// Sizes beyond 2^20 count as that.
inline bool LessRatio(int64_t a, int64_t b, int64_t c, int64_t d) {
  constexpr int64_t kWide = int64_t{1} << 20;
  return std::min(a, kWide) * d < std::min(c, kWide) * b;
}

// The first half of deciding `x` by value order; the negation is the other. REQUIRES: not fixed.
inline Literal Split(const Store& store, Var x, ValueOrder order) {
  const int64_t min = store.Min(x);
  const int64_t max = store.Max(x);
  switch (order) {
    case ValueOrder::kMax:
      return AtLeast(x, max);
    case ValueOrder::kSplit:
      return AtMost(x, min + (max - min) / 2);
    default:
      return AtMost(x, min);
  }
}

// The same towards a wished value: to take it where it is left, else as `order` says.
inline Literal SplitTowards(const Store& store, Var x, int64_t wish, ValueOrder order) {
  if (!store.Contains(x, wish)) return Split(store, x, order);
  if (wish == store.Min(x)) return AtMost(x, wish);
  if (wish == store.Max(x) || !store.Listed(x)) return AtLeast(x, wish);
  return Equal(x, wish);
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_BRANCHING_H_
