// The SQLite store's read side; every call holds the read connection for one statement only, so
// no reader keeps the log from being started again.
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "store/sqlite_connection.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_store.h"

namespace vuoro {
namespace {

constexpr size_t kVerifyChunk = 4096;

}  // namespace

void SqliteStore::MarkSeen(int64_t seq) {
  int64_t seen = seen_.load();
  while (seen < seq && !seen_.compare_exchange_weak(seen, seq)) {
  }
}

absl::StatusOr<std::vector<Record>> SqliteStore::ReadAfter(int64_t seq, size_t limit) {
  VUORO_RETURN_IF_ERROR(CheckOwner());
  VUORO_ASSIGN_OR_RETURN(std::vector<Record> records, ReadChecked(seq, limit));
  MarkSeen(records.empty() ? seq : records.back().seq);
  return records;
}

absl::StatusOr<std::vector<Record>> SqliteStore::ReadChecked(int64_t seq, size_t limit) {
  using Result = absl::StatusOr<std::vector<Record>>;
  std::lock_guard guard(read_mutex_);
  return Guarded(reader_->db->getHandle(), "read records", [&]() -> Result {
    if (seq < 0) return Fail(Reason::kChainBroken, "there is no record {}", seq);
    const size_t most = std::numeric_limits<int64_t>::max() - 1;
    StatementUse use(reader_->records);
    reader_->records.bind(1, seq);
    reader_->records.bind(2, static_cast<int64_t>(std::min(limit, most) + (seq > 0 ? 1 : 0)));
    Tail before;
    if (seq > 0) {  // the record that the first one's hash continues
      if (!reader_->records.executeStep() || reader_->records.getColumn(0).getInt64() != seq) {
        return Fail(Reason::kChainBroken, "record {} is not in {}", seq, path_);
      }
      VUORO_ASSIGN_OR_RETURN(const Record anchor, RecordOfRow(reader_->records));
      before = {seq, anchor.hash};
    }
    std::vector<Record> records;
    while (reader_->records.executeStep()) {
      VUORO_ASSIGN_OR_RETURN(Record record, RecordOfRow(reader_->records));
      records.push_back(std::move(record));
    }
    VUORO_RETURN_IF_ERROR(CheckChain(before, records));
    return records;
  });
}

absl::StatusOr<Tail> SqliteStore::ReadTail() {
  using Result = absl::StatusOr<Tail>;
  VUORO_RETURN_IF_ERROR(CheckOwner());
  std::lock_guard guard(read_mutex_);
  return Guarded(reader_->db->getHandle(), "read the tail", [&]() -> Result {
    StatementUse use(reader_->tail);
    if (!reader_->tail.executeStep()) return Tail{};
    return TailOfRow(reader_->tail);
  });
}

absl::StatusOr<std::string> SqliteStore::ReadBlob(const Digest& hash) {
  using Result = absl::StatusOr<std::string>;
  VUORO_RETURN_IF_ERROR(CheckOwner());
  std::lock_guard guard(read_mutex_);
  return Guarded(reader_->db->getHandle(), "read a blob", [&]() -> Result {
    StatementUse use(reader_->blob);
    BindDigest(reader_->blob, 1, hash);
    if (!reader_->blob.executeStep()) return Fail(Reason::kUnknownKey, "no blob {}", hash.Hex());
    std::string bytes = reader_->blob.getColumn(0).getString();
    if (Sha256(bytes) != hash) {
      return Fail(Reason::kStoreCorrupt, "blob {} is damaged", hash.Hex());
    }
    return bytes;
  });
}

absl::StatusOr<std::optional<Snapshot>> SqliteStore::LatestSnapshot() {
  using Seqs = absl::StatusOr<std::vector<int64_t>>;
  VUORO_RETURN_IF_ERROR(CheckOwner());
  Seqs seqs = std::vector<int64_t>();
  {
    std::lock_guard guard(read_mutex_);
    seqs = Guarded(reader_->db->getHandle(), "list snapshots", [&]() -> Seqs {
      std::vector<int64_t> found;
      StatementUse use(reader_->snapshots);
      while (reader_->snapshots.executeStep()) {
        found.push_back(reader_->snapshots.getColumn(0).getInt64());
      }
      return found;
    });
  }
  VUORO_RETURN_IF_ERROR(seqs.status());
  for (const int64_t seq : *seqs) {
    auto snapshot = ReadSnapshot(seq);
    if (snapshot.ok() && *snapshot) return snapshot;
    const bool damaged = snapshot.ok() || HasReason(snapshot.status(), Reason::kStoreCorrupt) ||
                         HasReason(snapshot.status(), Reason::kChainBroken);
    if (!damaged) return snapshot.status();
  }
  return std::nullopt;
}

absl::StatusOr<std::optional<Snapshot>> SqliteStore::ReadSnapshot(int64_t seq) {
  using Result = absl::StatusOr<std::optional<Snapshot>>;
  Result snapshot = std::nullopt;
  {
    std::lock_guard guard(read_mutex_);
    snapshot = Guarded(reader_->db->getHandle(), "read a snapshot", [&]() -> Result {
      StatementUse use(reader_->snapshot);
      reader_->snapshot.bind(1, seq);
      if (!reader_->snapshot.executeStep()) return std::nullopt;
      VUORO_ASSIGN_OR_RETURN(Snapshot found, SnapshotOfRow(reader_->snapshot));
      return found;
    });
  }
  if (!snapshot.ok() || !*snapshot) return snapshot;
  VUORO_ASSIGN_OR_RETURN(const std::vector<Record> at, ReadChecked(seq - 1, 1));
  if (at.empty() || at[0].hash != (*snapshot)->journal_hash) {
    return Fail(Reason::kChainBroken, "snapshot {} is not of this journal", seq);
  }
  return snapshot;
}

absl::StatusOr<bool> SqliteStore::Moved() {
  using Result = absl::StatusOr<bool>;
  VUORO_RETURN_IF_ERROR(CheckOwner());
  std::lock_guard guard(read_mutex_);
  return Guarded(reader_->db->getHandle(), "follow the tail", [&]() -> Result {
    StatementUse use(reader_->data_version);
    if (!reader_->data_version.executeStep()) return Fail(Reason::kInternal, "no data_version");
    const int64_t version = reader_->data_version.getColumn(0).getInt64();
    if (version != data_version_) {
      // Asked after the version, so a commit in between shows as another version next time.
      StatementUse tail(reader_->tail);
      visible_seq_ = reader_->tail.executeStep() ? reader_->tail.getColumn(0).getInt64() : 0;
      data_version_ = version;
    }
    return visible_seq_ > seen_.load();
  });
}

absl::Status SqliteStore::Verify() {
  VUORO_RETURN_IF_ERROR(CheckOwner());
  VUORO_RETURN_IF_ERROR(VerifyFile());
  VUORO_RETURN_IF_ERROR(VerifyRecords());
  return VerifyBlobs();
}

absl::Status SqliteStore::VerifyFile() {
  std::lock_guard guard(read_mutex_);
  SQLite::Database& db = *reader_->db;
  return Guarded(db.getHandle(), "integrity check", [&]() -> absl::Status {
    const std::string result = db.execAndGet("PRAGMA integrity_check(1)").getString();
    if (result != "ok") return Fail(Reason::kStoreCorrupt, "{}: {}", path_, result);
    const int64_t strays = db.execAndGet("SELECT count(*) FROM events WHERE seq < 1").getInt64();
    if (strays != 0) return Fail(Reason::kChainBroken, "{} records below 1", strays);
    return absl::OkStatus();
  });
}

absl::Status SqliteStore::VerifyRecords() {
  for (int64_t seq = 0;;) {
    VUORO_ASSIGN_OR_RETURN(const std::vector<Record> records, ReadChecked(seq, kVerifyChunk));
    if (records.empty()) return absl::OkStatus();
    seq = records.back().seq;
  }
}

absl::Status SqliteStore::VerifyBlobs() {
  std::lock_guard guard(read_mutex_);
  SQLite::Database& db = *reader_->db;
  return Guarded(db.getHandle(), "check blobs", [&]() -> absl::Status {
    SQLite::Statement blobs(db, "SELECT hash, bytes FROM blobs");
    while (blobs.executeStep()) {
      const Digest actual = Sha256(blobs.getColumn(1).getString());
      const std::string named = blobs.getColumn(0).getString();
      if (named != std::string(actual.bytes.begin(), actual.bytes.end())) {
        return Fail(Reason::kStoreCorrupt, "a blob has the hash {} and is named otherwise",
                    actual.Hex());
      }
    }
    return absl::OkStatus();
  });
}

StoreStatus SqliteStore::status() {
  StoreStatus out{.kind = "sqlite",
                  .location = path_,
                  .journal_id = journal_id_,
                  .library = std::string("SQLite ") + sqlite3_libversion(),
                  .wal_reset_fixed = HasWalResetFix(sqlite3_libversion_number()),
                  .lock = lock_ ? "turnstile" : "none",
                  .durable = options_.durable,
                  .tail_seq = seen_.load(),
                  .bytes = 0,
                  .log_bytes = 0,
                  .last_error = {}};
  if (getpid() != owner_) return out;
  {
    std::lock_guard guard(error_mutex_);
    out.last_error = last_error_;
  }
  std::lock_guard guard(read_mutex_);
  if (sqlite3_file* file = MainFile(*reader_->db)) out.bytes = FileSize(file).value_or(0);
  if (sqlite3_file* log = LogFile(*reader_->db)) out.log_bytes = FileSize(log).value_or(0);
  return out;
}

}  // namespace vuoro
