// The planner's driver: first plan, threads between barriers, temperature, budgets and progress.
#include "vuoro/planning/planner.h"

#include <algorithm>
#include <thread>

#include "anneal.h"
#include "index.h"
#include "search.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"

namespace vuoro::planning {
namespace {

constexpr int kRoundsPerBarrier = 512;
// The temperature falls from 1.5 unmet half hours by 2^-4.9 to a thirtieth of that.
constexpr int64_t kCoolingQ10 = 5018;

class Driver {
 public:
  Driver(const Problem& problem, const PlannerOptions& options)
      : problem_(problem), options_(options), index_(problem), seeds_(options.seed) {}

  absl::StatusOr<PlanResult> Run() {
    State first(index_);
    Random random(seeds_());
    BuildFirstPlan(index_, first, random);
    for (int t = 0; t < options_.threads; ++t) {
      searches_.push_back(std::make_unique<Search>(index_, first, seeds_()));
    }
    while (Report() && Used() < kGaugeFull) RunToBarrier();
    return Finish();
  }

 private:
  int Used() {
    if (options_.gauge) return options_.gauge();
    return static_cast<int>(
        std::min<int64_t>(kGaugeFull, steps_ * kGaugeFull / std::max<int64_t>(1, options_.steps)));
  }

  int64_t Temperature(int used) const {
    const int64_t hot = std::max<int64_t>(1, index_.unmet_weight * 3 / 2) * 64;
    return ScaleDown(hot, kCoolingQ10 * used / kGaugeFull) / 64;
  }

  void RunToBarrier() {
    const int64_t temperature = Temperature(Used());
    const std::vector<int> everywhere;
    if (searches_.size() == 1) {
      searches_[0]->Run(kRoundsPerBarrier, temperature, everywhere);
    } else {
      std::thread other([&] { searches_[1]->Run(kRoundsPerBarrier, temperature, everywhere); });
      searches_[0]->Run(kRoundsPerBarrier, temperature, everywhere);
      other.join();
    }
    steps_ += kRoundsPerBarrier * static_cast<int64_t>(searches_.size());
  }

  Search& BestSearch() {
    Search* best = searches_[0].get();
    for (auto& s : searches_) {
      if (s->best_price() < best->best_price()) best = s.get();
    }
    return *best;
  }

  bool Report() {
    if (!options_.progress) return true;
    return options_.progress({steps_, BestSearch().best_price(), bound_});
  }

  absl::Status MissingVisits(const State& best) const {
    size_t g = 0;
    while (best.visits(static_cast<int>(g)) >= index_.agreements[g].min_visits) ++g;
    const AgreementIndex& agreement = index_.agreements[g];
    return Fail(Reason::kInfeasible,
                "{} visits that agreements demand found no place; agency {} in office {} has {} of "
                "{}. Maybe lower its minimum or add officials",
                best.missing_visits(), agreement.agency, agreement.office,
                best.visits(static_cast<int>(g)), agreement.min_visits);
  }

  absl::StatusOr<PlanResult> Finish() {
    const State& best = BestSearch().Best();
    if (best.missing_visits() > 0) return MissingVisits(best);
    PlanResult result;
    result.plan = best.ToPlan();
    const Verdict verdict = Check(problem_, result.plan);
    if (!verdict.feasible() || verdict.cost.total != best.cost()) {
      return Fail(Reason::kInternal, "the planner's plan of cost {} is judged {}: {}", best.cost(),
                  verdict.cost.total,
                  verdict.feasible() ? "feasible" : verdict.violations.front().text);
    }
    result.cost = verdict.cost;
    result.bound = bound_;
    result.steps = steps_;
    return result;
  }

  const Problem& problem_;
  const PlannerOptions& options_;
  const Index index_;
  Random seeds_;
  std::vector<std::unique_ptr<Search>> searches_;
  int64_t steps_ = 0;
  int64_t bound_ = 0;
};

}  // namespace

absl::StatusOr<PlanResult> Solve(const Problem& problem, const PlannerOptions& options) {
  VUORO_RETURN_IF_ERROR(problem.Validate());
  if (options.threads < 1 || options.threads > kMaxPlannerThreads) {
    return AtPath(Fail(Reason::kBadArgument, "{} threads, expected 1..{}", options.threads,
                       kMaxPlannerThreads),
                  "/threads");
  }
  if (options.steps < 0) {
    return AtPath(Fail(Reason::kBadArgument, "{} steps", options.steps), "/steps");
  }
  return Driver(problem, options).Run();
}

}  // namespace vuoro::planning
