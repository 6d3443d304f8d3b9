// Moves the prices of a relaxation upwards along averaged subgradients.
//
// Each step follows the mean of the slacks seen, newer ones weighing more, as far as Polyak's rule
// says: a part (the pace) of the gap to a known cost over the squared length. The pace falls while
// nothing improves, and begins anew from the best prices once it is small. Fixed-point throughout,
// so the same steps are taken on every machine.
#ifndef VUORO_SRC_PLANNING_ASCENT_H_
#define VUORO_SRC_PLANNING_ASCENT_H_

#include <cstdint>
#include <vector>

#include "relaxation.h"

namespace vuoro::planning {

class Ascent {
 public:
  // A patient ascent lengthens its steps when they lead up. A hasty one never does: it is soon near
  // its end, which is less high. A careful one begins with short steps, from prices that are good.
  enum class Temper { kPatient, kHasty, kCareful };

  // Begins at `prices`, which are clamped into their rows' limits.
  Ascent(Relaxation& relaxation, std::vector<int64_t> prices, Temper temper);

  // One evaluation under `limits`, aiming at `target`, some plan's cost x kPriceScale.
  void Step(const Limits& limits, int64_t target);

  // The best bound so far, x kPriceScale, and its prices.
  int64_t best() const { return best_; }
  const std::vector<int64_t>& prices() const { return best_prices_; }
  // How often the pace began anew.
  int restarts() const { return restarts_; }

 private:
  bool Blocked(size_t row) const;
  void Average();
  void Move(int64_t target);

  Relaxation& relaxation_;
  std::vector<int64_t> prices_;
  std::vector<int64_t> best_prices_;
  std::vector<int64_t> slack_;
  std::vector<int64_t> mean_;  // x kMeanScale
  int64_t best_;
  int64_t pace_;
  Temper temper_;
  int patience_ = 8;  // steps without improvement before the pace falls; later more
  int stale_ = 0;
  int restarts_ = 0;
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_ASCENT_H_
