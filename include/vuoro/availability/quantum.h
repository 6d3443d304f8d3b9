// The small unit that availability is counted in, and half-open spans of it within one local day.
#ifndef VUORO_AVAILABILITY_QUANTUM_H_
#define VUORO_AVAILABILITY_QUANTUM_H_

#include <cstdint>
#include <optional>

namespace vuoro {

// The longest local day: the one on which clocks go back by an hour.
inline constexpr int kMaxDayMinutes = 25 * 60;
// Words of a day mask at the finest quantum, one minute.
inline constexpr int kMaxDayWords = (kMaxDayMinutes + 63) / 64;

// A whole number of minutes that divides the hour. A day mask has one bit per quantum *elapsed*
// since the local day's first instant, so bit q means [first + q * us(), first + (q + 1) * us())
// on every day, and a day of 23, 24 or 25 hours has 276, 288 or 300 bits at five minutes.
class Quantum {
 public:
  // Nothing unless 1 <= minutes <= 60 and minutes divides 60.
  static constexpr std::optional<Quantum> FromMinutes(int minutes) {
    if (minutes < 1 || minutes > 60 || 60 % minutes != 0) return std::nullopt;
    return Quantum(minutes);
  }
  // Five minutes.
  constexpr Quantum() = default;

  constexpr int minutes() const { return minutes_; }
  constexpr int64_t us() const { return int64_t{60'000'000} * minutes_; }
  // Quanta of the longest day: the number of bits that may ever be set.
  constexpr int32_t day_capacity() const { return day_capacity_; }
  // Words of every day mask: 5 at five minutes, 24 at one minute.
  constexpr int words() const { return words_; }
  // Quanta that cover `span_minutes` whole. REQUIRES: span_minutes >= 0.
  constexpr int32_t CountUp(int32_t span_minutes) const {
    return (span_minutes + minutes_ - 1) / minutes_;
  }

  friend constexpr bool operator==(Quantum, Quantum) = default;

 private:
  constexpr explicit Quantum(int minutes)
      : minutes_(minutes),
        day_capacity_(kMaxDayMinutes / minutes),
        words_((kMaxDayMinutes / minutes + 63) / 64) {}

  // Kept rather than computed: a division in every day's search showed in the benchmark.
  int minutes_ = 5;
  int32_t day_capacity_ = 300;
  int words_ = 5;
};

// Quanta [begin, end) of one day.
struct QuantumSpan {
  int32_t begin = 0;
  int32_t end = 0;

  constexpr int32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  friend constexpr bool operator==(QuantumSpan, QuantumSpan) = default;
};

}  // namespace vuoro

#endif  // VUORO_AVAILABILITY_QUANTUM_H_
