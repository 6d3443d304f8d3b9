// The plan checker: a price by hand, a damage for every rule, and agreement with an independent
// one.
#include "vuoro/planning/checker.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "fixtures.h"
#include "vuoro/base/random.h"
#include "vuoro/base/status.h"

namespace vuoro::planning {
namespace {

// Two agencies, two offices an hour apart, one booth, one interpreted language (1). Officials 0 and
// 1 are of agency 0, official 2 of agency 1.
Problem CheckedProblem() {
  Problem p;
  p.name = "small";
  p.languages = {{"fi", false}, {"uk", true}, {"sv", false}};
  p.interpreters.assign(3, std::vector(5, std::vector<int>(22, 0)));
  for (auto& day : p.interpreters[1]) day.assign(22, 1);
  p.agencies = {"Kela", "Vero"};
  p.offices = {{"A", 2, 1, std::vector<Window>(5, {2, 20})},
               {"B", 1, 2, std::vector<Window>(5, {2, 20})}};
  p.drive_minutes = {{0, 60}, {60, 0}};
  const Official official{.agency = 0,
                          .base = 0,
                          .languages = {0},
                          .offices = {0, 1},
                          .field = std::vector<bool>(5, true),
                          .max_field_days = 2,
                          .max_day = 16,
                          .max_week = 30,
                          .remote = std::vector<Window>(5, {2, 18})};
  p.officials.assign(3, official);
  p.officials[2].agency = 1;
  p.agreements = {{0, 0, 0, 3, {0, 1, 2, 3, 4}}, {0, 1, 0, 2, {0, 1, 2}}, {1, 1, 0, 2, {0, 1, 2}}};
  p.exclusive = {{1, {0, 1}}};
  p.demand = {{0, 0, 0, 6, false}, {0, 0, 1, 3, true}, {0, 1, 0, 9, true},
              {1, 1, 0, 8, false}, {0, 0, 2, 2, true}, {0, 1, 1, 3, true}};
  return p;
}

Plan SmallPlan() {
  return {.visits = {{0, 0, 0, 4, 10, {{0, 6}}},
                     {0, 1, 0, 12, 16, {{2, 4}}},
                     {2, 1, 1, 4, 12, {{3, 8}}}},
          .video = {{1, 1, 2, 5}, {1, 2, 2, 6}}};
}

TEST(CheckerTest, PricesAPlanByHand) {
  const Problem p = CheckedProblem();
  ASSERT_TRUE(p.Validate().ok());
  const Verdict verdict = Check(p, SmallPlan());
  EXPECT_TRUE(verdict.feasible()) << CheckedOrError(p, SmallPlan());
  // Unmet: line 1 two, line 2 nine less five, lines 4 and 5 whole. Travel: official 0 drives out to
  // B and back, official 2 too. Wait: (0,0) served on days 0 and 2: 2; (0,1) on 0 and 2: 2; (1,1)
  // on day 1 only: 4.
  EXPECT_EQ(verdict.cost,
            (Cost{.total = 1100 + 240 + 80, .unmet_slots = 11, .travel_minutes = 240, .wait = 8}));
}

TEST(CheckerTest, PricesEachAgencyByItsOwnWeights) {
  Problem p = CheckedProblem();
  p.agency_weights = {{50, 1}, {7, 1000}};
  // Of agency 0 eleven are unmet and four days waited; agency 1 waits four.
  EXPECT_EQ(
      Check(p, SmallPlan()).cost,
      (Cost{.total = 550 + 240 + 4 + 4000, .unmet_slots = 11, .travel_minutes = 240, .wait = 8}));
}

TEST(CheckerTest, CountsEverySlotOfPresenceWithNobodyThere) {
  Problem p = CheckedProblem();
  // Agency 0 sits in office 1 on day 0 from 12 to 16, and on no other day; agency 1 on day 1.
  p.presence = {{0, 1, 0, {10, 14}}, {0, 1, 0, {11, 18}}, {0, 1, 1, {4, 6}}, {1, 1, 1, {4, 12}}};
  p.weights.absence = 1000;
  const Cost before = Check(CheckedProblem(), SmallPlan()).cost;
  const Cost cost = Check(p, SmallPlan()).cost;
  EXPECT_EQ(cost.absent_slots, 2 + 2 + 2);
  EXPECT_EQ(cost.total, before.total + 6000);
}

struct Damage {
  int rule;
  std::function<void(Problem&, Plan&)> apply;
};

TEST(CheckerTest, NamesTheRuleThatEachDamageBreaks) {
  const std::vector<Damage> damages = {
      {0, [](Problem&, Plan& x) { x.visits[0].official = 3; }},
      {0, [](Problem&, Plan& x) { x.visits[0].end = x.visits[0].start; }},
      {0, [](Problem&, Plan& x) { x.visits[0].serves[0].slots = 0; }},
      {0, [](Problem&, Plan& x) { x.visits[0].serves[0].line = -1; }},
      {0, [](Problem&, Plan& x) { x.video[0].slot = 22; }},
      {0, [](Problem&, Plan& x) { x.video[0].line = 6; }},
      {1, [](Problem& p, Plan&) { p.officials[0].offices = {1}; }},
      {1, [](Problem& p, Plan&) { p.officials[0].field[0] = false; }},
      {2, [](Problem& p, Plan&) { p.agreements.erase(p.agreements.begin()); }},
      {2, [](Problem& p, Plan&) { p.agreements[1].weekdays = {1}; }},
      {3,
       [](Problem& p, Plan&) {
         p.offices[0].open[0] = {5, 20};
       }},
      {3, [](Problem& p, Plan&) { p.offices[1].open[2] = {}; }},
      {4, [](Problem&, Plan& x) { x.visits[2].end = 17; }},
      {4,
       [](Problem&, Plan& x) {
         x.visits[1].end = 15;
         x.visits[1].serves[0].slots = 3;
       }},
      {5, [](Problem&, Plan& x) { x.visits[0].serves[0].line = 2; }},
      {5,
       [](Problem&, Plan& x) {
         x.visits[0].serves[0] = {4, 1};
       }},
      {5,
       [](Problem&, Plan& x) {
         x.visits[0].serves[0] = {1, 1};
       }},
      {5, [](Problem&, Plan& x) { x.visits[1].serves[0].slots = 5; }},
      {5, [](Problem& p, Plan&) { p.lunch_after = 8; }},
      {5,
       [](Problem& p, Plan&) {
         p.demand[2].weekdays = {1, 2};
       }},
      {6,
       [](Problem&, Plan& x) {
         x.visits.push_back({1, 1, 1, 12, 16, {}});
         x.visits[2].end = 13;
       }},
      {7,
       [](Problem& p, Plan& x) {
         p.offices[1].desks = 2;
         x.visits.push_back({1, 1, 1, 10, 14, {}});
       }},
      {8,
       [](Problem&, Plan& x) {
         x.visits[1].office = 0;
         x.visits[1].serves.clear();
       }},
      {8, [](Problem& p, Plan&) { p.max_stops = 1; }},
      {9, [](Problem&, Plan& x) { x.visits[1].start = 11; }},
      {10,
       [](Problem& p, Plan& x) {
         p.offices[1].open[1] = {0, 22};
         x.visits[2].start = 1;
         x.visits[2].serves.clear();
         x.visits[2].end = 8;
       }},
      {10,
       [](Problem& p, Plan& x) {
         p.offices[1].open[0] = {0, 22};
         x.visits[1].end = 21;
       }},
      {11, [](Problem& p, Plan&) { p.officials[0].max_day = 13; }},
      {11, [](Problem& p, Plan&) { p.officials[0].max_week = 13; }},
      {11, [](Problem& p, Plan&) { p.officials[0].max_field_days = 0; }},
      {12, [](Problem& p, Plan&) { p.agreements[0].min_visits = 2; }},
      {12, [](Problem& p, Plan&) { p.agreements[2].max_visits = 0; }},
      {13, [](Problem& p, Plan&) { p.demand[2].video = false; }},
      {13,
       [](Problem& p, Plan&) {
         p.demand[2].weekdays = {0, 1};
       }},
      {13, [](Problem&, Plan& x) { x.video[1].official = 2; }},
      {13, [](Problem&, Plan& x) { x.video[1].line = 4; }},
      {14,
       [](Problem& p, Plan&) {
         p.officials[1].remote[2] = {6, 18};
       }},
      {14,
       [](Problem& p, Plan&) {
         p.officials[1].remote_gaps = {{}, {}, {{9, 11}, {5, 6}}, {}, {}};
       }},
      {14,
       [](Problem&, Plan& x) {
         x.video[0].official = 0;
         x.video[0].day = 0;
       }},
      {15, [](Problem&, Plan& x) { x.video[1].slot = 5; }},
      {16, [](Problem& p, Plan&) { p.offices[1].booths = 0; }},
      {16,
       [](Problem& p, Plan&) {
         p.offices[1].no_video = {0, 2};
       }},
      {16,
       [](Problem&, Plan& x) {
         x.video.push_back({0, 5, 2, 5});
       }},
      {17, [](Problem& p, Plan&) { p.demand[0].slots = 5; }},
  };
  std::set<int> seen;
  for (size_t i = 0; i < damages.size(); ++i) {
    Problem p = CheckedProblem();
    Plan plan = SmallPlan();
    damages[i].apply(p, plan);
    const Verdict verdict = Check(p, plan);
    EXPECT_TRUE(verdict.Breaks(damages[i].rule)) << i << " " << CheckedOrError(p, plan);
    EXPECT_TRUE(HasReason(CheckedOrError(p, plan), Reason::kBadPlan));
    seen.insert(damages[i].rule);
  }
  EXPECT_EQ(seen.size(), 18u) << "every rule is broken by something";
}

// Random damage to the witness: moves, swaps and copies of visits, serves and calls.
Plan Mutate(const Problem& p, Plan plan, Random& random) {
  const int times = static_cast<int>(random.Between(1, 3));
  for (int i = 0; i < times; ++i) {
    Visit& v = plan.visits[random.Below(plan.visits.size())];
    VideoCall& c = plan.video[random.Below(plan.video.size())];
    switch (random.Below(10)) {
      case 0:
        v.day = static_cast<int>(random.Below(5));
        break;
      case 1:
        v.start += static_cast<int>(random.Between(-2, 2));
        break;
      case 2:
        v.end += static_cast<int>(random.Between(-2, 2));
        break;
      case 3:
        v.official = static_cast<int>(random.Below(p.officials.size()));
        break;
      case 4:
        v.office = static_cast<int>(random.Below(p.offices.size()));
        break;
      case 5:
        plan.visits.push_back(Visit(v));
        break;
      case 6:
        v.serves.push_back({static_cast<int>(random.Below(p.demand.size())), 1});
        break;
      case 7:
        c.slot = static_cast<int>(random.Below(22));
        break;
      case 8:
        c.line = static_cast<int>(random.Below(p.demand.size()));
        break;
      default:
        c.day = static_cast<int>(random.Below(5));
        break;
    }
  }
  return plan;
}

// What another implementation, the benchmark's own checker, says of a plan.
struct Opinion {
  std::set<int> rules;
  int64_t cost = 0;
};

Opinion AskPython(const std::string& dir, const Problem& p, const Plan& plan) {
  std::ofstream(dir + "/problem.json") << ProblemToJson(p);
  std::ofstream(dir + "/plan.json") << PlanToJson(plan, p.name);
  const std::string command = "python3 " + std::string(VUORO_SHARED_DIR) + "/planbench/check.py " +
                              dir + "/problem.json " + dir + "/plan.json > " + dir + "/out.txt";
  EXPECT_NE(std::system(command.c_str()), -1);
  Opinion opinion;
  std::ifstream in(dir + "/out.txt");
  for (std::string line; std::getline(in, line);) {
    int rule = 0;
    if (std::sscanf(line.c_str(), "C%d ", &rule) == 1) opinion.rules.insert(rule);
    const size_t at = line.find("cost=");
    if (at != std::string::npos) opinion.cost = std::atoll(line.c_str() + at + 5);
  }
  return opinion;
}

TEST(CheckerTest, AgreesWithTheBenchmarksCheckerOnGoodAndBrokenPlans) {
  if (!std::filesystem::exists(std::string(VUORO_SHARED_DIR) + "/planbench/check.py")) {
    GTEST_SKIP() << "the benchmark is not beside this checkout";
  }
  const std::string dir = testing::TempDir() + "vuoro_checker_test_" + std::to_string(getpid());
  std::filesystem::create_directories(dir);
  const Problem p = LoadProblem("n005.json");
  const Plan witness = LoadPlan("n005.witness.json");
  Random random(11);
  for (int round = 0; round < 20; ++round) {
    const Plan plan = round == 0 ? witness : Mutate(p, witness, random);
    const Opinion other = AskPython(dir, p, plan);
    const Verdict ours = Check(p, plan);
    std::set<int> rules;
    for (const Violation& violation : ours.violations) rules.insert(violation.rule);
    EXPECT_EQ(rules, other.rules) << round;
    EXPECT_EQ(ours.cost.total, other.cost) << round;
  }
  EXPECT_EQ(Check(p, witness).cost.total, 3462);
  std::filesystem::remove_all(dir);
}

TEST(CheckerTest, CountsChangedVisits) {
  const Plan before = SmallPlan();
  Plan after = before;
  after.visits[0].end = 9;
  after.visits.pop_back();
  EXPECT_EQ(CompareVisits(before, after), (VisitChanges{.removed = 2, .added = 1, .kept = 1}));
}

}  // namespace
}  // namespace vuoro::planning
