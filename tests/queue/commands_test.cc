// What each command of the queue does, and every reason for which it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "queue_world.h"
#include "vuoro/queue/dispatch.h"

namespace vuoro {
namespace {

TEST(QueueCommandTest, ATicketGoesFromTheMachineToItsRecord) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const TicketId ticket = world.Issue();
  EXPECT_EQ(world.ticket(ticket).label, "A001");
  EXPECT_EQ(world.ticket(ticket).state, TicketState::kWaiting);
  world.Pass(60);
  EXPECT_EQ(world.Next(session), ticket);
  const auto& called = std::get<TicketCalled>(world.history.back());
  EXPECT_EQ(called.label, "A001");
  EXPECT_EQ(called.counter, world.counter());
  EXPECT_EQ(called.rule, CallRule::kNext);
  EXPECT_EQ(world.lines.Find(session)->ticket, ticket);
  ASSERT_EQ(world.Refusal(ServeTicket{{.id = ticket}}), "");
  const int64_t start_us = world.now.us;
  world.Pass(300);
  ASSERT_EQ(world.Refusal(FinishTicket{.ticket = {.id = ticket, .session = session}}), "");
  EXPECT_EQ(world.ticket(ticket).state, TicketState::kFinished);
  EXPECT_FALSE(world.lines.Find(session)->ticket);
  const TransactionRecord& record = std::get<TicketFinished>(world.history.back()).record;
  EXPECT_EQ(record, (TransactionRecord{.office = world.office(),
                                       .agency = world.agency(),
                                       .service = world.service(),
                                       .task = TaskType::kOnsiteGuidanceByServiceAuthor,
                                       .mode = Mode::kOnSite,
                                       .channel = Channel::kCounter,
                                       .outcome = Outcome::kServed,
                                       .start_us = start_us,
                                       .end_us = world.now.us}));
}

TEST(QueueCommandTest, TheTaskIsSuggestedByModeAndPerformer) {
  QueueWorld world;
  world.network.offers[0].performer = Performer::kAdvisor;
  world.Reload();
  const CounterSessionId session = world.Open();
  const auto task_of = [&](std::optional<Mode> mode, TaskType told) {
    const TicketId ticket = world.Issue();
    world.Next(session);
    EXPECT_EQ(world.Refusal(ServeTicket{{.id = ticket}}), "");
    EXPECT_EQ(world.Refusal(FinishTicket{.ticket = {.id = ticket}, .task = told, .mode = mode}),
              "");
    return std::get<TicketFinished>(world.history.back()).record.task;
  };
  EXPECT_EQ(task_of({}, TaskType::kNone), TaskType::kOnsiteGuidance);
  EXPECT_EQ(task_of(Mode::kVideoHome, TaskType::kNone), TaskType::kRemoteGuidance);
  EXPECT_EQ(task_of(Mode::kSelfService, TaskType::kNone), TaskType::kOnlineSelfServicePoint);
  EXPECT_EQ(task_of({}, TaskType::kDocumentReceived), TaskType::kDocumentReceived);
}

TEST(QueueCommandTest, ACheckedInAppointmentStandsAmongTheWalkIns) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const Instant start = world.now.PlusMinutes(20);  // its place is 15 minutes before: now + 5
  const TicketId booked = world.CheckIn(AppointmentId{77}, start);
  EXPECT_EQ(world.lines.LiveTicketOf(AppointmentId{77})->id, booked);
  const TicketId early = world.Issue();
  world.Pass(600);
  const TicketId late = world.Issue();
  for (const TicketId expected : {early, booked, late}) {
    EXPECT_EQ(world.Next(session), expected);
    world.ServeAndFinish(expected);
  }
  EXPECT_EQ(world.lines.LiveTicketOf(AppointmentId{77}), nullptr);
}

TEST(QueueCommandTest, ALateAppointmentCountsFromItsCheckIn) {
  QueueWorld world;
  const Instant start = world.now;
  world.Pass(600);
  const TicketId walk_in = world.Issue();  // at start + 10
  world.Pass(1200);
  const TicketId booked = world.CheckIn(AppointmentId{77}, start);  // start + 30 - 15
  const CounterSessionId session = world.Open();
  EXPECT_EQ(world.Next(session), walk_in);
  EXPECT_EQ(world.ticket(booked).order.order_us, start.PlusMinutes(15).us);
}

