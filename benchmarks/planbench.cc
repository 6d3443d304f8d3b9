// Solves one weekly-plan-1 problem for some seconds and writes the plan, from nothing or as the
// smallest change of an older plan; prints progress lines.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

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

constexpr char kUsage[] =
    "usage: planbench INSTANCE.json PLAN.json SECONDS [SEED [THREADS [STEPS]]]\n"
    "                 [--baseline OLD.json] [--disruption FILE] [--problem OUT.json]\n"
    "With STEPS the budget is steps, whatever the time. Prints `time_s cost bound` whenever one "
    "of\n"
    "them improves. With a baseline the cost counts 200 for each visit removed or added; the\n"
    "problem that remains under the disruption is written to OUT.json.\n";

struct Request {
  std::vector<std::string> positional;
  std::string baseline;
  std::string disruption;
  std::string problem_out;
};

bool ReadArguments(int argc, char** argv, Request* out) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    std::string* value = word == "--baseline"     ? &out->baseline
                         : word == "--disruption" ? &out->disruption
                         : word == "--problem"    ? &out->problem_out
                                                  : nullptr;
    if (value == nullptr) {
      out->positional.push_back(word);
    } else if (++i == argc) {
      return false;
    } else {
      *value = argv[i];
    }
  }
  return out->positional.size() >= 3 && out->positional.size() <= 6;
}

bool ReadText(const std::string& path, std::string* out) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  *out = std::move(text).str();
  if (!in) std::fprintf(stderr, "planbench: cannot read %s\n", path.c_str());
  return static_cast<bool>(in);
}

bool WriteText(const std::string& path, const std::string& text) {
  std::ofstream out(path);
  out << text;
  out.close();
  if (!out) std::fprintf(stderr, "planbench: cannot write %s\n", path.c_str());
  return static_cast<bool>(out);
}

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Prints a line when cost or bound is another than before.
class Lines {
 public:
  explicit Lines(Clock::time_point start) : start_(start) {}
  bool Show(const vuoro::planning::Progress& p) {
    if (p.cost != cost_ || p.bound != bound_) Print(p.cost, p.bound);
    cost_ = p.cost;
    bound_ = p.bound;
    return true;
  }
  void Print(int64_t cost, int64_t bound) const {
    std::printf("%.2f %lld %lld\n", SecondsSince(start_), static_cast<long long>(cost),
                static_cast<long long>(bound));
    std::fflush(stdout);
  }

 private:
  const Clock::time_point start_;
  int64_t cost_ = -1;
  int64_t bound_ = -1;
};

// The baseline into the options, and the disruption into the problem.
absl::Status Disrupt(const std::string& baseline, const std::string& disruption,
                     vuoro::planning::Problem* problem, vuoro::planning::PlannerOptions* options) {
  using namespace vuoro::planning;
  if (!baseline.empty()) {
    VUORO_ASSIGN_OR_RETURN(options->baseline, ParsePlan(baseline));
  }
  if (!disruption.empty()) {
    VUORO_ASSIGN_OR_RETURN(const Disruption lost, ParseDisruption(disruption));
    VUORO_ASSIGN_OR_RETURN(*problem, Apply(*problem, lost, options->baseline.value_or(Plan{})));
  }
  return absl::OkStatus();
}

}  // namespace

int main(int argc, char** argv) {
  Request request;
  if (!ReadArguments(argc, argv, &request)) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  std::string text;
  std::string baseline;
  std::string disruption;
  if (!ReadText(request.positional[0], &text) ||
      (!request.baseline.empty() && !ReadText(request.baseline, &baseline)) ||
      (!request.disruption.empty() && !ReadText(request.disruption, &disruption))) {
    return 2;
  }
  const Clock::time_point start = Clock::now();
  auto problem = vuoro::planning::ParseProblem(text);
  if (!problem.ok()) return Complain(problem.status());
  vuoro::planning::PlannerOptions options;
  const absl::Status disrupted = Disrupt(baseline, disruption, &*problem, &options);
  if (!disrupted.ok()) return Complain(disrupted);
  if (!request.problem_out.empty() &&
      !WriteText(request.problem_out, vuoro::planning::ProblemToJson(*problem))) {
    return 2;
  }

  const std::vector<std::string>& words = request.positional;
  const double seconds = std::atof(words[2].c_str());
  options.threads = vuoro::planning::kMaxPlannerThreads;
  if (words.size() > 3) options.seed = std::strtoull(words[3].c_str(), nullptr, 10);
  if (words.size() > 4) options.threads = std::atoi(words[4].c_str());
  if (words.size() > 5) {
    options.steps = std::atoll(words[5].c_str());
  } else {
    options.gauge = [&] {
      const double used = seconds > 0 ? SecondsSince(start) / seconds : 1;
      return used >= 1 ? vuoro::planning::kGaugeFull
                       : static_cast<int>(used * vuoro::planning::kGaugeFull);
    };
  }
  Lines lines(start);
  options.progress = [&](const vuoro::planning::Progress& p) { return lines.Show(p); };
  const auto result = vuoro::planning::Solve(*problem, options);
  if (!result.ok()) return Complain(result.status());
  const vuoro::planning::VisitChanges& changes = result->changes;
  lines.Print(result->objective, result->bound);
  std::fprintf(stderr, "steps %lld\n", static_cast<long long>(result->steps));
  if (options.baseline) {
    std::fprintf(stderr, "cost %lld removed %d added %d kept %d\n",
                 static_cast<long long>(result->cost.total), changes.removed, changes.added,
                 changes.kept);
  }
  return WriteText(words[1], vuoro::planning::PlanToJson(result->plan, problem->name)) ? 0 : 2;
}
