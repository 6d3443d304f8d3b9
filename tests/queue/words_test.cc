// The words and events of the queue: frozen numbers, and bytes that round trip.
#include <gtest/gtest.h>

#include <set>
#include <string_view>
#include <variant>

#include "vuoro/queue/events.h"

namespace vuoro {
namespace {

template <class E>
class QueueWordsTest : public testing::Test {};

using Vocabularies = testing::Types<TicketState, Channel, Outcome, TaskType, SessionState,
                                    OrderRule, CallRule, DismissCause>;
TYPED_TEST_SUITE(QueueWordsTest, Vocabularies);

TYPED_TEST(QueueWordsTest, EveryWordNamesExactlyOneValue) {
  std::set<std::string_view> seen;
  for (const std::string_view word : WordsOf<TypeParam>()) {
    EXPECT_TRUE(seen.insert(word).second) << word;
    ASSERT_TRUE(FromWord<TypeParam>(word).has_value());
    EXPECT_EQ(WordOf(*FromWord<TypeParam>(word)), word);
  }
}

TEST(QueueWordsTest, NumbersAreFrozen) {
  EXPECT_EQ(FromWord<TicketState>("dismissed"), TicketState::kDismissed);
  EXPECT_EQ(static_cast<int>(TicketState::kDismissed), 7);
  EXPECT_EQ(FromWord<Channel>("mobile"), Channel::kMobile);
  EXPECT_EQ(static_cast<int>(Channel::kMobile), 6);
  EXPECT_EQ(FromWord<Outcome>("not_served"), Outcome::kNotServed);
  EXPECT_EQ(FromWord<TaskType>("remote_guidance"), TaskType::kRemoteGuidance);
  EXPECT_EQ(static_cast<int>(TaskType::kRemoteGuidance), 7);
  EXPECT_EQ(FromWord<SessionState>("closed"), SessionState::kClosed);
  EXPECT_EQ(FromWord<OrderRule>("behind_all"), OrderRule::kBehindAll);
}

template <size_t I = 0>
void CollectTypes(std::set<std::string_view>& types) {
  if constexpr (I < std::variant_size_v<QueueEvent>) {
    using Event = std::variant_alternative_t<I, QueueEvent>;
    EXPECT_EQ(Event::kVersion, 1);
    EXPECT_TRUE(types.insert(Event::kType).second) << Event::kType;
    // Canonical bytes read back to the same bytes.
    Event event;
    const std::string bytes = CanonicalBytes(event);
    CanonicalReader reader(bytes);
    reader.Read(event);
    EXPECT_TRUE(reader.at_end()) << Event::kType;
    CollectTypes<I + 1>(types);
  }
}

TEST(QueueEventsTest, EveryEventHasItsOwnTypeAndCanonicalBytes) {
  std::set<std::string_view> types;
  CollectTypes(types);
  EXPECT_EQ(types.size(), 18u);
}

}  // namespace
}  // namespace vuoro
