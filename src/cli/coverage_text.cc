// Prints coverage as tables.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "cli/coverage_view.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr size_t kMostChanges = 20;  // areas of a comparison on the terminal; JSON has all

std::string ShareLine(int64_t part, int64_t whole, std::string_view what) {
  return fmt::format("  {:>8}  {} of {} {}\n", PercentText(part, whole), Grouped(part),
                     Grouped(whole), what);
}

std::string BandText(const BandCoverage& bands) {
  std::string out = "by the table of drive times\n";
  out += ShareLine(bands.within, bands.population, "people assigned to an office");
  if (bands.unassigned > 0) {
    out += ShareLine(bands.within, bands.population + bands.unassigned,
                     fmt::format("with the {} assigned to none", Grouped(bands.unassigned)));
  }
  if (bands.within_at_most != bands.within) {
    out += fmt::format("  the limit cuts a band: at most {}\n",
                       PercentText(bands.within_at_most, bands.population));
  }
  return out + fmt::format("  mean drive between {} and {} min\n\n",
                           MeanText(bands.person_min_least, bands.population),
                           MeanText(bands.person_min_most, bands.population));
}

std::string AreaText(const CoverageView& view) {
  const AreaTotals& totals = view.report().totals;
  std::string out = fmt::format("by {} areas\n", view.report().areas.size());
  out += ShareLine(totals.within, totals.population, "people");
  if (totals.within_by_rule != totals.within) {
    out += ShareLine(totals.within_by_rule, totals.population, "without the areas' own limits");
  }
  return out + fmt::format("  mean drive {} min\n\n", MeanText(totals.person_min, totals.reached));
}

std::string ExcludedText(const CoverageView& view) {
  std::string out;
  for (const ExcludedRegion& region : view.network().coverage.excluded) {
    out += fmt::format("left out: {}, {} people\n", region.name.In(view.language),
                       Grouped(region.population));
  }
  return out.empty() ? out : out + "\n";
}

std::string OfficeName(const CoverageView& view, OfficeIndex office) {
  return office ? view.network().at(office).name.In(view.language) : std::string("-");
}

std::string FailingText(const CoverageView& view) {
  Table table({"office", "fails by", ">people", ">wanted", "farthest area", ">min", ">beyond"});
  const CoverageReport& report = view.report();
  for (size_t i = 0; i < report.offices.size(); ++i) {
    const OfficeCoverage& office = report.offices[i];
    if (!office.fails()) continue;
    table.Add({OfficeName(view, OfficeIndex(i)), std::string(FailureOf(office)),
               office.population < 0 ? "-" : Grouped(office.population),
               Grouped(office.min_population),
               office.farthest ? view.network().at(office.farthest).name.In(view.language) : "-",
               office.farthest_min < 0 ? "-" : std::to_string(office.farthest_min),
               Grouped(office.beyond)});
  }
  return table.empty() ? "no office fails\n\n" : "offices that fail\n\n" + table.Text() + "\n";
}

std::string StatesText(const CoverageView& view) {
  std::string out;
  for (size_t i = 0; i < view.report().offices.size(); ++i) {
    const OfficeState state = view.report().offices[i].state;
    if (state == OfficeState::kOpen) continue;
    out += fmt::format("{}: {}\n", WordOf(state), OfficeName(view, OfficeIndex(i)));
  }
  return out.empty() ? out : out + "\n";
}

std::string OverridesText(const CoverageView& view) {
  const CoverageRules& rules = view.network().coverage;
  Table table({"override", ">limit", ">drive", "note"});
  for (const AreaOverride& change : rules.area_overrides) {
    const int32_t minutes = view.report().areas[change.area.position()].minutes;
    table.Add({view.network().at(change.area).name.In(view.language),
               fmt::format("{} min", change.within_min),
               minutes < 0 ? "-" : fmt::format("{} min", minutes), change.note});
  }
  for (const OfficeOverride& change : rules.office_overrides) {
    table.Add({OfficeName(view, change.office),
               fmt::format("{} people", Grouped(change.min_population)), "", change.note});
  }
  return table.empty() ? "" : table.Text() + "\n";
}

