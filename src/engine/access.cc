// The table of roles and rights.
#include "vuoro/engine/access.h"

#include <array>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

constexpr std::array<std::string_view, 7> kRoles = {"admin",  "planner", "counter", "call_centre",
                                                    "portal", "kiosk",   "display"};

constexpr uint32_t Bit(Right right) { return uint32_t{1} << static_cast<int>(right); }

constexpr uint32_t kDisplayRights =
    Bit(Right::kReadOffer) | Bit(Right::kReadPublicView) | Bit(Right::kReadPublicEvents);
constexpr uint32_t kKioskRights =
    kDisplayRights | Bit(Right::kIssueTicket) | Bit(Right::kCheckIn) | Bit(Right::kLeaveQueue);
constexpr uint32_t kPortalRights = kDisplayRights | Bit(Right::kReadAppointments) |
                                   Bit(Right::kBook) | Bit(Right::kCheckIn) |
                                   Bit(Right::kIssueTicket) | Bit(Right::kLeaveQueue);
constexpr uint32_t kCallCentreRights =
    kPortalRights | Bit(Right::kReadTickets) | Bit(Right::kReadEvents);
constexpr uint32_t kCounterRights = kCallCentreRights | Bit(Right::kServeAppointment) |
                                    Bit(Right::kWorkCounter) | Bit(Right::kSteerQueue);
constexpr uint32_t kPlannerRights = kDisplayRights | Bit(Right::kReadAppointments) |
                                    Bit(Right::kReadTickets) | Bit(Right::kReadEvents) |
                                    Bit(Right::kPlan);
constexpr uint32_t kAllRights = ~uint32_t{0};

constexpr std::array<uint32_t, 7> kRights = {kAllRights,        kPlannerRights, kCounterRights,
                                             kCallCentreRights, kPortalRights,  kKioskRights,
                                             kDisplayRights};

constexpr std::array<std::string_view, 16> kRightNames = {"read the offer",
                                                          "read the public view",
                                                          "read appointments",
                                                          "read tickets",
                                                          "read events",
                                                          "read calls",
                                                          "book",
                                                          "check in",
                                                          "serve appointments",
                                                          "issue tickets",
                                                          "leave a queue",
                                                          "work at a counter",
                                                          "steer queues",
                                                          "plan",
                                                          "override agencies",
                                                          "administer"};

}  // namespace

template <>
std::span<const std::string_view> WordsOf<Role>() {
  return kRoles;
}

bool Allows(Role role, Right right) {
  const auto position = static_cast<size_t>(role);
  return position < kRights.size() && (kRights[position] & Bit(right)) != 0;
}

absl::Status Require(const Access& access, Right right) {
  if (Allows(access.role, right)) return absl::OkStatus();
  return Fail(Reason::kPermissionDenied, "role {} may not {}", WordOf(access.role),
              kRightNames[static_cast<size_t>(right)]);
}

absl::Status RequireScope(const Access& access, AgencyId agency, OfficeId office) {
  if (access.agency && agency && access.agency != agency) {
    return Fail(Reason::kOutOfScope, "agency {} is outside this session's scope, agency {}",
                agency.value, access.agency.value);
  }
  if (access.office && office && access.office != office) {
    return Fail(Reason::kOutOfScope, "office {} is outside this session's scope, office {}",
                office.value, access.office.value);
  }
  return absl::OkStatus();
}

absl::Status RequireWholeScope(const Access& access, AgencyId agency) {
  if (access.agency && access.agency != agency) {
    return Fail(Reason::kOutOfScope, "{} is outside this session's scope, agency {}",
                agency ? fmt::format("agency {}", agency.value) : "the whole network",
                access.agency.value);
  }
  if (!access.office) return absl::OkStatus();
  return Fail(Reason::kOutOfScope, "a plan is not for a session of one office, {}",
              access.office.value);
}

}  // namespace vuoro
