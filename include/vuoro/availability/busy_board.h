// When resources are taken: one busy mask per day and resource, and nothing about why.
//
// Days are the int32 day numbers of the time room, resources dense indices. Rows appear when they
// are first marked, in blocks of eight neighbouring resources, so a board costs 40 bytes a row at
// five minutes plus half a byte an untouched resource, and copying is a copy of a few vectors.
#ifndef VUORO_AVAILABILITY_BUSY_BOARD_H_
#define VUORO_AVAILABILITY_BUSY_BOARD_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "vuoro/availability/day_mask.h"
#include "vuoro/availability/quantum.h"

namespace vuoro {

// One resource taken for a span of one day. `pool` says for which pool of the requirement.
struct Claim {
  int32_t resource = 0;
  int32_t pool = 0;
  QuantumSpan span;

  friend constexpr bool operator==(const Claim&, const Claim&) = default;
};

// Const functions may run in any number of threads; the others need the board for themselves.
// Equal boards mean equal busy quanta, however they came about.
class BusyBoard {
  struct Day;

 public:
  // `expected_resources` only sizes memory; any index below kMaxResources may be marked.
  explicit BusyBoard(Quantum quantum, int32_t expected_resources = 0)
      : quantum_(quantum), expected_resources_(expected_resources) {}

  Quantum quantum() const { return quantum_; }

  // One day's rows, found once and asked often. Valid until the board is next changed.
  class DayView {
   public:
    // The busy mask of `resource`, or null if it was never marked on this day.
    const uint64_t* Row(int32_t resource) const {
      const auto block = static_cast<size_t>(resource) / kBlockRows;
      if (day_ == nullptr || block >= day_->slots.size() || day_->slots[block] == 0) return nullptr;
      const size_t row = (day_->slots[block] - 1) * size_t{kBlockRows} + resource % kBlockRows;
      return day_->words.data() + row * words_;
    }
    bool IsFree(int32_t resource, QuantumSpan span) const {
      const uint64_t* row = Row(resource);
      return row == nullptr || !mask::AnySet({row, words_}, span);
    }

   private:
    friend class BusyBoard;
    DayView(const Day* day, size_t words) : day_(day), words_(words) {}

    const Day* day_;
    size_t words_;
  };
  DayView OnDay(int32_t day) const { return {Find(day), static_cast<size_t>(quantum_.words())}; }

  // Takes the span. False, and nothing changed, if any quantum of it is busy already, or the span
  // is empty or leaves the day, or the resource is outside [0, kMaxResources).
  [[nodiscard]] bool Mark(int32_t day, int32_t resource, QuantumSpan span);
  // Gives the span back. False, and nothing changed, unless all of it is busy.
  [[nodiscard]] bool Unmark(int32_t day, int32_t resource, QuantumSpan span);
  // The same for all claims of one start, all or nothing.
  [[nodiscard]] bool MarkAll(int32_t day, std::span<const Claim> claims);
  [[nodiscard]] bool UnmarkAll(int32_t day, std::span<const Claim> claims);
  // Drops every day before `day`.
  void ForgetBefore(int32_t day);

  // A number that moves whenever something changes on `day`, so that what was computed for a day
  // can be kept while it stands still. Compare only within one board: copies count on their own.
  uint64_t Version(int32_t day) const;

  // Calls visit(int32_t day, int32_t resource, mask::ConstMask busy) for every row with a busy
  // quantum, days and then resources ascending: the canonical order for hashes and snapshots.
  template <class Visit>
  void ForEachRow(Visit&& visit) const {
    const auto words = static_cast<size_t>(quantum_.words());
    for (const Day& day : days_) {
      const DayView view(&day, words);
      for (size_t block = 0; block < day.slots.size(); ++block) {
        if (day.slots[block] == 0) continue;
        for (size_t i = 0; i < kBlockRows; ++i) {
          const auto resource = static_cast<int32_t>(block * kBlockRows + i);
          const mask::ConstMask busy(view.Row(resource), words);
          if (!mask::Empty(busy)) visit(day.day, resource, busy);
        }
      }
    }
  }

  size_t MemoryBytes() const;
  friend bool operator==(const BusyBoard& a, const BusyBoard& b);

 private:
  static constexpr size_t kBlockRows = 8;

  struct Day {
    int32_t day = 0;
    uint64_t version = 0;
    std::vector<uint32_t> slots;  // by block of resources: 1 + the block's place in `words`, or 0
    std::vector<uint64_t> words;
  };

  const Day* Find(int32_t day) const;
  Day& Touch(int32_t day);
  uint64_t* TouchRow(Day& day, int32_t resource);
  bool Holdable(int32_t resource, QuantumSpan span) const;

  Quantum quantum_;
  int32_t expected_resources_;
  uint64_t changes_ = 0;
  std::vector<Day> days_;  // ascending
};

}  // namespace vuoro

#endif  // VUORO_AVAILABILITY_BUSY_BOARD_H_
