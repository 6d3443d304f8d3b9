// Carries plans, losses and faults between the network's words and a planning problem's positions.
#include <algorithm>
#include <map>

#include "vuoro/base/status.h"
#include "vuoro/config/plan_expenses.h"
#include "vuoro/config/planning_problem.h"

namespace vuoro {

absl::Status InWordsOf(const PlanningProblem& made, const absl::Status& status) {
  constexpr std::string_view kPlace = "/decisions/";
  const std::string path = PathOf(status);
  if (path.substr(0, kPlace.size()) != kPlace) return status;
  const size_t end = path.find('/', kPlace.size());
  size_t at = 0;
  for (const char c : path.substr(kPlace.size(), end - kPlace.size())) {
    at = at * 10 + static_cast<size_t>(c - '0');
  }
  if (at >= made.decision_paths.size()) return status;
  const std::string rest = end == std::string::npos ? "" : path.substr(end);
  for (const Reason reason : {Reason::kInfeasible, Reason::kBadArgument, Reason::kLimitReached}) {
    if (!HasReason(status, reason)) continue;
    return AtPath(Fail(reason, "{}", MessageOf(status)), made.decision_paths[at] + rest);
  }
  return status;
}

WeekPlan MakeWeekPlan(const Network& network, const PlanningProblem& made,
                      const planning::Plan& plan) {
  const int day_from_min = network.planning.day_from_min;
  const auto minute = [&](int slot) {
    return static_cast<int16_t>(day_from_min + slot * kPlanningSlotMin);
  };
  const auto person = [&](int official) {
    return network.at(made.officials[static_cast<size_t>(official)]).key;
  };
  const auto office = [&](int position) {
    return network.offices[static_cast<size_t>(position)].key;
  };
  const auto week = [](int day) { return static_cast<int16_t>(day / kPlanningDays); };
  const auto weekday = [](int day) { return static_cast<int16_t>(day % kPlanningDays); };
  WeekPlan out;
  out.from_ymd = made.monday.Ymd();
  out.cycle_weeks = static_cast<int16_t>(made.problem.weeks);
  for (const planning::Visit& visit : plan.visits) {
    out.field.push_back({person(visit.official), office(visit.office), weekday(visit.day),
                         minute(visit.start), minute(visit.end), week(visit.day)});
  }
  for (const planning::VideoCall& call : plan.video) {
    const int at = made.problem.demand[static_cast<size_t>(call.line)].office;
    out.video.push_back({person(call.official), office(at), weekday(call.day), minute(call.slot),
                         minute(call.slot + 1), week(call.day)});
  }
  std::sort(out.field.begin(), out.field.end());
  std::sort(out.video.begin(), out.video.end());
  std::vector<VideoDuty> joined;
  for (VideoDuty& duty : out.video) {
    const bool goes_on = !joined.empty() && joined.back().person == duty.person &&
                         joined.back().office == duty.office && joined.back().week == duty.week &&
                         joined.back().weekday == duty.weekday &&
                         joined.back().to_min == duty.from_min;
    if (goes_on) {
      joined.back().to_min = duty.to_min;
    } else {
      joined.push_back(std::move(duty));
    }
  }
  out.video = std::move(joined);
  out.expenses = ExpensesOf(network, made, plan);
  return out;
}

namespace {

using PositionsByKey = std::map<std::string, int>;

PositionsByKey OfficialsByKey(const Network& network, const PlanningProblem& made) {
  PositionsByKey out;
  for (size_t e = 0; e < made.officials.size(); ++e) {
    out[network.at(made.officials[e]).key] = static_cast<int>(e);
  }
  return out;
}

PositionsByKey OfficesByKey(const Network& network) {
  PositionsByKey out;
  for (size_t o = 0; o < network.offices.size(); ++o) {
    out[network.offices[o].key] = static_cast<int>(o);
  }
  return out;
}

// The problem's day, or none of them for what is no day of its cycle.
int DayOf(const planning::Problem& problem, int week, int weekday) {
  const bool exists = week >= 0 && week < problem.weeks && weekday >= 0 && weekday < kPlanningDays;
  return exists ? week * kPlanningDays + weekday : problem.days + std::max(0, weekday);
}

absl::StatusOr<int> PositionOf(const PositionsByKey& positions, const std::string& key,
                               std::string_view what, const std::string& path) {
  const auto found = positions.find(key);
  if (found != positions.end()) return found->second;
  return AtPath(Fail(Reason::kUnknownKey, "this week's plan has no {} \"{}\"", what, key), path);
}

}  // namespace

planning::Plan MakePlan(const Network& network, const PlanningProblem& made, const WeekPlan& plan) {
  const PositionsByKey officials = OfficialsByKey(network, made);
  const PositionsByKey offices = OfficesByKey(network);
  planning::Plan out;
  for (const FieldDuty& duty : plan.field) {
    const auto official = officials.find(duty.person);
    const auto office = offices.find(duty.office);
    const int from = duty.from_min - network.planning.day_from_min;
    const int to = duty.to_min - network.planning.day_from_min;
    const bool known = official != officials.end() && office != offices.end() && from >= 0 &&
                       from < to && from % kPlanningSlotMin == 0 && to % kPlanningSlotMin == 0;
    if (!known) continue;
    for (int week = 0; week < made.problem.weeks; ++week) {
      if (WeekOfCycle(plan, made.monday.AddDays(7 * week)) != duty.week) continue;
      out.visits.push_back({official->second,
                            office->second,
                            DayOf(made.problem, week, duty.weekday),
                            from / kPlanningSlotMin,
                            to / kPlanningSlotMin,
                            {}});
    }
  }
  return out;
}

absl::StatusOr<planning::Disruption> MakeDisruption(const Network& network,
                                                    const PlanningProblem& made,
                                                    const WeekDisruption& disruption) {
  const PositionsByKey officials = OfficialsByKey(network, made);
  const PositionsByKey offices = OfficesByKey(network);
  planning::Disruption out;
  for (size_t i = 0; i < disruption.absent.size(); ++i) {
    const PersonAbsence& a = disruption.absent[i];
    VUORO_ASSIGN_OR_RETURN(const int e, PositionOf(officials, a.person, "official",
                                                   fmt::format("/absent/{}/person", i)));
    out.absent.push_back({e, DayOf(made.problem, a.week, a.weekday)});
  }
  for (size_t i = 0; i < disruption.closed.size(); ++i) {
    const OfficeClosure& c = disruption.closed[i];
    VUORO_ASSIGN_OR_RETURN(
        const int o, PositionOf(offices, c.office, "office", fmt::format("/closed/{}/office", i)));
    out.closed.push_back({o, DayOf(made.problem, c.week, c.weekday)});
  }
  for (size_t i = 0; i < disruption.lost_counters.size(); ++i) {
    const LostCounters& l = disruption.lost_counters[i];
    VUORO_ASSIGN_OR_RETURN(const int o, PositionOf(offices, l.office, "office",
                                                   fmt::format("/lost_counters/{}/office", i)));
    out.lost_desks.push_back({o, l.counters});
  }
  return out;
}

}  // namespace vuoro
