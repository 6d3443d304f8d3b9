// The command `import`.
#ifndef VUORO_SRC_CLI_IMPORT_COMMAND_H_
#define VUORO_SRC_CLI_IMPORT_COMMAND_H_

#include "cli/command.h"

namespace vuoro::cli {

Command ImportCommand();

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_IMPORT_COMMAND_H_
