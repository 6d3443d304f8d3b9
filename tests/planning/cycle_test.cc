// Plans of two and four weeks: rules and costs over the whole cycle, and what a longer one saves.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cycles.h"
#include "fixtures.h"
#include "planning/index.h"
#include "small_oracle.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"
#include "vuoro/planning/conflict.h"
#include "vuoro/planning/disruption.h"
#include "vuoro/planning/explain.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

TEST(CycleTest, ARepeatedWeekKeepsTheRulesAndWaitsNoLonger) {
  const Problem week = LoadProblem("n005.json");
  const Plan plan = LoadPlan("n005.witness.json");
  const Cost once = Check(week, plan).cost;
  for (const int weeks : {2, 4}) {
    const Problem cycle = Repeated(week, weeks);
    ASSERT_TRUE(cycle.Validate().ok()) << cycle.Validate();
    Plan all = Repeated(plan, week.days, weeks);
    const Verdict verdict = Check(cycle, all);
    EXPECT_TRUE(verdict.feasible()) << CheckedOrError(cycle, all);
    EXPECT_EQ(verdict.cost.unmet_slots, once.unmet_slots * weeks);
    EXPECT_EQ(verdict.cost.travel_minutes, once.travel_minutes * weeks);
    EXPECT_GE(verdict.cost.wait, once.wait);  // more only where nobody is ever served
    // All visits in the first week: its limits are passed, and the others wait for weeks.
    for (Visit& visit : all.visits) visit.day %= week.days;
    EXPECT_TRUE(Check(cycle, all).Breaks(8) || Check(cycle, all).Breaks(9));
  }
}

// One office a drive away, where nobody can serve by video.
Problem Village(int slots_per_week, int drive_minutes, int weeks) {
  Problem p;
  p.languages = {{"fi", false}};
  p.interpreters = {std::vector(5, std::vector(22, 0))};
  p.agencies = {"Kela"};
  p.offices = {{"town", 1, 0, std::vector<Window>(5, {2, 18})},
               {"village", 1, 0, std::vector<Window>(5, {2, 18})}};
  p.drive_minutes = {{0, drive_minutes}, {drive_minutes, 0}};
  p.officials = {{.agency = 0,
                  .base = 0,
                  .languages = {0},
                  .offices = {1},
                  .field = std::vector<bool>(5, true),
                  .max_field_days = 5,
                  .max_day = 22,
                  .max_week = 100,
                  .remote = std::vector<Window>(5)}};
  p.agreements = {{0, 1, 0, 5, {0, 1, 2, 3, 4}}};
  p.demand = {{0, 1, 0, slots_per_week, false}};
  return Repeated(p, weeks);
}

PlanResult Solved(const Problem& problem) {
  absl::StatusOr<PlanResult> result = Solve(problem, {.threads = 1, .steps = 4096});
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *std::move(result) : PlanResult{};
}

// Three half hours a week: a visit of them costs more than it brings, or is at least wasteful.
// Every second week it is worth its drive.
TEST(CycleTest, ThinDemandIsVisitedEverySecondWeekRatherThanNeverOrWeekly) {
  struct Case {
    int drive_minutes;
    size_t visits_of_a_week;
  };
  for (const auto& [drive, visits] : {Case{100, 1}, Case{200, 0}}) {
    const PlanResult week = Solved(Village(3, drive, 1));
    EXPECT_EQ(week.plan.visits.size(), visits) << drive;
    const Problem two = Village(3, drive, 2);
    const PlanResult cycle = Solved(two);
    ASSERT_EQ(cycle.plan.visits.size(), 1u) << drive;
    EXPECT_EQ(cycle.plan.visits[0].end - cycle.plan.visits[0].start, 6);
    EXPECT_EQ(cycle.cost.unmet_slots, 0);
    EXPECT_EQ(cycle.cost.travel_minutes, 2 * drive);
    EXPECT_EQ(cycle.cost.wait, 9);
    const Verdict repeated = Check(two, Repeated(week.plan, 5, 2));
    ASSERT_TRUE(repeated.feasible());
    EXPECT_LT(cycle.cost.total, repeated.cost.total) << drive;
    EXPECT_EQ(cycle.bound, cycle.cost.total) << drive;
  }
}

TEST(CycleTest, AnOfficialsLimitsHoldInEachWeek) {
  Problem p = Village(12, 30, 2);
  p.officials[0].max_field_days = 1;
  p.officials[0].max_week = 14;
  const Visit first{0, 1, 0, 4, 16, {{0, 12}}};
  Visit second = first;
  second.day = 5;
  EXPECT_TRUE(Check(p, {{first, second}, {}}).feasible());
  second.day = 4;
  const Verdict crowded = Check(p, {{first, second}, {}});
  EXPECT_EQ(std::count_if(crowded.violations.begin(), crowded.violations.end(),
                          [](const Violation& v) { return v.rule == 11; }),
            2);
  const PlanResult solved = Solved(p);
  ASSERT_EQ(solved.plan.visits.size(), 2u);
  EXPECT_LT(solved.plan.visits[0].day, 5);
  EXPECT_GE(solved.plan.visits[1].day, 5);
  EXPECT_EQ(solved.bound, solved.cost.total);
}

// Cyclic runs counted day by day.
int64_t SlowWait(uint32_t served, int days) {
  int longest = 0;
  for (int first = 0; first < days; ++first) {
    int run = 0;
    while (run < days && (served >> ((first + run) % days) & 1) == 0) ++run;
    longest = std::max(longest, run);
  }
  return longest;
}

