// What people decided about a week, apart from the network document, and what came of it in a plan.
//
// docs/deciding.md tells what decisions mean and how they are written.
#ifndef VUORO_CONFIG_DECISIONS_H_
#define VUORO_CONFIG_DECISIONS_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/config/load.h"
#include "vuoro/config/planning_problem.h"

namespace vuoro {

// The decisions that `json` lists, as in the document's planning.decisions: all or nothing.
// `faults` as in LoadNetwork. Errors: bad_document, with the first fault in its message and as its
// place.
absl::StatusOr<std::vector<PlanDecision>> LoadDecisions(std::string_view json,
                                                        const Network& network,
                                                        std::vector<Fault>* faults = nullptr);

// What came of one decision.
struct DecisionOutcome {
  PlanDecision decision;
  std::string path;    // "/planning/decisions/2" of the document, "/2" of a list of its own
  int64_t visits = 0;  // of the plan that match it; 0 if it can concern none
  bool kept = true;    // false of a pin that no visit keeps: a disruption lifted it
  int64_t cost = 0;    // of a preference: what its visits add to the plan's cost, or save (below 0)
};

// By decision, in the order of the document and then of the list. `plan` is one for `made.problem`.
// Cost: decisions x visits.
std::vector<DecisionOutcome> OutcomesOf(const PlanningProblem& made, const planning::Plan& plan);

// A JSON array: the decision as it is written, with `path`, `visits`, `kept` and `cost`. Canonical
// bytes without a line feed.
std::string EncodeOutcomes(const Network& network, const std::vector<DecisionOutcome>& outcomes);

}  // namespace vuoro

#endif  // VUORO_CONFIG_DECISIONS_H_
