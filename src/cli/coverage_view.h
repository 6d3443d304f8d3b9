// A measured network as people look at it: on the terminal, as JSON, and as a page with a map.
#ifndef VUORO_SRC_CLI_COVERAGE_VIEW_H_
#define VUORO_SRC_CLI_COVERAGE_VIEW_H_

#include <optional>
#include <string>
#include <string_view>

#include "vuoro/engine/network_coverage.h"

namespace vuoro::cli {

struct CoverageView {
  NetworkCoverage now;
  std::optional<NetworkCoverage> other;  // what `now` is compared with: the network after a change
  CoverageComparison comparison;
  std::string language = "en";  // of names; of the page's words too

  const Network& network() const { return *now.network; }
  const CoverageReport& report() const { return now.report; }
};

std::string CoverageText(const CoverageView& view);
std::string CoverageJson(const CoverageView& view);  // one object, with a line feed
// Self-contained, without scripts; every figure of the map stands in a table as well.
std::string CoveragePage(const CoverageView& view);

// The parts that all three share.
std::string ShareDigits(int64_t part, int64_t whole);      // "97.75"
std::string PercentText(int64_t part, int64_t whole);      // "97.75 %"
std::string MeanText(int64_t person_min, int64_t people);  // "20.6", minutes or days; "-" for none
// Why an office fails, in a word or two; "" when it does not.
std::string_view FailureOf(const OfficeCoverage& office);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_COVERAGE_VIEW_H_
