// A short run of the power-cut campaign and its control. The long one is tests/campaigns.
#include "store/power_cut.h"

#include <gtest/gtest.h>

namespace vuoro {
namespace {

TEST(PowerCutTest, NoAcknowledgedAppendIsLost) {
  const PowerCutResult result = RunPowerCuts({.seed = 20260601, .cuts = 300});
  EXPECT_EQ(result.lost + result.ghosts + result.corrupt, 0) << result.first_fault;
  EXPECT_EQ(result.cuts, 300);
  EXPECT_GT(result.acknowledged, 1500);
  EXPECT_LT(result.slowest_open_us, 1'000'000);
}

TEST(PowerCutTest, WithoutSyncTheHarnessFindsLosses) {
  // If this finds none, the test above proves nothing.
  const PowerCutResult result = RunPowerCuts({.seed = 7, .cuts = 200, .durable = false});
  EXPECT_GT(result.lost + result.corrupt, 10);
}

}  // namespace
}  // namespace vuoro
