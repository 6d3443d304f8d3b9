// Warnings that need the whole network: what loads, but will hardly do what was meant.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "config/context.h"

namespace vuoro {

std::vector<RemoteGap> FindRemoteGaps(const Network& network) {
  // (agency, office) -> what is given; every pair under a signed agreement, then the offers.
  std::map<std::pair<int32_t, int32_t>, RemoteGap> gaps;
  for (const Agreement& agreement : network.agreements) {
    if (agreement.status != AgreementStatus::kSigned || !agreement.agency) continue;
    const auto agreed = [&](OfficeIndex office) {
      gaps.try_emplace({agreement.agency.value, office.value},
                       RemoteGap{agreement.agency, office, true, true});
    };
    for (const OfficeIndex office : agreement.offices) agreed(office);
    if (!agreement.offices.empty()) continue;
    for (size_t i = 0; i < network.offices.size(); ++i) agreed(OfficeIndex(i));
  }
  for (const Offer& offer : network.offers) {
    const auto gap = gaps.find({network.at(offer.service).agency.value, offer.office.value});
    if (gap == gaps.end()) continue;
    if (offer.mode == Mode::kVideoBooth || offer.mode == Mode::kVideoHome) {
      gap->second.no_video = false;
    }
    if (offer.mode == Mode::kSelfService) gap->second.no_self_service = false;
  }
  std::vector<RemoteGap> found;
  for (const auto& [key, gap] : gaps) {
    if (gap.no_video || gap.no_self_service) found.push_back(gap);
  }
  return found;
}

}  // namespace vuoro

