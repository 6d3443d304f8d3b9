// Seeded office days on the whole engine: bookings, tickets, failing disks and crashes, judged by a
// plain log of what callers were told.
#include <map>
#include <set>
#include <tuple>

#include "engine/fixture.h"

namespace vuoro {
namespace {

class Day : public EngineFixture {
 public:
  explicit Day(uint64_t seed)
      : EngineFixture(std::make_shared<MemoryJournal>(), seed | 1), random_(seed) {
    Load();
  }

  void Run(int steps) {
    for (const std::string_view counter : {"centre.counter-1", "centre.counter-2"}) {
      sessions_.push_back(OpenCounter(counter).id);
    }
    for (int i = 0; i < steps; ++i) {
      Step();
      if (testing::Test::HasFatalFailure()) return;
    }
    Crash();
    CheckLaws();
  }

  Digest hash() const { return engine->StateHash(); }
  int crashes() const { return crashes_; }
  int lost_commits() const { return lost_commits_; }

 private:
  void Step() {
    clock->AdvanceSeconds(random_.Between(0, 120));
    if (random_.Chance(1, 12)) {
      // Full: nothing was stored. Unknown: it may have been; the engine finds out before it
      // answers.
      const bool unknown = random_.Chance(1, 2);
      const bool stored = unknown && random_.Chance(1, 2);
      journal->FailNextAppend(
          Fail(unknown ? Reason::kCommitUnknown : Reason::kDiskFull, "the disk failed"), stored);
    }
    switch (random_.Below(9)) {
      case 0:
      case 1:
        return Hold();
      case 2:
        return Settle();
      case 3:
      case 4:
        return Issue();
      case 5:
      case 6:
        return Serve();
      case 7:
        return Cancel();
      default:
        if (random_.Chance(1, 6)) Crash();
    }
  }

  // Repeats a command under one key until it is answered for good, as a kiosk does.
  template <class R, class Call>
  absl::StatusOr<R> Insist(Call&& call) {
    const std::string key = fmt::format("k{}", ++keys_);
    while (true) {
      const Digest before = engine->StateHash();
      absl::StatusOr<R> answer = call(CommandOptions{.key = key});
      if (answer.ok()) return answer;
      if (answer.status().code() != absl::StatusCode::kUnavailable) {
        // A refusal changes nothing, apart from holds that were due anyway.
        if (!AnyDue()) {
          EXPECT_EQ(engine->StateHash(), before) << answer.status();
        }
        return answer;
      }
      ++lost_commits_;
      if (random_.Chance(1, 3)) Crash();
    }
  }
  bool AnyDue() const {
    for (const auto& [id, until_us] : holds_) {
      if (until_us <= clock->Now().us) return true;
    }
    return false;
  }

  void Hold() {
    const Mode mode = random_.Chance(1, 2) ? Mode::kVideoBooth : Mode::kPhone;
    const int64_t day_us = int64_t{24} * 60 * kMinuteUs;
    HoldRequest wish = Wish("centre", "benefit", mode, 0);
    wish.start_us =
        kMonday0900 + random_.Between(1, 3) * day_us + random_.Between(-4, 24) * 15 * kMinuteUs;
    wish.language = random_.Chance(1, 3) ? "ar" : "fi";
    wish.hold_s = 600;
    const auto held = Insist<Appointment>(
        [&](const CommandOptions& options) { return engine->Hold(admin, options, wish); });
    if (held.ok()) holds_[held->id] = held->hold_until_us;
  }

  void Settle() {
    if (holds_.empty()) return;
    const auto [id, until_us] = *holds_.begin();
    const bool late = until_us <= clock->Now().us;
    const auto confirmed =
        Insist<Appointment>([&, appointment = id](const CommandOptions& options) {
          return engine->Confirm(admin, options, {.appointment = appointment});
        });
    ASSERT_EQ(confirmed.ok(), !late) << confirmed.status();
    holds_.erase(id);
    if (confirmed.ok()) booked_.insert(id);
  }

  void Cancel() {
    if (booked_.empty()) return;
    const AppointmentId id = *booked_.begin();
    ASSERT_TRUE(Insist<Appointment>([&](const CommandOptions& options) {
                  return engine->Cancel(admin, options, {.appointment = id});
                }).ok());
    booked_.erase(id);
    cancelled_.insert(id);
  }

