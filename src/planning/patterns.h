// Patterns: the ways in which one official can spend one day, at base or with one or two visits.
#ifndef VUORO_SRC_PLANNING_PATTERNS_H_
#define VUORO_SRC_PLANNING_PATTERNS_H_

#include <vector>

#include "insert.h"
#include "state.h"

namespace vuoro::planning {

struct Pattern {
  std::array<Stop, kMaxStops> stop{};
  int count = 0;
  int span = 0;
  int64_t hope = 0;  // gain if nobody else served the same lines

  // Slots this pattern sits in `office`.
  uint32_t SlotsAt(int office) const {
    uint32_t slots = 0;
    for (int i = 0; i < count; ++i) {
      const Stop& s = stop[static_cast<size_t>(i)];
      if (s.office == office) slots |= Bits(s.start, s.end);
    }
    return slots;
  }
  // Length of its visit under agreement g, 0 if it has none.
  int LengthUnder(int g) const {
    for (int i = 0; i < count; ++i) {
      const Stop& s = stop[static_cast<size_t>(i)];
      if (s.agreement == g) return s.end - s.start;
    }
    return 0;
  }
};

// Whether a visit of the pattern, of e on day d, is as pinned.
bool Keeps(const Index& index, int e, int d, const Pattern& pattern, int pin);

// Half hours under agreement g that e could serve now on day d.
int Wanted(const Index& index, const State& state, int e, int g, int d);

// The patterns of an official-day without visits that the present plan allows, best hope first,
// at most `keep`; the first may be any, staying at base is always among them. Where windows leave
// a choice of start, one is taken, at random early or late.
std::vector<Pattern> ListPatterns(const Index& index, const State& state, int e, int d,
                                  const Taste& taste, size_t keep, Random& random);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_PATTERNS_H_
