// What can happen to an appointment, as facts. A fact carries everything that applying it needs.
#ifndef VUORO_APPOINTMENT_EVENTS_H_
#define VUORO_APPOINTMENT_EVENTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "vuoro/appointment/appointment.h"

namespace vuoro {

// Another live appointment whose resources were exchanged for alike ones, so that a new one fits;
// nobody's time moves (late binding).
struct Reassignment {
  AppointmentId appointment;
  std::vector<Assignment> assignments;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointment", self.appointment);
    visit("assignments", self.assignments);
  }
};

struct AppointmentHeld {
  static constexpr std::string_view kType = "appointment.held";
  static constexpr int32_t kVersion = 1;
  Appointment appointment;
  std::vector<Reassignment> reassigned;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointment", self.appointment);
    visit("reassigned", self.reassigned);
  }
};

struct AppointmentRescheduled {
  static constexpr std::string_view kType = "appointment.rescheduled";
  static constexpr int32_t kVersion = 1;
  AppointmentId appointment;
  int32_t revision = 0;
  Placement at;
  std::vector<Reassignment> reassigned;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointment", self.appointment);
    visit("revision", self.revision);
    visit("at", self.at);
    visit("reassigned", self.reassigned);
  }
};

// What the plain steps of an appointment's life have in common.
struct AppointmentStep {
  AppointmentId appointment;
  int32_t revision = 0;  // after the step

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointment", self.appointment);
    visit("revision", self.revision);
  }
};

struct AppointmentConfirmed : AppointmentStep {
  static constexpr std::string_view kType = "appointment.confirmed";
  static constexpr int32_t kVersion = 1;
};
struct AppointmentLapsed : AppointmentStep {
  static constexpr std::string_view kType = "appointment.lapsed";
  static constexpr int32_t kVersion = 1;
};
struct AppointmentCancelled : AppointmentStep {
  static constexpr std::string_view kType = "appointment.cancelled";
  static constexpr int32_t kVersion = 1;
};
struct AppointmentStarted : AppointmentStep {
  static constexpr std::string_view kType = "appointment.started";
  static constexpr int32_t kVersion = 1;
};
struct AppointmentFulfilled : AppointmentStep {
  static constexpr std::string_view kType = "appointment.fulfilled";
  static constexpr int32_t kVersion = 1;
};
struct AppointmentNoShow : AppointmentStep {
  static constexpr std::string_view kType = "appointment.no_show";
  static constexpr int32_t kVersion = 1;
};

struct AppointmentCheckedIn {
  static constexpr std::string_view kType = "appointment.checked_in";
  static constexpr int32_t kVersion = 1;
  AppointmentId appointment;
  int32_t revision = 0;
  TicketId ticket;  // none where no line is kept (video from home, phone)

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointment", self.appointment);
    visit("revision", self.revision);
    visit("ticket", self.ticket);
  }
};

}  // namespace vuoro

#endif  // VUORO_APPOINTMENT_EVENTS_H_
