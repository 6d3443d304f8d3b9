// The table behind the opaque pointers of vuoro.h: a handle is a number, never an address.
//
// A handle holds its kind, a cell and the cell's generation, so a closed handle, one of another
// kind or any other bits are found out without following them. Any thread; a look-up costs an
// uncontended lock of one cell. A forked child begins with an empty table: the objects belong to
// threads that it does not have.
#ifndef VUORO_SRC_CAPI_HANDLES_H_
#define VUORO_SRC_CAPI_HANDLES_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "vuoro/base/status.h"

namespace vuoro::capi {

enum class Kind : uint8_t {
  kEngine = 1,
  kSession,
  kFaults,
  kEntities,
  kSlots,
  kCalls,
  kPlanJob,
  kPlan,
  kEvents,
  kCoverage,
  kCoverageChanges,
  kPlanChanges,
  kImport,
  kPresences,
  kExplanation,
  kPlanStandings,
};

// Which object stands behind a handle type, and its kind; objects.h says it for each.
template <class Handle>
struct Behind;

// 0 when the table is full. Throws std::bad_alloc.
uintptr_t AddHandle(Kind kind, std::shared_ptr<void> object);
// Null when it is no live handle of this kind.
std::shared_ptr<void> FindHandle(Kind kind, uintptr_t handle);
// As FindHandle, and ends the handle.
std::shared_ptr<void> TakeHandle(Kind kind, uintptr_t handle);

// Errors: bad_handle.
template <class Handle>
absl::StatusOr<std::shared_ptr<typename Behind<Handle>::Object>> Find(const Handle* handle) {
  using B = Behind<Handle>;
  auto object = FindHandle(B::kKind, reinterpret_cast<uintptr_t>(handle));
  if (object == nullptr) return Fail(Reason::kBadHandle, "no live {} handle", B::kName);
  return std::static_pointer_cast<typename B::Object>(std::move(object));
}

// Errors: limit_reached.
template <class Handle>
absl::StatusOr<Handle*> Add(std::shared_ptr<typename Behind<Handle>::Object> object) {
  const uintptr_t handle = AddHandle(Behind<Handle>::kKind, std::move(object));
  if (handle == 0) return Fail(Reason::kLimitReached, "too many open handles");
  return reinterpret_cast<Handle*>(handle);
}

}  // namespace vuoro::capi

#endif  // VUORO_SRC_CAPI_HANDLES_H_
