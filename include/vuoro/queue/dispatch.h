// The order of the line: where a ticket stands, and whom a session calls next.
//
// One key decides: (order_us, sequence), the lower first.
//  - A walk-in's order_us is the instant of issue, but never before a walk-in's that already waits
//    in that queue, so a clock that is set back overtakes nobody.
//  - A checked-in appointment's is max(start, check-in) - appointment_lead_min.
//  - Transferred, parked and put-back tickets keep theirs, or stand as one who arrives now.
//  - A session that gives a queue a head start sees its keys that much earlier.
//  - The tie-break is the sequence of issue.
// Neither office nor channel nor language is read (B1). A free session calls whoever is first even
// if his time has not come: a counter is never idle while somebody waits for it.
//
// Law of bounded delay, with L the queue's lead and H the largest head start by which any other
// queue of the session is ahead of his: nobody who comes later than L + H after a walk-in, or after
// an appointment's own time, is called before him. So his wait is at most that of the line that
// stands before him, plus the work of those who come within L + H.
#ifndef VUORO_QUEUE_DISPATCH_H_
#define VUORO_QUEUE_DISPATCH_H_

#include <cstdint>
#include <span>
#include <vector>

#include "vuoro/base/ids.h"
#include "vuoro/model/directory.h"
#include "vuoro/queue/lines.h"
#include "vuoro/queue/routes.h"
#include "vuoro/queue/ticket.h"
#include "vuoro/time/instant.h"

namespace vuoro {

// The place of one who arrives in `queue` at `now`.
Order ArrivalOrder(const Lines& lines, QueueId queue, Instant now, OrderRule rule);

// The place of one who checks in now for an appointment at `start`.
Order AppointmentOrder(const Lines& lines, Instant start, Instant now, int32_t lead_min);

// The queues that `session` calls from: its profile, or all of its office.
std::vector<ProfileQueue> ProfileOf(const CounterSession& session, const Directory& directory,
                                    const Routes& routes);

// The ticket that a session with `profile` calls next; none when nobody waits. O(queues).
TicketId NextTicket(const Lines& lines, std::span<const ProfileQueue> profile);

}  // namespace vuoro

#endif  // VUORO_QUEUE_DISPATCH_H_
