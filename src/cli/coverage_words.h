// The words of the coverage page, in English, Finnish and Swedish.
#ifndef VUORO_SRC_CLI_COVERAGE_WORDS_H_
#define VUORO_SRC_CLI_COVERAGE_WORDS_H_

#include <array>
#include <string_view>

namespace vuoro::cli {

struct CoverageWords {
  std::string_view language;
  std::string_view title, lead, skip;  // lead: "{} minutes by car, {}": the limit and the date
  std::string_view assigned, with_unassigned, by_areas, failing_offices;  // tiles
  std::string_view of_people;                                             // "{} of {} people"
  std::string_view mean_drive, mean_between;  // "mean drive {} min"; "between {} and {} min"
  std::string_view map, map_lead, map_label;  // the label: "{} areas within, {} beyond; {} offices"
  std::string_view within, beyond, unknown, open_office, other_office, key, not_drawn;
  std::string_view shares, share, people, basis;
  std::string_view basis_bands, basis_all, basis_areas, basis_rule;
  std::string_view offices, office, state, fails_by, distance, too_few, nearest_to, base, wanted,
      farthest, minutes, people_beyond;
  std::string_view areas, area, limit, own_limit, yes, no;
  std::string_view overrides, overrides_lead, note, none;
  std::string_view excluded;
  std::string_view services, services_lead, service, wait_days, hours_week, any_way;
  std::string_view compared, before, after, gained, lost, opened, closed, changes;
  std::string_view made_by;
  std::array<std::string_view, 3> states;  // planned, open, closed
};

// Those of `language`, else English.
const CoverageWords& CoverageWordsIn(std::string_view language);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_COVERAGE_WORDS_H_
