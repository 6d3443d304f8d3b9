// Offers: each entry's lists and "*" become one Offer per office and service.
//
// What is named must be possible, or it is a fault; what is only meant by "*" or by an agency is
// left out where it cannot be, with a warning where that is not plain from the service itself.
#include <algorithm>
#include <array>
#include <map>

#include "config/context.h"

namespace vuoro::config {
namespace {

// The equipment sets at one office's counters, booths and terminals; each set once.
struct Places {
  std::vector<EquipmentSet> counters;
  std::vector<EquipmentSet> booths;
  std::vector<EquipmentSet> terminals;
  bool connected = true;  // video can reach it
};

// One entry of `offers` while it is expanded.
struct Entry {
  const Node* node = nullptr;
  const Node* office_node = nullptr;
  const Node* service_node = nullptr;
  Selection offices;
  Selection services;
  Offer offer;          // everything but office and service
  std::string_view id;  // "" for the default key
};

std::vector<EquipmentSet> SetsOf(const Network& network, const std::vector<ResourceIndex>& list) {
  std::vector<EquipmentSet> sets;
  sets.reserve(list.size());
  for (const ResourceIndex index : list) sets.push_back(network.at(index).equipment);
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  return sets;
}

Places PlacesOf(const Network& network, const Office& office) {
  Places places{.counters = SetsOf(network, office.counters),
                .booths = SetsOf(network, office.booths),
                .terminals = SetsOf(network, office.terminals)};
  if (office.kind == OfficeKind::kMobile) {
    places.connected = std::any_of(office.stops.begin(), office.stops.end(),
                                   [](const Stop& stop) { return stop.connected; });
  }
  return places;
}

// Where in the office a mode is given; null for modes that need no place there.
const std::vector<EquipmentSet>* PlaceOf(const Places& places, Mode mode) {
  switch (mode) {
    case Mode::kOnSite:
      return &places.counters;
    case Mode::kVideoBooth:
      return &places.booths;
    case Mode::kSelfService:
      return &places.terminals;
    case Mode::kVideoHome:
    case Mode::kPhone:
      return nullptr;
  }
  return nullptr;
}

std::string_view PlaceWord(Mode mode) {
  return mode == Mode::kOnSite ? "counter" : mode == Mode::kVideoBooth ? "booth" : "terminal";
}

class Expander {
 public:
  explicit Expander(Context& context) : context_(context), network_(context.network) {
    for (const Office& office : network_.offices) places_.push_back(PlacesOf(network_, office));
    for (size_t i = 0; i < network_.agreements.size(); ++i) {
      const Agreement& agreement = network_.agreements[i];
      if (!agreement.agency) continue;
      for (const OfficeIndex office : agreement.offices) {
        agreements_[{agreement.agency.value, office.value}].emplace_back(i);
      }
      if (agreement.offices.empty()) agreements_[{agreement.agency.value, -1}].emplace_back(i);
    }
  }

  void Expand(Entry& entry);

 private:
  std::vector<size_t> PossibleOffices(const Entry& entry);
  std::vector<size_t> PossibleServices(const Entry& entry);
  bool Equipped(const Entry& entry, size_t office, size_t service);
  // False when no more offers can be taken.
  bool Add(const Entry& entry, size_t office, size_t service);
  std::vector<AgreementIndex> Covering(AgencyIndex agency, OfficeIndex office) const;
  std::string_view OfficeKey(size_t office) const { return network_.offices[office].key; }
  std::string_view ServiceKey(size_t service) const { return network_.services[service].key; }
  // The item that names `key` in a selection's value: the value itself or one of its list.
  static const Node& Naming(const Node& node, std::string_view key);

