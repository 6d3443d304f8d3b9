// Plans the week of a network document and shows it.
#include "cli/plan_command.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/exit_codes.h"
#include "cli/explain_show.h"
#include "cli/files.h"
#include "cli/inputs.h"
#include "cli/json.h"
#include "cli/plan_progress.h"
#include "cli/terminal.h"
#include "cli/week.h"
#include "cli/week_page.h"
#include "cli/week_text.h"
#include "vuoro/base/status.h"
#include "vuoro/journal/event.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr double kMaxSeconds = 86'400;

absl::StatusOr<double> ReadSeconds(const std::string& text) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || !(seconds > 0) ||
      seconds > kMaxSeconds) {
    return Fail(Reason::kBadArgument, "--seconds \"{}\" is no number of seconds up to {}", text,
                kMaxSeconds);
  }
  return seconds;
}

// The decisions of a file, with all its faults on the terminal.
absl::StatusOr<std::vector<PlanDecision>> ReadDecisions(const std::string& path,
                                                        const Network& network) {
  VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  std::vector<Fault> faults;
  auto decisions = LoadDecisions(json, network, &faults);
  for (const Fault& fault : faults) fmt::print(stderr, "{}\n", FormatFault(fault, path));
  return decisions;
}

absl::StatusOr<PlanWish> ReadWish(const Args& args, const Network& network) {
  PlanWish wish;
  if (args.Has("seconds") && args.Has("steps")) {
    return Fail(Reason::kBadArgument, "--seconds and --steps exclude each other");
  }
  if (args.Has("seconds")) {
    VUORO_ASSIGN_OR_RETURN(wish.seconds, ReadSeconds(args.Get("seconds")));
  }
  if (args.Has("steps")) {
    VUORO_ASSIGN_OR_RETURN(wish.steps, args.Number("steps", 1, INT64_MAX / 4096, 0));
  }
  VUORO_ASSIGN_OR_RETURN(const int64_t seed, args.Number("seed", 0, INT64_MAX, 1));
  wish.seed = static_cast<uint64_t>(seed);
  VUORO_ASSIGN_OR_RETURN(const int64_t threads,
                         args.Number("threads", 1, planning::kMaxPlannerThreads, 2));
  wish.threads = static_cast<int>(threads);
  if (args.Has("monday")) {
    VUORO_ASSIGN_OR_RETURN(wish.monday, ParseDate(args.Get("monday")));
    if (wish.monday.weekday() != kMonday) {
      return Fail(Reason::kBadArgument, "{} is a {}; --monday takes a Monday, such as {}",
                  FormatDate(wish.monday), WeekdayName(wish.monday.weekday()),
                  FormatDate(wish.monday.monday()));
    }
  } else {
    VUORO_ASSIGN_OR_RETURN(const Date today, TodayIn(network, args));
    wish.monday = today.monday().AddDays(7);
  }
  if (args.Has("baseline")) {
    VUORO_ASSIGN_OR_RETURN(wish.baseline, ReadPlan(args.Get("baseline")));
  }
  if (args.Has("disruption")) {
    VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(args.Get("disruption")));
    VUORO_ASSIGN_OR_RETURN(wish.disruption, DecodeWeekDisruption(json));
  }
  if (args.Has("decisions")) {
    VUORO_ASSIGN_OR_RETURN(wish.decisions, ReadDecisions(args.Get("decisions"), network));
  }
  return wish;
}

absl::Status Hand(const Args& args, const std::string& format, const Week& week,
                  OfficeIndex only_office) {
  const std::string json = EncodeWeekPlan(week.plan) + "\n";
  const std::string language = args.Get("language", "en");
  if (args.Has("out")) VUORO_RETURN_IF_ERROR(WriteFile(args.Get("out"), json));
  if (args.Has("html")) {
    VUORO_RETURN_IF_ERROR(WriteFile(args.Get("html"), WeekPage(week, language, only_office)));
  }
  if (format == "json" && (week.explanation || !week.outcomes.empty())) {
    JsonObject all;
    all.Raw("plan", EncodeWeekPlan(week.plan));
    if (week.explanation) {
      all.Raw("explanation", EncodePlanExplanation(*week.network, *week.explanation));
    }
    if (!week.outcomes.empty()) {
      all.Number("preference", week.result.cost.preference);
      all.Raw("decisions", EncodeOutcomes(*week.network, week.outcomes));
    }
    fmt::print("{}\n", all.Close());
  } else if (format == "json") {
    fmt::print("{}", json);
  }
  if (format == "table") fmt::print("{}", WeekText(week, language, only_office));
  if (format == "table" && args.Has("baseline")) {
    const planning::VisitChanges& changes = week.result.changes;
    fmt::print("{} visits kept, {} removed, {} added\n", changes.kept, changes.removed,
               changes.added);
  }
  return absl::OkStatus();
}

