// The stable ids of a network's things: from key to id to position and back.
//
// Ids are given once per (kind, key) and kept for ever, so they survive a reloaded document;
// positions belong to one loaded Network.
#ifndef VUORO_MODEL_DIRECTORY_H_
#define VUORO_MODEL_DIRECTORY_H_

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "vuoro/base/ids.h"
#include "vuoro/model/network.h"

namespace vuoro {

// The kinds of things in a document that have ids; numbers are frozen.
enum class EntityKind : uint8_t {
  kAgency = 0,
  kService = 1,
  kOffice = 2,
  kResource = 3,
  kOffer = 4,
  kQueue = 5
};
inline constexpr int kEntityKindCount = 6;
template <>
std::span<const std::string_view> WordsOf<EntityKind>();

// (kind, key) -> id; part of the journal's state. The text form is "office/helsinki".
using EntityIds = std::map<std::string, int64_t>;

// "office/helsinki".
std::string EntityName(EntityKind kind, std::string_view key);

// The names in document order that `ids` does not know yet; each needs an id before a Directory.
std::vector<std::string> MissingEntities(const Network& network, const EntityIds& ids);

// Immutable; any thread.
class Directory {
 public:
  Directory() = default;
  // REQUIRES: MissingEntities(network, ids) is empty.
  Directory(const Network& network, const EntityIds& ids);

  AgencyId IdOf(AgencyIndex i) const { return {id(EntityKind::kAgency, i.value)}; }
  ServiceId IdOf(ServiceIndex i) const { return {id(EntityKind::kService, i.value)}; }
  OfficeId IdOf(OfficeIndex i) const { return {id(EntityKind::kOffice, i.value)}; }
  ResourceId IdOf(ResourceIndex i) const { return {id(EntityKind::kResource, i.value)}; }
  OfferId IdOf(OfferIndex i) const { return {id(EntityKind::kOffer, i.value)}; }
  QueueId IdOf(QueueIndex i) const { return {id(EntityKind::kQueue, i.value)}; }

  // The position now, or an invalid index if this document no longer has it.
  AgencyIndex Find(AgencyId i) const { return Position<AgencyIndex>(EntityKind::kAgency, i.value); }
  ServiceIndex Find(ServiceId i) const {
    return Position<ServiceIndex>(EntityKind::kService, i.value);
  }
  OfficeIndex Find(OfficeId i) const { return Position<OfficeIndex>(EntityKind::kOffice, i.value); }
  ResourceIndex Find(ResourceId i) const {
    return Position<ResourceIndex>(EntityKind::kResource, i.value);
  }
  OfferIndex Find(OfferId i) const { return Position<OfferIndex>(EntityKind::kOffer, i.value); }
  QueueIndex Find(QueueId i) const { return Position<QueueIndex>(EntityKind::kQueue, i.value); }

 private:
  int64_t id(EntityKind kind, int32_t position) const {
    if (position < 0) return 0;
    return ids_[static_cast<size_t>(kind)][static_cast<size_t>(position)];
  }
  template <class I>
  I Position(EntityKind kind, int64_t id) const {
    const auto found = positions_.find(id);
    if (found == positions_.end() || found->second.first != kind) return I();
    I index;
    index.value = found->second.second;
    return index;
  }

  std::array<std::vector<int64_t>, kEntityKindCount> ids_;
  absl::flat_hash_map<int64_t, std::pair<EntityKind, int32_t>> positions_;
};

}  // namespace vuoro

#endif  // VUORO_MODEL_DIRECTORY_H_
