// Random days against a slow model that sorts everybody each time, clock jumps included: same
// answers, same order, and the same state from the facts alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include "queue_world.h"
#include "vuoro/base/random.h"
#include "vuoro/queue/dispatch.h"

namespace vuoro {
namespace {

constexpr size_t kQueues = 3;
constexpr size_t kCounters = 3;
constexpr int64_t kMinuteUs = 60 * kMicrosPerSecond;

// One person, as a child would note it down.
struct Person {
  size_t queue = 0;
  char state = 'w';  // waiting, called, serving, parked, finished, no-show, gone
  bool booked = false;
  int64_t key_us = 0;
  int64_t turn = 0;  // the tie-break
  size_t counter = 0;
  int calls = 0;
  int put_backs = 0;
};

struct Clerk {
  CounterSessionId id = {};
  bool paused = false;
  std::vector<ProfileQueue> profile;
  TicketId ticket = {};
};

// The slow model: no index, no shortcut; every answer looks at everybody.
class SlowDay {
 public:
  std::map<TicketId, Person> people;
  std::vector<Clerk> clerks;
  int64_t next_turn = 1;

  int64_t ArrivalKey(size_t queue, Instant now) const {
    int64_t key_us = now.us;
    for (const auto& [id, person] : people) {
      if (person.state == 'w' && person.queue == queue && !person.booked) {
        key_us = std::max(key_us, person.key_us);
      }
    }
    return key_us;
  }

  // Everybody whom `clerk` may call, in the order of the documented key.
  std::vector<TicketId> Sorted(const Clerk& clerk, const QueueWorld& world) const {
    std::vector<std::tuple<int64_t, int64_t, TicketId>> all;
    for (const auto& [id, person] : people) {
      if (person.state != 'w') continue;
      const QueueId queue = world.queue(person.queue);
      if (clerk.profile.empty()) all.push_back({person.key_us, person.turn, id});
      for (const ProfileQueue& entry : clerk.profile) {
        if (entry.queue != queue) continue;
        all.push_back({person.key_us - entry.head_start_min * kMinuteUs, person.turn, id});
      }
    }
    std::sort(all.begin(), all.end());
    std::vector<TicketId> ids;
    for (const auto& item : all) ids.push_back(std::get<2>(item));
    return ids;
  }

  void Free(TicketId id) {
    for (Clerk& clerk : clerks) {
      if (clerk.ticket == id) clerk.ticket = {};
    }
  }
};

char Letter(TicketState state) { return "wcspfngg"[static_cast<size_t>(state)]; }

// One random day, driven command by command.
class RandomDay {
 public:
  explicit RandomDay(uint64_t seed)
      : random_(seed), world_({.offices = 1, .queues = kQueues, .counters = kCounters}) {
    world_.compare_bytes = seed % 10 == 0;
    for (size_t q = 0; q < kQueues; ++q) {
      QueueRules& rules = world_.network.queues[q].rules;
      rules.appointment_lead_min = static_cast<int32_t>(random_.Below(4) * 10);
      rules.recall_limit = static_cast<int16_t>(random_.Between(1, 3));
      rules.put_back_limit = static_cast<int16_t>(random_.Between(0, 2));
      rules.transfer_keeps_arrival = random_.Chance(1, 2);
    }
  }

  void Run(int steps) {
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
      PassTime();
      Step();
      Compare();
    }
    ASSERT_TRUE(world_.lines.Check().ok()) << MessageOf(world_.lines.Check());
    FactsAloneGiveTheSameState();
  }

 private:
  void PassTime() {
    world_.Pass(random_.Between(0, 120));
    if (!random_.Chance(1, 40)) return;
    static constexpr int64_t kJumps_s[] = {-3600, 3600, -86'400, 86'400, 315'576'000, -315'576'000};
    world_.Pass(kJumps_s[random_.Below(std::size(kJumps_s))]);
  }

  void Step() {
    switch (random_.Below(14)) {
      case 0:
      case 1:
      case 2:
        return Issue();
      case 3:
      case 4:
      case 5:
        return Call();
      case 6:
        return CallNamed();
      case 7:
        return Recall();
      case 8:
        return Serve();
      case 9:
        return random_.Chance(1, 2) ? Finish() : Transfer();
      case 10:
        return Missing();
      case 11:
        return PutBack();
      case 12:
        return random_.Chance(1, 2) ? Park() : Unpark();
      default:
        return Counter();
    }
  }

  void Issue() {
    const size_t queue = random_.Below(kQueues);
    const bool booked = random_.Chance(1, 3);
    const Instant start = world_.now.PlusMinutes(random_.Between(-15, 60));
    IssueTicket request{.office = world_.office(), .service = world_.service(queue)};
    if (booked) {
      request.appointment = AppointmentId{++appointments_};
      request.appointment_start = start;
    }
    const int64_t lead_us = world_.network.queues[queue].rules.appointment_lead_min * kMinuteUs;
    const int64_t key_us =
        booked ? std::max(start, world_.now).us - lead_us : day_.ArrivalKey(queue, world_.now);
    ASSERT_EQ(world_.Refusal(request), "");
    const TicketId id = std::get<TicketIssued>(world_.history.back()).ticket;
    day_.people[id] = {
        .queue = queue, .booked = booked, .key_us = key_us, .turn = day_.next_turn++};
  }

