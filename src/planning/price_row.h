// A priced rule of the relaxation.
#ifndef VUORO_SRC_PLANNING_PRICE_ROW_H_
#define VUORO_SRC_PLANNING_PRICE_ROW_H_

#include <cstdint>

namespace vuoro::planning {

inline constexpr int64_t kPriceScale = 1024;

// Limits of its price, and the natural size of a move, all x kPriceScale.
struct PriceRow {
  int64_t low = 0;
  int64_t high = 0;
  int64_t rate = kPriceScale;
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_PRICE_ROW_H_
