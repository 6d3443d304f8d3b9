// Places tickets in the order of their line and finds the first.
#include "vuoro/queue/dispatch.h"

#include <algorithm>

namespace vuoro {

Order ArrivalOrder(const Lines& lines, QueueId queue, Instant now, OrderRule rule) {
  int64_t order_us = now.us;
  const WaitingLine* line = lines.Waiting(queue);
  if (line != nullptr && !line->by_arrival.empty()) {
    order_us = std::max(order_us, line->by_arrival.rbegin()->order_us);
  }
  return {.order_us = order_us, .sequence = lines.next_sequence(), .rule = rule};
}

Order AppointmentOrder(const Lines& lines, Instant start, Instant now, int32_t lead_min) {
  return {.order_us = std::max(start, now).MinusMinutes(lead_min).us,
          .sequence = lines.next_sequence(),
          .rule = OrderRule::kAppointment};
}

std::vector<ProfileQueue> ProfileOf(const CounterSession& session, const Directory& directory,
                                    const Routes& routes) {
  if (!session.profile.empty()) return session.profile;
  std::vector<ProfileQueue> profile;
  for (const QueueIndex queue : routes.QueuesOf(directory.Find(session.office))) {
    profile.push_back({.queue = directory.IdOf(queue)});
  }
  return profile;
}

TicketId NextTicket(const Lines& lines, std::span<const ProfileQueue> profile) {
  LineKey first;
  for (const ProfileQueue& entry : profile) {
    const WaitingLine* line = lines.Waiting(entry.queue);
    const LineKey* head = line == nullptr ? nullptr : line->First();
    if (head == nullptr) continue;
    LineKey key = *head;
    key.order_us -= entry.head_start_min * kSecondsPerMinute * kMicrosPerSecond;
    if (!first.ticket || key < first) first = key;
  }
  return first.ticket;
}

}  // namespace vuoro
