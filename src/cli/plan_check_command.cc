// Looks whether a plan keeps the presence that agencies have agreed to.
#include "cli/plan_check_command.h"

#include <fmt/core.h>

#include "cli/exit_codes.h"
#include "cli/inputs.h"
#include "cli/json.h"
#include "cli/terminal.h"
#include "vuoro/base/status.h"
#include "vuoro/config/presence.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

std::string_view VerdictOn(const Presence& presence) {
  if (presence.too_few()) return "too few";
  if (presence.too_many()) return "too many";
  return presence.absent() ? "nobody there" : "kept";
}

std::string PresenceJson(const Network& network, const std::vector<Presence>& all) {
  JsonArray out;
  for (const Presence& presence : all) {
    out.Add(JsonObject()
                .Text("agency", network.at(presence.agency).key)
                .Text("office", network.at(presence.office).key)
                .Number("visits", presence.visits)
                .Number("minutes", presence.minutes)
                .Number("min_visits", presence.min_visits)
                .Number("max_visits", presence.max_visits)
                .Number("asked_min", presence.asked_min)
                .Number("absent_min", presence.absent_min)
                .Text("verdict", VerdictOn(presence))
                .Close());
  }
  return out.Close() + "\n";
}

std::string PresenceText(const Network& network, const std::vector<Presence>& all, size_t broken) {
  Table table({"agency", "office", ">visits", ">least", ">most", ">absent min", "verdict"});
  for (const Presence& presence : all) {
    if (!presence.too_few() && !presence.too_many() && !presence.absent()) continue;
    table.Add({network.at(presence.agency).key, network.at(presence.office).key,
               std::to_string(presence.visits), std::to_string(presence.min_visits),
               std::to_string(presence.max_visits), std::to_string(presence.absent_min),
               std::string(VerdictOn(presence))});
  }
  const std::string counts =
      fmt::format("{} agencies in offices, {} not as agreed\n", all.size(), broken);
  return table.empty() ? counts : table.Text() + "\n" + counts;
}

absl::StatusOr<int> RunPlanCheck(const Args& args) {
  const absl::StatusOr<Network> network = ReadNetwork(args.positional()[0]);
  if (!network.ok()) return RefuseNetwork(network.status());
  VUORO_ASSIGN_OR_RETURN(const WeekPlan plan, ReadPlan(args.positional()[1]));
  VUORO_ASSIGN_OR_RETURN(const Date monday, MondayOf(args, plan));
  VUORO_ASSIGN_OR_RETURN(const std::vector<Presence> all, PresenceOf(*network, plan, monday));
  size_t broken = 0;
  for (const Presence& presence : all) {
    broken += presence.too_few() || presence.too_many() || presence.absent();
  }
  fmt::print("{}",
             args.Has("json") ? PresenceJson(*network, all) : PresenceText(*network, all, broken));
  return broken == 0 ? kExitOk : kExitRefused;
}

}  // namespace

Command PlanCheckCommand() {
  return {"plan check",
          "NETWORK PLAN",
          "look whether a plan keeps the presence that is agreed",
          "Counts the visits of each agency to each office against the least and the most of its\n"
          "agreements, and the hours at which somebody was to be there, of any plan, whoever made\n"
          "it. Exit code 1 when one is not kept.",
          {
              {"monday", "DATE", "the week; else the plan's first"},
              {"json", "", "print JSON: all, not only what is not kept"},
          },
          RunPlanCheck};
}

}  // namespace vuoro::cli
