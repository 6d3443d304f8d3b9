// Canonical bytes: round trips, the documented layout, and every way of being too short or too
// wide.
#include "vuoro/base/fields.h"

#include <gtest/gtest.h>

namespace vuoro {
namespace {

enum class Colour : uint8_t { kRed = 0, kBlue = 1 };

struct Inner {
  TicketId ticket;
  std::string label;
  friend bool operator==(const Inner&, const Inner&) = default;
  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ticket", self.ticket);
    visit("label", self.label);
  }
};

struct Outer {
  int32_t number = 0;
  int16_t narrow = 0;
  bool flag = false;
  Colour colour = Colour::kRed;
  std::vector<Inner> list;
  std::map<std::string, int64_t> by_name;
  std::set<int64_t> numbers;
  friend bool operator==(const Outer&, const Outer&) = default;
  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("number", self.number);
    visit("narrow", self.narrow);
    visit("flag", self.flag);
    visit("colour", self.colour);
    visit("list", self.list);
    visit("by_name", self.by_name);
    visit("numbers", self.numbers);
  }
};

Outer Example() {
  return {-7,
          -300,
          true,
          Colour::kBlue,
          {{TicketId{5}, "A005"}, {TicketId{6}, ""}},
          {{"b", 2}, {"a", 1}},
          {3, 1}};
}

TEST(FieldsTest, CanonicalBytesRoundTrip) {
  const std::string bytes = CanonicalBytes(Example());
  CanonicalReader reader(bytes);
  Outer back;
  reader.Read(back);
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(back, Example());
  EXPECT_EQ(CanonicalBytes(back), bytes);
}

TEST(FieldsTest, BytesAreTheDocumentedOnes) {
  EXPECT_EQ(CanonicalBytes(Inner{TicketId{258}, "ab"}),
            std::string("\x02\x01\0\0\0\0\0\0\x02\0\0\0\0\0\0\0ab", 18));
}

TEST(FieldsTest, EveryTruncationIsNoticed) {
  const std::string bytes = CanonicalBytes(Example());
  for (size_t size = 0; size < bytes.size(); ++size) {
    CanonicalReader reader(std::string_view(bytes).substr(0, size));
    Outer back;
    reader.Read(back);
    ASSERT_FALSE(reader.at_end()) << size;
  }
}

TEST(FieldsTest, AHugeCountOrANumberTooWideIsRefused) {
  const std::string huge(8, '\x7f');
  std::vector<std::string> list;
  CanonicalReader reader(huge);
  reader.Read(list);
  EXPECT_FALSE(reader.ok());
  int16_t narrow = 0;
  const std::string wide_bytes = CanonicalBytes(int64_t{70000});
  CanonicalReader wide(wide_bytes);
  wide.Read(narrow);
  EXPECT_FALSE(wide.ok());
}

}  // namespace
}  // namespace vuoro
