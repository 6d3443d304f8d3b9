// Decides what becomes of a ticket once it is issued: every step but the call itself.
#include <algorithm>
#include <initializer_list>

#include "vuoro/base/status.h"
#include "vuoro/queue/commands.h"
#include "vuoro/queue/dispatch.h"

namespace vuoro {
namespace {

using enum TicketState;

// The ticket, if `ref` is right about it and it is in one of `states`.
absl::StatusOr<const Ticket*> FindTicket(const Lines& lines, const TicketRef& ref,
                                         std::initializer_list<TicketState> states) {
  const Ticket* ticket = lines.Find(ref.id);
  if (ticket == nullptr) return Fail(Reason::kUnknownId, "no ticket {}", ref.id.value);
  if (ref.revision != 0 && ref.revision != ticket->revision) {
    return Fail(Reason::kStaleRevision, "ticket {} is at revision {}, not {}", ticket->label,
                ticket->revision, ref.revision);
  }
  for (const TicketState state : states) {
    if (ticket->state != state) continue;
    if (ref.session && ref.session != ticket->session) {
      return Fail(Reason::kWrongState, "ticket {} is not at counter session {}", ticket->label,
                  ref.session.value);
    }
    return ticket;
  }
  return Fail(Reason::kWrongState, "ticket {} is {}", ticket->label, WordOf(ticket->state));
}

// A queue that the document no longer has goes by the defaults.
QueueRules RulesOf(const QueueContext& context, QueueId id) {
  const QueueIndex queue = context.directory.Find(id);
  return queue ? context.network.at(queue).rules : QueueRules{};
}

Order Kept(const Ticket& ticket) {
  Order order = ticket.order;
  order.rule = OrderRule::kKept;
  return order;
}

TaskType SuggestedTask(const QueueContext& context, OfficeIndex office, ServiceIndex service,
                       Mode mode) {
  if (mode == Mode::kSelfService) return TaskType::kOnlineSelfServicePoint;
  if (mode != Mode::kOnSite) return TaskType::kRemoteGuidance;
  const Performer* performer = context.routes.PerformerOf(office, service, mode);
  const bool by_office = performer != nullptr && *performer != Performer::kOfficial;
  return by_office ? TaskType::kOnsiteGuidance : TaskType::kOnsiteGuidanceByServiceAuthor;
}

TransactionRecord RecordOf(const QueueContext& context, const Ticket& ticket, ServiceId service_id,
                           Mode mode, TaskType task, Outcome outcome) {
  const ServiceIndex service = context.directory.Find(service_id);
  const QueueIndex queue = context.directory.Find(ticket.queue);
  AgencyIndex agency;
  if (queue) agency = context.network.at(queue).agency;
  if (service) agency = context.network.at(service).agency;
  if (task == TaskType::kNone) {
    task = SuggestedTask(context, context.directory.Find(ticket.office), service, mode);
  }
  return {.office = ticket.office,
          .agency = context.directory.IdOf(agency),
          .service = service_id,
          .task = task,
          .mode = mode,
          .channel = ticket.channel,
          .outcome = outcome,
          .start_us = ticket.serving_us,
          .end_us = std::max(ticket.serving_us, context.now.us)};
}

// Where a transfer goes.
struct Destination {
  QueueIndex queue;
  ServiceIndex service;
};

absl::StatusOr<Destination> DestinationOf(const QueueContext& context, const Ticket& ticket,
                                          const TransferTicket& request) {
  const OfficeIndex office = context.directory.Find(ticket.office);
  Destination to{context.directory.Find(request.queue), context.directory.Find(request.service)};
  if (request.service && !to.service) {
    return Fail(Reason::kUnknownId, "no service {}", request.service.value);
  }
  if (request.queue && !to.queue)
    return Fail(Reason::kUnknownId, "no queue {}", request.queue.value);
  if (!request.queue && !request.service) {
    return Fail(Reason::kBadArgument, "a transfer needs a service or a queue");
  }
  if (!to.queue && office)
    to.queue = context.routes.AppointmentQueue(office, to.service, ticket.mode);
  if (!to.queue || !office || !StandsIn(context.network.at(to.queue), office)) {
    return Fail(Reason::kNotOffered, "ticket {}: no such queue in its office", ticket.label);
  }
  const Queue& queue = context.network.at(to.queue);
  if (to.service && !Covers(context.network, queue, to.service)) {
    return Fail(Reason::kNotOffered, "queue {} does not take service {}", queue.key,
                context.network.at(to.service).key);
  }
  if (!to.service && queue.services.size() == 1) to.service = queue.services.front();
  return to;
}

}  // namespace

Facts Decide(const Lines& lines, const QueueContext& context, const RecallTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket, FindTicket(lines, request.ticket, {kCalled}));
  const int limit = RulesOf(context, ticket->queue).recall_limit;
  if (ticket->calls >= limit) {
    return Fail(Reason::kRecallLimit, "ticket {} was called {} times, at most {}", ticket->label,
                ticket->calls, limit);
  }
  return QueueEvents{TicketRecalled{.ticket = ticket->id,
                                    .session = ticket->session,
                                    .office = lines.Find(ticket->session)->office,
                                    .counter = ticket->counter,
                                    .label = ticket->label,
                                    .calls = ticket->calls + 1,
                                    .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const ServeTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket, FindTicket(lines, request.ticket, {kCalled}));
  return QueueEvents{
      TicketServing{.ticket = ticket->id, .session = ticket->session, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const FinishTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket, FindTicket(lines, request.ticket, {kServing}));
  if (request.service && !context.directory.Find(request.service)) {
    return Fail(Reason::kUnknownId, "no service {}", request.service.value);
  }
  const ServiceId service = request.service ? request.service : ticket->service;
  if (!service) return Fail(Reason::kBadArgument, "ticket {}: which service?", ticket->label);
  return QueueEvents{TicketFinished{
      .ticket = ticket->id,
      .session = ticket->session,
      .record = RecordOf(context, *ticket, service, request.mode.value_or(ticket->mode),
                         request.task, request.outcome),
      .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const TransferTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket,
                         FindTicket(lines, request.ticket, {kWaiting, kCalled, kServing, kParked}));
  VUORO_ASSIGN_OR_RETURN(const Destination to, DestinationOf(context, *ticket, request));
  const QueueId queue = context.directory.IdOf(to.queue);
  const ServiceId service = context.directory.IdOf(to.service);
  if (queue == ticket->queue && service == ticket->service) {
    return Fail(Reason::kBadArgument, "ticket {} is there already", ticket->label);
  }
  const Queue& row = context.network.at(to.queue);
  TicketTransferred fact{
      .ticket = ticket->id,
      .session = ticket->session,
      .queue = queue,
      .service = service,
      .private_ticket = ticket->private_ticket || IsPrivate(context.network, row, to.service),
      .order = row.rules.transfer_keeps_arrival
                   ? Kept(*ticket)
                   : ArrivalOrder(lines, queue, context.now, OrderRule::kBehindAll),
      .served = ticket->state == kServing && ticket->service,
      .at_us = context.now.us};
  if (fact.served) {
    fact.record =
        RecordOf(context, *ticket, ticket->service, ticket->mode, request.task, Outcome::kReferred);
  }
  return QueueEvents{fact};
}

Facts Decide(const Lines& lines, const QueueContext& context, const NoShowTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket, FindTicket(lines, request.ticket, {kCalled}));
  return QueueEvents{
      TicketNoShow{.ticket = ticket->id, .session = ticket->session, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const PutBackTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket,
                         FindTicket(lines, request.ticket, {kCalled, kNoShow}));
  // From the next day on its number may be another's.
  if (!IsLive(ticket->state) && ticket->day_ymd != lines.NumbersOf(ticket->number_line).day_ymd) {
    return Fail(Reason::kTooLate, "ticket {} is of an earlier day", ticket->label);
  }
  if (!IsLive(ticket->state) && lines.LiveTicketOf(ticket->appointment) != nullptr) {
    return Fail(Reason::kWrongState, "ticket {}: its appointment has another ticket",
                ticket->label);
  }
  const int limit = RulesOf(context, ticket->queue).put_back_limit;
  if (ticket->put_backs >= limit) {
    return Fail(Reason::kPutBackLimit, "ticket {} was put back {} times, at most {}", ticket->label,
                ticket->put_backs, limit);
  }
  return QueueEvents{TicketPutBack{
      .ticket = ticket->id,
      .session = ticket->session,
      .order = request.behind_all
                   ? ArrivalOrder(lines, ticket->queue, context.now, OrderRule::kBehindAll)
                   : Kept(*ticket),
      .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const LeaveTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket,
                         FindTicket(lines, request.ticket, {kWaiting, kCalled, kParked}));
  return QueueEvents{
      TicketLeft{.ticket = ticket->id, .session = ticket->session, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const ParkTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket,
                         FindTicket(lines, request.ticket, {kWaiting, kCalled, kServing}));
  return QueueEvents{
      TicketParked{.ticket = ticket->id, .session = ticket->session, .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const UnparkTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket, FindTicket(lines, request.ticket, {kParked}));
  return QueueEvents{
      TicketUnparked{.ticket = ticket->id, .order = Kept(*ticket), .at_us = context.now.us}};
}

Facts Decide(const Lines& lines, const QueueContext& context, const DismissTicket& request) {
  VUORO_ASSIGN_OR_RETURN(const Ticket* ticket,
                         FindTicket(lines, request.ticket, {kWaiting, kParked}));
  return QueueEvents{TicketDismissed{
      .ticket = ticket->id, .cause = DismissCause::kByHand, .at_us = context.now.us}};
}

}  // namespace vuoro
