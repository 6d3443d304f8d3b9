// Typed ids over one number space for all kinds; 0 is "none" and every id is below 2^53.
//
// An id is an incarnation (drawn from entropy at each opening, 24 bits) and a counter within it
// (29 bits), so two machines, or a disk restored from an old copy, never make the same id.
#ifndef VUORO_BASE_IDS_H_
#define VUORO_BASE_IDS_H_

#include <compare>
#include <cstdint>
#include <functional>

namespace vuoro {

inline constexpr int kIdCounterBits = 29;
inline constexpr int kIncarnationBits = 24;
inline constexpr int64_t kIdLimit = int64_t{1} << (kIdCounterBits + kIncarnationBits);  // 2^53

template <class Tag>
struct TypedId {
  int64_t value = 0;

  constexpr bool valid() const { return value > 0 && value < kIdLimit; }
  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(TypedId, TypedId) = default;
};

using AgencyId = TypedId<struct AgencyTag>;
using OfficeId = TypedId<struct OfficeTag>;
using ServiceId = TypedId<struct ServiceTag>;
using OfferId = TypedId<struct OfferTag>;
using ResourceId =
    TypedId<struct ResourceTag>;  // counter, booth, room, terminal, official, advisor, interpreter
using QueueId = TypedId<struct QueueTag>;
using AppointmentId = TypedId<struct AppointmentTag>;
using TicketId = TypedId<struct TicketTag>;
using CounterSessionId = TypedId<struct CounterSessionTag>;
using PlanId = TypedId<struct PlanTag>;

}  // namespace vuoro

template <class Tag>
struct std::hash<vuoro::TypedId<Tag>> {
  size_t operator()(vuoro::TypedId<Tag> id) const noexcept {
    return std::hash<int64_t>{}(id.value);
  }
};

#endif  // VUORO_BASE_IDS_H_
