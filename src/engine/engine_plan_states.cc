// Calls on saved plans: rights, scopes and texts, then the decisions of plan_calls.h.
#include <utility>

#include "engine/plan_calls.h"
#include "engine/run.h"
#include "vuoro/base/fields.h"

namespace vuoro {
namespace {

absl::StatusOr<PlanStanding> StandingIn(const State& state, int64_t id) {
  std::optional<PlanStanding> standing = state.StandingOf(PlanId{id});
  if (standing.has_value()) return *std::move(standing);
  return AtPath(Fail(Reason::kUnknownId, "{} is no plan", id), "plan");
}

// What only somebody who plans for every agency may do.
absl::Status RequireNetworkPlanner(const Access& access) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  return RequireWholeScope(access, {});
}

// An agency's answer: by a planner of its own, or by the network's for it.
absl::StatusOr<AnswerPlanRequest> ReadyAnswer(const Access& access,
                                              const AnswerPlanRequest& request) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  AnswerPlanRequest ready = request;
  if (!ready.agency) ready.agency = access.agency;
  if (!ready.agency) {
    return AtPath(Fail(Reason::kBadArgument, "the answer of which agency?"), "agency");
  }
  VUORO_RETURN_IF_ERROR(RequireWholeScope(access, ready.agency));
  return ready;
}

}  // namespace

absl::StatusOr<PlanStanding> Engine::SavePlan(const Access& access, const CommandOptions& options,
                                              const SavePlanRequest& request) {
  VUORO_RETURN_IF_ERROR(RequireNetworkPlanner(access));
  const std::string json = EncodeWeekPlan(request.plan);
  const Blob document{Sha256(json), json};
  return Run<PlanStanding>(
      *core_, access, options, {.name = "save_plan"},
      document.hash.Hex() + CanonicalBytes(request.replaces),
      [&](const Deciding& deciding) { return DecideSavePlan(deciding, request, document); },
      StandingIn);
}

absl::StatusOr<PlanStanding> Engine::SendPlan(const Access& access, const CommandOptions& options,
                                              PlanId plan) {
  VUORO_RETURN_IF_ERROR(RequireNetworkPlanner(access));
  return Run<PlanStanding>(
      *core_, access, options, {.name = "send_plan"}, CanonicalBytes(plan),
      [&](const Deciding& deciding) { return DecideSendPlan(deciding, plan); }, StandingIn);
}

absl::StatusOr<PlanStanding> Engine::AcceptPlan(const Access& access, const CommandOptions& options,
                                                const AnswerPlanRequest& request) {
  VUORO_ASSIGN_OR_RETURN(const AnswerPlanRequest answer, ReadyAnswer(access, request));
  if (!answer.reason.empty()) {
    return AtPath(Fail(Reason::kBadArgument, "an acceptance has no reason"), "reason");
  }
  return Run<PlanStanding>(
      *core_, access, options, {.name = "accept_plan"}, CanonicalBytes(answer),
      [&](const Deciding& deciding) { return DecideAcceptPlan(deciding, answer); }, StandingIn);
}

absl::StatusOr<PlanStanding> Engine::RefusePlan(const Access& access, const CommandOptions& options,
                                                const AnswerPlanRequest& request) {
  VUORO_ASSIGN_OR_RETURN(const AnswerPlanRequest answer, ReadyAnswer(access, request));
  if (answer.reason.empty()) {
    return AtPath(Fail(Reason::kBadArgument, "a refusal needs its reason"), "reason");
  }
  VUORO_RETURN_IF_ERROR(CheckText(answer.reason, kMaxPlanReasonBytes, "reason"));
  return Run<PlanStanding>(
      *core_, access, options, {.name = "refuse_plan"}, CanonicalBytes(answer),
      [&](const Deciding& deciding) { return DecideRefusePlan(deciding, answer); }, StandingIn);
}

absl::StatusOr<PlanStanding> Engine::PublishSavedPlan(const Access& access,
                                                      const CommandOptions& options,
                                                      const PublishPlanRequest& request) {
  VUORO_RETURN_IF_ERROR(RequireNetworkPlanner(access));
  if (request.force) VUORO_RETURN_IF_ERROR(Require(access, Right::kOverride));
  if (!request.force && !request.reason.empty()) {
    return AtPath(Fail(Reason::kBadArgument, "a reason belongs to an override"), "reason");
  }
  VUORO_RETURN_IF_ERROR(CheckText(request.reason, kMaxPlanReasonBytes, "reason"));
  return Run<PlanStanding>(
      *core_, access, options, {.name = "publish_saved_plan"}, CanonicalBytes(request),
      [&](const Deciding& deciding) { return DecidePublishSavedPlan(deciding, request); },
      StandingIn);
}

absl::StatusOr<PlanStanding> Engine::WithdrawPlan(const Access& access,
                                                  const CommandOptions& options, PlanId plan) {
  VUORO_RETURN_IF_ERROR(RequireNetworkPlanner(access));
  return Run<PlanStanding>(
      *core_, access, options, {.name = "withdraw_plan"}, CanonicalBytes(plan),
      [&](const Deciding& deciding) { return DecideWithdrawPlan(deciding, plan); }, StandingIn);
}

absl::StatusOr<std::vector<PlanStanding>> Engine::PlanStandings(const Access& access) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  return core_->Reading([](const State& state) { return state.PlanStandings(); });
}

absl::StatusOr<PlanStanding> Engine::FindPlanStanding(const Access& access, PlanId plan) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  return core_->Reading([&](const State& state) { return StandingIn(state, plan.value); });
}

}  // namespace vuoro
