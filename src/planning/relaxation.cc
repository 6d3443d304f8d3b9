// The rows that are priced, and the parts of the relaxation other than the officials' weeks.
#include "relaxation.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>

namespace vuoro::planning {
namespace {

constexpr int64_t kNoLimit = int64_t{1} << 40;

}  // namespace

Relaxation::Relaxation(const Index& index) : index_(index), week_(index) {
  agreements_.resize(index.agreements.size());
  AddLineRows();
  AddServiceRows();
  AddPoolRows();
  AddDeskRows();
  AddCallTypes();
  DescribeWeeks();
  type_price_.resize(call_types_.size());
  type_calls_.resize(call_types_.size());
}

Limits Relaxation::NoLimits() const {
  Limits limits;
  for (const OfficialIndex& official : index_.officials) {
    for (const Candidate& c : official.candidates) limits.weeks.days.push_back(c.days);
  }
  limits.weeks.demanded.assign(index_.officials.size() * U(index_.days), {-1, -1});
  for (const AgreementIndex& g : index_.agreements) {
    limits.visits.push_back({g.min_visits, std::max(g.min_visits, g.max_visits)});
  }
  limits.call_days.assign(index_.agreements.size(), (uint32_t{1} << index_.days) - 1);
  return limits;
}

int Relaxation::AddRow(int64_t low, int64_t high, int64_t rate) {
  rows_.push_back({low, high, rate});
  supply_.push_back(0);
  return static_cast<int>(rows_.size()) - 1;
}

// One for each line that somebody can serve; the rest is paid for in any plan.
void Relaxation::AddLineRows() {
  std::vector<uint64_t> spoken(index_.agreements.size());
  for (const OfficialIndex& official : index_.officials) {
    for (const Candidate& c : official.candidates) spoken[U(c.agreement)] |= official.languages;
  }
  line_row_.assign(index_.lines.size(), -1);
  visited_.assign(index_.lines.size(), false);
  for (size_t k = 0; k < index_.lines.size(); ++k) {
    const LineIndex& line = index_.lines[k];
    const bool visited = line.by_visit && (spoken[U(line.agreement)] >> line.language & 1) != 0;
    visited_[k] = visited;
    if (!visited && !line.by_video) {
      unserved_ += index_.unmet_weight * line.slots * kPriceScale;
    } else if (line.slots > 0) {
      line_row_[k] = AddRow(-kNoLimit, index_.unmet_weight * kPriceScale,
                            4 * kPriceScale / std::max(1, line.slots));
      agreements_[U(line.agreement)].lines.push_back(static_cast<int>(k));
    }
  }
}

void Relaxation::AddServiceRows() {
  for (size_t g = 0; g < agreements_.size(); ++g) {
    Agreement& out = agreements_[g];
    const AgreementIndex& in = index_.agreements[g];
    out.visit_service.assign(U(index_.days), -1);
    out.call_service.assign(U(index_.days), -1);
    if (!in.real) continue;
    const bool video = std::any_of(in.lines.begin(), in.lines.end(), [&](int k) {
      return index_.lines[U(k)].by_video && index_.lines[U(k)].slots > 0;
    });
    for (int d = 0; video && d < index_.days; ++d) {
      const int room =
          index_.problem.offices[U(in.office)].booths * std::popcount(index_.Open(in.office, d));
      out.calls += room;
      if (room == 0) continue;
      out.call_service[U(d)] = AddRow(0, kNoLimit, kPriceScale);
      out.call_days |= uint32_t{1} << d;
    }
    if (in.visitors.empty()) continue;
    out.visit_row = AddRow(-kNoLimit, kNoLimit, kPriceScale);
  }
  for (size_t e = 0; e < index_.officials.size(); ++e) {
    const OfficialIndex& official = index_.officials[e];
    for (size_t c = 0; c < official.candidates.size(); ++c) {
      Agreement& out = agreements_[U(official.candidates[c].agreement)];
      const bool serves = !week_.place(static_cast<int>(e), static_cast<int>(c)).lines.empty();
      for (int d = 0; d < index_.days; ++d) {
        const int longest = week_.Longest(static_cast<int>(e), static_cast<int>(c), d);
        out.longest = std::max(out.longest, longest);
        if (longest == 0 || !serves) continue;
        out.visit_days |= uint32_t{1} << d;
        if (out.visit_service[U(d)] < 0) {
          out.visit_service[U(d)] = AddRow(0, kNoLimit, kPriceScale);
        }
      }
    }
  }
}

// Calls that must lie in a window (their office is open no longer) take no more officials than are
// on remote duty in it. By Hall's theorem these rows for all windows say what rows for single slots
// would; likewise for the calls that need a language only some speak.
void Relaxation::AddPoolRows() {
  const size_t days = U(index_.days);
  std::vector<std::set<std::pair<int, int>>> windows(index_.pools.size() * days);
  for (const LineIndex& line : index_.lines) {
    if (!line.by_video || line.slots == 0) continue;
    for (int d = 0; d < index_.days; ++d) {
      const Window w = index_.problem.offices[U(line.office)].open[U(d)];
      if (!w.empty()) windows[U(line.agency) * days + U(d)].insert({w.from, w.to});
    }
  }
  pool_rows_.resize(windows.size());
  for (size_t i = 0; i < windows.size(); ++i) {
    std::set<std::pair<int, int>> hulls;
    for (const auto& first : windows[i]) {
      for (const auto& last : windows[i]) {
        std::pair<int, int> hull{first.second, first.first};
        for (const auto& [from, to] : windows[i]) {
          if (from < first.first || to > last.second) continue;
          hull = {std::min(hull.first, from), std::max(hull.second, to)};
        }
        if (hull.first < hull.second) hulls.insert(hull);
      }
    }
    const PoolIndex& pool = index_.pools[i / days];
    for (const auto& [from, to] : hulls) {
      for (int c = 0; c <= pool.mixed; ++c) {
        const int language = c == pool.mixed ? -1 : pool.languages[U(c)];
        pool_rows_[i].push_back({AddRow(0, kNoLimit, kPriceScale / 16), Bits(from, to), language});
      }
    }
  }
}

void Relaxation::AddDeskRows() {
  desk_row_.assign(index_.problem.offices.size() * U(index_.days), -1);
  for (size_t o = 0; o < index_.problem.offices.size(); ++o) {
    for (int d = 0; d < index_.days; ++d) {
      const int64_t supply = int64_t{index_.problem.offices[o].desks} *
                             std::popcount(index_.Open(static_cast<int>(o), d));
      int64_t most = 0;
      for (int e : index_.visitors[o]) {
        const OfficialIndex& official = index_.officials[U(e)];
        for (size_t c = 0; c < official.candidates.size(); ++c) {
          if (U(official.candidates[c].office) != o) continue;
          most += week_.Longest(e, static_cast<int>(c), d);
        }
      }
      if (most <= supply) continue;
      const int row = AddRow(0, kNoLimit, kPriceScale / 4);
      desk_row_[o * U(index_.days) + U(d)] = row;
      supply_[U(row)] = supply;
    }
  }
}

void Relaxation::AddCallTypes() {
  interpreter_row_.assign(index_.problem.languages.size() * U(index_.days), -1);
  for (size_t l = 0; l < index_.problem.languages.size(); ++l) {
    if (!index_.problem.languages[l].interpreted) continue;
    for (int d = 0; d < index_.days; ++d) {
      const int row = AddRow(0, kNoLimit, kPriceScale / 4);
      interpreter_row_[l * U(index_.days) + U(d)] = row;
      for (int n : index_.problem.interpreters[l][U(d)]) supply_[U(row)] += n;
    }
  }
  call_type_.assign(index_.lines.size() * U(index_.days), -1);
  std::map<std::vector<int>, int> types;
  for (size_t k = 0; k < index_.lines.size(); ++k) {
    const LineIndex& line = index_.lines[k];
    if (!line.by_video || line.slots == 0) continue;
    for (int d = 0; d < index_.days; ++d) {
      const uint32_t open = index_.Open(line.office, d);
      if (open == 0) continue;
      std::vector<int> type;  // the rows that a call uses
      for (const PoolRow& p : pool_rows_[U(line.agency * index_.days + d)]) {
        if ((open & ~p.window) != 0) continue;
        const bool uses = p.language < 0 || (line.interpreters < 0 && p.language == line.language);
        if (uses) type.push_back(p.row);
      }
      if (line.interpreters >= 0) {
        type.push_back(interpreter_row_[U(line.interpreters * index_.days + d)]);
      }
      const auto [at, added] = types.try_emplace(type, static_cast<int>(call_types_.size()));
      if (added) call_types_.push_back(type);
      call_type_[k * U(index_.days) + U(d)] = at->second;
    }
  }
}

void Relaxation::DescribeWeeks() {
  for (size_t e = 0; e < index_.officials.size(); ++e) {
    const OfficialIndex& official = index_.officials[e];
    for (size_t c = 0; c < official.candidates.size(); ++c) {
      OfficialWeek::Place& place = week_.place(static_cast<int>(e), static_cast<int>(c));
      const Agreement& g = agreements_[U(place.agreement)];
      place.visit_row = g.visit_row;
      place.service_row.assign(U(index_.days), -1);
      if (!place.lines.empty()) place.service_row = g.visit_service;
      const size_t office = U(official.candidates[c].office * index_.days);
      place.desk_row.assign(desk_row_.begin() + static_cast<std::ptrdiff_t>(office),
                            desk_row_.begin() + static_cast<std::ptrdiff_t>(office) + index_.days);
    }
    for (int d = 0; d < index_.days; ++d) {
      for (const PoolRow& p : pool_rows_[U(official.agency * index_.days + d)]) {
        if (p.language >= 0 && (official.languages >> p.language & 1) == 0) continue;
        const int slots = std::popcount(official.remote[U(d)] & p.window);
        if (slots > 0) week_.duty(static_cast<int>(e), d).push_back({p.row, slots});
      }
    }
  }
}

// The best calls for one office's booths on a day. The first call of an agreement also earns the
// day's service; further calls are worth less and less, so taking the best is optimal.
int64_t Relaxation::BoothValue(int office, int d, const Limits& limits) {
  int64_t room =
      int64_t{index_.problem.offices[U(office)].booths} * std::popcount(index_.Open(office, d));
  if (room == 0) return 0;
  offers_.clear();
  for (int g : index_.at_office[U(office)]) {
    if ((limits.call_days[U(g)] >> d & 1) == 0) continue;
    const int service = agreements_[U(g)].call_service[U(d)];
    Offer best{0, -1, 1, true};
    size_t best_at = 0;
    for (int k : agreements_[U(g)].lines) {
      const int type = call_type_[U(k * index_.days + d)];
      if (type < 0) continue;
      const int64_t value = price_[line_row_[U(k)]] - type_price_[U(type)];
      if (best.line < 0 || value > best.value) {
        best = {value, k, 1, true};
        best_at = offers_.size();
      }
      offers_.push_back({value, k, index_.lines[U(k)].slots, false});
    }
    if (best.line < 0 || service < 0) continue;
    best.value += price_[service];
    offers_[best_at].slots -= 1;
    offers_.push_back(best);
  }
  std::erase_if(offers_, [](const Offer& o) { return o.value <= 0 || o.slots == 0; });
  std::sort(offers_.begin(), offers_.end(), [](const Offer& a, const Offer& b) {
    return std::tuple(-a.value, a.line, a.first) < std::tuple(-b.value, b.line, b.first);
  });
  int64_t total = 0;
  for (const Offer& offer : offers_) {
    if (room == 0) break;
    const int64_t n = std::min<int64_t>(room, offer.slots);
    room -= n;
    total += n * offer.value;
    (*slack_)[U(line_row_[U(offer.line)])] -= n;
    type_calls_[U(call_type_[U(offer.line * index_.days + d)])] += n;
    if (offer.first) {
      const int g = index_.lines[U(offer.line)].agreement;
      (*slack_)[U(agreements_[U(g)].call_service[U(d)])] -= 1;
    }
  }
  return total;
}

// Sets `served` (half hours by line of agreement g) to the dearest that `by_visit` and `by_call`
// half hours of supply can serve, and returns the price of the rest. The limits (lines that need a
// visit, lines that need a call, all lines) are nested, so taking the dearest first is optimal.
int64_t Relaxation::Unserved(const Agreement& g, int64_t by_visit, int64_t by_call) {
  const int64_t unmet = index_.unmet_weight * kPriceScale;
  int64_t all = by_visit + by_call;
  int64_t total = 0;
  for (size_t i = 0; i < g.lines.size(); ++i) {
    const Line& line = order_[i];
    int64_t n = std::min<int64_t>(line.slots, all);
    if (!line.by_call) n = std::min(n, by_visit);
    if (!line.by_visit) n = std::min(n, by_call);
    all -= n;
    if (!line.by_call) by_visit -= n;
    if (!line.by_visit) by_call -= n;
    order_[i].served = n;
    total += (line.slots - n) * (unmet - line.price);
  }
  return total;
}

// The cheapest days with service for each number of days with a visit, without and with calls.
void Relaxation::ListDays(const Agreement& g, uint32_t call_days) {
  int by_visit = 0;
  int by_call = 0;
  int demand = 0;
  for (const Line& line : order_) {
    if (line.by_visit) by_visit += line.slots;
    if (line.by_call) by_call += line.slots;
    demand += line.slots;
  }
  days_by_visits_.assign(U(index_.days + 1), {});
  const size_t all = size_t{1} << index_.days;
  visit_credit_.assign(all, 0);
  call_credit_.assign(all, 0);
  for (size_t mask = 1; mask < all; ++mask) {
    const size_t rest = mask & (mask - 1);
    const size_t d = U(std::countr_zero(static_cast<uint32_t>(mask)));
    const auto credit = [&](int row) { return row < 0 ? 0 : price_[row]; };
    visit_credit_[mask] = visit_credit_[rest] + credit(g.visit_service[d]);
    call_credit_[mask] = call_credit_[rest] + credit(g.call_service[d]);
  }
  const auto offer = [&](uint32_t visits, uint32_t calls, int64_t cost) {
    // A day with service serves a half hour.
    if (std::popcount(calls) > by_call || std::popcount(visits) + std::popcount(calls) > demand)
      return;
    Days& best = days_by_visits_[U(std::popcount(visits))][calls != 0];
    if (cost < best.cost) best = {cost, visits, calls};
  };
  for (uint32_t visits = g.visit_days;; visits = (visits - 1) & g.visit_days) {
    if (std::popcount(visits) > by_visit) continue;
    const uint32_t others = call_days & ~visits;
    for (uint32_t calls = others;; calls = (calls - 1) & others) {
      offer(visits, calls,
            index_.wait_cost[visits | calls] * kPriceScale + visit_credit_[visits] +
                call_credit_[calls]);
      if (calls == 0) break;
    }
    for (uint32_t both = visits & call_days; both != 0; both &= both - 1) {
      const uint32_t call = both & (~both + 1);
      offer(visits, call,
            index_.wait_cost[visits] * kPriceScale + visit_credit_[visits] + call_credit_[call]);
    }
    if (visits == 0) break;
  }
}

// The cheapest days with service, number of visits and unserved half hours of one agreement.
int64_t Relaxation::AgreementCost(size_t g, const Limits& limits) {
  const Agreement& agreement = agreements_[g];
  order_.clear();
  int64_t demand = 0;
  for (int k : agreement.lines) {
    const LineIndex& line = index_.lines[U(k)];
    order_.push_back({price_[line_row_[U(k)]], k, line.slots, visited_[U(k)], line.by_video, 0});
    demand += line.slots;
  }
  if (!index_.agreements[g].real) {
    for (const Line& line : order_) (*slack_)[U(line_row_[U(line.line)])] += line.slots;
    return 0;
  }
  std::sort(order_.begin(), order_.end(), [](const Line& a, const Line& b) {
    return std::pair(a.price, a.line) < std::pair(b.price, b.line);
  });
  const uint32_t call_days = agreement.call_days & limits.call_days[g];
  ListDays(agreement, call_days);
  int fewest = 0;
  int most = 0;
  if (agreement.visit_row >= 0) {
    fewest = limits.visits[g][0];
    most = limits.visits[g][1];
    if (fewest > most) return kImpossible;
  }
  const int64_t visit_price = agreement.visit_row >= 0 ? price_[agreement.visit_row] : 0;
  // More visits than this serve nobody and give no day with service.
  const auto enough = static_cast<int>(
      std::max<int64_t>(index_.days, agreement.longest > 0 ? demand / agreement.longest + 1 : 0));
  struct {
    int64_t cost = kImpossible;
    int visits = 0;
    Days days;
    int64_t by_visit = 0, by_call = 0;
  } best;
  for (int calls = 0; calls < 2; ++calls) {
    const int64_t by_call = calls * agreement.calls;
    Days days;  // the best with a visit on at least one and at most `visits` days
    const Days& none = days_by_visits_[0][U(calls)];
    const int64_t none_cost = Unserved(agreement, 0, by_call);
    const auto offer = [&](int visits, const Days& chosen, int64_t by_visit, int64_t unserved) {
      if (chosen.cost >= kImpossible) return;
      const int64_t cost = chosen.cost + visits * visit_price + unserved;
      if (cost < best.cost) best = {cost, visits, chosen, by_visit, by_call};
    };
    for (int visits = 1; visits <= index_.days && visits < fewest; ++visits) {
      const Days& more = days_by_visits_[U(visits)][U(calls)];
      if (more.cost < days.cost) days = more;
    }
    int64_t unserved = -1;
    for (int visits = fewest; visits <= most; ++visits) {
      if (visits > enough && visits > fewest) visits = most;
      offer(visits, none, 0, none_cost);
      if (visits == 0) continue;
      if (visits <= index_.days) {
        const Days& more = days_by_visits_[U(visits)][U(calls)];
        if (more.cost < days.cost) days = more;
      }
      if (unserved != 0)
        unserved = Unserved(agreement, int64_t{visits} * agreement.longest, by_call);
      offer(visits, days, int64_t{visits} * agreement.longest, unserved);
    }
  }
  Unserved(agreement, best.by_visit, best.by_call);
  for (const Line& line : order_) (*slack_)[U(line_row_[U(line.line)])] += line.served;
  if (agreement.visit_row >= 0) (*slack_)[U(agreement.visit_row)] += best.visits;
  for (uint32_t rest = best.days.visits; rest != 0; rest &= rest - 1) {
    (*slack_)[U(agreement.visit_service[U(std::countr_zero(rest))])] += 1;
  }
  for (uint32_t rest = best.days.calls; rest != 0; rest &= rest - 1) {
    (*slack_)[U(agreement.call_service[U(std::countr_zero(rest))])] += 1;
  }
  return best.cost;
}

int64_t Relaxation::Evaluate(const std::vector<int64_t>& price, const Limits& limits,
                             std::vector<int64_t>& slack) {
  price_ = price.data();
  slack_ = &slack;
  slack.resize(rows_.size());
  int64_t total = unserved_;
  for (size_t i = 0; i < rows_.size(); ++i) {
    slack[i] = -supply_[i];
    total -= price[i] * supply_[i];
  }
  for (size_t i = 0; i < call_types_.size(); ++i) {
    type_price_[i] = 0;
    type_calls_[i] = 0;
    for (int row : call_types_[i]) type_price_[i] += price[U(row)];
  }
  for (size_t k = 0; k < line_row_.size(); ++k) {
    if (line_row_[k] >= 0) total += price[U(line_row_[k])] * index_.lines[k].slots;
  }
  for (size_t g = 0; g < agreements_.size(); ++g) {
    const int64_t cost = AgreementCost(g, limits);
    if (cost >= kImpossible) return kImpossible;
    total += cost;
  }
  week_.Begin();
  for (size_t e = 0; e < index_.officials.size(); ++e) {
    const int64_t value = week_.Best(static_cast<int>(e), price_, line_row_, limits.weeks, slack);
    if (value == OfficialWeek::kNever) return kImpossible;
    total -= value;
  }
  for (size_t o = 0; o < index_.problem.offices.size(); ++o) {
    for (int d = 0; d < index_.days; ++d) total -= BoothValue(static_cast<int>(o), d, limits);
  }
  for (size_t i = 0; i < call_types_.size(); ++i) {
    for (int row : call_types_[i]) slack[U(row)] += type_calls_[i];
  }
  return total;
}

}  // namespace vuoro::planning
