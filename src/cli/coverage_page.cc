// Draws coverage as a page: tiles, a map in SVG, and every figure once more in tables.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "cli/coverage_view.h"
#include "cli/coverage_words.h"
#include "cli/html.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

using Cells = std::vector<std::string>;

// Units of the map.
constexpr int kMapWidth = 1040;
constexpr int kMapMost = 1500;  // its greatest height
constexpr int kEdge = 40;
constexpr int kMark = 6;          // half of an office's mark
constexpr double kLeastArea = 3;  // radius of an area with hardly anybody
constexpr double kMostArea = 34;  // and of the largest

std::string Filled(std::string_view format, auto... values) {
  return fmt::format(fmt::runtime(fmt::string_view(format.data(), format.size())), values...);
}

// A place that was never given stands at 0, 0.
bool Placed(double latitude, double longitude) { return latitude != 0 || longitude != 0; }

struct Point {
  int x = 0;
  int y = 0;
};

// Degrees to units: equal lengths for equal distances at the middle latitude.
class Projection {
 public:
  void Take(double latitude, double longitude) {
    south_ = empty_ ? latitude : std::min(south_, latitude);
    north_ = empty_ ? latitude : std::max(north_, latitude);
    west_ = empty_ ? longitude : std::min(west_, longitude);
    east_ = empty_ ? longitude : std::max(east_, longitude);
    empty_ = false;
  }
  bool empty() const { return empty_; }
  void Fit() {
    shrink_ = std::cos((south_ + north_) / 2 * 3.14159265358979323846 / 180);
    const double wide = std::max((east_ - west_) * shrink_, 0.01);
    const double high = std::max(north_ - south_, 0.01);
    scale_ = std::min((kMapWidth - 2 * kEdge) / wide, (kMapMost - 2 * kEdge) / high);
    left_ = (kMapWidth - static_cast<int>(wide * scale_)) / 2;
    height_ = static_cast<int>(high * scale_) + 2 * kEdge;
  }
  int height() const { return height_; }
  Point At(double latitude, double longitude) const {
    return {left_ + static_cast<int>(std::lround((longitude - west_) * shrink_ * scale_)),
            kEdge + static_cast<int>(std::lround((north_ - latitude) * scale_))};
  }

 private:
  bool empty_ = true;
  double south_ = 0, north_ = 0, west_ = 0, east_ = 0;
  double shrink_ = 1, scale_ = 1;
  int left_ = 0, height_ = 0;
};

constexpr std::string_view kWithin = "fill=\"#cfe6f7\" stroke=\"#0b5c8a\"";
constexpr std::string_view kBeyond = "fill=\"#fff\" stroke=\"#8c1d18\" stroke-width=\"2\"";
constexpr std::string_view kUnknown = "fill=\"#fff\" stroke=\"#3d4a57\" stroke-dasharray=\"3 3\"";
constexpr std::string_view kOpenOffice = "fill=\"#0c2c44\" stroke=\"#fff\"";
constexpr std::string_view kOtherOffice = "fill=\"#fff\" stroke=\"#0c2c44\" stroke-width=\"1.5\"";

// Within is a circle, beyond a diamond, unknown a dashed circle: no colour is needed to tell.
std::string AreaShape(const AreaCoverage& area, Point at, int radius) {
  if (area.office && !area.within) {
    return fmt::format("<path d=\"M{0} {2}L{4} {1}L{0} {3}L{5} {1}Z\" {6}>", at.x, at.y,
                       at.y - radius, at.y + radius, at.x + radius, at.x - radius, kBeyond);
  }
  return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}>", at.x, at.y, radius,
                     area.office ? kWithin : kUnknown);
}
std::string_view AreaShapeEnd(const AreaCoverage& area) {
  return area.office && !area.within ? "</path>\n" : "</circle>\n";
}

