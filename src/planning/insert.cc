// Inserting visits by masks of free slots.
#include "insert.h"

#include <algorithm>
#include <bit>
#include <span>

#include "sharing.h"

namespace vuoro::planning {
namespace {

// Half hours under agreement g that e could serve in a visit on day d, by whether a call could too.
struct Want {
  int face = 0;
  int video = 0;
  int total() const { return face + video; }
};

Want WantOf(const Index& index, const State& state, const OfficialIndex& official, int g, int d) {
  Want want;
  for (int k : index.agreements[U(g)].lines) {
    const LineIndex& line = index.lines[U(k)];
    if (!line.MayBeVisited(official.languages, d)) continue;
    (line.by_video ? want.video : want.face) += state.left(k);
  }
  return want;
}

// A window for a visit: the slots it may use, and the longest it may be.
struct Room {
  uint32_t slots = 0;
  int longest = 0;
  bool late = false;  // before another visit: the later the better
};

struct Choice {
  int64_t gain = 0;
  const Candidate* candidate = nullptr;
  uint32_t starts = 0;
  int length = 0;
  bool late = false;
  bool alone = true;
};

class Placer {
 public:
  Placer(const Index& index, State& state, int e, int d, const Taste& taste, Random& random,
         const Candidate* only)
      : index_(index),
        state_(state),
        official_(index.officials[U(e)]),
        day_(state.Day(e, d)),
        e_(e),
        d_(d),
        taste_(taste),
        baseline_(index.BaselineOf(e, d)),
        wishes_(index.WishesOf(e, d)),
        random_(random),
        only_(only) {}

  bool Place() {
    if (day_.count >= index_.problem.max_stops || !HasDaysLeft()) return false;
    span_ = state_.Span(e_, d_);
    travel_ = state_.Travel(e_, d_);
    max_span_ = std::min(official_.max_day, official_.max_week - state_.week(e_, d_) + span_);
    leave_price_ = day_.count == 0 ? LeavePrice() : 0;
    longest_ = random_.Chance(taste_.short_visits, 1024)
                   ? static_cast<int>(random_.Between(index_.min_visit, index_.max_visit))
                   : index_.max_visit;
    for (const Candidate& c : official_.candidates) {
      if ((c.days >> d_ & 1) && (only_ == nullptr || only_ == &c)) Weigh(c);
    }
    if (best_.candidate == nullptr) return false;
    Commit();
    return true;
  }

 private:
  bool HasDaysLeft() const {
    return day_.count > 0 || state_.field_days(e_, d_) < official_.max_field_days;
  }

  // What it costs the pool that this official is away all day.
  int64_t LeavePrice() const {
    if (official_.remote[U(d_)] == 0) return 0;
    const int lost = std::popcount(state_.LostSlots(e_, d_));
    return official_.unmet_weight * (int64_t{lost} * taste_.call_loss + taste_.duty_loss) / 1024;
  }

  // True if a visit to whom nobody is left could serve somebody of a day with several services.
  bool CanTakeOver(int g) const {
    const uint32_t served = state_.served_days(g);
    if (index_.WaitCost(g, served | uint32_t{1} << d_) >= index_.WaitCost(g, served)) return false;
    for (int d = 0; d < index_.days; ++d) {
      if (state_.services(g, d) > 1) return true;
    }
    return false;
  }

  Room Alone(const Candidate& c, uint32_t free) const {
    return {free & Bits(c.out_slots, index_.slots - c.home_slots),
            max_span_ - c.out_slots - c.home_slots, false};
  }

  Room After(const Candidate& c, uint32_t free) const {
    const Stop& other = day_.stop[0];
    const int leave = other.start - index_.DriveSlots(official_.base, other.office);
    const int from = other.end + index_.DriveSlots(other.office, c.office);
    const int to = std::min(leave + max_span_, index_.slots) - c.home_slots;
    return {free & Bits(from, to), index_.max_visit, false};
  }

  Room Before(const Candidate& c, uint32_t free) const {
    const Stop& other = day_.stop[0];
    const int back = other.end + index_.DriveSlots(other.office, official_.base);
    const int from = std::max(0, back - max_span_) + c.out_slots;
    const int to = other.start - index_.DriveSlots(c.office, other.office);
    return {free & Bits(from, to), index_.max_visit, true};
  }

