// Whether some visit could keep a pin, and if none, which rule stands in its way.
#include "pins.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "decision_masks.h"
#include "index.h"
#include "positions.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/conflict.h"

namespace vuoro::planning {
namespace {

// The rules in the order in which they are applied to every visit that a pin could mean.
enum class Obstacle : uint8_t {
  kNobody,
  kNotSent,
  kNoAgreement,
  kNoFieldDay,
  kNoWeekday,
  kClosed,
  kLength,
  kForbidden,
  kAway,
  kNone,
};
constexpr std::array<std::string_view, static_cast<size_t>(Obstacle::kNone)> kObstacleTexts = {
    "there is no such official or office",
    "rule C1: nobody whom it may mean is sent to such an office",
    "rule C2: the agency has no agreement there that allows a visit",
    "rule C1: nobody whom it may mean is available for visits then",
    "rule C2: the agreement does not allow that weekday",
    "rule C3: the office is closed then",
    "rule C4: such a visit is too short or too long",
    "rule C19: another decision forbids it",
    "rules C10 and C11: he cannot be there and back within his hours",
};

class PinCheck {
 public:
  explicit PinCheck(const Problem& problem) : p_(problem), masks_(problem) {
    for (const Agreement& g : p_.agreements) agreements_[{g.agency, g.office}] = &g;
  }

  const std::vector<int>& pins() const { return masks_.pins(); }

  // The last rule that any visit meets which could be as the decision wants.
  Obstacle Find(int decision) const {
    const Decision& pin = p_.decisions[U(decision)];
    Obstacle last = Obstacle::kNobody;
    for (int e = 0; e < static_cast<int>(p_.officials.size()); ++e) {
      const Official& official = p_.officials[U(e)];
      if (pin.official >= 0 && pin.official != e) continue;
      if (pin.agency >= 0 && pin.agency != official.agency) continue;
      last = std::max(last, Obstacle::kNotSent);
      for (int o : official.offices) {
        if (pin.office >= 0 && pin.office != o) continue;
        last = std::max(last, Days(pin, e, o));
        if (last == Obstacle::kNone) return last;
      }
    }
    return last;
  }

 private:
  Obstacle Days(const Decision& pin, int e, int o) const {
    const Official& official = p_.officials[U(e)];
    const auto agreement = agreements_.find({official.agency, o});
    if (agreement == agreements_.end() || agreement->second->max_visits == 0)
      return Obstacle::kNoAgreement;
    const std::vector<int>& weekdays = agreement->second->weekdays;
    Obstacle last = Obstacle::kNoFieldDay;
    for (int d = 0; d < p_.days && last != Obstacle::kNone; ++d) {
      if (pin.day >= 0 && pin.day != d) continue;
      if (!official.field[U(d)] || official.max_field_days == 0) continue;
      const bool allowed = std::find(weekdays.begin(), weekdays.end(), d) != weekdays.end();
      last = std::max(last, allowed ? Hours(pin, e, o, d) : Obstacle::kNoWeekday);
    }
    return last;
  }

  Obstacle Hours(const Decision& pin, int e, int o, int d) const {
    const Window open = p_.offices[U(o)].open[U(d)];
    const uint32_t shut = masks_.Shut(e, o, d);
    Obstacle last = Obstacle::kClosed;
    for (int from = open.from; from < open.to; ++from) {
      for (int to = from + 1; to <= open.to && last != Obstacle::kNone; ++to) {
        const bool meets = pin.window.empty() ? true
                           : pin.exact        ? from == pin.window.from && to == pin.window.to
                                              : from <= pin.window.from && to >= pin.window.to;
        if (meets) last = std::max(last, Visit(e, o, from, to, shut));
      }
    }
    return last;
  }

  Obstacle Visit(int e, int o, int from, int to, uint32_t shut) const {
    const Official& official = p_.officials[U(e)];
    if (to - from < p_.min_visit || to - from > p_.max_visit) return Obstacle::kLength;
    if ((Bits(from, to) & shut) != 0) return Obstacle::kForbidden;
    const int leave = from - p_.DriveSlots(p_.drive_minutes[U(official.base)][U(o)]);
    const int back = to + p_.DriveSlots(p_.drive_minutes[U(o)][U(official.base)]);
    const bool fits = leave >= 0 && back <= p_.slots_per_day && back - leave <= official.max_day &&
                      back - leave <= official.max_week;
    return fits ? Obstacle::kNone : Obstacle::kAway;
  }

  const Problem& p_;
  const DecisionMasks masks_;
  std::map<std::pair<int, int>, const Agreement*> agreements_;
};

}  // namespace

std::vector<int> ImpossiblePins(const Problem& problem) {
  const PinCheck check(problem);
  std::vector<int> pins = check.pins();
  std::erase_if(pins, [&](int pin) { return check.Find(pin) == Obstacle::kNone; });
  return pins;
}

absl::Status CheckPins(const Problem& problem) {
  const PinCheck check(problem);
  for (int pin : check.pins()) {
    const Obstacle obstacle = check.Find(pin);
    if (obstacle == Obstacle::kNone) continue;
    return AtPath(Fail(Reason::kInfeasible, "no visit can be as pinned; {}",
                       kObstacleTexts[static_cast<size_t>(obstacle)]),
                  fmt::format("/decisions/{}", pin));
  }
  return absl::OkStatus();
}

}  // namespace vuoro::planning
