// What may be done with a saved plan, and which facts it gives.
#include "engine/plan_calls.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

Decision OneFact(Event event) {
  Decision decision;
  decision.events.push_back(std::move(event));
  return decision;
}

absl::Status UnknownPlan(PlanId id, std::string_view field) {
  return AtPath(Fail(Reason::kUnknownId, "{} is no plan", id.value), field);
}

absl::Status WrongState(const PlanStanding& plan, std::string_view field, std::string_view rule) {
  return AtPath(
      Fail(Reason::kWrongState, "plan {} is {}; {}", plan.id.value, WordOf(plan.state), rule),
      field);
}

// Also a plan that was published at once: it is known, and past everything that is done here.
absl::StatusOr<PlanStanding> Named(const Deciding& deciding, PlanId id, std::string_view field) {
  std::optional<PlanStanding> plan = deciding.state.StandingOf(id);
  if (!plan.has_value()) return UnknownPlan(id, field);
  return *std::move(plan);
}

bool HasEnded(const PlanStanding& plan) {
  return plan.state == PlanState::kPublished || plan.state == PlanState::kWithdrawn ||
         plan.state == PlanState::kReplaced;
}

// The key of an agency, for messages; its number when the document has it no longer.
std::string KeyOf(const Deciding& deciding, AgencyId id) {
  const AgencyIndex index = deciding.supply->directory().Find(id);
  return index.valid() ? deciding.supply->network().at(index).key : std::to_string(id.value);
}

// The plan as it was saved, fit for the network as it is now.
absl::StatusOr<WeekPlan> Checked(const Deciding& deciding, const PlanStanding& standing) {
  VUORO_ASSIGN_OR_RETURN(const std::string json, deciding.document(standing.document));
  VUORO_ASSIGN_OR_RETURN(WeekPlan plan, DecodeWeekPlan(json));
  VUORO_RETURN_IF_ERROR(CheckWeekPlan(deciding.supply->network(), plan));
  return plan;
}

absl::StatusOr<const AgencyAnswer*> PartOf(const Deciding& deciding, const PlanStanding& plan,
                                           AgencyId agency) {
  const auto found =
      std::find_if(plan.agencies.begin(), plan.agencies.end(),
                   [&](const AgencyAnswer& answer) { return answer.agency == agency; });
  if (found != plan.agencies.end()) return &*found;
  if (!deciding.supply->directory().Find(agency).valid()) {
    return AtPath(Fail(Reason::kUnknownId, "{} is no agency", agency.value), "agency");
  }
  return AtPath(Fail(Reason::kNotConcerned, "agency \"{}\" has no official in plan {}",
                     KeyOf(deciding, agency), plan.id.value),
                "agency");
}

// What an acceptance and a refusal have in common: the plan waits for answers, this agency was
// asked, and it says something new.
absl::Status MayAnswer(const Deciding& deciding, const AnswerPlanRequest& request,
                       PlanState answer) {
  VUORO_ASSIGN_OR_RETURN(const PlanStanding plan, Named(deciding, request.plan, "plan"));
  if (HasEnded(plan) || plan.state == PlanState::kDraft) {
    return WrongState(plan, "plan", "only a plan that was sent is answered");
  }
  VUORO_ASSIGN_OR_RETURN(const AgencyAnswer* part, PartOf(deciding, plan, request.agency));
  if (part->state != answer) return absl::OkStatus();
  return AtPath(Fail(Reason::kWrongState, "agency \"{}\" has {} plan {} already",
                     KeyOf(deciding, request.agency), WordOf(answer), plan.id.value),
                "agency");
}

// The agencies concerned now that have not accepted; the first that refused comes first.
std::vector<AgencyId> Lacking(const PlanStanding& standing,
                              const std::vector<AgencyId>& concerned) {
  std::vector<AgencyId> lacking;
  for (const AgencyId agency : concerned) {
    const auto accepted = [&](const AgencyAnswer& answer) {
      return answer.agency == agency && answer.state == PlanState::kAccepted;
    };
    if (std::none_of(standing.agencies.begin(), standing.agencies.end(), accepted)) {
      lacking.push_back(agency);
    }
  }
  return lacking;
}

// Why a plan that lacks these acceptances is not published: a refusal before a missing answer.
absl::Status NotAccepted(const Deciding& deciding, const PlanStanding& plan,
                         const std::vector<AgencyId>& lacking) {
  for (const AgencyId agency : lacking) {
    for (const AgencyAnswer& answer : plan.agencies) {
      if (answer.agency != agency || answer.state != PlanState::kRefused) continue;
      const std::string key = KeyOf(deciding, agency);
      return AtPath(Fail(Reason::kPlanRefused, "agency \"{}\" has refused plan {}: {}", key,
                         plan.id.value, answer.reason),
                    "agencies/" + key);
    }
  }
  std::string keys;
  for (const AgencyId agency : lacking) {
    keys += fmt::format("{}\"{}\"", keys.empty() ? "" : ", ", KeyOf(deciding, agency));
  }
  return AtPath(Fail(Reason::kPlanUnanswered, "plan {} has no answer of {}", plan.id.value, keys),
                "agencies/" + KeyOf(deciding, lacking.front()));
}

