// A typed position in a vector; -1 is none. Not an id: positions change when a document is
// reloaded.
#ifndef VUORO_BASE_INDEX_H_
#define VUORO_BASE_INDEX_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace vuoro {

template <class Tag>
struct Index {
  int32_t value = -1;

  constexpr Index() = default;
  constexpr explicit Index(size_t position) : value(static_cast<int32_t>(position)) {}

  constexpr bool valid() const { return value >= 0; }
  constexpr explicit operator bool() const { return valid(); }
  // REQUIRES: valid().
  constexpr size_t position() const { return static_cast<size_t>(value); }
  friend constexpr auto operator<=>(Index, Index) = default;
};

}  // namespace vuoro

template <class Tag>
struct std::hash<vuoro::Index<Tag>> {
  size_t operator()(vuoro::Index<Tag> index) const noexcept {
    return std::hash<int32_t>{}(index.value);
  }
};

#endif  // VUORO_BASE_INDEX_H_
