// A planned week as people look at it: per office the visits, the video hours, the load of the
// booths and what is left unmet; per official where he is when and what he drives. Values only; how
// it is shown is in week_text.h and week_page.h.
#ifndef VUORO_SRC_CLI_WEEK_H_
#define VUORO_SRC_CLI_WEEK_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "vuoro/config/decisions.h"
#include "vuoro/config/plan_explanation.h"
#include "vuoro/config/planning_problem.h"
#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/planning/planner.h"

namespace vuoro::cli {

// One visit, or one run of video half hours, in an office.
struct Duty {
  bool video = false;
  AgencyIndex agency;
  PersonIndex person;
  OfficeIndex office;
  int weekday = 0;  // of a cycle the day: five a week, Monday first
  MinuteRange hours;
  friend auto operator<=>(const Duty&, const Duty&) = default;
};

// From one office to another: there in time for a visit, and off when it is over.
struct Drive {
  int weekday = 0;
  OfficeIndex from;
  OfficeIndex to;
  MinuteRange hours;
  int minutes() const { return hours.to_min - hours.from_min; }
};

struct Demand {
  AgencyIndex agency;
  LanguageIndex language;
  int wanted = 0;  // half hours
  int served = 0;
  int by_video = 0;  // of those served
  int unmet() const { return wanted - served; }
};

struct OfficeWeek {
  OfficeIndex office;
  std::vector<Duty> duties;  // by weekday, then start
  std::vector<Demand> demand;
  std::vector<std::vector<int>> video_calls;  // [weekday][slot]: booths in use
  int booths = 0;

  int unmet() const;
  int wanted() const;
  int booth_half_hours() const;
};

struct OfficialWeek {
  PersonIndex person;
  OfficeIndex base;
  std::vector<Duty> duties;   // by weekday, then start
  std::vector<Drive> drives;  // likewise

  int field_days() const;  // with a visit
  int visit_min() const;
  int drive_min() const;
  int video_min() const;
};

// Where the search stood at one moment.
struct CourseSample {
  int64_t elapsed_us = 0;
  planning::Progress progress;
};

// How a search went, from its first plan to its last; as many samples as a picture can show.
class Course {
 public:
  // Kept when the cost or the bound is another than before.
  void Add(const CourseSample& sample);
  // Kept always: the end.
  void Close(const CourseSample& sample);
  const std::vector<CourseSample>& samples() const { return samples_; }

 private:
  std::vector<CourseSample> samples_;
};

struct Week {
  const Network* network = nullptr;
  PlanningProblem problem;
  planning::PlanResult result;
  WeekPlan plan;
  std::vector<OfficeWeek> offices;      // every office, in the network's order
  std::vector<OfficialWeek> officials;  // every one that the planner had
  Course course;
  bool by_steps = false;                       // the budget was work, and time says nothing
  std::optional<PlanExplanation> explanation;  // when it was asked for
  std::vector<DecisionOutcome> outcomes;       // of what people decided

  int64_t gap_permille() const;  // of cost over bound, by the size of the cost; 0 when that is 0
};

struct PlanWish {
  Date monday;
  double seconds = 10;
  int64_t steps = 0;  // when given, time does not count
  uint64_t seed = 1;
  int threads = 2;
  std::optional<WeekPlan> baseline = std::nullopt;  // to change as little as pays
  std::optional<WeekDisruption> disruption = std::nullopt;
  std::vector<PlanDecision> decisions = {};  // beside the document's
};

// Told about every step forward; `done` is a share of the budget in 1/1024. False ends the search
// with the best plan so far.
using PlanWatch = std::function<bool(const planning::Progress& progress, int done)>;

// Plans the week. Errors: those of MakeProblem, MakeDisruption, Apply and Solve. REQUIRES:
// `network` outlives it.
absl::StatusOr<Week> PlanWeek(const Network& network, const PlanWish& wish, const PlanWatch& watch);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_WEEK_H_
