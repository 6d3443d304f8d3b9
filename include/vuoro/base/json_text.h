// Text as a JSON string: what every writer of JSON here begins with.
#ifndef VUORO_BASE_JSON_TEXT_H_
#define VUORO_BASE_JSON_TEXT_H_

#include <string>
#include <string_view>

namespace vuoro {

// Appends `text` as a JSON string with its quotes (RFC 8259 section 7): quotes, backslashes and
// control characters are escaped, everything else stands as it is. Inline: every event is written
// with it.
inline void AppendJsonText(std::string_view text, std::string* out) {
  constexpr char kHex[] = "0123456789abcdef";
  *out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += c;
    } else if (byte < 0x20) {
      *out += "\\u00";
      *out += kHex[byte >> 4];
      *out += kHex[byte & 15];
    } else {
      *out += c;
    }
  }
  *out += '"';
}

inline std::string JsonText(std::string_view text) {
  std::string out;
  AppendJsonText(text, &out);
  return out;
}

}  // namespace vuoro

#endif  // VUORO_BASE_JSON_TEXT_H_
