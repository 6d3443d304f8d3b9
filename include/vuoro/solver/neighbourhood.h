// Which part of a solution to hold while the rest is searched anew.
#ifndef VUORO_SOLVER_NEIGHBOURHOOD_H_
#define VUORO_SOLVER_NEIGHBOURHOOD_H_

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/solver/literal.h"

namespace vuoro::solver {

// A way to choose. What is held need not be values: a schedule may hold the order of activities.
class Neighbourhood {
 public:
  Neighbourhood() = default;
  virtual ~Neighbourhood() = default;
  Neighbourhood(const Neighbourhood&) = delete;
  Neighbourhood& operator=(const Neighbourhood&) = delete;

  // Appends what stays as in `solution` (values by variable id) when about `free_permille` of it is
  // freed; nothing at 1000.
  virtual void Hold(std::span<const int64_t> solution, int64_t free_permille, Random& random,
                    std::vector<Literal>& held) = 0;
};

inline Literal AsIn(std::span<const int64_t> solution, Var x) {
  return Equal(x, solution[static_cast<size_t>(x.id)]);
}

// Frees variables drawn one by one.
class RandomNeighbourhood : public Neighbourhood {
 public:
  explicit RandomNeighbourhood(std::vector<Var> vars) : vars_(std::move(vars)) {}

  void Hold(std::span<const int64_t> solution, int64_t free_permille, Random& random,
            std::vector<Literal>& held) override {
    for (const Var x : vars_) {
      if (random.Chance(static_cast<uint64_t>(free_permille), 1000)) continue;
      held.push_back(AsIn(solution, x));
    }
  }

 private:
  const std::vector<Var> vars_;
};

// Frees whole groups that are neighbours in the list: days, places, people, windows of time.
class GroupNeighbourhood : public Neighbourhood {
 public:
  // REQUIRES: groups not empty.
  explicit GroupNeighbourhood(std::vector<std::vector<Var>> groups) : groups_(std::move(groups)) {}

  void Hold(std::span<const int64_t> solution, int64_t free_permille, Random& random,
            std::vector<Literal>& held) override {
    const size_t n = groups_.size();
    const size_t freed =
        std::clamp<size_t>((n * static_cast<size_t>(free_permille) + 999) / 1000, 1, n);
    const size_t first = random.Below(n);
    for (size_t k = freed; k < n; ++k) {
      for (const Var x : groups_[(first + k) % n]) held.push_back(AsIn(solution, x));
    }
  }

 private:
  const std::vector<std::vector<Var>> groups_;
};

// Frees variables that constraints tie together: from one of them, breadth first through the scopes
// of the propagators, in random order.
class ConstraintNeighbourhood : public Neighbourhood {
 public:
  // `vars` are the variables to hold or free; the walk passes through all of the store's. The
  // propagators posted later are not seen.
  ConstraintNeighbourhood(const Store& store, std::vector<Var> vars)
      : vars_(std::move(vars)), held_(static_cast<size_t>(store.variables())) {
    scopes_of_.resize(held_.size());
    for (int p = 0; p < store.propagators(); ++p) {
      const std::span<const Var> scope = store.Scope(p);
      // One that ties nearly everything, such as the sum of all costs, tells nothing.
      if (scope.size() > std::max<size_t>(8, held_.size() / 8)) continue;
      for (const Var x : scope) scopes_of_[Id(x)].push_back(scopes_.size());
      scopes_.emplace_back(scope.begin(), scope.end());
    }
  }

  void Hold(std::span<const int64_t> solution, int64_t free_permille, Random& random,
            std::vector<Literal>& held) override {
    std::fill(held_.begin(), held_.end(), 0);
    for (const Var x : vars_) held_[Id(x)] = 1;
    const auto count = static_cast<int64_t>(vars_.size());
    Free((count * free_permille + 999) / 1000, random);
    for (const Var x : vars_) {
      if (held_[Id(x)] != 0) held.push_back(AsIn(solution, x));
    }
  }

 private:
  static size_t Id(Var x) { return static_cast<size_t>(x.id); }

  // Frees `left` variables. The roots come in random order, in case one's part is too small.
  void Free(int64_t left, Random& random) {
    std::vector<Var> roots = vars_;
    random.Shuffle(std::span<Var>(roots));
    std::vector<char> seen(held_.size());
    std::vector<char> passed(scopes_.size());
    for (const Var root : roots) {
      if (seen[Id(root)] != 0) continue;
      seen[Id(root)] = 1;
      std::vector<Var> queue{root};
      for (size_t at = 0; at < queue.size(); ++at) {
        if (left <= 0) return;
        left -= held_[Id(queue[at])];
        held_[Id(queue[at])] = 0;
        const size_t before = queue.size();
        for (const size_t p : scopes_of_[Id(queue[at])]) {
          if (std::exchange(passed[p], 1) != 0) continue;
          for (const Var x : scopes_[p]) {
            if (std::exchange(seen[Id(x)], 1) == 0) queue.push_back(x);
          }
        }
        random.Shuffle(std::span<Var>(queue).subspan(before));
      }
    }
  }

  const std::vector<Var> vars_;
  std::vector<char> held_;
  std::vector<std::vector<Var>> scopes_;
  std::vector<std::vector<size_t>> scopes_of_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_NEIGHBOURHOOD_H_
