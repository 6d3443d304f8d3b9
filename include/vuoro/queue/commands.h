// What may be asked of the queue: one request per command, decided into facts or a refusal.
//
// Decide reads the state, the request and what the context gives, and changes nothing (ids it draws
// for a refused command are lost). The facts it returns are to be applied to the same state before
// the next decision. Times come from the context; nothing here reads a clock.
#ifndef VUORO_QUEUE_COMMANDS_H_
#define VUORO_QUEUE_COMMANDS_H_

#include <absl/status/statusor.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vuoro/base/id_source.h"
#include "vuoro/base/ids.h"
#include "vuoro/model/directory.h"
#include "vuoro/model/network.h"
#include "vuoro/queue/events.h"
#include "vuoro/queue/lines.h"
#include "vuoro/queue/routes.h"
#include "vuoro/queue/ticket.h"
#include "vuoro/time/instant.h"

namespace vuoro {

inline constexpr size_t kMaxStaffRefBytes = 256;
inline constexpr size_t kMaxLanguageBytes = 16;
inline constexpr size_t kMaxProfileQueues = 64;

// How a moment looks in an office.
struct OfficeMoment {
  // The service day: the local date on which `open` began, so a night office keeps one day to its
  // end; the local date of the moment when closed.
  int32_t day_ymd = 0;
  std::optional<Interval> open = {};  // the opening that holds the moment; none: closed
};

// When walk-ins are taken; whoever owns calendars answers. Pure: the same question has the same
// answer as long as the network document is the same.
class WalkInHours {
 public:
  virtual ~WalkInHours() = default;
  // For `service` by `mode`, or, when `service` is none, for the office as a whole.
  virtual OfficeMoment At(OfficeIndex office, ServiceIndex service, Mode mode,
                          Instant now) const = 0;
};

// What a decision may read beside the state. All references outlive the call.
struct QueueContext {
  const Network& network;
  const Directory& directory;
  const Routes& routes;  // of `network`
  const WalkInHours& hours;
  IdSource& ids;
  Instant now;
};

// Errors of every command: `unknown_id` for an id that is not, or no longer, there;
// `stale_revision` and `wrong_state` as said at TicketRef; `session_closed` for a closed session.

// Takes a number. Either `service` (its queue is looked up) or `queue`, or both.
// With an appointment: the engine has checked it in; hours, cut-off and stop do not apply.
// Errors: `bad_argument` (neither), `not_offered`, `queue_closed`, `past_cut_off`,
// `issuing_stopped`, `numbers_exhausted`, `limit_reached` (language, ids), `wrong_state` (the
// appointment stands in a line already).
struct IssueTicket {
  OfficeId office = {};
  ServiceId service = {};
  QueueId queue = {};
  Mode mode = Mode::kOnSite;
  Channel channel = Channel::kCounter;
  std::string language = {};
  AppointmentId appointment = {};
  Instant appointment_start = {};  // read only with an appointment
};

// Calls the first of the session's queues; see vuoro/queue/dispatch.h.
// Errors: `session_paused`, `session_busy` (it still has a ticket, called or served: say first what
// became of it), `queue_empty`.
struct CallNext {
  CounterSessionId session = {};
};

// Calls a certain waiting or parked ticket out of order; the fact says so (B4).
// Errors: as CallNext, and `out_of_scope` for a ticket of a queue that is not in this office.
struct CallTicket {
  CounterSessionId session = {};
  TicketId ticket = {};
};

// The ticket that a command is about.
struct TicketRef {
  TicketId id = {};
  CounterSessionId session = {};  // none: not checked; another than the ticket's: `wrong_state`
  int64_t revision = 0;           // 0: not checked; another than the ticket's: `stale_revision`
};

// called -> called. Errors: `recall_limit` after the rule's number of calls, the first included.
struct RecallTicket {
  TicketRef ticket = {};
};

// called -> serving.
struct ServeTicket {
  TicketRef ticket = {};
};

// serving -> finished. `service` and `mode` correct what the ticket says; `task` none takes what
// mode and performer suggest. Errors: `bad_argument` when nobody ever told the service.
struct FinishTicket {
  TicketRef ticket = {};
  Outcome outcome = Outcome::kServed;
  TaskType task = TaskType::kNone;
  ServiceId service = {};
  std::optional<Mode> mode = {};
};

// waiting, called, serving or parked -> waiting for `service` (its queue is looked up), or in
// `queue`, or both. By the rule of the new queue it keeps its place in time or arrives now. Taken
// even when the queue is closed or stopped: the person is in the house.
// Errors: `bad_argument` (neither, or nothing would change), `not_offered`.
struct TransferTicket {
  TicketRef ticket = {};
  ServiceId service = {};
  QueueId queue = {};
  TaskType task = TaskType::kNone;  // of what was done so far, when it was being served
};

// called -> no_show.
struct NoShowTicket {
  TicketRef ticket = {};
};

// called or no_show -> waiting, in its old place or behind all.
// Errors: `put_back_limit`; `too_late` for a no-show of an earlier service day.
struct PutBackTicket {
  TicketRef ticket = {};
  bool behind_all = false;
};

// waiting, called or parked -> left: the person gave up and said so.
struct LeaveTicket {
  TicketRef ticket = {};
};

// waiting, called or serving -> parked.
struct ParkTicket {
  TicketRef ticket = {};
};

// parked -> waiting, in its old place.
struct UnparkTicket {
  TicketRef ticket = {};
};

// waiting or parked -> dismissed.
struct DismissTicket {
  TicketRef ticket = {};
};

// Errors: `counter_taken`, `bad_argument` (no place to call from, a head start outside 0..1440, a
// queue twice), `limit_reached`, `out_of_scope` (a queue that is not in the counter's office).
struct OpenSession {
  OfficeId office = {};  // none: not checked; another than the counter's: `bad_argument`
  ResourceId counter = {};
  std::string staff_ref = {};  // opaque, at most kMaxStaffRefBytes
  std::vector<ProfileQueue> profile = {};
};

// Errors: `session_busy`; `session_paused` if it is already.
struct PauseSession {
  CounterSessionId session = {};
};

// Errors: `wrong_state` if it is not paused.
struct ResumeSession {
  CounterSessionId session = {};
};

// Errors: `session_busy`.
struct CloseSession {
  CounterSessionId session = {};
};

// Errors of both: `wrong_state` if it already is so.
struct StopIssuing {
  QueueId queue = {};
};
struct ResumeIssuing {
  QueueId queue = {};
};

// What closing time means for those who still wait or are parked, in `queue` or, when none, in all
// queues of `office`. By the queues' rule they are served on (no facts) or dismissed; `kDismiss`
// sends home whoever is left. Only tickets issued in `office` are touched. May be repeated.
// Errors: `wrong_state` while the office is open.
enum class Remaining : uint8_t { kByRule = 0, kDismiss = 1 };
struct CloseDay {
  OfficeId office = {};
  QueueId queue = {};
  Remaining remaining = Remaining::kByRule;
};

using Facts = absl::StatusOr<QueueEvents>;

Facts Decide(const Lines& lines, const QueueContext& context, const IssueTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const CallNext& request);
Facts Decide(const Lines& lines, const QueueContext& context, const CallTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const RecallTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const ServeTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const FinishTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const TransferTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const NoShowTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const PutBackTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const LeaveTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const ParkTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const UnparkTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const DismissTicket& request);
Facts Decide(const Lines& lines, const QueueContext& context, const OpenSession& request);
Facts Decide(const Lines& lines, const QueueContext& context, const PauseSession& request);
Facts Decide(const Lines& lines, const QueueContext& context, const ResumeSession& request);
Facts Decide(const Lines& lines, const QueueContext& context, const CloseSession& request);
Facts Decide(const Lines& lines, const QueueContext& context, const StopIssuing& request);
Facts Decide(const Lines& lines, const QueueContext& context, const ResumeIssuing& request);
Facts Decide(const Lines& lines, const QueueContext& context, const CloseDay& request);

}  // namespace vuoro

#endif  // VUORO_QUEUE_COMMANDS_H_
