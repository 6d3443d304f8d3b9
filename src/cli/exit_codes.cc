// The table of exit codes.
#include "cli/exit_codes.h"

#include <array>
#include <cstdio>

#include "vuoro/base/status.h"

namespace vuoro::cli {
namespace {

struct Row {
  absl::StatusCode code;
  int exit_code;
};

constexpr std::array kRows = {
    Row{absl::StatusCode::kOk, kExitOk},
    Row{absl::StatusCode::kFailedPrecondition, kExitRefused},
    Row{absl::StatusCode::kAborted, kExitRefused},
    Row{absl::StatusCode::kNotFound, kExitRefused},
    Row{absl::StatusCode::kAlreadyExists, kExitRefused},
    Row{absl::StatusCode::kOutOfRange, kExitRefused},
    Row{absl::StatusCode::kPermissionDenied, kExitRefused},
    Row{absl::StatusCode::kResourceExhausted, kExitRefused},
    Row{absl::StatusCode::kInvalidArgument, kExitUsage},
    Row{absl::StatusCode::kUnimplemented, kExitUsage},
    Row{absl::StatusCode::kUnavailable, 3},
    Row{absl::StatusCode::kDataLoss, 4},
    Row{absl::StatusCode::kDeadlineExceeded, 5},
    Row{absl::StatusCode::kCancelled, 6},
};
constexpr int kExitInside = 7;

}  // namespace

int ExitCodeOf(const absl::Status& status) {
  for (const Row& row : kRows) {
    if (row.code == status.code()) return row.exit_code;
  }
  return kExitInside;
}

std::string ExitCodeHelp() {
  return "  0  done\n"
         "  1  refused, or the document has faults\n"
         "  2  the request itself is wrong: usage, values, a bad plan\n"
         "  3  the store is busy or away: retry\n"
         "  4  the store is damaged: restore it\n"
         "  5  a deadline passed: retry\n"
         "  6  cancelled before there was a result\n"
         "  7  a fault inside Vuoro: please report it\n";
}

int Complain(const absl::Status& status) {
  const std::string_view token = ReasonOf(status);
  std::string_view advice;
  for (int i = 0; i < kReasonCount; ++i) {
    const auto reason = static_cast<Reason>(i);
    if (ReasonToken(reason) == token) advice = ReasonAdvice(reason);
  }
  if (advice.ends_with('.')) advice.remove_suffix(1);
  const std::string path = PathOf(status);
  std::fflush(stdout);  // so that the complaint stands behind what was said before
  fmt::print(stderr, "vuoro: {}{}{} [{}]; {}\n", path, path.empty() ? "" : ": ", MessageOf(status),
             token, advice);
  return ExitCodeOf(status);
}

}  // namespace vuoro::cli
