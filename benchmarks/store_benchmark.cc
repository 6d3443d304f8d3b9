// What a durable append costs beside the least a disk can do: overwriting a preallocated file and
// fdatasync, in the same run. The counter `floor_ratio` is the one divided by the other.
//
// The floor is measured at once before and after each run of the store, in the same folder (the
// working directory), since a shared disk changes from second to second.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "vuoro/base/status.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

constexpr int kFloorSyncs = 100;
constexpr int kFloorBytes = 4096 + 24;  // a page and its frame header: what one append writes
constexpr int64_t kFloorFileBytes = 4 << 20;

double NowUs() {
  return std::chrono::duration<double, std::micro>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// Microseconds of one overwrite + fdatasync; the mean of a few.
double FloorUs() {
  const int fd = open("store_benchmark.floor", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return 0;
  static const std::vector<char> zeros(kFloorFileBytes, 0);
  if (pwrite(fd, zeros.data(), zeros.size(), 0) != kFloorFileBytes || fsync(fd) != 0) return 0;
  const std::string bytes(kFloorBytes, 'x');
  const double start = NowUs();
  for (int i = 0; i < kFloorSyncs; ++i) {
    if (pwrite(fd, bytes.data(), bytes.size(), int64_t{i} * kFloorBytes) < 0) return 0;
    if (fdatasync(fd) != 0) return 0;
  }
  const double us = (NowUs() - start) / kFloorSyncs;
  close(fd);
  unlink("store_benchmark.floor");
  return us;
}

std::vector<Record> RecordsAfter(const Tail& tail, int64_t count) {
  std::vector<Record> records(static_cast<size_t>(count));
  for (Record& record : records) {
    record.type = "ticket.issued";
    record.key = "01234567-89ab-cdef-0123-456789abcdef";
    record.actor = "kiosk-1";
    record.payload = R"({"queue":12345678901,"ticket":12345678902,"number":"A123","place":1})";
  }
  ChainAfter(tail, records);
  return records;
}

void RemoveStore() {
  for (const char* suffix : {"", "-wal", "-shm", "-lock"}) {
    unlink(fmt::format("store_benchmark.db{}", suffix).c_str());
  }
}

// One caller, `state.range(0)` records an append.
void DurableAppend(benchmark::State& state) {
  RemoveStore();
  auto store = OpenStore("sqlite:store_benchmark.db", {.create = true});
  if (!store.ok()) {
    state.SkipWithError(store.status().ToString().c_str());
    return;
  }
  double floor_us = FloorUs(), appends_us = 0;
  Tail tail;
  for (auto _ : state) {
    const std::vector<Record> records = RecordsAfter(tail, state.range(0));
    const double start = NowUs();
    const bool ok = (*store)->Lock(1'000'000).ok() && (*store)->Append(records, {}).ok();
    appends_us += NowUs() - start;
    if (!ok) {
      state.SkipWithError("append failed");
      return;
    }
    (*store)->Unlock();
    tail = {records.back().seq, records.back().hash};
  }
  floor_us = (floor_us + FloorUs()) / 2;
  state.counters["floor_us"] = floor_us;
  state.counters["append_us"] = appends_us / static_cast<double>(state.iterations());
  state.counters["floor_ratio"] = appends_us / static_cast<double>(state.iterations()) / floor_us;
  store->reset();
  RemoveStore();
}
BENCHMARK(DurableAppend)
    ->Arg(1)
    ->Arg(32)
    ->Iterations(500)
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);

// What the tail following of an idle process costs.
void MovedWhenNothingMoved(benchmark::State& state) {
  RemoveStore();
  auto store = OpenStore("sqlite:store_benchmark.db", {.create = true});
  for (auto _ : state) benchmark::DoNotOptimize((*store)->Moved());
  store->reset();
  RemoveStore();
}
BENCHMARK(MovedWhenNothingMoved);

// Reading a journal back, chain checked; in memory of the operating system.
void ReadBack(benchmark::State& state) {
  RemoveStore();
  auto store = OpenStore("sqlite:store_benchmark.db", {.create = true, .durable = false});
  const std::vector<Record> records = RecordsAfter({}, 20'000);
  if (!(*store)->Lock(0).ok() || !(*store)->Append(records, {}).ok()) {
    state.SkipWithError("append failed");
  }
  (*store)->Unlock();
  for (auto _ : state) benchmark::DoNotOptimize((*store)->ReadAfter(0, SIZE_MAX));
  state.SetItemsProcessed(state.iterations() * 20'000);
  store->reset();
  RemoveStore();
}
BENCHMARK(ReadBack)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace vuoro
