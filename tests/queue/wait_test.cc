// Wait estimates against roll-outs of the real commands, drawn with the same service times.
#include "vuoro/queue/wait.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "queue_world.h"
#include "vuoro/base/random.h"

namespace vuoro {
namespace {

WaitEstimate Estimate(const QueueWorld& world, const WaitQuery& query) {
  const auto estimate =
      EstimateWait(world.lines, world.network, world.directory, world.routes, world.now, query);
  EXPECT_TRUE(estimate.ok());
  return *estimate;
}

// Plays a copy of the world forward with the real commands until `asked` is called; -1 for never.
int64_t PlayForReal(QueueWorld world, TicketId asked, const WaitQuery& query, int32_t rollout) {
  constexpr int64_t kNever = std::numeric_limits<int64_t>::max();
  const Instant begin = world.now;
  std::map<CounterSessionId, int64_t> free_s;
  const auto service_s = [&](TicketId id) {
    const Ticket& ticket = world.ticket(id);
    return RolloutServiceSeconds(query.seed, rollout, ticket.order.sequence, 600);
  };
  for (const auto& [id, session] : world.lines.sessions()) {
    if (session.state != SessionState::kOpen) continue;
    free_s[id] = 0;
    if (!session.ticket) continue;
    const Ticket& ticket = world.ticket(session.ticket);
    const bool serving = ticket.state == TicketState::kServing;
    const int64_t elapsed_s = serving ? (begin.us - ticket.serving_us) / kMicrosPerSecond : 0;
    free_s[id] = std::max<int64_t>(0, service_s(session.ticket) - elapsed_s);
    if (!serving) {
      EXPECT_TRUE(world.Do(ServeTicket{{.id = session.ticket}}).ok());
    }
  }
  while (true) {
    CounterSessionId first;
    int64_t when_s = kNever;
    for (const auto& [id, at_s] : free_s) {
      if (at_s < when_s) std::tie(first, when_s) = std::tie(id, at_s);
    }
    if (when_s == kNever) return -1;
    world.now = begin.PlusSeconds(when_s);
    if (const TicketId old = world.lines.Find(first)->ticket) {
      EXPECT_TRUE(world.Do(FinishTicket{.ticket = {.id = old}}).ok());
    }
    if (!world.Do(CallNext{first}).ok()) {
      free_s[first] = kNever;
      continue;
    }
    const TicketId called = std::get<TicketCalled>(world.history.back()).ticket;
    if (called == asked) return when_s;
    EXPECT_TRUE(world.Do(ServeTicket{{.id = called}}).ok());
    free_s[first] = when_s + service_s(called);
  }
}

// A random afternoon: sessions with random profiles, some at work, some people waiting.
QueueWorld RandomWorld(Random& random) {
  QueueWorld world({.offices = 1, .queues = 3, .counters = 4});
  world.compare_bytes = false;
  for (size_t c = 0; c < 4; ++c) {
    std::vector<ProfileQueue> profile;
    for (size_t q = 0; q < 3; ++q) {
      const auto head_start = static_cast<int32_t>(random.Below(3) * 5);
      if (random.Chance(1, 2)) profile.push_back({world.queue(q), head_start});
    }
    if (random.Chance(3, 4)) world.Open(c, 0, profile);
  }
  for (int64_t i = random.Between(0, 20); i > 0; --i) {
    world.Pass(random.Between(0, 200));
    if (random.Chance(1, 4)) {
      world.CheckIn(AppointmentId{i + 1}, world.now.PlusMinutes(random.Between(-5, 30)),
                    random.Below(3));
    } else {
      world.Issue(random.Below(3));
    }
    for (const auto& [id, session] : world.lines.sessions()) {
      if (!random.Chance(1, 4) || !world.Do(CallNext{id}).ok()) continue;
      const TicketId called = std::get<TicketCalled>(world.history.back()).ticket;
      if (random.Chance(2, 3)) {
        EXPECT_TRUE(world.Do(ServeTicket{{.id = called}}).ok());
      }
    }
  }
  world.Pass(random.Between(0, 400));
  return world;
}

TEST(WaitEstimateTest, RollOutsAreThoseOfTheRealCommands) {
  int served = 0;
  for (uint64_t seed = 1; seed <= 150; ++seed) {
    Random random(seed);
    QueueWorld world = RandomWorld(random);
    const TicketId asked = world.Issue(random.Below(3));
    const WaitQuery query{.ticket = asked, .rollouts = 9, .seed = seed};
    std::vector<int64_t> waits_s;
    for (int32_t i = 0; i < query.rollouts; ++i) {
      waits_s.push_back(PlayForReal(world, asked, query, i));
    }
    std::sort(waits_s.begin(), waits_s.end());
    const WaitEstimate estimate = Estimate(world, query);
    ASSERT_EQ(estimate.served, waits_s.front() >= 0) << "seed " << seed;
    if (!estimate.served) continue;
    ++served;
    ASSERT_EQ(estimate.p50_s, waits_s[4]) << "seed " << seed;
    ASSERT_EQ(estimate.p90_s, waits_s[7]) << "seed " << seed;
  }
  EXPECT_GT(served, 100);
}

TEST(WaitEstimateTest, AsIfIssuedIsWhatTheIssuedTicketGets) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    QueueWorld world = RandomWorld(random);
    const size_t q = random.Below(3);
    const WaitEstimate before = Estimate(world, {.queue = world.queue(q), .rollouts = 20});
    const WaitEstimate after = Estimate(world, {.ticket = world.Issue(q), .rollouts = 20});
    EXPECT_EQ(before.served, after.served);
    EXPECT_EQ(before.ahead, after.ahead);
    EXPECT_EQ(before.p50_s, after.p50_s);
    EXPECT_EQ(before.p90_s, after.p90_s);
  }
}

