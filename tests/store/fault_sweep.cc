// The scenarios of store/fault_sweep.h, the faults laid over them, and the laws checked after.
#include "store/fault_sweep.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <memory>

#include "store/sim_disk.h"
#include "store/test_records.h"
#include "vuoro/base/status.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

enum class Answer { kAcknowledged, kRefused, kDoubtful };

// What one append was to add, and what the store said of it.
struct Attempt {
  std::vector<Record> records;
  std::vector<Blob> blobs;
  Answer answer = Answer::kRefused;
};

// A disk, up to two handles on its store, and the history of what was asked of them.
class Life {
 public:
  Life(uint64_t seed, FaultSweepResult& result)
      : random_(seed), disk_(random_()), result_(result) {}

  SimDisk& disk() { return disk_; }
  Store* handle(size_t i) { return handles_[i].get(); }

  absl::Status Open(size_t i, int32_t checkpoint_pages = 400) {
    auto store = OpenStore("sqlite:/sim/store.db", {.create = true,
                                                    .sqlite_vfs = disk_.vfs_name(),
                                                    .lock_across_processes = false,
                                                    .checkpoint_pages = checkpoint_pages});
    if (store.ok()) handles_[i] = *std::move(store);
    return Count(store.status());
  }
  void Close(size_t i) { handles_[i].reset(); }

  absl::Status Append(size_t i, size_t count = 1, size_t blob_bytes = 0) {
    if (!handles_[i]) return absl::OkStatus();
    auto lock = StoreLock::Take(*handles_[i], 0);
    VUORO_RETURN_IF_ERROR(Count(lock.status()));
    const auto tail = handles_[i]->ReadTail();
    VUORO_RETURN_IF_ERROR(Count(tail.status()));
    Attempt attempt{.records = RecordsAfter(*tail, count, random_, 200), .blobs = {}};
    if (blob_bytes > 0) {
      attempt.blobs.push_back({.hash = {}, .bytes = attempt.records[0].key});
      attempt.blobs[0].bytes.resize(blob_bytes, 'b');
      attempt.blobs[0].hash = Sha256(attempt.blobs[0].bytes);
    }
    const absl::Status status = Count(handles_[i]->Append(attempt.records, attempt.blobs));
    attempt.answer = status.ok()                                 ? Answer::kAcknowledged
                     : HasReason(status, Reason::kCommitUnknown) ? Answer::kDoubtful
                                                                 : Answer::kRefused;
    history_.push_back(std::move(attempt));
    return status;
  }

  void Snapshot(size_t i) {
    if (!handles_[i]) return;
    auto lock = StoreLock::Take(*handles_[i], 0);
    const auto tail = handles_[i]->ReadTail();
    if (!Count(lock.status()).ok() || !Count(tail.status()).ok() || tail->seq == 0) return;
    Count(handles_[i]->WriteSnapshot({.seq = tail->seq,
                                      .format = 1,
                                      .journal_hash = tail->hash,
                                      .state_hash = {},
                                      .bytes = std::string(6000, 's')}))
        .IgnoreError();
  }

  // Every reading call; an answer may fail, but not be wrong.
  void ReadAll(size_t i) {
    if (!handles_[i]) return;
    Count(handles_[i]->Moved().status()).IgnoreError();
    Count(handles_[i]->LatestSnapshot().status()).IgnoreError();
    if (const auto read = handles_[i]->ReadAfter(0, SIZE_MAX); Count(read.status()).ok()) {
      CheckRecords(*read);
    }
    for (const Attempt& attempt : history_) {
      if (attempt.answer != Answer::kAcknowledged || attempt.blobs.empty()) continue;
      const auto bytes = handles_[i]->ReadBlob(attempt.blobs[0].hash);
      if (Count(bytes.status()).ok() && *bytes != attempt.blobs[0].bytes) Break("a wrong blob");
    }
  }

  void VerifyAll(size_t i) {
    if (handles_[i]) Count(handles_[i]->Verify()).IgnoreError();
  }

  // The power goes now and comes back.
  void PowerCut() {
    disk_.Cut();
    for (auto& handle : handles_) handle.reset();
    disk_.Reboot();
  }

