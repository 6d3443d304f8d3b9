// The judge of weekly plans: rules C0..C19 and the cost, written plainly and sharing no code with
// the planner.
//
// Per rule: C0 well-formed; C1 the official may visit this office on this day; C2 an agreement
// allows the weekday; C3 inside opening hours; C4 length of a visit; C5 a visit serves lines of its
// agency and office, on one of their days, in a language the official speaks, no more than
// its length (less a slot for lunch); C6 desks; C7
// exclusive rooms; C8 stops a day, at different offices; C9 time to drive between them; C10 out and
// back within the day; C11 limits of a day and of each week of the cycle: slots away, field days;
// C12 visits per agreement and cycle; C13 a call's line allows video and the day, its agency is the
// official's, and he speaks the language unless it is interpreted; C14 calls on remote duty and
// never on a field day; C15 one call per official and slot; C16 booths (none on days without video)
// and interpreters; C17 no line is served beyond its demand; C18 every pin has a visit
// that matches it (problem.h, Decision); C19 no visit or call is forbidden.
#ifndef VUORO_PLANNING_CHECKER_H_
#define VUORO_PLANNING_CHECKER_H_

#include <string>
#include <vector>

#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

struct Violation {
  int rule = 0;      // 0..19
  std::string text;  // names the visit, call, office, official or line, with values
};

struct Verdict {
  std::vector<Violation> violations;
  Cost cost;  // what the plan would cost; meaningful only if feasible

  bool feasible() const { return violations.empty(); }
  bool Breaks(int rule) const;
};

// Judges any plan, however malformed, for a problem that passes Validate(). Malformed entries are
// reported as C0 and otherwise ignored. Time is linear in plan and problem, with a logarithm, and
// visits and calls times decisions.
Verdict Check(const Problem& problem, const Plan& plan);

// OK, or `bad_plan` naming the first broken rule and how many there are.
absl::Status CheckedOrError(const Problem& problem, const Plan& plan);

// Visits that differ between two plans; two are the same if official, office, day, start and end
// agree.
struct VisitChanges {
  int removed = 0;
  int added = 0;
  int kept = 0;
  friend bool operator==(const VisitChanges&, const VisitChanges&) = default;
};
VisitChanges CompareVisits(const Plan& before, const Plan& after);

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_CHECKER_H_
