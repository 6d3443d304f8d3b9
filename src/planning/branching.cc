// Opening branches, watching what their relaxation wavers about, and splitting them there.
#include "branching.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace vuoro::planning {
namespace {

constexpr int kStepsPerBranch = 48;
constexpr int kWatched = 24;  // the last ones, whose choices are counted
constexpr size_t kPricesKept = 8'000'000;

}  // namespace

Branching::Branching(const Index& index, Relaxation& relaxation, std::vector<int64_t> prices,
                     int64_t bound)
    : index_(index),
      relaxation_(relaxation),
      all_(relaxation.NoLimits()),
      root_prices_(std::make_shared<const std::vector<int64_t>>(std::move(prices))),
      most_prices_(kPricesKept / (root_prices_->size() + 1)) {
  open_.push_back({bound, numbers_++, {}, root_prices_});
}

bool Branching::Later(const Node& a, const Node& b) {
  return std::pair(a.bound, a.number) > std::pair(b.bound, b.number);
}

int64_t Branching::bound() const {
  int64_t least = exhausted_;
  if (ascent_) least = std::min(least, std::max(node_.bound, ascent_->best()));
  if (!open_.empty()) least = std::min(least, open_.front().bound);
  return least;
}

// False if the decision contradicts earlier ones.
bool Branching::Apply(const Decision& decision) {
  if (decision.agreement >= 0) {
    AgreementLimits& limits = limits_.agreements[U(decision.agreement)];
    limits.fewest = std::max(limits.fewest, decision.fewest);
    limits.most = std::min(limits.most, decision.most);
    return limits.fewest <= limits.most;
  }
  const size_t place = relaxation_.CandidateNumber(decision.official, decision.candidate);
  if (!decision.visited) {
    limits_.weeks.days[place] &= ~(uint32_t{1} << decision.day);
    return true;
  }
  for (int16_t& demanded :
       limits_.weeks.demanded[U(decision.official * index_.days + decision.day)]) {
    if (demanded >= 0) continue;
    demanded = static_cast<int16_t>(decision.candidate);
    return true;
  }
  return false;
}

void Branching::Open() {
  std::pop_heap(open_.begin(), open_.end(), Later);
  node_ = std::move(open_.back());
  open_.pop_back();
  limits_ = all_;
  for (const Decision& decision : node_.path) {
    if (!Apply(decision)) return;
  }
  ascent_ = std::make_unique<Ascent>(relaxation_, *node_.prices, Ascent::Temper::kCareful);
  steps_ = 0;
  visits_.assign(index_.agreements.size(), 0);
  frequency_.assign(all_.weeks.days.size() * U(index_.days), 0);
}

void Branching::Watch() {
  for (size_t g = 0; g < visits_.size(); ++g) visits_[g] += relaxation_.chosen_visits()[g];
  for (const WeekVisit& v : relaxation_.visits()) {
    frequency_[relaxation_.CandidateNumber(v.official, v.candidate) * U(index_.days) + U(v.day)] +=
        1;
  }
}

std::optional<Branching::Decision> Branching::AgreementToSplit() const {
  std::optional<Decision> split;
  int most = kWatched / 8;
  for (size_t g = 0; g < visits_.size(); ++g) {
    const int part = visits_[g] % kWatched;
    const int wavering = std::min(part, kWatched - part);
    if (wavering <= most) continue;
    most = wavering;
    split = Decision{};
    split->agreement = static_cast<int>(g);
    split->fewest = 0;
    split->most = visits_[g] / kWatched;
  }
  return split;
}

std::optional<Branching::Decision> Branching::VisitToSplit() const {
  std::optional<Decision> split;
  int most = -1;
  for (int e = 0; e < static_cast<int>(index_.officials.size()); ++e) {
    const auto count = static_cast<int>(index_.officials[U(e)].candidates.size());
    for (int c = 0; c < count; ++c) {
      const size_t place = relaxation_.CandidateNumber(e, c);
      for (int d = 0; d < index_.days; ++d) {
        if ((limits_.weeks.days[place] >> d & 1) == 0) continue;
        const auto& demanded = limits_.weeks.demanded[U(e * index_.days + d)];
        if (demanded[0] == c || demanded[1] == c) continue;
        const int part = frequency_[place * U(index_.days) + U(d)];
        const int wavering = std::min(part, kWatched - part);
        if (wavering <= most) continue;
        most = wavering;
        split = Decision{};
        split->official = e;
        split->candidate = c;
        split->day = d;
      }
    }
  }
  return split;
}

void Branching::Push(const Decision& decision,
                     const std::shared_ptr<const std::vector<int64_t>>& prices) {
  Node child{node_.bound, numbers_++, node_.path, prices};
  child.path.push_back(decision);
  open_.push_back(std::move(child));
  std::push_heap(open_.begin(), open_.end(), Later);
}

void Branching::Split() {
  node_.bound = std::max(node_.bound, ascent_->best());
  auto prices = open_.size() < most_prices_
                    ? std::make_shared<const std::vector<int64_t>>(ascent_->prices())
                    : root_prices_;
  ascent_.reset();
  std::optional<Decision> split = AgreementToSplit();
  if (!split) split = VisitToSplit();
  if (!split) {  // all is decided and the bound still low: the branch stays open for ever
    exhausted_ = std::min(exhausted_, node_.bound);
    return;
  }
  Decision other = *split;
  if (split->agreement >= 0) {
    other.fewest = split->most + 1;
    other.most = std::numeric_limits<int>::max();
  } else {
    other.visited = true;
  }
  Push(*split, prices);
  Push(other, prices);
}

void Branching::Step(int64_t known_cost) {
  // Costs are whole: a branch above this has nothing cheaper.
  const int64_t enough = (known_cost - 1) * kPriceScale + 1;
  while (!ascent_) {
    if (open_.empty()) return;
    Open();
    if (node_.bound >= enough) ascent_.reset();
  }
  ascent_->Step(limits_, known_cost * kPriceScale);
  ++steps_;
  if (ascent_->best() >= enough) {
    ascent_.reset();
    return;
  }
  if (steps_ > kStepsPerBranch - kWatched) Watch();
  if (steps_ == kStepsPerBranch) Split();
}

}  // namespace vuoro::planning
