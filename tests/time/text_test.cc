// The written forms of time: what is printed is read back, and all else is refused.
#include "vuoro/time/text.h"

#include <gtest/gtest.h>

#include <limits>

#include "vuoro/base/random.h"
#include "vuoro/base/status.h"
#include "vuoro/time/zone.h"

namespace vuoro {
namespace {

TEST(TextTest, InstantsAreReadInEveryOffset) {
  const Instant want = Instant::FromSeconds(1'772'443'800);
  for (const char* text : {"2026-03-02T09:30:00Z", "2026-03-02T11:30:00+02:00",
                           "2026-03-01T23:30:00-10:00", "2026-03-02T09:30:00.000Z"}) {
    ASSERT_TRUE(ParseInstant(text).ok()) << text;
    EXPECT_EQ(*ParseInstant(text), want) << text;
  }
  EXPECT_EQ(FormatInstant(want), "2026-03-02T09:30:00Z");
  EXPECT_EQ(ParseInstant("2026-03-02T09:30:00.25Z")->us, want.us + 250'000);
  EXPECT_EQ(FormatInstant(want.PlusMicros(1)), "2026-03-02T09:30:00.000001Z");
  EXPECT_EQ(FormatInstant({-1}), "1969-12-31T23:59:59.999999Z");
}

// A host may send any 64-bit number; it comes back in an error's text.
TEST(TextTest, EveryInstantCanBePrinted) {
  using Limits = std::numeric_limits<int64_t>;
  EXPECT_EQ(FormatInstant({Limits::min()}), "-9223372036854775808 us since 1970");
  EXPECT_EQ(FormatInstant({Limits::max()}), "9223372036854775807 us since 1970");
  const Zone utc;
  EXPECT_EQ(FormatInstant(utc.DayStart(Date::Min())), "1900-01-01T00:00:00Z");
  EXPECT_EQ(FormatInstant(utc.DayStart(Date::Max()).PlusMinutes(1439)), "2200-12-31T23:59:00Z");
}

TEST(TextTest, WhatIsPrintedIsReadBack) {
  Random random(3);
  const int64_t low = Date::Min().days * kSecondsPerDay;
  const int64_t high = Date::Max().days * kSecondsPerDay;
  for (int i = 0; i < 5000; ++i) {
    const int64_t second = low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low));
    const Instant instant = Instant::FromSeconds(second).PlusMicros(
        random.Chance(1, 2) ? random.Between(0, 999'999) : 0);
    ASSERT_EQ(*ParseInstant(FormatInstant(instant)), instant);
    const Date date{static_cast<int32_t>(random.Between(Date::Min().days, Date::Max().days))};
    ASSERT_EQ(*ParseDate(FormatDate(date)), date);
  }
  for (int minute = 0; minute <= kMaxMinute; ++minute) {
    ASSERT_EQ(*ParseMinute(FormatMinute(minute)), minute);
  }
}

TEST(TextTest, AnythingElseIsRefusedByName) {
  for (const char* text :
       {"", "2026-03-02", "2026-03-02T09:30:00", "2026-03-02 09:30:00Z", "2026-03-02T09:30Z",
        "2026-03-02T24:00:00Z", "2026-03-02T09:60:00Z", "2026-03-02T09:30:60Z",
        "2026-02-29T09:30:00Z", "2026-03-02T09:30:00z", "2026-03-02T09:30:00Z ",
        "2026-03-02T09:30:00.Z", "2026-03-02T09:30:00.1234567Z", "2026-03-02T09:30:00+2:00",
        "2026-03-02T09:30:00+02:60", "1899-03-02T09:30:00Z", "-026-03-02T09:30:00Z"}) {
    EXPECT_TRUE(HasReason(ParseInstant(text).status(), Reason::kBadArgument)) << text;
  }
  for (const char* text : {"", "2026-3-2", "20260302", "2026-03-02 ", "2026-02-30", "2201-01-01",
                           "2026/03/02", "２０２６-03-02"}) {
    EXPECT_TRUE(HasReason(ParseDate(text).status(), Reason::kBadArgument)) << text;
  }
  for (const char* text : {"", "9:30", "09.30", "09:60", "48:01", "49:00", "-1:00", "09:30:00"}) {
    EXPECT_TRUE(HasReason(ParseMinute(text).status(), Reason::kBadArgument)) << text;
  }
  EXPECT_NE(MessageOf(ParseDate("2026-02-30").status()).find("2026-02-30"), std::string::npos);
}

TEST(TextTest, LocalTimesCarryTheirOffset) {
  const Zone zone = *FindZone("Europe/Helsinki");
  EXPECT_EQ(FormatLocalTime(zone.ToLocal(*ParseInstant("2026-03-02T09:30:00Z"))),
            "2026-03-02T11:30:00+02:00");
  EXPECT_EQ(FormatLocalTime(FindZone("America/St_Johns")->ToLocal({0})),
            "1969-12-31T20:30:00-03:30");
  // Helsinki kept its own mean time until 1921.
  EXPECT_EQ(FormatLocalTime(zone.ToLocal(*ParseInstant("1910-01-01T00:00:00Z"))),
            "1910-01-01T01:39:49+01:39:49");
}

TEST(TextTest, WeekdaysAreNamedFromMonday) {
  EXPECT_EQ(WeekdayName(kMonday), "Monday");
  EXPECT_EQ(WeekdayName(Date::FromYmd(20261206).weekday()), "Sunday");
}

}  // namespace
}  // namespace vuoro
