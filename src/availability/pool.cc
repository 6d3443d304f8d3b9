// Checks requirements where they are made, so that searching may trust them.
#include "vuoro/availability/pool.h"

#include <algorithm>
#include <vector>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

absl::Status CheckPool(const Pool& pool, size_t index, int32_t duration, Quantum quantum) {
  const int32_t day = quantum.day_capacity();
  if (pool.length < 1 || pool.offset < 0 || pool.length > duration ||
      pool.offset > duration - pool.length) {
    return Fail(Reason::kBadArgument, "pool {} serves from {} for {} quanta of a service of {}",
                index, pool.offset, pool.length, duration);
  }
  if (pool.buffer_before < 0 || pool.buffer_before > day || pool.buffer_after < 0 ||
      pool.buffer_after > day) {
    return Fail(Reason::kBadArgument, "pool {} has buffers of {} and {} quanta", index,
                pool.buffer_before, pool.buffer_after);
  }
  if (pool.count < 1) {
    return Fail(Reason::kBadArgument, "pool {} takes {} resources", index, pool.count);
  }
  if (pool.count > kMaxPoolCount) {
    return Fail(Reason::kLimitReached, "pool {} takes {} resources, at most {} are allowed", index,
                pool.count, kMaxPoolCount);
  }
  if (!pool.presence.empty() && pool.presence.size() != pool.resources.size()) {
    return Fail(Reason::kBadArgument, "pool {} has {} resources but {} presence masks", index,
                pool.resources.size(), pool.presence.size());
  }
  for (size_t i = 0; i < pool.resources.size(); ++i) {
    if (pool.resources[i] < 0 || pool.resources[i] >= kMaxResources) {
      return Fail(Reason::kBadArgument, "pool {} names resource {}, outside [0, {})", index,
                  pool.resources[i], kMaxResources);
    }
    if (i > 0 && pool.resources[i - 1] >= pool.resources[i]) {
      return Fail(Reason::kBadArgument, "pool {} lists resource {} out of order", index,
                  pool.resources[i]);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckRequirement(const StartRequirement& requirement, Quantum quantum) {
  if (requirement.duration < 1 || requirement.duration > quantum.day_capacity()) {
    return Fail(Reason::kBadArgument, "a service of {} quanta does not fit a day of {}",
                requirement.duration, quantum.day_capacity());
  }
  if (requirement.pools.size() > static_cast<size_t>(kMaxPools)) {
    return Fail(Reason::kLimitReached, "{} pools for one start, at most {} are allowed",
                requirement.pools.size(), kMaxPools);
  }
  std::vector<int32_t> all;
  for (size_t i = 0; i < requirement.pools.size(); ++i) {
    VUORO_RETURN_IF_ERROR(CheckPool(requirement.pools[i], i, requirement.duration, quantum));
    all.insert(all.end(), requirement.pools[i].resources.begin(),
               requirement.pools[i].resources.end());
  }
  std::sort(all.begin(), all.end());
  const auto twice = std::adjacent_find(all.begin(), all.end());
  if (twice != all.end()) {
    return Fail(Reason::kBadArgument, "resource {} stands in two pools of one start", *twice);
  }
  return absl::OkStatus();
}

}  // namespace vuoro
