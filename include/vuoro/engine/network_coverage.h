// Coverage of a network with the services that a week really gives: where room coverage meets the
// supply of appointments. Also without an engine, for documents that nobody has loaded.
#ifndef VUORO_ENGINE_NETWORK_COVERAGE_H_
#define VUORO_ENGINE_NETWORK_COVERAGE_H_

#include <absl/status/statusor.h>

#include <memory>
#include <vector>

#include "vuoro/appointment/supply.h"
#include "vuoro/coverage/coverage.h"
#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/time/date.h"

namespace vuoro {

// What the seven days from `monday` on give of each offer: the minutes in which it is open and
// agreed and in which everything that a start takes is there, appointments aside. An offer by
// request gives nothing at fixed times. REQUIRES: supply.Covers all of them.
std::vector<OfferWeek> GivenInWeek(const Supply& supply, Date monday);

struct CoverageWish {
  int32_t within_min = 0;  // 0: the document's
  Date date;               // which offices are open; its week is the one that services are given in
  bool services = false;
  std::vector<WeekPlan> plans;     // published ones, each from its own first day on
  const WeekPlan* plan = nullptr;  // instead of them, as if valid; of a cycle the week of `date`
};

// A network and what was measured on it; the report's positions are the network's.
struct NetworkCoverage {
  std::shared_ptr<const Network> network;
  CoverageReport report;
};

// Errors: bad_argument of MeasureCoverage, or for a date whose week leaves the calendar;
// unknown_zone. Any thread. Cost: with services, seven days of supply.
absl::StatusOr<NetworkCoverage> MeasureNetwork(std::shared_ptr<const Network> network,
                                               const CoverageWish& wish);

}  // namespace vuoro

#endif  // VUORO_ENGINE_NETWORK_COVERAGE_H_
