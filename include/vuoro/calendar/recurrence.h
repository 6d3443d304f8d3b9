// Dates that recur by an iCalendar rule (RFC 5545 section 3.3.10), for visit hours that come from
// other systems. Whole days only: rules by hour, minute or second are refused.
#ifndef VUORO_CALENDAR_RECURRENCE_H_
#define VUORO_CALENDAR_RECURRENCE_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "vuoro/time/date.h"

namespace vuoro {

enum class Frequency : uint8_t { kDaily, kWeekly, kMonthly, kYearly };

// BYDAY: every such weekday (nth 0), or the n-th of the month or year, from the end when negative.
struct RecurringWeekday {
  int weekday = kMonday;
  int nth = 0;

  friend bool operator==(const RecurringWeekday&, const RecurringWeekday&) = default;
};

// One rule. A date recurs when it passes every list that is not empty. Negative numbers count from
// the end: month day -1 is the last.
struct Recurrence {
  Frequency frequency = Frequency::kDaily;
  int interval = 1;           // 1..kMaxRecurrenceInterval
  int count = 0;              // 0: no limit
  std::optional<Date> until;  // included
  int week_start = kMonday;   // WKST
  std::vector<int> months;    // BYMONTH
  std::vector<int> week_numbers;
  std::vector<int> year_days;
  std::vector<int> month_days;
  std::vector<RecurringWeekday> weekdays;  // BYDAY
  std::vector<int> set_positions;          // BYSETPOS: which of the dates of one period

  friend bool operator==(const Recurrence&, const Recurrence&) = default;
};
inline constexpr int kMaxRecurrenceInterval = 10'000;

// Reads "FREQ=MONTHLY;BYDAY=2TU;COUNT=3". An UNTIL with a time of day is compared in the same zone
// as `start_s`, the second of the day at which the event begins, and ends one day earlier when it
// is before that. Errors: bad_argument, naming the part; unimplemented for parts of a day.
absl::StatusOr<Recurrence> ParseRecurrence(std::string_view text, int start_s = 0);

// The dates of `rule` from `start` (DTSTART; itself only when it fits the rule) to `last`,
// ascending. What the rule leaves open is taken from `start`: the weekday, the day of the month,
// the month. By week number, the year is the week's, also on the days that lie in the neighbouring
// year. Cost: every day from `start` to `last` in a matching period is looked at.
std::vector<Date> RecurringDates(const Recurrence& rule, Date start, Date last);

}  // namespace vuoro

#endif  // VUORO_CALENDAR_RECURRENCE_H_
