// Who may do what: roles, scopes and actors of sessions on an engine.
//
// Inside one process this guards against mistakes, not against whoever holds the file.
#ifndef VUORO_ENGINE_ACCESS_H_
#define VUORO_ENGINE_ACCESS_H_

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "vuoro/base/ids.h"
#include "vuoro/model/words.h"

namespace vuoro {

// Numbers are frozen: they cross the C ABI.
enum class Role : uint8_t {
  kAdmin = 0,
  kPlanner = 1,
  kCounter = 2,
  kCallCentre = 3,
  kPortal = 4,
  kKiosk = 5,
  kDisplay = 6,
};
template <>
std::span<const std::string_view> WordsOf<Role>();

// What a call needs the right for.
enum class Right : uint8_t {
  kReadOffer,       // search, look up ids, local time, waits
  kReadPublicView,  // the numbers on a display
  kReadAppointments,
  kReadTickets,       // tickets with their services, counter sessions
  kReadEvents,        // the whole journal
  kReadPublicEvents,  // calls of tickets only
  kBook,              // hold, confirm, reschedule, cancel
  kCheckIn,
  kServeAppointment,  // start, finish, no-show
  kIssueTicket,
  kLeaveQueue,   // a customer gives a ticket back
  kWorkCounter,  // sessions, calling, serving, transferring
  kSteerQueue,   // stop and resume issuing, close the day
  kPlan,         // plan jobs; saving, sending, answering and publishing plans
  kOverride,     // publishing a plan that an agency has not accepted
  kAdminister,   // load networks, snapshots, verification
};

// What a session was opened for. An empty scope is the whole network.
struct Access {
  Role role = Role::kDisplay;
  AgencyId agency;
  OfficeId office;
  std::string actor;  // opaque, recorded with every event; no personal data
};

bool Allows(Role role, Right right);

// Errors: permission_denied.
absl::Status Require(const Access& access, Right right);
// What a call touches, against the session's scope; 0 where it does not apply. Errors:
// out_of_scope.
absl::Status RequireScope(const Access& access, AgencyId agency, OfficeId office);
// The same for what concerns an agency wherever it is, or, with 0, all agencies: a session of one
// office is refused, and without `agency` every session that has a scope. Errors: out_of_scope.
absl::Status RequireWholeScope(const Access& access, AgencyId agency);

}  // namespace vuoro

#endif  // VUORO_ENGINE_ACCESS_H_
