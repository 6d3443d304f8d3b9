// A plan under change: visits, pooled video calls, the room left everywhere, and the exact cost,
// all kept up to date by four undoable moves.
//
// Calls have no official: within an agency, day and slot they can be given to those on duty iff
// Hall's condition holds, so the state keeps for each set S of mixed languages the slack
// (officials on duty who speak one of S) - (calls in S). Names come last (`NameCalls`).
#ifndef VUORO_SRC_PLANNING_STATE_H_
#define VUORO_SRC_PLANNING_STATE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "index.h"
#include "vuoro/planning/plan.h"

namespace vuoro::planning {

inline constexpr int kMaxServes = 12;  // lines that one visit of the planner serves

struct LineShare {
  uint8_t local = 0;  // line's position in its agreement
  uint8_t slots = 0;
};

// One visit inside a day plan.
struct Stop {
  int agreement = 0;
  int16_t office = 0;
  int8_t start = 0;
  int8_t end = 0;
  uint8_t shares = 0;
  uint8_t served = 0;  // sum over the shares
  std::array<LineShare, kMaxServes> share{};
};

// The visits of one official on one day, in time order.
struct DayPlan {
  std::array<Stop, kMaxStops> stop{};
  int count = 0;
};

class State {
 public:
  explicit State(const Index& index);

  // The plan's cost without the price of what is missing, and how many visits are.
  int64_t cost() const { return cost_; }
  int missing_visits() const { return missing_visits_; }
  // Pins that no visit keeps, and the visits that keep one of them.
  int missing_pins() const { return missing_pins_; }
  int kept(int pin) const { return kept_[U(pin)]; }
  // Visits removed from and added to the baseline; 0 without one.
  int changes() const { return changes_; }
  // What the search minimises.
  int64_t price() const {
    return cost_ + missing_price_ * (missing_visits_ + missing_pins_) +
           index_->change_price * changes_;
  }
  int64_t missing_price() const { return missing_price_; }

  const DayPlan& Day(int e, int d) const { return day_[U(e * days_ + d)]; }
  int left(int k) const { return left_[U(k)]; }
  int visits(int g) const { return visits_[U(g)]; }
  // Field days and slots away in the week of day d.
  int field_days(int e, int d) const { return field_days_[index_->OfficialWeekAt(e, d)]; }
  int week(int e, int d) const { return week_[index_->OfficialWeekAt(e, d)]; }
  uint32_t served_days(int g) const { return served_days_[U(g)]; }
  int Span(int e, int d) const { return DaySpan(e, Day(e, d)); }
  int64_t Travel(int e, int d) const { return DayTravel(e, Day(e, d)); }
  int DaySpan(int e, const DayPlan& plan) const;
  int64_t DayTravel(int e, const DayPlan& plan) const;  // minutes

  // Slots in which a visit under agreement g could take one more desk of its office on day d.
  uint32_t FreeDesks(int g, int d) const;
  // Of the window, the slots in which agreement g's presence on day d lacks somebody.
  uint32_t Absent(int g, int d, uint32_t window) const {
    return index_->Presence(g, d) & window & ~sitting_mask_[U(g * days_ + d)];
  }
  int DesksLeft(int office, int d, int q) const {
    return index_->problem.offices[U(office)].desks -
           desks_[U(office * days_ + d) * U(slots_) + U(q)];
  }
  // Slots in which a call of line k could be added on day d.
  uint32_t FreeCalls(int k, int d) const {
    const LineIndex& line = index_->lines[U(k)];
    const PoolIndex& pool = index_->pools[U(line.agency)];
    uint32_t free = index_->Open(line, d) & ~booth_full_[U(line.office * days_ + d)] &
                    avail_[pool.avail_offset + U(d * (pool.mixed + 1) + line.pool_class)];
    if ((line.days >> d & 1) == 0) return 0;
    if (line.interpreters >= 0) free &= ~interpreters_full_[U(line.interpreters * days_ + d)];
    return free;
  }
  // What a further call of line k needs on day d, as the slots that have it.
  struct CallRoom {
    uint32_t booths = 0;
    uint32_t officials = 0;
    uint32_t interpreters = 0;
  };
  CallRoom RoomForCalls(int k, int d) const {
    const LineIndex& line = index_->lines[U(k)];
    const PoolIndex& pool = index_->pools[U(line.agency)];
    const uint32_t open = (line.days >> d & 1) != 0 ? index_->Open(line, d) : 0;
    return {open & ~booth_full_[U(line.office * days_ + d)],
            open & avail_[pool.avail_offset + U(d * (pool.mixed + 1) + line.pool_class)],
            line.interpreters < 0 ? open
                                  : open & ~interpreters_full_[U(line.interpreters * days_ + d)]};
  }
  // Slots in which a call must go when official e leaves the pool on day d.
  uint32_t LostSlots(int e, int d) const;
  // Lines in call of an agency in one cell (day, slot).
  std::pair<const int*, int> Calls(int agency, int d, int q) const {
    const size_t cell = Cell(agency, d, q);
    return {&calls_[index_->cell_offset[cell]], call_count_[cell]};
  }
  // Half hours of agreement g served on day d.
  int services(int g, int d) const { return services_[U(g * days_ + d)]; }
  // Calls of line k on day d, as slots (a line may have several calls in one).
  uint32_t CallSlots(int k, int d) const { return line_slots_[U(k * days_ + d)]; }