std::string ServicesText(const CoverageView& view) {
  const CoverageReport& report = view.report();
  if (report.services.empty()) return "";
  const int64_t people = report.totals.population;
  Table table(
      {"service", ">offices", ">within", ">mean min", ">wait days", ">h a week", ">any way"});
  for (size_t i = 0; i < report.services.size(); ++i) {
    const ServiceAccess& service = report.services[i];
    table.Add({view.network().services[i].name.In(view.language), std::to_string(service.offices),
               PercentText(service.within, people), MeanText(service.person_min, service.reached),
               MeanText(service.person_wait_days, service.reached),
               Grouped(service.office_min / 60), PercentText(service.within_any, people)});
  }
  return fmt::format("services face to face in the week of {}\n\n{}\n",
                     FormatDate(report.date.monday()), table.Text());
}

std::string Names(const std::vector<std::string>& keys) {
  std::string out;
  for (const std::string& key : keys) out += (out.empty() ? "" : ", ") + key;
  return out.empty() ? "none" : out;
}

std::string ComparisonText(const CoverageView& view) {
  if (!view.other) return "";
  const CoverageReport& after = view.other->report;
  std::string out = fmt::format("compared with {}\n", view.other->network->name.In(view.language));
  // A table says nothing of single offices: the same table twice would seem to say that nothing
  // changes.
  if (view.report().bands && after.bands && view.report().bands != after.bands) {
    out += fmt::format("  by the table: {} before, {} after\n",
                       PercentText(view.report().bands->within, view.report().bands->population),
                       PercentText(after.bands->within, after.bands->population));
  }
  const AreaTotals& totals = view.report().totals;
  const CoverageComparison& found = view.comparison;
  out += fmt::format(
      "  by areas: {} before, {} after; {} people gained, {} lost\n"
      "  mean drive {} min before, {} after; {} people nearer, {} farther\n"
      "  opened: {}\n  closed: {}\n\n",
      PercentText(totals.within, totals.population),
      PercentText(after.totals.within, after.totals.population), Grouped(found.gained),
      Grouped(found.lost), MeanText(totals.person_min, totals.reached),
      MeanText(after.totals.person_min, after.totals.reached), Grouped(found.nearer),
      Grouped(found.farther), Names(found.opened), Names(found.closed));
  std::vector<const AreaChange*> changed;
  for (const AreaChange& change : found.areas) {
    if (change.minutes_before != change.minutes_after) changed.push_back(&change);
  }
  const auto weight = [](const AreaChange* change) {
    return change->population * std::abs(change->minutes_after - change->minutes_before);
  };
  std::stable_sort(changed.begin(), changed.end(),
                   [&](const auto* a, const auto* b) { return weight(a) > weight(b); });
  Table table({"area", ">people", ">min before", ">min after"});
  const auto minutes = [](int32_t value) { return value < 0 ? "-" : std::to_string(value); };
  for (size_t i = 0; i < std::min(changed.size(), kMostChanges); ++i) {
    const AreaChange* change = changed[i];
    const Area& area =
        change->after ? view.other->network->at(change->after) : view.network().at(change->before);
    table.Add({area.name.In(view.language), Grouped(change->population),
               minutes(change->minutes_before), minutes(change->minutes_after)});
  }
  if (table.empty()) return out;
  out +=
      fmt::format("areas with another drive: {}{}\n\n", changed.size(),
                  changed.size() > kMostChanges ? fmt::format(", the first {}", kMostChanges) : "");
  return out + table.Text() + "\n";
}

}  // namespace

std::string ShareDigits(int64_t part, int64_t whole) {
  const int64_t share = ShareOf(part, whole);
  return fmt::format("{}.{:02}", share / 100, share % 100);
}

std::string PercentText(int64_t part, int64_t whole) {
  return whole <= 0 ? "-" : ShareDigits(part, whole) + " %";
}

std::string MeanText(int64_t person_min, int64_t people) {
  if (people <= 0) return "-";
  const int64_t tenths = (person_min * 20 + people) / (2 * people);
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string_view FailureOf(const OfficeCoverage& office) {
  if (office.too_far && office.too_few) return "distance, people";
  return office.too_far ? "distance" : office.too_few ? "people" : "";
}

std::string CoverageText(const CoverageView& view) {
  std::string out =
      fmt::format("{}: within {} min on {}\n\n", view.network().name.In(view.language),
                  view.report().within_min, FormatDate(view.report().date));
  if (view.report().bands) out += BandText(*view.report().bands);
  if (!view.report().areas.empty()) out += AreaText(view);
  if (!view.report().bands && view.report().areas.empty()) {
    out += "the document says neither how long people drive nor where they live\n\n";
  }
  out += ExcludedText(view) + StatesText(view) + FailingText(view) + OverridesText(view) +
         ServicesText(view) + ComparisonText(view);
  out.pop_back();  // the empty line at the end
  return out;
}

}  // namespace vuoro::cli
