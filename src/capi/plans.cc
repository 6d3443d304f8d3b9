// Plan jobs, and plans with the ids of their people and offices.
#include <map>
#include <utility>

#include "capi/objects.h"
#include "vuoro/journal/event.h"

namespace vuoro::capi {
namespace {

// Ids by the keys that a plan has.
class Names {
 public:
  explicit Names(const Supply& supply) {
    const Network& network = supply.network();
    for (const Person& person : network.people) {
      people_[person.key] = supply.directory().IdOf(person.resource).value;
    }
    for (size_t i = 0; i < network.offices.size(); ++i) {
      offices_[network.offices[i].key] = supply.directory().IdOf(OfficeIndex(i)).value;
    }
    for (size_t i = 0; i < network.agencies.size(); ++i) {
      agencies_[network.agencies[i].key] = supply.directory().IdOf(AgencyIndex(i)).value;
    }
  }
  absl::StatusOr<int64_t> IdOfPerson(const std::string& key) const { return In(people_, key); }
  absl::StatusOr<int64_t> IdOfOffice(const std::string& key) const { return In(offices_, key); }
  // 0 for one that is not there: a plan outlives its document.
  int64_t IdOfAgency(const std::string& key) const {
    const auto found = agencies_.find(key);
    return found == agencies_.end() ? 0 : found->second;
  }

 private:
  static absl::StatusOr<int64_t> In(const std::map<std::string, int64_t>& ids,
                                    const std::string& key) {
    const auto found = ids.find(key);
    if (found != ids.end()) return found->second;
    return Fail(Reason::kBadPlan, "this network has no \"{}\"", key);
  }
  std::map<std::string, int64_t> people_;
  std::map<std::string, int64_t> offices_;
  std::map<std::string, int64_t> agencies_;
};

template <class Duties>
absl::Status AddDuties(const Names& names, const WeekPlan& plan, const Duties& from, uint32_t video,
                       std::vector<vuoro_duty>* duties) {
  for (const auto& duty : from) {
    vuoro_duty& added = duties->emplace_back();
    VUORO_ASSIGN_OR_RETURN(added.person, names.IdOfPerson(duty.person));
    VUORO_ASSIGN_OR_RETURN(added.office, names.IdOfOffice(duty.office));
    added.video = video;
    added.weekday = duty.weekday;
    added.from_min = duty.from_min;
    added.to_min = duty.to_min;
    added.week = duty.week;
    added.cycle_weeks = plan.cycle_weeks;
  }
  return absl::OkStatus();
}

vuoro_plan_expense ToC(const AgencyExpense& from) {
  vuoro_plan_expense expense{};
  expense.away_min = from.away_min;
  expense.drive_min = from.drive_min;
  expense.booth_min = from.booth_min;
  expense.interpreter_min = from.interpreter_min;
  expense.away_cents = from.away_cents;
  expense.drive_cents = from.drive_cents;
  expense.booth_cents = from.booth_cents;
  expense.interpreter_cents = from.interpreter_cents;
  return expense;
}

absl::StatusOr<std::shared_ptr<PlanHolder>> HolderOf(const Engine& engine, WeekPlan plan) {
  const auto supply = engine.CurrentSupply();
  if (supply == nullptr) return Fail(Reason::kNoNetwork, "no network document has been loaded");
  const Names names(*supply);
  auto holder = std::make_shared<PlanHolder>();
  VUORO_RETURN_IF_ERROR(AddDuties(names, plan, plan.field, 0, &holder->duties));
  VUORO_RETURN_IF_ERROR(AddDuties(names, plan, plan.video, 1, &holder->duties));
  for (const AgencyExpense& expense : plan.expenses) {
    holder->expenses.push_back(ToC(expense));
    holder->expenses.back().agency = names.IdOfAgency(expense.agency);
  }
  holder->json = EncodeWeekPlan(plan);
  holder->plan = std::move(plan);
  return holder;
}

absl::StatusOr<std::shared_ptr<PlanHolder>> StoredPlan(vuoro_session* session, PlanId plan) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  VUORO_ASSIGN_OR_RETURN(WeekPlan found, self->engine->FindPlan(self->access, plan));
  return HolderOf(*self->engine, std::move(found));
}

absl::Status ReadPlan(const vuoro_plan* from, std::optional<WeekPlan>* out) {
  if (from == nullptr) return absl::OkStatus();
  VUORO_ASSIGN_OR_RETURN(const auto holder, Find(from));
  *out = holder->plan;
  return absl::OkStatus();
}

absl::StatusOr<PlanRequest> ReadRequest(const vuoro_plan_request* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_plan_request plan, Read(from, "request"));
  VUORO_RETURN_IF_ERROR(CheckEnum(plan.threads, planning::kMaxPlannerThreads + 1, "threads"));
  PlanRequest request;
  request.monday_ymd = plan.monday_ymd;
  request.budget_ms = plan.budget_ms;
  request.budget_steps = plan.budget_steps;
  request.seed = plan.seed;
  request.threads = static_cast<int>(plan.threads);
  VUORO_RETURN_IF_ERROR(ReadPlan(plan.warm_start, &request.warm_start));
  VUORO_RETURN_IF_ERROR(ReadPlan(plan.baseline, &request.baseline));
  if (plan.decisions != nullptr || plan.decisions_len != 0) {
    VUORO_ASSIGN_OR_RETURN(const std::string_view decisions,
                           ReadDocument(plan.decisions, plan.decisions_len, "decisions"));
    request.decisions = std::string(decisions);
  }
  if (plan.disruption == nullptr && plan.disruption_len == 0) return request;
  VUORO_ASSIGN_OR_RETURN(const std::string_view text,
                         ReadDocument(plan.disruption, plan.disruption_len, "disruption"));
  VUORO_ASSIGN_OR_RETURN(request.disruption, DecodeWeekDisruption(text));
  return request;
}