TEST(QueueCommandTest, HeadStartMovesAQueueForwardAndNoFurther) {
  QueueWorld world;
  const TicketId older = world.Issue(0);
  world.Pass(300);
  const TicketId younger = world.Issue(1);
  world.Pass(900);
  const TicketId latest = world.Issue(1);
  const std::vector<ProfileQueue> profile = {{.queue = world.queue(0)},
                                             {.queue = world.queue(1), .head_start_min = 10}};
  const CounterSessionId session = world.Open(0, 0, profile);
  for (const TicketId expected : {younger, older, latest}) {
    EXPECT_EQ(world.Next(session), expected);
    world.ServeAndFinish(expected);
  }
}

TEST(QueueCommandTest, AProfileLeavesOtherQueuesAlone) {
  QueueWorld world;
  world.Issue(0);
  const TicketId mine = world.Issue(1);
  const CounterSessionId session = world.Open(0, 0, {{.queue = world.queue(1)}});
  EXPECT_EQ(world.Next(session), mine);
  world.ServeAndFinish(mine);
  EXPECT_EQ(world.Refusal(CallNext{session}), "queue_empty");
}

TEST(QueueCommandTest, TransferKeepsArrivalOrder) {
  QueueWorld world;
  const CounterSessionId session = world.Open(0, 0, {{.queue = world.queue(0)}});
  const TicketId first = world.Issue(0);
  world.Pass(60);
  world.Issue(1);
  world.Next(session);
  ASSERT_EQ(world.Refusal(ServeTicket{{.id = first}}), "");
  world.Pass(60);
  ASSERT_EQ(world.Refusal(TransferTicket{.ticket = {.id = first}, .service = world.service(1)}),
            "");
  const auto& fact = std::get<TicketTransferred>(world.history.back());
  EXPECT_TRUE(fact.served);
  EXPECT_EQ(fact.record.outcome, Outcome::kReferred);
  EXPECT_EQ(fact.record.agency, world.agency(0));
  EXPECT_EQ(fact.order.rule, OrderRule::kKept);
  EXPECT_EQ(world.ticket(first).label, "A001");
  EXPECT_FALSE(world.lines.Find(session)->ticket);
  EXPECT_EQ(world.Next(world.Open(1, 0, {{.queue = world.queue(1)}})), first);
}

TEST(QueueCommandTest, TransferArrivesAnewWhereTheRuleSaysSo) {
  QueueWorld world;
  world.network.queues[1].rules.transfer_keeps_arrival = false;
  const TicketId moved = world.Issue(0);
  world.Pass(60);
  const TicketId there = world.Issue(1);
  world.Pass(60);
  ASSERT_EQ(world.Refusal(TransferTicket{.ticket = {.id = moved}, .queue = world.queue(1)}), "");
  const auto& fact = std::get<TicketTransferred>(world.history.back());
  EXPECT_FALSE(fact.served);
  EXPECT_EQ(fact.service, world.service(1)) << "the queue's only service";
  EXPECT_EQ(fact.order.rule, OrderRule::kBehindAll);
  EXPECT_EQ(world.Next(world.Open(0, 0, {{.queue = world.queue(1)}})), there);
}

TEST(QueueCommandTest, ParkedAndTakenUpAgainIsOneTransaction) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const TicketId ticket = world.Issue();
  world.Next(session);
  const int64_t start_us = world.now.us;
  ASSERT_EQ(world.Refusal(ServeTicket{{.id = ticket}}), "");
  ASSERT_EQ(world.Refusal(ParkTicket{{.id = ticket}}), "");
  EXPECT_FALSE(world.lines.Find(session)->ticket);
  EXPECT_EQ(world.Refusal(CallNext{session}), "queue_empty") << "parked is not waiting";
  world.Pass(120);
  ASSERT_EQ(world.Refusal(CallTicket{session, ticket}), "");
  EXPECT_EQ(std::get<TicketCalled>(world.history.back()).rule, CallRule::kNamed);
  world.ServeAndFinish(ticket);
  EXPECT_EQ(std::get<TicketFinished>(world.history.back()).record.start_us, start_us);
}

