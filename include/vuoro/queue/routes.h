// Which queue a service's tickets wait in, which queues an office calls from, and where private
// numbers are counted: look-ups that are made once per network document.
#ifndef VUORO_QUEUE_ROUTES_H_
#define VUORO_QUEUE_ROUTES_H_

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <span>
#include <vector>

#include "vuoro/model/network.h"

namespace vuoro {

// Immutable; any thread. Positions are those of the network it was made from.
class Routes {
 public:
  Routes() = default;
  explicit Routes(const Network& network);

  // Where a walk-in for `service` by `mode` waits; none where no offer takes walk-ins.
  QueueIndex WalkInQueue(OfficeIndex office, ServiceIndex service, Mode mode) const;
  // Where a checked-in appointment waits: with the walk-ins of its mode, else of any mode, else in
  // the office's first queue that covers the service; none if there is no such queue.
  QueueIndex AppointmentQueue(OfficeIndex office, ServiceIndex service, Mode mode) const;
  // Who gives the service, by the offer that takes walk-ins; null without one.
  const Performer* PerformerOf(OfficeIndex office, ServiceIndex service, Mode mode) const;
  // In document order.
  std::span<const QueueIndex> QueuesOf(OfficeIndex office) const;
  // The office that counts the private numbers of `office`: itself, unless a queue joins offices;
  // then the first of them, so that no waiting room hears one private number for two people.
  OfficeIndex NeutralOffice(OfficeIndex office) const;

 private:
  struct Entry {
    QueueIndex queue;
    Performer performer = Performer::kOfficial;
  };

  // By (office, service, mode); never iterated.
  absl::flat_hash_map<uint64_t, Entry> walk_in_;
  absl::flat_hash_map<uint64_t, QueueIndex> covering_;
  std::vector<std::vector<QueueIndex>> by_office_;
  std::vector<OfficeIndex> neutral_;
};

// True if `queue` stands in `office`, and, for a service, takes it.
bool StandsIn(const Queue& queue, OfficeIndex office);
bool Covers(const Network& network, const Queue& queue, ServiceIndex service);

// K1: the queue's, its agency's or the service's flag; a ticket of one of them is private.
bool IsPrivate(const Network& network, const Queue& queue, ServiceIndex service);

}  // namespace vuoro

#endif  // VUORO_QUEUE_ROUTES_H_
