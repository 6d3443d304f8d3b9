// A branch-and-bound tree over the relaxation: how many visits an agreement gets, and which
// official visits an office on a day.
//
// The bound is the least of all open branches, so the branch that is lowest goes first. A branch
// ends when no plan in it is cheaper than the one known.
#ifndef VUORO_SRC_PLANNING_BRANCHING_H_
#define VUORO_SRC_PLANNING_BRANCHING_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ascent.h"
#include "index.h"
#include "relaxation.h"

namespace vuoro::planning {

class Branching {
 public:
  // `prices` are good ones for the whole problem and `bound` (x kPriceScale) what they prove.
  Branching(const Index& index, Relaxation& relaxation, std::vector<int64_t> prices, int64_t bound);

  // One evaluation in the lowest branch.
  void Step(int64_t known_cost);

  // The least of all open branches, x kPriceScale; Relaxation::kImpossible if none is open.
  int64_t bound() const;

 private:
  // Either limits on an agreement's visits, or whether a candidate is visited on a day.
  struct Decision {
    int agreement = -1;
    int fewest = 0;
    int most = 0;
    int official = -1;
    int candidate = -1;
    int day = 0;
    bool visited = false;
  };
  struct Node {
    int64_t bound = 0;
    int64_t number = 0;
    std::vector<Decision> path;
    std::shared_ptr<const std::vector<int64_t>> prices;
  };

  static bool Later(const Node& a, const Node& b);
  void Open();
  bool Apply(const Decision& decision);
  void Watch();
  void Split();
  void Push(const Decision& decision, const std::shared_ptr<const std::vector<int64_t>>& prices);
  std::optional<Decision> AgreementToSplit() const;
  std::optional<Decision> VisitToSplit() const;

  const Index& index_;
  Relaxation& relaxation_;
  const Limits all_;
  const std::shared_ptr<const std::vector<int64_t>> root_prices_;
  const size_t most_prices_;  // open branches that keep prices of their own
  std::vector<Node> open_;    // a heap, lowest bound first
  int64_t numbers_ = 0;
  int64_t exhausted_ = Relaxation::kImpossible;  // the least of those that cannot be split
  // The branch in hand.
  Node node_;
  Limits limits_;
  std::unique_ptr<Ascent> ascent_;
  int steps_ = 0;
  std::vector<int> visits_;     // [agreement] summed over the later steps
  std::vector<int> frequency_;  // [candidate of all officials][day], likewise
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_BRANCHING_H_
