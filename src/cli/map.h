// Places on a map: from degrees to units of a drawing, and the scale of it.
#ifndef VUORO_SRC_CLI_MAP_H_
#define VUORO_SRC_CLI_MAP_H_

#include <string>
#include <string_view>
#include <vector>

namespace vuoro::cli {

// A place that was never given stands at 0, 0.
inline bool Placed(double latitude, double longitude) { return latitude != 0 || longitude != 0; }

struct MapPoint {
  int x = 0;
  int y = 0;
};

struct MapFrame {
  int width = 0;
  int most_height = 0;
  int edge = 40;  // free on all sides
};

// Equal lengths for equal distances at the middle latitude; north is up. First Take() every place,
// then Fit(), then ask.
class Projection {
 public:
  void Take(double latitude, double longitude);  // places that were never given are passed over
  bool empty() const { return empty_; }
  void Fit(const MapFrame& frame);

  int width() const { return frame_.width; }
  int height() const { return height_; }
  MapPoint At(double latitude, double longitude) const;
  // A bar of a round number of kilometres (metres, where the map is small) on the left, at `y`.
  std::string ScaleBar(int y) const;

 private:
  MapFrame frame_;
  bool empty_ = true;
  double south_ = 0, north_ = 0, west_ = 0, east_ = 0;
  double shrink_ = 1;  // of a degree of longitude against one of latitude
  double scale_ = 1;   // units a degree of latitude
  int left_ = 0, height_ = 0;
};

// Finds room for names beside what they name, so that none lies on another or on what Block() was
// told of. A name without room is left out.
class NamePlacer {
 public:
  explicit NamePlacer(int width, int height) : width_(width), height_(height) {}
  void Block(int left, int top, int right, int bottom);
  // The name as SVG, written near a mark of `radius` at `at`; "" if there is no room.
  std::string Place(MapPoint at, int radius, std::string_view name);

 private:
  struct Box {
    int left, top, right, bottom;
  };
  bool Free(const Box& box) const;

  int width_;
  int height_;
  std::vector<Box> taken_;
};

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_MAP_H_
