// The words of vuoro/journal/store.h, held against every store. A new store adds one row below.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "store/test_records.h"
#include "vuoro/journal/memory_store.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

// A journal on which handles can be opened.
class JournalUnderTest {
 public:
  virtual ~JournalUnderTest() = default;
  virtual std::unique_ptr<Store> Open() = 0;
};

class MemoryUnderTest final : public JournalUnderTest {
 public:
  std::unique_ptr<Store> Open() override { return std::make_unique<MemoryStore>(journal_); }

 private:
  std::shared_ptr<MemoryJournal> journal_ = std::make_shared<MemoryJournal>();
};

class SqliteUnderTest final : public JournalUnderTest {
 public:
  std::unique_ptr<Store> Open() override {
    auto store = OpenStore("sqlite:" + folder_.File("store.db"),
                           {.create = true, .durable = false, .checkpoint_pages = 20});
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }

 private:
  ScratchFolder folder_;
};

struct Kind {
  const char* name;
  std::function<std::unique_ptr<JournalUnderTest>()> make;
};

class StoreContractTest : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    journal_ = GetParam().make();
    store_ = journal_->Open();
    ASSERT_NE(store_, nullptr);
  }

  // Appends `count` records through `store` and remembers them.
  void Append(Store& store, size_t count) {
    std::vector<Record> records = RecordsAfter(TailAfter(all_), count, random_);
    auto lock = StoreLock::Take(store, kSecond);
    ASSERT_TRUE(lock.ok()) << lock.status();
    ASSERT_TRUE(store.Append(records, {}).ok());
    all_.insert(all_.end(), records.begin(), records.end());
  }

  std::unique_ptr<JournalUnderTest> journal_;
  std::unique_ptr<Store> store_;
  std::vector<Record> all_;
  Random random_{1};
};

TEST_P(StoreContractTest, ANewJournalIsEmpty) {
  EXPECT_EQ(*store_->ReadTail(), Tail{});
  EXPECT_TRUE(store_->ReadAfter(0, 10)->empty());
  EXPECT_FALSE(*store_->Moved());
  EXPECT_FALSE(store_->LatestSnapshot()->has_value());
  EXPECT_TRUE(store_->Verify().ok());
}

TEST_P(StoreContractTest, WhatWasAppendedIsReadByteForByteByAnyHandle) {
  for (const size_t count : {1, 7, 100}) Append(*store_, count);
  const std::unique_ptr<Store> other = journal_->Open();
  for (Store* store : {store_.get(), other.get()}) {
    EXPECT_EQ(*store->ReadAfter(0, SIZE_MAX), all_);
    EXPECT_EQ(*store->ReadTail(), TailAfter(all_));
    const auto part = store->ReadAfter(5, 3);
    EXPECT_EQ(*part, std::vector<Record>(all_.begin() + 5, all_.begin() + 8));
    EXPECT_TRUE(store->ReadAfter(108, 10)->empty());
    EXPECT_TRUE(store->ReadAfter(50, 0)->empty());
    EXPECT_TRUE(store->Verify().ok());
  }
}

TEST_P(StoreContractTest, OddTextsAndExtremeNumbersSurvive) {
  Record odd;
  odd.type = std::string("a\0b", 3);
  odd.version = std::numeric_limits<int32_t>::min();
  odd.origin = std::numeric_limits<int64_t>::max();
  odd.epoch = std::numeric_limits<int32_t>::max();
  odd.origin_seq = std::numeric_limits<int64_t>::min();
  odd.at_us = -1;
  odd.key = "'; DROP TABLE events; --";
  odd.fingerprint = ~uint64_t{0};
  odd.actor = "\xff\xfe\x80";
  odd.payload = "%s%n{}";
  std::vector<Record> records = {odd, Record{}};
  ChainAfter({}, records);
  ASSERT_TRUE(store_->Lock(kSecond).ok());
  ASSERT_TRUE(store_->Append(records, {}).ok());
  EXPECT_EQ(*store_->ReadAfter(0, 10), records);
  store_->Unlock();
}

TEST_P(StoreContractTest, ReadingAfterARecordThatIsNotThereIsABrokenChain) {
  Append(*store_, 3);
  EXPECT_TRUE(HasReason(store_->ReadAfter(4, 1).status(), Reason::kChainBroken));
  EXPECT_TRUE(HasReason(store_->ReadAfter(-1, 1).status(), Reason::kChainBroken));
}

