// What happens to SQLite files that are missing, foreign, newer, cut, damaged, full or moved away.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <iterator>

#include "store/sim_disk.h"
#include "store/sqlite_schema.h"
#include "store/test_records.h"
#include "vuoro/base/status.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void WriteAll(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

class SqliteFileTest : public testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<Store>> Open(bool create = false) {
    return OpenStore("sqlite:" + path_, {.create = create, .open_timeout_us = 2'000'000});
  }

  std::string_view ReasonOfOpening(bool create = false) {
    const auto store = Open(create);
    message_ = MessageOf(store.status());
    return ReasonOf(store.status());
  }

  // A store of `count` records, closed; its records in all_.
  void Make(size_t count) {
    auto store = Open(true);
    ASSERT_TRUE(store.ok()) << store.status();
    Append(**store, count);
  }

  void Append(Store& store, size_t count) {
    const std::vector<Record> records = RecordsAfter(TailAfter(all_), count, random_);
    ASSERT_TRUE(store.Lock(1'000'000).ok());
    ASSERT_TRUE(store.Append(records, {}).ok());
    store.Unlock();
    all_.insert(all_.end(), records.begin(), records.end());
  }

  void Sql(const std::string& sql) {
    SQLite::Database db(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec(sql);
  }

  ScratchFolder folder_;
  std::string path_ = folder_.File("store.db");
  std::vector<Record> all_;
  Random random_{1};
  std::string message_;
};

TEST_F(SqliteFileTest, UrisThatNameNoStoreAreRefused) {
  for (const char* uri : {"", "sqlite:", "sqlite", "postgres:x", "memory:x", "/tmp/x"}) {
    EXPECT_EQ(ReasonOf(OpenStore(uri).status()), "bad_store_uri") << uri;
  }
  EXPECT_EQ(ReasonOf(OpenStore(std::string_view("sqlite:/tmp/a\0b", 15)).status()),
            "bad_store_uri");
  EXPECT_EQ(ReasonOf(OpenStore("sqlite:x", {.sqlite_vfs = "no-such"}).status()), "bad_argument");
  EXPECT_EQ((*OpenStore("memory:"))->status().kind, "memory");
}

TEST_F(SqliteFileTest, AMissingFileIsMadeOnlyWhenAsked) {
  EXPECT_EQ(ReasonOfOpening(), "store_away");
  EXPECT_FALSE(std::filesystem::exists(path_));
  EXPECT_FALSE(std::filesystem::exists(path_ + "-lock")) << "not even the side file";
  Make(3);
  EXPECT_EQ(*(*Open())->ReadAfter(0, 10), all_);
  EXPECT_EQ(*(*Open(true))->ReadAfter(0, 10), all_) << "create keeps what is there";
  path_ = folder_.File("no/such/folder/s.db");
  EXPECT_EQ(ReasonOfOpening(true), "store_away");
}

TEST_F(SqliteFileTest, AnEmptyFileIsFinishedOnlyWhenAsked) {
  WriteAll(path_, "");
  EXPECT_EQ(ReasonOfOpening(), "not_a_store");
  EXPECT_EQ(ReadAll(path_), "");
  Make(2);
  EXPECT_EQ(*(*Open())->ReadAfter(0, 10), all_);
}

TEST_F(SqliteFileTest, ForeignFilesAreRefusedAndLeftAsTheyWere) {
  const std::vector<std::function<void()>> makes = {
      [&] { WriteAll(path_, "x"); },
      [&] { WriteAll(path_, std::string(5000, '\0')); },
      [&] { WriteAll(path_, "# notes\n" + std::string(200, 'n')); },
      [&] { Sql("CREATE TABLE t (x); INSERT INTO t VALUES (1)"); },
      [&] { Sql("PRAGMA journal_mode=WAL; CREATE TABLE t (x)"); },
      [&] { Sql("PRAGMA application_id=7; CREATE TABLE t (x)"); },
      [&] { Sql("PRAGMA journal_mode=WAL"); },
  };
  for (size_t i = 0; i < makes.size(); ++i) {
    path_ = folder_.File(std::to_string(i));
    makes[i]();
    const std::string before = ReadAll(path_);
    for (const bool create : {false, true}) {
      EXPECT_EQ(ReasonOfOpening(create), "not_a_store") << i << " " << message_;
      EXPECT_TRUE(ReadAll(path_) == before) << i;
    }
  }
  path_ = folder_.File("");
  EXPECT_EQ(ReasonOfOpening(true), "not_a_store") << "a folder";
  path_ = folder_.File("pipe");
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(ReasonOfOpening(true), "not_a_store") << "a pipe does not hang the opening";
}

