// A mutex with many readers or one writer, for std::unique_lock and std::shared_lock.
#ifndef VUORO_SRC_ENGINE_SHARED_MUTEX_H_
#define VUORO_SRC_ENGINE_SHARED_MUTEX_H_

#include <absl/synchronization/mutex.h>

#include <shared_mutex>

#if defined(__SANITIZE_THREAD__)
#define VUORO_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define VUORO_THREAD_SANITIZER 1
#endif
#endif

namespace vuoro {

#ifdef VUORO_THREAD_SANITIZER
// The thread sanitizer does not see the locks of an Abseil that was built without it.
using SharedMutex = std::shared_mutex;
#else
// absl::Mutex, since std::shared_mutex lets a stream of readers starve the writer.
class SharedMutex {
 public:
  void lock() { mutex_.Lock(); }
  void unlock() { mutex_.Unlock(); }
  void lock_shared() { mutex_.ReaderLock(); }
  void unlock_shared() { mutex_.ReaderUnlock(); }

 private:
  absl::Mutex mutex_;
};
#endif

}  // namespace vuoro

#endif  // VUORO_SRC_ENGINE_SHARED_MUTEX_H_
