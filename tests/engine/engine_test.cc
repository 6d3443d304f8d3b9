// The engine itself: keys, batches, durability, recovery, freshness, events, rights.
#include <poll.h>

#include <atomic>
#include <thread>

#include "engine/fixture.h"

namespace vuoro {
namespace {

class EngineTest : public testing::Test, public EngineFixture {
 protected:
  void SetUp() override { Load(); }
};

TEST_F(EngineTest, ReopeningGivesTheSameStateHash) {
  ASSERT_TRUE(Book(Wish("village", "advice", Mode::kOnSite, kMonday0900 + 60 * kMinuteUs)).ok());
  ASSERT_TRUE(IssueAdvice().ok());
  const Digest hash = engine->StateHash();
  EXPECT_EQ(Open(8)->StateHash(), hash);
  ASSERT_TRUE(engine->WriteSnapshot(admin).ok());
  EXPECT_EQ(Open(9)->StateHash(), hash);
  ASSERT_TRUE(IssueAdvice().ok());  // behind the snapshot
  EXPECT_EQ(Open(10)->StateHash(), engine->StateHash());
}

TEST_F(EngineTest, ARepeatedKeyGivesTheSameObjectAndDoesNothingTwice) {
  const auto first = IssueAdvice("k1");
  ASSERT_TRUE(first.ok());
  const Digest hash = engine->StateHash();
  const auto again = IssueAdvice("k1");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(engine->StateHash(), hash);
  // Also after the process died, and never with another request.
  engine = Open(12);
  EXPECT_EQ(IssueAdvice("k1")->id, first->id);
  HoldRequest other = Wish("village", "advice", Mode::kOnSite, kMonday0900 + 60 * kMinuteUs);
  EXPECT_THAT(engine->Hold(admin, {.key = "k1"}, other), FailsWith(Reason::kKeyReused));
  // Keys belong to the actor.
  Access kiosk = admin;
  kiosk.actor = "kiosk-2";
  EXPECT_TRUE(engine->Hold(kiosk, {.key = "k1"}, other).ok());
}

TEST_F(EngineTest, ARefusedCommandDoesNotUseUpItsKey) {
  const CounterSession session = OpenCounter("centre.counter-1");
  EXPECT_THAT(engine->Do(admin, {.key = "n1"}, CallNext{session.id}),
              FailsWith(Reason::kQueueEmpty));
  ASSERT_TRUE(IssueAdvice().ok());
  EXPECT_TRUE(engine->Do(admin, {.key = "n1"}, CallNext{session.id}).ok());
}

TEST_F(EngineTest, KeysExpireAfterTwoDays) {
  const auto first = IssueAdvice("k1");
  clock->AdvanceSeconds(2 * 24 * 3600 + 1);
  ASSERT_TRUE(IssueAdvice("k2").ok());
  EXPECT_NE(IssueAdvice("k1")->id, first->id);
}

TEST_F(EngineTest, AFailedCommitChangesNothingAndTheNextSucceeds) {
  const Digest hash = engine->StateHash();
  journal->FailNextAppend(Fail(Reason::kDiskFull, "no space"), /*stored=*/false);
  EXPECT_THAT(IssueAdvice("k1"), FailsWith(Reason::kDiskFull));
  EXPECT_EQ(engine->StateHash(), hash);
  const auto issued = IssueAdvice("k1");
  ASSERT_TRUE(issued.ok()) << issued.status();
  EXPECT_EQ(Open(20)->StateHash(), engine->StateHash());
}

TEST_F(EngineTest, AnUnknownCommitIsSettledByReadingTheTail) {
  journal->FailNextAppend(Fail(Reason::kCommitUnknown, "the disk died"), /*stored=*/true);
  const auto stored = IssueAdvice("k1");
  ASSERT_TRUE(stored.ok()) << stored.status();
  journal->FailNextAppend(Fail(Reason::kCommitUnknown, "the disk died"), /*stored=*/false);
  EXPECT_THAT(IssueAdvice("k2"), FailsWith(Reason::kStoreAway));
  ASSERT_TRUE(IssueAdvice("k2").ok());
  EXPECT_EQ(Open(21)->StateHash(), engine->StateHash());
}

TEST_F(EngineTest, ManyThreadsShareCommitsAndTheLastSlotHasOneWinner) {
  const HoldRequest wish = Wish("village", "advice", Mode::kOnSite, kMonday0900 + 60 * kMinuteUs);
  std::atomic<int> won{0};
  std::atomic<int> taken{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      const auto held = engine->Hold(admin, {}, wish);
      if (held.ok()) ++won;
      if (HasReason(held.status(), Reason::kSlotTaken)) ++taken;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(taken, 15);
}

TEST_F(EngineTest, TwoEnginesOnOneJournalAgreeAndNeverGiveOneTicketTwice) {
  const std::shared_ptr<Engine> other = Open(30);
  const CounterSession one = OpenCounter("centre.counter-1");
  const CounterSession two = OpenCounter("centre.counter-2");
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(IssueAdvice().ok());
  std::set<int64_t> called;
  for (int i = 0; i < 10; ++i) {
    for (const auto& [where, session] : {std::pair(engine, one.id), std::pair(other, two.id)}) {
      const auto ticket = where->Do(admin, {}, CallNext{session});
      ASSERT_TRUE(ticket.ok()) << ticket.status();
      EXPECT_TRUE(called.insert(ticket->id.value).second);
      ASSERT_TRUE(where->Do(admin, {}, ServeTicket{{.id = ticket->id}}).ok());
      ASSERT_TRUE(where->Do(admin, {}, FinishTicket{.ticket = {.id = ticket->id}}).ok());
    }
  }
  ASSERT_TRUE(engine->CatchUp().ok());
  EXPECT_EQ(engine->StateHash(), other->StateHash());
}

TEST_F(EngineTest, ACommandPastItsDeadlineIsNotBegun) {
  const Digest hash = engine->StateHash();
  MemoryStore blocker(journal);
  ASSERT_TRUE(blocker.Lock(0).ok());
  EXPECT_THAT(engine->Do(admin, {.key = "", .timeout_ms = 20},
                         StopIssuing{QueueId{Id(EntityKind::kQueue, "centre/town")}}),
              testing::AnyOf(FailsWith(Reason::kStoreBusy), FailsWith(Reason::kDeadlineExceeded)));
  blocker.Unlock();
  EXPECT_EQ(engine->StateHash(), hash);
}

// One batch, two deadlines: the hurried caller is answered at his own, the other one is served.
TEST_F(EngineTest, APatientCommandOutlivesAHurriedOneInItsBatch) {
  MemoryStore blocker(journal);
  ASSERT_TRUE(blocker.Lock(0).ok());
  const QueueId queue{Id(EntityKind::kQueue, "centre/town")};
  std::atomic<bool> hurried_done{false};
  std::thread patient([&] {
    EXPECT_TRUE(engine->Do(admin, {.key = "", .timeout_ms = 60'000}, StopIssuing{queue}).ok());
    EXPECT_TRUE(hurried_done);
  });
  std::thread hurried([&] {
    EXPECT_THAT(
        engine->Do(admin, {.key = "", .timeout_ms = 50}, StopIssuing{queue}),
        testing::AnyOf(FailsWith(Reason::kStoreBusy), FailsWith(Reason::kDeadlineExceeded)));
    hurried_done = true;
    blocker.Unlock();
  });
  hurried.join();
  patient.join();
}

TEST_F(EngineTest, CursorsGiveEventsInOrderAndWake) {
  const int64_t before = engine->published_seq();
  auto cursor = engine->OpenEvents(admin, before);
  ASSERT_TRUE(cursor.ok());
  pollfd ready{(*cursor)->descriptor(), POLLIN, 0};
  EXPECT_EQ(poll(&ready, 1, 0), 0);
  EXPECT_FALSE((*cursor)->Wait(0));
  ASSERT_TRUE(IssueAdvice().ok());
  EXPECT_EQ(poll(&ready, 1, 0), 1);
  EXPECT_TRUE((*cursor)->Wait(0));
  const auto events = (*cursor)->Next(10);
  ASSERT_TRUE(events.ok());
  ASSERT_EQ(events->size(), 1);
  EXPECT_EQ(events->front().type, "ticket.issued");
  EXPECT_EQ(events->front().seq, before + 1);
  EXPECT_EQ(poll(&ready, 1, 0), 0);
  EXPECT_TRUE((*cursor)->Next(10)->empty());
}

TEST_F(EngineTest, ADisplayFollowsCallsOnly) {
  Access display = admin;
  display.role = Role::kDisplay;
  auto cursor = engine->OpenEvents(display, 0);
  ASSERT_TRUE(cursor.ok());
  ASSERT_TRUE(IssueAdvice().ok());
  const CounterSession session = OpenCounter("centre.counter-1");
  ASSERT_TRUE(engine->Do(admin, {}, CallNext{session.id}).ok());
  const auto events = (*cursor)->Next(100);
  ASSERT_TRUE(events.ok());
  ASSERT_EQ(events->size(), 1);
  EXPECT_EQ(events->front().type, "ticket.called");
  const auto calls = engine->Calls(display, Office("centre"));
  ASSERT_TRUE(calls.ok());
  EXPECT_EQ(calls->size(), 1);
}

TEST_F(EngineTest, RolesAndScopesAreKept) {
  Access display = admin;
  display.role = Role::kDisplay;
  EXPECT_THAT(engine->Hold(display, {}, Wish("village", "advice", Mode::kOnSite, kMonday0900)),
              FailsWith(Reason::kPermissionDenied));
  EXPECT_THAT(engine->LoadNetworkDocument(display, {}, kTestNetwork, nullptr),
              FailsWith(Reason::kPermissionDenied));
  Access village = admin;
  village.role = Role::kCounter;
  village.office = Office("village");
  EXPECT_THAT(engine->Hold(village, {}, Wish("centre", "advice", Mode::kOnSite, kMonday0900)),
              FailsWith(Reason::kOutOfScope));
  EXPECT_THAT(
      engine->Do(
          village, {},
          OpenSession{.counter = Resource("centre.counter-1"), .staff_ref = "", .profile = {}}),
      FailsWith(Reason::kOutOfScope));
  Access town = admin;
  town.agency = AgencyId{Id(EntityKind::kAgency, "town")};
  EXPECT_THAT(
      engine->Hold(town, {}, Wish("centre", "benefit", Mode::kPhone, kMonday0900 + 60 * kMinuteUs)),
      FailsWith(Reason::kOutOfScope));
}

TEST_F(EngineTest, IdsSurviveAReloadedDocumentAndABadOneChangesNothing) {
  const OfficeId office = Office("village");
  ASSERT_TRUE(Book(Wish("village", "advice", Mode::kOnSite, kMonday0900 + 60 * kMinuteUs)).ok());
  const Digest hash = engine->StateHash();
  std::vector<Fault> faults;
  EXPECT_THAT(engine->LoadNetworkDocument(admin, {}, R"({"vuoro": 1, "nme": "x"})", &faults),
              FailsWith(Reason::kBadDocument));
  EXPECT_FALSE(faults.empty());
  EXPECT_EQ(engine->StateHash(), hash);
  std::string changed(kTestNetwork);
  changed.replace(changed.find("Test network"), 12, "Next network");
  Load(changed);
  EXPECT_EQ(Office("village"), office);
  // The appointment still takes its counter.
  EXPECT_THAT(Book(Wish("village", "advice", Mode::kOnSite, kMonday0900 + 60 * kMinuteUs)),
              FailsWith(Reason::kSlotTaken));
}

TEST_F(EngineTest, WithoutANetworkCommandsSaySo) {
  EngineFixture empty;
  EXPECT_THAT(empty.engine->Do(admin, {}, CallNext{CounterSessionId{1}}),
              FailsWith(Reason::kNoNetwork));
  EXPECT_THAT(empty.engine->Search(admin, {}), FailsWith(Reason::kNoNetwork));
}

TEST_F(EngineTest, APlanJobGivesAPlanThatCanBePublished) {
  auto job = engine->StartPlan(admin, {.monday_ymd = 20260302, .budget_steps = 2000, .threads = 1});
  ASSERT_TRUE(job.ok()) << job.status();
  ASSERT_TRUE((*job)->Wait(60'000));
  const auto planned = (*job)->Take();
  ASSERT_TRUE(planned.ok()) << planned.status();
  EXPECT_FALSE(planned->plan.field.empty());
  EXPECT_GE(planned->plan.cost, planned->plan.bound);
  EXPECT_THAT((*job)->Take(), FailsWith(Reason::kWrongState));
  const auto id = engine->PublishPlan(admin, {}, planned->plan);
  ASSERT_TRUE(id.ok()) << id.status();
  EXPECT_EQ(engine->FindPlan(admin, *id)->field, planned->plan.field);
  EXPECT_THAT(engine->StartPlan(admin, {.monday_ymd = 20260303}), FailsWith(Reason::kBadArgument));
}

TEST_F(EngineTest, ReadersGoOnWhileTheDiskIsAway) {
  journal->FailReads(Fail(Reason::kStoreAway, "unplugged"));
  EXPECT_THAT(IssueAdvice(), FailsWith(Reason::kStoreAway));
  EXPECT_TRUE(
      Search("village", "advice", Mode::kOnSite, kMonday0900, kMonday0900 + 60 * kMinuteUs).ok());
  journal->FailReads(absl::OkStatus());
  EXPECT_TRUE(IssueAdvice().ok());
}

}  // namespace
}  // namespace vuoro
