// Durable tickets a second through the C ABI, by one caller and by 32, beside what the disk can do
// in the same run: overwriting and syncing one page of a file made beforehand. And the memory of an
// engine with the national network and four weeks open.
//
//   tickets_benchmark [--benchmark_filter=...]; files are made in the working directory.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "vuoro/vuoro.h"

namespace {

constexpr char kFile[] = "tickets_benchmark.db";
constexpr int64_t kNowUs = 1'772'442'000'000'000;  // Monday 2 March 2026, 11:00 in Helsinki
constexpr int64_t kDayUs = int64_t{86'400} * 1'000'000;
constexpr std::string_view kNetwork = R"({
  "vuoro": 1, "name": "Tickets",
  "agencies": [{"id": "a", "name": "A"}],
  "services": [{"id": "s", "agency": "a", "name": "S", "duration_min": 15}],
  "offices": [{"id": "o", "name": "O", "counters": 4,
               "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]}],
  "offers": [{"office": "o", "service": "s"}],
  "queues": [{"id": "q", "agency": "a", "office": "o", "first": 1, "last": 99999}]})";

std::atomic<int64_t> now_us{kNowUs};
int64_t Now(void*) { return now_us; }

void Must(vuoro_status status) {
  if (status == VUORO_OK) return;
  auto why = VUORO_INIT(vuoro_error);
  vuoro_last_error(&why);
  std::fprintf(stderr, "%s: %s\n", why.reason, why.message);
  std::abort();
}

vuoro_session* OpenSession(const char* uri) {
  auto options = VUORO_INIT(vuoro_engine_options);
  options.store_uri = uri;
  options.now_us = Now;
  vuoro_engine* engine = nullptr;
  vuoro_session* session = nullptr;
  Must(vuoro_engine_open(&options, &engine));
  const auto who = VUORO_INIT(vuoro_session_options);
  Must(vuoro_session_open(engine, &who, &session));
  vuoro_engine_close(engine);
  return session;
}

void RemoveStore() {
  for (const char* end : {"", "-wal", "-shm", "-lock"}) {
    std::remove((std::string(kFile) + end).c_str());
  }
}

void OverwriteAndSync(benchmark::State& state) {
  const int file = open("tickets_benchmark.raw", O_RDWR | O_CREAT | O_TRUNC, 0600);
  std::vector<char> page(4096, 'x');
  for (int i = 0; i < 256; ++i) {
    if (write(file, page.data(), page.size()) < 0) std::abort();
  }
  fsync(file);
  int64_t turn = 0;
  for (auto _ : state) {
    page[0] = static_cast<char>(turn);
    if (pwrite(file, page.data(), page.size(), turn++ % 256 * 4096) < 0) std::abort();
    fdatasync(file);
  }
  close(file);
  std::remove("tickets_benchmark.raw");
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(OverwriteAndSync)->UseRealTime();

struct Office {
  vuoro_session* session = OpenSession(("sqlite:" + std::string(kFile)).c_str());
  vuoro_issue issue = VUORO_INIT(vuoro_issue);
  Office() {
    Must(vuoro_network_load(session, nullptr, kNetwork.data(), kNetwork.size(), nullptr));
    Must(vuoro_find_id(session, VUORO_KIND_OFFICE, "o", &issue.office));
    Must(vuoro_find_id(session, VUORO_KIND_SERVICE, "s", &issue.service));
  }
  ~Office() { vuoro_session_close(session); }
  void Issue() const {
    auto ticket = VUORO_INIT(vuoro_ticket);
    Must(vuoro_ticket_issue(session, nullptr, &issue, &ticket));
  }
};

void DurableTickets(benchmark::State& state) {
  constexpr int kTicketsEach = 25;
  const auto callers = static_cast<int>(state.range(0));
  RemoveStore();
  {
    const Office office;
    for (auto _ : state) {
      std::vector<std::thread> threads;
      for (int i = 0; i < callers; ++i) {
        threads.emplace_back([&] {
          for (int ticket = 0; ticket < kTicketsEach; ++ticket) office.Issue();
        });
      }
      for (std::thread& thread : threads) thread.join();
    }
    state.SetItemsProcessed(state.iterations() * callers * kTicketsEach);
  }
  RemoveStore();
}
BENCHMARK(DurableTickets)->Arg(1)->Arg(32)->UseRealTime()->Iterations(4);

double ResidentMb() {
  double kilobytes = 0;
  std::FILE* file = std::fopen("/proc/self/status", "r");
  for (char line[256]; file != nullptr && std::fgets(line, sizeof line, file) != nullptr;) {
    if (std::strncmp(line, "VmRSS:", 6) == 0) kilobytes = std::atof(line + 6);
  }
  if (file != nullptr) std::fclose(file);
  return kilobytes / 1024;
}

// The national network with every day of four weeks made, by asking for slots in each office.
void ResidentMemory(benchmark::State& state) {
  const char* path = std::getenv("VUORO_NETWORK");
  std::FILE* file = std::fopen(path != nullptr ? path : "examples/networks/finland50.json", "rb");
  if (file == nullptr) return state.SkipWithError("run it from the top of the tree");
  std::string json(8 << 20, '\0');
  json.resize(std::fread(json.data(), 1, json.size(), file));
  std::fclose(file);
  for (auto _ : state) {
    vuoro_session* session = OpenSession("memory:");
    Must(vuoro_network_load(session, nullptr, json.data(), json.size(), nullptr));
    vuoro_entities* offers = nullptr;
    Must(vuoro_entities_list(session, VUORO_KIND_OFFER, 0, nullptr, &offers));
    int64_t found = 0;
    for (size_t i = 0; i < vuoro_entities_count(offers); ++i) {
      auto offer = VUORO_INIT(vuoro_entity);
      Must(vuoro_entities_at(offers, i, &offer));
      auto search = VUORO_INIT(vuoro_search);
      search.office = offer.office;
      search.service = offer.service;
      search.mode = offer.mode;
      search.from_us = kNowUs;
      search.until_us = kNowUs + 28 * kDayUs;
      search.limit = 10'000;
      vuoro_slots* slots = nullptr;
      if (vuoro_slots_search(session, &search, &slots) != VUORO_OK) continue;
      found += static_cast<int64_t>(vuoro_slots_count(slots));
      vuoro_slots_free(slots);
    }
    vuoro_entities_free(offers);
    state.counters["slots"] = static_cast<double>(found);
    state.counters["VmRSS_MB"] = ResidentMb();
    vuoro_session_close(session);
  }
}
BENCHMARK(ResidentMemory)->Iterations(1);

}  // namespace
