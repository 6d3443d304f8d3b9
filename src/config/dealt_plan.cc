// Duties by key into duties by position, each whole or refused.
#include "vuoro/config/dealt_plan.h"

#include <map>
#include <string>

#include "vuoro/base/status.h"
#include "vuoro/planning/deal.h"

namespace vuoro {
namespace {

class DutyReader {
 public:
  DutyReader(const Network& network, const PlanningProblem& made)
      : day_from_min_(network.planning.day_from_min), problem_(made.problem) {
    for (size_t e = 0; e < made.officials.size(); ++e) {
      officials_[network.at(made.officials[e]).key] = static_cast<int>(e);
    }
    for (size_t o = 0; o < network.offices.size(); ++o) {
      offices_[network.offices[o].key] = static_cast<int>(o);
    }
  }

  // The duty as a visit that serves nobody yet, on its day of the problem's first week.
  template <class Duty>
  absl::StatusOr<planning::Visit> Read(const Duty& duty, const std::string& path) const {
    planning::Visit out;
    VUORO_ASSIGN_OR_RETURN(out.official,
                           Find(officials_, duty.person, "official", path + "/person"));
    VUORO_ASSIGN_OR_RETURN(out.office, Find(offices_, duty.office, "office", path + "/office"));
    out.day = duty.weekday;
    const int from = duty.from_min - day_from_min_;
    const int to = duty.to_min - day_from_min_;
    out.start = from / kPlanningSlotMin;
    out.end = to / kPlanningSlotMin;
    const bool whole = from >= 0 && from % kPlanningSlotMin == 0 && to % kPlanningSlotMin == 0;
    if (!whole || out.start >= out.end || out.end > problem_.slots_per_day || out.day < 0 ||
        out.day >= kPlanningDays) {
      return AtPath(Fail(Reason::kBadPlan,
                         "weekday {}, minutes {} to {} are no half hours of the days planned",
                         duty.weekday, duty.from_min, duty.to_min),
                    path);
    }
    return out;
  }

 private:
  using Positions = std::map<std::string, int>;
  static absl::StatusOr<int> Find(const Positions& positions, const std::string& key,
                                  std::string_view what, const std::string& path) {
    const auto found = positions.find(key);
    if (found != positions.end()) return found->second;
    return AtPath(Fail(Reason::kBadPlan, "\"{}\" is no {} of this week", key, what), path);
  }

  const int day_from_min_;
  const planning::Problem& problem_;
  Positions officials_;
  Positions offices_;
};

}  // namespace

absl::StatusOr<planning::Plan> MakeDealtPlan(const Network& network, const PlanningProblem& made,
                                             const WeekPlan& plan) {
  const DutyReader reader(network, made);
  planning::Duties duties;
  // Calls `add` with the first day of each week of the problem that has the duty.
  const auto repeat = [&](const auto& duty, const auto& add) {
    for (int week = 0; week < made.problem.weeks; ++week) {
      if (WeekOfCycle(plan, made.monday.AddDays(7 * week)) == duty.week) add(week * kPlanningDays);
    }
  };
  for (size_t i = 0; i < plan.field.size(); ++i) {
    VUORO_ASSIGN_OR_RETURN(const planning::Visit visit,
                           reader.Read(plan.field[i], fmt::format("/field/{}", i)));
    repeat(plan.field[i], [&](int first) {
      duties.visits.push_back(visit);
      duties.visits.back().day += first;
    });
  }
  for (size_t i = 0; i < plan.video.size(); ++i) {
    VUORO_ASSIGN_OR_RETURN(const planning::Visit duty,
                           reader.Read(plan.video[i], fmt::format("/video/{}", i)));
    repeat(plan.video[i], [&](int first) {
      for (int q = duty.start; q < duty.end; ++q) {
        duties.video.push_back({duty.official, duty.office, first + duty.day, q});
      }
    });
  }
  return planning::Deal(made.problem, duties);
}

}  // namespace vuoro
