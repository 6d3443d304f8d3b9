// The directory of ids: order, kinds, and ids that stay when a reload moves positions.
#include "vuoro/model/directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vuoro {
namespace {

Network TwoOffices() {
  Network network;
  network.agencies.resize(1);
  network.agencies[0].key = "kela";
  network.offices.resize(2);
  network.offices[0].key = "helsinki";
  network.offices[1].key = "kela";  // the same key in another kind is another thing
  return network;
}

TEST(DirectoryTest, EveryThingNeedsAnIdInDocumentOrder) {
  EXPECT_THAT(MissingEntities(TwoOffices(), {{"office/helsinki", 4}}),
              testing::ElementsAre("agency/kela", "office/kela"));
}

TEST(DirectoryTest, IdsFindPositionsOfTheirOwnKindOnly) {
  const Network network = TwoOffices();
  const EntityIds ids = {{"agency/kela", 7}, {"office/helsinki", 8}, {"office/kela", 9}};
  const Directory directory(network, ids);
  EXPECT_EQ(directory.IdOf(OfficeIndex(1)), OfficeId{9});
  EXPECT_EQ(directory.Find(OfficeId{9}), OfficeIndex(1));
  EXPECT_EQ(directory.Find(AgencyId{7}), AgencyIndex(0));
  EXPECT_FALSE(directory.Find(OfficeId{7}).valid());
  EXPECT_FALSE(directory.Find(OfficeId{99}).valid());
  EXPECT_EQ(directory.IdOf(OfficeIndex()), OfficeId{});
}

TEST(DirectoryTest, IdsSurviveAReloadThatMovesPositions) {
  Network network = TwoOffices();
  const EntityIds ids = {{"agency/kela", 7}, {"office/helsinki", 8}, {"office/kela", 9}};
  std::swap(network.offices[0], network.offices[1]);
  const Directory directory(network, ids);
  EXPECT_EQ(directory.IdOf(OfficeIndex(0)), OfficeId{9});
  EXPECT_EQ(directory.Find(OfficeId{8}), OfficeIndex(1));
}

}  // namespace
}  // namespace vuoro
