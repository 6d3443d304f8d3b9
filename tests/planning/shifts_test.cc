// Shifts against the checker, asked about every single move; and remedies that pay though nothing
// is unmet.
#include "planning/shifts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>

#include "crowded_problem.h"
#include "fixtures.h"
#include "vuoro/planning/checker.h"
#include "vuoro/planning/explain.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

const auto kAlways = [] { return true; };

bool HasCalls(const Plan& plan, int official, int day) {
  return std::any_of(plan.video.begin(), plan.video.end(), [&](const VideoCall& call) {
    return call.official == official && call.day == day;
  });
}

using Move = std::tuple<int, int, int, int>;  // visit, official, day, start

// Every move of a visit to an official without calls that day, by what the checker says of it.
std::map<Move, Verdict> EveryMove(const Problem& p, const Plan& plan) {
  std::map<Move, Verdict> moves;
  for (size_t v = 0; v < plan.visits.size(); ++v) {
    const Visit& visit = plan.visits[v];
    const int length = visit.end - visit.start;
    for (int e = 0; e < static_cast<int>(p.officials.size()); ++e) {
      if (p.officials[At(e)].agency != p.officials[At(visit.official)].agency) continue;
      for (int d = 0; d < p.days; ++d) {
        if ((e == visit.official && d == visit.day) || HasCalls(plan, e, d)) continue;
        for (int s = 0; s + length <= p.slots_per_day; ++s) {
          Plan moved = plan;
          moved.visits[v] = {e, visit.office, d, s, s + length, visit.serves};
          moves[{static_cast<int>(v), e, d, s}] = Check(p, moved);
        }
      }
    }
  }
  return moves;
}

// Every call of the plan in every cell, by any official.
std::vector<Plan> EveryCallMoved(const Problem& p, const Plan& plan) {
  std::vector<Plan> plans;
  for (size_t c = 0; c < plan.video.size(); ++c) {
    for (int e = 0; e < static_cast<int>(p.officials.size()); ++e) {
      for (int d = 0; d < p.days; ++d) {
        for (int q = 0; q < p.slots_per_day; ++q) {
          plans.push_back(plan);
          plans.back().video[c] = {e, plan.video[c].line, d, q};
        }
      }
    }
  }
  return plans;
}

// A planned week made as bad as one move can: so that some move mends it.
Plan SpoiltPlan(const Problem& problem, uint64_t seed, bool calls) {
  const auto solved = Solve(problem, {.seed = seed, .steps = 32});
  EXPECT_TRUE(solved.ok()) << solved.status();
  Plan worst = solved.ok() ? solved->plan : Plan{};
  int64_t most = Check(problem, worst).cost.total;
  const auto consider = [&](const Plan& plan) {
    const Verdict verdict = Check(problem, plan);
    if (!verdict.feasible() || verdict.cost.total <= most) return;
    most = verdict.cost.total;
    worst = plan;
  };
  const Plan plan = worst;
  if (calls) {
    for (const Plan& moved : EveryCallMoved(problem, plan)) consider(moved);
  } else {
    for (const auto& [move, verdict] : EveryMove(problem, plan)) {
      const auto& [v, official, day, start] = move;
      if (!verdict.feasible()) continue;
      Plan moved = plan;
      Visit& visit = moved.visits[At(v)];
      visit.end += start - visit.start;
      visit.official = official;
      visit.day = day;
      visit.start = start;
      consider(moved);
    }
  }
  std::sort(worst.visits.begin(), worst.visits.end());
  return worst;
}

TEST(ShiftsTest, MovesOfVisitsAreThoseThatTheCheckerSays) {
  int open = 0;
  int lacking = 0;
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    const Problem problem = CrowdedProblem(seed);
    const Plan plan = SpoiltPlan(problem, seed, false);
    const int64_t cost = Check(problem, plan).cost.total;
    std::set<Move> seen;
    Shifts(problem, plan).ForEach(kAlways, [&](const Shift& shift) {
      if (shift.way.kind != Way::kVisit || HasCalls(plan, shift.way.official, shift.way.day))
        return;
      EXPECT_GT(shift.saving, 0);
      const Move move{shift.visit, shift.way.official, shift.way.day, shift.way.start};
      Plan moved = plan;
      Visit& visit = moved.visits[At(shift.visit)];
      visit = {shift.way.official, visit.office,  shift.way.day,
               shift.way.start,    shift.way.end, visit.serves};
      const Verdict verdict = Check(problem, moved);
      EXPECT_EQ(verdict.feasible(), shift.way.lacks == 0) << seed;
      if (verdict.feasible()) {
        EXPECT_EQ(cost - verdict.cost.total, shift.saving) << seed;
      }
      if (shift.way.lacks == 0) seen.insert(move);
      ++(shift.way.lacks == 0 ? open : lacking);
    });
    for (const auto& [move, verdict] : EveryMove(problem, plan)) {
      if (!verdict.feasible() || verdict.cost.total >= cost) continue;
      EXPECT_TRUE(seen.contains(move)) << "a move that pays was not seen, seed " << seed;
    }
  }
  EXPECT_GT(open, 20);
  EXPECT_GT(lacking, 100);
}

