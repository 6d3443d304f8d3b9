// Draws ticket numbers from their ranges.
#include "vuoro/queue/numbers.h"

#include <algorithm>
#include <optional>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

std::optional<int32_t> FirstFree(const Lines& lines, const NumberRange& range, int32_t from,
                                 int32_t day_ymd) {
  for (int32_t number = std::max(from, range.first); number <= range.last; ++number) {
    if (!lines.NumberInUse(range.number_line, number, day_ymd)) return number;
  }
  return std::nullopt;
}

}  // namespace

NumberRange RangeOf(const Network& network, const Directory& directory, const Routes& routes,
                    QueueIndex queue, OfficeIndex office, bool private_ticket) {
  if (private_ticket) {
    return {.number_line = directory.IdOf(routes.NeutralOffice(office)).value,
            .prefix = std::string(kNeutralPrefix),
            .first = kNeutralFirst,
            .last = kNeutralLast};
  }
  const Queue& own = network.at(queue);
  return {.number_line = directory.IdOf(queue).value,
          .prefix = own.prefix,
          .first = own.first_number,
          .last = own.last_number};
}

absl::StatusOr<DrawnNumber> DrawNumber(const Lines& lines, const NumberRange& range,
                                       int32_t today_ymd) {
  const NumberLine line = lines.NumbersOf(range.number_line);
  const bool new_day = today_ymd > line.day_ymd;
  const int32_t day_ymd = new_day ? today_ymd : line.day_ymd;
  const int32_t from = new_day ? range.first : line.next;
  if (const auto number = FirstFree(lines, range, from, day_ymd))
    return DrawnNumber{*number, day_ymd};
  if (today_ymd < line.day_ymd) {
    const auto number = FirstFree(lines, range, range.first, today_ymd);
    if (number) return DrawnNumber{*number, today_ymd};
  }
  return Fail(Reason::kNumbersExhausted, "{}{} to {} are all given on {}", range.prefix,
              range.first, range.last, day_ymd);
}

std::string LabelOf(const NumberRange& range, int32_t number) {
  const int width = std::max<int>(3, static_cast<int>(std::to_string(range.last).size()));
  return fmt::format("{}{:0{}}", range.prefix, number, width);
}

}  // namespace vuoro
