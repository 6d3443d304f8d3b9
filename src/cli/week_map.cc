// Draws offices at their places with their demand, and the roads that officials take.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "cli/html.h"
#include "cli/map.h"
#include "cli/svg.h"
#include "cli/terminal.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"

namespace vuoro::cli {
namespace {

constexpr MapFrame kTravelFrame = {.width = 760, .most_height = 980};
constexpr int kLegend = 56;      // below the map: the scale and the sizes of circles
constexpr int kMostRadius = 28;  // of the office with most demand, among up to 50 offices
constexpr int kLeastRadius = 3;  // of one with hardly any
constexpr int kBulge = 7;        // between lines of several agencies that join the same offices
constexpr int kBulgesAside = 4;  // more would leave the road altogether
constexpr int kDriveSteps[] = {2, 4, 8};  // drives a week from which a line is drawn thicker

struct Travel {
  int visits = 0;
  int drives = 0;
  int minutes = 0;
};

using Road = std::pair<OfficeIndex, OfficeIndex>;

class TravelMap {
 public:
  TravelMap(const Week& week, const Tongue& tongue)
      : week_(week), network_(*week.network), tongue_(tongue), totals_(network_.agencies.size()) {
    for (const OfficialWeek& official : week.officials) AddTravel(official);
    for (const OfficeWeek& office : week.offices) {
      most_ = std::max(most_, office.wanted());
      visits_.push_back(static_cast<int>(std::count_if(office.duties.begin(), office.duties.end(),
                                                       [](const Duty& d) { return !d.video; })));
      const Office& place = network_.at(office.office);
      at_.push_back(PlaceOf(place));
      map_.Take(at_.back().first, at_.back().second);
      if (!Placed(at_.back().first, at_.back().second)) not_drawn_.push_back(tongue(place.name));
    }
    if (!map_.empty()) map_.Fit(kTravelFrame);
    // So many circles that they would hide each other are drawn smaller.
    const double crowd = std::max(1.0, static_cast<double>(week.offices.size()) / 50);
    most_radius_ = kMostRadius / std::sqrt(crowd);
  }

  std::string Section() const {
    std::string out;
    if (map_.empty()) {
      out = fmt::format("<p>{}</p>\n", tongue_(week_words::kNoPlaces));
    } else {
      out = fmt::format("<p class=\"lead\">{}</p>\n<div class=\"map\">\n{}{}</div>\n",
                        tongue_(week_words::kMapLead), Draw(), Agencies());
      if (!not_drawn_.empty()) {
        out += fmt::format("<p>{}</p>\n",
                           Html(tongue_.Fill(words::kNotDrawn, fmt::join(not_drawn_, ", "))));
      }
    }
    return HtmlSection({.id = "map", .text = tongue_(week_words::kMap)}, out + Tables());
  }

  // One rule for each agency: its box in the key shows and hides its lines.
  std::string Style() const {
    std::string out;
    for (size_t i = 0; i < totals_.size(); ++i) {
      if (totals_[i].drives == 0) continue;
      out += fmt::format("#map:has(#drives-{0}:not(:checked)) .drives-{0}{{display:none}}\n", i);
    }
    return out;
  }

 private:
  // A mobile office stands where its first stop is.
  static std::pair<double, double> PlaceOf(const Office& office) {
    if (Placed(office.latitude, office.longitude)) return {office.latitude, office.longitude};
    for (const Stop& stop : office.stops) {
      if (Placed(stop.latitude, stop.longitude)) return {stop.latitude, stop.longitude};
    }
    return {0, 0};
  }

  void AddTravel(const OfficialWeek& official) {
    const AgencyIndex agency = network_.at(official.person).agency;
    Travel& total = totals_[agency.position()];
    for (const Duty& duty : official.duties) total.visits += duty.video ? 0 : 1;
    for (const Drive& drive : official.drives) {
      const Road road = std::minmax(drive.from, drive.to);
      Travel& travel = roads_[road][agency];
      ++travel.drives;
      ++total.drives;
      travel.minutes += drive.minutes();
      total.minutes += drive.minutes();
    }
  }

