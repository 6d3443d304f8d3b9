// The constraint model of a small neighbourhood: one pattern variable for each official-day.
//
// Agreements that only one of the official-days can visit are folded into its patterns' values. The
// others get served amounts under Hall's condition for languages, a table of waits over the days
// with service, and a count of visits; desks, rooms, weeks and field days tie the patterns.
#include "repair.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "patterns.h"
#include "vuoro/solver/count.h"
#include "vuoro/solver/element.h"
#include "vuoro/solver/linear.h"
#include "vuoro/solver/search.h"
#include "vuoro/solver/slots.h"

namespace vuoro::planning {
namespace {

using solver::Term;
using solver::Var;

class RepairModel {
 public:
  RepairModel(const Index& index, State& state, std::span<const OfficialDay> days,
              const Taste& taste, Random& random)
      : index_(index), state_(state), days_(days) {
    for (const OfficialDay& day : days) {
      patterns_.push_back(
          ListPatterns(index, state, day.official, day.day, taste, kMaxPatterns, random));
      choice_.push_back(store_.NewVar(0, static_cast<int64_t>(patterns_.back().size()) - 1));
    }
    for (size_t j = 0; j < patterns_.size(); ++j) {
      for (const Pattern& p : patterns_[j]) {
        for (int i = 0; i < p.count; ++i) {
          visited_by_[p.stop[U(i)].agreement].insert(j);
          offices_[{p.stop[U(i)].office, days_[j].day}].insert(j);
        }
      }
    }
    FindPins();
  }

  bool Solve() {
    PostValues();
    for (const auto& [g, who] : visited_by_) {
      if (who.size() > 1) PostShared(g, {who.begin(), who.end()});
    }
    for (const auto& [place, who] : offices_) {
      if (who.size() > 1) PostDesks(place.first, place.second, {who.begin(), who.end()});
    }
    PostPins();
    PostWeeks();
    const Var objective = store_.NewVar(-kFar, kFar);
    objective_.push_back({-1, objective});
    store_.Add<solver::Linear>(objective_, 0, 0);
    for (const Var p : choice_) decisions_.push_back({p, {}, 0});
    const solver::SearchResult result =
        solver::Minimize(store_, objective, decisions_, {.work = kRepairWork});
    if (result.found) Commit(result.values);
    return result.found && result.complete;
  }

 private:
  static constexpr int64_t kFar = int64_t{1} << 40;

  // One table entry for each pattern of official-day j.
  template <class Entry>
  std::vector<int64_t> Table(size_t j, Entry entry) const {
    std::vector<int64_t> table;
    for (const Pattern& p : patterns_[j]) table.push_back(entry(p));
    return table;
  }

  Var ElementOf(size_t j, std::vector<int64_t> table) {
    const auto [low, high] = std::minmax_element(table.begin(), table.end());
    const Var value = store_.NewVar(*low, *high);
    store_.Add<solver::Element>(choice_[j], value, std::move(table));
    return value;
  }

  // Pins that no visit keeps and that several of the official-days could.
  void FindPins() {
    std::map<int, std::set<size_t>> may_keep;
    for (size_t j = 0; j < days_.size(); ++j) {
      for (const Wish& wish : index_.WishesOf(days_[j].official, days_[j].day)) {
        if (wish.pin >= 0 && state_.kept(wish.pin) == 0) may_keep[wish.pin].insert(j);
      }
    }
    for (const auto& [pin, who] : may_keep) {
      if (who.size() > 1) pins_[pin].assign(who.begin(), who.end());
    }
  }

  bool KeepsPin(size_t j, const Pattern& p, int pin) const {
    return Keeps(index_, days_[j].official, days_[j].day, p, pin);
  }

  // A pattern's own value: its hope without what it hopes of shared agreements and pins.
  void PostValues() {
    for (size_t j = 0; j < choice_.size(); ++j) {
      const Var value = ElementOf(j, Table(j, [&](const Pattern& p) {
                                    int64_t own = p.hope;
                                    for (int i = 0; i < p.count; ++i) {
                                      const Stop& s = p.stop[U(i)];
                                      if (visited_by_.at(s.agreement).size() > 1)
                                        own -= HopeOf(j, s);
                                    }
                                    for (const auto& [pin, who] : pins_) {
                                      if (KeepsPin(j, p, pin)) own -= state_.missing_price();
                                    }
                                    return -own;
                                  }));
      objective_.push_back({1, value});
    }
  }

