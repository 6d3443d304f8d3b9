// How early a set of activities on one resource can end, while activities come and go.
#ifndef VUORO_SOLVER_THETA_TREE_H_
#define VUORO_SOLVER_THETA_TREE_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace vuoro::solver {

// The theta-lambda tree (Vilim, "Global Constraints in Scheduling", 2007). Leaves stand in the
// order of their earliest starts; each has a length and an end of its own, and the end of a set is
// the greatest, over its leaves, of that leaf's end plus the lengths of all behind it. Grey leaves
// count one at a time, which asks: how late could it get if one of them were added, and which?
// Cumulative resources use energies for lengths. Changes cost O(log n), questions O(1).
class ThetaTree {
 public:
  static constexpr size_t kNone = ~size_t{0};

  // `leaves` places, all empty.
  void Reset(size_t leaves) {
    base_ = std::bit_ceil(std::max<size_t>(leaves, 1));
    nodes_.assign(2 * base_, Node{});
  }

  void Insert(size_t leaf, int64_t length, int64_t end) {
    SetLeaf(leaf, {length, end, length, end, kNone, kNone});
  }
  void InsertGrey(size_t leaf, int64_t length, int64_t end) {
    SetLeaf(leaf, {0, kEmpty, length, end, leaf, leaf});
  }
  void Erase(size_t leaf) { SetLeaf(leaf, Node{}); }

  // The end of the full leaves; far below any time without one.
  int64_t End() const { return nodes_[1].end; }
  // The latest end with at most one grey leaf more, and which leaf that is; kNone if none is later.
  int64_t GreyEnd() const { return nodes_[1].grey_end; }
  size_t GreyLeaf() const { return nodes_[1].grey_end_leaf; }

 private:
  static constexpr int64_t kEmpty = std::numeric_limits<int64_t>::min() / 4;

  struct Node {
    int64_t length = 0;
    int64_t end = kEmpty;
    int64_t grey_length = 0;
    int64_t grey_end = kEmpty;
    size_t grey_length_leaf = kNone;
    size_t grey_end_leaf = kNone;
  };

  void SetLeaf(size_t leaf, const Node& node) {
    size_t at = base_ + leaf;
    nodes_[at] = node;
    for (at /= 2; at > 0; at /= 2) nodes_[at] = Joined(nodes_[2 * at], nodes_[2 * at + 1]);
  }

  static Node Joined(const Node& l, const Node& r) {
    Node n;
    n.length = l.length + r.length;
    n.end = std::max(r.end, l.end + r.length);
    n.grey_length = l.grey_length + r.length;
    n.grey_length_leaf = l.grey_length_leaf;
    if (l.length + r.grey_length > n.grey_length) {
      n.grey_length = l.length + r.grey_length;
      n.grey_length_leaf = r.grey_length_leaf;
    }
    n.grey_end = r.grey_end;
    n.grey_end_leaf = r.grey_end_leaf;
    if (l.end + r.grey_length > n.grey_end) {
      n.grey_end = l.end + r.grey_length;
      n.grey_end_leaf = r.grey_length_leaf;
    }
    if (l.grey_end + r.length > n.grey_end) {
      n.grey_end = l.grey_end + r.length;
      n.grey_end_leaf = l.grey_end_leaf;
    }
    return n;
  }

  size_t base_ = 1;
  std::vector<Node> nodes_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_THETA_TREE_H_
