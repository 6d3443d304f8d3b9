// Lists the days that officials could spend on what is needed; feasible.cc searches over them.
#include "day_patterns.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "insert.h"

namespace vuoro::planning {

DayPatterns::DayPatterns(const Problem& problem, int64_t& work)
    : p_(problem), masks_(problem), work_(work) {
  CountNeeds();
  FindRivals();
  FindVisitors();
  patterns_of_.resize(needed_.size());
  for (size_t e = 0; e < p_.officials.size(); ++e) ListDays(static_cast<int>(e));
}

void DayPatterns::CountNeeds() {
  needed_.assign(p_.agreements.size() + masks_.pins().size(), 1);
  for (size_t g = 0; g < p_.agreements.size(); ++g) {
    const Agreement& agreement = p_.agreements[g];
    by_pair_[{agreement.agency, agreement.office}] = static_cast<int>(g);
    needed_[g] = agreement.min_visits;
    uint32_t days = 0;
    for (int d : agreement.weekdays) days |= uint32_t{1} << d;
    weekdays_.push_back(days);
  }
}

void DayPatterns::FindRivals() {
  rivals_.resize(p_.agreements.size());
  for (const ExclusiveGroup& x : p_.exclusive) {
    for (int a : x.agencies) {
      for (int b : x.agencies) {
        const auto ga = by_pair_.find({a, x.office});
        const auto gb = by_pair_.find({b, x.office});
        if (a != b && ga != by_pair_.end() && gb != by_pair_.end()) {
          rivals_[U(ga->second)].insert(gb->second);
        }
      }
    }
  }
}

void DayPatterns::FindVisitors() {
  std::map<int, std::set<int>> officials;  // office -> those who may come for a demanded visit
  std::set<int> agencies;
  for (size_t g = 0; g < p_.agreements.size(); ++g) {
    if (needed_[g] > 0) agencies.insert(p_.agreements[g].agency);
  }
  for (int at : masks_.pins()) {
    const Decision& pin = p_.decisions[U(at)];
    for (int a = 0; a < static_cast<int>(p_.agencies.size()); ++a) {
      const int named = pin.official < 0 ? pin.agency : p_.officials[U(pin.official)].agency;
      if (named < 0 || named == a) agencies.insert(a);
    }
  }
  for (size_t e = 0; e < p_.officials.size(); ++e) {
    const Official& official = p_.officials[e];
    if (!agencies.contains(official.agency)) continue;
    for (int o : official.offices) {
      if (by_pair_.contains({official.agency, o})) officials[o].insert(static_cast<int>(e));
    }
  }
  tight_.resize(p_.offices.size());
  for (const auto& [o, who] : officials) {
    tight_[U(o)] = who.size() > U(p_.offices[U(o)].desks);
  }
  for (size_t g = 0; g < rivals_.size(); ++g) {
    for (int other : rivals_[g]) {
      if (agencies.contains(p_.agreements[U(other)].agency)) {
        tight_[U(p_.agreements[g].office)] = true;
      }
    }
  }
}

std::vector<Wish> DayPatterns::PinsOf(int e, int g, int d) const {
  if (masks_.pins().empty()) return {};
  std::vector<Wish> wishes = masks_.Wishes(e, p_.agreements[U(g)].office, d);
  std::erase_if(wishes, [](const Wish& wish) { return wish.pin < 0; });
  return wishes;
}

std::vector<PatternStop> DayPatterns::StopsOf(int e, int g, int d) const {
  const Agreement& agreement = p_.agreements[U(g)];
  const bool may =
      p_.officials[U(e)].field[U(d)] && agreement.max_visits > 0 && (weekdays_[U(g)] >> d & 1) != 0;
  if (!may) return {};
  const Window open = p_.offices[U(agreement.office)].open[U(d)];
  uint32_t free = Bits(open.from, open.to);
  if (!masks_.empty()) free &= ~masks_.Shut(e, agreement.office, d);
  std::set<std::pair<int, int>> windows;  // end and start
  for (uint32_t rest = Starts(free, p_.min_visit); rest != 0; rest &= rest - 1) {
    windows.emplace(std::countr_zero(rest) + p_.min_visit, std::countr_zero(rest));
  }
  const std::vector<Wish> pins = PinsOf(e, g, d);
  // A visit that keeps some windows needs to be no longer than from the first to the last.
  for (const Wish& first : pins) {
    for (const Wish& last : pins) {
      if (first.window == 0 || last.window == 0) continue;
      const int start = std::countr_zero(first.window);
      const int end = 32 - std::countl_zero(last.window);
      const bool fits = end - start > p_.min_visit && end - start <= p_.max_visit &&
                        (Bits(start, end) & ~free) == 0;
      if (fits) windows.emplace(end, start);
    }
  }
  std::vector<PatternStop> stops;
  for (const auto& [end, start] : windows) {
    PatternStop stop{g, start, end, {}};
    for (const Wish& pin : pins) {
      if (pin.Matches(Bits(start, end))) stop.pins.push_back(PinNeed(pin));
    }
    if (end - start == p_.min_visit || !stop.pins.empty()) stops.push_back(std::move(stop));
  }
  return stops;
}

void DayPatterns::ListDays(int e) {
  const Official& official = p_.officials[U(e)];
  if (official.max_field_days == 0) return;
  std::vector<int> mine;  // agreements he may visit
  for (int o : official.offices) {
    const auto found = by_pair_.find({official.agency, o});
    if (found != by_pair_.end()) mine.push_back(found->second);
  }
  std::sort(mine.begin(), mine.end());
  for (int d = 0; d < p_.days; ++d) {
    const size_t before = patterns_.size();
    listed_ = {e, d};
    ListDay(mine);
    if (patterns_.size() > before) days_.push_back(listed_);
  }
}

void DayPatterns::ListDay(const std::vector<int>& mine) {
  std::set<int> asked;  // that agreements demand or pins mean
  for (int g : mine) {
    if (Demanded(g) || !PinsOf(listed_.official, g, listed_.day).empty()) asked.insert(g);
  }
  if (asked.empty()) return;
  std::map<int, std::vector<PatternStop>> stops;
  for (int g : mine) stops[g] = StopsOf(listed_.official, g, listed_.day);
  for (int g : asked) ListSingles(stops[g]);
  if (p_.max_stops < 2) return;
  for (int a : mine) {
    for (int b : mine) {
      if (a == b || !PairMayHelp(a, asked.contains(a), b, asked.contains(b))) continue;
      ListPairs(stops[a], stops[b]);
    }
  }
}

bool DayPatterns::PairMayHelp(int a, bool a_asked, int b, bool b_asked) const {
  if (a_asked && b_asked) return true;
  if (!a_asked && !b_asked) return false;
  const int base = p_.officials[U(listed_.official)].base;
  const int first = p_.agreements[U(a)].office;
  const int second = p_.agreements[U(b)].office;
  const int between = p_.min_visit + DriveSlots(first, second);
  return b_asked ? DriveSlots(base, second) > DriveSlots(base, first) + between
                 : DriveSlots(first, base) > between + DriveSlots(second, base);
}

void DayPatterns::ListSingles(const std::vector<PatternStop>& stops) {
  work_ -= p_.slots_per_day;
  std::set<std::pair<int, std::vector<int>>> known;  // length and pins
  for (const PatternStop& stop : stops) {
    const Official& official = p_.officials[U(listed_.official)];
    const int o = p_.agreements[U(stop.agreement)].office;
    const int out = DriveSlots(official.base, o);
    const int home = DriveSlots(o, official.base);
    const int span = out + stop.end - stop.start + home;
    if (span > official.max_day || span > official.max_week) continue;
    if (stop.start < out || stop.end + home > p_.slots_per_day) continue;
    if (!Demanded(stop.agreement) && stop.pins.empty()) continue;
    // Else one is as good as another.
    if (!tight_[U(o)] && !known.emplace(stop.end - stop.start, stop.pins).second) continue;
    AddPattern(span, {stop});
  }
}

void DayPatterns::ListPairs(const std::vector<PatternStop>& firsts,
                            const std::vector<PatternStop>& seconds) {
  if (firsts.empty() || seconds.empty()) return;
  const Official& official = p_.officials[U(listed_.official)];
  const int first = p_.agreements[U(firsts.front().agreement)].office;
  const int second = p_.agreements[U(seconds.front().agreement)].office;
  const int out = DriveSlots(official.base, first);
  const int home = DriveSlots(second, official.base);
  const int drive = DriveSlots(first, second);
  const int most = std::min(official.max_day, official.max_week);
  if (out + 2 * p_.min_visit + drive + home > std::min(most, p_.slots_per_day)) return;
  // What matters of two stops, and of those alike the shortest span, which is the earliest too.
  using Key = std::tuple<int, int, int, int, std::vector<int>, std::vector<int>>;
  std::map<Key, std::tuple<int, const PatternStop*, const PatternStop*>> best;
  for (const PatternStop& a : firsts) {
    if (a.start < out) continue;
    for (const PatternStop& b : seconds) {
      if (b.start < a.end + drive || b.end + home > p_.slots_per_day) continue;
      const int span = b.end + home - (a.start - out);
      --work_;
      if (span > most) break;
      const Key key(tight_[U(first)] ? a.start : -1, tight_[U(second)] ? b.start : -1,
                    a.end - a.start, b.end - b.start, a.pins, b.pins);
      const auto [found, is_new] = best.try_emplace(key, span, &a, &b);
      if (!is_new && span < std::get<0>(found->second)) found->second = {span, &a, &b};
    }
  }
  for (const auto& [key, value] : best) {
    const auto& [span, a, b] = value;
    AddPattern(span, {*a, *b});
  }
}

void DayPatterns::AddPattern(int span, std::vector<PatternStop> stops) {
  const auto pattern = static_cast<int>(patterns_.size());
  DayPattern out{static_cast<int>(days_.size()), static_cast<int>(stops.size()), span, {}, {}};
  std::set<int> pins;
  for (size_t i = 0; i < stops.size(); ++i) {
    patterns_of_[U(stops[i].agreement)].push_back(pattern);
    pins.insert(stops[i].pins.begin(), stops[i].pins.end());
    out.stop[i] = std::move(stops[i]);
  }
  for (int pin : pins) patterns_of_[U(pin)].push_back(pattern);
  out.pins.assign(pins.begin(), pins.end());
  patterns_.push_back(std::move(out));
}

}  // namespace vuoro::planning
