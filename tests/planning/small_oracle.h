// Small random problems and their exact optimum, found by trying everything; shares nothing with
// the planner but the problem's values.
#ifndef VUORO_TESTS_PLANNING_SMALL_ORACLE_H_
#define VUORO_TESTS_PLANNING_SMALL_ORACLE_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "random_decisions.h"
#include "vuoro/base/random.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// Two or three officials of one or two agencies, two or three offices, days of three or four slots:
// with every kind of rule, and small enough to try every plan.
template <class Draws>  // Random, or whatever else has Between
Problem SmallProblem(Draws& random) {
  const auto draw = [&](int low, int high) { return static_cast<int>(random.Between(low, high)); };
  Problem p;
  p.days = draw(2, 3);
  p.slots_per_day = p.days == 2 ? draw(3, 4) : 3;
  p.slot_minutes = 30;
  p.min_visit = draw(1, 2);
  p.max_visit = draw(2, 3);
  p.max_stops = draw(1, 2);
  p.weights = {draw(0, 1) == 0 ? 100 : draw(5, 60), 1, draw(0, 2) == 0 ? 40 : 10};
  p.languages = {{"fi", false}, {"sv", false}, {"uk", true}};
  p.interpreters.assign(3, std::vector(static_cast<size_t>(p.days),
                                       std::vector(static_cast<size_t>(p.slots_per_day), 0)));
  for (auto& day : p.interpreters[2]) {
    for (int& n : day) n = draw(0, 1);
  }
  const int agencies = draw(1, 2);
  p.agencies.assign(static_cast<size_t>(agencies), "");
  const int offices = draw(2, 3);
  for (int o = 0; o < offices; ++o) {
    Office office{"", draw(1, 2), draw(0, 2), {}};
    for (int d = 0; d < p.days; ++d) {
      const int from = draw(0, 1);
      office.open.push_back(draw(0, 5) == 0 ? Window{}
                                            : Window{from, p.slots_per_day - draw(0, 1)});
    }
    p.offices.push_back(office);
  }
  p.drive_minutes.assign(static_cast<size_t>(offices),
                         std::vector<int>(static_cast<size_t>(offices)));
  for (size_t a = 0; a < p.offices.size(); ++a) {
    for (size_t b = a + 1; b < p.offices.size(); ++b) {
      p.drive_minutes[a][b] = p.drive_minutes[b][a] = draw(5, 40);
    }
  }
  const int officials = p.days == 2 ? draw(2, 3) : 2;
  for (int e = 0; e < officials; ++e) {
    Official official;
    official.agency = e % agencies;
    official.base = draw(0, offices - 1);
    official.languages = {0};
    if (draw(0, 1) == 1) official.languages.push_back(1);
    for (int o = 0; o < offices; ++o) {
      if (draw(0, 3) > 0) official.offices.push_back(o);
    }
    for (int d = 0; d < p.days; ++d) {
      official.field.push_back(draw(0, 9) < (officials == 2 ? 8 : 5));
      official.remote.push_back(draw(0, 1) == 1 ? Window{draw(0, 1), draw(2, 3)} : Window{});
    }
    official.max_field_days = draw(1, p.days);
    official.max_day = draw(2, p.slots_per_day);
    official.max_week = draw(3, 8);
    p.officials.push_back(official);
  }
  for (int a = 0; a < agencies; ++a) {
    for (int o = 0; o < offices; ++o) {
      if (draw(0, 4) == 0) continue;
      Agreement g{a, o, draw(0, 4) == 0 ? 1 : 0, draw(1, 2), {}};
      for (int d = 0; d < p.days; ++d) {
        if (draw(0, 3) > 0) g.weekdays.push_back(d);
      }
      p.agreements.push_back(g);
    }
  }
  if (agencies == 2 && draw(0, 1) == 0) p.exclusive = {{draw(0, offices - 1), {0, 1}}};
  const int lines = draw(2, 4);
  for (int k = 0; k < lines; ++k) {
    const int language = draw(0, 5);
    p.demand.push_back({draw(0, agencies - 1), draw(0, offices - 1),
                        language < 4 ? 0 : language - 3, draw(1, 3), draw(0, 1) == 1});
  }
  return p;
}

