// Plans on their way through the agencies: each rule by name, and random commands against a small
// slow model that knows nothing of events.
#include "vuoro/engine/plan_states.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/plan_test_network.h"

namespace vuoro {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr int64_t kDayUs = int64_t{24} * 60 * kMinuteUs;

class PlanStatesTest : public testing::Test, public PlanFixture {
 protected:
  void SetUp() override { LoadPlanNetwork(); }

  PlanStanding Save(std::vector<std::string> people, PlanId replaces = {}) {
    const auto saved = engine->SavePlan(planner, {}, {PlanOf(std::move(people)), replaces});
    EXPECT_TRUE(saved.ok()) << saved.status();
    return saved.value_or(PlanStanding());
  }
  PlanStanding SaveAndSend(std::vector<std::string> people) {
    const auto sent = engine->SendPlan(planner, {}, Save(std::move(people)).id);
    EXPECT_TRUE(sent.ok()) << sent.status();
    return sent.value_or(PlanStanding());
  }
  std::vector<std::pair<std::string, std::string>> Parts(const PlanStanding& plan) const {
    std::vector<std::pair<std::string, std::string>> parts;
    for (const AgencyAnswer& answer : plan.agencies) {
      parts.emplace_back(*engine->FindKey(admin, answer.agency.value), WordOf(answer.state));
    }
    return parts;
  }
  // How many starts the plan's visit hours in the village give on a Tuesday.
  size_t StartsOn(int64_t tuesday_us) const {
    const auto slots = Search("village", "benefit", Mode::kOnSite, tuesday_us, tuesday_us + kDayUs);
    EXPECT_TRUE(slots.ok()) << slots.status();
    return slots.ok() ? slots->size() : 0;
  }
  // The refusal has this reason and place, and changed nothing.
  void Refused(const absl::StatusOr<PlanStanding>& found, Reason reason, std::string_view place) {
    EXPECT_THAT(found, FailsWith(reason));
    EXPECT_EQ(PathOf(found.status()), place) << found.status();
    EXPECT_EQ(engine->StateHash(), hash_) << found.status();
  }
  void Mark() { hash_ = engine->StateHash(); }

  static constexpr int64_t kTuesdayUs = kMonday0900 + 15 * 60 * kMinuteUs;  // its midnight
  Digest hash_;
};

TEST_F(PlanStatesTest, APlanIsPublishedWhenEveryAgencyItConcernsHasAccepted) {
  const PlanStanding draft = Save({"anna", "eeva"});
  EXPECT_EQ(draft.state, PlanState::kDraft);
  EXPECT_THAT(Parts(draft), ElementsAre(Pair("kela", "draft"), Pair("town", "draft")));
  EXPECT_EQ(engine->SendPlan(planner, {}, draft.id)->state, PlanState::kSent);
  EXPECT_EQ(engine->AcceptPlan(of_kela, {}, {draft.id})->state, PlanState::kSent);
  const auto accepted = engine->AcceptPlan(planner, {}, {draft.id, Agency("town")});
  EXPECT_EQ(accepted->state, PlanState::kAccepted);
  EXPECT_EQ(StartsOn(kTuesdayUs), 0);  // accepted is not published
  const auto published = engine->PublishSavedPlan(planner, {}, {.plan = draft.id});
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->state, PlanState::kPublished);
  EXPECT_FALSE(published->overridden);
  EXPECT_THAT(Parts(*published), ElementsAre(Pair("kela", "accepted"), Pair("town", "accepted")));
  EXPECT_EQ(StartsOn(kTuesdayUs), 7);  // 9:00 to 10:30 every quarter
  EXPECT_EQ(PlanEvents(), std::vector<std::string>({"plan.saved", "plan.sent", "plan.accepted",
                                                    "plan.accepted", "plan.published"}));
}

TEST_F(PlanStatesTest, APlanIsSupplyFromTheMondayItIsPublishedFrom) {
  const PlanStanding sent = SaveAndSend({"anna"});
  ASSERT_TRUE(engine->AcceptPlan(of_kela, {}, {sent.id}).ok());
  const auto published =
      engine->PublishSavedPlan(planner, {}, {.plan = sent.id, .from_ymd = 20260309});
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->from_ymd, 20260309);
  EXPECT_EQ(StartsOn(kTuesdayUs), 0);
  EXPECT_EQ(StartsOn(kTuesdayUs + 7 * kDayUs), 7);
  EXPECT_EQ(engine->FindPlan(admin, sent.id)->from_ymd, 20260309);
  // As it does for whoever reads the journal later.
  engine = Open(8);
  EXPECT_EQ(StartsOn(kTuesdayUs), 0);
  EXPECT_EQ(StartsOn(kTuesdayUs + 7 * kDayUs), 7);
}

