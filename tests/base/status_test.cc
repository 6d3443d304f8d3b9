// Statuses with reason, message and place, the macros that pass them on, and ids.
#include "vuoro/base/status.h"

#include <gtest/gtest.h>

#include <set>

#include "vuoro/base/ids.h"

namespace vuoro {
namespace {

TEST(StatusTest, AnErrorCarriesCodeTokenMessageAndPlace) {
  const absl::Status status =
      AtPath(AtPath(Fail(Reason::kSlotTaken, "counter {} is busy", 3), "/b"), "/a");
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(status), "slot_taken");
  EXPECT_TRUE(HasReason(status, Reason::kSlotTaken));
  EXPECT_EQ(MessageOf(status), "counter 3 is busy");
  EXPECT_EQ(PathOf(status), "/a/b");
}

TEST(StatusTest, ForeignErrorsReadAsInternalAndOkAsNothing) {
  EXPECT_EQ(ReasonOf(absl::UnknownError("x")), "internal");
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
  EXPECT_TRUE(AtPath(absl::OkStatus(), "/a").ok());
}

TEST(StatusTest, TokensAreUniqueAndEveryReasonAdvises) {
  std::set<std::string_view> tokens;
  for (int i = 0; i < kReasonCount; ++i) {
    const Reason reason = static_cast<Reason>(i);
    EXPECT_TRUE(tokens.insert(ReasonToken(reason)).second) << ReasonToken(reason);
    EXPECT_NE(ReasonCode(reason), absl::StatusCode::kOk);
    EXPECT_EQ(ReasonAdvice(reason).back(), '.');
  }
}

absl::StatusOr<int> Half(int value) {
  if (value % 2 != 0) return Fail(Reason::kBadArgument, "{} is odd", value);
  return value / 2;
}

absl::StatusOr<int> Quarter(int value) {
  VUORO_ASSIGN_OR_RETURN(const int half, Half(value));
  VUORO_RETURN_IF_ERROR(Half(half).status());
  return Half(half);
}

TEST(StatusTest, MacrosPassErrorsOn) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_EQ(MessageOf(Quarter(6).status()), "3 is odd");
}

TEST(StatusTest, IdsAreTypedAndBounded) {
  EXPECT_FALSE(OfficeId{}.valid());
  EXPECT_TRUE(OfficeId{1}.valid());
  EXPECT_FALSE(OfficeId{kIdLimit}.valid());
  EXPECT_EQ(kIdLimit, 9007199254740992);
}

}  // namespace
}  // namespace vuoro
