// Random problems in which every rule binds somewhere, for the tests of explanations.
#ifndef VUORO_TESTS_PLANNING_CROWDED_PROBLEM_H_
#define VUORO_TESTS_PLANNING_CROWDED_PROBLEM_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

inline size_t At(int position) { return static_cast<size_t>(position); }

// Two agencies, three offices, five officials, three days of eight slots; every rule binds in some
// of them. Drives need not obey the triangle inequality.
inline Problem CrowdedProblem(uint64_t seed) {
  Random random(seed);
  const auto below = [&](int n) {
    return static_cast<int>(random.Below(static_cast<uint64_t>(n)));
  };
  const auto window = [&](int most_from, int least_to) {
    return Window{below(most_from + 1), least_to + below(8 - least_to + 1)};
  };
  Problem p;
  p.name = "small";
  p.days = 3;
  p.slots_per_day = 8;
  p.min_visit = 2;
  p.max_visit = 3 + below(2);
  p.max_stops = 1 + below(2);
  p.languages = {{"fi", false}, {"sv", false}, {"uk", true}};
  p.interpreters.assign(3, std::vector(3, std::vector(8, 0)));
  for (auto& day : p.interpreters[2]) {
    for (int& on_duty : day) on_duty = below(3) == 0;
  }
  p.agencies = {"kela", "vero"};
  for (int o = 0; o < 3; ++o) {
    Office office{"", below(4) == 0 ? 2 : 1, below(3), {}};
    for (int d = 0; d < 3; ++d) office.open.push_back(below(5) == 0 ? Window{} : window(2, 5));
    p.offices.push_back(std::move(office));
  }
  p.drive_minutes.assign(3, std::vector(3, 0));
  for (size_t a = 0; a < 3; ++a) {
    for (size_t b = 0; b < 3; ++b) {
      if (a != b) p.drive_minutes[a][b] = 10 + below(60);
    }
  }
  for (int e = 0; e < 5; ++e) {
    Official official;
    official.agency = e % 2;
    official.base = below(3);
    official.languages = below(3) == 0 ? std::vector{0, 1} : std::vector{below(4) == 0 ? 1 : 0};
    for (int o = 0; o < 3; ++o) {
      if (below(3) != 0) official.offices.push_back(o);
    }
    for (int d = 0; d < 3; ++d) {
      official.field.push_back(below(4) != 0);
      official.remote.push_back(below(4) == 0 ? Window{} : window(3, 5));
    }
    official.max_field_days = below(4);
    official.max_day = 5 + below(4);
    official.max_week = 6 + below(16);
    p.officials.push_back(std::move(official));
  }
  for (int a = 0; a < 2; ++a) {
    for (int o = 0; o < 3; ++o) {
      if (below(6) == 0) continue;
      Agreement agreement{a, o, 0, below(5), {}};
      for (int d = 0; d < 3; ++d) {
        if (below(4) != 0) agreement.weekdays.push_back(d);
      }
      p.agreements.push_back(std::move(agreement));
    }
  }
  if (below(3) != 0) {
    p.exclusive.push_back({below(3), {0, 1}});
    p.offices[At(p.exclusive[0].office)].desks = 2;
  }
  for (int k = 0; k < 9; ++k) {
    p.demand.push_back({below(2), below(3), below(3), 1 + below(6), below(3) != 0});
  }
  return p;
}

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_PLANNING_CROWDED_PROBLEM_H_
