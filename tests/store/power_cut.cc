// Cuts the power of store/power_cut.h, reopens, and compares with what was acknowledged.
#include "store/power_cut.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>

#include "store/sim_disk.h"
#include "store/test_records.h"
#include "vuoro/base/status.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

constexpr int kCutsPerLife = 8;
// Small, since most of a campaign's time is hashing what was written; still several pages.
constexpr size_t kMaxPayload = 120;
constexpr uint64_t kMaxBytes = 9'000;
// Verify reads everything once more; reading the records alone tells most of what it would.
constexpr int64_t kCutsPerVerify = 4;

// One disk from new until something is wrong or it was cut often enough. The oracle is a plain
// list of what was acknowledged.
class PoweredLife {
 public:
  PoweredLife(const PowerCutOptions& options, uint64_t seed, PowerCutResult& result)
      : options_(options), random_(seed), disk_(random_()), result_(result) {}

  // Returns what went wrong, if anything did.
  std::optional<std::string> Run(int64_t cuts) {
    for (int64_t cut = 0; cut < cuts; ++cut) {
      disk_.CutAfter(static_cast<int64_t>(random_.Below(random_.Chance(1, 4) ? 30 : 150)));
      LiveUntilCut();
      disk_.Reboot();
      ++result_.cuts;
      if (auto fault = CheckAfterCut(cut + 1 == cuts || cut % kCutsPerVerify == kCutsPerVerify - 1))
        return fmt::format("cut {}: {}", cut, *fault);
    }
    return std::nullopt;
  }

 private:
  StoreOptions Options() {
    return {.create = true,
            .sqlite_vfs = disk_.vfs_name(),
            .durable = options_.durable,
            .lock_across_processes = false,
            .checkpoint_pages = static_cast<int32_t>(random_.Between(2, 40))};
  }

  void LiveUntilCut() {
    doubtful_.clear();
    refused_.clear();
    while (!disk_.dead()) {
      auto store = OpenStore("sqlite:/sim/store.db", Options());
      if (!store.ok()) return;  // only the cut can be the cause: CheckAfterCut opens again
      for (int i = static_cast<int>(random_.Below(40)); i > 0 && !disk_.dead(); --i) Write(**store);
    }
  }

  void Write(Store& store) {
    if (!store.Lock(0).ok()) return;
    if (random_.Chance(1, 32) && !acknowledged_.empty()) {
      store
          .WriteSnapshot({.seq = acknowledged_.back().seq,
                          .format = 1,
                          .journal_hash = acknowledged_.back().hash,
                          .bytes = std::string(random_.Below(kMaxBytes), 's')})
          .IgnoreError();
    } else {
      Append(store);
    }
    store.Unlock();
  }

  void Append(Store& store) {
    const size_t count = random_.Chance(1, 8) ? 20 : static_cast<size_t>(random_.Between(1, 4));
    const std::vector<Record> records =
        RecordsAfter(TailAfter(acknowledged_), count, random_, kMaxPayload);
    std::vector<Blob> blobs;
    if (random_.Chance(1, 24)) {
      blobs.push_back({.bytes = std::string(random_.Below(kMaxBytes), 'b') + records[0].key});
      blobs[0].hash = Sha256(blobs[0].bytes);
    }
    const absl::Status status = store.Append(records, blobs);
    if (status.ok()) {
      acknowledged_.insert(acknowledged_.end(), records.begin(), records.end());
      if (!blobs.empty()) blobs_.push_back(blobs[0]);
      ++result_.acknowledged;
    } else if (HasReason(status, Reason::kCommitUnknown)) {
      doubtful_ = records;
    } else {
      refused_ = records;
    }
  }

  std::optional<std::string> CheckAfterCut(bool everything) {
    const auto start = std::chrono::steady_clock::now();
    auto store = OpenStore("sqlite:/sim/store.db", Options());
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    result_.slowest_open_us = std::max<int64_t>(result_.slowest_open_us, took.count());
    if (!store.ok()) return Corrupt("open", store.status());
    const auto found = (*store)->ReadAfter(0, SIZE_MAX);
    if (!found.ok()) return Corrupt("read", found.status());
    if (everything) {
      if (const absl::Status status = (*store)->Verify(); !status.ok()) {
        return Corrupt("verify", status);
      }
    }
    if (found->size() < acknowledged_.size() ||
        !std::equal(acknowledged_.begin(), acknowledged_.end(), found->begin())) {
      ++result_.lost;
      return fmt::format("{} records acknowledged, {} found", acknowledged_.size(), found->size());
    }
    // A blob comes with its record, so the newest is the one in danger; the others now and then.
    const size_t from = everything || blobs_.empty() ? 0 : blobs_.size() - 1;
    for (const Blob& blob : std::span(blobs_).subspan(from)) {
      if (const auto bytes = (*store)->ReadBlob(blob.hash); !bytes.ok() || *bytes != blob.bytes) {
        ++result_.lost;
        return "an acknowledged blob is missing";
      }
    }
    const std::vector<Record> more(found->begin() + static_cast<int64_t>(acknowledged_.size()),
                                   found->end());
    if (more.empty()) return std::nullopt;
    if (more != doubtful_) {
      ++result_.ghosts;
      return more == refused_ ? "an append that had failed for good is there"
                              : "records are there that nobody appended whole";
    }
    ++result_.appeared;
    acknowledged_ = *found;
    return std::nullopt;
  }

  std::string Corrupt(std::string_view what, const absl::Status& status) {
    ++result_.corrupt;
    return fmt::format("{}: {}: {}", what, ReasonOf(status), MessageOf(status));
  }

  const PowerCutOptions& options_;
  Random random_;
  SimDisk disk_;
  PowerCutResult& result_;
  std::vector<Record> acknowledged_;
  std::vector<Blob> blobs_;
  std::vector<Record> doubtful_;  // the append that was under way when the power went
  std::vector<Record> refused_;   // an append that had failed for good
};

}  // namespace

PowerCutResult RunPowerCuts(const PowerCutOptions& options) {
  PowerCutResult result;
  uint64_t seeds = options.seed;
  for (int64_t life = 0; result.cuts < options.cuts; ++life) {
    const uint64_t seed = SplitMix64(seeds);
    if (options.only_life >= 0 && life < options.only_life) continue;
    ++result.lives;
    const auto fault = PoweredLife(options, seed, result)
                           .Run(std::min<int64_t>(kCutsPerLife, options.cuts - result.cuts));
    if (fault && result.first_fault.empty()) {
      result.first_fault = fmt::format("seed {} life {} {}", options.seed, life, *fault);
    }
    if (options.only_life >= 0) break;
  }
  return result;
}

}  // namespace vuoro
