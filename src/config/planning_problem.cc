// Turns opening hours of one week into windows of slots, and the network's planning part into a
// planning problem.
#include "vuoro/config/planning_problem.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <set>

#include "vuoro/base/status.h"
#include "vuoro/calendar/opening.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

using planning::Window;

class Maker {
 public:
  Maker(const Network& network, Date monday, const std::vector<PlanDecision>& more)
      : network_(network), rules_(network.planning), more_(more) {
    made_.monday = monday;
  }

  absl::StatusOr<PlanningProblem> Make();

 private:
  void Frame();
  void Offices();
  void Drive();
  void Officials();
  void Interpreters();
  void Agreements();
  void Demand();
  absl::Status Decisions();
  absl::Status Decide(const PlanDecision& decision, const std::string& path);

  Date Day(int day) const { return made_.DateOf(day); }
  int weeks() const { return rules_.cycle_weeks; }
  void Open(const Office& office, int day, planning::Office& out) const;
  // The slots that `ranges` hold from their first to their last minute, as bits.
  uint64_t Slots(const MinuteRanges& ranges) const;
  Window LongestRun(uint64_t slots) const;
  size_t LanguageToInterpret(const Person& person, const std::vector<int64_t>& demand,
                             const std::vector<int64_t>& counted) const;
  uint64_t Lunch(uint64_t duty, int turn) const;
  void SetDuty(const std::vector<uint64_t>& days, planning::Official& official) const;
  planning::Official OfficialOf(const Person& person, int turn) const;
  bool Valid(const Agreement& agreement) const;
  void AddPresence(const std::pair<int32_t, int32_t>& pair, int day, uint64_t slots,
                   const Window& open);
  bool Visitable(OfficeIndex office) const { return !network_.at(office).counters.empty(); }

  const Network& network_;
  const PlanningRules& rules_;
  const std::vector<PlanDecision>& more_;
  PlanningProblem made_;
  planning::Problem& problem_ = made_.problem;
};

void Maker::Frame() {
  problem_.name = fmt::format("{} {}", network_.name.In("en"), FormatDate(made_.monday));
  problem_.weeks = weeks();
  problem_.days = kPlanningDays * weeks();
  problem_.slot_minutes = kPlanningSlotMin;
  problem_.slots_per_day = (rules_.day_to_min - rules_.day_from_min) / kPlanningSlotMin;
  problem_.first_slot = FormatMinute(rules_.day_from_min);
  problem_.weights = {rules_.weight_unmet, rules_.weight_travel, rules_.weight_wait,
                      rules_.weight_absence};
  if (!rules_.agency_weights.empty()) {
    problem_.agency_weights.assign(network_.agencies.size(),
                                   {rules_.weight_unmet, rules_.weight_wait});
  }
  for (const AgencyWeight& weight : rules_.agency_weights) {
    problem_.agency_weights[weight.agency.position()] = {weight.unmet, weight.wait};
  }
  problem_.min_visit = rules_.min_visit_min / kPlanningSlotMin;
  problem_.max_visit = std::min(rules_.max_visit_min / kPlanningSlotMin, problem_.slots_per_day);
  problem_.max_stops = rules_.max_stops;
  if (!rules_.lunch.hours.empty()) {
    problem_.lunch_after =
        std::min(rules_.lunch.after_min / kPlanningSlotMin, problem_.slots_per_day);
  }
  for (const Language& language : network_.languages) {
    problem_.languages.push_back({language.code, language.interpreted});
  }
  for (const Agency& agency : network_.agencies) {
    problem_.agencies.push_back(agency.name.In("en"));
  }
}

// When the office is open on a day; a vehicle at the stop where it stands longest (the first of
// equals), since no visit goes on over a drive.
void Maker::Open(const Office& office, int day, planning::Office& out) const {
  const Date date = Day(day);
  Window& open = out.open.emplace_back();
  if ((office.opens_on && date < *office.opens_on) ||
      (office.closes_on && date >= *office.closes_on)) {
    return;
  }
  if (office.kind != OfficeKind::kMobile) {
    open = LongestRun(Slots(OpenRanges(office.hours, date)));
    return;
  }
  bool connected = true;
  for (const Stop& stop : office.stops) {
    const Window here = LongestRun(Slots(OpenRanges(stop.hours, date)));
    if (here.length() <= open.length()) continue;
    open = here;
    connected = stop.connected;
  }
  if (!connected && out.booths > 0) out.no_video.push_back(day);
}

