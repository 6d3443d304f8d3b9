// Supply by day: opening, agreements, offices that open and close, clock changes, other zones,
// plans.
#include "vuoro/appointment/supply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vuoro/appointment/search.h"
#include "vuoro/base/status.h"
#include "vuoro/config/load.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

// One office, one service; `office` and `more` are spliced into the document.
std::string Document(std::string_view office, std::string_view more) {
  return fmt::format(R"({{"vuoro": 1, "name": "T",
    "agencies": [{{"id": "a", "name": "A"}}],
    "services": [{{"id": "s", "agency": "a", "name": "S", "duration_min": 30}}],
    "offices": [{{"id": "o", "name": "O", "counters": 1{}}}]{},
    "offers": [{{"office": "o", "service": "s"}}]}})",
                     office, more);
}

constexpr std::string_view kNight =
    R"(, "hours": [{"days": "mon-sun", "from": "00:00", "to": "06:00"}])";
constexpr std::string_view kDay =
    R"(, "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}])";

// An official visits office "o" from his base "b".
constexpr char kVisitedOffice[] = R"({"vuoro": 1, "name": "T",
  "agencies": [{"id": "a", "name": "A"}],
  "services": [{"id": "s", "agency": "a", "name": "S", "duration_min": 30}],
  "offices": [{"id": "o", "name": "O", "counters": 1, "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]},
              {"id": "b", "name": "B", "counters": 1, "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]}],
  "people": [{"id": "p", "role": "official", "agency": "a", "base": "b", "languages": ["fi"], "visits": ["o"],
              "max_field_days": 5, "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]}],
  "drive_min": {"offices": ["o", "b"], "minutes": [[0, 20], [20, 0]]},
  "offers": [{"office": "o", "service": "s", "arrangement": "visit_hours"}]})";

class SupplyTest : public testing::Test {
 protected:
  void Make(const std::string& document, std::vector<WeekPlan> plans = {}) {
    std::vector<Fault> faults;
    auto network = LoadNetwork(document, &faults);
    ASSERT_TRUE(network.ok()) << network.status();
    EntityIds ids;
    for (const std::string& name : MissingEntities(*network, ids))
      ids[name] = static_cast<int64_t>(ids.size()) + 1;
    Directory directory(*network, ids);
    auto made = Supply::Make(std::make_shared<const Network>(*std::move(network)),
                             std::move(directory), std::move(plans), Date::FromYmd(20260101));
    ASSERT_TRUE(made.ok()) << made.status();
    supply = *std::move(made);
  }
  // Local times of the starts of a day, "08:00".
  std::vector<std::string> Starts(int ymd) const {
    std::vector<std::string> starts;
    const SupplyDay& day = supply->Day(Date::FromYmd(ymd));
    const uint64_t* mask = day.Starts(OfferIndex(0));
    if (mask == nullptr) return starts;
    mask::ForEachSet({mask, static_cast<size_t>(supply->quantum().words())}, [&](int32_t q) {
      const Instant at{day.first_us + q * supply->quantum().us()};
      starts.push_back(FormatMinute(supply->zone(OfficeIndex(0)).ToLocal(at).minute));
    });
    return starts;
  }
  std::shared_ptr<const Supply> supply;
};

TEST_F(SupplyTest, StartsLieOnTheGridInsideTheOpening) {
  Make(Document(R"(, "hours": [{"days": "mon", "from": "08:00", "to": "09:10"}])", ""));
  EXPECT_THAT(Starts(20260302), testing::ElementsAre("08:00", "08:15", "08:30"));
  EXPECT_THAT(Starts(20260303), testing::IsEmpty());
}

TEST_F(SupplyTest, TheGridStaysOnTheWallClockWhenClocksChange) {
  Make(Document(kNight, R"(, "rules": {"grid_min": 60})"));
  // Spring: 03:00 does not exist. Autumn: 03:00 comes twice.
  EXPECT_THAT(Starts(20260329), testing::ElementsAre("00:00", "01:00", "02:00", "04:00", "05:00"));
  EXPECT_THAT(Starts(20261025),
              testing::ElementsAre("00:00", "01:00", "02:00", "03:00", "03:00", "04:00", "05:00"));
  EXPECT_EQ(supply->Day(Date::FromYmd(20260329)).quanta, 276);
  EXPECT_EQ(supply->Day(Date::FromYmd(20261025)).quanta, 300);
}

TEST_F(SupplyTest, AnOfficeInAnotherZoneKeepsItsOwnClock) {
  Make(Document(
      R"(, "time_zone": "Europe/Stockholm", "hours": [{"days": "mon", "from": "08:00", "to": "09:00"}])",
      ""));
  EXPECT_THAT(Starts(20260302), testing::ElementsAre("08:00", "08:15", "08:30"));
  const SupplyDay& day = supply->Day(Date::FromYmd(20260302));
  const int32_t first = mask::NextSet({day.Starts(OfferIndex(0)), 5}, 0);
  EXPECT_EQ(first, 9 * 12);  // nine o'clock in Helsinki
}

TEST_F(SupplyTest, OutsideItsAgreementNothingIsOffered) {
  Make(Document(kDay,
                R"(, "agreements": [{"id": "g", "kind": "national", "agency": "a", "office": "*",
      "status": "signed", "from": "2026-03-02", "to": "2026-03-03"}], "rules": {"require_agreements": true})"));
  EXPECT_THAT(Starts(20260227), testing::IsEmpty());
  EXPECT_FALSE(Starts(20260302).empty());
  EXPECT_FALSE(Starts(20260303).empty());
  EXPECT_THAT(Starts(20260304), testing::IsEmpty());
  EXPECT_FALSE(supply->Day(Date::FromYmd(20260304)).Agreed(OfferIndex(0)));
}

TEST_F(SupplyTest, ADraftIsNoAgreementAndALocalOneMayBeNeededToo) {
  Make(Document(kDay,
                R"(, "agreements": [{"id": "g", "kind": "national", "agency": "a", "office": "*",
      "status": "draft"}], "rules": {"require_agreements": true})"));
  EXPECT_THAT(Starts(20260302), testing::IsEmpty());
  Make(Document(kDay,
                R"(, "agreements": [{"id": "g", "kind": "national", "agency": "a", "office": "*",
      "status": "signed"}], "rules": {"require_local_agreement": true})"));
  EXPECT_THAT(Starts(20260302), testing::IsEmpty());
}

