// Sums people by bands and by areas, judges offices, and finds the nearest office of each service.
#include "vuoro/coverage/coverage.h"

#include <algorithm>
#include <array>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

constexpr std::array<std::string_view, 3> kStates = {"planned", "open", "closed"};
constexpr int32_t kMaxWithinMin = 10'000;
constexpr int kWorkingDays = 5;

BandCoverage MeasureBands(const CoverageRules& rules, int32_t within_min) {
  BandCoverage sum;
  sum.unassigned = rules.unassigned;
  for (const DriveBand& band : rules.bands) {
    sum.population += band.population;
    if (band.to_min <= within_min) sum.within += band.population;
    if (band.from_min < within_min) sum.within_at_most += band.population;
    sum.person_min_least += band.population * band.from_min;
    sum.person_min_most += band.population * band.to_min;
  }
  return sum;
}

// One measurement; the parts run in the order in which they stand.
class Measurement {
 public:
  Measurement(const Network& network, const CoverageQuestion& question)
      : network_(network), rules_(network.coverage), question_(question) {
    report_.date = question.date;
    report_.within_min = question.within_min > 0 ? question.within_min : rules_.within_min;
  }

  CoverageReport Run() {
    if (!rules_.bands.empty()) report_.bands = MeasureBands(rules_, report_.within_min);
    Frame();
    for (size_t i = 0; i < rules_.areas.size(); ++i) AddArea(AreaIndex(i));
    JudgeOffices();
    if (question_.given != nullptr) {
      ListGiven();
      for (size_t i = 0; i < network_.services.size(); ++i) report_.services.push_back(Access(i));
    }
    return std::move(report_);
  }

 private:
  // Who is open, and which limits count.
  void Frame() {
    for (const ExcludedRegion& region : rules_.excluded) {
      report_.totals.excluded += region.population;
    }
    AreaCoverage area;
    area.limit_min = report_.within_min;
    report_.areas.assign(rules_.areas.size(), area);
    for (const AreaOverride& change : rules_.area_overrides) {
      AreaCoverage& changed = report_.areas[change.area.position()];
      changed.limit_min = change.within_min;
      changed.overridden = true;
    }
    for (const Office& office : network_.offices) {
      OfficeCoverage& out = report_.offices.emplace_back();
      out.state = StateOn(office, question_.date);
      out.min_population = rules_.min_population;
      if (!rules_.areas.empty()) {
        out.population = 0;
      } else if (office.population > 0) {
        out.population = office.population;
      }
    }
    for (const OfficeOverride& change : rules_.office_overrides) {
      OfficeCoverage& changed = report_.offices[change.office.position()];
      changed.min_population = change.min_population;
      changed.overridden = true;
    }
  }

  bool Open(OfficeIndex office) const {
    return report_.offices[office.position()].state == OfficeState::kOpen;
  }

  // The nearest of those that `counts` takes; none when no drive to one is known.
  template <class Counts>
  AreaDrive Nearest(const Area& area, Counts&& counts) const {
    AreaDrive nearest;
    for (const AreaDrive& drive : area.drives) {
      if (!counts(drive.office)) continue;
      const bool nearer = !nearest.office || drive.minutes < nearest.minutes ||
                          (drive.minutes == nearest.minutes && drive.office < nearest.office);
      if (nearer) nearest = drive;
    }
    return nearest;
  }

  void AddArea(AreaIndex index) {
    const Area& area = network_.at(index);
    AreaCoverage& out = report_.areas[index.position()];
    AreaTotals& totals = report_.totals;
    totals.population += area.population;
    for (const AreaDrive& drive : area.drives) {
      if (drive.minutes > out.limit_min) continue;
      report_.offices[drive.office.position()].population += area.population;
    }
    const AreaDrive nearest = Nearest(area, [&](OfficeIndex office) { return Open(office); });
    if (!nearest.office) return;
    out.office = nearest.office;
    out.minutes = nearest.minutes;
    out.within = nearest.minutes <= out.limit_min;
    totals.reached += area.population;
    totals.person_min += area.population * nearest.minutes;
    if (out.within) totals.within += area.population;
    if (nearest.minutes <= report_.within_min) totals.within_by_rule += area.population;
    OfficeCoverage& office = report_.offices[nearest.office.position()];
    office.nearest_to += area.population;
    if (!out.within) office.beyond += area.population;
    if (nearest.minutes > office.farthest_min) {
      office.farthest = index;
      office.farthest_min = nearest.minutes;
    }
  }

