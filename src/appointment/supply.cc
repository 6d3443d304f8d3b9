// Compiles offers into pools and days into masks.
#include "vuoro/appointment/supply.h"

#include <algorithm>
#include <utility>

#include "appointment/supply_day_builder.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

constexpr bool Contains(uint64_t set, uint64_t needed) { return (set & needed) == needed; }

// The fixed things of `candidates` that have the service's equipment.
OfferPool ThingsPool(const Network& network, const std::vector<ResourceIndex>& candidates,
                     const Service& service) {
  OfferPool pool;
  pool.buffered = true;
  for (ResourceIndex index : candidates) {
    if (Contains(network.at(index).equipment, service.equipment))
      pool.resources.push_back(index.value);
  }
  std::sort(pool.resources.begin(), pool.resources.end());
  return pool;
}

template <class Accept>
OfferPool PeoplePool(const Network& network, Accept&& accept, int32_t site,
                     OfferPool::Speaks speaks) {
  OfferPool pool;
  pool.site = site;
  pool.speaks = speaks;
  for (const Person& person : network.people) {
    if (accept(person)) pool.resources.push_back(person.resource.value);
  }
  std::sort(pool.resources.begin(), pool.resources.end());
  return pool;
}

class OfferCompiler {
 public:
  OfferCompiler(const Network& network, Quantum quantum) : network_(network), quantum_(quantum) {}

  OfferPlan Compile(const Offer& offer) const {
    const Service& service = network_.at(offer.service);
    const Office& office = network_.at(offer.office);
    OfferPlan plan;
    plan.duration = quantum_.CountUp(service.duration_min[static_cast<size_t>(offer.mode)]);
    if (plan.duration == 0) return plan;
    plan.buffer_before = quantum_.CountUp(service.buffer_before_min);
    plan.buffer_after = quantum_.CountUp(service.buffer_after_min);
    switch (offer.mode) {
      case Mode::kOnSite:
        plan.pools.push_back(ThingsPool(network_, office.counters, service));
        if (offer.staffing == Staffing::kPeople) plan.pools.push_back(PerformersAt(offer, service));
        break;
      case Mode::kVideoBooth:
        plan.pools.push_back(ThingsPool(network_, office.booths, service));
        plan.pools.push_back(RemoteOfficials(service));
        if (service.assist_min > 0) plan.pools.push_back(Assistants(offer.office, service));
        break;
      case Mode::kVideoHome:
      case Mode::kPhone:
        plan.pools.push_back(RemoteOfficials(service));
        break;
      case Mode::kSelfService:
        plan.pools.push_back(ThingsPool(network_, office.terminals, service));
        break;
    }
    if (offer.mode != Mode::kSelfService && offer.mode != Mode::kOnSite) {
      plan.pools.push_back(Interpreters());
    }
    return plan;
  }

 private:
  // On site: the agency's officials who work or may be sent there, or the office's advisors.
  OfferPool PerformersAt(const Offer& offer, const Service& service) const {
    const auto able = [&](const Person& person) {
      if (!Contains(person.skills, service.skills)) return false;
      if (offer.performer != Performer::kOfficial) {
        return person.role == PersonRole::kAdvisor && person.base == offer.office;
      }
      return person.role == PersonRole::kOfficial && person.agency == service.agency &&
             (person.base == offer.office || std::find(person.visits.begin(), person.visits.end(),
                                                       offer.office) != person.visits.end());
    };
    return PeoplePool(network_, able, offer.office.value, OfferPool::Speaks::kCitizen);
  }

  OfferPool RemoteOfficials(const Service& service) const {
    const auto able = [&](const Person& person) {
      return person.role == PersonRole::kOfficial && person.agency == service.agency &&
             Contains(person.skills, service.skills);
    };
    return PeoplePool(network_, able, kRemoteSite, OfferPool::Speaks::kCitizen);
  }

  // A13: an advisor of the office helps for the first minutes at the booth.
  OfferPool Assistants(OfficeIndex office, const Service& service) const {
    const auto able = [&](const Person& person) {
      return person.role == PersonRole::kAdvisor && person.base == office;
    };
    OfferPool pool = PeoplePool(network_, able, office.value, OfferPool::Speaks::kAny);
    pool.length = quantum_.CountUp(service.assist_min);
    return pool;
  }

  OfferPool Interpreters() const {
    const auto able = [](const Person& person) { return person.role == PersonRole::kInterpreter; };
    return PeoplePool(network_, able, kRemoteSite, OfferPool::Speaks::kInterprets);
  }

