// Reads one week of a network into half-hour slots, and duties out of them.
#include "vuoro/engine/plan_problem.h"

#include <algorithm>
#include <map>
#include <utility>

#include "vuoro/base/status.h"
#include "vuoro/calendar/opening.h"

namespace vuoro {
namespace {

constexpr int kSlotMinutes = 30;
constexpr int kDays = 5;

// The longest opening of `ranges` inside the planning day, inward to whole slots.
planning::Window LongestWindow(const MinuteRanges& ranges, const PlanningRules& rules) {
  planning::Window longest;
  for (const MinuteRange& range : ranges) {
    const int from = std::max(range.from_min, int{rules.day_from_min}) - rules.day_from_min;
    const int to = std::min(range.to_min, int{rules.day_to_min}) - rules.day_from_min;
    const planning::Window window{(from + kSlotMinutes - 1) / kSlotMinutes,
                                  to < 0 ? 0 : to / kSlotMinutes};
    if (window.length() > longest.length()) longest = window;
  }
  return longest;
}

class WeekReader {
 public:
  WeekReader(const Network& network, Date monday) : network_(network), rules_(network.planning) {
    week_.monday = monday;
  }

  absl::StatusOr<WeekProblem> Read() {
    planning::Problem& problem = week_.problem;
    problem.name = network_.name.In("");
    problem.days = kDays;
    problem.slots_per_day = (rules_.day_to_min - rules_.day_from_min) / kSlotMinutes;
    problem.slot_minutes = kSlotMinutes;
    problem.first_slot =
        fmt::format("{:02}:{:02}", rules_.day_from_min / 60, rules_.day_from_min % 60);
    problem.weights = {rules_.weight_unmet, rules_.weight_travel, rules_.weight_wait};
    problem.min_visit = (rules_.min_visit_min + kSlotMinutes - 1) / kSlotMinutes;
    problem.max_visit = rules_.max_visit_min / kSlotMinutes;
    problem.max_stops = rules_.max_stops;
    for (const Agency& agency : network_.agencies) problem.agencies.push_back(agency.key);
    for (const Language& language : network_.languages) {
      problem.languages.push_back({language.code, language.interpreted});
    }
    ReadOffices();
    ReadOfficials();
    ReadInterpreters();
    ReadAgreements();
    ReadDemand();
    VUORO_RETURN_IF_ERROR(ReadDrives());
    VUORO_RETURN_IF_ERROR(problem.Validate());
    return std::move(week_);
  }

 private:
  Date DayOf(int day) const { return week_.monday.AddDays(day); }

  void ReadOffices() {
    for (const Office& office : network_.offices) {
      planning::Office& place = week_.problem.offices.emplace_back();
      place.name = office.key;
      place.desks = std::max<int>(1, static_cast<int>(office.counters.size()));
      place.booths = static_cast<int>(office.booths.size());
      for (int day = 0; day < kDays; ++day) {
        MinuteRanges open = OpenRanges(office.hours, DayOf(day));
        for (const Stop& stop : office.stops)
          open = Unite(open, OpenRanges(stop.hours, DayOf(day)));
        const bool exists = !(office.opens_on.has_value() && DayOf(day) < *office.opens_on) &&
                            !(office.closes_on.has_value() && DayOf(day) >= *office.closes_on);
        place.open.push_back(exists ? LongestWindow(open, rules_) : planning::Window());
      }
    }
  }

  void ReadOfficials() {
    for (size_t i = 0; i < network_.people.size(); ++i) {
      const Person& person = network_.people[i];
      if (person.role != PersonRole::kOfficial || !person.agency.valid() || !person.base.valid())
        continue;
      planning::Official& official = week_.problem.officials.emplace_back();
      official.agency = person.agency.value;
      official.base = person.base.value;
      for (size_t l = 0; l < network_.languages.size(); ++l) {
        if ((person.languages >> l & 1) != 0 && !network_.languages[l].interpreted) {
          official.languages.push_back(static_cast<int>(l));
        }
      }
      for (OfficeIndex office : person.visits) official.offices.push_back(office.value);
      std::sort(official.offices.begin(), official.offices.end());
      official.max_field_days = person.max_field_days;
      official.max_day = person.max_day_min / kSlotMinutes;
      official.max_week = person.max_week_min / kSlotMinutes;
      for (int day = 0; day < kDays; ++day) {
        const bool works = !OpenRanges(person.hours, DayOf(day)).empty();
        official.field.push_back(works && (person.field_weekdays >> day & 1) != 0);
        official.remote.push_back(
            LongestWindow(OpenRanges(person.remote_hours, DayOf(day)), rules_));
      }
      week_.officials.push_back(PersonIndex(i));
    }
  }

  void ReadInterpreters() {
    planning::Problem& problem = week_.problem;
    problem.interpreters.assign(
        network_.languages.size(),
        std::vector<std::vector<int>>(
            kDays, std::vector<int>(static_cast<size_t>(problem.slots_per_day))));
    for (const Person& person : network_.people) {
      if (person.role != PersonRole::kInterpreter) continue;
      size_t language = 0;
      while (language < network_.languages.size() && !((person.languages >> language & 1) != 0 &&
                                                       network_.languages[language].interpreted)) {
        ++language;
      }
      if (language == network_.languages.size()) continue;
      for (int day = 0; day < kDays; ++day) {
        const planning::Window window =
            LongestWindow(OpenRanges(person.remote_hours, DayOf(day)), rules_);
        for (int slot = window.from; slot < window.to; ++slot) {
          ++problem.interpreters[language][static_cast<size_t>(day)][static_cast<size_t>(slot)];
        }
      }
    }
  }

