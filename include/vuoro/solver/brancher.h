// The next decision of a search: keeps the open ones, their scores and the values to try first.
#ifndef VUORO_SOLVER_BRANCHER_H_
#define VUORO_SOLVER_BRANCHER_H_

#include <optional>
#include <utility>
#include <vector>

#include "vuoro/solver/branching.h"
#include "vuoro/solver/search.h"

namespace vuoro::solver {

// Of one store, made on its level 0. Lower groups come first, then what the variable order says,
// then what stands first in the list. Not thread-safe. A choice costs O(open decisions).
class Brancher {
 public:
  Brancher(Store& store, std::vector<Decision> decisions, VariableOrder variables,
           ValueOrder values, bool save_phase)
      : store_(store),
        decisions_(std::move(decisions)),
        variables_(variables),
        values_(values),
        save_phase_(save_phase) {
    for (size_t i = 0; i < decisions_.size(); ++i) open_.push_back(i);
    open_count_ = store_.NewCell(open_.size());
  }

  // The next decision; nothing if all are made.
  std::optional<Literal> Choose() {
    size_t count = store_.Cell(open_count_);
    for (size_t i = 0; i < count;) {
      if (store_.Fixed(decisions_[open_[i]].var)) {
        std::swap(open_[i], open_[--count]);
      } else {
        ++i;
      }
    }
    store_.SetCell(open_count_, count);
    if (count == 0) return std::nullopt;
    size_t best = open_[0];
    for (size_t i = 1; i < count; ++i) {
      if (Better(open_[i], best)) best = open_[i];
    }
    return FirstHalf(decisions_[best]);
  }

  // Tries these values first, by variable id.
  void SavePhase(std::vector<int64_t> values) { saved_ = std::move(values); }

  // Where the store is to log its changes.
  std::vector<Var>* log() {
    return variables_ == VariableOrder::kDomOverActivity ? &changed_ : nullptr;
  }
  // A decision has been propagated.
  void DecisionMade() {
    if (log() == nullptr) return;
    for (const Var x : changed_) activities_.Bump(x);
    activities_.Grow();
    changed_.clear();
  }
  // A propagator of the store has found a failure.
  void FailureFound() {
    if (variables_ != VariableOrder::kDomOverWeight) return;
    for (const Var x : store_.Scope(store_.last_failed())) weights_.Bump(x);
    weights_.Grow();
  }

 private:
  bool Better(size_t a, size_t b) const {
    const Decision& x = decisions_[a];
    const Decision& y = decisions_[b];
    if (x.group != y.group) return x.group < y.group;
    const int64_t size_x = store_.Size(x.var);
    const int64_t size_y = store_.Size(y.var);
    if (variables_ == VariableOrder::kFirstFail && size_x != size_y) {
      return size_x < size_y;
    }
    if (variables_ == VariableOrder::kSmallestMin) {
      const int64_t min_x = store_.Min(x.var);
      const int64_t min_y = store_.Min(y.var);
      if (min_x != min_y) return min_x < min_y;
    }
    const bool by_weight = variables_ == VariableOrder::kDomOverWeight;
    if (by_weight || variables_ == VariableOrder::kDomOverActivity) {
      const Scores& scores = by_weight ? weights_ : activities_;
      const int64_t score_x = scores.Of(x.var);
      const int64_t score_y = scores.Of(y.var);
      if (LessRatio(size_x, score_x, size_y, score_y)) return true;
      if (LessRatio(size_y, score_y, size_x, score_x)) return false;
    }
    return a < b;
  }

  Literal FirstHalf(const Decision& decision) const {
    const auto id = static_cast<size_t>(decision.var.id);
    if (save_phase_ && id < saved_.size() && store_.Contains(decision.var, saved_[id])) {
      return SplitTowards(store_, decision.var, saved_[id], values_);
    }
    for (const int64_t value : decision.preference) {
      if (!store_.Contains(decision.var, value)) continue;
      return SplitTowards(store_, decision.var, value, values_);
    }
    return Split(store_, decision.var, values_);
  }

  Store& store_;
  const std::vector<Decision> decisions_;
  const VariableOrder variables_;
  const ValueOrder values_;
  const bool save_phase_;
  std::vector<size_t> open_;  // decisions, the unfixed ones first
  Trail::Index open_count_ = 0;
  Scores weights_{2};
  Scores activities_{1};
  std::vector<Var> changed_;
  std::vector<int64_t> saved_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_BRANCHER_H_
