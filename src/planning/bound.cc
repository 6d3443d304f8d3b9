// Where the ascent begins, and what its bound is worth in whole cost units.
#include "bound.h"

#include <algorithm>
#include <vector>

namespace vuoro::planning {
namespace {

constexpr int64_t kWorkPerRound = 4'700;
constexpr int kClimbs = 3;  // of the patient ascent, before branching
// Beyond, a branch changes too little of the whole for the least of all to move.
constexpr size_t kMostRowsToBranch = 4000;

}  // namespace

Bound::Bound(const Index& index) : index_(index), value_(-index.most_bonus) {
  auto work = static_cast<int64_t>(index.agreements.size()) * 60;
  // Of a cycle, days with visits, with calls and numbers of visits are tried together.
  if (index.weeks > 1) work *= int64_t{index.weeks} * index.weeks * index.weeks;
  for (const OfficialIndex& official : index.officials) {
    const auto c = static_cast<int64_t>(official.candidates.size());
    work += 10 * index.days * (c * c + official.max_week);
  }
  rounds_per_step_ = 1 + work / kWorkPerRound;
}

void Bound::Begin() {
  relaxation_ = std::make_unique<Relaxation>(index_);
  limits_ = relaxation_->NoLimits();
  ascent_ = std::make_unique<Ascent>(*relaxation_, std::vector<int64_t>{}, Ascent::Temper::kHasty);
}

int64_t Bound::Climb(int64_t known_cost) {
  if (hasty_ && ascent_->restarts() > 0) {
    hasty_ = false;
    ascent_ =
        std::make_unique<Ascent>(*relaxation_, std::vector<int64_t>{}, Ascent::Temper::kPatient);
  }
  ascent_->Step(limits_, known_cost * kPriceScale);
  const bool flat = !hasty_ && ascent_->restarts() >= kClimbs;
  if (flat && relaxation_->rows().size() <= kMostRowsToBranch) {
    branching_ =
        std::make_unique<Branching>(index_, *relaxation_, ascent_->prices(), ascent_->best());
  }
  return ascent_->best();
}

void Bound::Step(int64_t known_cost) {
  if (value_ >= known_cost) return;
  if (!relaxation_) Begin();
  int64_t best = 0;
  if (branching_) {
    branching_->Step(known_cost);
    best = branching_->bound();
  } else {
    best = Climb(known_cost);
  }
  // Costs are whole, so it is rounded up; with no plan at all the bound has no limit.
  const int64_t whole = best > 0 ? (best + kPriceScale - 1) / kPriceScale : best / kPriceScale;
  value_ = std::max(value_, std::min(known_cost, whole));
}

}  // namespace vuoro::planning
