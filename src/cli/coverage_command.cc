// Measures how many people have a network's offices and services near enough.
#include "cli/coverage_command.h"

#include <fmt/core.h>

#include "cli/coverage_view.h"
#include "cli/exit_codes.h"
#include "cli/files.h"
#include "vuoro/base/status.h"
#include "vuoro/config/load.h"
#include "vuoro/journal/event.h"
#include "vuoro/time/clock.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr int64_t kMaxMinutes = 10'000;

// The network at `path`; its faults are said here.
absl::StatusOr<std::shared_ptr<const Network>> ReadNetwork(const std::string& path) {
  VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  std::vector<Fault> faults;
  absl::StatusOr<Network> network = LoadNetwork(json, &faults);
  if (network.ok()) return std::make_shared<const Network>(*std::move(network));
  for (const Fault& fault : faults) fmt::print(stderr, "{}\n", FormatFault(fault, path));
  return network.status();
}

// A document with faults is refused; a file that is not there is a usage error.
absl::StatusOr<int> Refuse(const absl::Status& status) {
  if (ReasonOf(status) != ReasonToken(Reason::kBadDocument)) return status;
  Complain(status);
  return kExitRefused;
}

// The day asked for; else the plan's first; else today.
absl::StatusOr<Date> ReadDay(const Args& args, const Network& network, const WeekPlan* plan) {
  if (args.Has("date")) return ParseDate(args.Get("date"));
  if (plan != nullptr) {
    const int ymd = plan->from_ymd;
    const auto date = Date::Checked(ymd / 10000, ymd / 100 % 100, ymd % 100);
    if (date.has_value()) return *date;
    return AtPath(Fail(Reason::kBadPlan, "{} is no date", ymd), "/from_ymd");
  }
  Instant now = SystemClock().Now();
  if (args.Has("now")) {
    VUORO_ASSIGN_OR_RETURN(now, ParseInstant(args.Get("now")));
  }
  VUORO_ASSIGN_OR_RETURN(const Zone zone, FindZone(network.time_zone));
  return zone.ToLocal(now).date;
}

absl::Status KnownFormat(const Args& args) {
  const std::string format = args.Get("format", "table");
  if (format == "table" || format == "json" || format == "none") return absl::OkStatus();
  return Fail(Reason::kBadArgument, "--format \"{}\" is none of table, json, none", format);
}

absl::Status HandOver(const Args& args, const CoverageView& view) {
  if (args.Has("html")) {
    VUORO_RETURN_IF_ERROR(WriteFile(args.Get("html"), CoveragePage(view)));
  }
  const std::string format = args.Get("format", "table");
  if (format == "json") fmt::print("{}", CoverageJson(view));
  if (format == "table") fmt::print("{}", CoverageText(view));
  return absl::OkStatus();
}

absl::StatusOr<int> RunCoverage(const Args& args) {
  VUORO_RETURN_IF_ERROR(KnownFormat(args));
  CoverageWish wish;
  VUORO_ASSIGN_OR_RETURN(const int64_t minutes, args.Number("minutes", 1, kMaxMinutes, 0));
  wish.within_min = static_cast<int32_t>(minutes);
  const auto network = ReadNetwork(args.positional().front());
  if (!network.ok()) return Refuse(network.status());
  WeekPlan plan;
  if (args.Has("plan")) {
    VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(args.Get("plan")));
    VUORO_ASSIGN_OR_RETURN(plan, DecodeWeekPlan(json));
    wish.plan = &plan;
  }
  wish.services = args.Has("plan") || args.Has("services");
  VUORO_ASSIGN_OR_RETURN(wish.date, ReadDay(args, **network, wish.plan));
  CoverageView view;
  view.language = args.Get("language", "en");
  VUORO_ASSIGN_OR_RETURN(view.now, MeasureNetwork(*network, wish));
  if (args.Has("compare")) {
    const auto other = ReadNetwork(args.Get("compare"));
    if (!other.ok()) return Refuse(other.status());
    VUORO_ASSIGN_OR_RETURN(view.other, MeasureNetwork(*other, wish));
    view.comparison =
        CompareCoverage(view.network(), view.report(), *view.other->network, view.other->report);
  }
  VUORO_RETURN_IF_ERROR(HandOver(args, view));
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
