// Zones against the C library, against a scan of every minute, and Helsinki against zdump.
#include "vuoro/time/zone.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "time/zdump.h"
#include "vuoro/base/random.h"
#include "vuoro/base/status.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

// With half-hour shifts, shifts at midnight, negative and double summer time, a skipped day, and
// rules that end or go on after 2037.
constexpr const char* kZones[] = {
    "Europe/Helsinki",     "Europe/Dublin",    "Europe/London",    "Asia/Beirut",  "Asia/Kathmandu",
    "Africa/Casablanca",   "America/Santiago", "America/St_Johns", "America/Nuuk", "Pacific/Apia",
    "Australia/Lord_Howe", "Antarctica/Troll", "America/Havana",   "Etc/UTC"};

Zone Helsinki() { return *FindZone("Europe/Helsinki"); }

Instant At(std::string_view text) { return *ParseInstant(text); }

TEST(ZoneTest, UnknownNamesAreRefused) {
  for (const char* name : {"", "Europe", "Europe/Helsingfors", "../../etc/passwd", "EEST"}) {
    EXPECT_TRUE(HasReason(FindZone(name).status(), Reason::kUnknownZone)) << name;
  }
}

TEST(ZoneTest, TheDefaultZoneIsUtc) {
  EXPECT_EQ(Zone().name(), "UTC");
  EXPECT_EQ(Zone().OffsetAt({0}), 0);
  EXPECT_EQ(Zone().DayStart(Date{1}), Instant::FromSeconds(kSecondsPerDay));
}

TEST(ZoneTest, TzdataNamesItsRelease) {
  const std::string version = TzdataVersion();
  ASSERT_EQ(version.size(), 5u) << version;
  EXPECT_GE(version, "2022a");
}

