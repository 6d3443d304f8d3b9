// When something is open, as people state it: weekly rules, exceptions and holidays by name. Values
// only; vuoro/calendar/opening.h says what they mean on a date.
#ifndef VUORO_MODEL_HOURS_H_
#define VUORO_MODEL_HOURS_H_

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/time/date.h"

namespace vuoro {

// Days that Finnish opening hours name, in the order of the year.
enum class Holiday : uint8_t {
  kNewYearsDay,
  kEpiphany,
  kMaundyThursday,
  kGoodFriday,
  kHolySaturday,
  kEasterSunday,
  kEasterMonday,
  kMayDayEve,
  kMayDay,
  kAscensionDay,
  kPentecost,
  kMidsummerEve,
  kMidsummerDay,
  kAllSaintsDay,
  kIndependenceDay,
  kChristmasEve,
  kChristmasDay,
  kBoxingDay,
  kNewYearsEve,
};

// What a holiday does to offices.
enum class HolidayKind : uint8_t {
  // A public holiday: closed_on_public_holidays closes it. There are 13 a year.
  kPublic,
  // A working day in law on which public offices are closed by custom and collective agreement:
  // Midsummer Eve and Christmas Eve. Closed only by an exception that names it.
  kCustomaryEve,
  // An ordinary working day, often with shorter hours; it has a name so that an exception can use
  // it.
  kNamedDay,
};

struct HolidayRow {
  Holiday holiday;
  std::string_view key;   // in documents: "good_friday"
  std::string_view name;  // in English: "Good Friday"
  HolidayKind kind;
};

// One row per holiday, in enumerator order.
inline constexpr std::array<HolidayRow, 19> kHolidays = {{
    {Holiday::kNewYearsDay, "new_years_day", "New Year's Day", HolidayKind::kPublic},
    {Holiday::kEpiphany, "epiphany", "Epiphany", HolidayKind::kPublic},
    {Holiday::kMaundyThursday, "maundy_thursday", "Maundy Thursday", HolidayKind::kNamedDay},
    {Holiday::kGoodFriday, "good_friday", "Good Friday", HolidayKind::kPublic},
    {Holiday::kHolySaturday, "holy_saturday", "Holy Saturday", HolidayKind::kNamedDay},
    {Holiday::kEasterSunday, "easter_sunday", "Easter Sunday", HolidayKind::kPublic},
    {Holiday::kEasterMonday, "easter_monday", "Easter Monday", HolidayKind::kPublic},
    {Holiday::kMayDayEve, "may_day_eve", "May Day Eve", HolidayKind::kNamedDay},
    {Holiday::kMayDay, "may_day", "May Day", HolidayKind::kPublic},
    {Holiday::kAscensionDay, "ascension_day", "Ascension Day", HolidayKind::kPublic},
    {Holiday::kPentecost, "pentecost", "Pentecost", HolidayKind::kPublic},
    {Holiday::kMidsummerEve, "midsummer_eve", "Midsummer Eve", HolidayKind::kCustomaryEve},
    {Holiday::kMidsummerDay, "midsummer_day", "Midsummer Day", HolidayKind::kPublic},
    {Holiday::kAllSaintsDay, "all_saints_day", "All Saints' Day", HolidayKind::kPublic},
    {Holiday::kIndependenceDay, "independence_day", "Independence Day", HolidayKind::kPublic},
    {Holiday::kChristmasEve, "christmas_eve", "Christmas Eve", HolidayKind::kCustomaryEve},
    {Holiday::kChristmasDay, "christmas_day", "Christmas Day", HolidayKind::kPublic},
    {Holiday::kBoxingDay, "boxing_day", "Second Day of Christmas", HolidayKind::kPublic},
    {Holiday::kNewYearsEve, "new_years_eve", "New Year's Eve", HolidayKind::kNamedDay},
}};

constexpr const HolidayRow& RowOf(Holiday holiday) {
  return kHolidays[static_cast<size_t>(holiday)];
}
constexpr std::string_view KeyOf(Holiday holiday) { return RowOf(holiday).key; }
constexpr std::string_view NameOf(Holiday holiday) { return RowOf(holiday).name; }
constexpr bool IsPublic(Holiday holiday) { return RowOf(holiday).kind == HolidayKind::kPublic; }
// Nothing for an unknown key.
constexpr std::optional<Holiday> FindHoliday(std::string_view key) {
  for (const HolidayRow& row : kHolidays) {
    if (row.key == key) return row.holiday;
  }
  return std::nullopt;
}

// A set of weekdays, bit 0 = Monday.
using WeekdayMask = uint8_t;
inline constexpr WeekdayMask kAllWeekdays = 0x7f;
inline constexpr WeekdayMask kMondayToFriday = 0x1f;
constexpr WeekdayMask WeekdayBit(int weekday) { return static_cast<WeekdayMask>(1 << weekday); }

// "22:00-02:00" as written becomes [1320, 1560): an end at or before its start is on the next day.
// REQUIRES: 0 <= from_min < 1440; to_min is at most 2880 and less than 1440 after from_min + 1.
constexpr MinuteRange OverMidnight(int from_min, int to_min) {
  return {from_min, to_min <= from_min ? to_min + kMinutesPerDay : to_min};
}

// One rule: open during `hours` of the local days that pass every condition. The days are those on
// which the opening starts; a part after midnight follows its start.
struct WeeklyHours {
  WeekdayMask weekdays = 0;
  MinuteRange hours;  // 0 <= from < 1440, from < to <= from + 1440; see OverMidnight
  DateRange valid;    // both ends included
  // Every n-th week, Monday to Sunday, counted from the week that holds `anchor`, in both
  // directions (RFC 5545: FREQ=WEEKLY;INTERVAL=n;WKST=MO). 1..kMaxEveryWeeks.
  int every_weeks = 1;
  Date anchor;  // not read when every_weeks is 1
  // 0 every week; 1..5 the n-th such weekday of the month (a fifth exists in some months only); -1
  // the last one (RFC 5545: FREQ=MONTHLY;BYDAY=nMO).
  int nth_of_month = 0;

  friend bool operator==(const WeeklyHours&, const WeeklyHours&) = default;
};
inline constexpr int kMaxEveryWeeks = 520;

// What replaces the weekly rules on some days. With a `holiday`: on that day of every year inside
// `dates`; without: on every day of `dates`.
struct ExceptionDay {
  DateRange dates;  // both ends included
  std::optional<Holiday> holiday;
  std::vector<MinuteRange> hours;  // as in WeeklyHours; none means closed
  std::string note;                // for people: "lift under repair"

  bool closed() const { return hours.empty(); }

  friend bool operator==(const ExceptionDay&, const ExceptionDay&) = default;
};

// Everything that one calendar says. Empty: never open.
struct OpeningHours {
  std::vector<WeeklyHours> weekly;  // their union
  std::vector<ExceptionDay> exceptions;
  bool closed_on_public_holidays = true;

  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

}  // namespace vuoro

#endif  // VUORO_MODEL_HOURS_H_
