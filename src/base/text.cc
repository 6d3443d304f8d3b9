// UTF-8 validation by RFC 3629's table of well-formed byte sequences.
#include "vuoro/base/text.h"

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

// Length of the well-formed sequence at the start of `text`, or 0.
size_t SequenceLength(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto continues = [&](size_t i, unsigned char low, unsigned char high) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(1, 0x80, 0xbf) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const unsigned char low = lead == 0xe0 ? 0xa0 : 0x80;
    const unsigned char high = lead == 0xed ? 0x9f : 0xbf;
    return continues(1, low, high) && continues(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const unsigned char low = lead == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xf4 ? 0x8f : 0xbf;
    return continues(1, low, high) && continues(2, 0x80, 0xbf) && continues(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const size_t length = SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

absl::Status CheckText(std::string_view text, size_t max_bytes, std::string_view field) {
  if (text.size() > max_bytes) {
    return AtPath(
        Fail(Reason::kBadText, "{} has {} bytes, more than {}", field, text.size(), max_bytes),
        field);
  }
  if (!IsUtf8(text))
    return AtPath(Fail(Reason::kBadText, "{} is not well-formed UTF-8", field), field);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      return AtPath(Fail(Reason::kBadText, "{} has the control character {:#04x}", field, byte),
                    field);
    }
  }
  return absl::OkStatus();
}

}  // namespace vuoro