  void Weigh(const Candidate& c) {
    const AgreementIndex& agreement = index_.agreements[U(c.agreement)];
    const int count = state_.visits(c.agreement);
    if (count >= agreement.max_visits) return;
    const bool needed = count < agreement.min_visits;
    const Want want = WantOf(index_, state_, official_, c.agreement, d_);
    const bool takes_over = want.total() == 0 && CanTakeOver(c.agreement);
    absent_ = state_.Absent(c.agreement, d_, ~uint32_t{0});
    const bool pays = want.total() > 0 || takes_over || needed || absent_ != 0;
    if (!pays && baseline_.empty() && wishes_.empty()) return;
    uint32_t free = state_.FreeDesks(c.agreement, d_);
    if (c.shut >= 0) free &= index_.Open(c, d_);
    int64_t fixed = needed ? state_.missing_price() : 0;
    if (want.total() > 0 || takes_over) {
      const uint32_t served = state_.served_days(c.agreement);
      fixed += index_.WaitCost(c.agreement, served) -
               index_.WaitCost(c.agreement, served | uint32_t{1} << d_);
    }
    fixed -= leave_price_ + index_.change_price;
    if (day_.count == 0) {
      WeighRoom(c, want, fixed - index_.travel_weight * (c.out_minutes + c.home_minutes),
                Alone(c, free));
      return;
    }
    const Stop& other = day_.stop[0];
    if (other.office == c.office) return;
    const int to_other = index_.Drive(official_.base, other.office);
    const int from_other = index_.Drive(other.office, official_.base);
    WeighRoom(c, want,
              fixed - index_.travel_weight * (to_other + index_.Drive(other.office, c.office) +
                                              c.home_minutes - travel_),
              After(c, free));
    WeighRoom(c, want,
              fixed - index_.travel_weight * (c.out_minutes + index_.Drive(c.office, other.office) +
                                              from_other - travel_),
              Before(c, free));
  }

  void WeighRoom(const Candidate& c, const Want& want, int64_t fixed, const Room& room) {
    for (const BaselineVisit& b : baseline_) {
      const uint32_t window = Bits(b.start, b.end);
      const bool fits = b.office == c.office && b.end - b.start <= room.longest &&
                        (room.slots & window) == window;
      if (fits) {
        Offer(c, want, fixed + 2 * index_.change_price + WishGain(c, window),
              uint32_t{1} << b.start, b.end - b.start, room.late);
      }
    }
    if (absent_ & room.slots) WeighPresence(c, want, fixed, room);
    const int wanted = std::min(
        {longest_, room.longest, std::max(index_.min_visit, index_.LengthFor(want.total()))});
    if (!wishes_.empty()) return WeighWishes(c, want, fixed, room, wanted);
    uint32_t starts = Starts(room.slots, index_.min_visit);
    if (starts == 0 || wanted < index_.min_visit) return;
    int length = index_.min_visit;
    while (length < wanted) {
      const uint32_t longer = starts & (room.slots >> length);
      if (longer == 0) break;
      starts = longer;
      ++length;
    }
    // The slot that goes to lunch is not worth staying for.
    if (length == index_.problem.lunch_after && length > index_.min_visit) --length;
    Offer(c, want, fixed, starts, length, room.late);
  }

  // What people wish of a visit in these slots: preferences, and pins that none keeps yet.
  int64_t WishGain(const Candidate& c, uint32_t visit) const {
    int64_t gain = 0;
    for (const Wish& wish : wishes_) {
      if (wish.office != c.office || !wish.Matches(visit)) continue;
      gain += wish.worth;
      if (wish.pin >= 0 && state_.kept(wish.pin) == 0) gain += state_.missing_price();
    }
    return gain;
  }

  // Of each length the starts that are wished for most. Beyond `wanted`, which a visit fills, only
  // the lengths that some wish asks for.
  void WeighWishes(const Candidate& c, const Want& want, int64_t fixed, const Room& room,
                   int wanted) {
    int longest = wanted;
    for (const Wish& wish : wishes_) {
      const bool asks = wish.office == c.office && wish.meets != Wish::kPart;
      if (asks) longest = std::max(longest, std::popcount(wish.window));
    }
    longest = std::min({longest, room.longest, index_.max_visit});
    for (int length = index_.min_visit; length <= longest; ++length) {
      uint32_t best = 0;
      int64_t most = 0;
      for (uint32_t rest = Starts(room.slots, length); rest != 0; rest &= rest - 1) {
        const int start = std::countr_zero(rest);
        const int64_t gain = WishGain(c, Bits(start, start + length));
        if (best == 0 || gain > most) best = 0;
        if (best == 0) most = gain;
        if (gain == most) best |= uint32_t{1} << start;
      }
      if (best != 0) Offer(c, want, fixed + most, best, length, room.late);
    }
  }