TEST(CycleTest, WaitsAreTheLongestRunRoundTheCycle) {
  Random random(21);
  for (int days = 1; days <= kMaxDays; ++days) {
    const WaitCost wait(days, 3);
    const uint32_t all = (uint32_t{1} << days) - 1;
    for (int i = 0; i < 200; ++i) {
      const auto served = static_cast<uint32_t>(random() & random() & all);
      ASSERT_EQ(wait[served], 3 * SlowWait(served, days)) << days << " " << served;
    }
    EXPECT_EQ(wait[0], 3 * days);
    EXPECT_EQ(wait[all], 0);
  }
}

TEST(CycleTest, ThePlannerPlansLongCyclesWellAndAlwaysAlike) {
  const Problem week = LoadProblem("n005.json");
  for (const int weeks : {2, 4}) {
    const Problem cycle = Repeated(week, weeks);
    const PlannerOptions options{.seed = 3, .threads = 2, .steps = 12'000};
    const auto result = Solve(cycle, options);
    ASSERT_TRUE(result.ok()) << result.status();
    EXPECT_TRUE(Check(cycle, result->plan).feasible());
    EXPECT_LE(result->cost.total, 1750 * weeks);
    EXPECT_GT(result->bound, result->cost.total / 2);
    EXPECT_LE(result->bound, result->cost.total);
    EXPECT_EQ(Solve(cycle, options)->plan, result->plan);
  }
}

TEST(CycleTest, WhatNoPlanCanKeepIsFoundOverAllWeeks) {
  Random random(22);
  int impossible = 0;
  for (int i = 0; i < 120; ++i) {
    Problem p = SmallCycle(random);
    for (Agreement& g : p.agreements) {
      if (random.Below(2) == 0) g.min_visits = g.max_visits;
    }
    const bool possible = SmallOracle(p).Optimum().has_value();
    EXPECT_EQ(DecideFeasible(p, 1'000'000) == Feasible::kYes, possible) << i;
    impossible += !possible;
  }
  EXPECT_GT(impossible, 20);
  EXPECT_LT(impossible, 100);
}

TEST(CycleTest, ADisruptionLowersOnlyWhatItsWeekLost) {
  Problem p = Village(12, 30, 2);
  p.officials[0].max_field_days = 1;
  p.agreements[0].min_visits = 2;
  std::vector<Absence> absent;
  for (int d = 5; d < 10; ++d) absent.push_back({0, d});
  const auto rest = Apply(p, {absent, {}, {}}, {});
  ASSERT_TRUE(rest.ok()) << rest.status();
  EXPECT_EQ(rest->agreements[0].min_visits, 1);
  EXPECT_EQ(Solved(*rest).plan.visits.size(), 1u);
  EXPECT_EQ(PathOf(Apply(p, {{{0, 10}}, {}, {}}, {}).status()), "/absent/0/day");
}

// A remedy names a day of the week and holds in every week; its plan keeps what it promises.
TEST(CycleTest, RemediesHoldInEveryWeekAndKeepTheirPromise) {
  Problem p = Repeated(LoadProblem("n005.json"), 2);
  const PlanResult solved = Solved(p);
  const auto found = FindRemedies(p, solved.plan, {.verify = 6, .steps = 512});
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_FALSE(found->gains.empty());
  for (const RemedyGain& gain : found->gains) {
    EXPECT_LT(gain.remedy.day, 5);
    const Problem remedied = Remedied(p, gain.remedy);
    const Verdict verdict = Check(remedied, gain.plan);
    EXPECT_TRUE(verdict.feasible());
    EXPECT_EQ(verdict.cost.total, found->base_cost.total - gain.gain);
  }
  const auto weekday = Remedied(p, {.kind = RemedyKind::kFieldWeekday, .official = 0, .day = 1});
  EXPECT_TRUE(weekday.officials[0].field[1] && weekday.officials[0].field[6]);
  // Closed on the Tuesday of one week only: opening it leaves the other as it is.
  p.offices[0].open[1] = {};
  const auto open = Remedied(p, {.kind = RemedyKind::kOpenDay, .office = 0, .day = 1});
  EXPECT_FALSE(open.offices[0].open[1].empty());
  EXPECT_EQ(open.offices[0].open[6], p.offices[0].open[6]);
  const auto later = Remedied(p, {.kind = RemedyKind::kOpenLater, .office = 0, .day = 1});
  EXPECT_TRUE(later.offices[0].open[1].empty());
  EXPECT_GT(later.offices[0].open[6].to, p.offices[0].open[6].to);
}

TEST(CycleTest, ProblemsSayTheirWeeksAndOldOnesHaveOne) {
  const Problem week = LoadProblem("n005.json");
  EXPECT_EQ(week.weeks, 1);
  EXPECT_EQ(ProblemToJson(week).find("\"weeks\""), std::string::npos);
  const Problem cycle = Repeated(week, 4);
  const auto again = ParseProblem(ProblemToJson(cycle));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, cycle);
  Problem broken = cycle;
  broken.weeks = 3;
  EXPECT_EQ(PathOf(broken.Validate()), "/weeks");
  broken = week;
  broken.weeks = 2;  // five days are no two weeks
  EXPECT_EQ(PathOf(broken.Validate()), "/days");
  broken = cycle;
  broken.days = 32;
  EXPECT_EQ(PathOf(broken.Validate()), "/days");
}

}  // namespace
}  // namespace vuoro::planning
