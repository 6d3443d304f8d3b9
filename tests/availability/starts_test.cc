// The rules of possible starts, one by one, on days small enough to read.
#include "vuoro/availability/starts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "slow_day.h"

namespace vuoro {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Quantum kHalfHour = *Quantum::FromMinutes(30);

using Words = std::vector<uint64_t>;

Words Spans(std::initializer_list<QuantumSpan> spans) {
  Words words(static_cast<size_t>(kHalfHour.words()), 0);
  for (const QuantumSpan span : spans) mask::SetRange(words, span);
  return words;
}

// Half hours from 08:00 (quantum 16) to 16:00 (quantum 32), starts anywhere.
class StartsTest : public testing::Test {
 protected:
  std::vector<int32_t> Starts(int32_t duration, std::vector<Pool> pools) {
    const StartRequirement requirement{duration, pools};
    EXPECT_TRUE(CheckRequirement(requirement, kHalfHour).ok());
    Words starts(open_.size());
    FindStarts(board_, requirement, {kDay, open_, allowed_}, starts);
    std::vector<int32_t> out;
    mask::ForEachSet(starts, [&](int32_t q) { out.push_back(q); });
    return out;
  }

  BusyBoard board_{kHalfHour};
  Words open_ = Spans({{16, 20}});
  Words allowed_ = Spans({{0, 50}});
  std::vector<int32_t> one_ = {0};
  std::vector<int32_t> two_ = {1, 2};
};

TEST_F(StartsTest, ServiceEndsByClosing) {
  EXPECT_THAT(Starts(1, {}), ElementsAre(16, 17, 18, 19));
  EXPECT_THAT(Starts(3, {}), ElementsAre(16, 17));
  EXPECT_THAT(Starts(5, {}), IsEmpty());
}

TEST_F(StartsTest, ServiceDoesNotRunPastTheDay) {
  open_ = Spans({{46, 48}});
  EXPECT_THAT(Starts(2, {}), ElementsAre(46));
}

TEST_F(StartsTest, ALongerBookingHidesEveryStartItTouches) {
  ASSERT_TRUE(board_.Mark(kDay, 0, {18, 19}));
  EXPECT_THAT(Starts(1, {{.resources = one_}}), ElementsAre(16, 17, 19));
  EXPECT_THAT(Starts(2, {{.resources = one_, .length = 2}}), ElementsAre(16));
}

TEST_F(StartsTest, AnyFreeResourceOfThePoolIsEnough) {
  ASSERT_TRUE(board_.Mark(kDay, 1, {16, 18}));
  ASSERT_TRUE(board_.Mark(kDay, 2, {17, 19}));
  EXPECT_THAT(Starts(1, {{.resources = two_}}), ElementsAre(16, 18, 19));
  EXPECT_THAT(Starts(1, {{.resources = two_, .count = 2}}), ElementsAre(19));
}

TEST_F(StartsTest, OneResourceMustStayForTheWholeService) {
  ASSERT_TRUE(board_.Mark(kDay, 1, {16, 18}));
  ASSERT_TRUE(board_.Mark(kDay, 2, {18, 20}));
  // At every moment somebody is free, but nobody for three half hours.
  EXPECT_THAT(Starts(3, {{.resources = two_, .length = 3}}), IsEmpty());
  EXPECT_THAT(Starts(2, {{.resources = two_, .length = 2}}), ElementsAre(16, 18));
}

TEST_F(StartsTest, AdvisorIsNeededForTheFirstPartOnly) {
  ASSERT_TRUE(board_.Mark(kDay, 1, {17, 18}));
  const std::vector<int32_t> advisor = {1};
  EXPECT_THAT(Starts(2, {{.resources = one_, .length = 2}, {.resources = advisor}}),
              ElementsAre(16, 18));
}

TEST_F(StartsTest, BuffersNeedNoOpeningButNoBookingEither) {
  const Pool official{.resources = one_, .buffer_before = 1, .buffer_after = 1};
  EXPECT_THAT(Starts(1, {official}), ElementsAre(16, 17, 18, 19));
  ASSERT_TRUE(board_.Mark(kDay, 0, {20, 21}));
  ASSERT_TRUE(board_.Mark(kDay, 0, {15, 16}));
  EXPECT_THAT(Starts(1, {official}), ElementsAre(17, 18));
}

TEST_F(StartsTest, BuffersAreCutAtBothMidnights) {
  open_ = Spans({{0, 2}, {46, 50}});
  const Pool official{.resources = one_, .buffer_before = 3, .buffer_after = 3};
  EXPECT_THAT(Starts(1, {official}), ElementsAre(0, 1, 46, 47, 48, 49));
  ASSERT_TRUE(board_.Mark(kDay, 0, {0, 1}));
  ASSERT_TRUE(board_.Mark(kDay, 0, {49, 50}));
  EXPECT_THAT(Starts(1, {official}), IsEmpty());
}

TEST_F(StartsTest, PresenceIsPerUseAndBusyIsPerResource) {
  // An official at office A in the first hour and remote in the second: one calendar, two uses.
  const Words at_office = Spans({{16, 18}}), remote = Spans({{18, 20}});
  const uint64_t* const office_use[] = {at_office.data()};
  const uint64_t* const remote_use[] = {remote.data()};
  EXPECT_THAT(Starts(1, {{.resources = one_, .presence = office_use}}), ElementsAre(16, 17));
  EXPECT_THAT(Starts(1, {{.resources = one_, .presence = remote_use}}), ElementsAre(18, 19));
  ASSERT_TRUE(board_.Mark(kDay, 0, {17, 19}));
  EXPECT_THAT(Starts(1, {{.resources = one_, .presence = office_use}}), ElementsAre(16));
  EXPECT_THAT(Starts(1, {{.resources = one_, .presence = remote_use}}), ElementsAre(19));
}

TEST_F(StartsTest, PresenceInBuffersIsAskedOnlyWhereSaid) {
  const Words present = Spans({{17, 20}});
  const uint64_t* const use[] = {present.data()};
  Pool pool{.resources = one_, .presence = use, .buffer_before = 1, .buffer_after = 1};
  EXPECT_THAT(Starts(1, {pool}), ElementsAre(17, 18, 19));
  pool.present_in_buffers = true;
  EXPECT_THAT(Starts(1, {pool}), ElementsAre(18));
}

TEST_F(StartsTest, NobodyPresentAndNobodyListedMeanNoStart) {
  const uint64_t* const absent[] = {nullptr};
  EXPECT_THAT(Starts(1, {{.resources = one_, .presence = absent}}), IsEmpty());
  EXPECT_THAT(Starts(1, {{.resources = {}}}), IsEmpty());
  EXPECT_THAT(Starts(1, {{.resources = one_, .count = 2}}), IsEmpty());
}

TEST_F(StartsTest, OnlyAllowedStartsAreKept) {
  allowed_ = Spans({{17, 18}, {19, 20}});
  EXPECT_THAT(Starts(1, {{.resources = one_}}), ElementsAre(17, 19));
}

TEST_F(StartsTest, InstantsAreElapsedTimeFromTheFirstUntilTheRoomIsFull) {
  const Words starts = Spans({{0, 1}, {5, 7}});
  std::vector<int64_t> instants_us(4, -7);
  EXPECT_EQ(WriteInstants(starts, kHalfHour, 1'000, instants_us), 3u);
  EXPECT_THAT(instants_us, ElementsAre(1'000, 1'000 + 9'000'000'000, 1'000 + 10'800'000'000, -7));
  EXPECT_EQ(WriteInstants(starts, kHalfHour, 1'000, {}), 0u);
  instants_us.assign(4, -7);
  EXPECT_EQ(WriteInstants(starts, kHalfHour, 0, std::span(instants_us).first(2)), 2u);
  EXPECT_THAT(instants_us, ElementsAre(0, 9'000'000'000, -7, -7));
}

}  // namespace
}  // namespace vuoro
