// Gives a network's things their stable ids.
#include "vuoro/model/directory.h"

namespace vuoro {
namespace {

constexpr std::array<std::string_view, kEntityKindCount> kKinds = {"agency",   "service", "office",
                                                                   "resource", "offer",   "queue"};

// Calls visit(kind, key) for everything in `network` that has an id, in document order.
template <class Visit>
void ForEachEntity(const Network& network, Visit&& visit) {
  for (const Agency& agency : network.agencies) visit(EntityKind::kAgency, agency.key);
  for (const Service& service : network.services) visit(EntityKind::kService, service.key);
  for (const Office& office : network.offices) visit(EntityKind::kOffice, office.key);
  for (const Resource& resource : network.resources) visit(EntityKind::kResource, resource.key);
  for (const Offer& offer : network.offers) visit(EntityKind::kOffer, offer.key);
  for (const Queue& queue : network.queues) visit(EntityKind::kQueue, queue.key);
}

}  // namespace

template <>
std::span<const std::string_view> WordsOf<EntityKind>() {
  return kKinds;
}

std::string EntityName(EntityKind kind, std::string_view key) {
  std::string name(WordOf(kind));
  name += '/';
  name += key;
  return name;
}

std::vector<std::string> MissingEntities(const Network& network, const EntityIds& ids) {
  std::vector<std::string> missing;
  ForEachEntity(network, [&](EntityKind kind, const std::string& key) {
    std::string name = EntityName(kind, key);
    if (!ids.contains(name)) missing.push_back(std::move(name));
  });
  return missing;
}

Directory::Directory(const Network& network, const EntityIds& ids) {
  ForEachEntity(network, [&](EntityKind kind, const std::string& key) {
    auto& of_kind = ids_[static_cast<size_t>(kind)];
    const auto found = ids.find(EntityName(kind, key));
    const int64_t id = found == ids.end() ? 0 : found->second;
    positions_[id] = {kind, static_cast<int32_t>(of_kind.size())};
    of_kind.push_back(id);
  });
}

}  // namespace vuoro
