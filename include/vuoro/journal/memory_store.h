// A store in memory, for tests, simulation and what-if; nothing survives the last handle.
#ifndef VUORO_JOURNAL_MEMORY_STORE_H_
#define VUORO_JOURNAL_MEMORY_STORE_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "vuoro/journal/store.h"

namespace vuoro {

// The journal that several MemoryStore handles share, with faults that a test may order.
// Thread-safe.
class MemoryJournal {
 public:
  // The next Append that gets as far as committing fails with `error`. With `stored`, its records
  // are in all the same, which is what `commit_unknown` may turn out to mean.
  void FailNextAppend(absl::Status error, bool stored);
  // While `error` is not OK every read fails with it (a disk that is away).
  void FailReads(absl::Status error);

 private:
  friend class MemoryStore;

  std::mutex mutex_;
  std::condition_variable unlocked_;
  bool locked_ = false;
  std::vector<Record> records_;
  std::map<std::array<uint8_t, 32>, std::string> blobs_;
  std::vector<Snapshot> snapshots_;  // ascending by seq, at most two
  int64_t bytes_ = 0;
  std::optional<absl::Status> append_fault_;
  bool fault_stores_ = false;
  absl::Status read_fault_;
};

class MemoryStore final : public Store {
 public:
  // A handle on a new journal, or on a shared one.
  MemoryStore() : MemoryStore(std::make_shared<MemoryJournal>()) {}
  explicit MemoryStore(std::shared_ptr<MemoryJournal> journal) : journal_(std::move(journal)) {}
  ~MemoryStore() override;

  absl::StatusOr<std::vector<Record>> ReadAfter(int64_t seq, size_t limit) override;
  absl::StatusOr<Tail> ReadTail() override;
  absl::StatusOr<std::string> ReadBlob(const Digest& hash) override;
  absl::StatusOr<std::optional<Snapshot>> LatestSnapshot() override;
  absl::StatusOr<bool> Moved() override;
  absl::Status Lock(int64_t timeout_us) override;
  absl::Status Append(std::span<const Record> records, std::span<const Blob> blobs) override;
  absl::Status WriteSnapshot(const Snapshot& snapshot) override;
  void Unlock() override;
  absl::Status Verify() override;
  StoreStatus status() override;

 private:
  std::shared_ptr<MemoryJournal> journal_;
  bool holds_lock_ = false;       // write calls only
  std::atomic<int64_t> seen_{0};  // last seq read or appended by this handle
  std::string last_error_;        // guarded by journal_->mutex_
};

}  // namespace vuoro

#endif  // VUORO_JOURNAL_MEMORY_STORE_H_