// The same over a cycle of two or four weeks of two or three days, on a few of which the offices
// are open: so officials' weeks have limits each, and waits run over the whole cycle.
inline Problem SmallCycle(Random& random) {
  Problem p = SmallProblem(random);
  const int week_days = p.days;
  p.weeks = random.Below(2) == 0 ? 2 : 4;
  p.days = week_days * p.weeks;
  const auto repeat = [&](auto& days) {
    for (int d = week_days; d < p.days; ++d)
      days.push_back(days[static_cast<size_t>(d % week_days)]);
  };
  for (auto& language : p.interpreters) repeat(language);
  for (Office& office : p.offices) repeat(office.open);
  for (Official& official : p.officials) {
    repeat(official.field);
    repeat(official.remote);
    official.max_field_days = std::min(official.max_field_days, week_days);
  }
  std::vector<int> days;
  for (int d = 0; d < p.days; ++d) days.push_back(d);
  random.Shuffle(std::span<int>(days));
  for (size_t i = 3; i < days.size(); ++i) {
    for (Office& office : p.offices) office.open[static_cast<size_t>(days[i])] = {};
  }
  for (Agreement& g : p.agreements) {
    g.weekdays.clear();
    for (int d = 0; d < p.days; ++d) {
      if (random.Below(4) > 0) g.weekdays.push_back(d);
    }
  }
  return p;
}

// Random weights for every agency.
inline void Weigh(Problem& p, Random& random) {
  for (size_t a = 0; a < p.agencies.size(); ++a) {
    p.agency_weights.push_back({static_cast<int>(random.Below(4) * random.Below(50)),
                                static_cast<int>(random.Below(3) * random.Below(40))});
  }
}

// Random days for most lines.
inline void LimitDays(Problem& p, Random& random) {
  for (DemandLine& line : p.demand) {
    if (random.Below(4) == 0) continue;
    for (int d = 0; d < p.days; ++d) {
      if (random.Below(2) == 0) line.weekdays.push_back(d);
    }
  }
}

// Drives that another office may shorten, there and back apart.
inline void BendDrives(Problem& p, Random& random) {
  for (size_t a = 0; a < p.offices.size(); ++a) {
    for (size_t b = 0; b < p.offices.size(); ++b) {
      if (a != b) p.drive_minutes[a][b] = static_cast<int>(random.Below(3) * 50);
    }
  }
  p.max_stops = 2;
  p.min_visit = 1;
}

// A lunch in all but short visits, and gaps in remote duty.
inline void AddLunch(Problem& p, Random& random) {
  p.lunch_after = static_cast<int>(random.Between(2, 3));
  for (Official& official : p.officials) {
    if (random.Below(3) == 0) continue;
    official.remote_gaps.resize(static_cast<size_t>(p.days));
    for (std::vector<Window>& gaps : official.remote_gaps) {
      const int at = static_cast<int>(random.Below(static_cast<uint64_t>(p.slots_per_day)));
      if (random.Below(3) != 0) gaps.push_back({at, at + 1});
    }
  }
}

// Presence at some hours, and days without video.
inline void AskForPresence(Problem& p, Random& random) {
  const auto below = [&](int n) {
    return static_cast<int>(random.Below(static_cast<uint64_t>(n)));
  };
  p.weights.absence = 20 + 15 * below(12);
  for (const Agreement& g : p.agreements) {
    if (below(2) == 0) continue;
    const int from = below(p.slots_per_day);
    p.presence.push_back({g.agency, g.office, below(p.days), {from, from + 1 + below(2)}});
    Window& hours = p.presence.back().hours;
    hours.to = std::min(hours.to, p.slots_per_day);
  }
  for (Office& office : p.offices) {
    if (below(3) == 0) office.no_video = {below(p.days)};
  }
}

class SmallOracle {
 public:
  explicit SmallOracle(const Problem& problem) : p_(problem), meaning_{problem} {
    for (const Decision& d : p_.decisions) {
      most_worth_ += std::max(0, d.worth) * p_.days * 2 * static_cast<int>(p_.officials.size());
    }
  }