std::string OfficeShape(Point at, std::string_view look) {
  return fmt::format("<path d=\"M{} {}l{} {}h{}Z\" {}>", at.x, at.y - kMark, kMark, 2 * kMark,
                     -2 * kMark, look);
}

class Page {
 public:
  explicit Page(const CoverageView& view)
      : view_(view),
        network_(view.network()),
        report_(view.report()),
        words_(CoverageWordsIn(view.language)) {}

  std::string Write() const {
    const std::string date = FormatDate(report_.date);
    std::string body = fmt::format(
        "<a class=\"skip\" href=\"#figures\">{}</a>\n<header class=\"page\"><h1>{}</h1>"
        "<p>{}</p><p>{}</p></header>\n<main id=\"figures\">\n",
        words_.skip, words_.title, Html(network_.name.In(view_.language)),
        Filled(words_.lead, report_.within_min, date));
    body +=
        Tiles() + Map() + Shares() + Offices() + Overrides() + Services() + Comparison() + Areas();
    body += fmt::format("<footer><p class=\"lead\">{}</p></footer>\n</main>\n", words_.made_by);
    return HtmlPage(words_.language, fmt::format("{}, {}", words_.title, date), body);
  }

 private:
  std::string Name(const Text& text) const { return text.In(view_.language); }
  std::string Of(int64_t part, int64_t whole) const {
    return Filled(words_.of_people, Grouped(part), Grouped(whole));
  }
  static std::string Minutes(int32_t minutes) {
    return minutes < 0 ? "–" : std::to_string(minutes);
  }
  static std::string Section(std::string_view id, std::string_view heading, std::string body) {
    return fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", id, heading, body);
  }

  std::string Tiles() const {
    std::string out = "<dl class=\"tiles\">\n";
    if (report_.bands) {
      const BandCoverage& bands = *report_.bands;
      const int64_t all = bands.population + bands.unassigned;
      out += HtmlTile(words_.assigned, PercentText(bands.within, bands.population),
                      Of(bands.within, bands.population));
      out +=
          HtmlTile(words_.with_unassigned, PercentText(bands.within, all), Of(bands.within, all));
    }
    if (!report_.areas.empty()) {
      const AreaTotals& totals = report_.totals;
      out += HtmlTile(words_.by_areas, PercentText(totals.within, totals.population),
                      Filled(words_.mean_drive, MeanText(totals.person_min, totals.reached)));
    }
    const auto failing = std::count_if(report_.offices.begin(), report_.offices.end(),
                                       [](const OfficeCoverage& office) { return office.fails(); });
    return out + HtmlTile(words_.failing_offices, std::to_string(failing), "") + "</dl>\n";
  }

  std::string AreaTitle(size_t i) const {
    const AreaCoverage& area = report_.areas[i];
    const Area& place = network_.coverage.areas[i];
    std::string out =
        fmt::format("{}, {} {}", Name(place.name), Grouped(place.population), words_.people);
    if (!area.office) return out + fmt::format(", {}", words_.unknown);
    return out + fmt::format(", {} {} {}", Name(network_.at(area.office).name), area.minutes,
                             words_.minutes);
  }