absl::StatusOr<int32_t> FirstMonday(const PlanStanding& plan, int32_t from_ymd) {
  if (from_ymd == 0) return plan.from_ymd;
  const std::optional<Date> from = Date::CheckedYmd(from_ymd);
  if (!from.has_value() || from->weekday() != kMonday) {
    return AtPath(Fail(Reason::kBadArgument, "from_ymd {} is not a Monday", from_ymd), "from_ymd");
  }
  if (plan.to_ymd != 0 && from_ymd > plan.to_ymd) {
    return AtPath(Fail(Reason::kBadArgument, "from_ymd {} is behind the plan's last day {}",
                       from_ymd, plan.to_ymd),
                  "from_ymd");
  }
  return from_ymd;
}

}  // namespace

std::vector<AgencyId> ConcernedAgencies(const Supply& supply, const WeekPlan& plan) {
  std::set<std::string_view> people;
  for (const FieldDuty& duty : plan.field) people.insert(duty.person);
  for (const VideoDuty& duty : plan.video) people.insert(duty.person);
  std::set<AgencyIndex> agencies;
  for (const Person& person : supply.network().people) {
    if (person.agency.valid() && people.contains(person.key)) agencies.insert(person.agency);
  }
  std::vector<AgencyId> ids;
  ids.reserve(agencies.size());
  for (const AgencyIndex agency : agencies) ids.push_back(supply.directory().IdOf(agency));
  return ids;
}

absl::StatusOr<Decision> DecideSavePlan(const Deciding& deciding, const SavePlanRequest& request,
                                        const Blob& document) {
  VUORO_RETURN_IF_ERROR(CheckWeekPlan(deciding.supply->network(), request.plan));
  if (request.replaces) {
    VUORO_ASSIGN_OR_RETURN(const PlanStanding replaced,
                           Named(deciding, request.replaces, "replaces"));
    if (replaced.state != PlanState::kRefused) {
      return WrongState(replaced, "replaces", "a draft replaces a refused plan only");
    }
  }
  PlanSaved saved;
  saved.plan = deciding.ids.Next<PlanId>();
  saved.document = document.hash.Hex();
  saved.from_ymd = request.plan.from_ymd;
  saved.to_ymd = request.plan.to_ymd;
  saved.replaces = request.replaces;
  saved.agencies = ConcernedAgencies(*deciding.supply, request.plan);
  Decision decision = OneFact(std::move(saved));
  decision.blobs.push_back(document);
  return decision;
}

absl::StatusOr<Decision> DecideSendPlan(const Deciding& deciding, PlanId id) {
  VUORO_ASSIGN_OR_RETURN(const PlanStanding standing, Named(deciding, id, "plan"));
  if (standing.state != PlanState::kDraft) {
    return WrongState(standing, "plan", "only a draft is sent");
  }
  VUORO_ASSIGN_OR_RETURN(const WeekPlan plan, Checked(deciding, standing));
  return OneFact(PlanSent{id, ConcernedAgencies(*deciding.supply, plan)});
}

absl::StatusOr<Decision> DecideAcceptPlan(const Deciding& deciding,
                                          const AnswerPlanRequest& request) {
  VUORO_RETURN_IF_ERROR(MayAnswer(deciding, request, PlanState::kAccepted));
  return OneFact(PlanAccepted{request.plan, request.agency});
}

absl::StatusOr<Decision> DecideRefusePlan(const Deciding& deciding,
                                          const AnswerPlanRequest& request) {
  VUORO_RETURN_IF_ERROR(MayAnswer(deciding, request, PlanState::kRefused));
  return OneFact(PlanRefused{request.plan, request.agency, request.reason});
}

absl::StatusOr<Decision> DecidePublishSavedPlan(const Deciding& deciding,
                                                const PublishPlanRequest& request) {
  VUORO_ASSIGN_OR_RETURN(const PlanStanding standing, Named(deciding, request.plan, "plan"));
  if (HasEnded(standing)) {
    return WrongState(standing, "plan", "it can no longer be published");
  }
  VUORO_ASSIGN_OR_RETURN(const int32_t from_ymd, FirstMonday(standing, request.from_ymd));
  VUORO_ASSIGN_OR_RETURN(const WeekPlan plan, Checked(deciding, standing));
  const std::vector<AgencyId> lacking =
      Lacking(standing, ConcernedAgencies(*deciding.supply, plan));
  if (!lacking.empty() && !request.force) return NotAccepted(deciding, standing, lacking);
  Decision decision;
  if (!lacking.empty()) {
    decision.events.push_back(PlanOverridden{standing.id, lacking, request.reason});
  }
  decision.events.push_back(
      PlanPublished{standing.id, standing.document, from_ymd, standing.to_ymd, plan.cycle_weeks});
  return decision;
}

absl::StatusOr<Decision> DecideWithdrawPlan(const Deciding& deciding, PlanId id) {
  VUORO_ASSIGN_OR_RETURN(const PlanStanding standing, Named(deciding, id, "plan"));
  if (HasEnded(standing)) {
    return WrongState(standing, "plan", "only a plan that is still open is withdrawn");
  }
  return OneFact(PlanWithdrawn{id});
}

}  // namespace vuoro