  // The least cost of any plan; nothing if the rules contradict each other.
  std::optional<int64_t> Optimum() {
    TryDay(0, 0, 0);
    return best_;
  }

 private:
  struct Sit {
    int official, office, day, from, to;
  };

  static size_t U(int value) { return static_cast<size_t>(value); }
  const Official& official(int e) const { return p_.officials[U(e)]; }
  int Drive(int a, int b) const { return p_.drive_minutes[U(a)][U(b)]; }
  int Slots(int a, int b) const { return (Drive(a, b) + p_.slot_minutes - 1) / p_.slot_minutes; }
  const Agreement* Find(int agency, int office) const {
    for (const Agreement& g : p_.agreements) {
      if (g.agency == agency && g.office == office) return &g;
    }
    return nullptr;
  }
  bool Speaks(int e, int language) const {
    const auto& spoken = official(e).languages;
    return std::find(spoken.begin(), spoken.end(), language) != spoken.end();
  }

  bool OnDuty(int e, int d, int q) const {
    bool on = official(e).remote[U(d)].Holds(q);
    for (size_t i = 0; i < official(e).remote_gaps.size(); ++i) {
      for (const Window& gap : official(e).remote_gaps[i]) {
        if (static_cast<int>(i) == d && gap.from <= q && q < gap.to) on = false;
      }
    }
    return on;
  }

  // All windows in which e may sit in an office on day d, as far as that visit alone tells.
  std::vector<Sit> Windows(int e, int d) const {
    std::vector<Sit> out;
    if (!official(e).field[U(d)]) return out;
    for (int o : official(e).offices) {
      const Agreement* g = Find(official(e).agency, o);
      if (g == nullptr) continue;
      if (std::find(g->weekdays.begin(), g->weekdays.end(), d) == g->weekdays.end()) continue;
      const Window open = p_.offices[U(o)].open[U(d)];
      for (int from = open.from; from < open.to; ++from) {
        for (int to = from + p_.min_visit; to <= std::min(open.to, from + p_.max_visit); ++to) {
          if (!meaning_.ForbidsVisit(e, o, d, from, to)) out.push_back({e, o, d, from, to});
        }
      }
    }
    return out;
  }

  bool RoomFor(const Sit& sit) const {
    for (int q = sit.from; q < sit.to; ++q) {
      int desks = 0;
      for (const Sit& other : sits_) {
        if (other.office != sit.office || other.day != sit.day) continue;
        if (q < other.from || q >= other.to) continue;
        ++desks;
        const int mine = official(sit.official).agency;
        const int theirs = official(other.official).agency;
        for (const ExclusiveGroup& x : p_.exclusive) {
          const auto in = [&](int a) {
            return std::find(x.agencies.begin(), x.agencies.end(), a) != x.agencies.end();
          };
          if (mine != theirs && x.office == sit.office && in(mine) && in(theirs)) return false;
        }
      }
      if (desks >= p_.offices[U(sit.office)].desks) return false;
    }
    return true;
  }

  // Every way to spend day d of official e and all later days; `travel` is spent already.
  void TryDay(int e, int d, int64_t travel) {
    if (best_ && travel - most_worth_ >= *best_) return;
    if (e == static_cast<int>(p_.officials.size())) return Finish(travel);
    if (d == p_.days) return TryDay(e + 1, 0, travel);
    TryDay(e, d + 1, travel);  // at base
    const std::vector<Sit> windows = Windows(e, d);
    for (const Sit& a : windows) {
      TryRoute(e, d, travel, {a});
      if (p_.max_stops < 2) continue;
      for (const Sit& b : windows) {
        if (a.office != b.office && b.from >= a.to + Slots(a.office, b.office)) {
          TryRoute(e, d, travel, {a, b});
        }
      }
    }
  }