  // Signed agreements with visits, each day by its own dates; several for one pair are joined.
  void ReadAgreements() {
    std::map<std::pair<int, int>, planning::Agreement> joined;
    for (const Agreement& agreement : network_.agreements) {
      if (agreement.status != AgreementStatus::kSigned || agreement.max_visits <= 0) continue;
      uint8_t weekdays = 0;
      for (int day = 0; day < kDays; ++day) {
        const bool valid = (!agreement.from.has_value() || *agreement.from <= DayOf(day)) &&
                           (!agreement.to.has_value() || DayOf(day) <= *agreement.to);
        if (valid && (agreement.weekdays >> day & 1) != 0)
          weekdays |= static_cast<uint8_t>(1 << day);
      }
      if (weekdays == 0) continue;
      for (OfficeIndex office : OfficesOf(agreement)) Join(agreement, office, weekdays, joined);
    }
    for (auto& [pair, agreement] : joined) week_.problem.agreements.push_back(std::move(agreement));
  }

  std::vector<OfficeIndex> OfficesOf(const Agreement& agreement) const {
    if (!agreement.offices.empty()) return agreement.offices;
    std::vector<OfficeIndex> all;
    for (size_t i = 0; i < network_.offices.size(); ++i) all.push_back(OfficeIndex(i));
    return all;
  }

  static void Join(const Agreement& agreement, OfficeIndex office, uint8_t weekdays,
                   std::map<std::pair<int, int>, planning::Agreement>& joined) {
    planning::Agreement& pair = joined[{agreement.agency.value, office.value}];
    for (int day : pair.weekdays) weekdays |= static_cast<uint8_t>(1 << day);
    pair.agency = agreement.agency.value;
    pair.office = office.value;
    pair.min_visits = std::max(pair.min_visits, int{agreement.min_visits});
    pair.max_visits = std::max(pair.max_visits, int{agreement.max_visits});
    pair.weekdays.clear();
    for (int day = 0; day < kDays; ++day) {
      if ((weekdays >> day & 1) != 0) pair.weekdays.push_back(day);
    }
  }

  void ReadDemand() {
    for (const ExclusiveGroup& group : rules_.exclusive) {
      planning::ExclusiveGroup& exclusive = week_.problem.exclusive.emplace_back();
      exclusive.office = group.office.value;
      for (AgencyIndex agency : group.agencies) exclusive.agencies.push_back(agency.value);
    }
    for (const DemandLine& line : network_.demand) {
      week_.problem.demand.push_back({line.agency.value, line.office.value, line.language.value,
                                      line.half_hours_per_week, line.video});
    }
  }

  absl::Status ReadDrives() {
    const size_t size = network_.offices.size();
    const bool travels =
        std::any_of(week_.problem.officials.begin(), week_.problem.officials.end(),
                    [](const planning::Official& official) { return !official.offices.empty(); });
    if (network_.drive_min.empty() && travels) {
      return AtPath(
          Fail(Reason::kBadArgument, "officials may be sent out, but drive_min is not given"),
          "/drive_min");
    }
    week_.problem.drive_minutes.assign(size, std::vector<int>(size));
    for (size_t i = 0; i < size && !network_.drive_min.empty(); ++i) {
      for (size_t j = 0; j < size; ++j)
        week_.problem.drive_minutes[i][j] = network_.drive_min[i * size + j];
    }
    return absl::OkStatus();
  }

  const Network& network_;
  const PlanningRules& rules_;
  WeekProblem week_;
};

// Joins video duties of one person and office whose half hours touch. `duties` is sorted.
void JoinTouching(std::vector<VideoDuty>& duties) {
  std::vector<VideoDuty> joined;
  for (VideoDuty& duty : duties) {
    const bool touches = !joined.empty() && joined.back().person == duty.person &&
                         joined.back().office == duty.office &&
                         joined.back().weekday == duty.weekday &&
                         joined.back().to_min == duty.from_min;
    if (touches) {
      joined.back().to_min = duty.to_min;
    } else {
      joined.push_back(std::move(duty));
    }
  }
  duties = std::move(joined);
}

}  // namespace

absl::StatusOr<WeekProblem> MakeWeekProblem(const Network& network, Date monday) {
  if (monday.weekday() != kMonday)
    return Fail(Reason::kBadArgument, "{} is not a Monday", monday.Ymd());
  return WeekReader(network, monday).Read();
}

WeekPlan ToWeekPlan(const Network& network, const WeekProblem& week, const planning::Plan& plan) {
  const auto minute = [&](int slot) {
    return static_cast<int16_t>(network.planning.day_from_min + slot * kSlotMinutes);
  };
  const auto person = [&](int official) -> const std::string& {
    return network.at(week.officials[static_cast<size_t>(official)]).key;
  };
  WeekPlan duties;
  duties.from_ymd = week.monday.Ymd();
  for (const planning::Visit& visit : plan.visits) {
    duties.field.push_back(
        {person(visit.official), network.offices[static_cast<size_t>(visit.office)].key,
         static_cast<int16_t>(visit.day), minute(visit.start), minute(visit.end)});
  }
  for (const planning::VideoCall& call : plan.video) {
    const auto& line = week.problem.demand[static_cast<size_t>(call.line)];
    duties.video.push_back(
        {person(call.official), network.offices[static_cast<size_t>(line.office)].key,
         static_cast<int16_t>(call.day), minute(call.slot), minute(call.slot + 1)});
  }
  std::sort(duties.field.begin(), duties.field.end());
  std::sort(duties.video.begin(), duties.video.end());
  JoinTouching(duties.video);
  return duties;
}

}  // namespace vuoro
