// What a command of the program is, and the list of all of them.
#ifndef VUORO_SRC_CLI_COMMAND_H_
#define VUORO_SRC_CLI_COMMAND_H_

#include <absl/status/statusor.h>

#include <span>
#include <string_view>
#include <vector>

#include "cli/args.h"

namespace vuoro::cli {

struct Command {
  std::string_view name;        // "check", "ticket issue"
  std::string_view positional;  // see ReadArgs
  std::string_view summary;     // one line
  std::string_view details;     // for --help; "" for nothing more to say
  std::vector<Option> options;
  // The exit code, when the command has said itself what there was to say.
  absl::StatusOr<int> (*run)(const Args& args);
};

std::vector<Command> DocumentCommands();     // check, import, plan ..., coverage, holidays
std::vector<Command> PlanStateCommands();    // plan save, send, accept, ...
std::vector<Command> StoreCommands();        // load, publish, status, events, verify
std::vector<Command> AppointmentCommands();  // slots, book
std::vector<Command> QueueCommands();        // ticket ..., session ..., queue ...
std::vector<Command> DemoCommands();         // demo

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_COMMAND_H_