uint64_t Maker::Slots(const MinuteRanges& ranges) const {
  uint64_t slots = 0;
  for (int slot = 0; slot < problem_.slots_per_day; ++slot) {
    const int from_min = rules_.day_from_min + slot * kPlanningSlotMin;
    const bool inside = std::any_of(ranges.begin(), ranges.end(), [&](MinuteRange range) {
      return range.from_min <= from_min && from_min + kPlanningSlotMin <= range.to_min;
    });
    if (inside) slots |= uint64_t{1} << slot;
  }
  return slots;
}

Window Maker::LongestRun(uint64_t slots) const {
  Window best;
  for (int from = 0; from < problem_.slots_per_day;) {
    const int length = std::countr_one(slots >> from);
    if (length > best.length()) best = {from, from + length};
    from += length + 1;
  }
  return best;
}

void Maker::Offices() {
  for (const Office& office : network_.offices) {
    planning::Office out;
    out.name = office.name.In("en");
    // The problem wants a desk everywhere; without a counter no agreement allows a visit below.
    out.desks = std::clamp(static_cast<int>(office.counters.size()), 1, planning::kMaxCapacity);
    out.booths = std::min(static_cast<int>(office.booths.size()), planning::kMaxCapacity);
    for (int day = 0; day < problem_.days; ++day) Open(office, day, out);
    problem_.offices.push_back(std::move(out));
  }
}

void Maker::Drive() {
  const size_t count = network_.offices.size();
  // Longer than any day, so a plan never holds it.
  const int unknown = (problem_.slots_per_day + 1) * kPlanningSlotMin;
  problem_.drive_minutes.assign(count, std::vector<int>(count, unknown));
  for (size_t from = 0; from < count; ++from) {
    for (size_t to = 0; to < count; ++to) {
      const auto minutes = network_.DriveMinutes(OfficeIndex(from), OfficeIndex(to));
      if (minutes) problem_.drive_minutes[from][to] = *minutes;
    }
    problem_.drive_minutes[from][from] = 0;
  }
}

// The slot in which the `turn`-th official of an agency eats, of those in which he is on duty; none
// if his duty is short or leaves him free at some such time already.
uint64_t Maker::Lunch(uint64_t duty, int turn) const {
  const LunchRule& lunch = rules_.lunch;
  if (lunch.hours.empty() || std::popcount(duty) * kPlanningSlotMin < lunch.after_min) return 0;
  uint64_t slots = Slots({lunch.hours});
  if ((slots & ~duty) != 0) return 0;
  for (int skip = slots == 0 ? 0 : turn % std::popcount(slots); skip > 0; --skip) {
    slots &= slots - 1;
  }
  return slots & (~slots + 1);
}

// Remote duty in the slots of each day: from the first to the last, with what lies between as gaps.
void Maker::SetDuty(const std::vector<uint64_t>& days, planning::Official& official) const {
  bool gaps = false;
  official.remote_gaps.resize(days.size());
  for (size_t day = 0; day < days.size(); ++day) {
    const uint64_t slots = days[day];
    Window& remote = official.remote.emplace_back();
    if (slots != 0) remote = {std::countr_zero(slots), 64 - std::countl_zero(slots)};
    for (int slot = remote.from; slot < remote.to; ++slot) {
      if ((slots >> slot & 1) != 0) continue;
      const int length = std::countr_zero(slots >> slot);
      official.remote_gaps[day].push_back({slot, slot + length});
      slot += length;
      gaps = true;
    }
  }
  if (!gaps) official.remote_gaps.clear();
}

