// The state of the room: every ticket, counter session and number line, changed only by facts.
//
// Applying an event never decides, searches, or reads a clock or a network: the same events give
// the same state anywhere. Its canonical bytes are over Fields(); the indices beside them follow
// from these and are rebuilt after reading.
#ifndef VUORO_QUEUE_LINES_H_
#define VUORO_QUEUE_LINES_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/status.h>

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>

#include "vuoro/base/ids.h"
#include "vuoro/queue/events.h"
#include "vuoro/queue/ticket.h"

namespace vuoro {

// Where a waiting ticket stands; the lower key is called first.
struct LineKey {
  int64_t order_us = 0;
  int64_t sequence = 0;
  TicketId ticket;

  friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

// The waiting tickets of one queue, in two orders that are merged by the same key: those placed by
// their arrival, and those placed by an appointment. (A new arrival is never put before an older
// one, so the last arrival must be at hand.)
struct WaitingLine {
  std::set<LineKey> by_arrival;
  std::set<LineKey> by_appointment;

  size_t size() const { return by_arrival.size() + by_appointment.size(); }
  // The lowest key, or null when nobody waits.
  const LineKey* First() const;
};

// Copyable. Not thread-safe; any number of threads may read a Lines that none is changing.
class Lines {
 public:
  // Null, or nothing, when there is none.
  const Ticket* Find(TicketId id) const;
  const CounterSession* Find(CounterSessionId id) const;
  const WaitingLine* Waiting(QueueId queue) const;
  size_t WaitingCount(QueueId queue) const;
  // The open or paused session at `counter`.
  const CounterSession* LiveSessionAt(ResourceId counter) const;
  // The waiting, called, parked or serving ticket of an appointment.
  const Ticket* LiveTicketOf(AppointmentId appointment) const;
  bool issuing_stopped(QueueId queue) const;
  NumberLine NumbersOf(int64_t number_line) const;
  // True if a ticket of `number_line` with `number` is live or was issued on `day_ymd`.
  bool NumberInUse(int64_t number_line, int32_t number, int32_t day_ymd) const;
  int64_t next_sequence() const { return next_sequence_; }

  // In the order of ids. Live tickets, and those that ended on the last two service days.
  const std::map<TicketId, Ticket>& tickets() const { return tickets_; }
  // Live sessions and the last closed one of each counter.
  const std::map<CounterSessionId, CounterSession>& sessions() const { return sessions_; }

  // REQUIRES: the event was decided against this state. An event about an unknown ticket or session
  // changes nothing.
  void Apply(const QueueEvent& event);
  void Apply(const TicketIssued& event);
  void Apply(const TicketCalled& event);
  void Apply(const TicketRecalled& event);
  void Apply(const TicketServing& event);
  void Apply(const TicketFinished& event);
  void Apply(const TicketTransferred& event);
  void Apply(const TicketNoShow& event);
  void Apply(const TicketPutBack& event);
  void Apply(const TicketLeft& event);
  void Apply(const TicketParked& event);
  void Apply(const TicketUnparked& event);
  void Apply(const TicketDismissed& event);
  void Apply(const CounterSessionOpened& event);
  void Apply(const CounterSessionPaused& event);
  void Apply(const CounterSessionResumed& event);
  void Apply(const CounterSessionClosed& event);
  void Apply(const QueueIssuingStopped& event);
  void Apply(const QueueIssuingResumed& event);

  // OK, or `internal` naming the first broken law: a ticket called by two sessions, a session that
  // points to a ticket not its own, a number given twice, an index that differs from what it is
  // made of. For tests and for checking a snapshot; linear in the state.
  absl::Status Check() const;

  // After the canonical fields were read, before anything else.
  void RebuildIndices();

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("tickets", self.tickets_);
    visit("sessions", self.sessions_);
    visit("queues", self.queues_);
    visit("numbers", self.numbers_);
    visit("next_sequence", self.next_sequence_);
  }

 private:
  // Takes the ticket out of its line and from its session, puts it into `state`, and gives it back
  // for the rest of the change; null if unknown.
  Ticket* Release(TicketId id, TicketState state);
  void End(TicketId id, TicketState state, int64_t at_us);
  void Wait(Ticket& ticket, const Order& order, int64_t at_us);
  void StartDay(int64_t number_line, NumberLine& line, int32_t day_ymd);
  CounterSession* Change(CounterSessionId id, int64_t at_us);
  void AddIndices(const Ticket& ticket);
  void Drop(TicketId id);
  absl::Status CheckTicket(const Ticket& ticket) const;

  std::map<TicketId, Ticket> tickets_;
  std::map<CounterSessionId, CounterSession> sessions_;
  std::map<QueueId, QueueState> queues_;
  std::map<int64_t, NumberLine> numbers_;
  int64_t next_sequence_ = 1;

  // Derived; never iterated where the order of a hash table could show.
  absl::flat_hash_map<int64_t, WaitingLine> waiting_;                    // by queue id
  absl::flat_hash_map<int64_t, CounterSessionId> live_sessions_;         // by counter id
  absl::flat_hash_map<int64_t, TicketId> live_appointments_;             // by appointment id
  std::set<std::tuple<int64_t, int32_t, TicketId>> numbers_of_tickets_;  // line, number, ticket
};

}  // namespace vuoro

#endif  // VUORO_QUEUE_LINES_H_
