// The relaxation forgets desks, windows and who serves whom: what it chose is placed one by one.
#include "rounding.h"

#include <vector>

#include "calls.h"
#include "first_plan.h"
#include "insert.h"
#include "sharing.h"

namespace vuoro::planning {

void AddRelaxedVisits(const Index& index, State& state, std::span<const WeekVisit> visits,
                      Random& random) {
  std::vector<WeekVisit> order(visits.begin(), visits.end());
  random.Shuffle(std::span<WeekVisit>(order));
  const Taste taste;
  KeepPins(index, state);
  for (const WeekVisit& v : order) {
    const Candidate& candidate = index.officials[U(v.official)].candidates[U(v.candidate)];
    PlaceVisit(index, state, v.official, v.day, taste, random, &candidate);
  }
  for (size_t k = 0; k < index.lines.size(); ++k) {
    FillCalls(index, state, static_cast<int>(k), random);
  }
  for (size_t g = 0; g < index.agreements.size(); ++g) {
    SpreadServices(index, state, static_cast<int>(g));
  }
}

}  // namespace vuoro::planning
