// The engine's inside: the pending and the published state, the batch with its leader, and what
// follows the store. engine.cc turns public calls into commands for it.
#ifndef VUORO_SRC_ENGINE_CORE_H_
#define VUORO_SRC_ENGINE_CORE_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/shared_mutex.h"
#include "vuoro/base/id_source.h"
#include "vuoro/base/random.h"
#include "vuoro/engine/engine.h"

namespace vuoro {

// What a decision sees.
struct Deciding {
  const State& state;
  const Supply* supply;  // null before a network is loaded
  int64_t now_us;
  IdSource& ids;
  // The bytes of a document that an event has named. Errors: the store's.
  std::function<absl::StatusOr<std::string>(const std::string& hash)> document;

  // REQUIRES: supply is not null.
  AppointmentView appointments() const { return {*supply, state.book(), now_us}; }
};

// What a decision gives: facts, and the documents they name.
struct Decision {
  std::vector<Event> events;
  std::vector<Blob> blobs;
  std::shared_ptr<const Network> network;  // parsed already, where a document is among the blobs
};

// One command on its way through a batch.
struct Command {
  std::string actor;
  std::string key;
  uint64_t fingerprint = 0;
  std::chrono::steady_clock::time_point deadline;
  bool needs_network = true;
  std::function<absl::StatusOr<Decision>(const Deciding&)> decide;
  // Called with the state right after the command's facts (or, for a repeated key, as it is now).
  std::function<absl::Status(const State&, int64_t subject)> answer;
};

class EngineCore {
 public:
  EngineCore(std::unique_ptr<Store> store, EngineOptions options);
  ~EngineCore();

  absl::Status Open();
  // Decides, makes durable, publishes and answers one command; blocks.
  absl::Status Execute(Command& command);
  absl::Status CatchUp();
  absl::Status WaitForSeq(int64_t seq, std::chrono::steady_clock::time_point deadline);
  absl::Status WriteSnapshot();
  absl::Status Verify();

  // Runs `read` on the published state while it stands still.
  template <class Read>
  auto Reading(Read&& read) const {
    const std::shared_lock lock(published_mutex_);
    return read(published_);
  }
  std::shared_ptr<const Supply> supply() const {
    return Reading([](const State& state) { return state.supply(); });
  }
  int64_t published_seq() const { return published_seq_.load(std::memory_order_acquire); }
  int64_t now_us() const { return options_.clock->Now().us; }
  Store& store() { return *store_; }
  bool writable() const { return writable_.load(); }
  void Log(int level, std::string_view line) const {
    if (options_.log) options_.log(level, line);
  }

  // Wakes `descriptor` whenever something is published, until unwatched.
  void Watch(int descriptor);
  void Unwatch(int descriptor);
  bool WaitPublished(int64_t beyond_seq, std::chrono::steady_clock::time_point deadline);

 private:
  struct Waiter {
    explicit Waiter(Command* of) : command(of) {}
    Command* command;
    absl::Status status;
    bool taken = false;
    bool done = false;
    bool lead = false;
    std::condition_variable changed;
  };
  // The facts of one batch before they are durable.
  struct Batch {
    std::vector<Record> records;
    std::vector<Event> events;
    std::vector<Blob> blobs;
  };

  void Lead();
  absl::Status LockFor(std::vector<Waiter*>& waiters);
  void RunBatch(std::vector<Waiter*> waiters);
  absl::Status DecideAll(const std::vector<Waiter*>& waiters, Batch& batch);
  absl::Status DecideOne(Command& command, Batch& batch);
  absl::Status Stage(const Command* command, Decision decision, Batch& batch);
  void StageEvent(const Event& event, const Command* command, int64_t now_us, bool first,
                  Batch& batch);
  absl::Status Commit(Batch& batch);
  absl::Status SettleUnknown(const Batch& batch, absl::Status error);
  void Publish(const Batch& batch);
  void Finish(const std::vector<Waiter*>& waiters);
  void DropPending();
  void MaybeSnapshot();
  absl::Status SnapshotLocked();

  absl::Status CatchUpLocked();
  absl::Status ApplyStored(const std::vector<Record>& records);
  // Builds the supply that `state` names, if it is stale; blobs of an open batch come first.
  absl::Status RefreshWorld(State& state, const std::vector<Blob>& blobs);
  absl::StatusOr<std::shared_ptr<const Network>> NetworkOf(const std::string& document,
                                                           const std::vector<Blob>& blobs);
  absl::StatusOr<std::string> BlobBytes(const std::string& document,
                                        const std::vector<Blob>& blobs);
  void RenewIncarnation();
  void FailInside(std::string_view why);
  void Background();

  std::unique_ptr<Store> store_;
  EngineOptions options_;

  // The writer's side; never held while user code runs.
  std::mutex writer_mutex_;
  State pending_;
  std::optional<IdSource> ids_;
  bool incarnation_written_ = false;
  Random entropy_{0};
  std::pair<std::string, std::shared_ptr<const Network>> network_cache_;
  int64_t last_snapshot_seq_ = 0;

  mutable SharedMutex published_mutex_;
  State published_;  // guarded by published_mutex_
  std::atomic<int64_t> published_seq_{0};
  std::atomic<bool> writable_{true};

  std::mutex queue_mutex_;
  std::deque<Waiter*> waiting_;
  bool leading_ = false;

  std::mutex watch_mutex_;
  std::condition_variable published_changed_;
  std::set<int> watchers_;

  std::mutex stop_mutex_;
  std::condition_variable stop_changed_;
  bool stop_ = false;
  std::thread background_;
};

}  // namespace vuoro

#endif  // VUORO_SRC_ENGINE_CORE_H_
