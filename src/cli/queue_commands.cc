// Commands on tickets and counter sessions: ticket ..., session ..., queue ...
#include <fmt/core.h>

#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/json.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

// --- Printing.

void PrintTicket(const Opened& opened, const Ticket& ticket) {
  const auto waiting = opened.engine->WaitingCount(opened.access, ticket.queue);
  if (opened.json) {
    fmt::print("{}\n", JsonObject()
                           .Number("id", ticket.id.value)
                           .Text("label", ticket.label)
                           .Text("state", WordOf(ticket.state))
                           .Text("office", opened.KeyOf(ticket.office.value))
                           .Text("queue", opened.KeyOf(ticket.queue.value))
                           .Text("service", opened.KeyOf(ticket.service.value))
                           .Text("counter", opened.KeyOf(ticket.counter.value))
                           .Number("session", ticket.session.value)
                           .Number("appointment", ticket.appointment.value)
                           .Text("issued", FormatInstant(Instant{ticket.issued_us}))
                           .Number("calls", ticket.calls)
                           .Number("revision", ticket.revision)
                           .Number("waiting", waiting.ok() ? *waiting : 0)
                           .Close());
    return;
  }
  fmt::print("{}  {}  ticket {}\n", ticket.label, WordOf(ticket.state), ticket.id.value);
  fmt::print("  {} in {}, queue {}\n", opened.KeyOf(ticket.service.value),
             opened.KeyOf(ticket.office.value), opened.KeyOf(ticket.queue.value));
  fmt::print("  issued {}\n", opened.Local(ticket.office, ticket.issued_us));
  if (ticket.counter) fmt::print("  at {}\n", opened.KeyOf(ticket.counter.value));
  if (ticket.state == TicketState::kWaiting && waiting.ok()) {
    fmt::print("  {} waiting in this queue\n", *waiting);
  }
}

void PrintSession(const Opened& opened, const CounterSession& session) {
  if (opened.json) {
    JsonArray queues;
    for (const ProfileQueue& queue : session.profile) {
      queues.Add(JsonText(opened.KeyOf(queue.queue.value)));
    }
    fmt::print("{}\n", JsonObject()
                           .Number("id", session.id.value)
                           .Text("state", WordOf(session.state))
                           .Text("office", opened.KeyOf(session.office.value))
                           .Text("counter", opened.KeyOf(session.counter.value))
                           .Text("staff", session.staff_ref)
                           .Raw("queues", queues.Close())
                           .Number("ticket", session.ticket.value)
                           .Number("revision", session.revision)
                           .Close());
    return;
  }
  fmt::print("session {}  {}  at {}\n", session.id.value, WordOf(session.state),
             opened.KeyOf(session.counter.value));
  if (session.profile.empty()) fmt::print("  calls every queue of the office\n");
  for (const ProfileQueue& queue : session.profile) {
    fmt::print(
        "  calls {}{}\n", opened.KeyOf(queue.queue.value),
        queue.head_start_min == 0 ? "" : fmt::format(", {} min ahead", queue.head_start_min));
  }
  if (session.ticket) fmt::print("  has ticket {}\n", session.ticket.value);
}

// --- Tickets.

absl::StatusOr<int> Answer(const Opened& opened, const absl::StatusOr<Ticket>& ticket) {
  VUORO_RETURN_IF_ERROR(ticket.status());
  PrintTicket(opened, *ticket);
  return kExitOk;
}

// The ticket of a command: "ID", checked against --session and --revision where given.
absl::StatusOr<TicketRef> ReadRef(const Args& args) {
  TicketRef ref;
  VUORO_ASSIGN_OR_RETURN(
      const int64_t id, ParseNumber(args.positional().front(), 1, kIdLimit - 1, "the ticket's id"));
  ref.id = TicketId{id};
  VUORO_ASSIGN_OR_RETURN(ref.session, IdOption<CounterSessionId>(args, "session"));
  VUORO_ASSIGN_OR_RETURN(ref.revision, args.Number("revision", 0, INT64_MAX, 0));
  return ref;
}

