// Subgradient steps in whole numbers.
#include "ascent.h"

#include <absl/numeric/int128.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace vuoro::planning {
namespace {

constexpr int64_t kMeanScale = 1024;
constexpr int64_t kPaceScale = 1024;
constexpr int64_t kFirstPace = kPaceScale / 2;
constexpr int64_t kCarefulPace = kPaceScale / 8;
constexpr int64_t kNextPace = kPaceScale;  // when it begins anew
constexpr int64_t kMostPace = 2 * kPaceScale;
constexpr int64_t kLeastPace = 12;  // below it the steps are too short to matter
constexpr int64_t kNoBound = std::numeric_limits<int64_t>::min() / 4;

}  // namespace

Ascent::Ascent(Relaxation& relaxation, std::vector<int64_t> prices, Temper temper)
    : relaxation_(relaxation),
      prices_(std::move(prices)),
      best_(kNoBound),
      pace_(temper == Temper::kCareful ? kCarefulPace : kFirstPace),
      temper_(temper) {
  const std::vector<PriceRow>& rows = relaxation_.rows();
  prices_.resize(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    prices_[i] = std::clamp(prices_[i], rows[i].low, rows[i].high);
  }
  best_prices_ = prices_;
}

// True if the mean slack pushes the price against its limit.
bool Ascent::Blocked(size_t i) const {
  const PriceRow& row = relaxation_.rows()[i];
  return (mean_[i] < 0 && prices_[i] <= row.low) || (mean_[i] > 0 && prices_[i] >= row.high);
}

void Ascent::Average() {
  const bool first = mean_.empty();
  mean_.resize(slack_.size());
  for (size_t i = 0; i < mean_.size(); ++i) {
    const int64_t change = slack_[i] * kMeanScale - mean_[i];
    // Later, longer memory tells apart what is close.
    mean_[i] += first ? change : restarts_ == 0 ? change * 5 / 24 : change / 8;
  }
}

void Ascent::Move(int64_t target) {
  const std::vector<PriceRow>& rows = relaxation_.rows();
  absl::int128 square = 0;
  for (size_t i = 0; i < mean_.size(); ++i) {
    if (!Blocked(i)) square += mean_[i] * mean_[i] / kMeanScale * rows[i].rate;
  }
  if (square == 0) return;
  const int64_t gap = std::max(target - best_, kPriceScale);
  const absl::int128 step = (absl::int128(gap) * pace_ / kPaceScale << 32) / square;
  for (size_t i = 0; i < mean_.size(); ++i) {
    const absl::int128 way = step * (mean_[i] * rows[i].rate);  // rounded towards nought
    const auto change = static_cast<int64_t>(way < 0 ? -(-way >> 32) : way >> 32);
    prices_[i] = std::clamp(prices_[i] + change, rows[i].low, rows[i].high);
  }
}

void Ascent::Step(const Limits& limits, int64_t target) {
  const int64_t bound = relaxation_.Evaluate(prices_, limits, slack_);
  if (bound > best_) {
    best_ = bound;
    best_prices_ = prices_;
    stale_ = 0;
    if (temper_ == Temper::kPatient) pace_ = std::min(pace_ * 9 / 8, kMostPace);
  } else if (++stale_ >= patience_) {
    stale_ = 0;
    pace_ = pace_ * 2 / 3;
  }
  if (bound >= Relaxation::kImpossible) return;
  if (pace_ < kLeastPace) {
    pace_ = kNextPace;
    patience_ += patience_ / 2;
    prices_ = best_prices_;
    ++restarts_;
  }
  Average();
  Move(target);
}

}  // namespace vuoro::planning