// B6: for fixed staff, more people in front never make it shorter.
TEST(WaitEstimateTest, GrowsWithTheQueueAndLiesWhereItMust) {
  QueueWorld world;
  const WaitQuery query{.queue = world.queue(), .rollouts = 400};
  EXPECT_FALSE(Estimate(world, query).served) << "no session is open";
  const CounterSessionId session = world.Open(0);
  world.Open(1);
  EXPECT_TRUE(Estimate(world, query).served);
  EXPECT_EQ(Estimate(world, query).p90_s, 0);
  WaitEstimate last;
  for (int32_t ahead = 0; ahead < 20; ++ahead) {
    const WaitEstimate now = Estimate(world, query);
    EXPECT_EQ(now.ahead, ahead);
    EXPECT_GE(now.p50_s, last.p50_s);
    EXPECT_GE(now.p90_s, last.p90_s);
    last = now;
    world.Issue();
  }
  // 19 others of 600 s at two counters: about 95 minutes.
  EXPECT_NEAR(static_cast<double>(last.p50_s), 95 * 60, 10 * 60);
  EXPECT_GT(last.p90_s, last.p50_s + 15 * 60);
  ASSERT_EQ(world.Refusal(PauseSession{session}), "");
  EXPECT_GT(Estimate(world, query).p50_s, last.p50_s * 3 / 2) << "half the staff";
}

TEST(WaitEstimateTest, Refusals) {
  QueueWorld world;
  const auto reason = [&](const WaitQuery& query) {
    return std::string(ReasonOf(
        EstimateWait(world.lines, world.network, world.directory, world.routes, world.now, query)
            .status()));
  };
  EXPECT_EQ(reason({.ticket = {5}}), "unknown_id");
  EXPECT_EQ(reason({.queue = {999}}), "unknown_id");
  EXPECT_EQ(reason({.queue = world.queue(), .rollouts = 0}), "bad_argument");
  EXPECT_EQ(reason({.queue = world.queue(), .rollouts = kMaxRollouts + 1}), "bad_argument");
  const TicketId ticket = world.Issue();
  ASSERT_EQ(world.Refusal(ParkTicket{{.id = ticket}}), "");
  EXPECT_EQ(reason({.ticket = ticket}), "wrong_state");
}

}  // namespace
}  // namespace vuoro