TEST(QueueCommandTest, UnparkedAndPutBackTicketsKeepTheirPlace) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const TicketId first = world.Issue();
  const TicketId second = world.Issue();
  ASSERT_EQ(world.Refusal(ParkTicket{{.id = first}}), "");
  ASSERT_EQ(world.Refusal(UnparkTicket{{.id = first}}), "");
  EXPECT_EQ(world.Next(session), first);
  ASSERT_EQ(world.Refusal(NoShowTicket{{.id = first}}), "");
  EXPECT_EQ(world.ticket(first).state, TicketState::kNoShow);
  ASSERT_EQ(world.Refusal(PutBackTicket{.ticket = {.id = first}}), "");
  EXPECT_EQ(world.Next(session), first);
  EXPECT_EQ(world.ticket(first).calls, 1) << "a new turn";
  ASSERT_EQ(world.Refusal(NoShowTicket{{.id = first}}), "");
  EXPECT_EQ(world.Next(session), second);
}

TEST(QueueCommandTest, PutBackBehindAllLetsOthersThrough) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const TicketId first = world.Issue();
  const TicketId second = world.Issue();
  world.Next(session);
  ASSERT_EQ(world.Refusal(PutBackTicket{.ticket = {.id = first}, .behind_all = true}), "");
  EXPECT_EQ(world.Next(session), second);
  world.ServeAndFinish(second);
  const TicketId third = world.Issue();
  EXPECT_EQ(world.Next(session), first);
  world.ServeAndFinish(first);
  EXPECT_EQ(world.Next(session), third);
}

TEST(QueueCommandTest, PausesAreMeasured) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  ASSERT_EQ(world.Refusal(PauseSession{session}), "");
  world.Pass(600);
  ASSERT_EQ(world.Refusal(ResumeSession{session}), "");
  EXPECT_EQ(world.lines.Find(session)->paused_us, 600 * kMicrosPerSecond);
  ASSERT_EQ(world.Refusal(PauseSession{session}), "");
  world.Pass(-3600);
  ASSERT_EQ(world.Refusal(ResumeSession{session}), "");
  EXPECT_EQ(world.lines.Find(session)->paused_us, 600 * kMicrosPerSecond) << "a clock set back";
}

TEST(QueueCommandTest, AtClosingTheRuleDecides) {
  QueueWorld world;
  world.hours.from_s = 8 * 3600;
  world.hours.to_s = 16 * 3600;
  world.network.queues[1].rules.at_closing = AtClosing::kDismiss;
  const TicketId served_on = world.Issue(0);
  const TicketId sent_home = world.Issue(1);
  const TicketId parked = world.Issue(1);
  ASSERT_EQ(world.Refusal(ParkTicket{{.id = parked}}), "");
  EXPECT_EQ(world.Refusal(CloseDay{.office = world.office()}), "wrong_state") << "still open";
  world.Pass(8 * 3600);
  ASSERT_EQ(world.Refusal(CloseDay{.office = world.office()}), "");
  EXPECT_EQ(world.ticket(served_on).state, TicketState::kWaiting);
  EXPECT_EQ(world.ticket(sent_home).state, TicketState::kDismissed);
  EXPECT_EQ(world.ticket(parked).state, TicketState::kDismissed);
  ASSERT_EQ(world.Refusal(CloseDay{.office = world.office(), .remaining = Remaining::kDismiss}),
            "");
  EXPECT_EQ(world.ticket(served_on).state, TicketState::kDismissed);
  EXPECT_TRUE(world.Try(CloseDay{.office = world.office()})->empty());
}

TEST(QueueCommandTest, AQueueCanBeChosenWithoutAService) {
  QueueWorld world;
  world.network.queues[0].services = {};  // all of its agency's, so nothing is said
  const CounterSessionId session = world.Open();
  ASSERT_EQ(world.Refusal(IssueTicket{.office = world.office(), .queue = world.queue(0)}), "");
  const TicketId ticket = std::get<TicketIssued>(world.history.back()).ticket;
  EXPECT_FALSE(world.ticket(ticket).service);
  world.Next(session);
  ASSERT_EQ(world.Refusal(ServeTicket{{.id = ticket}}), "");
  EXPECT_EQ(world.Refusal(FinishTicket{.ticket = {.id = ticket}}), "bad_argument");
  EXPECT_EQ(world.Refusal(FinishTicket{.ticket = {.id = ticket}, .service = world.service(0)}), "");
}

// One test per reason token.

