// What differs between two weekly plans, duty by duty: what people who keep the week want to be
// told.
#ifndef VUORO_MODEL_WEEK_PLAN_CHANGES_H_
#define VUORO_MODEL_WEEK_PLAN_CHANGES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vuoro/model/week_plan.h"

namespace vuoro {

// Numbers are frozen: they cross the C ABI.
enum class DutyChangeKind : uint8_t { kAdded = 0, kRemoved = 1, kMoved = 2 };

// Positions in the lists of the two plans: `field`, or `video` if so. -1: not in that plan.
struct DutyChange {
  DutyChangeKind kind = DutyChangeKind::kAdded;
  bool video = false;
  int32_t before = -1;
  int32_t after = -1;
  friend bool operator==(const DutyChange&, const DutyChange&) = default;
};

// Counts of one list.
struct DutyCounts {
  int32_t kept = 0;  // the same in every respect
  int32_t added = 0;
  int32_t removed = 0;
  int32_t moved = 0;  // the same person in the same office at another time
  friend bool operator==(const DutyCounts&, const DutyCounts&) = default;
};

// What an agency's part of the plans costs.
struct ExpenseChange {
  std::string agency;
  int64_t before_cents = 0;
  int64_t after_cents = 0;
  friend bool operator==(const ExpenseChange&, const ExpenseChange&) = default;
};

struct WeekPlanChanges {
  DutyCounts field;
  DutyCounts video;
  int64_t cost = 0;  // after minus before
  // Every agency with money in either plan, the earlier plan's first; none unless both plans have
  // expenses.
  std::vector<ExpenseChange> expenses;
  int64_t cents = 0;  // after minus before, over `expenses`
  // Field duties and then video duties; of each list by person, office, and the time in the plan
  // that has it (the earlier plan's for one that moved).
  std::vector<DutyChange> changes;
};

// Duties that are the same are kept. What is left of one person in one office is paired in the
// order of time: the first before with the first after, and so on; each pair moved. What has no
// partner was removed or added. A duty that stands in a plan twice counts twice. Plans of several
// weeks are compared week by week of the calendar, and the one of the shorter cycle is repeated:
// its duties then count, and may stand among the changes, several times; `cost` is of each plan's
// own cycle. Pure; any thread. Cost: a sort of all duties.
WeekPlanChanges CompareWeekPlans(const WeekPlan& before, const WeekPlan& after);

}  // namespace vuoro

#endif  // VUORO_MODEL_WEEK_PLAN_CHANGES_H_
