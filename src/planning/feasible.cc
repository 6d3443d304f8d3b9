// Whether agreements' least visits and pins can be kept: patterns of official-days, chosen by
// search.
//
// A pattern is a day of one official with one or two visits of the shortest length, or of the
// shortest that keeps some pins' windows; longer ones only take more room. Starts are told apart
// only where desks or a special room may run out. What is needed are visits of agreements and one
// visit for each pin; needs are numbered agreements first. The search takes the need with the
// fewest days to spare and tries every pattern that serves it. It gives up a branch when a flow
// (demanded visits -> days -> officials) shows that what is left of field days and hours cannot
// carry what is still demanded, or an office's desks cannot.
#include "feasible.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "decision_masks.h"
#include "flow.h"
#include "index.h"
#include "insert.h"
#include "positions.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

// Rounds of the planner asked for a plan when the search has run out of work.
constexpr int64_t kPlannerSteps = 2048;

struct PatternStop {
  int agreement = -1;
  int start = 0;
  int end = 0;
  std::vector<int> pins;  // needs that it serves beside its agreement's
};

// One way to spend a day: `stop` in time order.
struct DayPattern {
  int day_of = 0;  // position of the official-day
  int count = 0;
  int span = 0;
  bool banned = false;
  std::array<PatternStop, kMaxStops> stop{};
  std::vector<int> pins;  // needs that its stops serve, each once
};

struct OfficialDayOf {
  int official;
  int day;
  std::vector<int> patterns;
  bool taken = false;
};