  std::string DrawAreas(const Projection& map) const {
    int64_t most = 1;
    std::vector<size_t> order;
    for (size_t i = 0; i < report_.areas.size(); ++i) {
      const Area& place = network_.coverage.areas[i];
      most = std::max(most, place.population);
      if (Placed(place.latitude, place.longitude)) order.push_back(i);
    }
    // The largest first, so that none hides a smaller one.
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return network_.coverage.areas[a].population > network_.coverage.areas[b].population;
    });
    std::string out;
    for (const size_t i : order) {
      const Area& place = network_.coverage.areas[i];
      const double part = static_cast<double>(place.population) / static_cast<double>(most);
      const int radius =
          static_cast<int>(std::lround(std::max(kLeastArea, kMostArea * std::sqrt(part))));
      out += AreaShape(report_.areas[i], map.At(place.latitude, place.longitude), radius);
      out += fmt::format("<title>{}</title>", Html(AreaTitle(i)));
      out += AreaShapeEnd(report_.areas[i]);
    }
    return out;
  }

  std::string DrawOffice(const Projection& map, size_t i, double latitude, double longitude,
                         const std::string& name) const {
    const bool open = report_.offices[i].state == OfficeState::kOpen;
    const Point at = map.At(latitude, longitude);
    return OfficeShape(at, open ? kOpenOffice : kOtherOffice) +
           fmt::format(
               "<title>{0}</title></path><text x=\"{1}\" y=\"{2}\" font-size=\"12\" "
               "stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\" "
               "fill=\"#16202b\">{0}</text>\n",
               Html(name), at.x + kMark + 3, at.y + 4);
  }

  std::string DrawOffices(const Projection& map, std::vector<std::string>& not_drawn) const {
    std::string out;
    for (size_t i = 0; i < network_.offices.size(); ++i) {
      const Office& office = network_.offices[i];
      bool drawn = Placed(office.latitude, office.longitude);
      if (drawn) out += DrawOffice(map, i, office.latitude, office.longitude, Name(office.name));
      for (const Stop& stop : office.stops) {
        if (!Placed(stop.latitude, stop.longitude)) continue;
        out += DrawOffice(map, i, stop.latitude, stop.longitude,
                          Name(office.name) + ", " + Name(stop.place));
        drawn = true;
      }
      if (!drawn) not_drawn.push_back(Name(office.name));
    }
    return out;
  }

  Projection FitMap() const {
    Projection map;
    const auto take = [&](double latitude, double longitude) {
      if (Placed(latitude, longitude)) map.Take(latitude, longitude);
    };
    for (const Area& area : network_.coverage.areas) take(area.latitude, area.longitude);
    for (const Office& office : network_.offices) {
      take(office.latitude, office.longitude);
      for (const Stop& stop : office.stops) take(stop.latitude, stop.longitude);
    }
    if (!map.empty()) map.Fit();
    return map;
  }

  std::string Map() const {
    const Projection map = FitMap();
    if (map.empty()) return "";
    const auto within = std::count_if(report_.areas.begin(), report_.areas.end(),
                                      [](const AreaCoverage& area) { return area.within; });
    const auto all = static_cast<ptrdiff_t>(report_.areas.size());
    std::vector<std::string> not_drawn;
    std::string out = fmt::format("<p class=\"lead\">{}</p>\n", words_.map_lead);
    out += fmt::format(
        "<div class=\"wide\"><svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n",
        kMapWidth, map.height(),
        Html(Filled(words_.map_label, within, all - within, network_.offices.size())));
    out += DrawAreas(map) + DrawOffices(map, not_drawn) + "</svg></div>\n" + Key();
    std::string names;
    for (const std::string& name : not_drawn) names += (names.empty() ? "" : ", ") + name;
    if (!names.empty()) out += fmt::format("<p>{}</p>\n", Html(Filled(words_.not_drawn, names)));
    return Section("map", words_.map, out);
  }

  std::string Key() const {
    AreaCoverage within, beyond, unknown;
    within.office = beyond.office = OfficeIndex(0);
    within.within = true;
    const Point at = {12, 8};
    const auto item = [](std::string shape, std::string_view end, std::string_view words) {
      return fmt::format("<li><svg viewBox=\"0 0 24 16\" aria-hidden=\"true\">{}{}</svg>{}</li>",
                         shape, end, words);
    };
    return fmt::format("<ul class=\"key\" aria-label=\"{}\">", words_.key) +
           item(AreaShape(within, at, 6), AreaShapeEnd(within), words_.within) +
           item(AreaShape(beyond, at, 6), AreaShapeEnd(beyond), words_.beyond) +
           item(AreaShape(unknown, at, 6), AreaShapeEnd(unknown), words_.unknown) +
           item(OfficeShape(at, kOpenOffice), "</path>", words_.open_office) +
           item(OfficeShape(at, kOtherOffice), "</path>", words_.other_office) + "</ul>\n";
  }

  std::string Shares() const {
    std::vector<Cells> rows;
    const auto add = [&](std::string_view basis, int64_t part, int64_t whole) {
      rows.push_back({std::string(basis), PercentText(part, whole), Of(part, whole)});
    };
    std::string mean;
    if (report_.bands) {
      const BandCoverage& bands = *report_.bands;
      add(words_.basis_bands, bands.within, bands.population);
      add(words_.basis_all, bands.within, bands.population + bands.unassigned);
      mean = Filled(words_.mean_between, MeanText(bands.person_min_least, bands.population),
                    MeanText(bands.person_min_most, bands.population));
    }
    if (!report_.areas.empty()) {
      add(words_.basis_areas, report_.totals.within, report_.totals.population);
      add(words_.basis_rule, report_.totals.within_by_rule, report_.totals.population);
    }
    std::string out = HtmlTable(
        mean, {std::string(words_.basis), std::string(words_.share), std::string(words_.people)},
        rows);
    for (const ExcludedRegion& region : network_.coverage.excluded) {
      out += fmt::format("<p>{}: {}, {} {}</p>\n", words_.excluded, Html(Name(region.name)),
                         Grouped(region.population), words_.people);
    }
    return Section("shares", words_.shares, out);
  }

  std::string Failure(const OfficeCoverage& office) const {
    if (office.too_far && office.too_few) {
      return fmt::format("{}, {}", words_.distance, words_.too_few);
    }
    return std::string(office.too_far ? words_.distance : office.too_few ? words_.too_few : "");
  }

  std::string Offices() const {
    std::vector<Cells> rows;
    for (size_t i = 0; i < report_.offices.size(); ++i) {
      const OfficeCoverage& office = report_.offices[i];
      rows.push_back({Name(network_.offices[i].name),
                      std::string(words_.states[static_cast<size_t>(office.state)]),
                      Failure(office), Grouped(office.nearest_to),
                      office.population < 0 ? "–" : Grouped(office.population),
                      Grouped(office.min_population),
                      office.farthest ? Name(network_.at(office.farthest).name) : "–",
                      Minutes(office.farthest_min), Grouped(office.beyond)});
    }
    return Section("offices", words_.offices,
                   HtmlTable("",
                             {std::string(words_.office), std::string(words_.state),
                              std::string(words_.fails_by), std::string(words_.nearest_to),
                              std::string(words_.base), std::string(words_.wanted),
                              std::string(words_.farthest), std::string(words_.minutes),
                              std::string(words_.people_beyond)},
                             rows));
  }

  std::string Overrides() const {
    std::vector<Cells> rows;
    for (const AreaOverride& change : network_.coverage.area_overrides) {
      const AreaCoverage& area = report_.areas[change.area.position()];
      rows.push_back({Name(network_.at(change.area).name),
                      fmt::format("{} {}", change.within_min, words_.minutes),
                      Minutes(area.minutes), change.note});
    }
    for (const OfficeOverride& change : network_.coverage.office_overrides) {
      rows.push_back({Name(network_.at(change.office).name),
                      fmt::format("{} {}", Grouped(change.min_population), words_.people), "",
                      change.note});
    }
    if (rows.empty()) return "";
    return Section(
        "overrides", words_.overrides,
        HtmlTable(words_.overrides_lead,
                  {fmt::format("{} / {}", words_.area, words_.office), std::string(words_.limit),
                   std::string(words_.minutes), std::string(words_.note)},
                  rows));
  }

  std::string Services() const {
    if (report_.services.empty()) return "";
    std::vector<Cells> rows;
    const int64_t people = report_.totals.population;
    for (size_t i = 0; i < report_.services.size(); ++i) {
      const ServiceAccess& service = report_.services[i];
      rows.push_back({Name(network_.services[i].name), std::to_string(service.offices),
                      PercentText(service.within, people),
                      MeanText(service.person_min, service.reached),
                      MeanText(service.person_wait_days, service.reached),
                      Grouped(service.office_min / 60), PercentText(service.within_any, people)});
    }
    return Section("services", words_.services,
                   HtmlTable(Filled(words_.services_lead, FormatDate(report_.date.monday())),
                             {std::string(words_.service), std::string(words_.offices),
                              std::string(words_.share), std::string(words_.minutes),
                              std::string(words_.wait_days), std::string(words_.hours_week),
                              std::string(words_.any_way)},
                             rows));
  }

  std::string Listed(std::string_view what, const std::vector<std::string>& keys) const {
    std::string names;
    for (const std::string& key : keys) names += (names.empty() ? "" : ", ") + key;
    return fmt::format("<p>{}: {}</p>\n", what,
                       names.empty() ? std::string(words_.none) : Html(names));
  }

  std::string Comparison() const {
    if (!view_.other) return "";
    const CoverageReport& after = view_.other->report;
    std::vector<Cells> sums;
    const auto percent = [](const CoverageReport& report) {
      return PercentText(report.totals.within, report.totals.population);
    };
    if (report_.bands && after.bands && report_.bands != after.bands) {
      sums.push_back({std::string(words_.basis_bands),
                      PercentText(report_.bands->within, report_.bands->population),
                      PercentText(after.bands->within, after.bands->population)});
    }
    sums.push_back({std::string(words_.basis_areas), percent(report_), percent(after)});
    std::string out = HtmlTable(
        fmt::format("{}: {}, {}: {}", words_.gained, Grouped(view_.comparison.gained), words_.lost,
                    Grouped(view_.comparison.lost)),
        {std::string(words_.basis), std::string(words_.before), std::string(words_.after)}, sums);
    out += Listed(words_.opened, view_.comparison.opened) +
           Listed(words_.closed, view_.comparison.closed);
    std::vector<Cells> rows;
    for (const AreaChange& change : view_.comparison.areas) {
      if (change.minutes_before == change.minutes_after) continue;
      const Area& area =
          change.after ? view_.other->network->at(change.after) : network_.at(change.before);
      rows.push_back({Name(area.name), Grouped(change.population), Minutes(change.minutes_before),
                      Minutes(change.minutes_after)});
    }
    out += HtmlTable(words_.changes,
                     {std::string(words_.area), std::string(words_.people),
                      std::string(words_.before), std::string(words_.after)},
                     rows);
    return Section("comparison", Html(Filled(words_.compared, Name(view_.other->network->name))),
                   out);
  }

  std::string Areas() const {
    if (report_.areas.empty()) return "";
    std::vector<Cells> rows;
    for (size_t i = 0; i < report_.areas.size(); ++i) {
      const AreaCoverage& area = report_.areas[i];
      const Area& place = network_.coverage.areas[i];
      rows.push_back({Name(place.name), Grouped(place.population),
                      area.office ? Name(network_.at(area.office).name) : "–",
                      Minutes(area.minutes), std::to_string(area.limit_min),
                      std::string(area.overridden ? words_.yes : words_.no),
                      std::string(area.within ? words_.yes : words_.no)});
    }
    return Section(
        "areas", words_.areas,
        HtmlTable("",
                  {std::string(words_.area), std::string(words_.people), std::string(words_.office),
                   std::string(words_.minutes), std::string(words_.limit),
                   std::string(words_.own_limit), std::string(words_.within)},
                  rows));
  }

  const CoverageView& view_;
  const Network& network_;
  const CoverageReport& report_;
  const CoverageWords& words_;
};

}  // namespace

std::string CoveragePage(const CoverageView& view) { return Page(view).Write(); }

}  // namespace vuoro::cli
