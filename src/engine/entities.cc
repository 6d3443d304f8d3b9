// One list per kind of thing, with ids, keys and names.
#include "engine/entities.h"

#include <algorithm>

namespace vuoro {
namespace {

class Lister {
 public:
  Lister(const Supply& supply, OfficeIndex office, std::string_view language)
      : network_(supply.network()),
        directory_(supply.directory()),
        office_(office),
        language_(language) {}

  std::vector<Entity> List(EntityKind kind) {
    switch (kind) {
      case EntityKind::kAgency:
        Agencies();
        break;
      case EntityKind::kService:
        Services();
        break;
      case EntityKind::kOffice:
        Offices();
        break;
      case EntityKind::kResource:
        Resources();
        break;
      case EntityKind::kOffer:
        Offers();
        break;
      case EntityKind::kQueue:
        Queues();
        break;
    }
    for (Entity& entity : entities_) entity.kind = kind;
    return std::move(entities_);
  }

 private:
  Entity& Add(int64_t id, const std::string& key, const Text& name) {
    Entity& entity = entities_.emplace_back();
    entity.id = id;
    entity.key = key;
    entity.name = name.In(language_);
    if (entity.name.empty()) entity.name = key;
    return entity;
  }
  bool OfferedHere(auto&& matches) const {
    return !office_.valid() ||
           std::any_of(network_.offers.begin(), network_.offers.end(), [&](const Offer& offer) {
             return offer.office == office_ && matches(offer);
           });
  }

  void Agencies() {
    for (size_t i = 0; i < network_.agencies.size(); ++i) {
      const AgencyIndex index(i);
      const Agency& agency = network_.agencies[i];
      if (!OfferedHere(
              [&](const Offer& offer) { return network_.at(offer.service).agency == index; }))
        continue;
      Add(directory_.IdOf(index).value, agency.key, agency.name).private_queue =
          agency.private_queues;
    }
  }
  void Services() {
    for (size_t i = 0; i < network_.services.size(); ++i) {
      const ServiceIndex index(i);
      const Service& service = network_.services[i];
      if (!OfferedHere([&](const Offer& offer) { return offer.service == index; })) continue;
      Entity& entity = Add(directory_.IdOf(index).value, service.key, service.name);
      entity.agency = directory_.IdOf(service.agency);
      entity.private_queue = service.private_queue;
    }
  }
  void Offices() {
    for (size_t i = 0; i < network_.offices.size(); ++i) {
      if (office_.valid() && office_ != OfficeIndex(i)) continue;
      Entity& entity = Add(directory_.IdOf(OfficeIndex(i)).value, network_.offices[i].key,
                           network_.offices[i].name);
      entity.office = OfficeId{entity.id};
    }
  }
  void Resources() {
    for (size_t i = 0; i < network_.resources.size(); ++i) {
      const Resource& resource = network_.resources[i];
      if (office_.valid() && resource.office != office_) continue;
      Entity& entity = Add(directory_.IdOf(ResourceIndex(i)).value, resource.key, resource.name);
      entity.office = directory_.IdOf(resource.office);
      entity.resource = resource.kind;
      if (resource.person.valid())
        entity.agency = directory_.IdOf(network_.at(resource.person).agency);
    }
  }
  void Offers() {
    for (size_t i = 0; i < network_.offers.size(); ++i) {
      const Offer& offer = network_.offers[i];
      if (office_.valid() && offer.office != office_) continue;
      Entity& entity =
          Add(directory_.IdOf(OfferIndex(i)).value, offer.key, network_.at(offer.service).name);
      entity.office = directory_.IdOf(offer.office);
      entity.service = directory_.IdOf(offer.service);
      entity.agency = directory_.IdOf(network_.at(offer.service).agency);
      entity.mode = offer.mode;
    }
  }
  void Queues() {
    for (size_t i = 0; i < network_.queues.size(); ++i) {
      const Queue& queue = network_.queues[i];
      if (office_.valid() &&
          std::find(queue.offices.begin(), queue.offices.end(), office_) == queue.offices.end()) {
        continue;
      }
      Entity& entity = Add(directory_.IdOf(QueueIndex(i)).value, queue.key, queue.name);
      entity.agency = directory_.IdOf(queue.agency);
      entity.private_queue = queue.private_queue;
    }
  }

  const Network& network_;
  const Directory& directory_;
  OfficeIndex office_;
  std::string_view language_;
  std::vector<Entity> entities_;
};

}  // namespace

std::vector<Entity> ListEntities(const Supply& supply, EntityKind kind, OfficeIndex office,
                                 std::string_view language) {
  return Lister(supply, office, language).List(kind);
}

}  // namespace vuoro
