// Intersects the calendars of a building and an offer around one moment.
#include "vuoro/queue/network_hours.h"

#include <utility>

#include "vuoro/calendar/opening.h"

namespace vuoro {
namespace {

uint64_t KeyOf(OfficeIndex office, ServiceIndex service, Mode mode) {
  return (static_cast<uint64_t>(office.value) << 32 | static_cast<uint64_t>(service.value) << 4) |
         static_cast<uint64_t>(mode);
}

// The building's openings that start on `date`.
MinuteRanges BuildingOn(const Office& office, Date date) {
  const bool before = office.opens_on && date < *office.opens_on;
  const bool after = office.closes_on && date >= *office.closes_on;
  if (before || after) return {};
  MinuteRanges ranges = OpeningOn(office.hours, date).ranges;
  for (const Stop& stop : office.stops) ranges = Unite(ranges, OpeningOn(stop.hours, date).ranges);
  return ranges;
}

}  // namespace

NetworkHours::NetworkHours(const Network& network, std::vector<Zone> zones)
    : network_(network), zones_(std::move(zones)) {
  for (size_t i = 0; i < network.offers.size(); ++i) {
    const Offer& offer = network.offers[i];
    if (offer.walk_in) {
      offers_.try_emplace(KeyOf(offer.office, offer.service, offer.mode), OfferIndex(i));
    }
  }
}

OfficeMoment NetworkHours::At(OfficeIndex office, ServiceIndex service, Mode mode,
                              Instant now) const {
  const Zone& zone = zones_[office.position()];
  const Date today = zone.DateAt(now);
  const OpeningHours* of_offer = nullptr;
  if (service) {
    const auto found = offers_.find(KeyOf(office, service, mode));
    if (found != offers_.end() && network_.at(found->second).hours) {
      of_offer = &*network_.at(found->second).hours;
    }
  }
  // Yesterday's first: a night that still runs keeps its day.
  for (const Date date : {today.AddDays(-1), today}) {
    MinuteRanges ranges = BuildingOn(network_.at(office), date);
    if (of_offer != nullptr) ranges = Intersect(ranges, OpeningOn(*of_offer, date).ranges);
    for (const MinuteRange& range : ranges) {
      const Interval open = zone.ToInterval(date, range);
      if (open.Contains(now)) return {date.Ymd(), open};
    }
  }
  return {today.Ymd(), std::nullopt};
}

}  // namespace vuoro
