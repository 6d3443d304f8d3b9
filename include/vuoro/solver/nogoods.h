// Many long clauses, learned while searching, at the price of two watched literals each.
#ifndef VUORO_SOLVER_NOGOODS_H_
#define VUORO_SOLVER_NOGOODS_H_

#include <utility>
#include <vector>

#include "vuoro/solver/literal.h"

namespace vuoro::solver {

// At least one literal of every clause added holds. Unit propagation: a clause is looked at only
// when one of two of its literals that do not fail may have begun to. The watches need no undoing.
class Nogoods : public Propagator {
 public:
  // Clauses beyond are not kept: they would cost more than they save.
  static constexpr size_t kMaxClauses = 20000;
  static constexpr size_t kMaxLength = 200;

  Nogoods() : Propagator(kLinear, /*wakes_itself=*/true) {}

  void Attach(Store&, int self) override { self_ = self; }

  // False if the store has no solution any more. REQUIRES: level 0, propagated.
  bool Add(Store& store, std::vector<Literal> literals) {
    std::erase_if(literals, [&](const Literal& l) { return Fails(store, l); });
    for (const Literal& l : literals) {
      if (Holds(store, l)) return true;
    }
    if (literals.empty()) return false;
    if (literals.size() == 1) return Require(store, literals.front());
    if (literals.size() > kMaxLength || clauses_.size() == kMaxClauses) return true;
    for (size_t i = 0; i < 2; ++i) WatchFrom(store, literals[i].var, clauses_.size());
    clauses_.push_back(std::move(literals));
    return true;
  }

  void Woken(int tag) override { changed_.push_back(static_cast<size_t>(tag)); }

  bool Propagate(Store& store) override {
    bool alive = true;
    for (size_t at = 0; alive && at < changed_.size(); ++at) alive = LookAt(store, changed_[at]);
    changed_.clear();  // after a failure they are undone, or the store is at its end
    return alive;
  }

  size_t size() const { return clauses_.size(); }

 private:
  // A clause's first two literals are the watched ones.
  void WatchFrom(Store& store, Var x, size_t clause) {
    const auto id = static_cast<size_t>(x.id);
    if (id >= watched_from_.size()) {
      watched_from_.resize(id + 1);
      subscribed_.resize(id + 1);
    }
    watched_from_[id].push_back(clause);
    if (subscribed_[id]) return;
    subscribed_[id] = 1;
    store.Watch(x, kValues, self_, x.id);
  }

  bool LookAt(Store& store, size_t id) {
    for (size_t at = 0; at < watched_from_[id].size();) {
      const size_t clause = watched_from_[id][at];
      if (!Revise(store, clause)) return false;
      const std::vector<Literal>& c = clauses_[clause];
      if (static_cast<size_t>(c[0].var.id) == id || static_cast<size_t>(c[1].var.id) == id) {
        ++at;
      } else {
        watched_from_[id][at] = watched_from_[id].back();
        watched_from_[id].pop_back();
      }
    }
    return true;
  }

  // Gives a clause two watched literals that do not fail, or makes its last one hold.
  bool Revise(Store& store, size_t clause) {
    std::vector<Literal>& c = clauses_[clause];
    store.AddWork(1);
    for (size_t w = 0; w < 2; ++w) {
      if (Holds(store, c[1 - w])) return true;
      if (!Fails(store, c[w])) continue;
      size_t k = 2;
      while (k < c.size() && Fails(store, c[k])) ++k;
      if (k == c.size()) return Require(store, c[1 - w]);
      std::swap(c[w], c[k]);
      if (c[w].var != c[k].var) WatchFrom(store, c[w].var, clause);
    }
    return true;
  }

  int self_ = -1;
  std::vector<std::vector<Literal>> clauses_;
  std::vector<std::vector<size_t>> watched_from_;  // clauses by variable
  std::vector<char> subscribed_;
  std::vector<size_t> changed_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_NOGOODS_H_
