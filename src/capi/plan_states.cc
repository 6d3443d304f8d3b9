// Saved plans: drafts, answers of agencies, publication, and where each plan stands.
#include <utility>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

absl::StatusOr<PublishPlanRequest> ReadPublication(const vuoro_plan_publication* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_plan_publication publication, Read(from, "publication"));
  VUORO_RETURN_IF_ERROR(CheckReserved(publication.reserved, publication.reserved_text));
  VUORO_RETURN_IF_ERROR(CheckEnum(publication.force, 2, "force"));
  PublishPlanRequest request;
  VUORO_ASSIGN_OR_RETURN(request.reason,
                         ReadText(publication.reason, kMaxPlanReasonBytes, "reason"));
  request.plan = PlanId{publication.plan};
  request.from_ymd = publication.from_ymd;
  request.force = publication.force == 1;
  return request;
}

void AddAnswers(const PlanStanding& plan, std::vector<vuoro_plan_answer>* answers) {
  for (const AgencyAnswer& from : plan.agencies) {
    vuoro_plan_answer& answer = answers->emplace_back();
    answer.state = static_cast<uint32_t>(from.state);
    answer.plan = plan.id.value;
    answer.agency = from.agency.value;
    answer.at_us = from.at_us;
    answer.reason = from.reason.c_str();
  }
}

absl::StatusOr<std::shared_ptr<PlanStandingsHolder>> ListStandings(vuoro_session* session,
                                                                   PlanId plan) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  auto holder = std::make_shared<PlanStandingsHolder>();
  if (plan) {
    VUORO_ASSIGN_OR_RETURN(PlanStanding one, self->engine->FindPlanStanding(self->access, plan));
    holder->plans.push_back(std::move(one));
  } else {
    VUORO_ASSIGN_OR_RETURN(holder->plans, self->engine->PlanStandings(self->access));
  }
  for (const PlanStanding& standing : holder->plans) AddAnswers(standing, &holder->answers);
  return holder;
}

}  // namespace

vuoro_plan_standing ToC(const PlanStanding& from) {
  vuoro_plan_standing plan{};
  plan.state = static_cast<uint32_t>(from.state);
  plan.plan = from.id.value;
  plan.replaces = from.replaces.value;
  plan.replaced_by = from.replaced_by.value;
  plan.saved_us = from.saved_us;
  plan.sent_us = from.sent_us;
  plan.ended_us = from.ended_us;
  plan.from_ymd = from.from_ymd;
  plan.to_ymd = from.to_ymd;
  plan.agencies = static_cast<uint32_t>(from.agencies.size());
  plan.overridden = from.overridden ? 1 : 0;
  CopyText(from.document, plan.document);
  return plan;
}

}  // namespace vuoro::capi

using namespace vuoro::capi;
using vuoro::AgencyId;
using vuoro::CommandOptions;
using vuoro::PlanId;
using vuoro::PlanStanding;

vuoro_status vuoro_plan_save(vuoro_session* session, const vuoro_command* command,
                             const vuoro_plan* plan, vuoro_id replaces, vuoro_plan_standing* out) {
  return Command(
      session, command, out,
      [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<PlanStanding> {
        VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
        return self.engine->SavePlan(self.access, options, {holder->plan, PlanId{replaces}});
      });
}

vuoro_status vuoro_plan_send(vuoro_session* session, const vuoro_command* command, vuoro_id plan,
                             vuoro_plan_standing* out) {
  return Command(session, command, out, [&](const Session& self, const CommandOptions& options) {
    return self.engine->SendPlan(self.access, options, PlanId{plan});
  });
}

vuoro_status vuoro_plan_accept(vuoro_session* session, const vuoro_command* command, vuoro_id plan,
                               vuoro_id agency, vuoro_plan_standing* out) {
  return Command(session, command, out, [&](const Session& self, const CommandOptions& options) {
    return self.engine->AcceptPlan(self.access, options, {PlanId{plan}, AgencyId{agency}, ""});
  });
}

vuoro_status vuoro_plan_refuse(vuoro_session* session, const vuoro_command* command, vuoro_id plan,
                               vuoro_id agency, const char* reason, vuoro_plan_standing* out) {
  return Command(
      session, command, out,
      [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<PlanStanding> {
        VUORO_ASSIGN_OR_RETURN(std::string text,
                               ReadText(reason, vuoro::kMaxPlanReasonBytes, "reason"));
        return self.engine->RefusePlan(self.access, options,
                                       {PlanId{plan}, AgencyId{agency}, std::move(text)});
      });
}

vuoro_status vuoro_plan_publish_saved(vuoro_session* session, const vuoro_command* command,
                                      const vuoro_plan_publication* publication,
                                      vuoro_plan_standing* out) {
  return Command(
      session, command, out,
      [&](const Session& self, const CommandOptions& options) -> absl::StatusOr<PlanStanding> {
        VUORO_ASSIGN_OR_RETURN(const auto request, ReadPublication(publication));
        return self.engine->PublishSavedPlan(self.access, options, request);
      });
}

vuoro_status vuoro_plan_withdraw(vuoro_session* session, const vuoro_command* command,
                                 vuoro_id plan, vuoro_plan_standing* out) {
  return Command(session, command, out, [&](const Session& self, const CommandOptions& options) {
    return self.engine->WithdrawPlan(self.access, options, PlanId{plan});
  });
}

vuoro_status vuoro_plan_standings_list(vuoro_session* session, vuoro_id plan,
                                       vuoro_plan_standings** out) {
  return Open(out, [&] { return ListStandings(session, PlanId{plan}); });
}

size_t vuoro_plan_standings_count(const vuoro_plan_standings* standings) {
  return Count(standings, [](const PlanStandingsHolder& holder) { return holder.plans.size(); });
}

vuoro_status vuoro_plan_standings_copy(const vuoro_plan_standings* standings, size_t first,
                                       size_t count, vuoro_plan_standing* out, size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(standings));
    return CopyBulk(holder->plans, first, count, out, stride,
                    [](const PlanStanding& plan) { return ToC(plan); });
  });
}

size_t vuoro_plan_answers_count(const vuoro_plan_standings* standings) {
  return Count(standings, [](const PlanStandingsHolder& holder) { return holder.answers.size(); });
}

vuoro_status vuoro_plan_answers_copy(const vuoro_plan_standings* standings, size_t first,
                                     size_t count, vuoro_plan_answer* out, size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(standings));
    return CopyBulk(holder->answers, first, count, out, stride,
                    [](const vuoro_plan_answer& answer) { return answer; });
  });
}

void vuoro_plan_standings_free(vuoro_plan_standings* standings) { Close(standings); }
