// The injected clock: whoever needs "now" is given one; only the engine's edge makes a SystemClock.
#ifndef VUORO_TIME_CLOCK_H_
#define VUORO_TIME_CLOCK_H_

#include <atomic>

#include "vuoro/time/instant.h"

namespace vuoro {

// Thread-safe. Now() may jump, also backwards, when the machine's clock is set; the monotonic count
// never goes back and starts at an arbitrary point.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() const = 0;
  virtual int64_t MonotonicMicros() const = 0;
};

// The machine's clocks.
class SystemClock final : public Clock {
 public:
  Instant Now() const override;
  int64_t MonotonicMicros() const override;
};

// A clock that stands still until told: for tests, simulation and replay.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant now) : now_us_(now.us) {}

  Instant Now() const override { return {now_us_.load()}; }
  int64_t MonotonicMicros() const override { return monotonic_us_.load(); }

  // Time passes: both clocks move. REQUIRES: micros >= 0.
  void AdvanceMicros(int64_t micros) {
    monotonic_us_ += micros;
    now_us_ += micros;
  }
  void AdvanceSeconds(int64_t seconds) { AdvanceMicros(seconds * kMicrosPerSecond); }
  // Somebody sets the wall clock, forward or back: no time passes.
  void JumpTo(Instant now) { now_us_ = now.us; }

 private:
  std::atomic<int64_t> now_us_;
  std::atomic<int64_t> monotonic_us_{0};
};

}  // namespace vuoro

#endif  // VUORO_TIME_CLOCK_H_
