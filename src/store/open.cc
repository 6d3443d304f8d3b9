// Chooses the store that a URI names.
#include "vuoro/store/open.h"

#include "vuoro/journal/memory_store.h"

namespace vuoro {

absl::StatusOr<std::unique_ptr<Store>> OpenStore(std::string_view uri, const StoreOptions&) {
  if (uri == "memory:") return std::make_unique<MemoryStore>();
  return Fail(Reason::kBadStoreUri, "'{}' is not a store", uri);
}

}  // namespace vuoro
