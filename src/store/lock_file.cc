// The turnstile over two open-file-description locks, its waiting thread, and its fork handlers.
#include "store/lock_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

constexpr off_t kTurnstileByte = 0;  // A
constexpr off_t kWriterByte = 1;     // B
constexpr off_t kMarkOffset = 64;
constexpr size_t kMarkBytes = 32 + 8 + 32 + 32;  // journal id, seq, hash, SHA-256 of these

// Returns 0 or errno. Blocks with F_OFD_SETLKW.
int SetLock(int fd, int command, short type, off_t byte) {
  struct flock request {};
  request.l_type = type;
  request.l_whence = SEEK_SET;
  request.l_start = byte;
  request.l_len = 1;
  while (fcntl(fd, command, &request) != 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

absl::Status FromErrno(const std::string& path, int error) {
  const Reason reason = error == EACCES || error == EPERM || error == EROFS ? Reason::kReadOnly
                        : error == ENOSPC || error == EDQUOT                ? Reason::kDiskFull
                                                                            : Reason::kStoreAway;
  return Fail(reason, "lock file {}: {}", path, strerrordesc_np(error));
}

// Every lock file of this process; constant-initialised, so loading the library runs nothing.
constinit std::mutex g_list_mutex;
constinit LockFile* g_list = nullptr;

std::string_view View(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

}  // namespace

LockFile::LockFile(std::string path, std::string like)
    : path_(std::move(path)), like_(std::move(like)), owner_(getpid()) {
  static const int registered = pthread_atfork(BeforeFork, AfterForkInParent, AfterForkInChild);
  (void)registered;
  std::lock_guard guard(g_list_mutex);
  next_ = g_list;
  if (next_ != nullptr) next_->previous_ = this;
  g_list = this;
}

absl::StatusOr<std::unique_ptr<LockFile>> LockFile::Open(const std::string& path,
                                                         const std::string& like) {
  std::unique_ptr<LockFile> file(new LockFile(path, like));
  VUORO_RETURN_IF_ERROR(file->OpenDescriptor());
  return file;
}

absl::Status LockFile::OpenDescriptor() {
  if (fd_ >= 0) close(fd_);
  struct stat like {};
  const mode_t mode = stat(like_.c_str(), &like) == 0 ? like.st_mode & 0666 : 0644;
  fd_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
  return fd_ >= 0 ? absl::OkStatus() : FromErrno(path_, errno);
}

LockFile::~LockFile() {
  {
    std::lock_guard guard(g_list_mutex);
    if (next_ != nullptr) next_->previous_ = previous_;
    (previous_ != nullptr ? previous_->next_ : g_list) = next_;
  }
  if (getpid() != owner_) return;  // the thread and the locks are the parent's
  if (serving_) {
    bool blocked = false;
    {
      std::lock_guard guard(mutex_);
      stopping_ = true;
      blocked = request_ == Request::kWanted || request_ == Request::kAbandoned;
    }
    changed_.notify_all();
    if (blocked) pthread_cancel(thread_);  // only while inside fcntl: see Serve
    pthread_join(thread_, nullptr);
  }
  if (fd_ >= 0) close(fd_);  // releases what is held
}

absl::Status LockFile::Lock(int64_t timeout_us) {
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    const auto used = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    VUORO_RETURN_IF_ERROR(WaitForBoth(std::max<int64_t>(timeout_us - used.count(), 0)));
    if (StillNamed()) return absl::OkStatus();
    // Somebody removed the side file: others would lock a new one, so do we.
    Release();
    VUORO_RETURN_IF_ERROR(OpenDescriptor());
  }
}

// Takes B through A without waiting. Leaves A held when only B is taken by another, so that the
// waiting thread goes on from there and nobody slips in.
bool LockFile::TryBoth() {
  if (SetLock(fd_, F_OFD_SETLK, F_WRLCK, kTurnstileByte) != 0) return false;
  if (SetLock(fd_, F_OFD_SETLK, F_WRLCK, kWriterByte) != 0) return false;
  SetLock(fd_, F_OFD_SETLK, F_UNLCK, kTurnstileByte);
  return true;
}

absl::Status LockFile::WaitForBoth(int64_t timeout_us) {
  std::unique_lock guard(mutex_);
  if (request_ == Request::kNone) {
    if (TryBoth()) {
      request_ = Request::kGranted;
      return absl::OkStatus();
    }
    if (timeout_us <= 0) {
      SetLock(fd_, F_OFD_SETLK, F_UNLCK, kTurnstileByte);
      return Fail(Reason::kStoreBusy, "another writer holds {}", path_);
    }
    if (!serving_) {
      if (const int error = pthread_create(&thread_, nullptr, ThreadMain, this); error != 0) {
        SetLock(fd_, F_OFD_SETLK, F_UNLCK, kTurnstileByte);
        return FromErrno(path_, error);
      }
      serving_ = true;
    }
  }
  request_ = Request::kWanted;  // also takes up a request that an earlier call abandoned
  error_ = 0;
  changed_.notify_all();
  changed_.wait_for(guard, std::chrono::microseconds(timeout_us),
                    [&] { return request_ != Request::kWanted; });
  if (request_ == Request::kGranted) return absl::OkStatus();
  if (request_ == Request::kNone) return FromErrno(path_, error_);
  request_ = Request::kAbandoned;
  return Fail(Reason::kStoreBusy, "another writer held {} for {} us", path_, timeout_us);
}

void* LockFile::ThreadMain(void* self) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  static_cast<LockFile*>(self)->Serve();
  return nullptr;
}

