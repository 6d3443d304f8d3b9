// Shows what a plan costs in euros, by agency.
#include <fmt/core.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/html.h"
#include "cli/terminal.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"

namespace vuoro::cli {
namespace {

std::vector<std::string> EurosRow(std::string name, const AgencyExpense& expense) {
  return {std::move(name),
          DurationText(static_cast<int>(expense.away_min)),
          Euros(expense.away_cents),
          Euros(expense.drive_cents),
          Euros(expense.booth_cents),
          Euros(expense.interpreter_cents),
          Euros(expense.cents())};
}

}  // namespace

std::string EurosSection(const Week& week, const Tongue& tongue) {
  if (week.plan.expenses.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const AgencyExpense& expense : week.plan.expenses) {
    const std::vector<Agency>& agencies = week.network->agencies;
    const auto agency = std::find_if(agencies.begin(), agencies.end(),
                                     [&](const Agency& a) { return a.key == expense.agency; });
    rows.push_back(
        EurosRow(agency == agencies.end() ? expense.agency : tongue(agency->name), expense));
  }
  rows.push_back(EurosRow(std::string(tongue(week_words::kAll)), TotalOf(week.plan.expenses)));
  return fmt::format("<section id=\"euros\">\n<h2>{}</h2>\n", tongue(week_words::kEurosSection)) +
         HtmlTable(tongue(week_words::kEurosLead),
                   tongue.All(words::kAgency, week_words::kHoursAway, week_words::kAway,
                              week_words::kDriving, week_words::kBooths, week_words::kInterpreters,
                              week_words::kEuros),
                   rows) +
         "</section>\n";
}

}  // namespace vuoro::cli