  // Every window in which the visit is missed.
  void WeighPresence(const Candidate& c, const Want& want, int64_t fixed, const Room& room) {
    const int most = std::min(room.longest, index_.max_visit);
    for (uint32_t rest = Starts(room.slots, index_.min_visit); rest != 0; rest &= rest - 1) {
      const int start = std::countr_zero(rest);
      for (int n = index_.min_visit; n <= most; ++n) {
        const uint32_t window = Bits(start, start + n);
        if ((room.slots & window) != window) break;
        const int missed = std::popcount(absent_ & window);
        if (missed == 0) continue;
        Offer(c, want, fixed + index_.absence_weight * missed + WishGain(c, window),
              uint32_t{1} << start, n, room.late);
      }
    }
  }

  void Offer(const Candidate& c, const Want& want, int64_t fixed, uint32_t starts, int length,
             bool late) {
    const int room = index_.Capacity(length);
    const int face = std::min(room, want.face);
    const int video = std::min(room - face, want.video);
    int64_t gain =
        official_.unmet_weight * (face + int64_t{video} * taste_.video_worth / 1024) + fixed;
    if (gain <= 0) return;
    if (taste_.noise > 0) {
      gain = gain * (1024 + random_.Between(-taste_.noise, taste_.noise) / 2) / 1024;
    }
    gain = gain * 64 + static_cast<int64_t>(random_.Below(64));  // ties at random
    if (gain > best_.gain) best_ = {gain, &c, starts, length, late, day_.count == 0};
  }

  int PickStart() {
    const int first = std::countr_zero(best_.starts);
    const int last = 31 - std::countl_zero(best_.starts);
    if (!best_.alone) return best_.late ? last : first;
    const uint64_t coin = random_.Below(4);
    if (coin == 0) return last;
    if (coin < 3) return first;
    uint32_t rest = best_.starts;
    for (uint64_t skip = random_.Below(U(std::popcount(rest))); skip > 0; --skip) rest &= rest - 1;
    return std::countr_zero(rest);
  }

  void Commit() {
    Stop stop;
    stop.agreement = best_.candidate->agreement;
    stop.office = static_cast<int16_t>(best_.candidate->office);
    stop.start = static_cast<int8_t>(PickStart());
    stop.end = static_cast<int8_t>(stop.start + best_.length);
    if (day_.count == 0) state_.MakeRoomInPool(e_, d_);
    state_.Share(e_, d_, stop);
    if (stop.served == 0 && CanTakeOver(stop.agreement)) {
      TakeOver(index_, state_, e_, d_, stop);
    }
    state_.AddVisit(e_, d_, stop);
  }

  const Index& index_;
  State& state_;
  const OfficialIndex& official_;
  const DayPlan& day_;
  const int e_;
  const int d_;
  const Taste& taste_;
  const std::span<const BaselineVisit> baseline_;
  const std::span<const Wish> wishes_;
  Random& random_;
  const Candidate* only_;
  int span_ = 0;
  int longest_ = 0;
  int64_t travel_ = 0;
  int max_span_ = 0;
  int64_t leave_price_ = 0;
  uint32_t absent_ = 0;  // slots in which the candidate's presence lacks somebody
  Choice best_;
};

}  // namespace

uint32_t Starts(uint32_t free, int length) {
  // After covering n, a bit says that n slots from here are free; n grows by doubling.
  int covered = 1;
  while (covered < length && free != 0) {
    const int step = std::min(covered, length - covered);
    free &= free >> step;
    covered += step;
  }
  return free;
}

bool PlaceVisit(const Index& index, State& state, int e, int d, const Taste& taste, Random& random,
                const Candidate* only) {
  return Placer(index, state, e, d, taste, random, only).Place();
}

}  // namespace vuoro::planning
