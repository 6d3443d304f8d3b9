// Writes coverage as JSON for programs.
#include "cli/coverage_view.h"
#include "cli/json.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

std::string BandJson(const BandCoverage& bands) {
  return JsonObject()
      .Number("population", bands.population)
      .Number("unassigned", bands.unassigned)
      .Number("within", bands.within)
      .Number("within_at_most", bands.within_at_most)
      .Raw("percent", ShareDigits(bands.within, bands.population))
      .Raw("percent_with_unassigned",
           ShareDigits(bands.within, bands.population + bands.unassigned))
      .Number("person_min_least", bands.person_min_least)
      .Number("person_min_most", bands.person_min_most)
      .Close();
}

std::string TotalsJson(const AreaTotals& totals) {
  return JsonObject()
      .Number("population", totals.population)
      .Number("within", totals.within)
      .Number("within_by_rule", totals.within_by_rule)
      .Raw("percent", ShareDigits(totals.within, totals.population))
      .Number("reached", totals.reached)
      .Number("person_min", totals.person_min)
      .Number("excluded", totals.excluded)
      .Close();
}

std::string AreasJson(const CoverageView& view) {
  JsonArray out;
  for (size_t i = 0; i < view.report().areas.size(); ++i) {
    const AreaCoverage& area = view.report().areas[i];
    const Area& place = view.network().coverage.areas[i];
    out.Add(JsonObject()
                .Text("id", place.key)
                .Number("population", place.population)
                .Raw("office", area.office ? JsonText(view.network().at(area.office).key) : "null")
                .Raw("minutes", area.minutes < 0 ? "null" : std::to_string(area.minutes))
                .Number("limit_min", area.limit_min)
                .Bool("overridden", area.overridden)
                .Bool("within", area.within)
                .Close());
  }
  return out.Close();
}

std::string OfficesJson(const CoverageView& view) {
  JsonArray out;
  for (size_t i = 0; i < view.report().offices.size(); ++i) {
    const OfficeCoverage& office = view.report().offices[i];
    out.Add(
        JsonObject()
            .Text("id", view.network().offices[i].key)
            .Text("state", WordOf(office.state))
            .Number("nearest_to", office.nearest_to)
            .Number("beyond", office.beyond)
            .Raw("farthest_area",
                 office.farthest ? JsonText(view.network().at(office.farthest).key) : "null")
            .Raw("farthest_min",
                 office.farthest_min < 0 ? "null" : std::to_string(office.farthest_min))
            .Raw("population", office.population < 0 ? "null" : std::to_string(office.population))
            .Number("min_population", office.min_population)
            .Bool("overridden", office.overridden)
            .Bool("too_far", office.too_far)
            .Bool("too_few", office.too_few)
            .Close());
  }
  return out.Close();
}

std::string ServicesJson(const CoverageView& view) {
  JsonArray out;
  for (size_t i = 0; i < view.report().services.size(); ++i) {
    const ServiceAccess& service = view.report().services[i];
    out.Add(JsonObject()
                .Text("id", view.network().services[i].key)
                .Number("offices", service.offices)
                .Number("offices_any", service.offices_any)
                .Number("within", service.within)
                .Number("within_any", service.within_any)
                .Number("reached", service.reached)
                .Number("person_min", service.person_min)
                .Number("person_wait_days", service.person_wait_days)
                .Number("office_min", service.office_min)
                .Close());
  }
  return out.Close();
}

std::string KeysJson(const std::vector<std::string>& keys) {
  JsonArray out;
  for (const std::string& key : keys) out.Add(JsonText(key));
  return out.Close();
}

std::string ComparisonJson(const CoverageView& view) {
  JsonArray areas;
  const auto minutes = [](int32_t value) { return value < 0 ? "null" : std::to_string(value); };
  for (const AreaChange& change : view.comparison.areas) {
    const Area& area =
        change.after ? view.other->network->at(change.after) : view.network().at(change.before);
    areas.Add(JsonObject()
                  .Text("id", area.key)
                  .Number("population", change.population)
                  .Raw("minutes_before", minutes(change.minutes_before))
                  .Raw("minutes_after", minutes(change.minutes_after))
                  .Bool("within_before", change.within_before)
                  .Bool("within_after", change.within_after)
                  .Close());
  }
  return JsonObject()
      .Raw("totals_after", TotalsJson(view.other->report.totals))
      .Raw("bands_after",
           view.other->report.bands ? BandJson(*view.other->report.bands) : std::string("null"))
      .Number("gained", view.comparison.gained)
      .Number("lost", view.comparison.lost)
      .Number("nearer", view.comparison.nearer)
      .Number("farther", view.comparison.farther)
      .Raw("opened", KeysJson(view.comparison.opened))
      .Raw("closed", KeysJson(view.comparison.closed))
      .Raw("areas", areas.Close())
      .Close();
}

}  // namespace

std::string CoverageJson(const CoverageView& view) {
  JsonObject out;
  out.Text("network", view.network().name.In(view.language))
      .Text("date", FormatDate(view.report().date))
      .Number("within_min", view.report().within_min)
      .Raw("bands", view.report().bands ? BandJson(*view.report().bands) : std::string("null"))
      .Raw("totals", TotalsJson(view.report().totals))
      .Raw("areas", AreasJson(view))
      .Raw("offices", OfficesJson(view))
      .Raw("services", ServicesJson(view));
  if (view.other) out.Raw("comparison", ComparisonJson(view));
  return out.Close() + "\n";
}

}  // namespace vuoro::cli