TEST(ShiftsTest, OpenShiftsSaveWhatTheySay) {
  int calls = 0;
  int visits = 0;
  for (uint64_t seed = 1; seed <= 80; ++seed) {
    Problem problem = CrowdedProblem(seed);
    problem.weights.wait = 40;
    for (DemandLine& line : problem.demand) line.slots = 1 + line.slots % 2;
    const Plan plan = SpoiltPlan(problem, seed, seed % 2 == 0);
    const int64_t cost = Check(problem, plan).cost.total;
    Shifts(problem, plan).ForEach(kAlways, [&](const Shift& shift) {
      if (shift.way.lacks != 0) return;
      const Verdict verdict = Check(problem, Shifted(problem, plan, shift));
      EXPECT_TRUE(verdict.feasible()) << seed << ": " << verdict.violations.front().text;
      EXPECT_EQ(cost - verdict.cost.total, shift.saving) << seed;
      ++(shift.way.kind == Way::kCall ? calls : visits);
    });
  }
  EXPECT_GT(calls, 5);
  EXPECT_GT(visits, 10);
}

// Two officials of one agency; the one who lives at the office may not visit it.
Problem FarOfficial() {
  Problem p;
  p.days = 2;
  p.slots_per_day = 8;
  p.min_visit = 2;
  p.max_visit = 4;
  p.languages = {{"fi", false}};
  p.interpreters = {{std::vector(8, 0), std::vector(8, 0)}};
  p.agencies = {"kela"};
  p.offices = {{"far", 1, 0, {{0, 8}, {0, 8}}}, {"near", 1, 0, {{0, 8}, {0, 8}}}};
  p.drive_minutes = {{0, 60}, {60, 0}};
  for (int e = 0; e < 2; ++e) {
    p.officials.push_back({0, e, {0}, {}, {true, true}, 2, 8, 16, {{}, {}}});
  }
  p.officials[0].offices = {1};
  p.agreements = {{0, 1, 1, 2, {0, 1}}};
  p.demand = {{0, 1, 0, 4, false}};
  return p;
}

TEST(RemedyTest, TravelAloneIsAReason) {
  const Problem problem = FarOfficial();
  const auto planned = Solve(problem, {.steps = 200});
  ASSERT_TRUE(planned.ok());
  ASSERT_EQ(planned->cost.unmet_slots, 0);
  ASSERT_GT(planned->cost.travel_minutes, 0);
  const auto found = FindRemedies(problem, planned->plan, {.verify = 2, .steps = 64});
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_FALSE(found->gains.empty());
  EXPECT_EQ(found->gains[0].remedy.kind, RemedyKind::kMayVisit);
  EXPECT_EQ(found->gains[0].remedy.official, 1);
  EXPECT_EQ(found->gains[0].remedy.office, 1);
  // Two hours of driving a visit, and the official at the door may come on both days.
  EXPECT_GE(found->gains[0].gain, 120);
}

TEST(RemedyTest, AWaitAloneIsAReason) {
  Problem problem = FarOfficial();
  problem.officials.resize(1);
  Official& official = problem.officials[0];
  official.max_field_days = 0;
  official.remote = {{0, 4}, {}};
  problem.offices[1].booths = 1;
  problem.agreements[0].min_visits = 0;
  problem.demand = {{0, 1, 0, 2, true}};
  const auto planned = Solve(problem, {.steps = 64});
  ASSERT_TRUE(planned.ok());
  ASSERT_EQ(planned->cost.unmet_slots, 0);
  ASSERT_EQ(planned->cost.wait, 1);
  const auto found = FindRemedies(problem, planned->plan, {.verify = 2, .steps = 64});
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_FALSE(found->gains.empty());
  // One of the two calls of the first day moves to the second, which nobody has to wait for then.
  EXPECT_EQ(found->gains[0].remedy.kind, RemedyKind::kRemoteDay);
  EXPECT_EQ(found->gains[0].remedy.day, 1);
  EXPECT_EQ(found->gains[0].gain, 10);
}

TEST(RemedyTest, StopsWhenItMayNotGoOn) {
  const Problem problem = LoadProblem("n005.json");
  const Plan plan = LoadPlan("n005.witness.json");
  int64_t asked = 0;
  ExplainOptions options{.verify = 8, .steps = 2048};
  options.go_on = [&] {
    ++asked;
    return true;
  };
  const auto whole = FindRemedies(problem, plan, options);
  ASSERT_TRUE(whole.ok());
  EXPECT_TRUE(whole->complete);
  const int64_t all = asked;
  EXPECT_GT(all, 100);
  for (const int64_t stop : {int64_t{1}, all / 3, all * 2 / 3, all - 2}) {
    asked = 0;
    options.go_on = [&] { return ++asked < stop; };
    const auto cut = FindRemedies(problem, plan, options);
    ASSERT_TRUE(cut.ok());
    EXPECT_FALSE(cut->complete) << stop;
    EXPECT_EQ(asked, stop) << "asked again after it was told to stop";
    EXPECT_TRUE(Check(problem, cut->base).feasible());
    EXPECT_LE(cut->gains.size(), whole->gains.size());
    for (const RemedyGain& gain : cut->gains) {
      const Verdict verdict = Check(Remedied(problem, gain.remedy), gain.plan);
      EXPECT_TRUE(verdict.feasible());
      EXPECT_EQ(cut->base_cost.total - verdict.cost.total, gain.gain);
    }
  }
}

}  // namespace
}  // namespace vuoro::planning
