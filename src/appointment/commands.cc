// Decisions on single appointments.
#include "vuoro/appointment/commands.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "vuoro/appointment/search.h"
#include "vuoro/availability/choose.h"
#include "vuoro/base/status.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

// A wanted start with everything that finding its resources needs.
struct Wish {
  OfficeIndex office{};
  ServiceIndex service{};
  Mode mode = Mode::kOnSite;
  LanguageIndex language{};
  int64_t start_us = 0;
};

std::string At(int64_t us) { return FormatInstant(Instant{us}); }

absl::StatusOr<const Appointment*> FindLive(const AppointmentView& view, AppointmentId id,
                                            int32_t revision) {
  const Appointment* appointment = view.book.Find(id);
  if (appointment == nullptr) return Fail(Reason::kUnknownId, "{} is no appointment", id.value);
  if (revision != 0 && revision != appointment->revision) {
    return Fail(Reason::kStaleRevision, "appointment {} is at revision {}, not {}", id.value,
                appointment->revision, revision);
  }
  return appointment;
}

absl::Status RequireState(const Appointment& appointment,
                          std::initializer_list<AppointmentState> allowed) {
  if (std::find(allowed.begin(), allowed.end(), appointment.state) != allowed.end())
    return absl::OkStatus();
  return Fail(Reason::kWrongState, "appointment {} is {}", appointment.id.value,
              WordOf(appointment.state));
}

absl::Status RequireFresh(const AppointmentView& view, const Appointment& appointment) {
  if (appointment.state != AppointmentState::kHeld || view.now_us < appointment.hold_until_us) {
    return absl::OkStatus();
  }
  return Fail(Reason::kHoldExpired, "the hold on appointment {} ended at {}", appointment.id.value,
              At(appointment.hold_until_us));
}

absl::Status RequireWindow(const AppointmentView& view, const Wish& wish) {
  const Interval window = BookableWindow(view.supply, wish.office, view.now_us);
  if (wish.start_us < window.start.us) {
    return Fail(Reason::kNoticeTooShort, "{} is before {}, the earliest start now",
                At(wish.start_us), At(window.start.us));
  }
  if (wish.start_us >= window.end.us ||
      !view.supply.Covers(view.supply.frame().DateAt({wish.start_us}))) {
    return Fail(Reason::kOutOfHorizon, "{} is not before {}, where the horizon ends",
                At(wish.start_us), At(window.end.us));
  }
  return absl::OkStatus();
}

absl::StatusOr<OfferIndex> OfferFor(const AppointmentView& view, const Wish& wish) {
  const OfferIndex offer =
      view.supply.Offers(wish.office, wish.service)[static_cast<size_t>(wish.mode)];
  const Network& network = view.supply.network();
  if (offer.valid() && network.at(offer).bookable && view.supply.plan(offer).duration > 0)
    return offer;
  return Fail(Reason::kNotOffered, "service {} cannot be booked by {} in office {}",
              network.at(wish.service).key, WordOf(wish.mode), network.at(wish.office).key);
}

// Which rule or resource stands in the way of a start that no resource serves.
absl::Status Refusal(const AppointmentView& view, const SupplyDay& day, const BusyBoard& board,
                     BoundOffer& bound, int32_t start) {
  const Network& network = view.supply.network();
  const std::span<const Pool> pools = bound.On(day);
  const StartRequirement requirement{view.supply.plan(bound.offer()).duration, pools};
  const StartBlockers blockers = FindBlockers(board, requirement, {day.date.days, {}, {}}, start);
  for (const PoolLack& lack : blockers.pools) {
    bool absent_only = true;
    for (const CandidateBlock& block : lack.blocked) {
      if (block.kind == CandidateBlock::Kind::kBusy) absent_only = false;
    }
    if (!absent_only) continue;
    const auto& candidates = pools[static_cast<size_t>(lack.pool)].resources;
    const std::string_view kind =
        candidates.empty() ? "resource"
                           : WordOf(network.resources[static_cast<size_t>(candidates[0])].kind);
    return Fail(Reason::kNobodyOnDuty, "no {} is on duty then", kind);
  }
  return Fail(Reason::kSlotTaken, "the last fitting resource is taken then");
}

