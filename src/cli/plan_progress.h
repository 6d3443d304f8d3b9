// Shows how a plan gets better: a bar on a terminal, else a line now and then.
#ifndef VUORO_SRC_CLI_PLAN_PROGRESS_H_
#define VUORO_SRC_CLI_PLAN_PROGRESS_H_

#include <chrono>
#include <string>

#include "vuoro/planning/planner.h"

namespace vuoro::cli {

// Draws on standard error. While it lives, Ctrl-C does not end the program but is noted; a second
// one does.
class PlanProgress {
 public:
  PlanProgress();
  ~PlanProgress();
  PlanProgress(const PlanProgress&) = delete;
  PlanProgress& operator=(const PlanProgress&) = delete;

  // A PlanWatch. False once Ctrl-C was pressed.
  bool Show(const planning::Progress& progress, int done);
  // Ends the bar's line, or prints the last state.
  void Finish();
  bool interrupted() const;

 private:
  void Draw(const planning::Progress& progress, int done);

  bool bar_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point next_;
  planning::Progress last_;
  int last_done_ = 0;
  int64_t shown_cost_ = -1;
  int64_t shown_bound_ = -1;
  void (*before_)(int);
};

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_PLAN_PROGRESS_H_
