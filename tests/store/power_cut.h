// The power-cut campaign: a store on a simulated disk, cut at random moments, again and again.
#ifndef VUORO_TESTS_STORE_POWER_CUT_H_
#define VUORO_TESTS_STORE_POWER_CUT_H_

#include <cstdint>
#include <string>

namespace vuoro {

struct PowerCutOptions {
  uint64_t seed = 1;
  int64_t cuts = 1000;
  bool durable = true;     // false is the control: the harness must then find losses
  int64_t only_life = -1;  // replays one disk's life
};

struct PowerCutResult {
  int64_t cuts = 0;
  int64_t lives = 0;         // disks; each is cut several times
  int64_t acknowledged = 0;  // appends
  int64_t appeared = 0;      // appends without an answer that were found stored, whole
  int64_t lost = 0;          // cuts after which an acknowledged append was missing
  int64_t ghosts = 0;        // cuts after which a definitely failed append was there
  int64_t corrupt = 0;       // cuts after which the store did not open or verify otherwise
  int64_t slowest_open_us = 0;
  std::string first_fault = {};  // names seed, life and cut
};

PowerCutResult RunPowerCuts(const PowerCutOptions& options);

}  // namespace vuoro

#endif  // VUORO_TESTS_STORE_POWER_CUT_H_
