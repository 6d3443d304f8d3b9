// Time zones by IANA name: local dates and minutes to instants and back.
//
// The rules come from the system's tzdata through the date library, and after the last year that
// the library knows (2037 for most zones) from the zone's own standing rule. They are turned into
// one sorted table for 1900-2200 when the zone is found, so no conversion reads a file or locks.
#ifndef VUORO_TIME_ZONE_H_
#define VUORO_TIME_ZONE_H_

#include <absl/status/statusor.h>

#include <memory>
#include <string>
#include <string_view>

#include "vuoro/time/date.h"
#include "vuoro/time/instant.h"

namespace vuoro {

struct ZoneTable;

// What a clock on the wall shows.
struct LocalTime {
  Date date;
  int minute = 0;    // 0..1439
  int second = 0;    // 0..59
  int offset_s = 0;  // local time minus UTC

  friend constexpr auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

// Which of the two instants to take when the wall clock shows a minute twice in autumn.
enum class Fold { kEarlier, kLater };

// Immutable and cheap to copy; any number of threads may use one. Conversions cost a binary search
// over a few hundred entries.
class Zone {
 public:
  Zone();  // UTC

  const std::string& name() const;

  // Seconds that local time is ahead of UTC at `instant`; before 1900 and after 2200 as at the
  // ends.
  int OffsetAt(Instant instant) const;
  LocalTime ToLocal(Instant instant) const;

  // The instant at which the wall clock shows `minute` of `date`; 1440 and more are minutes of the
  // next day. REQUIRES: 0 <= minute <= kMaxMinute.
  //
  // In a gap (spring) the minute does not exist: the answer is as far after the shift as the minute
  // is after the gap's start, that is, the wall clock shows the minute plus the gap's length
  // (03:30 in Helsinki is shown as 04:30). RFC 5545 section 3.3.5 has the same rule.
  // In an overlap (autumn) the minute exists twice, and `fold` chooses.
  Instant ToInstant(Date date, int minute, Fold fold = Fold::kEarlier) const;

  // The time during which something is open from from_min to to_min of `date`: the earlier instant
  // for the start and the later for the end, so a shift never shrinks in autumn. Empty when all of
  // it was skipped in spring.
  Interval ToInterval(Date date, MinuteRange range) const;

  // The first instant at which the local date is `date` or later. Not always 00:00: some zones skip
  // midnight in spring, and a few skipped a whole day, which then starts where the next does.
  Instant DayStart(Date date) const;
  // [DayStart(date), DayStart(date + 1)): 23, 24 or 25 hours in most zones.
  Interval Day(Date date) const { return {DayStart(date), DayStart(date.AddDays(1))}; }
  // The date whose Day() holds `instant`. It is the local date, except for the minutes that a zone
  // which sets its clock back across midnight lives through twice.
  Date DateAt(Instant instant) const;

  friend bool operator==(const Zone& a, const Zone& b) { return a.name() == b.name(); }

 private:
  friend absl::StatusOr<Zone> FindZone(std::string_view name);
  explicit Zone(std::shared_ptr<const ZoneTable> table) : table_(std::move(table)) {}

  std::shared_ptr<const ZoneTable> table_;
};

// The zone with this IANA name, such as "Europe/Helsinki". Reads the system's tzdata (well under a
// millisecond, the first call in a process more). Thread-safe. Errors: unknown_zone.
absl::StatusOr<Zone> FindZone(std::string_view name);

// The release of the system's tzdata, such as "2025b"; "unknown" where it does not say.
std::string TzdataVersion();

}  // namespace vuoro

#endif  // VUORO_TIME_ZONE_H_
