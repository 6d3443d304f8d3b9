// SHA-256 for the journal's chain, documents and state hashes; compiled over libmd.
#ifndef VUORO_BASE_HASH_H_
#define VUORO_BASE_HASH_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vuoro {

// 32 bytes of SHA-256 (FIPS 180-4).
struct Digest {
  std::array<uint8_t, 32> bytes{};

  std::string Hex() const;
  // The first eight bytes, big-endian: a short name for logs and tests.
  uint64_t Short() const;
  static std::optional<Digest> FromHex(std::string_view hex);
  friend bool operator==(const Digest&, const Digest&) = default;
};

Digest Sha256(std::string_view bytes);

// Feeds bytes piece by piece. Not thread-safe.
class Sha256Stream {
 public:
  Sha256Stream();
  void Update(std::string_view bytes);
  Digest Finish();  // the stream may not be used afterwards

 private:
  alignas(8) std::array<unsigned char, 208> context_;
};

}  // namespace vuoro

#endif  // VUORO_BASE_HASH_H_
