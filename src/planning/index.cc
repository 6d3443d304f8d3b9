// Building the planner's lookup tables from a valid problem.
#include "index.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "insert.h"

namespace vuoro::planning {

WaitCost::WaitCost(int days, int64_t weight) : days_(days), weight_(weight) {
  if (days > kMaxWeekDays) return;
  for (uint32_t mask = 0; mask < uint32_t{1} << days; ++mask) {
    table_[mask] = weight * LongestRun(mask);
  }
}

Index::Index(const Problem& p)
    : problem(p),
      days(p.days),
      weeks(p.weeks),
      week_days(p.DaysPerWeek()),
      slots(p.slots_per_day),
      min_visit(p.min_visit),
      max_visit(p.max_visit),
      travel_weight(p.weights.travel),
      absence_weight(p.weights.absence),
      longest_run(p.days, 1) {
  for (int d = 0; d < days; ++d) week_of[U(d)] = static_cast<int8_t>(d / week_days);
  for (const Office& office : p.offices) {
    for (const Window& w : office.open) open.push_back(Bits(w.from, w.to));
  }
  AddAgreements();
  AddPools();
  AddLines();
  AddOfficials();
  AddNeighbours();
  AddWeights();
  if (problem.decisions.empty()) return;
  const DecisionMasks masks(problem);
  ForbidCalls(masks);
  AddWishes(masks);
}

void Index::AddAgreements() {
  at_office.resize(problem.offices.size());
  std::map<std::pair<int, int>, int> seen;
  for (const Agreement& g : problem.agreements) {
    AgreementIndex out;
    out.agency = g.agency;
    out.office = g.office;
    out.min_visits = g.min_visits;
    out.max_visits = g.max_visits;
    for (int d : g.weekdays) out.weekdays |= uint32_t{1} << d;
    seen[{g.agency, g.office}] = static_cast<int>(agreements.size());
    agreements.push_back(out);
  }
  // Lines without an agreement can still be served by video: they get one that allows no visit.
  for (const DemandLine& k : problem.demand) {
    if (seen.contains({k.agency, k.office})) continue;
    seen[{k.agency, k.office}] = static_cast<int>(agreements.size());
    AgreementIndex out;
    out.agency = k.agency;
    out.office = k.office;
    out.real = false;
    agreements.push_back(out);
  }
  if (!problem.presence.empty()) presence.resize(agreements.size() * U(days));
  for (const planning::Presence& p : problem.presence) {
    presence[U(seen.at({p.agency, p.office}) * days + p.day)] |= Bits(p.hours.from, p.hours.to);
  }
  for (const auto& [key, g] : seen) at_office[U(key.second)].push_back(g);
  for (const ExclusiveGroup& x : problem.exclusive) {
    for (int a : x.agencies) {
      for (int b : x.agencies) {
        const auto ga = seen.find({a, x.office});
        const auto gb = seen.find({b, x.office});
        if (a == b || ga == seen.end() || gb == seen.end()) continue;
        std::vector<int>& conflicts = agreements[U(ga->second)].conflicts;
        if (std::find(conflicts.begin(), conflicts.end(), gb->second) == conflicts.end()) {
          conflicts.push_back(gb->second);
        }
      }
    }
  }
}

void Index::AddPools() {
  const size_t cells_per_agency = U(days * slots);
  pools.resize(problem.agencies.size());
  duty.assign(problem.agencies.size() * cells_per_agency, 0);
  std::vector<uint64_t> any(pools.size());
  std::vector<uint64_t> all(pools.size(), ~uint64_t{0});
  std::vector<uint64_t> wanted(pools.size());
  for (const DemandLine& k : problem.demand) {
    if (k.video) wanted[U(k.agency)] |= uint64_t{1} << k.language;
  }
  for (const Official& e : problem.officials) {
    bool remote = false;
    for (int d = 0; d < days; ++d) {
      const Window w = e.remote[U(d)];
      for (int q = w.from; q < w.to; ++q) {
        if (!e.OnRemoteDuty(d, q)) continue;
        ++duty[(U(e.agency) * U(days) + U(d)) * U(slots) + U(q)];
        remote = true;
      }
    }
    if (!remote) continue;
    uint64_t spoken = 0;
    for (int l : e.languages) spoken |= uint64_t{1} << l;
    any[U(e.agency)] |= spoken;
    all[U(e.agency)] &= spoken;
  }
  for (size_t a = 0; a < pools.size(); ++a) {
    const uint64_t mixed = any[a] & ~all[a] & wanted[a];
    for (int l = 0; l < kMaxLanguages; ++l) {
      if (mixed >> l & 1) pools[a].languages.push_back(l);
    }
    pools[a].mixed = static_cast<int>(pools[a].languages.size());
    pools[a].slack_offset = slack_size;
    pools[a].avail_offset = avail_size;
    slack_size += cells_per_agency << pools[a].mixed;
    avail_size += U(days) * U(pools[a].mixed + 1);
  }
  cell_offset.assign(duty.size() + 1, 0);
  for (size_t c = 0; c < duty.size(); ++c) cell_offset[c + 1] = cell_offset[c] + U(duty[c]);
}

void Index::AddLines() {
  std::map<std::pair<int, int>, int> agreement_of;
  for (size_t g = 0; g < agreements.size(); ++g) {
    agreement_of[{agreements[g].agency, agreements[g].office}] = static_cast<int>(g);
  }
  std::vector<uint64_t> remote_spoken(pools.size());
  std::vector<bool> remote_any(pools.size());
  for (const Official& e : problem.officials) {
    bool remote = false;
    for (int d = 0; d < days; ++d) {
      for (int q = e.remote[U(d)].from; q < e.remote[U(d)].to; ++q) remote |= e.OnRemoteDuty(d, q);
    }
    if (!remote) continue;
    remote_any[U(e.agency)] = true;
    for (int l : e.languages) remote_spoken[U(e.agency)] |= uint64_t{1} << l;
  }
  for (const DemandLine& k : problem.demand) {
    LineIndex line;
    line.agency = k.agency;
    line.office = k.office;
    line.agreement = agreement_of[{k.agency, k.office}];
    line.language = k.language;
    line.slots = k.slots;
    for (int d = 0; d < days; ++d) line.days |= uint32_t{k.On(d)} << d;
    agreements[U(line.agreement)].by_day |= !k.weekdays.empty();
    const bool interpreted = problem.languages[U(k.language)].interpreted;
    line.by_visit = !interpreted;
    line.interpreters = interpreted ? k.language : -1;
    line.by_video = k.video && problem.offices[U(k.office)].booths > 0 &&
                    (interpreted ? remote_any[U(k.agency)]
                                 : (remote_spoken[U(k.agency)] >> k.language & 1) != 0);
    const PoolIndex& pool = pools[U(k.agency)];
    line.pool_class = pool.mixed;
    for (int c = 0; c < pool.mixed; ++c) {
      if (!interpreted && pool.languages[U(c)] == k.language) line.pool_class = c;
    }
    agreements[U(line.agreement)].lines.push_back(static_cast<int>(lines.size()));
    lines.push_back(line);
  }
  for (AgreementIndex& g : agreements) {
    const auto scarce = [&](int k) {
      return std::pair(lines[U(k)].by_video, std::popcount(lines[U(k)].days));
    };
    std::stable_sort(g.lines.begin(), g.lines.end(),
                     [&](int a, int b) { return scarce(a) < scarce(b); });
    for (size_t i = 0; i < g.lines.size(); ++i) lines[U(g.lines[i])].local = static_cast<int>(i);
  }
}

void Index::AddOfficials() {
  team.resize(problem.agencies.size());
  visitors.resize(problem.offices.size());
  const DecisionMasks masks(problem);
  std::map<std::pair<int, int>, int> agreement_of;
  for (size_t g = 0; g < problem.agreements.size(); ++g) {
    agreement_of[{agreements[g].agency, agreements[g].office}] = static_cast<int>(g);
  }
  for (size_t e = 0; e < problem.officials.size(); ++e) {
    const Official& official = problem.officials[e];
    OfficialIndex out;
    out.agency = official.agency;
    out.base = official.base;
    out.unmet_weight = problem.UnmetWeight(out.agency);
    out.max_field_days = official.max_field_days;
    out.max_day = std::min(official.max_day, slots);
    out.max_week = official.max_week;
    for (int l : official.languages) out.languages |= uint64_t{1} << l;
    const PoolIndex& pool = pools[U(out.agency)];
    for (int c = 0; c < pool.mixed; ++c) {
      if (out.languages >> pool.languages[U(c)] & 1) out.pool_classes |= uint32_t{1} << c;
    }
    for (int d = 0; d < days; ++d) {
      out.remote[U(d)] = Bits(official.remote[U(d)].from, official.remote[U(d)].to);
      if (official.remote_gaps.empty()) continue;
      for (const Window& gap : official.remote_gaps[U(d)]) {
        out.remote[U(d)] &= ~Bits(gap.from, gap.to);
      }
    }
    for (int o : official.offices) {
      const auto found = agreement_of.find({out.agency, o});
      if (found == agreement_of.end()) continue;
      Candidate c;
      c.office = o;
      c.agreement = found->second;
      c.out_minutes = Drive(out.base, o);
      c.home_minutes = Drive(o, out.base);
      c.out_slots = DriveSlots(out.base, o);
      c.home_slots = DriveSlots(o, out.base);
      for (int d = 0; d < days; ++d) {
        const bool may = official.field[U(d)] && Open(o, d) != 0 &&
                         (agreements[U(c.agreement)].weekdays >> d & 1) != 0;
        if (may) c.days |= uint32_t{1} << d;
      }
      if (!masks.empty()) ForbidVisits(masks, static_cast<int>(e), c);
      FindLeastDrives(official, c);
      const int rest = out.max_day - c.least_out - c.least_home;
      if (c.days == 0 || rest < min_visit || agreements[U(c.agreement)].max_visits == 0) continue;
      out.candidates.push_back(c);
      visitors[U(o)].push_back(static_cast<int>(e));
      agreements[U(c.agreement)].visitors.push_back(static_cast<int>(e));
    }
    team[U(out.agency)].push_back(static_cast<int>(e));
    officials.push_back(std::move(out));
  }
}

// Drives given need not keep the triangle inequality: a visit on the way may make it shorter.
void Index::FindLeastDrives(const Official& official, Candidate& c) const {
  c.least_out = c.out_slots;
  c.least_home = c.home_slots;
  if (problem.max_stops < 2) return;
  for (int by : official.offices) {
    const int out = DriveSlots(official.base, by) + min_visit + DriveSlots(by, c.office);
    const int home = DriveSlots(c.office, by) + min_visit + DriveSlots(by, official.base);
    c.least_out = std::min(c.least_out, out);
    c.least_home = std::min(c.least_home, home);
  }
}

// Days on which no visit fits beside what is forbidden are none of his.
void Index::ForbidVisits(const DecisionMasks& masks, int official, Candidate& c) {
  std::array<uint32_t, kMaxDays> forbidden{};
  bool any = false;
  for (int d = 0; d < days; ++d) {
    if ((c.days >> d & 1) == 0) continue;
    forbidden[U(d)] = masks.Shut(official, c.office, d) & Open(c.office, d);
    if (forbidden[U(d)] == 0) continue;
    if (Starts(Open(c.office, d) & ~forbidden[U(d)], min_visit) == 0) c.days &= ~(uint32_t{1} << d);
    any = true;
  }
  if (!any || c.days == 0) return;
  c.shut = static_cast<int>(shut.size());
  shut.push_back(forbidden);
}

void Index::ForbidCalls(const DecisionMasks& masks) {
  for (size_t e = 0; e < officials.size(); ++e) {
    for (int d = 0; d < days; ++d) {
      officials[e].remote[U(d)] &= ~masks.NoCallsBy(static_cast<int>(e), d);
    }
  }
  std::map<std::pair<int, int>, int> known;  // (agency, office) -> position in shut, or -1
  for (LineIndex& line : lines) {
    const auto [at, is_new] = known.try_emplace({line.agency, line.office}, -1);
    if (is_new) {
      std::array<uint32_t, kMaxDays> forbidden{};
      bool any = false;
      for (int d = 0; d < days; ++d) {
        forbidden[U(d)] = masks.NoCallsFor(line.agency, line.office, d);
        any = any || forbidden[U(d)] != 0;
      }
      if (any) {
        at->second = static_cast<int>(shut.size());
        shut.push_back(forbidden);
      }
    }
    line.shut = at->second;
  }
}

void Index::AddWishes(const DecisionMasks& masks) {
  pins = masks.pins();
  pin_visitors.resize(pins.size());
  wishes.resize(officials.size() * U(days));
  bool any = !pins.empty();
  for (size_t e = 0; e < officials.size(); ++e) {
    for (int d = 0; d < days; ++d) {
      std::vector<Wish>& out = wishes[e * U(days) + U(d)];
      int64_t worth = 0;
      for (const Candidate& c : officials[e].candidates) {
        if ((c.days >> d & 1) == 0) continue;
        for (const Wish& wish : masks.Wishes(static_cast<int>(e), c.office, d)) {
          out.push_back(wish);
          worth += std::abs(wish.worth);
          most_bonus += std::max<int64_t>(0, wish.worth);
          if (wish.pin < 0) continue;
          std::vector<int>& who = pin_visitors[U(wish.pin)];
          if (who.empty() || who.back() != static_cast<int>(e)) who.push_back(static_cast<int>(e));
        }
      }
      most_worth = std::max(most_worth, worth);
      any = any || !out.empty();
    }
  }
  if (!any) wishes.clear();
}

void Index::AddNeighbours() {
  const int n = static_cast<int>(problem.offices.size());
  near.resize(U(n));
  std::vector<int> order(U(n));
  for (int o = 0; o < n; ++o) {
    std::iota(order.begin(), order.end(), 0);
    const size_t keep = std::min(order.size(), kMaxNeighbours);
    const auto closer = [&](int a, int b) {
      return std::tuple(a != o, Drive(o, a), a) < std::tuple(b != o, Drive(o, b), b);
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(keep), order.end(),
                      closer);
    near[U(o)].assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(keep));
  }
}

