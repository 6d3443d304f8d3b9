// Why a plan leaves demand unmet, what would save most, and which rules exclude each other, in the
// words of the network document: room planning's explanations with agencies, offices and people
// instead of positions.
#ifndef VUORO_CONFIG_PLAN_EXPLANATION_H_
#define VUORO_CONFIG_PLAN_EXPLANATION_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vuoro/config/planning_problem.h"
#include "vuoro/planning/conflict.h"
#include "vuoro/planning/explain.h"

namespace vuoro {

// A line of the document's demand that is not wholly served.
struct UnmetDemand {
  AgencyIndex agency;
  OfficeIndex office;
  LanguageIndex language;
  int line = 0;    // position in the demand of network and document
  int wanted = 0;  // half hours
  int unmet = 0;
  std::vector<planning::LackedSet> lacked;  // see planning/explain.h
  int64_t saving = 0;
};

// One remedy to the document that saves `gain`; what it is not about is none or -1.
struct DocumentRemedy {
  planning::RemedyKind kind = planning::RemedyKind::kVideo;
  AgencyIndex agency;
  OfficeIndex office;
  PersonIndex person;
  LanguageIndex language;
  int weekday = -1;
  // When it is about opening or remote hours: what they become. For an interpreter: the hour.
  MinuteRange hours;
  // A JSON pointer to where the document says so; of a person the member of his entry alone, since
  // one entry may stand for several people.
  std::string path;
  std::optional<PlanDecision> decision = std::nullopt;  // of kForbid
  int64_t gain = 0;
  int64_t certain = 0;      // what no plan at all saves without it
  int64_t unmet_slots = 0;  // what the plan with it still leaves unmet
};

// A rule that cannot be kept together with the others.
struct ConflictingRule {
  planning::RuleKind kind = planning::RuleKind::kLeastVisits;
  AgencyIndex agency;
  OfficeIndex office;
  PersonIndex person;
  std::vector<std::string> keys;   // of agreements: those that say so
  std::vector<std::string> paths;  // "/agreements/3/min_visits"; as DocumentRemedy::path
  std::optional<PlanDecision> decision = std::nullopt;  // of a pin or forbid
  int limit = -1;  // the visits demanded, where the rule is a number
  int weeks = 1;   // that visits are counted over
};

struct PlanExplanation {
  bool of_plan = false;  // else of a week for which none was found
  // Of a plan.
  std::vector<UnmetDemand> unmet;        // in the order of the document
  std::vector<DocumentRemedy> remedies;  // the one that saves most first
  planning::Cost cost;                   // of the plan, improved by the same means as the remedies
  int64_t candidates = 0;                // remedies that were looked at
  bool complete = true;                  // false: ExplainOptions::go_on ended the search
  // Of a week without one. `feasible` may be kYes: then the planner had too little time.
  std::vector<ConflictingRule> conflict;
  planning::Feasible feasible = planning::Feasible::kYes;
  bool minimal = true;  // of `conflict`: proven
};

// Errors: those of planning::FindRemedies.
absl::StatusOr<PlanExplanation> ExplainPlan(const Network& network, const PlanningProblem& made,
                                            const planning::Plan& plan,
                                            const planning::ExplainOptions& options);

// Of a plan that was written down: its demand is dealt out anew, see dealt_plan.h. Errors: those of
// MakeDealtPlan, and bad_plan for one that breaks a rule of this week.
absl::StatusOr<PlanExplanation> ExplainWeekPlan(const Network& network, const PlanningProblem& made,
                                                const WeekPlan& plan,
                                                const planning::ExplainOptions& options);

// Why no plan of this week keeps all agreements. Errors: those of planning::FindConflict.
absl::StatusOr<PlanExplanation> ExplainInfeasible(const Network& network,
                                                  const PlanningProblem& made,
                                                  int64_t work = planning::kConflictWork);

// As JSON without line feeds, keys sorted.
std::string EncodePlanExplanation(const Network& network, const PlanExplanation& explanation);

}  // namespace vuoro

#endif  // VUORO_CONFIG_PLAN_EXPLANATION_H_
