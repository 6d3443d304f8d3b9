// The planner's parts against slow oracles: annealing arithmetic, undo, exact repair, merging,
// and enumerated optima of tiny problems.
#include "planning/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <tuple>
#include <utility>
#include <vector>

#include "every_pair.h"
#include "fixtures.h"
#include "planning/anneal.h"
#include "planning/calls.h"
#include "planning/first_plan.h"
#include "planning/patterns.h"
#include "planning/repair.h"
#include "planning/transfer.h"
#include "tiny.h"
#include "vuoro/planning/checker.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

TEST(AnnealTest, IntegerArithmeticFollowsTheRealFunctions) {
  for (uint64_t x : {uint64_t{1}, uint64_t{3}, uint64_t{1000}, uint64_t{1} << 32, ~uint64_t{0}}) {
    EXPECT_NEAR(static_cast<double>(Log2Q16(x)) / 65536, std::log2(static_cast<double>(x)), 1e-3);
  }
  for (int64_t x : {0, 100, 1024, 5000}) {
    EXPECT_NEAR(static_cast<double>(ScaleDown(1'000'000, x)),
                1e6 * std::exp2(-static_cast<double>(x) / 1024), 1500);
  }
  Random random(1);
  int64_t sum = 0;
  int above = 0;
  for (int i = 0; i < 20'000; ++i) {
    const int64_t draw = ExponentialDraw(1000, random);
    sum += draw;
    above += draw > 2000;
  }
  EXPECT_NEAR(static_cast<double>(sum) / 20'000, 1000, 30);
  EXPECT_NEAR(above / 20'000.0, std::exp(-2), 0.01);
}

TEST(StartsTest, AgreesWithLookingAtEverySlot) {
  Random random(2);
  for (int i = 0; i < 500; ++i) {
    const uint32_t free = static_cast<uint32_t>(random() | random());
    const int length = static_cast<int>(random.Between(1, 12));
    for (int s = 0; s < 32; ++s) {
      const bool fits = s + length <= 32 && (free & Bits(s, s + length)) == Bits(s, s + length);
      ASSERT_EQ(Starts(free, length) >> s & 1, fits ? 1u : 0u);
    }
  }
}

// The state's plan is judged as the state itself says (missing visits aside, which are rule C12).
void ExpectHonest(const Problem& problem, const State& state) {
  const Verdict verdict = Check(problem, state.ToPlan());
  EXPECT_EQ(verdict.cost.total, state.cost());
  EXPECT_EQ(verdict.Breaks(12), state.missing_visits() > 0);
  for (const Violation& v : verdict.violations) EXPECT_EQ(v.rule, 12) << v.text;
}

TEST(SearchTest, EveryPlanOnTheWayIsHonest) {
  for (const char* name : {"n005.json", "n020.json"}) {
    const Problem problem = LoadProblem(name);
    const Index index(problem);
    State state(index);
    ExpectHonest(problem, state);
    Random random(3);
    BuildFirstPlan(index, state, random);
    ExpectHonest(problem, state);
    Search search(index, state, 4);
    for (int i = 0; i < 20; ++i) {
      search.Run(25, 150, {});
      ExpectHonest(problem, search.current());
      EXPECT_EQ(search.Best().price(), search.best_price());
    }
    ExpectHonest(problem, search.Best());
  }
}

TEST(StateTest, UndoRestoresThePlan) {
  const Problem problem = LoadProblem("n020.json");
  const Index index(problem);
  State state(index);
  Random random(5);
  BuildFirstPlan(index, state, random);
  for (int round = 0; round < 30; ++round) {
    const Plan before = state.ToPlan();
    const int64_t price = state.price();
    state.Begin();
    for (int i = 0; i < 10; ++i) {
      const int e = static_cast<int>(random.Below(index.officials.size()));
      const int d = static_cast<int>(random.Below(5));
      while (state.Day(e, d).count > 0) state.RemoveVisit(e, d, 0);
      PlaceVisit(index, state, e, static_cast<int>(random.Below(5)), {.noise = 512}, random);
      FillCalls(index, state, static_cast<int>(random.Below(index.lines.size())), random);
    }
    state.Undo();
    EXPECT_EQ(state.price(), price);
    EXPECT_EQ(state.ToPlan(), before);
  }
}

TEST(RepairTest, FindsWhatTryingEveryCombinationFinds) {
  const Problem problem = LoadProblem("n020.json");
  const Index index(problem);
  State full(index);
  Random random(6);
  BuildFirstPlan(index, full, random);
  for (int k = 0; k < static_cast<int>(index.lines.size()); ++k) {  // calls have their own prices
    for (int d = 0; d < index.days; ++d) {
      while (full.CallSlots(k, d) != 0)
        full.RemoveCall(k, d, std::countr_zero(full.CallSlots(k, d)));
    }
  }
  const Taste free_of_pool{.call_loss = 0, .duty_loss = 0};
  int proved = 0;
  for (int round = 0; round < 40; ++round) {
    State state = full;
    const std::vector<int>& team = index.team[random.Below(index.team.size())];
    const int one = team[random.Below(team.size())];
    const int two = static_cast<int>(random.Below(index.officials.size()));
    const int day = static_cast<int>(random.Below(5));
    const std::vector<OfficialDay> days = {{one, day}, {two, one == two ? (day + 1) % 5 : day}};
    for (const OfficialDay& c : days) {
      while (state.Day(c.official, c.day).count > 0) state.RemoveVisit(c.official, c.day, 0);
    }
    Random same = random;  // the repair lists the same patterns
    State repaired = state;
    const bool proof = RepairExactly(index, repaired, days, free_of_pool, random);
    ExpectHonest(problem, repaired);
    if (!proof) continue;
    ++proved;
    const int64_t best = BestOfEveryPair(index, state, days, free_of_pool, repaired.price(), same);
    EXPECT_EQ(repaired.price(), best) << "officials " << one << " and " << two << " day " << day;
  }
  EXPECT_GT(proved, 10);
}

TEST(TransferTest, MergingKeepsEveryRule) {
  const Problem problem = LoadProblem("n020.json");
  const Index index(problem);
  State base(index);
  Random random(7);
  BuildFirstPlan(index, base, random);
  for (uint64_t seed = 0; seed < 5; ++seed) {
    Search a(index, base, 2 * seed);
    Search b(index, base, 2 * seed + 1);
    a.Run(60, 100, {});
    b.Run(60, 100, {});
    State merged = a.current();
    Merge(index, base, b.current(), merged, random);
    ExpectHonest(problem, merged);
    State same = a.current();
    Merge(index, base, base, same, random);
    EXPECT_EQ(same.ToPlan().visits, a.current().ToPlan().visits);
    EXPECT_LE(same.price(), a.current().price()) << "only further calls may come";
  }
}

TEST(PlannerTest, AWarmStartIsKeptAndNeverMadeWorse) {
  const Problem problem = LoadProblem("n005.json");
  const Plan witness = LoadPlan("n005.witness.json");
  const Index index(problem);
  State state(index);
  AddPlan(index, state, witness);
  EXPECT_EQ(state.ToPlan().visits.size(), witness.visits.size());
  EXPECT_EQ(state.cost(), Check(problem, witness).cost.total);
  PlannerOptions options;
  options.steps = 4000;
  const auto cold = Solve(problem, options);
  ASSERT_TRUE(cold.ok());
  options.warm_start = cold->plan;
  options.steps = 0;
  const auto warm = Solve(problem, options);
  ASSERT_TRUE(warm.ok());
  EXPECT_LE(warm->cost.total, cold->cost.total);
  // Nonsense in a warm start is left out.
  options.warm_start->visits.push_back({99, -1, 7, 30, 2, {{-5, 1}}});
  options.warm_start->video.push_back({0, 99'999, 9, 99});
  options.warm_start->visits.push_back(options.warm_start->visits.front());
  EXPECT_TRUE(Solve(problem, options).ok());
}

TEST(PlannerTest, FindsTheOptimumThatTryingEveryPlanFinds) {
  Random random(8);
  int solved = 0;
  for (int round = 0; round < 30; ++round) {
    const Problem p = TinyProblem(random);
    ASSERT_TRUE(p.Validate().ok()) << p.Validate();
    int64_t optimum = -1;
    const bool all = TryEveryPlan(p, [&](const Plan&, const Cost& cost) {
      if (optimum < 0 || cost.total < optimum) optimum = cost.total;
    });
    if (!all) continue;
    const auto result = Solve(p, {.steps = 4000});
    EXPECT_EQ(result.ok(), optimum >= 0);
    if (!result.ok() || optimum < 0) continue;
    ++solved;
    EXPECT_LE(result->bound, optimum);
    EXPECT_EQ(result->cost.total, optimum) << "round " << round;
  }
  EXPECT_GT(solved, 12);
}

}  // namespace
}  // namespace vuoro::planning
