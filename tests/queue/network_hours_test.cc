// When walk-ins are taken by the document: building and offer, nights, summer time, stops.
#include "vuoro/queue/network_hours.h"

#include <gtest/gtest.h>

#include <optional>

namespace vuoro {
namespace {

WeeklyHours Weekly(WeekdayMask weekdays, int from_h, int to_h) {
  WeeklyHours rule;
  rule.weekdays = weekdays;
  rule.hours = OverMidnight(from_h * 60, to_h * 60);
  return rule;
}

class NetworkHoursTest : public testing::Test {
 protected:
  NetworkHoursTest() : zone_(*FindZone("Europe/Helsinki")) {
    network_.agencies.emplace_back();
    network_.services.resize(2);
    Office& office = network_.offices.emplace_back();
    office.hours.weekly = {Weekly(kMondayToFriday, 8, 16), Weekly(WeekdayBit(kSaturday), 22, 2)};
    office.hours.closed_on_public_holidays = false;
    Offer& offer = network_.offers.emplace_back();
    offer.office = OfficeIndex(0);
    offer.service = ServiceIndex(1);
    offer.hours.emplace();
    offer.hours->weekly = {Weekly(WeekdayBit(kMonday), 7, 11), Weekly(WeekdayBit(kMonday), 12, 18)};
  }

  OfficeMoment At(int ymd, int minute, size_t service) const {
    const NetworkHours hours(network_, {zone_});
    const ServiceIndex index = service == 9 ? ServiceIndex() : ServiceIndex(service);
    return hours.At(OfficeIndex(0), index, Mode::kOnSite,
                    zone_.ToInstant(Date::FromYmd(ymd), minute));
  }
  // "open until" as minutes of its service day; nothing when closed.
  std::optional<int64_t> OpenUntil(int ymd, int minute, size_t service) const {
    const OfficeMoment moment = At(ymd, minute, service);
    if (!moment.open) return std::nullopt;
    const Instant start = zone_.DayStart(Date::FromYmd(moment.day_ymd));
    return MicrosBetween(start, moment.open->end) / kMicrosPerSecond / 60;
  }

  Network network_;
  Zone zone_;
};

TEST_F(NetworkHoursTest, TheOfferIsInsideTheBuilding) {
  EXPECT_EQ(OpenUntil(20260302, 479, 1), std::nullopt) << "the building opens at 8";
  EXPECT_EQ(OpenUntil(20260302, 480, 1), 660);
  EXPECT_EQ(OpenUntil(20260302, 660, 1), std::nullopt) << "lunch";
  EXPECT_EQ(OpenUntil(20260302, 720, 1), 960) << "the building closes at 16";
  EXPECT_EQ(OpenUntil(20260303, 720, 1), std::nullopt) << "Mondays only";
}

TEST_F(NetworkHoursTest, WithoutHoursOfItsOwnTheBuildingCounts) {
  EXPECT_EQ(OpenUntil(20260303, 480, 0), 960);
  EXPECT_EQ(OpenUntil(20260303, 480, 9), 960);
  EXPECT_EQ(OpenUntil(20260303, 960, 9), std::nullopt);
  EXPECT_EQ(At(20260303, 960, 9).day_ymd, 20260303);
}

TEST_F(NetworkHoursTest, ANightIsOneOpeningOfTheDayItBegan) {
  const OfficeMoment moment = At(20260308, 60, 9);  // Sunday 01:00
  EXPECT_EQ(moment.day_ymd, 20260307);
  EXPECT_EQ(OpenUntil(20260308, 60, 9), 26 * 60);
  EXPECT_EQ(OpenUntil(20260308, 120, 9), std::nullopt);
}

TEST_F(NetworkHoursTest, SummerTimeShortensTheDayNotTheOpening) {
  network_.offices[0].hours.weekly = {Weekly(kAllWeekdays, 8, 16)};
  EXPECT_EQ(OpenUntil(20260329, 480, 9), 15 * 60) << "23-hour day: closing comes an hour earlier";
  EXPECT_TRUE(At(20260329, 16 * 60 - 1, 9).open.has_value());
  EXPECT_FALSE(At(20260329, 16 * 60, 9).open.has_value());
}

TEST_F(NetworkHoursTest, StopsOpenAMobileOfficeAndDatesCloseAnyOffice) {
  Office& office = network_.offices[0];
  office.hours.weekly.clear();
  office.stops.resize(2);
  office.stops[0].hours.weekly = {Weekly(WeekdayBit(kMonday), 9, 11)};
  office.stops[1].hours.weekly = {Weekly(WeekdayBit(kMonday), 13, 15)};
  for (Stop& stop : office.stops) stop.hours.closed_on_public_holidays = false;
  EXPECT_EQ(OpenUntil(20260302, 600, 9), 660);
  EXPECT_EQ(OpenUntil(20260302, 720, 9), std::nullopt);
  EXPECT_EQ(OpenUntil(20260302, 800, 9), 900);
  office.opens_on = Date::FromYmd(20260302);
  office.closes_on = Date::FromYmd(20260309);
  EXPECT_FALSE(At(20260223, 600, 9).open.has_value());
  EXPECT_TRUE(At(20260302, 600, 9).open.has_value());
  EXPECT_FALSE(At(20260309, 600, 9).open.has_value());
}

}  // namespace
}  // namespace vuoro
