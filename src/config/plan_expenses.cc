// Adds up an agency's hours away, minutes driven, booths and interpreters, and prices them.
#include "vuoro/config/plan_expenses.h"

#include <algorithm>
#include <map>
#include <utility>

namespace vuoro {
namespace {

// To the nearest cent.
int64_t Cents(int64_t minutes, int64_t cents_per_hour) {
  return (minutes * cents_per_hour + 30) / 60;
}

void Price(const PlanningRates& rates, AgencyExpense& expense) {
  expense.away_cents = Cents(expense.away_min, rates.away_hour_cents);
  expense.drive_cents =
      Cents(expense.drive_min, int64_t{60} * rates.drive_minute_cents +
                                   int64_t{rates.km_per_hour} * rates.drive_km_cents);
  expense.booth_cents = Cents(expense.booth_min, rates.booth_hour_cents);
  expense.interpreter_cents = Cents(expense.interpreter_min, rates.interpreter_hour_cents);
}

// The visits of one official on one day, in any order.
void AddDay(const planning::Problem& problem, std::vector<const planning::Visit*> day,
            AgencyExpense& expense) {
  std::sort(day.begin(), day.end(),
            [](const planning::Visit* a, const planning::Visit* b) { return a->start < b->start; });
  const auto drive = [&](int from, int to) {
    return problem.drive_minutes[static_cast<size_t>(from)][static_cast<size_t>(to)];
  };
  const int base = problem.officials[static_cast<size_t>(day.front()->official)].base;
  int64_t minutes = drive(day.back()->office, base);
  const int64_t home = minutes;
  int at = base;
  for (const planning::Visit* visit : day) {
    minutes += drive(at, visit->office);
    at = visit->office;
  }
  expense.drive_min += minutes;
  expense.away_min += int64_t{day.back()->end - day.front()->start} * problem.slot_minutes +
                      drive(base, day.front()->office) + home;
}

}  // namespace

std::vector<AgencyExpense> ExpensesOf(const Network& network, const PlanningProblem& made,
                                      const planning::Plan& plan) {
  if (!network.planning.rates.any()) return {};
  const planning::Problem& problem = made.problem;
  std::map<int, AgencyExpense> by_agency;
  std::map<std::pair<int, int>, std::vector<const planning::Visit*>> days;  // (official, day)
  for (const planning::Visit& visit : plan.visits) {
    days[{visit.official, visit.day}].push_back(&visit);
  }
  for (auto& [key, day] : days) {
    const int agency = problem.officials[static_cast<size_t>(key.first)].agency;
    AddDay(problem, std::move(day), by_agency[agency]);
  }
  for (const planning::VideoCall& call : plan.video) {
    const planning::DemandLine& line = problem.demand[static_cast<size_t>(call.line)];
    AgencyExpense& expense = by_agency[line.agency];
    expense.booth_min += problem.slot_minutes;
    if (problem.languages[static_cast<size_t>(line.language)].interpreted) {
      expense.interpreter_min += problem.slot_minutes;
    }
  }
  std::vector<AgencyExpense> out;
  for (auto& [agency, expense] : by_agency) {
    expense.agency = network.at(AgencyIndex(static_cast<size_t>(agency))).key;
    Price(network.planning.rates, expense);
    out.push_back(std::move(expense));
  }
  return out;
}

}  // namespace vuoro