  void Call() {
    Clerk* clerk = AnyClerk();
    if (clerk == nullptr) return;
    const std::vector<TicketId> line = day_.Sorted(*clerk, world_);
    std::string expected;
    if (clerk->paused) {
      expected = "session_paused";
    } else if (clerk->ticket) {
      expected = "session_busy";
    } else if (line.empty()) {
      expected = "queue_empty";
    }
    ASSERT_EQ(world_.Refusal(CallNext{clerk->id}), expected);
    if (!expected.empty()) return;
    ASSERT_EQ(std::get<TicketCalled>(world_.history.back()).ticket, line.front());
    Called(*clerk, line.front());
  }

  void CallNamed() {
    Clerk* clerk = AnyClerk();
    const TicketId id = AnyTicket();
    if (clerk == nullptr || !id) return;
    const char state = day_.people[id].state;
    std::string expected;
    if (clerk->paused) {
      expected = "session_paused";
    } else if (clerk->ticket) {
      expected = "session_busy";
    } else if (state != 'w' && state != 'p') {
      expected = "wrong_state";
    }
    ASSERT_EQ(world_.Refusal(CallTicket{clerk->id, id}), expected);
    if (expected.empty()) Called(*clerk, id);
  }

  void Called(Clerk& clerk, TicketId id) {
    Person& person = day_.people[id];
    person.state = 'c';
    ++person.calls;
    clerk.ticket = id;
  }

  void Recall() {
    const TicketId id = AnyTicket();
    if (!id) return;
    Person& person = day_.people[id];
    const bool full = person.calls >= Rules(person).recall_limit;
    const std::string expected = person.state != 'c' ? "wrong_state" : full ? "recall_limit" : "";
    ASSERT_EQ(world_.Refusal(RecallTicket{{.id = id}}), expected);
    if (expected.empty()) ++person.calls;
  }

  void Serve() { Move(AnyTicket(), "c", 's', false, ServeTicket{}); }
  void Finish() { Move(AnyTicket(), "s", 'f', true, FinishTicket{}); }
  void Park() { Move(AnyTicket(), "wcs", 'p', true, ParkTicket{}); }
  void Missing() {
    if (random_.Chance(1, 3)) return Move(AnyTicket(), "wcp", 'g', true, LeaveTicket{});
    if (random_.Chance(1, 4)) return Move(AnyTicket(), "wp", 'g', true, DismissTicket{});
    Move(AnyTicket(), "c", 'n', true, NoShowTicket{});
  }
  void Unpark() {
    const TicketId id = AnyTicket();
    const bool parked = id && day_.people[id].state == 'p';
    Move(id, "p", 'w', false, UnparkTicket{});
    if (parked) day_.people[id].calls = 0;
  }

  template <class Request>
  void Move(TicketId id, std::string_view from, char to, bool frees, Request request) {
    if (!id) return;
    Person& person = day_.people[id];
    const bool allowed = from.find(person.state) != std::string_view::npos;
    request.ticket.id = id;
    ASSERT_EQ(world_.Refusal(request), allowed ? "" : "wrong_state");
    if (!allowed) return;
    person.state = to;
    if (frees) day_.Free(id);
  }

  void Transfer() {
    const TicketId id = AnyTicket();
    if (!id) return;
    Person& person = day_.people[id];
    const size_t to = random_.Below(kQueues);
    const std::string_view from = "wcsp";
    const bool allowed = from.find(person.state) != std::string_view::npos;
    const std::string expected = !allowed             ? "wrong_state"
                                 : to == person.queue ? "bad_argument"
                                                      : "";
    const int64_t key_us = day_.ArrivalKey(to, world_.now);
    ASSERT_EQ(world_.Refusal(TransferTicket{.ticket = {.id = id}, .service = world_.service(to)}),
              expected);
    if (!expected.empty()) return;
    person.queue = to;
    Rejoin(id, person, !world_.network.queues[to].rules.transfer_keeps_arrival, key_us);
  }

  void PutBack() {
    const TicketId id = AnyTicket();
    if (!id) return;
    Person& person = day_.people[id];
    const Ticket& ticket = world_.ticket(id);
    const bool behind_all = random_.Chance(1, 2);
    const bool old = ticket.day_ymd != world_.lines.NumbersOf(ticket.number_line).day_ymd;
    std::string expected;
    if (person.state != 'c' && person.state != 'n') {
      expected = "wrong_state";
    } else if (person.state == 'n' && old) {
      expected = "too_late";
    } else if (person.put_backs >= Rules(person).put_back_limit) {
      expected = "put_back_limit";
    }
    const int64_t key_us = day_.ArrivalKey(person.queue, world_.now);
    ASSERT_EQ(world_.Refusal(PutBackTicket{.ticket = {.id = id}, .behind_all = behind_all}),
              expected);
    if (!expected.empty()) return;
    ++person.put_backs;
    Rejoin(id, person, behind_all, key_us);
  }