TEST(QueueRefusalTest, UnknownId) {
  QueueWorld world;
  EXPECT_EQ(world.Refusal(IssueTicket{.office = {999}, .service = world.service()}), "unknown_id");
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office(), .service = {999}}), "unknown_id");
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office(), .queue = {999}}), "unknown_id");
  // An id of another kind is not found either.
  EXPECT_EQ(world.Refusal(IssueTicket{.office = {world.queue().value}, .service = world.service()}),
            "unknown_id");
  EXPECT_EQ(world.Refusal(CallNext{{5}}), "unknown_id");
  EXPECT_EQ(world.Refusal(CallTicket{world.Open(), {5}}), "unknown_id");
  EXPECT_EQ(world.Refusal(ServeTicket{{.id = {5}}}), "unknown_id");
  EXPECT_EQ(world.Refusal(OpenSession{.counter = {999}}), "unknown_id");
  EXPECT_EQ(world.Refusal(OpenSession{.counter = world.counter(1), .profile = {{.queue = {9}}}}),
            "unknown_id");
  EXPECT_EQ(world.Refusal(StopIssuing{{999}}), "unknown_id");
  EXPECT_EQ(world.Refusal(ResumeIssuing{{999}}), "unknown_id");
  EXPECT_EQ(world.Refusal(CloseDay{.office = {999}}), "unknown_id");
  EXPECT_EQ(world.Refusal(CloseDay{.office = world.office(), .queue = {999}}), "unknown_id");
  const TicketId ticket = world.Issue();
  EXPECT_EQ(world.Refusal(TransferTicket{.ticket = {.id = ticket}, .queue = {999}}), "unknown_id");
  EXPECT_EQ(world.Refusal(TransferTicket{.ticket = {.id = ticket}, .service = {999}}),
            "unknown_id");
}

TEST(QueueRefusalTest, BadArgument) {
  QueueWorld world;
  world.AddResource(ResourceKind::kInterpreter, 0, "interpreter");
  world.Reload();
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office()}), "bad_argument");
  const TicketId ticket = world.Issue();
  EXPECT_EQ(world.Refusal(TransferTicket{.ticket = {.id = ticket}}), "bad_argument");
  EXPECT_EQ(world.Refusal(TransferTicket{.ticket = {.id = ticket}, .service = world.service()}),
            "bad_argument");
  EXPECT_EQ(world.Refusal(OpenSession{.counter = world.directory.IdOf(ResourceIndex(2))}),
            "bad_argument");
  const auto open = [&](std::vector<ProfileQueue> profile) {
    return world.Refusal(OpenSession{.counter = world.counter(), .profile = std::move(profile)});
  };
  EXPECT_EQ(open({{.queue = world.queue()}, {.queue = world.queue()}}), "bad_argument");
  EXPECT_EQ(open({{.queue = world.queue(), .head_start_min = -1}}), "bad_argument");
  EXPECT_EQ(open({{.queue = world.queue(), .head_start_min = kMaxHeadStartMin + 1}}),
            "bad_argument");
  EXPECT_EQ(open({{.queue = world.queue(), .head_start_min = kMaxHeadStartMin}}), "");
}

TEST(QueueRefusalTest, NotOffered) {
  QueueWorld world({.offices = 2, .queues = 2});  // queue 0 in office 0, queue 1 in office 1
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office(0), .service = world.service(1)}),
            "not_offered");
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office(0), .queue = world.queue(1)}),
            "not_offered");
  EXPECT_EQ(world.Refusal(IssueTicket{
                .office = world.office(0), .service = world.service(0), .mode = Mode::kPhone}),
            "not_offered");
  EXPECT_EQ(world.Refusal(IssueTicket{
                .office = world.office(0), .service = world.service(1), .queue = world.queue(0)}),
            "not_offered");
  const TicketId ticket = world.Issue(0, 0);
  EXPECT_EQ(world.Refusal(TransferTicket{.ticket = {.id = ticket}, .queue = world.queue(1)}),
            "not_offered");
  EXPECT_EQ(world.Refusal(TransferTicket{
                .ticket = {.id = ticket}, .service = world.service(1), .queue = world.queue(0)}),
            "not_offered");
}