TEST_P(StoreContractTest, AppendRefusesWhatDoesNotContinueTheTailAndStoresNothing) {
  Append(*store_, 3);
  const std::vector<Record> good = RecordsAfter(TailAfter(all_), 2, random_);
  ASSERT_TRUE(store_->Lock(kSecond).ok());
  std::vector<Record> gap = good, changed = good, again = all_;
  gap.erase(gap.begin());
  changed[1].payload = "{}";
  for (const auto& bad : {gap, changed, again}) {
    EXPECT_TRUE(HasReason(store_->Append(bad, {}), Reason::kInternal));
    EXPECT_EQ(*store_->ReadTail(), TailAfter(all_));
  }
  const std::vector<Blob> misnamed = {{Sha256("a"), "b"}};
  EXPECT_TRUE(HasReason(store_->Append(good, misnamed), Reason::kInternal));
  EXPECT_EQ(*store_->ReadTail(), TailAfter(all_));
  EXPECT_TRUE(store_->Append(good, {}).ok());
  store_->Unlock();
}

TEST_P(StoreContractTest, WritingNeedsTheLockAndTheLockIsTakenOnce) {
  const std::vector<Record> records = RecordsAfter({}, 1, random_);
  EXPECT_TRUE(HasReason(store_->Append(records, {}), Reason::kInternal));
  EXPECT_TRUE(HasReason(store_->WriteSnapshot({.seq = 1}), Reason::kInternal));
  store_->Unlock();  // a no-op
  ASSERT_TRUE(store_->Lock(0).ok());
  EXPECT_TRUE(HasReason(store_->Lock(0), Reason::kInternal));
  EXPECT_TRUE(store_->Append({}, {}).ok());
  store_->Unlock();
  EXPECT_TRUE(HasReason(store_->Append(records, {}), Reason::kInternal));
}

