// Chooses the store that a URI names.
#include "vuoro/store/open.h"

#include "store/sqlite_store.h"
#include "vuoro/journal/memory_store.h"

namespace vuoro {

absl::StatusOr<std::unique_ptr<Store>> OpenStore(std::string_view uri,
                                                 const StoreOptions& options) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (uri == "memory:") return std::make_unique<MemoryStore>();
  if (uri.starts_with(kSqlite)) return SqliteStore::Open(uri.substr(kSqlite.size()), options);
  return Fail(Reason::kBadStoreUri, "'{}' names no store", uri);
}

}  // namespace vuoro
