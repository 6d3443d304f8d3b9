// What stands in a line and who calls it: tickets, counter sessions and their closed vocabularies,
// as values. How they change is vuoro/queue/events.h.
//
// No field of this file may hold personal data: people are numbers here, and staff references are
// opaque.
#ifndef VUORO_QUEUE_TICKET_H_
#define VUORO_QUEUE_TICKET_H_

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "vuoro/base/fields.h"
#include "vuoro/base/ids.h"
#include "vuoro/model/words.h"

namespace vuoro {

// Numbers of the enums below are frozen: journals and the C ABI hold them. New ones go at the end.
enum class TicketState : uint8_t {
  kWaiting = 0,
  kCalled = 1,
  kServing = 2,
  kParked = 3,  // out of the line but not gone: waits for a paper, an interpreter, a colleague
  kFinished = 4,
  kNoShow = 5,  // did not come when called; may be put back
  kLeft = 6,    // gave up, and said so
  kDismissed = 7,
};
constexpr bool IsLive(TicketState state) { return state <= TicketState::kParked; }

// Through what the ticket was taken. Recorded, never ranked (B1).
enum class Channel : uint8_t {
  kCounter = 0,
  kKiosk = 1,
  kPortal = 2,
  kCallCentre = 3,
  kPhone = 4,
  kVideo = 5,
  kMobile = 6,
};

enum class Outcome : uint8_t { kServed = 0, kReferred = 1, kRebooked = 2, kNotServed = 3 };

// What was done, by the seven task types of the ASTI connections in the national service register;
// 0 is "not told".
enum class TaskType : uint8_t {
  kNone = 0,
  kDocumentReceived = 1,
  kGuidanceToOnlineSelfService = 2,
  kLostAndFound = 3,
  kOnlineSelfServicePoint = 4,
  kOnsiteGuidance = 5,
  kOnsiteGuidanceByServiceAuthor = 6,
  kRemoteGuidance = 7,
};

enum class SessionState : uint8_t { kOpen = 0, kPaused = 1, kClosed = 2 };

// Why a ticket stands where it stands: the rule id of every ordering and reordering (B4).
enum class OrderRule : uint8_t {
  kArrival = 0,      // when it was issued
  kAppointment = 1,  // before its appointment's start
  kKept = 2,         // as before: transferred, put back or unparked without losing its place
  kBehindAll = 3,    // as one who arrives now
};

// Whether a call followed the order or named its ticket (B4).
enum class CallRule : uint8_t { kNext = 0, kNamed = 1 };

enum class DismissCause : uint8_t { kClosing = 0, kByHand = 1 };

template <>
std::span<const std::string_view> WordsOf<TicketState>();
template <>
std::span<const std::string_view> WordsOf<Channel>();
template <>
std::span<const std::string_view> WordsOf<Outcome>();
template <>
std::span<const std::string_view> WordsOf<TaskType>();
template <>
std::span<const std::string_view> WordsOf<SessionState>();
template <>
std::span<const std::string_view> WordsOf<OrderRule>();
template <>
std::span<const std::string_view> WordsOf<CallRule>();
template <>
std::span<const std::string_view> WordsOf<DismissCause>();

// A place in the line: earlier `order_us` first, then lower `sequence`. See vuoro/queue/dispatch.h.
struct Order {
  int64_t order_us = 0;
  int64_t sequence = 0;  // 1, 2, ... over all queues in the order of issue; never the same twice
  OrderRule rule = OrderRule::kArrival;  // in a Ticket: the last one other than kKept

  friend bool operator==(const Order&, const Order&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("order_us", self.order_us);
    visit("sequence", self.sequence);
    visit("rule", self.rule);
  }
};

// The anonymous record of one finished service (I2): all that cost sharing needs. Immutable.
struct TransactionRecord {
  OfficeId office = {};
  AgencyId agency = {};
  ServiceId service = {};
  TaskType task = TaskType::kNone;
  Mode mode = Mode::kOnSite;
  Channel channel = Channel::kCounter;
  Outcome outcome = Outcome::kServed;
  int64_t start_us = 0;
  int64_t end_us = 0;