  void JudgeOffices() {
    for (OfficeCoverage& office : report_.offices) {
      office.too_far = office.beyond > 0;
      office.too_few = office.state == OfficeState::kOpen && office.population >= 0 &&
                       office.population < office.min_population;
    }
  }

  // By service and office: what is given face to face, and whether anything is.
  struct Given {
    OfferWeek on_site;
    bool any = false;
  };

  void ListGiven() {
    offers_of_.resize(network_.services.size());
    for (size_t i = 0; i < network_.offers.size(); ++i) {
      const Offer& offer = network_.offers[i];
      const bool here = offer.mode == Mode::kOnSite || offer.mode == Mode::kVideoBooth ||
                        offer.mode == Mode::kSelfService;
      if (here && (*question_.given)[i].minutes > 0 && Open(offer.office)) {
        offers_of_[offer.service.position()].push_back(i);
      }
    }
  }

  ServiceAccess Access(size_t service) {
    ServiceAccess access;
    std::vector<Given> given(network_.offices.size());
    for (const size_t i : offers_of_[service]) {
      const Offer& offer = network_.offers[i];
      Given& here = given[offer.office.position()];
      here.any = true;
      if (offer.mode == Mode::kOnSite) here.on_site = (*question_.given)[i];
    }
    for (const Given& here : given) {
      access.offices += here.on_site.minutes > 0 ? 1 : 0;
      access.offices_any += here.any ? 1 : 0;
      access.office_min += here.on_site.minutes;
    }
    if (access.offices_any == 0) return access;
    const auto on_site = [&](OfficeIndex office) {
      return given[office.position()].on_site.minutes > 0;
    };
    const auto any = [&](OfficeIndex office) { return given[office.position()].any; };
    for (size_t i = 0; i < rules_.areas.size(); ++i) {
      const Area& area = rules_.areas[i];
      const int32_t limit_min = report_.areas[i].limit_min;
      const AreaDrive by_any = Nearest(area, any);
      if (by_any.office && by_any.minutes <= limit_min) access.within_any += area.population;
      const AreaDrive nearest = Nearest(area, on_site);
      if (!nearest.office) continue;
      if (nearest.minutes <= limit_min) access.within += area.population;
      access.reached += area.population;
      access.person_min += area.population * nearest.minutes;
      access.person_wait_days +=
          area.population * LongestWait(given[nearest.office.position()].on_site.days);
    }
    return access;
  }

  const Network& network_;
  const CoverageRules& rules_;
  const CoverageQuestion& question_;
  CoverageReport report_;
  std::vector<std::vector<size_t>> offers_of_;  // by service: those given in an open office
};

}  // namespace

template <>
std::span<const std::string_view> WordsOf<OfficeState>() {
  return kStates;
}

OfficeState StateOn(const Office& office, Date date) {
  if (office.closes_on && date >= *office.closes_on) return OfficeState::kClosed;
  if (office.opens_on && date < *office.opens_on) return OfficeState::kPlanned;
  return OfficeState::kOpen;
}

int64_t ShareOf(int64_t part, int64_t whole) {
  return whole <= 0 ? 0 : (part * 20'000 + whole) / (2 * whole);
}

int LongestWait(WeekdayMask days) {
  if ((days & kMondayToFriday) == 0) return kWorkingDays;
  int longest = 0;
  int run = 0;
  for (int day = 0; day < 2 * kWorkingDays; ++day) {  // twice round, for runs over the weekend
    run = (days & WeekdayBit(day % kWorkingDays)) != 0 ? 0 : run + 1;
    longest = std::max(longest, run);
  }
  return longest;
}

absl::StatusOr<CoverageReport> MeasureCoverage(const Network& network,
                                               const CoverageQuestion& question) {
  if (question.within_min < 0 || question.within_min > kMaxWithinMin) {
    return AtPath(Fail(Reason::kBadArgument, "a limit of {} minutes; 1 to {} are possible",
                       question.within_min, kMaxWithinMin),
                  "within_min");
  }
  if (question.given != nullptr && question.given->size() != network.offers.size()) {
    return Fail(Reason::kBadArgument, "a week of {} offers for a network of {}",
                question.given->size(), network.offers.size());
  }
  return Measurement(network, question).Run();
}

}  // namespace vuoro
