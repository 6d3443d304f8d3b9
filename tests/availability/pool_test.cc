// Requirements that are accepted, and each way to get one wrong.
#include "vuoro/availability/pool.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

constexpr int32_t kOfficials[] = {4, 5, 9};
constexpr int32_t kBooths[] = {20, 21};

absl::Status Check(std::vector<Pool> pools, int32_t duration = 6) {
  return CheckRequirement({duration, pools}, Quantum());
}

TEST(PoolTest, AcceptsWhatTheRulesAllow) {
  EXPECT_TRUE(Check({}).ok());
  EXPECT_TRUE(Check({{.resources = kOfficials, .length = 6, .buffer_after = 2, .count = 2},
                     {.resources = kBooths, .offset = 4, .length = 2}})
                  .ok());
  EXPECT_TRUE(Check({{.resources = {}, .length = 6}}).ok()) << "a pool may be empty for now";
}

TEST(PoolTest, RefusesAResourceInTwoPools) {
  constexpr int32_t kMixed[] = {9, 21};
  const absl::Status status =
      Check({{.resources = kOfficials, .length = 6}, {.resources = kMixed, .length = 6}});
  EXPECT_TRUE(HasReason(status, Reason::kBadArgument));
  EXPECT_NE(MessageOf(status).find("resource 9"), std::string::npos);
}

TEST(PoolTest, RefusesSpansOutsideTheService) {
  EXPECT_FALSE(Check({{.resources = kBooths, .length = 0}}).ok());
  EXPECT_FALSE(Check({{.resources = kBooths, .length = 7}}).ok());
  EXPECT_FALSE(Check({{.resources = kBooths, .offset = -1, .length = 2}}).ok());
  EXPECT_FALSE(Check({{.resources = kBooths, .offset = 5, .length = 2}}).ok());
  EXPECT_FALSE(Check({{.resources = kBooths, .length = 6, .buffer_before = -1}}).ok());
  EXPECT_FALSE(Check({{.resources = kBooths, .length = 6, .buffer_after = 301}}).ok());
  EXPECT_FALSE(Check({}, 0).ok());
  EXPECT_FALSE(Check({}, 301).ok());
}

TEST(PoolTest, RefusesIndicesOutOfOrderOrRange) {
  constexpr int32_t kTwice[] = {3, 3};
  constexpr int32_t kDescending[] = {4, 3};
  constexpr int32_t kNegative[] = {-1};
  constexpr int32_t kTooLarge[] = {kMaxResources};
  for (const std::span<const int32_t> resources :
       {std::span<const int32_t>(kTwice), std::span<const int32_t>(kDescending),
        std::span<const int32_t>(kNegative), std::span<const int32_t>(kTooLarge)}) {
    EXPECT_TRUE(HasReason(Check({{.resources = resources, .length = 6}}), Reason::kBadArgument));
  }
}

TEST(PoolTest, RefusesPresenceThatDoesNotMatchTheResources) {
  const uint64_t* const one[] = {nullptr};
  EXPECT_TRUE(HasReason(Check({{.resources = kBooths, .presence = one, .length = 6}}),
                        Reason::kBadArgument));
}

TEST(PoolTest, NamedLimitsHold) {
  std::vector<int32_t> many(kMaxPoolCount + 1);
  std::iota(many.begin(), many.end(), 0);
  EXPECT_TRUE(Check({{.resources = many, .length = 6, .count = kMaxPoolCount}}).ok());
  EXPECT_TRUE(HasReason(Check({{.resources = many, .length = 6, .count = kMaxPoolCount + 1}}),
                        Reason::kLimitReached));
  EXPECT_TRUE(
      HasReason(Check({{.resources = many, .length = 6, .count = 0}}), Reason::kBadArgument));
  EXPECT_TRUE(Check(std::vector<Pool>(kMaxPools, Pool{.length = 6})).ok());
  EXPECT_TRUE(
      HasReason(Check(std::vector<Pool>(kMaxPools + 1, Pool{.length = 6})), Reason::kLimitReached));
}

}  // namespace
}  // namespace vuoro