class Decider {
 public:
  Decider(const Problem& problem, int64_t work) : p_(problem), masks_(problem), work_(work) {
    needed_.assign(p_.agreements.size() + masks_.pins().size(), 1);
    for (size_t g = 0; g < p_.agreements.size(); ++g) {
      const Agreement& agreement = p_.agreements[g];
      by_pair_[{agreement.agency, agreement.office}] = static_cast<int>(g);
      needed_[g] = agreement.min_visits;
      uint32_t days = 0;
      for (int d : agreement.weekdays) days |= uint32_t{1} << d;
      weekdays_.push_back(days);
    }
    visits_.resize(needed_.size());
    patterns_of_.resize(needed_.size());
    days_of_.resize(p_.officials.size());
    desks_.resize(p_.offices.size() * U(p_.days * p_.slots_per_day));
    sitting_.resize(p_.agreements.size() * U(p_.days * p_.slots_per_day));
    for (const Official& official : p_.officials) {
      field_left_.insert(field_left_.end(), U(p_.weeks), official.max_field_days);
      week_left_.insert(week_left_.end(), U(p_.weeks), official.max_week);
    }
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

  Feasible Run(Plan* plan) {
    FindVisitors();
    for (size_t e = 0; e < p_.officials.size(); ++e) ListDays(static_cast<int>(e));
    for (size_t n = p_.agreements.size(); n < needed_.size(); ++n) {
      if (patterns_of_[n].empty()) return Feasible::kNo;
    }
    Feasible answer = Feasible::kYes;
    for (const std::vector<int>& part : Parts()) {
      const Feasible part_answer = DecidePart(part);
      if (part_answer == Feasible::kNo) return part_answer;
      if (part_answer == Feasible::kUnproven) answer = part_answer;
    }
    if (answer == Feasible::kYes && plan != nullptr) *plan = Chosen();
    return answer;
  }

 private:
  bool IsPin(int need) const { return U(need) >= p_.agreements.size(); }
  bool Demanded(int g) const { return p_.agreements[U(g)].min_visits > 0; }
  int WeekAt(const OfficialDayOf& day) const {
    return day.official * p_.weeks + p_.WeekOf(day.day);
  }
  // What pins say of visits of e under agreement g on day d.
  std::vector<Wish> PinsOf(int e, int g, int d) const {
    if (masks_.pins().empty()) return {};
    std::vector<Wish> wishes = masks_.Wishes(e, p_.agreements[U(g)].office, d);
    std::erase_if(wishes, [](const Wish& wish) { return wish.pin < 0; });
    return wishes;
  }
  int DriveSlots(int from, int to) const { return p_.DriveSlots(p_.drive_minutes[U(from)][U(to)]); }
  uint32_t Open(int office, int d) const {
    const Window w = p_.offices[U(office)].open[U(d)];
    return Bits(w.from, w.to);
  }

  // Offices where desks or rooms may bind, by how many officials could be there on a day.
  void FindVisitors() {
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

  // The visits of e under agreement g on day d that are worth telling apart, by end and start.
  std::vector<PatternStop> StopsOf(int e, int g, int d) const {
    const Agreement& agreement = p_.agreements[U(g)];
    const bool may = p_.officials[U(e)].field[U(d)] && agreement.max_visits > 0 &&
                     (weekdays_[U(g)] >> d & 1) != 0;
    if (!may) return {};
    uint32_t free = Open(agreement.office, d);
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
  int PinNeed(const Wish& pin) const { return static_cast<int>(p_.agreements.size()) + pin.pin; }

  void ListDays(int e) {
    const Official& official = p_.officials[U(e)];
    if (official.max_field_days == 0) return;
    std::vector<int> mine;  // agreements he may visit
    for (int o : official.offices) {
      const auto found = by_pair_.find({official.agency, o});
      if (found != by_pair_.end()) mine.push_back(found->second);
    }
    std::sort(mine.begin(), mine.end());
    for (int d = 0; d < p_.days; ++d) {
      std::set<int> asked;  // that agreements demand or pins mean
      for (int g : mine) {
        if (Demanded(g) || !PinsOf(e, g, d).empty()) asked.insert(g);
      }
      if (asked.empty()) continue;
      OfficialDayOf day{e, d, {}};
      const int at = static_cast<int>(days_.size());
      std::map<int, std::vector<PatternStop>> stops;
      for (int g : mine) stops[g] = StopsOf(e, g, d);
      for (int g : asked) ListSingles(e, stops[g], at, day);
      for (int a : mine) {
        for (int b : mine) {
          if (a == b || p_.max_stops < 2) continue;
          if (PairMayHelp(e, a, asked.contains(a), b, asked.contains(b))) {
            ListPairs(e, stops[a], stops[b], at, day);
          }
        }
      }
      if (day.patterns.empty()) continue;
      days_of_[U(e)].push_back(at);
      days_.push_back(std::move(day));
    }
  }

  // A stop that nobody asks for is worth making only as a short cut.
  bool PairMayHelp(int e, int a, bool a_asked, int b, bool b_asked) const {
    if (a_asked && b_asked) return true;
    if (!a_asked && !b_asked) return false;
    const int base = p_.officials[U(e)].base;
    const int first = p_.agreements[U(a)].office;
    const int second = p_.agreements[U(b)].office;
    const int between = p_.min_visit + DriveSlots(first, second);
    return b_asked ? DriveSlots(base, second) > DriveSlots(base, first) + between
                   : DriveSlots(first, base) > between + DriveSlots(second, base);
  }

  void AddPattern(OfficialDayOf& day, int at, int span, std::vector<PatternStop> stops) {
    const auto pattern = static_cast<int>(patterns_.size());
    DayPattern out{at, static_cast<int>(stops.size()), span, false, {}, {}};
    std::set<int> pins;
    for (size_t i = 0; i < stops.size(); ++i) {
      patterns_of_[U(stops[i].agreement)].push_back(pattern);
      pins.insert(stops[i].pins.begin(), stops[i].pins.end());
      out.stop[i] = std::move(stops[i]);
    }
    for (int pin : pins) patterns_of_[U(pin)].push_back(pattern);
    out.pins.assign(pins.begin(), pins.end());
    day.patterns.push_back(pattern);
    patterns_.push_back(std::move(out));
  }

  void ListSingles(int e, const std::vector<PatternStop>& stops, int at, OfficialDayOf& day) {
    work_ -= p_.slots_per_day;
    std::set<std::pair<int, std::vector<int>>> known;  // length and pins
    for (const PatternStop& stop : stops) {
      const Official& official = p_.officials[U(e)];
      const int o = p_.agreements[U(stop.agreement)].office;
      const int out = DriveSlots(official.base, o);
      const int home = DriveSlots(o, official.base);
      const int span = out + stop.end - stop.start + home;
      if (span > official.max_day || span > official.max_week) continue;
      if (stop.start < out || stop.end + home > p_.slots_per_day) continue;
      if (!Demanded(stop.agreement) && stop.pins.empty()) continue;
      // Else one is as good as another.
      if (!tight_[U(o)] && !known.emplace(stop.end - stop.start, stop.pins).second) continue;
      AddPattern(day, at, span, {stop});
    }
  }

  void ListPairs(int e, const std::vector<PatternStop>& firsts,
                 const std::vector<PatternStop>& seconds, int at, OfficialDayOf& day) {
    if (firsts.empty() || seconds.empty()) return;
    const Official& official = p_.officials[U(e)];
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
      AddPattern(day, at, span, {*a, *b});
    }
  }

  // Needs that can be decided apart: first each agency alone, as long as that can
  // show that nothing goes, then those together that may meet at a tight office.
  std::vector<std::vector<int>> Parts() {
    std::vector<int> leader(p_.agencies.size());
    std::iota(leader.begin(), leader.end(), 0);
    const auto find = [&](int a) {
      while (leader[U(a)] != a) a = leader[U(a)];
      return a;
    };
    std::map<int, int> at_office;  // tight office -> an agency there
    const auto join = [&](int one, int other) {
      const int a = find(one);
      const int b = find(other);
      leader[U(std::max(a, b))] = std::min(a, b);
    };
    for (size_t g = 0; g < p_.agreements.size(); ++g) {
      const Agreement& agreement = p_.agreements[g];
      if (patterns_of_[g].empty() || !tight_[U(agreement.office)]) continue;
      join(at_office.try_emplace(agreement.office, agreement.agency).first->second,
           agreement.agency);
    }
    std::vector<std::set<int>> agencies(needed_.size());  // who can serve the need
    for (size_t n = 0; n < needed_.size(); ++n) {
      if (!IsPin(static_cast<int>(n))) {
        agencies[n] = {p_.agreements[n].agency};
        continue;
      }
      for (int i : patterns_of_[n]) {
        const int e = days_[U(patterns_[U(i)].day_of)].official;
        agencies[n].insert(p_.officials[U(e)].agency);
      }
      for (int agency : agencies[n]) join(*agencies[n].begin(), agency);
    }
    std::map<int, std::vector<int>> alone, together;
    for (size_t n = 0; n < needed_.size(); ++n) {
      if (needed_[n] == 0) continue;
      const int agency = *agencies[n].begin();
      if (agencies[n].size() == 1) alone[agency].push_back(static_cast<int>(n));
      together[find(agency)].push_back(static_cast<int>(n));
    }
    std::vector<std::vector<int>> parts;
    for (auto& [agency, needs] : alone) {
      if (needs.size() == together[find(agency)].size()) continue;
      parts.push_back(std::move(needs));
    }
    trials_ = parts.size();
    for (auto& [agency, needs] : together) parts.push_back(std::move(needs));
    return parts;
  }

  Feasible DecidePart(const std::vector<int>& part) {
    const bool trial = trials_ > 0;  // only a refusal counts
    if (trial) --trials_;
    const size_t before = chosen_.size();
    Feasible answer = Greedy(part) ? Feasible::kYes : Search(part);
    if (trial) {
      while (chosen_.size() > before) TakeBack();
      if (answer == Feasible::kUnproven) answer = Feasible::kYes;
    }
    return answer;
  }

  bool Fits(const DayPattern& pattern) const {
    const OfficialDayOf& day = days_[U(pattern.day_of)];
    const size_t week = U(WeekAt(day));
    if (pattern.banned || day.taken || field_left_[week] == 0 || pattern.span > week_left_[week]) {
      return false;
    }
    for (int i = 0; i < pattern.count; ++i) {
      const PatternStop& call = pattern.stop[U(i)];
      const Agreement& agreement = p_.agreements[U(call.agreement)];
      if (visits_[U(call.agreement)] >= agreement.max_visits) return false;
      const size_t row = U(agreement.office * p_.days + day.day) * U(p_.slots_per_day);
      for (int q = call.start; q < call.end; ++q) {
        if (desks_[row + U(q)] >= p_.offices[U(agreement.office)].desks) return false;
        for (int rival : rivals_[U(call.agreement)]) {
          if (sitting_[U((rival * p_.days + day.day) * p_.slots_per_day + q)] > 0) return false;
        }
      }
    }
    return true;
  }

  void Count(const DayPattern& pattern, int amount) {
    OfficialDayOf& day = days_[U(pattern.day_of)];
    day.taken = amount > 0;
    field_left_[U(WeekAt(day))] -= amount;
    week_left_[U(WeekAt(day))] -= amount * pattern.span;
    for (int pin : pattern.pins) visits_[U(pin)] += amount;
    for (int i = 0; i < pattern.count; ++i) {
      const PatternStop& call = pattern.stop[U(i)];
      const int office = p_.agreements[U(call.agreement)].office;
      visits_[U(call.agreement)] += amount;
      const size_t row = U(office * p_.days + day.day) * U(p_.slots_per_day);
      const size_t seat = U((call.agreement * p_.days + day.day) * p_.slots_per_day);
      for (int q = call.start; q < call.end; ++q) {
        desks_[row + U(q)] += amount;
        sitting_[seat + U(q)] += amount;
      }
    }
  }
  void Choose(int pattern) {
    chosen_.push_back(pattern);
    Count(patterns_[U(pattern)], 1);
  }
  void TakeBack() {
    Count(patterns_[U(chosen_.back())], -1);
    chosen_.pop_back();
  }

  int Missing(int g) const { return std::max(0, needed_[U(g)] - visits_[U(g)]); }
  int UsefulVisits(const DayPattern& pattern) const {
    int n = 0;
    for (int i = 0; i < pattern.count; ++i) n += Missing(pattern.stop[U(i)].agreement) > 0;
    return n;
  }
  int Useful(const DayPattern& pattern) const {
    int n = UsefulVisits(pattern);
    for (int pin : pattern.pins) n += Missing(pin) > 0;
    return n;
  }

  // Patterns that serve need g now, the most useful and shortest first. Of two on one day the one
  // that only adds a visit nobody misses is left out.
  std::vector<int> OptionsOf(int g) {
    std::vector<int> options;
    std::set<std::pair<int, int>> singles;  // official-day and start of a lone visit
    for (int i : patterns_of_[U(g)]) {
      const DayPattern& pattern = patterns_[U(i)];
      --work_;
      if (!Fits(pattern)) continue;
      options.push_back(i);
      const PatternStop& first = pattern.stop[0];
      if (pattern.count == 1 && first.end - first.start == p_.min_visit) {
        singles.insert({pattern.day_of, first.start});
      }
    }
    std::erase_if(options, [&](int i) {
      const DayPattern& pattern = patterns_[U(i)];
      if (pattern.count == 1 || !pattern.pins.empty() || Useful(pattern) > 1) return false;
      const PatternStop& call = pattern.stop[pattern.stop[0].agreement == g ? 0 : 1];
      if (!tight_[U(p_.agreements[U(g)].office)]) {
        const auto at = singles.lower_bound({pattern.day_of, -1});
        return at != singles.end() && at->first == pattern.day_of;
      }
      return singles.contains({pattern.day_of, call.start});
    });
    std::stable_sort(options.begin(), options.end(), [&](int a, int b) {
      const DayPattern& x = patterns_[U(a)];
      const DayPattern& y = patterns_[U(b)];
      return std::tuple(-Useful(x), x.span) < std::tuple(-Useful(y), y.span);
    });
    return options;
  }

  // One dive without turning back, the agreement with the fewest options first.
  bool Greedy(const std::vector<int>& part) {
    const size_t before = chosen_.size();
    std::vector<int> order = part;
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return patterns_of_[U(a)].size() < patterns_of_[U(b)].size();
    });
    for (int g : order) {
      while (Missing(g) > 0) {
        const std::vector<int> options = OptionsOf(g);
        if (options.empty()) {
          while (chosen_.size() > before) TakeBack();
          return false;
        }
        Choose(options.front());
      }
    }
    return true;
  }

