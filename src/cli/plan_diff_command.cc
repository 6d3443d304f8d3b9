// Says what differs between two plans.
#include "cli/plan_diff_command.h"

#include <fmt/core.h>

#include "cli/exit_codes.h"
#include "cli/inputs.h"
#include "cli/json.h"
#include "cli/terminal.h"
#include "vuoro/base/status.h"
#include "vuoro/model/week_plan_changes.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr std::string_view kKinds[] = {"added", "removed", "moved"};

std::string_view KindOf(const DutyChange& change) {
  return kKinds[static_cast<size_t>(change.kind)];
}

// The duties of one kind in a plan, and the weeks of its cycle.
template <class Duty>
struct Side {
  const std::vector<Duty>& duties;
  int weeks;
};

template <class Duty>
std::string When(const Side<Duty>& side, int32_t position) {
  if (position < 0) return "-";
  const Duty& duty = side.duties[static_cast<size_t>(position)];
  return fmt::format("{}{} {}-{}",
                     side.weeks > 1 ? fmt::format("week {} ", duty.week + 1) : std::string(),
                     WeekdayName(duty.weekday).substr(0, 3), FormatMinute(duty.from_min),
                     FormatMinute(duty.to_min));
}

template <class Duty>
const Duty& Either(const Side<Duty>& before, const Side<Duty>& after, const DutyChange& change) {
  return change.after >= 0 ? after.duties[static_cast<size_t>(change.after)]
                           : before.duties[static_cast<size_t>(change.before)];
}

template <class Duty>
std::vector<std::string> RowOf(const Side<Duty>& before, const Side<Duty>& after,
                               const DutyChange& change) {
  const Duty& duty = Either(before, after, change);
  return {std::string(KindOf(change)), change.video ? "video" : "visit", duty.person, duty.office,
          When(before, change.before), When(after, change.after)};
}

Side<FieldDuty> Field(const WeekPlan& plan) { return {plan.field, plan.cycle_weeks}; }
Side<VideoDuty> Video(const WeekPlan& plan) { return {plan.video, plan.cycle_weeks}; }

std::string Counts(std::string_view what, const DutyCounts& counts) {
  return fmt::format("{}: {} kept, {} moved, {} added, {} removed\n", what, counts.kept,
                     counts.moved, counts.added, counts.removed);
}

// Signed, as a difference is read.
std::string More(int64_t cents) { return (cents > 0 ? "+" : "") + Euros(cents); }

std::string EurosText(const WeekPlanChanges& found) {
  Table table({"agency", ">euros before", ">after", ">change"});
  int64_t before = 0;
  int64_t after = 0;
  for (const ExpenseChange& change : found.expenses) {
    table.Add({change.agency, Euros(change.before_cents), Euros(change.after_cents),
               More(change.after_cents - change.before_cents)});
    before += change.before_cents;
    after += change.after_cents;
  }
  table.Add({"all", Euros(before), Euros(after), More(found.cents)});
  return table.Text();
}

std::string ExpensesJson(const WeekPlanChanges& found) {
  JsonArray rows;
  for (const ExpenseChange& change : found.expenses) {
    rows.Add(JsonObject()
                 .Text("agency", change.agency)
                 .Number("before_cents", change.before_cents)
                 .Number("after_cents", change.after_cents)
                 .Close());
  }
  return rows.Close();
}

std::string DiffText(const WeekPlan& before, const WeekPlan& after, const WeekPlanChanges& found) {
  std::string out = Counts("visits", found.field) + Counts("video duties", found.video);
  out += fmt::format("cost {} before, {} after: {}{}\n", Grouped(before.cost), Grouped(after.cost),
                     found.cost > 0 ? "+" : "", Grouped(found.cost));
  if (!found.expenses.empty()) out += "\n" + EurosText(found) + "\n";
  Table table({"change", "by", "official", "office", "before", "after"});
  for (const DutyChange& change : found.changes) {
    table.Add(change.video ? RowOf(Video(before), Video(after), change)
                           : RowOf(Field(before), Field(after), change));
  }
  return table.empty() ? out : out + "\n" + table.Text();
}

template <class Duty>
std::string TimeJson(const Side<Duty>& side, int32_t position) {
  if (position < 0) return "null";
  const Duty& duty = side.duties[static_cast<size_t>(position)];
  JsonObject out;
  if (side.weeks > 1) out.Number("week", duty.week);
  return out.Number("weekday", duty.weekday)
      .Number("from_min", duty.from_min)
      .Number("to_min", duty.to_min)
      .Close();
}

template <class Duty>
std::string ChangeJson(const Side<Duty>& before, const Side<Duty>& after,
                       const DutyChange& change) {
  const Duty& duty = Either(before, after, change);
  return JsonObject()
      .Text("change", KindOf(change))
      .Text("by", change.video ? "video" : "visit")
      .Text("person", duty.person)
      .Text("office", duty.office)
      .Raw("before", TimeJson(before, change.before))
      .Raw("after", TimeJson(after, change.after))
      .Close();
}

std::string CountsJson(const DutyCounts& counts) {
  return JsonObject()
      .Number("kept", counts.kept)
      .Number("moved", counts.moved)
      .Number("added", counts.added)
      .Number("removed", counts.removed)
      .Close();
}

std::string DiffJson(const WeekPlan& before, const WeekPlan& after, const WeekPlanChanges& found) {
  JsonArray changes;
  for (const DutyChange& change : found.changes) {
    changes.Add(change.video ? ChangeJson(Video(before), Video(after), change)
                             : ChangeJson(Field(before), Field(after), change));
  }
  return JsonObject()
             .Number("cost_before", before.cost)
             .Number("cost_after", after.cost)
             .Number("cost", found.cost)
             .Number("cents", found.cents)
             .Raw("expenses", ExpensesJson(found))
             .Raw("visits", CountsJson(found.field))
             .Raw("video", CountsJson(found.video))
             .Raw("changes", changes.Close())
             .Close() +
         "\n";
}

absl::StatusOr<int> RunDiff(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const WeekPlan before, ReadPlan(args.positional()[0]));
  VUORO_ASSIGN_OR_RETURN(const WeekPlan after, ReadPlan(args.positional()[1]));
  const WeekPlanChanges found = CompareWeekPlans(before, after);
  fmt::print("{}",
             args.Has("json") ? DiffJson(before, after, found) : DiffText(before, after, found));
  return kExitOk;
}

}  // namespace

Command PlanDiffCommand() {
  return {"plan diff",
          "BEFORE AFTER",
          "say what differs between two plans",
          "Both are what 'vuoro plan --out' wrote. A duty has moved when the same official is in\n"
          "the same office at another time; the rest was added or removed.",
          {{"json", "", "print JSON"}},
          RunDiff};
}

}  // namespace vuoro::cli