absl::StatusOr<ServiceId> ServiceOption(const Args& args, const Opened& opened) {
  if (!args.Has("service")) return ServiceId();
  return opened.Find<ServiceId>(EntityKind::kService, args.Get("service"));
}

absl::StatusOr<QueueId> QueueOption(const Args& args, const Opened& opened) {
  if (!args.Has("queue")) return QueueId();
  return opened.Find<QueueId>(EntityKind::kQueue, args.Get("queue"));
}

absl::StatusOr<int> RunIssue(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  IssueTicket request;
  VUORO_ASSIGN_OR_RETURN(request.office,
                         opened.Find<OfficeId>(EntityKind::kOffice, args.Get("office")));
  VUORO_ASSIGN_OR_RETURN(request.service, ServiceOption(args, opened));
  VUORO_ASSIGN_OR_RETURN(request.queue, QueueOption(args, opened));
  VUORO_ASSIGN_OR_RETURN(request.mode, WordOption(args, "mode", Mode::kOnSite));
  VUORO_ASSIGN_OR_RETURN(request.channel, WordOption(args, "channel", Channel::kCounter));
  request.language = args.Get("language");
  return Answer(opened, opened.engine->Do(opened.access, opened.options, request));
}

absl::StatusOr<int> RunNext(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const auto session, IdOption<CounterSessionId>(args, "session"));
  return Answer(opened, opened.engine->Do(opened.access, opened.options, CallNext{session}));
}

absl::StatusOr<int> RunCall(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const TicketRef ref, ReadRef(args));
  return Answer(opened, opened.engine->Do(opened.access, opened.options,
                                          CallTicket{.session = ref.session, .ticket = ref.id}));
}

absl::StatusOr<int> RunFinish(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  FinishTicket request;
  VUORO_ASSIGN_OR_RETURN(request.ticket, ReadRef(args));
  VUORO_ASSIGN_OR_RETURN(request.outcome, WordOption(args, "outcome", Outcome::kServed));
  VUORO_ASSIGN_OR_RETURN(request.task, WordOption(args, "task", TaskType::kNone));
  VUORO_ASSIGN_OR_RETURN(request.service, ServiceOption(args, opened));
  return Answer(opened, opened.engine->Do(opened.access, opened.options, request));
}

absl::StatusOr<int> RunTransfer(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  TransferTicket request;
  VUORO_ASSIGN_OR_RETURN(request.ticket, ReadRef(args));
  VUORO_ASSIGN_OR_RETURN(request.service, ServiceOption(args, opened));
  VUORO_ASSIGN_OR_RETURN(request.queue, QueueOption(args, opened));
  VUORO_ASSIGN_OR_RETURN(request.task, WordOption(args, "task", TaskType::kNone));
  return Answer(opened, opened.engine->Do(opened.access, opened.options, request));
}

absl::StatusOr<int> RunPutBack(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const TicketRef ref, ReadRef(args));
  return Answer(opened, opened.engine->Do(opened.access, opened.options,
                                          PutBackTicket{ref, args.Has("behind-all")}));
}

// The commands that need nothing but their ticket.
template <class Request>
absl::StatusOr<int> RunTicketStep(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const TicketRef ref, ReadRef(args));
  return Answer(opened, opened.engine->Do(opened.access, opened.options, Request{ref}));
}

absl::StatusOr<int> RunShowTicket(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const TicketRef ref, ReadRef(args));
  return Answer(opened, opened.engine->FindTicket(opened.access, ref.id));
}

// --- What a display shows.

absl::StatusOr<int> RunCalls(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const OfficeId office,
                         opened.Find<OfficeId>(EntityKind::kOffice, args.Get("office")));
  VUORO_ASSIGN_OR_RETURN(const auto calls, opened.engine->Calls(opened.access, office));
  JsonArray array;
  Table table({"number", "place", "state"});
  for (const PublicCall& call : calls) {
    const std::string counter = opened.KeyOf(call.counter.value);
    const std::string state(WordOf(call.state));
    array.Add(JsonObject()
                  .Text("label", call.label)
                  .Text("counter", counter)
                  .Text("state", state)
                  .Close());
    table.Add({call.label, counter, state});
  }
  fmt::print("{}", opened.json ? array.Close() + "\n" : table.Text());
  return kExitOk;
}

