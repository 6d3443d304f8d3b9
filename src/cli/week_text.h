// A planned week as text for a terminal.
#ifndef VUORO_SRC_CLI_WEEK_TEXT_H_
#define VUORO_SRC_CLI_WEEK_TEXT_H_

#include <string>
#include <string_view>

#include "cli/week.h"

namespace vuoro::cli {

// By office and weekday: agency, official and hours; then the offices with unmet demand and the
// cost. With `only_office` not none, that office alone.
std::string WeekText(const Week& week, std::string_view language, OfficeIndex only_office);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_WEEK_TEXT_H_
