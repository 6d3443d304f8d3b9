// SQLite connections: settings, error mapping, raw reads through the VFS.
#include "store/sqlite_connection.h"

#include <SQLiteCpp/Exception.h>

#include <cerrno>
#include <cstring>

namespace vuoro {
namespace {

constexpr int kBusyTimeoutMs = 1000;  // only foreign tools can make us wait: our lock is outside

bool IsSpace(int error) { return error == ENOSPC || error == EDQUOT; }
bool IsPermission(int error) { return error == EROFS || error == EACCES || error == EPERM; }

}  // namespace

Reason SqliteReason(int code, int system_errno) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return Reason::kStoreBusy;
    case SQLITE_FULL:
      return Reason::kDiskFull;
    case SQLITE_READONLY:
      return code == SQLITE_READONLY_DBMOVED ? Reason::kStoreAway : Reason::kReadOnly;
    case SQLITE_PERM:
      return Reason::kReadOnly;
    case SQLITE_CORRUPT:
      return Reason::kStoreCorrupt;
    case SQLITE_NOTADB:
      return Reason::kNotAStore;
    case SQLITE_NOMEM:
      return Reason::kOutOfMemory;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_NOMEM) return Reason::kOutOfMemory;
      if (code == SQLITE_IOERR_CORRUPTFS) return Reason::kStoreCorrupt;
      if (IsSpace(system_errno)) return Reason::kDiskFull;
      if (IsPermission(system_errno)) return Reason::kReadOnly;
      return Reason::kStoreAway;
    default:
      return Reason::kInternal;
  }
}

bool CommitCertainlyFailed(int code, int system_errno) {
  if (code == SQLITE_FULL || (code & 0xff) == SQLITE_BUSY) return true;
  return code == SQLITE_IOERR_WRITE && (IsSpace(system_errno) || IsPermission(system_errno));
}

absl::Status SqliteError(sqlite3* db, std::string_view doing, const SQLite::Exception& thrown) {
  const int code =
      thrown.getExtendedErrorCode() >= 0 ? thrown.getExtendedErrorCode() : thrown.getErrorCode();
  const int system_errno = db == nullptr ? 0 : sqlite3_system_errno(db);
  return Fail(SqliteReason(code, system_errno), "{}: {} (SQLite {}{})", doing, thrown.what(), code,
              system_errno == 0 ? "" : fmt::format(", {}", strerrordesc_np(system_errno)));
}

absl::StatusOr<std::unique_ptr<SQLite::Database>> OpenConnection(const std::string& path,
                                                                 const ConnectionOptions& options) {
  using Result = absl::StatusOr<std::unique_ptr<SQLite::Database>>;
  return Guarded(nullptr, "open", [&]() -> Result {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (options.create ? SQLITE_OPEN_CREATE : 0);
    errno = 0;
    auto db = std::make_unique<SQLite::Database>(path, flags, kBusyTimeoutMs, options.vfs);
    if (sqlite3_db_readonly(db->getHandle(), "main") == 1) {
      return Fail(Reason::kReadOnly, "{} can only be read", path);
    }
    return db;
  });
}

absl::Status Configure(SQLite::Database& db, const ConnectionOptions& options) {
  return Guarded(db.getHandle(), "configure", [&]() -> absl::Status {
    sqlite3* handle = db.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_wal_autocheckpoint(handle, 0);
    db.exec(options.durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF");
    db.exec("PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY");
    return absl::OkStatus();
  });
}

sqlite3_file* MainFile(SQLite::Database& db) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file != nullptr && file->pMethods != nullptr ? file : nullptr;
}

sqlite3_file* LogFile(SQLite::Database& db) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
  return file != nullptr && file->pMethods != nullptr ? file : nullptr;
}

absl::StatusOr<int64_t> FileSize(sqlite3_file* file) {
  sqlite3_int64 size = 0;
  if (const int code = file->pMethods->xFileSize(file, &size); code != SQLITE_OK) {
    return Fail(SqliteReason(code, 0), "cannot tell the file's size (SQLite {})", code);
  }
  return size;
}

absl::StatusOr<std::optional<std::string>> ReadFile(sqlite3_file* file, int64_t offset, int size) {
  std::string bytes(static_cast<size_t>(size), '\0');
  const int code = file->pMethods->xRead(file, bytes.data(), size, offset);
  if (code == SQLITE_IOERR_SHORT_READ) return std::nullopt;
  if (code != SQLITE_OK) return Fail(SqliteReason(code, 0), "cannot read (SQLite {})", code);
  return bytes;
}

}  // namespace vuoro
