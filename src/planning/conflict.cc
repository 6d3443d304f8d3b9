// Smallest sets of rules in conflict, by taking out rules as long as it stays infeasible.
#include "vuoro/planning/conflict.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <span>

#include "positions.h"
#include "vuoro/base/status.h"

namespace vuoro::planning {
namespace {

constexpr std::array<std::string_view, kRuleKindCount> kRuleNames = {
    "least_visits", "most_visits", "weekdays", "opening", "desks", "room",
    "field_days",   "hours",       "offices",  "pin",     "forbid"};

void TakeOut(Problem& p, const Rule& rule) {
  const size_t at = U(rule.position);
  std::vector<int> every;
  switch (rule.kind) {
    case RuleKind::kLeastVisits:
      p.agreements[at].min_visits = 0;
      return;
    case RuleKind::kMostVisits:
      p.agreements[at].max_visits = kMaxLineSlots;
      return;
    case RuleKind::kWeekdays:
      every.resize(U(p.days));
      std::iota(every.begin(), every.end(), 0);
      p.agreements[at].weekdays = std::move(every);
      return;
    case RuleKind::kOpening:
      p.offices[at].open.assign(U(p.days), Window{0, p.slots_per_day});
      return;
    case RuleKind::kDesks:
      p.offices[at].desks = kMaxCapacity;
      return;
    case RuleKind::kRoom:
      p.exclusive[at].agencies.clear();
      return;
    case RuleKind::kFieldDays:
      p.officials[at].field.assign(U(p.days), true);
      p.officials[at].max_field_days = p.DaysPerWeek();
      return;
    case RuleKind::kHours:
      p.officials[at].max_day = kMaxSlotsPerDay;
      p.officials[at].max_week = kMaxWeekDays * kMaxSlotsPerDay;
      return;
    case RuleKind::kOffices:
      every.resize(p.offices.size());
      std::iota(every.begin(), every.end(), 0);
      p.officials[at].offices = std::move(every);
      return;
    case RuleKind::kPin:
    case RuleKind::kForbid:
      p.decisions[at].kind = DecisionKind::kPrefer;
      p.decisions[at].exact = false;
      p.decisions[at].video = false;
      return;
  }
}

class Filter {
 public:
  Filter(const Problem& problem, int64_t work) : problem_(problem), work_(work) {}

  Conflict Run() {
    Conflict conflict;
    conflict.feasible = DecideFeasible(problem_, work_);
    if (conflict.feasible != Feasible::kNo) return conflict;
    std::vector<Rule> demands;
    for (const Rule& rule : RulesOf(problem_)) {
      if (Demands(rule)) demands.push_back(rule);
    }
    // Those of one agency beside each other, since they tend to go together.
    std::stable_sort(demands.begin(), demands.end(),
                     [&](const Rule& a, const Rule& b) { return AgencyOf(a) < AgencyOf(b); });
    TryWithout(demands);
    const std::vector<Rule> other = OtherRules();
    for (const bool apart : {true, false}) {  // first what cannot matter
      std::vector<Rule> group;
      for (const Rule& rule : other) {
        if (MayMatter(rule) != apart) group.push_back(rule);
      }
      TryWithout(group);
    }
    conflict.rules = std::move(kept_);
    std::sort(conflict.rules.begin(), conflict.rules.end());
    conflict.minimal = proven_;
    return conflict;
  }

 private:
  // Only these ask for visits; all others limit them.
  static bool Demands(const Rule& rule) {
    return rule.kind == RuleKind::kLeastVisits || rule.kind == RuleKind::kPin;
  }
  // -1: any.
  int AgencyOf(const Rule& rule) const {
    if (rule.kind == RuleKind::kLeastVisits) return problem_.agreements[U(rule.position)].agency;
    const Decision& pin = problem_.decisions[U(rule.position)];
    return pin.official < 0 ? pin.agency : problem_.officials[U(pin.official)].agency;
  }
  int OfficeOf(const Rule& rule) const {
    return rule.kind == RuleKind::kLeastVisits ? problem_.agreements[U(rule.position)].office
                                               : problem_.decisions[U(rule.position)].office;
  }

