// The fault sweep in short: every scenario, every way to fail, some of the calls. The long one,
// with every call, is tests/campaigns.
#include "store/fault_sweep.h"

#include <gtest/gtest.h>

namespace vuoro {
namespace {

class FaultSweepTest : public testing::TestWithParam<std::string_view> {};

TEST_P(FaultSweepTest, NoFaultBreaksALawAndTheHandleGoesOnWhenItIsGone) {
  const FaultSweepResult result =
      RunFaultSweep({.seed = 20260601, .stride = 17, .only_scenario = std::string(GetParam())});
  EXPECT_EQ(result.broken, 0) << result.first_fault;
  EXPECT_GT(result.runs, 0);
  EXPECT_GT(result.failed_calls, 0);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, FaultSweepTest, testing::ValuesIn(FaultScenarios()),
                         [](const auto& param) {
                           std::string name(param.param);
                           for (char& c : name) c = c == ' ' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace vuoro
