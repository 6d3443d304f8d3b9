// How the queue room is asked from within a decision, and what its facts do to appointments.
#ifndef VUORO_SRC_ENGINE_QUEUE_CALLS_H_
#define VUORO_SRC_ENGINE_QUEUE_CALLS_H_

#include <utility>
#include <variant>
#include <vector>

#include "engine/core.h"

namespace vuoro {

// The queue's decision on `request` in the present state.
template <class Request>
Facts DecideOnQueue(const Deciding& deciding, const Request& request) {
  const QueueContext context{deciding.supply->network(),
                             deciding.supply->directory(),
                             deciding.state.routes(),
                             deciding.state.hours(),
                             deciding.ids,
                             Instant{deciding.now_us}};
  return Decide(deciding.state.lines(), context, request);
}

// Adds queue facts behind the others, as events.
inline void Append(const QueueEvents& facts, std::vector<Event>* events) {
  for (const QueueEvent& fact : facts) {
    std::visit([&](const auto& value) { events->emplace_back(value); }, fact);
  }
}

// What queue facts mean for the appointments whose tickets they are about.
std::vector<Event> AppointmentSteps(const State& state, const QueueEvents& facts);

}  // namespace vuoro

#endif  // VUORO_SRC_ENGINE_QUEUE_CALLS_H_
