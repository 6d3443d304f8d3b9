// A zone's offsets as one sorted table; how it is filled from tzdata. Private to the time room.
#ifndef VUORO_SRC_TIME_ZONE_TABLE_H_
#define VUORO_SRC_TIME_ZONE_TABLE_H_

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro {

// From `start_s` (UTC seconds since 1970) on, local time is `offset_s` ahead of UTC.
struct OffsetChange {
  int64_t start_s = 0;
  int offset_s = 0;

  friend bool operator==(const OffsetChange&, const OffsetChange&) = default;
};

// `changes` is never empty and ascends; the first entry counts for all time before it as well.
struct ZoneTable {
  std::string name;
  std::vector<OffsetChange> changes;
};

// Appends to `changes` what the POSIX rule `rule` ("EET-2EEST,M3.5.0/3,M10.5.0/4", the last line of
// a TZif file, RFC 8536 section 3.3) says for the time after the last entry, to the end of
// `last_year`. Errors: bad_argument for a malformed rule.
absl::Status AppendPosixRule(std::string_view rule, int last_year,
                             std::vector<OffsetChange>& changes);

}  // namespace vuoro

#endif  // VUORO_SRC_TIME_ZONE_TABLE_H_
