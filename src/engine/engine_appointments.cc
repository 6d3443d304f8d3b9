// Calls on slots and appointments.
#include <algorithm>

#include "engine/queue_calls.h"
#include "engine/run.h"
#include "vuoro/base/fields.h"

namespace vuoro {
namespace {

absl::StatusOr<Appointment> AppointmentOf(const State& state, int64_t id) {
  const Appointment* appointment = state.book().Find(AppointmentId{id});
  if (appointment == nullptr) return Fail(Reason::kUnknownId, "{} is no appointment", id);
  return *appointment;
}

// The session's scope against an office and the agency of a service.
absl::Status InScope(const Access& access, const Supply& supply, OfficeId office,
                     ServiceId service) {
  const ServiceIndex index = supply.directory().Find(service);
  const AgencyId agency =
      index.valid() ? supply.directory().IdOf(supply.network().at(index).agency) : AgencyId();
  return RequireScope(access, agency, office);
}

absl::Status InScope(const Access& access, const Deciding& deciding, AppointmentId id) {
  const Appointment* appointment = deciding.state.book().Find(id);
  if (appointment == nullptr) return absl::OkStatus();  // the decision will say so
  return InScope(access, *deciding.supply, appointment->at.office, appointment->service);
}

template <class Event>
absl::StatusOr<Decision> Only(absl::StatusOr<Event> event) {
  VUORO_RETURN_IF_ERROR(event.status());
  Decision decision;
  decision.events.push_back(*std::move(event));
  return decision;
}

absl::Status CheckTexts(const HoldRequest& request) {
  VUORO_RETURN_IF_ERROR(CheckText(request.language, kMaxTextBytes, "language"));
  VUORO_RETURN_IF_ERROR(CheckText(request.customer, kMaxTextBytes, "customer"));
  return CheckText(request.external_case, kMaxTextBytes, "external_case");
}

// The line in which a checked-in appointment stands; none where the citizen is not in the office.
QueueId LineOf(const Deciding& deciding, const Appointment& appointment) {
  if (appointment.at.mode == Mode::kVideoHome || appointment.at.mode == Mode::kPhone) return {};
  const Directory& directory = deciding.supply->directory();
  const OfficeIndex office = directory.Find(appointment.at.office);
  const ServiceIndex service = directory.Find(appointment.service);
  if (!office.valid() || !service.valid()) return {};
  return directory.IdOf(
      deciding.state.routes().AppointmentQueue(office, service, appointment.at.mode));
}

// Makes the days that a search will touch before it holds the state still.
void PrepareDays(const Supply& supply, int64_t now_us, const SlotSearch& search) {
  const OfficeIndex office = supply.directory().Find(search.office);
  if (!office.valid()) return;
  const Interval window =
      BookableWindow(supply, office, now_us).Intersect({{search.from_us}, {search.until_us}});
  if (window.empty()) return;
  const Date last = supply.frame().DateAt({window.end.us - 1});
  for (Date date = supply.frame().DateAt(window.start); date <= last; date = date.AddDays(1)) {
    if (supply.Covers(date)) supply.Day(date);
  }
}

absl::StatusOr<Decision> DecideCheckInWithTicket(const Deciding& deciding, const StepRequest& step,
                                                 Channel channel) {
  VUORO_ASSIGN_OR_RETURN(AppointmentCheckedIn checked_in,
                         DecideCheckIn(deciding.appointments(), step, {}));
  const Appointment& appointment = *deciding.state.book().Find(step.appointment);
  Decision decision;
  const QueueId line = LineOf(deciding, appointment);
  if (!line) {
    decision.events.push_back(checked_in);
    return decision;
  }
  IssueTicket issue;
  issue.office = appointment.at.office;
  issue.service = appointment.service;
  issue.queue = line;
  issue.mode = appointment.at.mode;
  issue.channel = channel;
  issue.language = appointment.language;
  issue.appointment = appointment.id;
  issue.appointment_start = Instant{appointment.at.start_us};
  VUORO_ASSIGN_OR_RETURN(const QueueEvents events, DecideOnQueue(deciding, issue));
  checked_in.ticket = std::get<TicketIssued>(events.front()).ticket;
  decision.events.push_back(checked_in);
  Append(events, &decision.events);
  return decision;
}

// Cancelling takes the citizen's ticket out of its line too.
absl::StatusOr<Decision> DecideCancelWithTicket(const Deciding& deciding, const StepRequest& step) {
  VUORO_ASSIGN_OR_RETURN(Decision decision, Only(DecideCancel(deciding.appointments(), step)));
  const Ticket* ticket = deciding.state.lines().LiveTicketOf(step.appointment);
  if (ticket == nullptr) return decision;
  VUORO_ASSIGN_OR_RETURN(const QueueEvents events,
                         DecideOnQueue(deciding, LeaveTicket{{.id = ticket->id}}));
  Append(events, &decision.events);
  return decision;
}

// A plain step of a named appointment, decided by `decide(deciding)`.
template <class Decide>
absl::StatusOr<Appointment> RunStep(EngineCore& core, const Access& access,
                                    const CommandOptions& options, Right right,
                                    std::string_view name, const StepRequest& step,
                                    Decide&& decide) {
  VUORO_RETURN_IF_ERROR(Require(access, right));
  return Run<Appointment>(
      core, access, options, {.name = name}, CanonicalBytes(step),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        VUORO_RETURN_IF_ERROR(InScope(access, deciding, step.appointment));
        return decide(deciding);
      },
      AppointmentOf);
}

}  // namespace

