// The writer lock between processes: stopped and dying holders, forks, a removed side file.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "store/lock_file.h"
#include "store/overlap_vfs.h"
#include "store/sqlite_connection.h"
#include "store/test_records.h"
#include "store/worker_process.h"
#include "vuoro/base/status.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

std::unique_ptr<Store> OpenAt(const std::string& path) {
  auto store = OpenStore("sqlite:" + path, {.create = true});
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

int64_t LockTimeUs(Store& store, int64_t timeout_us, absl::Status& status) {
  const auto start = std::chrono::steady_clock::now();
  status = store.Lock(timeout_us);
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start)
      .count();
}

TEST(LockTest, AStoppedHolderMakesOthersBusyAtTheirDeadlineUntilItGoesOn) {
  const ScratchFolder folder;
  const auto store = OpenAt(folder.File("s.db"));
  WorkerProcess holder({folder.File("s.db"), "hold"});
  ASSERT_EQ(holder.ReadLine(), "held");
  holder.Signal(SIGSTOP);
  for (int i = 0; i < 3; ++i) {  // the abandoned request is taken up again, none is added
    absl::Status status;
    const int64_t us = LockTimeUs(*store, 60'000, status);
    EXPECT_TRUE(HasReason(status, Reason::kStoreBusy)) << status;
    EXPECT_GE(us, 60'000);
    EXPECT_LT(us, 10 * kSecond);
  }
  EXPECT_TRUE(store->ReadTail().ok()) << "readers do not wait for the writer";
  holder.Signal(SIGCONT);
  holder.CloseInput();
  EXPECT_TRUE(store->Lock(30 * kSecond).ok());
  EXPECT_EQ(holder.Wait(), 0);
  store->Unlock();
}

TEST(LockTest, AKilledHolderEvenWhenStoppedReleasesTheLock) {
  const ScratchFolder folder;
  const auto store = OpenAt(folder.File("s.db"));
  WorkerProcess holder({folder.File("s.db"), "hold"});
  ASSERT_EQ(holder.ReadLine(), "held");
  holder.Signal(SIGSTOP);
  absl::Status status;
  LockTimeUs(*store, 30'000, status);
  EXPECT_TRUE(HasReason(status, Reason::kStoreBusy));
  holder.Signal(SIGKILL);
  EXPECT_TRUE(store->Lock(30 * kSecond).ok());
  Random random(1);
  EXPECT_TRUE(store->Append(RecordsAfter({}, 1, random), {}).ok());
  store->Unlock();
}

TEST(LockTest, AnAbandonedRequestIsHandedBackWhenItComes) {
  const ScratchFolder folder;
  const auto one = OpenAt(folder.File("s.db"));
  const auto two = OpenAt(folder.File("s.db"));
  const auto three = OpenAt(folder.File("s.db"));
  ASSERT_TRUE(one->Lock(kSecond).ok());
  EXPECT_TRUE(HasReason(two->Lock(10'000), Reason::kStoreBusy));
  one->Unlock();
  EXPECT_TRUE(three->Lock(30 * kSecond).ok()) << "nobody wants two's request any more";
  three->Unlock();
  EXPECT_TRUE(two->Lock(30 * kSecond).ok());
  two->Unlock();
}

TEST(LockTest, ClosingWhileItsRequestIsBlockedDoesNotHang) {
  const ScratchFolder folder;
  const auto one = OpenAt(folder.File("s.db"));
  auto two = LockFile::Open(folder.File("s.db-lock"), folder.File("s.db"));
  ASSERT_TRUE(two.ok());
  ASSERT_TRUE(one->Lock(kSecond).ok());
  EXPECT_TRUE(HasReason((*two)->Lock(10'000), Reason::kStoreBusy));
  two->reset();
  one->Unlock();
  EXPECT_TRUE(one->Lock(0).ok()) << "the request went with its owner";
  one->Unlock();
}

TEST(LockTest, AForkedChildCanNeitherUseNorKeepTheStore) {
  const ScratchFolder folder;
  auto store = OpenAt(folder.File("s.db"));
  ASSERT_TRUE(store->Lock(kSecond).ok());
  const pid_t child = fork();
  if (child == 0) {
    bool refused = HasReason(store->ReadTail().status(), Reason::kBadHandle) &&
                   HasReason(store->Lock(0), Reason::kBadHandle) &&
                   HasReason(store->Append({}, {}), Reason::kBadHandle) &&
                   HasReason(store->Verify(), Reason::kBadHandle) &&
                   store->status().kind == "sqlite";
    store->Unlock();
    store.reset();
    _exit(refused ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  Random random(1);
  EXPECT_TRUE(store->Append(RecordsAfter({}, 1, random), {}).ok()) << "the lock is still ours";
  const auto other = OpenStore("sqlite:" + folder.File("s.db"), {.open_timeout_us = 20'000});
  EXPECT_TRUE(HasReason(other.status(), Reason::kStoreBusy)) << "and keeps others out";
}

TEST(LockTest, ALivingChildDoesNotKeepADeadParentsLock) {
  const ScratchFolder folder;
  const auto store = OpenAt(folder.File("s.db"));
  int channel[2];
  ASSERT_EQ(pipe(channel), 0);
  const pid_t parent = fork();  // has no threads, opens its own lock, forks a child, dies holding
  if (parent == 0) {
    auto lock = LockFile::Open(folder.File("s.db-lock"), folder.File("s.db"));
    if (!lock.ok() || !(*lock)->Lock(kSecond).ok()) _exit(1);
    if (fork() == 0) {
      char ignored = 0;
      close(channel[1]);
      (void)!read(channel[0], &ignored, 1);  // lives until the test is over
      _exit(0);
    }
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(parent, &status, 0), parent);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(store->Lock(kSecond).ok());
  store->Unlock();
  close(channel[1]);
  close(channel[0]);
}

TEST(LockTest, ARemovedSideFileDoesNotLetTwoWritersIn) {
  const ScratchFolder folder;
  const auto one = OpenAt(folder.File("s.db"));
  ASSERT_EQ(unlink(folder.File("s.db-lock").c_str()), 0);
  const auto two = OpenAt(folder.File("s.db"));  // makes a new side file
  ASSERT_TRUE(two->Lock(kSecond).ok());
  EXPECT_TRUE(HasReason(one->Lock(20'000), Reason::kStoreBusy)) << "one follows to the new file";
  two->Unlock();
  EXPECT_TRUE(one->Lock(30 * kSecond).ok());
  one->Unlock();
}

TEST(LockTest, AMarkIsReadBackAndADamagedOneIsNone) {
  const ScratchFolder folder;
  auto lock = LockFile::Open(folder.File("l"), folder.File("none"));
  ASSERT_TRUE(lock.ok());
  EXPECT_FALSE((*lock)->ReadMark().has_value());
  const AckMark mark{Sha256("journal"), {int64_t{1} << 40, Sha256("record")}};
  (*lock)->WriteMark(mark);
  ASSERT_TRUE((*lock)->ReadMark().has_value());
  EXPECT_EQ((*lock)->ReadMark()->journal_id, mark.journal_id);
  EXPECT_EQ((*lock)->ReadMark()->tail, mark.tail);
  std::fstream(folder.File("l"), std::ios::in | std::ios::out).seekp(100).put('x');
  EXPECT_FALSE((*lock)->ReadMark().has_value());
}

// Runs `processes` workers and returns what the watching VFS saw.
void Trace(bool locked, OverlapCounts& counts) {
  constexpr int kProcesses = 3, kAppends = 60;
  const ScratchFolder folder;
  OpenAt(folder.File("s.db"));
  std::ofstream(folder.File("counts")) << std::string(sizeof(OverlapCounts), '\0');
  std::vector<std::unique_ptr<WorkerProcess>> workers;
  for (int i = 0; i < kProcesses; ++i) {
    workers.push_back(std::make_unique<WorkerProcess>(
        std::vector<std::string>{folder.File("s.db"), "trace", std::to_string(kAppends), "2",
                                 locked ? "1" : "0", folder.File("counts")}));
  }
  for (const auto& worker : workers) {
    while (worker->ReadLine()) {
    }
    const int code = worker->Wait();
    if (locked) {
      EXPECT_EQ(code, 0);
    }
  }
  const OverlapCounts* seen = MapOverlapCounts(folder.File("counts"));
  counts.taken = seen->taken.load();
  counts.overlaps = seen->overlaps.load();
  if (locked) {
    const auto store = OpenAt(folder.File("s.db"));
    EXPECT_EQ(store->ReadTail()->seq, kProcesses * kAppends);
    EXPECT_TRUE(store->Verify().ok());
  }
}

TEST(LockTest, TwoProcessesNeverWriteOrCheckpointAtOnce) {
  OverlapCounts counts{};
  Trace(/*locked=*/true, counts);
  EXPECT_GT(counts.taken.load(), 3 * 60);
  EXPECT_EQ(counts.overlaps.load(), 0);
}

TEST(LockTest, WithoutOurLockTheWatcherSeesOverlaps) {
  // SQLite alone lets one process checkpoint while another writes: what the test above rules out.
  OverlapCounts counts{};
  for (int round = 0; round < 20 && counts.overlaps.load() == 0; ++round) Trace(false, counts);
  EXPECT_GT(counts.overlaps.load(), 0);
}

TEST(LockTest, TheVersionGateKnowsTheFixedReleases) {
  for (const int fixed : {3051003, 3051004, 3052001, 3053004, 3050007, 3044006}) {
    EXPECT_TRUE(HasWalResetFix(fixed)) << fixed;
  }
  for (const int broken :
       {3007000, 3040001, 3044005, 3045000, 3049002, 3050006, 3051000, 3051002, 3052000}) {
    EXPECT_FALSE(HasWalResetFix(broken)) << broken;
  }
  const ScratchFolder folder;
  const StoreStatus status = OpenAt(folder.File("s.db"))->status();
  EXPECT_EQ(status.wal_reset_fixed, HasWalResetFix(sqlite3_libversion_number()));
  EXPECT_EQ(status.lock, "turnstile");
  EXPECT_EQ(status.library, std::string("SQLite ") + sqlite3_libversion());
}

}  // namespace
}  // namespace vuoro
