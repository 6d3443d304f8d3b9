// Deciding on appointments: a request and the state give a fact or a refusal, and nothing else.
//
// Every function is pure: it reads the supply, the book, the time and fresh ids that it is given
// and changes nothing but the id source. Refusals carry the reason tokens named at each function,
// besides unknown_id for ids of nothing and stale_revision where the request names a revision.
#ifndef VUORO_APPOINTMENT_COMMANDS_H_
#define VUORO_APPOINTMENT_COMMANDS_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "vuoro/appointment/book.h"
#include "vuoro/appointment/events.h"
#include "vuoro/appointment/supply.h"
#include "vuoro/base/id_source.h"

namespace vuoro {

inline constexpr int32_t kMaxHoldSeconds = 24 * 3600;

// What decisions see.
struct AppointmentView {
  const Supply& supply;
  const Book& book;
  int64_t now_us;
};

struct HoldRequest {
  OfficeId office;
  ServiceId service;
  Mode mode = Mode::kOnSite;
  std::string language;  // "" for any
  int64_t start_us = 0;
  int32_t hold_s = 0;         // 0: the office's rule; at most kMaxHoldSeconds
  std::string customer;       // opaque
  std::string external_case;  // opaque

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("office", self.office);
    visit("service", self.service);
    visit("mode", self.mode);
    visit("language", self.language);
    visit("start_us", self.start_us);
    visit("hold_s", self.hold_s);
    visit("customer", self.customer);
    visit("external_case", self.external_case);
  }
};

struct RescheduleRequest {
  AppointmentId appointment;
  int32_t revision = 0;  // 0: whatever it is now
  OfficeId office;       // none: the same
  Mode mode = Mode::kOnSite;
  int64_t start_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointment", self.appointment);
    visit("revision", self.revision);
    visit("office", self.office);
    visit("mode", self.mode);
    visit("start_us", self.start_us);
  }
};

// One plain step of a named appointment.
struct StepRequest {
  AppointmentId appointment;
  int32_t revision = 0;  // 0: whatever it is now

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointment", self.appointment);
    visit("revision", self.revision);
  }
};

// Holds whose deadline has come, earliest first, as facts; decided before every other command.
std::vector<AppointmentLapsed> DueHolds(const Book& book, int64_t now_us);

// Refusals: not_offered, agreement_ended, notice_too_short, out_of_horizon, off_grid, closed_then,
// nobody_on_duty, language_not_served, slot_taken, unknown_language, bad_argument.
absl::StatusOr<AppointmentHeld> DecideHold(const AppointmentView& view, const HoldRequest& request,
                                           IdSource& ids);
// Refusals: hold_expired, wrong_state.
absl::StatusOr<AppointmentConfirmed> DecideConfirm(const AppointmentView& view,
                                                   const StepRequest& request);
// An atomic swap: either the new time is taken and the old one given back, or nothing changes. The
// appointment does not stand in its own way. Refusals: wrong_state, hold_expired and those of a
// hold.
absl::StatusOr<AppointmentRescheduled> DecideReschedule(const AppointmentView& view,
                                                        const RescheduleRequest& request);
// Refusals: wrong_state.
absl::StatusOr<AppointmentCancelled> DecideCancel(const AppointmentView& view,
                                                  const StepRequest& request);
// Refusals: wrong_state, too_early, too_late. `ticket` is the one issued with it, or none.
absl::StatusOr<AppointmentCheckedIn> DecideCheckIn(const AppointmentView& view,
                                                   const StepRequest& request, TicketId ticket);
// Refusals: wrong_state.
absl::StatusOr<AppointmentStarted> DecideStart(const AppointmentView& view,
                                               const StepRequest& request);
absl::StatusOr<AppointmentFulfilled> DecideFulfil(const AppointmentView& view,
                                                  const StepRequest& request);
// Refusals: wrong_state, too_early (before the appointed time).
absl::StatusOr<AppointmentNoShow> DecideNoShow(const AppointmentView& view,
                                               const StepRequest& request);

}  // namespace vuoro

#endif  // VUORO_APPOINTMENT_COMMANDS_H_
