// Commands on appointments: slots, book.
#include <fmt/core.h>

#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/json.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr int64_t kMicrosPerDay = kSecondsPerDay * kMicrosPerSecond;

absl::StatusOr<SlotSearch> ReadSearch(const Args& args, const Opened& opened) {
  SlotSearch search;
  VUORO_ASSIGN_OR_RETURN(search.office,
                         opened.Find<OfficeId>(EntityKind::kOffice, args.Get("office")));
  VUORO_ASSIGN_OR_RETURN(search.service,
                         opened.Find<ServiceId>(EntityKind::kService, args.Get("service")));
  if (args.Has("mode")) {
    VUORO_ASSIGN_OR_RETURN(search.mode, WordOption(args, "mode", Mode::kOnSite));
  }
  search.language = args.Get("language");
  search.from_us = opened.clock->Now().us;
  if (args.Has("from")) {
    VUORO_ASSIGN_OR_RETURN(search.from_us, opened.When(search.office, args.Get("from")));
  }
  VUORO_ASSIGN_OR_RETURN(const int64_t days, args.Number("days", 1, 366, 28));
  search.until_us = search.from_us + days * kMicrosPerDay;
  VUORO_ASSIGN_OR_RETURN(const int64_t limit, args.Number("limit", 1, kMaxSlots, 20));
  search.limit = static_cast<int32_t>(limit);
  return search;
}

absl::StatusOr<int> RunSlots(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const SlotSearch search, ReadSearch(args, opened));
  VUORO_ASSIGN_OR_RETURN(const std::vector<Slot> slots,
                         opened.engine->Search(opened.access, search));
  if (opened.json) {
    JsonArray array;
    for (const Slot& slot : slots) {
      array.Add(JsonObject()
                    .Text("start", FormatInstant(Instant{slot.start_us}))
                    .Text("end", FormatInstant(Instant{slot.end_us}))
                    .Text("local", opened.Local(slot.office, slot.start_us))
                    .Text("mode", WordOf(slot.mode))
                    .Close());
    }
    fmt::print("{}\n", array.Close());
    return kExitOk;
  }
  if (slots.empty()) {
    fmt::print("nothing is free then\n");
    return kExitOk;
  }
  Table table({"day", "from", "to", "mode"});
  for (const Slot& slot : slots) {
    const std::string from = opened.Local(slot.office, slot.start_us);
    const std::string to = opened.Local(slot.office, slot.end_us);
    VUORO_ASSIGN_OR_RETURN(const Date date, ParseDate(from.substr(0, 10)));
    table.Add({fmt::format("{} {}", WeekdayName(date.weekday()).substr(0, 3), from.substr(0, 10)),
               from.substr(11), to.substr(11), std::string(WordOf(slot.mode))});
  }
  fmt::print("{}", table.Text());
  return kExitOk;
}

