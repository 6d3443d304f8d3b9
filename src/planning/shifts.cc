// Finds shifts by taking a visit out of the plan and judging every other place for it.
#include "shifts.h"

#include <algorithm>
#include <set>

namespace vuoro::planning {
namespace {

// The longest run of days without service, the last of which is followed by the first.
int LongestWait(const std::vector<int>& service) {
  const int days = static_cast<int>(service.size());
  int most = 0;
  for (int first = 0; first < days; ++first) {
    int run = 0;
    while (run < days && service[U((first + run) % days)] <= 0) ++run;
    most = std::max(most, run);
  }
  return most;
}

}  // namespace

Shifts::Shifts(const Problem& problem, const Plan& plan)
    : problem_(problem),
      plan_(plan),
      leftover_(problem, plan),
      calls_(problem.demand.size()),
      visits_(problem.demand.size()) {
  const auto serve = [&](const DemandLine& line, int day) {
    std::vector<int>& service = ServiceOf(line.agency, line.office);
    service.resize(U(problem.days));
    ++service[U(day)];
  };
  for (size_t v = 0; v < plan.visits.size(); ++v) {
    const Visit& visit = plan.visits[v];
    if (visit.serves.empty()) continue;
    serve(problem.demand[U(visit.serves.front().line)], visit.day);
    for (const Serve& s : visit.serves) visits_[U(s.line)].push_back(static_cast<int>(v));
  }
  for (size_t c = 0; c < plan.video.size(); ++c) {
    const VideoCall& call = plan.video[c];
    serve(problem.demand[U(call.line)], call.day);
    calls_[U(call.line)].push_back(static_cast<int>(c));
  }
}

int64_t Shifts::WaitSaved(int agency, int office, int from, int to) const {
  if (leftover_.AgreementOf(agency, office) < 0) return 0;
  const auto found = service_.find({agency, office});
  if (found == service_.end()) return 0;
  std::vector<int> service = found->second;
  const int before = LongestWait(service);
  --service[U(from)];
  ++service[U(to)];  // the same day twice changes nothing
  return int64_t{problem_.WaitWeight(agency)} * (before - LongestWait(service));
}

void Shifts::ForEach(const std::function<bool()>& go_on,
                     const std::function<void(const Shift&)>& see) {
  for (int v = 0; v < static_cast<int>(plan_.visits.size()); ++v) {
    if (!go_on()) return;
    leftover_.Lift(v);
    MovesOf(v, see);
    leftover_.PutBack(v);
  }
  for (int k = 0; k < static_cast<int>(problem_.demand.size()); ++k) {
    if (leftover_.unmet(k) > 0) continue;  // that is a matter of unmet half hours
    if (!go_on()) return;
    CallsOf(k, see);
  }
}

void Shifts::MovesOf(int v, const std::function<void(const Shift&)>& see) {
  const Visit& visit = plan_.visits[U(v)];
  const int agency = problem_.officials[U(visit.official)].agency;
  const int length = visit.end - visit.start;
  const int64_t stays =
      leftover_.Saving(visit.official, visit.office, visit.day, {visit.start, visit.end},
                       /*served=*/0);
  for (int e : leftover_.team(agency)) {
    const std::vector<int>& spoken = problem_.officials[U(e)].languages;
    std::set<int> lacking;
    for (const Serve& serve : visit.serves) {
      const int language = problem_.demand[U(serve.line)].language;
      if (std::find(spoken.begin(), spoken.end(), language) == spoken.end()) {
        lacking.insert(language);
      }
    }
    if (lacking.size() > 1) continue;  // more than one change
    for (int d = 0; d < problem_.days; ++d) {
      const bool served =
          std::all_of(visit.serves.begin(), visit.serves.end(),
                      [&](const Serve& s) { return problem_.demand[U(s.line)].On(d); });
      if (!served || (e == visit.official && d == visit.day) ||
          leftover_.VisitsOffice(e, d, visit.office)) {
        continue;
      }
      const int64_t wait = visit.serves.empty() ? 0 : WaitSaved(agency, visit.office, visit.day, d);
      for (int s = 0; s + length <= problem_.slots_per_day; ++s) {
        const int64_t goes = leftover_.Saving(e, visit.office, d, {s, s + length}, /*served=*/0);
        if (goes - stays + wait <= 0) continue;
        Shift shift;
        shift.way = leftover_.VisitWay(e, visit.office, d, s, s + length);
        shift.visit = v;
        shift.about = {.agency = agency, .office = visit.office};
        if (leftover_.PinnedAgainst(v, {e, visit.office, d, s, s + length, {}})) {
          shift.way.lacks |= LackBit(Lack::kDecision);
        }
        if (!lacking.empty()) {
          shift.way.lacks |= LackBit(Lack::kLanguage);
          shift.about.language = *lacking.begin();
        }
        shift.saving = goes - stays + wait;
        see(shift);
      }
    }
  }
}

void Shifts::CallsOf(int k, const std::function<void(const Shift&)>& see) {
  const DemandLine& line = problem_.demand[U(k)];
  // For each day, the unit of the line whose move there saves most; calls before visits.
  std::vector<Shift> best(U(problem_.days));
  const auto consider = [&](int visit, int call, const std::function<int64_t(int)>& saved) {
    for (int d = 0; d < problem_.days; ++d) {
      const int64_t saving = saved(d);
      if (saving <= best[U(d)].saving) continue;
      best[U(d)].visit = visit;
      best[U(d)].call = call;
      best[U(d)].line = k;
      best[U(d)].about = line;
      best[U(d)].saving = saving;
    }
  };
  const auto moved_from = [&](int day) {
    return [&, day](int d) { return WaitSaved(line.agency, line.office, day, d); };
  };
  for (int c : calls_[U(k)]) consider(-1, c, moved_from(plan_.video[U(c)].day));
  for (int v : visits_[U(k)]) {
    const Visit& visit = plan_.visits[U(v)];
    int served = 0;
    for (const Serve& serve : visit.serves) served += serve.slots;
    if (served == 1) {
      consider(v, -1, moved_from(visit.day));
    } else {  // it goes on being service for the others it serves
      consider(v, -1, [&](int d) { return leftover_.WaitSaved(line.agency, line.office, d); });
    }
  }
  const bool any =
      std::any_of(best.begin(), best.end(), [](const Shift& s) { return s.saving > 0; });
  if (!any) return;
  leftover_.CallWays(k, [&](const Way& way) {
    Shift& shift = best[U(way.day)];
    if (shift.saving <= 0) return;
    shift.way = way;
    see(shift);
  });
}

Plan Shifted(const Problem& problem, const Plan& plan, const Shift& shift) {
  Plan without = plan;
  if (shift.way.kind == Way::kVisit) {
    Visit moved = plan.visits[U(shift.visit)];
    without.visits.erase(without.visits.begin() + shift.visit);
    moved.official = shift.way.official;
    moved.day = shift.way.day;
    moved.start = shift.way.start;
    moved.end = shift.way.end;
    Leftover leftover(problem, without);
    leftover.Place(moved);
    return leftover.ToPlan();
  }
  if (shift.call >= 0) {
    without.video.erase(without.video.begin() + shift.call);
  } else {
    std::vector<Serve>& serves = without.visits[U(shift.visit)].serves;
    const auto serve = std::find_if(serves.begin(), serves.end(),
                                    [&](const Serve& s) { return s.line == shift.line; });
    if (--serve->slots == 0) serves.erase(serve);
  }
  Leftover leftover(problem, without);
  leftover.Take(shift.way, shift.line);
  return leftover.ToPlan();
}

}  // namespace vuoro::planning
