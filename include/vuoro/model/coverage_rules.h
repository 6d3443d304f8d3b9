// Where people live, how far they have to the offices, and how far is near enough: what coverage is
// measured on. Values only; room coverage measures.
//
// There are two sources, and a network may have both. A table of drive times says how many people
// drive how long to their nearest office, as studies publish it; areas say where the people live
// and how long they drive to each office, so that one office more or less makes a difference.
#ifndef VUORO_MODEL_COVERAGE_RULES_H_
#define VUORO_MODEL_COVERAGE_RULES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "vuoro/model/basics.h"

namespace vuoro {

// `population` people drive at least from_min and less than to_min minutes to their nearest office.
struct DriveBand {
  int32_t from_min = 0;
  int32_t to_min = 0;
  int64_t population = 0;
  friend bool operator==(const DriveBand&, const DriveBand&) = default;
};

// People whom the network leaves out on purpose, such as those of a self-governing region (C2).
struct ExcludedRegion {
  Text name;
  int64_t population = 0;
  friend bool operator==(const ExcludedRegion&, const ExcludedRegion&) = default;
};

// One way, by car.
struct AreaDrive {
  OfficeIndex office;
  int32_t minutes = 0;
  friend bool operator==(const AreaDrive&, const AreaDrive&) = default;
};

// People who count as living in one place: a municipality, a postal district, a grid square.
struct Area {
  std::string key;
  Text name;
  int64_t population = 0;
  double latitude = 0;  // degrees; for maps only
  double longitude = 0;
  std::vector<AreaDrive> drives;  // as the document has them; an office that is missing: unknown
};

// C5: another limit for some areas, with the reason that was written down.
struct AreaOverride {
  AreaIndex area;
  int32_t within_min = 0;
  std::string note;
};
// Another least number of people for some offices.
struct OfficeOverride {
  OfficeIndex office;
  int64_t min_population = 0;
  std::string note;
};

struct CoverageRules {
  // C4: at most so long a drive, and enough people within it.
  int32_t within_min = 60;
  int64_t min_population = 0;    // 0: no office has too few
  std::vector<DriveBand> bands;  // ascending, none overlapping another
  int64_t unassigned = 0;        // people in no band, because no office was assigned to them
  std::vector<ExcludedRegion> excluded;
  std::vector<Area> areas;
  std::vector<AreaOverride> area_overrides;  // at most one of each area
  std::vector<OfficeOverride> office_overrides;
};

}  // namespace vuoro

#endif  // VUORO_MODEL_COVERAGE_RULES_H_