planning::Official Maker::OfficialOf(const Person& person, int turn) const {
  planning::Official out;
  std::vector<uint64_t> duty;  // [day]
  out.agency = person.agency.value;
  out.base = person.base ? person.base.value : 0;
  for (size_t l = 0; l < network_.languages.size(); ++l) {
    const bool speaks = (person.languages >> l & 1) != 0;
    if (speaks && !network_.languages[l].interpreted) out.languages.push_back(static_cast<int>(l));
  }
  for (const OfficeIndex office : person.visits) {
    if (Visitable(office)) out.offices.push_back(office.value);
  }
  for (int day = 0; day < problem_.days; ++day) {
    const bool works = !OpenRanges(person.hours, Day(day)).empty();
    out.field.push_back(works && (person.field_weekdays & WeekdayBit(Day(day).weekday())) != 0);
    duty.push_back(Slots(OpenRanges(person.remote_hours, Day(day))));
    duty.back() &= ~Lunch(duty.back(), turn);
  }
  SetDuty(duty, out);
  out.max_field_days = person.max_field_days;
  out.max_day = std::min(person.max_day_min / kPlanningSlotMin, planning::kMaxSlotsPerDay);
  out.max_week = std::min(person.max_week_min / kPlanningSlotMin,
                          planning::kMaxWeekDays * planning::kMaxSlotsPerDay);
  return out;
}

void Maker::Officials() {
  if (network_.offices.empty()) return;
  std::vector<int> turns(network_.agencies.size());
  for (size_t i = 0; i < network_.people.size(); ++i) {
    const Person& person = network_.people[i];
    if (person.role != PersonRole::kOfficial || !person.agency) continue;
    if (person.visits.empty() && person.remote_hours.weekly.empty()) continue;
    problem_.officials.push_back(OfficialOf(person, turns[person.agency.position()]++));
    made_.officials.emplace_back(i);
  }
}

size_t Maker::LanguageToInterpret(const Person& person, const std::vector<int64_t>& demand,
                                  const std::vector<int64_t>& counted) const {
  size_t best = network_.languages.size();
  for (size_t l = 0; l < network_.languages.size(); ++l) {
    if ((person.languages >> l & 1) == 0 || !network_.languages[l].interpreted) continue;
    // demand[l] / (counted[l] + 1) is larger, without a division.
    if (best == network_.languages.size() ||
        demand[l] * (counted[best] + 1) > demand[best] * (counted[l] + 1)) {
      best = l;
    }
  }
  return best;
}

void Maker::Interpreters() {
  const size_t count = network_.languages.size();
  const size_t slots = static_cast<size_t>(problem_.slots_per_day);
  problem_.interpreters.assign(count,
                               std::vector<std::vector<int>>(static_cast<size_t>(problem_.days),
                                                             std::vector<int>(slots, 0)));
  std::vector<int64_t> demand(count, 0);
  for (const DemandLine& line : network_.demand) {
    demand[line.language.position()] += line.half_hours_per_week;
  }
  std::vector<int64_t> counted(count, 0);
  for (const Person& person : network_.people) {
    if (person.role != PersonRole::kInterpreter) continue;
    const size_t language = LanguageToInterpret(person, demand, counted);
    if (language == count) continue;
    ++counted[language];
    for (int day = 0; day < problem_.days; ++day) {
      const uint64_t on_duty = Slots(OpenRanges(person.remote_hours, Day(day)));
      std::vector<int>& row = problem_.interpreters[language][static_cast<size_t>(day)];
      for (size_t slot = 0; slot < slots; ++slot) {
        if ((on_duty >> slot & 1) != 0) row[slot] = std::min(row[slot] + 1, planning::kMaxCapacity);
      }
    }
  }
}

bool Maker::Valid(const Agreement& agreement) const {
  return agreement.status == AgreementStatus::kSigned && agreement.agency &&
         (!agreement.from || *agreement.from <= Day(problem_.days - 1)) &&
         (!agreement.to || *agreement.to >= Day(0));
}

