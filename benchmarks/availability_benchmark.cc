// How long the free starts of four weeks take on bitmaps, beside a plain sweep over intervals.
//
// One provider, Monday to Friday 08-16, 28 days, 30-minute service on a 15-minute grid, 200
// appointments; every answer is written out as instants. Run it with
//   build/bench/benchmarks/availability_benchmark --benchmark_repetitions=5
//     --benchmark_report_aggregates_only
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "vuoro/availability/choose.h"
#include "vuoro/base/random.h"

namespace vuoro {
namespace {

constexpr int32_t kFirstDay = 20'400;
constexpr int32_t kDays = 28;
constexpr int64_t kMinuteUs = 60'000'000;
constexpr int64_t kDayUs = 1'440 * kMinuteUs;
constexpr QuantumSpan kHours = {96, 192};  // 08:00 to 16:00
constexpr int32_t kService = 6;            // 30 minutes

constexpr size_t kMaxStarts = size_t{kDays} * 320;

using Words = std::vector<uint64_t>;

bool IsOpen(int32_t d) { return d % 7 < 5; }

// Half hours of one day, `booked` of the 16, ascending.
std::vector<int32_t> RandomHalfHours(Random& random, int booked) {
  std::vector<int32_t> all(16);
  std::iota(all.begin(), all.end(), 0);
  random.Shuffle(std::span<int32_t>(all));
  all.resize(static_cast<size_t>(booked));
  std::sort(all.begin(), all.end());
  return all;
}

// Four weeks of an office on the product's kernels: supply masks a day, one board.
struct Office {
  Quantum quantum;
  BusyBoard board{quantum};
  std::vector<Words> open, grid, open_starts;  // by day
  std::vector<int64_t> first_us;

  explicit Office(int32_t resources, int booked_of_16) {
    Random random(7);
    for (int32_t d = 0; d < kDays; ++d) {
      open.emplace_back(static_cast<size_t>(quantum.words()), 0);
      grid.emplace_back(open.back());
      open_starts.emplace_back(open.back());
      if (IsOpen(d)) mask::SetRange(open.back(), kHours);
      mask::SetGrid(grid.back(), {quantum, 288, {}, 15});
      OpenStarts({kFirstDay + d, open.back(), grid.back()}, kService, open_starts.back());
      first_us.push_back((kFirstDay + d) * kDayUs);
      for (int32_t r = 0; IsOpen(d) && r < resources; ++r) {
        for (const int32_t half : RandomHalfHours(random, booked_of_16)) {
          const int32_t at = kHours.begin + half * kService;
          (void)board.Mark(kFirstDay + d, r, {at, at + kService});
        }
      }
    }
  }

  // Writes all free starts of the four weeks, from supply that was eroded beforehand.
  size_t Find(std::span<const Pool> pools, std::span<int64_t> out) const {
    size_t count = 0;
    for (size_t d = 0; d < kDays; ++d) {
      uint64_t starts[kMaxDayWords];
      std::copy(open_starts[d].begin(), open_starts[d].end(), starts);
      const mask::Mask mask(starts, open_starts[d].size());
      if (!KeepPossible(board, kFirstDay + static_cast<int32_t>(d), pools, mask)) continue;
      count += WriteInstants(mask, quantum, first_us[d], out.subspan(count));
    }
    return count;
  }
};

// The floor: opening hours minus bookings, both sorted intervals of instants, starts on the grid.
class Sweep {
 public:
  Sweep() {
    Random random(7);
    for (int32_t d = 0; d < kDays; ++d) {
      if (!IsOpen(d)) continue;
      const int64_t open = (kFirstDay + d) * kDayUs + 480 * kMinuteUs;
      open_.push_back({open, open + 480 * kMinuteUs});
      for (const int32_t half : RandomHalfHours(random, 10)) {
        const int64_t begin = open + half * 30 * kMinuteUs;
        busy_.push_back({begin, begin + 30 * kMinuteUs});
      }
    }
  }

  void Find(std::vector<int64_t>& out) const {
    out.clear();
    size_t next = 0;
    for (const Interval& open : open_) {
      int64_t free_from = open.begin;
      for (; next < busy_.size() && busy_[next].begin < open.end; ++next) {
        AppendGap({free_from, busy_[next].begin}, out);
        free_from = std::max(free_from, busy_[next].end);
      }
      AppendGap({free_from, open.end}, out);
    }
  }

 private:
  struct Interval {
    int64_t begin, end;
  };

  static void AppendGap(Interval gap, std::vector<int64_t>& out) {
    constexpr int64_t kStep = 15 * kMinuteUs;
    for (int64_t t = (gap.begin + kStep - 1) / kStep * kStep; t + 2 * kStep <= gap.end;
         t += kStep) {
      out.push_back(t);
    }
  }

