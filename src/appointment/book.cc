// Applies appointment facts and keeps the busy board in step with them.
#include "vuoro/appointment/book.h"

#include <array>

namespace vuoro {
namespace {

constexpr std::array<std::string_view, 12> kStates = {
    "held",       "proposed",  "pending",   "waitlisted", "booked",           "checked_in",
    "in_service", "fulfilled", "cancelled", "no_show",    "entered_in_error", "lapsed"};

// A span in whole quanta; what does not divide (the quantum changed) is widened, never narrowed.
QuantumSpan SpanOf(const Assignment& assignment, Quantum quantum) {
  return {assignment.from_min / quantum.minutes(), quantum.CountUp(assignment.to_min)};
}

}  // namespace

template <>
std::span<const std::string_view> WordsOf<AppointmentState>() {
  return kStates;
}

void Book::Apply(const AppointmentHeld& event) {
  Reassign(event.reassigned);
  const auto [found, fresh] = appointments_.emplace(event.appointment.id, event.appointment);
  if (!fresh) {
    ++misfits_;
    return;
  }
  Take(event.appointment.at.assignments);
  holds_.emplace(event.appointment.hold_until_us, event.appointment.id);
}

void Book::Apply(const AppointmentRescheduled& event) {
  Appointment* appointment = Mutable(event.appointment);
  if (appointment == nullptr || !IsLive(appointment->state)) {
    ++misfits_;
    return;
  }
  GiveBack(appointment->at.assignments, board_);
  Reassign(event.reassigned);
  Take(event.at.assignments);
  appointment->at = event.at;
  appointment->revision = event.revision;
}

void Book::Apply(const AppointmentCheckedIn& event) {
  Step({event.appointment, event.revision}, AppointmentState::kCheckedIn);
  if (Appointment* appointment = Mutable(event.appointment)) appointment->ticket = event.ticket;
}

void Book::Step(const AppointmentStep& event, AppointmentState state) {
  Appointment* appointment = Mutable(event.appointment);
  if (appointment == nullptr) {
    ++misfits_;
    return;
  }
  if (appointment->state == AppointmentState::kHeld) {
    holds_.erase({appointment->hold_until_us, appointment->id});
  }
  if (IsLive(appointment->state) && !IsLive(state)) GiveBack(appointment->at.assignments, board_);
  appointment->state = state;
  appointment->revision = event.revision;
}

void Book::Rebind(const Directory& directory, Quantum quantum, int32_t resource_count) {
  directory_ = directory;
  board_ = BusyBoard(quantum, resource_count);
  for (const auto& [id, appointment] : appointments_) {
    if (IsLive(appointment.state)) Take(appointment.at.assignments);
  }
}

const Appointment* Book::Find(AppointmentId id) const {
  const auto found = appointments_.find(id);
  return found == appointments_.end() ? nullptr : &found->second;
}

Appointment* Book::Mutable(AppointmentId id) {
  const auto found = appointments_.find(id);
  return found == appointments_.end() ? nullptr : &found->second;
}

BusyBoard Book::BoardWithout(int64_t now_us, AppointmentId without) const {
  BusyBoard board = board_;
  for (const auto& [deadline_us, id] : holds_) {
    if (deadline_us > now_us) break;
    if (id != without) GiveBack(appointments_.at(id).at.assignments, board);
  }
  const Appointment* own = Find(without);
  if (own != nullptr && IsLive(own->state)) GiveBack(own->at.assignments, board);
  return board;
}

void Book::RebuildHolds() {
  holds_.clear();
  for (const auto& [id, appointment] : appointments_) {
    if (appointment.state == AppointmentState::kHeld) holds_.emplace(appointment.hold_until_us, id);
  }
}

// All give back first: two appointments may exchange their resources.
void Book::Reassign(const std::vector<Reassignment>& reassigned) {
  for (const Reassignment& change : reassigned) {
    if (const Appointment* other = Find(change.appointment))
      GiveBack(other->at.assignments, board_);
  }
  for (const Reassignment& change : reassigned) {
    Appointment* other = Mutable(change.appointment);
    if (other == nullptr) {
      ++misfits_;
      continue;
    }
    other->at.assignments = change.assignments;
    Take(change.assignments);
  }
}

// A resource that the document no longer has keeps its assignment in the book, off the board.
void Book::Take(const std::vector<Assignment>& assignments) {
  for (const Assignment& assignment : assignments) {
    const ResourceIndex resource = directory_.Find(assignment.resource);
    if (!resource.valid()) continue;
    if (!board_.Mark(assignment.day, resource.value, SpanOf(assignment, board_.quantum())))
      ++misfits_;
  }
}

void Book::GiveBack(const std::vector<Assignment>& assignments, BusyBoard& board) const {
  for (const Assignment& assignment : assignments) {
    const ResourceIndex resource = directory_.Find(assignment.resource);
    if (!resource.valid()) continue;
    static_cast<void>(
        board.Unmark(assignment.day, resource.value, SpanOf(assignment, board.quantum())));
  }
}

}  // namespace vuoro
