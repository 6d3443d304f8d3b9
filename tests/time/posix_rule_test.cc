// The standing rules of TZif files: every form, both hemispheres, and malformed ones.
#include <gtest/gtest.h>

#include "time/zone_table.h"
#include "vuoro/base/status.h"
#include "vuoro/time/date.h"
#include "vuoro/time/instant.h"

namespace vuoro {
namespace {

// The changes of 2040, from a table that ends with `offset_s` at the beginning of 2039.
std::vector<OffsetChange> ChangesOf2040(std::string_view rule, int offset_s) {
  const int64_t begin_s = Date::FromYmd(20390101).days * kSecondsPerDay;
  std::vector<OffsetChange> changes = {{begin_s, offset_s}};
  EXPECT_TRUE(AppendPosixRule(rule, 2041, changes).ok());
  std::erase_if(changes, [](const OffsetChange& change) {
    return Date{static_cast<int32_t>(change.start_s / kSecondsPerDay)}.year() != 2040;
  });
  return changes;
}

int64_t Utc(int ymd, int hour) { return Date::FromYmd(ymd).days * kSecondsPerDay + hour * 3600; }

TEST(PosixRuleTest, EveryFormOfDateIsUnderstood) {
  // 2040 is a leap year; its 25 March and 28 October are the last Sundays.
  EXPECT_EQ(ChangesOf2040("EET-2EEST,M3.5.0/3,M10.5.0/4", 7200),
            (std::vector<OffsetChange>{{Utc(20400325, 1), 10800}, {Utc(20401028, 1), 7200}}));
  // J60 is 1 March in every year; 59 counts 29 February, so it is that day.
  EXPECT_EQ(ChangesOf2040("AAA-2BBB,J60/3,J305/4", 7200),
            (std::vector<OffsetChange>{{Utc(20400301, 1), 10800}, {Utc(20401101, 1), 7200}}));
  EXPECT_EQ(ChangesOf2040("AAA-2BBB,59/3,305/4", 7200),
            (std::vector<OffsetChange>{{Utc(20400229, 1), 10800}, {Utc(20401101, 1), 7200}}));
}

TEST(PosixRuleTest, SouthernSummersWrapTheYearAndTimesMayLeaveTheDay) {
  // Santiago: the first Sunday after 2 September at 24:00 of Saturday, to April.
  EXPECT_EQ(ChangesOf2040("<-04>4<-03>,M9.1.6/24,M4.1.6/24", -10800),
            (std::vector<OffsetChange>{{Utc(20400408, 3), -14400}, {Utc(20400902, 4), -10800}}));
  EXPECT_EQ(ChangesOf2040("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7200),
            (std::vector<OffsetChange>{{Utc(20400325, 1), -3600}, {Utc(20401028, 1), -7200}}));
}

TEST(PosixRuleTest, MalformedRulesAreRefused) {
  for (const char* rule :
       {"", "E", "EET", "EET-2EEST", "EET-2EEST,M3.5.0", "EET-2EEST,M3.5.0,M13.1.0", "<+02-2",
        "EET-2EEST,M3.6.0,M10.5.0", "EET-2EEST,M3.5.7,M10.5.0", "EET-2EEST,J0,J5", "EET-2 ",
        "EET-168", "EET-2EEST,M3.5.0/3,M10.5.0/4x", "EET-2:60", "EET-2EEST,366,1", "EET-1"}) {
    std::vector<OffsetChange> changes = {{0, 7200}};
    EXPECT_TRUE(HasReason(AppendPosixRule(rule, 2041, changes), Reason::kBadArgument)) << rule;
    EXPECT_EQ(changes.size(), 1u) << rule;
  }
}

}  // namespace
}  // namespace vuoro
