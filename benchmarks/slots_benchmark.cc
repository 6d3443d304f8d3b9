// Free slots through the C ABI, beside a floor that knows no rule: one provider, Mon-Fri 08-16, 28
// days, 30 minutes on a 15-minute grid, 200 appointments; an answer is all starts, copied out.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/vuoro.h"

namespace {

constexpr int64_t kMinuteUs = 60'000'000;
constexpr int64_t kDayUs = 1440 * kMinuteUs;
// Sunday 1 March 2026, 22:00 UTC: midnight in Helsinki. No holiday and one clock change follow.
constexpr int64_t kMidnightUs = 1'772'402'400'000'000;
constexpr int kDays = 28;
constexpr int kBookingsADay = 10;
constexpr int kHalfHoursADay = 16;

constexpr std::string_view kNetwork = R"({
  "vuoro": 1, "name": "One provider",
  "agencies": [{"id": "a", "name": "A"}],
  "services": [{"id": "s", "agency": "a", "name": "S", "duration_min": 30}],
  "offices": [{"id": "o", "name": "O", "counters": 1, "closed_on_public_holidays": false,
               "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}],
               "rules": {"horizon_days": 30}}],
  "offers": [{"office": "o", "service": "s"}]})";

int64_t Now(void*) { return kMidnightUs; }

void Must(vuoro_status status) {
  if (status == VUORO_OK) return;
  auto why = VUORO_INIT(vuoro_error);
  vuoro_last_error(&why);
  std::fprintf(stderr, "%s: %s\n", why.reason, why.message);
  std::abort();
}

// The half hours taken on each working day, ascending: ten of sixteen, drawn once.
std::vector<std::vector<int>> DrawBookings() {
  vuoro::Random random(7);
  std::vector<std::vector<int>> days;
  for (int day = 0; day < kDays; ++day) {
    std::vector<int> halves;
    while (day % 7 < 5 && halves.size() < kBookingsADay) {
      const int half = static_cast<int>(random.Below(kHalfHoursADay));
      if (std::find(halves.begin(), halves.end(), half) == halves.end()) halves.push_back(half);
    }
    std::sort(halves.begin(), halves.end());
    days.push_back(std::move(halves));
  }
  return days;
}

struct World {
  vuoro_session* session = nullptr;
  vuoro_search search = VUORO_INIT(vuoro_search);

  World() {
    auto options = VUORO_INIT(vuoro_engine_options);
    options.store_uri = "memory:";
    options.now_us = Now;
    vuoro_engine* engine = nullptr;
    Must(vuoro_engine_open(&options, &engine));
    const auto who = VUORO_INIT(vuoro_session_options);
    Must(vuoro_session_open(engine, &who, &session));
    Must(vuoro_network_load(session, nullptr, kNetwork.data(), kNetwork.size(), nullptr));
    Must(vuoro_find_id(session, VUORO_KIND_OFFICE, "o", &search.office));
    Must(vuoro_find_id(session, VUORO_KIND_SERVICE, "s", &search.service));
    search.from_us = kMidnightUs;
    search.until_us = kMidnightUs + kDays * kDayUs;
    search.limit = 100'000;
    const auto bookings = DrawBookings();
    for (int day = 0; day < kDays; ++day) {
      for (const int half : bookings[static_cast<size_t>(day)]) Book(day, half);
    }
  }

  void Book(int day, int half) const {
    auto hold = VUORO_INIT(vuoro_hold);
    auto step = VUORO_INIT(vuoro_step);
    auto visit = VUORO_INIT(vuoro_appointment);
    hold.office = search.office;
    hold.service = search.service;
    const int ymd = 20260302 + day;
    Must(vuoro_instant_at(session, hold.office, ymd, 480 + 30 * half, &hold.start_us));
    Must(vuoro_appointment_hold(session, nullptr, &hold, &visit));
    step.appointment = visit.id;
    Must(vuoro_appointment_confirm(session, nullptr, &step, &visit));
  }
};

void SlotsThroughTheAbi(benchmark::State& state) {
  const World world;
  std::vector<vuoro_slot> out(1000, VUORO_INIT(vuoro_slot));
  size_t count = 0;
  for (auto _ : state) {
    vuoro_slots* slots = nullptr;
    Must(vuoro_slots_search(world.session, &world.search, &slots));
    count = vuoro_slots_count(slots);
    Must(vuoro_slots_copy(slots, 0, count, out.data(), sizeof(vuoro_slot)));
    vuoro_slots_free(slots);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.counters["slots"] = static_cast<double>(count);
}
BENCHMARK(SlotsThroughTheAbi);

struct Span {
  int64_t from;
  int64_t to;
};

// A plain sweep over sorted spans, with nothing but the arithmetic.
void Floor(benchmark::State& state) {
  std::vector<Span> open, busy;
  const auto bookings = DrawBookings();
  for (int day = 0; day < kDays; ++day) {
    const int64_t eight = day * 1440 + 480;
    if (day % 7 < 5) open.push_back({eight, eight + 480});
    for (const int half : bookings[static_cast<size_t>(day)]) {
      busy.push_back({eight + 30 * half, eight + 30 * half + 30});
    }
  }
  std::vector<int64_t> starts;
  for (auto _ : state) {
    starts.clear();
    auto next = busy.begin();
    const auto sweep = [&](int64_t from, int64_t to) {
      for (int64_t t = (from + 14) / 15 * 15; t + 30 <= to; t += 15) starts.push_back(t);
    };
    for (const Span& span : open) {
      int64_t free_from = span.from;
      for (; next != busy.end() && next->from < span.to; ++next) {
        sweep(free_from, next->from);
        free_from = next->to;
      }
      sweep(free_from, span.to);
    }
    benchmark::DoNotOptimize(starts.data());
    benchmark::ClobberMemory();
  }
  state.counters["slots"] = static_cast<double>(starts.size());
}
BENCHMARK(Floor);

}  // namespace
