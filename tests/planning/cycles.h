// Weeks repeated to cycles: a week's problem, and its plan, as those of several weeks.
#ifndef VUORO_TESTS_PLANNING_CYCLES_H_
#define VUORO_TESTS_PLANNING_CYCLES_H_

#include <cstddef>
#include <vector>

#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

template <class T>
std::vector<T> RepeatedList(const std::vector<T>& week, int weeks) {
  std::vector<T> out;
  for (int w = 0; w < weeks; ++w) out.insert(out.end(), week.begin(), week.end());
  return out;
}

// REQUIRES: `week` is of one week.
inline Problem Repeated(const Problem& week, int weeks) {
  Problem p = week;
  p.weeks = weeks;
  p.days = week.days * weeks;
  for (auto& language : p.interpreters) language = RepeatedList(language, weeks);
  for (Office& office : p.offices) office.open = RepeatedList(office.open, weeks);
  for (Official& official : p.officials) {
    official.field = RepeatedList(official.field, weeks);
    official.remote = RepeatedList(official.remote, weeks);
  }
  for (Agreement& g : p.agreements) {
    g.min_visits *= weeks;
    g.max_visits *= weeks;
    const std::vector<int> days = g.weekdays;
    for (int w = 1; w < weeks; ++w) {
      for (int d : days) g.weekdays.push_back(d + w * week.days);
    }
  }
  for (DemandLine& line : p.demand) line.slots *= weeks;
  return p;
}

inline Plan Repeated(const Plan& week, int days, int weeks) {
  Plan plan;
  for (int w = 0; w < weeks; ++w) {
    for (Visit visit : week.visits) {
      visit.day += w * days;
      plan.visits.push_back(visit);
    }
    for (VideoCall call : week.video) {
      call.day += w * days;
      plan.video.push_back(call);
    }
  }
  return plan;
}

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_PLANNING_CYCLES_H_
