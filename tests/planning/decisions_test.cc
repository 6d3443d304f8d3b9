// What people decide: its meaning in the checker, and plans, bounds and searches that keep to it,
// against trying everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "every_pair.h"
#include "fixtures.h"
#include "planning/bound.h"
#include "planning/calls.h"
#include "planning/first_plan.h"
#include "planning/patterns.h"
#include "planning/repair.h"
#include "planning/search.h"
#include "planning/transfer.h"
#include "random_decisions.h"
#include "small_oracle.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"
#include "vuoro/planning/conflict.h"
#include "vuoro/planning/disruption.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

// One official of one agency, two offices half an hour apart, and a plan that visits both on day 1
// and takes a call on day 0.
Problem OnePerson() {
  Problem p;
  p.days = 2;
  p.slots_per_day = 16;
  p.min_visit = 2;
  p.max_visit = 8;
  p.languages = {{"fi", false}};
  p.interpreters.assign(1, std::vector(2, std::vector(16, 0)));
  p.agencies = {"Kela"};
  p.offices = {{"A", 1, 1, {{0, 16}, {0, 16}}}, {"B", 1, 1, {{0, 16}, {0, 16}}}};
  p.drive_minutes = {{0, 30}, {30, 0}};
  p.officials = {{0, 0, {0}, {0, 1}, {true, true}, 2, 16, 32, {{0, 16}, {0, 16}}}};
  p.agreements = {{0, 0, 0, 2, {0, 1}}, {0, 1, 0, 2, {0, 1}}};
  p.demand = {{0, 0, 0, 8, false}, {0, 1, 0, 6, true}};
  return p;
}
const Plan kPlan = {{{0, 0, 1, 2, 8, {{0, 6}}}, {0, 1, 1, 9, 13, {{1, 4}}}}, {{0, 1, 0, 5}}};

struct Case {
  Decision decision;
  int rule;           // that it breaks, or 0
  int64_t worth = 0;  // what it takes off the cost
};

TEST(DecisionTest, TheCheckerKnowsWhatEachMeans) {
  using enum DecisionKind;
  const std::vector<Case> cases = {
      {{.kind = kPin}, 0},
      {{.kind = kPin, .official = 0, .agency = 0, .office = 1, .day = 1}, 0},
      {{.kind = kPin, .office = 1, .day = 0}, 18},
      {{.kind = kPin, .office = 0, .window = {3, 8}}, 0},
      {{.kind = kPin, .office = 0, .window = {3, 9}}, 18},
      {{.kind = kPin, .window = {2, 8}, .exact = true}, 0},
      {{.kind = kPin, .window = {3, 8}, .exact = true}, 18},
      {{.kind = kForbid, .day = 0}, 0},
      {{.kind = kForbid, .day = 0, .video = true}, 19},
      {{.kind = kForbid, .official = 0, .day = 0, .window = {0, 6}, .video = true}, 19},
      {{.kind = kForbid, .office = 1, .day = 0, .window = {6, 9}, .video = true}, 0},
      {{.kind = kForbid, .office = 0, .window = {7, 12}}, 19},
      {{.kind = kForbid, .office = 0, .window = {8, 12}}, 0},
      {{.kind = kForbid, .office = 1, .window = {0, 9}}, 0},
      {{.kind = kPrefer, .worth = 7}, 0, 14},
      {{.kind = kPrefer, .office = 1, .worth = -7}, 0, -7},
      {{.kind = kPrefer, .window = {9, 12}, .worth = 40}, 0, 40},
      {{.kind = kPrefer, .window = {8, 12}, .worth = 40}, 0, 0},
      {{.kind = kPrefer, .window = {7, 10}, .worth = -40}, 0, -80},
      {{.kind = kPrefer, .window = {9, 13}, .exact = true, .worth = 40}, 0, 40},
  };
  const Cost without = Check(OnePerson(), kPlan).cost;
  for (size_t i = 0; i < cases.size(); ++i) {
    Problem p = OnePerson();
    p.decisions = {cases[i].decision};
    ASSERT_TRUE(p.Validate().ok()) << i << p.Validate();
    const Verdict verdict = Check(p, kPlan);
    EXPECT_EQ(verdict.violations.size(), cases[i].rule == 0 ? 0u : 1u) << i;
    EXPECT_EQ(verdict.Breaks(cases[i].rule), cases[i].rule != 0) << i;
    EXPECT_EQ(verdict.cost.preference, -cases[i].worth) << i;
    EXPECT_EQ(verdict.cost.total, without.total - cases[i].worth) << i;
  }
}