  void TryRoute(int e, int d, int64_t travel, const std::vector<Sit>& route) {
    const int base = official(e).base;
    const int leave = route.front().from - Slots(base, route.front().office);
    const int back = route.back().to + Slots(route.back().office, base);
    if (leave < 0 || back > p_.slots_per_day || back - leave > official(e).max_day) return;
    const std::pair week(e, d * p_.weeks / p_.days);
    if (away_[week] + back - leave > official(e).max_week) return;
    if (fields_[week] == official(e).max_field_days) return;
    const size_t before = sits_.size();
    int at = base;
    bool fits = true;
    for (const Sit& sit : route) {
      fits = fits && RoomFor(sit);
      travel += int64_t{p_.weights.travel} * Drive(at, sit.office);
      at = sit.office;
      sits_.push_back(sit);
    }
    travel += int64_t{p_.weights.travel} * Drive(at, base);
    if (fits) {
      away_[week] += back - leave;
      fields_[week] += 1;
      TryDay(e, d + 1, travel);
      away_[week] -= back - leave;
      fields_[week] -= 1;
    }
    sits_.resize(before);
  }

  void Finish(int64_t travel) {
    for (const Agreement& g : p_.agreements) {
      const auto visits = std::count_if(sits_.begin(), sits_.end(), [&](const Sit& s) {
        return s.office == g.office && official(s.official).agency == g.agency;
      });
      if (visits < g.min_visits || visits > g.max_visits) return;
    }
    int64_t preference = 0;
    for (const Decision& d : p_.decisions) {
      const auto visits = std::count_if(sits_.begin(), sits_.end(), [&](const Sit& s) {
        return meaning_.Matches(d, s.official, s.office, s.day, s.from, s.to);
      });
      if (d.kind == DecisionKind::kPin && visits == 0) return;
      preference -= visits * d.worth;
    }
    // Units of supply: a half hour of a visit, or one slot of an official on remote duty.
    units_.clear();
    for (const Sit& s : sits_) {
      const int length = s.to - s.from;
      const int lunch = p_.lunch_after > 0 && length >= p_.lunch_after ? 1 : 0;
      for (int n = 0; n < length - lunch; ++n) {
        units_.push_back({s.official, s.office, s.day, -1});
      }
    }
    std::sort(units_.begin(), units_.end());
    for (int d = 0; d < p_.days; ++d) {
      for (int q = 0; q < p_.slots_per_day; ++q) {
        for (int e = 0; e < static_cast<int>(p_.officials.size()); ++e) {
          const bool away = std::any_of(sits_.begin(), sits_.end(), [&](const Sit& s) {
            return s.official == e && s.day == d;
          });
          if (!away && OnDuty(e, d, q)) units_.push_back({e, -1, d, q});
        }
      }
    }
    auto [found, added] = services_.try_emplace(units_, 0);
    if (added) {
      rests_.clear();
      std::vector<int> left;
      for (const DemandLine& k : p_.demand) left.push_back(k.slots);
      found->second = ServeRest(0, left, std::vector<int>(p_.agreements.size()), {});
    }
    const int64_t cost = travel + found->second + preference + Absence();
    if (!best_ || cost < *best_) best_ = cost;
  }

  int64_t Absence() const {
    std::set<std::vector<int>> absent;
    for (const Presence& x : p_.presence) {
      for (int q = x.hours.from; q < x.hours.to; ++q) {
        const bool there = std::any_of(sits_.begin(), sits_.end(), [&](const Sit& s) {
          return s.office == x.office && s.day == x.day && s.from <= q && q < s.to &&
                 official(s.official).agency == x.agency;
        });
        if (!there) absent.insert({x.agency, x.office, x.day, q});
      }
    }
    return static_cast<int64_t>(absent.size()) * p_.weights.absence;
  }

  // The longest run of days without service.
  int64_t Wait(int mask) const {
    int longest = 0;
    for (int first = 0; first < p_.days; ++first) {
      int run = 0;
      while (run < p_.days && (mask >> ((first + run) % p_.days) & 1) == 0) ++run;
      longest = std::max(longest, run);
    }
    return longest;
  }

