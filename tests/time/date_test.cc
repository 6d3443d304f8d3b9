// Civil dates against slow counting, instants and intervals at their edges, and the clocks.
#include "vuoro/time/date.h"

#include <gtest/gtest.h>

#include "vuoro/time/clock.h"

namespace vuoro {
namespace {

// Counts days one by one, as a child would.
TEST(DateTest, EveryDateFrom1890To2210AgreesWithCounting) {
  Date date = Date::FromYmd(18900101);
  int weekday = kWednesday;  // 1 January 1890
  for (int year = 1890; year <= 2210; ++year) {
    int day_of_year = 0;
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= DaysInMonth(year, month); ++day) {
        const int ymd = year * 10000 + month * 100 + day;
        ASSERT_EQ(date.Ymd(), ymd);
        ASSERT_EQ(Date::FromYmd(ymd), date);
        ASSERT_EQ(date.weekday(), weekday) << ymd;
        ASSERT_EQ(date.day_of_year(), ++day_of_year);
        ASSERT_EQ(date.valid(), year >= kMinYear && year <= kMaxYear);
        date = date.AddDays(1);
        weekday = (weekday + 1) % 7;
      }
    }
  }
  EXPECT_EQ(Date{}.Ymd(), 19700101);
}

// ISO 8601: week 1 is the week with 4 January; weeks begin on Monday and are counted one by one.
TEST(DateTest, IsoWeeksAgreeWithCountingFromTheFourthOfJanuary) {
  IsoWeek week{1899, 52};
  for (Date day = Date::FromYmd(19000101); day < Date::FromYmd(22001231); day = day.AddDays(1)) {
    if (day.weekday() == kMonday) {
      ++week.week;
      for (int i = 0; i < 7; ++i) {
        const int ymd = day.AddDays(i).Ymd();
        if (ymd % 10000 == 104) week = {ymd / 10000, 1};
      }
    }
    ASSERT_EQ(day.iso_week(), week) << day.Ymd();
  }
  EXPECT_EQ(Date::FromYmd(20270101).iso_week(), (IsoWeek{2026, 53}));
  EXPECT_EQ(Date::FromYmd(20241230).iso_week(), (IsoWeek{2025, 1}));
}

TEST(DateTest, CheckedRefusesDaysThatDoNotExist) {
  EXPECT_EQ(Date::Checked(2028, 2, 29), Date::FromYmd(20280229));
  EXPECT_FALSE(Date::Checked(2026, 2, 29));
  EXPECT_FALSE(Date::Checked(2100, 2, 29));
  EXPECT_FALSE(Date::Checked(2026, 4, 31));
  EXPECT_FALSE(Date::Checked(2026, 0, 1));
  EXPECT_FALSE(Date::Checked(2026, 13, 1));
  EXPECT_FALSE(Date::Checked(2026, 1, 0));
  EXPECT_FALSE(Date::Checked(1899, 12, 31));
  EXPECT_FALSE(Date::Checked(2201, 1, 1));
}

TEST(DateTest, DateRangesIncludeBothEnds) {
  const DateRange range{Date::FromYmd(20260302), Date::FromYmd(20260303)};
  EXPECT_FALSE(range.Contains(Date::FromYmd(20260301)));
  EXPECT_TRUE(range.Contains(Date::FromYmd(20260302)));
  EXPECT_TRUE(range.Contains(Date::FromYmd(20260303)));
  EXPECT_FALSE(range.Contains(Date::FromYmd(20260304)));
  EXPECT_TRUE(DateRange{}.Contains(Date::Min()));
}

TEST(InstantTest, SecondsRoundDownAlsoBefore1970) {
  EXPECT_EQ(Instant{-1}.seconds(), -1);
  EXPECT_EQ(Instant{-1'000'000}.seconds(), -1);
  EXPECT_EQ(Instant{-1'000'001}.seconds(), -2);
  EXPECT_EQ(Instant{999'999}.seconds(), 0);
  EXPECT_EQ(Instant::FromSeconds(5).MinusSeconds(2).PlusMinutes(1).us, 63'000'000);
}

TEST(InstantTest, IntervalsAreHalfOpen) {
  const Interval ten{{0}, {10}};
  EXPECT_TRUE(ten.Contains(Instant{0}));
  EXPECT_FALSE(ten.Contains(Instant{10}));
  EXPECT_FALSE(ten.Overlaps({{10}, {20}}));
  EXPECT_TRUE(ten.Overlaps({{9}, {20}}));
  EXPECT_TRUE(ten.Contains(Interval{{0}, {10}}));
  EXPECT_FALSE(ten.Contains(Interval{{5}, {5}}));
  EXPECT_FALSE(ten.Contains(Interval{{5}, {11}}));
  EXPECT_EQ(ten.Intersect({{5}, {20}}), (Interval{{5}, {10}}));
  EXPECT_EQ((Interval{{5}, {3}}).duration_us(), 0);
}

TEST(ClockTest, SettingTheWallClockLetsNoTimePass) {
  ManualClock clock(Instant::FromSeconds(100));
  clock.AdvanceSeconds(5);
  clock.JumpTo(Instant::FromSeconds(50));
  EXPECT_EQ(clock.Now(), Instant::FromSeconds(50));
  EXPECT_EQ(clock.MonotonicMicros(), 5'000'000);
}

TEST(ClockTest, TheSystemClockIsInThisCenturyAndNeverRunsBackwards) {
  const SystemClock clock;
  const int64_t before = clock.MonotonicMicros();
  EXPECT_GT(clock.Now(), Instant::FromSeconds(1'700'000'000));
  EXPECT_LE(before, clock.MonotonicMicros());
}

}  // namespace
}  // namespace vuoro