TEST(DecisionTest, ValidateNamesEveryFault) {
  using enum DecisionKind;
  const std::vector<std::pair<Decision, std::string>> faults = {
      {{.official = 1}, "/official"},
      {{.agency = -2}, "/agency"},
      {{.office = 2}, "/office"},
      {{.day = 2}, "/day"},
      {{.window = {-1, 4}}, "/window/0"},
      {{.window = {3, 3}}, "/window/1"},
      {{.window = {3, 17}}, "/window/1"},
      {{.kind = kPin, .worth = 1}, "/worth"},
      {{.kind = kPrefer, .worth = kMaxWeight + 1}, "/worth"},
      {{.kind = kPin, .exact = true}, "/exact"},
      {{.kind = kForbid, .window = {2, 4}, .exact = true}, "/exact"},
      {{.kind = kPrefer, .window = {2, 4}, .exact = true, .worth = -1}, "/exact"},
      {{.kind = kPin, .video = true}, "/video"},
      {{.kind = kForbid, .official = 0, .office = 0, .video = true}, "/video"},
  };
  for (const auto& [decision, key] : faults) {
    Problem p = OnePerson();
    p.decisions = {{}, decision};
    const absl::Status status = p.Validate();
    EXPECT_TRUE(HasReason(status, Reason::kBadArgument)) << key << status;
    EXPECT_EQ(PathOf(status), "/decisions/1" + key) << status;
  }
  Problem p = OnePerson();
  p.agencies.push_back("Vero");
  p.decisions = {{.official = 0, .agency = 1}};
  EXPECT_EQ(PathOf(p.Validate()), "/decisions/0/agency");
  p.decisions.assign(kMaxDecisions + 1, {.office = 0});
  EXPECT_TRUE(HasReason(p.Validate(), Reason::kLimitReached));
  p.decisions.assign(kMaxDecisions, {.office = 0});
  EXPECT_TRUE(p.Validate().ok());
  p.decisions.resize(kMaxBroadDecisions + 1);
  p.decisions.assign(kMaxBroadDecisions + 1, {.agency = 0});
  EXPECT_TRUE(HasReason(p.Validate(), Reason::kLimitReached));
  EXPECT_EQ(PathOf(p.Validate()), "/decisions/100");
}

TEST(DecisionTest, JsonReadsWhatItWritesAndNamesFaults) {
  Problem p = OnePerson();
  p.name = "one";
  Random random(1);
  for (int i = 0; i < 60; ++i) p.decisions.push_back(RandomDecision(p, random, 6, 50));
  const std::string text = ProblemToJson(p);
  const auto again = ParseProblem(text);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, p);
  EXPECT_EQ(ProblemToJson(*again), text);
  p.decisions.clear();
  const std::string without = ProblemToJson(p);
  EXPECT_EQ(without.find("decisions"), std::string::npos);
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"7", ""},
      {R"([{}])", "/0"},
      {R"([{"decide":"hope"}])", "/0/decide"},
      {R"([{"decide":"pin","dya":1}])", "/0/dya"},
      {R"([{"decide":"pin","day":"1"}])", "/0/day"},
      {R"([{"decide":"pin"},{"decide":"pin","window":[1]}])", "/1/window"},
  };
  for (const auto& [list, path] : faults) {
    std::string broken = without;
    broken.insert(1, R"("decisions":)" + list + ",");
    const absl::Status status = ParseProblem(broken).status();
    EXPECT_TRUE(HasReason(status, Reason::kBadDocument)) << list << status;
    EXPECT_EQ(PathOf(status), "/decisions" + path) << status;
  }
}

// A small problem with a few decisions, among them fewer pins, which often contradict the rules.
Problem DecidedProblem(Random& random) {
  Problem p = SmallProblem(random);
  for (int n = static_cast<int>(random.Between(1, 4)); n > 0; --n) {
    const Decision d = RandomDecision(p, random, 3, 120);
    if (d.kind != DecisionKind::kPin || random.Chance(1, 2)) p.decisions.push_back(d);
  }
  return p;
}

