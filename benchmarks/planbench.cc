// Solves one weekly-plan-1 problem for some seconds and writes the plan; prints progress lines.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "vuoro/base/status.h"
#include "vuoro/planning/planner.h"
#include "vuoro/planning/problem_json.h"

namespace {

using Clock = std::chrono::steady_clock;

int Complain(const absl::Status& status) {
  std::fprintf(stderr, "planbench: %s: %s %s\n", std::string(vuoro::ReasonOf(status)).c_str(),
               vuoro::MessageOf(status).c_str(), vuoro::PathOf(status).c_str());
  return 1;
}

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4 || argc > 7) {
    std::fprintf(stderr,
                 "usage: planbench INSTANCE.json PLAN.json SECONDS [SEED [THREADS [STEPS]]]\n"
                 "With STEPS the budget is steps, whatever the time. Prints `time_s cost bound` "
                 "whenever one of them improves.\n");
    return 2;
  }
  std::ifstream in(argv[1]);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    std::fprintf(stderr, "planbench: cannot read %s\n", argv[1]);
    return 2;
  }
  const Clock::time_point start = Clock::now();
  const auto problem = vuoro::planning::ParseProblem(text);
  if (!problem.ok()) return Complain(problem.status());
  const double seconds = std::atof(argv[3]);

  vuoro::planning::PlannerOptions options;
  options.threads = vuoro::planning::kMaxPlannerThreads;
  if (argc > 4) options.seed = std::strtoull(argv[4], nullptr, 10);
  if (argc > 5) options.threads = std::atoi(argv[5]);
  if (argc > 6) options.steps = std::atoll(argv[6]);
  if (argc <= 6)
    options.gauge = [&] {
      const double used = seconds > 0 ? SecondsSince(start) / seconds : 1;
      return used >= 1 ? vuoro::planning::kGaugeFull
                       : static_cast<int>(used * vuoro::planning::kGaugeFull);
    };
  int64_t cost = -1;
  int64_t bound = -1;
  options.progress = [&](const vuoro::planning::Progress& p) {
    if (p.cost != cost || p.bound != bound) {
      std::printf("%.2f %lld %lld\n", SecondsSince(start), static_cast<long long>(p.cost),
                  static_cast<long long>(p.bound));
      std::fflush(stdout);
    }
    cost = p.cost;
    bound = p.bound;
    return true;
  };
  const auto result = vuoro::planning::Solve(*problem, options);
  if (!result.ok()) return Complain(result.status());
  std::printf("%.2f %lld %lld\n", SecondsSince(start), static_cast<long long>(result->cost.total),
              static_cast<long long>(result->bound));
  std::fprintf(stderr, "steps %lld\n", static_cast<long long>(result->steps));
  std::ofstream out(argv[2]);
  out << vuoro::planning::PlanToJson(result->plan, problem->name);
  out.close();
  if (!out) {
    std::fprintf(stderr, "planbench: cannot write %s\n", argv[2]);
    return 2;
  }
  return 0;
}