TEST_F(SqliteFileTest, AJournalOfAnotherProgramIsNotTouched) {
  WriteAll(path_, "my notes");
  WriteAll(path_ + "-journal", "my diary");
  EXPECT_EQ(ReasonOfOpening(true), "not_a_store");
  EXPECT_EQ(ReadAll(path_ + "-journal"), "my diary");
}

TEST_F(SqliteFileTest, ANewerStoreIsRefused) {
  Make(2);
  Sql(fmt::format("PRAGMA user_version={}", kSchemaVersion + 1));
  EXPECT_EQ(ReasonOfOpening(), "store_newer");
  EXPECT_EQ(ReasonOfOpening(true), "store_newer");
}

TEST_F(SqliteFileTest, ATruncatedStoreIsToldFromACorruptOne) {
  Make(200);
  const std::string whole = ReadAll(path_);
  for (const size_t size : {size_t{2}, size_t{15}, size_t{50}, size_t{99}, size_t{100}, size_t{512},
                            size_t{4096}, size_t{8192}, whole.size() / 2, whole.size() - 1}) {
    WriteAll(path_, whole.substr(0, size));
    EXPECT_EQ(ReasonOfOpening(true), "store_truncated") << size << " " << message_;
    EXPECT_EQ(ReadAll(path_).size(), size) << "nothing is mended in silence";
  }
  WriteAll(path_, whole);
  EXPECT_EQ(ReasonOfOpening(), "");
}

TEST_F(SqliteFileTest, ALogWithoutItsMainFileIsNotThrownAway) {
  auto store = Open(true);
  Append(**store, 5);
  const std::string log = ReadAll(path_ + "-wal");
  ASSERT_FALSE(log.empty());
  store->reset();
  for (const bool empty : {true, false}) {
    std::filesystem::remove(path_);
    if (empty) WriteAll(path_, "");
    WriteAll(path_ + "-wal", log);
    EXPECT_EQ(ReasonOfOpening(true), "store_truncated") << message_;
    EXPECT_TRUE(ReadAll(path_ + "-wal") == log);
  }
}

TEST_F(SqliteFileTest, ATruncatedMainFileIsNoticedBehindALog) {
  std::string main, log;
  {
    auto store = Open(true);
    Append(**store, 300);
    (*store)->Lock(0).IgnoreError();
    store->reset();  // all into the main file
    store = Open();
    Append(**store, 1);
    main = ReadAll(path_);
    log = ReadAll(path_ + "-wal");
  }
  WriteAll(path_, main.substr(0, main.size() / 2));
  WriteAll(path_ + "-wal", log);
  EXPECT_EQ(ReasonOfOpening(), "store_truncated") << message_;
  WriteAll(path_, main);
  WriteAll(path_ + "-wal", log);
  EXPECT_EQ(ReasonOfOpening(), "") << message_;
}

TEST_F(SqliteFileTest, ALostLogIsNoticedByTheMark) {
  Make(5);
  const std::string old_copy = ReadAll(path_);
  std::string without_log;
  {
    auto store = Open();
    Append(**store, 3);
    without_log = ReadAll(path_);  // as copied by somebody who forgot the log
  }
  for (const std::string& bytes : {old_copy, without_log}) {
    WriteAll(path_, bytes);
    EXPECT_EQ(ReasonOfOpening(), "chain_broken") << message_;
    EXPECT_NE(message_.find("record 8 was acknowledged"), message_.npos) << message_;
  }
  // Restoring on purpose: the side file goes, and the journal continues from the copy.
  std::filesystem::remove(path_ + "-lock");
  all_.resize(5);
  auto store = Open();
  ASSERT_TRUE(store.ok()) << store.status();
  Append(**store, 4);
  EXPECT_TRUE((*store)->Verify().ok());
}

TEST_F(SqliteFileTest, ChangedAndRemovedRecordsBreakTheChain) {
  Make(200);
  const std::string whole = ReadAll(path_);
  // In the last records opening itself notices; further back Verify and reading do.
  Sql("UPDATE events SET payload = '{}' WHERE seq = 190");
  EXPECT_EQ(ReasonOfOpening(), "chain_broken") << message_;
  for (const char* sql :
       {"UPDATE events SET payload = '{}' WHERE seq = 20",
        "UPDATE events SET at_us = at_us + 1 WHERE seq = 20", "DELETE FROM events WHERE seq = 20",
        "INSERT INTO events SELECT -1, type, version, origin, epoch, origin_seq,"
        " at_us, key, fingerprint, actor, payload, hash FROM events LIMIT 1"}) {
    WriteAll(path_, whole);
    Sql(sql);
    const auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_TRUE(HasReason((*store)->Verify(), Reason::kChainBroken)) << sql;
  }
  WriteAll(path_, whole);
  Sql("DELETE FROM events WHERE seq > 150");
  EXPECT_EQ(ReasonOfOpening(), "chain_broken") << "the mark knows of 200";
}

