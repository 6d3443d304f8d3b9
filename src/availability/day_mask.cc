// Day masks for callers: cuts spans to the mask and hands the shifting to the kernels.
#include "vuoro/availability/day_mask.h"

#include <algorithm>

#include "availability/mask_kernels.h"

namespace vuoro::mask {
namespace {

namespace kernels = mask_kernels;

int32_t BitCount(ConstMask m) { return static_cast<int32_t>(m.size() * 64); }

QuantumSpan Cut(ConstMask m, QuantumSpan span) {
  return {std::max(span.begin, 0), std::min(span.end, BitCount(m))};
}

// Calls visit(word index, bits of `span` in that word); stops when visit returns false.
template <class Visit>
bool EachWord(QuantumSpan span, Visit&& visit) {
  for (int32_t at = span.begin; at < span.end;) {
    const int32_t low = at % 64;
    const int32_t high = std::min(64, low + span.end - at);
    const uint64_t upto = high == 64 ? ~uint64_t{0} : (uint64_t{1} << high) - 1;
    if (!visit(static_cast<size_t>(at / 64), upto & (~uint64_t{0} << low))) return false;
    at += high - low;
  }
  return true;
}

// The first quantum at or after `from` at which the mask, flipped by `flip`, has a set bit.
int32_t NextWhere(ConstMask m, int32_t from, uint64_t flip) {
  size_t i = static_cast<size_t>(from) / 64;
  if (i >= m.size()) return BitCount(m);
  uint64_t word = (m[i] ^ flip) & (~uint64_t{0} << (from % 64));
  while (word == 0) {
    if (++i == m.size()) return BitCount(m);
    word = m[i] ^ flip;
  }
  return static_cast<int32_t>(i * 64) + std::countr_zero(word);
}

template <class Body>
void Run(Mask m, Body&& body) {
  if (m.empty()) return;
  kernels::WithWidth(static_cast<int>(m.size()), [&](auto width) { body(width, m.data()); });
}

}  // namespace

void Clear(Mask m) { std::fill(m.begin(), m.end(), 0); }

void SetRange(Mask m, QuantumSpan span) {
  EachWord(Cut(m, span), [&](size_t i, uint64_t bits) {
    m[i] |= bits;
    return true;
  });
}

void ClearRange(Mask m, QuantumSpan span) {
  EachWord(Cut(m, span), [&](size_t i, uint64_t bits) {
    m[i] &= ~bits;
    return true;
  });
}

bool AllSet(ConstMask m, QuantumSpan span) {
  if (span.empty()) return true;
  if (span.begin < 0 || span.end > BitCount(m)) return false;
  return EachWord(span, [&](size_t i, uint64_t bits) { return (m[i] & bits) == bits; });
}

bool AnySet(ConstMask m, QuantumSpan span) {
  return !EachWord(Cut(m, span), [&](size_t i, uint64_t bits) { return (m[i] & bits) == 0; });
}

void And(Mask m, ConstMask other) {
  for (size_t i = 0; i < m.size(); ++i) m[i] &= other[i];
}

void Or(Mask m, ConstMask other) {
  for (size_t i = 0; i < m.size(); ++i) m[i] |= other[i];
}

void AndNot(Mask m, ConstMask other) {
  for (size_t i = 0; i < m.size(); ++i) m[i] &= ~other[i];
}

bool Empty(ConstMask m) {
  return std::all_of(m.begin(), m.end(), [](uint64_t word) { return word == 0; });
}

int Count(ConstMask m) {
  int count = 0;
  for (const uint64_t word : m) count += std::popcount(word);
  return count;
}

void Shift(Mask m, int32_t by) {
  Run(m, [by](auto width, uint64_t* words) { kernels::Shift(width, words, by); });
}

void Erode(Mask m, int32_t n) {
  Run(m, [n](auto width, uint64_t* words) { kernels::Spread<kernels::AndWith>(width, words, n); });
}

void DilateDown(Mask m, int32_t n) {
  Run(m, [n](auto width, uint64_t* words) { kernels::Spread<kernels::OrWith>(width, words, n); });
}

void DilateUp(Mask m, int32_t n) {
  Run(m, [n](auto width, uint64_t* words) { kernels::DilateUp(width, words, n); });
}

int32_t NextSet(ConstMask m, int32_t from) { return NextWhere(m, from, 0); }

int32_t NextClear(ConstMask m, int32_t from) { return NextWhere(m, from, ~uint64_t{0}); }

int32_t LastClearBefore(ConstMask m, int32_t from) {
  for (int32_t i = (from - 1) / 64, last = from - 1; last >= 0; --i, last = i * 64 + 63) {
    const uint64_t upto = ~uint64_t{0} >> (63 - last % 64);
    const uint64_t clear = ~m[static_cast<size_t>(i)] & upto;
    if (clear != 0) return i * 64 + 63 - std::countl_zero(clear);
  }
  return -1;
}

void SetGrid(Mask m, const Grid& grid) {
  Clear(m);
  constexpr WallPiece kOrdinary[] = {{0, 0}};
  const std::span<const WallPiece> pieces = grid.pieces.empty() ? kOrdinary : grid.pieces;
  for (size_t p = 0; p < pieces.size(); ++p) {
    const int32_t end = p + 1 < pieces.size() ? pieces[p + 1].quantum : grid.day_quanta;
    for (int32_t q = pieces[p].quantum; q < std::min(end, grid.day_quanta); ++q) {
      const int32_t wall = pieces[p].wall_minute + (q - pieces[p].quantum) * grid.quantum.minutes();
      if (wall % grid.step_minutes == 0) SetRange(m, {q, q + 1});
    }
  }
}

}  // namespace vuoro::mask
