// Tells a store of ours from everything else by its raw header first and by SQL second, so that a
// foreign file is left as it was; makes new stores so that a crash leaves an unfinished one that
// is recognised.
#include "store/sqlite_open.h"

#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <set>

#include "store/sqlite_connection.h"
#include "store/sqlite_schema.h"

namespace vuoro {
namespace {

constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr int kHeaderBytes = 100;  // https://www.sqlite.org/fileformat2.html, section 1.3
constexpr int64_t kLogHeaderBytes = 32;
constexpr int64_t kFrameHeaderBytes = 24;

constexpr std::string_view kJournalMagic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);

constexpr std::string_view kUnfinished = "an unfinished store; open it with create to finish it";

// What the first bytes say.
struct Header {
  bool empty = true;
  bool shorter_than_it_says = false;  // holds for sure only when the log is empty
};

uint32_t Big32(std::string_view bytes, size_t offset) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

bool NonEmpty(const std::string& path, const StoreOptions& options) {
  sqlite3_vfs* vfs =
      sqlite3_vfs_find(options.sqlite_vfs.empty() ? nullptr : options.sqlite_vfs.c_str());
  int exists = 0;  // SQLite's word for "is there and is not empty"
  return vfs != nullptr &&
         vfs->xAccess(vfs, path.c_str(), SQLITE_ACCESS_EXISTS, &exists) == SQLITE_OK && exists != 0;
}

// Whether the rollback journal beside `path` is one that takes the file back to nothing: the first
// page of a new database was being written. Stores have a rollback journal at no other time but
// the switch to the write-ahead log, when the header is whole.
bool MakingWasCutShort(const std::string& path, const StoreOptions& options) {
  const std::string journal = path + "-journal";
  if (!NonEmpty(journal, options)) return false;
  sqlite3_vfs* vfs =
      sqlite3_vfs_find(options.sqlite_vfs.empty() ? nullptr : options.sqlite_vfs.c_str());
  const auto memory = std::make_unique<char[]>(static_cast<size_t>(vfs->szOsFile));
  auto* file = reinterpret_cast<sqlite3_file*>(memory.get());
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_JOURNAL;
  if (vfs->xOpen(vfs, journal.c_str(), file, flags, nullptr) != SQLITE_OK) return false;
  const auto head = ReadFile(file, 0, 20);  // magic, records, nonce, pages before
  file->pMethods->xClose(file);
  return head.ok() && *head && (*head)->substr(0, 8) == kJournalMagic && Big32(**head, 16) == 0;
}

absl::Status NotOurs(const std::string& path, std::string_view why) {
  return Fail(Reason::kNotAStore, "{}: {}", path, why);
}

// Reads the raw header; refuses what is certainly not a whole store of this or an older schema.
absl::StatusOr<Header> ReadHeader(const std::string& path, SQLite::Database& db) {
  sqlite3_file* file = MainFile(db);
  if (file == nullptr) return Fail(Reason::kStoreAway, "{} is not open", path);
  VUORO_ASSIGN_OR_RETURN(const int64_t size, FileSize(file));
  if (size == 0) return Header{};
  VUORO_ASSIGN_OR_RETURN(
      const std::optional<std::string> head,
      ReadFile(file, 0, static_cast<int>(std::min<int64_t>(size, kHeaderBytes))));
  if (!head) return Fail(Reason::kStoreTruncated, "{} shrank while being read", path);
  if (size < kHeaderBytes) {
    const bool ours = kMagic.substr(0, head->size()) == head->substr(0, kMagic.size());
    if (!ours) return NotOurs(path, "not a database");
    return Fail(Reason::kStoreTruncated, "{} ends after {} bytes", path, size);
  }
  const uint32_t application = Big32(*head, 68);
  if (head->substr(0, kMagic.size()) != kMagic) {
    if (application != kApplicationId) return NotOurs(path, "not a SQLite database");
    return Fail(Reason::kStoreCorrupt, "{}: the first bytes are damaged", path);
  }
  const int64_t page = (*head)[16] == 0 && (*head)[17] == 1
                           ? 65536
                           : int64_t{static_cast<unsigned char>((*head)[16])} * 256;
  if (application != kApplicationId) {
    return NotOurs(path, "a SQLite database of another program");
  }
  if (Big32(*head, 60) > kSchemaVersion) {
    return Fail(Reason::kStoreNewer, "{} has schema {}, this library knows up to {}", path,
                Big32(*head, 60), kSchemaVersion);
  }
  return Header{.empty = false, .shorter_than_it_says = size < int64_t{Big32(*head, 28)} * page};
}

int64_t Integer(SQLite::Database& db, const char* sql) { return db.execAndGet(sql).getInt64(); }

std::string DrawJournalId() {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return "";
  std::string text;
  for (const unsigned char byte : bytes) fmt::format_to(std::back_inserter(text), "{:02x}", byte);
  return text;
}

// Our mark is the first thing in the file, so that what a crash leaves is told from other
// programs' databases by the header alone: an empty file, ours with nothing in it, a whole store.
absl::Status Make(SQLite::Database& db) {
  return Guarded(db.getHandle(), "make the store", [&]() -> absl::Status {
    const std::string id = DrawJournalId();
    if (id.empty()) return Fail(Reason::kStoreAway, "the system gives no random bytes");
    const int64_t now_us = std::chrono::duration_cast<std::chrono::microseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
    db.exec(fmt::format("PRAGMA page_size={}; PRAGMA auto_vacuum=NONE; PRAGMA encoding='UTF-8'",
                        kPageBytes));
    db.exec(fmt::format("PRAGMA application_id={}", kApplicationId));
    if (db.execAndGet("PRAGMA journal_mode=WAL").getString() != "wal") {
      return Fail(Reason::kStoreAway, "the file system does not allow a write-ahead log");
    }
    db.exec("BEGIN IMMEDIATE");
    db.exec(fmt::format("PRAGMA user_version={}", kSchemaVersion));
    db.exec(kTablesSql);
    db.exec(kViewsSql);
    db.exec(
        fmt::format("INSERT INTO meta VALUES ('journal_id','{}'), ('created_us',{}), "
                    "('views',{}), ('settled',0)",
                    id, now_us, kViewVersion));
    db.exec("COMMIT");
    return absl::OkStatus();
  });
}

// The pages that the log holds, by its frame headers. The checksums are SQLite's business.
absl::StatusOr<std::set<uint32_t>> PagesInLog(SQLite::Database& db, int64_t page_bytes) {
  std::set<uint32_t> pages;
  sqlite3_file* log = LogFile(db);
  if (log == nullptr) return pages;
  VUORO_ASSIGN_OR_RETURN(const auto head, ReadFile(log, 0, kLogHeaderBytes));
  if (!head) return pages;
  for (int64_t at = kLogHeaderBytes;; at += kFrameHeaderBytes + page_bytes) {
    VUORO_ASSIGN_OR_RETURN(const auto frame, ReadFile(log, at, kFrameHeaderBytes));
    if (!frame || frame->substr(8, 8) != head->substr(16, 8)) return pages;  // another salt
    pages.insert(Big32(*frame, 0));
  }
}

// Every page up to the logical size must be in the main file or in the log.
absl::Status CheckLength(const std::string& path, SQLite::Database& db) {
  const int64_t page_bytes = Integer(db, "PRAGMA page_size");
  const int64_t pages = Integer(db, "PRAGMA page_count");
  VUORO_ASSIGN_OR_RETURN(const int64_t size, FileSize(MainFile(db)));
  if (size / page_bytes >= pages) return absl::OkStatus();
  VUORO_ASSIGN_OR_RETURN(const std::set<uint32_t> logged, PagesInLog(db, page_bytes));
  for (int64_t page = size / page_bytes + 1; page <= pages; ++page) {
    if (!logged.contains(static_cast<uint32_t>(page))) {
      return Fail(Reason::kStoreTruncated, "{}: page {} of {} is missing; {} bytes are there", path,
                  page, pages, size);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSchema(const std::string& path, SQLite::Database& db) {
  const int64_t version = Integer(db, "PRAGMA user_version");
  if (version > kSchemaVersion) {
    return Fail(Reason::kStoreNewer, "{} has schema {}, this library knows up to {}", path, version,
                kSchemaVersion);
  }
  if (Integer(db,
              "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name IN "
              "('meta','events','blobs','snapshots')") != 4) {
    return Fail(Reason::kStoreCorrupt, "{}: a table is missing", path);
  }
  if (db.execAndGet("PRAGMA journal_mode=WAL").getString() != "wal") {
    return Fail(Reason::kStoreAway, "{}: cannot use a write-ahead log", path);
  }
  return absl::OkStatus();
}

absl::Status RenewViews(SQLite::Database& db) {
  if (Integer(db, "SELECT coalesce(max(value), 0) FROM meta WHERE key='views'") >= kViewVersion) {
    return absl::OkStatus();
  }
  db.exec("BEGIN IMMEDIATE");
  db.exec(kViewsSql);
  db.exec(fmt::format("INSERT OR REPLACE INTO meta VALUES ('views',{})", kViewVersion));
  db.exec("COMMIT");
  return absl::OkStatus();
}

absl::Status AcceptOrMake(const std::string& path, SQLite::Database& db,
                          const StoreOptions& options, bool empty) {
  return Guarded(db.getHandle(), path, [&]() -> absl::Status {
    const bool make = empty || (Integer(db, "PRAGMA user_version") == 0 &&
                                Integer(db, "SELECT count(*) FROM sqlite_schema") == 0);
    if (make && !options.create) {
      return NotOurs(
          path, empty ? "the file is empty; open it with create to make a store" : kUnfinished);
    }
    if (make) VUORO_RETURN_IF_ERROR(Make(db));
    VUORO_RETURN_IF_ERROR(CheckLength(path, db));
    VUORO_RETURN_IF_ERROR(CheckSchema(path, db));
    return RenewViews(db);
  });
}

ConnectionOptions ForConnection(const StoreOptions& options, bool create) {
  return {.vfs = options.sqlite_vfs, .create = create, .durable = options.durable};
}

}  // namespace

absl::StatusOr<std::string> ResolvePath(std::string_view path, const StoreOptions& options) {
  if (path.empty() || path.find('\0') != path.npos) {
    return Fail(Reason::kBadStoreUri, "sqlite: needs a path");
  }
  if (!options.sqlite_vfs.empty()) {
    if (sqlite3_vfs_find(options.sqlite_vfs.c_str()) == nullptr) {
      return Fail(Reason::kBadArgument, "no SQLite VFS '{}'", options.sqlite_vfs);
    }
    return std::string(path);
  }
  std::error_code error;
  const auto absolute = std::filesystem::absolute(std::filesystem::path(path), error);
  // Resolved here, so that two names through links share one lock file, as they share one log.
  const auto resolved = std::filesystem::weakly_canonical(absolute, error);
  if (error) return Fail(Reason::kStoreAway, "{}: {}", path, error.message());
  struct stat found {};
  if (stat(resolved.c_str(), &found) == 0) {
    if (!S_ISREG(found.st_mode)) return NotOurs(resolved.string(), "not a regular file");
    // SQLite reports a file of one byte as empty, and would write over it.
    if (found.st_size == 1) return NotOurs(resolved.string(), "a file of one byte");
    return resolved.string();
  }
  if (errno != ENOENT) {
    return Fail(Reason::kStoreAway, "{}: {}", resolved.string(), strerrordesc_np(errno));
  }
  if (!options.create) {
    return Fail(Reason::kStoreAway, "{}: no such file; open it with create to make a store",
                resolved.string());
  }
  if (!std::filesystem::is_directory(resolved.parent_path(), error)) {
    return Fail(Reason::kStoreAway, "{}: no such folder", resolved.parent_path().string());
  }
  return resolved.string();
}

absl::StatusOr<std::unique_ptr<SQLite::Database>> OpenWriter(const std::string& path,
                                                             const StoreOptions& options) {
  const bool logged = NonEmpty(path + "-wal", options);
  // SQLite would delete a log that has no database, and with it the only copy of what it holds.
  if (logged && !NonEmpty(path, options)) {
    return Fail(Reason::kStoreTruncated, "{} is missing or empty, but {}-wal is not", path, path);
  }
  const ConnectionOptions connection = ForConnection(options, options.create);
  VUORO_ASSIGN_OR_RETURN(auto db, OpenConnection(path, connection));
  if (MakingWasCutShort(path, options)) {
    if (!options.create) return NotOurs(path, kUnfinished);
    VUORO_RETURN_IF_ERROR(Guarded(db->getHandle(), path, [&]() -> absl::Status {
      Integer(*db, "PRAGMA schema_version");  // SQLite rolls back to an empty file
      return absl::OkStatus();
    }));
  }
  VUORO_ASSIGN_OR_RETURN(const Header header, ReadHeader(path, *db));
  const bool short_file = header.shorter_than_it_says;
  if (short_file && !logged) {
    return Fail(Reason::kStoreTruncated, "{} is shorter than its header says", path);
  }
  absl::Status status = Configure(*db, connection);
  if (status.ok()) status = AcceptOrMake(path, *db, options, header.empty);
  if (HasReason(status, Reason::kInternal) || HasReason(status, Reason::kNotAStore)) {
    // The mark is ours and our own SQL does not fit the file.
    if (!header.empty && MessageOf(status).find(kUnfinished) == std::string::npos) {
      return Fail(Reason::kStoreCorrupt, "{}: {}", path, MessageOf(status));
    }
  }
  if (short_file && HasReason(status, Reason::kStoreCorrupt)) {
    return Fail(Reason::kStoreTruncated,
                "{} is shorter than its header says, and its log does not hold the rest", path);
  }
  VUORO_RETURN_IF_ERROR(status);
  return db;
}

absl::StatusOr<std::unique_ptr<SQLite::Database>> OpenReader(const std::string& path,
                                                             const StoreOptions& options) {
  const ConnectionOptions connection = ForConnection(options, false);
  VUORO_ASSIGN_OR_RETURN(auto db, OpenConnection(path, connection));
  VUORO_RETURN_IF_ERROR(Configure(*db, connection));
  return db;
}

}  // namespace vuoro
