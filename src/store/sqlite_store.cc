// The SQLite store's write side: opening, the lock, appending, settling, checkpoints.
#include "store/sqlite_store.h"

#include <SQLiteCpp/Exception.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "store/sqlite_connection.h"
#include "store/sqlite_open.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_schema.h"

namespace vuoro {
namespace {

constexpr int64_t kRecordsCheckedAtOpen = 64;
constexpr int64_t kCloseLockTimeoutUs = 1'000'000;
constexpr int64_t kSnapshotsKept = 2;

void Run(SQLite::Statement& statement) {
  StatementUse use(statement);
  statement.exec();
}

std::optional<std::pair<dev_t, ino_t>> Identity(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return std::nullopt;
  return std::pair{found.st_dev, found.st_ino};
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> SqliteStore::Open(std::string_view path,
                                                         const StoreOptions& options) {
  VUORO_ASSIGN_OR_RETURN(std::string resolved, ResolvePath(path, options));
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(resolved), options));
  if (options.lock_across_processes) {
    VUORO_ASSIGN_OR_RETURN(store->lock_, LockFile::Open(store->path_ + "-lock", store->path_));
    VUORO_RETURN_IF_ERROR(store->lock_->Lock(options.open_timeout_us));
  }
  const absl::Status opened = store->OpenLocked();
  if (store->lock_) store->lock_->Unlock();
  VUORO_RETURN_IF_ERROR(opened);
  return store;
}

SqliteStore::SqliteStore(std::string path, StoreOptions options)
    : path_(std::move(path)), options_(std::move(options)), owner_(getpid()) {}

absl::Status SqliteStore::OpenLocked() {
  VUORO_ASSIGN_OR_RETURN(auto write_db, OpenWriter(path_, options_));
  VUORO_ASSIGN_OR_RETURN(auto read_db, OpenReader(path_, options_));
  const absl::Status prepared = Guarded(nullptr, path_, [&]() -> absl::Status {
    writer_ = std::make_unique<SqliteWriter>(std::move(write_db));
    reader_ = std::make_unique<SqliteReader>(std::move(read_db));
    journal_id_ =
        writer_->db->execAndGet("SELECT value FROM meta WHERE key='journal_id'").getString();
    return absl::OkStatus();
  });
  if (HasReason(prepared, Reason::kInternal)) {  // a table is not as we made it
    return Fail(Reason::kStoreCorrupt, "{}", MessageOf(prepared));
  }
  VUORO_RETURN_IF_ERROR(prepared);
  journal_id_hash_ = Sha256(journal_id_);
  sqlite3_wal_hook(
      writer_->db->getHandle(),
      [](void* store, sqlite3*, const char*, int frames) {
        static_cast<SqliteStore*>(store)->log_frames_ = frames;
        return SQLITE_OK;
      },
      this);
  if (options_.sqlite_vfs.empty()) log_file_ = Identity(path_ + "-wal");
  VUORO_RETURN_IF_ERROR(CheckTailOfFile());
  return CheckMark();
}

// What is cheap and catches most: the last records hang together, and no snapshot knows more.
absl::Status SqliteStore::CheckTailOfFile() {
  VUORO_RETURN_IF_ERROR(RefreshTail());
  const int64_t from = std::max<int64_t>(tail_.seq - kRecordsCheckedAtOpen, 0);
  VUORO_ASSIGN_OR_RETURN(const std::vector<Record> last, ReadChecked(from, kRecordsCheckedAtOpen));
  if (static_cast<int64_t>(last.size()) != tail_.seq - from) {
    return Fail(Reason::kChainBroken, "{}: records are missing before {}", path_, tail_.seq);
  }
  return Guarded(writer_->db->getHandle(), path_, [&]() -> absl::Status {
    const int64_t snapshot =
        writer_->db->execAndGet("SELECT coalesce(max(seq), 0) FROM snapshots").getInt64();
    if (snapshot <= tail_.seq) return absl::OkStatus();
    return Fail(Reason::kChainBroken, "{} ends at record {}, but has a snapshot of record {}",
                path_, tail_.seq, snapshot);
  });
}

absl::Status SqliteStore::CheckMark() {
  if (!lock_) return absl::OkStatus();
  const std::optional<AckMark> mark = lock_->ReadMark();
  if (!mark || mark->journal_id != journal_id_hash_ || mark->tail.seq == 0) {
    return absl::OkStatus();  // another journal was put in place, or there is no mark
  }
  constexpr std::string_view kAdvice =
      "A -wal file left behind, or an old copy? If the copy is meant, remove the -lock file";
  if (mark->tail.seq > tail_.seq) {
    return Fail(Reason::kChainBroken, "{} ends at record {}, but record {} was acknowledged. {}",
                path_, tail_.seq, mark->tail.seq, kAdvice);
  }
  VUORO_ASSIGN_OR_RETURN(const std::vector<Record> record, ReadChecked(mark->tail.seq - 1, 1));
  if (record.empty() || record[0].hash != mark->tail.hash) {
    return Fail(Reason::kChainBroken, "{}: record {} is not the one acknowledged here. {}", path_,
                mark->tail.seq, kAdvice);
  }
  return absl::OkStatus();
}

SqliteStore::~SqliteStore() {
  if (getpid() != owner_) {
    // In a forked child: the connections are the parent's, and closing them may write.
    (void)writer_.release();
    (void)reader_.release();
    return;
  }
  if (!writer_) return;
  const bool locked = holds_lock_ || !lock_ || lock_->Lock(kCloseLockTimeoutUs).ok();
  // Leaves everything in the one file where it can; closing itself never checkpoints.
  if (locked && !unsettled_ && CheckFilesInPlace().ok()) {
    sqlite3_busy_timeout(writer_->db->getHandle(), 0);
    Checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  }
  reader_.reset();
  writer_.reset();
}

absl::Status SqliteStore::CheckOwner() const {
  if (getpid() == owner_) return absl::OkStatus();
  return Fail(Reason::kBadHandle, "{} was opened by process {} before a fork; open it again here",
              path_, owner_);
}

// Without this, commits to a deleted or replaced file would be acknowledged and then be gone.
absl::Status SqliteStore::CheckFilesInPlace() {
  int moved = 0;
  sqlite3_file_control(writer_->db->getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved != 0) {
    return Fail(Reason::kStoreAway, "{} was moved, replaced or removed; reopen it", path_);
  }
  if (!options_.sqlite_vfs.empty()) return absl::OkStatus();
  const auto log_file = Identity(path_ + "-wal");
  if (log_file_ && log_file != log_file_) {
    return Fail(Reason::kStoreAway, "{}-wal was replaced or removed; reopen the store", path_);
  }
  log_file_ = log_file;
  return absl::OkStatus();
}

absl::Status SqliteStore::Note(absl::Status status) {
  std::lock_guard guard(error_mutex_);
  last_error_ = status.ok() ? "" : MessageOf(status);
  return status;
}

absl::Status SqliteStore::Lock(int64_t timeout_us) {
  VUORO_RETURN_IF_ERROR(CheckOwner());
  if (holds_lock_) return Fail(Reason::kInternal, "this handle holds the lock already");
  if (lock_) VUORO_RETURN_IF_ERROR(lock_->Lock(timeout_us));
  absl::Status status = CheckFilesInPlace();
  if (status.ok() && unsettled_) status = Settle();
  if (status.ok()) status = RefreshTail();
  if (!status.ok()) {
    if (lock_) lock_->Unlock();
    return Note(status);
  }
  holds_lock_ = true;
  return absl::OkStatus();
}

absl::Status SqliteStore::RefreshTail() {
  return Guarded(writer_->db->getHandle(), "read the tail", [&]() -> absl::Status {
    StatementUse use(writer_->tail);
    tail_ = Tail{};
    if (!writer_->tail.executeStep()) return absl::OkStatus();
    VUORO_ASSIGN_OR_RETURN(tail_, TailOfRow(writer_->tail));
    return absl::OkStatus();
  });
}

absl::Status SqliteStore::Append(std::span<const Record> records, std::span<const Blob> blobs) {
  VUORO_RETURN_IF_ERROR(CheckOwner());
  if (!holds_lock_) return Fail(Reason::kInternal, "append without the lock");
  if (unsettled_) return Fail(Reason::kCommitUnknown, "an earlier commit is not settled yet");
  VUORO_RETURN_IF_ERROR(CheckAppend(tail_, records, blobs));
  if (records.empty() && blobs.empty()) return absl::OkStatus();
  const Tail end = records.empty() ? tail_ : Tail{records.back().seq, records.back().hash};
  bool certain = true;
  absl::Status status = Commit(Insert(records, blobs), certain);
  if (!certain) {
    // The frames may lie whole in the log, unseen now and found by the next recovery. Writing
    // something else over them makes "not stored" final.
    unsettled_ = true;
    if (const absl::Status settled = Settle(); !settled.ok()) {
      return Note(
          Fail(Reason::kCommitUnknown, "{}; then {}", MessageOf(status), MessageOf(settled)));
    }
    VUORO_RETURN_IF_ERROR(RefreshTail());
    if (tail_ == end && !records.empty()) status = absl::OkStatus();
  }
  if (!status.ok()) return Note(status);
  tail_ = end;
  MarkSeen(tail_.seq);
  if (lock_ && !records.empty()) lock_->WriteMark({journal_id_hash_, tail_});
  return Note(absl::OkStatus());
}

absl::Status SqliteStore::Insert(std::span<const Record> records, std::span<const Blob> blobs) {
  return Guarded(writer_->db->getHandle(), "append", [&]() -> absl::Status {
    Run(writer_->begin);
    for (const Blob& blob : blobs) {
      StatementUse use(writer_->insert_blob);
      BindDigest(writer_->insert_blob, 1, blob.hash);
      writer_->insert_blob.bindNoCopy(2, blob.bytes.data(), static_cast<int>(blob.bytes.size()));
      writer_->insert_blob.exec();
    }
    for (const Record& record : records) {
      StatementUse use(writer_->insert);
      BindRecord(writer_->insert, record);
      writer_->insert.exec();
    }
    return absl::OkStatus();
  });
}

// Commits what `written` says was written, or rolls back. `certain` becomes false when the commit
// failed in a way that may have left it in the log.
absl::Status SqliteStore::Commit(const absl::Status& written, bool& certain) {
  sqlite3* handle = writer_->db->getHandle();
  absl::Status status = written;
  if (status.ok()) {
    status = Guarded(handle, "commit", [&]() -> absl::Status {
      try {
        Run(writer_->commit);
      } catch (const SQLite::Exception& thrown) {
        certain =
            CommitCertainlyFailed(thrown.getExtendedErrorCode(), sqlite3_system_errno(handle));
        throw;
      }
      return absl::OkStatus();
    });
  }
  if (sqlite3_get_autocommit(handle) == 0) {
    Guarded(handle, "roll back", [&]() -> absl::Status {
      Run(writer_->rollback);
      return absl::OkStatus();
    }).IgnoreError();
  }
  return status;
}

// Commits a change that means nothing. Its frames take the place of the doubtful ones, and a
// frame's checksum covers all before it, so recovery cannot find the old ones any more.
absl::Status SqliteStore::Settle() {
  bool certain = true;
  const absl::Status written = Guarded(writer_->db->getHandle(), "settle", [&]() -> absl::Status {
    Run(writer_->begin);
    Run(writer_->settle);
    return absl::OkStatus();
  });
  if (const absl::Status status = Commit(written, certain); !status.ok()) {
    return Fail(Reason::kCommitUnknown, "cannot settle a doubtful commit: {}", MessageOf(status));
  }
  unsettled_ = false;
  return absl::OkStatus();
}

absl::Status SqliteStore::WriteSnapshot(const Snapshot& snapshot) {
  VUORO_RETURN_IF_ERROR(CheckOwner());
  if (!holds_lock_) return Fail(Reason::kInternal, "snapshot without the lock");
  if (unsettled_) return Fail(Reason::kCommitUnknown, "an earlier commit is not settled yet");
  if (snapshot.bytes.size() > kMaxBlobBytes) {
    return Fail(Reason::kLimitReached, "a snapshot of {} bytes, the limit is {}",
                snapshot.bytes.size(), kMaxBlobBytes);
  }
  VUORO_ASSIGN_OR_RETURN(
      const auto at, ReadChecked(std::max<int64_t>(snapshot.seq - 1, 0), snapshot.seq < 1 ? 0 : 1));
  if (at.empty() || at[0].hash != snapshot.journal_hash) {
    return Fail(Reason::kInternal, "snapshot {} is not of this journal", snapshot.seq);
  }
  const absl::Status written = Guarded(writer_->db->getHandle(), "snapshot", [&]() -> absl::Status {
    Run(writer_->begin);
    StatementUse use(writer_->insert_snapshot);
    BindSnapshot(writer_->insert_snapshot, snapshot);
    writer_->insert_snapshot.exec();
    StatementUse drop(writer_->drop_snapshots);
    writer_->drop_snapshots.bind(1, kSnapshotsKept);
    writer_->drop_snapshots.exec();
    return absl::OkStatus();
  });
  bool certain = true;
  absl::Status status = Commit(written, certain);
  // Whether a snapshot is in does not matter, but the log behind it must be known all the same.
  if (!certain) {
    unsettled_ = true;
    if (const absl::Status settled = Settle(); !settled.ok()) return Note(settled);
  }
  return Note(status);
}

void SqliteStore::Unlock() {
  if (!holds_lock_ || getpid() != owner_) return;
  // A log that was started again is short; otherwise a reader kept it, so try only now and then.
  if (log_frames_ < checkpointed_frames_) checkpointed_frames_ = 0;
  const int threshold = options_.checkpoint_pages;
  const int due = checkpointed_frames_ == 0 ? threshold : checkpointed_frames_ + threshold / 4 + 1;
  if (!unsettled_ && log_frames_ >= due) Checkpoint(SQLITE_CHECKPOINT_PASSIVE);
  holds_lock_ = false;
  if (lock_) lock_->Unlock();
}

// REQUIRES: the lock is held, as for every write. A failure loses nothing: the log stays.
void SqliteStore::Checkpoint(int mode) {
  sqlite3* handle = writer_->db->getHandle();
  int frames = 0, moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle, "main", mode, &frames, &moved);
  checkpointed_frames_ = log_frames_;
  if (code != SQLITE_OK && code != SQLITE_BUSY) {
    Note(Fail(SqliteReason(code, sqlite3_system_errno(handle)), "checkpoint: {} (SQLite {})",
              sqlite3_errmsg(handle), code))
        .IgnoreError();
  }
}

}  // namespace vuoro
