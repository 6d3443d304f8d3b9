// The book of appointments: the state that facts build, and which resources they keep busy.
#ifndef VUORO_APPOINTMENT_BOOK_H_
#define VUORO_APPOINTMENT_BOOK_H_

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "vuoro/appointment/appointment.h"
#include "vuoro/appointment/events.h"
#include "vuoro/availability/busy_board.h"
#include "vuoro/model/directory.h"

namespace vuoro {

// Const functions from any thread; applying needs the book for itself. Copyable.
//
// Applying a fact never decides: a fact that does not fit the book (it comes from a journal whose
// chain was right, so it was written by faulty code) is counted in misfits() and otherwise ignored.
class Book {
 public:
  void Apply(const AppointmentHeld& event);
  void Apply(const AppointmentRescheduled& event);
  void Apply(const AppointmentConfirmed& event) { Step(event, AppointmentState::kBooked); }
  void Apply(const AppointmentLapsed& event) { Step(event, AppointmentState::kLapsed); }
  void Apply(const AppointmentCancelled& event) { Step(event, AppointmentState::kCancelled); }
  void Apply(const AppointmentStarted& event) { Step(event, AppointmentState::kInService); }
  void Apply(const AppointmentFulfilled& event) { Step(event, AppointmentState::kFulfilled); }
  void Apply(const AppointmentNoShow& event) { Step(event, AppointmentState::kNoShow); }
  void Apply(const AppointmentCheckedIn& event);

  // Another network document: positions moved, so the board is drawn anew. O(live appointments).
  void Rebind(const Directory& directory, Quantum quantum, int32_t resource_count);

  // Null if there is none. The pointer is good until the next Apply.
  const Appointment* Find(AppointmentId id) const;
  const std::map<AppointmentId, Appointment>& all() const { return appointments_; }
  const BusyBoard& board() const { return board_; }

  // Live holds as (deadline, id), earliest first.
  const std::set<std::pair<int64_t, AppointmentId>>& holds() const { return holds_; }
  // The board as it would be once the holds due at `now_us` have lapsed and, where `without` is not
  // none, that appointment had given back its time.
  BusyBoard BoardWithout(int64_t now_us, AppointmentId without) const;

  int64_t misfits() const { return misfits_; }

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("appointments", self.appointments_);
  }
  // After reading Fields from a snapshot, before Rebind.
  void RebuildHolds();

 private:
  void Step(const AppointmentStep& event, AppointmentState state);
  Appointment* Mutable(AppointmentId id);
  void Reassign(const std::vector<Reassignment>& reassigned);
  void Take(const std::vector<Assignment>& assignments);
  void GiveBack(const std::vector<Assignment>& assignments, BusyBoard& board) const;

  std::map<AppointmentId, Appointment> appointments_;
  std::set<std::pair<int64_t, AppointmentId>> holds_;
  BusyBoard board_{Quantum()};
  Directory directory_;
  int64_t misfits_ = 0;
};

}  // namespace vuoro

#endif  // VUORO_APPOINTMENT_BOOK_H_
