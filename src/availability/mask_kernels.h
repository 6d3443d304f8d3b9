// The shift kernels behind day masks, written once and compiled for a fixed and for any width.
//
// A fixed width lets the compiler unroll and vectorise; five words (five-minute quanta) is the
// one that every search meets. Not installed: callers use day_mask.h.
#ifndef VUORO_SRC_AVAILABILITY_MASK_KERNELS_H_
#define VUORO_SRC_AVAILABILITY_MASK_KERNELS_H_

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "vuoro/availability/quantum.h"

namespace vuoro::mask_kernels {

template <int kWords>
struct FixedWidth {
  static constexpr int kFixed = kWords;
  static constexpr int kCapacity = kWords;
  static constexpr int size() { return kWords; }
};

struct AnyWidth {
  static constexpr int kCapacity = kMaxDayWords;
  int words;
  constexpr int size() const { return words; }
};

// Calls body with the narrowest width type that holds for `words`.
template <class Body>
decltype(auto) WithWidth(int words, Body&& body) {
  switch (words) {
    case 1:
      return body(FixedWidth<1>{});
    case 5:
      return body(FixedWidth<5>{});
    default:
      return body(AnyWidth{words});
  }
}

// Calls body(i) for every word, ascending; unrolled where the width is fixed, so that a day's few
// words can stay in registers at any optimisation level.
template <class Width, class Body>
inline void EachWord(Width width, Body&& body) {
  if constexpr (requires { Width::kFixed; }) {
    [&]<int... kIndex>(std::integer_sequence<int, kIndex...>) { (body(kIndex), ...); }
    (std::make_integer_sequence<int, Width::kFixed>{});
  } else {
    for (int i = 0; i < width.size(); ++i) body(i);
  }
}

struct Assign {
  constexpr uint64_t operator()(uint64_t, uint64_t shifted) const { return shifted; }
};
struct AndWith {
  constexpr uint64_t operator()(uint64_t word, uint64_t shifted) const { return word & shifted; }
};
struct OrWith {
  constexpr uint64_t operator()(uint64_t word, uint64_t shifted) const { return word | shifted; }
};

// As CombineFromAbove for any distance; kept apart so that the usual short shift stays small.
template <class Op, class Width>
void CombineFromFarAbove(Width width, uint64_t* m, int32_t by) {
  constexpr Op op;
  const int n = width.size();
  const int bits = by % 64;
  const int skip = std::min(by / 64, n);
  for (int i = 0; i < n; ++i) {
    const uint64_t low = i + skip < n ? m[i + skip] : 0;
    const uint64_t high = i + skip + 1 < n ? m[i + skip + 1] : 0;
    m[i] = op(m[i], bits == 0 ? low : (low >> bits) | (high << (64 - bits)));
  }
}

// m[q] = op(m[q], m[q + by]). In place: word i reads only words at or after i. REQUIRES: by >= 1.
template <class Op, class Width>
inline void CombineFromAbove(Width width, uint64_t* m, int32_t by) {
  constexpr Op op;
  if (by >= 64) return CombineFromFarAbove<Op>(width, m, by);
  EachWord(width, [&](int i) {
    const uint64_t high = i + 1 < width.size() ? m[i + 1] << (64 - by) : 0;
    m[i] = op(m[i], (m[i] >> by) | high);
  });
}

// m[q] = op(m[q], m[q - by]). In place: word i reads only words at or before i. REQUIRES: by >= 1.
template <class Op, class Width>
inline void CombineFromBelow(Width width, uint64_t* m, int32_t by) {
  constexpr Op op;
  const int n = width.size();
  const int bits = by % 64;
  const int skip = std::min(by / 64, n);
  for (int i = n - 1; i >= 0; --i) {
    const uint64_t high = i - skip >= 0 ? m[i - skip] : 0;
    const uint64_t low = i - skip - 1 >= 0 ? m[i - skip - 1] : 0;
    m[i] = op(m[i], bits == 0 ? high : (high << bits) | (low >> (64 - bits)));
  }
}

template <class Width>
inline void Shift(Width width, uint64_t* m, int32_t by) {
  if (by > 0) CombineFromAbove<Assign>(width, m, by);
  if (by < 0) CombineFromBelow<Assign>(width, m, -by);
}

// Doubles the run that each bit answers for until it is n: Op is AndWith to erode, OrWith to
// dilate. The doublings are written out, since shifting by a constant costs a third of shifting by
// a variable on x86-64 without BMI2.
template <class Op, class Width>
inline void Spread(Width width, uint64_t* m, int32_t n) {
  int32_t have = 1;
  const auto twice = [&](auto step) {
    if (n < 2 * step()) return false;
    CombineFromAbove<Op>(width, m, step());
    have = 2 * step();
    return true;
  };
  using std::integral_constant;
  if (twice(integral_constant<int32_t, 1>{}) && twice(integral_constant<int32_t, 2>{}) &&
      twice(integral_constant<int32_t, 4>{})) {
    while (2 * have <= n) {
      CombineFromAbove<Op>(width, m, have);
      have *= 2;
    }
  }
  if (have < n) CombineFromAbove<Op>(width, m, n - have);
}

template <class Width>
inline void DilateUp(Width width, uint64_t* m, int32_t n) {
  for (int32_t have = 1; have < n + 1;) {
    const int32_t step = std::min(have, n + 1 - have);
    CombineFromBelow<OrWith>(width, m, step);
    have += step;
  }
}

template <class Width>
inline bool Empty(Width width, const uint64_t* m) {
  uint64_t any = 0;
  EachWord(width, [&](int i) { any |= m[i]; });
  return any == 0;
}

}  // namespace vuoro::mask_kernels

#endif  // VUORO_SRC_AVAILABILITY_MASK_KERNELS_H_