// Says which rules of the document no plan can keep together, and gives `status` back.
absl::Status TellConflict(const Args& args, const Network& network, const PlanWish& wish,
                          const absl::Status& status) {
  const auto problem = MakeProblem(network, wish.monday, wish.decisions);
  if (!problem.ok()) return status;  // a pin that is about nobody: `status` says so
  const PlanningProblem& made = *problem;
  VUORO_ASSIGN_OR_RETURN(const PlanExplanation why, ExplainInfeasible(network, made));
  const std::string format = args.Get("format", "table");
  if (format == "json") fmt::print("{}\n", EncodePlanExplanation(network, why));
  if (format == "table") fmt::print("{}", ConflictText(network, why, args.Get("language", "en")));
  return status;
}

// How the explanation searches: as long for each change as a short plan takes.
absl::Status Explain(const Args& args, uint64_t seed, const PlanProgress& progress, Week& week) {
  planning::ExplainOptions options;
  options.seed = seed;
  options.bound = week.result.bound;
  VUORO_ASSIGN_OR_RETURN(const int64_t remedies, args.Number("remedies", 0, 100, options.verify));
  options.verify = static_cast<int>(remedies);
  options.go_on = [&] { return !progress.interrupted(); };
  VUORO_ASSIGN_OR_RETURN(week.explanation,
                         ExplainPlan(*week.network, week.problem, week.result.plan, options));
  if (!week.explanation->complete) {
    fmt::print(stderr, "cancelled; not every change was tried\n");
  }
  return absl::OkStatus();
}

absl::StatusOr<int> RunPlan(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const std::string format, FormatOf(args));
  const absl::StatusOr<Network> network = ReadNetwork(args.positional().front());
  if (!network.ok()) return RefuseNetwork(network.status());
  VUORO_ASSIGN_OR_RETURN(const PlanWish wish, ReadWish(args, *network));
  VUORO_ASSIGN_OR_RETURN(const OfficeIndex only_office, OfficeOf(args, *network));
  std::optional<PlanProgress> listening(std::in_place);
  PlanProgress& progress = *listening;
  const auto watch = [&](const planning::Progress& now, int done) {
    return progress.Show(now, done);
  };
  absl::StatusOr<Week> planned = PlanWeek(*network, wish, watch);
  const bool plain = args.Has("explain") && !args.Has("disruption");
  if (!planned.ok() && plain && HasReason(planned.status(), Reason::kInfeasible)) {
    listening.reset();  // there is no plan to keep: Ctrl-C ends the program
    return TellConflict(args, *network, wish, planned.status());
  }
  VUORO_ASSIGN_OR_RETURN(Week week, std::move(planned));
  progress.Show({week.result.steps, week.result.objective, week.result.bound},
                planning::kGaugeFull);
  progress.Finish();
  if (progress.interrupted()) fmt::print(stderr, "cancelled; the best plan so far is kept\n");
  if (args.Has("explain")) VUORO_RETURN_IF_ERROR(Explain(args, wish.seed, progress, week));
  VUORO_RETURN_IF_ERROR(Hand(args, format, week, only_office));
  return kExitOk;
}

}  // namespace

Command PlanCommand() {
  return {"plan",
          "NETWORK",
          "plan the week of a network",
          "Feasible at once, then better until the budget ends; Ctrl-C keeps the best so far.\n"
          "With --steps the same seed gives the same plan on every machine. docs/planning.md says\n"
          "what the cost is.",
          {
              {"monday", "DATE", "the week; else the next one"},
              {"seconds", "N", "wall time; else 10"},
              {"steps", "N", "work, repeatable, instead of time"},
              {"seed", "N", "else 1"},
              {"threads", "N", "1 or 2; else 2"},
              {"baseline", "PLAN", "a plan to change as little as pays: 200 for each visit"},
              {"disruption", "FILE", "who is absent, what is closed: docs/planning.md"},
              {"decisions", "FILE",
               "pins, forbids, preferences beside the document's: docs/deciding.md"},
              {"out", "FILE", "write the plan as JSON, for 'vuoro publish'"},
              {"html", "FILE", "write a page with the week of every office drawn"},
              {"format", "WORD", "what to print: table (else this), json, none"},
              {"office", "KEY", "show this office alone"},
              {"explain", "", "say what unmet half hours lack, and what one change would save"},
              {"remedies", "N", "how many changes to try out for --explain; else 8"},
              {"language", "CODE", "of names and the page: en (else this), fi, sv"},
              {"now", "INSTANT", "the time it is", kHidden},
          },
          RunPlan};
}

}  // namespace vuoro::cli
