// The dates of Finnish holidays, computed by rule; what a holiday is called is in model/hours.h.
#ifndef VUORO_CALENDAR_HOLIDAYS_H_
#define VUORO_CALENDAR_HOLIDAYS_H_

#include <vector>

#include "vuoro/model/hours.h"
#include "vuoro/time/date.h"

namespace vuoro {

// Easter Sunday of the Gregorian calendar. REQUIRES: year >= 1583.
// Source: the anonymous algorithm of Nature, 20 April 1876, as in Meeus, "Astronomical Algorithms"
// (1991), chapter 8.
Date EasterSunday(int year);

// The date of `holiday` in `year`. The rules that changed: Epiphany and Ascension Day were kept on
// Saturdays in 1973-1990; Midsummer and All Saints' Day have been Saturdays since 1955. Years
// before 1950 follow the rules of 1950, unchecked; years to come follow today's law. REQUIRES:
// kMinYear <= year <= kMaxYear.
Date DateOf(Holiday holiday, int year);

// True when `date` is `holiday`; a date can be two (May Day and Ascension Day in 2008).
bool Is(Date date, Holiday holiday);

// True when `date` is one of the 13 public holidays of its year.
bool IsPublicHoliday(Date date);

struct HolidayDate {
  Date date;
  Holiday holiday;

  friend auto operator<=>(const HolidayDate&, const HolidayDate&) = default;
};

// The 13 public holidays of `year` by date, then in the enum's order.
std::vector<HolidayDate> PublicHolidays(int year);

}  // namespace vuoro

#endif  // VUORO_CALENDAR_HOLIDAYS_H_
