// The I/O fault sweep: short scenarios of a store's life in which every I/O call fails in turn, in
// every way, once and for ever.
//
// Laws that no fault may break: an acknowledged append is there afterwards, also after a power
// cut; one that failed for good never is; one in doubt is there whole or not at all, and stays as
// it was first found; the chain and the file are whole. When the fault is gone the same handle
// appends again without being reopened, and a store that could not be opened opens.
#ifndef VUORO_TESTS_STORE_FAULT_SWEEP_H_
#define VUORO_TESTS_STORE_FAULT_SWEEP_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro {

struct FaultSweepOptions {
  uint64_t seed = 1;
  int64_t stride = 1;  // every stride-th call only
  std::string only_scenario = {};
  int64_t only_call = 0;  // replays one
};

struct FaultSweepResult {
  int64_t runs = 0;              // lives in which a fault happened
  int64_t failed_calls = 0;      // answers of the store other than OK in these
  int64_t doubts = 0;            // of them `commit_unknown`
  int64_t broken = 0;            // runs that broke a law
  std::string first_fault = {};  // names scenario, fault and call
};

std::vector<std::string_view> FaultScenarios();
FaultSweepResult RunFaultSweep(const FaultSweepOptions& options);

}  // namespace vuoro

#endif  // VUORO_TESTS_STORE_FAULT_SWEEP_H_
