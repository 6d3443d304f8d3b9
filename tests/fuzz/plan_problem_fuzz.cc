// Fuzz target: any bytes as a weekly-plan problem. Refused with one line, or a problem that comes
// back the same from its own JSON, and that the planner solves by the rules if it is small.
#include <cstdint>
#include <string>

#include "small_problems.h"
#include "vuoro/planning/conflict.h"
#include "vuoro/planning/problem_json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace vuoro;
  using namespace vuoro::planning;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Problem> problem = ParseProblem(json);
  if (!problem.ok()) {
    Require(MessageOf(problem.status()).find('\n') == std::string::npos, "one line");
    return 0;
  }
  Require(problem->Validate().ok(), "what is read is valid");
  const std::string written = ProblemToJson(*problem);
  const absl::StatusOr<Problem> again = ParseProblem(written);
  Require(again.ok() && ProblemToJson(*again) == written, "it comes back the same");
  if (!Quick(*problem)) return 0;
  const auto result = SolveLawfully(*problem, {.steps = 20});
  if (result.ok()) {
    const auto same = SolveLawfully(*again, {.steps = 20});
    Require(same.ok() && same->plan == result->plan, "the same problem gives the same plan");
  } else {
    Require(DecideFeasible(*problem, 2000) != Feasible::kYes, "a plan was there to find");
  }
  return 0;
}
