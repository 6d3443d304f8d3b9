// The planner's driver: first plan, threads between barriers, temperature, budgets and progress.
#include "vuoro/planning/planner.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "anneal.h"
#include "bound.h"
#include "feasible.h"
#include "first_plan.h"
#include "index.h"
#include "rounding.h"
#include "search.h"
#include "transfer.h"
#include "vuoro/base/status.h"

namespace vuoro::planning {
namespace {

constexpr int kRoundsPerBarrier = 512;
// The temperature falls from 1.2 unmet half hours by 2^-4.9 to a thirtieth of that.
constexpr int64_t kCoolingQ10 = 5018;
// One cooling takes so many rounds for each pair of official-days; a longer budget cools several
// times, each time from a new plan, since another valley may be deeper. Small problems always do.
constexpr int64_t kRoundsPerCooling = 14;
constexpr int kMostCoolings = 12;
constexpr int kSmallDays = 60;
constexpr int kSmallCoolings = 4;
// Of the caller's budget, after which the rounds that it will hold can be told.
constexpr int kEnoughToTell = kGaugeFull / 64;
// A warm start begins that far down, so that the plan given is improved rather than forgotten.
constexpr int kWarmUsed = 512;
// Threads share one plan, each working in half of the country, from this many offices on; below,
// each has its own and the worse one sometimes takes over the better one's.
constexpr size_t kOfficesToShare = 100;
constexpr int64_t kBarriersPerExchange = 512;
// A re-plan begins around what was touched: the offices concerned and as many nearest ones.
constexpr size_t kTouchedNear = 8;
// Of the exact search for a first plan that keeps all that is demanded; milliseconds.
constexpr int64_t kWholePlanWork = 20'000;
constexpr int kMendAlways = kGaugeFull / 8;
constexpr int kMendOften = kGaugeFull * 3 / 4;
// The bound's share of the work of the first thread, in 1/1024.
constexpr int64_t kBoundShare = 410;
// Where threads do not share the country, the first spends half of its rounds on plans made of what
// the relaxation chose, so many rounds on each.
constexpr int kRelaxedRounds = 2048;

// The index of the problem, with the baseline if there is one.
Index MakeIndex(const Problem& problem, const PlannerOptions& options) {
  Index index(problem);
  if (options.baseline) index.SetBaseline(*options.baseline, options.change_weight);
  return index;
}

class Driver {
 public:
  Driver(const Problem& problem, const PlannerOptions& options)
      : problem_(problem),
        options_(options),
        index_(MakeIndex(problem, options)),
        seeds_(options.seed),
        bound_(index_),
        merged_(index_) {}

  absl::StatusOr<PlanResult> Run() {
    MakeFirstPlan();
    for (int t = 0; t < options_.threads; ++t) {
      searches_.push_back(std::make_unique<Search>(index_, merged_, seeds_()));
    }
    while (Report() && Used() < kGaugeFull && bound_.value() < BestPrice()) RunToBarrier();
    if (steps_ == 0) bound_.Step(BestPrice());
    return Finish();
  }

 private:
  void MakeFirstPlan() {
    Random random(seeds_());
    const std::optional<Plan>& given =
        options_.warm_start ? options_.warm_start : options_.baseline;
    if (given) {
      Plan sorted = *given;  // the order that Apply() assumes
      std::sort(sorted.visits.begin(), sorted.visits.end());
      AddPlan(index_, merged_, sorted);
      if (options_.baseline) FindTouched(sorted);
    }
    BuildFirstPlan(index_, merged_, random);
    if (!given && merged_.missing_visits() + merged_.missing_pins() > 0) MakeWholePlan(random);
  }

  // What visits placed one by one did not keep, visits chosen together may.
  void MakeWholePlan(Random& random) {
    Plan visits;
    if (SearchFeasible(problem_, kWholePlanWork, &visits) != Feasible::kYes) return;
    State whole(index_);
    AddVisitsTogether(index_, whole, visits);
    BuildFirstPlan(index_, whole, random);
    if (whole.price() < merged_.price()) merged_ = std::move(whole);
  }