absl::StatusOr<std::shared_ptr<PlanJobHolder>> StartJob(vuoro_session* session,
                                                        const vuoro_plan_request* from) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  VUORO_ASSIGN_OR_RETURN(const PlanRequest request, ReadRequest(from));
  VUORO_ASSIGN_OR_RETURN(auto job, self->engine->StartPlan(self->access, request));
  return std::make_shared<PlanJobHolder>(*self, std::move(job));
}

absl::StatusOr<std::shared_ptr<PlanHolder>> TakePlan(vuoro_plan_job* handle) {
  VUORO_ASSIGN_OR_RETURN(const auto holder, Find(handle));
  VUORO_ASSIGN_OR_RETURN(PlannedWeek planned, holder->job->Take());
  return HolderOf(*holder->session.engine, std::move(planned.plan));
}

absl::StatusOr<std::shared_ptr<PlanHolder>> ParsePlan(vuoro_session* session, const char* json,
                                                      size_t size) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  VUORO_ASSIGN_OR_RETURN(const std::string_view text, ReadDocument(json, size, "json"));
  VUORO_ASSIGN_OR_RETURN(WeekPlan plan, DecodeWeekPlan(text));
  return HolderOf(*self->engine, std::move(plan));
}

vuoro_plan_progress ToC(const PlanJob& job) {
  vuoro_plan_progress progress{};
  progress.done = job.done() ? 1 : 0;
  const planning::Progress now = job.progress();
  progress.steps = now.steps;
  progress.cost = now.cost;
  progress.bound = now.bound;
  return progress;
}

// Made once; a job that is done says the same for ever.
absl::StatusOr<const std::string*> DecisionsOf(PlanJobHolder& holder) {
  const std::lock_guard lock(holder.mutex);
  if (!holder.decisions) {
    VUORO_ASSIGN_OR_RETURN(holder.decisions, holder.job->Decisions());
  }
  return &*holder.decisions;
}

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;
using vuoro::AtPath;
using vuoro::Fail;
using vuoro::Reason;