  // In the order in which they are tried: what is left should rather name people's terms and
  // agreements than buildings, and rather
  // what they decided than either.
  std::vector<Rule> OtherRules() const {
    std::vector<Rule> rules;
    for (const RuleKind kind : {RuleKind::kMostVisits, RuleKind::kDesks, RuleKind::kRoom,
                                RuleKind::kOffices, RuleKind::kOpening, RuleKind::kHours,
                                RuleKind::kFieldDays, RuleKind::kWeekdays, RuleKind::kForbid}) {
      for (const Rule& rule : RulesOf(problem_)) {
        if (rule.kind == kind) rules.push_back(rule);
      }
    }
    return rules;
  }

  // False for rules of agencies and offices that have nothing to do with the visits demanded.
  bool MayMatter(const Rule& rule) const {
    std::set<int> agencies, offices;
    for (const Rule& kept : kept_) {
      if (!Demands(kept)) continue;
      agencies.insert(AgencyOf(kept));
      offices.insert(OfficeOf(kept));
    }
    const auto of_agency = [&](int a) { return agencies.contains(-1) || agencies.contains(a); };
    const auto of_office = [&](int o) { return offices.contains(-1) || offices.contains(o); };
    const size_t at = U(rule.position);
    switch (rule.kind) {
      case RuleKind::kOpening:
      case RuleKind::kDesks:
        return of_office(rule.position);
      case RuleKind::kRoom:
        return of_office(problem_.exclusive[at].office);
      case RuleKind::kFieldDays:
      case RuleKind::kHours:
      case RuleKind::kOffices:
        return of_agency(problem_.officials[at].agency);
      case RuleKind::kForbid:
        return problem_.decisions[at].office < 0 || of_office(problem_.decisions[at].office);
      default:
        return of_agency(problem_.agreements[at].agency) &&
               of_office(problem_.agreements[at].office);
    }
  }

  // Takes out as many of `rules` as possible; those that must stay are kept.
  void TryWithout(std::span<const Rule> rules) {
    if (rules.empty()) return;
    Problem without = problem_;
    for (const Rule& rule : rules) TakeOut(without, rule);
    const Feasible answer = DecideFeasible(without, work_);
    if (answer == Feasible::kNo) {
      problem_ = std::move(without);
      return;
    }
    if (rules.size() == 1) {
      kept_.push_back(rules.front());
      proven_ = proven_ && answer == Feasible::kYes;
      return;
    }
    TryWithout(rules.first(rules.size() / 2));
    TryWithout(rules.subspan(rules.size() / 2));
  }

  Problem problem_;
  const int64_t work_;
  std::vector<Rule> kept_;
  bool proven_ = true;
};

}  // namespace

std::string_view RuleName(RuleKind kind) { return kRuleNames[static_cast<size_t>(kind)]; }

std::vector<Rule> RulesOf(const Problem& problem) {
  std::vector<Rule> rules;
  const auto add = [&](RuleKind kind, size_t count) {
    for (size_t i = 0; i < count; ++i) rules.push_back({kind, static_cast<int>(i)});
  };
  add(RuleKind::kLeastVisits, problem.agreements.size());
  add(RuleKind::kMostVisits, problem.agreements.size());
  add(RuleKind::kWeekdays, problem.agreements.size());
  add(RuleKind::kOpening, problem.offices.size());
  add(RuleKind::kDesks, problem.offices.size());
  add(RuleKind::kRoom, problem.exclusive.size());
  add(RuleKind::kFieldDays, problem.officials.size());
  add(RuleKind::kHours, problem.officials.size());
  add(RuleKind::kOffices, problem.officials.size());
  for (const RuleKind kind : {RuleKind::kPin, RuleKind::kForbid}) {
    const auto wanted = kind == RuleKind::kPin ? DecisionKind::kPin : DecisionKind::kForbid;
    for (size_t i = 0; i < problem.decisions.size(); ++i) {
      if (problem.decisions[i].kind == wanted) rules.push_back({kind, static_cast<int>(i)});
    }
  }
  return rules;
}

Problem Without(const Problem& problem, const Rule& rule) {
  Problem without = problem;
  TakeOut(without, rule);
  return without;
}

absl::StatusOr<Conflict> FindConflict(const Problem& problem, int64_t work) {
  VUORO_RETURN_IF_ERROR(problem.Validate());
  if (work < 0) return Fail(Reason::kBadArgument, "{} units of work", work);
  return Filter(problem, work).Run();
}

}  // namespace vuoro::planning