// The resources for a wish on `board`, or why there are none.
absl::StatusOr<Placement> Place(const AppointmentView& view, const Wish& wish,
                                const BusyBoard& board) {
  const Supply& supply = view.supply;
  const Network& network = supply.network();
  VUORO_ASSIGN_OR_RETURN(const OfferIndex offer, OfferFor(view, wish));
  VUORO_RETURN_IF_ERROR(RequireWindow(view, wish));
  const SupplyDay& day = supply.Day(supply.frame().DateAt({wish.start_us}));
  if (!day.Agreed(offer)) {
    return Fail(Reason::kAgreementEnded, "no signed agreement covers offer {} on {}",
                network.at(offer).key, FormatDate(day.date));
  }
  BoundOffer bound(supply, offer, wish.language);
  if (bound.hopeless()) {
    return Fail(
        Reason::kLanguageNotServed, "offer {} is served by nobody in {}", network.at(offer).key,
        wish.language.valid() ? network.languages[wish.language.position()].code : "any language");
  }
  const int64_t us = supply.quantum().us();
  const auto start = static_cast<int32_t>((wish.start_us - day.first_us) / us);
  const int32_t duration = supply.plan(offer).duration;
  const auto width = static_cast<size_t>(supply.quantum().words());
  const uint64_t* possible = day.Starts(offer);
  const bool on_quantum = (wish.start_us - day.first_us) % us == 0;
  if (!on_quantum || possible == nullptr || !mask::AllSet({possible, width}, {start, start + 1})) {
    const uint64_t* open = day.Open(offer);
    const bool is_open = open != nullptr && mask::AllSet({open, width}, {start, start + duration});
    if (is_open && possible != nullptr) {
      return Fail(Reason::kOffGrid, "{} is not on the {}-minute grid of office {}",
                  At(wish.start_us), network.at(wish.office).rules.grid_min,
                  network.at(wish.office).key);
    }
    return Fail(Reason::kClosedThen, "offer {} is not open from {} for {} minutes",
                network.at(offer).key, At(wish.start_us), duration * supply.quantum().minutes());
  }
  std::vector<Claim> claims;
  if (!ChooseResources(board, day.date.days, bound.On(day), start, claims)) {
    return Refusal(view, day, board, bound, start);
  }
  Placement placement;
  placement.office = supply.directory().IdOf(wish.office);
  placement.mode = wish.mode;
  placement.start_us = wish.start_us;
  placement.end_us = wish.start_us + duration * us;
  const LocalTime local = supply.zone(wish.office).ToLocal({wish.start_us});
  placement.local_ymd = local.date.Ymd();
  placement.local_min = local.minute;
  placement.time_zone = supply.zone(wish.office).name();
  for (const Claim& claim : claims) {
    const ResourceIndex resource(static_cast<size_t>(claim.resource));
    placement.assignments.push_back({supply.directory().IdOf(resource), day.date.days,
                                     claim.span.begin * supply.quantum().minutes(),
                                     claim.span.end * supply.quantum().minutes()});
  }
  return placement;
}

template <class Event>
absl::StatusOr<Event> DecideStep(const AppointmentView& view, const StepRequest& request,
                                 std::initializer_list<AppointmentState> from) {
  VUORO_ASSIGN_OR_RETURN(const Appointment* appointment,
                         FindLive(view, request.appointment, request.revision));
  VUORO_RETURN_IF_ERROR(RequireState(*appointment, from));
  VUORO_RETURN_IF_ERROR(RequireFresh(view, *appointment));
  Event event;
  event.appointment = appointment->id;
  event.revision = appointment->revision + 1;
  return event;
}

}  // namespace

std::vector<AppointmentLapsed> DueHolds(const Book& book, int64_t now_us) {
  std::vector<AppointmentLapsed> lapsed;
  for (const auto& [deadline_us, id] : book.holds()) {
    if (deadline_us > now_us) break;
    AppointmentLapsed& event = lapsed.emplace_back();
    event.appointment = id;
    event.revision = book.Find(id)->revision + 1;
  }
  return lapsed;
}

absl::StatusOr<AppointmentHeld> DecideHold(const AppointmentView& view, const HoldRequest& request,
                                           IdSource& ids) {
  if (request.hold_s < 0 || request.hold_s > kMaxHoldSeconds) {
    return AtPath(Fail(Reason::kBadArgument, "hold_s {} is not within 0..{}", request.hold_s,
                       kMaxHoldSeconds),
                  "hold_s");
  }
  Wish wish{.mode = request.mode, .start_us = request.start_us};
  VUORO_ASSIGN_OR_RETURN(wish.office, ResolveOffice(view.supply, request.office));
  VUORO_ASSIGN_OR_RETURN(wish.service, ResolveService(view.supply, request.service));
  VUORO_ASSIGN_OR_RETURN(wish.language, ResolveLanguage(view.supply, request.language));
  VUORO_ASSIGN_OR_RETURN(Placement placement, Place(view, wish, view.book.board()));
  const int32_t hold_s =
      request.hold_s > 0 ? request.hold_s : view.supply.network().at(wish.office).rules.hold_s;
  AppointmentHeld event;
  event.appointment.id = ids.Next<AppointmentId>();
  event.appointment.service = request.service;
  event.appointment.at = std::move(placement);
  event.appointment.language = request.language;
  event.appointment.customer = request.customer;
  event.appointment.external_case = request.external_case;
  event.appointment.hold_until_us = view.now_us + hold_s * kMicrosPerSecond;
  event.appointment.created_us = view.now_us;
  return event;
}

