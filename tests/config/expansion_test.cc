// What a good document becomes: references, defaults, "*", counts, queues and agreements.
#include "config_world.h"

namespace vuoro {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The example that uses every key, loaded once.
const Network& EveryKey() {
  static const Network kNetwork = MustLoad(ExampleDocument("every_key.json"));
  return kNetwork;
}

template <class T>
std::vector<std::string> Keys(const std::vector<T>& items) {
  std::vector<std::string> keys;
  for (const T& item : items) keys.push_back(item.key);
  return keys;
}

const Offer& OfferOf(const Network& network, std::string_view key) {
  for (const Offer& offer : network.offers) {
    if (offer.key == key) return offer;
  }
  ADD_FAILURE() << "no offer " << key;
  return network.offers.front();
}

const Queue& QueueOf(const Network& network, std::string_view offer) {
  return network.at(OfferOf(network, offer).queue);
}

TEST(ExpansionTest, TenLinesMakeAnOffice) {
  const Network network = MustLoad(ExampleDocument("minimal.json"));
  EXPECT_EQ(network.name.In("fi"), "Town hall");
  EXPECT_EQ(network.time_zone, "Europe/Helsinki");
  ASSERT_EQ(network.offices.size(), 1u);
  EXPECT_EQ(network.offices[0].time_zone, "Europe/Helsinki");
  ASSERT_EQ(network.offices[0].hours.weekly.size(), 1u);
  EXPECT_EQ(network.offices[0].hours.weekly[0].weekdays, kMondayToFriday);
  EXPECT_EQ(network.offices[0].hours.weekly[0].hours, (MinuteRange{9 * 60, 16 * 60}));
  EXPECT_TRUE(network.offices[0].hours.closed_on_public_holidays);
  EXPECT_THAT(Keys(network.resources), ElementsAre("hall.counter-1", "hall.counter-2"));
  EXPECT_THAT(Keys(network.offers), ElementsAre("hall/advice/on_site"));
  EXPECT_TRUE(network.offers[0].bookable);
  EXPECT_TRUE(network.offers[0].walk_in);
  EXPECT_THAT(Keys(network.queues), ElementsAre("hall/town"));
  EXPECT_EQ(network.queues[0].prefix, "A");
  EXPECT_EQ(network.queues[0].name, network.agencies[0].name);
  EXPECT_EQ(network.services[0].duration_min[0], 15);
  EXPECT_TRUE(network.drive_min.empty());
}

TEST(ExpansionTest, TheFirstLanguageOwnsPlainTexts) {
  EXPECT_THAT(EveryKey().agencies[2].name.by_language,
              ElementsAre(std::pair("fi", "Digi- ja väestötietovirasto")));
  EXPECT_EQ(EveryKey().agencies[0].name.In("sv"), "FPA");
  EXPECT_EQ(EveryKey().agencies[0].name.In("en"), "Kela");
}

TEST(ExpansionTest, HoursTakeEveryForm) {
  const OpeningHours& hours = EveryKey().offices[0].hours;
  ASSERT_EQ(hours.weekly.size(), 3u);
  EXPECT_EQ(hours.weekly[1].valid, (DateRange{Date::FromYmd(20260901), Date::FromYmd(20261231)}));
  EXPECT_EQ(hours.weekly[2].every_weeks, 2);
  EXPECT_EQ(hours.weekly[2].anchor, Date::FromYmd(20260105));
  EXPECT_EQ(hours.weekly[2].weekdays, WeekdayBit(kSaturday));
  ASSERT_EQ(hours.exceptions.size(), 4u);
  EXPECT_EQ(hours.exceptions[0].holiday, Holiday::kMidsummerEve);
  EXPECT_TRUE(hours.exceptions[0].closed());
  EXPECT_THAT(hours.exceptions[1].hours, ElementsAre(MinuteRange{540, 780}));
  EXPECT_EQ(hours.exceptions[2].dates,
            (DateRange{Date::FromYmd(20260706), Date::FromYmd(20260710)}));
  EXPECT_EQ(hours.exceptions[3].dates,
            (DateRange{Date::FromYmd(20261102), Date::FromYmd(20261102)}));
  EXPECT_EQ(hours.exceptions[3].note, "training");
  const OpeningHours& village = EveryKey().offices[1].hours;
  EXPECT_EQ(village.weekly[0].weekdays, 0b0011101);
  EXPECT_EQ(village.weekly[1].nth_of_month, -1);
  EXPECT_EQ(village.weekly[1].hours, (MinuteRange{22 * 60, 26 * 60}));  // over midnight
  EXPECT_FALSE(EveryKey().offices[2].hours.closed_on_public_holidays);
}

TEST(ExpansionTest, RulesOfAnOfficeStandBeforeTheNetworks) {
  EXPECT_EQ(EveryKey().offices[0].rules.grid_min, 10);
  EXPECT_EQ(EveryKey().offices[0].rules.horizon_days, 28);
  EXPECT_EQ(EveryKey().offices[0].rules.hold_s, 900);
  EXPECT_EQ(EveryKey().offices[1].rules, EveryKey().rules);
  EXPECT_TRUE(EveryKey().rules.require_agreements);
}

TEST(ExpansionTest, CountsBecomePeopleAndResources) {
  EXPECT_THAT(Keys(EveryKey().people),
              ElementsAre("k-1", "k-2", "k-3", "d", "a", "tulkki-1", "tulkki-2"));
  const Person& k2 = EveryKey().people[1];
  EXPECT_EQ(EveryKey().at(k2.resource).key, "person.k-2");
  EXPECT_EQ(EveryKey().at(k2.resource).kind, ResourceKind::kOfficial);
  EXPECT_EQ(EveryKey().at(k2.resource).person, PersonIndex(1));
  EXPECT_EQ(k2.languages, 0b11u);
  EXPECT_EQ(k2.skills, 0b1u);
  EXPECT_EQ(k2.field_weekdays, 0b01010);
  EXPECT_EQ(k2.max_day_min, 450);
  // His remote hours differ, but who is away is away.
  EXPECT_EQ(k2.remote_hours.weekly[0].weekdays, 0b1111);
  EXPECT_EQ(k2.remote_hours.exceptions, k2.hours.exceptions);
  const Person& d = EveryKey().people[3];
  EXPECT_EQ(d.visits.size(), EveryKey().offices.size());
  EXPECT_EQ(d.remote_hours, d.hours);
  EXPECT_EQ(d.max_day_min, 480);
  EXPECT_EQ(d.max_week_min, 2250);
  const Person& interpreter = EveryKey().people[5];
  EXPECT_FALSE(interpreter.agency.valid());
  EXPECT_FALSE(interpreter.base.valid());
  EXPECT_EQ(interpreter.languages, 0b110001u);
}

TEST(ExpansionTest, OffersComeByEntryThenOfficeThenService) {
  EXPECT_THAT(
      Keys(EveryKey().offers),
      ElementsAre("centre/benefits/on_site", "benefits-by-video", "centre/benefits/video_home",
                  "centre/benefits/phone", "centre/benefits/self_service",
                  "korpilahti/registration/on_site", "centre/registration/video_booth",
                  "point/registration/video_booth", "centre/registration/self_service",
                  "point/registration/self_service", "centre/advice/on_site",
                  "korpilahti/advice/on_site", "car/advice/on_site", "centre/payments/on_site",
                  "centre/e-forms/self_service", "korpilahti/e-forms/self_service",
                  "korpilahti/e-forms/on_site", "centre/peer-talk/on_site",
                  "centre/parcels/on_site"));
  EXPECT_EQ(OfferOf(EveryKey(), "korpilahti/registration/on_site").staffing, Staffing::kPeople);
  EXPECT_FALSE(OfferOf(EveryKey(), "centre/benefits/phone").walk_in);
  EXPECT_FALSE(OfferOf(EveryKey(), "centre/benefits/video_home").walk_in);
  EXPECT_FALSE(OfferOf(EveryKey(), "centre/benefits/self_service").bookable);
  EXPECT_FALSE(OfferOf(EveryKey(), "centre/advice/on_site").hours.has_value());
  EXPECT_EQ(OfferOf(EveryKey(), "benefits-by-video").hours->exceptions.size(), 1u);
}

TEST(ExpansionTest, AgreementsCoverByAgencyAndOffice) {
  const auto covering = [&](std::string_view offer) {
    std::vector<std::string> keys;
    for (const AgreementIndex i : OfferOf(EveryKey(), offer).agreements) {
      keys.push_back(EveryKey().at(i).key);
    }
    return keys;
  };
  EXPECT_THAT(covering("centre/benefits/phone"), ElementsAre("national-kela"));
  EXPECT_THAT(covering("point/registration/video_booth"), ElementsAre("dvv-korpilahti"));
  EXPECT_THAT(covering("car/advice/on_site"), ElementsAre("town-draft"));
  EXPECT_THAT(covering("centre/peer-talk/on_site"), IsEmpty());
  EXPECT_TRUE(EveryKey().agreements[0].offices.empty());
  EXPECT_TRUE(OfferOf(EveryKey(), "centre/peer-talk/on_site").agreement_exempt);
  EXPECT_FALSE(OfferOf(EveryKey(), "centre/payments/on_site").agreement_exempt);
}

TEST(ExpansionTest, QueuesNamedAndAutomatic) {
  EXPECT_THAT(Keys(EveryKey().queues),
              ElementsAre("town-all", "cash", "peers", "centre/kela", "korpilahti/dvv",
                          "centre/dvv", "point/dvv", "centre/post"));
  // A queue that names the service goes before one for all of the agency's.
  EXPECT_EQ(QueueOf(EveryKey(), "centre/payments/on_site").key, "cash");
  EXPECT_EQ(QueueOf(EveryKey(), "centre/advice/on_site").key, "town-all");
  EXPECT_EQ(QueueOf(EveryKey(), "korpilahti/e-forms/self_service").key, "town-all");
  // Callers and video customers stand in the same line (B1).
  EXPECT_EQ(QueueOf(EveryKey(), "centre/benefits/phone").key, "centre/kela");
  EXPECT_EQ(QueueOf(EveryKey(), "benefits-by-video").key, "centre/kela");
  EXPECT_EQ(EveryKey().queues[0].rules.at_closing, AtClosing::kDismiss);
  EXPECT_EQ(EveryKey().queues[3].rules.cut_off_min, 15);  // the network's queue_rules
}

TEST(ExpansionTest, PrivateQueuesShareTheNeutralPrefix) {
  const Queue& kela = QueueOf(EveryKey(), "centre/benefits/on_site");
  EXPECT_TRUE(kela.private_queue);  // by its agency
  EXPECT_EQ(kela.prefix, "X");
  EXPECT_EQ(QueueOf(EveryKey(), "centre/peer-talk/on_site").prefix, "X");
  EXPECT_EQ(QueueOf(EveryKey(), "centre/registration/video_booth").prefix, "A");
  EXPECT_EQ(QueueOf(EveryKey(), "centre/parcels/on_site").prefix, "B");
  EXPECT_EQ(QueueOf(EveryKey(), "korpilahti/registration/on_site").prefix, "A");
}

TEST(ExpansionTest, DriveMinutesStandByOfficeAndUnknownOnesAreNone) {
  EXPECT_EQ(EveryKey().DriveMinutes(OfficeIndex(0), OfficeIndex(1)), 31);
  EXPECT_EQ(EveryKey().DriveMinutes(OfficeIndex(2), OfficeIndex(1)), 40);
  EXPECT_EQ(EveryKey().DriveMinutes(OfficeIndex(3), OfficeIndex(3)), 0);
  EXPECT_EQ(EveryKey().DriveMinutes(OfficeIndex(3), OfficeIndex(0)), std::nullopt);
}

TEST(ExpansionTest, RemoteGapsFollowAgreements) {
  const std::vector<RemoteGap> gaps = FindRemoteGaps(EveryKey());
  const AgencyIndex kela(0), dvv(2);
  EXPECT_THAT(gaps, ElementsAre(RemoteGap{kela, OfficeIndex(1), true, true},
                                RemoteGap{kela, OfficeIndex(2), true, true},
                                RemoteGap{kela, OfficeIndex(3), true, true},
                                RemoteGap{dvv, OfficeIndex(1), true, true}));
}

TEST(ExpansionTest, EveryExampleLoads) {
  for (const char* name : {"minimal.json", "every_key.json"}) MustLoad(ExampleDocument(name));
}

TEST(ExpansionTest, CoverageKeepsTheDocumentsOrder) {
  const CoverageRules& rules = EveryKey().coverage;
  EXPECT_EQ(rules.within_min, 60);
  EXPECT_EQ(rules.min_population, 3000);
  EXPECT_EQ(rules.unassigned, 700);
  ASSERT_EQ(rules.bands.size(), 3u);
  EXPECT_EQ(rules.bands[2], (DriveBand{60, 90, 300}));
  ASSERT_EQ(rules.areas.size(), 4u);
  EXPECT_EQ(rules.areas[1].name.In("sv"), "Byn");
  EXPECT_EQ(
      rules.areas[1].drives,
      (std::vector<AreaDrive>{{OfficeIndex(0), 78}, {OfficeIndex(1), 52}, {OfficeIndex(2), 71}}));
  EXPECT_TRUE(rules.areas[3].drives.empty());
  ASSERT_EQ(rules.area_overrides.size(), 1u);
  EXPECT_EQ(rules.area_overrides[0].area, AreaIndex(2));
  EXPECT_EQ(rules.area_overrides[0].within_min, 80);
  ASSERT_EQ(rules.office_overrides.size(), 1u);
  EXPECT_EQ(rules.office_overrides[0].office, OfficeIndex(1));
  EXPECT_EQ(rules.office_overrides[0].note, "sparse area");
}

}  // namespace
}  // namespace vuoro
