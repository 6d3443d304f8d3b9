// Reads the machine's clocks; the only such place.
#include "vuoro/time/clock.h"

#include <chrono>

namespace vuoro {
namespace {

template <class C>
int64_t MicrosSinceEpoch() {
  return std::chrono::duration_cast<std::chrono::microseconds>(C::now().time_since_epoch()).count();
}

}  // namespace

Instant SystemClock::Now() const { return {MicrosSinceEpoch<std::chrono::system_clock>()}; }
int64_t SystemClock::MonotonicMicros() const {
  return MicrosSinceEpoch<std::chrono::steady_clock>();
}

}  // namespace vuoro