  Feasible Search(const std::vector<int>& part) {
    if (work_ <= 0) return Feasible::kUnproven;
    int pick = -1;
    int64_t least = 0;
    for (int g : part) {
      const int missing = Missing(g);
      if (missing == 0) continue;
      std::set<int> days;
      for (int i : patterns_of_[U(g)]) {
        --work_;
        if (Fits(patterns_[U(i)])) days.insert(patterns_[U(i)].day_of);
      }
      const int64_t spare = static_cast<int64_t>(days.size()) - missing;
      if (spare < 0) return Feasible::kNo;
      if (pick < 0 || spare < least) {
        pick = g;
        least = spare;
      }
    }
    if (pick < 0) return Feasible::kYes;
    if (!FlowCarries(part) || !DesksCarry(part)) return Feasible::kNo;
    const std::vector<int> options = OptionsOf(pick);
    Feasible answer = Feasible::kNo;
    size_t tried = 0;
    for (; tried < options.size() && answer == Feasible::kNo; ++tried) {
      Choose(options[tried]);
      answer = Search(part);
      if (answer == Feasible::kNo) TakeBack();
      // No plan has this pattern beside what is chosen above.
      patterns_[U(options[tried])].banned = answer == Feasible::kNo;
    }
    for (size_t i = 0; i < tried; ++i) patterns_[U(options[i])].banned = false;
    return answer;
  }

