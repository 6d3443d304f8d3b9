// Problems so small that every plan can be tried, and the trying.
#ifndef VUORO_TESTS_PLANNING_TINY_H_
#define VUORO_TESTS_PLANNING_TINY_H_

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/planning/checker.h"

namespace vuoro::planning {

// Two officials, two days of three slots, two offices.
inline Problem TinyProblem(Random& random) {
  const auto chance = [&](int n) {
    return static_cast<int>(random.Below(static_cast<uint64_t>(n)));
  };
  Problem p;
  p.days = 2;
  p.slots_per_day = 3;
  p.min_visit = 1;
  p.max_visit = 2;
  p.languages = {{"fi", false}, {"uk", true}};
  p.interpreters.assign(2, std::vector(2, std::vector(3, chance(2))));
  p.agencies = {"Kela"};
  for (int o = 0; o < 2; ++o) {
    Office office;
    office.booths = 1 + chance(2);
    const int to = 2 + chance(2);
    office.open = {{0, to}, {chance(2), 3}};
    p.offices.push_back(std::move(office));
  }
  const int minutes = 10 + chance(40);
  p.drive_minutes = {{0, minutes}, {minutes, 0}};
  for (int e = 0; e < 2; ++e) {
    Official official;
    official.base = chance(2);
    official.languages = {0};
    official.offices = {0, 1};
    official.field = {true, true};
    official.max_field_days = 1 + chance(2);
    official.max_day = 3;
    official.max_week = 3 + chance(3);
    official.remote = {{0, 1 + chance(2)}, {}};
    p.officials.push_back(std::move(official));
  }
  p.agreements = {{0, 0, 0, 2, {0, 1}}, {0, 1, chance(2), 2, {0, 1}}};
  p.demand = {{0, 0, 0, 1 + chance(3), false}, {0, 1, 0, 1 + chance(3), true}};
  p.demand[1].language = chance(2);
  return p;
}

// All plans of one official on one day: at base with any calls, or with one or two visits.
inline std::vector<Plan> AllDays(const Problem& p, int e, int d) {
  std::vector<Plan> out;
  const Official& official = p.officials[static_cast<size_t>(e)];
  const std::function<void(Plan, int)> calls = [&](Plan plan, int q) {
    if (q == p.slots_per_day) return out.push_back(plan);
    calls(plan, q + 1);
    if (!official.remote[static_cast<size_t>(d)].Holds(q)) return;
    plan.video.push_back({e, 1, d, q});
    calls(plan, q + 1);
  };
  calls({}, 0);
  std::vector<Visit> visits;
  for (int o = 0; o < 2; ++o) {
    for (int s = 0; s < p.slots_per_day; ++s) {
      for (int t = s + p.min_visit; t <= std::min(s + p.max_visit, p.slots_per_day); ++t) {
        for (int n = 0; n <= t - s; ++n) {
          visits.push_back({e, o, d, s, t, {}});
          if (n > 0) visits.back().serves = {{o, n}};
        }
      }
    }
  }
  for (const Visit& a : visits) {
    out.push_back({{a}, {}});
    for (const Visit& b : visits) {
      if (a.office < b.office) out.push_back({{a, b}, {}});
    }
  }
  std::erase_if(out, [&](const Plan& plan) {  // what no other official can mend
    const Verdict verdict = Check(p, plan);
    return std::any_of(verdict.violations.begin(), verdict.violations.end(),
                       [](const Violation& v) { return v.rule != 12; });
  });
  return out;
}

// Every feasible plan's checked cost is given to `see`; false if there are too many to try.
inline bool TryEveryPlan(const Problem& p,
                         const std::function<void(const Plan&, const Cost&)>& see) {
  std::vector<Plan> plans = {{}};
  for (int e = 0; e < 2; ++e) {
    for (int d = 0; d < p.days; ++d) {
      std::vector<Plan> longer;
      for (const Plan& day : AllDays(p, e, d)) {
        for (Plan plan : plans) {
          plan.visits.insert(plan.visits.end(), day.visits.begin(), day.visits.end());
          plan.video.insert(plan.video.end(), day.video.begin(), day.video.end());
          longer.push_back(std::move(plan));
        }
      }
      plans = std::move(longer);
      if (plans.size() > 60'000) return false;
    }
  }
  for (const Plan& plan : plans) {
    const Verdict verdict = Check(p, plan);
    if (verdict.feasible()) see(plan, verdict.cost);
  }
  return true;
}

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_PLANNING_TINY_H_
