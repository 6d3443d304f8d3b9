// Complete search with learned branching, restarts and nogoods, within a budget of work.
#ifndef VUORO_SOLVER_TREE_SEARCH_H_
#define VUORO_SOLVER_TREE_SEARCH_H_

#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "vuoro/solver/brancher.h"
#include "vuoro/solver/nogoods.h"
#include "vuoro/solver/restarts.h"

namespace vuoro::solver {

struct Strategy {
  VariableOrder variables = VariableOrder::kDomOverWeight;
  ValueOrder values = ValueOrder::kMin;
  bool save_phase = true;  // try the best solution's value first
  Restarts restarts = {};
  bool nogoods = true;  // at each restart, keep what the run has refuted
};

struct SearchCounts {
  int64_t nodes = 0;  // decisions tried
  int64_t failures = 0;
  int64_t restarts = 0;
};

// A binary search tree over `decisions`, whose fixing must fix all else by propagation. Unlike
// BranchAndBound, which tries values in a fixed order, it learns where the trouble is. Made on
// level 0 for one store, it may search many times, also on higher levels (then without nogoods,
// which would hold only there), and keeps scores and saved values. The store is left on the level
// it had. Not thread-safe; deterministic.
class TreeSearch {
 public:
  TreeSearch(Store& store, std::vector<Decision> decisions, const Strategy& strategy = {})
      : store_(store),
        brancher_(store, std::move(decisions), strategy.variables, strategy.values,
                  strategy.save_phase),
        strategy_(strategy) {
    if (strategy_.nogoods && strategy_.restarts.sequence != Restarts::kNone) {
      auto nogoods = std::make_unique<Nogoods>();
      nogoods_ = nogoods.get();
      store_.Post(std::move(nogoods));
    }
  }

  // The best solution with objective < below. Ends when proved, or when a limit is reached.
  SearchResult Minimize(Var objective, const SearchLimits& limits = {},
                        int64_t below = std::numeric_limits<int64_t>::max()) {
    objective_ = objective;
    best_ = below;
    visit_ = nullptr;
    return Run(limits);
  }

  // The first solution; `complete` if there is none.
  SearchResult Satisfy(const SearchLimits& limits = {}) {
    objective_ = Var{};
    visit_ = nullptr;
    return Run(limits);
  }

  // Calls visit(store) at every solution until it says false; not restarted. `complete` tells
  // whether there are no more, `values` holds the last one.
  SearchResult ForEachSolution(const std::function<bool(const Store&)>& visit,
                               const SearchLimits& limits = {}) {
    objective_ = Var{};
    visit_ = visit;
    return Run(limits);
  }

  // Tries these values first, by variable id; as after a solution.
  void SavePhase(std::vector<int64_t> values) { brancher_.SavePhase(std::move(values)); }

  const SearchCounts& counts() const { return counts_; }
  size_t nogoods() const { return nogoods_ == nullptr ? 0 : nogoods_->size(); }

 private:
  static constexpr int64_t kWorkBetweenQuestions = 512;

  // A decision in force: tried (on a level of its own) or refuted (on the level below).
  struct Step {
    Literal literal;
    bool refuted;
  };

  bool Exhausted(const SearchLimits& limits) {
    if (store_.work() - start_work_ > limits.work) return true;
    if (!limits.should_stop || store_.work() < next_question_) return false;
    next_question_ = store_.work() + kWorkBetweenQuestions;
    return limits.should_stop();
  }

