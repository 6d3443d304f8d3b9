// The views `tickets` and `appointments` of a store's file, against the state that the rooms
// themselves build from the same events.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <map>

#include "store/test_records.h"
#include "vuoro/appointment/book.h"
#include "vuoro/base/status.h"
#include "vuoro/journal/event.h"
#include "vuoro/queue/lines.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

constexpr int64_t kStartUs = 1772434800'000000;  // 2 March 2026, 07:00 UTC
constexpr int64_t kSecondUs = 1'000000;
constexpr int kCounters = 4;

template <class Enum>
std::string Word(Enum value) {
  return std::string(WordsOf<Enum>()[static_cast<size_t>(value)]);
}

// What a test remembers of one thing beside its state.
struct Past {
  int events = 0;
  int calls = 0;
  int64_t first_us = 0;
  int64_t last_us = 0;
};

// A journal that grows by events, and what the queue and appointment rooms make of them.
class History {
 public:
  explicit History(uint64_t seed) : random_(seed) {
    for (int i = 1; i <= kCounters; ++i) {
      Add(CounterSessionOpened{
          .session = {900 + i}, .office = {7}, .counter = {800 + i}, .at_us = now_us_});
    }
  }

  // One more event that fits the state.
  void Step() {
    now_us_ += static_cast<int64_t>(1 + random_.Below(90)) * kSecondUs;
    const auto id = static_cast<int64_t>(1 + random_.Below(60));
    if (random_.Chance(1, 2)) {
      StepTicket({id});
    } else {
      StepAppointment({1000 + id});
    }
  }

  absl::Status WriteTo(Store& store) const {
    std::vector<Record> records = records_;
    ChainAfter({}, records);
    VUORO_ASSIGN_OR_RETURN(const auto lock, StoreLock::Take(store, 0));
    return store.Append(records, {});
  }

  const Lines& lines() const { return lines_; }
  const Book& book() const { return book_; }
  const Past& past(int64_t id) const { return past_.at(id); }

 private:
  template <class T>
  void Add(const T& event) {
    Record record{.type = std::string(T::kType), .version = T::kVersion, .at_us = now_us_};
    record.payload = EncodeEvent(Event(event));
    records_.push_back(record);
    Past& past = past_[SubjectOf(Event(event))];
    if (past.events++ == 0) past.first_us = now_us_;
    past.last_us = now_us_;
    past.calls += T::kType == "ticket.called" || T::kType == "ticket.recalled";
    if constexpr (requires { lines_.Apply(event); }) {
      lines_.Apply(event);
    } else {
      book_.Apply(event);
    }
  }

  Order NextOrder() { return {.order_us = now_us_, .sequence = lines_.next_sequence()}; }

  void StepTicket(TicketId id) {
    const Ticket* ticket = lines_.Find(id);
    if (ticket == nullptr) return Issue(id);
    switch (ticket->state) {
      case TicketState::kWaiting:
        return random_.Chance(1, 6) ? StepWaiting(*ticket) : Call(*ticket);
      case TicketState::kCalled:
        if (random_.Chance(1, 3)) return Recall(*ticket);
        if (random_.Chance(1, 4)) {
          return Add(TicketNoShow{.ticket = id, .session = ticket->session, .at_us = now_us_});
        }
        return Add(TicketServing{.ticket = id, .session = ticket->session, .at_us = now_us_});
      case TicketState::kServing:
        return StepServing(*ticket);
      case TicketState::kParked:
        return Add(TicketUnparked{.ticket = id, .order = NextOrder(), .at_us = now_us_});
      case TicketState::kNoShow:
        return Add(TicketPutBack{.ticket = id, .order = NextOrder(), .at_us = now_us_});
      default:
        return;  // over
    }
  }

  void Issue(TicketId id) {
    TicketIssued issued{.ticket = id,
                        .queue = {static_cast<int64_t>(300 + random_.Below(3))},
                        .office = {7},
                        .service = {static_cast<int64_t>(random_.Below(3))},
                        .number_line = 300,
                        .number = static_cast<int32_t>(id.value),
                        .day_ymd = 20260302,
                        .order = NextOrder(),
                        .at_us = now_us_};
    issued.label = fmt::format("B{:03} \"ä\"", id.value);
    Add(issued);
  }

