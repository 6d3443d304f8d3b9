// Applies the facts of saved plans.
#include "vuoro/engine/plan_states.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vuoro {
namespace {

constexpr std::array<std::string_view, 7> kPlanStates = {
    "draft", "sent", "accepted", "refused", "published", "withdrawn", "replaced"};

std::vector<AgencyAnswer> AllIn(PlanState state, const std::vector<AgencyId>& agencies) {
  std::vector<AgencyAnswer> answers;
  answers.reserve(agencies.size());
  for (const AgencyId agency : agencies) answers.push_back({agency, state, 0, ""});
  return answers;
}

// Of a plan that was sent: one refusal counts more than all acceptances, and no agency at all is as
// good as all of them.
PlanState StateOf(const std::vector<AgencyAnswer>& agencies) {
  PlanState state = PlanState::kAccepted;
  for (const AgencyAnswer& agency : agencies) {
    if (agency.state == PlanState::kRefused) return PlanState::kRefused;
    if (agency.state != PlanState::kAccepted) state = PlanState::kSent;
  }
  return state;
}

}  // namespace

template <>
std::span<const std::string_view> WordsOf<PlanState>() {
  return kPlanStates;
}

const PlanStanding* SavedPlans::Find(PlanId id) const {
  const auto found = std::find_if(plans_.begin(), plans_.end(),
                                  [&](const PlanStanding& plan) { return plan.id == id; });
  return found == plans_.end() ? nullptr : &*found;
}

PlanStanding* SavedPlans::At(PlanId id) { return const_cast<PlanStanding*>(Find(id)); }

void SavedPlans::Apply(const PlanSaved& event, int64_t at_us) {
  if (PlanStanding* replaced = At(event.replaces)) {
    replaced->state = PlanState::kReplaced;
    replaced->replaced_by = event.plan;
    replaced->ended_us = at_us;
  }
  PlanStanding& plan = plans_.emplace_back();
  plan.id = event.plan;
  plan.document = event.document;
  plan.from_ymd = event.from_ymd;
  plan.to_ymd = event.to_ymd;
  plan.replaces = event.replaces;
  plan.saved_us = at_us;
  plan.agencies = AllIn(PlanState::kDraft, event.agencies);
}

void SavedPlans::Apply(const PlanSent& event, int64_t at_us) {
  PlanStanding* plan = At(event.plan);
  if (plan == nullptr) return;
  plan->sent_us = at_us;
  plan->agencies = AllIn(PlanState::kSent, event.agencies);
  plan->state = StateOf(plan->agencies);
}

void SavedPlans::Answer(PlanId id, AgencyAnswer answer) {
  PlanStanding* plan = At(id);
  if (plan == nullptr) return;
  for (AgencyAnswer& agency : plan->agencies) {
    if (agency.agency != answer.agency) continue;
    agency = std::move(answer);
    break;
  }
  plan->state = StateOf(plan->agencies);
}

void SavedPlans::Apply(const PlanAccepted& event, int64_t at_us) {
  Answer(event.plan, {event.agency, PlanState::kAccepted, at_us, ""});
}

void SavedPlans::Apply(const PlanRefused& event, int64_t at_us) {
  Answer(event.plan, {event.agency, PlanState::kRefused, at_us, event.reason});
}

void SavedPlans::Apply(const PlanOverridden& event, int64_t /*at_us*/) {
  if (PlanStanding* plan = At(event.plan)) plan->overridden = true;
}

void SavedPlans::Apply(const PlanPublished& event, int64_t at_us) {
  PlanStanding* plan = At(event.plan);
  if (plan == nullptr) return;  // published without having been saved
  plan->state = PlanState::kPublished;
  plan->from_ymd = event.from_ymd;
  plan->to_ymd = event.to_ymd;
  plan->ended_us = at_us;
}

void SavedPlans::Apply(const PlanWithdrawn& event, int64_t at_us) {
  PlanStanding* plan = At(event.plan);
  if (plan == nullptr) return;
  plan->state = PlanState::kWithdrawn;
  plan->ended_us = at_us;
}

}  // namespace vuoro