  // The most visits that the days and hours of an official's week could still make.
  int MostVisits(int week, int shortest, int shortest_pair) const {
    int most = 0;
    for (int pairs = 0; pairs <= field_left_[U(week)]; ++pairs) {
      const int rest = week_left_[U(week)] - pairs * shortest_pair;
      if (rest < 0) break;
      const int singles = std::min(field_left_[U(week)] - pairs, rest / shortest);
      most = std::max(most, 2 * pairs + singles);
    }
    return most;
  }

  // A flow of every visit still missing through official-days and officials' weeks.
  bool FlowCarries(const std::vector<int>& part) {
    std::map<int, std::vector<int>> reach;       // official-day -> missing agreements
    std::map<int, std::array<int, 2>> shortest;  // official's week -> span of a single and a pair
    std::map<int, int> room;                     // official-day -> 1 or 2 visits
    for (int g : part) {
      if (Missing(g) == 0 || IsPin(g)) continue;
      for (int i : patterns_of_[U(g)]) {
        const DayPattern& pattern = patterns_[U(i)];
        --work_;
        if (!Fits(pattern)) continue;
        std::vector<int>& who = reach[pattern.day_of];
        if (who.empty() || who.back() != g) who.push_back(g);
        const int useful = UsefulVisits(pattern);
        int& most = room[pattern.day_of];
        most = std::max(most, useful);
        auto& spans =
            shortest
                .try_emplace(WeekAt(days_[U(pattern.day_of)]), std::array<int, 2>{1 << 20, 1 << 20})
                .first->second;
        int& span = spans[U(useful - 1)];
        span = std::min(span, pattern.span);
      }
    }
    std::map<int, int> visits_left;
    for (auto& [week, spans] : shortest) {
      // A day with two costs no less than the shortest with one.
      visits_left[week] = MostVisits(week, std::min(spans[0], spans[1]), spans[1]);
    }
    Flow flow;
    std::map<int, int> node_of_week;
    std::map<int, int> node_of_need;
    int64_t wanted = 0;
    for (const auto& [week, most] : visits_left) {
      node_of_week[week] = flow.AddNode();
      flow.AddEdge(node_of_week[week], Flow::kSink, most);
    }
    for (int g : part) {
      if (Missing(g) == 0 || IsPin(g)) continue;
      node_of_need[g] = flow.AddNode();
      flow.AddEdge(Flow::kSource, node_of_need[g], Missing(g));
      wanted += Missing(g);
    }
    for (const auto& [day, who] : reach) {
      const int node = flow.AddNode();
      flow.AddEdge(node, node_of_week[WeekAt(days_[U(day)])], room[day]);
      for (int g : who) flow.AddEdge(node_of_need[g], node, 1);
    }
    return flow.Most(wanted, work_) >= wanted;
  }

