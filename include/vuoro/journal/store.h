// The interface of a store: where one journal's records, blobs and snapshots are kept.
//
// Implementations: MemoryStore (memory_store.h) and what OpenStore (vuoro/store/open.h) returns.
// One contract suite (tests/store) holds them all to the words below.
#ifndef VUORO_JOURNAL_STORE_H_
#define VUORO_JOURNAL_STORE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "vuoro/base/hash.h"
#include "vuoro/base/status.h"
#include "vuoro/journal/record.h"

namespace vuoro {

// For people and monitoring; nothing is decided by it.
struct StoreStatus {
  std::string kind = {};        // "memory", "sqlite"
  std::string location = {};    // the file; "" for memory
  std::string journal_id = {};  // drawn when the journal was made
  std::string library = {};     // "SQLite 3.40.1"; "" for memory
  bool wal_reset_fixed = true;  // this library cannot corrupt a file by checkpoint against write
  std::string lock = {};        // what keeps writers apart: "turnstile", "process"
  bool durable = false;         // an acknowledged append survives a power cut
  int64_t tail_seq = 0;         // last record this handle has seen
  int64_t bytes = 0;            // main file, or memory taken
  int64_t log_bytes = 0;        // write-ahead log beside it
  std::string last_error = {};  // of the last failed write or checkpoint; "" after the next success
};

// One journal behind one handle; several handles, in any processes, may share the journal.
//
// Threads: Read*, Latest*, Moved and status may be called from any thread at any time and do not
// wait for a disk write. Lock, Append, WriteSnapshot, Unlock and Verify are the write calls: one
// thread at a time.
//
// Fork: a handle belongs to the process that opened it. In a forked child every call fails with
// `bad_handle`, and destroying the handle leaves the parent's journal and lock alone.
//
// Errors of every call, besides those named at it: `store_busy` (others hold it; retry),
// `store_away` (I/O error, file gone; retry), `disk_full` and `read_only` (writing resumes by
// itself when the cause is gone, without reopening), `store_corrupt`, `store_truncated`,
// `chain_broken`, `out_of_memory`.
class Store {
 public:
  virtual ~Store() = default;

  // The records after `seq`, ascending, at most `limit` of them; empty when there is none. Each
  // one's hash is checked against its predecessor: what is returned is unbroken from `seq`.
  // Errors: `chain_broken`, also when record `seq` itself is not there (the journal was restored
  // from an older copy).
  virtual absl::StatusOr<std::vector<Record>> ReadAfter(int64_t seq, size_t limit) = 0;

  // The last record's seq and hash as this moment shows them, whoever appended it.
  virtual absl::StatusOr<Tail> ReadTail() = 0;

  // The bytes of a blob, checked against its hash. Errors: `unknown_key`; `store_corrupt`.
  virtual absl::StatusOr<std::string> ReadBlob(const Digest& hash) = 0;

  // The newest snapshot whose bytes are whole and whose journal_hash is in this journal; damaged
  // ones are passed over.
  virtual absl::StatusOr<std::optional<Snapshot>> LatestSnapshot() = 0;

  // May there be records beyond those this handle has read (ReadAfter) or appended? Costs
  // microseconds; true stays true until a ReadAfter fetches them.
  virtual absl::StatusOr<bool> Moved() = 0;

  // Becomes the one writer across threads and processes. After OK, records that others appended
  // are readable, and a commit that was unknown before has been settled: ReadAfter now tells for
  // good whether it is in. Waits at most `timeout_us` (0: does not wait).
  // Errors: `store_busy` at the deadline; `commit_unknown` while an earlier one cannot be settled.
  virtual absl::Status Lock(int64_t timeout_us) = 0;

  // Adds records and blobs, all or nothing, durable when OK. A blob already present is kept.
  // REQUIRES: the lock is held, `records` continue the tail (ChainAfter makes them so).
  // An error means that nothing was stored nor will appear later, with one exception:
  // `commit_unknown` (the disk failed in the middle of the commit). Then nothing more can be
  // appended until a later Lock settles it. Errors besides: `limit_reached`, `internal` (not a
  // continuation of the tail, or the lock is not held).
  virtual absl::Status Append(std::span<const Record> records, std::span<const Blob> blobs) = 0;

  // Keeps `snapshot`; older ones beyond the newest two may be dropped. REQUIRES: the lock is held.
  // Errors: `internal` when its journal_hash is not that of record `snapshot.seq`.
  virtual absl::Status WriteSnapshot(const Snapshot& snapshot) = 0;

  // Ends being the writer; no-op without the lock. May first move the write-ahead log into the
  // main file, so answer callers before unlocking.
  virtual void Unlock() = 0;

  // Walks everything: every record's hash, every blob, the library's own integrity check.
  // O(journal). Errors: `chain_broken`, `store_corrupt`, each naming the place.
  virtual absl::Status Verify() = 0;

  virtual StoreStatus status() = 0;
};

// Locks for a scope. REQUIRES: outlived by the store.
class StoreLock {
 public:
  static absl::StatusOr<StoreLock> Take(Store& store, int64_t timeout_us) {
    VUORO_RETURN_IF_ERROR(store.Lock(timeout_us));
    return StoreLock(&store);
  }
  StoreLock(StoreLock&& other) noexcept : store_(std::exchange(other.store_, nullptr)) {}
  StoreLock& operator=(StoreLock&&) = delete;
  ~StoreLock() {
    if (store_ != nullptr) store_->Unlock();
  }

 private:
  explicit StoreLock(Store* store) : store_(store) {}
  Store* store_;
};

}  // namespace vuoro

#endif  // VUORO_JOURNAL_STORE_H_
