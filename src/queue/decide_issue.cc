// Decides who gets a number, when issuing stops, and what closing time means.
#include "vuoro/base/status.h"
#include "vuoro/queue/commands.h"
#include "vuoro/queue/dispatch.h"
#include "vuoro/queue/numbers.h"

namespace vuoro {
namespace {

// What an issue request names, found in the document.
struct Place {
  OfficeIndex office;
  ServiceIndex service;  // none: not told
  QueueIndex queue;
};

absl::StatusOr<Place> PlaceOf(const QueueContext& context, const IssueTicket& request) {
  const Directory& ids = context.directory;
  Place place{ids.Find(request.office), ids.Find(request.service), ids.Find(request.queue)};
  if (!place.office) return Fail(Reason::kUnknownId, "no office {}", request.office.value);
  if (request.service && !place.service) {
    return Fail(Reason::kUnknownId, "no service {}", request.service.value);
  }
  if (request.queue && !place.queue) {
    return Fail(Reason::kUnknownId, "no queue {}", request.queue.value);
  }
  if (!place.queue && !place.service) {
    return Fail(Reason::kBadArgument, "a ticket needs a service or a queue");
  }
  if (!place.queue) {
    place.queue = request.appointment
                      ? context.routes.AppointmentQueue(place.office, place.service, request.mode)
                      : context.routes.WalkInQueue(place.office, place.service, request.mode);
  }
  const Office& office = context.network.at(place.office);
  if (!place.queue || !StandsIn(context.network.at(place.queue), place.office)) {
    return Fail(Reason::kNotOffered, "office {} has no such queue for walk-ins by {}", office.key,
                WordOf(request.mode));
  }
  const Queue& queue = context.network.at(place.queue);
  if (place.service && !Covers(context.network, queue, place.service)) {
    return Fail(Reason::kNotOffered, "queue {} does not take service {}", queue.key,
                context.network.at(place.service).key);
  }
  if (!place.service && queue.services.size() == 1) place.service = queue.services.front();
  return place;
}

// Whether a walk-in may take a number now.
absl::Status CheckTaking(const Lines& lines, const QueueContext& context, const Queue& queue,
                         QueueId id, const OfficeMoment& moment) {
  if (lines.issuing_stopped(id)) {
    return Fail(Reason::kIssuingStopped, "queue {}: issuing is stopped", queue.key);
  }
  if (!moment.open) return Fail(Reason::kQueueClosed, "queue {} is closed", queue.key);
  if (context.now >= moment.open->end.MinusMinutes(queue.rules.cut_off_min)) {
    return Fail(Reason::kPastCutOff, "queue {} takes no tickets {} min before closing", queue.key,
                queue.rules.cut_off_min);
  }
  return absl::OkStatus();
}

absl::Status CheckRequest(const Lines& lines, const QueueContext& context,
                          const IssueTicket& request) {
  if (request.language.size() > kMaxLanguageBytes) {
    return Fail(Reason::kLimitReached, "language has {} bytes, at most {}", request.language.size(),
                kMaxLanguageBytes);
  }
  if (!context.ids.has_more()) return Fail(Reason::kLimitReached, "no ids left at this opening");
  const Ticket* other = lines.LiveTicketOf(request.appointment);
  if (request.appointment && other != nullptr) {
    return Fail(Reason::kWrongState, "appointment {} has ticket {}", request.appointment.value,
                other->label);
  }
  return absl::OkStatus();
}

absl::StatusOr<QueueId> FindQueue(const QueueContext& context, QueueId id) {
  if (!context.directory.Find(id)) return Fail(Reason::kUnknownId, "no queue {}", id.value);
  return id;
}

// Those of `queue` who still wait or are parked and got their ticket in `office`.
void DismissAll(const Lines& lines, QueueId queue, OfficeId office, Instant now,
                QueueEvents& facts) {
  for (const auto& [id, ticket] : lines.tickets()) {
    const bool idle = ticket.state == TicketState::kWaiting || ticket.state == TicketState::kParked;
    if (!idle || ticket.queue != queue || ticket.office != office) continue;
    facts.push_back(
        TicketDismissed{.ticket = id, .cause = DismissCause::kClosing, .at_us = now.us});
  }
}

}  // namespace

Facts Decide(const Lines& lines, const QueueContext& context, const IssueTicket& request) {
  VUORO_RETURN_IF_ERROR(CheckRequest(lines, context, request));
  VUORO_ASSIGN_OR_RETURN(const Place place, PlaceOf(context, request));
  const Queue& queue = context.network.at(place.queue);
  const QueueId id = context.directory.IdOf(place.queue);
  const OfficeMoment moment =
      context.hours.At(place.office, place.service, request.mode, context.now);
  if (!request.appointment) {
    VUORO_RETURN_IF_ERROR(CheckTaking(lines, context, queue, id, moment));
  }
  const bool private_ticket = IsPrivate(context.network, queue, place.service);
  const NumberRange range = RangeOf(context.network, context.directory, context.routes, place.queue,
                                    place.office, private_ticket);
  VUORO_ASSIGN_OR_RETURN(const DrawnNumber drawn, DrawNumber(lines, range, moment.day_ymd));
  const Order order = request.appointment
                          ? AppointmentOrder(lines, request.appointment_start, context.now,
                                             queue.rules.appointment_lead_min)
                          : ArrivalOrder(lines, id, context.now, OrderRule::kArrival);
  return QueueEvents{TicketIssued{.ticket = context.ids.Next<TicketId>(),
                                  .queue = id,
                                  .office = request.office,
                                  .service = context.directory.IdOf(place.service),
                                  .appointment = request.appointment,
                                  .channel = request.channel,
                                  .mode = request.mode,
                                  .private_ticket = private_ticket,
                                  .label = LabelOf(range, drawn.number),
                                  .number_line = range.number_line,
                                  .number = drawn.number,
                                  .day_ymd = drawn.day_ymd,
                                  .language = request.language,
                                  .order = order,
                                  .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const StopIssuing& request) {
  VUORO_ASSIGN_OR_RETURN(const QueueId queue, FindQueue(context, request.queue));
  if (lines.issuing_stopped(queue)) {
    return Fail(Reason::kWrongState, "queue {}: issuing is stopped already", queue.value);
  }
  return QueueEvents{QueueIssuingStopped{.queue = queue, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const ResumeIssuing& request) {
  VUORO_ASSIGN_OR_RETURN(const QueueId queue, FindQueue(context, request.queue));
  if (!lines.issuing_stopped(queue)) {
    return Fail(Reason::kWrongState, "queue {}: issuing is not stopped", queue.value);
  }
  return QueueEvents{QueueIssuingResumed{.queue = queue, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const CloseDay& request) {
  const OfficeIndex office = context.directory.Find(request.office);
  if (!office) return Fail(Reason::kUnknownId, "no office {}", request.office.value);
  std::vector<QueueIndex> queues;
  if (request.queue) {
    VUORO_RETURN_IF_ERROR(FindQueue(context, request.queue).status());
    queues.push_back(context.directory.Find(request.queue));
  } else {
    const auto all = context.routes.QueuesOf(office);
    queues.assign(all.begin(), all.end());
  }
  const bool by_rule = request.remaining == Remaining::kByRule;
  if (context.hours.At(office, ServiceIndex(), Mode::kOnSite, context.now).open) {
    return Fail(Reason::kWrongState, "office {} is open", context.network.at(office).key);
  }
  QueueEvents facts;
  for (const QueueIndex queue : queues) {
    const Queue& row = context.network.at(queue);
    if (by_rule && row.rules.at_closing == AtClosing::kServe) continue;
    DismissAll(lines, context.directory.IdOf(queue), request.office, context.now, facts);
  }
  return facts;
}

}  // namespace vuoro