absl::StatusOr<AppointmentConfirmed> DecideConfirm(const AppointmentView& view,
                                                   const StepRequest& request) {
  const Appointment* appointment = view.book.Find(request.appointment);
  if (appointment != nullptr && appointment->state == AppointmentState::kLapsed) {
    return Fail(Reason::kHoldExpired, "the hold on appointment {} ended at {}",
                appointment->id.value, At(appointment->hold_until_us));
  }
  return DecideStep<AppointmentConfirmed>(view, request,
                                          {AppointmentState::kHeld, AppointmentState::kPending});
}

absl::StatusOr<AppointmentRescheduled> DecideReschedule(const AppointmentView& view,
                                                        const RescheduleRequest& request) {
  VUORO_ASSIGN_OR_RETURN(const Appointment* appointment,
                         FindLive(view, request.appointment, request.revision));
  VUORO_RETURN_IF_ERROR(RequireState(
      *appointment,
      {AppointmentState::kHeld, AppointmentState::kPending, AppointmentState::kBooked}));
  VUORO_RETURN_IF_ERROR(RequireFresh(view, *appointment));
  Wish wish{.mode = request.mode, .start_us = request.start_us};
  const OfficeId office = request.office ? request.office : appointment->at.office;
  VUORO_ASSIGN_OR_RETURN(wish.office, ResolveOffice(view.supply, office));
  VUORO_ASSIGN_OR_RETURN(wish.service, ResolveService(view.supply, appointment->service));
  VUORO_ASSIGN_OR_RETURN(wish.language, ResolveLanguage(view.supply, appointment->language));
  AppointmentRescheduled event;
  VUORO_ASSIGN_OR_RETURN(event.at,
                         Place(view, wish, view.book.BoardWithout(view.now_us, appointment->id)));
  event.appointment = appointment->id;
  event.revision = appointment->revision + 1;
  return event;
}

absl::StatusOr<AppointmentCancelled> DecideCancel(const AppointmentView& view,
                                                  const StepRequest& request) {
  return DecideStep<AppointmentCancelled>(
      view, request,
      {AppointmentState::kHeld, AppointmentState::kPending, AppointmentState::kBooked,
       AppointmentState::kCheckedIn});
}

absl::StatusOr<AppointmentCheckedIn> DecideCheckIn(const AppointmentView& view,
                                                   const StepRequest& request, TicketId ticket) {
  VUORO_ASSIGN_OR_RETURN(
      AppointmentCheckedIn event,
      DecideStep<AppointmentCheckedIn>(view, request, {AppointmentState::kBooked}));
  const Appointment& appointment = *view.book.Find(request.appointment);
  VUORO_ASSIGN_OR_RETURN(const OfficeIndex office,
                         ResolveOffice(view.supply, appointment.at.office));
  const OfficeRules& rules = view.supply.network().at(office).rules;
  const Instant start{appointment.at.start_us};
  if (view.now_us < start.MinusMinutes(rules.check_in_early_min).us) {
    return Fail(Reason::kTooEarly, "check-in opens at {}",
                At(start.MinusMinutes(rules.check_in_early_min).us));
  }
  if (view.now_us > start.PlusMinutes(rules.check_in_late_min).us) {
    return Fail(Reason::kTooLate, "check-in closed at {}",
                At(start.PlusMinutes(rules.check_in_late_min).us));
  }
  event.ticket = ticket;
  return event;
}

absl::StatusOr<AppointmentStarted> DecideStart(const AppointmentView& view,
                                               const StepRequest& request) {
  return DecideStep<AppointmentStarted>(view, request,
                                        {AppointmentState::kBooked, AppointmentState::kCheckedIn});
}

absl::StatusOr<AppointmentFulfilled> DecideFulfil(const AppointmentView& view,
                                                  const StepRequest& request) {
  return DecideStep<AppointmentFulfilled>(view, request, {AppointmentState::kInService});
}

absl::StatusOr<AppointmentNoShow> DecideNoShow(const AppointmentView& view,
                                               const StepRequest& request) {
  VUORO_ASSIGN_OR_RETURN(
      AppointmentNoShow event,
      DecideStep<AppointmentNoShow>(view, request,
                                    {AppointmentState::kBooked, AppointmentState::kCheckedIn}));
  const Appointment& appointment = *view.book.Find(request.appointment);
  if (view.now_us < appointment.at.start_us) {
    return Fail(Reason::kTooEarly, "appointment {} is at {}", appointment.id.value,
                At(appointment.at.start_us));
  }
  return event;
}

}  // namespace vuoro