  // The most visits of the shortest length that an office's free desks hold on a day.
  int DeskRoom(int office, int d) const {
    const size_t row = U(office * p_.days + d) * U(p_.slots_per_day);
    const Window open = p_.offices[U(office)].open[U(d)];
    std::vector<int> free(U(p_.slots_per_day));
    for (int q = open.from; q < open.to; ++q) {
      free[U(q)] = p_.offices[U(office)].desks - desks_[row + U(q)];
    }
    int visits = 0;
    for (int s = open.from; s + p_.min_visit <= open.to; ++s) {
      const auto first = free.begin() + s;
      const int fit = *std::min_element(first, first + p_.min_visit);
      for (int q = s; q < s + p_.min_visit; ++q) free[U(q)] -= fit;
      visits += fit;
    }
    return visits;
  }

  // For each tight office, a flow of the visits missing there through its days.
  bool DesksCarry(const std::vector<int>& part) {
    std::map<int, std::vector<int>> at_office;
    for (int g : part) {
      if (IsPin(g)) continue;
      const int office = p_.agreements[U(g)].office;
      if (Missing(g) > 0 && tight_[U(office)]) at_office[office].push_back(g);
    }
    for (const auto& [office, needs] : at_office) {
      Flow flow;
      std::vector<int> days;
      for (int d = 0; d < p_.days; ++d) {
        days.push_back(flow.AddNode());
        flow.AddEdge(days.back(), Flow::kSink, DeskRoom(office, d));
      }
      int64_t wanted = 0;
      for (int g : needs) {
        std::vector<std::set<int>> who(U(p_.days));
        for (int i : patterns_of_[U(g)]) {
          --work_;
          if (!Fits(patterns_[U(i)])) continue;
          who[U(days_[U(patterns_[U(i)].day_of)].day)].insert(patterns_[U(i)].day_of);
        }
        const int node = flow.AddNode();
        flow.AddEdge(Flow::kSource, node, Missing(g));
        wanted += Missing(g);
        for (int d = 0; d < p_.days; ++d) {
          flow.AddEdge(node, days[U(d)], static_cast<int64_t>(who[U(d)].size()));
        }
      }
      if (flow.Most(wanted, work_) < wanted) return false;
    }
    return true;
  }

