// A disk in memory that forgets, tears and reorders what was not synced, and a SQLite VFS on it.
//
// The model: a write reaches the page cache and is pending, 512-byte sector by sector; a sync
// makes everything pending of that file durable; creating and deleting names are pending until
// the folder is synced, which happens where SQLite's own unix VFS does it (first sync of a new
// journal or log, deletion that asks for it). When the power is cut every pending sector, size
// change and name is kept, torn or lost on its own, so later writes may survive earlier ones.
#ifndef VUORO_TESTS_STORE_SIM_DISK_H_
#define VUORO_TESTS_STORE_SIM_DISK_H_

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "vuoro/base/random.h"

namespace vuoro {

inline constexpr int64_t kSimSectorBytes = 512;

struct SimFile {
  struct Pending {
    int64_t offset = 0;
    std::string bytes = {};  // a write, or
    bool truncate = false;   // the new size is `offset`
  };

  std::string cached;   // what reads see
  std::string durable;  // what is on the platter
  std::vector<Pending> pending;
  bool sync_folder = false;  // at the next sync, as for a new journal or log

  // Locks of the connections in this process.
  int shared = 0;
  const void* reserved = nullptr;
  const void* exclusive = nullptr;
  // Wal-index: gone with the power.
  std::vector<std::unique_ptr<char[]>> shm;
  int shm_shared[SQLITE_SHM_NLOCK] = {};
  const void* shm_exclusive[SQLITE_SHM_NLOCK] = {};
};

// What the nth I/O call from now on does instead of its work.
struct SimFault {
  enum class Kind { kNone, kIoError, kNoSpace, kShortWrite, kFailedSync };
  Kind kind = Kind::kNone;
  int64_t countdown = 0;  // 1: the next call of that kind
  bool for_ever = false;  // and all later ones
};

class SimDisk {
 public:
  explicit SimDisk(uint64_t seed);
  ~SimDisk();
  SimDisk(const SimDisk&) = delete;
  SimDisk& operator=(const SimDisk&) = delete;

  const std::string& vfs_name() const { return name_; }

  // After `calls` more writing calls the power goes: that one is half done, all later ones fail.
  void CutAfter(int64_t calls) { cut_countdown_ = calls; }
  void Cut() { dead_ = true; }  // now, between two calls
  bool dead() const { return dead_; }
  int64_t writing_calls() const { return writing_calls_; }

  // The disk as it is found when power returns. REQUIRES: no connection is open.
  void Reboot();

  void SetFault(const SimFault& fault) { fault_ = fault; }
  bool fault_happened() const { return fault_happened_; }

  // The cached bytes of a file, for damage on purpose; null when there is none.
  std::string* Bytes(const std::string& path);

 private:
  friend struct SimVfs;
  using Kind = SimFault::Kind;

  bool ShouldFail(Kind also);
  bool CountWrite();
  void Apply(std::string& to, const SimFile::Pending& op) const;
  void SyncFile(SimFile& file);
  void SyncFolder() { durable_names_ = names_; }
  void Survive(SimFile& file, uint64_t kept_of_16);

  Random random_;
  std::string name_;
  sqlite3_vfs vfs_{};
  std::map<std::string, std::shared_ptr<SimFile>> names_;
  std::map<std::string, std::shared_ptr<SimFile>> durable_names_;
  int64_t cut_countdown_ = -1;
  int64_t writing_calls_ = 0;
  bool dead_ = false;
  SimFault fault_;
  bool fault_happened_ = false;
  int errno_ = 0;
};

}  // namespace vuoro

#endif  // VUORO_TESTS_STORE_SIM_DISK_H_
