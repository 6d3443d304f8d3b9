// Where the ascent begins, and what its bound is worth in whole cost units.
#include "bound.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace vuoro::planning {
namespace {

constexpr int64_t kWorkPerRound = 10'000;

}  // namespace

Bound::Bound(const Index& index) : index_(index) {
  auto work = static_cast<int64_t>(index.agreements.size()) * 60;
  for (const OfficialIndex& official : index.officials) {
    const auto c = static_cast<int64_t>(official.candidates.size());
    work += 10 * index.days * (c * c + official.max_week);
  }
  rounds_per_step_ = 1 + work / kWorkPerRound;
}

void Bound::Begin() {
  relaxation_ = std::make_unique<Relaxation>(index_);
  limits_ = relaxation_->NoLimits();
  ascent_ = std::make_unique<Ascent>(*relaxation_, std::vector<int64_t>{}, true);
}

void Bound::Step(int64_t known_cost) {
  if (value_ >= known_cost) return;
  if (!relaxation_) Begin();
  if (from_nothing_ && ascent_->restarts() > 0) {
    from_nothing_ = false;
    std::vector<int64_t> prices(relaxation_->rows().size());
    for (int row : relaxation_->line_rows()) {
      if (row >= 0) prices[static_cast<size_t>(row)] = index_.unmet_weight * kPriceScale / 2;
    }
    ascent_ = std::make_unique<Ascent>(*relaxation_, std::move(prices), false);
  }
  ascent_->Step(limits_, known_cost * kPriceScale);
  const int64_t best = ascent_->best();
  if (best <= 0) return;
  // Costs are whole; with no plan at all the bound has no limit.
  value_ = std::max(value_, std::min(known_cost, (best + kPriceScale - 1) / kPriceScale));
}

}  // namespace vuoro::planning
