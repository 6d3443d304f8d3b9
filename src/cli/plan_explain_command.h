// The command `plan explain`.
#ifndef VUORO_SRC_CLI_PLAN_EXPLAIN_COMMAND_H_
#define VUORO_SRC_CLI_PLAN_EXPLAIN_COMMAND_H_

#include "cli/command.h"

namespace vuoro::cli {

Command PlanExplainCommand();

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_PLAN_EXPLAIN_COMMAND_H_