  void Call(const Ticket& ticket) {
    const int64_t n = 1 + static_cast<int64_t>(random_.Below(kCounters));
    if (lines_.Find(CounterSessionId{900 + n})->ticket.value != 0) return;  // busy
    Add(TicketCalled{.ticket = ticket.id,
                     .session = {900 + n},
                     .office = {7},
                     .counter = {800 + n},
                     .label = ticket.label,
                     .at_us = now_us_});
  }

  void Recall(const Ticket& ticket) {
    Add(TicketRecalled{.ticket = ticket.id,
                       .session = ticket.session,
                       .office = {7},
                       .counter = ticket.counter,
                       .label = ticket.label,
                       .calls = ticket.calls + 1,
                       .at_us = now_us_});
  }

  void StepWaiting(const Ticket& ticket) {
    if (random_.Chance(1, 2)) return Add(TicketLeft{.ticket = ticket.id, .at_us = now_us_});
    Add(TicketDismissed{.ticket = ticket.id, .at_us = now_us_});
  }

  void StepServing(const Ticket& ticket) {
    switch (random_.Below(3)) {
      case 0:
        return Add(TicketParked{.ticket = ticket.id, .session = ticket.session, .at_us = now_us_});
      case 1:
        return Add(TicketTransferred{.ticket = ticket.id,
                                     .session = ticket.session,
                                     .queue = {static_cast<int64_t>(310 + random_.Below(3))},
                                     .service = {44},
                                     .order = NextOrder(),
                                     .at_us = now_us_});
      default:
        return Add(
            TicketFinished{.ticket = ticket.id, .session = ticket.session, .at_us = now_us_});
    }
  }

  Placement Place() {
    const auto minute = static_cast<int32_t>(random_.Below(1440));
    const auto day = static_cast<int32_t>(random_.Below(28));
    return {.office = {static_cast<int64_t>(7 + random_.Below(2))},
            .start_us = kStartUs + (int64_t{day} * 1440 + minute) * 60 * kSecondUs,
            .end_us = kStartUs + (int64_t{day} * 1440 + minute + 30) * 60 * kSecondUs,
            .local_ymd = 20260301 + day,
            .local_min = minute,
            .time_zone = "Europe/Helsinki",
            .assignments = {}};
  }

  void StepAppointment(AppointmentId id) {
    const Appointment* found = book_.Find(id);
    if (found == nullptr) {
      AppointmentHeld held;
      held.appointment.id = id;
      // Any state: a hold is what an appointment of a host's own begins with, too.
      held.appointment.state = random_.Chance(1, 2)
                                   ? AppointmentState::kHeld
                                   : static_cast<AppointmentState>(random_.Below(12));
      held.appointment.service = {55};
      held.appointment.at = Place();
      held.appointment.language = random_.Chance(1, 2) ? "sv" : "";
      return Add(held);
    }
    if (!IsLive(found->state)) return;
    const int32_t revision = found->revision + 1;
    switch (random_.Below(8)) {
      case 0:
        return Add(AppointmentCancelled{{id, revision}});
      case 1:
        return Add(AppointmentLapsed{{id, revision}});
      case 2:
        return Add(AppointmentNoShow{{id, revision}});
      case 3:
        return Add(AppointmentConfirmed{{id, revision}});
      case 4:
        return Add(AppointmentStarted{{id, revision}});
      case 5:
        return Add(AppointmentFulfilled{{id, revision}});
      case 6:
        return Add(AppointmentCheckedIn{id, revision, {static_cast<int64_t>(random_.Below(9))}});
      default:
        return Add(AppointmentRescheduled{id, revision, Place(), {}});
    }
  }

  Random random_;
  int64_t now_us_ = kStartUs;
  Lines lines_;
  Book book_;
  std::map<int64_t, Past> past_;
  std::vector<Record> records_;
};

