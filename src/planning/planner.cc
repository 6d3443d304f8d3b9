// The planner's driver: first plan, threads between barriers, temperature, budgets and progress.
#include "vuoro/planning/planner.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#include "anneal.h"
#include "bound.h"
#include "index.h"
#include "search.h"
#include "transfer.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"

namespace vuoro::planning {
namespace {

constexpr int kRoundsPerBarrier = 512;
// The temperature falls from 1.5 unmet half hours by 2^-4.9 to a thirtieth of that.
constexpr int64_t kCoolingQ10 = 5018;
// A warm start begins that far down, so that the plan given is improved rather than forgotten.
constexpr int kWarmUsed = 512;
// Threads share one plan, each working in half of the country, from this many offices on; below,
// each has its own and the worse one sometimes takes over the better one's.
constexpr size_t kOfficesToShare = 100;
constexpr int64_t kBarriersPerExchange = 16;
// The bound's share of the work of the first thread, in 1/1024.
constexpr int64_t kBoundShare = 205;

class Driver {
 public:
  Driver(const Problem& problem, const PlannerOptions& options)
      : problem_(problem),
        options_(options),
        index_(problem),
        seeds_(options.seed),
        bound_(index_),
        merged_(index_) {}

  absl::StatusOr<PlanResult> Run() {
    Random random(seeds_());
    if (options_.warm_start) AddPlan(index_, merged_, *options_.warm_start);
    BuildFirstPlan(index_, merged_, random);
    for (int t = 0; t < options_.threads; ++t) {
      searches_.push_back(std::make_unique<Search>(index_, merged_, seeds_()));
    }
    while (Report() && Used() < kGaugeFull && bound_.value() < BestPrice()) RunToBarrier();
    if (steps_ == 0) bound_.Step(BestPrice());
    return Finish();
  }

 private:
  int Used() {
    if (options_.gauge) return std::clamp(options_.gauge(), 0, kGaugeFull);
    return static_cast<int>(
        std::min<int64_t>(kGaugeFull, steps_ * kGaugeFull / std::max<int64_t>(1, options_.steps)));
  }

  // Small problems cool several times: their rounds are many, and another valley may be deeper.
  int64_t Temperature(int used) const {
    const size_t days = index_.officials.size() * static_cast<size_t>(index_.days);
    const int cycles = days <= 60 ? 4 : days <= 200 ? 2 : 1;
    int phase = used * cycles % kGaugeFull;
    if (options_.warm_start) phase = kWarmUsed + phase / 2;
    const int64_t hot = std::max<int64_t>(1, index_.unmet_weight * 3 / 2) * 64;
    return ScaleDown(hot, kCoolingQ10 * phase / kGaugeFull) / 64;
  }

  // The offices nearer to a random one than half of them, and the rest.
  void SplitCountry() {
    std::vector<int> order(problem_.offices.size());
    std::iota(order.begin(), order.end(), 0);
    const int pivot = static_cast<int>(seeds_.Below(order.size()));
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(order.size() / 2);
    std::nth_element(order.begin(), middle, order.end(), [&](int a, int b) {
      return std::pair(index_.Drive(pivot, a), a) < std::pair(index_.Drive(pivot, b), b);
    });
    half_[0].assign(order.begin(), middle);
    half_[1].assign(middle, order.end());
  }

  void RunToBarrier() {
    const int64_t temperature = Temperature(Used());
    const int64_t known_cost = BestPrice();
    // Bound steps take the place of the first thread's rounds, so that neither thread waits long.
    bound_credit_ += kRoundsPerBarrier * kBoundShare / 1024;
    const int64_t bound_steps = bound_credit_ / bound_.RoundsPerStep();
    const int64_t bound_rounds = bound_steps * bound_.RoundsPerStep();
    bound_credit_ -= bound_rounds;
    const auto rounds = static_cast<int>(std::max<int64_t>(0, kRoundsPerBarrier - bound_rounds));
    const auto improve_bound = [&] {
      for (int64_t i = 0; i < bound_steps; ++i) bound_.Step(known_cost);
    };
    if (searches_.size() == 1) {
      searches_[0]->Run(rounds, temperature, {});
      improve_bound();
    } else {
      const bool share = problem_.offices.size() >= kOfficesToShare;
      if (share) SplitCountry();
      std::thread other([&] { searches_[1]->Run(kRoundsPerBarrier, temperature, half_[1]); });
      searches_[0]->Run(rounds, temperature, half_[0]);
      improve_bound();
      other.join();
      if (share) {
        MergePlans();
      } else if (++barriers_ % kBarriersPerExchange == 0) {
        ExchangePlans();
      }
    }
    steps_ += kRoundsPerBarrier * static_cast<int64_t>(searches_.size());
  }

  // Both threads started from merged_; their changes become one plan again.
  void MergePlans() {
    State together = searches_[0]->current();
    Merge(index_, merged_, searches_[1]->current(), together, seeds_);
    merged_ = std::move(together);
    for (auto& search : searches_) search->Adopt(merged_);
  }

  void ExchangePlans() {
    Search& a = *searches_[0];
    Search& b = *searches_[1];
    if (a.current().price() < b.current().price()) {
      b.Adopt(a.current());
    } else {
      a.Adopt(b.current());
    }
  }

  Search& BestSearch() {
    Search* best = searches_[0].get();
    for (auto& s : searches_) {
      if (s->best_price() < best->best_price()) best = s.get();
    }
    return *best;
  }
  int64_t BestPrice() { return BestSearch().best_price(); }

  bool Report() {
    if (!options_.progress) return true;
    return options_.progress({steps_, BestPrice(), bound_.value()});
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
    result.bound = bound_.value();
    result.steps = steps_;
    return result;
  }

  const Problem& problem_;
  const PlannerOptions& options_;
  const Index index_;
  Random seeds_;
  Bound bound_;
  State merged_;  // what both threads started from at the last barrier
  std::array<std::vector<int>, 2> half_;
  std::vector<std::unique_ptr<Search>> searches_;
  int64_t steps_ = 0;
  int64_t barriers_ = 0;
  int64_t bound_credit_ = 0;
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
