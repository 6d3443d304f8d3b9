// Ruins around an office, an agency, a week or a day; recreation by insertion; annealing.
#include "search.h"

#include <algorithm>
#include <bit>
#include <span>

#include "anneal.h"
#include "calls.h"
#include "sharing.h"

namespace vuoro::planning {
namespace {

// Moves kept before the best plan is written out; bounds memory, not quality.
constexpr size_t kMaxMovesSinceBest = 20'000;

// Of 1024 rounds, those whose ruin is repaired exactly. Each costs as much as some twenty others:
// more of them give better plans at equal rounds and worse ones at equal time.
constexpr uint64_t kExactRounds = 12;

}  // namespace

Search::Search(const Index& index, const State& start, uint64_t seed)
    : index_(index),
      random_(seed),
      state_(start),
      best_(start),
      best_price_(start.price()),
      stamp_(index.agreements.size(), -1) {}

void Search::KeepBest() {
  best_price_ = state_.price();
  best_is_current_ = true;
  since_best_.clear();
}

const State& Search::Best() {
  if (best_is_current_) {
    best_ = state_;
    best_.TakeBack(since_best_);
    best_is_current_ = false;
    since_best_.clear();
  }
  return best_;
}

void Search::Adopt(const State& other) {
  Best();
  state_ = other;
  if (state_.price() < best_price_) KeepBest();
}

void Search::Run(int rounds, int64_t temperature, const std::vector<int>& allowed) {
  if (index_.officials.empty() || index_.problem.offices.empty()) return;
  for (int i = 0; i < rounds; ++i) Round(temperature, allowed);
}

void Search::Touch(int g) {
  if (stamp_[U(g)] == round_) return;
  stamp_[U(g)] = round_;
  touched_agreements_.push_back(g);
  for (int k : index_.agreements[U(g)].lines) {
    if (index_.lines[U(k)].by_video) touched_.push_back(k);
  }
}

// Officials who visit offices near `office`, of one agency or (agency < 0) of any.
void Search::ChooseNear(int office, size_t wanted, int agency) {
  for (int near : index_.near[U(office)]) {
    for (int e : index_.visitors[U(near)]) {
      if (agency >= 0 && index_.officials[U(e)].agency != agency) continue;
      if (!random_.Chance(agency >= 0 ? 6 : 5, 10)) continue;
      chosen_.push_back({e, static_cast<int>(random_.Below(U(index_.days)))});
      if (chosen_.size() >= wanted) return;
    }
  }
}

void Search::ChooseWeek(int office) {
  const std::vector<int>& visitors = index_.visitors[U(office)];
  const int e = visitors.empty() ? static_cast<int>(random_.Below(index_.officials.size()))
                                 : visitors[random_.Below(visitors.size())];
  const int week = index_.weeks > 1 ? static_cast<int>(random_.Below(U(index_.weeks))) : 0;
  for (int d = 0; d < index_.week_days; ++d) chosen_.push_back({e, week * index_.week_days + d});
}

// A few official-days that share offices: of one agency, or on one day.
void Search::ChooseExact(int office) {
  const bool one_day = random_.Chance(1, 2);
  const std::vector<int>& visitors = index_.visitors[U(office)];
  if (visitors.empty()) return;
  const int agency = index_.officials[U(visitors[random_.Below(visitors.size())])].agency;
  ChooseNear(office, 2 + random_.Below(kMaxRepairDays - 1), one_day ? -1 : agency);
  const int day = static_cast<int>(random_.Below(U(index_.days)));
  for (OfficialDay& c : chosen_) {
    if (one_day) c.day = day;
  }
  const auto key = [](const OfficialDay& c) { return std::pair(c.official, c.day); };
  std::sort(chosen_.begin(), chosen_.end(),
            [&](const OfficialDay& a, const OfficialDay& b) { return key(a) < key(b); });
  chosen_.erase(
      std::unique(chosen_.begin(), chosen_.end(),
                  [&](const OfficialDay& a, const OfficialDay& b) { return key(a) == key(b); }),
      chosen_.end());
}

void Search::Ruin(int office) {
  for (const OfficialDay& c : chosen_) {
    while (state_.Day(c.official, c.day).count > 0) {
      state_.RemoveVisit(c.official, c.day, state_.Day(c.official, c.day).count - 1);
    }
    for (const Candidate& candidate : index_.officials[U(c.official)].candidates) {
      if (random_.Chance(1, 4)) Touch(candidate.agreement);
    }
  }
  if (random_.Chance(1, 2)) {
    const size_t offices = std::min<size_t>(index_.near[U(office)].size(), 1 + random_.Below(3));
    for (size_t i = 0; i < offices; ++i) {
      for (int g : index_.at_office[U(index_.near[U(office)][i])]) {
        if (random_.Chance(6, 10)) Touch(g);
      }
    }
  }
  const uint64_t drop = random_.Chance(3, 10) ? 10 : 4;
  for (int k : touched_) {
    for (int d = 0; d < index_.days; ++d) {
      for (uint32_t slots = state_.CallSlots(k, d); slots != 0; slots &= slots - 1) {
        if (random_.Chance(drop, 10)) state_.RemoveCall(k, d, std::countr_zero(slots));
      }
    }
  }
}

void Search::Recreate() {
  const size_t ruined = chosen_.size();
  for (size_t i = 0; i < ruined; ++i) {
    if (random_.Chance(1, 2)) {
      chosen_.push_back({chosen_[i].official, static_cast<int>(random_.Below(U(index_.days)))});
    }
  }
  random_.Shuffle(std::span<OfficialDay>(chosen_));
  Taste taste;
  taste.noise = random_.Chance(1, 2) ? 0 : 512;
  taste.short_visits = 32;
  taste.video_worth = static_cast<int>(random_.Between(512, 1024));
  if (random_.Chance(3, 10)) {
    random_.Shuffle(std::span<int>(touched_));
    for (int k : touched_) FillCalls(index_, state_, k, random_);
  }
  for (const OfficialDay& c : chosen_) {
    if (random_.Chance(6, 100)) continue;
    if (PlaceVisit(index_, state_, c.official, c.day, taste, random_) && random_.Chance(1, 2)) {
      PlaceVisit(index_, state_, c.official, c.day, taste, random_);
    }
  }
  FillTouched();
}

void Search::RepairChosen() {
  Taste taste;
  taste.call_loss = static_cast<int>(random_.Between(300, 900));
  RepairExactly(index_, state_, chosen_, taste, random_);
  FillTouched();
}

void Search::FillTouched() {
  for (const OfficialDay& c : chosen_) {
    for (const Candidate& candidate : index_.officials[U(c.official)].candidates) {
      Touch(candidate.agreement);
    }
  }
  random_.Shuffle(std::span<int>(touched_));
  for (int k : touched_) FillCalls(index_, state_, k, random_);
  for (int k : touched_) FillByMovingCalls(index_, state_, k, random_);
  for (int g : touched_agreements_) SpreadServices(index_, state_, g);
}

void Search::Settle(int64_t before, int64_t temperature) {
  const int64_t worse = state_.price() - before;
  if (worse > 0 && worse > ExponentialDraw(temperature, random_)) {
    state_.Undo();
    return;
  }
  if (state_.price() < best_price_) {
    KeepBest();
  } else if (best_is_current_) {
    since_best_.insert(since_best_.end(), state_.log().begin(), state_.log().end());
    if (since_best_.size() > kMaxMovesSinceBest) Best();
  }
}

void Search::Round(int64_t temperature, const std::vector<int>& allowed) {
  ++round_;
  chosen_.clear();
  touched_.clear();
  touched_agreements_.clear();
  state_.Begin();
  const int64_t before = state_.price();
  const int office = allowed.empty()
                         ? static_cast<int>(random_.Below(index_.problem.offices.size()))
                         : allowed[random_.Below(allowed.size())];
  if (random_.Chance(kExactRounds, 1024)) {
    ChooseExact(office);
    Ruin(office);
    RepairChosen();
    Settle(before, temperature);
    return;
  }
  const size_t wanted = 1 + random_.Below(8);
  const uint64_t kind = random_.Below(100);
  if (kind < 50) {
    ChooseNear(office, wanted, -1);
  } else if (kind < 85) {
    const std::vector<int>& visitors = index_.visitors[U(office)];
    const int e = visitors.empty() ? static_cast<int>(random_.Below(index_.officials.size()))
                                   : visitors[random_.Below(visitors.size())];
    ChooseNear(office, wanted, index_.officials[U(e)].agency);
  } else {
    ChooseWeek(office);
  }
  Ruin(office);
  Recreate();
  Settle(before, temperature);
}

}  // namespace vuoro::planning