TEST_F(SupplyTest, AnAssociationNeedsNoAgreement) {
  std::string document = Document(kDay, R"(, "rules": {"require_agreements": true})");
  Make(document);
  EXPECT_THAT(Starts(20260302), testing::IsEmpty());
  document.replace(document.find(R"("name": "A"})"), 12, R"("name": "A", "kind": "ngo"})");
  Make(document);
  EXPECT_FALSE(Starts(20260302).empty());
}

TEST_F(SupplyTest, AnOfficeOpensAndCloses) {
  Make(Document(
      fmt::format("{}{}", kDay, R"(, "opens_on": "2026-03-03", "closes_on": "2026-03-05")"), ""));
  EXPECT_THAT(Starts(20260302), testing::IsEmpty());
  EXPECT_FALSE(Starts(20260303).empty());
  EXPECT_FALSE(Starts(20260304).empty());
  EXPECT_THAT(Starts(20260305), testing::IsEmpty());
}

TEST_F(SupplyTest, PublicHolidaysCloseUnlessTheDocumentSaysOtherwise) {
  Make(Document(kDay, ""));
  EXPECT_THAT(Starts(20260403), testing::IsEmpty());  // Good Friday
  Make(Document(fmt::format("{}{}", kDay, R"(, "closed_on_public_holidays": false)"), ""));
  EXPECT_FALSE(Starts(20260403).empty());
}

TEST_F(SupplyTest, ThePlanOfTheWeekThatBeganLastCounts) {
  WeekPlan first;
  first.from_ymd = 20260302;
  first.field = {{"p", "o", 0, 9 * 60, 11 * 60}};
  WeekPlan second;
  second.from_ymd = 20260309;
  second.field = {{"p", "o", 1, 12 * 60, 14 * 60}};
  Make(kVisitedOffice, {first, second});
  const PersonIndex person(0);
  EXPECT_NE(supply->Day(Date::FromYmd(20260302)).Presence(person, 0), nullptr);
  EXPECT_EQ(supply->Day(Date::FromYmd(20260302)).Presence(person, kRemoteSite), nullptr);
  EXPECT_EQ(supply->Day(Date::FromYmd(20260309)).Presence(person, 0), nullptr);
  EXPECT_NE(supply->Day(Date::FromYmd(20260309)).Presence(person, kRemoteSite), nullptr);
  EXPECT_NE(supply->Day(Date::FromYmd(20260310)).Presence(person, 0), nullptr);
  EXPECT_EQ(supply->Day(Date::FromYmd(20260223)).Presence(person, 0), nullptr);
}

TEST_F(SupplyTest, APlanOfTwoWeeksRepeatsEverySecondWeekFromItsFirstMonday) {
  WeekPlan plan;
  plan.from_ymd = 20260302;
  plan.cycle_weeks = 2;
  plan.field = {{"p", "o", 0, 9 * 60, 11 * 60}, {"p", "o", 2, 9 * 60, 11 * 60, 1}};
  Make(kVisitedOffice, {plan});
  const PersonIndex person(0);
  for (int week = 0; week < 6; ++week) {
    const Date monday = Date::FromYmd(20260302).AddDays(7 * week);
    EXPECT_EQ(supply->Day(monday).Presence(person, 0) != nullptr, week % 2 == 0) << week;
    EXPECT_EQ(supply->Day(monday.AddDays(2)).Presence(person, 0) != nullptr, week % 2 == 1) << week;
  }
}

}  // namespace
}  // namespace vuoro
