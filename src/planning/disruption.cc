// Taking absent officials, closed offices and lost desks out of a problem.
#include "vuoro/planning/disruption.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "decision_masks.h"
#include "index.h"
#include "pins.h"
#include "positions.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/conflict.h"

namespace vuoro::planning {
namespace {

using AgencyAndOffice = std::pair<int, int>;  // (agency, office)

absl::Status Exists(int value, size_t size, std::string_view list, size_t at,
                    std::string_view key) {
  if (value >= 0 && U(value) < size) return absl::OkStatus();
  return AtPath(Fail(Reason::kBadArgument, "{} {} of {}", key, value, size),
                fmt::format("/{}/{}/{}", list, at, key));
}

absl::Status CheckPlaces(const Problem& p, const Disruption& disruption) {
  const size_t days = U(p.days);
  for (size_t i = 0; i < disruption.absent.size(); ++i) {
    const Absence& a = disruption.absent[i];
    VUORO_RETURN_IF_ERROR(Exists(a.official, p.officials.size(), "absent", i, "official"));
    VUORO_RETURN_IF_ERROR(Exists(a.day, days, "absent", i, "day"));
  }
  for (size_t i = 0; i < disruption.closed.size(); ++i) {
    const Closure& c = disruption.closed[i];
    VUORO_RETURN_IF_ERROR(Exists(c.office, p.offices.size(), "closed", i, "office"));
    VUORO_RETURN_IF_ERROR(Exists(c.day, days, "closed", i, "day"));
  }
  for (size_t i = 0; i < disruption.lost_desks.size(); ++i) {
    const LostDesks& l = disruption.lost_desks[i];
    VUORO_RETURN_IF_ERROR(Exists(l.office, p.offices.size(), "lost_desks", i, "office"));
    VUORO_RETURN_IF_ERROR(
        Exists(l.desks, U(p.offices[U(l.office)].desks) + 1, "lost_desks", i, "desks"));
  }
  return absl::OkStatus();
}

bool MayVisit(const Problem& p, const Visit& v) {
  const bool exists = v.official >= 0 && U(v.official) < p.officials.size() && v.office >= 0 &&
                      U(v.office) < p.offices.size() && v.day >= 0 && v.day < p.days &&
                      v.start >= 0 && v.start < v.end && v.end <= p.slots_per_day;
  if (!exists) return false;
  const Window& open = p.offices[U(v.office)].open[U(v.day)];
  return p.officials[U(v.official)].field[U(v.day)] && open.from <= v.start && v.end <= open.to;
}

// Days on which each agreement could still be visited, summed over the officials it may have and
// the weeks of the cycle.
std::map<AgencyAndOffice, int> DaysLeft(const Problem& p) {
  std::map<AgencyAndOffice, const Agreement*> agreements;
  for (const Agreement& g : p.agreements) agreements[{g.agency, g.office}] = &g;
  std::map<AgencyAndOffice, int> left;
  for (const Official& e : p.officials) {
    for (int o : e.offices) {
      const auto g = agreements.find({e.agency, o});
      if (g == agreements.end()) continue;
      const auto may = [&](int d) {
        return e.field[U(d)] && p.offices[U(o)].open[U(d)].length() >= p.min_visit;
      };
      std::vector<int> days(U(p.weeks));
      for (int d : g->second->weekdays) days[U(p.WeekOf(d))] += may(d) ? 1 : 0;
      for (int n : days) left[g->first] += std::min(n, e.max_field_days);
    }
  }
  return left;
}

std::map<AgencyAndOffice, int> CountVisits(const Problem& p, const std::vector<Visit>& visits) {
  std::map<AgencyAndOffice, int> count;
  for (const Visit& v : visits) {
    if (v.official < 0 || U(v.official) >= p.officials.size()) continue;
    ++count[{p.officials[U(v.official)].agency, v.office}];
  }
  return count;
}

// Agreements that an absent official could visit, or whose office lost anything.
std::set<AgencyAndOffice> AgreementsTouched(const Problem& p, const Disruption& disruption) {
  std::set<int> offices;
  for (const Closure& c : disruption.closed) offices.insert(c.office);
  for (const LostDesks& l : disruption.lost_desks) offices.insert(l.office);
  std::set<AgencyAndOffice> touched;
  for (const Agreement& g : p.agreements) {
    if (offices.contains(g.office)) touched.insert({g.agency, g.office});
  }
  for (const Absence& a : disruption.absent) {
    const Official& e = p.officials[U(a.official)];
    for (int o : e.offices) touched.insert({e.agency, o});
  }
  return touched;
}

void TakeOut(Problem& p, const Disruption& disruption) {
  for (const Absence& a : disruption.absent) {
    p.officials[U(a.official)].field[U(a.day)] = false;
    p.officials[U(a.official)].remote[U(a.day)] = {};
  }
  for (const Closure& c : disruption.closed) {
    p.offices[U(c.office)].open[U(c.day)] = {};
    std::erase_if(p.presence,
                  [&](const Presence& x) { return x.office == c.office && x.day == c.day; });
  }
  std::map<int, int> lost;
  for (const LostDesks& l : disruption.lost_desks) lost[l.office] += l.desks;
  for (const auto& [o, desks] : lost) {
    Office& office = p.offices[U(o)];
    if (desks >= office.desks) {
      for (Agreement& g : p.agreements) {
        if (g.office == o) g.weekdays.clear();
      }
    }
    office.desks = std::max(1, office.desks - desks);
  }
}

// The pins that some of the visits keep.
std::set<int> PinsKept(const DecisionMasks& masks, const std::vector<Visit>& visits) {
  std::set<int> kept;
  for (const Visit& v : visits) {
    for (const Wish& wish : masks.Wishes(v.official, v.office, v.day)) {
      if (wish.pin >= 0 && wish.Matches(Bits(v.start, v.end))) kept.insert(wish.pin);
    }
  }
  return kept;
}

// Pins become preferences worth nothing if the baseline's visits that kept them fell away, or if no
// visit at all can keep them any more.
void LiftPins(const Problem& before, const Plan& baseline, Problem& p) {
  const DecisionMasks masks(before);
  if (masks.pins().empty()) return;
  std::set<int> lifted;
  const std::set<int> kept = PinsKept(masks, VisitsThatStay(p, baseline));
  for (int pin : PinsKept(masks, VisitsThatStay(before, baseline))) {
    if (!kept.contains(pin)) lifted.insert(masks.pins()[U(pin)]);
  }
  const std::vector<int> never = ImpossiblePins(before);
  for (int at : ImpossiblePins(p)) {
    if (std::find(never.begin(), never.end(), at) == never.end()) lifted.insert(at);
  }
  for (int at : lifted) p = Without(p, {RuleKind::kPin, at});
}

}  // namespace

std::vector<Visit> VisitsThatStay(const Problem& p, const Plan& baseline) {
  std::map<AgencyAndOffice, const Agreement*> agreements;
  for (const Agreement& g : p.agreements) agreements[{g.agency, g.office}] = &g;
  std::map<std::tuple<int, int, int>, int> sitting;  // (office, day, slot)
  std::vector<Visit> sorted = baseline.visits;
  std::sort(sorted.begin(), sorted.end());
  std::vector<Visit> stay;
  const DecisionMasks masks(p);
  for (const Visit& v : sorted) {
    if (!MayVisit(p, v)) continue;
    if ((masks.Shut(v.official, v.office, v.day) & Bits(v.start, v.end)) != 0) continue;
    const auto g = agreements.find({p.officials[U(v.official)].agency, v.office});
    if (g == agreements.end()) continue;
    const std::vector<int>& weekdays = g->second->weekdays;
    if (std::find(weekdays.begin(), weekdays.end(), v.day) == weekdays.end()) continue;
    bool desk = true;
    for (int q = v.start; q < v.end; ++q) {
      desk = desk && sitting[{v.office, v.day, q}] < p.offices[U(v.office)].desks;
    }
    if (!desk) continue;
    for (int q = v.start; q < v.end; ++q) ++sitting[{v.office, v.day, q}];
    stay.push_back(v);
  }
  return stay;
}

absl::StatusOr<Problem> Apply(const Problem& problem, const Disruption& disruption,
                              const Plan& baseline) {
  VUORO_RETURN_IF_ERROR(CheckPlaces(problem, disruption));
  Problem p = problem;
  TakeOut(p, disruption);
  const std::set<AgencyAndOffice> touched = AgreementsTouched(problem, disruption);
  const std::map<AgencyAndOffice, int> possible = DaysLeft(p);
  std::map<AgencyAndOffice, int> before = CountVisits(problem, VisitsThatStay(problem, baseline));
  std::map<AgencyAndOffice, int> after = CountVisits(p, VisitsThatStay(p, baseline));
  for (Agreement& g : p.agreements) {
    const AgencyAndOffice pair{g.agency, g.office};
    if (after[pair] < before[pair]) g.min_visits = std::min(g.min_visits, after[pair]);
    if (!touched.contains(pair)) continue;
    const auto left = possible.find(pair);
    g.min_visits = std::min(g.min_visits, left == possible.end() ? 0 : left->second);
  }
  LiftPins(problem, baseline, p);
  return p;
}

}  // namespace vuoro::planning
