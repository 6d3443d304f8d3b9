// A proven lower bound on the cost of any plan, improving step by step.
//
// The relaxation gives a bound for any prices; a hasty ascent finds some that are useful at once, a
// patient one better ones. Small problems then branch.
#ifndef VUORO_SRC_PLANNING_BOUND_H_
#define VUORO_SRC_PLANNING_BOUND_H_

#include <cstdint>
#include <memory>
#include <span>

#include "ascent.h"
#include "branching.h"
#include "index.h"
#include "relaxation.h"

namespace vuoro::planning {

class Bound {
 public:
  explicit Bound(const Index& index);

  // One evaluation, with prices moved towards closing the gap to `known_cost`, the cost of some
  // plan. The first call also builds the relaxation. Nothing is left to do once the gap is closed.
  void Step(int64_t known_cost);

  // The officials' visits as the last step's relaxation chose them; empty before the first.
  std::span<const WeekVisit> Visits() const {
    if (!relaxation_) return {};
    return relaxation_->visits();
  }

  // The best bound proven so far, in cost units.
  int64_t value() const { return value_; }

  // What one step costs, in rounds of the search (an estimate from the problem's size).
  int64_t RoundsPerStep() const { return rounds_per_step_; }

 private:
  void Begin();
  int64_t Climb(int64_t known_cost);

  const Index& index_;
  std::unique_ptr<Relaxation> relaxation_;
  Limits limits_;
  std::unique_ptr<Ascent> ascent_;
  bool hasty_ = true;
  std::unique_ptr<Branching> branching_;
  int64_t rounds_per_step_;
  int64_t value_;  // at first less than any plan costs
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_BOUND_H_
