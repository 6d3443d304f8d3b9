// One SQLite connection behind SQLiteCpp: its settings, its errors as reasons, its raw files.
//
// No SQLite::Exception leaves the functions here; bodies that may throw run inside Guarded.
#ifndef VUORO_SRC_STORE_SQLITE_CONNECTION_H_
#define VUORO_SRC_STORE_SQLITE_CONNECTION_H_

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <sqlite3.h>

#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "vuoro/base/status.h"

namespace vuoro {

// Whether this SQLite version cannot lose commits when one connection resets the write-ahead log
// while another writes or checkpoints. Fixed in 3.51.3, 3.50.7 and 3.44.6; 3.52.0 was withdrawn.
constexpr bool HasWalResetFix(int version) {
  if (version >= 3'051'003) return version != 3'052'000;
  return (version >= 3'050'007 && version < 3'051'000) ||
         (version >= 3'044'006 && version < 3'045'000);
}

// The reason behind an (extended) SQLite result code; `system_errno` is what the VFS reported.
Reason SqliteReason(int code, int system_errno);

// True when a failed COMMIT with this code certainly left no commit frame in the log: the write
// of a frame itself was refused. After anything else the frame may lie there, valid and unsynced.
bool CommitCertainlyFailed(int code, int system_errno);

// The error of `db`'s last failed call, prefixed with what was being done.
absl::Status SqliteError(sqlite3* db, std::string_view doing, const SQLite::Exception& thrown);

// Runs `body` and turns what it throws into a status. `body` returns absl::Status or StatusOr.
template <class Body>
auto Guarded(sqlite3* db, std::string_view doing, Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (const SQLite::Exception& thrown) {
    return SqliteError(db, doing, thrown);
  } catch (const std::bad_alloc&) {
    return Fail(Reason::kOutOfMemory, "{}: out of memory", doing);
  } catch (const std::exception& thrown) {
    return Fail(Reason::kInternal, "{}: {}", doing, thrown.what());
  }
}

// Resets a cached statement when the scope ends, so that it never keeps a read transaction.
class StatementUse {
 public:
  explicit StatementUse(SQLite::Statement& statement) : statement_(statement) {}
  ~StatementUse() { statement_.tryReset(); }
  StatementUse(const StatementUse&) = delete;
  StatementUse& operator=(const StatementUse&) = delete;

 private:
  SQLite::Statement& statement_;
};

struct ConnectionOptions {
  std::string vfs;
  bool create = false;
  bool durable = true;
};

// Opens `path` without reading it. `path` is absolute.
absl::StatusOr<std::unique_ptr<SQLite::Database>> OpenConnection(const std::string& path,
                                                                 const ConnectionOptions& options);

// Settings that every connection of ours has: no automatic checkpoint, none on close, full sync.
absl::Status Configure(SQLite::Database& db, const ConnectionOptions& options);

// The main file or the log as the VFS holds it; null when not open yet. Reading through our own
// descriptor instead would drop SQLite's POSIX locks on close.
sqlite3_file* MainFile(SQLite::Database& db);
sqlite3_file* LogFile(SQLite::Database& db);
absl::StatusOr<int64_t> FileSize(sqlite3_file* file);
// Reads exactly `size` bytes at `offset`; nullopt where the file is shorter.
absl::StatusOr<std::optional<std::string>> ReadFile(sqlite3_file* file, int64_t offset, int size);

}  // namespace vuoro

#endif  // VUORO_SRC_STORE_SQLITE_CONNECTION_H_
