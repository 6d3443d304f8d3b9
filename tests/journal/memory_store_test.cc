// The faults a test may order from the memory store: each happens as told, once.
#include "vuoro/journal/memory_store.h"

#include <gtest/gtest.h>

namespace vuoro {
namespace {

std::vector<Record> After(const Tail& tail) {
  std::vector<Record> records(2);
  for (Record& record : records) record.type = "test.event";
  ChainAfter(tail, records);
  return records;
}

TEST(MemoryStoreTest, AnOrderedFaultStoresOrDoesNotAsToldAndHappensOnce) {
  auto journal = std::make_shared<MemoryJournal>();
  MemoryStore store(journal);
  ASSERT_TRUE(store.Lock(0).ok());
  journal->FailNextAppend(Fail(Reason::kDiskFull, "full"), /*stored=*/false);
  EXPECT_TRUE(HasReason(store.Append(After({}), {}), Reason::kDiskFull));
  EXPECT_EQ(store.status().last_error, "full");
  EXPECT_EQ(store.ReadTail()->seq, 0);

  journal->FailNextAppend(Fail(Reason::kCommitUnknown, "torn"), /*stored=*/true);
  EXPECT_TRUE(HasReason(store.Append(After({}), {}), Reason::kCommitUnknown));
  const Tail tail = *store.ReadTail();
  EXPECT_EQ(tail.seq, 2);
  EXPECT_TRUE(store.Append(After(tail), {}).ok());
  EXPECT_EQ(store.status().last_error, "");
}

TEST(MemoryStoreTest, ReadsFailWhileTheyAreToldTo) {
  auto journal = std::make_shared<MemoryJournal>();
  MemoryStore store(journal);
  journal->FailReads(Fail(Reason::kStoreAway, "gone"));
  EXPECT_TRUE(HasReason(store.ReadAfter(0, 1).status(), Reason::kStoreAway));
  EXPECT_TRUE(HasReason(store.ReadTail().status(), Reason::kStoreAway));
  EXPECT_TRUE(HasReason(store.LatestSnapshot().status(), Reason::kStoreAway));
  EXPECT_TRUE(HasReason(store.Moved().status(), Reason::kStoreAway));
  EXPECT_TRUE(HasReason(store.Verify(), Reason::kStoreAway));
  journal->FailReads(absl::OkStatus());
  EXPECT_TRUE(store.ReadTail().ok());
}

}  // namespace
}  // namespace vuoro