TEST_F(PlanStatesTest, ARefusedPlanIsReplacedByAnotherDraft) {
  const PlanStanding sent = SaveAndSend({"anna", "eeva"});
  ASSERT_TRUE(engine->AcceptPlan(of_kela, {}, {sent.id}).ok());
  const auto refused = engine->RefusePlan(of_town, {}, {sent.id, {}, "eeva is on leave"});
  ASSERT_TRUE(refused.ok()) << refused.status();
  EXPECT_EQ(refused->state, PlanState::kRefused);
  EXPECT_EQ(refused->agencies[1].reason, "eeva is on leave");
  Mark();
  const auto early = engine->PublishSavedPlan(planner, {}, {.plan = sent.id});
  Refused(early, Reason::kPlanRefused, "agencies/town");
  EXPECT_THAT(MessageOf(early.status()), testing::HasSubstr("eeva is on leave"));
  const PlanStanding other = Save({"anna"}, sent.id);
  EXPECT_EQ(other.replaces, sent.id);
  EXPECT_THAT(Parts(other), ElementsAre(Pair("kela", "draft")));
  const auto replaced = engine->FindPlanStanding(planner, sent.id);
  EXPECT_EQ(replaced->state, PlanState::kReplaced);
  EXPECT_EQ(replaced->replaced_by, other.id);
  Mark();
  Refused(engine->AcceptPlan(of_town, {}, {sent.id}), Reason::kWrongState, "plan");
  Refused(engine->SavePlan(planner, {}, {PlanOf({"anna"}), sent.id}), Reason::kWrongState,
          "replaces");
}

TEST_F(PlanStatesTest, AnAgencyMayChangeItsAnswer) {
  const PlanStanding sent = SaveAndSend({"anna"});
  EXPECT_EQ(engine->AcceptPlan(of_kela, {}, {sent.id})->state, PlanState::kAccepted);
  EXPECT_EQ(engine->RefusePlan(of_kela, {}, {sent.id, {}, "no"})->state, PlanState::kRefused);
  const auto again = engine->AcceptPlan(of_kela, {}, {sent.id});
  EXPECT_EQ(again->state, PlanState::kAccepted);
  EXPECT_EQ(again->agencies[0].reason, "");
}

TEST_F(PlanStatesTest, AnOverrideNeedsItsRightAndIsRecorded) {
  const PlanStanding sent = SaveAndSend({"anna", "eeva"});
  ASSERT_TRUE(engine->AcceptPlan(of_kela, {}, {sent.id}).ok());
  Mark();
  Refused(engine->PublishSavedPlan(planner, {}, {.plan = sent.id}), Reason::kPlanUnanswered,
          "agencies/town");
  const PublishPlanRequest force{.plan = sent.id, .force = true, .reason = "flood"};
  Refused(engine->PublishSavedPlan(planner, {}, force), Reason::kPermissionDenied, "");
  const auto published = engine->PublishSavedPlan(admin, {}, force);
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_TRUE(published->overridden);
  EXPECT_THAT(Parts(*published), ElementsAre(Pair("kela", "accepted"), Pair("town", "sent")));
  const std::vector<Record> records = *(*engine->OpenEvents(admin, 0))->Next(100);
  const Record& override_record = records[records.size() - 2];
  EXPECT_EQ(override_record.type, "plan.overridden");
  EXPECT_EQ(override_record.payload,
            fmt::format(R"({{"plan":{},"agencies":[{}],"reason":"flood"}})", sent.id.value,
                        Agency("town").value));
}

