// Fits places into a frame and finds room for their names.
#include "cli/map.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "cli/html.h"
#include "cli/svg.h"
#include "cli/terminal.h"

namespace vuoro::cli {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kMetresPerDegree = 111'195;  // of a great circle of the mean Earth, 6,371 km
constexpr double kLeastSpan = 0.01;           // degrees: so that one place is a map as well
constexpr int kScaleUnits = 130;              // the bar is no longer
constexpr int kNameSize = 12;
constexpr int kNameGap = 4;

// About; names are drawn in whatever font there is.
int NameWidth(std::string_view name) {
  return static_cast<int>(DisplayWidth(name)) * kNameSize * 56 / 100;
}

}  // namespace

void Projection::Take(double latitude, double longitude) {
  if (!Placed(latitude, longitude)) return;
  south_ = empty_ ? latitude : std::min(south_, latitude);
  north_ = empty_ ? latitude : std::max(north_, latitude);
  west_ = empty_ ? longitude : std::min(west_, longitude);
  east_ = empty_ ? longitude : std::max(east_, longitude);
  empty_ = false;
}

void Projection::Fit(const MapFrame& frame) {
  frame_ = frame;
  // Never nothing, at the poles either.
  shrink_ = std::max(0.01, std::cos((south_ + north_) / 2 * kPi / 180));
  const double wide = std::max((east_ - west_) * shrink_, kLeastSpan);
  const double high = std::max(north_ - south_, kLeastSpan);
  scale_ =
      std::min((frame.width - 2 * frame.edge) / wide, (frame.most_height - 2 * frame.edge) / high);
  left_ = (frame.width - static_cast<int>((east_ - west_) * shrink_ * scale_)) / 2;
  height_ = static_cast<int>(high * scale_) + 2 * frame.edge;
}

MapPoint Projection::At(double latitude, double longitude) const {
  return {left_ + static_cast<int>(std::lround((longitude - west_) * shrink_ * scale_)),
          frame_.edge + static_cast<int>(std::lround((north_ - latitude) * scale_))};
}

std::string Projection::ScaleBar(int y) const {
  const double units_per_metre = scale_ / kMetresPerDegree;
  int64_t metres = 1;
  while (static_cast<double>(RoundStep(metres + 1)) * units_per_metre <= kScaleUnits) {
    metres = RoundStep(metres + 1);
  }
  const int length = static_cast<int>(std::lround(static_cast<double>(metres) * units_per_metre));
  return fmt::format("<path d=\"M12 {}v6h{}v-6\" fill=\"none\" stroke=\"{}\"/>\n", y - 6, length,
                     kInk) +
         SvgText(
             12 + length + 8, y + 4,
             metres >= 1000 ? fmt::format("{} km", metres / 1000) : fmt::format("{} m", metres));
}

void NamePlacer::Block(int left, int top, int right, int bottom) {
  taken_.push_back({left, top, right, bottom});
}

bool NamePlacer::Free(const Box& box) const {
  return box.left >= 0 && box.top >= 0 && box.right <= width_ && box.bottom <= height_ &&
         std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) {
           return box.left < other.right && other.left < box.right && box.top < other.bottom &&
                  other.top < box.bottom;
         });
}

std::string NamePlacer::Place(MapPoint at, int radius, std::string_view name) {
  const int wide = NameWidth(name);
  const int beside = radius + kNameGap;
  struct Try {
    int x, y;
    std::string_view anchor;
  };
  // To the right first: that is where names are looked for.
  const Try tries[] = {{at.x + beside, at.y + 4, "start"},
                       {at.x - beside, at.y + 4, "end"},
                       {at.x, at.y - beside, "middle"},
                       {at.x, at.y + beside + kNameSize - 2, "middle"}};
  for (const Try& one : tries) {
    const int left = one.anchor == "start" ? one.x
                     : one.anchor == "end" ? one.x - wide
                                           : one.x - wide / 2;
    const Box box = {left, one.y - kNameSize + 2, left + wide, one.y + 3};
    if (!Free(box)) continue;
    taken_.push_back(box);
    return fmt::format("<text class=\"name\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n",
                       one.x, one.y, one.anchor, Html(name));
  }
  return "";
}

}  // namespace vuoro::cli
