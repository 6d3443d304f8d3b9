// Measures how many people have a network's offices and services near enough.
#include "cli/coverage_command.h"

#include <fmt/core.h>

#include <memory>
#include <utility>

#include "cli/coverage_view.h"
#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/inputs.h"
#include "vuoro/base/status.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr int64_t kMaxMinutes = 10'000;

// The day asked for; else the plan's first; else today.
absl::StatusOr<Date> ReadDay(const Args& args, const Network& network, const WeekPlan* plan) {
  if (args.Has("date")) return ParseDate(args.Get("date"));
  return plan != nullptr ? FirstDayOf(*plan) : TodayIn(network, args);
}

// MeasureNetwork() shares the network with its result.
absl::StatusOr<std::shared_ptr<const Network>> ReadShared(const std::string& path) {
  VUORO_ASSIGN_OR_RETURN(Network network, ReadNetwork(path));
  return std::make_shared<const Network>(std::move(network));
}

absl::Status HandOver(const Args& args, const std::string& format, const CoverageView& view) {
  if (args.Has("html")) {
    VUORO_RETURN_IF_ERROR(WriteFile(args.Get("html"), CoveragePage(view)));
  }
  if (format == "json") fmt::print("{}", CoverageJson(view));
  if (format == "table") fmt::print("{}", CoverageText(view));
  return absl::OkStatus();
}

absl::StatusOr<int> RunCoverage(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const std::string format, FormatOf(args));
  CoverageWish wish;
  VUORO_ASSIGN_OR_RETURN(const int64_t minutes, args.Number("minutes", 1, kMaxMinutes, 0));
  wish.within_min = static_cast<int32_t>(minutes);
  const auto network = ReadShared(args.positional().front());
  if (!network.ok()) return RefuseNetwork(network.status());
  WeekPlan plan;
  if (args.Has("plan")) {
    VUORO_ASSIGN_OR_RETURN(plan, ReadPlan(args.Get("plan")));
    wish.plan = &plan;
  }
  wish.services = args.Has("plan") || args.Has("services");
  VUORO_ASSIGN_OR_RETURN(wish.date, ReadDay(args, **network, wish.plan));
  CoverageView view;
  view.language = args.Get("language", "en");
  VUORO_ASSIGN_OR_RETURN(view.now, MeasureNetwork(*network, wish));
  if (args.Has("compare")) {
    const auto other = ReadShared(args.Get("compare"));
    if (!other.ok()) return RefuseNetwork(other.status());
    VUORO_ASSIGN_OR_RETURN(view.other, MeasureNetwork(*other, wish));
    view.comparison =
        CompareCoverage(view.network(), view.report(), *view.other->network, view.other->report);
  }
  VUORO_RETURN_IF_ERROR(HandOver(args, format, view));
  return kExitOk;
}

}  // namespace

Command CoverageCommand() {
  return {"coverage",
          "NETWORK",
          "measure how many people have offices and services near",
          "By the document's table of drive times and by its areas; docs/coverage.md has the\n"
          "definitions. With --compare, NETWORK is before and OTHER after.",
          {
              {"minutes", "N", "how far is near enough; else the document's limit"},
              {"date", "DATE", "which offices are open; else the plan's first day, else today"},
              {"plan", "FILE", "access to each service in the week of this plan"},
              {"services", "", "access to each service without a plan"},
              {"compare", "OTHER", "a second network document"},
              {"html", "FILE", "write a page with a map and all figures in tables"},
              {"format", "WORD", "what to print: table (else this), json, none"},
              {"language", "CODE", "of names and the page: en (else this), fi, sv"},
              {"now", "INSTANT", "the time it is", kHidden},
          },
          RunCoverage};
}

}  // namespace vuoro::cli
