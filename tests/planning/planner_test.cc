// The planner: feasible plans on frozen problems, the same from the same seed, and refusals.
#include "vuoro/planning/planner.h"

#include <gtest/gtest.h>

#include "fixtures.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"

namespace vuoro::planning {
namespace {

TEST(PlannerTest, PlansTheFrozenProblemsFeasiblyAndWell) {
  for (const auto& [name, enough] : {std::pair{"n005.json", 1700}, std::pair{"n020.json", 12000}}) {
    const Problem problem = LoadProblem(name);
    const auto result = Solve(problem, {.seed = 3, .steps = 20'000});
    ASSERT_TRUE(result.ok()) << result.status();
    const Verdict verdict = Check(problem, result->plan);
    EXPECT_TRUE(verdict.feasible());
    EXPECT_EQ(verdict.cost, result->cost);
    EXPECT_LE(result->cost.total, enough) << name;
    EXPECT_LE(result->bound, result->cost.total);
  }
}

TEST(PlannerTest, ProvesTheOptimumOfFiveOffices) {
  // 1581 is proved by two other solvers too (data/README.md).
  const auto result =
      Solve(LoadProblem("n005.json"), {.seed = 3, .threads = 2, .steps = 1'000'000});
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->cost.total, 1581);
  EXPECT_EQ(result->bound, 1581);
}

// Two people, and one official at home: seeing each on a day of his own shortens the wait, though
// either visit could serve both.
TEST(PlannerTest, ASecondVisitTakesOverWhomTheFirstCouldServe) {
  const std::vector<Window> always(5, {0, 22});
  Problem problem;
  problem.languages = {{"fi", false}};
  problem.interpreters.assign(1, std::vector(5, std::vector<int>(22)));
  problem.agencies = {"Kela"};
  problem.offices = {{.name = "Hall", .desks = 1, .booths = 0, .open = always}};
  problem.drive_minutes = {{0}};
  problem.officials = {{.agency = 0,
                        .base = 0,
                        .languages = {0},
                        .offices = {0},
                        .field = std::vector<bool>(5, true),
                        .max_field_days = 5,
                        .max_day = 16,
                        .max_week = 80,
                        .remote = std::vector<Window>(5)}};
  problem.agreements = {
      {.agency = 0, .office = 0, .min_visits = 0, .max_visits = 5, .weekdays = {0, 1, 2, 3, 4}}};
  problem.demand = {{.agency = 0, .office = 0, .language = 0, .slots = 2, .video = false}};
  const auto result = Solve(problem, {.steps = 2'000});
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->cost.unmet_slots, 0);
  EXPECT_EQ(result->cost.wait, 2);
}

TEST(PlannerTest, SameSeedStepsAndThreadsGiveTheSamePlan) {
  const Problem problem = LoadProblem("n020.json");
  for (int threads : {1, 2}) {
    const PlannerOptions options{.seed = 5, .threads = threads, .steps = 6'000};
    const auto a = Solve(problem, options);
    const auto b = Solve(problem, options);
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_EQ(a->plan, b->plan);
    EXPECT_EQ(a->bound, b->bound);
    PlannerOptions other = options;
    other.seed = 6;
    EXPECT_NE(Solve(problem, other)->plan, a->plan);
  }
}

// FNV-1a of a plan's bytes. The figures below hold for every compiler, library and machine; whoever
// changes the search replaces them with those of one compiler and sees the others agree.
uint64_t Digest(const PlanResult& result) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : PlanToJson(result.plan, "")) {
    hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3;
  }
  return hash;
}

TEST(PlannerTest, PlansHaveTheSameBytesOnEveryCompiler) {
  const Problem problem = LoadProblem("n020.json");
  PlannerOptions options{.seed = 5, .threads = 1, .steps = 4'000};
  const auto one = Solve(problem, options);
  options.threads = 2;
  const auto two = Solve(problem, options);
  ASSERT_TRUE(one.ok() && two.ok());
  options.baseline = one->plan;
  const auto disrupted = Apply(problem, {{{3, 1}, {9, 2}}, {{4, 0}}, {{2, 1}}}, one->plan);
  ASSERT_TRUE(disrupted.ok()) << disrupted.status();
  const auto again = Solve(*disrupted, options);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(Digest(*one), 13615095262876285217u);
  EXPECT_EQ(Digest(*two), 8097004903172250724u);
  EXPECT_EQ(Digest(*again), 13858390333002974814u);
}

TEST(PlannerTest, HasAFeasiblePlanWithoutAnyStep) {
  const Problem problem = LoadProblem("n020.json");
  const auto result = Solve(problem, {.steps = 0});
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_TRUE(Check(problem, result->plan).feasible());
}

TEST(PlannerTest, ProgressIsMonotoneAndMayCancel) {
  const Problem problem = LoadProblem("n005.json");
  std::vector<Progress> seen;
  PlannerOptions options;
  options.steps = 1'000'000;
  options.progress = [&](const Progress& p) {
    seen.push_back(p);
    return seen.size() < 5;
  };
  const auto result = Solve(problem, options);
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(seen.size(), 5u);
  for (size_t i = 1; i < seen.size(); ++i) {
    EXPECT_GT(seen[i].steps, seen[i - 1].steps);
    EXPECT_LE(seen[i].cost, seen[i - 1].cost);
    EXPECT_GE(seen[i].bound, seen[i - 1].bound);
    EXPECT_LE(seen[i].bound, seen[i].cost);
  }
  EXPECT_LT(result->steps, 1'000'000);
}

TEST(PlannerTest, TheGaugeEndsTheSearch) {
  const Problem problem = LoadProblem("n005.json");
  int used = 0;
  PlannerOptions options;
  options.gauge = [&] { return used += 64; };
  const auto result = Solve(problem, options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_GE(used, kGaugeFull);
  EXPECT_LE(used, kGaugeFull + 128);
}

TEST(PlannerTest, RefusesBadOptionsAndProblems) {
  const Problem good = LoadProblem("n005.json");
  EXPECT_TRUE(HasReason(Solve(good, {.threads = 3}).status(), Reason::kBadArgument));
  EXPECT_TRUE(HasReason(Solve(good, {.steps = -1}).status(), Reason::kBadArgument));
  Problem bad = good;
  bad.days = 0;
  EXPECT_EQ(PathOf(Solve(bad, {}).status()), "/days");
}

TEST(PlannerTest, NamesAnAgreementThatNobodyCanKeep) {
  Problem problem = LoadProblem("n005.json");
  problem.agreements[0].min_visits = problem.agreements[0].max_visits = 300;
  const auto result = Solve(problem, {.steps = 500});
  ASSERT_TRUE(HasReason(result.status(), Reason::kInfeasible)) << result.status();
  EXPECT_NE(MessageOf(result.status()).find("office 0"), std::string::npos) << result.status();
}

// Driving there takes too long, and driving back from there; by way of the other office neither
// does.
TEST(PlannerTest, TwoVisitsOfWhichNeitherCouldStandAlone) {
  Problem problem = LoadProblem("n005.json");
  problem.agencies.resize(1);
  problem.exclusive.clear();
  problem.offices.resize(3);
  for (Office& office : problem.offices) office.open.assign(5, {0, 22});
  problem.drive_minutes = {{0, 30, 600}, {600, 0, 30}, {30, 30, 0}};
  problem.officials.resize(1);
  problem.officials[0] = {.agency = 0,
                          .base = 0,
                          .languages = {0},
                          .offices = {1, 2},
                          .field = std::vector<bool>(5, true),
                          .max_field_days = 1,
                          .max_day = 16,
                          .max_week = 16,
                          .remote = std::vector<Window>(5)};
  problem.agreements.clear();
  for (const int office : {1, 2}) {
    problem.agreements.push_back({.agency = 0,
                                  .office = office,
                                  .min_visits = 1,
                                  .max_visits = 1,
                                  .weekdays = {0, 1, 2, 3, 4}});
  }
  problem.demand.clear();
  for (const int demanded : {1, 0}) {  // the second visit is worth making as a short cut alone
    problem.agreements[1].min_visits = demanded;
    const auto result = Solve(problem, {.steps = 100});
    ASSERT_TRUE(result.ok()) << result.status();
    EXPECT_TRUE(Check(problem, result->plan).feasible());
    EXPECT_EQ(result->plan.visits.size(), 2);
  }
}

TEST(PlannerTest, PlansAnEmptyNetwork) {
  Problem empty;
  const auto result = Solve(empty, {.threads = 2, .steps = 2000});
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->plan, Plan{});
  EXPECT_EQ(result->cost.total, 0);
}

}  // namespace
}  // namespace vuoro::planning
