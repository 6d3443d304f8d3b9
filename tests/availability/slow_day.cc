// Makes random days, and turns them into masks, board and pools.
#include "slow_day.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace vuoro {
namespace {

constexpr int32_t kResourcesPerPool = 5;

void Fill(Minutes& minutes, int begin, int end, int limit) {
  for (int m = std::max(begin, 0); m < std::min(end, limit); ++m) minutes[m] = 1;
}

// One to three spans of open or present time, now and then up to a midnight.
Minutes RandomHours(const SlowDay& day, Random& random) {
  Minutes minutes(kMaxDayMinutes, 0);
  const int q = day.quantum.minutes();
  if (random.Chance(1, 20)) return minutes;
  for (int64_t spans = random.Between(1, 3); spans > 0; --spans) {
    int begin = static_cast<int>(random.Between(0, day.day_minutes)) / q * q;
    int end = begin + static_cast<int>(random.Between(60, 600)) / q * q;
    if (random.Chance(1, 6)) begin = 0;
    if (random.Chance(1, 6)) end = day.day_minutes;
    Fill(minutes, begin, end, day.day_minutes);
  }
  return minutes;
}

int RandomQuanta(const SlowDay& day, Random& random, int low, int high) {
  return static_cast<int>(random.Between(low, high)) * day.quantum.minutes();
}

SlowPool RandomPool(SlowDay& day, Random& random, bool needs_presence) {
  SlowPool pool;
  // Indices of one pool lie apart, so that a board has untouched rows and blocks between them.
  auto next = static_cast<int32_t>(day.busy.size());
  for (int64_t n = random.Between(1, kResourcesPerPool); n > 0; --n) {
    next += static_cast<int32_t>(random.Between(0, 4));
    pool.resources.push_back(next++);
    if (needs_presence) pool.presence.push_back(RandomHours(day, random));
  }
  day.busy.resize(static_cast<size_t>(next), Minutes(kMaxDayMinutes, 0));
  pool.length = day.duration;
  if (random.Chance(1, 3)) {
    pool.before = RandomQuanta(day, random, 0, 4);
    pool.after = RandomQuanta(day, random, 0, 4);
    pool.present_in_buffers = random.Chance(1, 2);
  }
  return pool;
}

void AddPools(SlowDay& day, Random& random) {
  const int q = day.quantum.minutes();
  switch (random.Below(4)) {
    case 0:  // an official, or any free counter
      day.pools.push_back(RandomPool(day, random, random.Chance(1, 2)));
      break;
    case 1: {  // booth, remote official, interpreter, and an advisor who helps at the beginning
      day.pools.push_back(RandomPool(day, random, false));
      day.pools.push_back(RandomPool(day, random, true));
      if (random.Chance(1, 2)) day.pools.push_back(RandomPool(day, random, true));
      SlowPool advisor = RandomPool(day, random, true);
      advisor.length = std::min(advisor.length, RandomQuanta(day, random, 1, 3));
      day.pools.push_back(advisor);
      break;
    }
    case 2: {  // a joint meeting of several officials
      SlowPool officials = RandomPool(day, random, true);
      officials.count =
          static_cast<int>(random.Between(1, static_cast<int64_t>(officials.resources.size()) + 1));
      day.pools.push_back(officials);
      break;
    }
    default:  // anything, each needed for its own part of the service
      for (int64_t n = random.Between(0, 3); n > 0; --n) {
        SlowPool pool = RandomPool(day, random, random.Chance(1, 2));
        pool.offset = static_cast<int>(random.Between(0, day.duration / q - 1)) * q;
        pool.length = static_cast<int>(random.Between(1, (day.duration - pool.offset) / q)) * q;
        pool.count = static_cast<int>(random.Between(1, 2));
        day.pools.push_back(pool);
      }
  }
}

void AddBookings(SlowDay& day, Random& random) {
  const auto load = random.Between(0, 12);
  for (Minutes& row : day.busy) {
    if (random.Chance(1, 4)) continue;
    for (int64_t n = random.Between(0, load); n > 0; --n) {
      const int begin = static_cast<int>(random.Between(-60, day.day_minutes)) /
                        day.quantum.minutes() * day.quantum.minutes();
      Fill(row, begin, begin + RandomQuanta(day, random, 1, 12), day.day_minutes);
    }
  }
}

}  // namespace