TEST(DecisionTest, TheBoundNeverPassesTheOptimum) {
  Random random(21);
  int solved = 0;
  int below_nought = 0;
  int reached = 0;
  for (int i = 0; i < 500; ++i) {
    const Problem p = DecidedProblem(random);
    ASSERT_TRUE(p.Validate().ok()) << p.Validate();
    const std::optional<int64_t> optimum = SmallOracle(p).Optimum();
    if (!optimum) continue;
    ++solved;
    below_nought += *optimum < 0;
    const Index index(p);
    Bound bound(index);
    EXPECT_LE(bound.value(), *optimum) << "before any step, problem " << i;
    for (int step = 0; step < 400; ++step) bound.Step(*optimum + i % 3 * 50);
    ASSERT_LE(bound.value(), *optimum) << "problem " << i;
    reached += bound.value() == *optimum;
  }
  RecordProperty("solved", solved);
  RecordProperty("reached", reached);
  EXPECT_GE(solved, 200);
  EXPECT_GT(below_nought, 3);
  EXPECT_GT(reached * 2, solved) << reached << " of " << solved;
}

TEST(DecisionTest, AnyPricesGiveABound) {
  Random random(22);
  for (int i = 0; i < 60; ++i) {
    const Problem p = DecidedProblem(random);
    const std::optional<int64_t> optimum = SmallOracle(p).Optimum();
    if (!optimum) continue;
    const Index index(p);
    Relaxation relaxation(index);
    const Limits limits = relaxation.NoLimits();
    for (int j = 0; j < 40; ++j) {
      std::vector<int64_t> prices;
      std::vector<int64_t> slack;
      for (const PriceRow& row : relaxation.rows()) {
        const int64_t price = random.Between(-50, 120) * kPriceScale;
        prices.push_back(std::clamp(price, row.low, row.high));
      }
      ASSERT_LE(relaxation.Evaluate(prices, limits, slack), *optimum * kPriceScale) << i;
    }
  }
}

TEST(DecisionTest, ThePlannerFindsTheOptimumOrThatThereIsNoPlan) {
  Random random(23);
  int solved = 0;
  int refused = 0;
  int reached = 0;
  for (int i = 0; i < 150; ++i) {
    const Problem p = DecidedProblem(random);
    const std::optional<int64_t> optimum = SmallOracle(p).Optimum();
    const auto result = Solve(p, {.seed = 1, .steps = 3000});
    if (!optimum) {
      ++refused;
      EXPECT_TRUE(HasReason(result.status(), Reason::kInfeasible)) << result.status();
      EXPECT_EQ(DecideFeasible(p, kConflictWork), Feasible::kNo) << "problem " << i;
      continue;
    }
    Plan plan;
    EXPECT_EQ(DecideFeasible(p, kConflictWork, &plan), Feasible::kYes) << "problem " << i;
    EXPECT_TRUE(Check(p, plan).feasible()) << "problem " << i;
    ASSERT_TRUE(result.ok()) << "problem " << i << ": " << result.status();
    ++solved;
    EXPECT_GE(result->cost.total, *optimum) << "problem " << i;
    EXPECT_LE(result->bound, *optimum) << "problem " << i;
    reached += result->cost.total == *optimum;
  }
  EXPECT_GE(solved, 60);
  EXPECT_GE(refused, 20);
  EXPECT_GE(reached * 50, solved * 49) << reached << " of " << solved;
}

// Decisions for a larger problem that some plan keeps: pins are taken from a plan of it.
Problem Keepable(Problem p, Random& random, int decisions) {
  const auto plan = Solve(p, {.seed = random(), .steps = 600});
  EXPECT_TRUE(plan.ok()) << plan.status();
  if (!plan.ok()) return p;
  const Meaning meaning{p};
  while (static_cast<int>(p.decisions.size()) < decisions) {
    Decision d = RandomDecision(p, random, 5, 300);
    if (d.kind == DecisionKind::kPin) {
      const Visit& v = plan->plan.visits[random.Below(plan->plan.visits.size())];
      if (d.official >= 0) d.official = v.official;
      if (d.agency >= 0) d.agency = p.officials[static_cast<size_t>(v.official)].agency;
      if (d.office >= 0) d.office = v.office;
      if (d.day >= 0) d.day = v.day;
      if (!d.window.empty()) d.window = {v.start, v.end};
    }
    const bool forbids = d.kind == DecisionKind::kForbid;
    if (forbids && meaning.Visits(d, plan->plan) > 0) continue;
    p.decisions.push_back(d);
  }
  return p;
}

