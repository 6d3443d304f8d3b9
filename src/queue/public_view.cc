// Takes from the lines what a display may show.
#include "vuoro/queue/public_view.h"

#include <algorithm>

namespace vuoro {

std::vector<PublicCall> PublicCalls(const Lines& lines, OfficeId office, size_t max_count) {
  std::vector<PublicCall> calls;
  for (const auto& [id, session] : lines.sessions()) {
    const Ticket* ticket = session.office == office ? lines.Find(session.ticket) : nullptr;
    if (ticket == nullptr) continue;
    calls.push_back({.label = ticket->label,
                     .counter = ticket->counter,
                     .state = ticket->state,
                     .called_us = ticket->called_us});
  }
  std::sort(calls.begin(), calls.end(), [](const PublicCall& a, const PublicCall& b) {
    return a.called_us != b.called_us ? a.called_us > b.called_us : a.counter < b.counter;
  });
  if (calls.size() > max_count) calls.resize(max_count);
  return calls;
}

}  // namespace vuoro
