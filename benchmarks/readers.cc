// Do readers wait for a disk? Search latency beside idle writers and beside writers that keep a
// slow disk busy, in one run; prints both distributions and the ratio of their 99th percentiles.
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "vuoro/engine/engine.h"
#include "vuoro/journal/memory_store.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

using std::chrono::steady_clock;

constexpr auto kSync = std::chrono::milliseconds(50);
constexpr int kWriters = 8;

// A memory store whose every append takes as long as a slow disk's sync.
class SlowStore final : public Store {
 public:
  absl::StatusOr<std::vector<Record>> ReadAfter(int64_t seq, size_t limit) override {
    return inner_.ReadAfter(seq, limit);
  }
  absl::StatusOr<Tail> ReadTail() override { return inner_.ReadTail(); }
  absl::StatusOr<std::string> ReadBlob(const Digest& hash) override {
    return inner_.ReadBlob(hash);
  }
  absl::StatusOr<std::optional<Snapshot>> LatestSnapshot() override {
    return inner_.LatestSnapshot();
  }
  absl::StatusOr<bool> Moved() override { return inner_.Moved(); }
  absl::Status Lock(int64_t timeout_us) override { return inner_.Lock(timeout_us); }
  absl::Status Append(std::span<const Record> records, std::span<const Blob> blobs) override {
    std::this_thread::sleep_for(kSync);
    return inner_.Append(records, blobs);
  }
  absl::Status WriteSnapshot(const Snapshot& snapshot) override {
    return inner_.WriteSnapshot(snapshot);
  }
  void Unlock() override { inner_.Unlock(); }
  absl::Status Verify() override { return inner_.Verify(); }
  StoreStatus status() override { return inner_.status(); }

 private:
  MemoryStore inner_;
};

struct Setting {
  std::shared_ptr<Engine> engine;
  Access access{.role = Role::kAdmin, .agency = {}, .office = {}, .actor = "benchmark"};
  SlotSearch search;
  IssueTicket issue;
};

std::string ReadFile(const char* path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Whatever fails here is a fault of the set-up: say it and stop.
template <class T>
T Must(absl::StatusOr<T> value) {
  if (!value.ok()) {
    fmt::print(stderr, "{}\n", MessageOf(value.status()));
    std::exit(1);
  }
  return *std::move(value);
}

Setting Open(const char* network) {
  Setting setting;
  EngineOptions options;
  options.clock = std::make_shared<ManualClock>(*ParseInstant("2026-03-02T07:00:00Z"));
  setting.engine = Must(Engine::Open(std::make_unique<SlowStore>(), std::move(options)));
  Must(setting.engine->LoadNetworkDocument(setting.access, {}, ReadFile(network), nullptr));
  const OfficeId hall{Must(setting.engine->FindId(setting.access, EntityKind::kOffice, "hall"))};
  const ServiceId advice{
      Must(setting.engine->FindId(setting.access, EntityKind::kService, "advice"))};
  setting.search.office = hall;
  setting.search.service = advice;
  setting.search.until_us = ParseInstant("2026-03-30T00:00:00Z")->us;
  setting.search.limit = 1000;
  setting.issue.office = hall;
  setting.issue.service = advice;
  return setting;
}

// Nanoseconds of searches during `seconds`, ascending.
std::vector<int64_t> Measure(const Setting& setting, int seconds) {
  std::vector<int64_t> taken;
  const auto end = steady_clock::now() + std::chrono::seconds(seconds);
  while (steady_clock::now() < end) {
    const auto began = steady_clock::now();
    Must(setting.engine->Search(setting.access, setting.search));
    taken.push_back(
        std::chrono::duration_cast<std::chrono::nanoseconds>(steady_clock::now() - began).count());
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  std::sort(taken.begin(), taken.end());
  return taken;
}

double Microseconds(const std::vector<int64_t>& sorted, size_t percent) {
  return static_cast<double>(sorted[sorted.size() * percent / 100]) / 1000;
}

int Main(const char* network, int seconds) {
  const Setting setting = Open(network);
  std::atomic<bool> stop{false};
  std::atomic<int64_t> issued{0};
  fmt::print("{} searches of four weeks; p50, p99 in microseconds\n", "writers");
  double idle_p99 = 0;
  for (const bool busy : {false, true, false, true}) {
    stop = !busy;
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters && busy; ++i) {
      writers.emplace_back([&] {
        while (!stop) {
          if (setting.engine->Do(setting.access, {}, setting.issue).ok()) ++issued;
        }
      });
    }
    const std::vector<int64_t> taken = Measure(setting, seconds);
    stop = true;
    for (std::thread& writer : writers) writer.join();
    fmt::print("{:>6} {:>9} {:9.2f} {:9.2f}\n", busy ? "busy" : "idle", taken.size(),
               Microseconds(taken, 50), Microseconds(taken, 99));
    if (!busy) idle_p99 = Microseconds(taken, 99);
    if (busy)
      fmt::print("p99 busy / idle = {:.2f}, tickets issued {}\n",
                 Microseconds(taken, 99) / idle_p99, issued.load());
  }
  return 0;
}

}  // namespace
}  // namespace vuoro

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    fmt::print(stderr, "usage: readers NETWORK.json [SECONDS]\n");
    return 2;
  }
  return vuoro::Main(argv[1], argc == 3 ? std::atoi(argv[2]) : 5);
}