TEST(DecisionTest, PlansKeepWhatIsDecidedAndAreTheSameAgain) {
  Random random(24);
  for (int i = 0; i < 9; ++i) {
    const char* name = i % 3 == 0 ? "n020.json" : "n005.json";
    const Problem p = Keepable(LoadProblem(name), random, i % 2 == 0 ? 6 : 40);
    ASSERT_TRUE(p.Validate().ok()) << p.Validate();
    const PlannerOptions options{.seed = random(), .threads = 1 + i % 2, .steps = 2048};
    const auto result = Solve(p, options);
    ASSERT_TRUE(result.ok()) << i << ": " << result.status();
    const Verdict verdict = Check(p, result->plan);
    EXPECT_TRUE(verdict.feasible()) << verdict.violations.front().text;
    EXPECT_EQ(verdict.cost, result->cost);
    EXPECT_LE(result->bound, result->cost.total);
    const Meaning meaning{p};
    int64_t preference = 0;
    for (const Decision& d : p.decisions) {
      const int64_t visits = meaning.Visits(d, result->plan);
      EXPECT_TRUE(d.kind != DecisionKind::kPin || visits > 0);
      EXPECT_TRUE(d.kind != DecisionKind::kForbid || visits == 0);
      preference -= visits * d.worth;
    }
    EXPECT_EQ(preference, result->cost.preference);
    for (const VideoCall& call : result->plan.video) {
      const int office = p.demand[static_cast<size_t>(call.line)].office;
      EXPECT_FALSE(meaning.ForbidsCall(call.official, office, call.day, call.slot));
    }
    EXPECT_EQ(PlanToJson(Solve(p, options)->plan, ""), PlanToJson(result->plan, ""));
  }
}

TEST(DecisionTest, PreferencesMoveThePlan) {
  const Problem without = LoadProblem("n005.json");
  const PlannerOptions options{.seed = 1, .steps = 8000};
  const auto plain = Solve(without, options);
  ASSERT_TRUE(plain.ok());
  const Meaning meaning{without};
  const auto visits = [&](const Decision& d, const Plan& plan) { return meaning.Visits(d, plan); };
  // The day that has most visits is not wanted, another one is.
  int most = 0;
  for (int day = 1; day < without.days; ++day) {
    if (visits({.day = day}, plain->plan) > visits({.day = most}, plain->plan)) most = day;
  }
  const Decision not_wanted{.kind = DecisionKind::kPrefer, .day = most, .worth = -2000};
  Problem p = without;
  p.decisions = {not_wanted};
  const auto moved = Solve(p, options);
  ASSERT_TRUE(moved.ok());
  EXPECT_LT(visits(not_wanted, moved->plan), visits(not_wanted, plain->plan));
  // In the morning they are, as long as it is worth more than the rest of the plan loses.
  const Decision morning{.kind = DecisionKind::kPrefer, .window = {6, 8}, .worth = 500};
  p.decisions = {morning};
  const auto early = Solve(p, options);
  ASSERT_TRUE(early.ok());
  EXPECT_GT(visits(morning, early->plan), visits(morning, plain->plan));
  EXPECT_LT(early->cost.total, plain->cost.total);
}

TEST(DecisionTest, AWholePlanCanBePinned) {
  const Problem without = LoadProblem("n020.json");
  const auto plan = Solve(without, {.seed = 2, .steps = 2000});
  ASSERT_TRUE(plan.ok());
  Problem p = without;
  for (const Visit& v : plan->plan.visits) {
    p.decisions.push_back({.kind = DecisionKind::kPin,
                           .official = v.official,
                           .office = v.office,
                           .day = v.day,
                           .window = {v.start, v.end},
                           .exact = true});
  }
  const auto again = Solve(p, {.seed = 3, .steps = 2000});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(CompareVisits(plan->plan, again->plan).removed, 0);
  EXPECT_EQ(DecideFeasible(p, kConflictWork), Feasible::kYes);
}

// The state's plan is judged as the state itself says, missing visits and pins aside.
void ExpectHonest(const Problem& problem, const State& state) {
  const Verdict verdict = Check(problem, state.ToPlan());
  EXPECT_EQ(verdict.cost.total, state.cost());
  EXPECT_EQ(verdict.Breaks(12), state.missing_visits() > 0);
  const auto pins = std::count_if(verdict.violations.begin(), verdict.violations.end(),
                                  [](const Violation& v) { return v.rule == 18; });
  EXPECT_EQ(pins, state.missing_pins());
  for (const Violation& v : verdict.violations) {
    EXPECT_TRUE(v.rule == 12 || v.rule == 18) << v.text;
  }
}

