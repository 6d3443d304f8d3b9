// A process of its own for the store tests: store_worker PATH COMMAND ...
//
//   hold              takes the lock, says "held" and keeps it until its input ends
//   append N SEED     appends N records one by one under the lock, saying each acknowledged seq
//   append 0 SEED     the same without end
//   trace N CHECKPOINT_PAGES LOCKED SHARED_FILE
//                     appends N records through a VFS that notes who writes and checkpoints
//
// Every failure is said on stderr with its reason and ends the process with 1.
#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "store/overlap_vfs.h"
#include "store/test_records.h"
#include "vuoro/base/status.h"
#include "vuoro/store/open.h"

namespace vuoro {
namespace {

int Complain(const absl::Status& status) {
  fmt::print(stderr, "{}: {}\n", ReasonOf(status), MessageOf(status));
  return 1;
}

// One write call per line, so that a line is in the pipe whole or not at all.
void Say(std::string_view line) {
  const std::string text = fmt::format("{}\n", line);
  if (write(STDOUT_FILENO, text.data(), text.size()) < 0) _exit(2);
}

int Hold(Store& store) {
  if (const absl::Status status = store.Lock(10'000'000); !status.ok()) return Complain(status);
  Say("held");
  char ignored = 0;
  while (read(STDIN_FILENO, &ignored, 1) > 0) {
  }
  return 0;
}

// With `stubborn` a failed append is tried again: without our lock writers get in each other's way.
int Append(Store& store, int64_t count, uint64_t seed, bool stubborn) {
  Random random(seed);
  for (int64_t i = 0; count == 0 || i < count; ++i) {
    if (const absl::Status status = store.Lock(30'000'000); !status.ok()) return Complain(status);
    const auto tail = store.ReadTail();
    if (!tail.ok()) return Complain(tail.status());
    const std::vector<Record> records = RecordsAfter(*tail, 1, random);
    if (const absl::Status status = store.Append(records, {}); !status.ok()) {
      store.Unlock();
      if (!stubborn) return Complain(status);
      continue;
    }
    // Said before the lock is given back, so the parent hears of records in their order.
    Say(fmt::format("{} {}", records[0].seq, records[0].hash.Hex()));
    store.Unlock();
  }
  return 0;
}

int Main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string_view command = argv[2];
  StoreOptions options{.create = true, .open_timeout_us = 30'000'000};
  auto number = [&](int i) { return argc > i ? std::atoll(argv[i]) : 0; };
  if (command == "trace") {
    RegisterOverlapVfs(argv[6]);
    options.sqlite_vfs = kOverlapVfs;
    options.checkpoint_pages = static_cast<int32_t>(number(4));
    options.lock_across_processes = number(5) != 0;
  }
  auto store = OpenStore(fmt::format("sqlite:{}", argv[1]), options);
  if (!store.ok()) return Complain(store.status());
  if (command == "hold") return Hold(**store);
  return Append(**store, number(3), static_cast<uint64_t>(number(4)),
                !options.lock_across_processes);
}

}  // namespace
}  // namespace vuoro

int main(int argc, char** argv) { return vuoro::Main(argc, argv); }
