// Two weekly plans compared, against counting with multisets.
#include "vuoro/model/week_plan_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "vuoro/base/random.h"

namespace vuoro {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FieldDuty Visit(std::string person, std::string office, int weekday, int hour) {
  return {std::move(person), std::move(office), static_cast<int16_t>(weekday),
          static_cast<int16_t>(hour * 60), static_cast<int16_t>(hour * 60 + 180)};
}

TEST(WeekPlanChangesTest, NothingDiffersFromItself) {
  WeekPlan plan;
  plan.cost = 77;
  plan.field = {Visit("a", "x", 0, 9), Visit("b", "y", 1, 9)};
  const WeekPlanChanges found = CompareWeekPlans(plan, plan);
  EXPECT_EQ(found.field, (DutyCounts{2, 0, 0, 0}));
  EXPECT_EQ(found.cost, 0);
  EXPECT_THAT(found.changes, IsEmpty());
}

TEST(WeekPlanChangesTest, EurosAreComparedByAgency) {
  WeekPlan before;
  before.expenses = {{.agency = "a", .away_cents = 10, .drive_cents = 5},
                     {.agency = "b", .booth_cents = 7}};
  WeekPlan after;
  after.expenses = {{.agency = "c", .interpreter_cents = 4}, {.agency = "a", .away_cents = 9}};
  const WeekPlanChanges found = CompareWeekPlans(before, after);
  EXPECT_THAT(found.expenses, ElementsAre(ExpenseChange{"a", 15, 9}, ExpenseChange{"b", 7, 0},
                                          ExpenseChange{"c", 0, 4}));
  EXPECT_EQ(found.cents, 13 - 22);
  after.expenses.clear();  // made without rates: nothing is known of it
  EXPECT_THAT(CompareWeekPlans(before, after).expenses, IsEmpty());
  EXPECT_EQ(CompareWeekPlans(before, after).cents, 0);
}

TEST(WeekPlanChangesTest, ADutyOfTheSamePersonAndOfficeHasMoved) {
  WeekPlan before;
  before.cost = 100;
  before.field = {Visit("b", "y", 1, 9), Visit("a", "x", 0, 9), Visit("c", "x", 2, 9)};
  WeekPlan after;
  after.cost = 60;
  after.field = {Visit("a", "x", 3, 12), Visit("b", "z", 1, 9), Visit("c", "x", 2, 9)};
  after.video = {{"c", "x", 4, 600, 660}};
  const WeekPlanChanges found = CompareWeekPlans(before, after);
  EXPECT_EQ(found.cost, -40);
  EXPECT_EQ(found.field, (DutyCounts{1, 1, 1, 1}));
  EXPECT_EQ(found.video, (DutyCounts{0, 1, 0, 0}));
  EXPECT_THAT(found.changes, ElementsAre(DutyChange{DutyChangeKind::kMoved, false, 1, 0},
                                         DutyChange{DutyChangeKind::kRemoved, false, 0, -1},
                                         DutyChange{DutyChangeKind::kAdded, false, -1, 1},
                                         DutyChange{DutyChangeKind::kAdded, true, -1, 0}));
}

TEST(WeekPlanChangesTest, PairsGoByTimeAndTheRestIsOver) {
  WeekPlan before;
  before.field = {Visit("a", "x", 4, 9), Visit("a", "x", 0, 9)};
  WeekPlan after;
  after.field = {Visit("a", "x", 1, 9)};
  EXPECT_THAT(CompareWeekPlans(before, after).changes,
              ElementsAre(DutyChange{DutyChangeKind::kMoved, false, 1, 0},
                          DutyChange{DutyChangeKind::kRemoved, false, 0, -1}));
}

WeekPlan RandomPlan(Random& random) {
  WeekPlan plan;
  for (uint64_t i = random.Below(9); i > 0; --i) {
    plan.field.push_back(Visit(std::string(1, static_cast<char>('a' + random.Below(3))),
                               std::string(1, static_cast<char>('x' + random.Below(2))),
                               static_cast<int>(random.Below(3)),
                               9 + static_cast<int>(random.Below(2))));
  }
  return plan;
}

// Kept is the size of the intersection as multisets; of each person and office as many moved as
// both sides have left.
DutyCounts SlowCounts(const WeekPlan& before, const WeekPlan& after) {
  std::multiset<FieldDuty> gone(before.field.begin(), before.field.end());
  std::multiset<FieldDuty> come(after.field.begin(), after.field.end());
  DutyCounts counts;
  for (const FieldDuty& duty : before.field) {
    const auto same = come.find(duty);
    if (same == come.end()) continue;
    come.erase(same);
    gone.erase(gone.find(duty));
    ++counts.kept;
  }
  std::map<std::string, std::pair<int, int>> left;
  for (const FieldDuty& duty : gone) ++left[duty.person + "@" + duty.office].first;
  for (const FieldDuty& duty : come) ++left[duty.person + "@" + duty.office].second;
  for (const auto& [who, rest] : left) {
    counts.moved += std::min(rest.first, rest.second);
    counts.removed += std::max(0, rest.first - rest.second);
    counts.added += std::max(0, rest.second - rest.first);
  }
  return counts;
}

TEST(WeekPlanChangesTest, EveryDutyIsAccountedForOnce) {
  Random random(5);
  for (int round = 0; round < 2'000; ++round) {
    const WeekPlan before = RandomPlan(random);
    const WeekPlan after = RandomPlan(random);
    const WeekPlanChanges found = CompareWeekPlans(before, after);
    ASSERT_EQ(found.field, SlowCounts(before, after));
    std::set<int32_t> old_seen, new_seen;
    for (const DutyChange& change : found.changes) {
      ASSERT_EQ(change.before < 0, change.kind == DutyChangeKind::kAdded);
      ASSERT_EQ(change.after < 0, change.kind == DutyChangeKind::kRemoved);
      ASSERT_TRUE(change.before < 0 || old_seen.insert(change.before).second);
      ASSERT_TRUE(change.after < 0 || new_seen.insert(change.after).second);
    }
    ASSERT_EQ(old_seen.size() + static_cast<size_t>(found.field.kept), before.field.size());
    ASSERT_EQ(new_seen.size() + static_cast<size_t>(found.field.kept), after.field.size());
  }
}

TEST(WeekPlanChangesTest, CyclesAreComparedWeekByWeekOfTheCalendar) {
  WeekPlan weekly;
  weekly.from_ymd = 20260302;
  weekly.field = {Visit("a", "x", 0, 9)};
  WeekPlan cycle;
  cycle.from_ymd = 20260309;  // its second week is the calendar's even one
  cycle.cycle_weeks = 2;
  cycle.field = {Visit("a", "x", 0, 9), Visit("a", "x", 3, 9)};
  cycle.field[1].week = 1;
  const WeekPlanChanges found = CompareWeekPlans(weekly, cycle);
  EXPECT_EQ(found.field, (DutyCounts{.kept = 1, .moved = 1}));
  EXPECT_THAT(found.changes, ElementsAre(DutyChange{DutyChangeKind::kMoved, false, 0, 1}));
  // The same cycle begun a week later, with its weeks the other way round.
  WeekPlan later = cycle;
  later.from_ymd = 20260316;
  for (FieldDuty& duty : later.field) duty.week = static_cast<int16_t>(1 - duty.week);
  EXPECT_THAT(CompareWeekPlans(cycle, later).changes, IsEmpty());
  later.from_ymd = 20260309;
  EXPECT_EQ(CompareWeekPlans(cycle, later).field, (DutyCounts{.moved = 2}));
}

TEST(WeekPlanTest, WeeksOfACycleGoOnBothWays) {
  WeekPlan plan;
  plan.from_ymd = 20260302;
  const Date monday = Date::FromYmd(20260302);
  EXPECT_EQ(WeekOfCycle(plan, monday.AddDays(100)), 0);
  plan.cycle_weeks = 4;
  for (int day = -60; day < 60; ++day) {
    const int weeks = (day + 70) / 7 - 10;
    EXPECT_EQ(WeekOfCycle(plan, monday.AddDays(day)), ((weeks % 4) + 4) % 4) << day;
  }
}

}  // namespace
}  // namespace vuoro
