// Batches: one thread leads, decides for all that wait, commits once, publishes and answers.
#include "engine/core.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

using std::chrono::steady_clock;

constexpr size_t kReadChunk = 4096;
// The supply is made anew before the days it covers run out, and looks a little into the past.
constexpr int kSupplyPastDays = 40;
constexpr int kSupplyRenewDays = 300;
constexpr auto kFollowEvery = std::chrono::milliseconds(50);
constexpr int64_t kLapseEveryUs = kMicrosPerSecond;

uint64_t SystemEntropy() {
  std::random_device device;
  return uint64_t{device()} << 32 | device();
}

int64_t MicrosLeft(steady_clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::microseconds>(deadline - steady_clock::now());
  return std::max<int64_t>(0, left.count());
}

}  // namespace

EngineCore::EngineCore(std::unique_ptr<Store> store, EngineOptions options)
    : store_(std::move(store)), options_(std::move(options)) {
  if (options_.clock == nullptr) options_.clock = std::make_shared<SystemClock>();
  entropy_ = Random(options_.entropy != 0 ? options_.entropy : SystemEntropy());
}

EngineCore::~EngineCore() {
  {
    const std::lock_guard lock(stop_mutex_);
    stop_ = true;
  }
  stop_changed_.notify_all();
  if (background_.joinable()) background_.join();
}

absl::Status EngineCore::Open() {
  {
    const std::lock_guard lock(writer_mutex_);
    VUORO_ASSIGN_OR_RETURN(const std::optional<Snapshot> snapshot, store_->LatestSnapshot());
    if (snapshot.has_value() && snapshot->format == 1) {
      State state;
      if (state.Load(snapshot->bytes).ok() && state.Hash() == snapshot->state_hash) {
        state.set_tail({snapshot->seq, snapshot->journal_hash});
        pending_ = std::move(state);
        last_snapshot_seq_ = snapshot->seq;
      } else {
        Log(1, "a snapshot does not read; the journal is replayed instead");
      }
    }
    {
      const std::unique_lock publish(published_mutex_);
      published_ = pending_;
    }
    RenewIncarnation();
    VUORO_RETURN_IF_ERROR(CatchUpLocked());
  }
  if (options_.background) background_ = std::thread([this] { Background(); });
  return absl::OkStatus();
}

absl::Status EngineCore::Execute(Command& command) {
  Waiter waiter(&command);
  std::unique_lock lock(queue_mutex_);
  waiting_.push_back(&waiter);
  bool lead = !std::exchange(leading_, true);
  while (!lead && !waiter.done) {
    if (waiter.taken) {
      waiter.changed.wait(lock);
    } else if (waiter.changed.wait_until(lock, command.deadline) == std::cv_status::timeout &&
               !waiter.taken && !waiter.lead && !waiter.done) {
      waiting_.erase(std::find(waiting_.begin(), waiting_.end(), &waiter));
      return Fail(Reason::kDeadlineExceeded, "the command was not begun before its deadline");
    }
    lead = waiter.lead;
  }
  lock.unlock();
  if (lead) Lead();
  return waiter.status;
}

// Runs one batch, its own command among it, then hands the lead to the next that waits.
void EngineCore::Lead() {
  std::vector<Waiter*> batch;
  {
    const std::lock_guard lock(queue_mutex_);
    const size_t size = std::min(waiting_.size(), kMaxBatch);
    batch.assign(waiting_.begin(), waiting_.begin() + static_cast<ptrdiff_t>(size));
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<ptrdiff_t>(size));
    for (Waiter* waiter : batch) waiter->taken = true;
  }
  {
    const std::lock_guard lock(writer_mutex_);
    RunBatch(batch);
  }
  const std::lock_guard lock(queue_mutex_);
  if (waiting_.empty()) {
    leading_ = false;
  } else {
    waiting_.front()->lead = true;
    waiting_.front()->changed.notify_one();
  }
}

