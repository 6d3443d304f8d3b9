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
constexpr int16_t kLunchAfter = 300;
constexpr int kMaxWeight = 1'000'000;
constexpr int kMaxCents = 1'000'000;
constexpr int kMaxKmPerHour = 200;

DemandLine ReadLine(Context& context, const Node& node) {
  Reader& read = context.read;
  const Object object(read, &node, "a demand line",
                      {"agency", "office", "language", "half_hours", "video", "days"});
  DemandLine line;
  line.language = LanguageIndex(0);
  if (!object.valid()) return line;
  read.Refer(object.Require("agency"), context.agencies, line.agency);
  read.Refer(object.Require("office"), context.offices, line.office);
  read.Refer(object["language"], context.languages, line.language);
  read.Int(object.Require("half_hours"), 0, 10'000, line.half_hours_per_week);
  read.Bool(object["video"], line.video);
  read.Days(object["days"], line.weekdays);
  if ((line.weekdays & 0x1f) == 0) {
    read.Report(FaultRule::kNoEffect, *object["days"],
                "a plan goes from Monday to Friday, so that nobody serves this demand");
  }
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

void ReadHalfHours(Context& context, const Node* node, int64_t least, int16_t& out) {
  int64_t minutes = 0;
  if (!context.read.Integer(node, least, 1'440, minutes)) return;
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

// One agency's weights instead of those for all.
void ReadAgencyWeights(Context& context, const Node* node, PlanningRules& rules) {
  Reader& read = context.read;
  std::set<int32_t> named;
  for (const Node& item : read.List(node)) {
    const Object object(read, &item, "an agency's weights", {"agency", "unmet", "wait"});
    if (!object.valid()) continue;
    AgencyWeight weight{AgencyIndex(), rules.weight_unmet, rules.weight_wait};
    const bool known = read.Refer(object.Require("agency"), context.agencies, weight.agency);
    read.Int(object["unmet"], 0, kMaxWeight, weight.unmet);
    read.Int(object["wait"], 0, kMaxWeight, weight.wait);
    if (known && !named.insert(weight.agency.value).second) {
      read.Report(FaultRule::kOverriddenTwice, *object["agency"],
                  fmt::format("{} has weights of its own already", Quoted(object["agency"]->text)));
    }
    if (known) rules.agency_weights.push_back(weight);
  }
}

void ReadWeights(Context& context, const Node* node, PlanningRules& rules) {
  Reader& read = context.read;
  const Object weights(read, node, "weights", {"unmet", "travel", "wait", "absence", "agencies"});
  read.Int(weights["unmet"], 0, kMaxWeight, rules.weight_unmet);
  read.Int(weights["travel"], 0, kMaxWeight, rules.weight_travel);
  read.Int(weights["wait"], 0, kMaxWeight, rules.weight_wait);
  read.Int(weights["absence"], 0, kMaxWeight, rules.weight_absence);
  ReadAgencyWeights(context, weights["agencies"], rules);
}

void ReadRates(Context& context, const Node* node, PlanningRates& rates) {
  Reader& read = context.read;
  const Object object(read, node, "rates",
                      {"away_hour_cents", "drive_minute_cents", "drive_km_cents", "km_per_hour",
                       "booth_hour_cents", "interpreter_hour_cents"});
  read.Int(object["away_hour_cents"], 0, kMaxCents, rates.away_hour_cents);
  read.Int(object["drive_minute_cents"], 0, kMaxCents, rates.drive_minute_cents);
  read.Int(object["drive_km_cents"], 0, kMaxCents, rates.drive_km_cents);
  read.Int(object["km_per_hour"], 1, kMaxKmPerHour, rates.km_per_hour);
  read.Int(object["booth_hour_cents"], 0, kMaxCents, rates.booth_hour_cents);
  read.Int(object["interpreter_hour_cents"], 0, kMaxCents, rates.interpreter_hour_cents);
}

void ReadLunch(Context& context, const Node* node, LunchRule& lunch) {
  Reader& read = context.read;
  const Object object(read, node, "lunch", {"from", "to", "after_min"});
  if (!object.valid()) return;
  int16_t from_min = 0;
  int16_t to_min = 0;
  ReadHalfHour(context, object.Require("from"), false, from_min);
  ReadHalfHour(context, object.Require("to"), true, to_min);
  lunch.after_min = kLunchAfter;
  ReadHalfHours(context, object["after_min"], 2 * kHalfHour, lunch.after_min);
  if (object["from"] == nullptr || object["to"] == nullptr) return;  // named already
  if (to_min <= from_min) {
    read.Report(FaultRule::kWrongOrder, object.node(), "\"to\" is not after \"from\"");
  }
  lunch.hours = {from_min, to_min};
}

void ReadRules(Context& context, const Node* node) {
  Reader& read = context.read;
  PlanningRules& rules = context.network.planning;
  const Object object(read, node, "planning",
                      {"day_from", "day_to", "min_visit_min", "max_visit_min", "max_stops",
                       "cycle_weeks", "weights", "rates", "lunch", "exclusive", "decisions"});
  if (!object.valid()) return;
  ReadHalfHour(context, object["day_from"], false, rules.day_from_min);
  ReadHalfHour(context, object["day_to"], true, rules.day_to_min);
  if (rules.day_to_min <= rules.day_from_min) {
    read.Report(FaultRule::kWrongOrder, object.node(), "\"day_to\" is not after \"day_from\"");
  } else if (rules.day_to_min - rules.day_from_min > 16 * 60) {
    read.Report(FaultRule::kWrongOrder, object.node(), "a planning day of more than 16 hours");
  }
  ReadHalfHours(context, object["min_visit_min"], kHalfHour, rules.min_visit_min);
  ReadHalfHours(context, object["max_visit_min"], kHalfHour, rules.max_visit_min);
  if (rules.max_visit_min < rules.min_visit_min) {
    read.Report(FaultRule::kWrongOrder, object.node(),
                "\"max_visit_min\" is less than \"min_visit_min\"");
  }
  read.Int(object["max_stops"], 1, 2, rules.max_stops);
  ReadCycle(context, object["cycle_weeks"], rules.cycle_weeks);
  ReadWeights(context, object["weights"], rules);
  ReadRates(context, object["rates"], rules.rates);
  ReadLunch(context, object["lunch"], rules.lunch);
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
