// Feasibility and conflict sets against trying every plan of tiny problems.
#include "vuoro/planning/conflict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "crowded_problem.h"
#include "fixtures.h"
#include "random_decisions.h"
#include "vuoro/base/random.h"
#include "vuoro/planning/checker.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

// Two or three officials of one or two agencies, two offices, two days of four slots; often
// infeasible, for reasons of every kind.
Problem DemandingProblem(uint64_t seed) {
  Random random(seed);
  const auto below = [&](int n) {
    return static_cast<int>(random.Below(static_cast<uint64_t>(n)));
  };
  Problem p;
  p.name = "tiny";
  p.days = 2;
  p.slots_per_day = 4;
  p.min_visit = 1 + below(2);
  p.max_visit = p.min_visit + below(2);
  p.max_stops = 1 + below(2);
  p.languages = {{"fi", false}};
  p.interpreters.assign(1, std::vector(2, std::vector(4, 0)));
  p.agencies = {"kela", "vero"};
  for (int o = 0; o < 2; ++o) {
    Office office{"", 1 + below(2), 0, {}};
    for (int d = 0; d < 2; ++d) {
      office.open.push_back(below(5) == 0 ? Window{} : Window{below(2), 3 + below(2)});
    }
    p.offices.push_back(std::move(office));
  }
  p.drive_minutes = {{0, below(5) * 15}, {below(5) * 15, 0}};
  const int officials = 2 + below(2);
  for (int e = 0; e < officials; ++e) {
    Official official;
    official.agency = below(2);
    official.base = below(2);
    official.languages = {0};
    for (int o = 0; o < 2; ++o) {
      if (below(4) != 0) official.offices.push_back(o);
    }
    official.field = {below(4) != 0, below(4) != 0};
    official.max_field_days = 1 + below(2);
    official.max_day = 2 + below(3);
    official.max_week = 2 + below(5);
    official.remote = {{}, {}};
    p.officials.push_back(std::move(official));
  }
  for (int a = 0; a < 2; ++a) {
    for (int o = 0; o < 2; ++o) {
      if (below(4) == 0) continue;
      Agreement agreement{a, o, below(5) == 0 ? 2 : below(2), 0, {}};
      agreement.max_visits = agreement.min_visits + below(2);
      for (int d = 0; d < 2; ++d) {
        if (below(4) != 0) agreement.weekdays.push_back(d);
      }
      p.agreements.push_back(std::move(agreement));
    }
  }
  if (below(2) == 0) p.exclusive.push_back({below(2), {0, 1}});
  return p;
}

// The same with decisions, which make fewer of them possible.
Problem DecidedProblem(uint64_t seed) {
  Problem p = DemandingProblem(seed);
  Random random(seed);
  for (Agreement& agreement : p.agreements) {
    if (random.Chance(1, 2)) agreement.min_visits = 0;
  }
  for (uint64_t n = 1 + random.Below(4); n > 0; --n) {
    p.decisions.push_back(RandomDecision(p, random, 4, 9));
  }
  return p;
}

// Tries every set of visits, of every length; knows nothing but the checker.
class EveryPlan {
 public:
  explicit EveryPlan(const Problem& problem) : p_(problem) {
    for (int e = 0; e < static_cast<int>(p_.officials.size()); ++e) {
      for (int d = 0; d < p_.days; ++d) days_.push_back(DaysOf(e, d));
    }
  }
  bool Feasible() { return Try(0, {}); }

 private:
  // All but a lack of visits, which further ones may mend.
  bool Sound(const Plan& plan) const {
    const Verdict verdict = Check(p_, plan);
    return std::all_of(verdict.violations.begin(), verdict.violations.end(),
                       [](const Violation& v) { return v.rule == 12 || v.rule == 18; });
  }

  std::vector<Plan> DaysOf(int e, int d) const {
    std::vector<Visit> visits;
    for (int o = 0; o < static_cast<int>(p_.offices.size()); ++o) {
      for (int s = 0; s < p_.slots_per_day; ++s) {
        for (int t = s + 1; t <= p_.slots_per_day; ++t) visits.push_back({e, o, d, s, t, {}});
      }
    }
    std::vector<Plan> days = {{}};
    for (size_t i = 0; i < visits.size(); ++i) {
      days.push_back({{visits[i]}, {}});
      for (size_t j = 0; j < i; ++j) days.push_back({{visits[i], visits[j]}, {}});
    }
    std::erase_if(days, [&](const Plan& day) { return !Sound(day); });
    return days;
  }

  // Visits that agreements of an agency still demand.
  int Missing(const Plan& plan, int agency) const {
    int missing = 0;
    for (const Agreement& g : p_.agreements) {
      if (g.agency != agency) continue;
      int made = 0;
      for (const Visit& v : plan.visits) {
        made += v.office == g.office && p_.officials[At(v.official)].agency == agency;
      }
      missing += std::max(0, g.min_visits - made);
    }
    return missing;
  }