// The store's lock, for as long as somebody's deadline allows: whose deadline comes first is
// answered and leaves the batch.
absl::Status EngineCore::LockFor(std::vector<Waiter*>& waiters) {
  while (true) {
    auto nearest = steady_clock::time_point::max();
    for (const Waiter* waiter : waiters) nearest = std::min(nearest, waiter->command->deadline);
    absl::Status status = store_->Lock(MicrosLeft(nearest));
    if (!HasReason(status, Reason::kStoreBusy)) return status;
    const auto behind = std::partition(waiters.begin(), waiters.end(), [&](const Waiter* waiter) {
      return waiter->command->deadline > nearest;
    });
    const std::vector<Waiter*> expired(behind, waiters.end());
    for (Waiter* waiter : expired) waiter->status = status;
    waiters.erase(behind, waiters.end());
    Finish(expired);
    if (waiters.empty()) return status;
  }
}

void EngineCore::RunBatch(std::vector<Waiter*> waiters) {
  const auto fail_all = [&](const absl::Status& status) {
    for (Waiter* waiter : waiters) waiter->status = status;
    Finish(waiters);
  };
  if (!writable()) {
    return fail_all(Fail(Reason::kInternal, "writing has stopped after an internal fault; reopen"));
  }
  if (absl::Status status = LockFor(waiters); !status.ok()) return fail_all(status);
  if (absl::Status status = CatchUpLocked(); !status.ok()) {
    store_->Unlock();
    return fail_all(status);
  }
  Batch batch;
  absl::Status status = DecideAll(waiters, batch);
  if (status.ok() && !batch.records.empty()) status = Commit(batch);
  if (!status.ok()) {
    // What was refused stays refused; what was decided did not become durable.
    for (Waiter* waiter : waiters) {
      if (waiter->status.ok()) waiter->status = status;
    }
  }
  Finish(waiters);
  if (status.ok()) MaybeSnapshot();
  store_->Unlock();
}

absl::Status EngineCore::DecideAll(const std::vector<Waiter*>& waiters, Batch& batch) {
  const bool ages =
      pending_.supply() != nullptr &&
      DaysBetween(pending_.supply()->first(), Zone().DateAt(Instant{now_us()})) > kSupplyRenewDays;
  if (ages) pending_.MarkWorldStale();
  VUORO_RETURN_IF_ERROR(RefreshWorld(pending_, {}));
  for (Waiter* waiter : waiters) {
    waiter->status = DecideOne(*waiter->command, batch);
    if (!writable()) {
      DropPending();
      return Fail(Reason::kInternal, "an internal check failed; writing has stopped");
    }
  }
  return absl::OkStatus();
}

absl::Status EngineCore::DecideOne(Command& command, Batch& batch) {
  if (steady_clock::now() >= command.deadline) {
    return Fail(Reason::kDeadlineExceeded, "the command was not begun before its deadline");
  }
  if (!ids_->has_more()) RenewIncarnation();
  const int64_t now_us = this->now_us();
  if (const auto lapsed = DueHolds(pending_.book(), now_us); !lapsed.empty()) {
    Decision decision;
    decision.events.assign(lapsed.begin(), lapsed.end());
    VUORO_RETURN_IF_ERROR(Stage(nullptr, std::move(decision), batch));
  }
  if (!command.key.empty()) {
    if (const KeyRecord* known = pending_.FindKey(command.actor, command.key)) {
      if (known->fingerprint != command.fingerprint) {
        return Fail(Reason::kKeyReused, "key \"{}\" came with another request before", command.key);
      }
      return command.answer(pending_, known->subject);
    }
  }
  if (command.needs_network && pending_.supply() == nullptr) {
    return Fail(Reason::kNoNetwork, "no network document has been loaded");
  }
  VUORO_ASSIGN_OR_RETURN(Decision decision,
                         command.decide({pending_, pending_.supply().get(), now_us, *ids_,
                                         [this, &batch](const std::string& hash) {
                                           return BlobBytes(hash, batch.blobs);
                                         }}));
  const int64_t subject = decision.events.empty() ? 0 : SubjectOf(decision.events.front());
  VUORO_RETURN_IF_ERROR(Stage(&command, std::move(decision), batch));
  return command.answer(pending_, subject);
}

