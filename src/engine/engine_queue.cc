// Calls on tickets, counter sessions and queues.
#include <algorithm>

#include "engine/queue_calls.h"
#include "engine/run.h"

namespace vuoro {
namespace {

absl::StatusOr<Ticket> TicketOf(const State& state, int64_t id) {
  const Ticket* ticket = state.lines().Find(TicketId{id});
  if (ticket == nullptr) return Fail(Reason::kUnknownId, "{} is no ticket of these days", id);
  return *ticket;
}

absl::StatusOr<CounterSession> SessionOf(const State& state, int64_t id) {
  const CounterSession* session = state.lines().Find(CounterSessionId{id});
  if (session == nullptr) return Fail(Reason::kUnknownId, "{} is no counter session", id);
  return *session;
}

AgencyId AgencyOf(const Supply& supply, QueueId id) {
  const QueueIndex queue = supply.directory().Find(id);
  return queue.valid() ? supply.directory().IdOf(supply.network().at(queue).agency) : AgencyId();
}

// A ticket is in scope where it was taken and where it is served: a booth's video ticket may be
// called from another office.
absl::Status TicketInScope(const Access& access, const Deciding& deciding, TicketId id) {
  const Ticket* ticket = deciding.state.lines().Find(id);
  if (ticket == nullptr) return absl::OkStatus();  // the decision will say so
  const CounterSession* session = deciding.state.lines().Find(ticket->session);
  const bool served_here = session != nullptr && session->office == access.office;
  return RequireScope(access, AgencyOf(*deciding.supply, ticket->queue),
                      served_here ? OfficeId() : ticket->office);
}

absl::Status SessionInScope(const Access& access, const Deciding& deciding, CounterSessionId id) {
  const CounterSession* session = deciding.state.lines().Find(id);
  return session == nullptr ? absl::OkStatus() : RequireScope(access, {}, session->office);
}

absl::Status QueueInScope(const Access& access, const Deciding& deciding, QueueId id) {
  const QueueIndex queue = deciding.supply->directory().Find(id);
  if (!queue.valid()) return absl::OkStatus();
  VUORO_RETURN_IF_ERROR(RequireScope(access, AgencyOf(*deciding.supply, id), {}));
  const auto& offices = deciding.supply->network().at(queue).offices;
  const bool here = std::any_of(offices.begin(), offices.end(), [&](OfficeIndex office) {
    return RequireScope(access, {}, deciding.supply->directory().IdOf(office)).ok();
  });
  return here ? absl::OkStatus()
              : RequireScope(access, {}, deciding.supply->directory().IdOf(offices.front()));
}

// What each request needs, what it touches, and the bytes that tell it from another under one key.
struct Traits {
  Right right;
  std::string_view name;
};

Traits TraitsOf(const IssueTicket&) { return {Right::kIssueTicket, "issue"}; }
Traits TraitsOf(const CallNext&) { return {Right::kWorkCounter, "call_next"}; }
Traits TraitsOf(const CallTicket&) { return {Right::kWorkCounter, "call"}; }
Traits TraitsOf(const RecallTicket&) { return {Right::kWorkCounter, "recall"}; }
Traits TraitsOf(const ServeTicket&) { return {Right::kWorkCounter, "serve"}; }
Traits TraitsOf(const FinishTicket&) { return {Right::kWorkCounter, "finish"}; }
Traits TraitsOf(const TransferTicket&) { return {Right::kWorkCounter, "transfer"}; }
Traits TraitsOf(const NoShowTicket&) { return {Right::kWorkCounter, "no_show"}; }
Traits TraitsOf(const PutBackTicket&) { return {Right::kWorkCounter, "put_back"}; }
Traits TraitsOf(const ParkTicket&) { return {Right::kWorkCounter, "park"}; }
Traits TraitsOf(const UnparkTicket&) { return {Right::kWorkCounter, "unpark"}; }
Traits TraitsOf(const LeaveTicket&) { return {Right::kLeaveQueue, "leave"}; }
Traits TraitsOf(const DismissTicket&) { return {Right::kWorkCounter, "dismiss"}; }
Traits TraitsOf(const OpenSession&) { return {Right::kWorkCounter, "open_session"}; }
Traits TraitsOf(const PauseSession&) { return {Right::kWorkCounter, "pause_session"}; }
Traits TraitsOf(const ResumeSession&) { return {Right::kWorkCounter, "resume_session"}; }
Traits TraitsOf(const CloseSession&) { return {Right::kWorkCounter, "close_session"}; }
Traits TraitsOf(const StopIssuing&) { return {Right::kSteerQueue, "stop_issuing"}; }
Traits TraitsOf(const ResumeIssuing&) { return {Right::kSteerQueue, "resume_issuing"}; }
Traits TraitsOf(const CloseDay&) { return {Right::kSteerQueue, "close_day"}; }

std::string RequestBytes(const IssueTicket& r) {
  return fmt::format("{} {} {} {} {} {} {} {}", r.office.value, r.service.value, r.queue.value,
                     static_cast<int>(r.mode), static_cast<int>(r.channel), r.language,
                     r.appointment.value, r.appointment_start.us);
}
std::string RequestBytes(const CallTicket& r) {
  return fmt::format("{} {}", r.session.value, r.ticket.value);
}
std::string RequestBytes(const OpenSession& r) {
  std::string bytes = fmt::format("{} {} {}", r.office.value, r.counter.value, r.staff_ref);
  for (const ProfileQueue& queue : r.profile)
    bytes += fmt::format(" {} {}", queue.queue.value, queue.head_start_min);
  return bytes;
}
std::string RequestBytes(const CloseDay& r) {
  return fmt::format("{} {} {}", r.office.value, r.queue.value, static_cast<int>(r.remaining));
}
std::string BytesOf(const TicketRef& ref) {
  return fmt::format("{} {} {}", ref.id.value, ref.session.value, ref.revision);
}
template <class Request>
std::string RequestBytes(const Request& r) {
  std::string bytes;
  if constexpr (requires { r.ticket.id; }) bytes += BytesOf(r.ticket);
  if constexpr (requires { r.session.value; }) bytes += fmt::format("{}", r.session.value);
  if constexpr (requires { r.service.value; }) bytes += fmt::format(" {}", r.service.value);
  if constexpr (requires { r.queue.value; }) bytes += fmt::format(" {}", r.queue.value);
  if constexpr (requires { r.outcome; }) bytes += fmt::format(" {}", static_cast<int>(r.outcome));
  if constexpr (requires { r.task; }) bytes += fmt::format(" {}", static_cast<int>(r.task));
  if constexpr (requires { r.mode.has_value(); }) {
    bytes += fmt::format(" {}", r.mode.has_value() ? static_cast<int>(*r.mode) : -1);
  }
  if constexpr (requires { r.behind_all; }) bytes += r.behind_all ? " behind" : "";
  return bytes;
}

absl::Status InScope(const Access& access, const Deciding& deciding, const IssueTicket& r) {
  QueueId queue = r.queue;
  if (!queue && r.service) {
    const Directory& directory = deciding.supply->directory();
    const OfficeIndex office = directory.Find(r.office);
    const ServiceIndex service = directory.Find(r.service);
    if (office.valid() && service.valid()) {
      queue = directory.IdOf(deciding.state.routes().WalkInQueue(office, service, r.mode));
    }
  }
  return RequireScope(access, AgencyOf(*deciding.supply, queue), r.office);
}
absl::Status InScope(const Access& access, const Deciding& deciding, const CallTicket& r) {
  VUORO_RETURN_IF_ERROR(SessionInScope(access, deciding, r.session));
  const Ticket* ticket = deciding.state.lines().Find(r.ticket);
  return ticket == nullptr ? absl::OkStatus()
                           : RequireScope(access, AgencyOf(*deciding.supply, ticket->queue), {});
}
absl::Status InScope(const Access& access, const Deciding& deciding, const OpenSession& r) {
  const ResourceIndex counter = deciding.supply->directory().Find(r.counter);
  if (!counter.valid()) return absl::OkStatus();
  return RequireScope(
      access, {}, deciding.supply->directory().IdOf(deciding.supply->network().at(counter).office));
}
absl::Status InScope(const Access& access, const Deciding& deciding, const CloseDay& r) {
  VUORO_RETURN_IF_ERROR(RequireScope(access, {}, r.office));
  return r.queue ? QueueInScope(access, deciding, r.queue) : absl::OkStatus();
}
template <class Request>
absl::Status InScope(const Access& access, const Deciding& deciding, const Request& r) {
  if constexpr (requires { r.ticket.id; }) {
    return TicketInScope(access, deciding, r.ticket.id);
  } else if constexpr (requires { r.session; }) {
    return SessionInScope(access, deciding, r.session);
  } else {
    return QueueInScope(access, deciding, r.queue);
  }
}

template <class R, class Request, class Answer>
absl::StatusOr<R> RunOnQueue(EngineCore& core, const Access& access, const CommandOptions& options,
                             const Request& request, Answer&& answer) {
  const Traits traits = TraitsOf(request);
  VUORO_RETURN_IF_ERROR(Require(access, traits.right));
  return Run<R>(
      core, access, options, {.name = traits.name}, RequestBytes(request),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        VUORO_RETURN_IF_ERROR(InScope(access, deciding, request));
        VUORO_ASSIGN_OR_RETURN(const QueueEvents facts, DecideOnQueue(deciding, request));
        Decision decision;
        Append(facts, &decision.events);
        for (Event& step : AppointmentSteps(deciding.state, facts))
          decision.events.push_back(std::move(step));
        return decision;
      },
      std::forward<Answer>(answer));
}

}  // namespace

