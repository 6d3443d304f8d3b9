// Makes a week, and sums it up by office and official.
#include "cli/week.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
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

constexpr size_t kMostSamples = 4096;

bool ByTime(const Duty& a, const Duty& b) {
  return std::tuple(a.weekday, a.hours.from_min, a.video, a.agency, a.person, a.hours.to_min,
                    a.office) < std::tuple(b.weekday, b.hours.from_min, b.video, b.agency, b.person,
                                           b.hours.to_min, b.office);
}

void AddDuties(const Network& network, const WeekPlan& plan, Week& week) {
  std::map<std::string_view, OfficeWeek*> office_by_key;
  for (OfficeWeek& office : week.offices) office_by_key[network.at(office.office).key] = &office;
  std::map<std::string_view, OfficialWeek*> official_by_key;
  for (OfficialWeek& one : week.officials) official_by_key[network.at(one.person).key] = &one;
  const auto add = [&](const auto& duty, bool video) {
    OfficialWeek& official = *official_by_key.at(duty.person);
    OfficeWeek& office = *office_by_key.at(duty.office);
    const Duty made = {
        video,         network.at(official.person).agency,       official.person,
        office.office, duty.week * kPlanningDays + duty.weekday, {duty.from_min, duty.to_min}};
    official.duties.push_back(made);
    office.duties.push_back(made);
  };
  for (const FieldDuty& duty : plan.field) add(duty, false);
  for (const VideoDuty& duty : plan.video) add(duty, true);
  for (OfficeWeek& one : week.offices) std::sort(one.duties.begin(), one.duties.end(), ByTime);
  for (OfficialWeek& one : week.officials) std::sort(one.duties.begin(), one.duties.end(), ByTime);
}

// Out of the base to the day's first visit, on to the next, and back.
void AddDrives(const planning::Problem& problem, OfficialWeek& official) {
  const auto drive = [&](int weekday, OfficeIndex from, OfficeIndex to, int at_min, bool arrives) {
    const int minutes = problem.drive_minutes[from.position()][to.position()];
    if (from == to || minutes == 0) return;
    const int from_min = arrives ? at_min - minutes : at_min;
    official.drives.push_back({weekday, from, to, {from_min, from_min + minutes}});
  };
  const Duty* before = nullptr;
  for (const Duty& duty : official.duties) {
    if (duty.video) continue;
    if (before != nullptr && before->weekday == duty.weekday) {
      drive(duty.weekday, before->office, duty.office, before->hours.to_min, false);
    } else {
      if (before != nullptr) {
        drive(before->weekday, before->office, official.base, before->hours.to_min, false);
      }
      drive(duty.weekday, official.base, duty.office, duty.hours.from_min, true);
    }
    before = &duty;
  }
  if (before != nullptr) {
    drive(before->weekday, before->office, official.base, before->hours.to_min, false);
  }
}

