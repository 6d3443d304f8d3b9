// The strongly connected components of a small graph.
#ifndef VUORO_SOLVER_COMPONENTS_H_
#define VUORO_SOLVER_COMPONENTS_H_

#include <algorithm>
#include <cstddef>
#include <vector>

namespace vuoro::solver {

// For each node one of its component, the same for all in it. edges[a] lists the nodes that a leads
// to. Tarjan, "Depth-first search and linear graph algorithms", 1972, with a stack of our own.
// O(nodes + edges).
inline std::vector<size_t> StrongComponents(const std::vector<std::vector<size_t>>& edges) {
  constexpr size_t kNone = ~size_t{0};
  const size_t n = edges.size();
  std::vector<size_t> component(n, kNone);
  std::vector<size_t> order(n, kNone);
  std::vector<size_t> low(n);
  std::vector<size_t> next(n);
  std::vector<size_t> open;
  std::vector<size_t> path;
  size_t clock = 0;
  for (size_t root = 0; root < n; ++root) {
    if (order[root] == kNone) path.push_back(root);
    while (!path.empty()) {
      const size_t at = path.back();
      if (order[at] == kNone) {
        order[at] = low[at] = clock++;
        open.push_back(at);
      }
      if (next[at] < edges[at].size()) {
        const size_t to = edges[at][next[at]++];
        if (order[to] == kNone) {
          path.push_back(to);
        } else if (component[to] == kNone) {
          low[at] = std::min(low[at], order[to]);
        }
        continue;
      }
      path.pop_back();
      if (!path.empty()) low[path.back()] = std::min(low[path.back()], low[at]);
      if (low[at] != order[at]) continue;
      for (bool last = false; !last; open.pop_back()) {
        component[open.back()] = at;
        last = open.back() == at;
      }
    }
  }
  return component;
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_COMPONENTS_H_
