// Fuzz target: any bytes as a network document. Refused with at least one placed error, or a
// network whose every index is in range; the same bytes give the same answer.
#include <cstdint>

#include "require.h"
#include "vuoro/config/load.h"
#include "vuoro/config/planning_problem.h"

namespace {

using namespace vuoro;

template <class I, class T>
bool In(I index, const std::vector<T>& list) {
  return index.valid() && index.position() < list.size();
}
template <class I, class T>
bool InOrNone(I index, const std::vector<T>& list) {
  return !index.valid() || In(index, list);
}

void CheckIndices(const Network& network) {
  for (const Service& service : network.services) {
    Require(In(service.agency, network.agencies), "service.agency");
  }
  for (const Resource& resource : network.resources) {
    Require(InOrNone(resource.office, network.offices), "resource.office");
    Require(InOrNone(resource.person, network.people), "resource.person");
  }
  for (const Person& person : network.people) {
    Require(InOrNone(person.agency, network.agencies), "person.agency");
    Require(InOrNone(person.base, network.offices), "person.base");
    Require(In(person.resource, network.resources), "person.resource");
    for (const OfficeIndex office : person.visits) Require(In(office, network.offices), "visits");
  }
  for (const Offer& offer : network.offers) {
    Require(In(offer.office, network.offices), "offer.office");
    Require(In(offer.service, network.services), "offer.service");
    Require(In(offer.queue, network.queues), "offer.queue");
    Require(network.at(offer.service).duration_min[static_cast<size_t>(offer.mode)] > 0,
            "duration");
    for (const AgreementIndex i : offer.agreements)
      Require(In(i, network.agreements), "agreements");
  }
  for (const Queue& queue : network.queues) {
    Require(In(queue.agency, network.agencies), "queue.agency");
    Require(!queue.prefix.empty() && queue.first_number <= queue.last_number, "numbers");
    for (const OfficeIndex office : queue.offices) Require(In(office, network.offices), "offices");
    for (const ServiceIndex i : queue.services) Require(In(i, network.services), "services");
  }
  for (const DemandLine& line : network.demand) {
    Require(In(line.agency, network.agencies) && In(line.office, network.offices), "demand");
    Require(In(line.language, network.languages), "demand.language");
  }
  const size_t offices = network.offices.size();
  Require(network.drive_min.empty() || network.drive_min.size() == offices * offices, "drive_min");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  std::vector<Fault> faults;
  const absl::StatusOr<Network> network = LoadNetwork(json, &faults);
  size_t errors = 0;
  for (const Fault& fault : faults) {
    Require(fault.line >= 1 && fault.column >= 1, "a place");
    Require(!fault.message.empty() && fault.message.find('\n') == std::string::npos, "one line");
    errors += fault.severity == Severity::kError;
  }
  Require(network.ok() == (errors == 0), "errors and status agree");
  std::vector<Fault> again;
  Require(LoadNetwork(json, &again).ok() == network.ok() && again == faults, "the same answer");
  if (!network.ok()) return 0;
  CheckIndices(*network);
  // A refusal is fine; a crash is not.
  if (network->offices.size() < 100) (void)MakeProblem(*network, Date::FromYmd(20260302)).ok();
  return 0;
}