  bool Drawn(OfficeIndex office) const {
    const auto& [latitude, longitude] = at_[office.position()];
    return Placed(latitude, longitude);
  }
  MapPoint At(OfficeIndex office) const {
    return map_.At(at_[office.position()].first, at_[office.position()].second);
  }
  int RadiusOf(int half_hours) const {
    if (half_hours == 0) return kLeastRadius;
    const double part = static_cast<double>(half_hours) / static_cast<double>(std::max(1, most_));
    return std::max(kLeastRadius, static_cast<int>(std::lround(most_radius_ * std::sqrt(part))));
  }

  std::string Draw() const {
    const int height = map_.height() + kLegend;
    const auto drawn = static_cast<ptrdiff_t>(at_.size() - not_drawn_.size());
    int unmet = 0;
    for (const OfficeWeek& office : week_.offices) unmet += office.unmet();
    return SvgDrawing(map_.width(), height,
                      tongue_.Fill(week_words::kMapLabel, drawn, roads_.size(), unmet),
                      DrawRoads() + DrawOffices() + map_.ScaleBar(height - 14) + DrawSizes(height));
  }

  // Lines of one agency stand together, so that its box can hide them.
  std::string DrawRoads() const {
    std::map<AgencyIndex, std::string> by_agency;
    for (const auto& [road, agencies] : roads_) {
      if (!Drawn(road.first) || !Drawn(road.second)) continue;
      int lane = 0;
      const int lanes = static_cast<int>(agencies.size());
      for (const auto& [agency, travel] : agencies) {
        by_agency[agency] += DrawRoad(road, agency, travel, 2 * lane++ - (lanes - 1));
      }
    }
    std::string out;
    for (const auto& [agency, lines] : by_agency) {
      out += fmt::format("<g class=\"road-of {} drives-{}\">\n{}</g>\n", AgencyClass(agency),
                         agency.position(), lines);
    }
    return out;
  }

  // `lane`: how far aside, in halves of kBulge.
  std::string DrawRoad(const Road& road, AgencyIndex agency, const Travel& travel, int lane) const {
    const MapPoint a = At(road.first);
    const MapPoint b = At(road.second);
    const double length = std::max(1.0, std::hypot(b.x - a.x, b.y - a.y));
    const double aside = std::clamp(lane, -2 * kBulgesAside, 2 * kBulgesAside) * kBulge;
    const auto x = std::lround((a.x + b.x) / 2.0 - (b.y - a.y) / length * aside);
    const auto y = std::lround((a.y + b.y) / 2.0 + (b.x - a.x) / length * aside);
    int thick = 0;
    for (const int step : kDriveSteps) thick += travel.drives > step ? 1 : 0;
    const std::string title =
        tongue_.Fill(week_words::kRoadTitle, tongue_(network_.at(agency).name),
                     tongue_(network_.at(road.first).name), tongue_(network_.at(road.second).name),
                     travel.drives, DurationText(travel.minutes));
    return fmt::format(
        "<path class=\"thick{}\" d=\"M{} {}Q{} {} {} {}\"><title>{}</title></path>\n", thick, a.x,
        a.y, x, y, b.x, b.y, Html(title));
  }

  // The largest first, so that none hides a smaller one; names in the same order, as far as there
  // is room.
  std::string DrawOffices() const {
    std::vector<const OfficeWeek*> order;
    for (const OfficeWeek& office : week_.offices) {
      if (Drawn(office.office)) order.push_back(&office);
    }
    std::stable_sort(order.begin(), order.end(), [](const OfficeWeek* a, const OfficeWeek* b) {
      return a->wanted() > b->wanted();
    });
    NamePlacer placer(map_.width(), map_.height());
    std::string out;
    for (const OfficeWeek* office : order) {
      const MapPoint at = At(office->office);
      const int radius = RadiusOf(office->wanted());
      placer.Block(at.x - radius, at.y - radius, at.x + radius, at.y + radius);
      out += DrawOffice(*office, at, radius);
    }
    for (const OfficeWeek* office : order) {
      out += placer.Place(At(office->office), RadiusOf(office->wanted()),
                          tongue_(network_.at(office->office).name));
    }
    return out;
  }

