// Reads what commands are given.
#include "cli/inputs.h"

#include <fmt/core.h>

#include <utility>
#include <vector>

#include "cli/exit_codes.h"
#include "cli/files.h"
#include "vuoro/base/status.h"
#include "vuoro/config/load.h"
#include "vuoro/journal/event.h"
#include "vuoro/time/clock.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {

absl::StatusOr<Network> ReadNetwork(const std::string& path) {
  VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  std::vector<Fault> faults;
  absl::StatusOr<Network> network = LoadNetwork(json, &faults);
  for (const Fault& fault : faults) {
    if (!network.ok()) fmt::print(stderr, "{}\n", FormatFault(fault, path));
  }
  return network;
}

absl::StatusOr<int> RefuseNetwork(const absl::Status& status) {
  if (!HasReason(status, Reason::kBadDocument)) return status;
  Complain(status);
  return kExitRefused;
}

absl::StatusOr<WeekPlan> ReadPlan(const std::string& path) {
  VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  return DecodeWeekPlan(json);
}

absl::StatusOr<Date> FirstDayOf(const WeekPlan& plan) {
  const auto date = Date::CheckedYmd(plan.from_ymd);
  if (date.has_value()) return *date;
  return AtPath(Fail(Reason::kBadPlan, "{} is no date", plan.from_ymd), "/from_ymd");
}

absl::StatusOr<Date> MondayOf(const Args& args, const WeekPlan& plan) {
  return args.Has("monday") ? ParseDate(args.Get("monday")) : FirstDayOf(plan);
}

absl::StatusOr<Date> TodayIn(const Network& network, const Args& args) {
  Instant now = SystemClock().Now();
  if (args.Has("now")) {
    VUORO_ASSIGN_OR_RETURN(now, ParseInstant(args.Get("now")));
  }
  VUORO_ASSIGN_OR_RETURN(const Zone zone, FindZone(network.time_zone));
  return zone.ToLocal(now).date;
}

absl::StatusOr<std::string> FormatOf(const Args& args) {
  const std::string format = args.Get("format", "table");
  if (format == "table" || format == "json" || format == "none") return format;
  return Fail(Reason::kBadArgument, "--format \"{}\" is none of table, json, none", format);
}

absl::StatusOr<OfficeIndex> OfficeOf(const Args& args, const Network& network) {
  if (!args.Has("office")) return OfficeIndex();
  std::vector<std::string_view> keys;
  for (size_t i = 0; i < network.offices.size(); ++i) {
    if (network.offices[i].key == args.Get("office")) return OfficeIndex(i);
    keys.push_back(network.offices[i].key);
  }
  const std::string key = args.Get("office");
  const auto near = DidYouMean(key, keys);
  return Fail(Reason::kUnknownKey, "the network has no office \"{}\"{}", key,
              near.has_value() ? fmt::format(", did you mean \"{}\"?", *near) : "");
}

}  // namespace vuoro::cli
