// The long power-cut campaign: campaign_power_cut [--seed N] [--cuts N] [--life N]
//
// Prints its seed; fails (1) when an acknowledged append is lost or a store does not open whole,
// or when the control without sync finds nothing.
#include "store/power_cut.h"

#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

vuoro::PowerCutResult Print(const char* name, const vuoro::PowerCutOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const vuoro::PowerCutResult r = vuoro::RunPowerCuts(options);
  const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print(
      "{}: seed {}, {} cuts on {} disks in {:.1f} s ({:.0f}/min), {} appends acknowledged, "
      "{} in doubt and found whole, lost {}, ghosts {}, corrupt {}, slowest open {} us\n",
      name, options.seed, r.cuts, r.lives, s, static_cast<double>(r.cuts) * 60 / s, r.acknowledged,
      r.appeared, r.lost, r.ghosts, r.corrupt, r.slowest_open_us);
  if (!r.first_fault.empty()) fmt::print("{}: first: {}\n", name, r.first_fault);
  return r;
}

}  // namespace

int main(int argc, char** argv) {
  vuoro::PowerCutOptions options{.seed = 1, .cuts = 10'000};
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const long long value = std::atoll(argv[i + 1]);
    if (name == "--seed") options.seed = static_cast<uint64_t>(value);
    if (name == "--cuts") options.cuts = value;
    if (name == "--life") options.only_life = value;
  }
  const vuoro::PowerCutResult real = Print("power cut", options);
  if (options.only_life >= 0) return real.first_fault.empty() ? 0 : 1;
  options.durable = false;
  options.cuts = options.cuts / 10 + 20;
  const vuoro::PowerCutResult control = Print("control without sync", options);
  return real.first_fault.empty() && control.lost + control.corrupt > 0 ? 0 : 1;
}
