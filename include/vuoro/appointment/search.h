// Which appointments could start when: search over the supply and the book.
#ifndef VUORO_APPOINTMENT_SEARCH_H_
#define VUORO_APPOINTMENT_SEARCH_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vuoro/appointment/book.h"
#include "vuoro/appointment/supply.h"

namespace vuoro {

inline constexpr int32_t kDefaultSlots = 64;
inline constexpr int32_t kMaxSlots = 100'000;

struct SlotSearch {
  OfficeId office;
  ServiceId service;
  std::optional<Mode> mode;  // none: every mode that is offered
  std::string language;      // "" for any
  int64_t from_us = 0;       // starts in [from_us, until_us)
  int64_t until_us = 0;
  int32_t limit = 0;  // 0: kDefaultSlots; at most kMaxSlots
};

// A possible start: holding it succeeds if nothing happened in between.
struct Slot {
  OfficeId office;
  ServiceId service;
  Mode mode = Mode::kOnSite;
  int64_t start_us = 0;
  int64_t end_us = 0;
};

// The earliest possible starts, by start and then mode. Costs words touched: about 50 ns a day and
// offer for one resource. Errors: unknown_id, not_offered, unknown_language, bad_argument,
// limit_reached.
absl::StatusOr<std::vector<Slot>> SearchSlots(const Supply& supply, const Book& book,
                                              int64_t now_us, const SlotSearch& search);

// The office's position for an id, and so on; unknown_id names the id.
absl::StatusOr<OfficeIndex> ResolveOffice(const Supply& supply, OfficeId id);
absl::StatusOr<ServiceIndex> ResolveService(const Supply& supply, ServiceId id);
// Invalid for "". Errors: unknown_language.
absl::StatusOr<LanguageIndex> ResolveLanguage(const Supply& supply, std::string_view code);

// [earliest, end) of the starts that notice and horizon allow in `office` at `now_us`.
Interval BookableWindow(const Supply& supply, OfficeIndex office, int64_t now_us);

}  // namespace vuoro

#endif  // VUORO_APPOINTMENT_SEARCH_H_
