// The steps of appointments that follow from queue facts.
#include "engine/queue_calls.h"

#include <algorithm>

namespace vuoro {
namespace {

template <class Step>
void AddStep(const State& state, AppointmentId id, std::initializer_list<AppointmentState> from,
             std::vector<Event>* events) {
  const Appointment* appointment = id ? state.book().Find(id) : nullptr;
  if (appointment == nullptr) return;
  if (std::find(from.begin(), from.end(), appointment->state) == from.end()) return;
  Step step;
  step.appointment = id;
  step.revision = appointment->revision + 1;
  events->push_back(step);
}

}  // namespace

std::vector<Event> AppointmentSteps(const State& state, const QueueEvents& facts) {
  std::vector<Event> events;
  for (const QueueEvent& fact : facts) {
    std::visit(
        [&](const auto& value) {
          using T = std::decay_t<decltype(value)>;
          if constexpr (requires { value.ticket; }) {
            const Ticket* ticket = state.lines().Find(value.ticket);
            const AppointmentId id = ticket == nullptr ? AppointmentId() : ticket->appointment;
            if constexpr (std::is_same_v<T, TicketServing>) {
              AddStep<AppointmentStarted>(state, id, {AppointmentState::kCheckedIn}, &events);
            } else if constexpr (std::is_same_v<T, TicketFinished>) {
              AddStep<AppointmentFulfilled>(state, id, {AppointmentState::kInService}, &events);
            } else if constexpr (std::is_same_v<T, TicketNoShow>) {
              AddStep<AppointmentNoShow>(state, id, {AppointmentState::kCheckedIn}, &events);
            } else if constexpr (std::is_same_v<T, TicketLeft> ||
                                 std::is_same_v<T, TicketDismissed>) {
              AddStep<AppointmentCancelled>(state, id, {AppointmentState::kCheckedIn}, &events);
            }
          }
        },
        fact);
  }
  return events;
}

}  // namespace vuoro
