// What an appointment is: its states, its place in time, and the resources that serve it.
#ifndef VUORO_APPOINTMENT_APPOINTMENT_H_
#define VUORO_APPOINTMENT_APPOINTMENT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/base/fields.h"
#include "vuoro/base/ids.h"
#include "vuoro/model/words.h"

namespace vuoro {

// The life of an appointment. The words map to FHIR R4 Appointment.status and HL7 Finland's
// scheduling (docs/glossary.md); numbers are frozen. "Live" states take their resources' time.
enum class AppointmentState : uint8_t {
  kHeld = 0,        // reserved until hold_until_us, not yet confirmed (FHIR slot busy-tentative)
  kProposed = 1,    // the host suggests; nothing reserved
  kPending = 2,     // reserved, an answer is awaited
  kWaitlisted = 3,  // wishes an earlier time
  kBooked = 4,
  kCheckedIn = 5,  // the citizen is here; a ticket stands in the line
  kInService = 6,
  kFulfilled = 7,
  kCancelled = 8,
  kNoShow = 9,
  kEnteredInError = 10,
  kLapsed = 11,  // a hold whose deadline passed
};
template <>
std::span<const std::string_view> WordsOf<AppointmentState>();

// True while the appointment takes its resources' time.
constexpr bool IsLive(AppointmentState state) {
  return state == AppointmentState::kHeld || state == AppointmentState::kPending ||
         state == AppointmentState::kBooked || state == AppointmentState::kCheckedIn ||
         state == AppointmentState::kInService;
}

// Has the resource agreed? Pooled ones always have; an ordered interpreter may not have yet.
enum class Acceptance : uint8_t { kAccepted = 0, kNeedsAction = 1 };

// One resource for part of one day. Minutes are elapsed since the first instant of `day` in the
// network's time zone, buffers included, so that applying an event reads no zone.
struct Assignment {
  ResourceId resource;
  int32_t day = 0;  // days since 1970-01-01
  int32_t from_min = 0;
  int32_t to_min = 0;
  Acceptance acceptance = Acceptance::kAccepted;
  friend bool operator==(const Assignment&, const Assignment&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("resource", self.resource);
    visit("day", self.day);
    visit("from_min", self.from_min);
    visit("to_min", self.to_min);
    visit("acceptance", self.acceptance);
  }
};

// When and how: what a hold fixes and a reschedule replaces. The citizen was told local date, time
// and zone; the instants follow from them by the zone rules of that moment.
struct Placement {
  OfficeId office;
  Mode mode = Mode::kOnSite;
  int64_t start_us = 0;
  int64_t end_us = 0;
  int32_t local_ymd = 0;  // 20260302 in the office
  int32_t local_min = 0;  // 555 for 09:15
  std::string time_zone;  // IANA name of the office
  std::vector<Assignment> assignments;
  friend bool operator==(const Placement&, const Placement&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("office", self.office);
    visit("mode", self.mode);
    visit("start_us", self.start_us);
    visit("end_us", self.end_us);
    visit("local_ymd", self.local_ymd);
    visit("local_min", self.local_min);
    visit("time_zone", self.time_zone);
    visit("assignments", self.assignments);
  }
};

struct Appointment {
  AppointmentId id;
  int32_t revision = 1;  // rises with every change; iCalendar SEQUENCE
  AppointmentState state = AppointmentState::kHeld;
  ServiceId service;
  Placement at;
  std::string language;       // BCP 47 of the service wanted; "" for any
  std::string customer;       // opaque reference of the host; never a name or an identity code
  std::string external_case;  // the host's case id
  int64_t hold_until_us = 0;
  int64_t created_us = 0;
  TicketId ticket;  // once checked in
  friend bool operator==(const Appointment&, const Appointment&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("revision", self.revision);
    visit("state", self.state);
    visit("service", self.service);
    visit("at", self.at);
    visit("language", self.language);
    visit("customer", self.customer);
    visit("external_case", self.external_case);
    visit("hold_until_us", self.hold_until_us);
    visit("created_us", self.created_us);
    visit("ticket", self.ticket);
  }
};

}  // namespace vuoro

#endif  // VUORO_APPOINTMENT_APPOINTMENT_H_
