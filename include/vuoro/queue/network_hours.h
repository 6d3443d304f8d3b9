// When walk-ins are taken, by a network document: the building's hours and the offer's, in the
// office's own time.
#ifndef VUORO_QUEUE_NETWORK_HOURS_H_
#define VUORO_QUEUE_NETWORK_HOURS_H_

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <vector>

#include "vuoro/model/network.h"
#include "vuoro/queue/commands.h"
#include "vuoro/time/zone.h"

namespace vuoro {

// A moment is open for a service by a mode when it lies in the building's hours and in those of the
// offer; for an office as a whole, in the building's. A mobile office is open at its stops; an
// office is closed before `opens_on` and from `closes_on`. An opening is the whole stretch without
// a gap that began on one date, so a night is one opening and a lunch break ends one. Immutable
// after it is made; any thread. O(rules of the two calendars).
class NetworkHours final : public WalkInHours {
 public:
  // `zones` are those of the offices, by position. REQUIRES: `network` outlives this.
  NetworkHours(const Network& network, std::vector<Zone> zones);

  OfficeMoment At(OfficeIndex office, ServiceIndex service, Mode mode, Instant now) const override;

 private:
  const Network& network_;
  std::vector<Zone> zones_;
  absl::flat_hash_map<uint64_t, OfferIndex> offers_;  // by office, service, mode; never iterated
};

}  // namespace vuoro

#endif  // VUORO_QUEUE_NETWORK_HOURS_H_