absl::Status EngineCore::Stage(const Command* command, Decision decision, Batch& batch) {
  const int64_t now_us = this->now_us();
  if (decision.events.empty()) return absl::OkStatus();
  if (!incarnation_written_) {
    incarnation_written_ = true;
    StageEvent(JournalOpened{ids_->incarnation(), VUORO_VERSION_STRING}, nullptr, now_us, false,
               batch);
  }
  if (decision.network != nullptr)
    network_cache_ = {decision.blobs.front().hash.Hex(), decision.network};
  for (Blob& blob : decision.blobs) batch.blobs.push_back(std::move(blob));
  bool first = true;
  for (const Event& event : decision.events) {
    StageEvent(event, command, now_us, std::exchange(first, false), batch);
  }
  if (pending_.book().misfits() != 0) {
    FailInside("a decided fact does not fit the book");
    return Fail(Reason::kInternal, "a decided fact does not fit the book; writing has stopped");
  }
  return RefreshWorld(pending_, batch.blobs);
}

void EngineCore::StageEvent(const Event& event, const Command* command, int64_t now_us, bool first,
                            Batch& batch) {
  Record& record = batch.records.emplace_back();
  record.type = TypeOf(event);
  record.version = VersionOf(event);
  record.origin = ids_->incarnation();
  record.origin_seq = pending_.LastOriginSeq(record.origin) + 1;
  record.at_us = now_us;
  if (command != nullptr) {
    record.actor = command->actor;
    if (first) {
      record.key = command->key;
      record.fingerprint = command->fingerprint;
    }
  }
  record.payload = EncodeEvent(event);
  ChainAfter(pending_.tail(), {&record, 1});
  pending_.Apply(record, event);
  batch.events.push_back(event);
}

absl::Status EngineCore::Commit(Batch& batch) {
  absl::Status status = store_->Append(batch.records, batch.blobs);
  if (HasReason(status, Reason::kCommitUnknown)) status = SettleUnknown(batch, std::move(status));
  if (!status.ok()) {
    DropPending();
    return status;
  }
  Publish(batch);
  return absl::OkStatus();
}

// Present means success, absent means that nothing happened, unreadable means that nobody knows.
absl::Status EngineCore::SettleUnknown(const Batch& batch, absl::Status error) {
  store_->Unlock();
  if (!store_->Lock(kDefaultTimeoutMs * 1000).ok()) return error;
  const auto records = store_->ReadAfter(batch.records.front().seq - 1, batch.records.size());
  if (!records.ok()) return error;
  if (*records == batch.records) return absl::OkStatus();
  return Fail(Reason::kStoreAway, "the disk failed while committing, and nothing of it was stored");
}

void EngineCore::Publish(const Batch& batch) {
  {
    const std::unique_lock lock(published_mutex_);
    for (size_t i = 0; i < batch.records.size(); ++i)
      published_.Apply(batch.records[i], batch.events[i]);
    if (pending_.supply() != nullptr) published_.SetWorld(pending_.supply());
  }
  {
    const std::lock_guard lock(watch_mutex_);
    published_seq_.store(pending_.tail().seq, std::memory_order_release);
    for (const int descriptor : watchers_) eventfd_write(descriptor, 1);
  }
  published_changed_.notify_all();
}

void EngineCore::Finish(const std::vector<Waiter*>& waiters) {
  const std::lock_guard lock(queue_mutex_);
  for (Waiter* waiter : waiters) {
    waiter->done = true;
    waiter->changed.notify_one();
  }
}

void EngineCore::DropPending() {
  const std::shared_lock lock(published_mutex_);
  pending_ = published_;
  incarnation_written_ = pending_.KnowsIncarnation(ids_->incarnation());
}

