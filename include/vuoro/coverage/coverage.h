// How many people have service near enough: shares, offices that fail the criteria, access times of
// services, and two networks compared. What it is measured on stands in model/coverage_rules.h.
//
// Definitions (requirements C2 to C5; the figures are those of the Finnish service-network study of
// October 2020, which states both shares below for its 50 offices):
// - A person is covered when the drive to the nearest open office takes at most the limit of the
//   area he lives in. The limit is the question's; an area's override beats it.
// - A band of a drive-time table is covered when it ends at or before the limit: 50-60 minutes are
//   within 60. A band that the limit cuts may be covered or not, and both sums are given.
// - People assigned to no office are not covered. Whether they count in the whole is a choice, so
//   both shares can be asked for: 5,274,788 of 5,396,171 assigned are 97.75 %, and of 5,418,258
//   with the unassigned 97.35 %. Excluded regions count in neither.
// - An open office fails when somebody whose nearest office it is lives beyond his limit, or when
//   fewer people than wanted live within their limits of it. Planned and closed offices are not
//   judged.
// All sums are whole numbers; pure functions, any thread.
#ifndef VUORO_COVERAGE_COVERAGE_H_
#define VUORO_COVERAGE_COVERAGE_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/model/hours.h"
#include "vuoro/model/network.h"
#include "vuoro/time/date.h"

namespace vuoro {

// C7: an office's state on a date, from opens_on and closes_on. Numbers are frozen: they cross the
// C ABI.
enum class OfficeState : uint8_t { kPlanned = 0, kOpen = 1, kClosed = 2 };
template <>
std::span<const std::string_view> WordsOf<OfficeState>();
OfficeState StateOn(const Office& office, Date date);

// `part` of `whole` in hundredths of a per cent, halves up: 9775 is 97.75 %. 0 when there is no
// whole. REQUIRES: 0 <= part <= whole <= 10^14.
int64_t ShareOf(int64_t part, int64_t whole);

// What a week gives of one offer: minutes in all, and on which days.
struct OfferWeek {
  int32_t minutes = 0;
  WeekdayMask days = 0;
  friend bool operator==(const OfferWeek&, const OfferWeek&) = default;
};

struct CoverageQuestion {
  int32_t within_min = 0;  // 0: the document's
  Date date;               // the day on which offices are open, planned or closed
  // By offer, of some week; null: nothing is said of services. See engine/coverage.h.
  const std::vector<OfferWeek>* given = nullptr;
};

// By the table of drive times.
struct BandCoverage {
  int64_t population = 0;      // in all bands
  int64_t unassigned = 0;      // in none
  int64_t within = 0;          // in bands that end within the limit
  int64_t within_at_most = 0;  // and in those that the limit cuts
  // Sums over people of the least and the most minutes that their band allows: the mean lies
  // between the two quotients.
  int64_t person_min_least = 0;
  int64_t person_min_most = 0;
  friend bool operator==(const BandCoverage&, const BandCoverage&) = default;
};

// By areas.
struct AreaTotals {
  int64_t population = 0;
  int64_t within = 0;
  int64_t reached = 0;         // who know a drive to some open office
  int64_t person_min = 0;      // their minutes; the mean is person_min / reached
  int64_t excluded = 0;        // people of excluded regions; in none of the above
  int64_t within_by_rule = 0;  // within the common limit, as if no area had its own
  friend bool operator==(const AreaTotals&, const AreaTotals&) = default;
};

struct AreaCoverage {
  OfficeIndex office;    // the nearest open one; of equals the first in the document; none: unknown
  int32_t minutes = -1;  // to it
  int32_t limit_min = 0;
  bool overridden = false;  // limit_min is the area's own
  bool within = false;
  friend bool operator==(const AreaCoverage&, const AreaCoverage&) = default;
};

struct OfficeCoverage {
  OfficeState state = OfficeState::kOpen;
  int64_t nearest_to = 0;      // people whose nearest office it is
  int64_t beyond = 0;          // those of them who live beyond their limit
  AreaIndex farthest;          // the farthest area whose nearest office it is
  int32_t farthest_min = -1;   // from there
  int64_t population = -1;     // who live within their limits of it, wherever their nearest one is;
                               // without areas those assigned to it; -1: unknown
  int64_t min_population = 0;  // wanted
  bool overridden = false;     // min_population is the office's own
  bool too_far = false;        // fails by distance
  bool too_few = false;        // fails by people
  bool fails() const { return too_far || too_few; }
  friend bool operator==(const OfficeCoverage&, const OfficeCoverage&) = default;
};

// What people have to travel and to wait for one service, by areas.
struct ServiceAccess {
  int32_t offices = 0;           // open ones that give it face to face in the week
  int32_t offices_any = 0;       // and those with a booth or terminal for it
  int64_t within = 0;            // people whose nearest of `offices` is within their limit
  int64_t within_any = 0;        // the same of offices_any
  int64_t reached = 0;           // people who know a drive to one of `offices`
  int64_t person_min = 0;        // their minutes to the nearest
  int64_t person_wait_days = 0;  // their longest runs of weekdays without it there, round the week
  int64_t office_min = 0;        // minutes in which it is given face to face, over all offices
  friend bool operator==(const ServiceAccess&, const ServiceAccess&) = default;
};

struct CoverageReport {
  Date date;
  int32_t within_min = 0;
  std::optional<BandCoverage> bands;  // none without a table
  AreaTotals totals;
  std::vector<AreaCoverage> areas;      // by area
  std::vector<OfficeCoverage> offices;  // by office
  std::vector<ServiceAccess> services;  // by service; empty when nothing was asked
};

// Errors: bad_argument for a limit outside 0..10,000 or `given` that is not by offer. Cost: the
// drives of all areas, for each service once more.
absl::StatusOr<CoverageReport> MeasureCoverage(const Network& network,
                                               const CoverageQuestion& question);

// The longest run of Monday to Friday without service, counted round the week: 0 with service on
// all five, 5 with none.
int LongestWait(WeekdayMask days);

// An area before and after, found by its key in both networks.
struct AreaChange {
  AreaIndex before;  // none: new
  AreaIndex after;   // none: gone
  int32_t minutes_before = -1;
  int32_t minutes_after = -1;
  bool within_before = false;
  bool within_after = false;
  int64_t population = 0;  // after; of a gone one before
  friend bool operator==(const AreaChange&, const AreaChange&) = default;
};

struct CoverageComparison {
  std::vector<AreaChange> areas;  // every one, in the order of `after`, then those that are gone
  int64_t gained = 0;             // people within their limit after and not before
  int64_t lost = 0;
  int64_t nearer = 0;  // people with a shorter drive, of those reached in both
  int64_t farther = 0;
  std::vector<std::string> opened;  // keys of offices open after and not before, in order
  std::vector<std::string> closed;
};

// Two networks, or one on two days. REQUIRES: each report is of its network.
CoverageComparison CompareCoverage(const Network& before, const CoverageReport& report_before,
                                   const Network& after, const CoverageReport& report_after);

}  // namespace vuoro

#endif  // VUORO_COVERAGE_COVERAGE_H_
