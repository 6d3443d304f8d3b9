// The moves on a plan and everything they keep up to date.
#include "state.h"

#include <algorithm>
#include <bit>

namespace vuoro::planning {

State::State(const Index& index)
    : index_(&index),
      days_(index.days),
      slots_(index.slots),
      // Dearer than anything one visit can bring, so a missing visit is made before all else.
      missing_price_(30 * index.most_unmet + index.most_wait * index.days +
                     600 * index.travel_weight + 2 * index.change_price + 2 * index.most_worth +
                     (index.presence.empty() ? 0 : index.slots * index.absence_weight) + 1),
      missing_pins_(static_cast<int>(index.pins.size())),
      changes_(index.baseline_visits) {
  const Problem& p = index.problem;
  const size_t offices = p.offices.size() * U(days_);
  day_.resize(p.officials.size() * U(days_));
  field_days_.resize(p.officials.size() * U(p.weeks));
  week_.resize(field_days_.size());
  visits_.resize(index.agreements.size());
  kept_.resize(index.pins.size());
  services_.resize(index.agreements.size() * U(days_));
  served_days_.resize(index.agreements.size());
  sitting_.resize(index.agreements.size() * U(days_ * slots_));
  sitting_mask_.resize(index.agreements.size() * U(days_));
  desks_.resize(offices * U(slots_));
  desk_full_.resize(offices);
  booths_.resize(offices * U(slots_));
  booth_full_.resize(offices);
  interpreters_.resize(p.languages.size() * U(days_ * slots_));
  interpreters_full_.resize(p.languages.size() * U(days_));
  line_slots_.resize(index.lines.size() * U(days_));
  for (const LineIndex& line : index.lines) {
    left_.push_back(line.slots);
    cost_ += index.agreements[U(line.agreement)].unmet_weight * line.slots;
  }
  for (const AgreementIndex& g : index.agreements) {
    if (!g.real) continue;
    cost_ += g.wait_weight * index.longest_run[0];
    missing_visits_ += g.min_visits;
  }
  for (const uint32_t slots : index.presence) {
    cost_ += index.absence_weight * std::popcount(slots);
  }
  for (size_t o = 0; o < p.offices.size(); ++o) {
    for (int d = 0; d < days_; ++d) {
      if (p.offices[o].BoothsOn(d) == 0) booth_full_[o * U(days_) + U(d)] = ~uint32_t{0};
    }
  }
  for (size_t l = 0; l < p.languages.size(); ++l) {
    for (int d = 0; d < days_; ++d) {
      for (int q = 0; q < slots_; ++q) {
        if (p.interpreters[l][U(d)][U(q)] == 0) {
          interpreters_full_[l * U(days_) + U(d)] |= uint32_t{1} << q;
        }
      }
    }
  }
  slack_.resize(index.slack_size);
  avail_.resize(index.avail_size);
  call_count_.resize(index.duty.size());
  calls_.resize(index.cell_offset.back() + 1);
  for (size_t e = 0; e < p.officials.size(); ++e) {
    for (int d = 0; d < days_; ++d) CountPool(static_cast<int>(e), d, 1);
  }
}

int State::DaySpan(int e, const DayPlan& plan) const {
  if (plan.count == 0) return 0;
  const Stop& first = plan.stop[0];
  const Stop& last = plan.stop[U(plan.count - 1)];
  const int base = index_->officials[U(e)].base;
  return last.end + index_->DriveSlots(last.office, base) -
         (first.start - index_->DriveSlots(base, first.office));
}

int64_t State::DayTravel(int e, const DayPlan& plan) const {
  if (plan.count == 0) return 0;
  const int base = index_->officials[U(e)].base;
  int at = base;
  int64_t minutes = 0;
  for (int i = 0; i < plan.count; ++i) {
    minutes += index_->Drive(at, plan.stop[U(i)].office);
    at = plan.stop[U(i)].office;
  }
  return minutes + index_->Drive(at, base);
}

uint32_t State::FreeDesks(int g, int d) const {
  const AgreementIndex& agreement = index_->agreements[U(g)];
  uint32_t free = index_->Open(agreement.office, d) & ~desk_full_[U(agreement.office * days_ + d)];
  for (int other : agreement.conflicts) free &= ~sitting_mask_[U(other * days_ + d)];
  return free;
}

uint32_t State::LostSlots(int e, int d) const {
  const OfficialIndex& official = index_->officials[U(e)];
  const PoolIndex& pool = index_->pools[U(official.agency)];
  const uint32_t* avail = &avail_[pool.avail_offset + U(d * (pool.mixed + 1))];
  uint32_t keep = avail[pool.mixed];
  for (int c = 0; c < pool.mixed; ++c) {
    if (official.pool_classes >> c & 1) keep &= avail[c];
  }
  return official.remote[U(d)] & ~keep;
}

void State::Count(int g, int d, int amount) {
  int16_t& count = services_[U(g * days_ + d)];
  const bool before = count > 0;
  count = static_cast<int16_t>(count + amount);
  if (before == (count > 0)) return;
  uint32_t& mask = served_days_[U(g)];
  const uint32_t old = mask;
  mask ^= uint32_t{1} << d;
  if (!index_->agreements[U(g)].real) return;
  cost_ += index_->WaitCost(g, mask) - index_->WaitCost(g, old);
}

void State::CountVisit(int g, int amount) {
  const int least = index_->agreements[U(g)].min_visits;
  int& count = visits_[U(g)];
  missing_visits_ -= std::max(0, least - count);
  count += amount;
  missing_visits_ += std::max(0, least - count);
}

// A baseline visit that is there was not removed; any other was added.
void State::CountChange(int e, int d, const Stop& stop, int amount) {
  if (index_->baseline.empty()) return;
  for (const BaselineVisit& b : index_->BaselineOf(e, d)) {
    if (b.office == stop.office && b.start == stop.start && b.end == stop.end) {
      changes_ -= amount;
      return;
    }
  }
  changes_ += amount;
}

void State::CountWishes(int e, int d, const Stop& stop, int amount) {
  if (index_->wishes.empty()) return;
  const uint32_t slots = Bits(stop.start, stop.end);
  for (const Wish& wish : index_->WishesOf(e, d)) {
    if (wish.office != stop.office || !wish.Matches(slots)) continue;
    cost_ -= amount * wish.worth;
    if (wish.pin < 0) continue;
    int& kept = kept_[U(wish.pin)];
    missing_pins_ -= kept == 0;
    kept += amount;
    missing_pins_ += kept == 0;
  }
}

void State::CountDesk(const Stop& stop, int d, int amount) {
  const size_t row = U(stop.office * days_ + d);
  const int desks = index_->problem.offices[U(stop.office)].desks;
  for (int q = stop.start; q < stop.end; ++q) {
    uint8_t& used = desks_[row * U(slots_) + U(q)];
    used = static_cast<uint8_t>(used + amount);
    const uint32_t bit = uint32_t{1} << q;
    desk_full_[row] = used >= desks ? desk_full_[row] | bit : desk_full_[row] & ~bit;
  }
  const uint32_t presence = index_->Presence(stop.agreement, d);
  if (index_->agreements[U(stop.agreement)].conflicts.empty() && presence == 0) return;
  cost_ -= index_->absence_weight * std::popcount(Absent(stop.agreement, d, presence));
  const size_t sit = U(stop.agreement * days_ + d);
  for (int q = stop.start; q < stop.end; ++q) {
    uint8_t& n = sitting_[sit * U(slots_) + U(q)];
    n = static_cast<uint8_t>(n + amount);
    const uint32_t bit = uint32_t{1} << q;
    sitting_mask_[sit] = n > 0 ? sitting_mask_[sit] | bit : sitting_mask_[sit] & ~bit;
  }
  cost_ += index_->absence_weight * std::popcount(Absent(stop.agreement, d, presence));
}

void State::CountPool(int e, int d, int amount) {
  const OfficialIndex& official = index_->officials[U(e)];
  const PoolIndex& pool = index_->pools[U(official.agency)];
  const uint32_t sets = uint32_t{1} << pool.mixed;
  for (uint32_t rest = official.remote[U(d)]; rest != 0; rest &= rest - 1) {
    const int q = std::countr_zero(rest);
    int16_t* slack = &slack_[pool.slack_offset + (U(d * slots_ + q) << pool.mixed)];
    slack[0] = static_cast<int16_t>(slack[0] + amount);
    for (uint32_t s = 1; s < sets; ++s) {
      if (s & official.pool_classes) slack[s] = static_cast<int16_t>(slack[s] + amount);
    }
    RefreshAvail(official.agency, d, q);
  }
}

void State::RefreshAvail(int agency, int d, int q) {
  const PoolIndex& pool = index_->pools[U(agency)];
  const int16_t* slack = &slack_[pool.slack_offset + (U(d * slots_ + q) << pool.mixed)];
  uint32_t* avail = &avail_[pool.avail_offset + U(d * (pool.mixed + 1))];
  const uint32_t bit = uint32_t{1} << q;
  uint32_t tight = slack[0] <= 0 ? ~uint32_t{0} : 0;  // classes that no further call may have
  for (uint32_t s = 1; s < uint32_t{1} << pool.mixed; ++s) {
    if (slack[s] <= 0) tight |= s;
  }
  for (int c = 0; c < pool.mixed; ++c) avail[c] = tight >> c & 1 ? avail[c] & ~bit : avail[c] | bit;
  avail[pool.mixed] = slack[0] <= 0 ? avail[pool.mixed] & ~bit : avail[pool.mixed] | bit;
}

void State::CountShares(const Stop& stop, int sign) {
  const AgreementIndex& agreement = index_->agreements[U(stop.agreement)];
  for (int i = 0; i < stop.shares; ++i) {
    left_[U(agreement.lines[stop.share[U(i)].local])] -= sign * stop.share[U(i)].slots;
  }
  cost_ -= agreement.unmet_weight * sign * stop.served;
}

void State::Reshare(int e, int d, int position, const Stop& with) {
  Stop& stop = day_[U(e * days_ + d)].stop[U(position)];
  const Stop before = stop;
  CountShares(before, -1);
  CountShares(with, 1);
  if (with.served != before.served) Count(stop.agreement, d, with.served - before.served);
  stop = with;
  if (logging_) {
    log_.push_back(
        {Move::kReshare, static_cast<int8_t>(d), static_cast<int8_t>(position), e, before});
  }
}

void State::AddVisit(int e, int d, const Stop& stop) {
  DayPlan& plan = day_[U(e * days_ + d)];
  const size_t week = index_->OfficialWeekAt(e, d);
  if (plan.count == 0) {
    CountPool(e, d, -1);
    ++field_days_[week];
  }
  cost_ -= index_->travel_weight * DayTravel(e, plan);
  week_[week] = static_cast<int16_t>(week_[week] - DaySpan(e, plan));
  int at = plan.count++;
  for (; at > 0 && plan.stop[U(at - 1)].start > stop.start; --at) {
    plan.stop[U(at)] = plan.stop[U(at - 1)];
  }
  plan.stop[U(at)] = stop;
  cost_ += index_->travel_weight * DayTravel(e, plan);
  week_[week] = static_cast<int16_t>(week_[week] + DaySpan(e, plan));
  CountShares(stop, 1);
  if (stop.served > 0) Count(stop.agreement, d, stop.served);
  CountVisit(stop.agreement, 1);
  CountChange(e, d, stop, 1);
  CountWishes(e, d, stop, 1);
  CountDesk(stop, d, 1);
  if (logging_) log_.push_back({Move::kAddVisit, static_cast<int8_t>(d), 0, e, stop});
}

void State::RemoveVisit(int e, int d, int position) {
  DayPlan& plan = day_[U(e * days_ + d)];
  const Stop stop = plan.stop[U(position)];
  const size_t week = index_->OfficialWeekAt(e, d);
  cost_ -= index_->travel_weight * DayTravel(e, plan);
  week_[week] = static_cast<int16_t>(week_[week] - DaySpan(e, plan));
  for (int i = position; i + 1 < plan.count; ++i) plan.stop[U(i)] = plan.stop[U(i + 1)];
  --plan.count;
  cost_ += index_->travel_weight * DayTravel(e, plan);
  week_[week] = static_cast<int16_t>(week_[week] + DaySpan(e, plan));
  if (plan.count == 0) {
    --field_days_[week];
    CountPool(e, d, 1);
  }
  CountShares(stop, -1);
  if (stop.served > 0) Count(stop.agreement, d, -stop.served);
  CountVisit(stop.agreement, -1);
  CountChange(e, d, stop, -1);
  CountWishes(e, d, stop, -1);
  CountDesk(stop, d, -1);
  if (logging_) log_.push_back({Move::kRemoveVisit, static_cast<int8_t>(d), 0, e, stop});
}

void State::AddCall(int k, int d, int q) {
  const LineIndex& line = index_->lines[U(k)];
  const uint32_t bit = uint32_t{1} << q;
  const size_t row = U(line.office * days_ + d);
  if (++booths_[row * U(slots_) + U(q)] >= index_->problem.offices[U(line.office)].booths) {
    booth_full_[row] |= bit;
  }
  if (line.interpreters >= 0) {
    const size_t r = U(line.interpreters * days_ + d);
    if (++interpreters_[r * U(slots_) + U(q)] >=
        index_->problem.interpreters[U(line.interpreters)][U(d)][U(q)]) {
      interpreters_full_[r] |= bit;
    }
  }
  const PoolIndex& pool = index_->pools[U(line.agency)];
  int16_t* slack = &slack_[pool.slack_offset + (U(d * slots_ + q) << pool.mixed)];
  --slack[0];
  for (uint32_t s = 1; s < uint32_t{1} << pool.mixed; ++s) {
    if (s >> line.pool_class & 1) --slack[s];
  }
  RefreshAvail(line.agency, d, q);
  const size_t cell = Cell(line.agency, d, q);
  calls_[index_->cell_offset[cell] + U(call_count_[cell]++)] = k;
  line_slots_[U(k * days_ + d)] |= bit;
  --left_[U(k)];
  cost_ -= index_->agreements[U(line.agreement)].unmet_weight;
  Count(line.agreement, d, 1);
  if (logging_) {
    log_.push_back({Move::kAddCall, static_cast<int8_t>(d), static_cast<int8_t>(q), k, {}});
  }
}

void State::RemoveCall(int k, int d, int q) {
  const LineIndex& line = index_->lines[U(k)];
  const uint32_t bit = uint32_t{1} << q;
  const size_t row = U(line.office * days_ + d);
  --booths_[row * U(slots_) + U(q)];
  booth_full_[row] &= ~bit;
  if (line.interpreters >= 0) {
    const size_t r = U(line.interpreters * days_ + d);
    --interpreters_[r * U(slots_) + U(q)];
    interpreters_full_[r] &= ~bit;
  }
  const PoolIndex& pool = index_->pools[U(line.agency)];
  int16_t* slack = &slack_[pool.slack_offset + (U(d * slots_ + q) << pool.mixed)];
  ++slack[0];
  for (uint32_t s = 1; s < uint32_t{1} << pool.mixed; ++s) {
    if (s >> line.pool_class & 1) ++slack[s];
  }
  RefreshAvail(line.agency, d, q);
  const size_t cell = Cell(line.agency, d, q);
  int* calls = &calls_[index_->cell_offset[cell]];
  int* const end = calls + call_count_[cell];
  *std::find(calls, end, k) = *(end - 1);
  --call_count_[cell];
  if (std::find(calls, end - 1, k) == end - 1) line_slots_[U(k * days_ + d)] &= ~bit;
  ++left_[U(k)];
  cost_ += index_->agreements[U(line.agreement)].unmet_weight;
  Count(line.agreement, d, -1);
  if (logging_) {
    log_.push_back({Move::kRemoveCall, static_cast<int8_t>(d), static_cast<int8_t>(q), k, {}});
  }
}

// Any call would do for the total; for the sets that e belongs to and that are tight, the call must
// lie in all of them. Tight sets that meet stay tight in their intersection, so one exists.
int State::CallToDrop(int e, int d, int q) const {
  const OfficialIndex& official = index_->officials[U(e)];
  const PoolIndex& pool = index_->pools[U(official.agency)];
  const int16_t* slack = &slack_[pool.slack_offset + (U(d * slots_ + q) << pool.mixed)];
  uint32_t must = ~uint32_t{0};
  for (uint32_t s = 1; s < uint32_t{1} << pool.mixed; ++s) {
    if ((s & official.pool_classes) && slack[s] <= 0) must &= s;
  }
  const auto [calls, n] = Calls(official.agency, d, q);
  int best = -1;
  for (int i = 0; i < n; ++i) {
    const int c = index_->lines[U(calls[i])].pool_class;
    if (must != ~uint32_t{0} && (c == pool.mixed || (must >> c & 1) == 0)) continue;
    if (best < 0 || calls[i] < best) best = calls[i];  // whatever order the list is in
  }
  return best;
}

void State::MakeRoomInPool(int e, int d) {
  for (uint32_t lost = LostSlots(e, d); lost != 0; lost &= lost - 1) {
    const int q = std::countr_zero(lost);
    const int k = CallToDrop(e, d, q);
    if (k >= 0) RemoveCall(k, d, q);
  }
}

void State::Share(int e, int d, Stop& stop) const {
  const uint64_t languages = index_->officials[U(e)].languages;
  const AgreementIndex& agreement = index_->agreements[U(stop.agreement)];
  int room = index_->Capacity(stop.end - stop.start);
  stop.shares = 0;
  stop.served = 0;
  for (int k : agreement.lines) {  // face to face first: nothing else can serve it
    const LineIndex& line = index_->lines[U(k)];
    if (room == 0 || stop.shares == kMaxServes) break;
    if (!line.MayBeVisited(languages, d) || left(k) == 0) continue;
    const int n = std::min(room, left(k));
    stop.share[stop.shares++] = {static_cast<uint8_t>(line.local), static_cast<uint8_t>(n)};
    stop.served = static_cast<uint8_t>(stop.served + n);
    room -= n;
  }
}

bool State::Allowed(int e, int d, const Stop& stop) const {
  const OfficialIndex& official = index_->officials[U(e)];
  const DayPlan& plan = Day(e, d);
  const int length = stop.end - stop.start;
  if (length < index_->min_visit || length > index_->max_visit) return false;
  if (plan.count >= index_->problem.max_stops) return false;
  if (plan.count == 0 && field_days(e, d) >= official.max_field_days) return false;
  const auto candidate =
      std::find_if(official.candidates.begin(), official.candidates.end(),
                   [&](const Candidate& c) { return c.agreement == stop.agreement; });
  if (candidate == official.candidates.end() || (candidate->days >> d & 1) == 0) return false;
  if (visits(stop.agreement) >= index_->agreements[U(stop.agreement)].max_visits) return false;
  const uint32_t window = Bits(stop.start, stop.end);
  if ((FreeDesks(stop.agreement, d) & index_->Open(*candidate, d) & window) != window) return false;
  DayPlan after = plan;
  int at = after.count++;
  for (; at > 0 && after.stop[U(at - 1)].start > stop.start; --at) {
    after.stop[U(at)] = after.stop[U(at - 1)];
  }
  after.stop[U(at)] = stop;
  for (int i = 1; i < after.count; ++i) {
    const Stop& before = after.stop[U(i - 1)];
    const Stop& next = after.stop[U(i)];
    if (before.office == next.office) return false;
    if (next.start < before.end + index_->DriveSlots(before.office, next.office)) return false;
  }
  const int span = DaySpan(e, after);
  const Stop& last = after.stop[U(after.count - 1)];
  const int leave = after.stop[0].start - index_->DriveSlots(official.base, after.stop[0].office);
  return leave >= 0 && last.end + index_->DriveSlots(last.office, official.base) <= slots_ &&
         span <= official.max_day && week(e, d) - Span(e, d) + span <= official.max_week;
}

void State::Undo() {
  TakeBack(log_);
  log_.clear();
}

void State::TakeBack(const std::vector<Move>& moves) {
  const bool was_logging = logging_;
  logging_ = false;
  for (auto it = moves.rbegin(); it != moves.rend(); ++it) {
    const Move& move = *it;
    switch (move.kind) {
      case Move::kAddVisit: {
        const DayPlan& plan = Day(move.subject, move.day);
        const int at = plan.stop[0].agreement == move.stop.agreement ? 0 : 1;
        RemoveVisit(move.subject, move.day, at);
        break;
      }
      case Move::kRemoveVisit:
        AddVisit(move.subject, move.day, move.stop);
        break;
      case Move::kReshare:
        Reshare(move.subject, move.day, move.slot, move.stop);
        break;
      case Move::kAddCall:
        RemoveCall(move.subject, move.day, move.slot);
        break;
      case Move::kRemoveCall:
        AddCall(move.subject, move.day, move.slot);
        break;
    }
  }
  logging_ = was_logging;
}

// Kuhn's augmenting paths; Hall's condition, kept by every move, says that all calls find one.
void State::NameCalls(int agency, int d, int q, Plan& plan) const {
  const auto [calls, n] = Calls(agency, d, q);
  if (n == 0) return;
  std::vector<int> duty;
  for (int e : index_->team[U(agency)]) {
    if ((index_->officials[U(e)].remote[U(d)] >> q & 1) && Day(e, d).count == 0) duty.push_back(e);
  }
  std::vector<int> sorted(calls, calls + n);
  std::sort(sorted.begin(), sorted.end());
  std::vector<int> call_of(duty.size(), -1);
  std::vector<char> seen;
  const auto augment = [&](const auto& self, int call) -> bool {
    const LineIndex& line = index_->lines[U(sorted[U(call)])];
    for (size_t i = 0; i < duty.size(); ++i) {
      const bool speaks = line.interpreters >= 0 ||
                          (index_->officials[U(duty[i])].languages >> line.language & 1) != 0;
      if (!speaks || seen[i]) continue;
      seen[i] = 1;
      if (call_of[i] < 0 || self(self, call_of[i])) {
        call_of[i] = call;
        return true;
      }
    }
    return false;
  };
  for (int call = 0; call < n; ++call) {
    seen.assign(duty.size(), 0);
    augment(augment, call);
  }
  for (size_t i = 0; i < duty.size(); ++i) {
    if (call_of[i] >= 0) plan.video.push_back({duty[i], sorted[U(call_of[i])], d, q});
  }
}

Plan State::ToPlan() const {
  Plan plan;
  for (size_t e = 0; e < index_->officials.size(); ++e) {
    for (int d = 0; d < days_; ++d) {
      const DayPlan& day = Day(static_cast<int>(e), d);
      for (int i = 0; i < day.count; ++i) {
        const Stop& stop = day.stop[U(i)];
        Visit visit{static_cast<int>(e), stop.office, d, stop.start, stop.end, {}};
        for (int s = 0; s < stop.shares; ++s) {
          const LineShare share = stop.share[U(s)];
          visit.serves.push_back(
              {index_->agreements[U(stop.agreement)].lines[share.local], share.slots});
        }
        std::sort(visit.serves.begin(), visit.serves.end());
        plan.visits.push_back(std::move(visit));
      }
    }
  }
  for (size_t a = 0; a < index_->pools.size(); ++a) {
    for (int d = 0; d < days_; ++d) {
      for (int q = 0; q < slots_; ++q) NameCalls(static_cast<int>(a), d, q, plan);
    }
  }
  std::sort(plan.visits.begin(), plan.visits.end());
  std::sort(plan.video.begin(), plan.video.end());
  return plan;
}

}  // namespace vuoro::planning