void EngineCore::RenewIncarnation() {
  int64_t incarnation = 0;
  while (incarnation == 0 || pending_.KnowsIncarnation(incarnation)) {
    incarnation = static_cast<int64_t>(entropy_() >> (64 - kIncarnationBits));
  }
  ids_.emplace(incarnation);
  incarnation_written_ = false;
}

void EngineCore::FailInside(std::string_view why) {
  writable_ = false;
  Log(2, why);
}

absl::Status EngineCore::CatchUp() {
  const std::lock_guard lock(writer_mutex_);
  return CatchUpLocked();
}

absl::Status EngineCore::CatchUpLocked() {
  while (true) {
    VUORO_ASSIGN_OR_RETURN(const std::vector<Record> records,
                           store_->ReadAfter(pending_.tail().seq, kReadChunk));
    if (!records.empty()) VUORO_RETURN_IF_ERROR(ApplyStored(records));
    if (records.size() < kReadChunk) break;
  }
  // Somebody else drew the same incarnation and was first.
  if (!incarnation_written_ && pending_.KnowsIncarnation(ids_->incarnation())) RenewIncarnation();
  if (pending_.world_stale()) {
    VUORO_RETURN_IF_ERROR(RefreshWorld(pending_, {}));
    const std::unique_lock lock(published_mutex_);
    published_.SetWorld(pending_.supply());
  }
  return absl::OkStatus();
}

absl::Status EngineCore::ApplyStored(const std::vector<Record>& records) {
  Batch batch;
  batch.records = records;
  for (const Record& record : records) {
    auto event = DecodeEvent(record.type, record.version, record.payload);
    if (!event.ok()) return AtPath(event.status(), fmt::format("journal seq {}", record.seq));
    batch.events.push_back(*std::move(event));
  }
  for (size_t i = 0; i < records.size(); ++i) pending_.Apply(batch.records[i], batch.events[i]);
  if (pending_.world_stale()) VUORO_RETURN_IF_ERROR(RefreshWorld(pending_, {}));
  Publish(batch);
  return absl::OkStatus();
}

absl::StatusOr<std::string> EngineCore::BlobBytes(const std::string& document,
                                                  const std::vector<Blob>& blobs) {
  const auto hash = Digest::FromHex(document);
  if (!hash.has_value()) return Fail(Reason::kStoreCorrupt, "\"{}\" is no document hash", document);
  for (const Blob& blob : blobs) {
    if (blob.hash == *hash) return blob.bytes;
  }
  return store_->ReadBlob(*hash);
}

absl::StatusOr<std::shared_ptr<const Network>> EngineCore::NetworkOf(
    const std::string& document, const std::vector<Blob>& blobs) {
  if (network_cache_.first == document) return network_cache_.second;
  VUORO_ASSIGN_OR_RETURN(const std::string json, BlobBytes(document, blobs));
  VUORO_ASSIGN_OR_RETURN(Network network, LoadNetwork(json));
  network_cache_ = {document, std::make_shared<const Network>(std::move(network))};
  return network_cache_.second;
}

absl::Status EngineCore::RefreshWorld(State& state, const std::vector<Blob>& blobs) {
  if (!state.world_stale()) return absl::OkStatus();
  if (state.network_document().empty()) return absl::OkStatus();  // a plan before any network
  VUORO_ASSIGN_OR_RETURN(std::shared_ptr<const Network> network,
                         NetworkOf(state.network_document(), blobs));
  std::vector<WeekPlan> plans;
  for (const PublishedPlan& published : state.plans()) {
    VUORO_ASSIGN_OR_RETURN(const std::string json, BlobBytes(published.document, blobs));
    VUORO_ASSIGN_OR_RETURN(WeekPlan plan, DecodeWeekPlan(json));
    plan.from_ymd = published.from_ymd;
    plan.to_ymd = published.to_ymd;
    plans.push_back(std::move(plan));
  }
  const Date today = Zone().DateAt(Instant{now_us()});
  Directory directory(*network, state.entity_ids());
  VUORO_ASSIGN_OR_RETURN(auto supply,
                         Supply::Make(std::move(network), std::move(directory), std::move(plans),
                                      today.AddDays(-kSupplyPastDays)));
  state.SetWorld(std::move(supply));
  return absl::OkStatus();
}

