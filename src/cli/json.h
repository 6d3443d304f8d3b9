// Writes JSON for scripts that call the program: objects and arrays, in the order they are added.
#ifndef VUORO_SRC_CLI_JSON_H_
#define VUORO_SRC_CLI_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vuoro/base/json_text.h"

namespace vuoro::cli {

class JsonObject {
 public:
  JsonObject& Text(std::string_view name, std::string_view value) {
    return Raw(name, JsonText(value));
  }
  JsonObject& Number(std::string_view name, int64_t value) {
    return Raw(name, std::to_string(value));
  }
  JsonObject& Bool(std::string_view name, bool value) {
    return Raw(name, value ? "true" : "false");
  }
  JsonObject& Raw(std::string_view name, std::string_view json) {
    members_ += (members_.empty() ? "" : ",") + JsonText(name) + ":";
    members_ += json;
    return *this;
  }
  std::string Close() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

class JsonArray {
 public:
  void Add(std::string_view json) {
    if (!items_.empty()) items_ += ',';
    items_ += json;
  }
  std::string Close() const { return "[" + items_ + "]"; }

 private:
  std::string items_;
};

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_JSON_H_