class ViewsTest : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    for (int i = 0; i < 700; ++i) history_.Step();
    auto store = OpenStore("sqlite:" + path_, {.create = true, .durable = false});
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE(history_.WriteTo(**store).ok());
  }

  // Rows as "a|b|c", NULL as "-".
  std::vector<std::string> Ask(const std::string& sql) {
    SQLite::Database db(path_, SQLite::OPEN_READONLY);
    SQLite::Statement statement(db, sql);
    std::vector<std::string> rows;
    while (statement.executeStep()) {
      std::string& row = rows.emplace_back();
      for (int i = 0; i < statement.getColumnCount(); ++i) {
        if (i > 0) row += '|';
        row += statement.isColumnNull(i) ? "-" : statement.getColumn(i).getString();
      }
    }
    return rows;
  }

  History history_{static_cast<uint64_t>(GetParam())};
  ScratchFolder folder_;
  std::string path_ = folder_.File("store.db");
};

std::string OrDash(int64_t id) { return id == 0 ? "-" : std::to_string(id); }

TEST_P(ViewsTest, TicketsAreWhatTheQueueMakesOfTheEvents) {
  std::vector<std::string> expected;
  std::map<TicketState, int> seen;
  for (const auto& [id, ticket] : history_.lines().tickets()) {
    const Past& past = history_.past(id.value);
    ++seen[ticket.state];
    expected.push_back(fmt::format(
        "{}|{}|{}|20260302|7|{}|{}|-|{}|{}|{}|{}|{}", id.value, ticket.label, Word(ticket.state),
        ticket.queue.value, OrDash(ticket.service.value), past.calls, OrDash(ticket.counter.value),
        ticket.issued_us / kSecondUs, past.last_us / kSecondUs, past.events));
  }
  EXPECT_EQ(Ask("SELECT ticket, label, state, day_ymd, office, queue, service, appointment, calls,"
                " last_counter, strftime('%s', issued_utc), strftime('%s', changed_utc), events"
                " FROM tickets ORDER BY ticket"),
            expected);
  EXPECT_GE(seen.size(), 5u) << "too few states to prove anything";
  EXPECT_EQ(Ask("SELECT count(*) FROM tickets WHERE (calls > 0) <> (first_called_utc NOT NULL)"),
            std::vector<std::string>{"0"});
}

TEST_P(ViewsTest, AppointmentsAreWhatTheBookMakesOfTheEvents) {
  std::vector<std::string> expected;
  std::map<AppointmentState, int> seen;
  for (const auto& [id, appointment] : history_.book().all()) {
    const Past& past = history_.past(id.value);
    const Placement& at = appointment.at;
    ++seen[appointment.state];
    expected.push_back(fmt::format(
        "{}|{}|{}|55|{}|2026-03-{:02} {:02}:{:02}|Europe/Helsinki|{}|{}|{}|-|{}|{}|{}|{}", id.value,
        Word(appointment.state), appointment.revision, at.office.value, at.local_ymd % 100,
        at.local_min / 60, at.local_min % 60, at.start_us / kSecondUs, at.end_us / kSecondUs,
        appointment.language.empty() ? "-" : appointment.language, OrDash(appointment.ticket.value),
        past.first_us / kSecondUs, past.last_us / kSecondUs, past.events));
  }
  EXPECT_EQ(history_.book().misfits(), 0);
  EXPECT_EQ(Ask("SELECT appointment, state, revision, service, office, starts_local, time_zone,"
                " strftime('%s', start_utc), strftime('%s', end_utc), language, customer, ticket,"
                " strftime('%s', held_utc), strftime('%s', changed_utc), events"
                " FROM appointments ORDER BY appointment"),
            expected);
  EXPECT_GE(seen.size(), 6u) << "too few states to prove anything";
}

INSTANTIATE_TEST_SUITE_P(Seeds, ViewsTest, testing::Range(1, 5));

}  // namespace
}  // namespace vuoro
