// Holds constraints against their meaning: a slow function that says of whole assignments whether
// they are solutions.
#ifndef VUORO_TESTS_SOLVER_ORACLE_H_
#define VUORO_TESTS_SOLVER_ORACLE_H_

#include <functional>
#include <memory>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/solver/store.h"

namespace vuoro::solver {

inline constexpr int kFewer = 120;  // cases of models with many solutions

using Values = std::vector<int64_t>;
using Meaning = std::function<bool(const Values&)>;

// What a propagator claims to leave: nothing in particular; bounds that some solution has among the
// values between the bounds of the others; only values that some solution has.
enum class Consistency { kNone, kBounds, kDomain };

// A store of a few small variables in [-24, 40), the sets they began with, and what the constraints
// on it mean.
struct Case {
  Store store;
  std::vector<Var> vars;
  std::vector<Values> domains;
  std::vector<Meaning> meanings;  // of values in the order of vars

  Case() = default;
  // `count` variables in [low, high], with holes unless told otherwise.
  Case(Random& random, int count, int64_t low, int64_t high, bool holes = true);

  // Takes in a variable of the store; its place in `vars`.
  size_t Take(Var x);
  size_t AddVar(int64_t low, int64_t high) { return Take(store.NewVar(low, high)); }
  bool Holds(const Values& values) const;
  std::vector<Values> Solutions() const;
};

// Holds the store of `c` against its solutions: at the root and in random dives, no value of a
// solution may be lost and the claimed consistency must be reached; domains must come back;
// searches by several strategies must find just the solutions, and their optimum. Breaks `c`'s
// store in the end. True if there was a solution.
bool Judge(Case& c, Random& random, Consistency consistency);

// Judges many random cases, of which some but not all must have solutions.
void Differential(uint64_t seed, Consistency consistency,
                  const std::function<void(Random&, Case&)>& make, int cases = 300);

}  // namespace vuoro::solver

#endif  // VUORO_TESTS_SOLVER_ORACLE_H_
