// Makes a week, and sums it up by office.
#include "cli/week.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <utility>

#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"

namespace vuoro::cli {
namespace {

using std::chrono::steady_clock;

// How much of `seconds` has passed since `began`, in 1/kGaugeFull.
int TimeUsed(steady_clock::time_point began, double seconds) {
  const double spent = std::chrono::duration<double>(steady_clock::now() - began).count();
  return seconds <= 0 ? planning::kGaugeFull
                      : static_cast<int>(std::min(1.0, spent / seconds) * planning::kGaugeFull);
}

void AddDuties(const Network& network, const WeekPlan& plan, std::vector<OfficeWeek>& offices) {
  std::map<std::string, size_t> office_by_key;
  for (size_t i = 0; i < network.offices.size(); ++i) office_by_key[network.offices[i].key] = i;
  std::map<std::string, size_t> person_by_key;
  for (size_t i = 0; i < network.people.size(); ++i) person_by_key[network.people[i].key] = i;
  const auto add = [&](const auto& duty, bool video) {
    const size_t person = person_by_key.at(duty.person);
    offices[office_by_key.at(duty.office)].duties.push_back({video,
                                                             network.people[person].agency,
                                                             PersonIndex(person),
                                                             duty.weekday,
                                                             {duty.from_min, duty.to_min}});
  };
  for (const FieldDuty& duty : plan.field) add(duty, false);
  for (const VideoDuty& duty : plan.video) add(duty, true);
  for (OfficeWeek& office : offices) {
    std::sort(office.duties.begin(), office.duties.end(), [](const Duty& a, const Duty& b) {
      return std::tuple(a.weekday, a.hours.from_min, a.video, a.agency, a.person, a.hours.to_min) <
             std::tuple(b.weekday, b.hours.from_min, b.video, b.agency, b.person, b.hours.to_min);
    });
  }
}

void AddDemand(const planning::Problem& problem, const planning::Plan& plan,
               std::vector<OfficeWeek>& offices) {
  std::vector<int> served(problem.demand.size());
  for (const planning::Visit& visit : plan.visits) {
    for (const planning::Serve& serve : visit.serves) {
      served[static_cast<size_t>(serve.line)] += serve.slots;
    }
  }
  for (const planning::VideoCall& call : plan.video) {
    const auto line = static_cast<size_t>(call.line);
    ++served[line];
    offices[static_cast<size_t>(problem.demand[line].office)]
        .video_calls[static_cast<size_t>(call.day)][static_cast<size_t>(call.slot)]++;
  }
  for (size_t i = 0; i < problem.demand.size(); ++i) {
    const planning::DemandLine& line = problem.demand[i];
    offices[static_cast<size_t>(line.office)].demand.push_back(
        {AgencyIndex(static_cast<size_t>(line.agency)),
         LanguageIndex(static_cast<size_t>(line.language)), line.slots, served[i]});
  }
}

// Gives the planner the old plan, and takes out of the problem what fell away.
absl::Status Disrupt(const Network& network, const PlanWish& wish, PlanningProblem& made,
                     planning::PlannerOptions& options) {
  if (wish.baseline) options.baseline = MakePlan(network, made, *wish.baseline);
  if (!wish.disruption) return absl::OkStatus();
  VUORO_ASSIGN_OR_RETURN(const planning::Disruption disruption,
                         MakeDisruption(network, made, *wish.disruption));
  VUORO_ASSIGN_OR_RETURN(
      made.problem,
      planning::Apply(made.problem, disruption, options.baseline.value_or(planning::Plan{})));
  return absl::OkStatus();
}

}  // namespace

int OfficeWeek::unmet() const {
  return std::accumulate(demand.begin(), demand.end(), 0,
                         [](int sum, const Demand& line) { return sum + line.unmet(); });
}

int OfficeWeek::wanted() const {
  return std::accumulate(demand.begin(), demand.end(), 0,
                         [](int sum, const Demand& line) { return sum + line.wanted; });
}

int OfficeWeek::booth_half_hours() const {
  int sum = 0;
  for (const auto& day : video_calls) sum = std::accumulate(day.begin(), day.end(), sum);
  return sum;
}

int64_t Week::gap_permille() const {
  const int64_t cost = result.cost.total;
  return cost == 0 ? 0 : (cost - result.bound) * 1000 / cost;
}

absl::StatusOr<Week> PlanWeek(const Network& network, const PlanWish& wish,
                              const PlanWatch& watch) {
  Week week;
  week.network = &network;
  VUORO_ASSIGN_OR_RETURN(week.problem, MakeProblem(network, wish.monday));
  planning::PlannerOptions options{.seed = wish.seed, .threads = wish.threads};
  VUORO_RETURN_IF_ERROR(Disrupt(network, wish, week.problem, options));
  const auto began = steady_clock::now();
  if (wish.steps > 0) {
    options.steps = wish.steps;
  } else {
    options.gauge = [&] { return TimeUsed(began, wish.seconds); };
  }
  options.progress = [&](const planning::Progress& progress) {
    const int done = wish.steps > 0 ? static_cast<int>(std::min(progress.steps, wish.steps) *
                                                       planning::kGaugeFull / wish.steps)
                                    : TimeUsed(began, wish.seconds);
    return watch == nullptr || watch(progress, done);
  };
  VUORO_ASSIGN_OR_RETURN(week.result, planning::Solve(week.problem.problem, options));
  // The planner's word is checked by code that shares nothing with it.
  VUORO_RETURN_IF_ERROR(planning::CheckedOrError(week.problem.problem, week.result.plan));
  week.plan = MakeWeekPlan(network, week.problem, week.result.plan);
  week.plan.cost = week.result.cost.total;
  week.plan.bound = week.result.bound;

  for (size_t i = 0; i < network.offices.size(); ++i) {
    OfficeWeek& office = week.offices.emplace_back();
    office.office = OfficeIndex(i);
    office.booths = week.problem.problem.offices[i].booths;
    office.video_calls.assign(
        static_cast<size_t>(week.problem.problem.days),
        std::vector<int>(static_cast<size_t>(week.problem.problem.slots_per_day)));
  }
  AddDuties(network, week.plan, week.offices);
  AddDemand(week.problem.problem, week.result.plan, week.offices);
  return week;
}

}  // namespace vuoro::cli
