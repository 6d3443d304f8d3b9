// The random numbers against published output, and the bounds of each draw.
#include "vuoro/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace vuoro {
namespace {

// First outputs of SplitMix64 with seed 1234567, as published with the algorithm.
TEST(RandomTest, SplitMixMatchesItsPublishedOutput) {
  uint64_t state = 1234567;
  EXPECT_EQ(SplitMix64(state), 6457827717110365317u);
  EXPECT_EQ(SplitMix64(state), 3203168211198807973u);
}

TEST(RandomTest, SameSeedSameNumbers) {
  Random a(7);
  Random b(7);
  for (int i = 0; i < 100; ++i) ASSERT_EQ(a(), b());
}

TEST(RandomTest, BelowIsInRangeAndReachesEveryValue) {
  Random random(1);
  std::vector<int> seen(7);
  for (int i = 0; i < 7000; ++i) ++seen.at(random.Below(7));
  for (int count : seen) EXPECT_NEAR(count, 1000, 150);
}

TEST(RandomTest, BetweenIncludesBothEnds) {
  Random random(2);
  int64_t low = 9;
  int64_t high = -9;
  for (int i = 0; i < 1000; ++i) {
    const int64_t value = random.Between(-3, 3);
    low = std::min(low, value);
    high = std::max(high, value);
  }
  EXPECT_EQ(low, -3);
  EXPECT_EQ(high, 3);
}

TEST(RandomTest, ShuffleKeepsEveryItem) {
  std::vector<int> items(50);
  std::iota(items.begin(), items.end(), 0);
  const std::vector<int> before = items;
  Random(3).Shuffle(std::span<int>(items));
  EXPECT_NE(items, before);
  std::sort(items.begin(), items.end());
  EXPECT_EQ(items, before);
}

}  // namespace
}  // namespace vuoro
