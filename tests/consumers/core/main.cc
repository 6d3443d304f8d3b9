// An outsider's C++ program: a status of ours and a hash, whose code stands in the static library.
#include <cstdio>

#include "vuoro/base/hash.h"
#include "vuoro/base/status.h"

int main() {
  const absl::Status status = vuoro::Fail(vuoro::Reason::kSlotTaken, "counter {} is busy", 3);
  const std::string hash = vuoro::Sha256("abc").Hex();
  std::printf("%s %s\n", std::string(vuoro::ReasonOf(status)).c_str(), hash.c_str());
  return vuoro::HasReason(status, vuoro::Reason::kSlotTaken) && hash.starts_with("ba7816bf") ? 0
                                                                                             : 1;
}
