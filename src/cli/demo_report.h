// The demo's report: one page with pictures of the week and of the day.
#ifndef VUORO_SRC_CLI_DEMO_REPORT_H_
#define VUORO_SRC_CLI_DEMO_REPORT_H_

#include <functional>
#include <string>
#include <vector>

#include "cli/demo_day.h"
#include "cli/week.h"

namespace vuoro::cli {

// One line of what happened.
struct Step {
  std::string time;  // "" before the day began
  std::string what;
  bool crash = false;
};

struct Waits {
  int64_t median_s = 0;
  int64_t p90_s = 0;
  int64_t longest_s = 0;
  size_t walk_ins = 0;
  size_t served = 0;
  size_t no_shows = 0;
};
Waits WaitsOf(const DayReport& day);

std::string ReportPage(const Week& week, OfficeIndex office, const DayReport& day,
                       const std::vector<Step>& steps,
                       const std::function<std::string(int64_t)>& clock_face);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_DEMO_REPORT_H_
