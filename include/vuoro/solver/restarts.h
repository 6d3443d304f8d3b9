// After how many failures a search begins anew.
#ifndef VUORO_SOLVER_RESTARTS_H_
#define VUORO_SOLVER_RESTARTS_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

namespace vuoro::solver {

// 1 1 2 1 1 2 4 1 1 2 1 1 2 4 8 ... for n = 1, 2, ... (Luby, Sinclair and Zuckerman, "Optimal
// speedup of Las Vegas algorithms", 1993).
constexpr int64_t Luby(uint64_t n) {
  while (!std::has_single_bit(n + 1)) n -= std::bit_floor(n) - 1;
  return static_cast<int64_t>((n + 1) / 2);
}

// The failures allowed to each run of a search.
struct Restarts {
  enum Sequence : uint8_t { kNone, kLuby, kGeometric };

  Sequence sequence = kNone;
  int64_t unit = 100;            // failures: Luby's 1, or the first run
  int64_t growth_percent = 120;  // geometric: each run after the first, of the one before

  // Failures allowed to run number `run` >= 1.
  constexpr int64_t Allowed(uint64_t run) const {
    if (sequence == kNone) return std::numeric_limits<int64_t>::max();
    if (sequence == kLuby) return unit * Luby(run);
    int64_t allowed = unit;
    constexpr int64_t kPlenty = int64_t{1} << 40;
    for (uint64_t i = 1; i < run && allowed < kPlenty; ++i) {
      allowed = std::max(allowed + 1, allowed * growth_percent / 100);
    }
    return allowed;
  }
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_RESTARTS_H_
