// What a week of supply gives of an offer, against the calendar read minute by minute, and coverage
// of documents from end to end.
#include <bit>

#include "config/config_world.h"
#include "vuoro/calendar/opening.h"
#include "vuoro/engine/network_coverage.h"

namespace vuoro {
namespace {

constexpr Date kMondayOfMarch = Date::FromYmd(20260302);

std::shared_ptr<const Network> Shared(std::string_view json) {
  return std::make_shared<const Network>(MustLoad(json));
}

NetworkCoverage Measured(std::shared_ptr<const Network> network, const CoverageWish& wish) {
  absl::StatusOr<NetworkCoverage> found = MeasureNetwork(std::move(network), wish);
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? *std::move(found) : NetworkCoverage();
}

std::vector<OfferWeek> Given(const std::shared_ptr<const Network>& network,
                             std::vector<WeekPlan> plans, Date monday) {
  EntityIds ids;
  int64_t next = 1;
  for (const std::string& name : MissingEntities(*network, {})) ids[name] = next++;
  auto supply = Supply::Make(network, Directory(*network, ids), std::move(plans), monday);
  EXPECT_TRUE(supply.ok()) << supply.status();
  return supply.ok() ? GivenInWeek(**supply, monday) : std::vector<OfferWeek>();
}

// The minutes of a day in which an offer with its staff at the counter is open: building and offer.
int SlowMinutes(const Network& network, const Offer& offer, Date date) {
  const Office& office = network.at(offer.office);
  if (office.opens_on && date < *office.opens_on) return 0;
  if (office.closes_on && date >= *office.closes_on) return 0;
  MinuteRanges open = OpenRanges(office.hours, date);
  if (offer.hours) open = Intersect(open, OpenRanges(*offer.hours, date));
  int minutes = 0;
  for (const MinuteRange& range : open) minutes += range.length_min();
  return minutes;
}

TEST(GivenInWeekTest, CountersAndTerminalsGiveTheOpeningHours) {
  const auto network = Shared(ExampleDocument("finland50.json"));
  // The second week has Good Friday.
  for (const Date monday : {kMondayOfMarch, Date::FromYmd(20260330)}) {
    const std::vector<OfferWeek> given = Given(network, {}, monday);
    int checked = 0;
    for (size_t i = 0; i < network->offers.size(); ++i) {
      const Offer& offer = network->offers[i];
      const bool staffed = offer.mode == Mode::kOnSite && offer.staffing == Staffing::kCounter;
      if (!staffed && offer.mode != Mode::kSelfService) continue;
      OfferWeek slow;
      for (int day = 0; day < 7 && offer.arrangement != Arrangement::kByRequest; ++day) {
        const int minutes = SlowMinutes(*network, offer, monday.AddDays(day));
        slow.minutes += minutes;
        if (minutes > 0) slow.days |= WeekdayBit(day);
      }
      ASSERT_EQ(given[i], slow) << offer.key;
      ++checked;
    }
    EXPECT_GT(checked, 1'000);
  }
}

constexpr std::string_view kVillage = R"({
"vuoro": 1, "name": "Kylä",
"agencies": [{"id": "kela", "name": "Kela"}],
"services": [{"id": "benefits", "agency": "kela", "name": "Etuudet",
              "duration_min": {"on_site": 20, "video_booth": 30}}],
"offices": [
  {"id": "town", "name": "Town", "counters": 1, "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]},
  {"id": "village", "name": "Village", "counters": 1, "booths": 1,
   "hours": [{"days": "mon-fri", "from": "09:00", "to": "15:00"}]}],
"people": [{"id": "k", "role": "official", "agency": "kela", "base": "town", "visits": ["village"], "max_field_days": 2,
            "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}],
            "remote_hours": [{"days": "mon-thu", "from": "10:00", "to": "12:00"}]}],
"agreements": [{"id": "a", "agency": "kela", "office": "village", "max_visits": 2}],
"offers": [
  {"office": "village", "service": "benefits", "arrangement": "visit_hours"},
  {"office": "village", "service": "benefits", "mode": "video_booth"}],
"coverage": {"areas": [{"id": "v", "name": "V", "population": 10, "minutes": {"village": 5, "town": 40}}]}
})";

WeekPlan TuesdayVisit() {
  WeekPlan plan;
  plan.from_ymd = 20260302;
  plan.field = {{"k", "village", 1, 600, 780}};
  return plan;
}

TEST(GivenInWeekTest, VisitHoursComeFromThePlanAndTakeTheOfficialAway) {
  const auto network = Shared(kVillage);
  // Nobody is sent: nothing face to face, and video on four mornings.
  EXPECT_EQ(Given(network, {}, kMondayOfMarch), (std::vector<OfferWeek>{{0, 0}, {480, 0b01111}}));
  // On Tuesday he sits in the village instead.
  EXPECT_EQ(Given(network, {TuesdayVisit()}, kMondayOfMarch),
            (std::vector<OfferWeek>{{180, 0b00010}, {360, 0b01101}}));
}

// C8, C9: a vehicle serves at its stops only, and by video only where it is connected.
TEST(GivenInWeekTest, AVehicleServesAtItsStops) {
  const auto network = Shared(R"({
"vuoro": 1, "name": "Palveluauto",
"agencies": [{"id": "town", "name": "Town", "kind": "municipality"}],
"services": [{"id": "advice", "agency": "town", "name": "Advice",
              "duration_min": {"on_site": 30, "video_booth": 30}}],
"offices": [{"id": "car", "name": "Car", "kind": "mobile", "counters": 1, "booths": 1, "stops": [
  {"place": "North", "hours": [{"days": "tue", "from": "10:00", "to": "12:00"}], "connected": false},
  {"place": "South", "hours": [{"days": "thu", "from": "10:00", "to": "13:00"}]}]}],
"people": [{"id": "k", "role": "official", "agency": "town",
            "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]}],
"offers": [{"office": "car", "service": "advice"},
           {"office": "car", "service": "advice", "mode": "video_booth"}]
})");
  EXPECT_EQ(Given(network, {}, kMondayOfMarch),
            (std::vector<OfferWeek>{{300, 0b01010}, {180, 0b01000}}));
}

TEST(NetworkCoverageTest, APlanCountsInTheWeekAskedFor) {
  CoverageWish wish;
  wish.date = Date::FromYmd(20260513);  // weeks after the plan's first
  wish.services = true;
  const auto network = Shared(kVillage);
  EXPECT_EQ(Measured(network, wish).report.services[0].offices, 0);
  const WeekPlan plan = TuesdayVisit();
  wish.plan = &plan;
  const ServiceAccess access = Measured(network, wish).report.services[0];
  EXPECT_EQ(access.offices, 1);
  EXPECT_EQ(access.within, 10);
  EXPECT_EQ(access.person_min, 50);
  EXPECT_EQ(access.person_wait_days, 40);  // Wednesday to Monday
  EXPECT_EQ(access.office_min, 180);
  wish.services = false;
  EXPECT_TRUE(Measured(network, wish).report.services.empty());
}

TEST(NetworkCoverageTest, TheNationalNetworkHasTheStudysShares) {
  CoverageWish wish;
  wish.date = kMondayOfMarch;
  const CoverageReport report = Measured(Shared(ExampleDocument("finland50.json")), wish).report;
  EXPECT_EQ(report.within_min, 60);
  EXPECT_EQ(ShareOf(report.bands->within, report.bands->population), 97'75);
  EXPECT_EQ(ShareOf(report.bands->within, report.bands->population + report.bands->unassigned),
            97'35);
  EXPECT_EQ(report.areas.size(), 293u);
  EXPECT_GT(report.totals.within, report.totals.within_by_rule);  // the overrides show
}

}  // namespace
}  // namespace vuoro