TEST_P(StoreContractTest, ASecondWriterIsBusyAtItsDeadlineAndGoesOnAfterUnlock) {
  const std::unique_ptr<Store> other = journal_->Open();
  ASSERT_TRUE(store_->Lock(kSecond).ok());
  EXPECT_TRUE(HasReason(other->Lock(0), Reason::kStoreBusy));
  EXPECT_TRUE(HasReason(other->Lock(20'000), Reason::kStoreBusy));
  EXPECT_TRUE(HasReason(other->Lock(-5), Reason::kStoreBusy));
  std::thread waiter([&] { EXPECT_TRUE(other->Lock(10 * kSecond).ok()); });
  store_->Unlock();
  waiter.join();
  EXPECT_TRUE(HasReason(store_->Lock(0), Reason::kStoreBusy));
  other->Unlock();
  EXPECT_TRUE(store_->Lock(kSecond).ok());
  store_->Unlock();
}

TEST_P(StoreContractTest, AHandleThatGoesAwayGivesItsLockBack) {
  std::unique_ptr<Store> other = journal_->Open();
  ASSERT_TRUE(other->Lock(kSecond).ok());
  other.reset();
  EXPECT_TRUE(store_->Lock(0).ok());
  store_->Unlock();
}

TEST_P(StoreContractTest, MovedStaysTrueUntilTheTailIsRead) {
  const std::unique_ptr<Store> other = journal_->Open();
  Append(*store_, 2);
  EXPECT_FALSE(*store_->Moved()) << "one's own records are known";
  EXPECT_TRUE(*other->Moved());
  EXPECT_TRUE(*other->Moved());
  EXPECT_EQ(other->ReadAfter(0, 1)->size(), 1u);
  EXPECT_TRUE(*other->Moved());
  EXPECT_EQ(other->ReadAfter(1, 10)->size(), 1u);
  EXPECT_FALSE(*other->Moved());
  Append(*other, 1);
  EXPECT_FALSE(*other->Moved());
  EXPECT_TRUE(*store_->Moved());
  EXPECT_EQ(other->status().tail_seq, 3);
}

TEST_P(StoreContractTest, TheLockShowsWhatOthersAppended) {
  const std::unique_ptr<Store> other = journal_->Open();
  for (int turn = 0; turn < 20; ++turn) {
    Store& store = turn % 2 == 0 ? *store_ : *other;
    ASSERT_TRUE(store.Lock(kSecond).ok());
    EXPECT_EQ(*store.ReadTail(), TailAfter(all_));
    std::vector<Record> records = RecordsAfter(TailAfter(all_), 3, random_);
    ASSERT_TRUE(store.Append(records, {}).ok());
    all_.insert(all_.end(), records.begin(), records.end());
    store.Unlock();
  }
  EXPECT_EQ(*store_->ReadAfter(0, 100), all_);
}

TEST_P(StoreContractTest, BlobsAreKeptByTheirHash) {
  const Blob big{Sha256(std::string(3'000'000, 'b')), std::string(3'000'000, 'b')};
  const std::vector<Blob> blobs = {{Sha256(""), ""}, big, {Sha256("x"), "x"}};
  EXPECT_TRUE(HasReason(store_->ReadBlob(big.hash).status(), Reason::kUnknownKey));
  ASSERT_TRUE(store_->Lock(kSecond).ok());
  ASSERT_TRUE(store_->Append(RecordsAfter({}, 1, random_), blobs).ok());
  ASSERT_TRUE(store_->Append({}, blobs).ok()) << "a second time is no fault";
  store_->Unlock();
  const std::unique_ptr<Store> other = journal_->Open();
  for (const Blob& blob : blobs) EXPECT_EQ(*other->ReadBlob(blob.hash), blob.bytes);
  EXPECT_TRUE(other->Verify().ok());
}

TEST_P(StoreContractTest, TheNewestSnapshotIsFoundAndForeignOnesAreRefused) {
  Append(*store_, 30);
  auto snapshot_at = [&](int64_t seq) {
    return Snapshot{.seq = seq,
                    .format = 4,
                    .journal_hash = all_[static_cast<size_t>(seq) - 1].hash,
                    .state_hash = Sha256("state"),
                    .bytes = std::string(70'000, static_cast<char>(seq))};
  };
  ASSERT_TRUE(store_->Lock(kSecond).ok());
  for (const int64_t seq : {10, 30, 20, 10}) {
    ASSERT_TRUE(store_->WriteSnapshot(snapshot_at(seq)).ok());
  }
  Snapshot foreign = snapshot_at(30);
  foreign.journal_hash = Sha256("other");
  EXPECT_TRUE(HasReason(store_->WriteSnapshot(foreign), Reason::kInternal));
  foreign.seq = 31;
  EXPECT_TRUE(HasReason(store_->WriteSnapshot(foreign), Reason::kInternal));
  foreign.seq = 0;
  EXPECT_TRUE(HasReason(store_->WriteSnapshot(foreign), Reason::kInternal));
  store_->Unlock();
  const std::unique_ptr<Store> other = journal_->Open();
  EXPECT_EQ(**other->LatestSnapshot(), snapshot_at(30));
}

TEST_P(StoreContractTest, ThreadsAppendThroughTheirHandlesWhileOthersRead) {
  constexpr int kWriters = 4, kAppends = 25;
  std::atomic<int> writing = kWriters;
  std::vector<std::thread> threads;
  for (int w = 0; w < kWriters; ++w) {
    threads.emplace_back([&, w] {
      const std::unique_ptr<Store> store = journal_->Open();
      Random random(static_cast<uint64_t>(w));
      for (int i = 0; i < kAppends; ++i) {
        ASSERT_TRUE(store->Lock(60 * kSecond).ok());
        ASSERT_TRUE(store->Append(RecordsAfter(*store->ReadTail(), 2, random), {}).ok());
        store->Unlock();
      }
      --writing;
    });
  }
  for (int r = 0; r < 2; ++r) {
    threads.emplace_back([&] {  // two threads on one handle
      int64_t seq = 0;
      do {
        ASSERT_TRUE(store_->Moved().ok());
        const auto records = store_->ReadAfter(seq, 7);
        ASSERT_TRUE(records.ok()) << records.status();
        if (!records->empty()) seq = records->back().seq;
        ASSERT_GE(store_->ReadTail()->seq, seq);
      } while (writing > 0);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store_->ReadTail()->seq, kWriters * kAppends * 2);
  EXPECT_TRUE(store_->Verify().ok());
}

INSTANTIATE_TEST_SUITE_P(
    Stores, StoreContractTest,
    testing::Values(Kind{"Memory", [] { return std::make_unique<MemoryUnderTest>(); }},
                    Kind{"Sqlite", [] { return std::make_unique<SqliteUnderTest>(); }}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace vuoro