  Plan Chosen() const {
    Plan plan;
    for (int i : chosen_) {
      const DayPattern& pattern = patterns_[U(i)];
      const OfficialDayOf& day = days_[U(pattern.day_of)];
      for (int s = 0; s < pattern.count; ++s) {
        const PatternStop& call = pattern.stop[U(s)];
        plan.visits.push_back({day.official,
                               p_.agreements[U(call.agreement)].office,
                               day.day,
                               call.start,
                               call.end,
                               {}});
      }
    }
    std::sort(plan.visits.begin(), plan.visits.end());
    return plan;
  }

  const Problem& p_;
  const DecisionMasks masks_;
  int64_t work_;
  size_t trials_ = 0;  // parts still to come that are tried alone
  std::map<std::pair<int, int>, int> by_pair_;
  std::vector<int> needed_;            // [need] least visits, 1 of a pin
  std::vector<int> visits_;            // [need]
  std::vector<uint32_t> weekdays_;     // [agreement]
  std::vector<std::set<int>> rivals_;  // [agreement] those not to sit with
  std::vector<bool> tight_;            // [office]
  std::vector<OfficialDayOf> days_;
  std::vector<std::vector<int>> days_of_;  // [official] positions in days_
  std::vector<DayPattern> patterns_;
  std::vector<std::vector<int>> patterns_of_;  // [need]
  std::vector<int> field_left_, week_left_;    // [official][week]
  std::vector<int> desks_;                     // [office][day][slot]
  std::vector<int> sitting_;                   // [agreement][day][slot]
  std::vector<int> chosen_;
};

}  // namespace

Feasible SearchFeasible(const Problem& problem, int64_t work, Plan* plan) {
  return Decider(problem, work).Run(plan);
}

Feasible DecideFeasible(const Problem& problem, int64_t work, Plan* plan) {
  const Feasible answer = SearchFeasible(problem, work, plan);
  if (answer != Feasible::kUnproven) return answer;
  // The planner cannot prove that there is no plan, but it may find one.
  absl::StatusOr<PlanResult> solved = Solve(problem, {.steps = kPlannerSteps});
  if (!solved.ok()) return answer;
  if (plan != nullptr) *plan = std::move(solved->plan);
  return Feasible::kYes;
}

}  // namespace vuoro::planning
