// The exit code of every outcome, derived from the status code in one table; docs/cli.md lists it.
#ifndef VUORO_SRC_CLI_EXIT_CODES_H_
#define VUORO_SRC_CLI_EXIT_CODES_H_

#include <absl/status/status.h>

#include <string>
#include <string_view>

namespace vuoro::cli {

inline constexpr int kExitOk = 0;
inline constexpr int kExitRefused = 1;  // also: a document has faults
inline constexpr int kExitUsage = 2;

int ExitCodeOf(const absl::Status& status);

// "  0  done\n  1  refused ...": for --help.
std::string ExitCodeHelp();

// "vuoro: message [reason_token]; advice" on standard error; returns the exit code.
int Complain(const absl::Status& status);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_EXIT_CODES_H_