void AddDemand(const planning::Problem& problem, const planning::Plan& plan,
               std::vector<OfficeWeek>& offices) {
  std::vector<int> served(problem.demand.size());
  std::vector<int> by_video(problem.demand.size());
  for (const planning::Visit& visit : plan.visits) {
    for (const planning::Serve& serve : visit.serves) {
      served[static_cast<size_t>(serve.line)] += serve.slots;
    }
  }
  for (const planning::VideoCall& call : plan.video) {
    const auto line = static_cast<size_t>(call.line);
    ++served[line];
    ++by_video[line];
    offices[static_cast<size_t>(problem.demand[line].office)]
        .video_calls[static_cast<size_t>(call.day)][static_cast<size_t>(call.slot)]++;
  }
  for (size_t i = 0; i < problem.demand.size(); ++i) {
    const planning::DemandLine& line = problem.demand[i];
    offices[static_cast<size_t>(line.office)].demand.push_back(
        {AgencyIndex(static_cast<size_t>(line.agency)),
         LanguageIndex(static_cast<size_t>(line.language)), line.slots, served[i], by_video[i]});
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

int OfficialWeek::field_days() const {
  int days = 0;
  int last = -1;
  for (const Duty& duty : duties) {
    if (duty.video || duty.weekday == last) continue;
    ++days;
    last = duty.weekday;
  }
  return days;
}

int OfficialWeek::visit_min() const {
  int sum = 0;
  for (const Duty& duty : duties) sum += duty.video ? 0 : duty.hours.to_min - duty.hours.from_min;
  return sum;
}

int OfficialWeek::video_min() const {
  int sum = 0;
  for (const Duty& duty : duties) sum += duty.video ? duty.hours.to_min - duty.hours.from_min : 0;
  return sum;
}

int OfficialWeek::drive_min() const {
  int sum = 0;
  for (const Drive& drive : drives) sum += drive.minutes();
  return sum;
}

void Course::Add(const CourseSample& sample) {
  const planning::Progress& now = sample.progress;
  if (!samples_.empty()) {
    const planning::Progress& last = samples_.back().progress;
    if (now.cost == last.cost && now.bound == last.bound) return;
  }
  samples_.push_back(sample);
  if (samples_.size() < kMostSamples) return;
  // Every other one, but never the first.
  size_t kept = 1;
  for (size_t i = 2; i < samples_.size(); i += 2) samples_[kept++] = samples_[i];
  samples_.resize(kept);
}

void Course::Close(const CourseSample& sample) { samples_.push_back(sample); }

int64_t Week::gap_permille() const {
  const int64_t cost = result.cost.total;
  return cost == 0 ? 0 : (cost - result.bound) * 1000 / std::abs(cost);
}

absl::StatusOr<Week> PlanWeek(const Network& network, const PlanWish& wish,
                              const PlanWatch& watch) {
  Week week;
  week.network = &network;
  VUORO_ASSIGN_OR_RETURN(week.problem, MakeProblem(network, wish.monday, wish.decisions));
  planning::PlannerOptions options{.seed = wish.seed, .threads = wish.threads};
  VUORO_RETURN_IF_ERROR(Disrupt(network, wish, week.problem, options));
  const auto began = steady_clock::now();
  if (wish.steps > 0) {
    options.steps = wish.steps;
  } else {
    options.gauge = [&] { return TimeUsed(began, wish.seconds); };
  }
  const auto elapsed_us = [&] {
    return std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - began)
        .count();
  };
  week.by_steps = wish.steps > 0;
  options.progress = [&](const planning::Progress& progress) {
    week.course.Add({elapsed_us(), progress});
    const int done = wish.steps > 0 ? static_cast<int>(std::min(progress.steps, wish.steps) *
                                                       planning::kGaugeFull / wish.steps)
                                    : TimeUsed(began, wish.seconds);
    return watch == nullptr || watch(progress, done);
  };
  absl::StatusOr<planning::PlanResult> solved = planning::Solve(week.problem.problem, options);
  if (!solved.ok()) return InWordsOf(week.problem, solved.status());
  week.result = *std::move(solved);
  week.course.Close({elapsed_us(), {week.result.steps, week.result.objective, week.result.bound}});
  // The planner's word is checked by code that shares nothing with it.
  VUORO_RETURN_IF_ERROR(planning::CheckedOrError(week.problem.problem, week.result.plan));
  week.plan = MakeWeekPlan(network, week.problem, week.result.plan);
  week.plan.cost = week.result.cost.total;
  week.plan.bound = week.result.bound;
  week.outcomes = OutcomesOf(week.problem, week.result.plan);

  for (size_t i = 0; i < network.offices.size(); ++i) {
    OfficeWeek& office = week.offices.emplace_back();
    office.office = OfficeIndex(i);
    office.booths = week.problem.problem.offices[i].booths;
    office.video_calls.assign(
        static_cast<size_t>(week.problem.problem.days),
        std::vector<int>(static_cast<size_t>(week.problem.problem.slots_per_day)));
  }
  for (size_t i = 0; i < week.problem.officials.size(); ++i) {
    const auto base = static_cast<size_t>(week.problem.problem.officials[i].base);
    week.officials.push_back({week.problem.officials[i], OfficeIndex(base), {}, {}});
  }
  AddDuties(network, week.plan, week);
  for (OfficialWeek& official : week.officials) AddDrives(week.problem.problem, official);
  AddDemand(week.problem.problem, week.result.plan, week.offices);
  return week;
}

}  // namespace vuoro::cli
