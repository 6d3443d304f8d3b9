// Watches the locks behind the VFS of overlap_vfs.h, in memory that the processes share.
#include "store/overlap_vfs.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <unistd.h>

namespace vuoro {
namespace {

// The wal-index locks, https://www.sqlite.org/walformat.html section 2.3.
constexpr int kWriteCheckpointRecover = 3;  // slots 0, 1, 2

OverlapCounts* g_counts = nullptr;
sqlite3_vfs g_vfs;
sqlite3_vfs* g_system = nullptr;
sqlite3_io_methods g_methods;
const sqlite3_io_methods* g_system_methods = nullptr;
int g_held = 0;  // bits of the slots that this process holds

int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
  const int code = g_system_methods->xShmLock(file, offset, count, flags);
  if (code != SQLITE_OK || (flags & SQLITE_SHM_EXCLUSIVE) == 0) return code;
  const int before = g_held;
  for (int slot = offset; slot < offset + count && slot < kWriteCheckpointRecover; ++slot) {
    g_held = (flags & SQLITE_SHM_LOCK) != 0 ? g_held | 1 << slot : g_held & ~(1 << slot);
  }
  if (before == 0 && g_held != 0) {
    ++g_counts->taken;
    if (++g_counts->holders > 1) ++g_counts->overlaps;
  }
  if (before != 0 && g_held == 0) --g_counts->holders;
  return code;
}

int Open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  const int code = g_system->xOpen(g_system, path, file, flags, out_flags);
  if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0 && file->pMethods != nullptr) {
    if (g_system_methods == nullptr) {
      g_system_methods = file->pMethods;
      g_methods = *file->pMethods;
      g_methods.xShmLock = ShmLock;
    }
    file->pMethods = &g_methods;
  }
  return code;
}

}  // namespace

OverlapCounts* MapOverlapCounts(const std::string& shared_file) {
  const int fd = open(shared_file.c_str(), O_RDWR | O_CLOEXEC);
  void* memory = mmap(nullptr, sizeof(OverlapCounts), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return static_cast<OverlapCounts*>(memory);
}

void RegisterOverlapVfs(const std::string& shared_file) {
  g_counts = MapOverlapCounts(shared_file);
  g_system = sqlite3_vfs_find(nullptr);
  g_vfs = *g_system;
  g_vfs.zName = kOverlapVfs;
  g_vfs.xOpen = Open;
  sqlite3_vfs_register(&g_vfs, 0);
}

}  // namespace vuoro