absl::StatusOr<std::vector<Slot>> Engine::Search(const Access& access,
                                                 const SlotSearch& search) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  const std::shared_ptr<const Supply> supply = core_->supply();
  if (supply == nullptr) return Fail(Reason::kNoNetwork, "no network document has been loaded");
  VUORO_RETURN_IF_ERROR(InScope(access, *supply, search.office, search.service));
  const int64_t now_us = core_->now_us();
  PrepareDays(*supply, now_us, search);
  return core_->Reading([&](const State& state) {
    const Supply& current = state.supply() != nullptr ? *state.supply() : *supply;
    return SearchSlots(current, state.book(), now_us, search);
  });
}

absl::StatusOr<Appointment> Engine::Hold(const Access& access, const CommandOptions& options,
                                         const HoldRequest& request) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kBook));
  VUORO_RETURN_IF_ERROR(CheckTexts(request));
  return Run<Appointment>(
      *core_, access, options, {.name = "hold"}, CanonicalBytes(request),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        VUORO_RETURN_IF_ERROR(InScope(access, *deciding.supply, request.office, request.service));
        return Only(DecideHold(deciding.appointments(), request, deciding.ids));
      },
      AppointmentOf);
}

absl::StatusOr<Appointment> Engine::Reschedule(const Access& access, const CommandOptions& options,
                                               const RescheduleRequest& request) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kBook));
  return Run<Appointment>(
      *core_, access, options, {.name = "reschedule"}, CanonicalBytes(request),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        VUORO_RETURN_IF_ERROR(InScope(access, deciding, request.appointment));
        VUORO_RETURN_IF_ERROR(RequireScope(access, {}, request.office));
        return Only(DecideReschedule(deciding.appointments(), request));
      },
      AppointmentOf);
}

absl::StatusOr<Appointment> Engine::Confirm(const Access& access, const CommandOptions& options,
                                            const StepRequest& step) {
  return RunStep(
      *core_, access, options, Right::kBook, "confirm", step,
      [&](const Deciding& deciding) { return Only(DecideConfirm(deciding.appointments(), step)); });
}

absl::StatusOr<Appointment> Engine::Cancel(const Access& access, const CommandOptions& options,
                                           const StepRequest& step) {
  return RunStep(*core_, access, options, Right::kBook, "cancel", step,
                 [&](const Deciding& deciding) { return DecideCancelWithTicket(deciding, step); });
}

absl::StatusOr<Appointment> Engine::Start(const Access& access, const CommandOptions& options,
                                          const StepRequest& step) {
  return RunStep(
      *core_, access, options, Right::kServeAppointment, "start", step,
      [&](const Deciding& deciding) { return Only(DecideStart(deciding.appointments(), step)); });
}

absl::StatusOr<Appointment> Engine::Finish(const Access& access, const CommandOptions& options,
                                           const StepRequest& step) {
  return RunStep(
      *core_, access, options, Right::kServeAppointment, "finish", step,
      [&](const Deciding& deciding) { return Only(DecideFulfil(deciding.appointments(), step)); });
}

absl::StatusOr<Appointment> Engine::NoShow(const Access& access, const CommandOptions& options,
                                           const StepRequest& step) {
  return RunStep(
      *core_, access, options, Right::kServeAppointment, "no_show", step,
      [&](const Deciding& deciding) { return Only(DecideNoShow(deciding.appointments(), step)); });
}

absl::StatusOr<CheckIn> Engine::CheckInAppointment(const Access& access,
                                                   const CommandOptions& options,
                                                   const StepRequest& step, Channel channel) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kCheckIn));
  return Run<CheckIn>(
      *core_, access, options, {.name = "check_in"}, CanonicalBytes(step) + CanonicalBytes(channel),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        VUORO_RETURN_IF_ERROR(InScope(access, deciding, step.appointment));
        return DecideCheckInWithTicket(deciding, step, channel);
      },
      [](const State& state, int64_t subject) -> absl::StatusOr<CheckIn> {
        VUORO_ASSIGN_OR_RETURN(Appointment appointment, AppointmentOf(state, subject));
        CheckIn answer{std::move(appointment), std::nullopt};
        if (const Ticket* ticket = state.lines().Find(answer.appointment.ticket))
          answer.ticket = *ticket;
        return answer;
      });
}

absl::StatusOr<Appointment> Engine::FindAppointment(const Access& access, AppointmentId id) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadAppointments));
  return core_->Reading([&](const State& state) -> absl::StatusOr<Appointment> {
    VUORO_ASSIGN_OR_RETURN(Appointment appointment, AppointmentOf(state, id.value));
    if (state.supply() != nullptr) {
      VUORO_RETURN_IF_ERROR(
          InScope(access, *state.supply(), appointment.at.office, appointment.service));
    }
    return appointment;
  });
}

}  // namespace vuoro
