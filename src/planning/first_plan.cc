// Greedy visits, room made for those that are demanded, and calls for the rest.
#include "first_plan.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "calls.h"
#include "insert.h"
#include "sharing.h"

namespace vuoro::planning {
namespace {

// Plans the week of one of the visitors, and perhaps of another of his team, anew, so that a visit
// is made that is missing; undone unless the plan is better then.
void MakeRoomFor(const Index& index, State& state, const std::vector<int>& visitors,
                 const Taste& taste, Random& random) {
  if (visitors.empty()) return;
  std::vector<int> officials = {visitors[random.Below(visitors.size())]};
  const std::vector<int>& team = index.team[U(index.officials[U(officials[0])].agency)];
  if (random.Chance(1, 2)) officials.push_back(team[random.Below(team.size())]);
  const int64_t before = state.price();
  state.Begin();
  std::vector<std::pair<int, int>> days;
  for (int e : officials) {
    for (int d = 0; d < index.days; ++d) {
      while (state.Day(e, d).count > 0) state.RemoveVisit(e, d, state.Day(e, d).count - 1);
      days.emplace_back(e, d);
    }
  }
  random.Shuffle(std::span<std::pair<int, int>>(days));
  for (const auto& [e, d] : days) {
    for (int stop = 0; stop < index.problem.max_stops; ++stop) {
      if (!PlaceVisit(index, state, e, d, taste, random)) break;
    }
  }
  if (state.price() >= before) state.Undo();
}

// Visits that agreements or pins demand and the first pass left out, as far as some tries find
// them.
void MakeMissingVisits(const Index& index, State& state, Random& random) {
  constexpr int kTries = 40;
  const Taste taste{.noise = 512};
  for (int i = 0; i < kTries && state.missing_visits() + state.missing_pins() > 0; ++i) {
    for (int g = 0; g < static_cast<int>(index.agreements.size()); ++g) {
      const AgreementIndex& agreement = index.agreements[U(g)];
      if (agreement.real && state.visits(g) < agreement.min_visits) {
        MakeRoomFor(index, state, agreement.visitors, taste, random);
      }
    }
    for (size_t pin = 0; pin < index.pins.size(); ++pin) {
      if (state.kept(static_cast<int>(pin)) > 0) continue;
      MakeRoomFor(index, state, index.pin_visitors[pin], taste, random);
    }
  }
  state.Begin();
}

// The shortest visit of e in the wish's window, as early as it may be; false if the rules or other
// visits are in the way.
bool PlaceWish(const Index& index, State& state, int e, int d, const Wish& wish) {
  const int first = std::countr_zero(wish.window);
  const int last = 32 - std::countl_zero(wish.window);
  const int length = std::max(index.min_visit, last - first);
  for (const Candidate& c : index.officials[U(e)].candidates) {
    if (c.office != wish.office) continue;
    for (int start = std::max(0, last - length); start <= first; ++start) {
      Stop stop;
      stop.agreement = c.agreement;
      stop.office = static_cast<int16_t>(c.office);
      stop.start = static_cast<int8_t>(start);
      stop.end = static_cast<int8_t>(start + length);
      if (!wish.Matches(Bits(start, start + length)) || start + length > index.slots) continue;
      if (!state.Allowed(e, d, stop)) continue;
      if (state.Day(e, d).count == 0) state.MakeRoomInPool(e, d);
      state.Share(e, d, stop);
      state.AddVisit(e, d, stop);
      return true;
    }
  }
  return false;
}

}  // namespace

// Those with the fewest visitors first.
void KeepPins(const Index& index, State& state) {
  std::vector<int> order(index.pins.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return index.pin_visitors[U(a)].size() < index.pin_visitors[U(b)].size();
  });
  for (int pin : order) {
    for (int e : index.pin_visitors[U(pin)]) {
      for (int d = 0; d < index.days && state.kept(pin) == 0; ++d) {
        for (const Wish& wish : index.WishesOf(e, d)) {
          if (wish.pin == pin && wish.window != 0 && PlaceWish(index, state, e, d, wish)) break;
        }
      }
    }
  }
}

void BuildFirstPlan(const Index& index, State& state, Random& random) {
  const Taste taste;
  std::vector<int> order(index.officials.size() * U(index.days));
  std::iota(order.begin(), order.end(), 0);
  random.Shuffle(std::span<int>(order));
  KeepPins(index, state);
  // The price of a missing visit makes every official first serve what an agreement demands.
  for (int item : order) {
    const int e = item / index.days;
    const int d = item % index.days;
    for (int stop = 0; stop < index.problem.max_stops; ++stop) {
      if (!PlaceVisit(index, state, e, d, taste, random)) break;
    }
  }
  MakeMissingVisits(index, state, random);
  for (size_t k = 0; k < index.lines.size(); ++k) {
    FillCalls(index, state, static_cast<int>(k), random);
  }
  for (size_t g = 0; g < index.agreements.size(); ++g) {
    SpreadServices(index, state, static_cast<int>(g));
  }
}

}  // namespace vuoro::planning
