// Sessions: who calls, and what rides with a command.
#include <utility>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

constexpr uint32_t kRoles = VUORO_ROLE_DISPLAY + 1;

absl::StatusOr<Access> ReadAccess(const vuoro_session_options* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_session_options options, Read(from, "options"));
  VUORO_RETURN_IF_ERROR(CheckReserved(0, options.reserved));
  Access access;
  VUORO_ASSIGN_OR_RETURN(access.role, ReadEnum<Role>(options.role, kRoles, "role"));
  VUORO_ASSIGN_OR_RETURN(access.actor, ReadText(options.actor, kMaxActorBytes, "actor"));
  access.agency = AgencyId{options.agency};
  access.office = OfficeId{options.office};
  return access;
}

}  // namespace

absl::StatusOr<CommandOptions> ReadCommand(const vuoro_command* from) {
  CommandOptions options;
  if (from == nullptr) return options;
  VUORO_ASSIGN_OR_RETURN(const vuoro_command command, Read(from, "command"));
  VUORO_RETURN_IF_ERROR(CheckReserved(0, command.reserved));
  VUORO_ASSIGN_OR_RETURN(options.key, ReadText(command.key, kMaxKeyBytes, "key"));
  options.timeout_ms = command.timeout_ms;
  return options;
}

}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_session_open(vuoro_engine* engine, const vuoro_session_options* options,
                                vuoro_session** out) {
  return Open(out, [&]() -> absl::StatusOr<std::shared_ptr<Session>> {
    VUORO_ASSIGN_OR_RETURN(auto found, Find(engine));
    VUORO_ASSIGN_OR_RETURN(auto access, ReadAccess(options));
    return std::make_shared<Session>(Session{std::move(found), std::move(access)});
  });
}

void vuoro_session_close(vuoro_session* session) { Close(session); }
