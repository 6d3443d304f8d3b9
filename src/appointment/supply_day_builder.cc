// One day of supply from opening hours, agreements and the published plan.
#include "appointment/supply_day_builder.h"

#include <algorithm>

#include "vuoro/availability/starts.h"
#include "vuoro/calendar/opening.h"

namespace vuoro {
namespace {

// Wall-clock pieces of the frame day as `zone` shows them; more than one on a day of clock change.
std::vector<WallPiece> WallPieces(const Zone& zone, int64_t first_us, int32_t quanta,
                                  Quantum quantum) {
  std::vector<WallPiece> pieces = {{0, zone.ToLocal(Instant{first_us}).minute}};
  const auto at = [&](int32_t q) { return Instant{first_us + q * quantum.us()}; };
  if (zone.OffsetAt(at(0)) == zone.OffsetAt(at(quanta))) return pieces;
  for (int32_t q = 1; q < quanta; ++q) {
    if (zone.OffsetAt(at(q)) != zone.OffsetAt(at(q - 1)))
      pieces.push_back({q, zone.ToLocal(at(q)).minute});
  }
  return pieces;
}

}  // namespace

SupplyDayBuilder::SupplyDayBuilder(const Supply& supply, Date date)
    : supply_(supply),
      network_(supply.network()),
      day_(std::make_unique<SupplyDay>()),
      frame_(supply.frame().Day(date)),
      width_(static_cast<size_t>(supply.quantum().words())) {
  day_->date = date;
  day_->first_us = frame_.start.us;
  day_->quanta = static_cast<int32_t>(frame_.duration_us() / supply.quantum().us());
  day_->width_ = width_;
}

std::unique_ptr<const SupplyDay> SupplyDayBuilder::Build() {
  AddOffices();
  AddPeople();
  AddOffers();
  return std::move(day_);
}

void SupplyDayBuilder::AddOffices() {
  for (size_t i = 0; i < network_.offices.size(); ++i) {
    const Office& office = network_.offices[i];
    OpenBuildings& building = buildings_.emplace_back();
    if (office.opens_on.has_value() && day_->date < *office.opens_on) continue;
    if (office.closes_on.has_value() && day_->date >= *office.closes_on) continue;
    const Zone& zone = supply_.zone(OfficeIndex(i));
    std::vector<uint64_t> all = Blank();
    std::vector<uint64_t> connected = Blank();
    AddHours(office.hours, zone, all);
    connected = all;
    for (const Stop& stop : office.stops) {
      AddHours(stop.hours, zone, all);
      if (stop.connected) AddHours(stop.hours, zone, connected);
    }
    building = {Intern(all), Intern(connected)};
  }
}

// A field day is a whole day: whoever visits an office that day is neither at his base nor remote.
void SupplyDayBuilder::AddPeople() {
  const WeekPlan* plan = PlanOf();
  std::vector<std::vector<const FieldDuty*>> duties(network_.people.size());
  if (plan != nullptr) {
    const int week = WeekOfCycle(*plan, day_->date);
    for (const FieldDuty& duty : plan->field) {
      const auto person = supply_.person_by_key_.find(duty.person);
      if (duty.week == week && duty.weekday == day_->date.weekday() &&
          person != supply_.person_by_key_.end()) {
        duties[static_cast<size_t>(person->second)].push_back(&duty);
      }
    }
  }
  for (size_t i = 0; i < network_.people.size(); ++i) {
    day_->first_presence_.push_back(static_cast<int32_t>(day_->presence_.size()));
    const Person& person = network_.people[i];
    for (const FieldDuty* duty : duties[i]) {
      const auto office = supply_.office_by_key_.find(duty->office);
      if (office == supply_.office_by_key_.end()) continue;
      const Zone& zone = supply_.zone(OfficeIndex(static_cast<size_t>(office->second)));
      std::vector<uint64_t> mask = Blank();
      AddInterval(zone.ToInterval(day_->date, {duty->from_min, duty->to_min}), mask);
      day_->presence_.push_back(
          {office->second,
           Both(Intern(mask), buildings_[static_cast<size_t>(office->second)].mask)});
    }
    if (!duties[i].empty()) continue;
    const Zone& zone = person.base.valid() ? supply_.zone(person.base) : supply_.frame();
    if (person.base.valid())
      day_->presence_.push_back({person.base.value, HoursMask(person.hours, zone)});
    day_->presence_.push_back({kRemoteSite, HoursMask(person.remote_hours, zone)});
  }
  day_->first_presence_.push_back(static_cast<int32_t>(day_->presence_.size()));
}

void SupplyDayBuilder::AddOffers() {
  for (size_t i = 0; i < network_.offers.size(); ++i) {
    const Offer& offer = network_.offers[i];
    const OpenBuildings& building = buildings_[offer.office.position()];
    const bool by_video = offer.mode == Mode::kVideoBooth;
    int32_t open = by_video ? building.connected_mask : building.mask;
    if (offer.hours.has_value())
      open = Both(open, HoursMask(*offer.hours, supply_.zone(offer.office)));
    const bool agreed = Agreed(offer);
    const int32_t duration = supply_.plan(OfferIndex(i)).duration;
    // A3: nothing is bookable by request until the request has become visit hours.
    const bool offered =
        agreed && duration > 0 && open >= 0 && offer.arrangement != Arrangement::kByRequest;
    day_->open_.push_back(open);
    day_->agreed_.push_back(agreed);
    day_->starts_.push_back(offered ? StartsMask(open, duration, offer.office) : -1);
  }
}

const WeekPlan* SupplyDayBuilder::PlanOf() const {
  const int32_t ymd = day_->date.Ymd();
  const WeekPlan* latest = nullptr;
  for (const WeekPlan& plan : supply_.plans_) {
    const bool valid = plan.from_ymd <= ymd && (plan.to_ymd == 0 || ymd <= plan.to_ymd);
    if (valid && (latest == nullptr || plan.from_ymd >= latest->from_ymd)) latest = &plan;
  }
  return latest;
}

bool SupplyDayBuilder::AgreementHolds(const Agreement& agreement) const {
  return agreement.status == AgreementStatus::kSigned &&
         (!agreement.from.has_value() || *agreement.from <= day_->date) &&
         (!agreement.to.has_value() || day_->date <= *agreement.to);
}

// D3, D5: an offer that names agreements, or whose office requires them, needs a signed one that
// is valid on the day; where the office says so, a local one besides the national one.
bool SupplyDayBuilder::Agreed(const Offer& offer) const {
  if (offer.agreement_exempt) return true;  // D8: associations and enterprises are no party
  const OfficeRules& rules = network_.at(offer.office).rules;
  if (offer.agreements.empty() && !rules.require_agreements && !rules.require_local_agreement)
    return true;
  bool any = false;
  bool local = false;
  for (AgreementIndex index : offer.agreements) {
    const Agreement& agreement = network_.at(index);
    if (!AgreementHolds(agreement)) continue;
    any = true;
    local = local || agreement.kind == AgreementKind::kLocal;
  }
  return any && (local || !rules.require_local_agreement);
}

int32_t SupplyDayBuilder::StartsMask(int32_t open, int32_t duration, OfficeIndex office) {
  const Zone& zone = supply_.zone(office);
  const int32_t grid_min = network_.at(office).rules.grid_min;
  const bool in_frame = zone == supply_.frame();
  const auto key = std::tuple(open, duration, in_frame ? grid_min : -1 - office.value);
  if (const auto found = starts_.find(key); found != starts_.end()) return found->second;
  const std::vector<WallPiece> pieces =
      WallPieces(zone, day_->first_us, day_->quanta, supply_.quantum());
  std::vector<uint64_t> grid = Blank();
  mask::SetGrid(grid, {supply_.quantum(), day_->quanta, pieces, grid_min});
  std::vector<uint64_t> starts = Blank();
  OpenStarts({day_->date.days, {day_->MaskAt(open), width_}, grid}, duration, starts);
  return starts_[key] = Intern(starts);
}

int32_t SupplyDayBuilder::Intern(const std::vector<uint64_t>& mask) {
  if (mask::Empty(mask)) return -1;
  const auto [found, fresh] = interned_.emplace(mask, static_cast<int32_t>(interned_.size()));
  if (fresh) day_->words_.insert(day_->words_.end(), mask.begin(), mask.end());
  return found->second;
}

int32_t SupplyDayBuilder::Both(int32_t a, int32_t b) {
  if (a < 0 || b < 0) return -1;
  if (a == b) return a;
  std::vector<uint64_t> mask(day_->MaskAt(a), day_->MaskAt(a) + width_);
  mask::And(mask, {day_->MaskAt(b), width_});
  return Intern(mask);
}

int32_t SupplyDayBuilder::HoursMask(const OpeningHours& hours, const Zone& zone) {
  std::vector<uint64_t> mask = Blank();
  AddHours(hours, zone, mask);
  return Intern(mask);
}

// An office's local day may begin before or after the frame's, so its neighbours are looked at too.
void SupplyDayBuilder::AddHours(const OpeningHours& hours, const Zone& zone,
                                std::vector<uint64_t>& mask) const {
  const bool in_frame = zone == supply_.frame();
  for (int offset = in_frame ? 0 : -1; offset <= (in_frame ? 0 : 1); ++offset) {
    const Date date = day_->date.AddDays(offset);
    for (const MinuteRange& range : OpenRanges(hours, date))
      AddInterval(zone.ToInterval(date, range), mask);
  }
}

// Inward to whole quanta: nothing is offered outside the opening.
void SupplyDayBuilder::AddInterval(Interval interval, std::vector<uint64_t>& mask) const {
  const Interval inside = interval.Intersect(frame_);
  if (inside.empty()) return;
  const int64_t us = supply_.quantum().us();
  const int64_t from = (inside.start.us - frame_.start.us + us - 1) / us;
  const int64_t to = (inside.end.us - frame_.start.us) / us;
  mask::SetRange(mask, {static_cast<int32_t>(from), static_cast<int32_t>(to)});
}

}  // namespace vuoro
