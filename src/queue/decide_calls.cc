// Decides what counter sessions do: open, pause, close, and call.
#include <set>

#include "vuoro/base/status.h"
#include "vuoro/queue/commands.h"
#include "vuoro/queue/dispatch.h"

namespace vuoro {
namespace {

absl::StatusOr<const CounterSession*> FindSession(const Lines& lines, CounterSessionId id) {
  const CounterSession* session = lines.Find(id);
  if (session == nullptr) return Fail(Reason::kUnknownId, "no counter session {}", id.value);
  if (session->state == SessionState::kClosed) {
    return Fail(Reason::kSessionClosed, "counter session {} is closed", id.value);
  }
  return session;
}

absl::Status CheckFree(const Lines& lines, const CounterSession& session) {
  const Ticket* ticket = lines.Find(session.ticket);
  if (ticket == nullptr) return absl::OkStatus();
  return Fail(Reason::kSessionBusy, "counter session {} has ticket {}, {}", session.id.value,
              ticket->label, WordOf(ticket->state));
}

// The session, if it may call now.
absl::StatusOr<const CounterSession*> FindCaller(const Lines& lines, CounterSessionId id) {
  VUORO_ASSIGN_OR_RETURN(const CounterSession* session, FindSession(lines, id));
  if (session->state == SessionState::kPaused) {
    return Fail(Reason::kSessionPaused, "counter session {} is paused", id.value);
  }
  VUORO_RETURN_IF_ERROR(CheckFree(lines, *session));
  return session;
}

QueueEvents Call(const CounterSession& session, const Ticket& ticket, CallRule rule, Instant now) {
  return {TicketCalled{.ticket = ticket.id,
                       .session = session.id,
                       .office = session.office,
                       .counter = session.counter,
                       .label = ticket.label,
                       .rule = rule,
                       .calls = ticket.calls + 1,
                       .at_us = now.us}};
}

// A queue that the document no longer has is called from where its ticket was issued.
bool MayCall(const QueueContext& context, const CounterSession& session, const Ticket& ticket) {
  const QueueIndex queue = context.directory.Find(ticket.queue);
  if (!queue) return ticket.office == session.office;
  return StandsIn(context.network.at(queue), context.directory.Find(session.office));
}

bool IsPlace(ResourceKind kind) {
  return kind != ResourceKind::kInterpreter;  // an official or advisor may call by phone or video
}

absl::Status CheckProfile(const QueueContext& context, OfficeIndex office,
                          const std::vector<ProfileQueue>& profile) {
  if (profile.size() > kMaxProfileQueues) {
    return Fail(Reason::kLimitReached, "work profile has {} queues, at most {}", profile.size(),
                kMaxProfileQueues);
  }
  std::set<QueueId> seen;
  for (const ProfileQueue& entry : profile) {
    const QueueIndex queue = context.directory.Find(entry.queue);
    if (!queue) return Fail(Reason::kUnknownId, "no queue {}", entry.queue.value);
    const Queue& row = context.network.at(queue);
    if (!StandsIn(row, office)) {
      return Fail(Reason::kOutOfScope, "queue {} is not in office {}", row.key,
                  context.network.at(office).key);
    }
    if (!seen.insert(entry.queue).second) {
      return Fail(Reason::kBadArgument, "queue {} is in the work profile twice", row.key);
    }
    if (entry.head_start_min < 0 || entry.head_start_min > kMaxHeadStartMin) {
      return Fail(Reason::kBadArgument, "head start of queue {} is {} min, not 0 to {}", row.key,
                  entry.head_start_min, kMaxHeadStartMin);
    }
  }
  return absl::OkStatus();
}

}  // namespace

Facts Decide(const Lines& lines, const QueueContext& context, const CallNext& request) {
  VUORO_ASSIGN_OR_RETURN(const CounterSession* session, FindCaller(lines, request.session));
  const TicketId next =
      session->profile.empty()
          ? NextTicket(lines, ProfileOf(*session, context.directory, context.routes))
          : NextTicket(lines, session->profile);
  if (!next) {
    return Fail(Reason::kQueueEmpty, "nobody waits for counter session {}", session->id.value);
  }
  return Call(*session, *lines.Find(next), CallRule::kNext, context.now);
}

Facts Decide(const Lines& lines, const QueueContext& context, const CallTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const CounterSession* session, FindCaller(lines, request.session));
  const Ticket* ticket = lines.Find(request.ticket);
  if (ticket == nullptr) return Fail(Reason::kUnknownId, "no ticket {}", request.ticket.value);
  if (ticket->state != TicketState::kWaiting && ticket->state != TicketState::kParked) {
    return Fail(Reason::kWrongState, "ticket {} is {}", ticket->label, WordOf(ticket->state));
  }
  if (!MayCall(context, *session, *ticket)) {
    return Fail(Reason::kOutOfScope, "ticket {} waits in a queue of another office", ticket->label);
  }
  return Call(*session, *ticket, CallRule::kNamed, context.now);
}

Facts Decide(const Lines& lines, const QueueContext& context, const OpenSession& request) {
  const ResourceIndex counter = context.directory.Find(request.counter);
  if (!counter) return Fail(Reason::kUnknownId, "no counter {}", request.counter.value);
  const Resource& place = context.network.at(counter);
  if (!IsPlace(place.kind) || !place.office) {
    return Fail(Reason::kBadArgument, "{} is no place to call from: {}", place.key,
                WordOf(place.kind));
  }
  if (request.office && request.office != context.directory.IdOf(place.office)) {
    return Fail(Reason::kBadArgument, "{} is not in office {}", place.key, request.office.value);
  }
  if (request.staff_ref.size() > kMaxStaffRefBytes) {
    return Fail(Reason::kLimitReached, "staff_ref has {} bytes, at most {}",
                request.staff_ref.size(), kMaxStaffRefBytes);
  }
  VUORO_RETURN_IF_ERROR(CheckProfile(context, place.office, request.profile));
  if (const CounterSession* other = lines.LiveSessionAt(request.counter)) {
    return Fail(Reason::kCounterTaken, "counter {} has session {}", place.key, other->id.value);
  }
  if (!context.ids.has_more()) return Fail(Reason::kLimitReached, "no ids left at this opening");
  return QueueEvents{CounterSessionOpened{.session = context.ids.Next<CounterSessionId>(),
                                          .office = context.directory.IdOf(place.office),
                                          .counter = request.counter,
                                          .staff_ref = request.staff_ref,
                                          .profile = request.profile,
                                          .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const PauseSession& request) {
  VUORO_ASSIGN_OR_RETURN(const CounterSession* session, FindCaller(lines, request.session));
  return QueueEvents{CounterSessionPaused{.session = session->id, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const ResumeSession& request) {
  VUORO_ASSIGN_OR_RETURN(const CounterSession* session, FindSession(lines, request.session));
  if (session->state != SessionState::kPaused) {
    return Fail(Reason::kWrongState, "counter session {} is not paused", session->id.value);
  }
  return QueueEvents{CounterSessionResumed{.session = session->id, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const CloseSession& request) {
  VUORO_ASSIGN_OR_RETURN(const CounterSession* session, FindSession(lines, request.session));
  VUORO_RETURN_IF_ERROR(CheckFree(lines, *session));
  return QueueEvents{CounterSessionClosed{.session = session->id, .at_us = context.now.us}};
}

}  // namespace vuoro
