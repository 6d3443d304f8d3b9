// A planned week as a page of its own: no network, no script, readable without colour and without
// the pictures.
#ifndef VUORO_SRC_CLI_WEEK_HTML_H_
#define VUORO_SRC_CLI_WEEK_HTML_H_

#include <string>
#include <string_view>

#include "cli/week.h"

namespace vuoro::cli {

// The whole page, in `language` (en, fi or sv; else en). With `only_office` not none, that office
// alone.
std::string WeekPage(const Week& week, std::string_view language, OfficeIndex only_office);

// The parts, for other pages: an office's week drawn, with its table; and the heat map of booths.
std::string OfficeSection(const Week& week, const OfficeWeek& office, std::string_view language,
                          int heading_level);
std::string BoothSection(const Week& week, std::string_view language, int heading_level);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_WEEK_HTML_H_
