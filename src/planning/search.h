// One thread's search: rounds of ruin and recreate under annealing, the best plan kept cheaply.
#ifndef VUORO_SRC_PLANNING_SEARCH_H_
#define VUORO_SRC_PLANNING_SEARCH_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "insert.h"
#include "repair.h"
#include "state.h"

namespace vuoro::planning {

class Search {
 public:
  Search(const Index& index, const State& start, uint64_t seed);

  // Runs `rounds` rounds at `temperature` (cost units). `allowed`, if not empty, are the offices
  // around which ruins may start.
  void Run(int rounds, int64_t temperature, const std::vector<int>& allowed);

  const State& current() const { return state_; }
  int64_t best_price() const { return best_price_; }
  // The best plan so far. Costs a copy when the search has moved on since.
  const State& Best();
  // Goes on from `other` (another thread's plan, or a merged one); keeps the best.
  void Adopt(const State& other);

 private:
  void Round(int64_t temperature, const std::vector<int>& allowed);
  void ChooseNear(int office, size_t wanted, int agency);
  void ChooseWeek(int office);
  void ChooseExact(int office);
  void Touch(int g);
  void Ruin(int office);
  void Recreate();
  void RepairChosen();
  void FillTouched();
  void Settle(int64_t before, int64_t temperature);
  void KeepBest();

  const Index& index_;
  Random random_;
  State state_;
  State best_;
  int64_t best_price_;
  bool best_is_current_ = true;          // then best_ is stale and since_best_ leads back to it
  std::vector<State::Move> since_best_;  // accepted moves since the best plan
  std::vector<OfficialDay> chosen_;
  std::vector<int> touched_;  // lines whose calls are in play
  std::vector<int> touched_agreements_;
  std::vector<int> stamp_;  // [agreement] round of the last touch
  int round_ = 0;
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_SEARCH_H_
