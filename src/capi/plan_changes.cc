// Two plans compared, with the ids of their people and offices.
#include <utility>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

absl::StatusOr<std::shared_ptr<PlanChangesHolder>> Compare(const vuoro_plan* before,
                                                           const vuoro_plan* after) {
  auto holder = std::make_shared<PlanChangesHolder>();
  VUORO_ASSIGN_OR_RETURN(holder->before, Find(before));
  VUORO_ASSIGN_OR_RETURN(holder->after, Find(after));
  holder->changes = CompareWeekPlans(holder->before->plan, holder->after->plan);
  return holder;
}

// The duty as it was copied out of its plan; null for none.
const vuoro_duty* DutyAt(const PlanHolder& plan, bool video, int32_t position) {
  if (position < 0) return nullptr;
  const size_t first = video ? plan.plan.field.size() : 0;
  return &plan.duties[first + static_cast<size_t>(position)];
}

vuoro_duty_change ToC(const PlanChangesHolder& holder, const DutyChange& from) {
  const vuoro_duty* before = DutyAt(*holder.before, from.video, from.before);
  const vuoro_duty* after = DutyAt(*holder.after, from.video, from.after);
  const vuoro_duty& either = after != nullptr ? *after : *before;
  vuoro_duty_change change{};
  change.kind = static_cast<uint32_t>(from.kind);
  change.person = either.person;
  change.office = either.office;
  change.video = from.video ? 1 : 0;
  change.weekday_before = before != nullptr ? before->weekday : -1;
  change.from_min_before = before != nullptr ? before->from_min : -1;
  change.to_min_before = before != nullptr ? before->to_min : -1;
  change.weekday_after = after != nullptr ? after->weekday : -1;
  change.from_min_after = after != nullptr ? after->from_min : -1;
  change.to_min_after = after != nullptr ? after->to_min : -1;
  change.week_before = before != nullptr ? before->week : -1;
  change.week_after = after != nullptr ? after->week : -1;
  return change;
}

vuoro_plan_difference ToC(const WeekPlanChanges& from) {
  vuoro_plan_difference difference{};
  difference.cost = from.cost;
  difference.visits_kept = from.field.kept;
  difference.visits_added = from.field.added;
  difference.visits_removed = from.field.removed;
  difference.visits_moved = from.field.moved;
  difference.video_kept = from.video.kept;
  difference.video_added = from.video.added;
  difference.video_removed = from.video.removed;
  difference.video_moved = from.video.moved;
  difference.cents = from.cents;
  return difference;
}

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_plan_compare(const vuoro_plan* before, const vuoro_plan* after,
                                vuoro_plan_changes** out) {
  return Open(out, [&] { return Compare(before, after); });
}

vuoro_status vuoro_plan_changes_sum(const vuoro_plan_changes* changes, vuoro_plan_difference* out) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(changes));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    Write(ToC(holder->changes), out);
    return absl::OkStatus();
  });
}

size_t vuoro_plan_changes_count(const vuoro_plan_changes* changes) {
  return Count(changes,
               [](const PlanChangesHolder& holder) { return holder.changes.changes.size(); });
}

vuoro_status vuoro_plan_changes_copy(const vuoro_plan_changes* changes, size_t first, size_t count,
                                     vuoro_duty_change* out, size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(changes));
    return CopyBulk(holder->changes.changes, first, count, out, stride,
                    [&](const vuoro::DutyChange& change) { return ToC(*holder, change); });
  });
}

void vuoro_plan_changes_free(vuoro_plan_changes* changes) { Close(changes); }