#define VUORO_TICKET_CALL(Request)                                                       \
  absl::StatusOr<Ticket> Engine::Do(const Access& access, const CommandOptions& options, \
                                    const Request& r) {                                  \
    return RunOnQueue<Ticket>(*core_, access, options, r, TicketOf);                     \
  }
VUORO_TICKET_CALL(IssueTicket)
VUORO_TICKET_CALL(CallNext)
VUORO_TICKET_CALL(CallTicket)
VUORO_TICKET_CALL(RecallTicket)
VUORO_TICKET_CALL(ServeTicket)
VUORO_TICKET_CALL(FinishTicket)
VUORO_TICKET_CALL(TransferTicket)
VUORO_TICKET_CALL(NoShowTicket)
VUORO_TICKET_CALL(PutBackTicket)
VUORO_TICKET_CALL(ParkTicket)
VUORO_TICKET_CALL(UnparkTicket)
VUORO_TICKET_CALL(LeaveTicket)
VUORO_TICKET_CALL(DismissTicket)
#undef VUORO_TICKET_CALL

#define VUORO_SESSION_CALL(Request)                                                              \
  absl::StatusOr<CounterSession> Engine::Do(const Access& access, const CommandOptions& options, \
                                            const Request& r) {                                  \
    return RunOnQueue<CounterSession>(*core_, access, options, r, SessionOf);                    \
  }