TEST_F(SqliteFileTest, ASnapshotBeyondTheTailShowsLostRecords) {
  Make(20);
  {
    auto store = Open();
    ASSERT_TRUE((*store)->Lock(0).ok());
    ASSERT_TRUE(
        (*store)->WriteSnapshot({.seq = 20, .journal_hash = all_[19].hash, .bytes = "s"}).ok());
  }
  Sql("DELETE FROM events WHERE seq > 10");
  std::filesystem::remove(path_ + "-lock");
  EXPECT_EQ(ReasonOfOpening(), "chain_broken") << message_;
}

TEST_F(SqliteFileTest, ADamagedSnapshotIsPassedOverForAnOlderOne) {
  Make(20);
  {
    auto store = Open();
    ASSERT_TRUE((*store)->Lock(0).ok());
    for (const int64_t seq : {10, 20}) {
      ASSERT_TRUE((*store)
                      ->WriteSnapshot({.seq = seq,
                                       .format = 1,
                                       .journal_hash = all_[static_cast<size_t>(seq) - 1].hash,
                                       .bytes = "state"})
                      .ok());
    }
  }
  Sql("UPDATE snapshots SET bytes = x'00' WHERE seq = 20");
  EXPECT_EQ((*(*Open())->LatestSnapshot())->seq, 10);
  Sql("UPDATE snapshots SET journal_hash = zeroblob(32) WHERE seq = 10");
  EXPECT_FALSE((*Open())->LatestSnapshot()->has_value());
}

TEST_F(SqliteFileTest, NoFlippedByteIsReadAsSomethingElse) {
  Make(120);
  const std::string whole = ReadAll(path_);
  int refused = 0, harmless = 0;
  for (int i = 0; i < 300; ++i) {
    std::string damaged = whole;
    const size_t at =
        i < 100 ? static_cast<size_t>(i) : static_cast<size_t>(random_.Below(damaged.size()));
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << random_.Below(8)));
    WriteAll(path_, damaged);
    std::filesystem::remove(path_ + "-wal");
    std::filesystem::remove(path_ + "-shm");
    const auto store = Open(true);
    const absl::Status status = store.ok() ? (*store)->Verify() : store.status();
    if (!status.ok()) {
      ++refused;
      const std::string_view reason = ReasonOf(status);
      EXPECT_TRUE(reason == "store_corrupt" || reason == "chain_broken" ||
                  reason == "store_truncated" || reason == "not_a_store" ||
                  reason == "store_newer" || reason == "read_only" || reason == "store_away")
          << at << " " << status;
    } else {
      ++harmless;  // unused bytes of a page
      EXPECT_EQ(*(*store)->ReadAfter(0, SIZE_MAX), all_) << at;
    }
  }
  EXPECT_GT(refused, 100);
}

TEST_F(SqliteFileTest, AFileTakenAwayUnderTheStoreIsNotWrittenOn) {
  Make(1);
  for (const char* suffix : {"", "-wal"}) {
    const std::string aside = folder_.File("aside");
    auto store = Open();
    Append(**store, 1);
    ASSERT_EQ(rename((path_ + suffix).c_str(), aside.c_str()), 0);
    EXPECT_TRUE(HasReason((*store)->Lock(0), Reason::kStoreAway)) << suffix;
    EXPECT_NE((*store)->status().last_error, "");
    ASSERT_EQ(rename(aside.c_str(), (path_ + suffix).c_str()), 0);
    Append(**store, 1);  // back again: goes on without reopening
    EXPECT_EQ((*store)->status().last_error, "");
  }
  EXPECT_EQ(*(*Open())->ReadAfter(0, 10), all_);
}

TEST_F(SqliteFileTest, LinksLeadToOneStore) {
  Make(1);
  ASSERT_EQ(symlink(path_.c_str(), folder_.File("link.db").c_str()), 0);
  const auto one = Open();
  const auto two = OpenStore("sqlite:" + folder_.File("link.db"));
  ASSERT_TRUE(two.ok()) << two.status();
  ASSERT_TRUE((*one)->Lock(0).ok());
  EXPECT_TRUE(HasReason((*two)->Lock(0), Reason::kStoreBusy));
  EXPECT_EQ((*two)->status().location, (*one)->status().location);
}

