// Random decisions of every kind and shape for a problem, and what they mean, written once more for
// oracles.
#ifndef VUORO_TESTS_PLANNING_RANDOM_DECISIONS_H_
#define VUORO_TESTS_PLANNING_RANDOM_DECISIONS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "vuoro/base/random.h"
#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// One that passes Validate(); it names more the larger `named` of 8 is.
inline Decision RandomDecision(const Problem& p, Random& random, int named, int most_worth) {
  const auto draw = [&](int low, int high) { return static_cast<int>(random.Between(low, high)); };
  const auto some = [&](size_t size) {
    return size > 0 && draw(0, 7) < named ? draw(0, static_cast<int>(size) - 1) : -1;
  };
  Decision d;
  d.kind = static_cast<DecisionKind>(draw(0, 2));
  d.office = some(p.offices.size());
  d.day = some(static_cast<size_t>(p.days));
  d.official = some(p.officials.size());
  if (d.official >= 0) {
    if (draw(0, 1) == 0) d.agency = p.officials[static_cast<size_t>(d.official)].agency;
  } else {
    d.agency = some(p.agencies.size());
  }
  if (draw(0, 1) == 0) {
    const int length = draw(1, std::min(p.max_visit, p.slots_per_day));
    d.window.from = draw(0, p.slots_per_day - length);
    d.window.to = d.window.from + length;
  }
  if (d.kind == DecisionKind::kPrefer) d.worth = draw(-most_worth, most_worth);
  const bool wanted = d.kind == DecisionKind::kPin || d.worth > 0;
  d.exact = wanted && !d.window.empty() && draw(0, 2) == 0;
  d.video = d.kind == DecisionKind::kForbid && (d.official < 0 || d.office < 0) && draw(0, 1) == 0;
  return d;
}

// What a decision means: whether an official in an office, or on the line to it, is meant then.
struct Meaning {
  const Problem& p;

  bool Means(const Decision& d, int official, int office, int day) const {
    if (d.official != -1 && d.official != official) return false;
    if (d.agency != -1 && d.agency != p.officials[static_cast<size_t>(official)].agency) {
      return false;
    }
    return (d.office == -1 || d.office == office) && (d.day == -1 || d.day == day);
  }
  // Slot by slot: all of what is wanted, any of what is not.
  bool Matches(const Decision& d, int official, int office, int day, int start, int end) const {
    if (!Means(d, official, office, day)) return false;
    if (d.window == Window{}) return true;
    if (d.exact) return d.window == Window{start, end};
    int shared = 0;
    for (int q = start; q < end; ++q) shared += d.window.Holds(q);
    const bool wanted = d.kind == DecisionKind::kPin || d.worth > 0;
    return wanted ? shared == d.window.length() : shared > 0;
  }
  bool ForbidsVisit(int official, int office, int day, int start, int end) const {
    return std::any_of(p.decisions.begin(), p.decisions.end(), [&](const Decision& d) {
      return d.kind == DecisionKind::kForbid && Matches(d, official, office, day, start, end);
    });
  }
  bool ForbidsCall(int official, int office, int day, int slot) const {
    return std::any_of(p.decisions.begin(), p.decisions.end(), [&](const Decision& d) {
      return d.video && Matches(d, official, office, day, slot, slot + 1);
    });
  }
  int64_t Visits(const Decision& d, const Plan& plan) const {
    return std::count_if(plan.visits.begin(), plan.visits.end(), [&](const Visit& v) {
      return Matches(d, v.official, v.office, v.day, v.start, v.end);
    });
  }
};

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_PLANNING_RANDOM_DECISIONS_H_
