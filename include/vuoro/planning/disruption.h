// What falls away from a week that was already planned, and the problem that remains.
//
// A plan for the problem that remains is found by Solve() with the old plan as its baseline.
#ifndef VUORO_PLANNING_DISRUPTION_H_
#define VUORO_PLANNING_DISRUPTION_H_

#include <absl/status/statusor.h>

#include <vector>

#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// An official who neither visits nor takes calls on a day.
struct Absence {
  int official = 0;
  int day = 0;
  friend auto operator<=>(const Absence&, const Absence&) = default;
};

// An office that does not open on a day.
struct Closure {
  int office = 0;
  int day = 0;
  friend auto operator<=>(const Closure&, const Closure&) = default;
};

// Desks that an office does without, all week.
struct LostDesks {
  int office = 0;
  int desks = 0;
  friend auto operator<=>(const LostDesks&, const LostDesks&) = default;
};

struct Disruption {
  std::vector<Absence> absent;
  std::vector<Closure> closed;
  std::vector<LostDesks> lost_desks;
  friend bool operator==(const Disruption&, const Disruption&) = default;
};

// The problem under the disruption. An office left without a desk keeps one in name, and its
// agreements allow no weekday.
//
// Agreements' minimum visits are lowered to the capacity left, by two rules, so that a loss never
// makes a feasible problem infeasible: where the baseline's visits fell away, to those that stay;
// and at every place touched, to the days on which some official could still come. Of visits that
// compete for the desks left those first in order (Visit's <=>) stay. Without a baseline,
// `baseline` is empty and the second rule works alone. Pins are lifted (they become preferences
// worth nothing) likewise: those that the baseline's visits kept and the ones that stay do not, and
// those that no visit can keep any more.
//
// Errors: `bad_argument` with the place (PathOf) for an official, office, day or number of desks
// that does not exist. REQUIRES: `problem` passes Validate(). Cost: linear, with a logarithm.
absl::StatusOr<Problem> Apply(const Problem& problem, const Disruption& disruption,
                              const Plan& baseline);

// The baseline's visits that `problem` still allows by day, opening, desks and decisions, sorted.
std::vector<Visit> VisitsThatStay(const Problem& problem, const Plan& baseline);

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_DISRUPTION_H_