  // A day's visits mend nothing but a lack of visits of their own agency, at most two of it.
  bool Try(size_t next, const Plan& plan) const {
    if (next == days_.size()) return Check(p_, plan).feasible();
    const int agency = p_.officials[next / At(p_.days)].agency;
    for (int a = 0; a < static_cast<int>(p_.agencies.size()); ++a) {
      int days = 0;
      for (size_t i = next; i < days_.size(); ++i) {
        days += p_.officials[i / At(p_.days)].agency == a;
      }
      if (Missing(plan, a) > 2 * days) return false;
    }
    bool pinned = false;  // this agency may mend a pin
    for (const Decision& pin : p_.decisions) {
      if (pin.kind != DecisionKind::kPin || Meaning{p_}.Visits(pin, plan) > 0) continue;
      const bool mendable = std::any_of(
          days_.begin() + static_cast<std::ptrdiff_t>(next), days_.end(), [&](const auto& days) {
            return std::any_of(days.begin(), days.end(),
                               [&](const Plan& day) { return Meaning{p_}.Visits(pin, day) > 0; });
          });
      if (!mendable) return false;
      const int of = pin.official < 0 ? pin.agency : p_.officials[At(pin.official)].agency;
      pinned = pinned || of < 0 || of == agency;
    }
    if (Missing(plan, agency) == 0 && !pinned) return Try(next + 1, plan);
    for (const Plan& day : days_[next]) {
      Plan more = plan;
      more.visits.insert(more.visits.end(), day.visits.begin(), day.visits.end());
      if (!day.visits.empty() && !Sound(more)) continue;
      if (Try(next + 1, more)) return true;
    }
    return false;
  }

  const Problem& p_;
  std::vector<std::vector<Plan>> days_;  // of each official-day
};

// The problem without a rule, as the comments of RuleKind state it, written once more.
Problem ByHand(Problem p, const Rule& rule) {
  const size_t at = At(rule.position);
  switch (rule.kind) {
    case RuleKind::kLeastVisits:
      p.agreements.at(at).min_visits = 0;
      break;
    case RuleKind::kMostVisits:
      p.agreements.at(at).max_visits = kMaxLineSlots;
      break;
    case RuleKind::kWeekdays:
      p.agreements.at(at).weekdays.clear();
      for (int d = 0; d < p.days; ++d) p.agreements.at(at).weekdays.push_back(d);
      break;
    case RuleKind::kOpening:
      for (Window& w : p.offices.at(at).open) w = {0, p.slots_per_day};
      break;
    case RuleKind::kDesks:
      p.offices.at(at).desks = kMaxCapacity;
      break;
    case RuleKind::kRoom:
      p.exclusive.at(at).agencies.clear();
      break;
    case RuleKind::kFieldDays:
      for (int d = 0; d < p.days; ++d) p.officials.at(at).field.at(At(d)) = true;
      p.officials.at(at).max_field_days = p.days;
      break;
    case RuleKind::kHours:
      p.officials.at(at).max_day = kMaxSlotsPerDay;
      p.officials.at(at).max_week = kMaxWeekDays * kMaxSlotsPerDay;
      break;
    case RuleKind::kOffices:
      p.officials.at(at).offices.clear();
      for (size_t o = 0; o < p.offices.size(); ++o) {
        p.officials.at(at).offices.push_back(static_cast<int>(o));
      }
      break;
    case RuleKind::kPin:
    case RuleKind::kForbid: {
      Decision& decision = p.decisions.at(at);
      decision = {DecisionKind::kPrefer, decision.official, decision.agency,
                  decision.office,       decision.day,      decision.window};
      break;
    }
  }
  return p;
}

// The problem with these rules alone.
Problem Only(const Problem& problem, const std::vector<Rule>& rules) {
  Problem p = problem;
  for (const Rule& rule : RulesOf(problem)) {
    if (!std::count(rules.begin(), rules.end(), rule)) p = ByHand(p, rule);
  }
  return p;
}

// Asks whether the problem has a plan, as trying every plan tells; whether it has one.
bool FeasibleAsTried(const Problem& p) {
  EXPECT_TRUE(p.Validate().ok()) << p.Validate();
  Plan plan;
  const Feasible answer = DecideFeasible(p, kConflictWork, &plan);
  const bool truth = EveryPlan(p).Feasible();
  EXPECT_EQ(answer, truth ? Feasible::kYes : Feasible::kNo);
  if (truth) {
    EXPECT_TRUE(Check(p, plan).feasible());
  }
  return truth;
}

TEST(FeasibleTest, AgreesWithTryingEveryPlan) {
  int feasible = 0;
  int infeasible = 0;
  for (uint64_t seed = 1; seed <= 250; ++seed) {
    SCOPED_TRACE(seed);
    const Problem p = DemandingProblem(seed);
    const bool truth = FeasibleAsTried(p);
    ++(truth ? feasible : infeasible);
    // Less work may end without an answer, but never with a wrong one.
    for (const int64_t work : {0, 20, 100, 500}) {
      const Feasible hurried = DecideFeasible(p, work);
      EXPECT_NE(hurried, truth ? Feasible::kNo : Feasible::kYes) << seed << " " << work;
    }
  }
  EXPECT_GT(feasible, 40);
  EXPECT_GT(infeasible, 60);
}

