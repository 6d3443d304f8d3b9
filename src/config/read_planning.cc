// Demand, driving minutes and what else the weekly planner needs.
#include <algorithm>
#include <set>

#include "config/context.h"
#include "config/read_decisions.h"
#include "vuoro/model/week_plan.h"

namespace vuoro::config {
namespace {

constexpr int kMaxDriveMinutes = 10'000;
constexpr int kHalfHour = 30;

DemandLine ReadLine(Context& context, const Node& node) {
  Reader& read = context.read;
  const Object object(read, &node, "a demand line",
                      {"agency", "office", "language", "half_hours", "video"});
  DemandLine line;
  line.language = LanguageIndex(0);
  if (!object.valid()) return line;
  read.Refer(object.Require("agency"), context.agencies, line.agency);
  read.Refer(object.Require("office"), context.offices, line.office);
  read.Refer(object["language"], context.languages, line.language);
  read.Int(object.Require("half_hours"), 0, 10'000, line.half_hours_per_week);
  read.Bool(object["video"], line.video);
  const std::vector<Language>& languages = context.network.languages;
  const size_t position = line.language.position();
  if (!line.video && position < languages.size() && languages[position].interpreted) {
    read.Report(FaultRule::kInterpretedLanguage, *object["video"],
                fmt::format("{} is interpreted, which goes by video only",
                            Quoted(languages[position].code)));
  }
  return line;
}

// A time on the half hour.
void ReadHalfHour(Context& context, const Node* node, bool end, int16_t& out) {
  int minute = 0;
  if (!context.read.Time(node, end, minute)) return;
  if (minute % kHalfHour != 0) {
    context.read.Report(FaultRule::kBadForm, *node, "the planning day goes by half hours",
                        "Maybe end it in :00 or :30.");
    return;
  }
  out = static_cast<int16_t>(minute);
}

void ReadVisitMinutes(Context& context, const Node* node, int16_t& out) {
  int64_t minutes = 0;
  if (!context.read.Integer(node, kHalfHour, 1'440, minutes)) return;
  if (minutes % kHalfHour != 0) {
    context.read.Report(FaultRule::kOutOfRange, *node,
                        fmt::format("{} is no multiple of {}", minutes, kHalfHour));
    return;
  }
  out = static_cast<int16_t>(minutes);
}

void ReadExclusive(Context& context, const Node* node, PlanningRules& rules) {
  Reader& read = context.read;
  for (const Node& item : read.List(node)) {
    const Object object(read, &item, "an exclusive group", {"office", "agencies"});
    if (!object.valid()) continue;
    ExclusiveGroup group;
    read.Refer(object.Require("office"), context.offices, group.office);
    const std::vector<Node>& agencies = read.List(object.Require("agencies"), 2);
    read.Unique(agencies);
    for (const Node& agency : agencies) {
      AgencyIndex index;
      if (read.Refer(&agency, context.agencies, index)) group.agencies.push_back(index);
    }
    rules.exclusive.push_back(std::move(group));
  }
}

void ReadCycle(Context& context, const Node* node, int16_t& out) {
  int64_t weeks = 0;
  if (!context.read.Integer(node, 1, 4, weeks)) return;
  if (!IsCycleLength(static_cast<int>(weeks))) {
    context.read.Report(FaultRule::kOutOfRange, *node,
                        fmt::format("a cycle of {} weeks; 1, 2 and 4 are possible", weeks));
    return;
  }
  out = static_cast<int16_t>(weeks);
}

void ReadRules(Context& context, const Node* node) {
  Reader& read = context.read;
  PlanningRules& rules = context.network.planning;
  const Object object(read, node, "planning",
                      {"day_from", "day_to", "min_visit_min", "max_visit_min", "max_stops",
                       "cycle_weeks", "weights", "exclusive", "decisions"});
  if (!object.valid()) return;
  ReadHalfHour(context, object["day_from"], false, rules.day_from_min);
  ReadHalfHour(context, object["day_to"], true, rules.day_to_min);
  if (rules.day_to_min <= rules.day_from_min) {
    read.Report(FaultRule::kWrongOrder, object.node(), "\"day_to\" is not after \"day_from\"");
  } else if (rules.day_to_min - rules.day_from_min > 16 * 60) {
    read.Report(FaultRule::kWrongOrder, object.node(), "a planning day of more than 16 hours");
  }
  ReadVisitMinutes(context, object["min_visit_min"], rules.min_visit_min);
  ReadVisitMinutes(context, object["max_visit_min"], rules.max_visit_min);
  if (rules.max_visit_min < rules.min_visit_min) {
    read.Report(FaultRule::kWrongOrder, object.node(),
                "\"max_visit_min\" is less than \"min_visit_min\"");
  }
  read.Int(object["max_stops"], 1, 2, rules.max_stops);
  ReadCycle(context, object["cycle_weeks"], rules.cycle_weeks);
  const Object weights(read, object["weights"], "weights", {"unmet", "travel", "wait"});
  read.Int(weights["unmet"], 0, 1'000'000, rules.weight_unmet);
  read.Int(weights["travel"], 0, 1'000'000, rules.weight_travel);
  read.Int(weights["wait"], 0, 1'000'000, rules.weight_wait);
  ReadExclusive(context, object["exclusive"], rules);
  rules.decisions = ReadDecisions(read, context.network, object["decisions"]);
}

// One row of the matrix: minutes from `offices[row]` to each of `offices`.
void ReadRow(Context& context, const Node& node, const std::vector<size_t>& offices, size_t row) {
  Reader& read = context.read;
  Network& network = context.network;
  if (!read.Type(&node, Node::Type::kArray, "a row of minutes")) return;
  if (node.children.size() != offices.size()) {
    read.Report(
        FaultRule::kBadMatrix, node,
        fmt::format("a row of {} minutes for {} offices", node.children.size(), offices.size()));
  }
  for (size_t column = 0; column < node.children.size(); ++column) {
    int16_t minutes = 0;
    const Node& item = node.children[column];
    if (!read.Int(&item, 0, kMaxDriveMinutes, minutes)) continue;
    if (column >= offices.size()) continue;
    if (column == row && minutes != 0) {
      read.Report(FaultRule::kBadMatrix, item,
                  fmt::format("{} min from an office to itself", minutes));
    }
    network.drive_min[offices[row] * network.offices.size() + offices[column]] = minutes;
  }
}

void ReadDrive(Context& context, const Node* node) {
  Reader& read = context.read;
  Network& network = context.network;
  const Object object(read, node, "drive_min", {"offices", "minutes"});
  if (!object.valid()) return;
  const std::vector<Node>& names = read.List(object.Require("offices"), 1);
  read.Unique(names);
  std::vector<size_t> offices;
  for (const Node& item : names) {
    size_t position = 0;
    if (read.Reference(&item, context.offices, position)) offices.push_back(position);
  }
  const std::vector<Node>& rows = read.List(object.Require("minutes"), 1);
  if (offices.size() != names.size() || offices.empty()) return;  // named already
  if (rows.size() != offices.size()) {
    if (object["minutes"] != nullptr) {
      read.Report(FaultRule::kBadMatrix, *object["minutes"],
                  fmt::format("{} rows for {} offices", rows.size(), offices.size()));
    }
  }
  const size_t count = network.offices.size();
  network.drive_min.assign(count * count, -1);
  for (size_t office = 0; office < count; ++office) network.drive_min[office * (count + 1)] = 0;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (row < offices.size()) {
      ReadRow(context, rows[row], offices, row);
    } else {
      // Too many rows are named above; what stands in them still has to be numbers.
      for (const Node& item : read.List(&rows[row])) {
        int64_t minutes = 0;
        read.Integer(&item, 0, kMaxDriveMinutes, minutes);
      }
    }
  }
}

}  // namespace

void ReadPlanning(Context& context, const Object& top) {
  for (const Node& item : context.read.List(top["demand"])) {
    context.network.demand.push_back(ReadLine(context, item));
  }
  ReadRules(context, top["planning"]);
  ReadDrive(context, top["drive_min"]);
}

}  // namespace vuoro::config