  Context& context_;
  Network& network_;
  std::vector<Places> places_;
  // (agency, office or -1) -> agreements in document order.
  std::map<std::pair<int32_t, int32_t>, std::vector<AgreementIndex>> agreements_;
  size_t repeated_ = 0;  // offers of the present entry that exist already
};

const Node& Expander::Naming(const Node& node, std::string_view key) {
  for (const Node& item : node.children) {
    if (item.type == Node::Type::kString && item.text == key) return item;
  }
  return node;
}

// The selected offices where the mode has a place. Named ones without it are faults.
std::vector<size_t> Expander::PossibleOffices(const Entry& entry) {
  const Mode mode = entry.offer.mode;
  std::vector<size_t> possible;
  std::vector<std::string_view> left_out;
  for (const size_t office : entry.offices.positions) {
    const std::vector<EquipmentSet>* place = PlaceOf(places_[office], mode);
    const bool offline = mode == Mode::kVideoBooth && !places_[office].connected;
    if ((place == nullptr || !place->empty()) && !offline) {
      possible.push_back(office);
    } else if (entry.offices.all) {
      left_out.push_back(OfficeKey(office));
    } else {
      context_.read.Report(
          FaultRule::kModeImpossible, Naming(*entry.office_node, OfficeKey(office)),
          offline ? fmt::format("office {} has no connection at any stop, so no {}",
                                Quoted(OfficeKey(office)), WordOf(mode))
                  : fmt::format("office {} has no {}, which {} needs", Quoted(OfficeKey(office)),
                                PlaceWord(mode), WordOf(mode)));
    }
  }
  if (!left_out.empty()) {
    context_.read.Report(FaultRule::kLeftOut, *entry.office_node,
                         fmt::format("{} of the offices cannot have {}: {}", left_out.size(),
                                     WordOf(mode), SomeOf(left_out)));
  }
  return possible;
}

// The selected services that the mode and the performer can give. Named ones else are faults.
std::vector<size_t> Expander::PossibleServices(const Entry& entry) {
  const Mode mode = entry.offer.mode;
  std::vector<size_t> possible;
  std::vector<std::string_view> left_out;
  for (const size_t position : entry.services.positions) {
    const Service& service = network_.services[position];
    const Node& node = Naming(*entry.service_node, service.key);
    if (service.duration_min[static_cast<size_t>(mode)] == 0) {
      if (entry.services.all) continue;
      std::string modes;
      for (size_t i = 0; i < kModeCount; ++i) {
        if (service.duration_min[i] > 0) modes += fmt::format(" {}", WordOf(static_cast<Mode>(i)));
      }
      if (modes.empty()) continue;  // its durations are faulty and named
      context_.read.Report(
          FaultRule::kModeImpossible, node,
          fmt::format("service {} has no {}, only{}", Quoted(service.key), WordOf(mode), modes),
          "Maybe give it a duration for that mode.");
    } else if (service.requires_authority_in_person &&
               entry.offer.performer != Performer::kOfficial) {
      if (entry.services.all) {
        left_out.push_back(service.key);
        continue;
      }
      context_.read.Report(FaultRule::kAuthorityRequired, node,
                           fmt::format("service {} requires the authority in person, so no {}",
                                       Quoted(service.key), WordOf(entry.offer.performer)),
                           "Maybe let an official give it.");
    } else {
      possible.push_back(position);
    }
  }
  if (!left_out.empty()) {
    context_.read.Report(FaultRule::kLeftOut, *entry.service_node,
                         fmt::format("{} of the services require the authority in person: {}",
                                     left_out.size(), SomeOf(left_out)));
  }
  return possible;
}

bool Expander::Equipped(const Entry& entry, size_t office, size_t service) {
  const EquipmentSet needed = network_.services[service].equipment;
  const std::vector<EquipmentSet>* sets = PlaceOf(places_[office], entry.offer.mode);
  if (needed == 0 || sets == nullptr) return true;
  return std::any_of(sets->begin(), sets->end(),
                     [&](EquipmentSet set) { return (set & needed) == needed; });
}

std::vector<AgreementIndex> Expander::Covering(AgencyIndex agency, OfficeIndex office) const {
  std::vector<AgreementIndex> covering;
  for (const int32_t at : {int32_t{-1}, office.value}) {
    const auto found = agreements_.find({agency.value, at});
    if (found == agreements_.end()) continue;
    covering.insert(covering.end(), found->second.begin(), found->second.end());
  }
  std::sort(covering.begin(), covering.end());
  return covering;
}

bool Expander::Add(const Entry& entry, size_t office, size_t service) {
  Offer offer = entry.offer;
  offer.office = OfficeIndex(office);
  offer.service = ServiceIndex(service);
  offer.key = fmt::format("{}/{}/{}", OfficeKey(office), ServiceKey(service), WordOf(offer.mode));
  if (!context_.offer_keys.emplace(offer.key, entry.node).second) {
    if (repeated_++ == 0) {
      context_.read.Report(FaultRule::kDuplicateOffer, *entry.node,
                           fmt::format("{} is offered a second time", Quoted(offer.key)),
                           "Maybe name the other offices or services one by one.");
    }
    return true;
  }
  if (!entry.id.empty()) offer.key = entry.id;
  const AgencyIndex agency = network_.services[service].agency;
  offer.agreements = Covering(agency, offer.office);
  offer.agreement_exempt = agency && !IsParty(network_.at(agency).kind);
  const size_t hours = offer.hours ? offer.hours->weekly.size() : 0;
  if (!context_.Spend(1 + offer.agreements.size() + hours, *entry.node)) return false;
  if (network_.offers.size() >= kMaxOffers) {
    context_.read.Report(FaultRule::kLimit, *entry.node,
                         fmt::format("more offers than the limit kMaxOffers, {}", kMaxOffers));
    return false;
  }
  network_.offers.push_back(std::move(offer));
  context_.offer_nodes.push_back(entry.node);
  return true;
}

void Expander::Expand(Entry& entry) {
  const size_t offers_before = network_.offers.size();
  const std::vector<size_t> offices = PossibleOffices(entry);
  const std::vector<size_t> services = PossibleServices(entry);
  repeated_ = 0;
  std::vector<std::string> unequipped;
  if (!context_.Spend(offices.size() * services.size(), *entry.node)) return;
  for (const size_t office : offices) {
    for (const size_t service : services) {
      if (Equipped(entry, office, service)) {
        if (!Add(entry, office, service)) return;
      } else if (entry.offices.all || entry.services.all) {
        unequipped.push_back(fmt::format("{}/{}", OfficeKey(office), ServiceKey(service)));
      } else {
        context_.read.Report(
            FaultRule::kEquipmentMissing, Naming(*entry.office_node, OfficeKey(office)),
            fmt::format("no {} of office {} has the equipment that service {} needs",
                        PlaceWord(entry.offer.mode), Quoted(OfficeKey(office)),
                        Quoted(ServiceKey(service))));
      }
    }
  }
  if (!unequipped.empty()) {
    const std::vector<std::string_view> keys(unequipped.begin(), unequipped.end());
    context_.read.Report(FaultRule::kLeftOut, *entry.node,
                         fmt::format("{} offers lack equipment at every {}: {}", keys.size(),
                                     PlaceWord(entry.offer.mode), SomeOf(keys)));
  }
  const size_t added = network_.offers.size() - offers_before;
  if (added == 0 && repeated_ == 0 && (entry.offices.all || entry.services.all)) {
    context_.read.Report(FaultRule::kLeftOut, *entry.node, "this stands for no offer at all");
  }
  if (!entry.id.empty() && added > 1) {
    context_.read.Report(FaultRule::kIdForMany, *entry.node->Find("id"),
                         fmt::format("one id for {} offers", added),
                         "Maybe leave the id out: each has the key OFFICE/SERVICE/MODE.");
  }
}

// `service`: an id, a list, "*", or {"agency": ID}.
void SelectServices(Context& context, const Node* node, Selection& services) {
  if (node == nullptr || node->type != Node::Type::kObject) {
    context.read.Select(node, context.services, services);
    return;
  }
  const Object object(context.read, node, "a choice of services", {"agency"});
  AgencyIndex agency;
  services.all = true;
  if (!context.read.Refer(object.Require("agency"), context.agencies, agency)) return;
  for (size_t i = 0; i < context.network.services.size(); ++i) {
    if (context.network.services[i].agency == agency) services.positions.push_back(i);
  }
}

// The offer's own hours. Without weekly rules of its own they are always, which the building's
// hours cut.
std::optional<OpeningHours> ReadOfferHours(Context& context, const Object& object) {
  if (!HasHours(object)) return std::nullopt;
  OpeningHours hours = ReadHours(context, object);
  if (object["hours"] == nullptr) {
    WeeklyHours always;
    always.weekdays = kAllWeekdays;
    always.hours = {0, kMinutesPerDay};
    hours.weekly.push_back(always);
  }
  return hours;
}

// False when the mode is not known, so that nothing can be said about where it is possible.
bool ReadManner(Context& context, const Object& object, Offer& offer) {
  Reader& read = context.read;
  const bool known = object["mode"] == nullptr || read.Word(object["mode"], offer.mode);
  read.Word(object["arrangement"], offer.arrangement);
  read.Word(object["performer"], offer.performer);
  if (offer.arrangement == Arrangement::kVisitHours) offer.staffing = Staffing::kPeople;
  if (read.Word(object["staffing"], offer.staffing) && offer.mode != Mode::kOnSite) {
    read.Report(
        FaultRule::kNoEffect, *object["staffing"],
        fmt::format("\"staffing\" is read for on_site only, and this is {}", WordOf(offer.mode)));
  }
  offer.hours = ReadOfferHours(context, object);
  offer.walk_in = offer.mode == Mode::kOnSite || offer.mode == Mode::kVideoBooth ||
                  offer.mode == Mode::kSelfService;
  read.Bool(object["bookable"], offer.bookable);
  read.Bool(object["walk_in"], offer.walk_in);
  if (!offer.bookable && !offer.walk_in) {
    read.Report(FaultRule::kNeverGiven, object.node(),
                "neither bookable nor for walk-ins: nobody could get it");
  }
  return known;
}

}  // namespace

void ReadOffers(Context& context, const Object& top) {
  Reader& read = context.read;
  const std::vector<Node>& items = read.List(top.Require("offers"));
  Expander expander(context);
  std::unordered_map<std::string_view, const Node*> ids;
  for (const Node& item : items) {
    const Object object(
        read, &item, "an offer",
        {"id", "office", "service", "mode", "arrangement", "performer", "staffing", "hours",
         "exceptions", "closed_on_public_holidays", "bookable", "walk_in"});
    if (!object.valid()) continue;
    Entry entry;
    entry.node = &item;
    if (read.Id(object["id"], entry.id) && !ids.emplace(entry.id, &item).second) {
      read.Report(FaultRule::kDuplicateId, *object["id"],
                  fmt::format("a second offer with the id {}", Quoted(entry.id)));
    }
    entry.office_node = object.Require("office");
    entry.service_node = object.Require("service");
    read.Select(entry.office_node, context.offices, entry.offices);
    SelectServices(context, entry.service_node, entry.services);
    const bool known = ReadManner(context, object, entry.offer);
    if (known && entry.office_node != nullptr && entry.service_node != nullptr) {
      expander.Expand(entry);
    }
  }
}

}  // namespace vuoro::config