void PrintAppointment(const Opened& opened, const Appointment& appointment) {
  std::vector<std::string> resources;
  for (const Assignment& assignment : appointment.at.assignments) {
    resources.push_back(opened.KeyOf(assignment.resource.value));
  }
  const bool held = appointment.state == AppointmentState::kHeld;
  if (opened.json) {
    JsonArray assigned;
    for (const std::string& resource : resources) assigned.Add(JsonText(resource));
    JsonObject object;
    object.Number("id", appointment.id.value)
        .Number("revision", appointment.revision)
        .Text("state", WordOf(appointment.state))
        .Text("office", opened.KeyOf(appointment.at.office.value))
        .Text("service", opened.KeyOf(appointment.service.value))
        .Text("mode", WordOf(appointment.at.mode))
        .Text("language", appointment.language)
        .Text("start", FormatInstant(Instant{appointment.at.start_us}))
        .Text("end", FormatInstant(Instant{appointment.at.end_us}))
        .Text("local", opened.Local(appointment.at.office, appointment.at.start_us))
        .Raw("resources", assigned.Close())
        .Text("customer", appointment.customer)
        .Number("ticket", appointment.ticket.value);
    if (held) object.Text("hold_until", FormatInstant(Instant{appointment.hold_until_us}));
    fmt::print("{}\n", object.Close());
    return;
  }
  fmt::print("appointment {}  {}\n", appointment.id.value, WordOf(appointment.state));
  fmt::print("  {} - {}  {}\n", opened.Local(appointment.at.office, appointment.at.start_us),
             opened.Local(appointment.at.office, appointment.at.end_us).substr(11),
             appointment.at.time_zone);
  fmt::print("  {} in {} by {}{}{}\n", opened.KeyOf(appointment.service.value),
             opened.KeyOf(appointment.at.office.value), WordOf(appointment.at.mode),
             appointment.language.empty() ? "" : ", language ", appointment.language);
  for (const std::string& resource : resources) fmt::print("  with {}\n", resource);
  if (held) {
    fmt::print("  held until {}; confirm it with: vuoro book --confirm {}\n",
               opened.Local(appointment.at.office, appointment.hold_until_us),
               appointment.id.value);
  }
}

// A key for one of the two steps of a booking.
CommandOptions StepOptions(const Opened& opened, std::string_view step) {
  CommandOptions options = opened.options;
  if (!options.key.empty()) options.key += fmt::format("/{}", step);
  return options;
}

absl::StatusOr<Appointment> BookNew(const Args& args, const Opened& opened) {
  for (const std::string_view needed : {"office", "service", "at"}) {
    if (!args.Has(needed)) {
      return Fail(Reason::kBadArgument,
                  "--{} is missing: a booking needs --office, --service and --at", needed);
    }
  }
  HoldRequest request;
  VUORO_ASSIGN_OR_RETURN(request.office,
                         opened.Find<OfficeId>(EntityKind::kOffice, args.Get("office")));
  VUORO_ASSIGN_OR_RETURN(request.service,
                         opened.Find<ServiceId>(EntityKind::kService, args.Get("service")));
  VUORO_ASSIGN_OR_RETURN(request.mode, WordOption(args, "mode", Mode::kOnSite));
  request.language = args.Get("language");
  request.customer = args.Get("customer");
  request.external_case = args.Get("case");
  VUORO_ASSIGN_OR_RETURN(request.start_us, opened.When(request.office, args.Get("at")));
  VUORO_ASSIGN_OR_RETURN(Appointment appointment,
                         opened.engine->Hold(opened.access, StepOptions(opened, "hold"), request));
  if (args.Has("hold-only")) return appointment;
  return opened.engine->Confirm(opened.access, StepOptions(opened, "confirm"),
                                {.appointment = appointment.id});
}

absl::StatusOr<Appointment> Move(const Args& args, const Opened& opened, AppointmentId id) {
  if (!args.Has("at")) return Fail(Reason::kBadArgument, "--at is missing: when to move it to");
  VUORO_ASSIGN_OR_RETURN(const Appointment before,
                         opened.engine->FindAppointment(opened.access, id));
  RescheduleRequest request{.appointment = id, .office = before.at.office};
  if (args.Has("office")) {
    VUORO_ASSIGN_OR_RETURN(request.office,
                           opened.Find<OfficeId>(EntityKind::kOffice, args.Get("office")));
  }
  VUORO_ASSIGN_OR_RETURN(request.mode, WordOption(args, "mode", before.at.mode));
  VUORO_ASSIGN_OR_RETURN(request.start_us, opened.When(request.office, args.Get("at")));
  return opened.engine->Reschedule(opened.access, opened.options, request);
}

absl::StatusOr<Appointment> CheckInAt(const Opened& opened, const StepRequest& step) {
  VUORO_ASSIGN_OR_RETURN(
      const CheckIn done,
      opened.engine->CheckInAppointment(opened.access, opened.options, step, Channel::kCounter));
  if (done.ticket.has_value() && !opened.json) fmt::print("ticket {}\n", done.ticket->label);
  return done.appointment;
}

