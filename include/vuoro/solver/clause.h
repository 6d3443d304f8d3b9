// At least one of some literals holds.
#ifndef VUORO_SOLVER_CLAUSE_H_
#define VUORO_SOLVER_CLAUSE_H_

#include <utility>
#include <vector>

#include "vuoro/solver/literal.h"

namespace vuoro::solver {

// Unit propagation, which is domain consistent while no variable occurs twice. One pass costs
// O(literals): for few and short clauses; Nogoods holds many and long ones.
class Clause : public Propagator {
 public:
  explicit Clause(std::vector<Literal> literals)
      : Propagator(kCheap), literals_(std::move(literals)) {}

  void Attach(Store& store, int self) override {
    for (const Literal& l : literals_) WatchLiteral(store, l, self);
  }

  bool Propagate(Store& store) override {
    const Literal* open = nullptr;
    for (const Literal& l : literals_) {
      if (Holds(store, l)) return true;
      if (Fails(store, l)) continue;
      if (open != nullptr) return true;
      open = &l;
    }
    return open != nullptr && Require(store, *open);
  }

 private:
  const std::vector<Literal> literals_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_CLAUSE_H_
