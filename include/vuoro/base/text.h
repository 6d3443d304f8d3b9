// Checks on text that comes from outside; UTF-8 everywhere.
#ifndef VUORO_BASE_TEXT_H_
#define VUORO_BASE_TEXT_H_

#include <absl/status/status.h>

#include <cstddef>
#include <string_view>

namespace vuoro {

// Well-formed UTF-8 (RFC 3629: no surrogates, nothing over-long, at most U+10FFFF)?
bool IsUtf8(std::string_view text);

// OK if `text` is well-formed UTF-8 without control characters and at most `max_bytes` long.
// Errors: bad_text at the path `field`.
absl::Status CheckText(std::string_view text, size_t max_bytes, std::string_view field);

}  // namespace vuoro

#endif  // VUORO_BASE_TEXT_H_
