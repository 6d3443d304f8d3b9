// Events as they are stored: every type goes out and comes back, and damage is named.
#include "vuoro/journal/event.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "vuoro/base/random.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

// Fills every field with something random of its type.
class Filler {
 public:
  explicit Filler(vuoro::Random* random) : random_(random) {}

  template <class T>
  void operator()(std::string_view, T& value) {
    Fill(value);
  }
  template <class T>
  void operator()(std::string_view, vuoro::Unusual<T> number) {
    if (random_->Chance(1, 2)) Fill(number.value);
  }

 private:
  template <class T>
  void Fill(T& value) {
    if constexpr (kIsId<T>) {
      value.value = static_cast<int64_t>((*random_)() >> 11);
    } else if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(random_->Below(200));
    } else if constexpr (std::is_same_v<T, bool>) {
      value = random_->Chance(1, 2);
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>((*random_)());
    } else if constexpr (std::is_same_v<T, std::string>) {
      static const std::vector<std::string> kTexts = {"",          "plain",         "\"quoted\\",
                                                      "öäå š ž ŋ", "line\nend\x01", "€😀"};
      value = kTexts[random_->Below(kTexts.size())];
    } else if constexpr (kIsVector<T>) {
      value.resize(random_->Below(3));
      for (auto& item : value) Fill(item);
    } else {
      T::Fields(value, *this);
    }
  }
  vuoro::Random* random_;
};

template <size_t... I>
std::vector<Event> OneOfEach(vuoro::Random* random, std::index_sequence<I...>) {
  std::vector<Event> events = {std::variant_alternative_t<I, Event>()...};
  for (Event& event : events) {
    std::visit([&](auto& fact) { std::decay_t<decltype(fact)>::Fields(fact, Filler(random)); },
               event);
  }
  return events;
}

std::vector<Event> OneOfEach(vuoro::Random* random) {
  return OneOfEach(random, std::make_index_sequence<std::variant_size_v<Event>>());
}

TEST(EventTest, EveryTypeComesBackAsItWentOut) {
  vuoro::Random random(5);
  for (int round = 0; round < 50; ++round) {
    for (const Event& event : OneOfEach(&random)) {
      const std::string payload = EncodeEvent(event);
      const auto back = DecodeEvent(TypeOf(event), VersionOf(event), payload);
      ASSERT_TRUE(back.ok()) << back.status() << payload;
      ASSERT_EQ(back->index(), event.index());
      ASSERT_EQ(EncodeEvent(*back), payload);
    }
  }
}

TEST(EventTest, TypeNamesAreUniqueAndDotted) {
  std::set<std::string_view> seen;
  for (const std::string_view type : EventTypes()) {
    EXPECT_TRUE(seen.insert(type).second) << type;
    EXPECT_NE(type.find('.'), std::string_view::npos) << type;
  }
}

TEST(EventTest, UnknownTypesAndNewerVersionsAskForANewerLibrary) {
  EXPECT_TRUE(HasReason(DecodeEvent("ticket.eaten", 1, "{}").status(), Reason::kStoreNewer));
  EXPECT_TRUE(HasReason(DecodeEvent("ticket.issued", 2, "{}").status(), Reason::kStoreNewer));
}

// Every field that is cut out, and every payload that is not an object, is named as damage.
TEST(EventTest, DamagedPayloadsAreNamed) {
  EXPECT_TRUE(
      HasReason(DecodeEvent("appointment.confirmed", 1, "").status(), Reason::kStoreCorrupt));
  EXPECT_TRUE(
      HasReason(DecodeEvent("appointment.confirmed", 1, "[]").status(), Reason::kStoreCorrupt));
  const auto missing = DecodeEvent("appointment.confirmed", 1, R"({"appointment":5})");
  EXPECT_TRUE(HasReason(missing.status(), Reason::kStoreCorrupt));
  EXPECT_THAT(MessageOf(missing.status()), testing::HasSubstr("/revision"));
  const auto wrong = DecodeEvent("appointment.confirmed", 1, R"({"appointment":5,"revision":"x"})");
  EXPECT_THAT(MessageOf(wrong.status()), testing::HasSubstr("/revision"));
  EXPECT_FALSE(
      DecodeEvent("appointment.confirmed", 1, R"({"appointment":5,"revision":99999999999})").ok());
}

TEST(EventTest, TheSubjectIsWhatTheEventIsAbout) {
  TicketIssued issued;
  issued.ticket = TicketId{7};
  issued.appointment = AppointmentId{8};
  EXPECT_EQ(SubjectOf(issued), 7);
  AppointmentCheckedIn checked_in;
  checked_in.appointment = AppointmentId{8};
  checked_in.ticket = TicketId{7};
  EXPECT_EQ(SubjectOf(checked_in), 8);
  TicketCalled called;
  called.ticket = TicketId{7};
  called.session = CounterSessionId{9};
  EXPECT_EQ(SubjectOf(called), 7);
  CounterSessionOpened opened;
  opened.session = CounterSessionId{9};
  EXPECT_EQ(SubjectOf(opened), 9);
  QueueIssuingStopped stopped;
  stopped.queue = QueueId{4};
  EXPECT_EQ(SubjectOf(stopped), 4);
  EXPECT_EQ(SubjectOf(NetworkLoaded()), 0);
}

TEST(EventTest, WeekPlansRoundTripAndNameTheirFaults) {
  WeekPlan plan;
  plan.from_ymd = 20260302;
  plan.cost = 12;
  plan.field = {{"anna", "village", 1, 540, 660}};
  plan.video = {{"bert", "village", 2, 600, 630}};
  const auto back = DecodeWeekPlan(EncodeWeekPlan(plan));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->field, plan.field);
  EXPECT_EQ(back->video, plan.video);
  EXPECT_EQ(EncodeWeekPlan(plan).find("expenses"), std::string::npos)
      << "as before there were expenses";
  plan.expenses = {{.agency = "kela", .away_min = 90, .booth_cents = 4}};
  EXPECT_EQ(DecodeWeekPlan(EncodeWeekPlan(plan))->expenses, plan.expenses);
  std::string broken = EncodeWeekPlan(plan);
  broken.replace(broken.find("\"office\""), 8, "\"place\"");
  const auto fault = DecodeWeekPlan(broken);
  EXPECT_TRUE(HasReason(fault.status(), Reason::kBadPlan));
  EXPECT_EQ(PathOf(fault.status()), "/field/0/office");
  EXPECT_TRUE(HasReason(DecodeWeekPlan("{").status(), Reason::kBadPlan));
}

}  // namespace
}  // namespace vuoro
