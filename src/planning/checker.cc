// Rules C0..C19 and the cost of a plan, stated one after another over plain maps.
#include "vuoro/planning/checker.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "positions.h"
#include "vuoro/base/status.h"

namespace vuoro::planning {
namespace {

template <class T>
bool Contains(const std::vector<T>& values, T value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

class Judge {
 public:
  Judge(const Problem& problem, const Plan& plan)
      : problem_(problem),
        plan_(plan),
        served_(problem.demand.size()),
        matches_(problem.decisions.size()) {
    for (const Agreement& agreement : problem.agreements) {
      agreements_[{agreement.agency, agreement.office}] = &agreement;
    }
  }

  Verdict Run() {
    for (size_t i = 0; i < plan_.visits.size(); ++i) JudgeVisit(i, plan_.visits[i]);
    JudgeDesks();
    JudgeRooms();
    for (const auto& [key, stops] : routes_) JudgeRoute(key.first, key.second, stops);
    JudgeWeeks();
    for (size_t i = 0; i < plan_.video.size(); ++i) JudgeCall(i, plan_.video[i]);
    JudgeBoothsAndInterpreters();
    JudgeDemand();
    JudgePins();
    Price();
    return std::move(verdict_);
  }

 private:
  struct Stop {
    int start;
    int end;
    int office;
    auto operator<=>(const Stop&) const = default;
  };

  template <class... Args>
  void Break(int rule, fmt::format_string<Args...> format, Args&&... args) {
    verdict_.violations.push_back({rule, fmt::format(format, std::forward<Args>(args)...)});
  }

  int Drive(int from, int to) const { return problem_.drive_minutes[U(from)][U(to)]; }
  int DriveSlots(int from, int to) const {
    return (Drive(from, to) + problem_.slot_minutes - 1) / problem_.slot_minutes;
  }

  bool WellFormed(const Visit& v) const {
    return v.official >= 0 && U(v.official) < problem_.officials.size() && v.office >= 0 &&
           U(v.office) < problem_.offices.size() && v.day >= 0 && v.day < problem_.days &&
           v.start >= 0 && v.start < v.end && v.end <= problem_.slots_per_day;
  }

  void JudgeVisit(size_t i, const Visit& v) {
    if (!WellFormed(v)) return Break(0, "visit {}: position or window out of range", i);
    const Official& official = problem_.officials[U(v.official)];
    const std::string tag = fmt::format("visit {} (official {}, office {}, day {}, {}-{})", i,
                                        v.official, v.office, v.day, v.start, v.end);
    if (!Contains(official.offices, v.office)) Break(1, "{}: may not visit this office", tag);
    if (!official.field[U(v.day)]) Break(1, "{}: not available for visits that day", tag);
    const auto agreement = agreements_.find({official.agency, v.office});
    if (agreement == agreements_.end()) {
      Break(2, "{}: agency {} has no agreement here", tag, official.agency);
    } else if (!Contains(agreement->second->weekdays, v.day)) {
      Break(2, "{}: the agreement does not allow that weekday", tag);
    }
    const Window open = problem_.offices[U(v.office)].open[U(v.day)];
    if (open.empty() || v.start < open.from || v.end > open.to) Break(3, "{}: closed then", tag);
    const int length = v.end - v.start;
    if (length < problem_.min_visit || length > problem_.max_visit) Break(4, "{}: length", tag);
    JudgeServes(v, official, tag);
    for (int q = v.start; q < v.end; ++q) {
      sitting_[{v.office, v.day, q}].push_back(official.agency);
    }
    routes_[{v.official, v.day}].push_back({v.start, v.end, v.office});
    ++visits_[{official.agency, v.office}];
    JudgeDecisions(v, tag);
  }

  // Whether the decision is about this official, office and day.
  bool Concerns(const Decision& decision, int e, int office, int day) const {
    const int agency = problem_.officials[U(e)].agency;
    return (decision.official < 0 || decision.official == e) &&
           (decision.agency < 0 || decision.agency == agency) &&
           (decision.office < 0 || decision.office == office) &&
           (decision.day < 0 || decision.day == day);
  }

  static bool Matches(const Decision& decision, const Visit& v) {
    const Window w = decision.window;
    if (w.empty()) return true;
    if (decision.exact) return v.start == w.from && v.end == w.to;
    const bool wanted = decision.kind == DecisionKind::kPin || decision.worth > 0;
    return wanted ? v.start <= w.from && v.end >= w.to : v.start < w.to && v.end > w.from;
  }

  void JudgeDecisions(const Visit& v, const std::string& tag) {
    for (size_t i = 0; i < problem_.decisions.size(); ++i) {
      const Decision& decision = problem_.decisions[i];
      if (!Concerns(decision, v.official, v.office, v.day) || !Matches(decision, v)) continue;
      ++matches_[i];
      if (decision.kind == DecisionKind::kForbid) Break(19, "{}: decision {} forbids it", tag, i);
    }
  }

  void JudgePins() {
    for (size_t i = 0; i < matches_.size(); ++i) {
      if (problem_.decisions[i].kind == DecisionKind::kPin && matches_[i] == 0) {
        Break(18, "decision {}: no visit is as pinned", i);
      }
    }
  }

  void JudgeServes(const Visit& v, const Official& official, const std::string& tag) {
    int64_t total = 0;
    for (const Serve& serve : v.serves) {
      if (serve.line < 0 || U(serve.line) >= problem_.demand.size() || serve.slots <= 0) {
        Break(0, "{}: malformed serve of line {}", tag, serve.line);
        continue;
      }
      const DemandLine& line = problem_.demand[U(serve.line)];
      if (line.agency != official.agency || line.office != v.office) {
        Break(5, "{}: line {} is of another agency or office", tag, serve.line);
      }
      if (problem_.languages[U(line.language)].interpreted ||
          !Contains(official.languages, line.language)) {
        Break(5, "{}: does not speak the language of line {}", tag, serve.line);
      }
      if (!line.On(v.day)) Break(5, "{}: line {} is not of that day", tag, serve.line);
      served_[U(serve.line)] += serve.slots;
      total += serve.slots;
    }
    if (total > problem_.VisitCapacity(v.end - v.start))
      Break(5, "{}: serves {} slots", tag, total);
    if (total > 0) service_days_[{official.agency, v.office}].insert(v.day);
  }

  void JudgeDesks() {
    for (const auto& [key, agencies] : sitting_) {
      const auto& [o, d, q] = key;
      const int desks = problem_.offices[U(o)].desks;
      if (agencies.size() > U(desks)) {
        Break(6, "office {} day {} slot {}: {} visits on {} desks", o, d, q, agencies.size(),
              desks);
      }
    }
  }

  void JudgeRooms() {
    for (const ExclusiveGroup& group : problem_.exclusive) {
      for (auto it = sitting_.lower_bound({group.office, 0, 0});
           it != sitting_.end() && std::get<0>(it->first) == group.office; ++it) {
        std::set<int> inside;
        for (int agency : it->second) {
          if (Contains(group.agencies, agency)) inside.insert(agency);
        }
        if (inside.size() > 1) {
          Break(7, "office {} day {} slot {}: exclusive agencies overlap", group.office,
                std::get<1>(it->first), std::get<2>(it->first));
        }
      }
    }
  }

  void JudgeRoute(int e, int d, std::vector<Stop> stops) {
    const Official& official = problem_.officials[U(e)];
    std::sort(stops.begin(), stops.end());
    if (stops.size() > U(problem_.max_stops)) {
      Break(8, "official {} day {}: {} visits", e, d, stops.size());
    }
    std::set<int> offices;
    for (const Stop& stop : stops) offices.insert(stop.office);
    if (offices.size() < stops.size()) Break(8, "official {} day {}: same office twice", e, d);
    int at = official.base;
    for (size_t i = 0; i < stops.size(); ++i) {
      if (i > 0 && stops[i].start < stops[i - 1].end + DriveSlots(at, stops[i].office)) {
        Break(9, "official {} day {}: no time to drive from {} to {}", e, d, at, stops[i].office);
      }
      verdict_.cost.travel_minutes += Drive(at, stops[i].office);
      at = stops[i].office;
    }
    verdict_.cost.travel_minutes += Drive(at, official.base);
    const int leave = stops.front().start - DriveSlots(official.base, stops.front().office);
    const int back = stops.back().end + DriveSlots(at, official.base);
    if (leave < 0 || back > problem_.slots_per_day) {
      Break(10, "official {} day {}: away from {} to {}", e, d, leave, back);
    }
    if (back - leave > official.max_day) {
      Break(11, "official {} day {}: {} slots away, limit {}", e, d, back - leave,
            official.max_day);
    }
    std::pair<int, int>& week = weeks_[{e, d / (problem_.days / problem_.weeks)}];
    week.first += back - leave;
    ++week.second;
  }

  void JudgeWeeks() {
    for (const auto& [key, week] : weeks_) {
      const auto& [e, w] = key;
      const Official& official = problem_.officials[U(e)];
      if (week.first > official.max_week) {
        Break(11, "official {}: {} slots away in week {}, limit {}", e, week.first, w,
              official.max_week);
      }
      if (week.second > official.max_field_days) {
        Break(11, "official {}: {} field days in week {}, limit {}", e, week.second, w,
              official.max_field_days);
      }
    }
    for (const Agreement& agreement : problem_.agreements) {
      const auto found = visits_.find({agreement.agency, agreement.office});
      const int n = found == visits_.end() ? 0 : found->second;
      if (n < agreement.min_visits || n > agreement.max_visits) {
        Break(12, "agency {} office {}: {} visits, agreed {}..{}", agreement.agency,
              agreement.office, n, agreement.min_visits, agreement.max_visits);
      }
    }
  }

  void JudgeCall(size_t i, const VideoCall& call) {
    if (call.official < 0 || U(call.official) >= problem_.officials.size() || call.line < 0 ||
        U(call.line) >= problem_.demand.size() || call.day < 0 || call.day >= problem_.days ||
        call.slot < 0 || call.slot >= problem_.slots_per_day) {
      return Break(0, "call {}: position out of range", i);
    }
    const Official& official = problem_.officials[U(call.official)];
    const DemandLine& line = problem_.demand[U(call.line)];
    const std::string tag = fmt::format("call {} (official {}, line {}, day {}, slot {})", i,
                                        call.official, call.line, call.day, call.slot);
    if (!line.video) Break(13, "{}: the line is face to face only", tag);
    if (!line.On(call.day)) Break(13, "{}: the line is not of that day", tag);
    if (official.agency != line.agency) Break(13, "{}: another agency's official", tag);
    if (problem_.languages[U(line.language)].interpreted) {
      ++interpreted_[{line.language, call.day, call.slot}];
    } else if (!Contains(official.languages, line.language)) {
      Break(13, "{}: does not speak the language", tag);
    }
    if (!problem_.offices[U(line.office)].open[U(call.day)].Holds(call.slot)) {
      Break(3, "{}: closed then", tag);
    }
    if (!official.OnRemoteDuty(call.day, call.slot)) Break(14, "{}: no remote duty", tag);
    if (routes_.contains({call.official, call.day})) Break(14, "{}: on a field day", tag);
    for (size_t at = 0; at < problem_.decisions.size(); ++at) {
      const Decision& decision = problem_.decisions[at];
      const bool forbids = decision.kind == DecisionKind::kForbid && decision.video &&
                           Concerns(decision, call.official, line.office, call.day) &&
                           (decision.window.empty() || decision.window.Holds(call.slot));
      if (forbids) Break(19, "{}: decision {} forbids it", tag, at);
    }
    if (!busy_.insert({call.official, call.day, call.slot}).second) {
      Break(15, "{}: already in a call", tag);
    }
    ++booths_[{line.office, call.day, call.slot}];
    ++served_[U(call.line)];
    service_days_[{line.agency, line.office}].insert(call.day);
  }

  void JudgeBoothsAndInterpreters() {
    for (const auto& [key, n] : booths_) {
      const auto& [o, d, q] = key;
      if (n > problem_.offices[U(o)].BoothsOn(d)) {
        Break(16, "office {} day {} slot {}: {} calls in {} booths", o, d, q, n,
              problem_.offices[U(o)].BoothsOn(d));
      }
    }
    for (const auto& [key, n] : interpreted_) {
      const auto& [l, d, q] = key;
      const int on_duty = problem_.interpreters[U(l)][U(d)][U(q)];
      if (n > on_duty) {
        Break(16, "language {} day {} slot {}: {} calls, {} interpreters", l, d, q, n, on_duty);
      }
    }
  }

  void JudgeDemand() {
    for (size_t k = 0; k < served_.size(); ++k) {
      const int64_t missing = problem_.demand[k].slots - served_[k];
      if (missing < 0) {
        Break(17, "line {}: served {} of {}", k, served_[k], problem_.demand[k].slots);
      }
      verdict_.cost.unmet_slots += std::max<int64_t>(0, missing);
      verdict_.cost.total +=
          std::max<int64_t>(0, missing) * problem_.UnmetWeight(problem_.demand[k].agency);
    }
  }

  // The longest run of days without service, the cycle taken as a circle.
  int LongestRun(const std::set<int>& days) const {
    int longest = 0;
    for (int first = 0; first < problem_.days; ++first) {
      int run = 0;
      while (run < problem_.days && !days.contains((first + run) % problem_.days)) ++run;
      longest = std::max(longest, run);
    }
    return longest;
  }

  void Price() {
    Cost& cost = verdict_.cost;
    for (const auto& [key, agreement] : agreements_) {
      const int run = LongestRun(service_days_[key]);
      cost.wait += run;
      cost.total += int64_t{run} * problem_.WaitWeight(agreement->agency);
    }
    std::set<std::tuple<int, int, int, int>> absent;  // agency, office, day, slot
    for (const Presence& p : problem_.presence) {
      for (int q = p.hours.from; q < p.hours.to; ++q) {
        const auto there = sitting_.find({p.office, p.day, q});
        if (there == sitting_.end() || !Contains(there->second, p.agency)) {
          absent.insert({p.agency, p.office, p.day, q});
        }
      }
    }
    for (size_t i = 0; i < matches_.size(); ++i) {
      cost.preference -= matches_[i] * problem_.decisions[i].worth;
    }
    cost.total += cost.preference;
    cost.absent_slots = static_cast<int64_t>(absent.size());
    cost.total += cost.absent_slots * problem_.weights.absence;
    cost.total += cost.travel_minutes * problem_.weights.travel;
  }

  using AgencyOffice = std::pair<int, int>;
  using PlaceTime = std::tuple<int, int, int>;  // (office or language or official, day, slot)

  const Problem& problem_;
  const Plan& plan_;
  Verdict verdict_;
  std::map<AgencyOffice, const Agreement*> agreements_;
  std::vector<int64_t> served_;
  std::vector<int64_t> matches_;  // [decision] visits
  std::map<AgencyOffice, std::set<int>> service_days_;
  std::map<PlaceTime, std::vector<int>> sitting_;  // agencies of the visits there and then
  std::map<std::pair<int, int>, std::vector<Stop>> routes_;  // by (official, day)
  std::map<AgencyOffice, int> visits_;
  // (official, week of the cycle) -> slots away, field days
  std::map<std::pair<int, int>, std::pair<int, int>> weeks_;
  std::map<PlaceTime, int> booths_;
  std::map<PlaceTime, int> interpreted_;
  std::set<PlaceTime> busy_;
};

}  // namespace

bool Verdict::Breaks(int rule) const {
  return std::any_of(violations.begin(), violations.end(),
                     [rule](const Violation& v) { return v.rule == rule; });
}

Verdict Check(const Problem& problem, const Plan& plan) { return Judge(problem, plan).Run(); }

absl::Status CheckedOrError(const Problem& problem, const Plan& plan) {
  const Verdict verdict = Check(problem, plan);
  if (verdict.feasible()) return absl::OkStatus();
  const Violation& first = verdict.violations.front();
  return Fail(Reason::kBadPlan, "rule C{} is broken: {} ({} violations in all)", first.rule,
              first.text, verdict.violations.size());
}

VisitChanges CompareVisits(const Plan& before, const Plan& after) {
  using Key = std::tuple<int, int, int, int, int>;
  const auto keys = [](const Plan& plan) {
    std::set<Key> out;
    for (const Visit& v : plan.visits) out.insert({v.official, v.office, v.day, v.start, v.end});
    return out;
  };
  const std::set<Key> old_keys = keys(before);
  const std::set<Key> new_keys = keys(after);
  VisitChanges changes;
  for (const Key& key : old_keys) ++(new_keys.contains(key) ? changes.kept : changes.removed);
  for (const Key& key : new_keys) changes.added += old_keys.contains(key) ? 0 : 1;
  return changes;
}

}  // namespace vuoro::planning
