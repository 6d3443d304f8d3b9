// Re-planning: what a disruption leaves, and the least change against plans found by trying all.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "fixtures.h"
#include "tiny.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/disruption.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

int Draw(Random& random, size_t n) { return static_cast<int>(random.Below(n)); }

// A few officials, days and offices, as they come; one entry may stand twice.
Disruption RandomDisruption(const Problem& p, Random& random) {
  Disruption out;
  for (int n = Draw(random, 4); n > 0; --n) {
    const int e = Draw(random, p.officials.size());
    out.absent.push_back({e, Draw(random, static_cast<size_t>(p.days))});
  }
  for (int n = Draw(random, 3); n > 0; --n) {
    const int o = Draw(random, p.offices.size());
    out.closed.push_back({o, Draw(random, static_cast<size_t>(p.days))});
  }
  for (int n = Draw(random, 3); n > 0; --n) {
    const int o = Draw(random, p.offices.size());
    const auto desks = static_cast<size_t>(p.offices[static_cast<size_t>(o)].desks);
    out.lost_desks.push_back({o, Draw(random, desks + 1)});
  }
  return out;
}

// The baseline without what the problem forbids, calls included.
Plan Remainder(const Problem& p, const Plan& baseline) {
  Plan out{VisitsThatStay(p, baseline), {}};
  for (const VideoCall& call : baseline.video) {
    const Official& official = p.officials[static_cast<size_t>(call.official)];
    const int office = p.demand[static_cast<size_t>(call.line)].office;
    const auto day = static_cast<size_t>(call.day);
    if (official.remote[day].Holds(call.slot) &&
        p.offices[static_cast<size_t>(office)].open[day].Holds(call.slot)) {
      out.video.push_back(call);
    }
  }
  return out;
}

int64_t Objective(const Plan& baseline, const Plan& plan, const Cost& cost, int weight) {
  const VisitChanges changes = CompareVisits(baseline, plan);
  return cost.total + int64_t{weight} * (changes.removed + changes.added);
}

TEST(DisruptionTest, WhatStaysOfAFeasiblePlanIsFeasible) {
  const Problem problem = LoadProblem("n020.json");
  const auto plan = Solve(problem, {.steps = 3000});
  ASSERT_TRUE(plan.ok()) << plan.status();
  Random random(1);
  for (int round = 0; round < 100; ++round) {
    const Disruption disruption = RandomDisruption(problem, random);
    const auto changed = Apply(problem, disruption, plan->plan);
    ASSERT_TRUE(changed.ok()) << changed.status();
    ASSERT_TRUE(changed->Validate().ok());
    const Verdict verdict = Check(*changed, Remainder(*changed, plan->plan));
    EXPECT_TRUE(verdict.feasible()) << verdict.violations.front().text;
  }
}

TEST(DisruptionTest, TakesAwayWhatItNamesAndNothingElse) {
  const Problem problem = LoadProblem("n005.json");
  const auto same = Apply(problem, {}, {});
  ASSERT_TRUE(same.ok());
  EXPECT_EQ(*same, problem);
  const int desks = problem.offices[2].desks;
  const auto changed = Apply(problem, {{{3, 1}}, {{0, 2}}, {{2, desks}, {1, 0}}}, {});
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_FALSE(changed->officials[3].field[1]);
  EXPECT_TRUE(changed->officials[3].remote[1].empty());
  EXPECT_TRUE(changed->offices[0].open[2].empty());
  for (const Agreement& g : changed->agreements) EXPECT_EQ(g.weekdays.empty(), g.office == 2);
  EXPECT_EQ(changed->offices[1], problem.offices[1]);
  EXPECT_EQ(changed->demand, problem.demand);
}

TEST(DisruptionTest, NamesThePlaceOfWhatDoesNotExist) {
  const Problem p = LoadProblem("n005.json");
  const auto path = [&](const Disruption& d) {
    const absl::Status status = Apply(p, d, {}).status();
    EXPECT_TRUE(HasReason(status, Reason::kBadArgument)) << status;
    return PathOf(status);
  };
  EXPECT_EQ(path({{{0, 0}, {8, 0}}, {}, {}}), "/absent/1/official");
  EXPECT_EQ(path({{{0, 5}}, {}, {}}), "/absent/0/day");
  EXPECT_EQ(path({{}, {{-1, 0}}, {}}), "/closed/0/office");
  EXPECT_EQ(path({{}, {{0, -1}}, {}}), "/closed/0/day");
  EXPECT_EQ(path({{}, {}, {{5, 1}}}), "/lost_desks/0/office");
  EXPECT_EQ(path({{}, {}, {{0, 99}}}), "/lost_desks/0/desks");
}