  // The fault is gone: handles that are open append again, and all laws hold.
  void GoOn() {
    disk_.SetFault({});
    for (size_t i = 0; i < handles_.size(); ++i) {
      if (const absl::Status status = Append(i); !status.ok()) Break("handle appends", status);
    }
    for (auto& handle : handles_) handle.reset();
    Settle();
  }

  // Opens anew, and everything must be as it was answered.
  void Settle() {
    if (const absl::Status status = Open(0); !status.ok()) return Break("open", status);
    CheckAll();
    if (const absl::Status status = Append(0); !status.ok()) return Break("append", status);
    if (const absl::Status status = handle(0)->Verify(); !status.ok()) Break("verify", status);
  }

  const std::string& broken() const { return broken_; }

 private:
  absl::Status Count(absl::Status status) {
    if (!status.ok()) {
      ++result_.failed_calls;
      if (HasReason(status, Reason::kCommitUnknown)) ++result_.doubts;
      if (HasReason(status, Reason::kInternal)) Break("our bug", status);
    }
    return status;
  }

  void Break(std::string_view what, const absl::Status& status = absl::OkStatus()) {
    if (broken_.empty()) {
      broken_ = fmt::format("{} ({} {})", what, ReasonOf(status), MessageOf(status));
    }
  }

  // What is stored are the acknowledged attempts in their order, and among them some in doubt.
  // Returns which of the latter.
  std::vector<bool> CheckRecords(const std::vector<Record>& found) {
    std::vector<bool> stored(history_.size(), false);
    size_t at = 0;
    for (size_t i = 0; i < history_.size(); ++i) {
      const Attempt& attempt = history_[i];
      const size_t count = attempt.records.size();
      stored[i] = attempt.answer != Answer::kRefused && found.size() - at >= count &&
                  std::equal(attempt.records.begin(), attempt.records.end(),
                             found.begin() + static_cast<int64_t>(at));
      if (stored[i]) at += count;
      if (!stored[i] && attempt.answer == Answer::kAcknowledged) {
        Break(fmt::format("record {} was acknowledged and is gone", attempt.records[0].seq));
      }
    }
    if (at != found.size()) Break(fmt::format("record {} should not be there", at + 1));
    return stored;
  }

  void CheckAll() {
    const auto found = handle(0)->ReadAfter(0, SIZE_MAX);
    if (!found.ok()) return Break("read", found.status());
    const std::vector<bool> stored = CheckRecords(*found);
    for (size_t i = 0; i < history_.size(); ++i) {  // in doubt no more
      history_[i].answer = stored[i] ? Answer::kAcknowledged : Answer::kRefused;
      if (!stored[i] || history_[i].blobs.empty()) continue;
      const auto bytes = handle(0)->ReadBlob(history_[i].blobs[0].hash);
      if (!bytes.ok()) Break("blob", bytes.status());
    }
  }

  Random random_;
  SimDisk disk_;
  FaultSweepResult& result_;
  std::array<std::unique_ptr<Store>, 2> handles_;
  std::vector<Attempt> history_;
  std::string broken_;
};

// `prepare` runs on a sound disk; the faults are laid over `act`.
struct Scenario {
  std::string_view name;
  void (*prepare)(Life&);
  void (*act)(Life&);
};

void Nothing(Life&) {}

void OpenNew(Life& life) { life.Open(0).IgnoreError(); }

void OpenWithLog(Life& life) {
  OpenNew(life);
  for (int i = 0; i < 5; ++i) life.Append(0, 3).IgnoreError();
  life.Snapshot(0);
}

void TwoHandles(Life& life) {
  OpenWithLog(life);
  life.Open(1).IgnoreError();
}

