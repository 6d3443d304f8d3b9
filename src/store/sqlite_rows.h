// The prepared statements of a SQLite store, and its rows as records, snapshots and digests.
#ifndef VUORO_SRC_STORE_SQLITE_ROWS_H_
#define VUORO_SRC_STORE_SQLITE_ROWS_H_

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <absl/status/statusor.h>

#include <memory>
#include <utility>

#include "vuoro/journal/record.h"

namespace vuoro {

// The connection of the write calls. Constructing throws SQLite::Exception.
struct SqliteWriter {
  explicit SqliteWriter(std::unique_ptr<SQLite::Database> connection);

  std::unique_ptr<SQLite::Database> db;
  SQLite::Statement begin, commit, rollback, settle;
  SQLite::Statement tail;             // columns of TailOfRow
  SQLite::Statement insert;           // BindRecord
  SQLite::Statement insert_blob;      // hash, bytes
  SQLite::Statement insert_snapshot;  // BindSnapshot
  SQLite::Statement drop_snapshots;   // all but the newest ?1
};

// The connection of the read calls. Constructing throws SQLite::Exception.
struct SqliteReader {
  explicit SqliteReader(std::unique_ptr<SQLite::Database> connection);

  std::unique_ptr<SQLite::Database> db;
  SQLite::Statement records;  // from seq ?1 on, ?2 of them; columns of RecordOfRow
  SQLite::Statement tail;
  SQLite::Statement blob;          // by hash ?1
  SQLite::Statement snapshots;     // seqs, newest first
  SQLite::Statement snapshot;      // by seq ?1; columns of SnapshotOfRow
  SQLite::Statement data_version;  // changes when another connection has committed
};

// These throw SQLite::Exception when binding fails.
void BindDigest(SQLite::Statement& statement, int index, const Digest& digest);
void BindRecord(SQLite::Statement& statement, const Record& record);
void BindSnapshot(SQLite::Statement& statement, const Snapshot& snapshot);

// REQUIRES: the statement stands on a row. Errors: `store_corrupt`.
absl::StatusOr<Record> RecordOfRow(SQLite::Statement& row);
absl::StatusOr<Tail> TailOfRow(SQLite::Statement& row);
absl::StatusOr<Snapshot> SnapshotOfRow(SQLite::Statement& row);

}  // namespace vuoro

#endif  // VUORO_SRC_STORE_SQLITE_ROWS_H_
