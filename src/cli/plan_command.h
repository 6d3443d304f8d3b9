// The command `plan`.
#ifndef VUORO_SRC_CLI_PLAN_COMMAND_H_
#define VUORO_SRC_CLI_PLAN_COMMAND_H_

#include "cli/command.h"

namespace vuoro::cli {

Command PlanCommand();

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_PLAN_COMMAND_H_