TEST_F(PlanStatesTest, RefusalsNameTheirPlaceAndChangeNothing) {
  const PlanStanding draft = Save({"anna"});
  const PlanStanding sent = SaveAndSend({"bert"});
  const PlanStanding gone = Save({"bert"});
  ASSERT_TRUE(engine->WithdrawPlan(planner, {}, gone.id).ok());
  const PlanId nobody{42};
  Mark();
  const auto answer = [](PlanId plan, AgencyId agency, std::string reason = "") {
    return AnswerPlanRequest{plan, agency, std::move(reason)};
  };
  const AgencyId kela = Agency("kela");
  Refused(engine->SendPlan(planner, {}, nobody), Reason::kUnknownId, "plan");
  Refused(engine->SendPlan(planner, {}, sent.id), Reason::kWrongState, "plan");
  Refused(engine->AcceptPlan(planner, {}, answer(nobody, kela)), Reason::kUnknownId, "plan");
  Refused(engine->AcceptPlan(planner, {}, answer(sent.id, {7})), Reason::kUnknownId, "agency");
  Refused(engine->AcceptPlan(planner, {}, answer(sent.id, {})), Reason::kBadArgument, "agency");
  Refused(engine->AcceptPlan(planner, {}, answer(sent.id, kela, "so")), Reason::kBadArgument,
          "reason");
  Refused(engine->AcceptPlan(planner, {}, answer(draft.id, kela)), Reason::kWrongState, "plan");
  Refused(engine->AcceptPlan(of_town, {}, answer(sent.id, {})), Reason::kNotConcerned, "agency");
  Refused(engine->RefusePlan(of_kela, {}, answer(sent.id, {})), Reason::kBadArgument, "reason");
  Refused(engine->PublishSavedPlan(planner, {}, {.plan = draft.id}), Reason::kPlanUnanswered,
          "agencies/kela");
  Refused(engine->PublishSavedPlan(planner, {}, {.plan = gone.id}), Reason::kWrongState, "plan");
  Refused(engine->PublishSavedPlan(planner, {}, {.plan = sent.id, .reason = "so"}),
          Reason::kBadArgument, "reason");
  for (const int32_t ymd : {20260310, 20260230, -1, INT32_MAX, INT32_MIN}) {
    Refused(engine->PublishSavedPlan(planner, {}, {.plan = sent.id, .from_ymd = ymd}),
            Reason::kBadArgument, "from_ymd");
  }
  Refused(engine->WithdrawPlan(planner, {}, gone.id), Reason::kWrongState, "plan");
  Refused(engine->SavePlan(planner, {}, {PlanOf({"anna"}), sent.id}), Reason::kWrongState,
          "replaces");
  Refused(engine->SavePlan(planner, {}, {PlanOf({"anna"}), nobody}), Reason::kUnknownId,
          "replaces");
  Refused(engine->SavePlan(planner, {}, {PlanOf({"anna", "nobody"})}), Reason::kBadPlan,
          "/field/1/person");
  EXPECT_THAT(engine->FindPlanStanding(planner, nobody), FailsWith(Reason::kUnknownId));
}

TEST_F(PlanStatesTest, APlanIsPublishedWithinItsDates) {
  WeekPlan plan = PlanOf({"anna"});
  plan.to_ymd = 20260322;
  const PlanId id = engine->SavePlan(planner, {}, {plan})->id;
  Mark();
  Refused(engine->PublishSavedPlan(admin, {}, {.plan = id, .from_ymd = 20260323, .force = true}),
          Reason::kBadArgument, "from_ymd");
  ASSERT_TRUE(
      engine->PublishSavedPlan(admin, {}, {.plan = id, .from_ymd = 20260316, .force = true}).ok());
  EXPECT_EQ(StartsOn(kTuesdayUs + 14 * kDayUs), 7);
  EXPECT_EQ(StartsOn(kTuesdayUs + 21 * kDayUs), 0);
}

TEST_F(PlanStatesTest, RolesAndScopesAreKept) {
  const PlanStanding sent = SaveAndSend({"anna", "eeva"});
  Mark();
  Access counter = planner;
  counter.role = Role::kCounter;
  Access of_village = planner;
  of_village.office = Office("village");
  const AnswerPlanRequest of_towns{sent.id, Agency("town")};
  Refused(engine->AcceptPlan(counter, {}, of_towns), Reason::kPermissionDenied, "");
  Refused(engine->AcceptPlan(of_kela, {}, of_towns), Reason::kOutOfScope, "");
  Refused(engine->AcceptPlan(of_village, {}, of_towns), Reason::kOutOfScope, "");
  EXPECT_THAT(engine->PlanStandings(counter), FailsWith(Reason::kPermissionDenied));
  EXPECT_THAT(engine->FindPlan(counter, sent.id), FailsWith(Reason::kPermissionDenied));
  EXPECT_EQ(engine->FindPlan(of_kela, sent.id)->field, PlanOf({"anna", "eeva"}).field);
  for (const Access& access : {of_kela, of_village, counter}) {
    const Reason reason =
        access.role == Role::kCounter ? Reason::kPermissionDenied : Reason::kOutOfScope;
    Refused(engine->SavePlan(access, {}, {PlanOf({"anna"})}), reason, "");
    Refused(engine->SendPlan(access, {}, sent.id), reason, "");
    Refused(engine->PublishSavedPlan(access, {}, {.plan = sent.id}), reason, "");
    Refused(engine->WithdrawPlan(access, {}, sent.id), reason, "");
  }
}

TEST_F(PlanStatesTest, AReasonHasALimit) {
  const PlanStanding sent = SaveAndSend({"anna"});
  Mark();
  Refused(engine->RefusePlan(of_kela, {}, {sent.id, {}, std::string(kMaxPlanReasonBytes + 1, 'x')}),
          Reason::kBadText, "reason");
  EXPECT_TRUE(
      engine->RefusePlan(of_kela, {}, {sent.id, {}, std::string(kMaxPlanReasonBytes, 'x')}).ok());
}

