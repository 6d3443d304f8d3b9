// Civil dates and minutes of a local day; knows no zone. Texts are in vuoro/time/text.h.
#ifndef VUORO_TIME_DATE_H_
#define VUORO_TIME_DATE_H_

#include <compare>
#include <cstdint>
#include <optional>

namespace vuoro {

// Weekdays are plain ints, Monday first as in ISO 8601.
inline constexpr int kMonday = 0;
inline constexpr int kTuesday = 1;
inline constexpr int kWednesday = 2;
inline constexpr int kThursday = 3;
inline constexpr int kFriday = 4;
inline constexpr int kSaturday = 5;
inline constexpr int kSunday = 6;

// A minute of the local day as the wall clock shows it is a plain int, `*_min`: 0 is midnight,
// 570 is 09:30, 1440 the midnight that ends the day; an end after midnight goes on to 2880.
inline constexpr int kMinutesPerDay = 1440;
inline constexpr int kMaxMinute = 2 * kMinutesPerDay;

// The years that input may name; arithmetic goes on beyond them.
inline constexpr int kMinYear = 1900;
inline constexpr int kMaxYear = 2200;

struct IsoWeek {
  int year = 0;  // the week-numbering year: 2027-01-01 is in 2026-W53
  int week = 0;  // 1..53

  friend constexpr auto operator<=>(IsoWeek, IsoWeek) = default;
};

constexpr bool IsLeapYear(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// REQUIRES: 1 <= month <= 12.
constexpr int DaysInMonth(int year, int month) {
  if (month == 2) return IsLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
struct Date {
  int32_t days = 0;

  // Any Gregorian date. REQUIRES: a real one; use Checked for what came from outside.
  // Source of this and Ymd: Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
  static constexpr Date FromCivil(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return {era * 146097 + day_of_era - 719468};
  }
  // FromYmd(20260302) is 2 March 2026. REQUIRES: a real date.
  static constexpr Date FromYmd(int ymd) {
    return FromCivil(ymd / 10000, ymd / 100 % 100, ymd % 100);
  }
  // Nothing when there is no such day or the year is outside kMinYear..kMaxYear.
  static constexpr std::optional<Date> Checked(int year, int month, int day) {
    if (year < kMinYear || year > kMaxYear || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > DaysInMonth(year, month)) return std::nullopt;
    return FromCivil(year, month, day);
  }
  static constexpr std::optional<Date> CheckedYmd(int ymd) {
    return ymd < 0 ? std::nullopt : Checked(ymd / 10000, ymd / 100 % 100, ymd % 100);
  }
  static constexpr Date Min() { return FromCivil(kMinYear, 1, 1); }
  static constexpr Date Max() { return FromCivil(kMaxYear, 12, 31); }

  // 20260302 for 2 March 2026.
  constexpr int Ymd() const {
    const int z = days + 719468;
    const int era = (z >= 0 ? z : z - 146096) / 146097;
    const int day_of_era = z - era * 146097;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted_month = (5 * day_of_year + 2) / 153;  // March is 0
    const int day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return year * 10000 + month * 100 + day;
  }
  constexpr int year() const { return Ymd() / 10000; }
  constexpr int month() const { return Ymd() / 100 % 100; }
  constexpr int day() const { return Ymd() % 100; }

  // kMonday..kSunday; 1970-01-01 was a Thursday.
  constexpr int weekday() const {
    const int offset = (days + kThursday) % 7;
    return offset < 0 ? offset + 7 : offset;
  }
  // 1 on 1 January.
  constexpr int day_of_year() const { return days - FromCivil(year(), 1, 1).days + 1; }
  // The Monday of this date's week.
  constexpr Date monday() const { return {days - weekday()}; }
  // ISO 8601 week: the one that holds this week's Thursday.
  constexpr IsoWeek iso_week() const {
    const Date thursday = monday().AddDays(kThursday);
    return {thursday.year(), (thursday.day_of_year() - 1) / 7 + 1};
  }

  constexpr Date AddDays(int count) const { return {days + count}; }
  constexpr bool valid() const { return Min() <= *this && *this <= Max(); }

  friend constexpr auto operator<=>(Date, Date) = default;
};

constexpr int DaysBetween(Date from, Date to) { return to.days - from.days; }

// Dates from `first` to `last`, BOTH included, as people write validity; unbounded by default.
struct DateRange {
  Date first = Date::Min();
  Date last = Date::Max();

  constexpr bool Contains(Date date) const { return first <= date && date <= last; }
  constexpr bool empty() const { return last < first; }

  friend constexpr auto operator<=>(DateRange, DateRange) = default;
};

// [from_min, to_min) in minutes of one local day.
struct MinuteRange {
  int from_min = 0;
  int to_min = 0;

  constexpr bool empty() const { return to_min <= from_min; }
  constexpr int length_min() const { return empty() ? 0 : to_min - from_min; }

  friend constexpr auto operator<=>(MinuteRange, MinuteRange) = default;
};

}  // namespace vuoro

#endif  // VUORO_TIME_DATE_H_
