// Draws the map of the coverage page: areas by their people, offices by their state.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/coverage_page.h"
#include "cli/coverage_words.h"
#include "cli/html.h"
#include "cli/map.h"
#include "cli/svg.h"
#include "cli/terminal.h"

namespace vuoro::cli {
namespace {

constexpr MapFrame kCoverageFrame = {.width = 1040, .most_height = 1500};
constexpr int kMark = 6;          // half of an office's mark
constexpr double kLeastArea = 3;  // radius of an area with hardly anybody
constexpr double kMostArea = 34;  // and of the largest

constexpr std::string_view kWithin = "fill=\"#cfe6f7\" stroke=\"#0b5c8a\"";
constexpr std::string_view kBeyond = "fill=\"#fff\" stroke=\"#8c1d18\" stroke-width=\"2\"";
constexpr std::string_view kUnknown = "fill=\"#fff\" stroke=\"#3d4a57\" stroke-dasharray=\"3 3\"";
constexpr std::string_view kOpenOffice = "fill=\"#0c2c44\" stroke=\"#fff\"";
constexpr std::string_view kOtherOffice = "fill=\"#fff\" stroke=\"#0c2c44\" stroke-width=\"1.5\"";

// Within is a circle, beyond a diamond, unknown a dashed circle: no colour is needed to tell.
std::string AreaShape(const AreaCoverage& area, MapPoint at, int radius) {
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

std::string OfficeShape(MapPoint at, std::string_view look) {
  return fmt::format("<path d=\"M{} {}l{} {}h{}Z\" {}>", at.x, at.y - kMark, kMark, 2 * kMark,
                     -2 * kMark, look);
}

class CoverageMapDrawing {
 public:
  CoverageMapDrawing(const CoverageView& view, const Tongue& tongue)
      : network_(view.network()), report_(view.report()), tongue_(tongue) {}

  std::string Draw() const {
    const Projection map = FitMap();
    if (map.empty()) return "";
    const auto within = std::count_if(report_.areas.begin(), report_.areas.end(),
                                      [](const AreaCoverage& area) { return area.within; });
    const auto all = static_cast<ptrdiff_t>(report_.areas.size());
    std::vector<std::string> not_drawn;
    std::string out = fmt::format("<p class=\"lead\">{}</p>\n", tongue_(coverage_words::kMapLead));
    out += SvgDrawing(
        map.width(), map.height(),
        tongue_.Fill(coverage_words::kMapLabel, within, all - within, network_.offices.size()),
        DrawAreas(map) + DrawOffices(map, not_drawn) + map.ScaleBar(map.height() - 14));
    out += Key();
    if (!not_drawn.empty()) {
      out += fmt::format("<p>{}</p>\n",
                         Html(tongue_.Fill(words::kNotDrawn, fmt::join(not_drawn, ", "))));
    }
    return HtmlSection({.id = "map", .text = tongue_(words::kMap)}, out);
  }

 private:
  std::string AreaTitle(size_t i) const {
    const AreaCoverage& area = report_.areas[i];
    const Area& place = network_.coverage.areas[i];
    std::string out = fmt::format("{}, {} {}", tongue_(place.name), Grouped(place.population),
                                  tongue_(coverage_words::kPeople));
    if (!area.office) return out + fmt::format(", {}", tongue_(coverage_words::kUnknown));
    return out + fmt::format(", {} {} {}", tongue_(network_.at(area.office).name), area.minutes,
                             tongue_(coverage_words::kMinutes));
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
    const MapPoint at = map.At(latitude, longitude);
    return OfficeShape(at, open ? kOpenOffice : kOtherOffice) +
           fmt::format(
               "<title>{0}</title></path><text class=\"name\" x=\"{1}\" y=\"{2}\">{0}</text>\n",
               Html(name), at.x + kMark + 3, at.y + 4);
  }

  std::string DrawOffices(const Projection& map, std::vector<std::string>& not_drawn) const {
    std::string out;
    for (size_t i = 0; i < network_.offices.size(); ++i) {
      const Office& office = network_.offices[i];
      bool drawn = Placed(office.latitude, office.longitude);
      if (drawn) out += DrawOffice(map, i, office.latitude, office.longitude, tongue_(office.name));
      for (const Stop& stop : office.stops) {
        if (!Placed(stop.latitude, stop.longitude)) continue;
        out += DrawOffice(map, i, stop.latitude, stop.longitude,
                          tongue_(office.name) + ", " + tongue_(stop.place));
        drawn = true;
      }
      if (!drawn) not_drawn.push_back(tongue_(office.name));
    }
    return out;
  }

  Projection FitMap() const {
    Projection map;
    for (const Area& area : network_.coverage.areas) map.Take(area.latitude, area.longitude);
    for (const Office& office : network_.offices) {
      map.Take(office.latitude, office.longitude);
      for (const Stop& stop : office.stops) map.Take(stop.latitude, stop.longitude);
    }
    if (!map.empty()) map.Fit(kCoverageFrame);
    return map;
  }

  std::string Key() const {
    AreaCoverage within, beyond, unknown;
    within.office = beyond.office = OfficeIndex(0);
    within.within = true;
    const MapPoint at = {12, 8};
    return fmt::format("<ul class=\"key\" aria-label=\"{}\">", tongue_(words::kKey)) +
           KeyItem(AreaShape(within, at, 6) + std::string(AreaShapeEnd(within)),
                   tongue_(coverage_words::kWithin)) +
           KeyItem(AreaShape(beyond, at, 6) + std::string(AreaShapeEnd(beyond)),
                   tongue_(coverage_words::kBeyond)) +
           KeyItem(AreaShape(unknown, at, 6) + std::string(AreaShapeEnd(unknown)),
                   tongue_(coverage_words::kUnknown)) +
           KeyItem(OfficeShape(at, kOpenOffice) + "</path>", tongue_(coverage_words::kOpenOffice)) +
           KeyItem(OfficeShape(at, kOtherOffice) + "</path>",
                   tongue_(coverage_words::kOtherOffice)) +
           "</ul>\n";
  }

  const Network& network_;
  const CoverageReport& report_;
  const Tongue& tongue_;
};

}  // namespace

std::string CoverageMap(const CoverageView& view, const Tongue& tongue) {
  return CoverageMapDrawing(view, tongue).Draw();
}

}  // namespace vuoro::cli
