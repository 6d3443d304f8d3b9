// Counting the visits that decisions are about, and writing them down.
#include <nlohmann/json.hpp>

#include "vuoro/config/decisions.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

using DecisionJson = nlohmann::json;

constexpr std::string_view kWeekdayWords[] = {"mon", "tue", "wed", "thu", "fri"};

bool IsAbout(const planning::Problem& problem, const planning::Decision& decision,
             const planning::Visit& visit) {
  const auto is = [](int named, int actual) { return named < 0 || named == actual; };
  const int agency = problem.officials[static_cast<size_t>(visit.official)].agency;
  if (!is(decision.official, visit.official) || !is(decision.agency, agency) ||
      !is(decision.office, visit.office) || !is(decision.day, visit.day)) {
    return false;
  }
  const planning::Window& hours = decision.window;
  if (hours.empty()) return true;
  if (decision.exact) return visit.start == hours.from && visit.end == hours.to;
  const bool wanted = decision.kind == planning::DecisionKind::kPin || decision.worth > 0;
  return wanted ? visit.start <= hours.from && hours.to <= visit.end
                : visit.start < hours.to && hours.from < visit.end;
}

DecisionJson OutcomeJson(const Network& network, const DecisionOutcome& outcome) {
  const PlanDecision& decision = outcome.decision;
  DecisionJson out = {{"decide", std::string(WordOf(decision.kind))},
                      {"path", outcome.path},
                      {"visits", outcome.visits}};
  if (decision.person.valid()) out["person"] = network.at(decision.person).key;
  if (decision.agency.valid()) out["agency"] = network.at(decision.agency).key;
  if (decision.office.valid()) out["office"] = network.at(decision.office).key;
  if (decision.weekday >= 0) {
    out["weekday"] = std::string(kWeekdayWords[static_cast<size_t>(decision.weekday)]);
  }
  if (decision.to_min > 0) {
    out["from"] = FormatMinute(decision.from_min);
    out["to"] = FormatMinute(decision.to_min);
  }
  if (decision.exact) out["exact"] = true;
  if (decision.video) out["video"] = true;
  if (decision.kind == PlanDecisionKind::kPrefer) {
    out["worth"] = decision.worth;
    out["cost"] = outcome.cost;
  } else {
    out["kept"] = outcome.kept;
  }
  return out;
}

}  // namespace

std::vector<DecisionOutcome> OutcomesOf(const PlanningProblem& made, const planning::Plan& plan) {
  std::vector<DecisionOutcome> outcomes;
  for (size_t i = 0; i < made.decisions.size(); ++i) {
    DecisionOutcome outcome{made.decisions[i], made.decision_paths[i]};
    // A preference, or a pin that a disruption made one: lifted, but what it asked for may be
    // there.
    planning::Decision asked = made.problem.decisions[i];
    if (outcome.decision.kind == PlanDecisionKind::kPin) asked.kind = planning::DecisionKind::kPin;
    asked.exact = outcome.decision.exact;
    const bool silent = asked.kind == planning::DecisionKind::kPrefer && asked.worth == 0;
    for (const planning::Visit& visit : plan.visits) {
      outcome.visits += !silent && IsAbout(made.problem, asked, visit);
    }
    if (outcome.decision.kind == PlanDecisionKind::kPin) outcome.kept = outcome.visits > 0;
    if (outcome.decision.kind == PlanDecisionKind::kPrefer) {
      outcome.cost = -outcome.visits * asked.worth;
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

std::string EncodeOutcomes(const Network& network, const std::vector<DecisionOutcome>& outcomes) {
  DecisionJson out = DecisionJson::array();
  for (const DecisionOutcome& outcome : outcomes) out.push_back(OutcomeJson(network, outcome));
  return out.dump(-1, ' ', false, DecisionJson::error_handler_t::replace);
}

}  // namespace vuoro
