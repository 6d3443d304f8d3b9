// The store in one SQLite file: a connection for writing, one for reading, and the writer lock.
#ifndef VUORO_SRC_STORE_SQLITE_STORE_H_
#define VUORO_SRC_STORE_SQLITE_STORE_H_

#include <sys/types.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/lock_file.h"
#include "vuoro/journal/store.h"
#include "vuoro/store/open.h"

namespace vuoro {

struct SqliteReader;
struct SqliteWriter;

class SqliteStore final : public Store {
 public:
  static absl::StatusOr<std::unique_ptr<Store>> Open(std::string_view path,
                                                     const StoreOptions& options);
  ~SqliteStore() override;

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
  SqliteStore(std::string path, StoreOptions options);

  absl::Status OpenLocked();
  absl::Status CheckTailOfFile();
  absl::Status CheckMark();
  absl::Status CheckOwner() const;
  absl::Status CheckFilesInPlace();
  absl::Status RefreshTail();
  absl::Status Commit(const absl::Status& written, bool& certain);
  absl::Status Settle();
  absl::Status Insert(std::span<const Record> records, std::span<const Blob> blobs);
  absl::Status Note(absl::Status status);
  void Checkpoint(int mode);
  void MarkSeen(int64_t seq);
  absl::StatusOr<std::vector<Record>> ReadChecked(int64_t seq, size_t limit);
  absl::StatusOr<std::optional<Snapshot>> ReadSnapshot(int64_t seq);
  absl::Status VerifyRecords();
  absl::Status VerifyBlobs();
  absl::Status VerifyFile();

  const std::string path_;
  const StoreOptions options_;
  const pid_t owner_;
  std::string journal_id_;
  Digest journal_id_hash_;
  std::unique_ptr<LockFile> lock_;  // null when the lock does not cross processes

  // Write calls only.
  std::unique_ptr<SqliteWriter> writer_;
  bool holds_lock_ = false;
  bool unsettled_ = false;  // a commit failed without saying whether it is in the log
  Tail tail_;               // of the journal, while the lock is held
  int log_frames_ = 0;      // after the last commit
  int checkpointed_frames_ = 0;
  std::optional<std::pair<dev_t, ino_t>> log_file_;

  std::mutex read_mutex_;
  std::unique_ptr<SqliteReader> reader_;  // guarded by read_mutex_, as the next two
  int64_t data_version_ = -1;
  int64_t visible_seq_ = 0;

  std::atomic<int64_t> seen_{0};
  std::mutex error_mutex_;
  std::string last_error_;
};

}  // namespace vuoro

#endif  // VUORO_SRC_STORE_SQLITE_STORE_H_
