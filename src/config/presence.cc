// Counts a plan's visits against the agreements of its week.
#include "vuoro/config/presence.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "vuoro/base/status.h"
#include "vuoro/config/planning_problem.h"

namespace vuoro {

namespace {

using Pairs = std::map<std::pair<int32_t, int32_t>, Presence>;  // (agency, office)

// Slot by slot: an agency is there while one of its visits covers the whole of it.
void CountAbsence(const Network& network, const PlanningProblem& made, const WeekPlan& plan,
                  Pairs& pairs) {
  std::map<std::string_view, int32_t> agency_of;
  for (const Person& person : network.people) agency_of[person.key] = person.agency.value;
  std::set<std::tuple<int, int, int, int>> asked;  // agency, office, day, slot
  for (const planning::Presence& presence : made.problem.presence) {
    for (int slot = presence.hours.from; slot < presence.hours.to; ++slot) {
      asked.insert({presence.agency, presence.office, presence.day, slot});
    }
  }
  const int weeks = std::max<int>(made.problem.weeks, plan.cycle_weeks);
  for (const auto& [agency, office, day, slot] : asked) {
    const std::string& key = network.offices[static_cast<size_t>(office)].key;
    const int from_min = network.planning.day_from_min + slot * kPlanningSlotMin;
    const int weekday = day % kPlanningDays;
    const int32_t whose = agency;
    Presence& presence = pairs[{agency, office}];
    for (int week = day / kPlanningDays; week < weeks; week += made.problem.weeks) {
      const int planned = week % std::max<int>(1, plan.cycle_weeks);
      const bool there =
          std::any_of(plan.field.begin(), plan.field.end(), [&](const FieldDuty& duty) {
            return duty.week == planned && duty.weekday == weekday && duty.from_min <= from_min &&
                   from_min + kPlanningSlotMin <= duty.to_min && duty.office == key &&
                   agency_of[duty.person] == whose;
          });
      presence.asked_min += kPlanningSlotMin;
      if (!there) presence.absent_min += kPlanningSlotMin;
    }
  }
}

}  // namespace

absl::StatusOr<std::vector<Presence>> PresenceOf(const Network& network, const WeekPlan& plan,
                                                 Date monday) {
  VUORO_ASSIGN_OR_RETURN(const PlanningProblem made, MakeProblem(network, monday));
  // Both are counted over the longer cycle.
  const int weeks = std::max<int>(made.problem.weeks, plan.cycle_weeks);
  const int planned_times = weeks / std::max<int>(1, plan.cycle_weeks);
  const int agreed_times = weeks / made.problem.weeks;
  Pairs pairs;
  for (const planning::Agreement& agreement : made.problem.agreements) {
    Presence& presence = pairs[{agreement.agency, agreement.office}];
    presence.min_visits = agreement.min_visits * agreed_times;
    presence.max_visits = agreement.max_visits * agreed_times;
  }
  std::map<std::string_view, AgencyIndex> agency_of;
  for (const Person& person : network.people) agency_of[person.key] = person.agency;
  std::map<std::string_view, OfficeIndex> offices;
  for (size_t i = 0; i < network.offices.size(); ++i) {
    offices[network.offices[i].key] = OfficeIndex(i);
  }
  for (size_t i = 0; i < plan.field.size(); ++i) {
    const FieldDuty& duty = plan.field[i];
    const auto person = agency_of.find(duty.person);
    if (person == agency_of.end() || !person->second) {
      return AtPath(Fail(Reason::kBadPlan, "\"{}\" is no official of this network", duty.person),
                    fmt::format("/field/{}/person", i));
    }
    const auto office = offices.find(duty.office);
    if (office == offices.end()) {
      return AtPath(Fail(Reason::kBadPlan, "\"{}\" is no office of this network", duty.office),
                    fmt::format("/field/{}/office", i));
    }
    Presence& presence = pairs[{person->second.value, office->second.value}];
    presence.visits += planned_times;
    presence.minutes += (duty.to_min - duty.from_min) * planned_times;
  }
  CountAbsence(network, made, plan, pairs);
  std::vector<Presence> out;
  for (auto& [pair, presence] : pairs) {
    presence.agency = AgencyIndex(static_cast<size_t>(pair.first));
    presence.office = OfficeIndex(static_cast<size_t>(pair.second));
    out.push_back(presence);
  }
  return out;
}

}  // namespace vuoro
