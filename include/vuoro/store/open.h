// Opens a store by its URI; what happens to a file that is missing, foreign or damaged is here.
#ifndef VUORO_STORE_OPEN_H_
#define VUORO_STORE_OPEN_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "vuoro/journal/store.h"

namespace vuoro {

struct StoreOptions {
  // Makes a missing file, and finishes one whose making was cut short. Never touches any other
  // file that is not a whole store of ours.
  bool create = false;
  int64_t open_timeout_us = 10'000'000;  // how long opening waits for a writer to finish

  // For test harnesses and benchmarks.
  std::string sqlite_vfs = {};        // name of a registered sqlite3_vfs; "" for the default
  bool durable = true;                // false: no sync at all, a power cut loses and corrupts
  bool lock_across_processes = true;  // false: only for a VFS whose files are not on the disk
  int32_t checkpoint_pages = 1000;    // log length from which Unlock moves it into the main file
};

// `memory:`       a new, empty MemoryStore.
// `sqlite:PATH`   a SQLite file; relative paths are taken from the working directory.
//
// Errors: `bad_store_uri`; `store_away` (missing and not to be created, or unreadable);
// `not_a_store` (another program's file, or an empty one without `create`); `store_newer`;
// `store_truncated`; `store_corrupt`; `chain_broken` (the last records); `store_busy`;
// `read_only`; `disk_full`. Nothing that exists is ever replaced or emptied.
absl::StatusOr<std::unique_ptr<Store>> OpenStore(std::string_view uri,
                                                 const StoreOptions& options = {});

}  // namespace vuoro

#endif  // VUORO_STORE_OPEN_H_
