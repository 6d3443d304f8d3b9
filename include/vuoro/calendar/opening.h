// When something is open on a date: weekly rules, exceptions and holidays to minutes, then
// instants, then bits. It knows no appointments; vuoro/model/hours.h holds the rules' words.
#ifndef VUORO_CALENDAR_OPENING_H_
#define VUORO_CALENDAR_OPENING_H_

#include <cstdint>
#include <span>
#include <vector>

#include "vuoro/model/hours.h"
#include "vuoro/time/date.h"
#include "vuoro/time/instant.h"
#include "vuoro/time/zone.h"

namespace vuoro {

// Sorted, none empty, none touching or overlapping another.
using MinuteRanges = std::vector<MinuteRange>;
using Intervals = std::vector<Interval>;

// What decided a date, the strongest first. Of two exceptions of one kind the one that covers fewer
// dates wins, then the one that stands later in the list.
enum class OpeningSource : uint8_t {
  kDateException,
  kHolidayException,
  kPublicHoliday,  // closed_on_public_holidays
  kWeekly,
};

// The openings that START on one date; an end past 1440 is on the next.
struct DayOpening {
  MinuteRanges ranges;
  OpeningSource source = OpeningSource::kWeekly;
  int exception_index = -1;  // in OpeningHours::exceptions; -1 when no exception decided
};

// True when `rule` has an opening that starts on `date`: its weekday, validity, week and n-th of
// the month all fit. Exceptions are not looked at.
bool AppliesOn(const WeeklyHours& rule, Date date);

// What `hours` says about the openings that start on `date`, and which part of it said so.
DayOpening OpeningOn(const OpeningHours& hours, Date date);

// When it is open during `date`'s own minutes 0..1440: what starts then and the rest of what ran
// over midnight from the day before. An exception governs what starts on its date: a night that
// began before a closed day is served to its end.
MinuteRanges OpenRanges(const OpeningHours& hours, Date date);

// Open in both, such as a unit inside a building. O(a + b).
MinuteRanges Intersect(const MinuteRanges& a, const MinuteRanges& b);
// Open in at least one. O(n log n).
MinuteRanges Unite(const MinuteRanges& a, const MinuteRanges& b);

// `ranges` of `date` as instants inside zone.Day(date), by Zone::ToInterval and its rules for the
// days on which clocks change; sorted and merged. Intersect first, in minutes, then come here.
Intervals ToInstants(const MinuteRanges& ranges, Date date, const Zone& zone);
Intervals OpenIntervals(const OpeningHours& hours, Date date, const Zone& zone);

// How many whole quanta of elapsed time a local day has: 288 of 5 minutes, 276 or 300 when clocks
// change by an hour. Quantum k is [DayStart + k * quantum_min, + quantum_min): it counts time that
// passes, not what the clock shows. REQUIRES: quantum_min >= 1.
int QuantaOf(Date date, const Zone& zone, int quantum_min);

// Sets bit k % 64 of bits[k / 64] for every quantum k that is open from its first to its last
// moment, clears all others, and returns QuantaOf(). REQUIRES: bits has room for QuantaOf() bits.
int OpenMask(const MinuteRanges& ranges, Date date, const Zone& zone, int quantum_min,
             std::span<uint64_t> bits);

// The quantum of `date` that holds `instant`; negative before the day starts.
int QuantumAt(Instant instant, Date date, const Zone& zone, int quantum_min);

}  // namespace vuoro

#endif  // VUORO_CALENDAR_OPENING_H_
