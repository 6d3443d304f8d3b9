// Prints a week as tables.
#include "cli/week_text.h"

#include <fmt/core.h>

#include <utility>

#include "cli/decision_text.h"
#include "cli/explain_show.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

void AddOffice(const Week& week, const OfficeWeek& office, std::string_view language,
               Table& table) {
  const Network& network = *week.network;
  std::string name = network.at(office.office).name.In(language);
  for (const Duty& duty : office.duties) {
    std::vector<std::string> row = {
        name,
        std::string(WeekdayName(duty.weekday % kPlanningDays).substr(0, 3)),
        fmt::format("{}-{}", FormatMinute(duty.hours.from_min), FormatMinute(duty.hours.to_min)),
        duty.video ? "video" : "visit",
        network.at(duty.agency).name.In(language),
        network.at(duty.person).key};
    if (week.plan.cycle_weeks > 1)
      row.insert(row.begin() + 1, std::to_string(duty.weekday / kPlanningDays + 1));
    table.Add(std::move(row));
    name.clear();
  }
}

std::vector<std::string> ExpenseRow(std::string name, const AgencyExpense& expense) {
  return {std::move(name),
          fmt::format("{}:{:02}", expense.away_min / 60, expense.away_min % 60),
          Euros(expense.away_cents),
          Euros(expense.drive_cents),
          Euros(expense.booth_cents),
          Euros(expense.interpreter_cents),
          Euros(expense.cents())};
}

// What the plan costs in euros; nothing without rates.
std::string ExpensesText(const Week& week) {
  if (week.plan.expenses.empty()) return "";
  Table table({"agency", ">hours away", ">away", ">driving", ">booths", ">interpreters", ">euros"});
  for (const AgencyExpense& expense : week.plan.expenses) {
    table.Add(ExpenseRow(expense.agency, expense));
  }
  table.Add(ExpenseRow("all", TotalOf(week.plan.expenses)));
  return "\neuros\n\n" + table.Text();
}

}  // namespace

std::string WeekText(const Week& week, std::string_view language, OfficeIndex only_office) {
  const int weeks = week.plan.cycle_weeks;
  std::vector<std::string> columns = {"office", "day", "hours", "by", "agency", "official"};
  if (weeks > 1) columns.insert(columns.begin() + 1, ">week");
  Table table(std::move(columns));
  Table unmet({"office", ">wanted", ">unmet", "of"});
  for (const OfficeWeek& office : week.offices) {
    if (only_office.valid() && office.office != only_office) continue;
    AddOffice(week, office, language, table);
    if (office.unmet() == 0) continue;
    std::string of;
    for (const Demand& line : office.demand) {
      if (line.unmet() == 0) continue;
      of += fmt::format("{}{} {} {}", of.empty() ? "" : ", ", week.network->at(line.agency).key,
                        week.network->languages[line.language.position()].code, line.unmet());
    }
    unmet.Add({week.network->at(office.office).name.In(language), std::to_string(office.wanted()),
               std::to_string(office.unmet()), of});
  }
  std::string text = fmt::format(
      "{}, {} of {}\n\n", week.network->name.In(language),
      weeks > 1 ? fmt::format("cycle of {} weeks from the week", weeks) : std::string("week"),
      FormatDate(week.problem.monday));
  text += table.empty() ? "nobody is sent anywhere\n" : table.Text();
  if (!unmet.empty()) text += "\nunmet half hours\n\n" + unmet.Text();
  if (week.explanation) {
    text += ExplanationText(*week.network, *week.explanation, language, only_office);
  }
  text += OutcomesText(*week.network, week.outcomes, language);
  if (!only_office.valid()) text += ExpensesText(week);
  const planning::Cost& cost = week.result.cost;
  const std::string preference =
      week.outcomes.empty() ? "" : fmt::format(", preferences {}", Grouped(cost.preference));
  const int64_t gap = week.gap_permille();
  const std::string absence =
      week.problem.problem.presence.empty()
          ? ""
          : fmt::format(", {} half hours without agreed presence", cost.absent_slots);
  text += fmt::format(
      "\ncost {}{}: {} half hours unmet, {} minutes of driving, {} days without service{}\n"
      "bound {}: no plan costs less; gap {}.{} %\n",
      Grouped(cost.total), weeks > 1 ? fmt::format(" in {} weeks", weeks) : std::string(),
      cost.unmet_slots, Grouped(cost.travel_minutes), cost.wait, preference + absence,
      Grouped(week.result.bound), gap / 10, gap % 10);
  return text;
}

}  // namespace vuoro::cli
