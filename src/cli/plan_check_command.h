// The command `plan check`.
#ifndef VUORO_SRC_CLI_PLAN_CHECK_COMMAND_H_
#define VUORO_SRC_CLI_PLAN_CHECK_COMMAND_H_

#include "cli/command.h"

namespace vuoro::cli {

Command PlanCheckCommand();

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_PLAN_CHECK_COMMAND_H_
