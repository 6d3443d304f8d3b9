// The parts of the coverage page that stand in files of their own.
#ifndef VUORO_SRC_CLI_COVERAGE_PAGE_H_
#define VUORO_SRC_CLI_COVERAGE_PAGE_H_

#include <string>

#include "cli/coverage_view.h"
#include "cli/words.h"

namespace vuoro::cli {

// The section "map"; "" when nothing has a place.
std::string CoverageMap(const CoverageView& view, const Tongue& tongue);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_COVERAGE_PAGE_H_
