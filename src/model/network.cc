// The few look-ups that a Network answers about itself.
#include "vuoro/model/network.h"

namespace vuoro {

const std::string& Text::In(std::string_view language) const {
  static const std::string kNothing;
  for (const auto& [code, text] : by_language) {
    if (code == language) return text;
  }
  return by_language.empty() ? kNothing : by_language.front().second;
}

std::optional<int> Network::DriveMinutes(OfficeIndex from, OfficeIndex to) const {
  if (drive_min.empty()) return std::nullopt;
  const int minutes = drive_min[from.position() * offices.size() + to.position()];
  if (minutes < 0) return std::nullopt;
  return minutes;
}

}  // namespace vuoro
