// People's decisions from JSON into the planning problem, and what came of them back in its words.
#include "vuoro/config/decisions.h"

#include "config_world.h"
#include "vuoro/planning/planner.h"

namespace vuoro {
namespace {

using planning::DecisionKind;
using planning::Window;

const Date kDecidedMonday = Date::FromYmd(20260302);

// city.1 neither visits offices nor takes video calls.
Network Town() {
  Network network = MustLoad(ExampleDocument("jyvaskyla5.json"));
  for (Person& person : network.people) {
    if (person.key != "city.1") continue;
    person.visits.clear();
    person.remote_hours.weekly.clear();
  }
  return network;
}

std::vector<PlanDecision> MustRead(const Network& network, std::string_view json) {
  std::vector<Fault> faults;
  auto decisions = LoadDecisions(json, network, &faults);
  EXPECT_TRUE(decisions.ok()) << Printed(faults);
  return decisions.ok() ? *std::move(decisions) : std::vector<PlanDecision>();
}

TEST(DecisionsTest, AreReadWithEveryPart) {
  const Network network = Town();
  const auto decisions = MustRead(network, R"([
    {"decide": "pin", "person": "kela.1", "office": "korpilahti", "weekday": "thu",
     "from": "10:00", "to": "12:30", "exact": true},
    {"decide": "forbid", "agency": "kela", "video": true},
    {"decide": "prefer", "worth": -3}])");
  ASSERT_EQ(decisions.size(), 3u);
  EXPECT_EQ(network.at(decisions[0].person).key, "kela.1");
  EXPECT_EQ(network.at(decisions[0].office).key, "korpilahti");
  EXPECT_EQ(decisions[0].weekday, 3);
  EXPECT_EQ(decisions[0].from_min, 600);
  EXPECT_EQ(decisions[0].to_min, 750);
  EXPECT_TRUE(decisions[0].exact);
  EXPECT_TRUE(decisions[1].video);
  EXPECT_EQ(network.at(decisions[1].agency).key, "kela");
  EXPECT_EQ(decisions[2].worth, -3);
  PlanDecision third;
  third.kind = PlanDecisionKind::kPrefer;
  third.worth = -3;
  EXPECT_EQ(decisions[2], third);
  EXPECT_TRUE(MustRead(network, "[]").empty());
}

TEST(DecisionsTest, EveryFaultHasItsPlace) {
  const Network network = Town();
  std::vector<Fault> faults;
  const absl::Status status =
      LoadDecisions("[{\"decide\": \"pn\"},\n {\"decide\": \"pin\", \"ofice\": \"x\"}, 7]", network,
                    &faults)
          .status();
  EXPECT_TRUE(HasReason(status, Reason::kBadDocument)) << status;
  EXPECT_EQ(PathOf(status), "/0/decide");
  ASSERT_EQ(faults.size(), 3u) << Printed(faults);
  EXPECT_EQ(faults[1].pointer, "/1/ofice");
  EXPECT_EQ(faults[1].line, 2);
  EXPECT_EQ(faults[2].pointer, "/2");
  for (const char* junk : {"", "{", "7", "{}", "null"}) {
    EXPECT_TRUE(HasReason(LoadDecisions(junk, network).status(), Reason::kBadDocument)) << junk;
  }
}

TEST(DecisionsTest, BecomeTheProblemsInSlots) {
  Network network = Town();
  network.planning.decisions = MustRead(network, R"([{"decide": "forbid", "office": "huhtasuo"}])");
  const auto more = MustRead(network, R"([
    {"decide": "pin", "person": "kela.1", "from": "10:00", "to": "12:30"},
    {"decide": "forbid", "from": "00:00", "to": "08:00"},
    {"decide": "forbid", "from": "20:00", "to": "24:00"},
    {"decide": "forbid", "person": "city.1"},
    {"decide": "prefer", "from": "05:00", "to": "09:00", "worth": 5},
    {"decide": "prefer", "from": "05:00", "to": "09:00", "worth": -5}])");
  const auto made = MakeProblem(network, kDecidedMonday, more);
  ASSERT_TRUE(made.ok()) << made.status();
  const auto& decisions = made->problem.decisions;
  ASSERT_EQ(decisions.size(), 7u);
  EXPECT_EQ(network.offices[static_cast<size_t>(decisions[0].office)].key, "huhtasuo");
  EXPECT_EQ(network.at(made->officials[static_cast<size_t>(decisions[1].official)]).key, "kela.1");
  EXPECT_EQ(decisions[1].window, (Window{6, 11}));  // from 7:00 on
  EXPECT_EQ(decisions[2].window, (Window{0, 2}));   // what lies in the planning day
  // What can concern no visit says nothing.
  const planning::Decision nothing{.kind = DecisionKind::kPrefer};
  EXPECT_EQ(decisions[3], nothing);  // hours outside the day
  EXPECT_EQ(decisions[4], nothing);  // a person who neither visits nor takes calls
  EXPECT_EQ(decisions[5], nothing);  // nobody can be there so early
  EXPECT_EQ(decisions[6].window, (Window{0, 4}));
  EXPECT_THAT(made->decision_paths,
              testing::ElementsAre("/planning/decisions/0", "/0", "/1", "/2", "/3", "/4", "/5"));
}

