// The byte rules of struct_size, and the checks of texts and numbers.
#include "capi/structs.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "vuoro/base/text.h"

namespace vuoro::capi {
namespace {

absl::Status Null(std::string_view name) {
  return AtPath(Fail(Reason::kBadArgument, "{} is NULL", name), name);
}

absl::Status CheckSize(uint32_t size, std::string_view name) {
  if (size >= 8 && size <= kMaxStructBytes && size % 8 == 0) return absl::OkStatus();
  return AtPath(
      Fail(Reason::kBadStruct, "struct_size {} of {} is no size of any version", size, name), name);
}

}  // namespace

uint32_t SizeAt(const void* out) {
  uint32_t size;
  std::memcpy(&size, out, sizeof size);
  return size;
}

absl::Status ReadBytes(const void* in, void* out, uint32_t known, std::string_view name) {
  if (in == nullptr) return Null(name);
  const uint32_t size = SizeAt(in);
  VUORO_RETURN_IF_ERROR(CheckSize(size, name));
  const auto* bytes = static_cast<const char*>(in);
  if (size > known && std::any_of(bytes + known, bytes + size, [](char c) { return c != 0; })) {
    return AtPath(
        Fail(Reason::kUnknownTail,
             "{} has {} bytes, this library knows {}, and the rest is not zero", name, size, known),
        name);
  }
  std::memcpy(out, in, std::min(size, known));
  return absl::OkStatus();
}

absl::Status CheckOutBytes(const void* out, std::string_view name) {
  if (out == nullptr) return Null(name);
  return CheckSize(SizeAt(out), name);
}

absl::Status CheckOut(const int64_t* out, std::string_view name) {
  return out == nullptr ? Null(name) : absl::OkStatus();
}

void WriteBytes(const void* value, uint32_t known, void* out, uint32_t size) {
  const uint32_t shared = std::min(size, known);
  auto* to = static_cast<char*>(out);
  const auto* from = static_cast<const char*>(value);
  std::memcpy(to + sizeof size, from + sizeof size, shared - sizeof size);
  std::memcpy(to, &size, sizeof size);
  if (size > known) std::memset(to + known, 0, size - known);
}

absl::StatusOr<std::string> ReadText(const char* text, size_t max_bytes, std::string_view name) {
  if (text == nullptr) return std::string();
  const std::string_view view(text, strnlen(text, max_bytes + 1));
  VUORO_RETURN_IF_ERROR(CheckText(view, max_bytes, name));
  return std::string(view);
}

absl::StatusOr<std::string_view> ReadDocument(const char* text, size_t size,
                                              std::string_view name) {
  if (text == nullptr && size != 0) return Null(name);
  return text == nullptr ? std::string_view() : std::string_view(text, size);
}

absl::Status CheckEnum(uint32_t value, uint32_t count, std::string_view name) {
  if (value < count) return absl::OkStatus();
  return AtPath(Fail(Reason::kBadArgument, "{} {} is not below {}", name, value, count), name);
}

absl::StatusOr<int32_t> ReadInt32(int64_t value, std::string_view name) {
  if (value >= 0 && value <= std::numeric_limits<int32_t>::max()) {
    return static_cast<int32_t>(value);
  }
  return AtPath(Fail(Reason::kBadArgument, "{} {} is out of range", name, value), name);
}

absl::Status CheckReserved(uint32_t number, const char* text) {
  if (number == 0 && text == nullptr) return absl::OkStatus();
  return AtPath(Fail(Reason::kUnknownTail, "a reserved field is not zero"), "reserved");
}

absl::Status CheckCopy(size_t items, size_t first, size_t count, const void* out, size_t stride) {
  if (first > items || count > items - first) {
    return AtPath(Fail(Reason::kBadArgument, "elements {} and {} more of {}", first, count, items),
                  "first");
  }
  if (count == 0) return absl::OkStatus();
  VUORO_RETURN_IF_ERROR(CheckOutBytes(out, "out"));
  if (stride >= SizeAt(out)) return absl::OkStatus();
  return AtPath(
      Fail(Reason::kBadArgument, "stride {} is below struct_size {}", stride, SizeAt(out)),
      "stride");
}

}  // namespace vuoro::capi
