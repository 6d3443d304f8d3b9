// SHA-256 over libmd, kept out of the header with its C types.
#include "vuoro/base/hash.h"

#include <sha2.h>
#include <sys/types.h>

#include <new>

namespace vuoro {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

SHA2_CTX* Context(std::array<unsigned char, 208>& bytes) {
  return std::launder(reinterpret_cast<SHA2_CTX*>(bytes.data()));
}

}  // namespace

std::string Digest::Hex() const {
  std::string out;
  out.reserve(64);
  for (uint8_t byte : bytes) {
    out += kHexDigits[byte >> 4];
    out += kHexDigits[byte & 15];
  }
  return out;
}

uint64_t Digest::Short() const {
  uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | bytes[static_cast<size_t>(i)];
  return value;
}

std::optional<Digest> Digest::FromHex(std::string_view hex) {
  if (hex.size() != 64) return std::nullopt;
  Digest digest;
  for (size_t i = 0; i < 32; ++i) {
    const int high = HexValue(hex[2 * i]);
    const int low = HexValue(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest.bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return digest;
}

Sha256Stream::Sha256Stream() {
  static_assert(sizeof(SHA2_CTX) <= sizeof(context_));
  SHA256Init(new (context_.data()) SHA2_CTX);
}

void Sha256Stream::Update(std::string_view bytes) {
  SHA256Update(Context(context_), reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

Digest Sha256Stream::Finish() {
  Digest digest;
  SHA256Final(digest.bytes.data(), Context(context_));
  return digest;
}

Digest Sha256(std::string_view bytes) {
  Sha256Stream stream;
  stream.Update(bytes);
  return stream.Finish();
}

}  // namespace vuoro