// The C library reads the same tzdata with other code.
TEST(ZoneTest, OffsetsFrom1901To2200AreThoseOfTheCLibrary) {
  const char* before = std::getenv("TZ");
  const std::string restore = before == nullptr ? "" : before;
  for (const char* name : kZones) {
    const Zone zone = *FindZone(name);
    ::setenv("TZ", name, 1);
    ::tzset();
    Random random(20260302);
    const time_t last = static_cast<time_t>(Date::FromYmd(22001201).days) * kSecondsPerDay;
    for (time_t at = Date::FromYmd(19010201).days * kSecondsPerDay; at < last;
         at += random.Between(1, 40 * 86'400)) {
      std::tm local{};
      ::localtime_r(&at, &local);
      ASSERT_EQ(zone.OffsetAt(Instant::FromSeconds(at)), local.tm_gmtoff) << name << " " << at;
      const LocalTime ours = zone.ToLocal(Instant::FromSeconds(at));
      ASSERT_EQ(ours.date.Ymd(),
                (local.tm_year + 1900) * 10000 + (local.tm_mon + 1) * 100 + local.tm_mday);
      ASSERT_EQ(ours.minute * 60 + ours.second,
                local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec);
    }
  }
  before == nullptr ? ::unsetenv("TZ") : ::setenv("TZ", restore.c_str(), 1);
  ::tzset();
}

// The days around every clock change of the years tested, by asking every minute what it shows.
void CheckDaysByScanning(const Zone& zone, Date date) {
  const Instant from = Instant::FromSeconds((int64_t{date.days} - 2) * kSecondsPerDay);
  std::vector<std::vector<Instant>> shown(kMinutesPerDay);
  std::optional<Instant> day_start;
  for (int m = 0; m < 5 * kMinutesPerDay; ++m) {
    const Instant instant = from.PlusMinutes(m);
    const LocalTime local = zone.ToLocal(instant);
    ASSERT_EQ(local.second, 0);
    if (local.date == date) shown[static_cast<size_t>(local.minute)].push_back(instant);
    if (!day_start && local.date >= date) day_start = instant;
  }
  ASSERT_EQ(zone.DayStart(date), *day_start) << zone.name() << " " << FormatDate(date);
  for (int minute = 0; minute < kMinutesPerDay; ++minute) {
    const std::vector<Instant>& instants = shown[static_cast<size_t>(minute)];
    const Instant earlier = zone.ToInstant(date, minute, Fold::kEarlier);
    const Instant later = zone.ToInstant(date, minute, Fold::kLater);
    const std::string where = zone.name() + " " + FormatDate(date) + " " + FormatMinute(minute);
    if (instants.empty()) {
      // In a gap, both are the minute as the clock would show it had it not been moved.
      ASSERT_EQ(earlier, later) << where;
      const int offset_before_s = zone.OffsetAt(earlier.PlusMinutes(-minute % 1440 - 1441));
      ASSERT_EQ(earlier, Instant::FromSeconds(int64_t{date.days} * kSecondsPerDay + minute * 60 -
                                              offset_before_s))
          << where;
    } else {
      ASSERT_LE(instants.size(), 2u);
      ASSERT_EQ(earlier, instants.front()) << where;
      ASSERT_EQ(later, instants.back()) << where;
    }
  }
}

TEST(ZoneTest, LocalMinutesNearEveryClockChangeAgreeWithScanning) {
  for (const char* name : kZones) {
    const Zone zone = *FindZone(name);
    for (Date day = Date::FromYmd(20100101); day < Date::FromYmd(20400101); day = day.AddDays(1)) {
      // The skipped day of 2011, the present, and where explicit tables give way to rules.
      const int year = day.year();
      if (year > 2011 && year < 2026) continue;
      if (year > 2026 && year < 2037) continue;
      const Instant midnight = Instant::FromSeconds(day.days * kSecondsPerDay);
      if (zone.OffsetAt(midnight) == zone.OffsetAt(midnight.PlusSeconds(kSecondsPerDay))) continue;
      for (int i = -1; i <= 2; ++i)
        ASSERT_NO_FATAL_FAILURE(CheckDaysByScanning(zone, day.AddDays(i)));
    }
  }
}

TEST(ZoneTest, HelsinkiChangesItsClocksAsZdumpSays) {
  const Zone zone = Helsinki();
  const std::vector<ZdumpLine> lines = ReadZdump();
  ASSERT_EQ(lines.size(), 92u);
  for (const ZdumpLine& line : lines) {
    EXPECT_EQ(zone.ToLocal(line.instant), line.local) << FormatInstant(line.instant);
    EXPECT_EQ(FormatLocalTime(zone.ToLocal(line.instant)), FormatLocalTime(line.local));
  }
}

TEST(ZoneTest, ASkippedMinuteIsShownOneHourLater) {
  const Zone zone = Helsinki();
  const Date date = Date::FromYmd(20260329);
  EXPECT_EQ(zone.ToInstant(date, 179), At("2026-03-29T00:59:00Z"));
  EXPECT_EQ(zone.ToInstant(date, 180), At("2026-03-29T01:00:00Z"));
  EXPECT_EQ(zone.ToInstant(date, 210), At("2026-03-29T01:30:00Z"));
  EXPECT_EQ(zone.ToLocal(zone.ToInstant(date, 210)).minute, 270);
  EXPECT_EQ(zone.ToInstant(date, 210, Fold::kLater), At("2026-03-29T01:30:00Z"));
  EXPECT_EQ(zone.ToInstant(date, 240), At("2026-03-29T01:00:00Z"));
}

TEST(ZoneTest, ADoubledMinuteOpensEarlierAndClosesLater) {
  const Zone zone = Helsinki();
  const Date date = Date::FromYmd(20261025);
  EXPECT_EQ(zone.ToInstant(date, 210, Fold::kEarlier), At("2026-10-25T00:30:00Z"));
  EXPECT_EQ(zone.ToInstant(date, 210, Fold::kLater), At("2026-10-25T01:30:00Z"));
  EXPECT_EQ(zone.ToInterval(date, {210, 211}),
            (Interval{At("2026-10-25T00:30:00Z"), At("2026-10-25T01:31:00Z")}));
  // 04:00 exists once.
  EXPECT_EQ(zone.ToInstant(date, 240, Fold::kEarlier), zone.ToInstant(date, 240, Fold::kLater));
}

TEST(ZoneTest, OpeningsNeverShrinkInAutumnAndLoseAtMostTheGapInSpring) {
  for (const char* name : kZones) {
    const Zone zone = *FindZone(name);
    Random random(7);
    for (int i = 0; i < 2000; ++i) {
      const Date date = Date::FromYmd(20120101).AddDays(static_cast<int>(random.Below(20000)));
      const int from = static_cast<int>(random.Below(1440));
      const int to = from + 1 + static_cast<int>(random.Below(1440));
      const int64_t lived_s = zone.ToInterval(date, {from, to}).duration_us() / kMicrosPerSecond;
      const int shift_s = zone.OffsetAt(zone.DayStart(date.AddDays(3))) -
                          zone.OffsetAt(zone.DayStart(date.AddDays(-1)));
      ASSERT_GE(lived_s, (to - from) * 60 - std::max(0, shift_s)) << name << FormatDate(date);
    }
  }
}

TEST(ZoneTest, AMinuteAfterMidnightIsOneOfTheNextDay) {
  const Zone zone = Helsinki();
  EXPECT_EQ(zone.ToInstant(Date::FromYmd(20261024), 1440 + 210, Fold::kLater),
            At("2026-10-25T01:30:00Z"));
}

TEST(ZoneTest, DaysAreAsLongAsTheyAreLived) {
  const Zone zone = Helsinki();
  const auto hours = [&](int ymd) {
    return zone.Day(Date::FromYmd(ymd)).duration_us() / kMicrosPerSecond / 3600;
  };
  EXPECT_EQ(hours(20260328), 24);
  EXPECT_EQ(hours(20260329), 23);
  EXPECT_EQ(hours(20261025), 25);
  // Samoa went from 29 to 31 December 2011.
  EXPECT_TRUE(FindZone("Pacific/Apia")->Day(Date::FromYmd(20111230)).empty());
  // Midnight did not exist in Beirut on 29 March 2026.
  EXPECT_EQ(FindZone("Asia/Beirut")
                ->ToLocal(FindZone("Asia/Beirut")->DayStart(Date::FromYmd(20260329)))
                .minute,
            60);
}

TEST(ZoneTest, EveryInstantBelongsToTheDayThatHoldsIt) {
  for (const char* name : kZones) {
    const Zone zone = *FindZone(name);
    Random random(11);
    for (int i = 0; i < 5000; ++i) {
      const Instant instant = Instant::FromSeconds(
          random.Between(Date::FromYmd(19500101).days, Date::FromYmd(21000101).days) *
              kSecondsPerDay +
          random.Between(0, kSecondsPerDay));
      const Date date = zone.DateAt(instant);
      ASSERT_TRUE(zone.Day(date).Contains(instant)) << name << FormatInstant(instant);
      ASSERT_LE(DaysBetween(zone.ToLocal(instant).date, date), 1);
    }
  }
}

}  // namespace
}  // namespace vuoro