  // REQUIRES for the moves: the result keeps every rule but C12's minimum and C18; for AddVisit
  // also that LostSlots(e, d) is empty if it is the day's first visit (see MakeRoomInPool).
  void AddVisit(int e, int d, const Stop& stop);
  void RemoveVisit(int e, int d, int position);
  // Deals out a visit's half hours anew: `with` differs from it in its shares alone.
  void Reshare(int e, int d, int position, const Stop& with);
  void AddCall(int k, int d, int q);
  void RemoveCall(int k, int d, int q);

  // Removes one call in every lost slot, so that official e can leave the pool on day d.
  void MakeRoomInPool(int e, int d);
  // Fills `stop`'s shares from the agreement's lines of that day that e speaks and that have slots
  // left.
  void Share(int e, int d, Stop& stop) const;
  // True if the visit keeps all rules on the present plan, `stop`'s shares aside.
  bool Allowed(int e, int d, const Stop& stop) const;

  // Undo: everything after Begin() can be taken back, once.
  void Begin() { log_.clear(); }
  void Undo();
  struct Move {
    enum Kind : uint8_t { kAddVisit, kRemoveVisit, kReshare, kAddCall, kRemoveCall } kind;
    int8_t day;
    int8_t slot;
    int subject;  // official or line
    Stop stop;
  };
  const std::vector<Move>& log() const { return log_; }
  // Takes back a list of moves made on this state, last first; does not log.
  void TakeBack(const std::vector<Move>& moves);

  // The visits as values, and the calls with officials by bipartite matching.
  Plan ToPlan() const;

 private:
  size_t Cell(int agency, int d, int q) const {
    return (U(agency) * U(days_) + U(d)) * U(slots_) + U(q);
  }
  void Count(int g, int d, int amount);
  void CountVisit(int g, int amount);
  void CountShares(const Stop& stop, int sign);
  void CountChange(int e, int d, const Stop& stop, int amount);
  void CountWishes(int e, int d, const Stop& stop, int amount);
  void CountDesk(const Stop& stop, int d, int amount);
  void CountPool(int e, int d, int amount);
  void RefreshAvail(int agency, int d, int q);
  void NameCalls(int agency, int d, int q, Plan& plan) const;
  int CallToDrop(int e, int d, int q) const;

  const Index* index_;
  int days_;
  int slots_;
  int64_t missing_price_;
  int64_t cost_ = 0;
  int missing_visits_ = 0;
  int missing_pins_ = 0;
  int changes_ = 0;
  bool logging_ = true;
  std::vector<Move> log_;
  std::vector<DayPlan> day_;           // [official][day]
  std::vector<int16_t> field_days_;    // [official][week]
  std::vector<int16_t> week_;          // [official][week] slots away
  std::vector<int> left_;              // [line]
  std::vector<int> visits_;            // [agreement]
  std::vector<int> kept_;              // [pin] visits as pinned
  std::vector<int16_t> services_;      // [agreement][day] half hours served
  std::vector<uint32_t> served_days_;  // [agreement]
  std::vector<uint8_t> desks_;         // [office][day][slot]
  std::vector<uint32_t> desk_full_;    // [office][day]
  std::vector<uint8_t> sitting_;  // [agreement][day][slot], only where conflicts or presence are
  std::vector<uint32_t> sitting_mask_;
  std::vector<uint8_t> booths_;        // [office][day][slot]
  std::vector<uint32_t> booth_full_;   // [office][day]
  std::vector<uint8_t> interpreters_;  // [language][day][slot]
  std::vector<uint32_t> interpreters_full_;
  std::vector<int16_t> slack_;   // [agency][day][slot][set of mixed languages; 0 is everybody]
  std::vector<uint32_t> avail_;  // [agency][day][class] slots where one more call fits
  std::vector<int> calls_;       // [agency][day][slot] lines, up to duty
  std::vector<int16_t> call_count_;
  std::vector<uint32_t> line_slots_;  // [line][day]
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_STATE_H_
