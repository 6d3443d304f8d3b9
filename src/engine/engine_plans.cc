// Plan jobs in threads of their own, and published plans.
#include <algorithm>
#include <chrono>
#include <set>
#include <thread>
#include <tuple>

#include "engine/plan_calls.h"
#include "engine/run.h"
#include "vuoro/config/planning_problem.h"

namespace vuoro {
namespace {

using std::chrono::steady_clock;

constexpr int64_t kMaxBudgetMs = int64_t{24} * 3600 * 1000;

}  // namespace

absl::Status CheckWeekPlan(const Network& network, const WeekPlan& plan) {
  const std::optional<Date> from = Date::CheckedYmd(plan.from_ymd);
  if (!from.has_value() || from->weekday() != kMonday) {
    return AtPath(Fail(Reason::kBadPlan, "from_ymd {} is not a Monday", plan.from_ymd),
                  "/from_ymd");
  }
  if (plan.to_ymd != 0 && plan.to_ymd < plan.from_ymd) {
    return AtPath(
        Fail(Reason::kBadPlan, "to_ymd {} is before from_ymd {}", plan.to_ymd, plan.from_ymd),
        "/to_ymd");
  }
  if (!IsCycleLength(plan.cycle_weeks)) {
    return AtPath(
        Fail(Reason::kBadPlan, "a cycle of {} weeks; 1, 2 and 4 are possible", plan.cycle_weeks),
        "/cycle_weeks");
  }
  std::map<std::string, const Person*> people;
  for (const Person& person : network.people) people[person.key] = &person;
  std::set<std::string> offices;
  for (const Office& office : network.offices) offices.insert(office.key);
  std::set<std::tuple<std::string, int, int, int>> taken;  // person, day of cycle, from, to
  const auto check = [&](const auto& duty, std::string_view list, size_t i) -> absl::Status {
    const std::string place = fmt::format("/{}/{}", list, i);
    const auto person = people.find(duty.person);
    if (person == people.end() || person->second->role != PersonRole::kOfficial) {
      return AtPath(Fail(Reason::kBadPlan, "\"{}\" is no official of this network", duty.person),
                    place + "/person");
    }
    if (!offices.contains(duty.office)) {
      return AtPath(Fail(Reason::kBadPlan, "\"{}\" is no office of this network", duty.office),
                    place + "/office");
    }
    if (duty.weekday < 0 || duty.weekday > 6 || duty.from_min < 0 || duty.to_min <= duty.from_min ||
        duty.to_min > kMinutesPerDay) {
      return AtPath(Fail(Reason::kBadPlan, "weekday {} from minute {} to {} is no duty",
                         duty.weekday, duty.from_min, duty.to_min),
                    place);
    }
    if (duty.week < 0 || duty.week >= plan.cycle_weeks) {
      return AtPath(Fail(Reason::kBadPlan, "week {} of a cycle of {}", duty.week, plan.cycle_weeks),
                    place);
    }
    const int day = duty.week * 7 + duty.weekday;
    for (const auto& [who, other_day, from_min, to_min] : taken) {
      if (who == duty.person && other_day == day && from_min < duty.to_min &&
          duty.from_min < to_min) {
        return AtPath(Fail(Reason::kBadPlan, "\"{}\" has two duties at once on weekday {}",
                           duty.person, duty.weekday),
                      place);
      }
    }
    taken.emplace(duty.person, day, duty.from_min, duty.to_min);
    return absl::OkStatus();
  };
  for (size_t i = 0; i < plan.field.size(); ++i)
    VUORO_RETURN_IF_ERROR(check(plan.field[i], "field", i));
  for (size_t i = 0; i < plan.video.size(); ++i)
    VUORO_RETURN_IF_ERROR(check(plan.video[i], "video", i));
  return absl::OkStatus();
}

struct PlanJob::Run {
  std::shared_ptr<const Supply> supply;
  PlanningProblem week;
  planning::PlannerOptions options;
  steady_clock::time_point deadline;
  bool has_deadline = false;

  std::atomic<bool> cancel{false};
  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  planning::Progress progress;
  bool done = false;
  bool taken = false;
  std::optional<absl::StatusOr<planning::PlanResult>> result;
  std::thread thread;

