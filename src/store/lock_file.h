// The side file beside a SQLite store: the turnstile lock that keeps writers of all processes
// apart, and a mark of the last acknowledged record.
#ifndef VUORO_SRC_STORE_LOCK_FILE_H_
#define VUORO_SRC_STORE_LOCK_FILE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <pthread.h>
#include <sys/types.h>

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "vuoro/journal/record.h"

namespace vuoro {

// What was acknowledged last in the journal `journal_id`. Written after the commit is durable, so
// a mark beyond the journal's tail proves that records were lost: a `-wal` left behind in a copy,
// or an old copy put in place.
struct AckMark {
  Digest journal_id;
  Tail tail;
};

// A fair lock with a deadline over two open-file-description locks: a writer takes A, then B, and
// gives A back. Who waits for B holds A, so the one who has just released B cannot overtake.
//
// The kernel's blocking request has no deadline and polling is not fair, so a contended wait is
// made by a thread of this object; a caller that gives up leaves the request standing, and the
// thread hands the lock straight back if it comes when nobody wants it any more. The kernel
// releases both locks when a process dies, whatever it was doing.
//
// One thread at a time. Belongs to the process that opened it: a forked child's descriptor is
// closed in the child, so a child that lives on never keeps a dead parent's lock.
class LockFile {
 public:
  // Opens or makes the side file. `like` is the file whose permission bits a new one gets.
  static absl::StatusOr<std::unique_ptr<LockFile>> Open(const std::string& path,
                                                        const std::string& like);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

  // Errors: `store_busy` at the deadline, `store_away`, `read_only`, `disk_full`.
  absl::Status Lock(int64_t timeout_us);
  void Unlock();

  // REQUIRES for both: the lock is held. A damaged or absent mark reads as none; failing to write
  // one is not an error, since it only weakens a later check.
  void WriteMark(const AckMark& mark);
  std::optional<AckMark> ReadMark() const;

 private:
  enum class Request { kNone, kWanted, kAbandoned, kGranted };

  LockFile(std::string path, std::string like);

  absl::Status OpenDescriptor();
  bool TryBoth();
  absl::Status WaitForBoth(int64_t timeout_us);
  bool StillNamed() const;
  void Release();
  static void* ThreadMain(void* self);
  void Serve();
  static void BeforeFork();
  static void AfterForkInParent();
  static void AfterForkInChild();

  const std::string path_;
  const std::string like_;
  const pid_t owner_;
  int fd_ = -1;

  std::mutex mutex_;  // guards the members up to the list's
  std::condition_variable changed_;
  Request request_ = Request::kNone;
  int error_ = 0;  // errno of a failed request
  bool stopping_ = false;
  bool serving_ = false;  // thread_ runs
  pthread_t thread_{};

  LockFile* next_ = nullptr;  // all of this process, for fork
  LockFile* previous_ = nullptr;
};

}  // namespace vuoro

#endif  // VUORO_SRC_STORE_LOCK_FILE_H_