void Maker::Agreements() {
  struct Terms {
    bool kinds[2] = {};
    int min_visits = 0;
    int max_visits = 0;
    std::set<int> weekdays;
    std::array<uint64_t, planning::kMaxDays> presence{};  // [day] slots
  };
  std::map<std::pair<int32_t, int32_t>, Terms> pairs;  // (agency, office)
  const auto agree = [&](const Agreement& agreement, OfficeIndex office) {
    Terms& terms = pairs[{agreement.agency.value, office.value}];
    terms.kinds[static_cast<size_t>(agreement.kind)] = true;
    if (agreement.max_visits == 0) return;
    const int times = agreement.visits_per == VisitsPer::kWeek ? weeks() : 1;
    int days = 0;
    int in_force_days = 0;
    terms.max_visits = std::max(terms.max_visits, agreement.max_visits * times);
    for (int day = 0; day < problem_.days; ++day) {
      const bool in_force = (!agreement.from || *agreement.from <= Day(day)) &&
                            (!agreement.to || Day(day) <= *agreement.to);
      if ((agreement.weekdays & WeekdayBit(Day(day).weekday())) == 0) continue;
      ++days;
      if (!in_force) continue;
      ++in_force_days;
      terms.weekdays.insert(day);
      terms.presence[static_cast<size_t>(day)] |= Slots(OpenRanges(agreement.presence, Day(day)));
    }
    // Of a week that it begins or ends in, an agreement asks for no more than one visit a day.
    const int least = agreement.min_visits * times;
    terms.min_visits =
        std::max(terms.min_visits, in_force_days < days ? std::min(least, in_force_days) : least);
  };
  for (const Agreement& agreement : network_.agreements) {
    if (!Valid(agreement)) continue;
    for (const OfficeIndex office : agreement.offices) agree(agreement, office);
    if (!agreement.offices.empty()) continue;
    for (size_t i = 0; i < network_.offices.size(); ++i) agree(agreement, OfficeIndex(i));
  }
  for (const auto& [pair, terms] : pairs) {
    const OfficeIndex office(static_cast<size_t>(pair.second));
    const bool both = terms.kinds[0] && terms.kinds[1];
    if (terms.max_visits == 0 || !Visitable(office)) continue;
    if (network_.at(office).rules.require_local_agreement && !both) continue;
    planning::Agreement out{pair.first,
                            pair.second,
                            terms.min_visits,
                            terms.max_visits,
                            {terms.weekdays.begin(), terms.weekdays.end()}};
    const std::vector<Window>& open = problem_.offices[office.position()].open;
    const auto left = std::count_if(out.weekdays.begin(), out.weekdays.end(), [&](int day) {
      return open[static_cast<size_t>(day)].length() >= problem_.min_visit;
    });
    if (static_cast<size_t>(left) < out.weekdays.size()) {
      out.min_visits = std::min(out.min_visits, static_cast<int>(left));
    }
    for (const int day : out.weekdays) {
      const Window hours = open[static_cast<size_t>(day)];
      AddPresence(pair, day, terms.presence[static_cast<size_t>(day)], hours);
    }
    problem_.agreements.push_back(std::move(out));
  }
}

// The runs of `slots` in which the office is open.
void Maker::AddPresence(const std::pair<int32_t, int32_t>& pair, int day, uint64_t slots,
                        const Window& open) {
  for (int slot = open.from; slot < open.to;) {
    int to = slot;
    while (to < open.to && (slots >> to & 1) != 0) ++to;
    if (to > slot) problem_.presence.push_back({pair.first, pair.second, day, {slot, to}});
    slot = to + 1;
  }
}

void Maker::Demand() {
  for (const DemandLine& line : network_.demand) {
    planning::DemandLine& out = problem_.demand.emplace_back();
    out = {line.agency.value, line.office.value, line.language.value,
           line.half_hours_per_week * weeks(), line.video};
    for (int day = 0; day < problem_.days; ++day) {
      if ((line.weekdays & WeekdayBit(day % kPlanningDays)) != 0) out.weekdays.push_back(day);
    }
    if (out.weekdays.empty()) out.slots = 0;  // of a weekend: the loader has said so
    if (out.weekdays.size() == static_cast<size_t>(problem_.days)) out.weekdays.clear();
  }
  for (const ExclusiveGroup& group : rules_.exclusive) {
    planning::ExclusiveGroup out;
    out.office = group.office.value;
    for (const AgencyIndex agency : group.agencies) out.agencies.push_back(agency.value);
    problem_.exclusive.push_back(std::move(out));
  }
}