TEST(DecisionTest, EveryPlanOnTheWayIsHonest) {
  Random random(25);
  for (int i = 0; i < 8; ++i) {
    const Problem p = Keepable(LoadProblem(i % 4 == 0 ? "n020.json" : "n005.json"), random, 20);
    const Index index(p);
    State state(index);
    ExpectHonest(p, state);
    BuildFirstPlan(index, state, random);
    ExpectHonest(p, state);
    Search search(index, state, 4);
    Search other(index, state, 5);
    for (int round = 0; round < 8; ++round) {
      search.Run(40, 150, {});
      ExpectHonest(p, search.current());
      EXPECT_EQ(search.Best().price(), search.best_price());
    }
    other.Run(60, 100, {});
    State merged = search.current();
    Merge(index, state, other.current(), merged, random);
    ExpectHonest(p, merged);
    const Plan before = merged.ToPlan();
    const int64_t price = merged.price();
    merged.Begin();
    for (int n = 0; n < 20; ++n) {
      const int e = static_cast<int>(random.Below(index.officials.size()));
      const int d = static_cast<int>(random.Below(5));
      while (merged.Day(e, d).count > 0) merged.RemoveVisit(e, d, 0);
      PlaceVisit(index, merged, e, d, {.noise = 512}, random);
    }
    ExpectHonest(p, merged);
    merged.Undo();
    EXPECT_EQ(merged.price(), price);
    EXPECT_EQ(merged.ToPlan(), before);
  }
}

// Two official-days without calls: the repair's choice against every pair of its patterns.
TEST(DecisionTest, RepairsExactly) {
  Random random(26);
  const Taste free_of_pool{.call_loss = 0, .duty_loss = 0};
  int proved = 0;
  int with_pins = 0;
  for (int round = 0; round < 60; ++round) {
    const Problem p = Keepable(LoadProblem("n005.json"), random, 25);
    const Index index(p);
    State state(index);
    BuildFirstPlan(index, state, random);
    for (int k = 0; k < static_cast<int>(index.lines.size()); ++k) {
      for (int d = 0; d < index.days; ++d) {
        while (state.CallSlots(k, d) != 0) {
          state.RemoveCall(k, d, std::countr_zero(state.CallSlots(k, d)));
        }
      }
    }
    const std::vector<int>& team = index.team[random.Below(index.team.size())];
    const int one = team[random.Below(team.size())];
    const int two = team[random.Below(team.size())];
    const int day = static_cast<int>(random.Below(5));
    const std::vector<OfficialDay> days = {{one, day}, {two, one == two ? (day + 1) % 5 : day}};
    for (const OfficialDay& c : days) {
      while (state.Day(c.official, c.day).count > 0) state.RemoveVisit(c.official, c.day, 0);
    }
    with_pins += state.missing_pins() > 0;
    Random same = random;
    State repaired = state;
    if (!RepairExactly(index, repaired, days, free_of_pool, random)) continue;
    ExpectHonest(p, repaired);
    ++proved;
    const int64_t best = BestOfEveryPair(index, state, days, free_of_pool, kTryAll, same);
    EXPECT_EQ(repaired.price(), best) << "officials " << one << " and " << two << " day " << day;
  }
  EXPECT_GE(proved, 20);
  EXPECT_GE(with_pins, 10);
}

struct Refused {
  std::function<void(Problem&)> change;
  Decision pin;
  std::string rule;
};

