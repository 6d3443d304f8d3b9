// The kill -9 campaign: campaign_kill [--seed N] [--kills N]
//
// Four real processes append to one file and say what was acknowledged; all are killed after a
// random 2-40 ms. Every acknowledged record must be there with its hash, and the chain whole.
// A killed process loses nothing from the page cache, so this speaks of locks, recovery and
// half-made states; the power-cut campaign speaks of durability.
#include <fmt/core.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <string_view>
#include <thread>

#include "store/test_records.h"
#include "store/worker_process.h"
#include "vuoro/base/status.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

constexpr int kWriters = 4;

int Run(uint64_t seed, int64_t kills) {
  const auto start = std::chrono::steady_clock::now();
  Random random(seed);
  const ScratchFolder folder;
  const std::string path = folder.File("store.db");
  std::map<int64_t, std::string> acknowledged;  // seq and hash
  int64_t lost = 0, broken = 0;
  for (int64_t kill = 0; kill < kills; kill += kWriters) {
    std::vector<std::unique_ptr<WorkerProcess>> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.push_back(std::make_unique<WorkerProcess>(std::vector<std::string>{
          path, "append", "0", std::to_string(random.Below(uint64_t{1} << 31))}));
    }
    // Counted from the first answer, else most would be killed before they have opened.
    const auto first = writers[0]->ReadLine();
    std::this_thread::sleep_for(std::chrono::microseconds(random.Between(2000, 40'000)));
    for (const auto& writer : writers) writer->Signal(SIGKILL);
    for (size_t i = 0; i < writers.size(); ++i) {
      auto line = i == 0 ? first : writers[i]->ReadLine();
      for (; line; line = writers[i]->ReadLine()) {
        const size_t space = line->find(' ');
        acknowledged[std::atoll(line->c_str())] = line->substr(space + 1);
      }
      writers[i]->Wait();
    }
    const auto store = OpenStore("sqlite:" + path, {.create = true});
    const absl::Status whole = store.ok() ? (*store)->Verify() : store.status();
    if (!whole.ok()) {
      ++broken;
      fmt::print("seed {} kill {}: {}: {}\n", seed, kill, ReasonOf(whole), MessageOf(whole));
      continue;
    }
    const auto records = (*store)->ReadAfter(0, SIZE_MAX);
    for (const auto& [seq, hash] : acknowledged) {
      const auto index = static_cast<size_t>(seq - 1);
      if (index >= records->size() || (*records)[index].hash.Hex() != hash) {
        ++lost;
        fmt::print("seed {} kill {}: record {} was acknowledged and is gone\n", seed, kill, seq);
        break;
      }
    }
  }
  const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print(
      "kill -9: seed {}, {} kills in {:.1f} s, {} records acknowledged, lost {}, broken {}\n", seed,
      kills, s, acknowledged.size(), lost, broken);
  return lost + broken == 0 && !acknowledged.empty() ? 0 : 1;
}

}  // namespace
}  // namespace vuoro

int main(int argc, char** argv) {
  uint64_t seed = 1;
  int64_t kills = 200;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--seed") seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--kills") kills = std::atoll(argv[i + 1]);
  }
  return vuoro::Run(seed, kills);
}
