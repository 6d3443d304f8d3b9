// Matches the duties of two plans, and sums what they cost.
#include "vuoro/model/week_plan_changes.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace vuoro {
namespace {

// One person's duties in one office that only one of the plans has, by time.
struct Left {
  std::vector<int32_t> before;
  std::vector<int32_t> after;
};

// A duty in one of the weeks compared, and its position in the plan.
template <class Duty>
struct Occurrence {
  Duty duty;
  int32_t position;
};

// The weeks compared: `weeks` from the first Monday of the earlier plan on.
struct Span {
  Date monday;
  int weeks;
};

// Duties in the order of their weeks; a plan of a shorter cycle is repeated.
template <class Duty>
std::vector<Occurrence<Duty>> Sorted(const WeekPlan& plan, const std::vector<Duty>& duties,
                                     const Span& span) {
  std::vector<Occurrence<Duty>> out;
  for (int week = 0; week < span.weeks; ++week) {
    const int of_plan = WeekOfCycle(plan, span.monday.AddDays(7 * week));
    for (size_t i = 0; i < duties.size(); ++i) {
      if (plan.cycle_weeks > 1 && duties[i].week != of_plan) continue;
      out.push_back({duties[i], static_cast<int32_t>(i)});
      out.back().duty.week = static_cast<int16_t>(week);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.duty < b.duty; });
  return out;
}

template <class Duty>
void Compare(const std::vector<Occurrence<Duty>>& before,
             const std::vector<Occurrence<Duty>>& after, bool video, DutyCounts& counts,
             std::vector<DutyChange>& changes) {
  std::map<std::pair<std::string, std::string>, Left> left;
  size_t i = 0;
  size_t j = 0;
  const auto old_at = [&]() -> const Duty& { return before[i].duty; };
  const auto new_at = [&]() -> const Duty& { return after[j].duty; };
  while (i < before.size() || j < after.size()) {
    if (j == after.size() || (i < before.size() && old_at() < new_at())) {
      left[{old_at().person, old_at().office}].before.push_back(before[i].position);
      ++i;
    } else if (i == before.size() || new_at() < old_at()) {
      left[{new_at().person, new_at().office}].after.push_back(after[j].position);
      ++j;
    } else {
      ++counts.kept;
      ++i;
      ++j;
    }
  }
  for (const auto& [who, rest] : left) {
    const size_t pairs = std::min(rest.before.size(), rest.after.size());
    for (size_t k = 0; k < std::max(rest.before.size(), rest.after.size()); ++k) {
      DutyChange& change = changes.emplace_back();
      change.video = video;
      if (k < rest.before.size()) change.before = rest.before[k];
      if (k < rest.after.size()) change.after = rest.after[k];
      change.kind = k < pairs                ? DutyChangeKind::kMoved
                    : k < rest.before.size() ? DutyChangeKind::kRemoved
                                             : DutyChangeKind::kAdded;
      ++(change.kind == DutyChangeKind::kMoved     ? counts.moved
         : change.kind == DutyChangeKind::kRemoved ? counts.removed
                                                   : counts.added);
    }
  }
}

void CompareExpenses(const WeekPlan& before, const WeekPlan& after, WeekPlanChanges& out) {
  if (before.expenses.empty() || after.expenses.empty()) return;
  std::map<std::string, size_t> rows;
  const auto row = [&](const AgencyExpense& expense) -> ExpenseChange& {
    const auto [at, added] = rows.emplace(expense.agency, out.expenses.size());
    if (added) out.expenses.push_back({expense.agency});
    return out.expenses[at->second];
  };
  for (const AgencyExpense& expense : before.expenses) row(expense).before_cents += expense.cents();
  for (const AgencyExpense& expense : after.expenses) row(expense).after_cents += expense.cents();
  for (const ExpenseChange& change : out.expenses) {
    out.cents += change.after_cents - change.before_cents;
  }
}

}  // namespace

AgencyExpense TotalOf(const std::vector<AgencyExpense>& expenses) {
  AgencyExpense total;
  for (const AgencyExpense& expense : expenses) {
    total.away_min += expense.away_min;
    total.drive_min += expense.drive_min;
    total.booth_min += expense.booth_min;
    total.interpreter_min += expense.interpreter_min;
    total.away_cents += expense.away_cents;
    total.drive_cents += expense.drive_cents;
    total.booth_cents += expense.booth_cents;
    total.interpreter_cents += expense.interpreter_cents;
  }
  return total;
}

WeekPlanChanges CompareWeekPlans(const WeekPlan& before, const WeekPlan& after) {
  WeekPlanChanges out;
  out.cost = after.cost - before.cost;
  const int weeks = std::max({1, int{before.cycle_weeks}, int{after.cycle_weeks}});
  // Only cycles need a date, and have one.
  const WeekPlan& dated = before.cycle_weeks > 1 ? before : after;
  const Span span{weeks > 1 ? Date::FromYmd(dated.from_ymd).monday() : Date{}, weeks};
  Compare(Sorted(before, before.field, span), Sorted(after, after.field, span), false, out.field,
          out.changes);
  Compare(Sorted(before, before.video, span), Sorted(after, after.video, span), true, out.video,
          out.changes);
  CompareExpenses(before, after, out);
  return out;
}

}  // namespace vuoro
