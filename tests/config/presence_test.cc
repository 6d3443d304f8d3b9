// A plan's visits counted against what agencies have agreed to.
#include "vuoro/config/presence.h"

#include "config_world.h"

namespace vuoro {
namespace {

using ::testing::ElementsAre;

constexpr Date kFirstMonday = Date::FromYmd(20260302);
constexpr std::string_view kAgreed = R"({
"vuoro": 1, "name": "Kylät",
"agencies": [{"id": "kela", "name": "Kela"}, {"id": "dvv", "name": "DVV"}],
"services": [],
"offices": [
  {"id": "north", "name": "N", "counters": 1, "hours": [{"days": "mon-fri", "from": "09:00", "to": "15:00"}]},
  {"id": "south", "name": "S", "counters": 1, "hours": [{"days": "mon-fri", "from": "09:00", "to": "15:00"}]}],
"people": [
  {"id": "k", "role": "official", "agency": "kela", "base": "north", "visits": "*", "max_field_days": 3,
   "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]},
  {"id": "d", "role": "official", "agency": "dvv", "base": "north", "visits": "*", "max_field_days": 3,
   "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]}],
"agreements": [
  {"id": "a", "agency": "kela", "office": "*", "min_visits": 2, "max_visits": 3},
  {"id": "b", "agency": "dvv", "office": "south", "max_visits": 1, "to": "2026-03-08"},
  {"id": "c", "agency": "kela", "office": "north", "min_visits": 5, "max_visits": 5, "status": "draft"}],
"offers": []
})";

WeekPlan PlanOf(std::vector<FieldDuty> visits) {
  WeekPlan plan;
  plan.from_ymd = 20260302;
  plan.field = std::move(visits);
  return plan;
}

std::vector<Presence> Counted(const WeekPlan& plan, Date monday) {
  static const Network kNetwork = MustLoad(kAgreed);
  absl::StatusOr<std::vector<Presence>> found = PresenceOf(kNetwork, plan, monday);
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? *std::move(found) : std::vector<Presence>();
}

TEST(PresenceTest, VisitsAreCountedAgainstWhatIsAgreed) {
  const std::vector<Presence> found = Counted(PlanOf({{"k", "south", 0, 600, 720},
                                                      {"k", "south", 2, 600, 780},
                                                      {"k", "north", 3, 600, 720},
                                                      {"d", "south", 1, 600, 720},
                                                      {"d", "south", 4, 600, 720},
                                                      {"d", "north", 2, 600, 660}}),
                                              kFirstMonday);
  const AgencyIndex kela(0), dvv(1);
  const OfficeIndex north(0), south(1);
  EXPECT_THAT(found,
              ElementsAre(Presence{kela, north, 1, 120, 2, 3}, Presence{kela, south, 2, 300, 2, 3},
                          Presence{dvv, north, 1, 60, 0, 0}, Presence{dvv, south, 2, 240, 0, 1}));
  EXPECT_TRUE(found[0].too_few());
  EXPECT_FALSE(found[1].too_few() || found[1].too_many());
  EXPECT_TRUE(found[2].too_many());  // nothing is agreed there
  EXPECT_TRUE(found[3].too_many());
}

TEST(PresenceTest, HoursAtWhichNobodyIsThereAreCounted) {
  std::string document(kAgreed);
  const std::string_view agreed = R"("min_visits": 2, "max_visits": 3})";
  document.replace(document.find(agreed), agreed.size(),
                   R"("min_visits": 0, "max_visits": 3, "presence": [
                      {"days": "mon-tue", "from": "10:00", "to": "12:15"},
                      {"days": "mon", "from": "11:00", "to": "12:30"},
                      {"days": "sat", "from": "11:00", "to": "12:30"},
                      {"days": "fri", "from": "08:00", "to": "09:30"}]})");
  const Network network = MustLoad(document);
  // Monday five half hours, Tuesday four, Friday the one in which the offices are open.
  const auto found = PresenceOf(network,
                                PlanOf({{"k", "south", 0, 570, 645},
                                        {"k", "south", 0, 690, 780},
                                        {"d", "south", 1, 600, 720},
                                        {"k", "north", 1, 600, 720}}),
                                kFirstMonday);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->size(), 3u);
  EXPECT_EQ((*found)[0].asked_min, 300);  // Kela in the north: Tuesday is kept
  EXPECT_EQ((*found)[0].absent_min, 180);
  EXPECT_EQ((*found)[1].asked_min, 300);
  // In the south on Monday from 10:00 to 10:30 and from 11:30 to 12:30; DVV's visit is not Kela's.
  EXPECT_EQ((*found)[1].absent_min, 210);
  EXPECT_TRUE((*found)[1].absent());
  EXPECT_EQ((*found)[2].asked_min, 0);
  EXPECT_FALSE((*found)[2].absent());
}

TEST(PresenceTest, AgreementsCountInTheirTime) {
  const WeekPlan plan = PlanOf({{"d", "south", 1, 600, 720}});
  EXPECT_FALSE(Counted(plan, kFirstMonday).back().too_many());
  EXPECT_TRUE(Counted(plan, kFirstMonday.AddDays(7)).back().too_many());  // it has ended
}

TEST(PresenceTest, StrangersAreRefusedWithTheirPlace) {
  const Network network = MustLoad(kAgreed);
  const auto person = PresenceOf(network, PlanOf({{"x", "south", 0, 600, 720}}), kFirstMonday);
  EXPECT_EQ(ReasonOf(person.status()), "bad_plan");
  EXPECT_EQ(PathOf(person.status()), "/field/0/person");
  const auto office = PresenceOf(network, PlanOf({{"k", "x", 0, 600, 720}}), kFirstMonday);
  EXPECT_EQ(PathOf(office.status()), "/field/0/office");
  EXPECT_EQ(ReasonOf(PresenceOf(network, PlanOf({}), kFirstMonday.AddDays(1)).status()),
            "bad_argument");
}

// Of two weeks: what is agreed for a week counts twice, and so does a plan of one week.
TEST(PresenceTest, TheShorterCycleIsRepeated) {
  Network network = MustLoad(kAgreed);
  network.agreements[1].to.reset();
  network.agreements[1].visits_per = VisitsPer::kCycle;
  const AgencyIndex kela(0), dvv(1);
  const OfficeIndex north(0), south(1);
  const WeekPlan week = PlanOf({{"k", "south", 0, 600, 720}, {"d", "south", 1, 600, 720}});
  WeekPlan cycle = week;
  cycle.cycle_weeks = 2;
  const auto counted = [&](const WeekPlan& plan) {
    absl::StatusOr<std::vector<Presence>> found = PresenceOf(network, plan, kFirstMonday);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? *std::move(found) : std::vector<Presence>();
  };
  EXPECT_THAT(counted(cycle),
              ElementsAre(Presence{kela, north, 0, 0, 4, 6}, Presence{kela, south, 1, 120, 4, 6},
                          Presence{dvv, south, 1, 120, 0, 2}));
  network.planning.cycle_weeks = 2;
  EXPECT_THAT(counted(week),
              ElementsAre(Presence{kela, north, 0, 0, 4, 6}, Presence{kela, south, 2, 240, 4, 6},
                          Presence{dvv, south, 2, 240, 0, 1}));
  EXPECT_THAT(counted(cycle),
              ElementsAre(Presence{kela, north, 0, 0, 4, 6}, Presence{kela, south, 1, 120, 4, 6},
                          Presence{dvv, south, 1, 120, 0, 1}));
}

}  // namespace
}  // namespace vuoro