  void Rejoin(TicketId id, Person& person, bool anew, int64_t key_us) {
    day_.Free(id);
    person.state = 'w';
    person.calls = 0;
    if (!anew) return;
    person.key_us = key_us;
    person.turn = day_.next_turn++;
    person.booked = false;
  }

  void Counter() {
    if (random_.Chance(1, 3)) return OpenCounter();
    Clerk* clerk = AnyClerk();
    if (clerk == nullptr) return;
    const uint64_t what = random_.Below(3);
    if (what == 0) {
      const std::string expected = clerk->paused   ? "session_paused"
                                   : clerk->ticket ? "session_busy"
                                                   : "";
      ASSERT_EQ(world_.Refusal(PauseSession{clerk->id}), expected);
      clerk->paused = clerk->paused || expected.empty();
    } else if (what == 1) {
      ASSERT_EQ(world_.Refusal(ResumeSession{clerk->id}), clerk->paused ? "" : "wrong_state");
      clerk->paused = false;
    } else {
      ASSERT_EQ(world_.Refusal(CloseSession{clerk->id}), clerk->ticket ? "session_busy" : "");
      if (!clerk->ticket) day_.clerks.erase(day_.clerks.begin() + (clerk - day_.clerks.data()));
    }
  }

  void OpenCounter() {
    const size_t counter = random_.Below(kCounters);
    const ResourceId place = world_.counter(counter);
    bool taken = false;
    for (const Clerk& clerk : day_.clerks) {
      taken = taken || world_.lines.Find(clerk.id)->counter == place;
    }
    std::vector<ProfileQueue> profile;
    for (size_t q = 0; q < kQueues && random_.Chance(2, 3); ++q) {
      const auto head_start = static_cast<int32_t>(random_.Below(3) * 15);
      profile.push_back({.queue = world_.queue(q), .head_start_min = head_start});
    }
    ASSERT_EQ(world_.Refusal(OpenSession{.counter = place, .profile = profile}),
              taken ? "counter_taken" : "");
    if (taken) return;
    day_.clerks.push_back(
        {.id = std::get<CounterSessionOpened>(world_.history.back()).session, .profile = profile});
  }

  const QueueRules& Rules(const Person& person) const {
    return world_.network.queues[person.queue].rules;
  }
  Clerk* AnyClerk() {
    return day_.clerks.empty() ? nullptr : &day_.clerks[random_.Below(day_.clerks.size())];
  }
  // Among the last few: others were forgotten, or nothing happens to them any more.
  TicketId AnyTicket() {
    if (day_.people.empty()) return {};
    const size_t recent = std::min<size_t>(day_.people.size(), 8);
    const auto it = std::prev(day_.people.end(), static_cast<int>(random_.Below(recent)) + 1);
    return world_.lines.Find(it->first) == nullptr ? TicketId{} : it->first;
  }

  void Compare() {
    for (const auto& [id, person] : day_.people) {
      const Ticket* ticket = world_.lines.Find(id);
      if (ticket == nullptr) {
        ASSERT_NE(std::string_view("fng").find(person.state), std::string_view::npos)
            << "a live ticket was forgotten";
        continue;
      }
      ASSERT_EQ(Letter(ticket->state), person.state) << ticket->label;
    }
    for (const Clerk& clerk : day_.clerks) {
      const CounterSession* session = world_.lines.Find(clerk.id);
      ASSERT_EQ(session->ticket, clerk.ticket);
      const std::vector<TicketId> line = day_.Sorted(clerk, world_);
      const TicketId next =
          NextTicket(world_.lines, ProfileOf(*session, world_.directory, world_.routes));
      ASSERT_EQ(next, line.empty() ? TicketId{} : line.front());
    }
  }

  void FactsAloneGiveTheSameState() const {
    Lines replayed;
    for (const QueueEvent& fact : world_.history) replayed.Apply(fact);
    const std::string bytes = CanonicalBytes(world_.lines);
    ASSERT_EQ(CanonicalBytes(replayed), bytes);
    Lines restored;
    CanonicalReader reader(bytes);
    reader.Read(restored);
    ASSERT_TRUE(reader.at_end());
    restored.RebuildIndices();
    ASSERT_EQ(CanonicalBytes(restored), bytes);
    ASSERT_TRUE(restored.Check().ok());
    for (const auto& [id, session] : restored.sessions()) {
      const auto profile = ProfileOf(session, world_.directory, world_.routes);
      ASSERT_EQ(NextTicket(restored, profile), NextTicket(world_.lines, profile));
    }
  }

  Random random_;
  QueueWorld world_;
  SlowDay day_;
  int64_t appointments_ = 100'000;
};

TEST(QueueOracleTest, ThreeThousandRandomDaysAgreeWithTheSlowModel) {
  for (uint64_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    RandomDay(seed).Run(150);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace vuoro