  // Offices of the baseline's visits and calls that could not be kept, and those nearest to them.
  void FindTouched(const Plan& given) {
    const Plan kept = merged_.ToPlan();
    std::set<int> offices;
    const auto touch = [&](int office) {
      if (office < 0 || office >= static_cast<int>(problem_.offices.size())) return;
      const std::vector<int>& near = index_.near[static_cast<size_t>(office)];
      for (size_t i = 0; i < std::min(kTouchedNear, near.size()); ++i) offices.insert(near[i]);
    };
    std::map<int, int> visits;  // by office
    for (const Visit& v : given.visits) ++visits[v.office];
    for (const Visit& v : kept.visits) --visits[v.office];
    std::map<int, int> calls;  // by line
    for (const VideoCall& c : given.video) ++calls[c.line];
    for (const VideoCall& c : kept.video) --calls[c.line];
    for (const auto& [office, lost] : visits) {
      if (lost > 0) touch(office);
    }
    for (const auto& [line, lost] : calls) {
      if (lost > 0 && line >= 0 && line < static_cast<int>(index_.lines.size())) {
        touch(index_.lines[static_cast<size_t>(line)].office);
      }
    }
    touched_.assign(offices.begin(), offices.end());
    for (int o = 0; o < static_cast<int>(problem_.offices.size()); ++o) {
      if (!offices.contains(o)) untouched_.push_back(o);
    }
  }

  int Used() {
    if (options_.gauge) return std::clamp(options_.gauge(), 0, kGaugeFull);
    return static_cast<int>(
        std::min<int64_t>(kGaugeFull, steps_ * kGaugeFull / std::max<int64_t>(1, options_.steps)));
  }

  int64_t OfficialDays() const {
    return static_cast<int64_t>(index_.officials.size()) * index_.days;
  }

  void CountCoolings(int used) {
    if (coolings_ > 0) return;
    const bool told = !options_.gauge || (steps_ > 0 && used >= kEnoughToTell);
    if (!told) return;
    const int64_t rounds = options_.gauge ? steps_ * kGaugeFull / used : options_.steps;
    const int64_t days = OfficialDays();
    const int64_t many = rounds / std::max<int64_t>(1, kRoundsPerCooling * days * days);
    const int least = days <= kSmallDays ? kSmallCoolings : 1;
    coolings_ = static_cast<int>(std::clamp<int64_t>(many, least, kMostCoolings));
  }

  bool Given() const { return options_.warm_start || options_.baseline; }

  // How far the present cooling is, in 1/kGaugeFull.
  int Phase(int used) const { return used * std::max(1, coolings_) % kGaugeFull; }

  int64_t Temperature(int used) const {
    const int phase = Given() ? kWarmUsed + Phase(used) / 2 : Phase(used);
    const int64_t hot = std::max<int64_t>(1, index_.mean_unmet * 6 / 5) * 64;
    return ScaleDown(hot, kCoolingQ10 * phase / kGaugeFull) / 64;
  }

  void BeginCooling(int used) {
    CountCoolings(used);
    const int cooling = used * std::max(1, coolings_) / kGaugeFull;
    if (cooling > cooling_ && !Given()) {
      for (auto& search : searches_) {
        State fresh(index_);
        BuildFirstPlan(index_, fresh, seeds_);
        search->Adopt(fresh);
      }
      if (SharesCountry()) {
        merged_ = searches_.front()->current();
        searches_.back()->Adopt(merged_);
      }
    }
    cooling_ = cooling;
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

  // True while a re-plan repairs what was touched: at first always, then every other time.
  bool MendsTouched(int used) const {
    return !touched_.empty() && !untouched_.empty() &&
           (used < kMendAlways || (used < kMendOften && barriers_ % 2 == 0));
  }

  void RunToBarrier() {
    const int used = Used();
    BeginCooling(used);
    const int64_t temperature = Temperature(used);
    const bool mend = MendsTouched(used);
    const int64_t known_cost = BestPrice();
    ++barriers_;
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
      searches_[0]->Run(rounds, temperature, mend ? touched_ : anywhere_);
      improve_bound();
    } else {
      const bool share = SharesCountry();
      if (share) SplitCountry();
      if (mend) half_ = {touched_, share ? untouched_ : anywhere_};
      const std::vector<int>& second = share || mend ? half_[1] : anywhere_;
      std::thread other([&] { searches_[1]->Run(kRoundsPerBarrier, temperature, second); });
      const int relaxed = share || mend ? 0 : SearchRelaxed(rounds / 2);
      searches_[0]->Run(rounds - relaxed, temperature, share || mend ? half_[0] : anywhere_);
      improve_bound();
      other.join();
      if (relaxed > 0 && relaxed_->best_price() < BestPrice()) {
        searches_[0]->Adopt(relaxed_->Best());
      }
      if (share) {
        MergePlans();
      } else if (barriers_ % kBarriersPerExchange == 0) {
        ExchangePlans();
      }
    }
    steps_ += kRoundsPerBarrier * static_cast<int64_t>(searches_.size());
  }

