// Annealing in integers: a geometric temperature and exponential draws, the same on every machine.
#ifndef VUORO_SRC_PLANNING_ANNEAL_H_
#define VUORO_SRC_PLANNING_ANNEAL_H_

#include <array>
#include <bit>
#include <cstdint>

#include "vuoro/base/random.h"

namespace vuoro::planning {

// 2^(-i/16) in Q32, by repeated multiplication.
constexpr std::array<uint64_t, 17> MakePowers() {
  std::array<uint64_t, 17> out{};
  out[0] = uint64_t{1} << 32;
  constexpr uint64_t kStep = 4112874773;  // 2^(-1/16) in Q32
  for (size_t i = 1; i < out.size(); ++i) out[i] = (out[i - 1] * kStep) >> 32;
  return out;
}
inline constexpr std::array<uint64_t, 17> kPowers = MakePowers();

// value x 2^(-x/1024), linear between sixteenths. REQUIRES: 0 <= value < 2^31, x >= 0.
constexpr int64_t ScaleDown(int64_t value, int64_t x) {
  const int64_t whole = x / 1024;
  const int64_t part = x % 1024;
  if (whole > 31) return 0;
  const uint64_t low = kPowers[static_cast<size_t>(part / 64)];
  const uint64_t high = kPowers[static_cast<size_t>(part / 64 + 1)];
  const uint64_t factor = low - (low - high) * static_cast<uint64_t>(part % 64) / 64;
  return static_cast<int64_t>((static_cast<uint64_t>(value) * factor) >> (32 + whole));
}

// log2(x) in Q16 by squaring the mantissa bit by bit (exact to the last bit but one). x > 0.
constexpr int64_t Log2Q16(uint64_t x) {
  const int top = 63 - std::countl_zero(x);
  uint64_t mantissa = top > 31 ? x >> (top - 31) : x << (31 - top);  // in [2^31, 2^32)
  int64_t log = int64_t{top} << 16;
  for (int bit = 15; bit >= 0; --bit) {
    mantissa = mantissa * mantissa >> 31;
    if (mantissa >> 32 != 0) {
      mantissa >>= 1;
      log += int64_t{1} << bit;
    }
  }
  return log;
}

// An exponential draw of mean `mean`: the largest worsening to accept at that temperature, which
// is Metropolis' rule exp(-delta / T) > u solved for delta.
constexpr int64_t ExponentialDraw(int64_t mean, Random& random) {
  constexpr int64_t kLn2Q16 = 45426;
  const uint64_t u = (random() >> 32) + 1;  // 1..2^32
  const int64_t log = (int64_t{32} << 16) - Log2Q16(u);
  return (mean * ((log * kLn2Q16) >> 16)) >> 16;
}

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_ANNEAL_H_
