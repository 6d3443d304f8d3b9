// Walks a recurrence period by period, asking of each of its days whether it passes every part.
#include "vuoro/calendar/recurrence.h"

#include <algorithm>

namespace vuoro {
namespace {

// True when `list` is empty or has `value`, or has it counted back from `size`.
bool Allows(const std::vector<int>& list, int value, int size) {
  return list.empty() || std::any_of(list.begin(), list.end(), [&](int wanted) {
           return wanted == value || (wanted < 0 && size + 1 + wanted == value);
         });
}

Date WeekBegin(Date date, int week_start) {
  return date.AddDays(-((date.weekday() - week_start + 7) % 7));
}

// Week 1 is the first with four days in the year, so the one that holds 4 January.
Date WeekYearBegin(int year, int week_start) {
  return WeekBegin(Date::FromCivil(year, 1, 4), week_start);
}

int WeekYearOf(Date date, int week_start) {
  const int year = date.year();
  if (date < WeekYearBegin(year, week_start)) return year - 1;
  return date < WeekYearBegin(year + 1, week_start) ? year : year + 1;
}

// `rule` with the parts that RFC 5545 takes from the start when the rule does not give them.
Recurrence WithDefaults(Recurrence rule, Date start) {
  const bool by_week = rule.frequency == Frequency::kWeekly || !rule.week_numbers.empty();
  const bool by_day = !rule.weekdays.empty() || !rule.year_days.empty();
  if (by_day || rule.frequency == Frequency::kDaily) return rule;
  if (by_week) {
    if (rule.month_days.empty()) rule.weekdays = {{start.weekday(), 0}};
    return rule;
  }
  if (rule.month_days.empty()) rule.month_days = {start.day()};
  // Also for "the 29th, yearly": libical reads it so; others take every month.
  if (rule.frequency == Frequency::kYearly && rule.months.empty()) rule.months = {start.month()};
  return rule;
}

struct Period {
  Date first;
  Date last;
};

Period MonthOf(int year, int month) {
  return {Date::FromCivil(year, month, 1), Date::FromCivil(year, month, DaysInMonth(year, month))};
}

// The `index`-th period from the one that holds `start`, in steps of the interval.
Period PeriodAt(const Recurrence& rule, Date start, int index) {
  const int step = index * rule.interval;
  switch (rule.frequency) {
    case Frequency::kDaily:
      break;
    case Frequency::kWeekly: {
      const Date first = WeekBegin(start, rule.week_start).AddDays(7 * step);
      return {first, first.AddDays(6)};
    }
    case Frequency::kMonthly: {
      const int months = start.year() * 12 + start.month() - 1 + step;
      return MonthOf(months / 12, months % 12 + 1);
    }
    case Frequency::kYearly: {
      if (rule.week_numbers.empty()) {
        const int year = start.year() + step;
        return {Date::FromCivil(year, 1, 1), Date::FromCivil(year, 12, 31)};
      }
      const int year = WeekYearOf(start, rule.week_start) + step;
      return {WeekYearBegin(year, rule.week_start),
              WeekYearBegin(year + 1, rule.week_start).AddDays(-1)};
    }
  }
  return {start.AddDays(step), start.AddDays(step)};
}

bool WeekdayFits(const Recurrence& rule, Date date, Period scope) {
  const int nth = DaysBetween(scope.first, date) / 7 + 1;
  const int nth_from_end = -(DaysBetween(date, scope.last) / 7 + 1);
  return rule.weekdays.empty() ||
         std::any_of(rule.weekdays.begin(), rule.weekdays.end(), [&](RecurringWeekday wanted) {
           return wanted.weekday == date.weekday() &&
                  (wanted.nth == 0 || wanted.nth == nth || wanted.nth == nth_from_end);
         });
}

bool Fits(const Recurrence& rule, Date date) {
  const int ymd = date.Ymd();
  const int year = ymd / 10000;
  const int month = ymd / 100 % 100;
  if (!Allows(rule.months, month, 12)) return false;
  if (!Allows(rule.month_days, ymd % 100, DaysInMonth(year, month))) return false;
  if (!Allows(rule.year_days, date.day_of_year(), IsLeapYear(year) ? 366 : 365)) return false;
  if (!rule.week_numbers.empty()) {
    const int week_year = WeekYearOf(date, rule.week_start);
    const Date begin = WeekYearBegin(week_year, rule.week_start);
    const Date end = WeekYearBegin(week_year + 1, rule.week_start);
    if (!Allows(rule.week_numbers, DaysBetween(begin, date) / 7 + 1, DaysBetween(begin, end) / 7)) {
      return false;
    }
  }
  // "2TU" is of the month, unless the rule is yearly and names no month.
  const bool of_year = rule.frequency == Frequency::kYearly && rule.months.empty();
  return WeekdayFits(rule, date,
                     of_year ? Period{Date::FromCivil(year, 1, 1), Date::FromCivil(year, 12, 31)}
                             : MonthOf(year, month));
}

std::vector<Date> DatesOf(const Recurrence& rule, Period period) {
  std::vector<Date> dates;
  for (Date date = period.first; date <= period.last; date = date.AddDays(1)) {
    if (Fits(rule, date)) dates.push_back(date);
  }
  if (rule.set_positions.empty()) return dates;
  std::vector<Date> chosen;
  for (size_t i = 0; i < dates.size(); ++i) {
    if (Allows(rule.set_positions, static_cast<int>(i) + 1, static_cast<int>(dates.size()))) {
      chosen.push_back(dates[i]);
    }
  }
  return chosen;
}

}  // namespace

std::vector<Date> RecurringDates(const Recurrence& given, Date start, Date last) {
  const Recurrence rule = WithDefaults(given, start);
  if (rule.until) last = std::min(last, *rule.until);
  std::vector<Date> dates;
  for (int index = 0;; ++index) {
    const Period period = PeriodAt(rule, start, index);
    if (period.first > last) return dates;
    for (Date date : DatesOf(rule, period)) {
      if (date < start) continue;
      if (date > last) return dates;
      dates.push_back(date);
      if (rule.count > 0 && dates.size() == static_cast<size_t>(rule.count)) return dates;
    }
  }
}

}  // namespace vuoro
