// Which resources a start gets, and what is said when it gets none.
#include "vuoro/availability/choose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "slow_day.h"

namespace vuoro {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = CandidateBlock::Kind;

class ChooseTest : public testing::Test {
 protected:
  ChooseTest() {
    mask::SetRange(open_, {96, 192});  // 08:00 to 16:00
    mask::SetGrid(allowed_, {Quantum(), 288, {}, 15});
  }
  std::vector<Claim> Choose(std::vector<Pool> pools, int32_t start) {
    std::vector<Claim> claims = {{99, 99, {}}};
    const bool chosen = ChooseResources(board_, kDay, pools, start, claims);
    EXPECT_EQ(chosen, !claims.empty());
    return claims;
  }
  StartBlockers Why(std::vector<Pool> pools, int32_t start) {
    return FindBlockers(board_, {6, pools}, {kDay, open_, allowed_}, start);
  }

  BusyBoard board_{Quantum()};
  std::vector<uint64_t> open_ = std::vector<uint64_t>(5);
  std::vector<uint64_t> allowed_ = std::vector<uint64_t>(5);
  std::vector<int32_t> officials_ = {3, 4, 5};
  std::vector<int32_t> booths_ = {8, 9};
};

TEST_F(ChooseTest, EqualGapsGoToTheLowestIndex) {
  EXPECT_THAT(Choose({{.resources = officials_, .length = 6}}, 96),
              ElementsAre(Claim{3, 0, {96, 102}}));
}

TEST_F(ChooseTest, TheTightestGapIsFilledFirst) {
  ASSERT_TRUE(board_.Mark(kDay, 4, {90, 96}));
  ASSERT_TRUE(board_.Mark(kDay, 4, {104, 110}));
  ASSERT_TRUE(board_.Mark(kDay, 5, {102, 110}));
  EXPECT_THAT(Choose({{.resources = officials_, .length = 6}}, 96),
              ElementsAre(Claim{4, 0, {96, 102}}));
  EXPECT_THAT(Choose({{.resources = officials_, .length = 6, .count = 2}}, 96),
              ElementsAre(Claim{4, 0, {96, 102}}, Claim{5, 0, {96, 102}}));
}

TEST_F(ChooseTest, ClaimsCoverEachPoolsOwnSpanWithItsBuffers) {
  const std::vector<Pool> pools = {
      {.resources = officials_, .length = 6, .buffer_before = 1, .buffer_after = 2},
      {.resources = booths_, .offset = 2, .length = 3}};
  EXPECT_THAT(Choose(pools, 96), ElementsAre(Claim{3, 0, {95, 104}}, Claim{8, 1, {98, 101}}));
  EXPECT_THAT(Choose(pools, 0), ElementsAre(Claim{3, 0, {0, 8}}, Claim{8, 1, {2, 5}}));
}

TEST_F(ChooseTest, OneLackingPoolMeansNoClaims) {
  ASSERT_TRUE(board_.Mark(kDay, 8, {96, 100}));
  ASSERT_TRUE(board_.Mark(kDay, 9, {98, 99}));
  EXPECT_THAT(
      Choose({{.resources = officials_, .length = 6}, {.resources = booths_, .length = 6}}, 96),
      IsEmpty());
}

TEST_F(ChooseTest, BlockersNameClosingAndGrid) {
  const StartBlockers at_end = Why({{.resources = officials_, .length = 6}}, 188);
  EXPECT_EQ(at_end.first_closed, 192);
  EXPECT_TRUE(at_end.not_allowed);
  EXPECT_THAT(at_end.pools, IsEmpty());
  EXPECT_TRUE(Why({{.resources = officials_, .length = 6}}, 186).none());
  EXPECT_EQ(Why({}, 400).first_closed, 300) << "past the day's capacity";
}

TEST_F(ChooseTest, BlockersNameWhoIsAbsentAndWhoIsBusySince) {
  std::vector<uint64_t> morning(5);
  mask::SetRange(morning, {96, 144});
  const uint64_t* const presence[] = {nullptr, morning.data(), morning.data()};
  ASSERT_TRUE(board_.Mark(kDay, 5, {130, 133}));
  ASSERT_TRUE(board_.Mark(kDay, 3, {130, 133}));
  const Pool pool{.resources = officials_, .presence = presence, .length = 6, .count = 2};
  const StartBlockers why = Why({{.resources = booths_, .length = 6}, pool}, 129);
  EXPECT_EQ(why.first_closed, -1);
  EXPECT_FALSE(why.not_allowed);
  ASSERT_EQ(why.pools.size(), 1u);
  EXPECT_EQ(why.pools[0].pool, 1);
  EXPECT_EQ(why.pools[0].needed, 2);
  EXPECT_EQ(why.pools[0].able, 1);
  EXPECT_THAT(why.pools[0].blocked, ElementsAre(CandidateBlock{3, Kind::kAbsent, 129},
                                                CandidateBlock{5, Kind::kBusy, 130}));
  const StartBlockers late = Why({pool}, 141);
  ASSERT_EQ(late.pools.size(), 1u);
  EXPECT_EQ(late.pools[0].blocked[1], (CandidateBlock{4, Kind::kAbsent, 144}));
}

}  // namespace
}  // namespace vuoro
