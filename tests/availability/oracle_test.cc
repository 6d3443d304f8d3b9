// Holds search, choice and explanation against the minute-by-minute oracle on random days.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "slow_day.h"
#include "vuoro/availability/choose.h"

namespace vuoro {
namespace {

bool Has(const std::vector<uint64_t>& mask, int32_t q) { return mask::AllSet(mask, {q, q + 1}); }

// What best fit must pick from one pool, slowly: the able ones by gap, then by index.
std::vector<int32_t> SlowChoice(const SlowDay& slow, const SlowPool& pool, int start) {
  std::vector<std::pair<int, int32_t>> able;
  for (size_t c = 0; c < pool.resources.size(); ++c) {
    if (slow.Able(pool, c, start)) able.emplace_back(slow.Gap(pool, c, start), pool.resources[c]);
  }
  std::sort(able.begin(), able.end());
  able.resize(static_cast<size_t>(pool.count));
  std::vector<int32_t> chosen;
  for (const auto& [gap, resource] : able) chosen.push_back(resource);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::vector<Claim> SlowClaims(const SlowDay& slow, int start) {
  std::vector<Claim> claims;
  const int q = slow.quantum.minutes();
  for (size_t p = 0; p < slow.pools.size(); ++p) {
    const SlowPool& pool = slow.pools[p];
    const int begin = std::max(start + pool.offset - pool.before, 0);
    const int end = std::min(start + pool.offset + pool.length + pool.after, kMaxDayMinutes);
    for (const int32_t resource : SlowChoice(slow, pool, start)) {
      claims.push_back({resource, static_cast<int32_t>(p), {begin / q, end / q}});
    }
  }
  return claims;
}

// Everything that is said about one start agrees with the oracle.
void CheckStart(const SlowDay& slow, FastDay& fast, int32_t q) {
  const int start = q * slow.quantum.minutes();
  const StartBlockers blockers = FindBlockers(fast.board(), fast.requirement(), fast.supply(), q);
  ASSERT_EQ(blockers.none(), slow.CanStart(start)) << "blockers at " << q;
  ASSERT_EQ(blockers.not_allowed, !slow.Allowed(start));
  ASSERT_EQ(blockers.pools.empty(), slow.PoolsCanServe(start));
  for (const PoolLack& lack : blockers.pools) {
    const SlowPool& pool = slow.pools[static_cast<size_t>(lack.pool)];
    ASSERT_EQ(lack.able + lack.blocked.size(), pool.resources.size());
    for (const CandidateBlock& block : lack.blocked) {
      const auto c = static_cast<size_t>(
          std::find(pool.resources.begin(), pool.resources.end(), block.resource) -
          pool.resources.begin());
      ASSERT_FALSE(slow.Able(pool, c, start));
      const int minute = block.quantum * slow.quantum.minutes();
      if (block.kind == CandidateBlock::Kind::kBusy) {
        ASSERT_TRUE(slow.Busy(block.resource, minute));
      } else {
        ASSERT_FALSE(slow.Present(pool, c, minute));
      }
    }
  }
  if (!slow.OpenAndAllowed(start)) return;
  std::vector<Claim> claims;
  const bool chosen = ChooseResources(fast.board(), kDay, fast.requirement().pools, q, claims);
  ASSERT_EQ(chosen, slow.PoolsCanServe(start)) << "choice at " << q;
  if (chosen) {
    ASSERT_EQ(claims, SlowClaims(slow, start));
  } else {
    ASSERT_TRUE(claims.empty());
  }
}

TEST(AvailabilityOracleTest, TenThousandRandomDaysAgreeMinuteByMinute) {
  Random random(20261122);
  int64_t offered = 0, with_offers = 0, refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    SCOPED_TRACE(testing::Message() << "day " << i);
    const SlowDay slow = RandomDay(random);
    FastDay fast(slow, kDay);
    const std::vector<uint64_t> starts = fast.Starts();
    int in_day = 0;
    for (int32_t q = 0; q < slow.quantum.words() * 64; ++q) {
      const bool can = slow.CanStart(q * slow.quantum.minutes());
      ASSERT_EQ(Has(starts, q), can) << "quantum " << q;
      in_day += can;
    }
    offered += in_day;
    with_offers += in_day > 0;
    for (int n = 0; n < 12; ++n) {
      const auto q =
          static_cast<int32_t>(random.Below(static_cast<uint64_t>(slow.quantum.day_capacity())));
      // Half of the samples where something is open, for most of a day is not.
      const int32_t open = mask::NextSet(fast.supply().open, q);
      CheckStart(slow, fast, n % 2 == 0 ? q : open % slow.quantum.day_capacity());
      if (HasFatalFailure()) return;
    }
    int32_t q = 0;
    for (int n = 0; n < 4 && q < slow.quantum.day_capacity(); ++n) {
      q = mask::NextSet(fast.supply().allowed, q);
      refused += q < slow.quantum.day_capacity() && !Has(starts, q++);
    }
  }
  // The days are neither all full nor all empty, so agreement means something.
  EXPECT_GT(with_offers, 2'000);
  EXPECT_LT(with_offers, 9'000);
  EXPECT_GT(offered, 20'000);
  EXPECT_GT(refused, 5'000);
}

// One booking as the oracle keeps it.
void Book(SlowDay& slow, const std::vector<Claim>& claims, uint8_t busy) {
  const int q = slow.quantum.minutes();
  for (const Claim& claim : claims) {
    for (int m = claim.span.begin * q; m < claim.span.end * q; ++m) {
      ASSERT_NE(slow.busy[claim.resource][m], busy) << "double booking of " << claim.resource;
      slow.busy[claim.resource][m] = busy;
    }
  }
}

TEST(AvailabilityOracleTest, EveryOfferedStartIsAcceptedAndEveryAcceptedStartWasOffered) {
  Random random(7);
  int64_t accepted = 0, refused = 0, cancelled = 0;
  for (int i = 0; i < 250; ++i) {
    SCOPED_TRACE(testing::Message() << "day " << i);
    SlowDay slow = RandomDay(random);
    FastDay fast(slow, kDay);
    const BusyBoard before = fast.board();
    std::vector<std::vector<Claim>> booked;
    for (int n = 0; n < 40; ++n) {
      const std::vector<uint64_t> offered = fast.Starts();
      std::vector<uint64_t> wanted(offered.size());
      OpenStarts(fast.supply(), fast.requirement().duration, wanted);
      if (mask::Empty(wanted)) break;
      std::vector<int32_t> all;
      mask::ForEachSet(wanted, [&](int32_t q) { all.push_back(q); });
      const int32_t q = all[random.Below(all.size())];
      std::vector<Claim> claims;
      const bool chosen = ChooseResources(fast.board(), kDay, fast.requirement().pools, q, claims);
      ASSERT_EQ(chosen, Has(offered, q));
      if (chosen) {
        ASSERT_TRUE(fast.board().MarkAll(kDay, claims));
        Book(slow, claims, 1);
        if (!claims.empty()) {
          ASSERT_FALSE(fast.board().MarkAll(kDay, claims)) << "the same resources twice";
        }
        booked.push_back(claims);
        ++accepted;
      } else {
        ++refused;
      }
      if (!booked.empty() && random.Chance(1, 5)) {
        std::swap(booked[random.Below(booked.size())], booked.back());
        ASSERT_TRUE(fast.board().UnmarkAll(kDay, booked.back()));
        Book(slow, booked.back(), 0);
        booked.pop_back();
        ++cancelled;
      }
      if (HasFatalFailure()) return;
    }
    for (int32_t q = 0; q < slow.quantum.day_capacity(); ++q) {
      ASSERT_EQ(Has(fast.Starts(), q), slow.CanStart(q * slow.quantum.minutes()));
    }
    while (!booked.empty()) {
      ASSERT_TRUE(fast.board().UnmarkAll(kDay, booked.back()));
      booked.pop_back();
    }
    EXPECT_EQ(fast.board(), before);
  }
  EXPECT_GT(accepted, 500);
  EXPECT_GT(refused, 500);
  EXPECT_GT(cancelled, 100);
}

}  // namespace
}  // namespace vuoro
