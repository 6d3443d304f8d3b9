// A weekly plan: visits with what they serve, and video calls. Values only; checker.h judges them.
#ifndef VUORO_PLANNING_PLAN_H_
#define VUORO_PLANNING_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

namespace vuoro::planning {

// `slots` half hours of a visit given to demand line `line`.
struct Serve {
  int line = 0;
  int slots = 0;
  friend auto operator<=>(const Serve&, const Serve&) = default;
};

// An official sits in an office on a day from slot `start` to slot `end` (exclusive).
struct Visit {
  int official = 0;
  int office = 0;
  int day = 0;
  int start = 0;
  int end = 0;
  std::vector<Serve> serves;
  friend auto operator<=>(const Visit&, const Visit&) = default;
};

// One official serves one half hour of a line from the booth of the line's office.
struct VideoCall {
  int official = 0;
  int line = 0;
  int day = 0;
  int slot = 0;
  friend auto operator<=>(const VideoCall&, const VideoCall&) = default;
};

// The order of visits and calls means nothing; Solve returns them sorted.
struct Plan {
  std::vector<Visit> visits;
  std::vector<VideoCall> video;
  friend bool operator==(const Plan&, const Plan&) = default;
};

// What a plan costs, and of what the cost is made.
struct Cost {
  int64_t total = 0;  // weighted sum of those below, by agency where weights are
  int64_t unmet_slots = 0;
  int64_t travel_minutes = 0;
  int64_t wait = 0;  // sum over agreements of the longest cyclic run of days without service
  // What the visits cost more because people would rather not have them, less what those are worth
  // that people prefer. It may be below 0, and so may the total.
  int64_t preference = 0;
  int64_t absent_slots = 0;  // slots of presence with nobody there
  friend bool operator==(const Cost&, const Cost&) = default;
};

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_PLAN_H_
