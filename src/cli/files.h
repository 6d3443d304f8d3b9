// Whole files in and out; "-" is standard input or output.
#ifndef VUORO_SRC_CLI_FILES_H_
#define VUORO_SRC_CLI_FILES_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

namespace vuoro::cli {

// Errors: bad_argument with the system's words.
absl::StatusOr<std::string> ReadFile(const std::string& path);
absl::Status WriteFile(const std::string& path, std::string_view bytes);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_FILES_H_
