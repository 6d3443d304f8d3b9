// A day told minute by minute, and the slow, obvious answers that the bitmaps are held against.
#ifndef VUORO_TESTS_AVAILABILITY_SLOW_DAY_H_
#define VUORO_TESTS_AVAILABILITY_SLOW_DAY_H_

#include <cstdint>
#include <vector>

#include "vuoro/availability/busy_board.h"
#include "vuoro/availability/pool.h"
#include "vuoro/availability/starts.h"
#include "vuoro/base/random.h"

namespace vuoro {

inline constexpr int32_t kDay = 20'400;  // the day that tests book on

using Minutes = std::vector<uint8_t>;  // one truth per minute elapsed since the day's first instant

struct SlowPool {
  std::vector<int32_t> resources;
  std::vector<Minutes> presence;  // empty, or one per resource
  int offset = 0, length = 0, before = 0, after = 0, count = 1;
  bool present_in_buffers = false;
};

struct SlowDay {
  Quantum quantum;
  int day_minutes = 1440;
  int step = 15;
  int duration = 30;
  Minutes open;
  Minutes barred;             // a start in this minute is not allowed (notice, reserve)
  std::vector<Minutes> busy;  // by resource
  std::vector<SlowPool> pools;

  // Finland's clock: at 03:00 in spring one hour is skipped, at 04:00 in autumn one is repeated.
  int WallMinute(int minute) const {
    if (day_minutes == 1380 && minute >= 180) return minute + 60;
    if (day_minutes == 1500 && minute >= 240) return minute - 60;
    return minute;
  }
  bool Open(int minute) const { return minute < day_minutes && open[minute]; }
  bool Allowed(int start) const {
    return start < day_minutes && WallMinute(start) % step == 0 && !barred[start];
  }
  bool Busy(int32_t resource, int minute) const {
    return minute >= 0 && minute < kMaxDayMinutes && busy[resource][minute];
  }
  bool Present(const SlowPool& pool, size_t c, int minute) const {
    if (pool.presence.empty()) return true;
    return minute >= 0 && minute < day_minutes && pool.presence[c][minute];
  }
  bool Able(const SlowPool& pool, size_t c, int start) const {
    const int begin = start + pool.offset, end = begin + pool.length;
    const int wide_begin = begin - pool.before, wide_end = end + pool.after;
    for (int m = wide_begin; m < wide_end; ++m) {
      const bool serves = m >= begin && m < end;
      if ((serves || pool.present_in_buffers) && !Present(pool, c, m)) return false;
      if (Busy(pool.resources[c], m)) return false;
    }
    return true;
  }
  bool PoolsCanServe(int start) const {
    for (const SlowPool& pool : pools) {
      int able = 0;
      for (size_t c = 0; c < pool.resources.size(); ++c) able += Able(pool, c, start);
      if (able < pool.count) return false;
    }
    return true;
  }
  bool OpenAndAllowed(int start) const {
    for (int m = start; m < start + duration; ++m) {
      if (!Open(m)) return false;
    }
    return Allowed(start);
  }
  bool CanStart(int start) const { return OpenAndAllowed(start) && PoolsCanServe(start); }

  // Minutes of the free gap around what candidate `c` would serve.
  int Gap(const SlowPool& pool, size_t c, int start) const {
    const auto free = [&](int m) {
      return m >= 0 && m < kMaxDayMinutes && Present(pool, c, m) && !Busy(pool.resources[c], m);
    };
    int begin = start + pool.offset, end = begin + pool.length;
    while (free(begin - 1)) --begin;
    while (free(end)) ++end;
    return end - begin;
  }
};

// The same day as the kernels see it. Keeps the storage that the pools point at.
class FastDay {
 public:
  FastDay(const SlowDay& slow, int32_t day);
  FastDay(const FastDay&) = delete;
  FastDay& operator=(const FastDay&) = delete;

  StartRequirement requirement() const { return {duration_, pools_}; }
  DaySupply supply() const { return {day_, open_, allowed_}; }
  BusyBoard& board() { return board_; }
  std::vector<uint64_t> Starts() const;

 private:
  std::vector<uint64_t> ToMask(const SlowDay& slow, const Minutes& minutes) const;

  int32_t day_;
  int32_t duration_;
  BusyBoard board_;
  std::vector<uint64_t> open_, allowed_;
  std::vector<std::vector<int32_t>> resources_;
  std::vector<std::vector<std::vector<uint64_t>>> presence_;
  std::vector<std::vector<const uint64_t*>> presence_at_;
  std::vector<Pool> pools_;
};

// A random day: quantum 1 to 30 minutes, 23 to 25 hours, one of the product's kinds of start
// (official or counter; booth, official and interpreter with an advisor's assist; a joint meeting
// of k officials; anything), buffers, openings up to both midnights, and a load of bookings.
SlowDay RandomDay(Random& random);

}  // namespace vuoro

#endif  // VUORO_TESTS_AVAILABILITY_SLOW_DAY_H_