  // What ListPatterns counted for this stop.
  int64_t HopeOf(size_t j, const Stop& s) const {
    const int want = Wanted(index_, state_, days_[j].official, s.agreement, days_[j].day);
    const uint32_t served = state_.served_days(s.agreement);
    int64_t hope = index_.agreements[U(s.agreement)].unmet_weight *
                   std::min(want, index_.Capacity(s.end - s.start));
    if (want > 0) {
      hope += index_.WaitCost(s.agreement, served) -
              index_.WaitCost(s.agreement, served | uint32_t{1} << days_[j].day);
    }
    const bool needed = state_.visits(s.agreement) < index_.agreements[U(s.agreement)].min_visits;
    return hope + (needed ? state_.missing_price() : 0);
  }

  void PostShared(int g, const std::vector<size_t>& who) {
    std::vector<Var> served;
    for (size_t j : who) {
      const Var room = ElementOf(
          j, Table(j, [&](const Pattern& p) { return index_.Capacity(p.LengthUnder(g)); }));
      const Var y = store_.NewVar(0, store_.Max(room));
      store_.Add<solver::Linear>(std::vector<Term>{{1, y}, {-1, room}}, -kFar, 0);
      served.push_back(y);
      objective_.push_back({-index_.agreements[U(g)].unmet_weight, y});
      std::vector<int64_t> most_first;
      for (int64_t v = store_.Max(y); v >= 0; --v) most_first.push_back(v);
      decisions_.push_back({y, std::move(most_first), 1});
    }
    PostLanguages(g, who, served);
    PostWait(g, who, served);
    PostVisits(g, who);
  }

  uint64_t Languages(size_t j) const { return index_.officials[U(days_[j].official)].languages; }

  // Hall again where lines have days: for every set of official-days, those who can serve no other
  // lines than the set can serve no more than these have left.
  void PostLines(int g, const std::vector<size_t>& who, const std::vector<Var>& served) {
    const std::vector<int>& lines = index_.agreements[U(g)].lines;
    std::vector<std::vector<bool>> mine(who.size());
    for (size_t i = 0; i < who.size(); ++i) {
      for (int k : lines) {
        mine[i].push_back(index_.lines[U(k)].MayBeVisited(Languages(who[i]), days_[who[i]].day));
      }
    }
    std::set<std::vector<bool>> unions;
    for (uint32_t set = 1; set < uint32_t{1} << who.size(); ++set) {
      std::vector<bool> all(lines.size());
      for (size_t i = 0; i < who.size(); ++i) {
        for (size_t k = 0; (set >> i & 1) != 0 && k < lines.size(); ++k) {
          all[k] = all[k] || mine[i][k];
        }
      }
      unions.insert(std::move(all));
    }
    for (const std::vector<bool>& all : unions) {
      std::vector<Term> terms;
      int64_t left = 0;
      for (size_t k = 0; k < lines.size(); ++k) left += all[k] ? state_.left(lines[k]) : 0;
      for (size_t i = 0; i < who.size(); ++i) {
        bool inside = true;
        for (size_t k = 0; k < lines.size(); ++k) inside = inside && (all[k] || !mine[i][k]);
        if (inside) terms.push_back({1, served[i]});
      }
      store_.Add<solver::Linear>(std::move(terms), 0, left);
    }
  }

  // Hall: for every union of spoken languages, those who speak nothing else serve no more than
  // its lines have left.
  void PostLanguages(int g, const std::vector<size_t>& who, const std::vector<Var>& served) {
    if (index_.agreements[U(g)].by_day) return PostLines(g, who, served);
    std::set<uint64_t> unions;
    for (uint32_t set = 1; set < uint32_t{1} << who.size(); ++set) {
      uint64_t spoken = 0;
      for (size_t i = 0; i < who.size(); ++i) {
        if (set >> i & 1) spoken |= Languages(who[i]);
      }
      unions.insert(spoken);
    }
    for (uint64_t spoken : unions) {
      std::vector<Term> terms;
      for (size_t i = 0; i < who.size(); ++i) {
        if ((Languages(who[i]) & ~spoken) == 0) terms.push_back({1, served[i]});
      }
      int64_t left = 0;
      for (int k : index_.agreements[U(g)].lines) {
        const LineIndex& line = index_.lines[U(k)];
        if (line.by_visit && (spoken >> line.language & 1)) left += state_.left(k);
      }
      store_.Add<solver::Linear>(std::move(terms), 0, left);
    }
  }

