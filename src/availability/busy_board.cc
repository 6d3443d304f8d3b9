// The busy board's marking and its memory: rows in blocks, blocks in one vector a day.
#include "vuoro/availability/busy_board.h"

#include <algorithm>
#include <iterator>

#include "vuoro/availability/pool.h"

namespace vuoro {
namespace {

constexpr int64_t kMaxGapDays = 64;  // days without a booking that are filled in for quick finding

}  // namespace

const BusyBoard::Day* BusyBoard::Find(int32_t day) const {
  if (days_.empty() || day < days_.front().day || day > days_.back().day) return nullptr;
  // Days are mostly kept without a gap: the place is known, and searching is for the rest.
  const auto guess = static_cast<size_t>(int64_t{day} - days_.front().day);
  if (guess < days_.size() && days_[guess].day == day) return &days_[guess];
  const auto it = std::lower_bound(days_.begin(), days_.end(), day,
                                   [](const Day& d, int32_t wanted) { return d.day < wanted; });
  return it != days_.end() && it->day == day ? &*it : nullptr;
}

BusyBoard::Day& BusyBoard::Touch(int32_t day) {
  if (const Day* found = Find(day)) return const_cast<Day&>(*found);
  const auto it = std::lower_bound(days_.begin(), days_.end(), day,
                                   [](const Day& d, int32_t wanted) { return d.day < wanted; });
  // Days in between come along empty, unless somebody marks years ahead.
  int64_t first = day, last = day;
  if (it != days_.begin() && day - int64_t{std::prev(it)->day} <= kMaxGapDays) {
    first = int64_t{std::prev(it)->day} + 1;
  }
  if (it != days_.end() && it->day - int64_t{day} <= kMaxGapDays) last = int64_t{it->day} - 1;
  auto made = days_.insert(it, static_cast<size_t>(last - first + 1), Day{});
  for (int64_t d = first; d <= last; ++d, ++made) made->day = static_cast<int32_t>(d);
  return const_cast<Day&>(*Find(day));
}

uint64_t* BusyBoard::TouchRow(Day& day, int32_t resource) {
  const size_t words = static_cast<size_t>(quantum_.words());
  const size_t block_words = kBlockRows * words;
  const size_t block = static_cast<size_t>(resource) / kBlockRows;
  const size_t expected =
      (static_cast<size_t>(std::max(expected_resources_, 0)) + kBlockRows - 1) / kBlockRows;
  if (block >= day.slots.size()) {
    day.slots.reserve(std::max(block + 1, expected));
    day.slots.resize(block + 1, 0);
  }
  if (day.slots[block] == 0) {
    const size_t size = day.words.size();
    if (size + block_words > day.words.capacity()) {
      // Grows by half, but never past what all known resources can fill: boards stay lean.
      const size_t full = std::max(day.slots.size(), expected) * block_words;
      day.words.reserve(std::max(size + block_words, std::min(size + size / 2, full)));
    }
    day.words.resize(size + block_words, 0);
    day.slots[block] = static_cast<uint32_t>(size / block_words) + 1;
  }
  const size_t row =
      (day.slots[block] - 1) * kBlockRows + static_cast<size_t>(resource) % kBlockRows;
  return day.words.data() + row * words;
}

bool BusyBoard::Holdable(int32_t resource, QuantumSpan span) const {
  return resource >= 0 && resource < kMaxResources && !span.empty() && span.begin >= 0 &&
         span.end <= quantum_.day_capacity();
}

bool BusyBoard::Mark(int32_t day, int32_t resource, QuantumSpan span) {
  if (!Holdable(resource, span) || !OnDay(day).IsFree(resource, span)) return false;
  Day& touched = Touch(day);
  const mask::Mask row(TouchRow(touched, resource), static_cast<size_t>(quantum_.words()));
  mask::SetRange(row, span);
  touched.version = ++changes_;
  return true;
}

bool BusyBoard::Unmark(int32_t day, int32_t resource, QuantumSpan span) {
  if (!Holdable(resource, span)) return false;
  const auto words = static_cast<size_t>(quantum_.words());
  const uint64_t* row = OnDay(day).Row(resource);
  if (row == nullptr || !mask::AllSet({row, words}, span)) return false;
  Day& touched = Touch(day);
  mask::ClearRange({TouchRow(touched, resource), words}, span);
  touched.version = ++changes_;
  return true;
}

bool BusyBoard::MarkAll(int32_t day, std::span<const Claim> claims) {
  for (size_t i = 0; i < claims.size(); ++i) {
    if (Mark(day, claims[i].resource, claims[i].span)) continue;
    while (i-- > 0) (void)Unmark(day, claims[i].resource, claims[i].span);
    return false;
  }
  return true;
}

bool BusyBoard::UnmarkAll(int32_t day, std::span<const Claim> claims) {
  for (size_t i = 0; i < claims.size(); ++i) {
    if (Unmark(day, claims[i].resource, claims[i].span)) continue;
    while (i-- > 0) (void)Mark(day, claims[i].resource, claims[i].span);
    return false;
  }
  return true;
}

void BusyBoard::ForgetBefore(int32_t day) {
  std::erase_if(days_, [day](const Day& d) { return d.day < day; });
}

uint64_t BusyBoard::Version(int32_t day) const {
  const Day* found = Find(day);
  return found == nullptr ? 0 : found->version;
}

size_t BusyBoard::MemoryBytes() const {
  size_t bytes = sizeof(*this) + days_.capacity() * sizeof(Day);
  for (const Day& day : days_) {
    bytes += day.slots.capacity() * sizeof(uint32_t) + day.words.capacity() * sizeof(uint64_t);
  }
  return bytes;
}

bool operator==(const BusyBoard& a, const BusyBoard& b) {
  if (a.quantum_ != b.quantum_) return false;
  // Every busy row of one must stand equal in the other; rows of zeros do not count.
  const auto within = [](const BusyBoard& inner, const BusyBoard& outer) {
    bool all = true;
    inner.ForEachRow([&](int32_t day, int32_t resource, mask::ConstMask busy) {
      const uint64_t* row = outer.OnDay(day).Row(resource);
      all = all && row != nullptr && std::equal(busy.begin(), busy.end(), row);
    });
    return all;
  };
  return within(a, b) && within(b, a);
}

}  // namespace vuoro
