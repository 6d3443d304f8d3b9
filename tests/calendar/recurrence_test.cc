// Recurrence rules against a collection of published cases, against the weekly rules of opening
// hours, and malformed texts.
#include "vuoro/calendar/recurrence.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "calendar/rules.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

constexpr char kCases[] = VUORO_SHARED_DIR "/data/real/recurrence/rrule_cases_nonweekly.txt";

struct Case {
  std::string rule;
  std::string start;
  std::string instances;
};

std::vector<Case> ReadCases(std::ifstream& file) {
  std::vector<Case> cases;
  std::string line;
  while (std::getline(file, line)) {
    const std::string key = line.substr(0, line.find(':'));
    const std::string value = line.size() > key.size() ? line.substr(key.size() + 1) : "";
    if (key == "RRULE") cases.push_back({value, "", ""});
    if (key == "DTSTART") cases.back().start = value;
    if (key == "INSTANCES") cases.back().instances = value;
  }
  return cases;
}

Date DateIn(const std::string& text) { return Day(std::stoi(text.substr(0, 8))); }

int SecondIn(const std::string& text) {
  if (text.size() < 15) return 0;
  return std::stoi(text.substr(9, 2)) * 3600 + std::stoi(text.substr(11, 2)) * 60 +
         std::stoi(text.substr(13, 2));
}

// A start that does not fit its own rule has no defined meaning (RFC 5545 section 3.8.5.3); by week
// number and interval even the year to count from is open, and libical counts from another.
bool IsUndefined(const Recurrence& rule, Date start) {
  Recurrence any_year = rule;
  any_year.interval = 1;
  any_year.count = 0;
  return !rule.week_numbers.empty() && rule.interval > 1 &&
         RecurringDates(any_year, start, start).empty();
}

TEST(RecurrenceTest, PublishedCasesByDayAgree) {
  std::ifstream file(kCases);
  if (!file) GTEST_SKIP() << "the recurrence cases are not here: " << kCases;
  int compared = 0;
  int refused = 0;
  int left_open = 0;
  for (const Case& c : ReadCases(file)) {
    const auto rule = ParseRecurrence(c.rule, SecondIn(c.start));
    if (!rule.ok()) {
      EXPECT_TRUE(HasReason(rule.status(), Reason::kUnimplemented)) << c.rule;
      ++refused;
      continue;
    }
    if (IsUndefined(*rule, DateIn(c.start)) ||
        c.instances.find("UNIMPLEMENTED") != std::string::npos) {
      ++left_open;
      continue;
    }
    std::string ours;
    for (Date date : RecurringDates(*rule, DateIn(c.start), Day(20991231))) {
      ours += (ours.empty() ? "" : ",") + std::to_string(date.Ymd()) + c.start.substr(8);
    }
    EXPECT_EQ(ours, c.instances) << c.rule << " from " << c.start;
    ++compared;
  }
  EXPECT_EQ(compared, 92);
  EXPECT_EQ(refused, 32);
  EXPECT_EQ(left_open, 3);
}

std::string Dates(std::string_view text, int start, int last) {
  const auto rule = ParseRecurrence(text);
  EXPECT_TRUE(rule.ok()) << text;
  std::string dates;
  for (Date date : RecurringDates(*rule, Day(start), Day(last))) {
    dates += (dates.empty() ? "" : " ") + FormatDate(date);
  }
  return dates;
}

TEST(RecurrenceTest, VisitDaysAsAgenciesStateThem) {
  EXPECT_EQ(Dates("FREQ=MONTHLY;BYDAY=2TU", 20260101, 20260430),
            "2026-01-13 2026-02-10 2026-03-10 2026-04-14");
  EXPECT_EQ(Dates("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", 20260101, 20261231),
            "2026-01-30 2026-02-27 2026-03-31");
  EXPECT_EQ(Dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", 20260304, 20260331),
            "2026-03-04 2026-03-16 2026-03-18 2026-03-30");
  // The same, but weeks begin on Wednesday: the Monday after the start is in the start's week.
  EXPECT_EQ(Dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=WE", 20260304, 20260331),
            "2026-03-04 2026-03-09 2026-03-18 2026-03-23");
  EXPECT_EQ(Dates("FREQ=MONTHLY;BYMONTHDAY=31", 20260131, 20260601),
            "2026-01-31 2026-03-31 2026-05-31");
  EXPECT_EQ(Dates("FREQ=YEARLY", 20240229, 20331231), "2024-02-29 2028-02-29 2032-02-29");
  EXPECT_EQ(Dates("FREQ=DAILY;INTERVAL=3;UNTIL=20260310", 20260301, 20270101),
            "2026-03-01 2026-03-04 2026-03-07 2026-03-10");
  EXPECT_EQ(Dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 20260101, 22001231), "");
}

