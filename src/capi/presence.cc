// Presence: a plan's visits against what agencies have agreed to.
#include "vuoro/config/presence.h"

#include <utility>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

absl::StatusOr<std::shared_ptr<PresenceHolder>> CountVisits(vuoro_session* session,
                                                            const vuoro_plan* plan,
                                                            int32_t monday_ymd) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
  const int32_t ymd = monday_ymd == 0 ? holder->plan.from_ymd : monday_ymd;
  const auto date = ymd < 0 ? std::nullopt : Date::Checked(ymd / 10000, ymd / 100 % 100, ymd % 100);
  if (!date.has_value()) {
    return AtPath(Fail(Reason::kBadArgument, "{} is no date", ymd), "monday_ymd");
  }
  VUORO_RETURN_IF_ERROR(Require(self->access, Right::kReadOffer));
  const auto supply = self->engine->CurrentSupply();
  if (supply == nullptr) return Fail(Reason::kNoNetwork, "no network document has been loaded");
  VUORO_ASSIGN_OR_RETURN(const std::vector<Presence> all,
                         PresenceOf(supply->network(), holder->plan, *date));
  auto out = std::make_shared<PresenceHolder>();
  for (const Presence& presence : all) {
    vuoro_presence& row = out->rows.emplace_back();
    row.visits = presence.visits;
    row.agency = supply->directory().IdOf(presence.agency).value;
    row.office = supply->directory().IdOf(presence.office).value;
    row.min_visits = presence.min_visits;
    row.max_visits = presence.max_visits;
    row.minutes = presence.minutes;
    row.asked_min = presence.asked_min;
    row.absent_min = presence.absent_min;
  }
  return out;
}

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_plan_presence(vuoro_session* session, const vuoro_plan* plan, int32_t monday_ymd,
                                 vuoro_presences** out) {
  return Open(out, [&] { return CountVisits(session, plan, monday_ymd); });
}

size_t vuoro_presences_count(const vuoro_presences* presences) {
  return Count(presences, [](const PresenceHolder& holder) { return holder.rows.size(); });
}

vuoro_status vuoro_presences_copy(const vuoro_presences* presences, size_t first, size_t count,
                                  vuoro_presence* out, size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(presences));
    return CopyBulk(holder->rows, first, count, out, stride,
                    [](const vuoro_presence& row) { return row; });
  });
}

void vuoro_presences_free(vuoro_presences* presences) { Close(presences); }