  // The least price of unserved half hours and waits when units i.. may still serve; `left` by
  // line, `days` with service by agreement, `calling` the lines in call in the slot of unit i.
  int64_t ServeRest(size_t i, std::vector<int> left, std::vector<int> days,
                    std::vector<int> calling) {
    if (i > 0 && i < units_.size() &&
        std::pair(units_[i][2], units_[i][3]) != std::pair(units_[i - 1][2], units_[i - 1][3])) {
      calling.clear();
    }
    if (i == units_.size()) {
      int64_t cost = 0;
      const auto weights = [&](int agency) {
        return p_.agency_weights.empty() ? AgencyWeights{p_.weights.unmet, p_.weights.wait}
                                         : p_.agency_weights[U(agency)];
      };
      for (size_t k = 0; k < left.size(); ++k) {
        cost += int64_t{weights(p_.demand[k].agency).unmet} * left[k];
      }
      for (size_t g = 0; g < days.size(); ++g) {
        cost += weights(p_.agreements[g].agency).wait * Wait(days[g]);
      }
      return cost;
    }
    std::vector<int> key{static_cast<int>(i)};
    key.insert(key.end(), left.begin(), left.end());
    key.insert(key.end(), days.begin(), days.end());
    key.insert(key.end(), calling.begin(), calling.end());
    const auto known = rests_.find(key);
    if (known != rests_.end()) return known->second;
    int64_t best = ServeRest(i + 1, left, days, calling);
    for (int k = 0; k < static_cast<int>(p_.demand.size()); ++k) {
      if (left[U(k)] == 0 || !MayServe(units_[i], k, calling)) continue;
      const DemandLine& line = p_.demand[U(k)];
      std::vector<int> fewer = left;
      --fewer[U(k)];
      std::vector<int> more = days;
      for (size_t g = 0; g < p_.agreements.size(); ++g) {
        const Agreement& agreement = p_.agreements[g];
        if (agreement.agency == line.agency && agreement.office == line.office) {
          more[g] |= 1 << units_[i][2];
        }
      }
      std::vector<int> now = calling;
      if (units_[i][1] < 0) {
        now.push_back(k);
        std::sort(now.begin(), now.end());
      }
      best = std::min(best, ServeRest(i + 1, fewer, more, now));
    }
    return rests_[key] = best;
  }

  bool MayServe(const std::vector<int>& unit, int k, const std::vector<int>& calling) const {
    const DemandLine& line = p_.demand[U(k)];
    const int e = unit[0];
    const bool interpreted = p_.languages[U(line.language)].interpreted;
    if (official(e).agency != line.agency) return false;
    if (!line.weekdays.empty() &&
        std::count(line.weekdays.begin(), line.weekdays.end(), unit[2]) == 0) {
      return false;
    }
    if (!interpreted && !Speaks(e, line.language)) return false;
    if (unit[1] >= 0) return unit[1] == line.office && !interpreted;
    const Office& office = p_.offices[U(line.office)];
    if (!line.video || !office.open[U(unit[2])].Holds(unit[3])) return false;
    if (meaning_.ForbidsCall(e, line.office, unit[2], unit[3])) return false;
    int booths = 0;
    int interpreters = 0;
    for (int other : calling) {
      booths += p_.demand[U(other)].office == line.office;
      interpreters += p_.demand[U(other)].language == line.language;
    }
    const auto& without = office.no_video;
    if (std::find(without.begin(), without.end(), unit[2]) != without.end()) return false;
    if (booths >= office.booths) return false;
    return !interpreted || interpreters < p_.interpreters[U(line.language)][U(unit[2])][U(unit[3])];
  }

  const Problem& p_;
  const Meaning meaning_;
  int64_t most_worth_ = 0;  // of all preferences together
  std::optional<int64_t> best_;
  std::vector<Sit> sits_;
  std::map<std::pair<int, int>, int> away_, fields_;  // by official and week
  std::vector<std::vector<int>> units_;               // official, office or -1, day, slot
  std::map<std::vector<std::vector<int>>, int64_t> services_;
  std::map<std::vector<int>, int64_t> rests_;
};

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_PLANNING_SMALL_ORACLE_H_
