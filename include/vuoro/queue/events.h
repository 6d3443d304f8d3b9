// The facts of the queue: one struct per event type, each with all that applying it needs.
//
// A published type and version never changes its meaning; a new need is a new version. `at_us` is
// the instant by the author's clock, which may be wrong: nothing orders by it.
#ifndef VUORO_QUEUE_EVENTS_H_
#define VUORO_QUEUE_EVENTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "vuoro/base/fields.h"
#include "vuoro/base/ids.h"
#include "vuoro/queue/ticket.h"

namespace vuoro {

// A ticket was given out and stands in its line. If `day_ymd` differs from the number line's day,
// the line starts a new day and forgets ended tickets older than the day it leaves.
struct TicketIssued {
  static constexpr std::string_view kType = "ticket.issued";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  QueueId queue = {};
  OfficeId office = {};
  ServiceId service = {};
  AppointmentId appointment = {};
  Channel channel = Channel::kCounter;
  Mode mode = Mode::kOnSite;
  bool private_ticket = false;  // K1
  std::string label = {};
  int64_t number_line = 0;
  int32_t number = 0;
  int32_t day_ymd = 0;
  std::string language = {};
  Order order = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("queue", self.queue);
    visit("office", self.office);
    visit("service", self.service);
    visit("appointment", self.appointment);
    visit("channel", self.channel);
    visit("mode", self.mode);
    visit("private", self.private_ticket);
    visit("label", self.label);
    visit("number_line", self.number_line);
    visit("number", self.number);
    visit("day_ymd", self.day_ymd);
    visit("language", self.language);
    visit("order", self.order);
    visit("at_us", self.at_us);
  }
};

// Everything that a display needs (K2): the host knows name and route text of the place `counter`.
struct TicketCalled {
  static constexpr std::string_view kType = "ticket.called";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};
  OfficeId office = {};  // the counter's
  ResourceId counter = {};
  std::string label = {};
  CallRule rule = CallRule::kNext;
  int32_t calls = 1;
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("office", self.office);
    visit("counter", self.counter);
    visit("label", self.label);
    visit("rule", self.rule);
    visit("calls", self.calls);
    visit("at_us", self.at_us);
  }
};

struct TicketRecalled {
  static constexpr std::string_view kType = "ticket.recalled";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};
  OfficeId office = {};
  ResourceId counter = {};
  std::string label = {};
  int32_t calls = 0;  // with this one
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("office", self.office);
    visit("counter", self.counter);
    visit("label", self.label);
    visit("calls", self.calls);
    visit("at_us", self.at_us);
  }
};

// The person is here and service begins.
struct TicketServing {
  static constexpr std::string_view kType = "ticket.serving";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("at_us", self.at_us);
  }
};

// The service is over; `record` is the transaction for ever.
struct TicketFinished {
  static constexpr std::string_view kType = "ticket.finished";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};
  TransactionRecord record = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("record", self.record);
    visit("at_us", self.at_us);
  }
};

// The ticket waits in another queue or for another service, under the same number (E11). What was
// done before a transfer out of service is a transaction of its own, with the outcome `referred`.
struct TicketTransferred {
  static constexpr std::string_view kType = "ticket.transferred";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};  // who had it; none: nobody
  QueueId queue = {};             // the new one
  ServiceId service = {};         // the new one
  bool private_ticket = false;    // now
  Order order = {};
  bool served = false;  // whether `record` holds
  TransactionRecord record = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("queue", self.queue);
    visit("service", self.service);
    visit("private", self.private_ticket);
    visit("order", self.order);
    visit("served", self.served);
    visit("record", self.record);
    visit("at_us", self.at_us);
  }
};

struct TicketNoShow {
  static constexpr std::string_view kType = "ticket.no_show";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};  // who had it; none: nobody
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("at_us", self.at_us);
  }
};

// Back in its own line.
struct TicketPutBack {
  static constexpr std::string_view kType = "ticket.put_back";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};  // who had it; none: nobody
  Order order = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("order", self.order);
    visit("at_us", self.at_us);
  }
};

struct TicketLeft {
  static constexpr std::string_view kType = "ticket.left";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};  // who had it; none: nobody
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("at_us", self.at_us);
  }
};

struct TicketParked {
  static constexpr std::string_view kType = "ticket.parked";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  CounterSessionId session = {};  // who had it; none: nobody
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("session", self.session);
    visit("at_us", self.at_us);
  }
};

struct TicketUnparked {
  static constexpr std::string_view kType = "ticket.unparked";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  Order order = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("order", self.order);
    visit("at_us", self.at_us);
  }
};

// Sent home unserved.
struct TicketDismissed {
  static constexpr std::string_view kType = "ticket.dismissed";
  static constexpr int32_t kVersion = 1;
  TicketId ticket = {};
  DismissCause cause = DismissCause::kClosing;
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("cause", self.cause);
    visit("at_us", self.at_us);
  }
};

struct CounterSessionOpened {
  static constexpr std::string_view kType = "counter_session.opened";
  static constexpr int32_t kVersion = 1;
  CounterSessionId session = {};
  OfficeId office = {};
  ResourceId counter = {};
  std::string staff_ref = {};
  std::vector<ProfileQueue> profile = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("session", self.session);
    visit("office", self.office);
    visit("counter", self.counter);
    visit("staff_ref", self.staff_ref);
    visit("profile", self.profile);
    visit("at_us", self.at_us);
  }
};

struct CounterSessionPaused {
  static constexpr std::string_view kType = "counter_session.paused";
  static constexpr int32_t kVersion = 1;
  CounterSessionId session = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("session", self.session);
    visit("at_us", self.at_us);
  }
};

struct CounterSessionResumed {
  static constexpr std::string_view kType = "counter_session.resumed";
  static constexpr int32_t kVersion = 1;
  CounterSessionId session = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("session", self.session);
    visit("at_us", self.at_us);
  }
};

// The counter's earlier closed session is forgotten.
struct CounterSessionClosed {
  static constexpr std::string_view kType = "counter_session.closed";
  static constexpr int32_t kVersion = 1;
  CounterSessionId session = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("session", self.session);
    visit("at_us", self.at_us);
  }
};

struct QueueIssuingStopped {
  static constexpr std::string_view kType = "queue.issuing_stopped";
  static constexpr int32_t kVersion = 1;
  QueueId queue = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("queue", self.queue);
    visit("at_us", self.at_us);
  }
};

struct QueueIssuingResumed {
  static constexpr std::string_view kType = "queue.issuing_resumed";
  static constexpr int32_t kVersion = 1;
  QueueId queue = {};
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("queue", self.queue);
    visit("at_us", self.at_us);
  }
};

// Any fact of this room.
using QueueEvent = std::variant<TicketIssued, TicketCalled, TicketRecalled, TicketServing,
                                TicketFinished, TicketTransferred, TicketNoShow, TicketPutBack,
                                TicketLeft, TicketParked, TicketUnparked, TicketDismissed,
                                CounterSessionOpened, CounterSessionPaused, CounterSessionResumed,
                                CounterSessionClosed, QueueIssuingStopped, QueueIssuingResumed>;
using QueueEvents = std::vector<QueueEvent>;

}  // namespace vuoro

#endif  // VUORO_QUEUE_EVENTS_H_
