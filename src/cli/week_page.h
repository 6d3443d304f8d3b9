// A planned week as a page of its own: no network, no script, readable without colour and without
// the pictures.
#ifndef VUORO_SRC_CLI_WEEK_PAGE_H_
#define VUORO_SRC_CLI_WEEK_PAGE_H_

#include <string>
#include <string_view>

#include "cli/week.h"

namespace vuoro::cli {

// The whole page, in `language` (en, fi or sv; else en). With `only_office` not none, that office
// alone.
std::string WeekPage(const Week& week, std::string_view language, OfficeIndex only_office);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_WEEK_PAGE_H_
