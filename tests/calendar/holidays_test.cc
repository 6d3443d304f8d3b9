// Holidays against an independent table and Easter against a second method.
#include "vuoro/calendar/holidays.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "vuoro/time/text.h"

namespace vuoro {
namespace {

// Knuth, "The Art of Computer Programming" 1.3.2, exercise 14 (after Clavius): the first Sunday
// after the calendar full moon, from the golden number and the epact.
Date EasterByEpact(int year) {
  const int golden = year % 19 + 1;
  const int century = year / 100 + 1;
  const int leap_days_dropped = 3 * century / 4 - 12;
  const int moon_correction = (8 * century + 5) / 25 - 5;
  int epact = (11 * golden + 20 + moon_correction - leap_days_dropped) % 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  int full_moon = 44 - epact;
  if (full_moon < 21) full_moon += 30;
  Date day = Date::FromCivil(year, 3, 1).AddDays(full_moon - 1);
  do {
    day = day.AddDays(1);
  } while (day.weekday() != kSunday);
  return day;
}

TEST(HolidaysTest, EasterAgreesWithTheEpactsFrom1583To2200) {
  for (int year = 1583; year <= 2200; ++year) {
    ASSERT_EQ(EasterSunday(year).Ymd(), EasterByEpact(year).Ymd());
  }
}

TEST(HolidaysTest, EasterFallsOnKnownDates) {
  // The earliest and latest possible, both sides of century years, and the two moon exceptions.
  for (int ymd : {18180322, 19430425, 20380425, 20350325, 19000415, 20000423, 21000328, 19540418,
                  19810419, 20490418, 20760419, 20240331, 20260405}) {
    EXPECT_EQ(EasterSunday(ymd / 10000).Ymd(), ymd);
  }
}

std::map<std::string, std::set<std::string>> TableOfNames() {
  std::ifstream file(VUORO_SOURCE_DIR "/tests/data/finland/holidays_FI_1950-2026.json");
  const nlohmann::json table = nlohmann::json::parse(file);
  std::map<std::string, std::set<std::string>> names;
  for (const auto& [date, joined] : table.items()) {
    const std::string text = joined;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find("; ", at), text.size());
      names[date].insert(text.substr(at, end - at));
      at = end + 2;
    }
  }
  return names;
}

// The table has flag days and observances as well: of its entries exactly those that bear the name
// of a public holiday must be found, no more and no fewer.
TEST(HolidaysTest, PublicHolidaysFrom1950To2026AreThoseOfTheTable) {
  std::set<std::string> names;
  for (const HolidayRow& row : kHolidays) {
    if (row.kind == HolidayKind::kPublic) names.insert(std::string(row.name));
  }
  std::set<std::pair<std::string, std::string>> expected;
  for (const auto& [date, of_date] : TableOfNames()) {
    for (const std::string& name : of_date) {
      if (names.count(name) > 0) expected.insert({date, name});
    }
  }
  ASSERT_EQ(expected.size(), 77u * 13u);
  std::set<std::pair<std::string, std::string>> ours;
  for (int year = 1950; year <= 2026; ++year) {
    for (const HolidayDate& day : PublicHolidays(year)) {
      ours.insert({FormatDate(day.date), std::string(NameOf(day.holiday))});
    }
  }
  EXPECT_EQ(ours, expected);
}

TEST(HolidaysTest, TheClosedEvesAreThoseOfTheTable) {
  const auto table = TableOfNames();
  for (int year = 1950; year <= 2026; ++year) {
    for (const HolidayRow& row : kHolidays) {
      if (row.kind != HolidayKind::kCustomaryEve) continue;
      const std::string date = FormatDate(DateOf(row.holiday, year));
      ASSERT_EQ(table.at(date).count(std::string(row.name)), 1u) << date << " " << row.name;
    }
  }
}

TEST(HolidaysTest, EveryYearTo2200HasThirteenOnTheirWeekdays) {
  for (int year = 1991; year <= 2200; ++year) {
    const std::vector<HolidayDate> days = PublicHolidays(year);
    ASSERT_EQ(days.size(), 13u);
    for (size_t i = 1; i < days.size(); ++i) ASSERT_LE(days[i - 1].date, days[i].date);
    ASSERT_EQ(DateOf(Holiday::kGoodFriday, year).weekday(), kFriday);
    ASSERT_EQ(DateOf(Holiday::kAscensionDay, year).weekday(), kThursday);
    ASSERT_EQ(DateOf(Holiday::kPentecost, year).weekday(), kSunday);
    const Date midsummer = DateOf(Holiday::kMidsummerDay, year);
    ASSERT_EQ(midsummer.weekday(), kSaturday);
    ASSERT_GE(midsummer.Ymd() % 10000, 620);
    ASSERT_LE(midsummer.Ymd() % 10000, 626);
    const int saints = DateOf(Holiday::kAllSaintsDay, year).Ymd() % 10000;
    ASSERT_EQ(DateOf(Holiday::kAllSaintsDay, year).weekday(), kSaturday);
    ASSERT_TRUE(saints == 1031 || (saints >= 1101 && saints <= 1106)) << saints;
  }
}

TEST(HolidaysTest, ADateIsPublicExactlyWhenTheYearsListHasIt) {
  for (int year = 1950; year <= 2100; ++year) {
    std::set<Date> listed;
    for (const HolidayDate& day : PublicHolidays(year)) listed.insert(day.date);
    for (Date day = Date::FromCivil(year, 1, 1); day.year() == year; day = day.AddDays(1)) {
      ASSERT_EQ(IsPublicHoliday(day), listed.count(day) == 1) << FormatDate(day);
    }
  }
  // Two on one day.
  EXPECT_TRUE(Is(Date::FromYmd(20080501), Holiday::kMayDay));
  EXPECT_TRUE(Is(Date::FromYmd(20080501), Holiday::kAscensionDay));
}

TEST(HolidaysTest, KeysAreUniqueAndFoundAndRowsStandInEnumOrder) {
  std::set<std::string_view> keys;
  for (size_t i = 0; i < kHolidays.size(); ++i) {
    EXPECT_EQ(static_cast<size_t>(kHolidays[i].holiday), i);
    EXPECT_TRUE(keys.insert(kHolidays[i].key).second);
    EXPECT_EQ(FindHoliday(kHolidays[i].key), kHolidays[i].holiday);
  }
  EXPECT_FALSE(FindHoliday("Good Friday"));
  EXPECT_FALSE(FindHoliday(""));
}

}  // namespace
}  // namespace vuoro