  // Days newly served are bits of an index into the table of waits.
  void PostWait(int g, const std::vector<size_t>& who, const std::vector<Var>& served) {
    const uint32_t before = state_.served_days(g);
    std::map<int, std::vector<Term>> by_day;
    for (size_t i = 0; i < who.size(); ++i) {
      const int d = days_[who[i]].day;
      if ((before >> d & 1) == 0) by_day[d].push_back({1, served[i]});
    }
    if (by_day.empty() || !index_.agreements[U(g)].real) return;
    std::vector<int64_t> table;
    for (uint32_t set = 0; set < uint32_t{1} << by_day.size(); ++set) {
      uint32_t days = before;
      uint32_t bit = 0;
      for (const auto& [d, terms] : by_day) days |= (set >> bit++ & 1) << d;
      table.push_back(index_.WaitCost(g, days));
    }
    const Var set = store_.NewVar(0, static_cast<int64_t>(table.size()) - 1);
    std::vector<Term> bits{{-1, set}};
    int64_t factor = 1;
    for (auto& [d, terms] : by_day) {
      const Var on = store_.NewVar(0, 1);
      terms.push_back({-1, on});
      store_.Add<solver::Linear>(terms, 0, kFar);  // no service day without service
      bits.push_back({factor, on});
      factor *= 2;
      decisions_.push_back({on, {1, 0}, 2});
    }
    store_.Add<solver::Linear>(std::move(bits), 0, 0);
    const auto [low, high] = std::minmax_element(table.begin(), table.end());
    const Var wait = store_.NewVar(*low, *high);
    store_.Add<solver::Element>(set, wait, std::move(table));
    objective_.push_back({1, wait});
  }

  void PostVisits(int g, const std::vector<size_t>& who) {
    const AgreementIndex& agreement = index_.agreements[U(g)];
    const int most = agreement.max_visits - state_.visits(g);
    if (most < static_cast<int>(who.size())) {
      std::vector<solver::Count::Item> items;
      for (size_t j : who) {
        std::vector<bool> member;
        for (const Pattern& p : patterns_[j]) member.push_back(p.LengthUnder(g) > 0);
        items.push_back({choice_[j], std::move(member)});
      }
      store_.Add<solver::Count>(std::move(items), 0, most);
    }
    const int need = agreement.min_visits - state_.visits(g);
    if (need <= 0) return;
    const Var visits = store_.NewVar(0, static_cast<int64_t>(who.size()));
    std::vector<Term> terms{{-1, visits}};
    for (size_t j : who) {
      terms.push_back({1, ElementOf(j, Table(j, [g](const Pattern& p) -> int64_t {
                                      return p.LengthUnder(g) > 0;
                                    }))});
    }
    store_.Add<solver::Linear>(std::move(terms), 0, 0);
    std::vector<int64_t> table;
    for (int n = 0; n <= static_cast<int>(who.size()); ++n) {
      table.push_back(state_.missing_price() * std::max(0, need - n));
    }
    const Var missing = store_.NewVar(0, table.front());
    store_.Add<solver::Element>(visits, missing, std::move(table));
    objective_.push_back({1, missing});
  }

  // One pattern that keeps a shared pin is enough.
  void PostPins() {
    for (const auto& [pin, who] : pins_) {
      const Var visits = store_.NewVar(0, static_cast<int64_t>(who.size()));
      std::vector<Term> terms{{-1, visits}};
      for (size_t j : who) {
        terms.push_back({1, ElementOf(j, Table(j, [&, at = pin](const Pattern& p) -> int64_t {
                                        return KeepsPin(j, p, at);
                                      }))});
      }
      store_.Add<solver::Linear>(std::move(terms), 0, 0);
      std::vector<int64_t> table(who.size() + 1, 0);
      table.front() = state_.missing_price();
      const Var missing = store_.NewVar(0, table.front());
      store_.Add<solver::Element>(visits, missing, std::move(table));
      objective_.push_back({1, missing});
    }
  }

