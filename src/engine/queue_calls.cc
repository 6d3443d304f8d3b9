// Walk-in hours from the supply, and the steps of appointments that follow from queue facts.
#include "engine/queue_calls.h"

#include <algorithm>

namespace vuoro {
namespace {

// Minutes after the midnight of `date`; what runs over midnight goes on past 1440.
MinuteRanges StartingOn(const OpeningHours& hours, Date date) {
  return OpeningOn(hours, date).ranges;
}

template <class Step>
void AddStep(const State& state, AppointmentId id, std::initializer_list<AppointmentState> from,
             std::vector<Event>* events) {
  const Appointment* appointment = id ? state.book().Find(id) : nullptr;
  if (appointment == nullptr) return;
  if (std::find(from.begin(), from.end(), appointment->state) == from.end()) return;
  Step step;
  step.appointment = id;
  step.revision = appointment->revision + 1;
  events->push_back(step);
}

}  // namespace

MinuteRanges SupplyHours::RangesOn(OfficeIndex office, ServiceIndex service, Mode mode,
                                   Date date) const {
  const Network& network = supply_.network();
  const Office& place = network.at(office);
  if (place.opens_on.has_value() && date < *place.opens_on) return {};
  if (place.closes_on.has_value() && date >= *place.closes_on) return {};
  MinuteRanges open = StartingOn(place.hours, date);
  for (const Stop& stop : place.stops) open = Unite(open, StartingOn(stop.hours, date));
  if (!service.valid()) return open;
  const OfferIndex offer = supply_.Offers(office, service)[static_cast<size_t>(mode)];
  if (!offer.valid() || !network.at(offer).hours.has_value()) return open;
  return Intersect(open, StartingOn(*network.at(offer).hours, date));
}

OfficeMoment SupplyHours::At(OfficeIndex office, ServiceIndex service, Mode mode,
                             Instant now) const {
  const Zone& zone = supply_.zone(office);
  const Date today = zone.DateAt(now);
  for (const Date date : {today, today.AddDays(-1)}) {
    for (const MinuteRange& range : RangesOn(office, service, mode, date)) {
      const Interval open = zone.ToInterval(date, range);
      if (open.Contains(now)) return {date.Ymd(), open};
    }
  }
  return {today.Ymd(), std::nullopt};
}

std::vector<Event> AppointmentSteps(const State& state, const QueueEvents& facts) {
  std::vector<Event> events;
  for (const QueueEvent& fact : facts) {
    std::visit(
        [&](const auto& value) {
          using T = std::decay_t<decltype(value)>;
          if constexpr (requires { value.ticket; }) {
            const Ticket* ticket = state.lines().Find(value.ticket);
            const AppointmentId id = ticket == nullptr ? AppointmentId() : ticket->appointment;
            if constexpr (std::is_same_v<T, TicketServing>) {
              AddStep<AppointmentStarted>(state, id, {AppointmentState::kCheckedIn}, &events);
            } else if constexpr (std::is_same_v<T, TicketFinished>) {
              AddStep<AppointmentFulfilled>(state, id, {AppointmentState::kInService}, &events);
            } else if constexpr (std::is_same_v<T, TicketNoShow>) {
              AddStep<AppointmentNoShow>(state, id, {AppointmentState::kCheckedIn}, &events);
            } else if constexpr (std::is_same_v<T, TicketLeft> ||
                                 std::is_same_v<T, TicketDismissed>) {
              AddStep<AppointmentCancelled>(state, id, {AppointmentState::kCheckedIn}, &events);
            }
          }
        },
        fact);
  }
  return events;
}

}  // namespace vuoro
