// Points and half-open intervals of UTC time in microseconds; knows no zone, calendar or clock.
#ifndef VUORO_TIME_INSTANT_H_
#define VUORO_TIME_INSTANT_H_

#include <algorithm>
#include <compare>
#include <cstdint>

namespace vuoro {

inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int64_t kSecondsPerMinute = 60;
inline constexpr int64_t kSecondsPerDay = 86'400;

// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
struct Instant {
  int64_t us = 0;

  static constexpr Instant FromSeconds(int64_t seconds) { return {seconds * kMicrosPerSecond}; }

  // Whole seconds since 1970, rounded down (also before 1970).
  constexpr int64_t seconds() const {
    return us / kMicrosPerSecond - (us % kMicrosPerSecond < 0 ? 1 : 0);
  }
  // What seconds() leaves, 0 to 999,999.
  constexpr int64_t micros_of_second() const {
    const int64_t rest = us % kMicrosPerSecond;
    return rest < 0 ? rest + kMicrosPerSecond : rest;
  }

  constexpr Instant PlusMicros(int64_t micros) const { return {us + micros}; }
  constexpr Instant PlusSeconds(int64_t seconds) const { return {us + seconds * kMicrosPerSecond}; }
  constexpr Instant PlusMinutes(int64_t minutes) const {
    return PlusSeconds(minutes * kSecondsPerMinute);
  }
  constexpr Instant MinusSeconds(int64_t seconds) const { return PlusSeconds(-seconds); }
  constexpr Instant MinusMinutes(int64_t minutes) const { return PlusMinutes(-minutes); }

  friend constexpr auto operator<=>(Instant, Instant) = default;
};

// Time from `from` to `to`; negative when `to` is earlier.
constexpr int64_t MicrosBetween(Instant from, Instant to) { return to.us - from.us; }

// [start, end): `end` is the first instant outside. Empty when end <= start.
struct Interval {
  Instant start;
  Instant end;

  constexpr bool empty() const { return end <= start; }
  constexpr int64_t duration_us() const { return empty() ? 0 : MicrosBetween(start, end); }
  constexpr bool Contains(Instant instant) const { return start <= instant && instant < end; }
  // True when the whole of `other` lies inside; an empty one never does.
  constexpr bool Contains(Interval other) const {
    return !other.empty() && start <= other.start && other.end <= end;
  }
  // True when some instant is in both; intervals that only touch do not overlap.
  constexpr bool Overlaps(Interval other) const { return !Intersect(other).empty(); }
  // What both have; empty (end <= start) when nothing.
  constexpr Interval Intersect(Interval other) const {
    return {std::max(start, other.start), std::min(end, other.end)};
  }

  friend constexpr auto operator<=>(Interval, Interval) = default;
};

}  // namespace vuoro

#endif  // VUORO_TIME_INSTANT_H_
