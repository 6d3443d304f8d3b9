// What an exact repair of two official-days must reach: every pair of their patterns is tried.
#ifndef VUORO_TESTS_PLANNING_EVERY_PAIR_H_
#define VUORO_TESTS_PLANNING_EVERY_PAIR_H_

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "planning/patterns.h"
#include "planning/repair.h"
#include "planning/state.h"

namespace vuoro::planning {

inline constexpr int64_t kTryAll = INT64_MIN;

// The least price of `state` with a pattern on each of the two cleared `days`. Of more than 4,000
// pairs it tries those until `enough` is reached, if ever.
inline int64_t BestOfEveryPair(const Index& index, const State& state,
                               const std::vector<OfficialDay>& days, const Taste& taste,
                               int64_t enough, Random& random) {
  std::vector<std::vector<Pattern>> patterns;
  for (const OfficialDay& c : days) {
    patterns.push_back(ListPatterns(index, state, c.official, c.day, taste, kMaxPatterns, random));
  }
  int64_t best = state.price();
  for (const Pattern& a : patterns[0]) {
    for (const Pattern& b : patterns[1]) {
      State trial = state;
      bool allowed = true;
      for (const auto& [pattern, c] : {std::pair(&a, days[0]), std::pair(&b, days[1])}) {
        for (int i = 0; allowed && i < pattern->count; ++i) {
          Stop stop = pattern->stop[static_cast<size_t>(i)];
          allowed = trial.Allowed(c.official, c.day, stop);
          trial.Share(c.official, c.day, stop);
          if (allowed) trial.AddVisit(c.official, c.day, stop);
        }
      }
      if (allowed) best = std::min(best, trial.price());
    }
    if (patterns[0].size() * patterns[1].size() > 4000 && best == enough) break;
  }
  return best;
}

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_PLANNING_EVERY_PAIR_H_
