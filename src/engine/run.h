// Turns a public call into a command: right, key, deadline, fingerprint, decision, answer.
#ifndef VUORO_SRC_ENGINE_RUN_H_
#define VUORO_SRC_ENGINE_RUN_H_

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core.h"
#include "vuoro/base/status.h"
#include "vuoro/base/text.h"

namespace vuoro {

inline std::chrono::steady_clock::time_point DeadlineAfter(int64_t timeout_ms) {
  const int64_t bounded =
      std::min<int64_t>(std::max<int64_t>(0, timeout_ms), int64_t{24} * 3600 * 1000);
  return std::chrono::steady_clock::now() + std::chrono::milliseconds(bounded);
}

// What a call is, apart from its request.
struct CallKind {
  std::string_view name;  // part of the fingerprint: one key serves one kind of request
  bool needs_network = true;
};

// `request` is the canonical bytes of the request. `decide(deciding)` gives StatusOr<Decision>;
// `answer(state, subject)` gives StatusOr<R>.
template <class R, class Decide, class Answer>
absl::StatusOr<R> Run(EngineCore& core, const Access& access, const CommandOptions& options,
                      const CallKind& kind, std::string_view request, Decide&& decide,
                      Answer&& answer) {
  VUORO_RETURN_IF_ERROR(CheckText(options.key, kMaxKeyBytes, "key"));
  VUORO_RETURN_IF_ERROR(CheckText(access.actor, kMaxActorBytes, "actor"));
  if (options.timeout_ms < 0)
    return Fail(Reason::kBadArgument, "timeout_ms {} is negative", options.timeout_ms);
  std::optional<absl::StatusOr<R>> result;
  Command command{
      .actor = access.actor,
      .key = options.key,
      .deadline = DeadlineAfter(options.timeout_ms == 0 ? kDefaultTimeoutMs : options.timeout_ms),
      .needs_network = kind.needs_network,
      .decide = [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        return decide(deciding);
      },
      .answer =
          [&](const State& state, int64_t subject) {
            result = answer(state, subject);
            return result->status();
          },
  };
  if (!options.key.empty()) {
    Sha256Stream stream;
    stream.Update(kind.name);
    stream.Update(request);
    command.fingerprint = stream.Finish().Short();
  }
  VUORO_RETURN_IF_ERROR(core.Execute(command));
  return *std::move(result);
}

}  // namespace vuoro

#endif  // VUORO_SRC_ENGINE_RUN_H_
