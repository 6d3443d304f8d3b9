// Which rules make a problem infeasible: a smallest set of them that no plan can keep together.
//
// Nothing but agreements' least visits and people's pins can make a problem infeasible: without
// them the empty plan keeps all rules. The rules below can be taken out one by one; what remains
// (driving time, the shortest visit, stops a day, whose official somebody is, weekdays in a week)
// is as it is.
#ifndef VUORO_PLANNING_CONFLICT_H_
#define VUORO_PLANNING_CONFLICT_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// A kind of rule, and what the problem is like without it.
enum class RuleKind : uint8_t {
  kLeastVisits,  // of an agreement: min_visits is 0
  kMostVisits,   // of an agreement: max_visits is kMaxLineSlots
  kWeekdays,     // of an agreement: every day of the week
  kOpening,      // of an office: open in every slot
  kDesks,        // of an office: kMaxCapacity desks
  kRoom,         // of an exclusive group: no agency in it
  kFieldDays,    // of an official: every day, and as many field days as the week has days
  kHours,        // of an official: max_day kMaxSlotsPerDay, max_week kMaxWeekDays * kMaxSlotsPerDay
  kOffices,      // of an official: he may visit every office
  kPin,          // a decision: a preference worth nothing instead
  kForbid,       // a decision, likewise
};
inline constexpr int kRuleKindCount = 11;
std::string_view RuleName(RuleKind kind);  // "least_visits" and so on

struct Rule {
  RuleKind kind = RuleKind::kLeastVisits;
  int position = 0;  // of the agreement, office, group, official or decision
  friend auto operator<=>(const Rule&, const Rule&) = default;
};

// Every rule of the problem, in order.
std::vector<Rule> RulesOf(const Problem& problem);
// The problem without one rule.
Problem Without(const Problem& problem, const Rule& rule);

// OK, or `infeasible` for the first pin that no visit whatever can keep: its place is
// `/decisions/N`, and the message says which rule of checker.h the last visits fall by when the
// rules are applied one after another. Other visits, desks and rooms are not looked at. REQUIRES:
// the problem passes Validate(). Cost: pins x officials x offices x days at most, often far less.
absl::Status CheckPins(const Problem& problem);

enum class Feasible : uint8_t { kNo, kYes, kUnproven };

// Whether some plan keeps every rule: an exact search over visits alone (calls and what visits
// serve never matter to it). kUnproven when `work` units, about one pattern or flow step each, were
// not enough. `plan`, if given, gets a plan when the answer is yes.
Feasible DecideFeasible(const Problem& problem, int64_t work, Plan* plan = nullptr);

inline constexpr int64_t kConflictWork = 2'000'000;

struct Conflict {
  // kNo: infeasible, and `rules` cannot be kept together. kYes: feasible, no rules. kUnproven: the
  // work limit was hit before anything was known.
  Feasible feasible = Feasible::kUnproven;
  std::vector<Rule> rules;  // ascending; all other rules may be taken out and it stays infeasible
  // True if the set without any one of its rules is proven feasible. False: for some rule the work
  // limit was hit, so that a smaller set may do.
  bool minimal = false;
};

// A conflict set by deletion: of the problem's rules, those are taken out one after another
// (many at once as long as that works) without which it stays infeasible. `work` is for each of the
// decisions. Errors: what Problem::Validate() says.
absl::StatusOr<Conflict> FindConflict(const Problem& problem, int64_t work = kConflictWork);

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_CONFLICT_H_
