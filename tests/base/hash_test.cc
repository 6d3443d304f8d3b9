// The hash against published vectors, and its text form against bad text.
#include "vuoro/base/hash.h"

#include <gtest/gtest.h>

namespace vuoro {
namespace {

// FIPS 180-4 examples.
TEST(HashTest, MatchesThePublishedVectors) {
  EXPECT_EQ(Sha256("abc").Hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256("").Hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(HashTest, PiecesHashLikeTheWhole) {
  Sha256Stream stream;
  stream.Update("a");
  stream.Update("");
  stream.Update("bc");
  EXPECT_EQ(stream.Finish(), Sha256("abc"));
}

TEST(HashTest, HexRoundTripsAndRejectsTheRest) {
  const Digest digest = Sha256("abc");
  EXPECT_EQ(Digest::FromHex(digest.Hex()), digest);
  EXPECT_EQ(digest.Short(), 0xba7816bf8f01cfeau);
  EXPECT_FALSE(Digest::FromHex("ba78").has_value());
  EXPECT_FALSE(Digest::FromHex(std::string(63, 'a').append("g")).has_value());
  EXPECT_FALSE(Digest::FromHex(std::string(64, 'A')).has_value());
}

}  // namespace
}  // namespace vuoro
