// Evaluates opening hours on a date and turns them into instants and bits.
#include "vuoro/calendar/opening.h"

#include <algorithm>

#include "vuoro/calendar/holidays.h"

namespace vuoro {
namespace {

bool IsNthOfMonth(Date date, int nth) {
  if (nth == 0) return true;
  const int ymd = date.Ymd();
  const int day = ymd % 100;
  if (nth < 0) return day + 7 > DaysInMonth(ymd / 10000, ymd / 100 % 100);
  return (day - 1) / 7 + 1 == nth;
}

bool AppliesOn(const ExceptionDay& exception, Date date) {
  return exception.dates.Contains(date) && (!exception.holiday || Is(date, *exception.holiday));
}

// Sorts and joins what touches or overlaps; T is MinuteRange or Interval.
template <class T, class Bound>
void Merge(std::vector<T>& spans, Bound T::*start, Bound T::*end) {
  std::erase_if(spans, [](const T& span) { return span.empty(); });
  std::sort(spans.begin(), spans.end());
  size_t kept = 0;
  for (size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].*start <= spans[kept].*end) {
      spans[kept].*end = std::max(spans[kept].*end, spans[i].*end);
    } else {
      spans[++kept] = spans[i];
    }
  }
  if (!spans.empty()) spans.resize(kept + 1);
}

void Merge(MinuteRanges& ranges) { Merge(ranges, &MinuteRange::from_min, &MinuteRange::to_min); }

// The lower the stronger: by kind, then by how many dates it covers.
std::pair<bool, int> Weakness(const ExceptionDay& exception) {
  return {exception.holiday.has_value(), DaysBetween(exception.dates.first, exception.dates.last)};
}

// The index of the exception that decides `date`, or -1.
int DecidingException(const std::vector<ExceptionDay>& exceptions, Date date) {
  int best = -1;
  for (size_t i = 0; i < exceptions.size(); ++i) {
    if (!AppliesOn(exceptions[i], date)) continue;
    if (best >= 0 && Weakness(exceptions[i]) > Weakness(exceptions[static_cast<size_t>(best)])) {
      continue;
    }
    best = static_cast<int>(i);
  }
  return best;
}

// Sets bits [from, to).
void SetBits(std::span<uint64_t> bits, int64_t from, int64_t to) {
  for (int64_t k = from; k < to; ++k) bits[static_cast<size_t>(k) / 64] |= uint64_t{1} << (k % 64);
}

int64_t QuantumMicros(int quantum_min) {
  return quantum_min * kSecondsPerMinute * kMicrosPerSecond;
}

}  // namespace

bool AppliesOn(const WeeklyHours& rule, Date date) {
  if ((rule.weekdays & WeekdayBit(date.weekday())) == 0 || !rule.valid.Contains(date)) return false;
  if (rule.every_weeks > 1) {
    const int weeks = DaysBetween(rule.anchor.monday(), date.monday()) / 7;
    if (weeks % rule.every_weeks != 0) return false;
  }
  return IsNthOfMonth(date, rule.nth_of_month);
}

DayOpening OpeningOn(const OpeningHours& hours, Date date) {
  DayOpening day;
  day.exception_index = DecidingException(hours.exceptions, date);
  if (day.exception_index >= 0) {
    const ExceptionDay& exception = hours.exceptions[static_cast<size_t>(day.exception_index)];
    day.source =
        exception.holiday ? OpeningSource::kHolidayException : OpeningSource::kDateException;
    day.ranges = exception.hours;
  } else if (hours.closed_on_public_holidays && IsPublicHoliday(date)) {
    day.source = OpeningSource::kPublicHoliday;
  } else {
    for (const WeeklyHours& rule : hours.weekly) {
      if (AppliesOn(rule, date)) day.ranges.push_back(rule.hours);
    }
  }
  Merge(day.ranges);
  return day;
}

MinuteRanges OpenRanges(const OpeningHours& hours, Date date) {
  MinuteRanges ranges = OpeningOn(hours, date).ranges;
  for (const MinuteRange& range : OpeningOn(hours, date.AddDays(-1)).ranges) {
    if (range.to_min <= kMinutesPerDay) continue;
    ranges.push_back({std::max(range.from_min - kMinutesPerDay, 0), range.to_min - kMinutesPerDay});
  }
  for (MinuteRange& range : ranges) range.to_min = std::min(range.to_min, kMinutesPerDay);
  Merge(ranges);
  return ranges;
}

MinuteRanges Intersect(const MinuteRanges& a, const MinuteRanges& b) {
  MinuteRanges both;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const MinuteRange common{std::max(a[i].from_min, b[j].from_min),
                             std::min(a[i].to_min, b[j].to_min)};
    if (!common.empty()) both.push_back(common);
    a[i].to_min < b[j].to_min ? ++i : ++j;
  }
  return both;
}

MinuteRanges Unite(const MinuteRanges& a, const MinuteRanges& b) {
  MinuteRanges either = a;
  either.insert(either.end(), b.begin(), b.end());
  Merge(either);
  return either;
}

Intervals ToInstants(const MinuteRanges& ranges, Date date, const Zone& zone) {
  const Interval day = zone.Day(date);
  Intervals intervals;
  for (const MinuteRange& range : ranges) {
    intervals.push_back(zone.ToInterval(date, range).Intersect(day));
  }
  Merge(intervals, &Interval::start, &Interval::end);
  return intervals;
}

Intervals OpenIntervals(const OpeningHours& hours, Date date, const Zone& zone) {
  return ToInstants(OpenRanges(hours, date), date, zone);
}

int QuantaOf(Date date, const Zone& zone, int quantum_min) {
  return static_cast<int>(zone.Day(date).duration_us() / QuantumMicros(quantum_min));
}

int OpenMask(const MinuteRanges& ranges, Date date, const Zone& zone, int quantum_min,
             std::span<uint64_t> bits) {
  std::fill(bits.begin(), bits.end(), 0);
  const Instant start = zone.DayStart(date);
  const int64_t quantum_us = QuantumMicros(quantum_min);
  const int quanta = QuantaOf(date, zone, quantum_min);
  for (const Interval& open : ToInstants(ranges, date, zone)) {
    const int64_t first = (MicrosBetween(start, open.start) + quantum_us - 1) / quantum_us;
    const int64_t end = MicrosBetween(start, open.end) / quantum_us;
    SetBits(bits, first, std::min<int64_t>(end, quanta));
  }
  return quanta;
}

int QuantumAt(Instant instant, Date date, const Zone& zone, int quantum_min) {
  const int64_t elapsed_us = MicrosBetween(zone.DayStart(date), instant);
  const int64_t quantum_us = QuantumMicros(quantum_min);
  return static_cast<int>((elapsed_us - (elapsed_us < 0 ? quantum_us - 1 : 0)) / quantum_us);
}

}  // namespace vuoro