  void PostDesks(int office, int d, const std::vector<size_t>& who) {
    std::vector<solver::SlotUse> uses;
    std::set<int> agreements;
    for (size_t j : who) {
      solver::SlotUse use{choice_[j], {}, index_.officials[U(days_[j].official)].agency};
      for (const Pattern& p : patterns_[j]) {
        use.slots.push_back(p.SlotsAt(office));
        for (int i = 0; i < p.count; ++i) {
          if (p.stop[U(i)].office == office) agreements.insert(p.stop[U(i)].agreement);
        }
      }
      uses.push_back(std::move(use));
    }
    // Conflicts are pairs of agreements: each pair is one room.
    for (int a : agreements) {
      for (int b : index_.agreements[U(a)].conflicts) {
        if (b < a || !agreements.contains(b)) continue;
        std::vector<solver::SlotUse> pair;
        for (const solver::SlotUse& use : uses) {
          const bool inside = use.kind == index_.agreements[U(a)].agency ||
                              use.kind == index_.agreements[U(b)].agency;
          if (inside) pair.push_back(use);
        }
        store_.Add<solver::SlotConflicts>(std::move(pair));
      }
    }
    std::array<int, solver::kMaxSlots> capacity{};
    for (int q = 0; q < index_.slots; ++q) capacity[U(q)] = state_.DesksLeft(office, d, q);
    store_.Add<solver::SlotCapacity>(std::move(uses), capacity);
  }

  void PostWeeks() {
    std::map<size_t, std::vector<size_t>> by_week;
    for (size_t j = 0; j < days_.size(); ++j) {
      by_week[index_.OfficialWeekAt(days_[j].official, days_[j].day)].push_back(j);
    }
    for (const auto& [week, js] : by_week) {
      if (js.size() < 2) continue;
      const auto [e, d] = days_[js.front()];
      const OfficialIndex& official = index_.officials[U(e)];
      std::vector<Term> spans;
      std::vector<solver::Count::Item> field;
      for (size_t j : js) {
        spans.push_back({1, ElementOf(j, Table(j, [](const Pattern& p) { return p.span; }))});
        std::vector<bool> member;
        for (const Pattern& p : patterns_[j]) member.push_back(p.count > 0);
        field.push_back({choice_[j], std::move(member)});
      }
      store_.Add<solver::Linear>(std::move(spans), 0, official.max_week - state_.week(e, d));
      store_.Add<solver::Count>(std::move(field), 0,
                                std::max(0, official.max_field_days - state_.field_days(e, d)));
    }
  }

  // Officials with few languages take their share first, so that the others' remains possible.
  void Commit(const std::vector<int64_t>& values) {
    std::vector<size_t> order(days_.size());
    for (size_t j = 0; j < order.size(); ++j) order[j] = j;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return std::popcount(Languages(a)) < std::popcount(Languages(b));
    });
    for (size_t j : order) {
      const Pattern& p = patterns_[j][static_cast<size_t>(values[U(choice_[j].id)])];
      if (p.count > 0) state_.MakeRoomInPool(days_[j].official, days_[j].day);
      for (int i = 0; i < p.count; ++i) {
        Stop stop = p.stop[U(i)];
        state_.Share(days_[j].official, days_[j].day, stop);
        state_.AddVisit(days_[j].official, days_[j].day, stop);
      }
    }
  }

  const Index& index_;
  State& state_;
  const std::span<const OfficialDay> days_;
  solver::Store store_;
  std::vector<std::vector<Pattern>> patterns_;
  std::vector<Var> choice_;
  std::map<int, std::set<size_t>> visited_by_;               // agreement -> official-days
  std::map<std::pair<int, int>, std::set<size_t>> offices_;  // (office, day) -> official-days
  std::map<int, std::vector<size_t>> pins_;                  // shared pin -> official-days
  std::vector<Term> objective_;
  std::vector<solver::Decision> decisions_;
};

}  // namespace

bool RepairExactly(const Index& index, State& state, std::span<const OfficialDay> days,
                   const Taste& taste, Random& random) {
  return RepairModel(index, state, days, taste, random).Solve();
}

}  // namespace vuoro::planning
