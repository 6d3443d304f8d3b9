// The command `coverage`.
#ifndef VUORO_SRC_CLI_COVERAGE_COMMAND_H_
#define VUORO_SRC_CLI_COVERAGE_COMMAND_H_

#include "cli/command.h"

namespace vuoro::cli {

Command CoverageCommand();

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_COVERAGE_COMMAND_H_