absl::StatusOr<Appointment> DoBooking(const Args& args, const Opened& opened) {
  constexpr std::string_view kSteps[] = {"show",     "confirm", "cancel", "reschedule",
                                         "check-in", "start",   "finish", "no-show"};
  std::string_view chosen;
  for (const std::string_view step : kSteps) {
    if (!args.Has(step)) continue;
    if (!chosen.empty()) {
      return Fail(Reason::kBadArgument, "--{} and --{} exclude each other", chosen, step);
    }
    chosen = step;
  }
  if (chosen.empty()) return BookNew(args, opened);
  VUORO_ASSIGN_OR_RETURN(const AppointmentId id, IdOption<AppointmentId>(args, chosen));
  VUORO_ASSIGN_OR_RETURN(const int64_t revision, args.Number("revision", 0, INT32_MAX, 0));
  const StepRequest step{.appointment = id, .revision = static_cast<int32_t>(revision)};
  Engine& engine = *opened.engine;
  if (chosen == "show") return engine.FindAppointment(opened.access, id);
  if (chosen == "confirm") return engine.Confirm(opened.access, opened.options, step);
  if (chosen == "cancel") return engine.Cancel(opened.access, opened.options, step);
  if (chosen == "reschedule") return Move(args, opened, id);
  if (chosen == "check-in") return CheckInAt(opened, step);
  if (chosen == "start") return engine.Start(opened.access, opened.options, step);
  if (chosen == "finish") return engine.Finish(opened.access, opened.options, step);
  return engine.NoShow(opened.access, opened.options, step);
}

absl::StatusOr<int> RunBook(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const Appointment appointment, DoBooking(args, opened));
  PrintAppointment(opened, appointment);
  return kExitOk;
}

}  // namespace

std::vector<Command> AppointmentCommands() {
  std::vector<Command> commands;
  commands.push_back(
      {"slots", "", "list the free starts of a service in an office", "",
       ReadOptionsAnd({
           {"office", "KEY", "the office", kRequired},
           {"service", "KEY", "the service", kRequired},
           {"mode", "MODE", "on_site, video_booth, video_home, phone; else every mode offered"},
           {"language", "CODE", "the citizen's language; else any"},
           {"from", "TIME", "the earliest start; else now"},
           {"days", "N", "how far to look; else 28"},
           {"limit", "N", "at most so many; else 20"},
       }),
       RunSlots});
  commands.push_back(
      {"book", "", "book an appointment, or change one",
       "With --office, --service and --at: holds the start and confirms it. Else one of the steps\n"
       "below, each with the appointment's id. TIME is what the office's clock shows\n"
       "(2026-03-02T09:15) or an instant (2026-03-02T07:15:00Z).",
       StoreOptionsAnd({
           {"office", "KEY", "the office"},
           {"service", "KEY", "the service"},
           {"mode", "MODE", "on_site (else this), video_booth, video_home, phone"},
           {"language", "CODE", "the citizen's language; else any"},
           {"at", "TIME", "the start"},
           {"customer", "REF", "your reference of the citizen; no name, no identity code"},
           {"case", "REF", "your case id"},
           {"hold-only", "", "hold it, confirm later"},
           {"show", "ID", "print an appointment"},
           {"confirm", "ID", "confirm a held one"},
           {"cancel", "ID", "cancel it"},
           {"reschedule", "ID", "move it to --at, and to --office or --mode if given"},
           {"check-in", "ID", "the citizen is here: gives a ticket"},
           {"start", "ID", "service begins without a counter (video from home, phone)"},
           {"finish", "ID", "service is done"},
           {"no-show", "ID", "nobody came"},
           {"revision", "N", "refuse if the appointment has another revision"},
       }),
       RunBook});
  return commands;
}

}  // namespace vuoro::cli