vuoro_status vuoro_plan_start(vuoro_session* session, const vuoro_plan_request* request,
                              vuoro_plan_job** out) {
  return Open(out, [&] { return StartJob(session, request); });
}

vuoro_status vuoro_plan_poll(vuoro_plan_job* job, vuoro_plan_progress* out) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(job));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    Write(ToC(*holder->job), out);
    return absl::OkStatus();
  });
}

vuoro_status vuoro_plan_wait(vuoro_plan_job* job, uint32_t timeout_ms) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(job));
    if (holder->job->Wait(timeout_ms)) return absl::OkStatus();
    return Fail(Reason::kDeadlineExceeded, "the plan is still being made");
  });
}

vuoro_status vuoro_plan_cancel(vuoro_plan_job* job) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(job));
    holder->job->Cancel();
    return absl::OkStatus();
  });
}

vuoro_status vuoro_plan_take(vuoro_plan_job* job, vuoro_plan** out) {
  return Open(out, [&] { return TakePlan(job); });
}

vuoro_status vuoro_plan_decisions(vuoro_plan_job* job, const char** json, size_t* json_len) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(job));
    if (json == nullptr || json_len == nullptr) {
      return AtPath(Fail(Reason::kBadArgument, "json and json_len are both needed"), "json");
    }
    VUORO_ASSIGN_OR_RETURN(const std::string* text, DecisionsOf(*holder));
    *json = text->c_str();
    *json_len = text->size();
    return absl::OkStatus();
  });
}

void vuoro_plan_job_free(vuoro_plan_job* job) { Close(job); }

size_t vuoro_plan_count(const vuoro_plan* plan) {
  return Count(plan, [](const PlanHolder& holder) { return holder.duties.size(); });
}

vuoro_status vuoro_plan_copy(const vuoro_plan* plan, size_t first, size_t count, vuoro_duty* out,
                             size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
    return CopyBulk(holder->duties, first, count, out, stride,
                    [](const vuoro_duty& duty) { return duty; });
  });
}

size_t vuoro_plan_expenses_count(const vuoro_plan* plan) {
  return Count(plan, [](const PlanHolder& holder) { return holder.expenses.size(); });
}

vuoro_status vuoro_plan_expenses_copy(const vuoro_plan* plan, size_t first, size_t count,
                                      vuoro_plan_expense* out, size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
    return CopyBulk(holder->expenses, first, count, out, stride,
                    [](const vuoro_plan_expense& expense) { return expense; });
  });
}

vuoro_status vuoro_plan_expenses_sum(const vuoro_plan* plan, vuoro_plan_expense* out) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    Write(ToC(vuoro::TotalOf(holder->plan.expenses)), out);
    return absl::OkStatus();
  });
}

vuoro_status vuoro_plan_json(const vuoro_plan* plan, const char** json, size_t* json_len) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
    if (json == nullptr || json_len == nullptr) {
      return AtPath(Fail(Reason::kBadArgument, "json and json_len are both needed"), "json");
    }
    *json = holder->json.c_str();
    *json_len = holder->json.size();
    return absl::OkStatus();
  });
}

vuoro_status vuoro_plan_parse(vuoro_session* session, const char* json, size_t json_len,
                              vuoro_plan** out) {
  return Open(out, [&] { return ParsePlan(session, json, json_len); });
}

vuoro_status vuoro_plan_read(vuoro_session* session, vuoro_id plan, vuoro_plan** out) {
  return Open(out, [&] { return StoredPlan(session, vuoro::PlanId{plan}); });
}

void vuoro_plan_free(vuoro_plan* plan) { Close(plan); }

vuoro_status vuoro_plan_publish(vuoro_session* session, const vuoro_command* command,
                                const vuoro_plan* plan, vuoro_id* out) {
  return Command(
      session, command, out,
      [&](const Session& self, const vuoro::CommandOptions& options) -> absl::StatusOr<int64_t> {
        VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
        VUORO_ASSIGN_OR_RETURN(const vuoro::PlanId id,
                               self.engine->PublishPlan(self.access, options, holder->plan));
        return id.value;
      });
}