TEST(QueueRefusalTest, QueueClosedAndPastCutOff) {
  QueueWorld world;
  world.hours.from_s = 8 * 3600;
  world.hours.to_s = 16 * 3600;
  world.network.queues[0].rules.cut_off_min = 30;
  const Instant midnight = world.now.MinusSeconds(9 * 3600);
  const auto at = [&](int64_t second) {
    world.now = midnight.PlusSeconds(second);
    return world.Refusal(IssueTicket{.office = world.office(), .service = world.service()});
  };
  EXPECT_EQ(at(8 * 3600 - 1), "queue_closed");
  EXPECT_EQ(at(8 * 3600), "");
  EXPECT_EQ(at(15 * 3600 + 1799), "");
  EXPECT_EQ(at(15 * 3600 + 1800), "past_cut_off");
  EXPECT_EQ(at(16 * 3600 - 1), "past_cut_off");
  EXPECT_EQ(at(16 * 3600), "queue_closed");
  world.CheckIn(AppointmentId{5}, world.now);  // appointments are let in
}

TEST(QueueRefusalTest, IssuingStopped) {
  QueueWorld world;
  ASSERT_EQ(world.Refusal(StopIssuing{world.queue(0)}), "");
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office(), .service = world.service(0)}),
            "issuing_stopped");
  world.Issue(1);
  world.CheckIn(AppointmentId{5}, world.now);
  EXPECT_EQ(world.Refusal(StopIssuing{world.queue(0)}), "wrong_state");
  ASSERT_EQ(world.Refusal(ResumeIssuing{world.queue(0)}), "");
  EXPECT_EQ(world.Refusal(ResumeIssuing{world.queue(0)}), "wrong_state");
  world.Issue(0);
}

TEST(QueueRefusalTest, NumbersExhausted) {
  QueueWorld world;
  world.network.queues[0].first_number = 5;
  world.network.queues[0].last_number = 7;
  for (int i = 0; i < 3; ++i) world.Issue();
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office(), .service = world.service()}),
            "numbers_exhausted");
}

TEST(QueueRefusalTest, LimitReached) {
  QueueWorld world;
  EXPECT_EQ(world.Refusal(IssueTicket{.office = world.office(),
                                      .service = world.service(),
                                      .language = std::string(kMaxLanguageBytes + 1, 'x')}),
            "limit_reached");
  EXPECT_EQ(world.Refusal(OpenSession{.counter = world.counter(),
                                      .staff_ref = std::string(kMaxStaffRefBytes + 1, 'x')}),
            "limit_reached");
  EXPECT_EQ(world.Refusal(OpenSession{
                .counter = world.counter(),
                .profile = std::vector<ProfileQueue>(kMaxProfileQueues + 1, {world.queue(), 0})}),
            "limit_reached");
}

TEST(QueueRefusalTest, SessionStates) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  EXPECT_EQ(world.Refusal(CallNext{session}), "queue_empty");
  EXPECT_EQ(world.Refusal(OpenSession{.counter = world.counter()}), "counter_taken");
  EXPECT_EQ(world.Refusal(ResumeSession{session}), "wrong_state");
  const TicketId ticket = world.Issue();
  const TicketId other = world.Issue();
  world.Next(session);
  for (int round = 0; round < 2; ++round) {  // called, then being served
    EXPECT_EQ(world.Refusal(CallNext{session}), "session_busy");
    EXPECT_EQ(world.Refusal(CallTicket{session, other}), "session_busy");
    EXPECT_EQ(world.Refusal(PauseSession{session}), "session_busy");
    EXPECT_EQ(world.Refusal(CloseSession{session}), "session_busy");
    if (round == 0) {
      ASSERT_EQ(world.Refusal(ServeTicket{{.id = ticket}}), "");
    }
  }
  ASSERT_EQ(world.Refusal(FinishTicket{.ticket = {.id = ticket}}), "");
  ASSERT_EQ(world.Refusal(PauseSession{session}), "");
  EXPECT_EQ(world.Refusal(CallNext{session}), "session_paused");
  EXPECT_EQ(world.Refusal(CallTicket{session, other}), "session_paused");
  EXPECT_EQ(world.Refusal(PauseSession{session}), "session_paused");
  EXPECT_EQ(world.Refusal(OpenSession{.counter = world.counter()}), "counter_taken");
  ASSERT_EQ(world.Refusal(CloseSession{session}), "");
  EXPECT_EQ(world.Refusal(CallNext{session}), "session_closed");
  EXPECT_EQ(world.Refusal(ResumeSession{session}), "session_closed");
  EXPECT_EQ(world.Refusal(CloseSession{session}), "session_closed");
  const CounterSessionId next = world.Open();
  ASSERT_EQ(world.Refusal(CloseSession{next}), "");
  EXPECT_EQ(world.lines.sessions().size(), 1u) << "a counter keeps its last closed session only";
}

