// The command `plan diff`.
#ifndef VUORO_SRC_CLI_PLAN_DIFF_COMMAND_H_
#define VUORO_SRC_CLI_PLAN_DIFF_COMMAND_H_

#include "cli/command.h"

namespace vuoro::cli {

Command PlanDiffCommand();

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_PLAN_DIFF_COMMAND_H_
