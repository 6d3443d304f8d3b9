// Ticket numbers: which range a ticket draws from, which number it gets, how that is printed.
//
// Law: no two live tickets of a line have one number, and no number is given twice on one service
// day, whatever the wall clock does. Numbers start again when the service day is LATER than the
// line's; a clock set back never starts them again, and numbers that somebody still holds are left
// out. Only if they run out while the line's day lies ahead of today (the clock was ahead once, and
// has been put right) do they start again at today.
#ifndef VUORO_QUEUE_NUMBERS_H_
#define VUORO_QUEUE_NUMBERS_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "vuoro/base/ids.h"
#include "vuoro/model/directory.h"
#include "vuoro/model/network.h"
#include "vuoro/queue/lines.h"
#include "vuoro/queue/routes.h"

namespace vuoro {

// Private tickets of all agencies draw from one range per office (K1).
inline constexpr std::string_view kNeutralPrefix = "X";
inline constexpr int32_t kNeutralFirst = 1;
inline constexpr int32_t kNeutralLast = 999;

// Where a ticket's number comes from. Both ends included.
struct NumberRange {
  int64_t number_line = 0;  // id of the queue, or of the office that counts private numbers
  std::string prefix = {};
  int32_t first = 1;
  int32_t last = 999;
};

NumberRange RangeOf(const Network& network, const Directory& directory, const Routes& routes,
                    QueueIndex queue, OfficeIndex office, bool private_ticket);

struct DrawnNumber {
  int32_t number = 0;
  int32_t day_ymd = 0;  // of the line after this draw: today, or later where a clock went back
};

// Errors: `numbers_exhausted`. Cost: the numbers in use that it passes over.
absl::StatusOr<DrawnNumber> DrawNumber(const Lines& lines, const NumberRange& range,
                                       int32_t today_ymd);

// "B042": the prefix and the number with at least three digits, or as many as `last` has.
std::string LabelOf(const NumberRange& range, int32_t number);

}  // namespace vuoro

#endif  // VUORO_QUEUE_NUMBERS_H_