TEST_F(SqliteFileTest, TheLogStaysBoundedAndCloseLeavesOneWholeFile) {
  auto store = OpenStore("sqlite:" + path_, {.create = true, .checkpoint_pages = 50});
  ASSERT_TRUE(store.ok());
  const auto reader = Open();
  for (int i = 0; i < 300; ++i) {
    Append(**store, 1);
    ASSERT_TRUE((*reader)->ReadAfter(i, 10).ok());
  }
  EXPECT_LT((*store)->status().log_bytes, 4 * 50 * (kPageBytes + 24));
  store->reset();
  EXPECT_EQ(ReadAll(path_ + "-wal"), "");
}

TEST_F(SqliteFileTest, PeopleCanAskTheViews) {
  Make(30);
  SQLite::Database db(path_, SQLite::OPEN_READONLY);
  EXPECT_EQ(db.execAndGet("SELECT count(*) FROM journal WHERE at_utc > '1970'").getInt(), 30);
  EXPECT_EQ(db.execAndGet("SELECT sum(events) FROM event_types").getInt(), 30);
  EXPECT_EQ(db.execAndGet("SELECT sum(events) FROM activity").getInt(), 30);
  EXPECT_EQ(db.execAndGet("SELECT json_extract(payload, '$.fill') IS NOT NULL FROM journal LIMIT 1")
                .getInt(),
            1);
}

TEST_F(SqliteFileTest, OlderViewsAreMadeAnew) {
  Make(1);
  Sql("DROP VIEW journal; UPDATE meta SET value = 0 WHERE key = 'views'");
  EXPECT_EQ(ReasonOfOpening(), "");
  Sql("SELECT * FROM journal");
}

// A disk in memory, so that it can be full or read-only without being root.
class SimulatedDiskTest : public testing::Test {
 protected:
  std::unique_ptr<Store> Open() {
    auto store = OpenStore("sqlite:/sim/store.db", {.create = true,
                                                    .sqlite_vfs = disk_.vfs_name(),
                                                    .lock_across_processes = false,
                                                    .checkpoint_pages = 4});
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }

  absl::Status Append(Store& store, size_t count = 1) {
    VUORO_ASSIGN_OR_RETURN(const auto lock, StoreLock::Take(store, 0));
    VUORO_ASSIGN_OR_RETURN(const Tail tail, store.ReadTail());
    return store.Append(RecordsAfter(tail, count, random_), {});
  }

  SimDisk disk_{1};
  Random random_{1};
};

TEST_F(SimulatedDiskTest, AFullDiskIsNamedAndWritingResumesByItself) {
  const auto store = Open();
  ASSERT_TRUE(Append(*store).ok());
  disk_.SetFault({SimFault::Kind::kNoSpace, 1, true});
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(HasReason(Append(*store, 30), Reason::kDiskFull));
    EXPECT_EQ(store->ReadTail()->seq, 1) << "reads go on";
  }
  EXPECT_NE(store->status().last_error, "");
  disk_.SetFault({});
  EXPECT_TRUE(Append(*store).ok());
  EXPECT_EQ(store->status().last_error, "");
  EXPECT_EQ(store->ReadTail()->seq, 2);
}

TEST_F(SimulatedDiskTest, AFailedSyncIsNeverAcknowledgedAndIsSettledByTheNextLock) {
  const auto store = Open();
  ASSERT_TRUE(Append(*store).ok());
  disk_.SetFault({SimFault::Kind::kFailedSync, 1, true});
  EXPECT_TRUE(HasReason(Append(*store), Reason::kCommitUnknown));
  EXPECT_TRUE(HasReason(Append(*store), Reason::kCommitUnknown));
  EXPECT_EQ(store->ReadTail()->seq, 1);
  disk_.SetFault({});
  EXPECT_TRUE(Append(*store).ok());
  EXPECT_EQ(store->ReadTail()->seq, 2);
}

TEST_F(SimulatedDiskTest, OneFailedSyncIsADefiniteFailure) {
  const auto store = Open();
  ASSERT_TRUE(Append(*store).ok());
  disk_.SetFault({SimFault::Kind::kFailedSync, 1, false});
  EXPECT_TRUE(HasReason(Append(*store), Reason::kStoreAway)) << "overwritten and synced at once";
  EXPECT_EQ(store->ReadTail()->seq, 1);
  EXPECT_TRUE(Append(*store).ok());
}

}  // namespace
}  // namespace vuoro