constexpr Scenario kScenarios[] = {
    {"create", Nothing, OpenNew},
    {"create and write", Nothing,
     [](Life& life) {
       for (int opening = 0; opening < 2; ++opening) {
         OpenNew(life);
         life.Append(0).IgnoreError();
         life.Append(0, 12).IgnoreError();
         life.Close(0);
       }
     }},
    {"first append", OpenNew, [](Life& life) { life.Append(0).IgnoreError(); }},
    {"appends", OpenWithLog,
     [](Life& life) {
       for (const size_t count : {1, 2, 1}) life.Append(0, count).IgnoreError();
     }},
    {"many records", OpenWithLog, [](Life& life) { life.Append(0, 120).IgnoreError(); }},
    {"blobs", OpenWithLog,
     [](Life& life) {
       for (int i = 0; i < 2; ++i) life.Append(0, 1, 20'000).IgnoreError();
     }},
    {"snapshots", OpenWithLog,
     [](Life& life) {
       for (int i = 0; i < 3; ++i) {
         life.Snapshot(0);
         life.Append(0).IgnoreError();
       }
     }},
    {"checkpoints",
     [](Life& life) {
       life.Open(0, 6).IgnoreError();
       life.Append(0, 3).IgnoreError();
     },
     [](Life& life) {
       for (int i = 0; i < 8; ++i) life.Append(0, 2).IgnoreError();
     }},
    {"close and reopen", OpenWithLog,
     [](Life& life) {
       life.Close(0);
       OpenNew(life);
       life.Append(0).IgnoreError();
     }},
    {"recovery",
     [](Life& life) {
       OpenWithLog(life);
       life.PowerCut();
     },
     [](Life& life) {
       OpenNew(life);
       life.Append(0).IgnoreError();
     }},
    {"two handles", TwoHandles,
     [](Life& life) {
       for (const size_t i : {0, 1, 0}) {
         life.Append(i, 2).IgnoreError();
         life.ReadAll(1 - i);
       }
     }},
    {"reading",
     [](Life& life) {
       TwoHandles(life);
       life.Append(0, 40, 9'000).IgnoreError();
     },
     [](Life& life) {
       life.ReadAll(1);
       life.VerifyAll(1);
       life.ReadAll(0);
     }},
};

struct Fault {
  std::string_view name;
  SimFault::Kind kind;
};
constexpr Fault kFaults[] = {{"I/O error", SimFault::Kind::kIoError},
                             {"no space", SimFault::Kind::kNoSpace},
                             {"short write", SimFault::Kind::kShortWrite},
                             {"failed sync", SimFault::Kind::kFailedSync}};

struct Run {
  const Scenario& scenario;
  const Fault& fault;
  bool for_ever;
  int64_t call;  // 1: the first
  bool cut;      // the power goes while the fault lasts; otherwise the handles go on
};

// Returns whether the fault happened: a call beyond the scenario's last does not.
bool Live(const Run& run, uint64_t seed, FaultSweepResult& result) {
  Life life(seed, result);
  run.scenario.prepare(life);
  life.disk().SetFault({run.fault.kind, run.call, run.for_ever});
  run.scenario.act(life);
  const bool happened = life.disk().fault_happened();
  if (run.cut) {
    life.PowerCut();
    life.Settle();
  } else {
    life.GoOn();
    life.PowerCut();
    life.Settle();
  }
  if (happened) ++result.runs;
  if (!life.broken().empty()) {
    ++result.broken;
    if (result.first_fault.empty()) {
      result.first_fault =
          fmt::format("seed {}, scenario \"{}\", {} {}, call {}, then {}: {}", seed,
                      run.scenario.name, run.fault.name, run.for_ever ? "for ever" : "once",
                      run.call, run.cut ? "a power cut" : "the fault gone", life.broken());
    }
  }
  return happened;
}

}  // namespace

std::vector<std::string_view> FaultScenarios() {
  std::vector<std::string_view> names;
  for (const Scenario& scenario : kScenarios) names.push_back(scenario.name);
  return names;
}

FaultSweepResult RunFaultSweep(const FaultSweepOptions& options) {
  FaultSweepResult result;
  for (const Scenario& scenario : kScenarios) {
    if (!options.only_scenario.empty() && scenario.name != options.only_scenario) continue;
    for (const Fault& fault : kFaults) {
      for (int way = 0; way < 4; ++way) {
        const bool one = options.only_call > 0;
        // The call after the last one fails nothing and ends the sweep.
        for (int64_t call = one ? options.only_call : 1;; call += options.stride) {
          const Run run{scenario, fault, (way & 1) != 0, call, (way & 2) != 0};
          if (!Live(run, options.seed, result) || one) break;
        }
      }
    }
  }
  return result;
}

}  // namespace vuoro
