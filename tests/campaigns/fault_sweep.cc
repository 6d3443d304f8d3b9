// The whole fault sweep: campaign_fault_sweep [--seed N] [--stride N] [--scenario NAME] [--call N]
//
// Fails (1) when a law was broken, and prints how to replay the first.
#include "store/fault_sweep.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>

int main(int argc, char** argv) {
  vuoro::FaultSweepOptions options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--seed") options.seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--stride") options.stride = std::max(1LL, std::atoll(argv[i + 1]));
    if (name == "--scenario") options.only_scenario = argv[i + 1];
    if (name == "--call") options.only_call = std::atoll(argv[i + 1]);
  }
  const auto start = std::chrono::steady_clock::now();
  int64_t runs = 0, broken = 0;
  for (const std::string_view scenario : vuoro::FaultScenarios()) {
    if (!options.only_scenario.empty() && scenario != options.only_scenario) continue;
    vuoro::FaultSweepOptions one = options;
    one.only_scenario = scenario;
    const vuoro::FaultSweepResult result = vuoro::RunFaultSweep(one);
    fmt::print("{:18} {:5} faults, {:6} calls failed, {:4} in doubt, broken {}\n", scenario,
               result.runs, result.failed_calls, result.doubts, result.broken);
    if (!result.first_fault.empty()) fmt::print("  first: {}\n", result.first_fault);
    runs += result.runs;
    broken += result.broken;
  }
  const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("fault sweep: seed {}, {} faults in {:.1f} s, broken {}\n", options.seed, runs, s,
             broken);
  return broken == 0 && runs > 0 ? 0 : 1;
}
