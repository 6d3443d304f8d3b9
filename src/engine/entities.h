// Lists a network's things for portals and kiosks.
#ifndef VUORO_SRC_ENGINE_ENTITIES_H_
#define VUORO_SRC_ENGINE_ENTITIES_H_

#include <string_view>
#include <vector>

#include "vuoro/engine/engine.h"

namespace vuoro {

// In document order; with a valid `office`, only what is in it.
std::vector<Entity> ListEntities(const Supply& supply, EntityKind kind, OfficeIndex office,
                                 std::string_view language);

}  // namespace vuoro

#endif  // VUORO_SRC_ENGINE_ENTITIES_H_
