// A network's week as a planning problem: windows, officials, interpreters, agreements, and back.
#include "vuoro/config/planning_problem.h"

#include "config_world.h"
#include "vuoro/planning/checker.h"

namespace vuoro {
namespace {

using planning::Window;
using ::testing::ElementsAre;

// Two offices half an hour apart, two officials, three interpreters of two languages.
constexpr std::string_view kWeek = R"({
"vuoro": 1, "name": "Pieni",
"languages": ["fi", "sv", {"code": "ar", "interpreted": true}, {"code": "so", "interpreted": true}],
"agencies": [{"id": "kela", "name": "Kela"}, {"id": "dvv", "name": "DVV"}],
"services": [],
"offices": [
  {"id": "base", "name": "Base", "counters": 3, "booths": 2, "hours": [{"days": "mon-fri", "from": "08:15", "to": "16:15"}]},
  {"id": "village", "name": "Village", "counters": 1, "booths": 1,
   "hours": [{"days": "mon-fri", "from": "09:00", "to": "12:00"}, {"days": "mon-fri", "from": "12:30", "to": "17:00"}],
   "exceptions": [{"date": "2026-03-04", "closed": true}]},
  {"id": "later", "name": "Later", "opens_on": "2026-03-05", "hours": [{"days": "mon-sun", "from": "00:00", "to": "24:00"}]}],
"people": [
  {"id": "a", "role": "advisor", "base": "base", "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]},
  {"id": "k", "role": "official", "agency": "kela", "base": "base", "languages": ["fi", "sv"],
   "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}], "exceptions": [{"date": "2026-03-06", "closed": true}],
   "remote_hours": [{"days": "mon-tue", "from": "09:10", "to": "11:45"}],
   "visits": ["village", "later"], "field_days": ["tue", "wed", "fri"], "max_field_days": 2, "max_day_min": 495, "max_week_min": 960},
  {"id": "d", "role": "official", "agency": "dvv", "hours": [{"days": "mon", "from": "08:00", "to": "10:00"}]},
  {"id": "idle", "role": "official", "agency": "dvv", "base": "base"},
  {"id": "i", "role": "interpreter", "languages": ["ar", "so"], "count": 3, "hours": [{"days": "mon", "from": "09:00", "to": "10:00"}]}],
"offers": [],
"agreements": [
  {"id": "all", "agency": "kela", "from": "2025-01-01"},
  {"id": "here", "kind": "local", "agency": "kela", "office": "village", "min_visits": 3, "max_visits": 4, "days": ["tue", "wed", "thu"], "to": "2026-03-04"},
  {"id": "ended", "kind": "local", "agency": "dvv", "office": "village", "max_visits": 4, "status": "ended"},
  {"id": "no-desk", "kind": "local", "agency": "kela", "office": "later", "max_visits": 4}],
"demand": [
  {"agency": "kela", "office": "village", "half_hours": 6},
  {"agency": "kela", "office": "village", "language": "ar", "half_hours": 4},
  {"agency": "kela", "office": "village", "language": "so", "half_hours": 3, "video": true},
  {"agency": "kela", "office": "village", "language": "sv", "half_hours": 2, "video": false}],
"drive_min": {"offices": ["base", "village"], "minutes": [[0, 31], [33, 0]]},
"planning": {"min_visit_min": 120, "max_visit_min": 240, "weights": {"travel": 2},
             "exclusive": [{"office": "village", "agencies": ["kela", "dvv"]}]}
})";

constexpr Date kMondayOfMarch = Date::FromYmd(20260302);

const Network& Week() {
  static const Network kNetwork = MustLoad(kWeek);
  return kNetwork;
}

PlanningProblem Made(const Network& network, Date monday) {
  absl::StatusOr<PlanningProblem> made = MakeProblem(network, monday);
  EXPECT_TRUE(made.ok()) << made.status();
  return made.ok() ? *std::move(made) : PlanningProblem();
}

TEST(PlanningProblemTest, TheFrameIsTheDocuments) {
  const planning::Problem problem = Made(Week(), kMondayOfMarch).problem;
  EXPECT_EQ(problem.days, 5);
  EXPECT_EQ(problem.slots_per_day, 22);
  EXPECT_EQ(problem.first_slot, "07:00");
  EXPECT_EQ(problem.min_visit, 4);
  EXPECT_EQ(problem.max_visit, 8);
  EXPECT_EQ(problem.weights, (planning::Weights{100, 2, 10}));
  EXPECT_THAT(problem.agencies, ElementsAre("Kela", "DVV"));
  EXPECT_THAT(problem.exclusive, ElementsAre(planning::ExclusiveGroup{1, {0, 1}}));
  EXPECT_EQ(problem.demand[3], (planning::DemandLine{0, 1, 1, 2, false}));
}

TEST(PlanningProblemTest, WindowsAreTheLongestRunOfWholeSlots) {
  const planning::Problem problem = Made(Week(), kMondayOfMarch).problem;
  // 08:15-16:15 holds the half hours from 08:30 to 16:00.
  EXPECT_EQ(problem.offices[0].open[0], (Window{3, 18}));
  // A break at noon: the afternoon is longer. Closed on Wednesday.
  EXPECT_THAT(problem.offices[1].open, ElementsAre(Window{11, 20}, Window{11, 20}, Window{},
                                                   Window{11, 20}, Window{11, 20}));
  // Opens on Thursday; the night outside the planning day is cut off.
  EXPECT_THAT(problem.offices[2].open,
              ElementsAre(Window{}, Window{}, Window{}, Window{0, 22}, Window{0, 22}));
}

TEST(PlanningProblemTest, HolidaysCloseDays) {
  const planning::Problem problem = Made(Week(), Date::FromYmd(20260330)).problem;
  EXPECT_FALSE(problem.offices[0].open[3].empty());
  EXPECT_TRUE(problem.offices[0].open[4].empty());  // Good Friday
}

TEST(PlanningProblemTest, OfficialsAreThoseWhoCanServe) {
  const PlanningProblem made = Made(Week(), kMondayOfMarch);
  ASSERT_EQ(made.problem.officials.size(), 2u);
  EXPECT_THAT(made.officials, ElementsAre(PersonIndex(1), PersonIndex(2)));
  const planning::Official& k = made.problem.officials[0];
  EXPECT_THAT(k.languages, ElementsAre(0, 1));
  EXPECT_THAT(k.offices, ElementsAre(1));  // the office without a counter has no desk for him
  EXPECT_THAT(k.field, ElementsAre(false, true, true, false, false));  // away on Friday
  EXPECT_EQ(k.max_day, 16);
  EXPECT_EQ(k.max_week, 32);
  EXPECT_THAT(k.remote, ElementsAre(Window{5, 9}, Window{5, 9}, Window{}, Window{}, Window{}));
  const planning::Official& d = made.problem.officials[1];
  EXPECT_EQ(d.base, 0);
  EXPECT_TRUE(d.offices.empty());
  EXPECT_EQ(d.remote[0], (Window{2, 6}));
}

TEST(PlanningProblemTest, EachInterpreterCountsForOneLanguage) {
  const planning::Problem problem = Made(Week(), kMondayOfMarch).problem;
  // Demand 4 and 3 for three interpreters: ar, so, ar.
  EXPECT_EQ(problem.interpreters[2][0][4], 2);
  EXPECT_EQ(problem.interpreters[3][0][4], 1);
  EXPECT_EQ(problem.interpreters[2][0][5], 2);
  EXPECT_EQ(problem.interpreters[2][0][6], 0);
  EXPECT_EQ(problem.interpreters[2][1][4], 0);
  EXPECT_EQ(problem.interpreters[0][0][4], 0);
}

TEST(PlanningProblemTest, AgreementsAreThoseInForce) {
  const planning::Problem problem = Made(Week(), kMondayOfMarch).problem;
  // Ends on Wednesday, on which the office is closed: of three visits one day is left.
  EXPECT_THAT(problem.agreements, ElementsAre(planning::Agreement{0, 1, 1, 4, {1, 2}}));
  EXPECT_TRUE(Made(Week(), Date::FromYmd(20260309)).problem.agreements.empty());
}

TEST(PlanningProblemTest, BothKindsOfAgreementWhereTheOfficeAsks) {
  Network network = Week();
  network.offices[1].rules.require_local_agreement = true;
  EXPECT_EQ(Made(network, kMondayOfMarch).problem.agreements.size(), 1u);
  network.agreements[0].status = AgreementStatus::kDraft;
  EXPECT_TRUE(Made(network, kMondayOfMarch).problem.agreements.empty());
}

TEST(PlanningProblemTest, UnknownDrivesAreLongerThanADay) {
  const planning::Problem problem = Made(Week(), kMondayOfMarch).problem;
  EXPECT_EQ(problem.drive_minutes[0][1], 31);
  EXPECT_EQ(problem.drive_minutes[1][0], 33);
  EXPECT_GT(problem.DriveSlots(problem.drive_minutes[0][2]), problem.slots_per_day);
  EXPECT_EQ(problem.drive_minutes[2][2], 0);
}

TEST(PlanningProblemTest, APlanComesBackInKeysAndMinutes) {
  const PlanningProblem made = Made(Week(), kMondayOfMarch);
  planning::Plan plan;
  plan.visits.push_back({0, 1, 1, 11, 15, {{0, 4}}});
  for (const int slot : {8, 6, 7, 5}) plan.video.push_back({0, slot == 5 ? 2 : 1, 0, slot});
  plan.video.push_back({0, 1, 1, 5});
  const WeekPlan week = MakeWeekPlan(Week(), made, plan);
  EXPECT_EQ(week.from_ymd, 20260302);
  EXPECT_THAT(week.field, ElementsAre(FieldDuty{"k", "village", 1, 750, 870}));
  EXPECT_THAT(week.video, ElementsAre(VideoDuty{"k", "village", 0, 570, 690},
                                      VideoDuty{"k", "village", 1, 570, 600}));
}

TEST(PlanningProblemTest, BadArgumentsAreNamed) {
  EXPECT_TRUE(
      HasReason(MakeProblem(Week(), Date::FromYmd(20260303)).status(), Reason::kBadArgument));
  Network network = Week();
  network.planning.day_to_min = network.planning.day_from_min;
  EXPECT_TRUE(HasReason(MakeProblem(network, kMondayOfMarch).status(), Reason::kBadArgument));
}

TEST(PlanningProblemTest, TheNationalNetworkIsAProblem) {
  const Network network = MustLoad(ExampleDocument("finland50.json"));
  const planning::Problem problem = Made(network, kMondayOfMarch).problem;
  EXPECT_EQ(problem.offices.size(), 50u);
  EXPECT_EQ(problem.demand.size(), network.demand.size());
  int local = 0;
  for (const Agreement& agreement : network.agreements) local += agreement.max_visits > 0;
  EXPECT_EQ(problem.agreements.size(), static_cast<size_t>(local));
  int sent = 0;
  for (const planning::Official& official : problem.officials) sent += !official.offices.empty();
  EXPECT_EQ(sent, 70);
}

// Two weeks from 23 February on: the first is whole, in the second Wednesday is closed.
TEST(PlanningProblemTest, ACycleHasTheDatesOfAllItsWeeks) {
  Network network = Week();
  network.planning.cycle_weeks = 2;
  const PlanningProblem made = Made(network, Date::FromYmd(20260223));
  const planning::Problem& problem = made.problem;
  EXPECT_EQ(problem.weeks, 2);
  EXPECT_EQ(problem.days, 10);
  EXPECT_EQ(made.DateOf(4), Date::FromYmd(20260227));
  EXPECT_EQ(made.DateOf(5), Date::FromYmd(20260302));
  EXPECT_EQ(problem.offices[1].open[2], (Window{11, 20}));
  EXPECT_TRUE(problem.offices[1].open[7].empty());
  EXPECT_TRUE(problem.officials[0].field[4]);
  EXPECT_TRUE(problem.officials[0].field[6]);
  EXPECT_FALSE(problem.officials[0].field[9]);        // away on that Friday
  EXPECT_EQ(problem.officials[0].max_field_days, 2);  // a week
  EXPECT_EQ(problem.demand[3], (planning::DemandLine{0, 1, 1, 4, false}));
  EXPECT_EQ(problem.interpreters[2][5][4], problem.interpreters[2][0][4]);
  // 3 to 4 visits a week, on the days up to the last of the agreement; one of them is closed.
  EXPECT_THAT(problem.agreements, ElementsAre(planning::Agreement{0, 1, 4, 8, {1, 2, 3, 6, 7}}));
  network.agreements[1].visits_per = VisitsPer::kCycle;
  EXPECT_THAT(Made(network, Date::FromYmd(20260223)).problem.agreements,
              ElementsAre(planning::Agreement{0, 1, 3, 4, {1, 2, 3, 6, 7}}));
}

TEST(PlanningProblemTest, APlanOfACycleGoesToItsWeeksAndBack) {
  Network network = Week();
  network.planning.cycle_weeks = 2;
  const PlanningProblem made = Made(network, Date::FromYmd(20260223));
  planning::Plan plan;
  plan.visits = {{0, 1, 1, 11, 15, {}}, {0, 1, 6, 11, 17, {}}};
  plan.video = {{0, 1, 0, 5}, {0, 1, 0, 6}, {0, 1, 5, 5}, {0, 1, 5, 6}};
  const WeekPlan two = MakeWeekPlan(network, made, plan);
  EXPECT_EQ(two.cycle_weeks, 2);
  EXPECT_THAT(two.field, ElementsAre(FieldDuty{"k", "village", 1, 750, 870},
                                     FieldDuty{"k", "village", 1, 750, 930, 1}));
  EXPECT_THAT(two.video, ElementsAre(VideoDuty{"k", "village", 0, 570, 630},
                                     VideoDuty{"k", "village", 0, 570, 630, 1}));
  EXPECT_EQ(MakePlan(network, made, two).visits, plan.visits);
  // A week later its second week is the first; a plan of one week is in both.
  const PlanningProblem later = Made(network, Date::FromYmd(20260302));
  EXPECT_THAT(
      MakePlan(network, later, two).visits,
      ElementsAre(planning::Visit{0, 1, 6, 11, 15, {}}, planning::Visit{0, 1, 1, 11, 17, {}}));
  WeekPlan one = two;
  one.cycle_weeks = 1;
  one.field.resize(1);
  EXPECT_THAT(
      MakePlan(network, made, one).visits,
      ElementsAre(planning::Visit{0, 1, 1, 11, 15, {}}, planning::Visit{0, 1, 6, 11, 15, {}}));
  // Weekdays that nobody plans, and weeks that the cycle does not have, are no day of it.
  const WeekDisruption gone{.absent = {{"k", 1, 1}, {"k", 5, 0}, {"k", 0, 2}}};
  const auto days = MakeDisruption(network, made, gone);
  ASSERT_TRUE(days.ok()) << days.status();
  EXPECT_EQ(days->absent[0].day, 6);
  EXPECT_GE(days->absent[1].day, 10);
  EXPECT_GE(days->absent[2].day, 10);
}

}  // namespace
}  // namespace vuoro
