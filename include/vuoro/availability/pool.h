// What one start of a service needs: pools of interchangeable resources and when each is needed.
#ifndef VUORO_AVAILABILITY_POOL_H_
#define VUORO_AVAILABILITY_POOL_H_

#include <absl/status/status.h>

#include <cstdint>
#include <span>

#include "vuoro/availability/quantum.h"

namespace vuoro {

inline constexpr int kMaxPools = 16;               // pools of one start
inline constexpr int kMaxPoolCount = 32;           // resources taken from one pool
inline constexpr int32_t kMaxResources = 1 << 20;  // dense resource indices are below this

// `count` different resources out of `resources`, all for the same span of the service.
//
// With s the start, a resource serves during [s + offset, s + offset + length), within the service,
// and is taken during that span widened by the buffers. It must be present while it serves (and in
// the buffers too if `present_in_buffers`) and not busy while it is taken. What a buffer has beyond
// the day's ends is cut off. Buffers of neighbours add up: the one's cleaning, then the other's
// preparing.
// Views only: the caller keeps what the spans point at. All times are quanta.
struct Pool {
  std::span<const int32_t> resources = {};  // ascending
  // One day mask for each of `resources`: when it is where this use needs it; null is not at all.
  // An empty span says that presence does not matter here (a booth stays where it is).
  std::span<const uint64_t* const> presence = {};
  int32_t offset = 0;
  int32_t length = 1;
  int32_t buffer_before = 0;
  int32_t buffer_after = 0;
  int32_t count = 1;
  bool present_in_buffers = false;

  // When a resource serves a start at `start`, when it has to be present, and when it is taken.
  constexpr QuantumSpan Serves(int32_t start) const {
    return {start + offset, start + offset + length};
  }
  constexpr QuantumSpan Padded(int32_t start) const {
    return {start + offset - buffer_before, start + offset + length + buffer_after};
  }
  constexpr QuantumSpan Present(int32_t start) const {
    return present_in_buffers ? Padded(start) : Serves(start);
  }
  constexpr QuantumSpan Taken(int32_t start, Quantum quantum) const {
    const QuantumSpan padded = Padded(start);
    return {padded.begin < 0 ? 0 : padded.begin,
            padded.end > quantum.day_capacity() ? quantum.day_capacity() : padded.end};
  }
};

// A service of `duration` quanta and everything one start of it takes, all or nothing. Pools share
// no resource, so that asking each pool by itself is exact.
struct StartRequirement {
  int32_t duration = 1;  // the office must be open for [s, s + duration)
  std::span<const Pool> pools = {};
};

// OK if `requirement` keeps the rules above and the named limits; otherwise `bad_argument` or
// `limit_reached`, naming the pool. Call it where requirements are made: searching does not repeat
// it. Costs a sort of all candidates.
absl::Status CheckRequirement(const StartRequirement& requirement, Quantum quantum);

}  // namespace vuoro

#endif  // VUORO_AVAILABILITY_POOL_H_
