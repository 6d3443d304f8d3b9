// What every function of the C ABI runs inside: no exception leaves it, each failure becomes the
// thread's last error, and a call from a callback of ours is refused.
#ifndef VUORO_SRC_CAPI_GUARD_H_
#define VUORO_SRC_CAPI_GUARD_H_

#include <exception>
#include <new>

#include "capi/handles.h"
#include "vuoro/base/status.h"
#include "vuoro/vuoro.h"

namespace vuoro::capi {

// Keeps `status`, which is not OK, as this thread's last error and gives its code.
vuoro_status SetLastError(const absl::Status& status) noexcept;
vuoro_status SetOutOfMemory() noexcept;
vuoro_status SetInternal(const char* what) noexcept;

bool InCallback() noexcept;
// While one lives on this thread, the host's own code runs.
class CallbackScope {
 public:
  CallbackScope() noexcept;
  ~CallbackScope();
  CallbackScope(const CallbackScope&) = delete;
  CallbackScope& operator=(const CallbackScope&) = delete;
};

template <class Body>
vuoro_status Guard(Body&& body) noexcept {
  try {
    if (InCallback()) return SetLastError(Fail(Reason::kReentrant, "called from a callback"));
    const absl::Status status = body();
    return status.ok() ? VUORO_OK : SetLastError(status);
  } catch (const std::bad_alloc&) {
    return SetOutOfMemory();
  } catch (const std::exception& e) {
    return SetInternal(e.what());
  } catch (...) {
    return SetInternal("something that is no std::exception was thrown");
  }
}

// A function that gives a handle: `make()` gives StatusOr<shared_ptr<object>>.
template <class Handle, class Make>
vuoro_status Open(Handle** out, Make&& make) noexcept {
  if (out != nullptr) *out = nullptr;
  return Guard([&]() -> absl::Status {
    if (out == nullptr) return AtPath(Fail(Reason::kBadArgument, "out is NULL"), "out");
    VUORO_ASSIGN_OR_RETURN(auto object, make());
    VUORO_ASSIGN_OR_RETURN(*out, Add<Handle>(std::move(object)));
    return absl::OkStatus();
  });
}

// A function that closes a handle; NULL is none.
template <class Handle>
void Close(Handle* handle) noexcept {
  if (handle == nullptr) return;
  Guard([&]() -> absl::Status {
    using B = Behind<Handle>;
    if (TakeHandle(B::kKind, reinterpret_cast<uintptr_t>(handle)) != nullptr) return {};
    return Fail(Reason::kBadHandle, "no live {} handle to close", B::kName);
  });
}

// A function that counts: `size(object)`; 0 for what is no handle.
template <class Handle, class Size>
size_t Count(const Handle* handle, Size&& size) noexcept {
  size_t count = 0;
  Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto object, Find(handle));
    count = size(*object);
    return absl::OkStatus();
  });
  return count;
}

}  // namespace vuoro::capi

#endif  // VUORO_SRC_CAPI_GUARD_H_