void LockFile::Serve() {
  std::unique_lock guard(mutex_);
  for (;;) {
    changed_.wait(guard, [&] { return stopping_ || request_ == Request::kWanted; });
    if (stopping_) return;
    guard.unlock();
    // The only place where this thread may be cancelled: blocked on a writer that may be stopped,
    // while the store is being closed. Nothing is held here that needs unwinding.
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, nullptr);
    int error = SetLock(fd_, F_OFD_SETLKW, F_WRLCK, kTurnstileByte);
    if (error == 0) error = SetLock(fd_, F_OFD_SETLKW, F_WRLCK, kWriterByte);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
    SetLock(fd_, F_OFD_SETLK, F_UNLCK, kTurnstileByte);
    guard.lock();
    error_ = error;
    if (error == 0 && request_ == Request::kWanted) {
      request_ = Request::kGranted;
    } else {
      if (error == 0) SetLock(fd_, F_OFD_SETLK, F_UNLCK, kWriterByte);
      request_ = Request::kNone;
    }
    changed_.notify_all();
  }
}

bool LockFile::StillNamed() const {
  struct stat ours {
  }, named{};
  return fstat(fd_, &ours) == 0 && stat(path_.c_str(), &named) == 0 &&
         ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

void LockFile::Release() {
  std::lock_guard guard(mutex_);
  SetLock(fd_, F_OFD_SETLK, F_UNLCK, kWriterByte);
  request_ = Request::kNone;
}

void LockFile::Unlock() { Release(); }

void LockFile::WriteMark(const AckMark& mark) {
  std::string bytes(View(mark.journal_id));
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(static_cast<uint64_t>(mark.tail.seq) >> shift));
  }
  bytes.append(View(mark.tail.hash));
  bytes.append(View(Sha256(bytes)));
  // Not synced on purpose: losing it in a power cut loses a check, never a record.
  if (pwrite(fd_, bytes.data(), bytes.size(), kMarkOffset) < 0) return;
}

std::optional<AckMark> LockFile::ReadMark() const {
  std::array<char, kMarkBytes> raw{};
  if (pread(fd_, raw.data(), raw.size(), kMarkOffset) != static_cast<ssize_t>(raw.size())) {
    return std::nullopt;
  }
  const std::string_view bytes(raw.data(), raw.size());
  if (View(Sha256(bytes.substr(0, 72))) != bytes.substr(72)) return std::nullopt;
  AckMark mark;
  uint64_t seq = 0;
  std::memcpy(mark.journal_id.bytes.data(), raw.data(), 32);
  for (size_t i = 32; i < 40; ++i) seq = seq << 8 | static_cast<unsigned char>(raw[i]);
  mark.tail.seq = static_cast<int64_t>(seq);
  std::memcpy(mark.tail.hash.bytes.data(), raw.data() + 40, 32);
  return mark;
}

void LockFile::BeforeFork() { g_list_mutex.lock(); }
void LockFile::AfterForkInParent() { g_list_mutex.unlock(); }

void LockFile::AfterForkInChild() {
  for (LockFile* file = g_list; file != nullptr; file = file->next_) {
    if (file->fd_ >= 0) close(file->fd_);
    file->fd_ = -1;
  }
  g_list_mutex.unlock();
}

}  // namespace vuoro
