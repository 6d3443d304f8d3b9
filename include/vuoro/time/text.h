// The written forms of instants, dates and minutes: ISO 8601, one form out, few forms in.
#ifndef VUORO_TIME_TEXT_H_
#define VUORO_TIME_TEXT_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "vuoro/time/date.h"
#include "vuoro/time/instant.h"
#include "vuoro/time/zone.h"

namespace vuoro {

// Every Parse function takes the whole text or fails with bad_argument, naming it.

// "2026-03-02T09:30:00Z"; six decimals of the second follow when it is not a whole one.
// Outside of kMinYear..kMaxYear, "N us since 1970".
std::string FormatInstant(Instant instant);
// As printed, with 1..6 decimals, or with an offset "+02:00" instead of "Z". A text without either
// is refused: it would mean another instant in another office. Years as in kMinYear..kMaxYear.
absl::StatusOr<Instant> ParseInstant(std::string_view text);

// "2026-03-02T11:30:00+02:00"; an offset that is no whole minute (before 1921) has seconds too.
std::string FormatLocalTime(const LocalTime& local);

// "2026-03-02"
std::string FormatDate(Date date);
absl::StatusOr<Date> ParseDate(std::string_view text);

// "09:30"; "24:00" is the midnight that ends the day, "26:00" two hours later, to "48:00".
std::string FormatMinute(int minute);
absl::StatusOr<int> ParseMinute(std::string_view text);

// "Monday"; REQUIRES: kMonday..kSunday. Static storage.
std::string_view WeekdayName(int weekday);

}  // namespace vuoro

#endif  // VUORO_TIME_TEXT_H_
