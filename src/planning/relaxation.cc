// The rows that are priced, and the parts of the relaxation other than the officials' weeks.
#include "relaxation.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <utility>

namespace vuoro::planning {
namespace {

constexpr int64_t kNoLimit = int64_t{1} << 40;
constexpr int64_t kPoolRate = 12;
constexpr size_t kClasses = kMaxSpokenLanguages + 1;  // of a pool

}  // namespace

Relaxation::Relaxation(const Index& index) : index_(index), week_(index), agreement_week_(index) {
  terms_.resize(index.agreements.size());
  AddLineRows();
  AddServiceRows();
  CountAbsence();
  AddPoolRows();
  AddDeskRows();
  AddBoothRows();
  AddCallTypes();
  DescribeWeeks();
  type_price_.resize(call_types_.size());
  type_calls_.resize(call_types_.size());
  chosen_visits_.resize(terms_.size());
}

Limits Relaxation::NoLimits() const {
  Limits limits;
  for (const OfficialIndex& official : index_.officials) {
    for (const Candidate& c : official.candidates) limits.weeks.days.push_back(c.days);
  }
  limits.weeks.demanded.assign(index_.officials.size() * U(index_.days), {-1, -1});
  for (const AgreementIndex& g : index_.agreements) {
    limits.agreements.push_back({g.min_visits, std::max(g.min_visits, g.max_visits)});
  }
  for (int pin : index_.pins) Pin(index_.problem.decisions[U(pin)], limits);
  return limits;
}

// A pin's visit is one of its agreement, and one of the official on the day, where it names them.
void Relaxation::Pin(const Decision& pin, Limits& limits) const {
  if (pin.office < 0) return;
  for (int g : index_.at_office[U(pin.office)]) {
    const int agency = pin.official < 0 ? pin.agency : index_.officials[U(pin.official)].agency;
    AgreementLimits& visits = limits.agreements[U(g)];
    if (index_.agreements[U(g)].agency == agency) visits.fewest = std::max(visits.fewest, 1);
  }
  if (pin.official < 0 || pin.day < 0) return;
  auto& demanded = limits.weeks.demanded[U(pin.official * index_.days + pin.day)];
  const std::vector<Candidate>& candidates = index_.officials[U(pin.official)].candidates;
  for (size_t c = 0; c < candidates.size(); ++c) {
    if (candidates[c].office != pin.office) continue;
    const auto place = static_cast<int16_t>(c);
    if (demanded[0] == place || demanded[1] == place) return;
    (demanded[0] < 0 ? demanded[0] : demanded[1]) = place;
  }
}

int Relaxation::AddRow(int64_t low, int64_t high, int64_t rate) {
  rows_.push_back({low, high, rate});
  supply_.push_back(0);
  return static_cast<int>(rows_.size()) - 1;
}

// [agency][day][slot][class of the pool] officials on remote duty who can take such a call.
std::vector<int> Relaxation::CountDuty() const {
  std::vector<int> duty(index_.pools.size() * U(index_.days * index_.slots) * kClasses);
  for (const OfficialIndex& official : index_.officials) {
    const int any = index_.pools[U(official.agency)].mixed;
    const uint32_t classes = official.pool_classes | uint32_t{1} << any;
    for (int d = 0; d < index_.days; ++d) {
      for (uint32_t slots = official.remote[U(d)]; slots != 0; slots &= slots - 1) {
        const int q = std::countr_zero(slots);
        const size_t cell = U((official.agency * index_.days + d) * index_.slots + q) * kClasses;
        for (uint32_t c = classes; c != 0; c &= c - 1) ++duty[cell + U(std::countr_zero(c))];
      }
    }
  }
  return duty;
}

// By day, the most calls of a line: a slot takes no more than the booths, the officials on remote
// duty and the interpreters in it.
std::vector<int> Relaxation::CallRoom(const LineIndex& line, const std::vector<int>& duty) const {
  std::vector<int> room(U(index_.days));
  if (!line.by_video) return room;
  for (int d = 0; d < index_.days; ++d) {
    if ((line.days >> d & 1) == 0) continue;
    for (uint32_t open = index_.Open(line, d); open != 0; open &= open - 1) {
      const int q = std::countr_zero(open);
      const size_t cell = U((line.agency * index_.days + d) * index_.slots + q) * kClasses;
      int most = std::min(index_.problem.offices[U(line.office)].BoothsOn(d),
                          duty[cell + U(line.pool_class)]);
      if (line.interpreters >= 0) {
        most = std::min(most, index_.problem.interpreters[U(line.interpreters)][U(d)][U(q)]);
      }
      room[U(d)] += most;
    }
  }
  return room;
}

// One for each line that a visit may serve. What nobody can serve is paid for in any plan.
void Relaxation::AddLineRows() {
  std::vector<uint64_t> spoken(index_.agreements.size() * U(index_.days));
  for (const OfficialIndex& official : index_.officials) {
    for (const Candidate& c : official.candidates) {
      for (int d = 0; d < index_.days; ++d) {
        if (c.days >> d & 1) spoken[U(c.agreement * index_.days + d)] |= official.languages;
      }
    }
  }
  const std::vector<int> duty = CountDuty();
  line_row_.assign(index_.lines.size(), -1);
  for (size_t k = 0; k < index_.lines.size(); ++k) {
    const LineIndex& line = index_.lines[k];
    if (line.slots == 0) continue;
    bool visited = false;
    for (int d = 0; d < index_.days; ++d) {
      visited |= line.MayBeVisited(spoken[U(line.agreement * index_.days + d)], d);
    }
    const AgreementIndex& g = index_.agreements[U(line.agreement)];
    const int64_t most = (g.unmet_weight + index_.WaitCost(line.agreement, 0)) * kPriceScale;
    if (visited) line_row_[k] = AddRow(0, most, 4 * kPriceScale / line.slots);
    AgreementTerms::Line out{static_cast<int>(k), line.slots, line_row_[k],
                             std::vector<int>(U(index_.days), -1), CallRoom(line, duty)};
    int64_t calls = 0;
    for (int room : out.room) calls += room;
    // Beyond all room for calls, only visits help.
    const auto lost = visited ? 0 : static_cast<int>(std::max<int64_t>(0, line.slots - calls));
    unserved_ += g.unmet_weight * lost * kPriceScale;
    out.slots -= lost;
    if (out.slots > 0) terms_[U(line.agreement)].lines.push_back(std::move(out));
  }
}

// Slots in which nobody can be there whom presence asks for.
void Relaxation::CountAbsence() {
  if (index_.presence.empty()) return;
  std::vector<uint32_t> possible(index_.presence.size());
  for (const OfficialIndex& official : index_.officials) {
    for (const Candidate& c : official.candidates) {
      for (int d = 0; d < index_.days; ++d) {
        if ((c.days >> d & 1) == 0) continue;
        possible[U(c.agreement * index_.days + d)] |=
            index_.Open(c.office, d) & Bits(c.least_out, index_.slots - c.least_home);
      }
    }
  }
  for (size_t i = 0; i < possible.size(); ++i) {
    unserved_ +=
        index_.absence_weight * kPriceScale * std::popcount(index_.presence[i] & ~possible[i]);
  }
}

void Relaxation::AddServiceRows() {
  for (size_t g = 0; g < terms_.size(); ++g) {
    AgreementTerms& out = terms_[g];
    const AgreementIndex& in = index_.agreements[g];
    out.real = in.real;
    out.unmet = in.unmet_weight * kPriceScale;
    out.wait = in.wait_weight * kPriceScale;
    out.service_row.assign(U(index_.days), -1);
    for (int d = 0; d < index_.days; ++d) {
      for (const AgreementTerms::Line& line : out.lines) {
        if (line.room[U(d)] > 0) out.call_days |= uint32_t{1} << d;
      }
    }
    if (in.real && !in.visitors.empty()) out.visits_row = AddRow(-kNoLimit, kNoLimit, kPriceScale);
  }
  for (size_t e = 0; e < index_.officials.size(); ++e) {
    const OfficialIndex& official = index_.officials[e];
    for (size_t c = 0; c < official.candidates.size(); ++c) {
      AgreementTerms& out = terms_[U(official.candidates[c].agreement)];
      const uint32_t serves = week_.DaysOf(static_cast<int>(e), static_cast<int>(c));
      for (int d = 0; d < index_.days; ++d) {
        const int longest = week_.Longest(static_cast<int>(e), static_cast<int>(c), d);
        out.longest = std::max(out.longest, index_.Capacity(longest));
        if (longest == 0 || (serves >> d & 1) == 0) continue;
        out.visit_days |= uint32_t{1} << d;
        if (out.service_row[U(d)] < 0) out.service_row[U(d)] = AddRow(0, kNoLimit, kPriceScale);
      }
    }
  }
}

// Only where the demand could fill the booths.
void Relaxation::AddBoothRows() {
  for (AgreementTerms& terms : terms_) terms.booth_row.assign(U(index_.days), -1);
  for (size_t o = 0; o < index_.problem.offices.size(); ++o) {
    int64_t demand = 0;
    for (int g : index_.at_office[o]) {
      for (const AgreementTerms::Line& line : terms_[U(g)].lines) {
        if (index_.lines[U(line.line)].by_video) demand += line.slots;
      }
    }
    for (int d = 0; d < index_.days; ++d) {
      const int64_t supply = int64_t{index_.problem.offices[o].BoothsOn(d)} *
                             std::popcount(index_.Open(static_cast<int>(o), d));
      if (supply == 0 || demand <= supply) continue;
      const int row = AddRow(0, kNoLimit, kPriceScale / 4);
      supply_[U(row)] = supply;
      for (int g : index_.at_office[o]) terms_[U(g)].booth_row[U(d)] = row;
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
        pool_rows_[i].push_back({AddRow(0, kNoLimit, kPriceScale), Bits(from, to), language});
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
  std::map<std::vector<int>, int> types;
  for (AgreementTerms& terms : terms_) {
    for (AgreementTerms::Line& line : terms.lines) TypeCalls(line, types);
  }
}

void Relaxation::TypeCalls(AgreementTerms::Line& out, std::map<std::vector<int>, int>& types) {
  const LineIndex& line = index_.lines[U(out.line)];
  if (!line.by_video) return;
  for (int d = 0; d < index_.days; ++d) {
    const uint32_t open = index_.Open(line, d);
    if (out.room[U(d)] == 0) continue;
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
    out.call_type[U(d)] = at->second;
  }
}

void Relaxation::DescribeWeeks() {
  std::vector<int64_t> duty(rows_.size());  // [row] half hours of remote duty
  for (size_t e = 0; e < index_.officials.size(); ++e) {
    const OfficialIndex& official = index_.officials[e];
    for (size_t c = 0; c < official.candidates.size(); ++c) {
      OfficialWeek::Place& place = week_.place(static_cast<int>(e), static_cast<int>(c));
      const AgreementTerms& g = terms_[U(place.agreement)];
      place.visit_row = g.visits_row;
      place.service_row.assign(U(index_.days), -1);
      const uint32_t serves = week_.DaysOf(static_cast<int>(e), static_cast<int>(c));
      for (int d = 0; d < index_.days; ++d) {
        if ((serves >> d & 1) != 0) place.service_row[U(d)] = g.service_row[U(d)];
      }
      const size_t office = U(official.candidates[c].office * index_.days);
      place.desk_row.assign(desk_row_.begin() + static_cast<std::ptrdiff_t>(office),
                            desk_row_.begin() + static_cast<std::ptrdiff_t>(office) + index_.days);
    }
    for (int d = 0; d < index_.days; ++d) {
      for (const PoolRow& p : pool_rows_[U(official.agency * index_.days + d)]) {
        if (p.language >= 0 && (official.languages >> p.language & 1) == 0) continue;
        const int slots = std::popcount(official.remote[U(d)] & p.window);
        if (slots > 0) week_.duty(static_cast<int>(e), d).push_back({p.row, slots});
        duty[U(p.row)] += slots;
      }
    }
  }
  // A row whose supply is many half hours moves its price by less for each.
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (duty[row] > 0)
      rows_[row].rate =
          std::clamp<int64_t>(kPoolRate * kPriceScale / duty[row], kPriceScale / 256, kPriceScale);
  }
}

int64_t Relaxation::Evaluate(const std::vector<int64_t>& price, const Limits& limits,
                             std::vector<int64_t>& slack) {
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
  const PriceBoard board{price.data(), type_price_.data(), slack.data(), type_calls_.data()};
  for (size_t g = 0; g < terms_.size(); ++g) {
    const int64_t cost = agreement_week_.Best(terms_[g], limits.agreements[g], board);
    if (cost >= kImpossible) return kImpossible;
    total += cost;
    chosen_visits_[g] = agreement_week_.visits();
  }
  for (size_t i = 0; i < call_types_.size(); ++i) {
    for (int row : call_types_[i]) slack[U(row)] += type_calls_[i];
  }
  week_.Begin();
  for (size_t e = 0; e < index_.officials.size(); ++e) {
    const int64_t value =
        week_.Best(static_cast<int>(e), price.data(), line_row_, limits.weeks, slack);
    if (value == OfficialWeek::kNever) return kImpossible;
    total -= value;
  }
  return total;
}

}  // namespace vuoro::planning