  bool SharesCountry() const { return problem_.offices.size() >= kOfficesToShare; }

  // Searches around what the relaxation chose, cooling quickly; returns the rounds it took.
  int SearchRelaxed(int rounds) {
    if (bound_.Visits().empty()) return 0;
    if (!relaxed_ || relaxed_rounds_ >= kRelaxedRounds) {
      State state(index_);
      AddRelaxedVisits(index_, state, bound_.Visits(), seeds_);
      relaxed_ = std::make_unique<Search>(index_, state, seeds_());
      relaxed_rounds_ = 0;
    }
    const int64_t hot = std::max<int64_t>(1, index_.mean_unmet * 6 / 5) * 64;
    const int phase = kGaugeFull / 2 + relaxed_rounds_ * (kGaugeFull / 2) / kRelaxedRounds;
    relaxed_->Run(rounds, ScaleDown(hot, kCoolingQ10 * phase / kGaugeFull) / 64, anywhere_);
    relaxed_rounds_ += rounds;
    return rounds;
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

  absl::Status MissingPins(const State& best) const {
    size_t pin = 0;
    while (best.kept(static_cast<int>(pin)) > 0) ++pin;
    return AtPath(Fail(Reason::kInfeasible,
                       "{} pins found no place beside the others and the rules; this is the first. "
                       "Maybe pin less of it or ask for the rules in conflict",
                       best.missing_pins()),
                  fmt::format("/decisions/{}", index_.pins[pin]));
  }

  absl::StatusOr<PlanResult> Finish() {
    const State& best = BestSearch().Best();
    if (best.missing_visits() > 0) return MissingVisits(best);
    if (best.missing_pins() > 0) return MissingPins(best);
    PlanResult result;
    result.plan = best.ToPlan();
    const Verdict verdict = Check(problem_, result.plan);
    if (!verdict.feasible() || verdict.cost.total != best.cost()) {
      return Fail(Reason::kInternal, "the planner's plan of cost {} is judged {}: {}", best.cost(),
                  verdict.cost.total,
                  verdict.feasible() ? "feasible" : verdict.violations.front().text);
    }
    if (options_.baseline) result.changes = CompareVisits(*options_.baseline, result.plan);
    if (result.changes.removed + result.changes.added != best.changes()) {
      return Fail(Reason::kInternal, "the planner counts {} changed visits, the checker {} + {}",
                  best.changes(), result.changes.removed, result.changes.added);
    }
    result.cost = verdict.cost;
    result.objective = best.price();
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
  const std::vector<int> anywhere_;  // no restriction
  std::vector<int> touched_;         // a re-plan's offices to mend first
  std::vector<int> untouched_;       // the others
  std::vector<std::unique_ptr<Search>> searches_;
  std::unique_ptr<Search> relaxed_;  // the search around what the relaxation chose
  int relaxed_rounds_ = 0;
  int64_t steps_ = 0;
  int64_t barriers_ = 0;
  int coolings_ = 0;  // that the budget holds; 0 while that is not known
  int cooling_ = 0;   // the present one
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
  if (options.change_weight < 0 || options.change_weight > kMaxWeight) {
    return AtPath(Fail(Reason::kBadArgument, "change weight {} is outside 0..{}",
                       options.change_weight, kMaxWeight),
                  "/change_weight");
  }
  if (options.steps < 0) {
    return AtPath(Fail(Reason::kBadArgument, "{} steps", options.steps), "/steps");
  }
  VUORO_RETURN_IF_ERROR(CheckPins(problem));
  return Driver(problem, options).Run();
}

}  // namespace vuoro::planning