  SearchResult Run(const SearchLimits& limits) {
    result_ = SearchResult{};
    root_ = store_.level();
    bool alive = store_.Propagate();
    store_.PushLevel();  // so that bounds of this search do not stay
    path_.clear();
    start_work_ = next_question_ = store_.work();
    store_.LogChanges(brancher_.log());
    run_ = 1;
    failures_left_ = Allowed();
    alive = alive && Bounded() && Propagate();
    while (true) {
      if (!alive) {
        if (!Backtrack()) break;
        if (failures_left_ <= 0 && !Restart()) break;
        alive = Bounded() && Propagate();
        continue;
      }
      if (Exhausted(limits)) return Finish(false);
      const std::optional<Literal> literal = brancher_.Choose();
      if (!literal) {
        if (!Keep()) return Finish(false);
        alive = false;
        continue;
      }
      ++counts_.nodes;
      store_.AddWork(1);
      store_.PushLevel();
      path_.push_back({*literal, false});
      alive = Require(store_, *literal) && Propagate();
      brancher_.DecisionMade();
    }
    return Finish(true);
  }

  SearchResult Finish(bool complete) {
    while (store_.level() > root_) store_.PopLevel();
    store_.LogChanges(nullptr);
    result_.complete = complete;
    return std::move(result_);
  }

  int64_t Allowed() const {
    return visit_ ? std::numeric_limits<int64_t>::max() : strategy_.restarts.Allowed(run_);
  }

  bool Bounded() {
    return objective_.id < 0 || best_ == std::numeric_limits<int64_t>::max() ||
           store_.SetMax(objective_, best_ - 1);
  }

  bool Propagate() {
    if (store_.Propagate()) return true;
    ++counts_.failures;
    --failures_left_;
    brancher_.FailureFound();
    return false;
  }

  // Undoes the last decision that is not refuted and refutes it; false if there is none.
  bool Backtrack() {
    while (!path_.empty()) {
      const Step last = path_.back();
      path_.pop_back();
      if (last.refuted) continue;
      store_.PopLevel();
      path_.push_back({!last.literal, true});
      if (Require(store_, !last.literal)) return true;
      // The refutation fails at once: the level below is refuted too.
    }
    return false;
  }

  // Learns from the path, then leaves it. False if nothing remains to be searched.
  bool Restart() {
    ++counts_.restarts;
    ++run_;
    failures_left_ = Allowed();
    const bool learn = nogoods_ != nullptr && root_ == 0;
    // Without learning, what was refuted before any decision stays in force on the lowest level.
    while (store_.level() > root_ + (learn ? 0 : 1)) store_.PopLevel();
    const bool alive = !learn || (Learn() && store_.Propagate());
    path_.clear();
    if (learn) store_.PushLevel();
    return alive;
  }

  // Reduced nogoods of the last branch: the decisions before a refuted one, and that one, lead to
  // no solution (Lecoutre, Sais, Tabary and Vidal, "Recording and minimizing nogoods from
  // restarts", JSAT 2007), or to none better than the best; saying so makes the clause hold for
  // every search.
  bool Learn() {
    std::vector<Literal> clause;
    const bool bounded = objective_.id >= 0 && best_ != std::numeric_limits<int64_t>::max();
    if (bounded) clause.push_back(AtLeast(objective_, best_));
    for (const Step& step : path_) {
      if (!step.refuted) {
        clause.push_back(!step.literal);
        continue;
      }
      std::vector<Literal> learned = clause;
      learned.push_back(step.literal);
      if (!nogoods_->Add(store_, std::move(learned))) return false;
    }
    return true;
  }

  // False when the search should end.
  bool Keep() {
    result_.found = true;
    result_.values.clear();
    for (int id = 0; id < store_.variables(); ++id) result_.values.push_back(store_.Min(Var{id}));
    brancher_.SavePhase(result_.values);
    if (objective_.id < 0) return visit_ && visit_(store_);
    best_ = result_.objective = store_.Min(objective_);
    return true;
  }

  Store& store_;
  Brancher brancher_;
  const Strategy strategy_;
  Nogoods* nogoods_ = nullptr;  // the store's
  std::vector<Step> path_;
  int root_ = 0;
  uint64_t run_ = 1;
  int64_t failures_left_ = 0;
  int64_t start_work_ = 0;
  int64_t next_question_ = 0;
  Var objective_;
  int64_t best_ = 0;
  std::function<bool(const Store&)> visit_;
  SearchResult result_;
  SearchCounts counts_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_TREE_SEARCH_H_
