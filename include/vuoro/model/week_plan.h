// A weekly plan in the network's own words: which official serves which office when, as values.
//
// The planner makes it, agencies accept it, and once published it is supply for appointments. A
// plan repeats every week while it is valid.
#ifndef VUORO_MODEL_WEEK_PLAN_H_
#define VUORO_MODEL_WEEK_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vuoro/base/fields.h"

namespace vuoro {

// An official's visit hours in an office: field duty. Keys, not positions, so a plan outlives a
// reloaded network document.
struct FieldDuty {
  std::string person;
  std::string office;
  int16_t weekday = 0;   // 0 = Monday
  int16_t from_min = 0;  // local minutes after midnight
  int16_t to_min = 0;
  friend auto operator<=>(const FieldDuty&, const FieldDuty&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("person", self.person);
    visit("office", self.office);
    visit("weekday", self.weekday);
    visit("from_min", self.from_min);
    visit("to_min", self.to_min);
  }
};

// Half hours in which an official at his base takes an office's video calls.
struct VideoDuty {
  std::string person;
  std::string office;
  int16_t weekday = 0;
  int16_t from_min = 0;
  int16_t to_min = 0;
  friend auto operator<=>(const VideoDuty&, const VideoDuty&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("person", self.person);
    visit("office", self.office);
    visit("weekday", self.weekday);
    visit("from_min", self.from_min);
    visit("to_min", self.to_min);
  }
};

struct WeekPlan {
  int32_t from_ymd = 0;  // first Monday on which it is valid, 20260302
  int32_t to_ymd = 0;    // last day, inclusive; 0: until another plan begins
  int64_t cost = 0;      // planbench objective; see docs/planning.md
  int64_t bound = 0;     // no plan costs less
  std::vector<FieldDuty> field;
  std::vector<VideoDuty> video;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("from_ymd", self.from_ymd);
    visit("to_ymd", self.to_ymd);
    visit("cost", self.cost);
    visit("bound", self.bound);
    visit("field", self.field);
    visit("video", self.video);
  }
};

// An official who neither visits nor takes calls on a weekday.
struct PersonAbsence {
  std::string person;
  int16_t weekday = 0;  // 0 = Monday

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("person", self.person);
    visit("weekday", self.weekday);
  }
};

// An office that stays closed on a weekday.
struct OfficeClosure {
  std::string office;
  int16_t weekday = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("office", self.office);
    visit("weekday", self.weekday);
  }
};

// Counters that an office does without, all week.
struct LostCounters {
  std::string office;
  int16_t counters = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("office", self.office);
    visit("counters", self.counters);
  }
};

// What falls away from a week that was already planned.
struct WeekDisruption {
  std::vector<PersonAbsence> absent;
  std::vector<OfficeClosure> closed;
  std::vector<LostCounters> lost_counters;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("absent", self.absent);
    visit("closed", self.closed);
    visit("lost_counters", self.lost_counters);
  }
};

}  // namespace vuoro

#endif  // VUORO_MODEL_WEEK_PLAN_H_
