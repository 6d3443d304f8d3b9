// Text that comes from outside, and text as JSON.
#include "vuoro/base/text.h"

#include <gtest/gtest.h>

#include <string>

#include "vuoro/base/json_text.h"

namespace vuoro {
namespace {

TEST(TextTest, JsonTextEscapesWhatJsonForbidsAndNothingElse) {
  EXPECT_EQ(JsonText(""), R"("")");
  EXPECT_EQ(JsonText("Jyväskylä / kello 9"), R"("Jyväskylä / kello 9")");
  EXPECT_EQ(JsonText(R"(a "b" \ c)"), R"("a \"b\" \\ c")");
  EXPECT_EQ(JsonText(std::string("\0\x1f\n\x7f", 4)), "\"\\u0000\\u001f\\u000a\x7f\"");
}

TEST(TextTest, AppendedJsonTextStandsBehindWhatWasThere) {
  std::string out = "[";
  AppendJsonText("x", &out);
  EXPECT_EQ(out, R"(["x")");
}

TEST(TextTest, OnlyWellFormedUtf8IsTaken) {
  EXPECT_TRUE(IsUtf8("ä€\xf4\x8f\xbf\xbf"));
  for (const char* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
    EXPECT_FALSE(IsUtf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace vuoro
