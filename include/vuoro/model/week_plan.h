// A weekly plan in the network's own words: which official serves which office when, as values.
//
// The planner makes it, agencies accept it, and once published it is supply for appointments. A
// plan repeats while it is valid: every week, or every two or four weeks from its first Monday on.
#ifndef VUORO_MODEL_WEEK_PLAN_H_
#define VUORO_MODEL_WEEK_PLAN_H_

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "vuoro/base/fields.h"
#include "vuoro/time/date.h"

namespace vuoro {

// Duties are sorted by person, office and time.
template <class Duty>
auto OrderOf(const Duty& duty) {
  return std::tie(duty.person, duty.office, duty.week, duty.weekday, duty.from_min, duty.to_min);
}

// An official's visit hours in an office: field duty. Keys, not positions, so a plan outlives a
// reloaded network document.
struct FieldDuty {
  std::string person;
  std::string office;
  int16_t weekday = 0;   // 0 = Monday
  int16_t from_min = 0;  // local minutes after midnight
  int16_t to_min = 0;
  int16_t week = 0;  // of the plan's cycle
  friend bool operator==(const FieldDuty&, const FieldDuty&) = default;
  friend bool operator<(const FieldDuty& a, const FieldDuty& b) { return OrderOf(a) < OrderOf(b); }

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("person", self.person);
    visit("office", self.office);
    visit("weekday", self.weekday);
    visit("from_min", self.from_min);
    visit("to_min", self.to_min);
    visit("week", Unless(self.week, 0));
  }
};

// Half hours in which an official at his base takes an office's video calls.
struct VideoDuty {
  std::string person;
  std::string office;
  int16_t weekday = 0;
  int16_t from_min = 0;
  int16_t to_min = 0;
  int16_t week = 0;
  friend bool operator==(const VideoDuty&, const VideoDuty&) = default;
  friend bool operator<(const VideoDuty& a, const VideoDuty& b) { return OrderOf(a) < OrderOf(b); }

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("person", self.person);
    visit("office", self.office);
    visit("weekday", self.weekday);
    visit("from_min", self.from_min);
    visit("to_min", self.to_min);
    visit("week", Unless(self.week, 0));
  }
};

// What a plan takes of one agency's money, by the rates of the document it was made from.
struct AgencyExpense {
  std::string agency;
  int64_t away_min = 0;         // its officials away from their bases, driving included
  int64_t drive_min = 0;        // of them driving
  int64_t booth_min = 0;        // its video calls
  int64_t interpreter_min = 0;  // those of them with an interpreter
  int64_t away_cents = 0;
  int64_t drive_cents = 0;
  int64_t booth_cents = 0;
  int64_t interpreter_cents = 0;
  friend bool operator==(const AgencyExpense&, const AgencyExpense&) = default;

  int64_t cents() const { return away_cents + drive_cents + booth_cents + interpreter_cents; }

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("agency", self.agency);
    visit("away_min", self.away_min);
    visit("drive_min", self.drive_min);
    visit("booth_min", self.booth_min);
    visit("interpreter_min", self.interpreter_min);
    visit("away_cents", self.away_cents);
    visit("drive_cents", self.drive_cents);
    visit("booth_cents", self.booth_cents);
    visit("interpreter_cents", self.interpreter_cents);
  }
};

// All of them together; `agency` is empty.
AgencyExpense TotalOf(const std::vector<AgencyExpense>& expenses);

struct WeekPlan {
  int32_t from_ymd = 0;     // first Monday on which it is valid, 20260302
  int32_t to_ymd = 0;       // last day, inclusive; 0: until another plan begins
  int64_t cost = 0;         // planbench objective; see docs/planning.md
  int64_t bound = 0;        // no plan costs less
  int16_t cycle_weeks = 1;  // 1, 2 or 4: how many weeks it plans before it repeats
  std::vector<FieldDuty> field;
  std::vector<VideoDuty> video;
  std::vector<AgencyExpense> expenses;  // of a document with rates; by agency, in its order

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("from_ymd", self.from_ymd);
    visit("to_ymd", self.to_ymd);
    visit("cost", self.cost);
    visit("bound", self.bound);
    visit("cycle_weeks", Unless(self.cycle_weeks, 1));
    visit("field", self.field);
    visit("video", self.video);
    visit("expenses", IfAny(self.expenses));
  }
};

inline bool IsCycleLength(int weeks) { return weeks == 1 || weeks == 2 || weeks == 4; }

// The week of the plan's cycle that `date` lies in, from 0; also before its first Monday.
// REQUIRES: from_ymd is a date, unless the cycle is of one week.
inline int WeekOfCycle(const WeekPlan& plan, Date date) {
  if (plan.cycle_weeks <= 1) return 0;
  const int days = DaysBetween(Date::FromYmd(plan.from_ymd).monday(), date.monday());
  const int week = days / 7 % plan.cycle_weeks;
  return week < 0 ? week + plan.cycle_weeks : week;
}

// An official who neither visits nor takes calls on a weekday.
struct PersonAbsence {
  std::string person;
  int16_t weekday = 0;  // 0 = Monday
  int16_t week = 0;     // of the cycle

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("person", self.person);
    visit("weekday", self.weekday);
    visit("week", Unless(self.week, 0));
  }
};

// An office that stays closed on a weekday.
struct OfficeClosure {
  std::string office;
  int16_t weekday = 0;
  int16_t week = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("office", self.office);
    visit("weekday", self.weekday);
    visit("week", Unless(self.week, 0));
  }
};

// Counters that an office does without, all cycle.
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
