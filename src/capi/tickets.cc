// Tickets: from the machine to the finished service.
#include <limits>
#include <optional>

#include "capi/objects.h"
#include "vuoro/queue/spoken.h"

namespace vuoro::capi {
namespace {

constexpr uint32_t kOutcomes = VUORO_OUTCOME_NOT_SERVED + 1;
constexpr uint32_t kTasks = 8;
constexpr size_t kMaxLabelBytes = 64;

absl::StatusOr<IssueTicket> ReadIssue(const vuoro_issue* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_issue issue, Read(from, "issue"));
  VUORO_RETURN_IF_ERROR(CheckReserved(issue.reserved, issue.reserved_text));
  IssueTicket request;
  VUORO_ASSIGN_OR_RETURN(request.channel, ReadEnum<Channel>(issue.channel, kChannels, "channel"));
  VUORO_ASSIGN_OR_RETURN(request.mode, ReadEnum<Mode>(issue.mode, kModeCount, "mode"));
  VUORO_ASSIGN_OR_RETURN(request.language, ReadText(issue.language, kMaxTextBytes, "language"));
  request.office = OfficeId{issue.office};
  request.service = ServiceId{issue.service};
  request.queue = QueueId{issue.queue};
  return request;
}

absl::StatusOr<FinishTicket> ReadFinish(const vuoro_finish* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_finish finish, Read(from, "finish"));
  VUORO_RETURN_IF_ERROR(CheckReserved(finish.reserved));
  FinishTicket request;
  VUORO_ASSIGN_OR_RETURN(request.outcome, ReadEnum<Outcome>(finish.outcome, kOutcomes, "outcome"));
  VUORO_ASSIGN_OR_RETURN(request.task, ReadEnum<TaskType>(finish.task, kTasks, "task"));
  request.ticket.id = TicketId{finish.ticket};
  return request;
}

template <class Request>
vuoro_status Do(vuoro_session* session, const vuoro_command* command, const Request& request,
                vuoro_ticket* out) noexcept {
  return Command(session, command, out, [&](const Session& self, const CommandOptions& options) {
    return self.engine->Do(self.access, options, request);
  });
}
// A command on one ticket and nothing else.
template <class Request>
vuoro_status DoOn(vuoro_session* session, const vuoro_command* command, vuoro_id ticket,
                  vuoro_ticket* out) noexcept {
  return Do(session, command, Request{.ticket = {.id = TicketId{ticket}}}, out);
}

absl::Status Speak(const char* label, const char* language, char* buffer, size_t size,
                   size_t* needed) {
  VUORO_ASSIGN_OR_RETURN(const std::string text, ReadText(label, kMaxLabelBytes, "label"));
  VUORO_ASSIGN_OR_RETURN(const std::string code, ReadText(language, kMaxTextBytes, "language"));
  const std::optional<std::string> spoken = SpokenLabel(text, code);
  if (!spoken.has_value()) {
    return AtPath(Fail(Reason::kUnknownLanguage, "labels are not spoken in \"{}\"", code),
                  "language");
  }
  if (needed != nullptr) *needed = spoken->size() + 1;
  if (size <= spoken->size()) {
    return AtPath(
        Fail(Reason::kLimitReached, "{} bytes are needed, {} given", spoken->size() + 1, size),
        "size");
  }
  if (buffer == nullptr) return AtPath(Fail(Reason::kBadArgument, "buffer is NULL"), "buffer");
  buffer[spoken->copy(buffer, size - 1)] = '\0';
  return absl::OkStatus();
}

}  // namespace

vuoro_ticket ToC(const Ticket& from) {
  vuoro_ticket ticket{};
  ticket.state = static_cast<uint32_t>(from.state);
  ticket.id = from.id.value;
  ticket.office = from.office.value;
  ticket.service = from.service.value;
  ticket.queue = from.queue.value;
  ticket.appointment = from.appointment.value;
  ticket.counter = from.counter.value;
  ticket.counter_session = from.session.value;
  ticket.issued_us = from.issued_us;
  ticket.called_us = from.called_us;
  ticket.serving_us = from.serving_us;
  ticket.ended_us = from.ended_us;
  ticket.calls = static_cast<uint32_t>(from.calls);
  ticket.revision = static_cast<uint32_t>(from.revision);
  ticket.mode = static_cast<uint32_t>(from.mode);
  ticket.private_ticket = from.private_ticket ? 1 : 0;
  CopyText(from.label, ticket.label);
  return ticket;
}

}  // namespace vuoro::capi