VUORO_SESSION_CALL(OpenSession)
VUORO_SESSION_CALL(PauseSession)
VUORO_SESSION_CALL(ResumeSession)
VUORO_SESSION_CALL(CloseSession)
#undef VUORO_SESSION_CALL

absl::Status Engine::Do(const Access& access, const CommandOptions& options, const StopIssuing& r) {
  const auto done = [](const State&, int64_t) -> absl::StatusOr<bool> { return true; };
  return RunOnQueue<bool>(*core_, access, options, r, done).status();
}

absl::Status Engine::Do(const Access& access, const CommandOptions& options,
                        const ResumeIssuing& r) {
  const auto done = [](const State&, int64_t) -> absl::StatusOr<bool> { return true; };
  return RunOnQueue<bool>(*core_, access, options, r, done).status();
}

absl::StatusOr<int64_t> Engine::Do(const Access& access, const CommandOptions& options,
                                   const CloseDay& r) {
  const Traits traits = TraitsOf(r);
  VUORO_RETURN_IF_ERROR(Require(access, traits.right));
  int64_t dismissed = 0;
  return Run<int64_t>(
      *core_, access, options, {.name = traits.name}, RequestBytes(r),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        VUORO_RETURN_IF_ERROR(InScope(access, deciding, r));
        VUORO_ASSIGN_OR_RETURN(const QueueEvents facts, DecideOnQueue(deciding, r));
        dismissed = static_cast<int64_t>(facts.size());
        Decision decision;
        Append(facts, &decision.events);
        for (Event& step : AppointmentSteps(deciding.state, facts))
          decision.events.push_back(std::move(step));
        return decision;
      },
      [&](const State&, int64_t) -> absl::StatusOr<int64_t> { return dismissed; });
}

absl::StatusOr<Ticket> Engine::FindTicket(const Access& access, TicketId id) const {
  const bool own = access.role == Role::kKiosk || access.role == Role::kPortal;
  if (!own) VUORO_RETURN_IF_ERROR(Require(access, Right::kReadTickets));
  return core_->Reading([&](const State& state) -> absl::StatusOr<Ticket> {
    VUORO_ASSIGN_OR_RETURN(Ticket ticket, TicketOf(state, id.value));
    VUORO_RETURN_IF_ERROR(RequireScope(access, {}, ticket.office));
    return ticket;
  });
}

absl::StatusOr<CounterSession> Engine::FindCounterSession(const Access& access,
                                                          CounterSessionId id) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadTickets));
  return core_->Reading([&](const State& state) -> absl::StatusOr<CounterSession> {
    VUORO_ASSIGN_OR_RETURN(CounterSession session, SessionOf(state, id.value));
    VUORO_RETURN_IF_ERROR(RequireScope(access, {}, session.office));
    return session;
  });
}

absl::StatusOr<int64_t> Engine::WaitingCount(const Access& access, QueueId queue) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  return core_->Reading([&](const State& state) -> absl::StatusOr<int64_t> {
    if (state.supply() == nullptr)
      return Fail(Reason::kNoNetwork, "no network document has been loaded");
    if (!state.supply()->directory().Find(queue).valid()) {
      return Fail(Reason::kUnknownId, "{} is no queue of this network", queue.value);
    }
    return static_cast<int64_t>(state.lines().WaitingCount(queue));
  });
}

absl::StatusOr<std::vector<PublicCall>> Engine::Calls(const Access& access, OfficeId office) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadPublicView));
  VUORO_RETURN_IF_ERROR(RequireScope(access, {}, office));
  return core_->Reading([&](const State& state) -> absl::StatusOr<std::vector<PublicCall>> {
    if (state.supply() == nullptr)
      return Fail(Reason::kNoNetwork, "no network document has been loaded");
    VUORO_RETURN_IF_ERROR(ResolveOffice(*state.supply(), office).status());
    return PublicCalls(state.lines(), office, kMaxPublicCalls);
  });
}

}  // namespace vuoro