  std::vector<Interval> open_, busy_;
};

void BM_FloorSweep(benchmark::State& state) {
  const Sweep sweep;
  std::vector<int64_t> out;
  for (auto _ : state) {
    sweep.Find(out);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.counters["starts"] = static_cast<double>(out.size());
}
BENCHMARK(BM_FloorSweep);

constexpr int32_t kOne[] = {0};

void BM_OneProvider(benchmark::State& state) {
  const Office office(1, 10);
  const Pool pools[] = {{.resources = kOne, .length = kService}};
  std::vector<int64_t> out(kMaxStarts), expected;
  Sweep().Find(expected);
  size_t count = office.Find(pools, out);
  if (!std::equal(out.begin(), out.begin() + static_cast<int64_t>(count), expected.begin(),
                  expected.end()))
    state.SkipWithError("the sweep finds other starts");
  for (auto _ : state) {
    count = office.Find(pools, out);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.counters["starts"] = static_cast<double>(count);
}
BENCHMARK(BM_OneProvider);

// As above, but opening, grid and presence are raw masks and every day is eroded anew.
void BM_OneProviderFromRawSupply(benchmark::State& state) {
  const Office office(1, 10);
  std::vector<int64_t> out(kMaxStarts);
  size_t count = 0;
  for (auto _ : state) {
    count = 0;
    for (size_t d = 0; d < kDays; ++d) {
      const uint64_t* const presence[] = {office.open[d].data()};
      const Pool pools[] = {{.resources = kOne, .presence = presence, .length = kService}};
      uint64_t starts[kMaxDayWords];
      const mask::Mask mask(starts, office.open[d].size());
      const DaySupply supply{kFirstDay + static_cast<int32_t>(d), office.open[d], office.grid[d]};
      if (!FindStarts(office.board, {kService, pools}, supply, mask)) continue;
      count +=
          WriteInstants(mask, office.quantum, office.first_us[d], std::span(out).subspan(count));
    }
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.counters["starts"] = static_cast<double>(count);
}
BENCHMARK(BM_OneProviderFromRawSupply);

// Any of `range(0)` providers, each booked for `range(1)` of the day's 16 half hours.
void BM_AnyOfManyProviders(benchmark::State& state) {
  const auto resources = static_cast<int32_t>(state.range(0));
  const Office office(resources, static_cast<int>(state.range(1)));
  std::vector<int32_t> all(static_cast<size_t>(resources));
  std::iota(all.begin(), all.end(), 0);
  const Pool pools[] = {{.resources = all, .length = kService}};
  std::vector<int64_t> out(kMaxStarts);
  size_t count = 0;
  for (auto _ : state) {
    count = office.Find(pools, out);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.counters["starts"] = static_cast<double>(count);
}
BENCHMARK(BM_AnyOfManyProviders)->Args({20, 10})->Args({20, 15})->Args({20, 16});

// Booth, official and interpreter, four of each, with buffers and an advisor for ten minutes.
void BM_FourPools(benchmark::State& state) {
  const Office office(16, 10);
  std::vector<int32_t> all(16);
  std::iota(all.begin(), all.end(), 0);
  const std::span<const int32_t> r(all);
  const Pool pools[] = {
      {.resources = r.subspan(0, 4), .length = kService, .buffer_after = 1},
      {.resources = r.subspan(4, 4), .length = kService},
      {.resources = r.subspan(8, 4), .length = kService, .buffer_before = 1, .buffer_after = 1},
      {.resources = r.subspan(12, 4), .length = 2}};
  std::vector<int64_t> out(kMaxStarts);
  size_t count = 0;
  for (auto _ : state) {
    count = office.Find(pools, out);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.counters["starts"] = static_cast<double>(count);
}
BENCHMARK(BM_FourPools);

// Hold and give back one start of 20 candidates: choice, marking, unmarking.
void BM_ChooseAndMark(benchmark::State& state) {
  Office office(20, 10);
  std::vector<int32_t> all(20);
  std::iota(all.begin(), all.end(), 0);
  const Pool pools[] = {{.resources = all, .length = kService}};
  std::vector<Claim> claims;
  for (auto _ : state) {
    bool done = ChooseResources(office.board, kFirstDay, pools, kHours.begin, claims) &&
                office.board.MarkAll(kFirstDay, claims) &&
                office.board.UnmarkAll(kFirstDay, claims);
    if (!done) state.SkipWithError("the start is not free");
    benchmark::DoNotOptimize(done);
  }
}
BENCHMARK(BM_ChooseAndMark);

}  // namespace
}  // namespace vuoro
