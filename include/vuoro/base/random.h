// Seeded random numbers that are the same on every compiler and machine; nothing here reads
// entropy.
//
// Generator: xoshiro256**, seeded through SplitMix64 (Blackman and Vigna, "Scrambled linear
// pseudorandom number generators", 2018). The standard library's distributions differ between
// implementations, so the bounded draw is ours (Lemire, "Fast random integer generation in an
// interval", 2019).
#ifndef VUORO_BASE_RANDOM_H_
#define VUORO_BASE_RANDOM_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace vuoro {

// One step of SplitMix64: advances `state` and returns the next 64 bits.
constexpr uint64_t SplitMix64(uint64_t& state) {
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

// Not thread-safe; copyable, so a search can be replayed from a saved point.
class Random {
 public:
  using result_type = uint64_t;

  constexpr explicit Random(uint64_t seed) {
    for (uint64_t& word : state_) word = SplitMix64(seed);
  }

  static constexpr uint64_t min() { return 0; }
  static constexpr uint64_t max() { return ~uint64_t{0}; }

  // 64 uniform bits.
  constexpr uint64_t operator()() {
    const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  // Uniform in [0, bound). REQUIRES: 0 < bound <= 2^32.
  constexpr uint64_t Below(uint64_t bound) {
    uint64_t product = ((*this)() >> 32) * bound;
    uint64_t low = product & 0xffffffffu;
    if (low < bound) {
      const uint64_t threshold = (uint64_t{0x100000000} - bound) % bound;
      while (low < threshold) {
        product = ((*this)() >> 32) * bound;
        low = product & 0xffffffffu;
      }
    }
    return product >> 32;
  }

  // Uniform in [low, high], both included. REQUIRES: low <= high, high - low < 2^32.
  constexpr int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(Below(static_cast<uint64_t>(high - low) + 1));
  }

  // True with probability numerator / denominator.
  constexpr bool Chance(uint64_t numerator, uint64_t denominator) {
    return Below(denominator) < numerator;
  }

  // Fisher-Yates.
  template <class T>
  constexpr void Shuffle(std::span<T> items) {
    for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Below(i)]);
  }

 private:
  std::array<uint64_t, 4> state_{};
};

}  // namespace vuoro

#endif  // VUORO_BASE_RANDOM_H_
