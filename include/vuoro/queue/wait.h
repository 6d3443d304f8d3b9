// How long a ticket will wait: roll-outs of the exact dispatch order from the present state.
//
// Each roll-out plays the open counter sessions forward over everybody who waits: whoever is free
// first calls by the order of vuoro/queue/dispatch.h. Service times are drawn around the durations
// of the network document with the spread of a gamma distribution of shape 2 (its 32 mid-quantiles,
// as integers). Not in it: those who have not come yet, pauses that begin later, people who leave
// unseen, and anything learned from past days. Integers only; the same state, query and seed give
// the same answer anywhere.
#ifndef VUORO_QUEUE_WAIT_H_
#define VUORO_QUEUE_WAIT_H_

#include <absl/status/statusor.h>

#include <cstdint>

#include "vuoro/base/ids.h"
#include "vuoro/model/directory.h"
#include "vuoro/model/network.h"
#include "vuoro/queue/lines.h"
#include "vuoro/queue/routes.h"
#include "vuoro/time/instant.h"

namespace vuoro {

inline constexpr int32_t kMaxRollouts = 10'000;
// For a service whose duration by its mode the document does not give.
inline constexpr int64_t kUnknownServiceSeconds = 600;

struct WaitQuery {
  TicketId ticket = {};  // a waiting ticket; none: as if issued now in `queue`
  QueueId queue = {};    // read only without a ticket
  int32_t rollouts = 200;
  uint64_t seed = 1;
};

struct WaitEstimate {
  int32_t ahead = 0;    // those who stand before it in its own queue
  bool served = false;  // false: no open session calls from this queue, the times are unknown and 0
  int64_t p50_s = 0;    // from now until it is called: half of all roll-outs at most this long
  int64_t p90_s = 0;
};

// Errors: `unknown_id`, `wrong_state` (the ticket does not wait), `bad_argument` (rollouts outside
// 1..kMaxRollouts). O(rollouts * tickets ahead * queues of a session).
absl::StatusOr<WaitEstimate> EstimateWait(const Lines& lines, const Network& network,
                                          const Directory& directory, const Routes& routes,
                                          Instant now, const WaitQuery& query);

// The service time of the ticket with `sequence` in one roll-out. It depends on the ticket, not on
// when it is drawn, so one more person in front never shortens a wait in a common line (B6).
int64_t RolloutServiceSeconds(uint64_t seed, int32_t rollout, int64_t sequence, int64_t mean_s);

}  // namespace vuoro

#endif  // VUORO_QUEUE_WAIT_H_
