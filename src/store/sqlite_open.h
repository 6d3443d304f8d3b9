// Decides what a file is before anything is written to it, and makes or refuses it.
#ifndef VUORO_SRC_STORE_SQLITE_OPEN_H_
#define VUORO_SRC_STORE_SQLITE_OPEN_H_

#include <SQLiteCpp/Database.h>
#include <absl/status/statusor.h>

#include <memory>
#include <string>

#include "vuoro/store/open.h"

namespace vuoro {

// The absolute path behind `sqlite:PATH`. Errors: `bad_store_uri`, `not_a_store` (not a regular
// file), `store_away` (no such file and not to be created, no such folder).
absl::StatusOr<std::string> ResolvePath(std::string_view path, const StoreOptions& options);

// A configured connection for writing to a whole store of this schema at `path`; makes the store
// if `options.create` and there is nothing, or only what a cut-short making left.
// REQUIRES: the writer lock is held. Errors: see OpenStore.
absl::StatusOr<std::unique_ptr<SQLite::Database>> OpenWriter(const std::string& path,
                                                             const StoreOptions& options);

// A configured connection for reading, to a store that OpenWriter has accepted.
absl::StatusOr<std::unique_ptr<SQLite::Database>> OpenReader(const std::string& path,
                                                             const StoreOptions& options);

}  // namespace vuoro

#endif  // VUORO_SRC_STORE_SQLITE_OPEN_H_
