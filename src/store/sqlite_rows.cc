// Statements and row conversions of the SQLite store.
#include "store/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <bit>
#include <cstring>
#include <limits>
#include <string_view>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

constexpr char kTailSql[] = "SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1";

absl::StatusOr<Digest> DigestOfColumn(const SQLite::Column& column, std::string_view what) {
  Digest digest;
  if (static_cast<size_t>(column.getBytes()) != digest.bytes.size()) {
    return Fail(Reason::kStoreCorrupt, "a {} of {} bytes", what, column.getBytes());
  }
  std::memcpy(digest.bytes.data(), column.getBlob(), digest.bytes.size());
  return digest;
}

void BindText(SQLite::Statement& statement, int index, const std::string& text) {
  statement.bindNoCopy(index, text);
}

absl::StatusOr<int32_t> Small(int64_t value, std::string_view what) {
  if (value < std::numeric_limits<int32_t>::min() || value > std::numeric_limits<int32_t>::max()) {
    return Fail(Reason::kStoreCorrupt, "a {} of {}", what, value);
  }
  return static_cast<int32_t>(value);
}

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SQLite::Database> connection)
    : db(std::move(connection)),
      begin(*db, "BEGIN IMMEDIATE"),
      commit(*db, "COMMIT"),
      rollback(*db, "ROLLBACK"),
      settle(*db, "UPDATE meta SET value = value + 1 WHERE key = 'settled'"),
      tail(*db, kTailSql),
      insert(*db,
             "INSERT INTO events (seq, type, version, origin, epoch, origin_seq, at_us, key,"
             " fingerprint, actor, payload, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"),
      insert_blob(*db, "INSERT OR IGNORE INTO blobs (hash, bytes) VALUES (?,?)"),
      insert_snapshot(*db,
                      "INSERT OR REPLACE INTO snapshots (seq, format, journal_hash,"
                      " state_hash, bytes_hash, bytes) VALUES (?,?,?,?,?,?)"),
      drop_snapshots(*db,
                     "DELETE FROM snapshots WHERE seq NOT IN"
                     " (SELECT seq FROM snapshots ORDER BY seq DESC LIMIT ?1)") {}

SqliteReader::SqliteReader(std::unique_ptr<SQLite::Database> connection)
    : db(std::move(connection)),
      records(*db,
              "SELECT seq, type, version, origin, epoch, origin_seq, at_us, key, fingerprint,"
              " actor, payload, hash FROM events WHERE seq >= ?1 ORDER BY seq LIMIT ?2"),
      tail(*db, kTailSql),
      blob(*db, "SELECT bytes FROM blobs WHERE hash = ?1"),
      snapshots(*db, "SELECT seq FROM snapshots ORDER BY seq DESC"),
      snapshot(*db,
               "SELECT seq, format, journal_hash, state_hash, bytes_hash, bytes"
               " FROM snapshots WHERE seq = ?1"),
      data_version(*db, "PRAGMA data_version") {}

void BindDigest(SQLite::Statement& statement, int index, const Digest& digest) {
  statement.bindNoCopy(index, digest.bytes.data(), static_cast<int>(digest.bytes.size()));
}

void BindRecord(SQLite::Statement& statement, const Record& record) {
  statement.bind(1, record.seq);
  BindText(statement, 2, record.type);
  statement.bind(3, record.version);
  statement.bind(4, record.origin);
  statement.bind(5, record.epoch);
  statement.bind(6, record.origin_seq);
  statement.bind(7, record.at_us);
  BindText(statement, 8, record.key);
  statement.bind(9, std::bit_cast<int64_t>(record.fingerprint));
  BindText(statement, 10, record.actor);
  BindText(statement, 11, record.payload);
  BindDigest(statement, 12, record.hash);
}

void BindSnapshot(SQLite::Statement& statement, const Snapshot& snapshot) {
  statement.bind(1, snapshot.seq);
  statement.bind(2, snapshot.format);
  BindDigest(statement, 3, snapshot.journal_hash);
  BindDigest(statement, 4, snapshot.state_hash);
  const Digest bytes_hash = Sha256(snapshot.bytes);
  statement.bind(5, bytes_hash.bytes.data(), static_cast<int>(bytes_hash.bytes.size()));
  statement.bindNoCopy(6, static_cast<const void*>(snapshot.bytes.data()),
                       static_cast<int>(snapshot.bytes.size()));
}

absl::StatusOr<Record> RecordOfRow(SQLite::Statement& row) {
  Record record;
  record.seq = row.getColumn(0).getInt64();
  record.type = row.getColumn(1).getString();
  VUORO_ASSIGN_OR_RETURN(record.version, Small(row.getColumn(2).getInt64(), "version"));
  record.origin = row.getColumn(3).getInt64();
  VUORO_ASSIGN_OR_RETURN(record.epoch, Small(row.getColumn(4).getInt64(), "epoch"));
  record.origin_seq = row.getColumn(5).getInt64();
  record.at_us = row.getColumn(6).getInt64();
  record.key = row.getColumn(7).getString();
  record.fingerprint = std::bit_cast<uint64_t>(row.getColumn(8).getInt64());
  record.actor = row.getColumn(9).getString();
  record.payload = row.getColumn(10).getString();
  VUORO_ASSIGN_OR_RETURN(record.hash, DigestOfColumn(row.getColumn(11), "record hash"));
  return record;
}

absl::StatusOr<Tail> TailOfRow(SQLite::Statement& row) {
  Tail tail;
  tail.seq = row.getColumn(0).getInt64();
  VUORO_ASSIGN_OR_RETURN(tail.hash, DigestOfColumn(row.getColumn(1), "record hash"));
  return tail;
}

absl::StatusOr<Snapshot> SnapshotOfRow(SQLite::Statement& row) {
  Snapshot snapshot;
  snapshot.seq = row.getColumn(0).getInt64();
  VUORO_ASSIGN_OR_RETURN(snapshot.format, Small(row.getColumn(1).getInt64(), "snapshot format"));
  VUORO_ASSIGN_OR_RETURN(snapshot.journal_hash, DigestOfColumn(row.getColumn(2), "journal hash"));
  VUORO_ASSIGN_OR_RETURN(snapshot.state_hash, DigestOfColumn(row.getColumn(3), "state hash"));
  VUORO_ASSIGN_OR_RETURN(const Digest bytes_hash, DigestOfColumn(row.getColumn(4), "bytes hash"));
  snapshot.bytes = row.getColumn(5).getString();
  if (Sha256(snapshot.bytes) != bytes_hash) {
    return Fail(Reason::kStoreCorrupt, "snapshot {} is damaged", snapshot.seq);
  }
  return snapshot;
}

}  // namespace vuoro
