// Cells in chunks of doubling size that never move, so that a look-up locks nothing but its cell.
#include "capi/handles.h"

#include <pthread.h>

#include <array>
#include <atomic>
#include <bit>
#include <mutex>

namespace vuoro::capi {
namespace {

constexpr int kPointerBits = sizeof(uintptr_t) * 8;
constexpr int kKindBits = 4;  // on top: no such address exists, so following a handle traps
constexpr int kIndexBits = kPointerBits == 64 ? 24 : 16;
constexpr int kGenerationBits = kPointerBits - kKindBits - kIndexBits;
constexpr uintptr_t kIndexMask = (uintptr_t{1} << kIndexBits) - 1;
constexpr uintptr_t kGenerationMask = (uintptr_t{1} << kGenerationBits) - 1;
constexpr uint32_t kFirstChunk = 64;
constexpr size_t kChunks = kIndexBits - 6;
constexpr uint32_t kNone = ~uint32_t{0};

struct Cell {
  std::mutex mutex;
  Kind kind{};
  uintptr_t generation = 0;
  std::shared_ptr<void> object;  // null: free
  uint32_t next_free = kNone;
};

struct Place {
  size_t chunk;
  size_t offset;
};
Place PlaceOf(uint32_t index) {
  const auto chunk = static_cast<size_t>(std::bit_width(index / kFirstChunk + 1) - 1);
  return {chunk, index - ((size_t{kFirstChunk} << chunk) - kFirstChunk)};
}

uintptr_t Encode(Kind kind, uint32_t index, uintptr_t generation) {
  return uintptr_t{static_cast<uint8_t>(kind)} << (kPointerBits - kKindBits) |
         generation << kIndexBits | index;
}

class Table {
 public:
  explicit Table(uintptr_t first_generation) : first_generation_(first_generation) {}

  uintptr_t Add(Kind kind, std::shared_ptr<void> object) {
    const std::lock_guard lock(mutex_);
    if (first_free_ == kNone && !Grow()) return 0;
    const uint32_t index = first_free_;
    Cell& cell = *CellAt(index);
    first_free_ = cell.next_free;
    if (first_free_ == kNone) last_free_ = kNone;
    const std::lock_guard cell_lock(cell.mutex);
    cell.kind = kind;
    cell.object = std::move(object);
    return Encode(kind, index, cell.generation);
  }

  std::shared_ptr<void> Find(Kind kind, uintptr_t handle) {
    Cell* cell = CellAt(static_cast<uint32_t>(handle & kIndexMask));
    if (cell == nullptr) return nullptr;
    const std::lock_guard lock(cell->mutex);
    return Is(*cell, kind, handle) ? cell->object : nullptr;
  }

  std::shared_ptr<void> Take(Kind kind, uintptr_t handle) {
    const auto index = static_cast<uint32_t>(handle & kIndexMask);
    Cell* cell = CellAt(index);
    if (cell == nullptr) return nullptr;
    std::shared_ptr<void> object;
    {
      const std::lock_guard lock(cell->mutex);
      if (!Is(*cell, kind, handle)) return nullptr;
      object = std::move(cell->object);
      cell->object = nullptr;
      cell->generation = (cell->generation + 1) & kGenerationMask;
    }
    const std::lock_guard lock(mutex_);
    PutFree(index, *cell);
    return object;
  }

 private:
  static bool Is(const Cell& cell, Kind kind, uintptr_t handle) {
    return cell.object != nullptr && cell.kind == kind &&
           handle == Encode(kind, static_cast<uint32_t>(handle & kIndexMask), cell.generation);
  }

  Cell* CellAt(uint32_t index) const {
    const Place place = PlaceOf(index);
    if (place.chunk >= kChunks) return nullptr;
    Cell* chunk = chunks_[place.chunk].load(std::memory_order_acquire);
    return chunk == nullptr ? nullptr : chunk + place.offset;
  }

  // First freed, first used again: a generation lasts as long as it can.
  void PutFree(uint32_t index, Cell& cell) {
    cell.next_free = kNone;
    if (last_free_ == kNone) {
      first_free_ = index;
    } else {
      CellAt(last_free_)->next_free = index;
    }
    last_free_ = index;
  }

  bool Grow() {
    if (chunk_count_ == kChunks) return false;
    const uint32_t size = kFirstChunk << chunk_count_;
    Cell* chunk = new Cell[size];
    chunks_[chunk_count_].store(chunk, std::memory_order_release);
    ++chunk_count_;
    for (uint32_t i = 0; i < size; ++i) {
      chunk[i].generation = first_generation_ & kGenerationMask;
      PutFree(cell_count_ + i, chunk[i]);
    }
    cell_count_ += size;
    return true;
  }

  const uintptr_t first_generation_;
  std::mutex mutex_;  // of what follows; taken before a cell's
  uint32_t first_free_ = kNone;
  uint32_t last_free_ = kNone;
  uint32_t cell_count_ = 0;
  size_t chunk_count_ = 0;
  std::array<std::atomic<Cell*>, kChunks> chunks_{};
};

std::atomic<Table*> table{nullptr};
std::atomic<uintptr_t> forks{0};

// In a child the parent's table is let go, locks and all.
void ForgetTable() {
  forks.fetch_add(1);
  table.store(nullptr);
}

// Never destroyed: threads of the host may outlive the end of main.
Table& TheTable() {
  Table* found = table.load(std::memory_order_acquire);
  if (found != nullptr) return *found;
  static const int registered = pthread_atfork(nullptr, nullptr, &ForgetTable);
  static_cast<void>(registered);
  // Far from the parent's generations, so that its handles do not fit here.
  auto fresh = std::make_unique<Table>((forks.load() << (kGenerationBits / 2)) + 1);
  if (table.compare_exchange_strong(found, fresh.get())) return *fresh.release();
  return *found;
}

}  // namespace

uintptr_t AddHandle(Kind kind, std::shared_ptr<void> object) {
  return TheTable().Add(kind, std::move(object));
}

std::shared_ptr<void> FindHandle(Kind kind, uintptr_t handle) {
  return TheTable().Find(kind, handle);
}

std::shared_ptr<void> TakeHandle(Kind kind, uintptr_t handle) {
  return TheTable().Take(kind, handle);
}

}  // namespace vuoro::capi
