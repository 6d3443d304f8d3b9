// Appointments: a struct in, the engine's call, a struct out.
#include <algorithm>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

absl::StatusOr<HoldRequest> ReadHold(const vuoro_hold* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_hold hold, Read(from, "hold"));
  VUORO_RETURN_IF_ERROR(CheckReserved(hold.reserved, hold.reserved_text));
  HoldRequest request;
  VUORO_ASSIGN_OR_RETURN(request.mode, ReadEnum<Mode>(hold.mode, kModeCount, "mode"));
  VUORO_ASSIGN_OR_RETURN(request.hold_s, ReadInt32(hold.hold_s, "hold_s"));
  VUORO_ASSIGN_OR_RETURN(request.language, ReadText(hold.language, kMaxTextBytes, "language"));
  VUORO_ASSIGN_OR_RETURN(request.customer, ReadText(hold.customer, kMaxTextBytes, "customer"));
  VUORO_ASSIGN_OR_RETURN(request.external_case,
                         ReadText(hold.external_case, kMaxTextBytes, "external_case"));
  request.office = OfficeId{hold.office};
  request.service = ServiceId{hold.service};
  request.start_us = hold.start_us;
  return request;
}

absl::StatusOr<RescheduleRequest> ReadReschedule(const vuoro_reschedule* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_reschedule reschedule, Read(from, "reschedule"));
  VUORO_RETURN_IF_ERROR(CheckReserved(reschedule.reserved));
  RescheduleRequest request;
  VUORO_ASSIGN_OR_RETURN(request.mode, ReadEnum<Mode>(reschedule.mode, kModeCount, "mode"));
  VUORO_ASSIGN_OR_RETURN(request.revision, ReadInt32(reschedule.revision, "revision"));
  request.appointment = AppointmentId{reschedule.appointment};
  request.office = OfficeId{reschedule.office};
  request.start_us = reschedule.start_us;
  return request;
}

absl::StatusOr<StepRequest> ReadStep(const vuoro_step* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_step step, Read(from, "step"));
  StepRequest request;
  VUORO_ASSIGN_OR_RETURN(request.revision, ReadInt32(step.revision, "revision"));
  request.appointment = AppointmentId{step.appointment};
  return request;
}

using Step = absl::StatusOr<Appointment> (Engine::*)(const Access&, const CommandOptions&,
                                                     const StepRequest&);

vuoro_status RunStep(vuoro_session* session, const vuoro_command* command, const vuoro_step* step,
                     vuoro_appointment* out, Step call) noexcept {
  return Command(
      session, command, out,
      [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<Appointment> {
        VUORO_ASSIGN_OR_RETURN(const StepRequest request, ReadStep(step));
        return (self.engine.get()->*call)(self.access, options, request);
      });
}

absl::Status CheckInHere(vuoro_session* session, const vuoro_command* command,
                         const vuoro_step* step, uint32_t channel, vuoro_appointment* out,
                         vuoro_ticket* ticket) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
  if (ticket != nullptr) VUORO_RETURN_IF_ERROR(CheckOut(ticket, "ticket"));
  VUORO_ASSIGN_OR_RETURN(const CommandOptions options, ReadCommand(command));
  VUORO_ASSIGN_OR_RETURN(const StepRequest request, ReadStep(step));
  VUORO_ASSIGN_OR_RETURN(const Channel by, ReadEnum<Channel>(channel, kChannels, "channel"));
  VUORO_ASSIGN_OR_RETURN(const CheckIn done,
                         self->engine->CheckInAppointment(self->access, options, request, by));
  Write(ToC(done.appointment), out);
  if (ticket != nullptr && done.ticket.has_value()) Write(ToC(*done.ticket), ticket);
  return absl::OkStatus();
}

}  // namespace

vuoro_appointment ToC(const Appointment& from) {
  vuoro_appointment appointment{};
  appointment.state = static_cast<uint32_t>(from.state);
  appointment.id = from.id.value;
  appointment.office = from.at.office.value;
  appointment.service = from.service.value;
  appointment.ticket = from.ticket.value;
  appointment.start_us = from.at.start_us;
  appointment.end_us = from.at.end_us;
  appointment.hold_until_us = from.hold_until_us;
  appointment.created_us = from.created_us;
  appointment.local_ymd = from.at.local_ymd;
  appointment.local_min = from.at.local_min;
  appointment.mode = static_cast<uint32_t>(from.at.mode);
  appointment.revision = static_cast<uint32_t>(from.revision);
  const size_t count = std::min(from.at.assignments.size(), std::size(appointment.resources));
  for (size_t i = 0; i < count; ++i) {
    appointment.resources[i] = from.at.assignments[i].resource.value;
  }
  CopyText(from.language, appointment.language);
  return appointment;
}

}  // namespace vuoro::capi

using namespace vuoro::capi;
using vuoro::Appointment;
using vuoro::CommandOptions;
using vuoro::Engine;

vuoro_status vuoro_appointment_hold(vuoro_session* session, const vuoro_command* command,
                                    const vuoro_hold* hold, vuoro_appointment* out) {
  return Command(
      session, command, out,
      [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<Appointment> {
        VUORO_ASSIGN_OR_RETURN(const auto request, ReadHold(hold));
        return self.engine->Hold(self.access, options, request);
      });
}

vuoro_status vuoro_appointment_reschedule(vuoro_session* session, const vuoro_command* command,
                                          const vuoro_reschedule* reschedule,
                                          vuoro_appointment* out) {
  return Command(
      session, command, out,
      [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<Appointment> {
        VUORO_ASSIGN_OR_RETURN(const auto request, ReadReschedule(reschedule));
        return self.engine->Reschedule(self.access, options, request);
      });
}

vuoro_status vuoro_appointment_confirm(vuoro_session* session, const vuoro_command* command,
                                       const vuoro_step* step, vuoro_appointment* out) {
  return RunStep(session, command, step, out, &Engine::Confirm);
}

vuoro_status vuoro_appointment_cancel(vuoro_session* session, const vuoro_command* command,
                                      const vuoro_step* step, vuoro_appointment* out) {
  return RunStep(session, command, step, out, &Engine::Cancel);
}

vuoro_status vuoro_appointment_check_in(vuoro_session* session, const vuoro_command* command,
                                        const vuoro_step* step, uint32_t channel,
                                        vuoro_appointment* out, vuoro_ticket* ticket) {
  return Guard([&] { return CheckInHere(session, command, step, channel, out, ticket); });
}

vuoro_status vuoro_appointment_start(vuoro_session* session, const vuoro_command* command,
                                     const vuoro_step* step, vuoro_appointment* out) {
  return RunStep(session, command, step, out, &Engine::Start);
}

vuoro_status vuoro_appointment_finish(vuoro_session* session, const vuoro_command* command,
                                      const vuoro_step* step, vuoro_appointment* out) {
  return RunStep(session, command, step, out, &Engine::Finish);
}

vuoro_status vuoro_appointment_no_show(vuoro_session* session, const vuoro_command* command,
                                       const vuoro_step* step, vuoro_appointment* out) {
  return RunStep(session, command, step, out, &Engine::NoShow);
}

vuoro_status vuoro_appointment_read(vuoro_session* session, vuoro_id appointment,
                                    vuoro_appointment* out) {
  return Query(session, out, [&](const Session& self) {
    return self.engine->FindAppointment(self.access, vuoro::AppointmentId{appointment});
  });
}
