// Marking, forgetting and the memory of busy boards.
#include "vuoro/availability/busy_board.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <vector>

#include "slow_day.h"
#include "vuoro/availability/pool.h"
#include "vuoro/base/random.h"

namespace vuoro {
namespace {

using Row = std::tuple<int32_t, int32_t, int>;  // day, resource, busy quanta

std::vector<Row> RowsOf(const BusyBoard& board) {
  std::vector<Row> rows;
  board.ForEachRow([&](int32_t day, int32_t resource, mask::ConstMask busy) {
    rows.emplace_back(day, resource, mask::Count(busy));
  });
  return rows;
}

TEST(BusyBoardTest, MarkingABusyQuantumIsReportedAndChangesNothing) {
  BusyBoard board{Quantum()};
  ASSERT_TRUE(board.Mark(kDay, 3, {100, 106}));
  const BusyBoard before = board;
  const uint64_t version = board.Version(kDay);
  EXPECT_FALSE(board.Mark(kDay, 3, {105, 110}));
  EXPECT_FALSE(board.Mark(kDay, 3, {90, 101}));
  EXPECT_FALSE(board.Mark(kDay, 3, {102, 103}));
  EXPECT_EQ(board, before);
  EXPECT_EQ(board.Version(kDay), version);
  EXPECT_TRUE(board.Mark(kDay, 3, {106, 110})) << "half-open spans may touch";
  EXPECT_TRUE(board.Mark(kDay, 2, {100, 106})) << "another resource";
  EXPECT_TRUE(board.Mark(kDay + 1, 3, {100, 106})) << "another day";
}

TEST(BusyBoardTest, UnmarkingWhatIsNotAllBusyIsReportedAndChangesNothing) {
  BusyBoard board{Quantum()};
  ASSERT_TRUE(board.Mark(kDay, 3, {100, 106}));
  const BusyBoard before = board;
  EXPECT_FALSE(board.Unmark(kDay, 3, {99, 106}));
  EXPECT_FALSE(board.Unmark(kDay, 3, {100, 107}));
  EXPECT_FALSE(board.Unmark(kDay, 4, {100, 106}));
  EXPECT_FALSE(board.Unmark(kDay + 1, 3, {100, 106}));
  EXPECT_EQ(board, before);
  EXPECT_TRUE(board.Unmark(kDay, 3, {100, 106}));
  EXPECT_EQ(board, BusyBoard{Quantum()}) << "a row of zeros is as good as none";
}

TEST(BusyBoardTest, SpansThatCannotBeAreRefused) {
  BusyBoard board{Quantum()};
  EXPECT_FALSE(board.Mark(kDay, 0, {5, 5}));
  EXPECT_FALSE(board.Mark(kDay, 0, {6, 5}));
  EXPECT_FALSE(board.Mark(kDay, 0, {-1, 5}));
  EXPECT_FALSE(board.Mark(kDay, 0, {299, 301}));
  EXPECT_FALSE(board.Mark(kDay, -1, {0, 5}));
  EXPECT_FALSE(board.Mark(kDay, kMaxResources, {0, 5}));
  EXPECT_TRUE(RowsOf(board).empty());
  EXPECT_TRUE(board.Mark(kDay, 0, {299, 300}));
  EXPECT_TRUE(board.Mark(kDay, kMaxResources - 1, {0, 300}));
}

TEST(BusyBoardTest, ClaimsAreAllOrNothing) {
  BusyBoard board{Quantum()};
  ASSERT_TRUE(board.Mark(kDay, 9, {104, 105}));
  const BusyBoard before = board;
  const std::vector<Claim> claims = {{1, 0, {100, 106}}, {4, 1, {100, 102}}, {9, 2, {100, 106}}};
  EXPECT_FALSE(board.MarkAll(kDay, claims));
  EXPECT_EQ(board, before);
  ASSERT_TRUE(board.Unmark(kDay, 9, {104, 105}));
  EXPECT_TRUE(board.MarkAll(kDay, claims));
  ASSERT_TRUE(board.Unmark(kDay, 9, {104, 105}));
  const BusyBoard torn = board;
  EXPECT_FALSE(board.UnmarkAll(kDay, claims));
  EXPECT_EQ(board, torn);
}

TEST(BusyBoardTest, RowsComeInCanonicalOrderHoweverTheyWereMarked) {
  BusyBoard board{Quantum()}, other{Quantum(), 5'000};
  ASSERT_TRUE(board.Mark(kDay + 40, 17, {1, 3}));
  ASSERT_TRUE(board.Mark(kDay, 900, {5, 6}));
  ASSERT_TRUE(board.Mark(kDay, 2, {7, 9}));
  ASSERT_TRUE(board.Mark(kDay + 1, 2, {7, 8}));
  const std::vector<Row> expected = {
      {kDay, 2, 2}, {kDay, 900, 1}, {kDay + 1, 2, 1}, {kDay + 40, 17, 2}};
  EXPECT_EQ(RowsOf(board), expected);
  ASSERT_TRUE(other.Mark(kDay + 1, 2, {7, 8}));
  ASSERT_TRUE(other.Mark(kDay, 2, {8, 9}));
  ASSERT_TRUE(other.Mark(kDay, 2, {7, 8}));
  ASSERT_TRUE(other.Mark(kDay, 900, {5, 6}));
  EXPECT_NE(other, board);
  ASSERT_TRUE(other.Mark(kDay + 40, 17, {1, 3}));
  EXPECT_EQ(other, board);
  EXPECT_EQ(RowsOf(other), expected);
}

TEST(BusyBoardTest, ForgetsWholeDays) {
  BusyBoard board{Quantum()};
  for (int32_t day = kDay; day < kDay + 5; ++day) ASSERT_TRUE(board.Mark(day, 1, {10, 12}));
  board.ForgetBefore(kDay + 3);
  EXPECT_EQ(RowsOf(board), (std::vector<Row>{{kDay + 3, 1, 2}, {kDay + 4, 1, 2}}));
  EXPECT_EQ(board.OnDay(kDay).Row(1), nullptr);
  EXPECT_TRUE(board.Mark(kDay, 1, {10, 12}));
}

TEST(BusyBoardTest, FarDaysCostNoDaysInBetween) {
  constexpr int32_t kFirst = std::numeric_limits<int32_t>::min();
  constexpr int32_t kLast = std::numeric_limits<int32_t>::max();
  BusyBoard board{Quantum()};
  for (const int32_t day : {kDay, kLast, kDay + 30, kFirst, kDay - 64, kDay + 95, kDay - 200}) {
    ASSERT_TRUE(board.Mark(day, 1, {10, 12}));
    EXPECT_FALSE(board.OnDay(day).IsFree(1, {11, 12}));
  }
  EXPECT_EQ(RowsOf(board), (std::vector<Row>{{kFirst, 1, 2},
                                             {kDay - 200, 1, 2},
                                             {kDay - 64, 1, 2},
                                             {kDay, 1, 2},
                                             {kDay + 30, 1, 2},
                                             {kDay + 95, 1, 2},
                                             {kLast, 1, 2}}));
  EXPECT_EQ(board.OnDay(kDay - 10).Row(1), nullptr);
  EXPECT_EQ(board.OnDay(kDay - 100).Row(1), nullptr);
  EXPECT_LT(board.MemoryBytes(), 40'000u);
}

TEST(BusyBoardTest, VersionMovesWithTheDayAlone) {
  BusyBoard board{Quantum()};
  EXPECT_EQ(board.Version(kDay), 0u);
  ASSERT_TRUE(board.Mark(kDay, 1, {10, 12}));
  const uint64_t first = board.Version(kDay);
  ASSERT_TRUE(board.Mark(kDay + 1, 1, {10, 12}));
  EXPECT_EQ(board.Version(kDay), first);
  ASSERT_TRUE(board.Unmark(kDay, 1, {10, 12}));
  EXPECT_NE(board.Version(kDay), first);
}

TEST(BusyBoardTest, FourWeeksOfTwoThousandResourcesAreLean) {
  constexpr int32_t kResources = 2'000;
  BusyBoard expected{Quantum(), kResources}, grown{Quantum()};
  for (int32_t day = kDay; day < kDay + 28; ++day) {
    for (int32_t r = 0; r < kResources; ++r) {
      ASSERT_TRUE(expected.Mark(day, r, {96, 102}));
      ASSERT_TRUE(grown.Mark(day, r, {96, 102}));
    }
  }
  // 28 x 2,000 x 40 bytes of busy quanta, and two percent for everything else.
  EXPECT_LE(expected.MemoryBytes(), 28u * kResources * 40 * 102 / 100);
  EXPECT_LE(grown.MemoryBytes(), 28u * kResources * 40 * 104 / 100);
  EXPECT_EQ(expected, grown);

  BusyBoard sparse{Quantum(), kResources};
  for (int32_t day = kDay; day < kDay + 28; ++day) {
    for (int32_t r = 0; r < kResources; r += 100) ASSERT_TRUE(sparse.Mark(day, r, {96, 102}));
  }
  EXPECT_LE(sparse.MemoryBytes(), 300'000u);
}

TEST(BusyBoardTest, RandomMarkingAgreesWithAPlainTable) {
  Random random(11);
  constexpr int kDays = 6, kResources = 40;
  const Quantum quantum = *Quantum::FromMinutes(10);
  BusyBoard board{quantum};
  std::vector<bool> table(kDays * kResources * 150);
  for (int i = 0; i < 20'000; ++i) {
    const auto d = random.Below(kDays), r = random.Below(kResources);
    const auto begin = static_cast<int32_t>(random.Below(150));
    const auto end = std::min<int32_t>(150, begin + static_cast<int32_t>(random.Between(1, 9)));
    const auto at = table.begin() + static_cast<int64_t>((d * kResources + r) * 150);
    const auto busy = std::count(at + begin, at + end, true);
    const int32_t day = kDay + static_cast<int32_t>(d * d);  // days with gaps between them
    const auto resource = static_cast<int32_t>(r);
    EXPECT_EQ(board.OnDay(day).IsFree(resource, {begin, end}), busy == 0);
    if (random.Chance(1, 2)) {
      ASSERT_EQ(board.Mark(day, resource, {begin, end}), busy == 0);
      if (busy == 0) std::fill(at + begin, at + end, true);
    } else {
      ASSERT_EQ(board.Unmark(day, resource, {begin, end}), busy == end - begin);
      if (busy == end - begin) std::fill(at + begin, at + end, false);
    }
  }
  int64_t marked = 0;
  board.ForEachRow([&](int32_t, int32_t, mask::ConstMask busy) { marked += mask::Count(busy); });
  EXPECT_EQ(marked, std::count(table.begin(), table.end(), true));
  EXPECT_GT(marked, 0);
}

}  // namespace
}  // namespace vuoro
