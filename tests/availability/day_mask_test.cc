// Day masks against their meaning bit by bit, and start grids across clock changes.
#include "vuoro/availability/day_mask.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "vuoro/base/random.h"

namespace vuoro {
namespace {

using Bits = std::vector<bool>;
using Words = std::vector<uint64_t>;

// Runs of set and clear bits, as days have them, or noise.
Words RandomMask(size_t words, Random& random) {
  Words mask(words, 0);
  if (random.Chance(1, 4)) {
    for (uint64_t& word : mask) word = random() & random();
    return mask;
  }
  const auto bits = static_cast<int64_t>(words * 64);
  for (int64_t n = random.Between(0, 5); n > 0; --n) {
    const auto begin = static_cast<int32_t>(random.Between(-5, bits));
    mask::SetRange(mask, {begin, begin + static_cast<int32_t>(random.Between(0, bits / 2))});
  }
  return mask;
}

Bits ToBits(const Words& mask) {
  Bits bits(mask.size() * 64);
  for (size_t q = 0; q < bits.size(); ++q) bits[q] = (mask[q / 64] >> (q % 64)) & 1;
  return bits;
}

bool At(const Bits& bits, int64_t q) {
  return q >= 0 && q < static_cast<int64_t>(bits.size()) && bits[static_cast<size_t>(q)];
}

template <class Rule>
Bits Each(const Bits& bits, Rule&& rule) {
  Bits out(bits.size());
  for (size_t q = 0; q < bits.size(); ++q) out[q] = rule(static_cast<int64_t>(q));
  return out;
}

class DayMaskTest : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Widths, DayMaskTest, testing::Values(1, 2, 3, 5, 8, 24));

TEST_P(DayMaskTest, ShiftsAgreeWithTheirMeaningBitByBit) {
  Random random(1);
  const auto words = static_cast<size_t>(GetParam());
  const auto limit = static_cast<int64_t>(words * 64) + 70;
  for (int i = 0; i < 300; ++i) {
    const Words mask = RandomMask(words, random);
    const Bits bits = ToBits(mask);
    const auto n = static_cast<int32_t>(random.Chance(1, 2) ? random.Between(1, 20)
                                                            : random.Between(1, limit));
    SCOPED_TRACE(testing::Message() << "case " << i << " by " << n);
    const auto any = [&](int64_t begin, int64_t end) {
      for (int64_t q = begin; q < end; ++q) {
        if (At(bits, q)) return true;
      }
      return false;
    };
    Words out = mask;
    mask::Shift(out, n);
    EXPECT_EQ(ToBits(out), Each(bits, [&](int64_t q) { return At(bits, q + n); }));
    out = mask;
    mask::Shift(out, -n);
    EXPECT_EQ(ToBits(out), Each(bits, [&](int64_t q) { return At(bits, q - n); }));
    out = mask;
    mask::Erode(out, n);
    EXPECT_EQ(ToBits(out), Each(bits, [&](int64_t q) {
                for (int64_t k = q; k < q + n; ++k) {
                  if (!At(bits, k)) return false;
                }
                return true;
              }));
    out = mask;
    mask::DilateDown(out, n);
    EXPECT_EQ(ToBits(out), Each(bits, [&](int64_t q) { return any(q, q + n); }));
    out = mask;
    mask::DilateUp(out, n);
    EXPECT_EQ(ToBits(out), Each(bits, [&](int64_t q) { return any(q - n, q + 1); }));
  }
}

TEST_P(DayMaskTest, RangesAndSearchesAgreeWithTheirMeaningBitByBit) {
  Random random(2);
  const auto words = static_cast<size_t>(GetParam());
  const auto size = static_cast<int32_t>(words * 64);
  for (int i = 0; i < 500; ++i) {
    const Words mask = RandomMask(words, random);
    const Bits bits = ToBits(mask);
    const auto begin = static_cast<int32_t>(random.Between(-70, size + 70));
    const QuantumSpan span{begin, begin + static_cast<int32_t>(random.Between(-3, size / 2))};
    SCOPED_TRACE(testing::Message() << "case " << i << " [" << span.begin << ", " << span.end);
    const auto inside = [&](int64_t q) { return q >= span.begin && q < span.end; };
    Words out = mask;
    mask::SetRange(out, span);
    EXPECT_EQ(ToBits(out), Each(bits, [&](int64_t q) { return At(bits, q) || inside(q); }));
    out = mask;
    mask::ClearRange(out, span);
    EXPECT_EQ(ToBits(out), Each(bits, [&](int64_t q) { return At(bits, q) && !inside(q); }));
    bool all = true, any = false;
    for (int32_t q = span.begin; q < span.end; ++q) {
      all = all && At(bits, q);
      any = any || At(bits, q);
    }
    EXPECT_EQ(mask::AllSet(mask, span), all);
    EXPECT_EQ(mask::AnySet(mask, span), any);

    const auto from = static_cast<int32_t>(random.Between(0, size));
    const auto next = [&](bool value) {
      int32_t q = from;
      while (q < size && At(bits, q) != value) ++q;
      return q;
    };
    EXPECT_EQ(mask::NextSet(mask, from), next(true));
    EXPECT_EQ(mask::NextClear(mask, from), next(false));
    int32_t last = from - 1;
    while (last >= 0 && At(bits, last)) --last;
    EXPECT_EQ(mask::LastClearBefore(mask, from), last);
  }
}

TEST_P(DayMaskTest, VisitsBuildTheMaskAgain) {
  Random random(3);
  const auto words = static_cast<size_t>(GetParam());
  for (int i = 0; i < 200; ++i) {
    const Words mask = RandomMask(words, random);
    Words from_bits(words, 0), from_runs(words, 0);
    int count = 0;
    mask::ForEachSet(mask, [&](int32_t q) {
      mask::SetRange(from_bits, {q, q + 1});
      ++count;
    });
    int32_t last_end = -1;
    mask::ForEachRun(mask, [&](QuantumSpan span) {
      EXPECT_GT(span.begin, last_end) << "runs are maximal and ascending";
      last_end = span.end;
      mask::SetRange(from_runs, span);
    });
    EXPECT_EQ(from_bits, mask);
    EXPECT_EQ(from_runs, mask);
    EXPECT_EQ(count, mask::Count(mask));
    EXPECT_EQ(count == 0, mask::Empty(mask));
  }
}

std::vector<int32_t> GridOf(mask::Grid grid) {
  Words mask(static_cast<size_t>(grid.quantum.words()), ~uint64_t{0});
  mask::SetGrid(mask, grid);
  std::vector<int32_t> starts;
  mask::ForEachSet(mask, [&](int32_t q) { starts.push_back(q); });
  return starts;
}

TEST(GridTest, OrdinaryDayStartsEveryQuarterFromMidnight) {
  const std::vector<int32_t> starts = GridOf({Quantum(), 288, {}, 15});
  EXPECT_EQ(starts.size(), 96u);
  EXPECT_EQ(starts.front(), 0);
  EXPECT_EQ(starts[1], 3);
  EXPECT_EQ(starts.back(), 285);
}

TEST(GridTest, SpringDayHasNoStartInTheSkippedHour) {
  const WallPiece pieces[] = {{0, 0}, {36, 240}};  // 03:00 becomes 04:00
  const std::vector<int32_t> starts = GridOf({Quantum(), 276, pieces, 30});
  EXPECT_EQ(starts.size(), 46u);
  EXPECT_TRUE(std::count(starts.begin(), starts.end(), 36)) << "04:00";
}

TEST(GridTest, AutumnDayHasTheRepeatedHourTwice) {
  const WallPiece pieces[] = {{0, 0}, {48, 180}};  // 04:00 becomes 03:00
  EXPECT_EQ(GridOf({Quantum(), 300, pieces, 60}).size(), 25u);
}

TEST(GridTest, AClockChangeOfHalfAnHourKeepsStartsOnTheHour) {
  const WallPiece pieces[] = {{0, 0}, {24, 150}};  // 02:00 becomes 02:30, as on Lord Howe Island
  const std::vector<int32_t> starts = GridOf({Quantum(), 282, pieces, 60});
  ASSERT_GE(starts.size(), 4u);
  EXPECT_EQ(starts[2], 30) << "03:00 is two and a half hours after midnight";
}

TEST(QuantumTest, TakesWhatDividesTheHour) {
  for (const int minutes : {1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60}) {
    ASSERT_TRUE(Quantum::FromMinutes(minutes).has_value()) << minutes;
    EXPECT_EQ(Quantum::FromMinutes(minutes)->day_capacity() * minutes, 1500);
  }
  for (const int minutes : {-5, 0, 7, 8, 25, 45, 61, 120}) {
    EXPECT_FALSE(Quantum::FromMinutes(minutes).has_value()) << minutes;
  }
  EXPECT_EQ(Quantum::FromMinutes(5)->words(), 5);
  EXPECT_EQ(Quantum::FromMinutes(1)->words(), kMaxDayWords);
  EXPECT_EQ(Quantum::FromMinutes(15)->CountUp(20), 2);
}

}  // namespace
}  // namespace vuoro
