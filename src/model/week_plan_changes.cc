// Matches the duties of two plans.
#include "vuoro/model/week_plan_changes.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace vuoro {
namespace {

// One person's duties in one office that only one of the plans has, by time.
struct Left {
  std::vector<int32_t> before;
  std::vector<int32_t> after;
};

template <class Duty>
std::vector<int32_t> Sorted(const std::vector<Duty>& duties) {
  std::vector<int32_t> order(duties.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int32_t a, int32_t b) {
    return duties[static_cast<size_t>(a)] < duties[static_cast<size_t>(b)];
  });
  return order;
}

template <class Duty>
void Compare(const std::vector<Duty>& before, const std::vector<Duty>& after, bool video,
             DutyCounts& counts, std::vector<DutyChange>& changes) {
  std::map<std::pair<std::string, std::string>, Left> left;
  const std::vector<int32_t> old_order = Sorted(before);
  const std::vector<int32_t> new_order = Sorted(after);
  size_t i = 0;
  size_t j = 0;
  const auto old_at = [&]() -> const Duty& { return before[static_cast<size_t>(old_order[i])]; };
  const auto new_at = [&]() -> const Duty& { return after[static_cast<size_t>(new_order[j])]; };
  while (i < old_order.size() || j < new_order.size()) {
    if (j == new_order.size() || (i < old_order.size() && old_at() < new_at())) {
      left[{old_at().person, old_at().office}].before.push_back(old_order[i]);
      ++i;
    } else if (i == old_order.size() || new_at() < old_at()) {
      left[{new_at().person, new_at().office}].after.push_back(new_order[j]);
      ++j;
    } else {
      ++counts.kept;
      ++i;
      ++j;
    }
  }
  for (const auto& [who, rest] : left) {
    const size_t pairs = std::min(rest.before.size(), rest.after.size());
    for (size_t k = 0; k < std::max(rest.before.size(), rest.after.size()); ++k) {
      DutyChange& change = changes.emplace_back();
      change.video = video;
      if (k < rest.before.size()) change.before = rest.before[k];
      if (k < rest.after.size()) change.after = rest.after[k];
      change.kind = k < pairs                ? DutyChangeKind::kMoved
                    : k < rest.before.size() ? DutyChangeKind::kRemoved
                                             : DutyChangeKind::kAdded;
      ++(change.kind == DutyChangeKind::kMoved     ? counts.moved
         : change.kind == DutyChangeKind::kRemoved ? counts.removed
                                                   : counts.added);
    }
  }
}

}  // namespace

WeekPlanChanges CompareWeekPlans(const WeekPlan& before, const WeekPlan& after) {
  WeekPlanChanges out;
  out.cost = after.cost - before.cost;
  Compare(before.field, after.field, false, out.field, out.changes);
  Compare(before.video, after.video, true, out.video, out.changes);
  return out;
}

}  // namespace vuoro
