// Fuzz target, differential: bytes draw a week so small that every plan of it can be tried, and the
// planner, its bound and its proof of infeasibility are held against the best of them.
#include <algorithm>
#include <cstdint>
#include <span>

#include "planning/small_oracle.h"
#include "small_problems.h"
#include "vuoro/planning/conflict.h"

namespace {

// Draws numbers from bytes, and the lowest once they are used up.
class ByteDraws {
 public:
  explicit ByteDraws(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  int64_t Between(int64_t low, int64_t high) {
    if (bytes_.empty()) return low;
    const int64_t drawn = low + bytes_.front() % (high - low + 1);
    bytes_ = bytes_.subspan(1);
    return drawn;
  }

 private:
  std::span<const uint8_t> bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace vuoro;
  using namespace vuoro::planning;
  ByteDraws draws({data, size});
  const Problem problem = SmallProblem(draws);
  Require(problem.Validate().ok(), "a drawn week is valid");
  const std::optional<int64_t> optimum = SmallOracle(problem).Optimum();
  const Feasible feasible = DecideFeasible(problem, kConflictWork);
  Require(feasible == (optimum ? Feasible::kYes : Feasible::kNo), "feasible or not");
  for (const int threads : {1, 2}) {
    const auto result = SolveLawfully(problem, {.threads = threads, .steps = 200});
    // A refusal may be the budget's fault, a plan for an infeasible week cannot.
    if (!result.ok()) continue;
    Require(optimum.has_value(), "no plan for an infeasible week");
    Require(result->objective >= *optimum, "no plan is better than the best");
    Require(result->bound <= *optimum, "the bound does not pass the optimum");
  }
  return 0;
}
