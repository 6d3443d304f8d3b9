// Reason tokens and their payloads on absl::Status.
#include "vuoro/base/status.h"

#include <absl/strings/cord.h>

#include <array>

namespace vuoro {
namespace {

constexpr char kReasonUrl[] = "vuoro/reason";
constexpr char kPathUrl[] = "vuoro/path";

struct ReasonRow {
  std::string_view token;
  absl::StatusCode code;
  std::string_view advice;
};

constexpr std::array<ReasonRow, kReasonCount> kRows = {{
#define VUORO_REASON_ROW(name, token, code, advice) {token, absl::StatusCode::code, advice},
    VUORO_REASONS(VUORO_REASON_ROW)
#undef VUORO_REASON_ROW
}};

const ReasonRow& Row(Reason reason) { return kRows[static_cast<size_t>(reason)]; }

absl::string_view ToAbsl(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string_view ReasonToken(Reason reason) { return Row(reason).token; }
absl::StatusCode ReasonCode(Reason reason) { return Row(reason).code; }
std::string_view ReasonAdvice(Reason reason) { return Row(reason).advice; }

absl::Status Error(Reason reason, std::string_view message) {
  absl::Status status(ReasonCode(reason), ToAbsl(message));
  status.SetPayload(kReasonUrl, absl::Cord(ToAbsl(ReasonToken(reason))));
  return status;
}

absl::Status AtPath(absl::Status status, std::string_view path) {
  if (status.ok()) return status;
  status.SetPayload(kPathUrl, absl::Cord(std::string(path) + PathOf(status)));
  return status;
}

std::string_view ReasonOf(const absl::Status& status) {
  if (status.ok()) return "";
  if (auto payload = status.GetPayload(kReasonUrl)) {
    const std::string token(*payload);
    for (const ReasonRow& row : kRows) {
      if (row.token == token) return row.token;  // static storage, unlike the payload
    }
  }
  return ReasonToken(Reason::kInternal);
}

bool HasReason(const absl::Status& status, Reason reason) {
  return !status.ok() && ReasonOf(status) == ReasonToken(reason);
}

std::string PathOf(const absl::Status& status) {
  if (auto payload = status.GetPayload(kPathUrl)) return std::string(*payload);
  return "";
}

std::string MessageOf(const absl::Status& status) {
  return std::string(status.message().data(), status.message().size());
}

}  // namespace vuoro
