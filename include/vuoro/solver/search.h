// Depth-first branch and bound over a Store, within a budget of work.
#ifndef VUORO_SOLVER_SEARCH_H_
#define VUORO_SOLVER_SEARCH_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

struct SearchLimits {
  int64_t work = std::numeric_limits<int64_t>::max();  // units of Store::work()
  std::function<bool()> should_stop = nullptr;         // asked every few hundred units of work
};

struct SearchResult {
  bool found = false;
  bool complete = false;  // the whole tree was searched: `values` is optimal, or there is none
  int64_t objective = 0;  // of `values`
  std::vector<int64_t> values;  // of every variable of the store, by id
};

// A decision with the order in which its values are tried: every value it may take, or nothing for
// ascending order. Decisions of a lower `group` are fixed before those of a higher one.
struct Decision {
  Var var;
  std::vector<int64_t> preference = {};
  int group = 0;
};

// Minimises `objective`: fixes the unfixed decision with the fewest values left, value by value,
// and demands of every further solution to be better. After all decisions are fixed, propagation
// must have fixed the rest, which the caller ensures by listing enough decisions. The store is left
// on the level and with the domains it came with, root propagation aside.
class BranchAndBound {
 public:
  BranchAndBound(Store& store, Var objective, std::span<const Decision> decisions,
                 SearchLimits limits)
      : store_(store),
        objective_(objective),
        decisions_(decisions),
        limits_(std::move(limits)),
        start_work_(store.work()),
        next_question_(start_work_) {}

  SearchResult Run() {
    result_.complete = true;
    if (store_.Propagate()) Descend();
    return std::move(result_);
  }

 private:
  static constexpr int64_t kWorkBetweenQuestions = 512;

  bool Exhausted() {
    if (store_.work() - start_work_ > limits_.work) return true;
    if (!limits_.should_stop || store_.work() < next_question_) return false;
    next_question_ = store_.work() + kWorkBetweenQuestions;
    return limits_.should_stop();
  }

  const Decision* Choose() const {
    const Decision* best = nullptr;
    for (const Decision& d : decisions_) {
      if (store_.Fixed(d.var)) continue;
      if (best == nullptr || d.group < best->group ||
          (d.group == best->group && store_.Size(d.var) < store_.Size(best->var))) {
        best = &d;
      }
    }
    return best;
  }

  void Keep() {
    result_.found = true;
    result_.objective = store_.Min(objective_);
    result_.values.clear();
    for (int id = 0; id < store_.variables(); ++id) result_.values.push_back(store_.Min(Var{id}));
  }

  // Searches below the present, propagated node.
  void Descend() {
    if (Exhausted()) {
      result_.complete = false;
      return;
    }
    const Decision* decision = Choose();
    if (decision == nullptr) return Keep();
    for (const int64_t value : decision->preference) {
      if (!Try(decision->var, value)) return;
    }
    if (!decision->preference.empty()) return;
    const Var x = decision->var;
    for (int64_t value = store_.Min(x); value <= store_.Max(x); value = store_.Next(x, value)) {
      if (!Try(x, value)) return;
    }
  }

  // False when the search must end.
  bool Try(Var x, int64_t value) {
    if (!store_.Contains(x, value)) return true;
    store_.PushLevel();
    store_.AddWork(1);
    const bool alive = store_.Assign(x, value) &&
                       (!result_.found || store_.SetMax(objective_, result_.objective - 1)) &&
                       store_.Propagate();
    // A failed Assign leaves propagators waiting; running them later on the restored domains is
    // harmless, since they are right for every state.
    if (alive) Descend();
    store_.PopLevel();
    return result_.complete;
  }

  Store& store_;
  const Var objective_;
  const std::span<const Decision> decisions_;
  const SearchLimits limits_;
  const int64_t start_work_;
  int64_t next_question_;
  SearchResult result_;
};

inline SearchResult Minimize(Store& store, Var objective, std::span<const Decision> decisions,
                             SearchLimits limits = {}) {
  return BranchAndBound(store, objective, decisions, std::move(limits)).Run();
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_SEARCH_H_