namespace vuoro::config {
namespace {

// The minutes of a typical week, Monday 00:00 = 0, that weekly rules open, whatever their validity;
// sorted and joined, so that none touch.
std::vector<MinuteRange> MinutesOfWeek(const std::vector<WeeklyHours>& weekly) {
  constexpr int kWeek = 7 * kMinutesPerDay;
  std::vector<MinuteRange> ranges;
  for (const WeeklyHours& rule : weekly) {
    for (int day = 0; day < 7; ++day) {
      if ((rule.weekdays & WeekdayBit(day)) == 0 || rule.hours.empty()) continue;
      const MinuteRange range = {day * kMinutesPerDay + rule.hours.from_min,
                                 day * kMinutesPerDay + rule.hours.to_min};
      ranges.push_back({range.from_min, std::min(range.to_min, kWeek)});
      if (range.to_min > kWeek) ranges.push_back({0, range.to_min - kWeek});
    }
  }
  std::sort(ranges.begin(), ranges.end());
  std::vector<MinuteRange> joined;
  for (const MinuteRange range : ranges) {
    if (!joined.empty() && range.from_min <= joined.back().to_min) {
      joined.back().to_min = std::max(joined.back().to_min, range.to_min);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

// True if every minute of `inner` is in `outer`; both joined.
bool Holds(const std::vector<MinuteRange>& outer, const std::vector<MinuteRange>& inner) {
  return std::all_of(inner.begin(), inner.end(), [&](MinuteRange range) {
    return std::any_of(outer.begin(), outer.end(), [&](MinuteRange around) {
      return around.from_min <= range.from_min && range.to_min <= around.to_min;
    });
  });
}

void CheckOpening(Context& context) {
  const Network& network = context.network;
  for (size_t i = 0; i < network.offices.size(); ++i) {
    const Office& office = network.offices[i];
    if (office.kind == OfficeKind::kMobile || !office.hours.weekly.empty() ||
        !office.hours.exceptions.empty()) {
      continue;
    }
    context.read.Report(FaultRule::kNeverOpen, *context.office_nodes[i],
                        fmt::format("office {} has no hours: it is never open", Quoted(office.key)),
                        "Maybe add \"hours\".");
  }
}

// C8: a vehicle is at one place at a time. Rules with a validity or a rhythm may take turns.
void CheckStops(Context& context) {
  const Network& network = context.network;
  for (size_t i = 0; i < network.offices.size(); ++i) {
    std::vector<std::pair<MinuteRange, size_t>> times;
    for (size_t stop = 0; stop < network.offices[i].stops.size(); ++stop) {
      std::vector<WeeklyHours> plain;
      for (const WeeklyHours& rule : network.offices[i].stops[stop].hours.weekly) {
        const bool always = rule.every_weeks == 1 && rule.nth_of_month == 0;
        if (always && rule.valid == DateRange{}) plain.push_back(rule);
      }
      for (const MinuteRange range : MinutesOfWeek(plain)) times.emplace_back(range, stop);
    }
    std::sort(times.begin(), times.end());
    for (size_t k = 1; k < times.size(); ++k) {
      const auto& [before, a] = times[k - 1];
      const auto& [after, b] = times[k];
      if (a == b || before.to_min <= after.from_min) continue;
      context.read.Report(FaultRule::kStopsOverlap, *context.office_nodes[i]->Find("stops"),
                          fmt::format("the stops {} and {} of office {} overlap in time", a + 1,
                                      b + 1, Quoted(network.offices[i].key)));
      break;
    }
  }
}

void CheckOfferHours(Context& context) {
  const Network& network = context.network;
  std::vector<std::vector<MinuteRange>> building;
  for (const Office& office : network.offices) {
    std::vector<WeeklyHours> weekly = office.hours.weekly;
    for (const Stop& stop : office.stops) {
      weekly.insert(weekly.end(), stop.hours.weekly.begin(), stop.hours.weekly.end());
    }
    building.push_back(MinutesOfWeek(weekly));
  }
  std::map<const Node*, std::vector<std::string_view>> outside;  // offices by entry
  const Node* entry = nullptr;
  std::vector<MinuteRange> own;
  for (size_t i = 0; i < network.offers.size(); ++i) {
    const Offer& offer = network.offers[i];
    const Node* node = context.offer_nodes[i];
    if (!offer.hours || node->Find("hours") == nullptr) continue;
    if (node != entry) own = MinutesOfWeek(offer.hours->weekly);
    entry = node;
    std::vector<std::string_view>& offices = outside[node];
    const std::string_view key = network.at(offer.office).key;
    if (!offices.empty() && offices.back() == key) continue;
    if (!Holds(building[offer.office.position()], own)) offices.push_back(key);
  }
  for (const auto& [node, offices] : outside) {
    if (offices.empty()) continue;
    context.read.Report(
        FaultRule::kOutsideBuilding, *node->Find("hours"),
        fmt::format("these hours are partly outside the building's in office {}", SomeOf(offices)),
        "Only what both have counts.");
  }
}

// Whether somebody can give an offer, by what matters about it.
class Staff {
 public:
  explicit Staff(const Network& network) : network_(network) {}

  // A person who may take a video or phone service from where he is.
  bool Remote(const Service& service, Performer performer) const {
    return Any(service, performer,
               [](const Person& person) { return !person.remote_hours.weekly.empty(); });
  }
  // A person who can be in the office: based or sent there.
  bool Present(const Service& service, Performer performer, OfficeIndex office) const {
    return Any(service, performer, [&](const Person& person) {
      return person.base == office ||
             std::find(person.visits.begin(), person.visits.end(), office) != person.visits.end();
    });
  }
  bool Advisor(OfficeIndex office) const {
    return std::any_of(network_.people.begin(), network_.people.end(), [&](const Person& person) {
      return person.role == PersonRole::kAdvisor && person.base == office;
    });
  }

 private:
  template <class Test>
  bool Any(const Service& service, Performer performer, Test&& test) const {
    return std::any_of(network_.people.begin(), network_.people.end(), [&](const Person& person) {
      const bool role = performer == Performer::kOfficial ? person.role == PersonRole::kOfficial &&
                                                                person.agency == service.agency
                                                          : person.role == PersonRole::kAdvisor;
      return role && (service.skills & ~person.skills) == 0 && test(person);
    });
  }

  const Network& network_;
};

// Who is missing for `offer`: "" or a text for people.
std::string Missing(const Network& network, const Staff& staff, const Offer& offer) {
  const Service& service = network.at(offer.service);
  const std::string_view who =
      offer.performer == Performer::kOfficial ? "official of its agency" : "advisor";
  const std::string_view skilled = service.skills == 0 ? "" : " with its skills";
  const bool remote = offer.mode == Mode::kVideoBooth || offer.mode == Mode::kVideoHome ||
                      offer.mode == Mode::kPhone;
  if (remote && !staff.Remote(service, offer.performer)) {
    return fmt::format("no {}{} has hours for video and phone", who, skilled);
  }
  if (offer.mode == Mode::kOnSite && offer.staffing == Staffing::kPeople &&
      !staff.Present(service, offer.performer, offer.office)) {
    return fmt::format("no {}{} is based in or sent to office {}", who, skilled,
                       Quoted(network.at(offer.office).key));
  }
  if (offer.mode == Mode::kVideoBooth && service.assist_min > 0 && !staff.Advisor(offer.office)) {
    return fmt::format("office {} has no advisor who could assist",
                       Quoted(network.at(offer.office).key));
  }
  return "";
}

void CheckStaff(Context& context) {
  const Network& network = context.network;
  const Staff staff(network);
  // Many offers ask the same question; each answer is found once.
  using Question = std::tuple<int32_t, SkillSet, Mode, Performer, Staffing, bool, int32_t>;
  std::map<Question, std::string> answers;
  std::set<std::pair<const Node*, std::string>> told;
  for (size_t i = 0; i < network.offers.size(); ++i) {
    const Offer& offer = network.offers[i];
    const Service& service = network.at(offer.service);
    const Question question(service.agency.value, service.skills, offer.mode, offer.performer,
                            offer.staffing, service.assist_min > 0, offer.office.value);
    const auto [answer, added] = answers.try_emplace(question);
    if (added) answer->second = Missing(network, staff, offer);
    if (answer->second.empty()) continue;
    if (!told.emplace(context.offer_nodes[i], answer->second).second) continue;
    context.read.Report(FaultRule::kNobodyServes, *context.offer_nodes[i],
                        fmt::format("offer {}: {}", Quoted(offer.key), answer->second));
  }
}

void CheckInterpreters(Context& context, const Node& root) {
  const Network& network = context.network;
  LanguageSet interpreted = 0;
  for (const Person& person : network.people) {
    if (person.role == PersonRole::kInterpreter) interpreted |= person.languages;
  }
  const std::vector<Node>& lines = context.read.List(root.Find("demand"));
  for (size_t i = 0; i < network.demand.size(); ++i) {
    const size_t language = network.demand[i].language.position();
    if (language >= network.languages.size() || !network.languages[language].interpreted) continue;
    if ((interpreted >> language & 1) != 0) continue;
    context.read.Report(
        FaultRule::kNobodyServes, lines[i],
        fmt::format("there is no interpreter of {}", Quoted(network.languages[language].code)));
  }
}

// A10, told once for an agency.
void CheckRemote(Context& context) {
  const Network& network = context.network;
  std::map<AgencyIndex, std::array<std::vector<std::string_view>, 2>> missing;
  for (const RemoteGap& gap : FindRemoteGaps(network)) {
    if (gap.no_video) missing[gap.agency][0].push_back(network.at(gap.office).key);
    if (gap.no_self_service) missing[gap.agency][1].push_back(network.at(gap.office).key);
  }
  for (const auto& [agency, offices] : missing) {
    constexpr std::string_view kWhat[] = {"video", "self_service"};
    for (size_t i = 0; i < offices.size(); ++i) {
      if (offices[i].empty()) continue;
      context.read.Report(
          FaultRule::kRemoteGap, *context.agency_nodes[agency.position()],
          fmt::format("agency {} has an agreement but no {} in {} of its offices: {}",
                      Quoted(network.at(agency).key), kWhat[i], offices[i].size(),
                      SomeOf(offices[i])));
    }
  }
}

}  // namespace

void FindDoubts(Context& context, const Node& root) {
  CheckOpening(context);
  CheckStops(context);
  CheckOfferHours(context);
  CheckStaff(context);
  CheckInterpreters(context, root);
  CheckRemote(context);
}

}  // namespace vuoro::config
