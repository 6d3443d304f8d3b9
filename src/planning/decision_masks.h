// Decisions as masks of slots: what is shut to whom, and which visits are wished for.
#ifndef VUORO_SRC_PLANNING_DECISION_MASKS_H_
#define VUORO_SRC_PLANNING_DECISION_MASKS_H_

#include <cstdint>
#include <vector>

#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// A pin or a preference as it concerns the visits of one official in one office on one day.
struct Wish {
  enum Meets : uint8_t { kAnyway, kWhole, kPart, kExactly };
  int office = 0;
  uint32_t window = 0;  // slots, none for kAnyway
  Meets meets = kAnyway;
  int pin = -1;  // position among the pins
  int64_t worth = 0;

  // `slots`: those of a visit in the office.
  bool Matches(uint32_t slots) const {
    switch (meets) {
      case kAnyway:
        return true;
      case kWhole:
        return (window & ~slots) == 0;
      case kPart:
        return (window & slots) != 0;
      default:
        return window == slots;
    }
  }
};

// Values only; the problem must outlive it.
class DecisionMasks {
 public:
  explicit DecisionMasks(const Problem& problem);

  bool empty() const { return problem_.decisions.empty(); }
  // Positions in problem.decisions.
  const std::vector<int>& pins() const { return pins_; }

  // Slots in which the official must not be in the office on the day.
  uint32_t Shut(int official, int office, int day) const;
  // Slots in which he takes no calls, and those in which nobody of the agency takes the office's.
  uint32_t NoCallsBy(int official, int day) const;
  uint32_t NoCallsFor(int agency, int office, int day) const;
  // What is wished of his visits there on the day, in the order of the decisions.
  std::vector<Wish> Wishes(int official, int office, int day) const;

 private:
  // Calls `see` with each decision, and its position, that may be about the official in the office.
  template <class See>
  void ForEach(int official, int office, int day, See see) const;

  const Problem& problem_;
  std::vector<std::vector<int>> by_official_;  // those that name one
  std::vector<std::vector<int>> by_office_;    // those that name an office and no official
  std::vector<int> broad_;                     // the others
  std::vector<int> pins_;
  std::vector<int> pin_of_;  // [decision] position in pins_, or -1
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_DECISION_MASKS_H_