using namespace vuoro::capi;
using vuoro::CommandOptions;
using vuoro::CounterSessionId;
using vuoro::QueueId;
using vuoro::ServiceId;
using vuoro::Ticket;
using vuoro::TicketId;

vuoro_status vuoro_ticket_issue(vuoro_session* session, const vuoro_command* command,
                                const vuoro_issue* issue, vuoro_ticket* out) {
  return Command(session, command, out,
                 [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<Ticket> {
                   VUORO_ASSIGN_OR_RETURN(const auto request, ReadIssue(issue));
                   return self.engine->Do(self.access, options, request);
                 });
}

vuoro_status vuoro_ticket_call_next(vuoro_session* session, const vuoro_command* command,
                                    vuoro_id counter_session, vuoro_ticket* out) {
  return Do(session, command, vuoro::CallNext{CounterSessionId{counter_session}}, out);
}

vuoro_status vuoro_ticket_call(vuoro_session* session, const vuoro_command* command,
                               vuoro_id counter_session, vuoro_id ticket, vuoro_ticket* out) {
  return Do(session, command,
            vuoro::CallTicket{CounterSessionId{counter_session}, TicketId{ticket}}, out);
}

vuoro_status vuoro_ticket_recall(vuoro_session* session, const vuoro_command* command,
                                 vuoro_id ticket, vuoro_ticket* out) {
  return DoOn<vuoro::RecallTicket>(session, command, ticket, out);
}

vuoro_status vuoro_ticket_serve(vuoro_session* session, const vuoro_command* command,
                                vuoro_id ticket, vuoro_ticket* out) {
  return DoOn<vuoro::ServeTicket>(session, command, ticket, out);
}

vuoro_status vuoro_ticket_finish(vuoro_session* session, const vuoro_command* command,
                                 const vuoro_finish* finish, vuoro_ticket* out) {
  return Command(session, command, out,
                 [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<Ticket> {
                   VUORO_ASSIGN_OR_RETURN(const auto request, ReadFinish(finish));
                   return self.engine->Do(self.access, options, request);
                 });
}

vuoro_status vuoro_ticket_transfer(vuoro_session* session, const vuoro_command* command,
                                   vuoro_id ticket, vuoro_id service, vuoro_id queue,
                                   vuoro_ticket* out) {
  return Do(session, command,
            vuoro::TransferTicket{.ticket = {.id = TicketId{ticket}},
                                  .service = ServiceId{service},
                                  .queue = QueueId{queue}},
            out);
}

vuoro_status vuoro_ticket_no_show(vuoro_session* session, const vuoro_command* command,
                                  vuoro_id ticket, vuoro_ticket* out) {
  return DoOn<vuoro::NoShowTicket>(session, command, ticket, out);
}

vuoro_status vuoro_ticket_put_back(vuoro_session* session, const vuoro_command* command,
                                   vuoro_id ticket, vuoro_ticket* out) {
  return DoOn<vuoro::PutBackTicket>(session, command, ticket, out);
}

vuoro_status vuoro_ticket_park(vuoro_session* session, const vuoro_command* command,
                               vuoro_id ticket, vuoro_ticket* out) {
  return DoOn<vuoro::ParkTicket>(session, command, ticket, out);
}

vuoro_status vuoro_ticket_unpark(vuoro_session* session, const vuoro_command* command,
                                 vuoro_id ticket, vuoro_ticket* out) {
  return DoOn<vuoro::UnparkTicket>(session, command, ticket, out);
}

vuoro_status vuoro_ticket_leave(vuoro_session* session, const vuoro_command* command,
                                vuoro_id ticket, vuoro_ticket* out) {
  return DoOn<vuoro::LeaveTicket>(session, command, ticket, out);
}

vuoro_status vuoro_ticket_read(vuoro_session* session, vuoro_id ticket, vuoro_ticket* out) {
  return Query(session, out, [&](const Session& self) {
    return self.engine->FindTicket(self.access, TicketId{ticket});
  });
}

vuoro_status vuoro_label_spoken(const char* label, const char* language, char* buffer, size_t size,
                                size_t* needed) {
  return Guard([&] { return Speak(label, language, buffer, size, needed); });
}
