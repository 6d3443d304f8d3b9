// A SQLite VFS over the system's that notes when two processes write, checkpoint or recover one
// store at the same time, by watching who holds SQLite's own locks for these.
#ifndef VUORO_TESTS_STORE_OVERLAP_VFS_H_
#define VUORO_TESTS_STORE_OVERLAP_VFS_H_

#include <atomic>
#include <cstdint>
#include <string>

namespace vuoro {

inline constexpr char kOverlapVfs[] = "vuoro-overlap";

// Lives in a file that all watched processes map.
struct OverlapCounts {
  std::atomic<int64_t> holders;   // of the write, checkpoint and recovery locks, by process
  std::atomic<int64_t> taken;     // times any was taken
  std::atomic<int64_t> overlaps;  // times it was taken while another process held one
};

// Registers the VFS and maps `shared_file`, which has sizeof(OverlapCounts) zero bytes at first.
void RegisterOverlapVfs(const std::string& shared_file);
OverlapCounts* MapOverlapCounts(const std::string& shared_file);

}  // namespace vuoro

#endif  // VUORO_TESTS_STORE_OVERLAP_VFS_H_
