// Ticket numbers under wrong clocks, private ranges, what displays show and what voices say.
#include "vuoro/queue/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <set>
#include <tuple>

#include "queue_world.h"
#include "vuoro/base/random.h"
#include "vuoro/queue/public_view.h"
#include "vuoro/queue/spoken.h"

namespace vuoro {
namespace {

using testing::ElementsAre;

std::string LabelAfter(QueueWorld& world, size_t q = 0, size_t o = 0) {
  return world.ticket(world.Issue(q, o)).label;
}

TEST(TicketNumberTest, EachQueueCountsItsOwn) {
  QueueWorld world;
  EXPECT_EQ(LabelAfter(world, 0), "A001");
  EXPECT_EQ(LabelAfter(world, 1), "B001");
  EXPECT_EQ(LabelAfter(world, 0), "A002");
}

TEST(TicketNumberTest, LabelsHaveTheWidthOfTheirRange) {
  EXPECT_EQ(LabelOf({.prefix = "B", .last = 999}, 42), "B042");
  EXPECT_EQ(LabelOf({.prefix = "B", .last = 20}, 7), "B007");
  EXPECT_EQ(LabelOf({.prefix = "", .last = 2000}, 42), "0042");
}

TEST(TicketNumberTest, StartAgainOnTheNextServiceDayWithoutTheLive) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  const TicketId first = world.Issue();
  const TicketId left_over = world.Issue();
  world.Next(session);
  world.ServeAndFinish(first);
  world.Pass(kSecondsPerDay);
  EXPECT_EQ(LabelAfter(world), "A001") << "yesterday's A001 is finished";
  EXPECT_EQ(LabelAfter(world), "A003") << "yesterday's A002 still waits";
  EXPECT_NE(world.lines.Find(first), nullptr) << "kept for a day";
  world.Pass(kSecondsPerDay);
  world.Issue();
  EXPECT_EQ(world.lines.Find(first), nullptr);
  EXPECT_NE(world.lines.Find(left_over), nullptr);
}

TEST(TicketNumberTest, ANightOfficeKeepsItsDayPastMidnight) {
  QueueWorld world;
  world.hours.from_s = 22 * 3600;
  world.hours.to_s = 26 * 3600;
  world.Pass(14 * 3600 + 1800);  // 23:30
  EXPECT_EQ(LabelAfter(world), "A001");
  world.Pass(3600);
  EXPECT_EQ(LabelAfter(world), "A002");
}

TEST(TicketNumberTest, AClockSetBackOverMidnightGoesOn) {
  QueueWorld world;
  world.Pass(15 * 3600 + 60);  // just after midnight
  EXPECT_EQ(LabelAfter(world), "A001");
  world.Pass(-3600);
  EXPECT_EQ(LabelAfter(world), "A002");
  world.Pass(3600);
  EXPECT_EQ(LabelAfter(world), "A003");
}

TEST(TicketNumberTest, AClockThatWasYearsAheadDoesNotExhaustTheRange) {
  QueueWorld world;
  world.network.queues[0].last_number = 5;
  const CounterSessionId session = world.Open();
  EXPECT_EQ(LabelAfter(world), "A001");
  world.Pass(10 * 365 * kSecondsPerDay);
  EXPECT_EQ(LabelAfter(world), "A002") << "A001 still waits";
  world.Pass(-10 * 365 * kSecondsPerDay);
  EXPECT_EQ(LabelAfter(world), "A003") << "set right: the count goes on";
  world.Pass(kSecondsPerDay);
  for (int i = 0; i < 3; ++i) world.ServeAndFinish(world.Next(session));
  EXPECT_EQ(LabelAfter(world), "A004");
  EXPECT_EQ(LabelAfter(world), "A005");
  EXPECT_EQ(LabelAfter(world), "A001") << "used up, and its day lies ahead: it starts at today";
  EXPECT_EQ(world.lines.NumbersOf(world.queue().value).day_ymd, 20260303);
  world.Pass(kSecondsPerDay);
  EXPECT_EQ(LabelAfter(world), "A002") << "and days count again";
}

// R12: whatever the clock does, one number is never two people's.
TEST(TicketNumberTest, TwoThousandRandomClockScriptsNeverRepeatANumber) {
  static constexpr int64_t kJumps_s[] = {-3600, -1800, 3600, 86'400, 315'576'000, -315'576'000};
  for (uint64_t seed = 1; seed <= 2000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Random random(seed);
    QueueWorld world;
    world.compare_bytes = false;
    world.now = Instant::FromSeconds(20'514 * kSecondsPerDay + random.Between(0, 86'399));
    const CounterSessionId session = world.Open();
    std::set<std::tuple<int32_t, std::string>> given;
    for (int i = 0; i < 60; ++i) {
      world.Pass(random.Between(0, 7200));
      if (random.Chance(1, 8)) world.Pass(kJumps_s[random.Below(std::size(kJumps_s))]);
      if (random.Chance(2, 3)) {
        const Ticket& ticket = world.ticket(world.Issue());
        ASSERT_TRUE(given.insert({ticket.day_ymd, ticket.label}).second) << ticket.label;
      } else if (world.lines.WaitingCount(world.queue()) > 0) {
        world.ServeAndFinish(world.Next(session));
      }
    }
    ASSERT_TRUE(world.lines.Check().ok()) << MessageOf(world.lines.Check());
  }
}

TEST(TicketNumberTest, MemoryHoldsTwoDaysOfEndedTickets) {
  QueueWorld world;
  const CounterSessionId session = world.Open();
  for (int day = 0; day < 30; ++day) {
    for (int i = 0; i < 20; ++i) world.Issue();
    for (int i = 0; i < 20; ++i) world.ServeAndFinish(world.Next(session));
    EXPECT_LE(world.lines.tickets().size(), 40u);
    world.Pass(kSecondsPerDay);
  }
}

TEST(PrivateQueueTest, PrivateServicesShareOneNeutralRange) {
  QueueWorld world({.offices = 1, .queues = 4});
  world.network.queues[0].private_queue = true;
  world.network.agencies[1].private_queues = true;
  world.network.services[2].private_queue = true;
  world.Reload();
  EXPECT_EQ(LabelAfter(world, 0), "X001");
  EXPECT_EQ(LabelAfter(world, 1), "X002");
  EXPECT_EQ(LabelAfter(world, 2), "X003");
  EXPECT_EQ(LabelAfter(world, 3), "D001");
  EXPECT_EQ(LabelAfter(world, 0), "X004");
}

TEST(PrivateQueueTest, OfficesJoinedByAQueueCountTogether) {
  QueueWorld world({.offices = 3, .queues = 3});  // queue q in office q
  for (Queue& queue : world.network.queues) queue.private_queue = true;
  world.network.queues[2].offices.push_back(OfficeIndex(1));  // joins 1 and 2
  world.Reload();
  EXPECT_EQ(LabelAfter(world, 0, 0), "X001");
  EXPECT_EQ(LabelAfter(world, 1, 1), "X001") << "another waiting room";
  EXPECT_EQ(LabelAfter(world, 2, 2), "X002") << "may be called in office 1 too";
}

TEST(PrivateQueueTest, ATransferIntoAPrivateQueueMakesTheTicketPrivate) {
  QueueWorld world;
  world.network.queues[1].private_queue = true;
  const TicketId ticket = world.Issue(0);
  ASSERT_EQ(world.Refusal(TransferTicket{.ticket = {.id = ticket}, .queue = world.queue(1)}), "");
  EXPECT_TRUE(world.ticket(ticket).private_ticket);
  EXPECT_EQ(world.ticket(ticket).label, "A001") << "the number in the hand does not change";
}

struct NameCollector {
  std::vector<std::string>* names;
  template <class T>
  void operator()(std::string_view name, const T&) const {
    names->emplace_back(name);
  }
};

TEST(PublicViewTest, ShowsNumberAndPlaceOnly) {
  QueueWorld world({.offices = 2, .queues = 2, .counters = 2, .shared = true});
  world.network.queues[0].private_queue = true;
  const TicketId first = world.Issue(0);
  const TicketId second = world.Issue(1);
  world.Next(world.Open(0, 0));
  world.Pass(60);
  world.Next(world.Open(1, 0));
  const std::vector<PublicCall> calls = PublicCalls(world.lines, world.office(0), 10);
  const PublicCall older{.label = "X001",
                         .counter = world.counter(0),
                         .state = TicketState::kCalled,
                         .called_us = world.ticket(first).called_us};
  const PublicCall newer{.label = "B001",
                         .counter = world.counter(1),
                         .state = TicketState::kCalled,
                         .called_us = world.ticket(second).called_us};
  EXPECT_THAT(calls, ElementsAre(newer, older));
  EXPECT_THAT(PublicCalls(world.lines, world.office(0), 1), ElementsAre(newer));
  EXPECT_TRUE(PublicCalls(world.lines, world.office(1), 10).empty());
  world.ServeAndFinish(first);
  EXPECT_THAT(PublicCalls(world.lines, world.office(0), 10), ElementsAre(newer));
  // K1: nothing else can be in it.
  std::vector<std::string> names;
  PublicCall::Fields(newer, NameCollector{&names});
  EXPECT_THAT(names, ElementsAre("label", "counter", "state", "called_us"));
}

// Two private queues are alike to the eye: their public views differ in nothing.
TEST(PublicViewTest, PrivateQueuesCannotBeToldApart) {
  std::vector<std::string> seen;
  for (const size_t q : {0, 1}) {
    QueueWorld world;
    for (Agency& agency : world.network.agencies) agency.private_queues = true;
    world.Issue(q);
    world.Next(world.Open());
    std::string bytes;
    for (const PublicCall& call : PublicCalls(world.lines, world.office(), 10)) {
      bytes += CanonicalBytes(call);
    }
    seen.push_back(bytes);
  }
  EXPECT_EQ(seen[0], seen[1]);
}

TEST(SpokenLabelTest, DigitByDigitInThreeLanguages) {
  EXPECT_EQ(SpokenLabel("B042", "en"), "B zero four two");
  EXPECT_EQ(SpokenLabel("B042", "fi"), "B nolla neljä kaksi");
  EXPECT_EQ(SpokenLabel("B042", "sv"), "B noll fyra två");
  EXPECT_EQ(SpokenLabel("13579", "fi"), "yksi kolme viisi seitsemän yhdeksän");
  EXPECT_EQ(SpokenLabel("1356789", "sv"), "ett tre fem sex sju åtta nio");
  EXPECT_EQ(SpokenLabel("Ä-68", "fi"), "Ä kuusi kahdeksan");
  EXPECT_EQ(SpokenLabel("AB7", "en"), "A B seven");
  EXPECT_EQ(SpokenLabel("", "en"), "");
  EXPECT_EQ(SpokenLabel("B042", "se"), std::nullopt);
}

}  // namespace
}  // namespace vuoro
