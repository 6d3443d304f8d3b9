// The `weekly-plan-1` JSON of problems, plans and disruptions, read and written; knows no network
// document.
#ifndef VUORO_PLANNING_PROBLEM_JSON_H_
#define VUORO_PLANNING_PROBLEM_JSON_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "vuoro/planning/disruption.h"
#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// Reads a problem and validates it. `bad_document` with a JSON pointer as its path for text that is
// not JSON, a missing key or a wrong type; else what Problem::Validate() says. Unknown keys (the
// format carries some for drawing) are ignored, but for those of a decision. `decisions` may be
// left out: a list of {"decide": "pin", "forbid" or "prefer", official, agency, office, day, window
// [from, to], exact, video, worth}, all but the first as in Decision and optional.
absl::StatusOr<Problem> ParseProblem(std::string_view json);

// Reads a plan. Only its form is judged (`bad_document`); Check() judges the rest.
absl::StatusOr<Plan> ParsePlan(std::string_view json);

// Reads a disruption: lists `absent` of {official, day}, `closed` of {office, day} and `lost_desks`
// of {office, desks}, each of which may be left out. People write it, so an unknown key is a fault.
absl::StatusOr<Disruption> ParseDisruption(std::string_view json);

// Canonical bytes: keys sorted, no spaces, one newline at the end.
std::string ProblemToJson(const Problem& problem);
std::string PlanToJson(const Plan& plan, std::string_view problem_name);
std::string DisruptionToJson(const Disruption& disruption, std::string_view problem_name);

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_PROBLEM_JSON_H_
