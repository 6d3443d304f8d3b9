// Structs, texts and numbers on their way across the ABI: sizes of older and newer headers, checks
// of what came in, and filling of what goes out.
#ifndef VUORO_SRC_CAPI_STRUCTS_H_
#define VUORO_SRC_CAPI_STRUCTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "vuoro/base/status.h"
#include "vuoro/vuoro.h"

namespace vuoro::capi {

// A struct_size beyond this, below 8 or not a multiple of 8 is no size of any version.
inline constexpr uint32_t kMaxStructBytes = 4096;

// Copies `in`, of whatever version, to the `known` bytes at `out`, which are zero before.
// Errors: bad_argument for NULL, bad_struct, unknown_tail; all at `name`.
absl::Status ReadBytes(const void* in, void* out, uint32_t known, std::string_view name);
// Errors: bad_argument for NULL, bad_struct.
absl::Status CheckOutBytes(const void* out, std::string_view name);
// Fills `size` bytes at `out` from the `known` ones at `value`; what is beyond them becomes zero.
void WriteBytes(const void* value, uint32_t known, void* out, uint32_t size);
uint32_t SizeAt(const void* out);

template <class T>
inline constexpr bool kIsAbiStruct =
    std::is_trivially_copyable_v<T>&& std::is_standard_layout_v<T> && sizeof(T) % 8 == 0 &&
    sizeof(T) <= kMaxStructBytes&& offsetof(T, struct_size) == 0;

template <class T>
absl::StatusOr<T> Read(const T* in, std::string_view name) {
  static_assert(kIsAbiStruct<T>);
  T out{};
  VUORO_RETURN_IF_ERROR(ReadBytes(in, &out, sizeof(T), name));
  return out;
}

template <class T>
absl::Status CheckOut(const T* out, std::string_view name) {
  static_assert(kIsAbiStruct<T>);
  return CheckOutBytes(out, name);
}
template <class T>
void Write(const T& value, T* out) {
  WriteBytes(&value, sizeof(T), out, SizeAt(out));
}

// Plain numbers as outputs.
absl::Status CheckOut(const int64_t* out, std::string_view name);
inline void Write(int64_t value, int64_t* out) { *out = value; }

// `text` as a string; NULL is "". Errors: bad_text.
absl::StatusOr<std::string> ReadText(const char* text, size_t max_bytes, std::string_view name);
// A document of `size` bytes. Errors: bad_argument for NULL with a length.
absl::StatusOr<std::string_view> ReadDocument(const char* text, size_t size, std::string_view name);

// A number of an enum whose values are 0 to count - 1. Errors: bad_argument.
absl::Status CheckEnum(uint32_t value, uint32_t count, std::string_view name);
template <class E>
absl::StatusOr<E> ReadEnum(uint32_t value, uint32_t count, std::string_view name) {
  VUORO_RETURN_IF_ERROR(CheckEnum(value, count, name));
  return static_cast<E>(value);
}
inline constexpr uint32_t kChannels = VUORO_CHANNEL_MOBILE + 1;
// A number that must fit an int32 and not be negative there. Errors: bad_argument.
absl::StatusOr<int32_t> ReadInt32(int64_t value, std::string_view name);
// Fields that a later version gives a meaning. Errors: unknown_tail.
absl::Status CheckReserved(uint32_t number, const char* text = nullptr);

// `text` into a char array, cut at a character's border if it is too long.
template <size_t N>
void CopyText(std::string_view text, char (&out)[N]) {
  size_t size = text.size() < N ? text.size() : N - 1;
  if (size < text.size()) {
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  }
  text.copy(out, size);
  out[size] = '\0';
}

// Elements [first, first + count) of `items` into the caller's array, `convert(item)` each.
// Errors: bad_argument, bad_struct.
absl::Status CheckCopy(size_t items, size_t first, size_t count, const void* out, size_t stride);
template <class T, class Items, class Convert>
absl::Status CopyBulk(const Items& items, size_t first, size_t count, T* out, size_t stride,
                      Convert&& convert) {
  static_assert(kIsAbiStruct<T>);
  VUORO_RETURN_IF_ERROR(CheckCopy(items.size(), first, count, out, stride));
  if (count == 0) return absl::OkStatus();
  const uint32_t size = SizeAt(out);
  char* to = reinterpret_cast<char*>(out);
  for (size_t i = first; i < first + count; ++i, to += stride) {
    if (size == sizeof(T) && stride % alignof(T) == 0) {
      T value = convert(items[i]);
      value.struct_size = size;
      *reinterpret_cast<T*>(to) = value;
    } else {
      const T value = convert(items[i]);
      WriteBytes(&value, sizeof(T), to, size);
    }
  }
  return absl::OkStatus();
}

}  // namespace vuoro::capi

#endif  // VUORO_SRC_CAPI_STRUCTS_H_
