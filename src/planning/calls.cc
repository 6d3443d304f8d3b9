// Calls where there is room, and one step of an augmenting path where there is none: line ->
// (day, slot) -> booths and officials.
#include "calls.h"

#include <bit>

namespace vuoro::planning {
namespace {

// Slots of an agency's cells that are looked into for a call to move, at most.
constexpr int kMostCells = 2;

class Ejector {
 public:
  Ejector(const Index& index, State& state, int k, Random& random)
      : index_(index), state_(state), k_(k), line_(index.lines[U(k)]), random_(random) {}

  bool ServeOne() {
    const int turn = static_cast<int>(random_.Below(U(index_.days)));
    for (int i = 0; i < index_.days; ++i) {
      const int d = (turn + i) % index_.days;
      const State::CallRoom room = state_.RoomForCalls(k_, d);
      const uint32_t no_booth = room.officials & room.interpreters & ~room.booths;
      if (no_booth != 0 && MoveOfOffice(d, no_booth)) return true;
      const uint32_t no_official = room.booths & room.interpreters & ~room.officials;
      if (no_official != 0 && MoveOfAgency(d, no_official)) return true;
    }
    return false;
  }

 private:
  // A call of another line of the office, in one of `slots`, gives its booth.
  bool MoveOfOffice(int d, uint32_t slots) {
    for (int g : index_.at_office[U(line_.office)]) {
      for (int other : index_.agreements[U(g)].lines) {
        if (other == k_) continue;
        const uint32_t calls = state_.CallSlots(other, d) & slots;
        if (calls != 0 && Move(other, d, std::countr_zero(calls))) return true;
      }
    }
    return false;
  }

  // A call of another office gives its official.
  bool MoveOfAgency(int d, uint32_t slots) {
    for (int n = 0; slots != 0 && n < kMostCells; ++n, slots &= slots - 1) {
      const int q = std::countr_zero(slots);
      const auto [calls, count] = state_.Calls(line_.agency, d, q);
      const int first = count == 0 ? 0 : static_cast<int>(random_.Below(U(count)));
      for (int i = 0; i < count; ++i) {
        const int other = calls[(first + i) % count];
        // One that needs a language this call does not need may leave nobody who can take it.
        const bool helps = index_.lines[U(other)].office != line_.office &&
                           index_.lines[U(other)].pool_class == line_.pool_class;
        if (helps && Move(other, d, q)) return true;
      }
    }
    return false;
  }

  bool Move(int other, int d, int q) {
    for (int i = 0; i < index_.days; ++i) {
      const int to = (d + i) % index_.days;
      const uint32_t free = state_.FreeCalls(other, to);
      if (free == 0) continue;
      state_.RemoveCall(other, d, q);
      if ((state_.FreeCalls(k_, d) >> q & 1) == 0) {
        state_.AddCall(other, d, q);
        return false;
      }
      state_.AddCall(k_, d, q);
      state_.AddCall(other, to, std::countr_zero(free));
      return true;
    }
    return false;
  }

  const Index& index_;
  State& state_;
  const int k_;
  const LineIndex& line_;
  Random& random_;
};

}  // namespace

void FillCalls(const Index& index, State& state, int k, Random& random) {
  const LineIndex& line = index.lines[U(k)];
  if (!line.by_video || state.left(k) == 0) return;
  const int turn = static_cast<int>(random.Below(U(index.days)));
  // Days without service first, always the one that shortens the wait most.
  for (uint32_t tried = state.served_days(line.agreement); state.left(k) > 0;) {
    int best = -1;
    int64_t least = 0;
    uint32_t free = 0;
    for (int i = 0; i < index.days; ++i) {
      const int d = (turn + i) % index.days;
      if (tried >> d & 1) continue;
      const uint32_t slots = state.FreeCalls(k, d);
      if (slots == 0) continue;
      const int64_t cost =
          index.WaitCost(line.agreement, state.served_days(line.agreement) | uint32_t{1} << d);
      if (best < 0 || cost < least) {
        best = d;
        least = cost;
        free = slots;
      }
    }
    if (best < 0) break;
    tried |= uint32_t{1} << best;
    const int shift = static_cast<int>(random.Below(U(index.slots)));
    const uint32_t later = free & ~Bits(0, shift);
    state.AddCall(k, best, std::countr_zero(later != 0 ? later : free));
  }
  for (int i = 0; i < index.days && state.left(k) > 0; ++i) {
    const int d = (turn + i) % index.days;
    for (uint32_t free = state.FreeCalls(k, d); free != 0 && state.left(k) > 0;) {
      state.AddCall(k, d, std::countr_zero(free));
      free = state.FreeCalls(k, d);
    }
  }
}

void FillByMovingCalls(const Index& index, State& state, int k, Random& random) {
  if (!index.lines[U(k)].by_video) return;
  Ejector ejector(index, state, k, random);
  while (state.left(k) > 0 && ejector.ServeOne()) {
  }
}

}  // namespace vuoro::planning
