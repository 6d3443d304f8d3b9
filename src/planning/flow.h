// A maximum flow in a small graph.
#ifndef VUORO_SRC_PLANNING_FLOW_H_
#define VUORO_SRC_PLANNING_FLOW_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "positions.h"

namespace vuoro::planning {

// By depth-first augmenting paths (Ford and Fulkerson, "Maximal flow through a network", 1956).
class Flow {
 public:
  static constexpr int kSource = 0;
  static constexpr int kSink = 1;

  int AddNode() {
    edges_.emplace_back();
    return static_cast<int>(edges_.size()) - 1;
  }
  void AddEdge(int from, int to, int64_t capacity) {
    edges_[U(from)].push_back({to, edges_[U(to)].size(), capacity});
    edges_[U(to)].push_back({from, edges_[U(from)].size() - 1, 0});
  }
  // At most `wanted`; each edge looked at takes one from `work`.
  int64_t Most(int64_t wanted, int64_t& work) {
    int64_t sent = 0;
    while (sent < wanted) {
      seen_.assign(edges_.size(), 0);
      const int64_t more = Push(kSource, wanted - sent, work);
      if (more == 0) break;
      sent += more;
    }
    return sent;
  }

 private:
  struct Edge {
    int to;
    size_t back;
    int64_t left;
  };

  int64_t Push(int node, int64_t most, int64_t& work) {
    if (node == kSink) return most;
    seen_[U(node)] = 1;
    for (Edge& edge : edges_[U(node)]) {
      --work;
      if (edge.left == 0 || seen_[U(edge.to)]) continue;
      const int64_t sent = Push(edge.to, std::min(most, edge.left), work);
      if (sent == 0) continue;
      edge.left -= sent;
      edges_[U(edge.to)][edge.back].left += sent;
      return sent;
    }
    return 0;
  }

  std::vector<std::vector<Edge>> edges_ = std::vector<std::vector<Edge>>(2);
  std::vector<char> seen_;
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_FLOW_H_