TEST(DecisionsTest, PinsOfNobodyAreRefusedWithTheirPlace) {
  const Network network = Town();
  for (const char* pin : {R"([{"decide": "pin", "person": "city.1"}])",
                          R"([{"decide": "pin", "from": "05:00", "to": "09:00"}])"}) {
    const absl::Status status =
        MakeProblem(network, kDecidedMonday, MustRead(network, pin)).status();
    EXPECT_TRUE(HasReason(status, Reason::kInfeasible)) << status;
    EXPECT_EQ(PathOf(status), "/0");
  }
  // The planner's own refusals get the place where the decision was written.
  Network own = network;
  own.planning.decisions = MustRead(
      network,
      R"([{"decide": "pin", "person": "kela.1", "office": "korpilahti", "weekday": "fri"}])");
  const auto made = MakeProblem(own, kDecidedMonday);
  ASSERT_TRUE(made.ok()) << made.status();
  const absl::Status status =
      InWordsOf(*made, planning::Solve(made->problem, {.steps = 10}).status());
  EXPECT_TRUE(HasReason(status, Reason::kInfeasible)) << status;
  EXPECT_EQ(PathOf(status), "/planning/decisions/0");
  EXPECT_EQ(InWordsOf(*made, absl::OkStatus()), absl::OkStatus());
}

TEST(DecisionsTest, OutcomesCountWhatThePlanHas) {
  const Network network = Town();
  const auto made = MakeProblem(network, kDecidedMonday, MustRead(network, R"([
    {"decide": "pin", "person": "kela.1", "office": "korpilahti", "weekday": "thu"},
    {"decide": "forbid", "person": "kela.1", "weekday": "mon"},
    {"decide": "prefer", "agency": "kela", "worth": 9}])"));
  ASSERT_TRUE(made.ok()) << made.status();
  const auto result = planning::Solve(made->problem, {.steps = 600});
  ASSERT_TRUE(result.ok()) << result.status();
  const auto outcomes = OutcomesOf(*made, result->plan);
  ASSERT_EQ(outcomes.size(), 3u);
  EXPECT_TRUE(outcomes[0].kept);
  EXPECT_EQ(outcomes[0].visits, 1);
  EXPECT_EQ(outcomes[1].visits, 0);
  EXPECT_EQ(outcomes[2].cost, -9 * outcomes[2].visits);
  EXPECT_EQ(outcomes[2].cost, result->cost.preference);
  const std::string json = EncodeOutcomes(network, outcomes);
  EXPECT_THAT(json,
              testing::HasSubstr(R"({"decide":"pin","kept":true,"office":"korpilahti",)"
                                 R"("path":"/0","person":"kela.1","visits":1,"weekday":"thu"})"));
  // A plan without the visit, as after a loss that lifted the pin.
  EXPECT_FALSE(OutcomesOf(*made, {}).front().kept);
  EXPECT_EQ(EncodeOutcomes(network, {}), "[]");
}

}  // namespace
}  // namespace vuoro
