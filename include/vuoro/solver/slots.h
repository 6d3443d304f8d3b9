// Choices that occupy slots of one machine word: capacity per slot, and kinds that exclude each
// other.
#ifndef VUORO_SOLVER_SLOTS_H_
#define VUORO_SOLVER_SLOTS_H_

#include <array>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

inline constexpr int kMaxSlots = 32;

// The slots that each value of a variable occupies: value v at slots[v].
struct SlotUse {
  Var var;
  std::vector<uint32_t> slots;
  int kind = 0;
};

// Slots that every value left occupies.
inline uint32_t SureSlots(Store& store, const SlotUse& use) {
  store.AddWork(store.Size(use.var) / kValuesPerWork);
  uint32_t sure = ~uint32_t{0};
  store.ForEach(use.var, [&](int64_t v) { sure &= use.slots[static_cast<size_t>(v)]; });
  return sure;
}

// Removes every value that occupies one of `forbidden`; sets `changed` if there was one.
inline bool AvoidSlots(Store& store, const SlotUse& use, uint32_t forbidden, bool& changed) {
  if (forbidden == 0) return true;
  bool alive = true;
  store.ForEach(use.var, [&](int64_t v) {
    if ((use.slots[static_cast<size_t>(v)] & forbidden) == 0) return;
    alive = alive && store.Remove(use.var, v);
    changed = true;
  });
  return alive;
}

// At most capacity[s] of the variables occupy slot s (time-tabling on sure slots). Values must lie
// in [0, slots.size()). One pass costs O(values left).
class SlotCapacity : public Propagator {
 public:
  SlotCapacity(std::vector<SlotUse> uses, const std::array<int, kMaxSlots>& capacity)
      : Propagator(kDear), uses_(std::move(uses)), capacity_(capacity), sure_(uses_.size()) {}

  void Attach(Store& store, int self) override {
    for (const SlotUse& use : uses_) store.Watch(use.var, kValues, self);
  }

  bool Propagate(Store& store) override {
    for (bool changed = true; changed;) {
      changed = false;
      std::array<int, kMaxSlots> used{};
      for (size_t i = 0; i < uses_.size(); ++i) {
        sure_[i] = SureSlots(store, uses_[i]);
        for (uint32_t rest = sure_[i]; rest != 0; rest &= rest - 1) {
          ++used[static_cast<size_t>(std::countr_zero(rest))];
        }
      }
      uint32_t full = 0;
      for (size_t s = 0; s < used.size(); ++s) {
        if (used[s] > capacity_[s]) return false;
        if (used[s] == capacity_[s]) full |= uint32_t{1} << s;
      }
      for (size_t i = 0; i < uses_.size(); ++i) {
        if (!AvoidSlots(store, uses_[i], full & ~sure_[i], changed)) return false;
      }
    }
    return true;
  }

 private:
  const std::vector<SlotUse> uses_;
  const std::array<int, kMaxSlots> capacity_;
  std::vector<uint32_t> sure_;  // scratch
};

// Variables of different kinds never occupy one slot; those of one kind may. Values must lie in
// [0, slots.size()). One pass costs O(values left + variables squared).
class SlotConflicts : public Propagator {
 public:
  explicit SlotConflicts(std::vector<SlotUse> uses)
      : Propagator(kDear), uses_(std::move(uses)), sure_(uses_.size()) {}

  void Attach(Store& store, int self) override {
    for (const SlotUse& use : uses_) store.Watch(use.var, kValues, self);
  }

  bool Propagate(Store& store) override {
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t i = 0; i < uses_.size(); ++i) sure_[i] = SureSlots(store, uses_[i]);
      for (size_t i = 0; i < uses_.size(); ++i) {
        uint32_t taken = 0;
        for (size_t j = 0; j < uses_.size(); ++j) {
          if (uses_[j].kind != uses_[i].kind) taken |= sure_[j];
        }
        if (!AvoidSlots(store, uses_[i], taken, changed)) return false;
      }
    }
    return true;
  }

 private:
  const std::vector<SlotUse> uses_;
  std::vector<uint32_t> sure_;  // scratch
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_SLOTS_H_
