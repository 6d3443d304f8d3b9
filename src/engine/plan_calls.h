// Decisions on saved plans: pure functions of the state, the network and the request.
#ifndef VUORO_SRC_ENGINE_PLAN_CALLS_H_
#define VUORO_SRC_ENGINE_PLAN_CALLS_H_

#include <absl/status/statusor.h>

#include <vector>

#include "engine/core.h"

namespace vuoro {

// What a plan must be to become supply: known people and offices, one place at a time, from a
// Monday. Errors: bad_plan with the place.
absl::Status CheckWeekPlan(const Network& network, const WeekPlan& plan);

// The agencies whose officials have a duty in `plan`, in document order. Who is no official of this
// network has no agency.
std::vector<AgencyId> ConcernedAgencies(const Supply& supply, const WeekPlan& plan);

// REQUIRES of all: deciding.supply is not null. Errors as Engine names them.
absl::StatusOr<Decision> DecideSavePlan(const Deciding& deciding, const SavePlanRequest& request,
                                        const Blob& document);
absl::StatusOr<Decision> DecideSendPlan(const Deciding& deciding, PlanId id);
absl::StatusOr<Decision> DecideAcceptPlan(const Deciding& deciding,
                                          const AnswerPlanRequest& request);
absl::StatusOr<Decision> DecideRefusePlan(const Deciding& deciding,
                                          const AnswerPlanRequest& request);
absl::StatusOr<Decision> DecidePublishSavedPlan(const Deciding& deciding,
                                                const PublishPlanRequest& request);
absl::StatusOr<Decision> DecideWithdrawPlan(const Deciding& deciding, PlanId id);

}  // namespace vuoro

#endif  // VUORO_SRC_ENGINE_PLAN_CALLS_H_
