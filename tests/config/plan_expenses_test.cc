// What plans cost in euros: by hand, and against adding up minute by minute.
#include "vuoro/config/plan_expenses.h"

#include <array>
#include <cstdlib>
#include <span>

#include "config_world.h"
#include "vuoro/base/random.h"

namespace vuoro {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Two agencies, three offices, official 0 of the second agency and official 1 of the first.
PlanningProblem Made() {
  PlanningProblem made;
  planning::Problem& p = made.problem;
  p.languages = {{"fi", false}, {"ar", true}};
  p.agencies = {"Kela", "DVV"};
  p.offices.resize(3);
  p.drive_minutes = {{0, 31, 20}, {33, 0, 17}, {22, 15, 0}};
  p.officials.resize(2);
  p.officials[0].agency = 1;
  p.officials[1].base = 1;
  p.demand = {{0, 0, 0, 9, true}, {1, 2, 1, 9, true}};
  return made;
}

Network WithRates(const PlanningRates& rates) {
  Network network;
  network.agencies.resize(2);
  network.agencies[0].key = "kela";
  network.agencies[1].key = "dvv";
  network.planning.rates = rates;
  return network;
}

TEST(PlanExpensesTest, AreCountedByHand) {
  planning::Plan plan;
  // Later stop first: 0 -> 2 (20), 10:00 to 12:00; 2 -> 1 (15), 12:30 to 15:00; 1 -> 0 (33).
  plan.visits = {{0, 1, 3, 11, 16, {}}, {0, 2, 3, 6, 10, {}}};
  plan.video = {{1, 0, 0, 4}, {1, 0, 0, 5}, {0, 1, 1, 4}};
  const PlanningRates rates{.away_hour_cents = 4001,
                            .drive_minute_cents = 7,
                            .drive_km_cents = 57,
                            .km_per_hour = 80,
                            .booth_hour_cents = 333,
                            .interpreter_hour_cents = 9001};
  const AgencyExpense kela{.agency = "kela", .booth_min = 60, .booth_cents = 333};
  // Away from 09:40 to 15:33: 353 minutes; 68 of them driving, 90.67 km.
  const AgencyExpense dvv{.agency = "dvv",
                          .away_min = 353,
                          .drive_min = 68,
                          .booth_min = 30,
                          .interpreter_min = 30,
                          .away_cents = 23'539,  // 23,539.2
                          .drive_cents = 5'644,  // 476 + 5,168
                          .booth_cents = 167,    // 166.5 is rounded up
                          .interpreter_cents = 4'501};
  const std::vector<AgencyExpense> found = ExpensesOf(WithRates(rates), Made(), plan);
  EXPECT_THAT(found, ElementsAre(kela, dvv));
  EXPECT_EQ(dvv.cents(), 33'851);
  EXPECT_EQ(TotalOf(found).cents(), 34'184);
  EXPECT_EQ(TotalOf(found).booth_min, 90);
  EXPECT_THAT(ExpensesOf(WithRates({}), Made(), plan), IsEmpty());
  EXPECT_THAT(ExpensesOf(WithRates(rates), Made(), {}), IsEmpty());
}

TEST(PlanExpensesTest, AgreeWithWalkingThroughEveryMinute) {
  Random random(5);
  const PlanningProblem made = Made();
  for (int round = 0; round < 200; ++round) {
    PlanningRates rates;
    rates.away_hour_cents = static_cast<int32_t>(random.Below(9000)) + 1;
    rates.drive_minute_cents = static_cast<int32_t>(random.Below(90));
    planning::Plan plan;
    std::array<int64_t, 2> away{};
    std::array<int64_t, 2> driving{};
    for (int e = 0; e < 2; ++e) {
      const int base = made.problem.officials[static_cast<size_t>(e)].base;
      for (int d = 0; d < 5; ++d) {
        int at = base;
        bool away_now = false;
        int64_t minute = 0;  // of the day so far, from leaving
        int slot = 3;
        for (const int office : {0, 1, 2}) {
          if (random.Below(2) == 0 || office == at) continue;
          const int drive =
              made.problem.drive_minutes[static_cast<size_t>(at)][static_cast<size_t>(office)];
          plan.visits.push_back({e, office, d, slot, slot + 2, {}});
          // An hour in the office, and between two visits an hour, however much of it is driven.
          minute += (away_now ? 60 : drive) + 60;
          driving[static_cast<size_t>(e)] += drive;
          slot += 2 + 2;
          at = office;
          away_now = true;
        }
        if (!away_now) continue;
        const int home =
            made.problem.drive_minutes[static_cast<size_t>(at)][static_cast<size_t>(base)];
        minute += home;
        driving[static_cast<size_t>(e)] += home;
        away[static_cast<size_t>(e)] += minute;
      }
    }
    random.Shuffle(std::span<planning::Visit>(plan.visits));
    const std::vector<AgencyExpense> found = ExpensesOf(WithRates(rates), made, plan);
    for (const AgencyExpense& expense : found) {
      const size_t e = expense.agency == "kela" ? 1 : 0;
      EXPECT_EQ(expense.away_min, away[e]);
      EXPECT_EQ(expense.drive_min, driving[e]);
      EXPECT_LE(std::abs(expense.away_cents * 60 - away[e] * rates.away_hour_cents), 30);
      EXPECT_EQ(expense.drive_cents, driving[e] * rates.drive_minute_cents);
    }
    EXPECT_EQ(found.size(), static_cast<size_t>((away[0] > 0) + (away[1] > 0)));
  }
}

}  // namespace
}  // namespace vuoro