TEST(DecisionTest, APinAgainstTheRulesIsRefusedWithPlaceAndRule) {
  const std::vector<Refused> cases = {
      {[](Problem& p) { p.officials[0].offices = {0}; }, {.office = 1}, "rule C1"},
      {[](Problem& p) { p.agreements.pop_back(); }, {.office = 1}, "rule C2"},
      {[](Problem& p) { p.agreements[1].max_visits = 0; }, {.office = 1}, "rule C2"},
      {[](Problem& p) { p.officials[0].field[1] = false; }, {.day = 1}, "rule C1"},
      {[](Problem& p) { p.agreements[1].weekdays = {0}; }, {.office = 1, .day = 1}, "rule C2"},
      {[](Problem& p) {
         p.offices[1].open[1] = {4, 12};
       },
       {.office = 1, .day = 1, .window = {3, 8}},
       "rule C3"},
      {[](Problem&) {}, {.window = {2, 12}}, "rule C4"},
      {[](Problem&) {}, {.window = {2, 3}, .exact = true}, "rule C4"},
      {[](Problem& p) {
         p.decisions.push_back({.kind = DecisionKind::kForbid, .office = 1, .window = {5, 6}});
       },
       {.office = 1, .window = {4, 8}},
       "rule C19"},
      {[](Problem&) {}, {.office = 1, .window = {0, 4}}, "rules C10 and C11"},
      {[](Problem& p) { p.officials[0].max_day = 5; }, {.window = {4, 10}}, "rules C10 and C11"},
  };
  for (size_t i = 0; i < cases.size(); ++i) {
    Problem p = OnePerson();
    cases[i].change(p);
    p.decisions.push_back(cases[i].pin);
    ASSERT_TRUE(p.Validate().ok()) << p.Validate();
    const absl::Status status = Solve(p, {.steps = 100}).status();
    EXPECT_TRUE(HasReason(status, Reason::kInfeasible)) << i << status;
    EXPECT_EQ(PathOf(status), "/decisions/" + std::to_string(p.decisions.size() - 1)) << i;
    EXPECT_NE(MessageOf(status).find(cases[i].rule), std::string::npos) << i << status;
    EXPECT_EQ(DecideFeasible(p, kConflictWork), Feasible::kNo) << i;
  }
}

TEST(DecisionTest, PinsThatExcludeEachOtherAreNamed) {
  Problem p = OnePerson();
  // He cannot be in both offices at once; a third pin has nothing to do with it.
  p.decisions = {{.office = 0, .day = 0, .window = {4, 8}},
                 {.office = 1, .day = 0, .window = {6, 10}},
                 {.day = 1}};
  const absl::Status status = Solve(p, {.steps = 500}).status();
  EXPECT_TRUE(HasReason(status, Reason::kInfeasible)) << status;
  EXPECT_EQ(PathOf(status).substr(0, 11), "/decisions/");
  const auto conflict = FindConflict(p);
  ASSERT_TRUE(conflict.ok());
  EXPECT_EQ(conflict->feasible, Feasible::kNo);
  EXPECT_TRUE(conflict->minimal);
  EXPECT_EQ(conflict->rules, (std::vector<Rule>{{RuleKind::kPin, 0}, {RuleKind::kPin, 1}}));
}

TEST(DecisionTest, ALossLiftsThePinsItBreaksAndNoOthers) {
  Random random(27);
  int lifted = 0;
  for (int round = 0; round < 40; ++round) {
    const Problem p = Keepable(LoadProblem("n005.json"), random, 15);
    const auto plan = Solve(p, {.seed = random(), .steps = 600});
    ASSERT_TRUE(plan.ok()) << plan.status();
    const auto at = [&](size_t n) { return static_cast<int>(random.Below(n)); };
    const Disruption loss{{{at(p.officials.size()), at(5)}, {at(p.officials.size()), at(5)}},
                          {{at(p.offices.size()), at(5)}},
                          {{at(p.offices.size()), 1}}};
    const auto changed = Apply(p, loss, plan->plan);
    ASSERT_TRUE(changed.ok() && changed->Validate().ok());
    const Plan stays{VisitsThatStay(*changed, plan->plan), {}};
    const Verdict verdict = Check(*changed, stays);
    EXPECT_TRUE(verdict.feasible()) << verdict.violations.front().text;
    for (size_t i = 0; i < p.decisions.size(); ++i) {
      if (changed->decisions[i] == p.decisions[i]) continue;
      ++lifted;
      EXPECT_EQ(p.decisions[i].kind, DecisionKind::kPin);
      EXPECT_EQ(Meaning{p}.Visits(p.decisions[i], stays), 0) << "pin " << i << " could be kept";
    }
    EXPECT_TRUE(Solve(*changed, {.steps = 600}).ok());
  }
  EXPECT_GT(lifted, 5);
  const Problem p = OnePerson();
  EXPECT_EQ(*Apply(p, {}, {}), p);
}

}  // namespace
}  // namespace vuoro::planning
