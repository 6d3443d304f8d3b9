// Counts what a plan uses, and judges each single move against the rules.
#include "leftover.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "index.h"

namespace vuoro::planning {

Leftover::Leftover(const Problem& p, const Plan& plan)
    : problem_(p),
      team_(p.agencies.size()),
      spoken_(p.officials.size()),
      sent_days_(p.officials.size()),
      day_visits_(p.officials.size() * U(p.days)),
      office_visits_(p.offices.size() * U(p.days)),
      cells_(p.agencies.size() * U(p.days * p.slots_per_day)),
      week_(p.officials.size() * U(p.weeks)),
      field_days_(week_.size()),
      desks_(p.offices.size() * U(p.days * p.slots_per_day)),
      booths_(desks_.size()),
      interpreters_(p.languages.size() * U(p.days * p.slots_per_day)) {
  for (const Office& office : p.offices) {
    for (const Window& w : office.open) open_.push_back(Bits(w.from, w.to));
  }
  for (size_t e = 0; e < p.officials.size(); ++e) {
    const Official& official = p.officials[e];
    team_[U(official.agency)].push_back(static_cast<int>(e));
    for (int l : official.languages) spoken_[e] |= uint64_t{1} << l;
    for (int d = 0; d < p.days; ++d) {
      if (official.field[U(d)]) sent_days_[e] |= uint32_t{1} << d;
    }
  }
  FindDuty();
  const auto pair_of = [&](int agency, int office) {
    const auto [at, is_new] = pair_.try_emplace({agency, office}, static_cast<int>(lines_.size()));
    if (is_new) lines_.emplace_back();
    return at->second;
  };
  for (size_t g = 0; g < p.agreements.size(); ++g) {
    const Agreement& agreement = p.agreements[g];
    agreement_[{agreement.agency, agreement.office}] = static_cast<int>(g);
    pair_of(agreement.agency, agreement.office);
    uint32_t days = 0;
    for (int d : agreement.weekdays) days |= uint32_t{1} << d;
    weekdays_.push_back(days);
  }
  for (size_t k = 0; k < p.demand.size(); ++k) {
    lines_[U(pair_of(p.demand[k].agency, p.demand[k].office))].push_back(static_cast<int>(k));
    unmet_.push_back(p.demand[k].slots);
  }
  pair_visits_.resize(lines_.size());
  served_days_.resize(lines_.size());
  for (const Visit& visit : plan.visits) CountVisit(visit);
  for (const VideoCall& call : plan.video) {
    CountCall(call.line, call.day, call.slot);
    cells_[Cell(p.demand[U(call.line)].agency, call.day, call.slot)].push_back(
        {call.line, call.official});
  }
}

void Leftover::FindDuty() {
  for (const Official& official : problem_.officials) {
    for (int d = 0; d < problem_.days; ++d) {
      const Window& w = official.remote[U(d)];
      duty_.push_back(Bits(w.from, w.to));
      if (official.remote_gaps.empty()) continue;
      for (const Window& gap : official.remote_gaps[U(d)]) {
        duty_.back() &= ~Bits(gap.from, gap.to);
      }
    }
  }
  for (const Decision& decision : problem_.decisions) {
    if (!decision.video || decision.official < 0) continue;
    for (int d = 0; d < problem_.days; ++d) {
      if (decision.day >= 0 && decision.day != d) continue;
      duty_[DayOf(decision.official, d)] &=
          decision.window.empty() ? 0 : ~Bits(decision.window.from, decision.window.to);
    }
  }
}

bool Leftover::Concerns(const Decision& decision, int e, int office, int day) const {
  const auto is = [](int named, int actual) { return named < 0 || named == actual; };
  return is(decision.official, e) && is(decision.agency, problem_.officials[U(e)].agency) &&
         is(decision.office, office) && is(decision.day, day);
}

bool Leftover::Matches(const Decision& decision, const Visit& visit) const {
  if (!Concerns(decision, visit.official, visit.office, visit.day)) return false;
  if (decision.window.empty()) return true;
  const uint32_t wished = Bits(decision.window.from, decision.window.to);
  const uint32_t slots = Bits(visit.start, visit.end);
  if (decision.exact) return slots == wished;
  const bool wanted = decision.kind == DecisionKind::kPin ||
                      (decision.kind == DecisionKind::kPrefer && decision.worth > 0);
  return wanted ? (slots & wished) == wished : (slots & wished) != 0;
}

int64_t Leftover::WorthOf(const Visit& visit) const {
  int64_t worth = 0;
  for (const Decision& decision : problem_.decisions) {
    if (decision.worth != 0 && Matches(decision, visit)) worth += decision.worth;
  }
  return worth;
}

bool Leftover::PinnedAgainst(int visit, const Visit& changed) const {
  for (const Decision& decision : problem_.decisions) {
    const bool matters = decision.kind == DecisionKind::kPin &&
                         Matches(decision, visits_[U(visit)]) && !Matches(decision, changed);
    if (!matters) continue;
    int others = -1;  // not counting itself
    for (const Visit& other : visits_) others += Matches(decision, other);
    if (others == 0) return true;
  }
  return false;
}

std::vector<int> Leftover::Forbidders(int e, int office, int day, uint32_t window) const {
  std::vector<int> found;
  for (size_t i = 0; i < problem_.decisions.size(); ++i) {
    const Decision& decision = problem_.decisions[i];
    const Window& w = decision.window;
    const bool forbids = decision.kind == DecisionKind::kForbid &&
                         Concerns(decision, e, office, day) &&
                         (w.empty() || (Bits(w.from, w.to) & window) != 0);
    if (forbids) found.push_back(static_cast<int>(i));
  }
  return found;
}

std::vector<int> Leftover::CallForbidders(int agency, int office, int day, int slot) const {
  std::vector<int> found;
  for (size_t i = 0; i < problem_.decisions.size(); ++i) {
    const Decision& decision = problem_.decisions[i];
    const bool forbids = decision.video && decision.official < 0 &&
                         (decision.agency < 0 || decision.agency == agency) &&
                         (decision.office < 0 || decision.office == office) &&
                         (decision.day < 0 || decision.day == day) &&
                         (decision.window.empty() || decision.window.Holds(slot));
    if (forbids) found.push_back(static_cast<int>(i));
  }
  return found;
}

int Leftover::SpanOf(int e, int d) const {
  const std::vector<int>& day = day_visits_[DayOf(e, d)];
  if (day.empty()) return 0;
  const int base = problem_.officials[U(e)].base;
  const Visit& first = visits_[U(day.front())];
  const Visit& last = visits_[U(day.back())];
  return last.end + DriveSlots(last.office, base) - (first.start - DriveSlots(base, first.office));
}

void Leftover::CountVisit(const Visit& visit) {
  const int agency = problem_.officials[U(visit.official)].agency;
  const int at = static_cast<int>(visits_.size());
  const int pair = pair_.at({agency, visit.office});
  std::vector<int>& day = day_visits_[DayOf(visit.official, visit.day)];
  const size_t week = WeekAt(visit.official, visit.day);
  week_[week] -= SpanOf(visit.official, visit.day);
  if (day.empty()) ++field_days_[week];
  visits_.push_back(visit);
  day.push_back(at);
  std::sort(day.begin(), day.end(),
            [&](int a, int b) { return visits_[U(a)].start < visits_[U(b)].start; });
  week_[week] += SpanOf(visit.official, visit.day);
  office_visits_[OfficeDay(visit.office, visit.day)].push_back(at);
  pair_visits_[U(pair)].push_back(at);
  for (int q = visit.start; q < visit.end; ++q) {
    ++desks_[OfficeDay(visit.office, visit.day) * U(problem_.slots_per_day) + U(q)];
  }
  for (const Serve& serve : visit.serves) {
    unmet_[U(serve.line)] -= serve.slots;
    served_days_[U(pair)] |= uint32_t{1} << visit.day;
  }
}

void Leftover::CountCall(int k, int d, int q) {
  const DemandLine& line = problem_.demand[U(k)];
  const size_t slots = U(problem_.slots_per_day);
  ++booths_[OfficeDay(line.office, d) * slots + U(q)];
  if (Interpreted(line.language)) {
    ++interpreters_[U(line.language * problem_.days + d) * slots + U(q)];
  }
  --unmet_[U(k)];
  served_days_[U(pair_.at({line.agency, line.office}))] |= uint32_t{1} << d;
}

int Leftover::AgreementOf(int agency, int office) const {
  const auto found = agreement_.find({agency, office});
  return found == agreement_.end() ? -1 : found->second;
}

int Leftover::CountVisits(int agency, int office) const {
  const auto found = pair_.find({agency, office});
  return found == pair_.end() ? 0 : static_cast<int>(pair_visits_[U(found->second)].size());
}

// Kuhn's augmenting path from the new call; the calls' present names are a matching.
bool Leftover::Seatable(int agency, int d, int q, int language, int without,
                        std::vector<Seat>* named) const {
  const std::vector<Seat>& cell = cells_[Cell(agency, d, q)];
  std::vector<int> duty;
  for (int e : team_[U(agency)]) {
    if (e != without && !InField(e, d) && OnDuty(e, d, q)) duty.push_back(e);
  }
  const int root = static_cast<int>(cell.size());
  std::vector<int> call_of(duty.size(), -1);
  for (size_t i = 0; i < duty.size(); ++i) {
    for (size_t c = 0; c < cell.size(); ++c) {
      if (cell[c].official == duty[i]) call_of[i] = static_cast<int>(c);
    }
  }
  const auto can_take = [&](int e, int call) {
    const int spoken = call == root ? language : problem_.demand[U(cell[U(call)].line)].language;
    return spoken < 0 || Interpreted(spoken) || Speaks(e, spoken);
  };
  std::vector<char> seen(duty.size());
  const auto augment = [&](const auto& self, int call) -> bool {
    for (size_t i = 0; i < duty.size(); ++i) {
      if (seen[i] || !can_take(duty[i], call)) continue;
      seen[i] = 1;
      if (call_of[i] < 0 || self(self, call_of[i])) {
        call_of[i] = call;
        return true;
      }
    }
    return false;
  };
  if (!augment(augment, root)) return false;
  if (named != nullptr) {
    *named = cell;
    named->push_back({-1, -1});
    for (size_t i = 0; i < duty.size(); ++i) {
      if (call_of[i] >= 0) (*named)[U(call_of[i])].official = duty[i];
    }
  }
  return true;
}

bool Leftover::CouldTake(int agency, int day, int slot, int e) const {
  if (InField(e, day) || !OnDuty(e, day, slot)) return false;
  const std::vector<Seat>& cell = cells_[Cell(agency, day, slot)];
  for (const Seat& seat : cell) {
    if (seat.official != e) continue;
    const int language = problem_.demand[U(seat.line)].language;
    return Seatable(agency, day, slot, Interpreted(language) ? -1 : language, e, nullptr);
  }
  return true;
}

// True if his calls of the day can all be taken by others.
bool Leftover::Spare(int e, int d) const {
  const int agency = problem_.officials[U(e)].agency;
  const Window remote = problem_.officials[U(e)].remote[U(d)];
  for (int q = remote.from; q < remote.to; ++q) {
    for (const Seat& seat : cells_[Cell(agency, d, q)]) {
      if (seat.official != e) continue;
      const int language = problem_.demand[U(seat.line)].language;
      if (!Seatable(agency, d, q, Interpreted(language) ? -1 : language, e, nullptr)) {
        return false;
      }
    }
  }
  return true;
}

uint32_t Leftover::RoomTaken(int agency, int office, int d) const {
  uint32_t taken = 0;
  for (const ExclusiveGroup& group : problem_.exclusive) {
    const auto has = [&](int a) {
      return std::find(group.agencies.begin(), group.agencies.end(), a) != group.agencies.end();
    };
    if (group.office != office || !has(agency)) continue;
    for (int v : office_visits_[OfficeDay(office, d)]) {
      const Visit& visit = visits_[U(v)];
      const int other = problem_.officials[U(visit.official)].agency;
      if (other != agency && has(other)) taken |= Bits(visit.start, visit.end);
    }
  }
  return taken;
}

std::vector<int> Leftover::Blockers(int agency, int office, int d, uint32_t window) const {
  std::vector<int> groups;
  for (size_t x = 0; x < problem_.exclusive.size(); ++x) {
    const ExclusiveGroup& group = problem_.exclusive[x];
    const auto has = [&](int a) {
      return std::find(group.agencies.begin(), group.agencies.end(), a) != group.agencies.end();
    };
    if (group.office != office || !has(agency)) continue;
    const bool blocks = std::any_of(
        office_visits_[OfficeDay(office, d)].begin(), office_visits_[OfficeDay(office, d)].end(),
        [&](int v) {
          const Visit& visit = visits_[U(v)];
          const int other = problem_.officials[U(visit.official)].agency;
          return other != agency && has(other) && (Bits(visit.start, visit.end) & window) != 0;
        });
    if (blocks) groups.push_back(static_cast<int>(x));
  }
  return groups;
}

void Leftover::JudgePlace(int agency, int office, uint32_t window, Way& way) const {
  way.shut = window & ~open_[OfficeDay(office, way.day)];
  if (way.shut != 0) way.lacks |= LackBit(Lack::kOpening);
  const size_t row = OfficeDay(office, way.day) * U(problem_.slots_per_day);
  for (uint32_t rest = window; rest != 0; rest &= rest - 1) {
    if (desks_[row + U(std::countr_zero(rest))] >= problem_.offices[U(office)].desks) {
      way.lacks |= LackBit(Lack::kDesk);
    }
  }
  if (window & RoomTaken(agency, office, way.day)) way.lacks |= LackBit(Lack::kRoom);
  if (!problem_.decisions.empty() && !Forbidders(way.official, office, way.day, window).empty()) {
    way.lacks |= LackBit(Lack::kDecision);
  }
}

void Leftover::JudgeRoute(int e, int office, int instead, Way& way) const {
  const Official& official = problem_.officials[U(e)];
  struct At {
    int start, end, office;
  };
  std::vector<At> stops{{way.start, way.end, office}};
  const int before = SpanOf(e, way.day);
  for (int v : day_visits_[DayOf(e, way.day)]) {
    if (v == instead) continue;
    stops.push_back({visits_[U(v)].start, visits_[U(v)].end, visits_[U(v)].office});
  }
  std::sort(stops.begin(), stops.end(), [](const At& a, const At& b) {
    return std::tuple(a.start, a.end, a.office) < std::tuple(b.start, b.end, b.office);
  });
  if (static_cast<int>(stops.size()) > problem_.max_stops) way.hours |= kStops;
  for (size_t i = 1; i < stops.size(); ++i) {
    const int drive = DriveSlots(stops[i - 1].office, stops[i].office);
    if (stops[i].start < stops[i - 1].end + drive) way.hours |= kDriving;
  }
  const int leave = stops.front().start - DriveSlots(official.base, stops.front().office);
  const int back = stops.back().end + DriveSlots(stops.back().office, official.base);
  if (leave < 0 || back > problem_.slots_per_day) way.hours |= kDriving;
  way.day_short = std::max(0, back - leave - official.max_day);
  way.week_short =
      std::max(0, week_[WeekAt(e, way.day)] - before + back - leave - official.max_week);
  if (way.day_short > 0) way.hours |= kDayLimit;
  if (way.week_short > 0) way.hours |= kWeekLimit;
}

void Leftover::CallWays(int k, const std::function<void(const Way&)>& visit) const {
  const DemandLine& line = problem_.demand[U(k)];
  const bool interpreted = Interpreted(line.language);
  const int slots = problem_.slots_per_day;
  for (int d = 0; d < problem_.days; ++d) {
    if (!line.On(d)) continue;
    for (int q = 0; q < slots; ++q) {
      Way way{.kind = Way::kCall, .day = d, .start = q, .end = q + 1};
      if (!line.video) way.lacks |= LackBit(Lack::kVideo);
      way.shut = Bits(q, q + 1) & ~open_[OfficeDay(line.office, d)];
      if (way.shut != 0) way.lacks |= LackBit(Lack::kOpening);
      if (booths_[OfficeDay(line.office, d) * U(slots) + U(q)] >=
          problem_.offices[U(line.office)].BoothsOn(d)) {
        way.lacks |= LackBit(Lack::kBooth);
      }
      if (interpreted && interpreters_[U((line.language * problem_.days + d) * slots + q)] >=
                             problem_.interpreters[U(line.language)][U(d)][U(q)]) {
        way.lacks |= LackBit(Lack::kInterpreter);
      }
      if (!CallForbidders(line.agency, line.office, d, q).empty()) {
        way.lacks |= LackBit(Lack::kDecision);
      }
      const int language = interpreted ? -1 : line.language;
      if (!Seatable(line.agency, d, q, language, -1, nullptr)) {
        const bool somebody = !interpreted && Seatable(line.agency, d, q, -1, -1, nullptr);
        way.lacks |= LackBit(somebody ? Lack::kLanguage : Lack::kOfficialHours);
      }
      visit(way);
    }
  }
}

void Leftover::LongerWays(int k, const std::function<void(const Way&)>& visit) const {
  const DemandLine& line = problem_.demand[U(k)];
  for (int v : pair_visits_[U(pair_.at({line.agency, line.office}))]) {
    const Visit& at = visits_[U(v)];
    if (!line.On(at.day)) continue;
    int served = 0;
    for (const Serve& serve : at.serves) served += serve.slots;
    const bool speaks = !Interpreted(line.language) && Speaks(at.official, line.language);
    const LackSet spoken = speaks ? 0 : LackBit(Lack::kLanguage);
    if (served < problem_.VisitCapacity(at.end - at.start)) {
      visit({Way::kSeat, at.official, v, at.day, at.start, at.end, spoken});
    }
    for (const bool later : {false, true}) {
      Way way{Way::kLonger, at.official, v, at.day, at.start - !later, at.end + later, spoken};
      if (way.start < 0 || way.end > problem_.slots_per_day) continue;
      if (served == problem_.VisitCapacity(way.end - way.start)) continue;  // it would go to lunch
      if (way.end - way.start > problem_.max_visit) way.lacks |= LackBit(Lack::kVisitLength);
      JudgePlace(line.agency, line.office,
                 later ? Bits(at.end, way.end) : Bits(way.start, at.start), way);
      JudgeRoute(at.official, line.office, v, way);
      if (way.hours != 0) way.lacks |= LackBit(Lack::kOfficialHours);
      Visit changed{at.official, at.office, at.day, way.start, way.end, {}};
      if (PinnedAgainst(v, changed)) way.lacks |= LackBit(Lack::kDecision);
      way.preference = WorthOf(changed) - WorthOf(at);
      visit(way);
    }
  }
}

void Leftover::VisitWays(int k, const std::function<void(const Way&)>& visit) const {
  const DemandLine& line = problem_.demand[U(k)];
  const int g = AgreementOf(line.agency, line.office);
  const bool spent =
      g < 0 || CountVisits(line.agency, line.office) >= problem_.agreements[U(g)].max_visits;
  for (int e : team_[U(line.agency)]) {
    const Official& official = problem_.officials[U(e)];
    const auto& sent = official.offices;
    for (int d = 0; d < problem_.days; ++d) {
      const std::vector<int>& day = day_visits_[DayOf(e, d)];
      const bool there = std::any_of(day.begin(), day.end(),
                                     [&](int v) { return visits_[U(v)].office == line.office; });
      if (there || !line.On(d)) continue;
      Way base{.kind = Way::kVisit, .official = e, .day = d, .no_visit = spent};
      base.no_weekday = g >= 0 && (weekdays_[U(g)] >> d & 1) == 0;
      if (base.no_visit || base.no_weekday) base.lacks |= LackBit(Lack::kAgreement);
      if (Interpreted(line.language) || !Speaks(e, line.language)) {
        base.lacks |= LackBit(Lack::kLanguage);
      }
      if (std::find(sent.begin(), sent.end(), line.office) == sent.end()) base.hours |= kNotSent;
      if ((sent_days_[U(e)] >> d & 1) == 0) base.hours |= kNoFieldDay;
      if (day.empty()) {
        if (field_days_[WeekAt(e, d)] >= official.max_field_days) base.hours |= kFieldLimit;
        if (!Spare(e, d)) base.hours |= kPool;
      }
      for (int s = 0; s + problem_.min_visit <= problem_.slots_per_day; ++s) {
        Way way = base;
        way.start = s;
        way.end = s + problem_.min_visit;
        JudgePlace(line.agency, line.office, Bits(way.start, way.end), way);
        JudgeRoute(e, line.office, -1, way);
        if (way.hours != 0) way.lacks |= LackBit(Lack::kOfficialHours);
        visit(way);
      }
    }
  }
}

void Leftover::ForEachWay(int k, const std::function<void(const Way&)>& visit) const {
  CallWays(k, visit);
  LongerWays(k, visit);
  VisitWays(k, visit);
}

int Leftover::Wanted(int e, int office, int day, int language) const {
  const auto pair = pair_.find({problem_.officials[U(e)].agency, office});
  if (pair == pair_.end()) return 0;
  int wanted = 0;
  for (int k : lines_[U(pair->second)]) {
    const int spoken = problem_.demand[U(k)].language;
    if (Interpreted(spoken) || !problem_.demand[U(k)].On(day)) continue;
    if (spoken == language || Speaks(e, spoken)) wanted += unmet_[U(k)];
  }
  return wanted;
}

int64_t Leftover::Travel(const std::vector<int>& visits, int e) const {
  const int base = problem_.officials[U(e)].base;
  int at = base;
  int64_t minutes = 0;
  for (int v : visits) {
    minutes += Drive(at, visits_[U(v)].office);
    at = visits_[U(v)].office;
  }
  return visits.empty() ? 0 : minutes + Drive(at, base);
}

int64_t Leftover::PresenceSaved(int agency, int office, int d, uint32_t window) const {
  uint32_t absent = 0;
  for (const Presence& p : problem_.presence) {
    if (p.agency == agency && p.office == office && p.day == d) {
      absent |= Bits(p.hours.from, p.hours.to) & window;
    }
  }
  if (absent == 0) return 0;
  for (int v : office_visits_[OfficeDay(office, d)]) {
    const Visit& visit = visits_[U(v)];
    if (problem_.officials[U(visit.official)].agency == agency) {
      absent &= ~Bits(visit.start, visit.end);
    }
  }
  return int64_t{problem_.weights.absence} * std::popcount(absent);
}

int64_t Leftover::Saving(int e, int office, int d, Window hours, int served) const {
  const int base = problem_.officials[U(e)].base;
  const std::vector<int>& day = day_visits_[DayOf(e, d)];
  int at = base;
  int64_t minutes = -Travel(day, e);
  bool been = false;
  const auto go = [&](int to) {
    minutes += Drive(at, to);
    at = to;
  };
  for (int v : day) {
    if (!been && visits_[U(v)].start >= hours.to) {
      go(office);
      been = true;
    }
    go(visits_[U(v)].office);
  }
  if (!been) go(office);
  go(base);
  const int agency = problem_.officials[U(e)].agency;
  const int64_t kept = PresenceSaved(agency, office, d, Bits(hours.from, hours.to));
  const int64_t waited = served > 0 ? WaitSaved(agency, office, d) : 0;
  return int64_t{problem_.UnmetWeight(agency)} * served + waited + kept -
         problem_.weights.travel * minutes + WorthOf({e, office, d, hours.from, hours.to, {}});
}

int64_t Leftover::WaitSaved(int agency, int office, int d) const {
  if (AgreementOf(agency, office) < 0) return 0;
  const auto longest = [&](uint32_t days) {
    int most = 0;
    for (int first = 0; first < problem_.days; ++first) {
      int run = 0;
      while (run < problem_.days && (days >> ((first + run) % problem_.days) & 1) == 0) ++run;
      most = std::max(most, run);
    }
    return most;
  };
  const uint32_t days = served_days_[U(pair_.at({agency, office}))];
  return int64_t{problem_.WaitWeight(agency)} * (longest(days) - longest(days | uint32_t{1} << d));
}

std::pair<int, int64_t> Leftover::BestEnd(const Way& open, int office) const {
  const int wanted = Wanted(open.official, office, open.day);
  const int agency = problem_.officials[U(open.official)].agency;
  // A slot may go to lunch. Where people wish for visits or ask for presence, sitting there without
  // work may pay, and longer is not always better.
  const int lunch = wanted > problem_.VisitCapacity(wanted) ? 1 : 0;
  const bool wished = !problem_.decisions.empty() || !problem_.presence.empty();
  const auto saving = [&](int end) {
    const int served = std::min(wanted, problem_.VisitCapacity(end - open.start));
    return Saving(open.official, office, open.day, {open.start, end}, served);
  };
  const int longest = wished ? problem_.max_visit : std::min(problem_.max_visit, wanted + lunch);
  std::pair<int, int64_t> best{open.end, saving(open.end)};
  for (Way way = open; way.end - way.start < longest && way.end < problem_.slots_per_day;) {
    Way longer = way;
    ++longer.end;
    JudgePlace(agency, office, Bits(way.end, longer.end), longer);
    JudgeRoute(open.official, office, -1, longer);
    if (longer.lacks != 0 || longer.hours != 0) break;
    way = longer;
    const int64_t saved = saving(way.end);
    if (!wished || saved > best.second) best = {way.end, saved};
  }
  return best;
}

}  // namespace vuoro::planning
