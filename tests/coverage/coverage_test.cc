// Coverage against the study's own figures, against a slow oracle on random networks, and compared.
#include "vuoro/coverage/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "vuoro/base/random.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

using ::testing::ElementsAre;

constexpr Date kToday = Date::FromYmd(20260302);

CoverageReport Measured(const Network& network, const CoverageQuestion& question) {
  absl::StatusOr<CoverageReport> report = MeasureCoverage(network, question);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? *std::move(report) : CoverageReport();
}

CoverageQuestion Within(int32_t minutes) {
  CoverageQuestion question;
  question.within_min = minutes;
  question.date = kToday;
  return question;
}

// The columns from_min, to_min and population of the study's table.
std::vector<DriveBand> StudyTable() {
  std::ifstream file(VUORO_SOURCE_DIR "/examples/networks/data/drive_times.csv");
  std::string line;
  std::getline(file, line);
  std::vector<DriveBand> bands;
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::string band, from, to, people;
    std::getline(row, band, ',');
    std::getline(row, from, ',');
    std::getline(row, to, ',');
    std::getline(row, people, ',');
    bands.push_back({std::stoi(from), std::stoi(to), std::stoll(people)});
  }
  return bands;
}

// C2, C3: 97.75 % of those assigned and 97.35 % of all live within the hour.
TEST(CoverageTest, ReproducesTheStudysShares) {
  Network network;
  network.coverage.bands = StudyTable();
  network.coverage.unassigned = 22'087;
  ASSERT_EQ(network.coverage.bands.size(), 18u);
  const BandCoverage bands = *Measured(network, Within(60)).bands;
  EXPECT_EQ(bands.population, 5'396'171);
  EXPECT_EQ(bands.within, 5'274'788);
  EXPECT_EQ(bands.within_at_most, bands.within);
  EXPECT_EQ(ShareOf(bands.within, bands.population), 97'75);
  EXPECT_EQ(ShareOf(bands.within, bands.population + bands.unassigned), 97'35);
  // The stated cumulative shares of the other limits, to two decimals.
  const std::pair<int, int64_t> stated[] = {{10, 25'77},  {20, 66'95},  {30, 82'27}, {40, 91'58},
                                            {50, 95'46},  {70, 98'92},  {80, 99'59}, {90, 99'78},
                                            {100, 99'90}, {180, 100'00}};
  for (const auto& [minutes, share] : stated) {
    const BandCoverage at = *Measured(network, Within(minutes)).bands;
    EXPECT_EQ(ShareOf(at.within, at.population), share) << minutes;
  }
}

// The study's mean of 20.59 minutes lies between what the bands allow.
TEST(CoverageTest, BoundsTheMeanDrive) {
  Network network;
  network.coverage.bands = StudyTable();
  const BandCoverage bands = *Measured(network, Within(60)).bands;
  EXPECT_LT(bands.person_min_least * 100, 2'059 * bands.population);
  EXPECT_GT(bands.person_min_most * 100, 2'059 * bands.population);
  EXPECT_EQ(bands.person_min_most - bands.person_min_least, 10 * bands.population);
}

TEST(CoverageTest, ALimitInsideABandGivesTwoSums) {
  Network network;
  network.coverage.bands = {{0, 10, 100}, {10, 20, 30}, {25, 30, 7}};
  const auto sums = [&](int minutes) {
    const BandCoverage bands = *Measured(network, Within(minutes)).bands;
    return std::pair(bands.within, bands.within_at_most);
  };
  EXPECT_EQ(sums(1), std::pair(int64_t{0}, int64_t{100}));
  EXPECT_EQ(sums(10), std::pair(int64_t{100}, int64_t{100}));
  EXPECT_EQ(sums(11), std::pair(int64_t{100}, int64_t{130}));
  EXPECT_EQ(sums(20), std::pair(int64_t{130}, int64_t{130}));
  EXPECT_EQ(sums(26), std::pair(int64_t{130}, int64_t{137}));
  EXPECT_EQ(sums(10'000), std::pair(int64_t{137}, int64_t{137}));
  network.coverage.bands.clear();
  EXPECT_FALSE(Measured(network, Within(60)).bands.has_value());
}

TEST(CoverageTest, SharesRoundHalvesUp) {
  EXPECT_EQ(ShareOf(0, 0), 0);
  EXPECT_EQ(ShareOf(0, 7), 0);
  EXPECT_EQ(ShareOf(7, 7), 100'00);
  EXPECT_EQ(ShareOf(1, 3), 33'33);
  EXPECT_EQ(ShareOf(2, 3), 66'67);
  EXPECT_EQ(ShareOf(1, 20'000), 1);  // exactly half a hundredth
  EXPECT_EQ(ShareOf(1, 20'001), 0);
  EXPECT_EQ(ShareOf(100'000'000'000'000, 100'000'000'000'000), 100'00);
}

TEST(CoverageTest, OfficesHaveAStateOnEveryDate) {
  Office office;
  EXPECT_EQ(StateOn(office, kToday), OfficeState::kOpen);
  office.opens_on = kToday;
  EXPECT_EQ(StateOn(office, kToday.AddDays(-1)), OfficeState::kPlanned);
  EXPECT_EQ(StateOn(office, kToday), OfficeState::kOpen);
  office.closes_on = kToday.AddDays(7);
  EXPECT_EQ(StateOn(office, kToday.AddDays(6)), OfficeState::kOpen);
  EXPECT_EQ(StateOn(office, kToday.AddDays(7)), OfficeState::kClosed);
  EXPECT_EQ(WordOf(OfficeState::kPlanned), "planned");
}

// Counted day by day, once for each first day.
int SlowWait(WeekdayMask days) {
  int longest = 0;
  for (int first = 0; first < 5; ++first) {
    int run = 0;
    while (run < 5 && (days >> (first + run) % 5 & 1) == 0) ++run;
    longest = std::max(longest, run);
  }
  return longest;
}

TEST(CoverageTest, WaitsAreTheLongestRunRoundTheWeek) {
  for (int days = 0; days < 128; ++days) {
    EXPECT_EQ(LongestWait(static_cast<WeekdayMask>(days)), SlowWait(static_cast<WeekdayMask>(days)))
        << days;
  }
}

TEST(CoverageTest, WithoutAreasThoseAssignedAreTheBase) {
  Network network;
  network.offices.resize(2);
  network.offices[0].population = 900;
  network.coverage.min_population = 1'000;
  const CoverageReport report = Measured(network, Within(60));
  EXPECT_TRUE(report.offices[0].too_few);
  EXPECT_FALSE(report.offices[0].too_far);
  EXPECT_EQ(report.offices[1].population, -1);
  EXPECT_FALSE(report.offices[1].fails());  // nothing is known of it
}

TEST(CoverageTest, RefusesWhatItCannotMeasure) {
  Network network;
  network.offers.resize(2);
  CoverageQuestion question = Within(10'001);
  EXPECT_EQ(ReasonOf(MeasureCoverage(network, question).status()), "bad_argument");
  question.within_min = -1;
  EXPECT_EQ(ReasonOf(MeasureCoverage(network, question).status()), "bad_argument");
  question.within_min = 0;
  const std::vector<OfferWeek> one(1);
  question.given = &one;
  EXPECT_EQ(ReasonOf(MeasureCoverage(network, question).status()), "bad_argument");
}

// --- Random networks -----------------------------------------------------------------------------

struct World {
  Network network;
  std::vector<OfferWeek> given;
};

World RandomWorld(Random& random) {
  World world;
  Network& network = world.network;
  const auto below = [&](uint32_t n) { return static_cast<int32_t>(random.Below(n)); };
  network.offices.resize(1 + static_cast<size_t>(below(5)));
  for (size_t i = 0; i < network.offices.size(); ++i) {
    Office& office = network.offices[i];
    office.key = "o" + std::to_string(i);
    if (below(5) == 0) office.opens_on = kToday.AddDays(below(3) - 1);
    if (below(5) == 0) office.closes_on = kToday.AddDays(below(3) - 1);
  }
  network.services.resize(1 + static_cast<size_t>(below(3)));
  for (int i = below(12); i > 0; --i) {
    Offer& offer = network.offers.emplace_back();
    offer.office = OfficeIndex(static_cast<size_t>(below(network.offices.size())));
    offer.service = ServiceIndex(static_cast<size_t>(below(network.services.size())));
    offer.mode = static_cast<Mode>(below(kModeCount));
    const auto twin = [&](const Offer& other) {
      return other.office == offer.office && other.service == offer.service &&
             other.mode == offer.mode;
    };
    const bool second = std::count_if(network.offers.begin(), network.offers.end(), twin) > 1;
    if (second) {
      network.offers.pop_back();
      continue;
    }
    OfferWeek week;
    if (below(3) > 0) week = {60 * (1 + below(9)), static_cast<WeekdayMask>(1 + below(127))};
    world.given.push_back(week);
  }
  CoverageRules& rules = network.coverage;
  rules.within_min = 30;
  rules.min_population = below(3) * 100;
  for (int i = below(8); i > 0; --i) {
    Area area;
    area.key = "a" + std::to_string(i);
    area.population = below(200);
    for (size_t o = 0; o < network.offices.size(); ++o) {
      if (below(3) > 0) area.drives.push_back({OfficeIndex(o), 5 * below(12)});
    }
    rules.areas.push_back(area);
    if (below(4) == 0) {
      rules.area_overrides.push_back({AreaIndex(rules.areas.size() - 1), 10 * (1 + below(6)), ""});
    }
  }
  for (size_t o = 0; o < network.offices.size(); ++o) {
    if (below(4) == 0) rules.office_overrides.push_back({OfficeIndex(o), below(300), ""});
  }
  return world;
}

// The definitions of coverage.h, each as it is written there and nothing shared between them.
class Oracle {
 public:
  explicit Oracle(const World& world) : world_(world), network_(world.network) {}

  bool Open(size_t office) const {
    const Office& o = network_.offices[office];
    return (!o.opens_on || *o.opens_on <= kToday) && (!o.closes_on || kToday < *o.closes_on);
  }
  int Limit(size_t area) const {
    for (const AreaOverride& change : network_.coverage.area_overrides) {
      if (change.area.position() == area) return change.within_min;
    }
    return network_.coverage.within_min;
  }
  int64_t People(size_t area) const { return network_.coverage.areas[area].population; }
  // Minutes to the nearest of `offices`, -1 for none; and which it is, the first of equals.
  std::pair<int, int> Nearest(size_t area, const std::set<size_t>& offices) const {
    std::set<std::pair<int, int>> found;
    for (const AreaDrive& drive : network_.coverage.areas[area].drives) {
      if (offices.contains(drive.office.position()))
        found.emplace(drive.minutes, drive.office.value);
    }
    return found.empty() ? std::pair(-1, -1) : *found.begin();
  }
  std::set<size_t> OpenOffices() const {
    std::set<size_t> offices;
    for (size_t o = 0; o < network_.offices.size(); ++o) {
      if (Open(o)) offices.insert(o);
    }
    return offices;
  }
  // Open offices that give `service`, face to face or in any way that needs a visit there.
  std::set<size_t> Giving(size_t service, bool any) const {
    std::set<size_t> offices;
    for (size_t i = 0; i < network_.offers.size(); ++i) {
      const Offer& offer = network_.offers[i];
      const bool here =
          offer.mode == Mode::kOnSite ||
          (any && (offer.mode == Mode::kVideoBooth || offer.mode == Mode::kSelfService));
      if (offer.service.position() == service && here && world_.given[i].minutes > 0 &&
          Open(offer.office.position())) {
        offices.insert(offer.office.position());
      }
    }
    return offices;
  }
  WeekdayMask Days(size_t service, int office) const {
    for (size_t i = 0; i < network_.offers.size(); ++i) {
      const Offer& offer = network_.offers[i];
      if (offer.service.position() == service && offer.office.value == office &&
          offer.mode == Mode::kOnSite) {
        return world_.given[i].days;
      }
    }
    return 0;
  }
  size_t areas() const { return network_.coverage.areas.size(); }

 private:
  const World& world_;
  const Network& network_;
};

void CheckAreas(const Oracle& oracle, const CoverageReport& report) {
  AreaTotals totals;
  for (size_t a = 0; a < oracle.areas(); ++a) {
    const auto [minutes, office] = oracle.Nearest(a, oracle.OpenOffices());
    EXPECT_EQ(report.areas[a].minutes, minutes);
    EXPECT_EQ(report.areas[a].office.value, office);
    EXPECT_EQ(report.areas[a].limit_min, oracle.Limit(a));
    const bool within = minutes >= 0 && minutes <= oracle.Limit(a);
    EXPECT_EQ(report.areas[a].within, within);
    totals.population += oracle.People(a);
    if (within) totals.within += oracle.People(a);
    if (minutes < 0) continue;
    totals.reached += oracle.People(a);
    totals.person_min += oracle.People(a) * minutes;
    if (minutes <= report.within_min) totals.within_by_rule += oracle.People(a);
  }
  EXPECT_EQ(report.totals, totals);
}

void CheckOffices(const World& world, const Oracle& oracle, const CoverageReport& report) {
  for (size_t o = 0; o < world.network.offices.size(); ++o) {
    const OfficeCoverage& office = report.offices[o];
    int64_t nearest_to = 0, beyond = 0, population = 0;
    int farthest = -1;
    for (size_t a = 0; a < oracle.areas(); ++a) {
      const int here = oracle.Nearest(a, {o}).first;
      if (here >= 0 && here <= oracle.Limit(a)) population += oracle.People(a);
      if (oracle.Nearest(a, oracle.OpenOffices()).second != static_cast<int>(o)) continue;
      nearest_to += oracle.People(a);
      farthest = std::max(farthest, here);
      if (here > oracle.Limit(a)) beyond += oracle.People(a);
    }
    EXPECT_EQ(office.nearest_to, nearest_to);
    EXPECT_EQ(office.beyond, beyond);
    EXPECT_EQ(office.farthest_min, farthest);
    EXPECT_EQ(office.farthest.valid(), farthest >= 0);
    int64_t wanted = world.network.coverage.min_population;
    for (const OfficeOverride& change : world.network.coverage.office_overrides) {
      if (change.office.position() == o) wanted = change.min_population;
    }
    EXPECT_EQ(office.min_population, wanted);
    if (oracle.areas() == 0) continue;
    EXPECT_EQ(office.population, population);
    EXPECT_EQ(office.too_few, oracle.Open(o) && population < wanted);
    EXPECT_EQ(office.too_far, beyond > 0);
  }
}

void CheckServices(const World& world, const Oracle& oracle, const CoverageReport& report) {
  ASSERT_EQ(report.services.size(), world.network.services.size());
  for (size_t s = 0; s < report.services.size(); ++s) {
    const std::set<size_t> on_site = oracle.Giving(s, false);
    const std::set<size_t> any = oracle.Giving(s, true);
    ServiceAccess wanted;
    wanted.offices = static_cast<int32_t>(on_site.size());
    wanted.offices_any = static_cast<int32_t>(any.size());
    for (size_t a = 0; a < oracle.areas(); ++a) {
      const int by_any = oracle.Nearest(a, any).first;
      if (by_any >= 0 && by_any <= oracle.Limit(a)) wanted.within_any += oracle.People(a);
      const auto [minutes, office] = oracle.Nearest(a, on_site);
      if (minutes < 0) continue;
      if (minutes <= oracle.Limit(a)) wanted.within += oracle.People(a);
      wanted.reached += oracle.People(a);
      wanted.person_min += oracle.People(a) * minutes;
      wanted.person_wait_days += oracle.People(a) * SlowWait(oracle.Days(s, office));
    }
    for (size_t i = 0; i < world.network.offers.size(); ++i) {
      const Offer& offer = world.network.offers[i];
      if (offer.service.position() == s && offer.mode == Mode::kOnSite &&
          oracle.Open(offer.office.position())) {
        wanted.office_min += world.given[i].minutes;
      }
    }
    EXPECT_EQ(report.services[s], wanted);
  }
}

TEST(CoverageTest, AgreesWithTheDefinitionsOnRandomNetworks) {
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const World world = RandomWorld(random);
    CoverageQuestion question = Within(seed % 2 == 0 ? 0 : 30);
    question.given = &world.given;
    const CoverageReport report = Measured(world.network, question);
    const Oracle oracle(world);
    CheckAreas(oracle, report);
    CheckOffices(world, oracle, report);
    CheckServices(world, oracle, report);
    if (HasFailure()) return;
  }
}

// --- Comparison ----------------------------------------------------------------------------------

Network TwoVillages() {
  Network network;
  network.offices.resize(2);
  network.offices[0].key = "west";
  network.offices[1].key = "east";
  network.coverage.areas.resize(2);
  Area& left = network.coverage.areas[0];
  left = {"left", {}, 100, 0, 0, {{OfficeIndex(0), 10}, {OfficeIndex(1), 70}}};
  Area& right = network.coverage.areas[1];
  right = {"right", {}, 40, 0, 0, {{OfficeIndex(0), 50}, {OfficeIndex(1), 20}}};
  return network;
}

TEST(CompareCoverageTest, AClosingOfficeTakesPeopleAlong) {
  const Network before = TwoVillages();
  Network after = TwoVillages();
  after.offices[0].closes_on = kToday;
  const CoverageReport old = Measured(before, Within(60));
  const CoverageReport now = Measured(after, Within(60));
  const CoverageComparison found = CompareCoverage(before, old, after, now);
  EXPECT_EQ(found.lost, 100);
  EXPECT_EQ(found.gained, 0);
  EXPECT_EQ(found.farther, 100);
  EXPECT_EQ(found.nearer, 0);
  EXPECT_THAT(found.closed, ElementsAre("west"));
  EXPECT_TRUE(found.opened.empty());
  EXPECT_THAT(found.areas,
              ElementsAre(AreaChange{AreaIndex(0), AreaIndex(0), 10, 70, true, false, 100},
                          AreaChange{AreaIndex(1), AreaIndex(1), 20, 20, true, true, 40}));
  const CoverageComparison back = CompareCoverage(after, now, before, old);
  EXPECT_EQ(back.gained, 100);
  EXPECT_EQ(back.nearer, 100);
  EXPECT_THAT(back.opened, ElementsAre("west"));
}

TEST(CompareCoverageTest, AreasThatComeAndGoAreListed) {
  Network before = TwoVillages();
  Network after = TwoVillages();
  before.coverage.areas[1].key = "gone";
  after.coverage.areas[1].key = "new";
  const CoverageReport old = Measured(before, Within(60));
  const CoverageReport now = Measured(after, Within(60));
  const CoverageComparison found = CompareCoverage(before, old, after, now);
  EXPECT_THAT(found.areas,
              ElementsAre(AreaChange{AreaIndex(0), AreaIndex(0), 10, 10, true, true, 100},
                          AreaChange{AreaIndex(), AreaIndex(1), -1, 20, false, true, 40},
                          AreaChange{AreaIndex(1), AreaIndex(), 20, -1, true, false, 40}));
  EXPECT_EQ(found.gained, 40);
  EXPECT_EQ(found.lost, 40);
  EXPECT_EQ(found.nearer + found.farther, 0);
}

}  // namespace
}  // namespace vuoro
