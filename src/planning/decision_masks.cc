// Finding the decisions about an official, an office and a day.
#include "decision_masks.h"

#include <algorithm>
#include <utility>

#include "index.h"
#include "positions.h"

namespace vuoro::planning {
namespace {

uint32_t SlotsOf(const Decision& decision) {
  return decision.window.empty() ? ~uint32_t{0} : Bits(decision.window.from, decision.window.to);
}

}  // namespace

DecisionMasks::DecisionMasks(const Problem& problem)
    : problem_(problem),
      by_official_(problem.officials.size()),
      by_office_(problem.offices.size()),
      pin_of_(problem.decisions.size(), -1) {
  for (size_t i = 0; i < problem.decisions.size(); ++i) {
    const Decision& decision = problem.decisions[i];
    const auto at = static_cast<int>(i);
    if (decision.official >= 0) {
      by_official_[U(decision.official)].push_back(at);
    } else if (decision.office >= 0) {
      by_office_[U(decision.office)].push_back(at);
    } else {
      broad_.push_back(at);
    }
    if (decision.kind != DecisionKind::kPin) continue;
    pin_of_[i] = static_cast<int>(pins_.size());
    pins_.push_back(at);
  }
}

template <class See>
void DecisionMasks::ForEach(int official, int office, int day, See see) const {
  const int agency = problem_.officials[U(official)].agency;
  for (const std::vector<int>* list :
       {&by_official_[U(official)], &by_office_[U(office)], &broad_}) {
    for (int at : *list) {
      const Decision& decision = problem_.decisions[U(at)];
      const bool concerns = (decision.office < 0 || decision.office == office) &&
                            (decision.agency < 0 || decision.agency == agency) &&
                            (decision.day < 0 || decision.day == day);
      if (concerns) see(decision, at);
    }
  }
}

uint32_t DecisionMasks::Shut(int official, int office, int day) const {
  uint32_t shut = 0;
  ForEach(official, office, day, [&](const Decision& decision, int) {
    if (decision.kind == DecisionKind::kForbid) shut |= SlotsOf(decision);
  });
  return shut;
}

uint32_t DecisionMasks::NoCallsBy(int official, int day) const {
  uint32_t slots = 0;
  for (int at : by_official_[U(official)]) {
    const Decision& decision = problem_.decisions[U(at)];
    if (decision.video && (decision.day < 0 || decision.day == day)) slots |= SlotsOf(decision);
  }
  return slots;
}

uint32_t DecisionMasks::NoCallsFor(int agency, int office, int day) const {
  uint32_t slots = 0;
  for (const std::vector<int>* list : {&by_office_[U(office)], &broad_}) {
    for (int at : *list) {
      const Decision& decision = problem_.decisions[U(at)];
      const bool concerns = decision.video && (decision.agency < 0 || decision.agency == agency) &&
                            (decision.day < 0 || decision.day == day);
      if (concerns) slots |= SlotsOf(decision);
    }
  }
  return slots;
}

std::vector<Wish> DecisionMasks::Wishes(int official, int office, int day) const {
  std::vector<std::pair<int, Wish>> found;
  ForEach(official, office, day, [&](const Decision& decision, int at) {
    const bool pins = decision.kind == DecisionKind::kPin;
    if (!pins && decision.worth == 0) return;  // forbids, and preferences that say nothing
    Wish wish{.office = office, .pin = pin_of_[U(at)], .worth = decision.worth};
    if (!decision.window.empty()) {
      wish.window = SlotsOf(decision);
      wish.meets = decision.exact               ? Wish::kExactly
                   : pins || decision.worth > 0 ? Wish::kWhole
                                                : Wish::kPart;
    }
    found.emplace_back(at, wish);
  });
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Wish> wishes;
  wishes.reserve(found.size());
  for (const auto& [at, wish] : found) wishes.push_back(wish);
  return wishes;
}

}  // namespace vuoro::planning
