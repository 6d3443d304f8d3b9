// Parses and prints times by hand: fixed columns, no locale, nothing skipped.
#include "vuoro/time/text.h"

#include <array>
#include <cstdlib>
#include <optional>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

// `count` digits at `at`.
std::optional<int> Digits(std::string_view text, size_t at, size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool HasChar(std::string_view text, size_t at, char c) { return at < text.size() && text[at] == c; }

// "2026-03-02" at the beginning.
std::optional<Date> LeadingDate(std::string_view text) {
  const auto year = Digits(text, 0, 4);
  const auto month = Digits(text, 5, 2);
  const auto day = Digits(text, 8, 2);
  if (!year || !month || !day || !HasChar(text, 4, '-') || !HasChar(text, 7, '-')) {
    return std::nullopt;
  }
  return Date::Checked(*year, *month, *day);
}

// "09:30" at `at`, with the hour at most `max_hour` and no minute after that hour's first.
std::optional<int> MinuteAt(std::string_view text, size_t at, int max_hour) {
  const auto hour = Digits(text, at, 2);
  const auto minute = Digits(text, at + 3, 2);
  if (!hour || !minute || !HasChar(text, at + 2, ':') || *minute > 59) return std::nullopt;
  const int total = *hour * 60 + *minute;
  if (total > max_hour * 60) return std::nullopt;
  return total;
}

// "Z" or "+02:00", which must be all of `text`, in seconds ahead of UTC.
std::optional<int> Offset(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto minutes = MinuteAt(text, 1, 24);
  if (!minutes) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * *minutes * 60;
}

std::optional<Instant> ReadInstant(std::string_view text) {
  const auto date = LeadingDate(text);
  const auto minute = MinuteAt(text, 11, 24);
  const auto second = Digits(text, 17, 2);
  if (!date || !minute || !second || *minute >= kMinutesPerDay || *second > 59) return std::nullopt;
  if (!HasChar(text, 10, 'T') || !HasChar(text, 16, ':')) return std::nullopt;
  text.remove_prefix(19);
  int64_t micros = 0;
  if (HasChar(text, 0, '.')) {
    size_t digits = 1;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits == 1 || digits > 7) return std::nullopt;
    for (size_t i = 1; i <= 6; ++i) micros = micros * 10 + (i < digits ? text[i] - '0' : 0);
    text.remove_prefix(digits);
  }
  const auto offset_s = Offset(text);
  if (!offset_s) return std::nullopt;
  return Instant::FromSeconds(int64_t{date->days} * kSecondsPerDay)
      .PlusMinutes(*minute)
      .PlusSeconds(*second - *offset_s)
      .PlusMicros(micros);
}

}  // namespace

std::string FormatInstant(Instant instant) {
  if (instant < Zone().DayStart(Date::Min()) ||
      instant >= Zone().DayStart(Date::Max().AddDays(1))) {
    return fmt::format("{} us since 1970", instant.us);
  }
  const LocalTime utc = Zone().ToLocal(instant);
  const int64_t micros = instant.micros_of_second();
  const std::string fraction = micros == 0 ? "" : fmt::format(".{:06}", micros);
  return fmt::format("{}T{}:{:02}{}Z", FormatDate(utc.date), FormatMinute(utc.minute), utc.second,
                     fraction);
}

absl::StatusOr<Instant> ParseInstant(std::string_view text) {
  if (const auto instant = ReadInstant(text)) return *instant;
  return Fail(Reason::kBadArgument, "'{}' is not an instant such as 2026-03-02T09:30:00Z", text);
}

std::string FormatLocalTime(const LocalTime& local) {
  const int offset_s = std::abs(local.offset_s);
  const std::string seconds = offset_s % 60 == 0 ? "" : fmt::format(":{:02}", offset_s % 60);
  return fmt::format("{}T{}:{:02}{}{}{}", FormatDate(local.date), FormatMinute(local.minute),
                     local.second, local.offset_s < 0 ? '-' : '+', FormatMinute(offset_s / 60),
                     seconds);
}

std::string FormatDate(Date date) {
  const int ymd = date.Ymd();
  return fmt::format("{:04}-{:02}-{:02}", ymd / 10000, ymd / 100 % 100, ymd % 100);
}

absl::StatusOr<Date> ParseDate(std::string_view text) {
  const auto date = LeadingDate(text);
  if (date && text.size() == 10) return *date;
  return Fail(Reason::kBadArgument, "'{}' is not a date such as 2026-03-02 in the years {} to {}",
              text, kMinYear, kMaxYear);
}

std::string FormatMinute(int minute) {
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

absl::StatusOr<int> ParseMinute(std::string_view text) {
  const auto minute = MinuteAt(text, 0, 48);
  if (minute && text.size() == 5) return *minute;
  return Fail(Reason::kBadArgument, "'{}' is not a time of day such as 09:30", text);
}

std::string_view WeekdayName(int weekday) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return kNames[static_cast<size_t>(weekday)];
}

}  // namespace vuoro
