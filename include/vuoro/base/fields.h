// One list of fields per struct, from which its canonical bytes are written and read.
//
// A struct takes part by a static member template that names its fields in a fixed order:
//
//   struct TicketCalled {
//     TicketId ticket;
//     int64_t at_us = 0;
//     template <class Self, class Visit>
//     static void Fields(Self& self, Visit&& visit) {
//       visit("ticket", self.ticket);
//       visit("at_us", self.at_us);
//     }
//   };
//
// Fields are integers, bool, enums, ids, strings, vectors, ordered maps and structs of these: never
// floating point, never a hash table. Canonical bytes: integers as 8 bytes little-endian two's
// complement, strings and containers as a length and their items; the same value gives the same
// bytes on every machine.
//
// A number that came later than its struct is named by visit("week", Unless(self.week, 0)): JSON
// leaves it out while it is what it always was before, so what was written then reads and hashes as
// it did. Canonical bytes have it always.
//
// Likewise a list that came later, IfAny(list): JSON leaves it out while it is empty.
#ifndef VUORO_BASE_FIELDS_H_
#define VUORO_BASE_FIELDS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "vuoro/base/ids.h"

namespace vuoro {

// A number that JSON leaves out while it is `usual`; see above.
template <class T>
struct Unusual {
  T& value;
  std::remove_const_t<T> usual;
};
template <class T>
Unusual<T> Unless(T& value, std::remove_const_t<T> usual) {
  return {value, usual};
}

// A list that JSON may be without.
template <class T>
struct Omissible {
  T& list;
};
template <class T>
Omissible<T> IfAny(T& list) {
  return {list};
}

namespace fields_internal {

struct AnyVisit {
  template <class T>
  void operator()(std::string_view, T&) const {}
  template <class T>
  void operator()(std::string_view, Unusual<T>) const {}
  template <class T>
  void operator()(std::string_view, Omissible<T>) const {}
};

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class K, class V>
struct IsMap<std::map<K, V>> : std::true_type {};
template <class T>
struct IsSet : std::false_type {};
template <class T>
struct IsSet<std::set<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<TypedId<Tag>> : std::true_type {};

}  // namespace fields_internal

template <class T>
concept HasFields = requires(T& value) {
  T::Fields(value, fields_internal::AnyVisit{});
};

template <class T>
inline constexpr bool kIsVector = fields_internal::IsVector<T>::value;
template <class T>
inline constexpr bool kIsMap = fields_internal::IsMap<T>::value;
template <class T>
inline constexpr bool kIsSet = fields_internal::IsSet<T>::value;
template <class T>
inline constexpr bool kIsId = fields_internal::IsId<T>::value;

// Appends canonical bytes to a string.
class CanonicalWriter {
 public:
  explicit CanonicalWriter(std::string* out) : out_(out) {}

  template <class T>
  void operator()(std::string_view /*name*/, const T& value) {
    Write(value);
  }
  template <class T>
  void operator()(std::string_view /*name*/, Unusual<T> number) {
    Write(number.value);
  }
  template <class T>
  void operator()(std::string_view /*name*/, Omissible<T> value) {
    Write(value.list);
  }

  template <class T>
  void Write(const T& value) {
    if constexpr (kIsId<T>) {
      WriteWord(static_cast<uint64_t>(value.value));
    } else if constexpr (std::is_enum_v<T>) {
      Write(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (std::is_integral_v<T>) {
      WriteWord(static_cast<uint64_t>(value));  // sign-extends, so the width of T may grow
    } else if constexpr (std::is_same_v<T, std::string>) {
      WriteWord(value.size());
      out_->append(value);
    } else if constexpr (kIsVector<T> || kIsSet<T>) {
      WriteWord(value.size());
      for (const auto& item : value) Write(item);
    } else if constexpr (kIsMap<T>) {
      WriteWord(value.size());
      for (const auto& [key, item] : value) {
        Write(key);
        Write(item);
      }
    } else {
      static_assert(HasFields<T>);
      T::Fields(value, *this);
    }
  }

 private:
  void WriteWord(uint64_t word) {
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(word >> (8 * i) & 0xff);
    out_->append(bytes, 8);
  }

  std::string* out_;
};

// Reads canonical bytes back. After any malformed input ok() is false and every value read is zero
// or empty; no input makes it read outside its bytes or allocate more than their size allows.
class CanonicalReader {
 public:
  explicit CanonicalReader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }

  template <class T>
  void operator()(std::string_view /*name*/, T& value) {
    Read(value);
  }
  template <class T>
  void operator()(std::string_view /*name*/, Unusual<T> number) {
    Read(number.value);
  }
  template <class T>
  void operator()(std::string_view /*name*/, Omissible<T> value) {
    Read(value.list);
  }

  template <class T>
  void Read(T& value) {
    if constexpr (kIsId<T>) {
      value.value = static_cast<int64_t>(ReadWord());
    } else if constexpr (std::is_enum_v<T>) {
      std::underlying_type_t<T> number{};
      Read(number);
      value = static_cast<T>(number);
    } else if constexpr (std::is_integral_v<T>) {
      const uint64_t word = ReadWord();
      value = static_cast<T>(word);
      if (static_cast<uint64_t>(value) != word) Fail();
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = std::string(Take(ReadWord()));
    } else if constexpr (kIsVector<T>) {
      value.clear();
      for (uint64_t n = ReadCount(); n > 0 && ok_; --n) Read(value.emplace_back());
    } else if constexpr (kIsSet<T>) {
      value.clear();
      for (uint64_t n = ReadCount(); n > 0 && ok_; --n) {
        typename T::value_type item{};
        Read(item);
        value.insert(value.end(), std::move(item));
      }
    } else if constexpr (kIsMap<T>) {
      value.clear();
      for (uint64_t n = ReadCount(); n > 0 && ok_; --n) {
        typename T::key_type key{};
        Read(key);
        Read(value[std::move(key)]);
      }
    } else {
      static_assert(HasFields<T>);
      T::Fields(value, *this);
    }
  }

 private:
  void Fail() {
    ok_ = false;
    rest_ = {};
  }

  // A container's items take at least 8 bytes each, which bounds the count by the bytes left.
  uint64_t ReadCount() {
    const uint64_t count = ReadWord();
    if (count > rest_.size() / 8) Fail();
    return ok_ ? count : 0;
  }

  std::string_view Take(uint64_t size) {
    if (size > rest_.size()) Fail();
    if (!ok_) return {};
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  uint64_t ReadWord() {
    const std::string_view bytes = Take(8);
    uint64_t word = 0;
    for (size_t i = 0; i < bytes.size(); ++i) {
      word |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return word;
  }

  std::string_view rest_;
  bool ok_ = true;
};

// The canonical bytes of `value`.
template <class T>
std::string CanonicalBytes(const T& value) {
  std::string out;
  CanonicalWriter(&out).Write(value);
  return out;
}

}  // namespace vuoro

#endif  // VUORO_BASE_FIELDS_H_
