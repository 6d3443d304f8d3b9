// Openings on the days on which clocks change, and time-zone bugs that other systems have had.
#include <gtest/gtest.h>

#include <array>

#include "calendar/rules.h"
#include "time/zdump.h"

namespace vuoro {
namespace {

constexpr int kQuantum_min = 5;
using Mask = std::array<uint64_t, 6>;  // 384 quanta of 5 minutes: enough for 25 hours, and for 27

bool Has(const Mask& mask, int quantum) {
  return mask.at(static_cast<size_t>(quantum) / 64) >> (quantum % 64) & 1;
}

Interval One(const Intervals& intervals) {
  EXPECT_EQ(intervals.size(), 1u);
  return intervals.empty() ? Interval{} : intervals.front();
}

// Each change in the zdump file is two lines: the second before it and the change itself.
TEST(ClockChangeTest, OpeningsAcrossEveryHelsinkiChangeAreAsLongAsTheyAreLived) {
  const Zone zone = Helsinki();
  const std::vector<ZdumpLine> lines = ReadZdump();
  ASSERT_EQ(lines.size(), 92u);
  for (size_t i = 0; i < lines.size(); i += 2) {
    const Instant change = lines[i + 1].instant;
    const Date date = lines[i + 1].local.date;
    const int shift_min = (lines[i + 1].local.offset_s - lines[i].local.offset_s) / 60;
    ASSERT_EQ(std::abs(shift_min), 60);
    const bool spring = shift_min > 0;
    const auto open = [&](const char* hours) {
      return One(ToInstants({Hours(hours)}, date, zone));
    };
    // Wholly before: 03:00 of spring and 04:00 of autumn are the moment of the change.
    EXPECT_EQ(open("01:00-02:00").end, change.MinusMinutes(spring ? 60 : 120));
    EXPECT_EQ(open("01:00-02:00").duration_us(), int64_t{3600} * kMicrosPerSecond);
    // 08:00 is four hours after 04:00, when summer begins; five after 03:00, when it ends.
    EXPECT_EQ(open("08:00-16:00").start, change.PlusMinutes(spring ? 240 : 300));
    EXPECT_EQ(open("08:00-16:00").duration_us(), int64_t{8} * 3600 * kMicrosPerSecond);
    // The whole day.
    EXPECT_EQ(open("00:00-24:00").duration_us(),
              (spring ? int64_t{23} : int64_t{25}) * 3600 * kMicrosPerSecond);
    EXPECT_EQ(QuantaOf(date, zone, kQuantum_min), spring ? 276 : 300);
    // Across it: an hour less, an hour more.
    EXPECT_EQ(open("02:00-05:00"), (Interval{change.MinusMinutes(spring ? 60 : 120),
                                             change.PlusMinutes(spring ? 60 : 120)}));
    // Starting and ending at minutes that are skipped or doubled.
    if (spring) {
      EXPECT_EQ(open("03:15-03:45"), (Interval{change.PlusMinutes(15), change.PlusMinutes(45)}));
      EXPECT_TRUE(ToInstants({Hours("03:00-04:00")}, date, zone).empty());
      EXPECT_EQ(open("03:30-05:00"), (Interval{change.PlusMinutes(30), change.PlusMinutes(60)}));
    } else {
      EXPECT_EQ(open("03:15-03:45"), (Interval{change.MinusMinutes(45), change.PlusMinutes(45)}));
      EXPECT_EQ(open("03:00-04:00"), (Interval{change.MinusMinutes(60), change.PlusMinutes(60)}));
      EXPECT_EQ(open("02:00-03:30"), (Interval{change.MinusMinutes(120), change.PlusMinutes(30)}));
    }
    // Over midnight into the change: an evening and a night shift, both sides joined.
    const OpeningHours night{{Weekly(kAllWeekdays, "20:00-06:00")}, {}, false};
    const Interval evening = OpenIntervals(night, date.AddDays(-1), zone).back();
    const Interval morning = OpenIntervals(night, date, zone).front();
    EXPECT_EQ(evening.end, morning.start);
    EXPECT_EQ(MicrosBetween(evening.start, morning.end),
              int64_t{600 - shift_min} * 60 * kMicrosPerSecond);
  }
}

// Every elapsed minute of the day is asked what the wall shows; an opening runs from the first
// moment that shows its start to the last that shows its end, and a skipped minute is as far after
// the last minute before the gap as it would have been.
Interval SlowOpening(const Zone& zone, Date date, MinuteRange range) {
  const Instant begin = Instant::FromSeconds((int64_t{date.days} - 1) * kSecondsPerDay);
  const auto find = [&](int minute, bool last) {
    const Date shown_on = date.AddDays(minute / kMinutesPerDay);
    const int shown = minute % kMinutesPerDay;
    std::optional<Instant> found;
    Instant before_gap;
    int before_gap_min = 0;
    for (int m = 0; m < 4 * kMinutesPerDay; ++m) {
      const Instant at = begin.PlusMinutes(m);
      const LocalTime local = zone.ToLocal(at);
      if (local.date == shown_on && local.minute == shown && (last || !found)) found = at;
      const int distance =
          DaysBetween(local.date, shown_on) * kMinutesPerDay + shown - local.minute;
      if (!found && distance > 0) {
        before_gap = at;
        before_gap_min = distance;
      }
    }
    return found ? *found : before_gap.PlusMinutes(before_gap_min);
  };
  return {find(range.from_min, false), find(range.to_min, true)};
}

TEST(ClockChangeTest, MasksAgreeWithWatchingTheWallClock) {
  Random random(48);
  int changed_days = 0;
  for (const char* name : {"Europe/Helsinki", "Asia/Beirut", "Australia/Lord_Howe",
                           "America/Santiago", "America/Havana", "America/St_Johns"}) {
    const Zone zone = *FindZone(name);
    for (Date date = Day(20260101); date < Day(20270101); date = date.AddDays(1)) {
      const int64_t day_us = zone.Day(date).duration_us();
      const bool changes = day_us != kSecondsPerDay * kMicrosPerSecond;
      if (!changes && !random.Chance(1, 100)) continue;
      changed_days += changes;
      for (int i = 0; i < 12; ++i) {
        // Near the change more often than not.
        const int from =
            static_cast<int>(random.Chance(2, 3) ? random.Below(300) : random.Below(1440));
        const int to =
            std::min<int>(kMinutesPerDay, from + static_cast<int>(random.Between(1, 240)));
        const int quantum_min = random.Chance(1, 2) ? 5 : 15;
        Mask mask;
        mask.fill(~uint64_t{0});
        const int quanta = OpenMask({{from, to}}, date, zone, quantum_min, mask);
        ASSERT_EQ(quanta, day_us / kMicrosPerSecond / 60 / quantum_min);
        const Interval open = SlowOpening(zone, date, {from, to});
        for (int k = 0; k < 384; ++k) {
          const Instant start = zone.DayStart(date).PlusMinutes(k * quantum_min);
          const bool expected =
              k < quanta && open.Contains(Interval{start, start.PlusMinutes(quantum_min)});
          ASSERT_EQ(Has(mask, k), expected)
              << name << " " << FormatDate(date) << " " << Text({{from, to}}) << " quantum " << k;
        }
      }
    }
  }
  EXPECT_EQ(changed_days, 12);
}

TEST(ClockChangeTest, OnlyWholeQuantaAreOpenAndNeighboursJoinFirst) {
  const Zone zone = Helsinki();
  Mask mask;
  OpenMask({{7, 23}}, Day(20260302), zone, kQuantum_min, mask);
  for (int k = 0; k < 288; ++k) ASSERT_EQ(Has(mask, k), k >= 2 && k < 4) << k;
  OpenMask(Unite({{540, 547}}, {{547, 555}}), Day(20260302), zone, kQuantum_min, mask);
  EXPECT_TRUE(Has(mask, 109));
  EXPECT_EQ(OpenMask({}, Day(20260302), zone, 15, mask), 96);
  EXPECT_EQ(mask, Mask{});
}

TEST(ClockChangeTest, QuantaAreCountedFromTheStartOfTheDay) {
  const Zone zone = Helsinki();
  const Date date = Day(20260329);
  const Instant start = zone.DayStart(date);
  EXPECT_EQ(QuantumAt(start, date, zone, 5), 0);
  EXPECT_EQ(QuantumAt(start.PlusSeconds(299), date, zone, 5), 0);
  EXPECT_EQ(QuantumAt(start.PlusSeconds(300), date, zone, 5), 1);
  EXPECT_EQ(QuantumAt(start.PlusMicros(-1), date, zone, 5), -1);
  EXPECT_EQ(QuantumAt(zone.DayStart(date.AddDays(1)), date, zone, 5), 276);
}

// cal.com issue 6217: availability stated once moved by an hour when clocks changed.
TEST(BugsOfOthersTest, WeeklyHoursStayAtTheSameWallTimeAllYear) {
  const Zone zone = Helsinki();
  const OpeningHours hours{{Weekly(kAllWeekdays, "09:00-16:15")}, {}, false};
  for (Date date = Day(20260101); date < Day(20280101); date = date.AddDays(1)) {
    const Interval open = One(OpenIntervals(hours, date, zone));
    ASSERT_EQ(zone.ToLocal(open.start).date, date);
    ASSERT_EQ(zone.ToLocal(open.start).minute, 9 * 60);
    ASSERT_EQ(zone.ToLocal(open.end).minute, 16 * 60 + 15);
    ASSERT_EQ(open.duration_us(), (int64_t{7} * 60 + 15) * 60 * kMicrosPerSecond);
  }
  EXPECT_EQ(One(OpenIntervals(hours, Day(20260328), zone)).start, At("2026-03-28T07:00:00Z"));
  EXPECT_EQ(One(OpenIntervals(hours, Day(20260329), zone)).start, At("2026-03-29T06:00:00Z"));
  EXPECT_EQ(One(OpenIntervals(hours, Day(20261025), zone)).start, At("2026-10-25T07:00:00Z"));
}

// office-hours-queue issue 16: a slot was shown an hour off on and after the day of the change.
TEST(BugsOfOthersTest, TheFirstSlotOfTheDayIsShownAtOpeningTime) {
  const Zone zone = Helsinki();
  for (int ymd : {20260328, 20260329, 20260330, 20261024, 20261025, 20261026}) {
    const Date date = Day(ymd);
    Mask mask;
    const int quanta = OpenMask({Hours("09:00-10:00")}, date, zone, kQuantum_min, mask);
    int first = 0;
    while (first < quanta && !Has(mask, first)) ++first;
    ASSERT_LT(first, quanta);
    const Instant slot = zone.DayStart(date).PlusMinutes(first * kQuantum_min);
    EXPECT_EQ(zone.ToLocal(slot).minute, 9 * 60) << ymd;
    EXPECT_EQ(QuantumAt(slot, date, zone, kQuantum_min), first);
  }
}

// nextcloud/calendar issue 3597: days taken from UTC midnight stood two days off.
TEST(BugsOfOthersTest, ADayStartsAtLocalMidnightOnBothSidesOfTheDateLine) {
  for (const char* name : {"Europe/Helsinki", "Pacific/Kiritimati", "Pacific/Pago_Pago",
                           "America/Los_Angeles", "Asia/Tokyo"}) {
    const Zone zone = *FindZone(name);
    for (Date date = Day(20260101); date < Day(20270101); date = date.AddDays(1)) {
      const Instant start = zone.DayStart(date);
      ASSERT_EQ(zone.ToLocal(start).date, date) << name;
      ASSERT_EQ(zone.ToLocal(start).minute, 0) << name;
      ASSERT_EQ(zone.ToLocal(start.PlusMicros(-1)).date, date.AddDays(-1)) << name;
      ASSERT_EQ(zone.DateAt(start), date) << name;
    }
  }
  EXPECT_EQ(FindZone("Pacific/Kiritimati")->DayStart(Day(20260302)), At("2026-03-01T10:00:00Z"));
  EXPECT_EQ(FindZone("Pacific/Pago_Pago")->DayStart(Day(20260302)), At("2026-03-02T11:00:00Z"));
}

// bcgov/queue-management PR 460: in the evening, "tomorrow" was counted from the UTC date.
TEST(BugsOfOthersTest, TomorrowIsTheDayAfterTheLocalDateAtAnyHour) {
  const OpeningHours hours{{Weekly(kMondayToFriday, "09:00-16:00")}, {}, false};
  const Zone vancouver = *FindZone("America/Vancouver");
  // Sunday 1 March 2026, 17:30: Monday already in UTC.
  const Instant evening = At("2026-03-02T01:30:00Z");
  EXPECT_EQ(vancouver.DateAt(evening), Day(20260301));
  const Date tomorrow = vancouver.DateAt(evening).AddDays(1);
  EXPECT_EQ(One(OpenIntervals(hours, tomorrow, vancouver)).start, At("2026-03-02T17:00:00Z"));
  // Monday 2 March, 00:30 in Helsinki: still Sunday in UTC.
  const Instant night = At("2026-03-01T22:30:00Z");
  EXPECT_EQ(Helsinki().DateAt(night), Day(20260302));
  EXPECT_EQ(One(OpenIntervals(hours, Helsinki().DateAt(night).AddDays(1), Helsinki())).start,
            At("2026-03-03T07:00:00Z"));
}

}  // namespace
}  // namespace vuoro
