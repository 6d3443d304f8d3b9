// Records, blobs and scratch folders for the store tests.
#ifndef VUORO_TESTS_STORE_TEST_RECORDS_H_
#define VUORO_TESTS_STORE_TEST_RECORDS_H_

#include <fmt/core.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/journal/record.h"

namespace vuoro {

inline constexpr int64_t kSecond = 1'000'000;  // in microseconds

// `count` records that continue `tail`, their texts drawn from `random`.
inline std::vector<Record> RecordsAfter(const Tail& tail, size_t count, Random& random,
                                        size_t max_payload = 300) {
  std::vector<Record> records(count);
  for (Record& record : records) {
    record.type = random.Chance(1, 2) ? "ticket.issued" : "appointment.held";
    record.version = static_cast<int32_t>(random.Between(1, 3));
    record.origin = random.Between(1, 5);
    record.at_us = random.Between(0, 4'000'000'000) * 400'000;
    record.key = fmt::format("key-{:016x}", random());
    record.fingerprint = random();
    record.actor = "kiosk";
    record.payload = fmt::format(R"({{"fill":"{}"}})", std::string(random.Below(max_payload), 'x'));
  }
  ChainAfter(tail, records);
  return records;
}

inline Tail TailAfter(const std::vector<Record>& records) {
  return records.empty() ? Tail{} : Tail{records.back().seq, records.back().hash};
}

// A folder that is gone when the scope ends.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "vuoro-store-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string File(std::string_view name) const { return fmt::format("{}/{}", path_, name); }

 private:
  std::string path_;
};

}  // namespace vuoro

#endif  // VUORO_TESTS_STORE_TEST_RECORDS_H_