// A preference worth nothing stands for what can concern no visit of the week.
absl::Status Maker::Decide(const PlanDecision& decision, const std::string& path) {
  using planning::DecisionKind;
  planning::Decision out;
  out.kind = static_cast<DecisionKind>(decision.kind);
  out.agency = decision.agency.value;
  out.office = decision.office.value;
  out.day = decision.weekday;
  out.exact = decision.exact;
  out.video = decision.video;
  out.worth = decision.worth;
  std::string_view nothing;  // why it says nothing
  if (decision.person.valid()) {
    const auto found = std::find(made_.officials.begin(), made_.officials.end(), decision.person);
    out.official = static_cast<int>(found - made_.officials.begin());
    if (found == made_.officials.end()) nothing = "nobody who visits offices or takes video calls";
  }
  if (decision.to_min > 0) {
    const bool wanted = out.kind == DecisionKind::kPin || out.worth > 0;
    const int from = std::max(decision.from_min, rules_.day_from_min) - rules_.day_from_min;
    const int to = std::min(decision.to_min, rules_.day_to_min) - rules_.day_from_min;
    const bool cut = to - from < decision.to_min - decision.from_min;
    out.window = {from / kPlanningSlotMin, to / kPlanningSlotMin};
    if (to <= from || (wanted && cut)) nothing = "hours outside the planning day";
  }
  if (!nothing.empty() && out.kind == DecisionKind::kPin) {
    return AtPath(Fail(Reason::kInfeasible, "no visit can be as pinned: {}", nothing), path);
  }
  if (!nothing.empty()) out = {.kind = DecisionKind::kPrefer};
  // What is about a weekday holds in each week of a cycle.
  const int times = out.day >= 0 ? problem_.weeks : 1;
  for (int week = 0; week < times; ++week) {
    problem_.decisions.push_back(out);
    made_.decisions.push_back(decision);
    made_.decision_paths.push_back(path);
    if (out.day >= 0) out.day += problem_.DaysPerWeek();
  }
  return absl::OkStatus();
}

absl::Status Maker::Decisions() {
  for (size_t i = 0; i < rules_.decisions.size(); ++i) {
    VUORO_RETURN_IF_ERROR(Decide(rules_.decisions[i], fmt::format("/planning/decisions/{}", i)));
  }
  for (size_t i = 0; i < more_.size(); ++i) {
    VUORO_RETURN_IF_ERROR(Decide(more_[i], fmt::format("/{}", i)));
  }
  return absl::OkStatus();
}

absl::StatusOr<PlanningProblem> Maker::Make() {
  if (made_.monday.weekday() != kMonday || !made_.monday.valid()) {
    return Fail(Reason::kBadArgument, "{} is no Monday", FormatDate(made_.monday));
  }
  Frame();
  if (problem_.slots_per_day < 1 || problem_.slots_per_day > planning::kMaxSlotsPerDay) {
    return Fail(Reason::kBadArgument, "a planning day of {} half hours; 1 to {} are possible",
                problem_.slots_per_day, planning::kMaxSlotsPerDay);
  }
  Offices();
  Drive();
  Officials();
  Interpreters();
  Agreements();
  Demand();
  VUORO_RETURN_IF_ERROR(Decisions());
  VUORO_RETURN_IF_ERROR(InWordsOf(made_, problem_.Validate()));
  return std::move(made_);
}

}  // namespace

absl::StatusOr<PlanningProblem> MakeProblem(const Network& network, Date monday,
                                            const std::vector<PlanDecision>& more) {
  return Maker(network, monday, more).Make();
}

}  // namespace vuoro
