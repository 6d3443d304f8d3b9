// The store in memory: the store contract in its plainest form.
#include "vuoro/journal/memory_store.h"

#include <algorithm>
#include <chrono>

namespace vuoro {
namespace {

constexpr size_t kSnapshotsKept = 2;

int64_t SizeOf(const Record& record) {
  return static_cast<int64_t>(sizeof(Record) + record.type.size() + record.key.size() +
                              record.actor.size() + record.payload.size());
}

Tail TailOf(const std::vector<Record>& records) {
  return records.empty() ? Tail{} : Tail{records.back().seq, records.back().hash};
}

}  // namespace

void MemoryJournal::FailNextAppend(absl::Status error, bool stored) {
  std::lock_guard guard(mutex_);
  append_fault_ = std::move(error);
  fault_stores_ = stored;
}

void MemoryJournal::FailReads(absl::Status error) {
  std::lock_guard guard(mutex_);
  read_fault_ = std::move(error);
}

MemoryStore::~MemoryStore() { Unlock(); }

absl::StatusOr<std::vector<Record>> MemoryStore::ReadAfter(int64_t seq, size_t limit) {
  std::lock_guard guard(journal_->mutex_);
  VUORO_RETURN_IF_ERROR(journal_->read_fault_);
  const std::vector<Record>& all = journal_->records_;
  const auto size = static_cast<int64_t>(all.size());
  if (seq < 0 || seq > size) {
    return Fail(Reason::kChainBroken, "record {} is not in this journal of {}", seq, size);
  }
  const auto count =
      static_cast<int64_t>(std::min<uint64_t>(limit, static_cast<uint64_t>(size - seq)));
  int64_t seen = seen_.load();
  while (seen < seq + count && !seen_.compare_exchange_weak(seen, seq + count)) {
  }
  return std::vector<Record>(all.begin() + seq, all.begin() + seq + count);
}

absl::StatusOr<Tail> MemoryStore::ReadTail() {
  std::lock_guard guard(journal_->mutex_);
  VUORO_RETURN_IF_ERROR(journal_->read_fault_);
  return TailOf(journal_->records_);
}

absl::StatusOr<std::string> MemoryStore::ReadBlob(const Digest& hash) {
  std::lock_guard guard(journal_->mutex_);
  VUORO_RETURN_IF_ERROR(journal_->read_fault_);
  const auto found = journal_->blobs_.find(hash.bytes);
  if (found == journal_->blobs_.end()) {
    return Fail(Reason::kUnknownKey, "no blob {}", hash.Hex());
  }
  return found->second;
}

absl::StatusOr<std::optional<Snapshot>> MemoryStore::LatestSnapshot() {
  std::lock_guard guard(journal_->mutex_);
  VUORO_RETURN_IF_ERROR(journal_->read_fault_);
  if (journal_->snapshots_.empty()) return std::nullopt;
  return journal_->snapshots_.back();
}

absl::StatusOr<bool> MemoryStore::Moved() {
  std::lock_guard guard(journal_->mutex_);
  VUORO_RETURN_IF_ERROR(journal_->read_fault_);
  return static_cast<int64_t>(journal_->records_.size()) > seen_.load();
}

absl::Status MemoryStore::Lock(int64_t timeout_us) {
  if (holds_lock_) return Fail(Reason::kInternal, "this handle holds the lock already");
  std::unique_lock guard(journal_->mutex_);
  const auto wait = std::chrono::microseconds(std::max<int64_t>(timeout_us, 0));
  if (!journal_->unlocked_.wait_for(guard, wait, [&] { return !journal_->locked_; })) {
    return Fail(Reason::kStoreBusy, "another writer held the journal for {} us", timeout_us);
  }
  journal_->locked_ = holds_lock_ = true;
  return absl::OkStatus();
}

absl::Status MemoryStore::Append(std::span<const Record> records, std::span<const Blob> blobs) {
  if (!holds_lock_) return Fail(Reason::kInternal, "append without the lock");
  std::lock_guard guard(journal_->mutex_);
  VUORO_RETURN_IF_ERROR(CheckAppend(TailOf(journal_->records_), records, blobs));
  const std::optional<absl::Status> fault = std::exchange(journal_->append_fault_, std::nullopt);
  last_error_ = fault ? MessageOf(*fault) : "";
  if (fault && !journal_->fault_stores_) return *fault;
  for (const Record& record : records) {
    journal_->records_.push_back(record);
    journal_->bytes_ += SizeOf(record);
  }
  for (const Blob& blob : blobs) {
    if (journal_->blobs_.emplace(blob.hash.bytes, blob.bytes).second) {
      journal_->bytes_ += static_cast<int64_t>(blob.bytes.size());
    }
  }
  if (fault) return *fault;
  seen_ = static_cast<int64_t>(journal_->records_.size());
  return absl::OkStatus();
}

absl::Status MemoryStore::WriteSnapshot(const Snapshot& snapshot) {
  if (!holds_lock_) return Fail(Reason::kInternal, "snapshot without the lock");
  std::lock_guard guard(journal_->mutex_);
  if (snapshot.bytes.size() > kMaxBlobBytes) {
    return Fail(Reason::kLimitReached, "a snapshot of {} bytes, the limit is {}",
                snapshot.bytes.size(), kMaxBlobBytes);
  }
  const std::vector<Record>& all = journal_->records_;
  if (snapshot.seq < 1 || snapshot.seq > static_cast<int64_t>(all.size()) ||
      all[static_cast<size_t>(snapshot.seq) - 1].hash != snapshot.journal_hash) {
    return Fail(Reason::kInternal, "snapshot {} is not of this journal", snapshot.seq);
  }
  std::vector<Snapshot>& kept = journal_->snapshots_;
  std::erase_if(kept, [&](const Snapshot& old) { return old.seq == snapshot.seq; });
  kept.insert(std::upper_bound(kept.begin(), kept.end(), snapshot.seq,
                               [](int64_t seq, const Snapshot& old) { return seq < old.seq; }),
              snapshot);
  if (kept.size() > kSnapshotsKept) kept.erase(kept.begin());
  return absl::OkStatus();
}

void MemoryStore::Unlock() {
  if (!holds_lock_) return;
  {
    std::lock_guard guard(journal_->mutex_);
    journal_->locked_ = holds_lock_ = false;
  }
  journal_->unlocked_.notify_one();
}

absl::Status MemoryStore::Verify() {
  std::lock_guard guard(journal_->mutex_);
  VUORO_RETURN_IF_ERROR(journal_->read_fault_);
  return CheckChain({}, journal_->records_);
}

StoreStatus MemoryStore::status() {
  std::lock_guard guard(journal_->mutex_);
  return {.kind = "memory",
          .location = "",
          .journal_id = "",
          .library = "",
          .wal_reset_fixed = true,
          .lock = "process",
          .durable = false,
          .tail_seq = seen_.load(),
          .bytes = journal_->bytes_,
          .log_bytes = 0,
          .last_error = last_error_};
}

}  // namespace vuoro