void Index::AddWeights() {
  mean_unmet = most_unmet = problem.weights.unmet;
  most_wait = problem.weights.wait;
  for (AgreementIndex& g : agreements) {
    g.unmet_weight = problem.UnmetWeight(g.agency);
    g.wait_weight = problem.WaitWeight(g.agency);
  }
  if (problem.agency_weights.empty()) return;
  most_unmet = most_wait = 0;
  for (const AgencyWeights& weights : problem.agency_weights) {
    most_unmet = std::max<int64_t>(most_unmet, weights.unmet);
    most_wait = std::max<int64_t>(most_wait, weights.wait);
  }
  int64_t slots_wanted = 0;
  int64_t weight = 0;
  for (const LineIndex& line : lines) {
    slots_wanted += line.slots;
    weight += line.slots * agreements[U(line.agreement)].unmet_weight;
  }
  mean_unmet = slots_wanted == 0 ? most_unmet : weight / slots_wanted;
}

void Index::SetBaseline(const Plan& plan, int64_t price) {
  std::set<std::tuple<int, int, int, int, int>> distinct;
  for (const Visit& v : plan.visits) {
    distinct.insert({v.official, v.day, v.office, v.start, v.end});
  }
  baseline.assign(officials.size() * U(days), {});
  baseline_visits = static_cast<int>(distinct.size());
  change_price = price;
  for (const auto& [e, d, office, start, end] : distinct) {
    const bool possible = e >= 0 && U(e) < officials.size() && d >= 0 && d < days && start >= 0 &&
                          start + min_visit <= end && start + max_visit >= end && end <= slots;
    if (possible) baseline[U(e * days + d)].push_back({office, start, end});
  }
}

}  // namespace vuoro::planning