TEST(RecurrenceTest, AnUntilBeforeTheStartTimeEndsTheDayBefore) {
  EXPECT_EQ(ParseRecurrence("FREQ=DAILY;UNTIL=20260310T085959Z", 9 * 3600)->until, Day(20260309));
  EXPECT_EQ(ParseRecurrence("FREQ=DAILY;UNTIL=20260310T090000Z", 9 * 3600)->until, Day(20260310));
}

// The weekly rules of opening hours are the same rules in other words.
TEST(RecurrenceTest, WeeklyHoursMeanTheirRecurrence) {
  Random random(49);
  for (int i = 0; i < 300; ++i) {
    WeeklyHours hours = RandomWeekly(random);
    if (hours.nth_of_month != 0) hours.every_weeks = 1;
    Recurrence rule;
    rule.frequency = hours.nth_of_month == 0 ? Frequency::kWeekly : Frequency::kMonthly;
    rule.interval = hours.every_weeks;
    for (int weekday = kMonday; weekday <= kSunday; ++weekday) {
      if ((hours.weekdays & WeekdayBit(weekday)) != 0) {
        rule.weekdays.push_back({weekday, hours.nth_of_month});
      }
    }
    std::vector<Date> expected;
    for (Date day = hours.anchor; day <= Day(20271231); day = day.AddDays(1)) {
      if (AppliesOn(hours, day)) expected.push_back(day);
    }
    std::vector<Date> dates =
        RecurringDates(rule, hours.anchor, std::min(hours.valid.last, Day(20271231)));
    std::erase_if(dates, [&](Date date) { return date < hours.valid.first; });
    ASSERT_EQ(dates, expected) << i;
  }
}

TEST(RecurrenceTest, MalformedRulesAreRefused) {
  for (const char* text : {"",
                           "FREQ=",
                           "FREQ=FORTNIGHTLY",
                           "COUNT=3",
                           "FREQ=DAILY;FREQ=DAILY",
                           "FREQ=DAILY;COUNT=0",
                           "FREQ=DAILY;COUNT=3;UNTIL=20260101",
                           "FREQ=DAILY;INTERVAL=0",
                           "FREQ=DAILY;INTERVAL=10001",
                           "FREQ=DAILY;INTERVAL=-1",
                           "FREQ=DAILY;INTERVAL=99999999999",
                           "FREQ=DAILY;BYMONTH=13",
                           "FREQ=DAILY;BYMONTH=-1",
                           "FREQ=DAILY;BYMONTH=1,,2",
                           "FREQ=DAILY;BYMONTHDAY=0",
                           "FREQ=DAILY;BYMONTHDAY=32",
                           "FREQ=YEARLY;BYYEARDAY=367",
                           "FREQ=DAILY;BYYEARDAY=1",
                           "FREQ=YEARLY;BYWEEKNO=54",
                           "FREQ=MONTHLY;BYWEEKNO=1",
                           "FREQ=WEEKLY;BYMONTHDAY=1",
                           "FREQ=WEEKLY;BYDAY=1MO",
                           "FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO",
                           "FREQ=MONTHLY;BYDAY=0MO",
                           "FREQ=MONTHLY;BYDAY=MON",
                           "FREQ=MONTHLY;BYDAY=",
                           "FREQ=MONTHLY;BYDAY=54MO",
                           "FREQ=MONTHLY;BYSETPOS=1",
                           "FREQ=DAILY;UNTIL=2026",
                           "FREQ=DAILY;UNTIL=20260230",
                           "FREQ=DAILY;UNTIL=20260101T",
                           "FREQ=DAILY;UNTIL=20260101T246000",
                           "FREQ=DAILY;WKST=XX",
                           "FREQ=DAILY;X-NAME=1",
                           "FREQ=DAILY;COUNT",
                           "freq=daily",
                           "FREQ=DAILY;;COUNT=1",
                           "FREQ=DAILY;",
                           "FREQ=DAILY;BYMONTH=1,",
                           "FREQ=MONTHLY;BYDAY=MO,"}) {
    EXPECT_TRUE(HasReason(ParseRecurrence(text).status(), Reason::kBadArgument)) << text;
  }
  for (const char* text : {"FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=MINUTELY;COUNT=3"}) {
    EXPECT_TRUE(HasReason(ParseRecurrence(text).status(), Reason::kUnimplemented)) << text;
  }
}

}  // namespace
}  // namespace vuoro