// --- Counter sessions.

absl::StatusOr<int> Answer(const Opened& opened, const absl::StatusOr<CounterSession>& session) {
  VUORO_RETURN_IF_ERROR(session.status());
  PrintSession(opened, *session);
  return kExitOk;
}

absl::StatusOr<CounterSessionId> SessionArgument(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const int64_t id, ParseNumber(args.positional().front(), 1, kIdLimit - 1,
                                                       "the session's id"));
  return CounterSessionId{id};
}

absl::StatusOr<int> RunOpenSession(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  OpenSession request;
  VUORO_ASSIGN_OR_RETURN(request.counter,
                         opened.Find<ResourceId>(EntityKind::kResource, args.Get("counter")));
  request.staff_ref = args.Get("staff");
  for (const std::string& text : args.All("queue")) {
    const size_t plus = text.rfind('+');
    ProfileQueue queue;
    VUORO_ASSIGN_OR_RETURN(queue.queue,
                           opened.Find<QueueId>(EntityKind::kQueue, text.substr(0, plus)));
    if (plus != text.npos) {
      VUORO_ASSIGN_OR_RETURN(
          const int64_t minutes,
          ParseNumber(text.substr(plus + 1), 0, kMaxHeadStartMin, "the head start"));
      queue.head_start_min = static_cast<int32_t>(minutes);
    }
    request.profile.push_back(queue);
  }
  return Answer(opened, opened.engine->Do(opened.access, opened.options, request));
}

template <class Request>
absl::StatusOr<int> RunSessionStep(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const CounterSessionId id, SessionArgument(args));
  return Answer(opened, opened.engine->Do(opened.access, opened.options, Request{id}));
}

absl::StatusOr<int> RunShowSession(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const CounterSessionId id, SessionArgument(args));
  return Answer(opened, opened.engine->FindCounterSession(opened.access, id));
}

// --- Queues.

template <class Request>
absl::StatusOr<int> RunIssuing(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const QueueId queue,
                         opened.Find<QueueId>(EntityKind::kQueue, args.positional().front()));
  VUORO_RETURN_IF_ERROR(opened.engine->Do(opened.access, opened.options, Request{queue}));
  fmt::print("{}\n", opened.json ? JsonObject().Bool("done", true).Close() : "done");
  return kExitOk;
}

absl::StatusOr<int> RunCloseDay(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  CloseDay request;
  VUORO_ASSIGN_OR_RETURN(request.office,
                         opened.Find<OfficeId>(EntityKind::kOffice, args.Get("office")));
  VUORO_ASSIGN_OR_RETURN(request.queue, QueueOption(args, opened));
  request.remaining = args.Has("dismiss") ? Remaining::kDismiss : Remaining::kByRule;
  VUORO_ASSIGN_OR_RETURN(const int64_t dismissed,
                         opened.engine->Do(opened.access, opened.options, request));
  fmt::print("{}\n", opened.json ? JsonObject().Number("dismissed", dismissed).Close()
                                 : fmt::format("{} dismissed", dismissed));
  return kExitOk;
}

std::vector<Option> TicketOptions(std::vector<Option> own) {
  own.push_back({"session", "ID", "refuse if another counter session has the ticket"});
  own.push_back({"revision", "N", "refuse if the ticket has another revision"});
  return StoreOptionsAnd(std::move(own));
}

constexpr std::string_view kTaskHelp = "task type of the national service register";

