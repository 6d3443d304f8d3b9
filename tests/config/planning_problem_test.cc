// A network's week as a planning problem: windows, officials, interpreters, agreements, and back.
#include "vuoro/config/planning_problem.h"

#include <tuple>

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

TEST(PlanningProblemTest, AgenciesMayWeighOtherwise) {
  EXPECT_THAT(Made(Week(), kMondayOfMarch).problem.agency_weights, ElementsAre());
  std::string document(kWeek);
  const std::string_view common = R"("weights": {"travel": 2})";
  document.replace(document.find(common), common.size(),
                   R"("weights": {"agencies": [{"agency": "dvv", "wait": 3}], "unmet": 70})");
  EXPECT_THAT(Made(MustLoad(document), kMondayOfMarch).problem.agency_weights,
              ElementsAre(planning::AgencyWeights{70, 10}, planning::AgencyWeights{70, 3}));
}

TEST(PlanningProblemTest, DemandMayBeOfSomeDays) {
  for (const auto& [days, weekdays, slots] :
       {std::tuple(R"(["wed", "sat"])", std::vector<int>{2}, 6),
        std::tuple(R"("mon-tue")", std::vector<int>{0, 1}, 6),
        std::tuple(R"("mon-fri")", std::vector<int>{}, 6),
        std::tuple(R"("sun")", std::vector<int>{}, 0)}) {
    std::string document(kWeek);
    const std::string_view first = R"("half_hours": 6)";
    document.replace(document.find(first), first.size(),
                     fmt::format(R"({}, "days": {})", first, days));
    const planning::Problem problem = Made(MustLoad(document), kMondayOfMarch).problem;
    EXPECT_EQ(problem.demand[0], (planning::DemandLine{0, 1, 0, slots, true, weekdays})) << days;
    EXPECT_EQ(problem.demand[1].weekdays, std::vector<int>());
  }
}

// Video duty as one character a slot from 07:00 on.
std::string DutyOf(const planning::Official& official, int day) {
  std::string out;
  for (int slot = 0; slot < 22; ++slot) out += official.OnRemoteDuty(day, slot) ? 'x' : '.';
  return out;
}

TEST(PlanningProblemTest, PresenceIsAskedForWhileTheOfficeIsOpen) {
  std::string document(kWeek);
  const std::string_view here = R"("days": ["tue", "wed", "thu"],)";
  document.replace(document.find(here), here.size(),
                   R"("days": ["tue", "wed", "thu"], "presence": [
                      {"days": "tue", "from": "12:00", "to": "14:00"},
                      {"days": "tue", "from": "16:40", "to": "17:40"},
                      {"days": "wed", "from": "13:00", "to": "14:00"},
                      {"days": "mon", "from": "13:00", "to": "14:00"}],)");
  const planning::Problem problem = Made(MustLoad(document), kMondayOfMarch).problem;
  // The village is open from 12:30 to 17:00, closed on Wednesday, and visited from Tuesday on.
  EXPECT_THAT(problem.presence, ElementsAre(planning::Presence{0, 1, 1, {11, 14}}));
  EXPECT_EQ(problem.weights.absence, 200);
}

TEST(PlanningProblemTest, AgreementsAskForLessInAWeekThatTheyEndIn) {
  std::string document(kWeek);
  const std::string_view to = R"("to": "2026-03-04")";
  document.replace(document.find(to), to.size(), R"("to": "2026-03-10")");
  const Network network = MustLoad(document);
  // Tuesday is left of Tuesday to Thursday, and one visit of three.
  EXPECT_THAT(Made(network, Date::FromYmd(20260309)).problem.agreements,
              ElementsAre(planning::Agreement{0, 1, 1, 4, {1}}));
  EXPECT_THAT(Made(network, Date::FromYmd(20260223)).problem.agreements,
              ElementsAre(planning::Agreement{0, 1, 3, 4, {1, 2, 3}}));
}

TEST(PlanningProblemTest, AVehicleStandsAtOneStopADay) {
  std::string document(kWeek);
  const std::string_view later = R"({"id": "later",)";
  document.replace(
      document.find(later), later.size(),
      R"({"id": "car", "name": "Car", "kind": "mobile", "counters": 1, "booths": 1, "stops": [
                      {"place": "A", "hours": [{"days": "mon-tue", "from": "09:00", "to": "11:00"}]},
                      {"place": "B", "connected": false,
                       "hours": [{"days": "tue", "from": "11:00", "to": "14:00"},
                                 {"days": "wed", "from": "11:00", "to": "12:00"}]}]},
                      {"id": "later",)");
  const planning::Problem problem = Made(MustLoad(document), kMondayOfMarch).problem;
  EXPECT_THAT(problem.offices[2].open,
              ElementsAre(Window{4, 8}, Window{8, 14}, Window{8, 10}, Window{}, Window{}));
  EXPECT_THAT(problem.offices[2].no_video, ElementsAre(1, 2));
}

TEST(PlanningProblemTest, OfficialsEatInTurn) {
  std::string document(kWeek);
  const auto put = [&](std::string_view before, std::string_view after) {
    document.replace(document.find(before), before.size(), after);
  };
  put(R"("planning": {)",
      R"("planning": {"lunch": {"from": "11:00", "to": "12:30", "after_min": 240}, )");
  put(R"({"id": "idle", "role": "official", "agency": "dvv", "base": "base"})",
      R"({"id": "v", "role": "official", "agency": "dvv", "count": 4,
          "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}],
          "remote_hours": [{"days": "mon", "from": "09:00", "to": "13:00"},
                           {"days": "tue", "from": "09:00", "to": "11:30"},
                           {"days": "tue", "from": "12:00", "to": "17:00"},
                           {"days": "wed", "from": "10:00", "to": "13:30"},
                           {"days": "thu", "from": "07:00", "to": "12:00"}]})");
  const planning::Problem problem = Made(MustLoad(document), kMondayOfMarch).problem;
  EXPECT_EQ(problem.lunch_after, 8);
  ASSERT_EQ(problem.officials.size(), 6u);  // k, d, and four of DVV after d
  // Three half hours from 11:00 on: the second, the third, the first and the second again.
  EXPECT_EQ(DutyOf(problem.officials[2], 0), "....xxxxx.xx..........");
  EXPECT_EQ(DutyOf(problem.officials[3], 0), "....xxxxxx.x..........");
  EXPECT_EQ(DutyOf(problem.officials[4], 0), "....xxxx.xxx..........");
  EXPECT_EQ(DutyOf(problem.officials[5], 0), "....xxxxx.xx..........");
  // Free at half past eleven anyway; on duty too short; off before the hours end.
  EXPECT_EQ(DutyOf(problem.officials[2], 1), "....xxxxx.xxxxxxxxxx..");
  EXPECT_EQ(DutyOf(problem.officials[2], 2), "......xxxxxxx.........");
  EXPECT_EQ(DutyOf(problem.officials[2], 3), "xxxxxxxxxx............");
  EXPECT_EQ(DutyOf(problem.officials[0], 0), ".....xxxx.............");
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
  WeekDisruption gone;
  gone.absent = {{"k", 1, 1}, {"k", 5, 0}, {"k", 0, 2}};
  const auto days = MakeDisruption(network, made, gone);
  ASSERT_TRUE(days.ok()) << days.status();
  EXPECT_EQ(days->absent[0].day, 6);
  EXPECT_GE(days->absent[1].day, 10);
  EXPECT_GE(days->absent[2].day, 10);
}

}  // namespace
}  // namespace vuoro
