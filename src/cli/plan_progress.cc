// Draws the planner's progress and listens for Ctrl-C.
#include "cli/plan_progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "cli/terminal.h"

namespace vuoro::cli {
namespace {

volatile std::sig_atomic_t interrupted_now = 0;

void NoteInterrupt(int) {
  interrupted_now = 1;
  std::signal(SIGINT, SIG_DFL);
}

constexpr auto kBarEvery = std::chrono::milliseconds(100);
constexpr auto kLineEvery = std::chrono::seconds(1);

}  // namespace

PlanProgress::PlanProgress()
    : bar_(IsTerminal(STDERR_FILENO)),
      began_(std::chrono::steady_clock::now()),
      next_(began_),
      before_(std::signal(SIGINT, NoteInterrupt)) {
  interrupted_now = 0;
}

PlanProgress::~PlanProgress() { std::signal(SIGINT, before_); }

bool PlanProgress::interrupted() const { return interrupted_now != 0; }

bool PlanProgress::Show(const planning::Progress& progress, int done) {
  last_ = progress;
  last_done_ = done;
  const auto now = std::chrono::steady_clock::now();
  const bool news = progress.cost != shown_cost_ || progress.bound != shown_bound_;
  if (now >= next_ && (bar_ || news)) {
    next_ = now + (bar_ ? std::chrono::milliseconds(kBarEvery) : kLineEvery);
    Draw(progress, done);
  }
  return !interrupted();
}

void PlanProgress::Finish() {
  if (bar_ || last_.cost != shown_cost_ || last_.bound != shown_bound_) Draw(last_, last_done_);
  if (bar_) fmt::print(stderr, "\n");
}

void PlanProgress::Draw(const planning::Progress& progress, int done) {
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  const int64_t gap =
      progress.cost == 0 ? 0 : (progress.cost - progress.bound) * 1000 / std::abs(progress.cost);
  const std::string figures = fmt::format("cost {}  bound {}  gap {}.{} %", Grouped(progress.cost),
                                          Grouped(progress.bound), gap / 10, gap % 10);
  if (bar_) {
    fmt::print(stderr, "\r{} {:5.1f} s  {}\033[K",
               Bar(static_cast<size_t>(done), planning::kGaugeFull, 24), seconds, figures);
  } else {
    fmt::print(stderr, "{:6.1f} s  {}\n", seconds, figures);
  }
  std::fflush(stderr);
  shown_cost_ = progress.cost;
  shown_bound_ = progress.bound;
}

}  // namespace vuoro::cli
