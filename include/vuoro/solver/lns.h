// Large-neighbourhood search: a good solution made better part by part.
#ifndef VUORO_SOLVER_LNS_H_
#define VUORO_SOLVER_LNS_H_

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "vuoro/solver/neighbourhood.h"
#include "vuoro/solver/tree_search.h"

namespace vuoro::solver {

struct LnsOptions {
  uint64_t seed = 1;
  int64_t work_per_try = 20000;  // units of Store::work() that one neighbourhood may cost
};

// Frees a part of the best solution, holds the rest, and searches the part for something better.
// How much each neighbourhood frees adapts: more after one was searched to its end in vain, less
// after the work ran out. Neighbourhoods that lately gained are drawn more often. The store must be
// on level 0. Not thread-safe; a seed and a budget of work give the same answer everywhere.
class LargeNeighbourhoodSearch {
 public:
  LargeNeighbourhoodSearch(Store& store, Var objective, TreeSearch& search,
                           std::vector<std::unique_ptr<Neighbourhood>> neighbourhoods,
                           const LnsOptions& options = {})
      : store_(store),
        objective_(objective),
        search_(search),
        options_(options),
        random_(options.seed) {
    for (auto& n : neighbourhoods) arms_.push_back({std::move(n)});
  }

  // Improves `best`, or finds a first solution where it has none. `complete` once it is proved that
  // there is nothing better (or nothing at all). REQUIRES: a found `best` is a solution.
  SearchResult Improve(SearchResult best, const SearchLimits& limits = {}) {
    const int64_t end = EndOf(store_.work(), limits.work);
    const auto left = [&] { return SearchLimits{end - store_.work(), limits.should_stop}; };
    if (!best.found) {
      best = search_.Satisfy(left());
      if (!best.found) return best;
      best.objective = best.values[static_cast<size_t>(objective_.id)];
    }
    search_.SavePhase(best.values);
    best.complete = !store_.Propagate() || store_.Min(objective_) == best.objective;
    while (!best.complete && store_.work() < end) {
      if (limits.should_stop && limits.should_stop()) break;
      if (arms_.empty()) {
        Accept(search_.Minimize(objective_, left(), best.objective), best, /*everything=*/true);
        break;
      }
      SearchLimits some = left();
      some.work = std::min(some.work, options_.work_per_try);
      Try(Draw(), some, best);
    }
    return best;
  }

  int64_t tries() const { return tries_; }
  // What the i-th neighbourhood frees now, in thousandths.
  int64_t free_permille(size_t i) const { return arms_[i].free_permille; }

 private:
  static constexpr int64_t kLeastFree = 10;
  static constexpr int64_t kReward = 1024;

  struct Arm {
    std::unique_ptr<Neighbourhood> neighbourhood;
    int64_t free_permille = 150;
    int64_t success = kReward / 2;  // running mean
  };

  static int64_t EndOf(int64_t now, int64_t work) {
    return work > std::numeric_limits<int64_t>::max() - now ? std::numeric_limits<int64_t>::max()
                                                            : now + work;
  }

  Arm& Draw() {
    constexpr int64_t kFloor = kReward / 16;  // nobody is forgotten
    int64_t sum = 0;
    for (const Arm& arm : arms_) sum += arm.success + kFloor;
    int64_t at = random_.Between(0, sum - 1);
    for (Arm& arm : arms_) {
      at -= arm.success + kFloor;
      if (at < 0) return arm;
    }
    return arms_.back();
  }

  void Try(Arm& arm, const SearchLimits& limits, SearchResult& best) {
    ++tries_;
    held_.clear();
    arm.neighbourhood->Hold(best.values, arm.free_permille, random_, held_);
    store_.AddWork(1 + static_cast<int64_t>(held_.size()) / kValuesPerWork);
    store_.PushLevel();
    bool alive = true;
    for (const Literal& l : held_) alive = alive && Require(store_, l);
    SearchResult found;
    found.complete = true;
    if (alive) found = search_.Minimize(objective_, limits, best.objective);
    store_.PopLevel();
    const bool searched = found.complete;
    const bool gained = Accept(std::move(found), best, held_.empty());
    arm.success += ((gained ? kReward : 0) - arm.success) / 8;
    if (!searched) {
      arm.free_permille = std::max(kLeastFree, arm.free_permille - arm.free_permille / 8);
    } else if (!gained) {
      arm.free_permille = std::min<int64_t>(1000, arm.free_permille + arm.free_permille / 16 + 1);
    }
  }

  // `everything`: nothing was held, so the end of that search is the end.
  static bool Accept(SearchResult found, SearchResult& best, bool everything) {
    const bool gained = found.found;
    const bool proved = everything && found.complete;
    if (gained) best = std::move(found);
    best.complete = proved;
    return gained;
  }

  Store& store_;
  const Var objective_;
  TreeSearch& search_;
  const LnsOptions options_;
  Random random_;
  std::vector<Arm> arms_;
  std::vector<Literal> held_;
  int64_t tries_ = 0;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_LNS_H_