SlowDay RandomDay(Random& random) {
  constexpr int kQuanta[] = {1, 5, 5, 5, 10, 15, 30};
  constexpr int kDays[] = {1380, 1440, 1440, 1500};
  constexpr int kSteps[] = {1, 5, 10, 15, 15, 20, 30, 60};
  SlowDay day;
  day.quantum = *Quantum::FromMinutes(kQuanta[random.Below(7)]);
  day.day_minutes = kDays[random.Below(4)];
  day.step = kSteps[random.Below(8)];
  day.duration = RandomQuanta(day, random, 1, random.Chance(1, 10) ? 40 : 12);
  day.open = RandomHours(day, random);
  day.barred = Minutes(kMaxDayMinutes, 0);
  if (random.Chance(1, 2)) {
    Fill(day.barred, 0, RandomQuanta(day, random, 0, 600 / day.quantum.minutes()), day.day_minutes);
  }
  AddPools(day, random);
  AddBookings(day, random);
  return day;
}

std::vector<uint64_t> FastDay::ToMask(const SlowDay& slow, const Minutes& minutes) const {
  std::vector<uint64_t> out(static_cast<size_t>(slow.quantum.words()), 0);
  for (int32_t q = 0; q < slow.quantum.day_capacity(); ++q) {
    if (minutes[q * slow.quantum.minutes()]) mask::SetRange(out, {q, q + 1});
  }
  return out;
}

FastDay::FastDay(const SlowDay& slow, int32_t day) : day_(day), board_(slow.quantum) {
  const int q = slow.quantum.minutes();
  duration_ = slow.duration / q;
  open_ = ToMask(slow, slow.open);
  allowed_.resize(open_.size());
  std::vector<WallPiece> pieces = {{0, 0}};
  if (slow.day_minutes == 1380) pieces.push_back({180 / q, 240});
  if (slow.day_minutes == 1500) pieces.push_back({240 / q, 180});
  mask::SetGrid(allowed_, {slow.quantum, slow.day_minutes / q, pieces, slow.step});
  mask::AndNot(allowed_, ToMask(slow, slow.barred));
  for (size_t r = 0; r < slow.busy.size(); ++r) {
    mask::ForEachRun(ToMask(slow, slow.busy[r]), [&](QuantumSpan span) {
      EXPECT_TRUE(board_.Mark(day_, static_cast<int32_t>(r), span));
    });
  }
  for (const SlowPool& pool : slow.pools) {
    resources_.push_back(pool.resources);
    presence_.emplace_back();
    for (const Minutes& minutes : pool.presence) presence_.back().push_back(ToMask(slow, minutes));
  }
  for (size_t p = 0; p < slow.pools.size(); ++p) {
    const SlowPool& pool = slow.pools[p];
    presence_at_.emplace_back();
    for (const auto& presence : presence_[p]) presence_at_.back().push_back(presence.data());
    pools_.push_back({.resources = resources_[p],
                      .presence = presence_at_[p],
                      .offset = pool.offset / q,
                      .length = pool.length / q,
                      .buffer_before = pool.before / q,
                      .buffer_after = pool.after / q,
                      .count = pool.count,
                      .present_in_buffers = pool.present_in_buffers});
  }
  EXPECT_TRUE(CheckRequirement(requirement(), slow.quantum).ok());
}

std::vector<uint64_t> FastDay::Starts() const {
  std::vector<uint64_t> starts(open_.size());
  const bool any = FindStarts(board_, requirement(), supply(), starts);
  EXPECT_EQ(any, !mask::Empty(starts));
  return starts;
}

}  // namespace vuoro