  friend bool operator==(const TransactionRecord&, const TransactionRecord&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("office", self.office);
    visit("agency", self.agency);
    visit("service", self.service);
    visit("task", self.task);
    visit("mode", self.mode);
    visit("channel", self.channel);
    visit("outcome", self.outcome);
    visit("start_us", self.start_us);
    visit("end_us", self.end_us);
  }
};

struct Ticket {
  TicketId id = {};
  QueueId queue = {};
  OfficeId office = {};            // where it was issued; recorded, never ranked (B1)
  ServiceId service = {};          // none: not told yet
  AppointmentId appointment = {};  // none: a walk-in
  TicketState state = TicketState::kWaiting;
  Channel channel = Channel::kCounter;
  Mode mode = Mode::kOnSite;
  bool private_ticket = false;  // K1: public views show nothing that could tell the service
  std::string label = {};       // as printed, "B042"
  int64_t number_line = 0;      // id of the queue, or of the office for private numbers
  int32_t number = 0;
  int32_t day_ymd = 0;        // service day of the number line at issue
  std::string language = {};  // BCP 47, or ""
  Order order = {};
  int64_t issued_us = 0;
  int64_t waiting_since_us = 0;   // start of the present or last wait
  int64_t called_us = 0;          // last call; 0 never
  int64_t serving_us = 0;         // first start of the present service; 0 none
  int64_t ended_us = 0;           // finished, no-show, left or dismissed; 0 live
  ResourceId counter = {};        // the place of the last call
  CounterSessionId session = {};  // who has it: called and serving only
  int32_t calls = 0;              // in the present turn
  int32_t put_backs = 0;
  int32_t transfers = 0;
  int64_t revision = 1;

  friend bool operator==(const Ticket&, const Ticket&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("queue", self.queue);
    visit("office", self.office);
    visit("service", self.service);
    visit("appointment", self.appointment);
    visit("state", self.state);
    visit("channel", self.channel);
    visit("mode", self.mode);
    visit("private", self.private_ticket);
    visit("label", self.label);
    visit("number_line", self.number_line);
    visit("number", self.number);
    visit("day_ymd", self.day_ymd);
    visit("language", self.language);
    visit("order", self.order);
    visit("issued_us", self.issued_us);
    visit("waiting_since_us", self.waiting_since_us);
    visit("called_us", self.called_us);
    visit("serving_us", self.serving_us);
    visit("ended_us", self.ended_us);
    visit("counter", self.counter);
    visit("session", self.session);
    visit("calls", self.calls);
    visit("put_backs", self.put_backs);
    visit("transfers", self.transfers);
    visit("revision", self.revision);
  }
};

// One line of a work profile. `head_start_min` moves the queue's tickets forward by that time when
// this session looks for its next one; a day of it is strict priority.
struct ProfileQueue {
  QueueId queue = {};
  int32_t head_start_min = 0;  // 0..kMaxHeadStartMin

  friend bool operator==(const ProfileQueue&, const ProfileQueue&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("queue", self.queue);
    visit("head_start_min", self.head_start_min);
  }
};
inline constexpr int32_t kMaxHeadStartMin = 1440;

// Somebody's work at a counter, from opening to closing: who calls.
struct CounterSession {
  CounterSessionId id = {};
  OfficeId office = {};
  ResourceId counter = {};
  std::string staff_ref = {};              // opaque to us
  std::vector<ProfileQueue> profile = {};  // empty: every queue of the office, without head start
  SessionState state = SessionState::kOpen;
  TicketId ticket = {};  // called or being served here; none: free
  int64_t opened_us = 0;
  int64_t changed_us = 0;  // last pause, resume or close
  int64_t paused_us = 0;   // length of all finished pauses
  int64_t closed_us = 0;   // 0: not yet
  int64_t revision = 1;

  friend bool operator==(const CounterSession&, const CounterSession&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("office", self.office);
    visit("counter", self.counter);
    visit("staff_ref", self.staff_ref);
    visit("profile", self.profile);
    visit("state", self.state);
    visit("ticket", self.ticket);
    visit("opened_us", self.opened_us);
    visit("changed_us", self.changed_us);
    visit("paused_us", self.paused_us);
    visit("closed_us", self.closed_us);
    visit("revision", self.revision);
  }
};

// What a queue knows beside its tickets.
struct QueueState {
  bool issuing_stopped = false;  // by hand

  friend bool operator==(const QueueState&, const QueueState&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("issuing_stopped", self.issuing_stopped);
  }
};

// Where a range of ticket numbers stands. See vuoro/queue/numbers.h.
struct NumberLine {
  int32_t day_ymd = 0;       // service day of its last number; 0: none yet
  int32_t last_day_ymd = 0;  // the day before that; its tickets are kept
  int32_t next = 0;          // the number to try next; 0: the range's first

  friend bool operator==(const NumberLine&, const NumberLine&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("day_ymd", self.day_ymd);
    visit("last_day_ymd", self.last_day_ymd);
    visit("next", self.next);
  }
};

}  // namespace vuoro

#endif  // VUORO_QUEUE_TICKET_H_