  std::string DrawOffice(const OfficeWeek& office, MapPoint at, int radius) const {
    const Office& place = network_.at(office.office);
    std::string out = fmt::format(
        "<a href=\"#office-{}\" tabindex=\"-1\"><title>{}</title><circle class=\"{}\" cx=\"{}\" "
        "cy=\"{}\" "
        "r=\"{}\"/>",
        place.key,
        Html(tongue_.Fill(week_words::kOfficeTitle, tongue_(place.name), office.wanted(),
                          office.unmet(), visits_[office.office.position()],
                          office.booth_half_hours())),
        office.wanted() == 0 ? "idle" : "want", at.x, at.y, radius);
    if (office.unmet() > 0) {
      out += fmt::format("<circle class=\"miss\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", at.x, at.y,
                         std::min(radius, RadiusOf(office.unmet())));
    }
    return out + "</a>\n";
  }

  // What the areas of circles mean.
  std::string DrawSizes(int height) const {
    if (most_ == 0) return "";
    std::string out;
    int x = map_.width() - 8;
    const auto add = [&](std::string_view css, int half_hours, std::string_view text) {
      const int radius = RadiusOf(half_hours);
      x -= static_cast<int>(DisplayWidth(text)) * 7 + 6;
      out += SvgText(x, height - 10, text);
      x -= radius + 6;
      out += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", css, x,
                         height - 14 - std::max(0, radius - 10), radius);
      x -= radius + 18;
    };
    add("miss", std::max(1, most_ / 10), tongue_(words::kLeft));
    add("want", most_, tongue_.Fill(week_words::kHalfHoursWanted, most_));
    return out;
  }

  // The key of lines: a box for each agency that drives.
  std::string Agencies() const {
    std::string out = fmt::format("<fieldset class=\"agencies\"><legend>{}</legend>\n",
                                  tongue_(week_words::kDrives));
    for (size_t i = 0; i < totals_.size(); ++i) {
      const Travel& travel = totals_[i];
      if (travel.drives == 0) continue;
      const AgencyIndex agency(i);
      out += fmt::format(
          "<label><input type=\"checkbox\" checked=\"checked\" id=\"drives-{}\"/>"
          "<svg viewBox=\"0 0 32 16\" aria-hidden=\"true\" class=\"{}\"><g class=\"road-of\">"
          "<path class=\"thick2\" d=\"M2 8H30\"/></g></svg><span>{} <small>{}</small></span>"
          "</label>\n",
          i, AgencyClass(agency), Html(tongue_(network_.at(agency).name)),
          tongue_.Fill(week_words::kDrivesOf, travel.visits, DurationText(travel.minutes)));
    }
    return out + "</fieldset>\n";
  }

  std::string Tables() const {
    std::vector<std::vector<std::string>> agencies;
    for (size_t i = 0; i < totals_.size(); ++i) {
      if (totals_[i].visits == 0) continue;
      agencies.push_back({tongue_(network_.agencies[i].name), std::to_string(totals_[i].visits),
                          std::to_string(totals_[i].drives), DurationText(totals_[i].minutes)});
    }
    std::vector<std::vector<std::string>> offices;
    for (const OfficeWeek& office : week_.offices) {
      offices.push_back({tongue_(network_.at(office.office).name), std::to_string(office.wanted()),
                         std::to_string(visits_[office.office.position()]),
                         std::to_string(office.booth_half_hours()),
                         std::to_string(office.unmet())});
    }
    return HtmlFolded(
        tongue_(words::kAsTable),
        HtmlTable(tongue_(week_words::kDrives),
                  tongue_.All(words::kAgency, week_words::kVisits, week_words::kDrives,
                              week_words::kDriveHours),
                  agencies) +
            HtmlTable(tongue_(words::kOffices),
                      tongue_.All(words::kOffice, week_words::kWanted, week_words::kVisits,
                                  week_words::kHalfHoursByVideo, words::kLeft),
                      offices));
  }

  const Week& week_;
  const Network& network_;
  const Tongue& tongue_;
  std::map<Road, std::map<AgencyIndex, Travel>> roads_;
  std::vector<Travel> totals_;  // by agency
  std::vector<int> visits_;     // by office
  std::vector<std::pair<double, double>> at_;
  std::vector<std::string> not_drawn_;
  Projection map_;
  int most_ = 0;  // half hours wanted in one office
  double most_radius_ = kMostRadius;
};

}  // namespace

std::string MapSection(const Week& week, const Tongue& tongue) {
  return TravelMap(week, tongue).Section();
}

std::string MapStyle(const Week& week, const Tongue& tongue) {
  return TravelMap(week, tongue).Style();
}

}  // namespace vuoro::cli