  const Network& network_;
  Quantum quantum_;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const Supply>> Supply::Make(std::shared_ptr<const Network> network,
                                                           Directory directory,
                                                           std::vector<WeekPlan> plans,
                                                           Date first) {
  std::shared_ptr<Supply> supply(new Supply());
  supply->network_ = std::move(network);
  supply->directory_ = std::move(directory);
  supply->plans_ = std::move(plans);
  supply->first_ = first;
  VUORO_RETURN_IF_ERROR(supply->Compile());
  return std::shared_ptr<const Supply>(std::move(supply));
}

absl::Status Supply::Compile() {
  const auto quantum = Quantum::FromMinutes(network_->quantum_min);
  if (!quantum.has_value()) {
    return Fail(Reason::kBadDocument, "quantum_min {} does not divide the hour",
                network_->quantum_min);
  }
  quantum_ = *quantum;
  VUORO_ASSIGN_OR_RETURN(frame_, FindZone(network_->time_zone));
  for (size_t i = 0; i < network_->offices.size(); ++i) {
    const Office& office = network_->offices[i];
    VUORO_ASSIGN_OR_RETURN(Zone zone, FindZone(office.time_zone));
    zones_.push_back(std::move(zone));
    office_by_key_[office.key] = static_cast<int32_t>(i);
  }
  for (size_t i = 0; i < network_->people.size(); ++i) {
    person_by_key_[network_->people[i].key] = static_cast<int32_t>(i);
  }
  const OfferCompiler compiler(*network_, quantum_);
  for (size_t i = 0; i < network_->offers.size(); ++i) {
    const Offer& offer = network_->offers[i];
    offers_.push_back(compiler.Compile(offer));
    by_service_[{offer.office.value, offer.service.value}][static_cast<size_t>(offer.mode)] =
        OfferIndex(i);
  }
  days_ = std::vector<std::atomic<const SupplyDay*>>(kDays);
  return absl::OkStatus();
}

Supply::~Supply() {
  for (auto& day : days_) delete day.load();
}

std::array<OfferIndex, kModeCount> Supply::Offers(OfficeIndex office, ServiceIndex service) const {
  const auto found = by_service_.find({office.value, service.value});
  return found == by_service_.end() ? std::array<OfferIndex, kModeCount>{} : found->second;
}

LanguageIndex Supply::FindLanguage(std::string_view code) const {
  for (size_t i = 0; i < network_->languages.size(); ++i) {
    if (network_->languages[i].code == code) return LanguageIndex(i);
  }
  return {};
}

const SupplyDay& Supply::Day(Date date) const {
  auto& slot = days_[static_cast<size_t>(DaysBetween(first_, date))];
  if (const SupplyDay* day = slot.load(std::memory_order_acquire)) return *day;
  const std::lock_guard lock(making_);
  if (const SupplyDay* day = slot.load(std::memory_order_relaxed)) return *day;
  const SupplyDay* day = SupplyDayBuilder(*this, date).Build().release();
  slot.store(day, std::memory_order_release);
  return *day;
}

const uint64_t* SupplyDay::Presence(PersonIndex person, int32_t site) const {
  const auto begin = static_cast<size_t>(first_presence_[person.position()]);
  const auto end = static_cast<size_t>(first_presence_[person.position() + 1]);
  for (size_t i = begin; i < end; ++i) {
    if (presence_[i].site == site) return MaskAt(presence_[i].mask);
  }
  return nullptr;
}

BoundOffer::BoundOffer(const Supply& supply, OfferIndex offer, LanguageIndex language)
    : offer_(offer) {
  const Network& network = supply.network();
  const OfferPlan& plan = supply.plan(offer);
  const bool interpreted = language.valid() && network.languages[language.position()].interpreted;
  const LanguageSet wanted = language.valid() ? LanguageSet{1} << language.position() : 0;
  for (const OfferPool& pool : plan.pools) {
    if (pool.speaks == OfferPool::Speaks::kInterprets && !interpreted) continue;
    const LanguageSet needed = pool.speaks == OfferPool::Speaks::kAny                      ? 0
                               : pool.speaks == OfferPool::Speaks::kCitizen && interpreted ? 0
                                                                                           : wanted;
    Candidates& candidates = candidates_.emplace_back();
    candidates.site = pool.site;
    for (int32_t resource : pool.resources) {
      const PersonIndex person = network.resources[static_cast<size_t>(resource)].person;
      if (needed != 0 && !Contains(network.at(person).languages, needed)) continue;
      candidates.resources.push_back(resource);
      if (pool.site != kNoPresence) candidates.people.push_back(person);
    }
    if (candidates.resources.empty()) hopeless_ = true;
    candidates.presence.resize(candidates.people.size());
    Pool& bound = pools_.emplace_back();
    bound.length = pool.length == 0 ? plan.duration : std::min(pool.length, plan.duration);
    if (pool.buffered) {
      bound.buffer_before = plan.buffer_before;
      bound.buffer_after = plan.buffer_after;
    }
  }
  // An interpreted language is served by video or phone only: on site nobody interprets.
  if (interpreted && network.at(offer).mode == Mode::kOnSite) hopeless_ = true;
}

std::span<const Pool> BoundOffer::On(const SupplyDay& day) {
  for (size_t i = 0; i < candidates_.size(); ++i) {
    Candidates& candidates = candidates_[i];
    for (size_t j = 0; j < candidates.people.size(); ++j) {
      candidates.presence[j] = day.Presence(candidates.people[j], candidates.site);
    }
    pools_[i].resources = candidates.resources;
    pools_[i].presence = candidates.presence;
  }
  return pools_;
}

}  // namespace vuoro