TEST(FeasibleTest, AgreesWithTryingEveryPlanUnderDecisions) {
  int feasible = 0;
  int infeasible = 0;
  int refused = 0;
  for (int seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const Problem p = DecidedProblem(static_cast<uint64_t>(seed));
    const bool truth = FeasibleAsTried(p);
    ++(truth ? feasible : infeasible);
    if (CheckPins(p).ok()) continue;
    ++refused;
    EXPECT_FALSE(truth) << "seed " << seed << CheckPins(p);
  }
  EXPECT_GE(feasible, 60);
  EXPECT_GE(infeasible, 60);
  EXPECT_GE(refused, 40);
  EXPECT_GT(infeasible, refused);
}

TEST(ConflictTest, EachSetIsInConflictAndSmallest) {
  std::map<RuleKind, int> named;
  int sets = 0;
  size_t largest = 0;
  for (uint64_t seed = 1; seed <= 160; ++seed) {
    const Problem p = seed % 8 < 5 ? DemandingProblem(seed) : DecidedProblem(seed);
    const auto conflict = FindConflict(p);
    ASSERT_TRUE(conflict.ok()) << conflict.status();
    ASSERT_NE(conflict->feasible, Feasible::kUnproven);
    if (conflict->feasible == Feasible::kYes) {
      EXPECT_TRUE(conflict->rules.empty());
      EXPECT_TRUE(EveryPlan(p).Feasible()) << "seed " << seed;
      continue;
    }
    ++sets;
    EXPECT_TRUE(conflict->minimal) << "seed " << seed;
    largest = std::max(largest, conflict->rules.size());
    EXPECT_TRUE(std::is_sorted(conflict->rules.begin(), conflict->rules.end()));
    EXPECT_FALSE(EveryPlan(Only(p, conflict->rules)).Feasible()) << "seed " << seed;
    for (const Rule& rule : conflict->rules) {
      ++named[rule.kind];
      std::vector<Rule> fewer = conflict->rules;
      fewer.erase(std::find(fewer.begin(), fewer.end(), rule));
      EXPECT_TRUE(EveryPlan(Only(p, fewer)).Feasible())
          << "seed " << seed << ": without " << RuleName(rule.kind) << " " << rule.position;
    }
  }
  EXPECT_GT(sets, 25);
  EXPECT_GT(largest, 3u);
  for (const RuleKind kind :
       {RuleKind::kLeastVisits, RuleKind::kWeekdays, RuleKind::kOpening, RuleKind::kFieldDays,
        RuleKind::kHours, RuleKind::kOffices, RuleKind::kPin, RuleKind::kForbid}) {
    EXPECT_GT(named[kind], 0) << RuleName(kind);
  }
  EXPECT_GT(named[RuleKind::kDesks] + named[RuleKind::kRoom], 0);
}

TEST(ConflictTest, TakingOutIsWhatTheHeaderSays) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const Problem p = DecidedProblem(seed);
    for (const Rule& rule : RulesOf(p)) {
      EXPECT_EQ(Without(p, rule), ByHand(p, rule)) << RuleName(rule.kind);
    }
  }
}

// One agreement among many asks for more than its agency's people can do.
TEST(ConflictTest, OneGreedyAgreementIsFoundAmongMany) {
  Problem p = LoadProblem("n020.json");
  EXPECT_EQ(DecideFeasible(p, kConflictWork), Feasible::kYes);
  size_t chosen = 0;
  while (p.agreements[chosen].max_visits == 0) ++chosen;
  p.agreements[chosen].min_visits = p.agreements[chosen].max_visits = 60;
  const auto conflict = FindConflict(p);
  ASSERT_TRUE(conflict.ok()) << conflict.status();
  EXPECT_EQ(conflict->feasible, Feasible::kNo);
  EXPECT_TRUE(conflict->minimal);
  ASSERT_FALSE(conflict->rules.empty());
  EXPECT_EQ(conflict->rules.front(), (Rule{RuleKind::kLeastVisits, static_cast<int>(chosen)}));
  EXPECT_EQ(DecideFeasible(Only(p, conflict->rules), kConflictWork), Feasible::kNo);
  for (const Rule& rule : conflict->rules) {
    std::vector<Rule> fewer = conflict->rules;
    fewer.erase(std::find(fewer.begin(), fewer.end(), rule));
    EXPECT_EQ(DecideFeasible(Only(p, fewer), kConflictWork), Feasible::kYes);
  }
  EXPECT_FALSE(Solve(p, {.steps = 1000}).ok());
}

TEST(ConflictTest, ARefusedProblemIsNotExplained) {
  Problem p = DemandingProblem(1);
  p.days = 0;
  EXPECT_FALSE(FindConflict(p).ok());
  EXPECT_FALSE(FindConflict(DemandingProblem(1), -1).ok());
}

}  // namespace
}  // namespace vuoro::planning