TEST_F(PlanStatesTest, TheSameKeyDoesNothingTwice) {
  const SavePlanRequest save{PlanOf({"anna"})};
  const auto saved = engine->SavePlan(planner, {.key = "s"}, save);
  ASSERT_TRUE(saved.ok()) << saved.status();
  Mark();
  EXPECT_EQ(engine->SavePlan(planner, {.key = "s"}, save)->id, saved->id);
  EXPECT_THAT(engine->SavePlan(planner, {.key = "s"}, {PlanOf({"bert"})}),
              FailsWith(Reason::kKeyReused));
  EXPECT_THAT(engine->SendPlan(planner, {.key = "s"}, saved->id), FailsWith(Reason::kKeyReused));
  EXPECT_EQ(engine->StateHash(), hash_);
  ASSERT_TRUE(engine->SendPlan(planner, {.key = "t"}, saved->id).ok());
  Mark();
  EXPECT_EQ(engine->SendPlan(planner, {.key = "t"}, saved->id)->state, PlanState::kSent);
  const PublishPlanRequest force{.plan = saved->id, .force = true};
  ASSERT_TRUE(engine->PublishSavedPlan(admin, {.key = "p"}, force).ok());
  EXPECT_EQ(engine->PublishSavedPlan(admin, {.key = "p"}, force)->state, PlanState::kPublished);
  EXPECT_EQ(engine->Plans(admin)->size(), 1);
}

TEST_F(PlanStatesTest, APlanPublishedAtOnceStandsInTheListToo) {
  const PlanStanding draft = Save({"anna"});
  const auto at_once = engine->PublishPlan(planner, {}, PlanOf({"bert"}));
  ASSERT_TRUE(at_once.ok()) << at_once.status();
  const auto all = engine->PlanStandings(planner);
  ASSERT_EQ(all->size(), 2);
  EXPECT_EQ((*all)[0].id, draft.id);
  EXPECT_EQ((*all)[1].id, *at_once);
  EXPECT_EQ((*all)[1].state, PlanState::kPublished);
  EXPECT_EQ((*all)[1].saved_us, 0);
  Mark();
  Refused(engine->WithdrawPlan(planner, {}, *at_once), Reason::kWrongState, "plan");
  Refused(engine->SendPlan(planner, {}, *at_once), Reason::kWrongState, "plan");
}

// Who is concerned is asked of the network when the plan is sent, and again when it is published.
TEST_F(PlanStatesTest, AnOfficialWhoChangesHisAgencyChangesWhoMustAccept) {
  const PlanStanding sent = SaveAndSend({"bert"});
  ASSERT_TRUE(engine->AcceptPlan(of_kela, {}, {sent.id}).ok());
  Load(BertOfTown());
  Mark();
  Refused(engine->PublishSavedPlan(planner, {}, {.plan = sent.id}), Reason::kPlanUnanswered,
          "agencies/town");
  EXPECT_THAT(Parts(SaveAndSend({"bert"})), ElementsAre(Pair("town", "sent")));
  Load(WithoutEeva());
  Mark();
  const PlanId id = Save({"anna"}).id;
  LoadPlanNetwork();
  EXPECT_TRUE(engine->SendPlan(planner, {}, id).ok());
}

TEST_F(PlanStatesTest, APlanOfNobodyIsAcceptedByAll) {
  const PlanStanding sent = SaveAndSend({});
  EXPECT_EQ(sent.state, PlanState::kAccepted);
  EXPECT_EQ(engine->PublishSavedPlan(planner, {}, {.plan = sent.id})->state, PlanState::kPublished);
}

TEST_F(PlanStatesTest, ADisplayIsToldNothingOfPlans) {
  Access display = admin;
  display.role = Role::kDisplay;
  auto cursor = engine->OpenEvents(display, 0);
  ASSERT_TRUE(cursor.ok());
  SaveAndSend({"anna"});
  EXPECT_TRUE((*cursor)->Next(100)->empty());
}

TEST(SavedPlansTest, AnEventOnAPlanThatIsNotThereChangesNothing) {
  SavedPlans plans;
  plans.Apply(PlanSent{{1}, {{2}}}, 5);
  plans.Apply(PlanAccepted{{1}, {2}}, 5);
  plans.Apply(PlanRefused{{1}, {2}, "no"}, 5);
  plans.Apply(PlanOverridden{{1}, {{2}}, ""}, 5);
  plans.Apply(PlanPublished{{1}, "", 20260302, 0}, 5);
  plans.Apply(PlanWithdrawn{{1}}, 5);
  EXPECT_TRUE(plans.all().empty());
}

}  // namespace
}  // namespace vuoro
