// Short ways to write opening hours in tests, and seeded random ones.
#ifndef VUORO_TESTS_CALENDAR_RULES_H_
#define VUORO_TESTS_CALENDAR_RULES_H_

#include <string_view>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/calendar/opening.h"
#include "vuoro/time/text.h"

namespace vuoro {

inline Date Day(int ymd) { return Date::FromYmd(ymd); }
inline Instant At(std::string_view text) { return *ParseInstant(text); }
inline Zone Helsinki() { return *FindZone("Europe/Helsinki"); }

// Hours("09:00-16:15")
inline MinuteRange Hours(std::string_view text) {
  return OverMidnight(*ParseMinute(text.substr(0, 5)), *ParseMinute(text.substr(6)));
}

inline WeeklyHours Weekly(WeekdayMask weekdays, std::string_view hours) {
  WeeklyHours rule;
  rule.weekdays = weekdays;
  rule.hours = Hours(hours);
  return rule;
}

inline ExceptionDay OnDate(int ymd, std::vector<MinuteRange> hours) {
  return {{Day(ymd), Day(ymd)}, {}, std::move(hours), ""};
}
inline ExceptionDay OnHoliday(Holiday holiday, std::vector<MinuteRange> hours) {
  return {{}, holiday, std::move(hours), ""};
}

// "09:00-12:00 13:00-16:00", or "closed".
inline std::string Text(const MinuteRanges& ranges) {
  std::string text;
  for (const MinuteRange& range : ranges) {
    if (!text.empty()) text += ' ';
    text += FormatMinute(range.from_min) + "-" + FormatMinute(range.to_min);
  }
  return text.empty() ? "closed" : text;
}

// Any rule that the words allow, with dates in 2025-2027.
inline WeeklyHours RandomWeekly(Random& random) {
  WeeklyHours rule;
  rule.weekdays = static_cast<WeekdayMask>(random.Between(1, kAllWeekdays));
  const int from = static_cast<int>(random.Below(96)) * 15;
  rule.hours = {from, from + 15 * static_cast<int>(random.Between(1, 96))};
  const auto date = [&] { return Day(20250101).AddDays(static_cast<int>(random.Below(1095))); };
  if (random.Chance(1, 3)) rule.valid.first = date();
  if (random.Chance(1, 3)) rule.valid.last = date();
  if (random.Chance(1, 3)) rule.every_weeks = static_cast<int>(random.Between(2, 6));
  rule.anchor = date();
  if (random.Chance(1, 3)) rule.nth_of_month = static_cast<int>(random.Between(-1, 5));
  return rule;
}

inline OpeningHours RandomOpening(Random& random) {
  OpeningHours hours;
  for (int i = static_cast<int>(random.Below(4)); i >= 0; --i) {
    hours.weekly.push_back(RandomWeekly(random));
  }
  for (int i = static_cast<int>(random.Below(6)); i > 0; --i) {
    ExceptionDay exception;
    if (random.Chance(1, 2)) exception.holiday = static_cast<Holiday>(random.Below(19));
    if (!exception.holiday || random.Chance(1, 3)) {
      exception.dates.first = Day(20260101).AddDays(static_cast<int>(random.Below(365)));
      exception.dates.last = exception.dates.first.AddDays(
          static_cast<int>(random.Below(exception.holiday ? 400 : 20)));
    }
    if (random.Chance(1, 2)) exception.hours.push_back(RandomWeekly(random).hours);
    hours.exceptions.push_back(exception);
  }
  hours.closed_on_public_holidays = random.Chance(1, 2);
  return hours;
}

}  // namespace vuoro

#endif  // VUORO_TESTS_CALENDAR_RULES_H_
