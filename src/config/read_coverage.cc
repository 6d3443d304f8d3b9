// The coverage part of a document: limits, the table of drive times, areas and overrides.
#include "config/context.h"

namespace vuoro::config {
namespace {

constexpr int kMaxMinutes = 10'000;
constexpr int64_t kMaxPeople = 1'000'000'000;
constexpr int64_t kMaxAreaPeople = 100'000'000;

void ReadBands(Context& context, const Node* node) {
  Reader& read = context.read;
  std::vector<DriveBand>& bands = context.network.coverage.bands;
  const std::vector<Node>& items = read.List(node);
  if (items.size() > kMaxBands) {
    read.Report(FaultRule::kLimit, *node,
                fmt::format("{} bands; the limit kMaxBands is {}", items.size(), kMaxBands));
    return;
  }
  for (const Node& item : items) {
    const Object object(read, &item, "a band", {"from_min", "to_min", "population"});
    if (!object.valid()) continue;
    DriveBand band;
    const bool from = read.Int(object.Require("from_min"), 0, kMaxMinutes, band.from_min);
    const bool to = read.Int(object.Require("to_min"), 0, kMaxMinutes, band.to_min);
    read.Int(object.Require("population"), 0, kMaxPeople, band.population);
    if (!from || !to) continue;
    if (band.to_min <= band.from_min) {
      read.Report(FaultRule::kWrongOrder, *object["to_min"],
                  "\"to_min\" is not after \"from_min\"");
    } else if (!bands.empty() && band.from_min < bands.back().to_min) {
      read.Report(FaultRule::kWrongOrder, *object["from_min"],
                  fmt::format("the band from {} min begins before the last one ends, at {} min",
                              band.from_min, bands.back().to_min),
                  "Maybe sort the bands.");
    }
    bands.push_back(band);
  }
}

void ReadExcluded(Context& context, const Node* node) {
  Reader& read = context.read;
  for (const Node& item : read.List(node)) {
    const Object object(read, &item, "an excluded region", {"name", "population"});
    if (!object.valid()) continue;
    ExcludedRegion region;
    read.TextOf(object.Require("name"), context.first_language, region.name);
    read.Int(object.Require("population"), 0, kMaxPeople, region.population);
    context.network.coverage.excluded.push_back(std::move(region));
  }
}

// `minutes` of an area: an object of minutes by office.
void ReadDrives(Context& context, const Node* node, Area& area) {
  Reader& read = context.read;
  if (!read.Type(node, Node::Type::kObject, "an object of minutes by office")) return;
  for (const Node& member : node->children) {
    AreaDrive drive;
    const bool minutes = read.Int(&member, 0, kMaxMinutes, drive.minutes);
    size_t office = 0;
    if (!read.ReferenceKey(member, context.offices, office) || !minutes) continue;
    drive.office = OfficeIndex(office);
    area.drives.push_back(drive);
  }
}

Area ReadArea(Context& context, const Node& node, std::string_view id) {
  Reader& read = context.read;
  const Object object(read, &node, "an area",
                      {"id", "name", "population", "latitude", "longitude", "minutes"});
  Area area;
  area.key = id;
  if (!object.valid()) return area;
  read.TextOf(object.Require("name"), context.first_language, area.name);
  read.Int(object.Require("population"), 0, kMaxAreaPeople, area.population);
  read.Real(object["latitude"], -90, 90, area.latitude);
  read.Real(object["longitude"], -180, 180, area.longitude);
  ReadDrives(context, object.Require("minutes"), area);
  return area;
}

void ReadAreas(Context& context, const Node* node) {
  const std::vector<Node>& items = context.read.List(node);
  if (items.size() > kMaxAreas) {
    context.read.Report(
        FaultRule::kLimit, *node,
        fmt::format("{} areas; the limit kMaxAreas is {}", items.size(), kMaxAreas));
    return;
  }
  ReadIds(context, items, context.areas);
  for (const Node& item : items) {
    const std::string_view id = context.areas.id(context.network.coverage.areas.size());
    context.network.coverage.areas.push_back(ReadArea(context, item, id));
  }
}

// Says it when something is overridden a second time: one truth for each.
bool First(Context& context, std::vector<bool>& overridden, size_t position, const Node& node,
           const Names& names) {
  if (overridden[position]) {
    context.read.Report(
        FaultRule::kOverriddenTwice, node,
        fmt::format("a second override for {} {}", names.what(), Quoted(names.id(position))),
        "Maybe leave it out of one of the two.");
    return false;
  }
  overridden[position] = true;
  return true;
}

void ReadAreaOverrides(Context& context, const Node* node) {
  Reader& read = context.read;
  std::vector<bool> overridden(context.areas.size(), false);
  for (const Node& item : read.List(node)) {
    const Object object(read, &item, "an override for areas", {"areas", "within_min", "note"});
    if (!object.valid()) continue;
    AreaOverride change;
    Selection areas;
    read.Select(object.Require("areas"), context.areas, areas);
    read.Int(object.Require("within_min"), 1, kMaxMinutes, change.within_min);
    read.String(object["note"], change.note);
    if (!context.Spend(areas.positions.size(), item)) return;
    for (const size_t position : areas.positions) {
      if (!First(context, overridden, position, *object["areas"], context.areas)) break;
      change.area = AreaIndex(position);
      context.network.coverage.area_overrides.push_back(change);
    }
  }
}

void ReadOfficeOverrides(Context& context, const Node* node) {
  Reader& read = context.read;
  std::vector<bool> overridden(context.offices.size(), false);
  for (const Node& item : read.List(node)) {
    const Object object(read, &item, "an override for offices",
                        {"offices", "min_population", "note"});
    if (!object.valid()) continue;
    OfficeOverride change;
    Selection offices;
    read.Select(object.Require("offices"), context.offices, offices);
    read.Int(object.Require("min_population"), 0, kMaxPeople, change.min_population);
    read.String(object["note"], change.note);
    if (!context.Spend(offices.positions.size(), item)) return;
    for (const size_t position : offices.positions) {
      if (!First(context, overridden, position, *object["offices"], context.offices)) break;
      change.office = OfficeIndex(position);
      context.network.coverage.office_overrides.push_back(change);
    }
  }
}

}  // namespace

void ReadCoverage(Context& context, const Object& top) {
  Reader& read = context.read;
  CoverageRules& rules = context.network.coverage;
  const Object object(read, top["coverage"], "coverage",
                      {"within_min", "min_population", "bands", "unassigned", "excluded", "areas",
                       "area_overrides", "office_overrides"});
  if (!object.valid()) return;
  read.Int(object["within_min"], 1, kMaxMinutes, rules.within_min);
  read.Int(object["min_population"], 0, kMaxPeople, rules.min_population);
  ReadBands(context, object["bands"]);
  if (read.Int(object["unassigned"], 0, kMaxPeople, rules.unassigned) && rules.bands.empty()) {
    read.Report(FaultRule::kNoEffect, *object["unassigned"],
                "people assigned to no office count beside \"bands\" only");
  }
  ReadExcluded(context, object["excluded"]);
  ReadAreas(context, object["areas"]);
  ReadAreaOverrides(context, object["area_overrides"]);
  ReadOfficeOverrides(context, object["office_overrides"]);
}

}  // namespace vuoro::config