absl::Status EngineCore::WaitForSeq(int64_t seq, steady_clock::time_point deadline) {
  VUORO_RETURN_IF_ERROR(CatchUp());
  if (WaitPublished(seq - 1, deadline)) return absl::OkStatus();
  return Fail(Reason::kDeadlineExceeded, "event {} is not here yet; the last is {}", seq,
              published_seq());
}

bool EngineCore::WaitPublished(int64_t beyond_seq, steady_clock::time_point deadline) {
  std::unique_lock lock(watch_mutex_);
  return published_changed_.wait_until(lock, deadline,
                                       [&] { return published_seq() > beyond_seq; });
}

void EngineCore::Watch(int descriptor) {
  const std::lock_guard lock(watch_mutex_);
  watchers_.insert(descriptor);
}

void EngineCore::Unwatch(int descriptor) {
  const std::lock_guard lock(watch_mutex_);
  watchers_.erase(descriptor);
}

void EngineCore::MaybeSnapshot() {
  if (pending_.tail().seq - last_snapshot_seq_ < kSnapshotEvery) return;
  if (absl::Status status = SnapshotLocked(); !status.ok()) Log(1, MessageOf(status));
}

absl::Status EngineCore::SnapshotLocked() {
  Snapshot snapshot;
  snapshot.seq = pending_.tail().seq;
  snapshot.format = 1;
  snapshot.journal_hash = pending_.tail().hash;
  snapshot.bytes = pending_.Bytes();
  snapshot.state_hash = Sha256(snapshot.bytes);
  last_snapshot_seq_ = snapshot.seq;
  return store_->WriteSnapshot(snapshot);
}

absl::Status EngineCore::WriteSnapshot() {
  const std::lock_guard lock(writer_mutex_);
  VUORO_ASSIGN_OR_RETURN(const StoreLock store_lock,
                         StoreLock::Take(*store_, kDefaultTimeoutMs * 1000));
  VUORO_RETURN_IF_ERROR(CatchUpLocked());
  if (pending_.tail().seq == 0) return absl::OkStatus();
  return SnapshotLocked();
}

absl::Status EngineCore::Verify() {
  const std::lock_guard lock(writer_mutex_);
  return store_->Verify();
}

// Follows what other processes append, and lets holds lapse at their deadline.
void EngineCore::Background() {
  int64_t next_lapse_us = 0;
  std::unique_lock lock(stop_mutex_);
  while (!stop_changed_.wait_for(lock, kFollowEvery, [this] { return stop_; })) {
    lock.unlock();
    const auto moved = store_->Moved();
    if (moved.ok() && *moved) {
      // Without the lead there is nothing to do: the batch that runs reads the tail itself.
      const std::unique_lock writing(writer_mutex_, std::try_to_lock);
      if (writing.owns_lock()) {
        if (absl::Status status = CatchUpLocked(); !status.ok()) Log(1, MessageOf(status));
      }
    }
    const int64_t monotonic_us = options_.clock->MonotonicMicros();
    const bool due = Reading([now = now_us()](const State& state) {
      return !state.book().holds().empty() && state.book().holds().begin()->first <= now;
    });
    if (due && writable() && monotonic_us >= next_lapse_us) {
      next_lapse_us = monotonic_us + kLapseEveryUs;
      Command lapse;
      lapse.deadline = steady_clock::now() + std::chrono::seconds(1);
      lapse.decide = [](const Deciding&) { return Decision(); };
      lapse.answer = [](const State&, int64_t) { return absl::OkStatus(); };
      if (absl::Status status = Execute(lapse); !status.ok()) Log(1, MessageOf(status));
    }
    lock.lock();
  }
}

}  // namespace vuoro