void AddTicketCommands(std::vector<Command>& commands) {
  commands.push_back({"ticket issue", "", "give out a number",
                      "With --service its queue is looked up; --queue names one by itself.",
                      StoreOptionsAnd({
                          {"office", "KEY", "the office", kRequired},
                          {"service", "KEY", "the service"},
                          {"queue", "KEY", "the queue"},
                          {"mode", "MODE", "on_site (else this), video_booth, ..."},
                          {"channel", "WORD", "counter (else this), kiosk, portal, ..."},
                          {"language", "CODE", "the citizen's language"},
                      }),
                      RunIssue});
  commands.push_back({"ticket next", "", "call whoever is next for a counter session", "",
                      StoreOptionsAnd({{"session", "ID", "who calls", kRequired}}), RunNext});
  commands.push_back({"ticket call", "ID", "call a certain ticket out of order", "",
                      StoreOptionsAnd({{"session", "ID", "who calls", kRequired}}), RunCall});
  commands.push_back(
      {"ticket recall", "ID", "call it again", "", TicketOptions({}), RunTicketStep<RecallTicket>});
  commands.push_back({"ticket serve", "ID", "the citizen is here: service begins", "",
                      TicketOptions({}), RunTicketStep<ServeTicket>});
  commands.push_back({"ticket finish", "ID", "service is done", "",
                      TicketOptions({{"outcome", "WORD", "served (else this), referred, ..."},
                                     {"task", "WORD", kTaskHelp},
                                     {"service", "KEY", "what it really was"}}),
                      RunFinish});
  commands.push_back({"ticket transfer", "ID", "to another service or queue", "",
                      TicketOptions({{"service", "KEY", "the service"},
                                     {"queue", "KEY", "the queue"},
                                     {"task", "WORD", kTaskHelp}}),
                      RunTransfer});
  commands.push_back({"ticket no-show", "ID", "nobody came to the call", "", TicketOptions({}),
                      RunTicketStep<NoShowTicket>});
  commands.push_back({"ticket put-back", "ID", "back into the line", "",
                      TicketOptions({{"behind-all", "", "as one who arrives now"}}), RunPutBack});
  commands.push_back({"ticket park", "ID", "out of the line, but not gone", "", TicketOptions({}),
                      RunTicketStep<ParkTicket>});
  commands.push_back({"ticket unpark", "ID", "into the line again, in its old place", "",
                      TicketOptions({}), RunTicketStep<UnparkTicket>});
  commands.push_back({"ticket leave", "ID", "the citizen gave up and said so", "",
                      TicketOptions({}), RunTicketStep<LeaveTicket>});
  commands.push_back(
      {"ticket dismiss", "ID", "sent home", "", TicketOptions({}), RunTicketStep<DismissTicket>});
  commands.push_back(
      {"ticket show", "ID", "print a ticket", "", ReadOptionsAnd({}), RunShowTicket});
}

}  // namespace

std::vector<Command> QueueCommands() {
  std::vector<Command> commands;
  AddTicketCommands(commands);
  commands.push_back({"session open", "", "begin to work at a counter",
                      "Without --queue it calls every queue of the office.",
                      StoreOptionsAnd({
                          {"counter", "KEY", "the counter, \"hall.counter-1\"", kRequired},
                          {"staff", "REF", "your reference of the person; no name"},
                          {"queue", "KEY[+MIN]",
                           "a queue to call, with its head start; repeat for more", kRepeated},
                      }),
                      RunOpenSession});
  commands.push_back(
      {"session pause", "ID", "a break", "", StoreOptionsAnd({}), RunSessionStep<PauseSession>});
  commands.push_back({"session resume", "ID", "back from the break", "", StoreOptionsAnd({}),
                      RunSessionStep<ResumeSession>});
  commands.push_back({"session close", "ID", "the work at the counter ends", "",
                      StoreOptionsAnd({}), RunSessionStep<CloseSession>});
  commands.push_back(
      {"session show", "ID", "print a counter session", "", ReadOptionsAnd({}), RunShowSession});
  commands.push_back({"queue calls", "", "what an office's display shows", "",
                      ReadOptionsAnd({{"office", "KEY", "the office", kRequired}}), RunCalls});
  commands.push_back({"queue stop", "QUEUE", "stop giving out numbers", "", StoreOptionsAnd({}),
                      RunIssuing<StopIssuing>});
  commands.push_back({"queue resume", "QUEUE", "give out numbers again", "", StoreOptionsAnd({}),
                      RunIssuing<ResumeIssuing>});
  commands.push_back({"queue close-day", "", "closing time for those who still wait", "",
                      StoreOptionsAnd({{"office", "KEY", "the office", kRequired},
                                       {"queue", "KEY", "one queue only"},
                                       {"dismiss", "", "send home whoever is left"}}),
                      RunCloseDay});
  return commands;
}

}  // namespace vuoro::cli