TEST(DisruptionTest, ReadsAndWritesJson) {
  const Disruption disruption{{{3, 1}, {4, 0}}, {{2, 4}}, {{1, 1}}};
  const auto again = ParseDisruption(DisruptionToJson(disruption, "x"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, disruption);
  EXPECT_EQ(*ParseDisruption(R"({"format":"weekly-plan-1"})"), Disruption{});
  EXPECT_TRUE(HasReason(ParseDisruption("{}").status(), Reason::kBadDocument));
  EXPECT_EQ(PathOf(ParseDisruption(R"({"format":"weekly-plan-1","absend":[]})").status()),
            "/absend");
  EXPECT_EQ(
      PathOf(ParseDisruption(R"({"format":"weekly-plan-1","closed":[{"office":1}]})").status()),
      "/closed/0");
}

TEST(ReplanTest, NeverDoesWorseThanWhatStaysOfTheBaseline) {
  const Problem problem = LoadProblem("n020.json");
  const auto plan = Solve(problem, {.seed = 2, .steps = 6000});
  ASSERT_TRUE(plan.ok()) << plan.status();
  Random random(2);
  for (int round = 0; round < 12; ++round) {
    const auto changed = Apply(problem, RandomDisruption(problem, random), plan->plan);
    ASSERT_TRUE(changed.ok()) << changed.status();
    const Plan stays = Remainder(*changed, plan->plan);
    const int64_t enough = Objective(plan->plan, stays, Check(*changed, stays).cost, 200);
    PlannerOptions options{.seed = 3, .threads = 1 + round % 2, .steps = round < 4 ? 0 : 1500};
    options.baseline = plan->plan;
    int64_t last = -1;
    options.progress = [&last](const Progress& p) {
      last = p.cost;
      return true;
    };
    const auto result = Solve(*changed, options);
    ASSERT_TRUE(result.ok()) << result.status();
    EXPECT_TRUE(Check(*changed, result->plan).feasible());
    EXPECT_EQ(result->changes, CompareVisits(plan->plan, result->plan));
    const int64_t reached = Objective(plan->plan, result->plan, result->cost, 200);
    EXPECT_LE(reached, enough);
    EXPECT_EQ(reached, last);
    EXPECT_LE(result->bound, result->cost.total);
  }
}

TEST(ReplanTest, FindsTheLeastChangeThatTryingEveryPlanFinds) {
  Random random(3);
  int solved = 0;
  for (int round = 0; round < 30; ++round) {
    const Problem problem = TinyProblem(random);
    const auto before = Solve(problem, {.seed = 4, .steps = 1000});
    if (!before.ok()) continue;  // no plan keeps the minimum
    Disruption disruption = RandomDisruption(problem, random);
    const auto changed = Apply(problem, disruption, before->plan);
    ASSERT_TRUE(changed.ok()) << changed.status();
    const int weight = round % 3 == 0 ? 20 : 200;
    int64_t least = -1;
    const bool all = TryEveryPlan(*changed, [&](const Plan& plan, const Cost& cost) {
      const int64_t objective = Objective(before->plan, plan, cost, weight);
      if (least < 0 || objective < least) least = objective;
    });
    if (!all) continue;
    ASSERT_GE(least, 0) << "a disruption must not make a problem infeasible";
    PlannerOptions options{.seed = 5, .steps = 4000};
    options.baseline = before->plan;
    options.change_weight = weight;
    const auto after = Solve(*changed, options);
    ASSERT_TRUE(after.ok()) << after.status();
    EXPECT_EQ(Objective(before->plan, after->plan, after->cost, weight), least) << round;
    ++solved;
  }
  EXPECT_GT(solved, 12);
}

TEST(ReplanTest, ABaselineOfNonsenseIsOnlyChanges) {
  const Problem problem = LoadProblem("n005.json");
  PlannerOptions options{.steps = 500};
  options.baseline = Plan{{{99, 0, 0, 2, 8, {}}, {0, 99, 0, 2, 8, {}}, {0, 0, 9, 30, 2, {}}}, {}};
  const auto result = Solve(problem, options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->changes.removed, 3);
  EXPECT_EQ(result->changes.kept, 0);
  options.change_weight = -1;
  EXPECT_EQ(PathOf(Solve(problem, options).status()), "/change_weight");
}

}  // namespace
}  // namespace vuoro::planning
