// What everybody in a waiting room may see and hear: numbers and places, never a service or a
// person (K1).
#ifndef VUORO_QUEUE_PUBLIC_VIEW_H_
#define VUORO_QUEUE_PUBLIC_VIEW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vuoro/base/fields.h"
#include "vuoro/base/ids.h"
#include "vuoro/queue/lines.h"
#include "vuoro/queue/ticket.h"

namespace vuoro {

// One called number. There is no ticket, queue, service, agency or appointment in it: whatever a
// display is given, it cannot show more.
struct PublicCall {
  std::string label = {};
  ResourceId counter = {};  // the place; the host knows its name and route text (K2)
  TicketState state = TicketState::kCalled;  // called or serving
  int64_t called_us = 0;

  friend bool operator==(const PublicCall&, const PublicCall&) = default;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("label", self.label);
    visit("counter", self.counter);
    visit("state", self.state);
    visit("called_us", self.called_us);
  }
};

// The numbers called to and served at the counters of `office`, the last call first; at most
// `max_count`. O(sessions).
std::vector<PublicCall> PublicCalls(const Lines& lines, OfficeId office, size_t max_count);

}  // namespace vuoro

#endif  // VUORO_QUEUE_PUBLIC_VIEW_H_
