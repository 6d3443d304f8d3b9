// Errors as absl::Status with a reason token and a place; owns the macros that pass them on.
#ifndef VUORO_BASE_STATUS_H_
#define VUORO_BASE_STATUS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>

#include "vuoro/base/reason.h"

namespace vuoro {

// An error with `reason`'s code and token. `message` is one line with names and values.
absl::Status Error(Reason reason, std::string_view message);

// As above, formatted: Fail(Reason::kSlotTaken, "counter {} is busy at {}", key, time).
template <class... Args>
absl::Status Fail(Reason reason, fmt::format_string<Args...> format, Args&&... args) {
  return Error(reason, fmt::format(format, std::forward<Args>(args)...));
}

// `status` with `path` (a JSON pointer or a field name) as its place; an outer path goes in front.
absl::Status AtPath(absl::Status status, std::string_view path);

// The reason token of an error made by us; "" for OK, "internal" for a foreign error.
std::string_view ReasonOf(const absl::Status& status);
// True if `status` is an error with exactly this reason.
bool HasReason(const absl::Status& status, Reason reason);
// The place set by AtPath, or "".
std::string PathOf(const absl::Status& status);
// The message alone, converted from Abseil's own string view.
std::string MessageOf(const absl::Status& status);

}  // namespace vuoro

// Returns from the enclosing function when `expr`, an absl::Status, is an error.
#define VUORO_RETURN_IF_ERROR(expr)                                                     \
  do {                                                                                  \
    if (absl::Status vuoro_status_ = (expr); !vuoro_status_.ok()) return vuoro_status_; \
  } while (false)

// Declares or assigns `lhs` from a StatusOr, or returns its error.
#define VUORO_ASSIGN_OR_RETURN(lhs, expr) \
  VUORO_ASSIGN_OR_RETURN_IMPL_(VUORO_CONCAT_(vuoro_or_, __LINE__), lhs, expr)
#define VUORO_ASSIGN_OR_RETURN_IMPL_(tmp, lhs, expr) \
  auto tmp = (expr);                                 \
  if (!tmp.ok()) return std::move(tmp).status();     \
  lhs = *std::move(tmp)
#define VUORO_CONCAT_(a, b) VUORO_CONCAT2_(a, b)
#define VUORO_CONCAT2_(a, b) a##b

#endif  // VUORO_BASE_STATUS_H_