  void Work(steady_clock::time_point began) {
    options.progress = [this](const planning::Progress& now) {
      const std::lock_guard lock(mutex);
      progress = now;
      return !cancel.load();
    };
    if (has_deadline) {
      options.gauge = [this, began] {
        if (cancel.load()) return planning::kGaugeFull;
        const auto spent = std::chrono::duration<double>(steady_clock::now() - began).count();
        const auto budget = std::chrono::duration<double>(deadline - began).count();
        return budget <= 0 ? planning::kGaugeFull
                           : static_cast<int>(std::min(1.0, spent / budget) * planning::kGaugeFull);
      };
    }
    absl::StatusOr<planning::PlanResult> found = planning::Solve(week.problem, options);
    if (!found.ok()) found = InWordsOf(week, found.status());
    const std::lock_guard lock(mutex);
    if (found.ok()) progress = {found->steps, found->objective, found->bound};
    result = std::move(found);
    done = true;
    changed.notify_all();
  }
};

PlanJob::PlanJob() : run_(std::make_unique<Run>()) {}

PlanJob::~PlanJob() {
  Cancel();
  if (run_->thread.joinable()) run_->thread.join();
}

planning::Progress PlanJob::progress() const {
  const std::lock_guard lock(run_->mutex);
  return run_->progress;
}

bool PlanJob::done() const {
  const std::lock_guard lock(run_->mutex);
  return run_->done;
}

bool PlanJob::Wait(int64_t timeout_ms) {
  std::unique_lock lock(run_->mutex);
  return run_->changed.wait_until(lock, DeadlineAfter(timeout_ms), [&] { return run_->done; });
}

void PlanJob::Cancel() { run_->cancel = true; }

absl::StatusOr<PlannedWeek> PlanJob::Take() {
  const std::lock_guard lock(run_->mutex);
  if (!run_->done) return Fail(Reason::kJobRunning, "the plan is still being made");
  if (run_->taken) return Fail(Reason::kWrongState, "the result was taken before");
  if (!run_->result->ok()) return run_->result->status();
  run_->taken = true;
  PlannedWeek planned;
  planned.plan = MakeWeekPlan(run_->supply->network(), run_->week, (*run_->result)->plan);
  planned.plan.cost = (*run_->result)->cost.total;
  planned.plan.bound = (*run_->result)->bound;
  planned.result = **run_->result;
  planned.problem = run_->week.problem;
  planned.outcomes = OutcomesOf(run_->week, planned.result.plan);
  return planned;
}

absl::StatusOr<std::string> PlanJob::Decisions() const {
  const std::lock_guard lock(run_->mutex);
  if (!run_->done) return Fail(Reason::kJobRunning, "the plan is still being made");
  if (!run_->result->ok()) return run_->result->status();
  return EncodeOutcomes(run_->supply->network(), OutcomesOf(run_->week, (*run_->result)->plan));
}

absl::StatusOr<PlanExplanation> PlanJob::Explain(const planning::ExplainOptions& options) const {
  {
    const std::lock_guard lock(run_->mutex);
    if (!run_->done) return Fail(Reason::kJobRunning, "the plan is still being made");
  }
  // Nothing of a job that is done changes any more.
  const Network& network = run_->supply->network();
  const absl::StatusOr<planning::PlanResult>& result = *run_->result;
  if (!result.ok()) {
    if (!HasReason(result.status(), Reason::kInfeasible)) return result.status();
    return ExplainInfeasible(network, run_->week);
  }
  planning::ExplainOptions with = options;
  with.bound = std::max(with.bound, result->bound);
  return ExplainPlan(network, run_->week, result->plan, with);
}

std::shared_ptr<const Supply> PlanJob::supply() const { return run_->supply; }

namespace {

// The plans to start from or to keep to, and the problem without what fell away.
absl::Status StartFrom(const Network& network, const PlanRequest& request, PlanningProblem& week,
                       planning::PlannerOptions& options) {
  if (request.warm_start) options.warm_start = MakePlan(network, week, *request.warm_start);
  if (request.baseline) options.baseline = MakePlan(network, week, *request.baseline);
  if (!request.disruption) return absl::OkStatus();
  VUORO_ASSIGN_OR_RETURN(const planning::Disruption disruption,
                         MakeDisruption(network, week, *request.disruption));
  VUORO_ASSIGN_OR_RETURN(
      week.problem,
      planning::Apply(week.problem, disruption, options.baseline.value_or(planning::Plan{})));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<PlanJob>> Engine::StartPlan(const Access& access,
                                                           const PlanRequest& request) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  if (request.budget_ms < 0 || request.budget_ms > kMaxBudgetMs || request.budget_steps < 0) {
    return Fail(Reason::kBadArgument, "a budget of {} ms and {} steps", request.budget_ms,
                request.budget_steps);
  }
  const std::shared_ptr<const Supply> supply = core_->supply();
  if (supply == nullptr) return Fail(Reason::kNoNetwork, "no network document has been loaded");
  const std::optional<Date> monday = Date::CheckedYmd(request.monday_ymd);
  if (!monday.has_value()) {
    return AtPath(Fail(Reason::kBadArgument, "{} is no date", request.monday_ymd), "monday_ymd");
  }
  std::shared_ptr<PlanJob> job(new PlanJob());
  PlanJob::Run& run = *job->run_;
  std::vector<PlanDecision> decisions;
  if (!request.decisions.empty()) {
    VUORO_ASSIGN_OR_RETURN(decisions, LoadDecisions(request.decisions, supply->network()));
  }
  VUORO_ASSIGN_OR_RETURN(run.week, MakeProblem(supply->network(), *monday, decisions));
  VUORO_RETURN_IF_ERROR(StartFrom(supply->network(), request, run.week, run.options));
  run.supply = supply;
  run.options.seed = request.seed;
  run.options.threads = request.threads == 0 ? planning::kMaxPlannerThreads : request.threads;
  if (request.budget_steps > 0) run.options.steps = request.budget_steps;
  run.has_deadline = request.budget_steps == 0;
  const auto began = steady_clock::now();
  run.deadline =
      began + std::chrono::milliseconds(request.budget_ms > 0 ? request.budget_ms : kDefaultPlanMs);
  run.thread = std::thread([&run, began] { run.Work(began); });
  return job;
}

absl::StatusOr<ExplainedPlan> Engine::ExplainWrittenPlan(
    const Access& access, const WeekPlan& plan, const planning::ExplainOptions& options) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  const std::shared_ptr<const Supply> supply = core_->supply();
  if (supply == nullptr) return Fail(Reason::kNoNetwork, "no network document has been loaded");
  const std::optional<Date> monday = Date::CheckedYmd(plan.from_ymd);
  if (!monday.has_value()) {
    return AtPath(Fail(Reason::kBadPlan, "{} is no date", plan.from_ymd), "/from_ymd");
  }
  VUORO_ASSIGN_OR_RETURN(const PlanningProblem made, MakeProblem(supply->network(), *monday));
  VUORO_ASSIGN_OR_RETURN(PlanExplanation explanation,
                         ExplainWeekPlan(supply->network(), made, plan, options));
  return ExplainedPlan{std::move(explanation), supply};
}

absl::StatusOr<PlanId> Engine::PublishPlan(const Access& access, const CommandOptions& options,
                                           const WeekPlan& plan) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  const std::string json = EncodeWeekPlan(plan);
  const Blob document{Sha256(json), json};
  return Run<PlanId>(
      *core_, access, options, {.name = "publish_plan"}, document.hash.Hex(),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        VUORO_RETURN_IF_ERROR(CheckWeekPlan(deciding.supply->network(), plan));
        Decision decision;
        decision.events.push_back(PlanPublished{deciding.ids.Next<PlanId>(), document.hash.Hex(),
                                                plan.from_ymd, plan.to_ymd, plan.cycle_weeks});
        decision.blobs.push_back(document);
        return decision;
      },
      [](const State&, int64_t subject) -> absl::StatusOr<PlanId> { return PlanId{subject}; });
}

absl::StatusOr<std::vector<PublishedPlan>> Engine::Plans(const Access& access) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  return core_->Reading([](const State& state) { return state.plans(); });
}

absl::StatusOr<WeekPlan> Engine::FindPlan(const Access& access, PlanId id) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  const auto found = core_->Reading([&](const State& state) { return state.StandingOf(id); });
  if (!found.has_value()) return Fail(Reason::kUnknownId, "{} is no plan", id.value);
  if (found->state != PlanState::kPublished) VUORO_RETURN_IF_ERROR(Require(access, Right::kPlan));
  const auto hash = Digest::FromHex(found->document);
  if (!hash.has_value())
    return Fail(Reason::kStoreCorrupt, "\"{}\" is no document hash", found->document);
  VUORO_ASSIGN_OR_RETURN(const std::string json, core_->store().ReadBlob(*hash));
  VUORO_ASSIGN_OR_RETURN(WeekPlan plan, DecodeWeekPlan(json));
  plan.from_ymd = found->from_ymd;
  plan.to_ymd = found->to_ymd;
  return plan;
}

}  // namespace vuoro