TEST(QueueRefusalTest, OutOfScope) {
  QueueWorld world({.offices = 2, .queues = 2});
  EXPECT_EQ(world.Refusal(OpenSession{.counter = world.counter(0, 0),
                                      .profile = {{.queue = world.queue(1)}}}),
            "out_of_scope");
  const TicketId elsewhere = world.Issue(1, 1);
  EXPECT_EQ(world.Refusal(CallTicket{world.Open(0, 0), elsewhere}), "out_of_scope");
}

TEST(QueueRefusalTest, RecallLimitCountsTheFirstCall) {
  QueueWorld world;
  const TicketId ticket = world.Issue();
  world.Next(world.Open());
  ASSERT_EQ(world.Refusal(RecallTicket{{.id = ticket}}), "");
  ASSERT_EQ(world.Refusal(RecallTicket{{.id = ticket}}), "");
  EXPECT_EQ(world.ticket(ticket).calls, 3);
  EXPECT_EQ(world.Refusal(RecallTicket{{.id = ticket}}), "recall_limit");
}

TEST(QueueRefusalTest, PutBackLimit) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const TicketId ticket = world.Issue();
  world.Next(session);
  ASSERT_EQ(world.Refusal(PutBackTicket{.ticket = {.id = ticket}}), "");
  world.Next(session);
  EXPECT_EQ(world.Refusal(PutBackTicket{.ticket = {.id = ticket}}), "put_back_limit");
}

TEST(QueueRefusalTest, TooLateToPutBackYesterdaysNoShow) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const TicketId ticket = world.Issue();
  world.Next(session);
  ASSERT_EQ(world.Refusal(NoShowTicket{{.id = ticket}}), "");
  world.Pass(kSecondsPerDay);
  const TicketId today = world.Issue();
  EXPECT_EQ(world.ticket(today).label, world.ticket(ticket).label);
  EXPECT_EQ(world.Refusal(PutBackTicket{.ticket = {.id = ticket}}), "too_late");
}

TEST(QueueRefusalTest, StaleRevision) {
  QueueWorld world;
  const TicketId ticket = world.Issue();
  world.Next(world.Open());
  EXPECT_EQ(world.Refusal(ServeTicket{{.id = ticket, .revision = 1}}), "stale_revision");
  EXPECT_EQ(world.Refusal(ServeTicket{{.id = ticket, .revision = 2}}), "");
}

TEST(QueueRefusalTest, WrongState) {
  QueueWorld world;
  const CounterSessionId session = world.Open(0);
  const CounterSessionId other = world.Open(1);
  const TicketId ticket = world.Issue();
  const TicketRef ref{.id = ticket};
  EXPECT_EQ(world.Refusal(ServeTicket{ref}), "wrong_state");
  EXPECT_EQ(world.Refusal(RecallTicket{ref}), "wrong_state");
  EXPECT_EQ(world.Refusal(NoShowTicket{ref}), "wrong_state");
  EXPECT_EQ(world.Refusal(FinishTicket{.ticket = ref}), "wrong_state");
  EXPECT_EQ(world.Refusal(PutBackTicket{.ticket = ref}), "wrong_state");
  EXPECT_EQ(world.Refusal(UnparkTicket{ref}), "wrong_state");
  world.Next(session);
  EXPECT_EQ(world.Refusal(CallTicket{other, ticket}), "wrong_state") << "two clerks, one customer";
  EXPECT_EQ(world.Refusal(ServeTicket{{.id = ticket, .session = other}}), "wrong_state");
  EXPECT_EQ(world.Refusal(DismissTicket{ref}), "wrong_state");
  world.ServeAndFinish(ticket);
  EXPECT_EQ(world.Refusal(LeaveTicket{ref}), "wrong_state");
  EXPECT_EQ(world.Refusal(ParkTicket{ref}), "wrong_state");
  EXPECT_EQ(world.Refusal(TransferTicket{.ticket = ref, .service = world.service(1)}),
            "wrong_state");
  world.CheckIn(AppointmentId{5}, world.now);
  EXPECT_EQ(
      world.Refusal(IssueTicket{
          .office = world.office(), .service = world.service(), .appointment = AppointmentId{5}}),
      "wrong_state");
}

}  // namespace
}  // namespace vuoro
