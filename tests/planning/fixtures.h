// What the planning tests share: the frozen problems and small random ones.
#ifndef VUORO_TESTS_PLANNING_FIXTURES_H_
#define VUORO_TESTS_PLANNING_FIXTURES_H_

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "vuoro/planning/problem_json.h"

namespace vuoro::planning {

inline std::string ReadText(const std::string& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in) << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline std::string PathTo(const std::string& name) {
  return VUORO_SOURCE_DIR "/tests/planning/data/" + name;
}

inline Problem LoadProblem(const std::string& name) {
  absl::StatusOr<Problem> problem = ParseProblem(ReadText(PathTo(name)));
  EXPECT_TRUE(problem.ok()) << problem.status();
  return problem.ok() ? *std::move(problem) : Problem{};
}

inline Plan LoadPlan(const std::string& name) {
  absl::StatusOr<Plan> plan = ParsePlan(ReadText(PathTo(name)));
  EXPECT_TRUE(plan.ok()) << plan.status();
  return plan.ok() ? *std::move(plan) : Plan{};
}

}  // namespace vuoro::planning

#endif  // VUORO_TESTS_PLANNING_FIXTURES_H_
