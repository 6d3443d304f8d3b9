// Opening hours on a date: the order of the rules, slow oracles, and a real centre's exceptions.
#include "vuoro/calendar/opening.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "calendar/rules.h"
#include "vuoro/calendar/holidays.h"

namespace vuoro {
namespace {

std::string OpenOn(const OpeningHours& hours, int ymd) { return Text(OpenRanges(hours, Day(ymd))); }

// 2 March 2026 is a Monday.
TEST(OpeningTest, WeeklyRulesAreUnitedAndMerged) {
  OpeningHours hours;
  hours.weekly = {
      Weekly(kMondayToFriday, "09:00-12:00"), Weekly(WeekdayBit(kMonday), "12:00-16:15"),
      Weekly(WeekdayBit(kMonday), "10:00-11:00"), Weekly(WeekdayBit(kTuesday), "13:00-18:00")};
  EXPECT_EQ(OpenOn(hours, 20260302), "09:00-16:15");
  EXPECT_EQ(OpenOn(hours, 20260303), "09:00-12:00 13:00-18:00");
  EXPECT_EQ(OpenOn(hours, 20260304), "09:00-12:00");
  EXPECT_EQ(OpenOn(hours, 20260307), "closed");
  EXPECT_EQ(OpenOn({}, 20260302), "closed");
}

TEST(OpeningTest, ValidityIncludesBothDates) {
  OpeningHours hours{{Weekly(kAllWeekdays, "09:00-15:00")}, {}, true};
  hours.weekly[0].valid = {Day(20260302), Day(20260303)};
  EXPECT_EQ(OpenOn(hours, 20260301), "closed");
  EXPECT_EQ(OpenOn(hours, 20260302), "09:00-15:00");
  EXPECT_EQ(OpenOn(hours, 20260303), "09:00-15:00");
  EXPECT_EQ(OpenOn(hours, 20260304), "closed");
}

TEST(OpeningTest, OverMidnightBelongsToTheDayItStartsOn) {
  const OpeningHours friday{{Weekly(WeekdayBit(kFriday), "22:00-02:00")}, {}, true};
  EXPECT_EQ(OpenOn(friday, 20260306), "22:00-24:00");
  EXPECT_EQ(OpenOn(friday, 20260307), "00:00-02:00");
  EXPECT_EQ(OpenOn(friday, 20260308), "closed");
  const OpeningHours always{{Weekly(kAllWeekdays, "00:00-00:00")}, {}, true};
  EXPECT_EQ(OpenOn(always, 20260306), "00:00-24:00");
  // The last valid night runs into the day after its validity.
  OpeningHours ending = friday;
  ending.weekly[0].valid.last = Day(20260306);
  EXPECT_EQ(OpenOn(ending, 20260307), "00:00-02:00");
}

TEST(OpeningTest, ANightThatBeganBeforeAClosedDayIsServedToItsEnd) {
  OpeningHours hours{{Weekly(kAllWeekdays, "22:00-02:00")}, {OnDate(20260307, {})}, true};
  EXPECT_EQ(OpenOn(hours, 20260307), "00:00-02:00");
  EXPECT_EQ(OpenOn(hours, 20260308), "22:00-24:00");
}

// Midsummer Day 2026 is 20 June, a Saturday; each stronger rule is added in turn.
TEST(OpeningTest, DateBeatsHolidayBeatsPublicHolidayBeatsWeekly) {
  OpeningHours hours{{Weekly(kAllWeekdays, "09:00-15:00")}, {}, false};
  EXPECT_EQ(OpenOn(hours, 20260620), "09:00-15:00");
  EXPECT_EQ(OpeningOn(hours, Day(20260620)).source, OpeningSource::kWeekly);
  hours.closed_on_public_holidays = true;
  EXPECT_EQ(OpenOn(hours, 20260620), "closed");
  EXPECT_EQ(OpeningOn(hours, Day(20260620)).source, OpeningSource::kPublicHoliday);
  hours.exceptions.push_back(OnDate(20260620, {Hours("12:00-14:00")}));
  EXPECT_EQ(OpenOn(hours, 20260620), "12:00-14:00");
  EXPECT_EQ(OpeningOn(hours, Day(20260620)).source, OpeningSource::kDateException);
  // Later in the list, yet weaker.
  hours.exceptions.push_back(OnHoliday(Holiday::kMidsummerDay, {Hours("10:00-11:00")}));
  EXPECT_EQ(OpenOn(hours, 20260620), "12:00-14:00");
  hours.exceptions.erase(hours.exceptions.begin());
  EXPECT_EQ(OpenOn(hours, 20260620), "10:00-11:00");
  EXPECT_EQ(OpeningOn(hours, Day(20260620)).source, OpeningSource::kHolidayException);
  EXPECT_EQ(OpeningOn(hours, Day(20260620)).exception_index, 0);
  EXPECT_EQ(OpenOn(hours, 20270626), "10:00-11:00");  // every year
}

TEST(OpeningTest, OfTwoExceptionsTheNarrowerWinsThenTheLater) {
  OpeningHours hours{{Weekly(kAllWeekdays, "09:00-15:00")}, {}, true};
  hours.exceptions = {OnDate(20260715, {}),
                      {{Day(20260701), Day(20260731)}, {}, {Hours("10:00-14:00")}, ""}};
  EXPECT_EQ(OpenOn(hours, 20260714), "10:00-14:00");
  EXPECT_EQ(OpenOn(hours, 20260715), "closed");
  hours.exceptions.push_back(OnDate(20260715, {Hours("11:00-12:00")}));
  EXPECT_EQ(OpenOn(hours, 20260715), "11:00-12:00");
  EXPECT_EQ(OpeningOn(hours, Day(20260715)).exception_index, 2);
}

TEST(OpeningTest, EvesAreWorkingDaysUnlessNamed) {
  OpeningHours hours{{Weekly(kMondayToFriday, "09:00-15:00")}, {}, true};
  EXPECT_EQ(OpenOn(hours, 20260619), "09:00-15:00");  // Midsummer Eve
  EXPECT_EQ(OpenOn(hours, 20261224), "09:00-15:00");
  EXPECT_EQ(OpenOn(hours, 20261225), "closed");
  hours.exceptions = {OnHoliday(Holiday::kMidsummerEve, {}), OnHoliday(Holiday::kChristmasEve, {})};
  EXPECT_EQ(OpenOn(hours, 20260619), "closed");
  EXPECT_EQ(OpenOn(hours, 20261224), "closed");
}

// A holiday exception may be bounded by dates: only this year.
TEST(OpeningTest, AHolidayExceptionAppliesInsideItsDates) {
  OpeningHours hours{{Weekly(kAllWeekdays, "09:00-15:00")}, {}, false};
  hours.exceptions = {OnHoliday(Holiday::kMayDayEve, {})};
  hours.exceptions[0].dates = {Day(20260101), Day(20261231)};
  EXPECT_EQ(OpenOn(hours, 20260430), "closed");
  EXPECT_EQ(OpenOn(hours, 20270430), "09:00-15:00");
}

// RFC 5545's meaning, by walking: every n-th week from the anchor's, and the list of a month's
// Mondays with one picked.
std::set<Date> SlowDates(const WeeklyHours& rule, Date first, Date last) {
  std::set<Date> weeks;  // the Mondays of the weeks that count
  for (Date monday = rule.anchor.monday(); monday >= first.monday();
       monday = monday.AddDays(-7 * rule.every_weeks)) {
    weeks.insert(monday);
  }
  for (Date monday = rule.anchor.monday(); monday <= last;
       monday = monday.AddDays(7 * rule.every_weeks)) {
    weeks.insert(monday);
  }
  std::map<std::pair<int, int>, std::vector<Date>> same_weekday_of_month;
  for (Date day = first.AddDays(-40); day <= last.AddDays(40); day = day.AddDays(1)) {
    same_weekday_of_month[{day.Ymd() / 100, day.weekday()}].push_back(day);
  }
  std::set<Date> dates;
  for (Date day = first; day <= last; day = day.AddDays(1)) {
    if ((rule.weekdays >> day.weekday()) % 2 == 0) continue;
    if (day < rule.valid.first || day > rule.valid.last) continue;
    if (weeks.count(day.monday()) == 0) continue;
    const std::vector<Date>& alike = same_weekday_of_month[{day.Ymd() / 100, day.weekday()}];
    const size_t nth = static_cast<size_t>(rule.nth_of_month);
    if (rule.nth_of_month > 0 && (nth > alike.size() || alike[nth - 1] != day)) continue;
    if (rule.nth_of_month == -1 && alike.back() != day) continue;
    dates.insert(day);
  }
  return dates;
}

TEST(OpeningTest, RandomWeeklyRulesApplyOnTheDatesThatWalkingFinds) {
  Random random(45);
  const Date first = Day(20250101);
  const Date last = Day(20271231);
  size_t applied = 0;
  for (int i = 0; i < 1000; ++i) {
    const WeeklyHours rule = RandomWeekly(random);
    const std::set<Date> expected = SlowDates(rule, first, last);
    applied += expected.size();
    for (Date day = first; day <= last; day = day.AddDays(1)) {
      ASSERT_EQ(AppliesOn(rule, day), expected.count(day) == 1) << i << " " << FormatDate(day);
    }
  }
  EXPECT_GT(applied, 50'000u);
}

// The rules as docs/time.md says them, one after the other, over one list of minutes for the year.
std::vector<bool> SlowMinutes(const OpeningHours& hours, Date first, int day_count) {
  std::vector<bool> open(static_cast<size_t>(day_count + 2) * kMinutesPerDay);
  for (int i = -1; i < day_count; ++i) {
    const Date day = first.AddDays(i);
    const ExceptionDay* best = nullptr;
    for (bool by_holiday : {false, true}) {
      if (best != nullptr) break;
      for (const ExceptionDay& exception : hours.exceptions) {
        if (exception.holiday.has_value() != by_holiday) continue;
        if (by_holiday && DateOf(*exception.holiday, day.year()) != day) continue;
        if (day < exception.dates.first || exception.dates.last < day) continue;
        const auto length = [](const ExceptionDay& e) {
          return e.dates.last.days - e.dates.first.days;
        };
        if (best == nullptr || length(exception) <= length(*best)) best = &exception;
      }
    }
    std::vector<MinuteRange> ranges;
    bool holiday = false;
    for (const HolidayDate& date : PublicHolidays(day.year())) holiday |= date.date == day;
    if (best != nullptr) {
      ranges = best->hours;
    } else if (!(holiday && hours.closed_on_public_holidays)) {
      for (const WeeklyHours& rule : hours.weekly) {
        if (SlowDates(rule, day, day).count(day) == 1) ranges.push_back(rule.hours);
      }
    }
    for (const MinuteRange& range : ranges) {
      for (int minute = range.from_min; minute < range.to_min; ++minute) {
        const int at = i * kMinutesPerDay + minute;
        if (at >= 0) open[static_cast<size_t>(at)] = true;
      }
    }
  }
  return open;
}

TEST(OpeningTest, RandomOpeningHoursAgreeWithMarkingMinutes) {
  Random random(46);
  for (int i = 0; i < 60; ++i) {
    const OpeningHours hours = RandomOpening(random);
    const Date first = Day(20260101).AddDays(static_cast<int>(random.Below(330)));
    const int day_count = 40;
    const std::vector<bool> expected = SlowMinutes(hours, first, day_count);
    for (int d = 0; d < day_count; ++d) {
      const MinuteRanges ranges = OpenRanges(hours, first.AddDays(d));
      std::vector<bool> ours(kMinutesPerDay);
      int previous_end = -1;
      for (const MinuteRange& range : ranges) {
        ASSERT_GT(range.from_min, previous_end);  // sorted, merged
        ASSERT_LT(range.from_min, range.to_min);
        previous_end = range.to_min;
        for (int m = range.from_min; m < range.to_min; ++m) ours.at(static_cast<size_t>(m)) = true;
      }
      const auto begin = expected.begin() + d * kMinutesPerDay;
      ASSERT_TRUE(std::equal(ours.begin(), ours.end(), begin))
          << i << " " << FormatDate(first.AddDays(d)) << " " << Text(ranges);
    }
  }
}

TEST(OpeningTest, IntersectionAndUnionAgreeWithMinutes) {
  Random random(47);
  const auto some = [&random] {
    MinuteRanges ranges;
    for (int i = static_cast<int>(random.Below(6)); i > 0; --i) {
      const int from = static_cast<int>(random.Below(50));
      ranges = Unite(ranges, {{from, from + static_cast<int>(random.Between(1, 20))}});
    }
    return ranges;
  };
  const auto has = [](const MinuteRanges& ranges, int minute) {
    for (const MinuteRange& range : ranges) {
      if (range.from_min <= minute && minute < range.to_min) return true;
    }
    return false;
  };
  for (int i = 0; i < 3000; ++i) {
    const MinuteRanges a = some();
    const MinuteRanges b = some();
    const MinuteRanges both = Intersect(a, b);
    const MinuteRanges either = Unite(a, b);
    for (int minute = 0; minute < 75; ++minute) {
      ASSERT_EQ(has(both, minute), has(a, minute) && has(b, minute));
      ASSERT_EQ(has(either, minute), has(a, minute) || has(b, minute));
    }
    for (const MinuteRanges& ranges : {both, either}) {
      for (size_t k = 1; k < ranges.size(); ++k)
        ASSERT_LT(ranges[k - 1].to_min, ranges[k].from_min);
    }
  }
}

// Iso Omena service centre, Espoo: its published exceptions at Easter 2021 and Midsummer 2020.
struct IsoOmena {
  OpeningHours house{
      {Weekly(kMondayToFriday, "08:00-21:00"), Weekly(WeekdayBit(kSaturday), "09:00-19:00"),
       Weekly(WeekdayBit(kSunday), "11:00-18:00")},
      {OnHoliday(Holiday::kMidsummerEve, {}), OnDate(20200621, {Hours("11:00-18:00")})},
      true};
  OpeningHours kela{{Weekly(kMondayToFriday, "09:00-16:00")},
                    {OnDate(20210401, {Hours("09:00-11:00"), Hours("12:00-13:00")})},
                    true};
  OpeningHours library{
      {Weekly(kAllWeekdays, "08:00-20:00")}, {OnDate(20210401, {Hours("07:00-18:00")})}, true};
  OpeningHours laboratory{
      {Weekly(kMondayToFriday, "06:45-15:00"), Weekly(WeekdayBit(kSaturday), "08:00-12:00")},
      {OnHoliday(Holiday::kHolySaturday, {})},
      true};

  std::string Inside(const OpeningHours& unit, int ymd) const {
    return Text(Intersect(OpenRanges(house, Day(ymd)), OpenRanges(unit, Day(ymd))));
  }
};

TEST(IsoOmenaTest, EasterOf2021) {
  const IsoOmena iso;
  EXPECT_EQ(OpenOn(iso.kela, 20210401), "09:00-11:00 12:00-13:00");  // Maundy Thursday, split
  EXPECT_EQ(OpenOn(iso.library, 20210401), "07:00-18:00");
  EXPECT_EQ(iso.Inside(iso.library, 20210401), "08:00-18:00");
  EXPECT_EQ(OpenOn(iso.laboratory, 20210403), "closed");
  EXPECT_EQ(OpenOn(iso.house, 20210403), "09:00-19:00");
  for (int closed : {20210402, 20210404, 20210405}) {
    EXPECT_EQ(OpenOn(iso.house, closed), "closed") << closed;
    for (const OpeningHours* unit : {&iso.kela, &iso.library, &iso.laboratory}) {
      EXPECT_EQ(iso.Inside(*unit, closed), "closed") << closed;
    }
  }
  EXPECT_EQ(iso.Inside(iso.kela, 20210406), "09:00-16:00");
}

TEST(IsoOmenaTest, MidsummerOf2020) {
  const IsoOmena iso;
  EXPECT_EQ(OpenOn(iso.house, 20200618), "08:00-21:00");
  EXPECT_EQ(OpenOn(iso.house, 20200619), "closed");  // the eve, by name
  EXPECT_EQ(OpenOn(iso.house, 20200620), "closed");  // the day, as a public holiday
  EXPECT_EQ(OpenOn(iso.house, 20200621), "11:00-18:00");
}

// The laboratory has a door of its own: whether it is intersected with the house is the caller's
// say.
TEST(IsoOmenaTest, TheLaboratoryOpensBeforeTheHouse) {
  const IsoOmena iso;
  EXPECT_EQ(OpenOn(iso.laboratory, 20210407), "06:45-15:00");
  EXPECT_EQ(iso.Inside(iso.laboratory, 20210407), "08:00-15:00");
}

}  // namespace
}  // namespace vuoro
