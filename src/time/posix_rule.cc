// The standing daylight-saving rule at the end of a TZif file, spelled out year by year.
//
// Debian's date library reads the explicit transitions only, which end in 2037; without this the
// clocks of most zones would stay on winter time from then on.
#include <algorithm>

#include "time/zone_table.h"
#include "vuoro/base/status.h"
#include "vuoro/time/date.h"
#include "vuoro/time/instant.h"

namespace vuoro {
namespace {

// When a rule's change happens in a year: "M3.5.0/3", "J60" or "59".
struct RuleDate {
  enum class Form { kMonthWeekDay, kJulianNoLeapDay, kDayFromZero } form = Form::kMonthWeekDay;
  int month = 0;
  int week = 0;     // 1..5, 5 is the last
  int weekday = 0;  // 0 is Sunday, as POSIX has it
  int day = 0;
  int time_s = 2 * 3600;

  Date On(int year) const {
    const Date new_year = Date::FromCivil(year, 1, 1);
    switch (form) {
      case Form::kJulianNoLeapDay:
        return new_year.AddDays(day - 1 + (IsLeapYear(year) && day >= 60 ? 1 : 0));
      case Form::kDayFromZero:
        return new_year.AddDays(day);
      case Form::kMonthWeekDay:
        break;
    }
    const Date first = Date::FromCivil(year, month, 1);
    const int wanted = (weekday + 6) % 7;
    int of_month = 1 + (wanted - first.weekday() + 7) % 7 + (week - 1) * 7;
    if (of_month > DaysInMonth(year, month)) of_month -= 7;
    return first.AddDays(of_month - 1);
  }
};

// Reads a rule from left to right; every method is false when the text does not fit.
class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }

  bool Skip(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // "EET" or "<+0330>"
  bool Name() {
    size_t length = 0;
    if (Skip('<')) {
      length = rest_.find('>');
      if (length == std::string_view::npos) return false;
      rest_.remove_prefix(length + 1);
      return length >= 3;
    }
    while (length < rest_.size() && IsLetter(rest_[length])) ++length;
    rest_.remove_prefix(length);
    return length >= 3;
  }

  bool Number(int limit, int& value) {
    if (rest_.empty() || !IsDigit(rest_.front())) return false;
    value = 0;
    while (!rest_.empty() && IsDigit(rest_.front())) {
      value = value * 10 + (rest_.front() - '0');
      if (value > limit) return false;
      rest_.remove_prefix(1);
    }
    return true;
  }

  // "[+-]hh[:mm[:ss]]" in seconds; up to a week, which RFC 8536 allows.
  bool Time(int& seconds) {
    const bool negative = Skip('-');
    if (!negative) Skip('+');
    int hours = 0;
    int minutes = 0;
    int rest = 0;
    if (!Number(167, hours)) return false;
    if (Skip(':') && !Number(59, minutes)) return false;
    if (Skip(':') && !Number(59, rest)) return false;
    seconds = (negative ? -1 : 1) * (hours * 3600 + minutes * 60 + rest);
    return true;
  }

  bool When(RuleDate& when) {
    if (Skip('M')) {
      if (!Number(12, when.month) || !Skip('.') || !Number(5, when.week) || !Skip('.') ||
          !Number(6, when.weekday) || when.month < 1 || when.week < 1) {
        return false;
      }
    } else if (Skip('J')) {
      when.form = RuleDate::Form::kJulianNoLeapDay;
      if (!Number(365, when.day) || when.day < 1) return false;
    } else {
      when.form = RuleDate::Form::kDayFromZero;
      if (!Number(365, when.day)) return false;
    }
    return !Skip('/') || Time(when.time_s);
  }

 private:
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }
  static bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  std::string_view rest_;
};

struct PosixRule {
  int standard_s = 0;  // ahead of UTC, unlike in the text
  bool has_summer = false;
  int summer_s = 0;
  RuleDate summer_begins;
  RuleDate summer_ends;
};

bool ReadRule(std::string_view text, PosixRule& rule) {
  RuleReader reader(text);
  int west_s = 0;
  if (!reader.Name() || !reader.Time(west_s)) return false;
  rule.standard_s = -west_s;
  if (reader.AtEnd()) return true;
  rule.has_summer = true;
  rule.summer_s = rule.standard_s + 3600;
  if (!reader.Name()) return false;
  if (!reader.Skip(',')) {
    if (!reader.Time(west_s) || !reader.Skip(',')) return false;
    rule.summer_s = -west_s;
  }
  return reader.When(rule.summer_begins) && reader.Skip(',') && reader.When(rule.summer_ends) &&
         reader.AtEnd();
}

int64_t UtcSeconds(const RuleDate& when, int year, int offset_before_s) {
  return int64_t{when.On(year).days} * kSecondsPerDay + when.time_s - offset_before_s;
}

}  // namespace

absl::Status AppendPosixRule(std::string_view text, int last_year,
                             std::vector<OffsetChange>& changes) {
  PosixRule rule;
  if (!ReadRule(text, rule)) {
    return Fail(Reason::kBadArgument, "'{}' is not a POSIX time zone rule", text);
  }
  const OffsetChange last = changes.back();
  if (!rule.has_summer) {
    if (last.offset_s == rule.standard_s) return absl::OkStatus();
    return Fail(Reason::kBadArgument, "'{}' contradicts the last explicit offset, {} s", text,
                last.offset_s);
  }
  // A year early: near New Year the UTC year is not the local one.
  const Date last_day{static_cast<int32_t>(last.start_s / kSecondsPerDay)};
  for (int year = last_day.year() - 1; year <= last_year; ++year) {
    std::vector<OffsetChange> two = {
        {UtcSeconds(rule.summer_begins, year, rule.standard_s), rule.summer_s},
        {UtcSeconds(rule.summer_ends, year, rule.summer_s), rule.standard_s}};
    if (two[1].start_s < two[0].start_s) std::swap(two[0], two[1]);
    for (const OffsetChange& change : two) {
      if (change.start_s > last.start_s && change.offset_s != changes.back().offset_s) {
        changes.push_back(change);
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace vuoro
