// Reads RRULE texts: every part once, every number in its range, nothing skipped.
#include <array>
#include <map>
#include <string>

#include "vuoro/base/status.h"
#include "vuoro/calendar/recurrence.h"
#include "vuoro/time/instant.h"

namespace vuoro {
namespace {

using Parts = std::map<std::string_view, std::string_view>;

// Cuts `text` up to `separator` off its front.
std::string_view Next(std::string_view& text, char separator) {
  const size_t end = std::min(text.find(separator), text.size());
  const std::string_view head = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return head;
}

std::optional<int> Number(std::string_view text, int low, int high) {
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (text.empty() || text.size() > 8) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (negative) value = -value;
  if (value < low || value > high) return std::nullopt;
  return value;
}

std::optional<int> WeekdayOf(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kCodes = {"MO", "TU", "WE", "TH",
                                                             "FR", "SA", "SU"};
  for (size_t i = 0; i < kCodes.size(); ++i) {
    if (kCodes[i] == text) return static_cast<int>(i);
  }
  return std::nullopt;
}

absl::Status Bad(std::string_view part, std::string_view value) {
  return Fail(Reason::kBadArgument, "recurrence rule: {}={} is not allowed", part, value);
}

// A list of numbers 1..limit, or -limit..-1 where counting from the end makes sense.
absl::Status ReadNumbers(const Parts& parts, std::string_view part, bool from_end, int limit,
                         std::vector<int>& numbers) {
  const auto found = parts.find(part);
  if (found == parts.end()) return absl::OkStatus();
  std::string_view rest = found->second;
  do {
    const auto number = Number(Next(rest, ','), from_end ? -limit : 1, limit);
    if (!number || *number == 0) return Bad(part, found->second);
    numbers.push_back(*number);
  } while (!rest.empty());
  return absl::OkStatus();
}

// "TU", "2TU", "-1SU"; a number has a meaning in months and years only.
absl::Status ReadWeekdays(const Parts& parts, Recurrence& rule) {
  const auto found = parts.find("BYDAY");
  if (found == parts.end()) return absl::OkStatus();
  const bool numbered = rule.week_numbers.empty() && (rule.frequency == Frequency::kMonthly ||
                                                      rule.frequency == Frequency::kYearly);
  std::string_view rest = found->second;
  do {
    const std::string_view item = Next(rest, ',');
    if (item.size() < 2) return Bad("BYDAY", found->second);
    const auto weekday = WeekdayOf(item.substr(item.size() - 2));
    const std::string_view before = item.substr(0, item.size() - 2);
    const auto nth = before.empty() ? 0 : Number(before, -53, 53);
    if (!weekday || !nth || (!before.empty() && (*nth == 0 || !numbered))) {
      return Bad("BYDAY", found->second);
    }
    rule.weekdays.push_back({*weekday, *nth});
  } while (!rest.empty());
  return absl::OkStatus();
}

// "20261231", "20261231T235959" or with a final Z.
absl::Status ReadUntil(const Parts& parts, int start_s, Recurrence& rule) {
  const auto found = parts.find("UNTIL");
  if (found == parts.end()) return absl::OkStatus();
  std::string_view text = found->second;
  const auto ymd = Number(text.substr(0, 8), 0, 99999999);
  if (!ymd || text.size() < 8) return Bad("UNTIL", found->second);
  rule.until = Date::Checked(*ymd / 10000, *ymd / 100 % 100, *ymd % 100);
  if (!rule.until) return Bad("UNTIL", found->second);
  text.remove_prefix(8);
  if (text.empty()) return absl::OkStatus();
  if (text.back() == 'Z') text.remove_suffix(1);
  const auto time =
      text.size() == 7 && text[0] == 'T' ? Number(text.substr(1), 0, 235959) : std::nullopt;
  if (!time || *time / 100 % 100 > 59 || *time % 100 > 59) return Bad("UNTIL", found->second);
  const int until_s = *time / 10000 * 3600 + *time / 100 % 100 * 60 + *time % 100;
  if (until_s < start_s) rule.until = rule.until->AddDays(-1);
  return absl::OkStatus();
}

absl::StatusOr<Parts> SplitParts(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kKnown = {
      "FREQ",     "INTERVAL",  "COUNT",      "UNTIL", "WKST",    "BYMONTH",
      "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS"};
  if (!text.empty() && text.back() == ';') return Bad("the end", ";");
  Parts parts;
  while (!text.empty()) {
    std::string_view value = Next(text, ';');
    const std::string_view part = Next(value, '=');
    if (part == "BYHOUR" || part == "BYMINUTE" || part == "BYSECOND") {
      return Fail(Reason::kUnimplemented, "recurrence rule: {} divides a day", part);
    }
    if (std::find(kKnown.begin(), kKnown.end(), part) == kKnown.end() || value.empty() ||
        value.back() == ',' || !parts.insert({part, value}).second) {
      return Bad(part, value);
    }
  }
  return parts;
}

absl::Status ReadFrequency(const Parts& parts, Recurrence& rule) {
  const auto found = parts.find("FREQ");
  const std::string_view value = found == parts.end() ? "" : found->second;
  if (value == "DAILY") {
    rule.frequency = Frequency::kDaily;
  } else if (value == "WEEKLY") {
    rule.frequency = Frequency::kWeekly;
  } else if (value == "MONTHLY") {
    rule.frequency = Frequency::kMonthly;
  } else if (value == "YEARLY") {
    rule.frequency = Frequency::kYearly;
  } else if (value == "HOURLY" || value == "MINUTELY" || value == "SECONDLY") {
    return Fail(Reason::kUnimplemented, "recurrence rule: FREQ={} divides a day", value);
  } else {
    return Bad("FREQ", value);
  }
  return absl::OkStatus();
}

// Parts that are one number or one weekday.
absl::Status ReadSingles(const Parts& parts, Recurrence& rule) {
  for (const auto& [part, value] : parts) {
    if (part == "INTERVAL") {
      const auto interval = Number(value, 1, kMaxRecurrenceInterval);
      if (!interval) return Bad(part, value);
      rule.interval = *interval;
    } else if (part == "COUNT") {
      const auto count = Number(value, 1, 99'999'999);
      if (!count || parts.count("UNTIL") > 0) return Bad(part, value);
      rule.count = *count;
    } else if (part == "WKST") {
      const auto weekday = WeekdayOf(value);
      if (!weekday) return Bad(part, value);
      rule.week_start = *weekday;
    }
  }
  return absl::OkStatus();
}

// Which parts RFC 5545 forbids beside which.
absl::Status CheckTogether(const Parts& parts, const Recurrence& rule) {
  const Frequency frequency = rule.frequency;
  if (!rule.week_numbers.empty() && frequency != Frequency::kYearly) {
    return Bad("BYWEEKNO", parts.at("BYWEEKNO"));
  }
  if (!rule.year_days.empty() && frequency != Frequency::kYearly) {
    return Bad("BYYEARDAY", parts.at("BYYEARDAY"));
  }
  if (!rule.month_days.empty() && frequency == Frequency::kWeekly) {
    return Bad("BYMONTHDAY", parts.at("BYMONTHDAY"));
  }
  const bool another = !rule.months.empty() || !rule.week_numbers.empty() ||
                       !rule.year_days.empty() || !rule.month_days.empty() ||
                       !rule.weekdays.empty();
  if (!rule.set_positions.empty() && !another) return Bad("BYSETPOS", parts.at("BYSETPOS"));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Recurrence> ParseRecurrence(std::string_view text, int start_s) {
  Recurrence rule;
  VUORO_ASSIGN_OR_RETURN(const Parts parts, SplitParts(text));
  VUORO_RETURN_IF_ERROR(ReadFrequency(parts, rule));
  VUORO_RETURN_IF_ERROR(ReadSingles(parts, rule));
  VUORO_RETURN_IF_ERROR(ReadUntil(parts, start_s, rule));
  VUORO_RETURN_IF_ERROR(ReadNumbers(parts, "BYMONTH", false, 12, rule.months));
  VUORO_RETURN_IF_ERROR(ReadNumbers(parts, "BYWEEKNO", true, 53, rule.week_numbers));
  VUORO_RETURN_IF_ERROR(ReadNumbers(parts, "BYYEARDAY", true, 366, rule.year_days));
  VUORO_RETURN_IF_ERROR(ReadNumbers(parts, "BYMONTHDAY", true, 31, rule.month_days));
  VUORO_RETURN_IF_ERROR(ReadNumbers(parts, "BYSETPOS", true, 366, rule.set_positions));
  VUORO_RETURN_IF_ERROR(ReadWeekdays(parts, rule));
  VUORO_RETURN_IF_ERROR(CheckTogether(parts, rule));
  return rule;
}

}  // namespace vuoro
