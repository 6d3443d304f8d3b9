// The words of the model: frozen numbers, language fallback, and the shape of drive times.
#include "vuoro/model/words.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "vuoro/model/network.h"

namespace vuoro {
namespace {

template <class E>
class WordsTest : public testing::Test {};

using Vocabularies = testing::Types<Mode, Arrangement, Performer, Staffing, AgencyKind, OfficeKind,
                                    PersonRole, ResourceKind, ServiceLevelOfWork, TaskKind,
                                    IdentificationLevel, AgreementKind, AgreementStatus, AtClosing>;
TYPED_TEST_SUITE(WordsTest, Vocabularies);

TYPED_TEST(WordsTest, EveryWordNamesExactlyOneValue) {
  std::set<std::string_view> seen;
  for (std::string_view word : WordsOf<TypeParam>()) {
    EXPECT_TRUE(seen.insert(word).second) << word;
    const auto value = FromWord<TypeParam>(word);
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(WordOf(*value), word);
  }
  EXPECT_FALSE(FromWord<TypeParam>("nonsense").has_value());
  EXPECT_EQ(WordOf(static_cast<TypeParam>(200)), "");
}

TEST(WordsTest, NumbersAreFrozen) {
  EXPECT_EQ(FromWord<Mode>("self_service"), Mode::kSelfService);
  EXPECT_EQ(static_cast<int>(Mode::kVideoBooth), 1);
  EXPECT_EQ(FromWord<ResourceKind>("interpreter"), ResourceKind::kInterpreter);
  EXPECT_EQ(FromWord<AgreementStatus>("ended"), AgreementStatus::kEnded);
}

TEST(TextTest, FallsBackToTheFirstLanguage) {
  const Text text{{{"fi", "Kela"}, {"sv", "FPA"}}};
  EXPECT_EQ(text.In("sv"), "FPA");
  EXPECT_EQ(text.In("en"), "Kela");
  EXPECT_EQ(Text{}.In("fi"), "");
}

TEST(NetworkTest, DriveMinutesAreRowMajorAndMayBeUnknown) {
  Network network;
  network.offices.resize(2);
  EXPECT_FALSE(network.DriveMinutes(OfficeIndex(0), OfficeIndex(1)).has_value());
  network.drive_min = {0, 30, 45, 0};
  EXPECT_EQ(network.DriveMinutes(OfficeIndex(0), OfficeIndex(1)), 30);
  EXPECT_EQ(network.DriveMinutes(OfficeIndex(1), OfficeIndex(0)), 45);
}

}  // namespace
}  // namespace vuoro
