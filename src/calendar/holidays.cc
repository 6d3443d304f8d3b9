// Holiday rules of Finland since 1950; Easter by the Gregorian computus.
#include "vuoro/calendar/holidays.h"

#include <algorithm>

namespace vuoro {
namespace {

// The first `weekday` on or after `date`.
Date OnOrAfter(Date date, int weekday) { return date.AddDays((weekday - date.weekday() + 7) % 7); }

// From 1973 to 1990 church feasts within the week were kept on Saturdays.
bool FeastsOnSaturdays(int year) { return year >= 1973 && year <= 1990; }

// From 1955 on Midsummer and All Saints' Day are the Saturdays near their old dates.
bool MovedToSaturdays(int year) { return year >= 1955; }

Date Epiphany(int year) {
  const Date sixth = Date::FromCivil(year, 1, 6);
  return FeastsOnSaturdays(year) ? OnOrAfter(sixth, kSaturday) : sixth;
}

Date MidsummerDay(int year) {
  if (!MovedToSaturdays(year)) return Date::FromCivil(year, 6, 24);
  return OnOrAfter(Date::FromCivil(year, 6, 20), kSaturday);
}

Date AllSaintsDay(int year) {
  if (!MovedToSaturdays(year)) return Date::FromCivil(year, 11, 1);
  return OnOrAfter(Date::FromCivil(year, 10, 31), kSaturday);
}

}  // namespace

// The letters are the source's; every step is an integer division.
Date EasterSunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return Date::FromCivil(year, n / 31, n % 31 + 1);
}

Date DateOf(Holiday holiday, int year) {
  switch (holiday) {
    case Holiday::kNewYearsDay:
      return Date::FromCivil(year, 1, 1);
    case Holiday::kEpiphany:
      return Epiphany(year);
    case Holiday::kMaundyThursday:
      return EasterSunday(year).AddDays(-3);
    case Holiday::kGoodFriday:
      return EasterSunday(year).AddDays(-2);
    case Holiday::kHolySaturday:
      return EasterSunday(year).AddDays(-1);
    case Holiday::kEasterSunday:
      return EasterSunday(year);
    case Holiday::kEasterMonday:
      return EasterSunday(year).AddDays(1);
    case Holiday::kMayDayEve:
      return Date::FromCivil(year, 4, 30);
    case Holiday::kMayDay:
      return Date::FromCivil(year, 5, 1);
    case Holiday::kAscensionDay:
      return EasterSunday(year).AddDays(FeastsOnSaturdays(year) ? 34 : 39);
    case Holiday::kPentecost:
      return EasterSunday(year).AddDays(49);
    case Holiday::kMidsummerEve:
      return MidsummerDay(year).AddDays(-1);
    case Holiday::kMidsummerDay:
      return MidsummerDay(year);
    case Holiday::kAllSaintsDay:
      return AllSaintsDay(year);
    case Holiday::kIndependenceDay:
      return Date::FromCivil(year, 12, 6);
    case Holiday::kChristmasEve:
      return Date::FromCivil(year, 12, 24);
    case Holiday::kChristmasDay:
      return Date::FromCivil(year, 12, 25);
    case Holiday::kBoxingDay:
      return Date::FromCivil(year, 12, 26);
    case Holiday::kNewYearsEve:
      break;
  }
  return Date::FromCivil(year, 12, 31);
}

bool Is(Date date, Holiday holiday) { return DateOf(holiday, date.year()) == date; }

bool IsPublicHoliday(Date date) {
  return std::any_of(kHolidays.begin(), kHolidays.end(), [date](const HolidayRow& row) {
    return row.kind == HolidayKind::kPublic && Is(date, row.holiday);
  });
}

std::vector<HolidayDate> PublicHolidays(int year) {
  std::vector<HolidayDate> dates;
  for (const HolidayRow& row : kHolidays) {
    if (row.kind == HolidayKind::kPublic) dates.push_back({DateOf(row.holiday, year), row.holiday});
  }
  std::sort(dates.begin(), dates.end());
  return dates;
}

}  // namespace vuoro
