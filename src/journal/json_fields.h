// JSON from and to structs that have Fields(): what nlohmann parses and our own small writer
// prints.
#ifndef VUORO_SRC_JOURNAL_JSON_FIELDS_H_
#define VUORO_SRC_JOURNAL_JSON_FIELDS_H_

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "vuoro/base/fields.h"
#include "vuoro/base/json_text.h"

namespace vuoro {

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  template <class T>
  void operator()(std::string_view name, const T& value) {
    if (!first_) *out_ += ',';
    first_ = false;
    AppendJsonText(name, out_);
    *out_ += ':';
    Write(value);
  }
  template <class T>
  void operator()(std::string_view name, Unusual<T> number) {
    if (number.value != number.usual) (*this)(name, number.value);
  }
  template <class T>
  void operator()(std::string_view name, Omissible<T> value) {
    if (!value.list.empty()) (*this)(name, value.list);
  }

  template <class T>
  void Write(const T& value) {
    if constexpr (kIsId<T>) {
      Write(value.value);
    } else if constexpr (std::is_enum_v<T>) {
      Write(static_cast<int64_t>(value));
    } else if constexpr (std::is_same_v<T, bool>) {
      *out_ += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
      const fmt::format_int digits(value);
      out_->append(digits.data(), digits.size());
    } else if constexpr (std::is_same_v<T, std::string>) {
      AppendJsonText(value, out_);
    } else if constexpr (kIsVector<T>) {
      *out_ += '[';
      bool first = true;
      for (const auto& item : value) {
        if (!std::exchange(first, false)) *out_ += ',';
        Write(item);
      }
      *out_ += ']';
    } else {
      static_assert(HasFields<T>);
      *out_ += '{';
      JsonWriter members(out_);
      T::Fields(value, members);
      *out_ += '}';
    }
  }

 private:
  std::string* out_;
  bool first_ = true;
};

// Reads one JSON value. Stops at the first field that is missing, of another type or out of range;
// path() then names it.
class JsonReader {
 public:
  explicit JsonReader(const nlohmann::json& json) : json_(&json) {}

  bool ok() const { return path_.empty(); }
  const std::string& path() const { return path_; }

  template <class T>
  void operator()(std::string_view name, T& value) {
    if (!ok()) return;
    const auto member = json_->is_object() ? json_->find(name) : json_->end();
    if (!json_->is_object() || member == json_->end()) {
      Fail(name);
      return;
    }
    JsonReader inner(*member);
    inner.Read(value);
    if (!inner.ok()) path_ = fmt::format("/{}{}", name, inner.path_ == "/" ? "" : inner.path_);
  }
  template <class T>
  void operator()(std::string_view name, Omissible<T> value) {
    if (!ok() || (json_->is_object() && !json_->contains(name))) return;
    (*this)(name, value.list);
  }

  template <class T>
  void operator()(std::string_view name, Unusual<T> number) {
    number.value = number.usual;
    if (!ok() || (json_->is_object() && !json_->contains(name))) return;
    (*this)(name, number.value);
  }

  template <class T>
  void Read(T& value) {
    if constexpr (kIsId<T>) {
      Read(value.value);
    } else if constexpr (std::is_enum_v<T>) {
      std::underlying_type_t<T> number{};
      Read(number);
      value = static_cast<T>(number);
    } else if constexpr (std::is_same_v<T, bool>) {
      if (!json_->is_boolean()) return Fail("");
      value = json_->get<bool>();
    } else if constexpr (std::is_integral_v<T>) {
      if (!json_->is_number_integer()) return Fail("");
      const auto number = json_->get<int64_t>();
      if (json_->is_number_unsigned() && number < 0) return Fail("");
      if (!std::in_range<T>(number)) return Fail("");
      value = static_cast<T>(number);
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (!json_->is_string()) return Fail("");
      value = json_->get_ref<const std::string&>();
    } else if constexpr (kIsVector<T>) {
      if (!json_->is_array()) return Fail("");
      for (size_t i = 0; i < json_->size() && ok(); ++i) {
        JsonReader item((*json_)[i]);
        item.Read(value.emplace_back());
        if (!item.ok()) path_ = fmt::format("/{}{}", i, item.path_ == "/" ? "" : item.path_);
      }
    } else {
      static_assert(HasFields<T>);
      if (!json_->is_object()) return Fail("");
      T::Fields(value, *this);
    }
  }

 private:
  void Fail(std::string_view name) { path_ = fmt::format("/{}", name); }

  const nlohmann::json* json_;
  std::string path_;
};

// `value`, a struct with Fields, as compact JSON.
template <class T>
std::string ToJson(const T& value) {
  std::string out;
  JsonWriter(&out).Write(value);
  return out;
}

}  // namespace vuoro

#endif  // VUORO_SRC_JOURNAL_JSON_FIELDS_H_
