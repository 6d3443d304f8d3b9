// The last error of each thread, and the names of the status codes.
#include <string>
#include <string_view>

#include "capi/guard.h"
#include "capi/structs.h"

namespace vuoro::capi {
namespace {

// Reason and advice are literals of vuoro/base/reason.h: static, and a NUL stands behind them.
struct LastError {
  vuoro_status status = VUORO_OK;
  std::string_view reason = "";
  std::string_view advice = "";
  std::string message;
  std::string path;
};
thread_local LastError last_error;
thread_local int callback_depth = 0;

std::string_view AdviceOf(std::string_view token) {
  for (int i = 0; i < kReasonCount; ++i) {
    const auto reason = static_cast<Reason>(i);
    if (ReasonToken(reason) == token) return ReasonAdvice(reason);
  }
  return "";
}

// Needs no memory beyond what the strings have.
vuoro_status SetPlain(Reason reason) noexcept {
  last_error.status = static_cast<vuoro_status>(ReasonCode(reason));
  last_error.reason = ReasonToken(reason);
  last_error.advice = ReasonAdvice(reason);
  last_error.message.clear();
  last_error.path.clear();
  return last_error.status;
}

}  // namespace

vuoro_status SetLastError(const absl::Status& status) noexcept {
  try {
    std::string message = MessageOf(status);
    std::string path = PathOf(status);
    last_error.reason = ReasonOf(status);
    last_error.advice = AdviceOf(last_error.reason);
    last_error.message = std::move(message);
    last_error.path = std::move(path);
    return last_error.status = static_cast<vuoro_status>(status.code());
  } catch (...) {
    return SetOutOfMemory();
  }
}

vuoro_status SetOutOfMemory() noexcept { return SetPlain(Reason::kOutOfMemory); }

vuoro_status SetInternal(const char* what) noexcept {
  const vuoro_status status = SetPlain(Reason::kInternal);
  try {
    last_error.message = what;
  } catch (...) {
    // The token alone must do.
  }
  return status;
}

bool InCallback() noexcept { return callback_depth != 0; }
CallbackScope::CallbackScope() noexcept { ++callback_depth; }
CallbackScope::~CallbackScope() { --callback_depth; }

}  // namespace vuoro::capi

using vuoro::capi::last_error;

// Outside the guard: reading the last error must not change it, and callbacks may read it.
vuoro_status vuoro_last_error(vuoro_error* out) {
  const absl::Status fits = vuoro::capi::CheckOut(out, "out");
  if (!fits.ok()) return static_cast<vuoro_status>(fits.code());
  vuoro_error error{};
  error.status = last_error.status;
  error.reason = last_error.reason.data();
  error.message = last_error.message.c_str();
  error.path = last_error.path.c_str();
  error.advice = last_error.advice.data();
  vuoro::capi::Write(error, out);
  return VUORO_OK;
}

const char* vuoro_status_name(vuoro_status status) {
  switch (status) {
    case VUORO_OK:
      return "OK";
    case VUORO_CANCELLED:
      return "CANCELLED";
    case VUORO_INVALID_ARGUMENT:
      return "INVALID_ARGUMENT";
    case VUORO_DEADLINE_EXCEEDED:
      return "DEADLINE_EXCEEDED";
    case VUORO_NOT_FOUND:
      return "NOT_FOUND";
    case VUORO_ALREADY_EXISTS:
      return "ALREADY_EXISTS";
    case VUORO_PERMISSION_DENIED:
      return "PERMISSION_DENIED";
    case VUORO_RESOURCE_EXHAUSTED:
      return "RESOURCE_EXHAUSTED";
    case VUORO_FAILED_PRECONDITION:
      return "FAILED_PRECONDITION";
    case VUORO_ABORTED:
      return "ABORTED";
    case VUORO_OUT_OF_RANGE:
      return "OUT_OF_RANGE";
    case VUORO_UNIMPLEMENTED:
      return "UNIMPLEMENTED";
    case VUORO_INTERNAL:
      return "INTERNAL";
    case VUORO_UNAVAILABLE:
      return "UNAVAILABLE";
    case VUORO_DATA_LOSS:
      return "DATA_LOSS";
    default:
      return "UNKNOWN";
  }
}