  void Issue() {
    IssueTicket issue;
    issue.office = Office("centre");
    issue.service = Service("advice");
    const auto ticket = Insist<Ticket>(
        [&](const CommandOptions& options) { return engine->Do(admin, options, issue); });
    if (!ticket.ok()) return;  // the office has closed for the day
    ASSERT_TRUE(waiting_.insert(ticket->id).second);
    ASSERT_TRUE(numbers_.insert({ticket->day_ymd, ticket->label}).second) << ticket->label;
  }

  void Serve() {
    const CounterSessionId session = sessions_[random_.Below(sessions_.size())];
    const auto ticket = Insist<Ticket>([&](const CommandOptions& options) {
      return engine->Do(admin, options, CallNext{session});
    });
    ASSERT_EQ(ticket.ok(), !waiting_.empty()) << ticket.status();
    if (!ticket.ok()) return;
    ASSERT_EQ(waiting_.erase(ticket->id), 1);  // it waited, and nobody else has it
    ASSERT_TRUE(Insist<Ticket>([&](const CommandOptions& options) {
                  return engine->Do(admin, options, ServeTicket{{.id = ticket->id}});
                }).ok());
    ASSERT_TRUE(Insist<Ticket>([&](const CommandOptions& options) {
                  return engine->Do(admin, options, FinishTicket{.ticket = {.id = ticket->id}});
                }).ok());
  }

  // The process dies; another reads the journal, from a snapshot or from the start.
  void Crash() {
    ++crashes_;
    const Digest before = engine->StateHash();
    if (random_.Chance(1, 3)) {
      ASSERT_TRUE(engine->WriteSnapshot(admin).ok());
    }
    engine = Open(random_() | 1);
    EXPECT_EQ(engine->StateHash(), before);
    for (const AppointmentId id : booked_) {
      ASSERT_EQ(engine->FindAppointment(admin, id)->state, AppointmentState::kBooked);
    }
    for (const AppointmentId id : cancelled_) {
      ASSERT_EQ(engine->FindAppointment(admin, id)->state, AppointmentState::kCancelled);
    }
    for (const TicketId id : waiting_)
      ASSERT_EQ(engine->FindTicket(admin, id)->state, TicketState::kWaiting);
  }

  // No resource in two places at once, by looking at every pair of minutes taken.
  void CheckLaws() {
    std::set<std::tuple<ResourceId, int32_t, int32_t>> taken;
    for (const AppointmentId id : booked_) {
      const auto appointment = engine->FindAppointment(admin, id);
      ASSERT_TRUE(appointment.ok());
      for (const Assignment& assignment : appointment->at.assignments) {
        for (int32_t minute = assignment.from_min; minute < assignment.to_min; ++minute) {
          ASSERT_TRUE(taken.insert({assignment.resource, assignment.day, minute}).second);
        }
      }
    }
    ASSERT_TRUE(engine->Verify(admin).ok());
  }

  vuoro::Random random_;
  std::vector<CounterSessionId> sessions_;
  std::map<AppointmentId, int64_t> holds_;
  std::set<AppointmentId> booked_;
  std::set<AppointmentId> cancelled_;
  std::set<TicketId> waiting_;
  std::set<std::pair<int32_t, std::string>> numbers_;
  int keys_ = 0;
  int crashes_ = 0;
  int lost_commits_ = 0;
};

TEST(SimulationTest, NoAcknowledgedOperationIsLostAndNothingIsGivenTwice) {
  int crashes = 0;
  int lost_commits = 0;
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Day day(seed);
    day.Run(300);
    if (testing::Test::HasFatalFailure()) return;
    crashes += day.crashes();
    lost_commits += day.lost_commits();
  }
  EXPECT_GT(crashes, 60);
  EXPECT_GT(lost_commits, 60);
}

TEST(SimulationTest, TheSameSeedGivesTheSameStateHash) {
  Day one(99);
  Day two(99);
  one.Run(150);
  two.Run(150);
  EXPECT_EQ(one.hash().Hex(), two.hash().Hex());
}

}  // namespace
}  // namespace vuoro
