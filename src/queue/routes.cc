// Makes the look-up tables of a network's queues.
#include "vuoro/queue/routes.h"

#include <algorithm>

namespace vuoro {
namespace {

uint64_t KeyOf(OfficeIndex office, ServiceIndex service, int mode) {
  return (static_cast<uint64_t>(office.value) << 32 | static_cast<uint64_t>(service.value) << 4) |
         static_cast<uint64_t>(mode);
}

}  // namespace

bool StandsIn(const Queue& queue, OfficeIndex office) {
  return std::find(queue.offices.begin(), queue.offices.end(), office) != queue.offices.end();
}

bool Covers(const Network& network, const Queue& queue, ServiceIndex service) {
  if (queue.services.empty()) return network.at(service).agency == queue.agency;
  return std::find(queue.services.begin(), queue.services.end(), service) != queue.services.end();
}

bool IsPrivate(const Network& network, const Queue& queue, ServiceIndex service) {
  if (queue.private_queue) return true;
  if (queue.agency && network.at(queue.agency).private_queues) return true;
  if (!service) return false;
  const Service& of = network.at(service);
  return of.private_queue || (of.agency && network.at(of.agency).private_queues);
}

Routes::Routes(const Network& network) {
  by_office_.resize(network.offices.size());
  for (size_t o = 0; o < network.offices.size(); ++o) neutral_.emplace_back(o);
  for (size_t q = 0; q < network.queues.size(); ++q) {
    const Queue& queue = network.queues[q];
    for (const OfficeIndex office : queue.offices) {
      by_office_[office.position()].push_back(QueueIndex(q));
      // Two groups of offices that a queue joins count under the lower of their heads.
      const OfficeIndex a = neutral_[queue.offices.front().position()];
      const OfficeIndex b = neutral_[office.position()];
      for (OfficeIndex& head : neutral_) {
        if (head == std::max(a, b)) head = std::min(a, b);
      }
      for (size_t s = 0; s < network.services.size(); ++s) {
        if (!Covers(network, queue, ServiceIndex(s))) continue;
        covering_.try_emplace(KeyOf(office, ServiceIndex(s), 0), QueueIndex(q));
      }
    }
  }
  for (const Offer& offer : network.offers) {
    if (!offer.walk_in || !offer.queue) continue;
    walk_in_.try_emplace(KeyOf(offer.office, offer.service, static_cast<int>(offer.mode)),
                         Entry{offer.queue, offer.performer});
  }
}

QueueIndex Routes::WalkInQueue(OfficeIndex office, ServiceIndex service, Mode mode) const {
  const auto found = walk_in_.find(KeyOf(office, service, static_cast<int>(mode)));
  return found == walk_in_.end() ? QueueIndex() : found->second.queue;
}

QueueIndex Routes::AppointmentQueue(OfficeIndex office, ServiceIndex service, Mode mode) const {
  if (const QueueIndex queue = WalkInQueue(office, service, mode)) return queue;
  for (int other = 0; other < kModeCount; ++other) {
    const QueueIndex queue = WalkInQueue(office, service, static_cast<Mode>(other));
    if (queue) return queue;
  }
  const auto found = covering_.find(KeyOf(office, service, 0));
  return found == covering_.end() ? QueueIndex() : found->second;
}

const Performer* Routes::PerformerOf(OfficeIndex office, ServiceIndex service, Mode mode) const {
  const auto found = walk_in_.find(KeyOf(office, service, static_cast<int>(mode)));
  return found == walk_in_.end() ? nullptr : &found->second.performer;
}

std::span<const QueueIndex> Routes::QueuesOf(OfficeIndex office) const {
  if (!office || office.position() >= by_office_.size()) return {};
  return by_office_[office.position()];
}

OfficeIndex Routes::NeutralOffice(OfficeIndex office) const { return neutral_[office.position()]; }

}  // namespace vuoro
