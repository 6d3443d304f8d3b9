// What the planner looks up of a problem, computed once: masks, candidates, neighbours, pools.
//
// Immutable after construction, so both planner threads read one Index.
#ifndef VUORO_SRC_PLANNING_INDEX_H_
#define VUORO_SRC_PLANNING_INDEX_H_

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "decision_masks.h"
#include "positions.h"
#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

inline constexpr size_t kMaxNeighbours = 48;  // offices kept in each office's list of near ones

struct OfficialDay {
  int official = 0;
  int day = 0;
};

// An office that an official may visit, with the drive there from his base and back.
struct Candidate {
  int office = 0;
  int agreement = 0;
  int out_slots = 0;
  int home_slots = 0;
  int out_minutes = 0;
  int home_minutes = 0;
  int least_out = 0;   // slots of the shortest way there, by way of another visit if need be
  int least_home = 0;  // and of the shortest way home
  uint32_t days = 0;   // field day, agreement's weekday, office open and not forbidden
  int shut = -1;       // position in Index::shut if something is forbidden, or -1
};

struct OfficialIndex {
  int agency = 0;
  int base = 0;
  uint64_t languages = 0;
  int64_t unmet_weight = 0;   // his agency's
  uint32_t pool_classes = 0;  // mixed languages of his agency that he speaks
  int max_field_days = 0;
  int max_day = 0;
  int max_week = 0;
  std::vector<Candidate> candidates;
  std::array<uint32_t, kMaxDays> remote{};  // slots of remote duty
};

struct LineIndex {
  int agreement = 0;
  int agency = 0;
  int office = 0;
  int language = 0;
  int slots = 0;
  int local = 0;          // position among the agreement's lines
  bool by_video = false;  // allowed, and somebody on remote duty can serve it
  bool by_visit = false;  // not interpreted
  int interpreters = -1;  // language whose interpreters a call takes, or -1
  uint32_t days = 0;      // on which it may be served
  int pool_class = 0;     // a mixed language of the agency, or its "any official" class
  int shut = -1;          // position in Index::shut if calls are forbidden, or -1

  // Whether a visit on day d may serve it by an official with these languages.
  bool MayBeVisited(uint64_t languages, int d) const {
    return by_visit && (languages >> language & 1) != 0 && (days >> d & 1) != 0;
  }
};

// An agreement, or (rank `real` false) an agency's lines in an office without one.
struct AgreementIndex {
  int agency = 0;
  int office = 0;
  int min_visits = 0;
  int max_visits = 0;
  uint32_t weekdays = 0;
  bool real = true;
  bool by_day = false;       // some of its lines may be served on some days only
  int64_t unmet_weight = 0;  // its agency's
  int64_t wait_weight = 0;
  std::vector<int> lines;      // face to face only first, then those with the fewest days
  std::vector<int> conflicts;  // agreements at this office that may not sit at the same time
  std::vector<int> visitors;   // officials with a candidate for it
};

// The officials of one agency who take calls. A class is a language that only some of them speak;
// one more class, numbered classes(), is "any of them".
struct PoolIndex {
  int mixed = 0;               // number of mixed languages
  std::vector<int> languages;  // of class 0..mixed-1
  size_t slack_offset = 0;     // into State's slack table
  size_t avail_offset = 0;     // into State's table of free slots by class
};

// A visit of the plan that is to change as little as possible.
struct BaselineVisit {
  int office = 0;
  int start = 0;
  int end = 0;
};

// The price of an agreement's wait, by the days with service as bits: the longest run of other
// days, the cycle taken as a circle. A week's is looked up, a longer cycle's is counted.
class WaitCost {
 public:
  WaitCost() = default;
  WaitCost(int days, int64_t weight);

  int64_t operator[](uint32_t served) const {
    return days_ <= kMaxWeekDays ? table_[served] : weight_ * LongestRun(served);
  }

 private:
  // Each step keeps the days that begin a run longer by one. REQUIRES: days_ < 32.
  int LongestRun(uint32_t served) const {
    if (served == 0) return days_;
    const uint64_t idle = ~uint64_t{served} & ((uint64_t{1} << days_) - 1);
    int run = 0;
    for (uint64_t first = idle | idle << days_; first != 0; first &= first >> 1) ++run;
    return run;
  }

  int days_ = 0;
  int64_t weight_ = 0;
  std::array<int64_t, size_t{1} << kMaxWeekDays> table_{};
};

class Index {
 public:
  explicit Index(const Problem& problem);

  // From now on every visit of `plan` that a plan lacks, and every other visit it has, costs
  // `price`. To be called before any State is made.
  void SetBaseline(const Plan& plan, int64_t price);
  // Pins and preferences about an official's visits on a day.
  std::span<const Wish> WishesOf(int official, int day) const {
    if (wishes.empty()) return {};
    return wishes[static_cast<size_t>(official * days + day)];
  }
  // Slots in which a visit to the candidate may be on the day, as far as opening and decisions
  // tell.
  uint32_t Open(const Candidate& c, int day) const {
    const uint32_t slots_open = Open(c.office, day);
    return c.shut < 0 ? slots_open
                      : slots_open & ~shut[static_cast<size_t>(c.shut)][static_cast<size_t>(day)];
  }
  // From the first to the last of them.
  Window OpenWindow(const Candidate& c, int day) const {
    if (c.shut < 0) {
      return problem.offices[static_cast<size_t>(c.office)].open[static_cast<size_t>(day)];
    }
    const uint32_t slots_open = Open(c, day);
    if (slots_open == 0) return {};
    return {std::countr_zero(slots_open), 32 - std::countl_zero(slots_open)};
  }
  // The same as Open for a call of the line.
  uint32_t Open(const LineIndex& line, int day) const {
    const uint32_t slots_open = Open(line.office, day);
    return line.shut < 0
               ? slots_open
               : slots_open & ~shut[static_cast<size_t>(line.shut)][static_cast<size_t>(day)];
  }
  // The baseline's visits on an official-day, as far as their windows could be a visit's.
  std::span<const BaselineVisit> BaselineOf(int official, int day) const {
    if (baseline.empty()) return {};
    return baseline[static_cast<size_t>(official * days + day)];
  }

  int Drive(int from, int to) const {
    return problem.drive_minutes[static_cast<size_t>(from)][static_cast<size_t>(to)];
  }
  int DriveSlots(int from, int to) const { return problem.DriveSlots(Drive(from, to)); }
  uint32_t Open(int office, int day) const {
    return open[static_cast<size_t>(office * days + day)];
  }

  // Of what is kept for each official and week.
  size_t OfficialWeekAt(int official, int day) const {
    return static_cast<size_t>(official * weeks + week_of[static_cast<size_t>(day)]);
  }
  // Slots in which somebody is to sit under agreement g on day d.
  uint32_t Presence(int g, int d) const {
    return presence.empty() ? 0 : presence[static_cast<size_t>(g * days + d)];
  }
  // Half hours that a visit of so many slots serves, and the shortest visit that serves so many.
  int Capacity(int length) const { return problem.VisitCapacity(length); }
  int LengthFor(int wanted) const {
    return wanted + (problem.lunch_after > 0 && wanted >= problem.lunch_after ? 1 : 0);
  }

  // The price of agreement g's wait when the days of the mask have service.
  int64_t WaitCost(int g, uint32_t mask) const {
    return agreements[static_cast<size_t>(g)].wait_weight * longest_run[mask];
  }

  const Problem& problem;
  int days;
  int weeks;
  int week_days;  // days of one week
  int slots;
  int min_visit;
  int max_visit;
  int64_t mean_unmet = 0;  // weight of a half hour, on average over the demand
  int64_t most_unmet = 0;  // of the dearest agency
  int64_t most_wait = 0;
  int64_t travel_weight;
  int64_t absence_weight;
  std::vector<uint32_t> open;      // [office][day] slot masks
  std::vector<uint32_t> presence;  // [agreement][day] likewise, or empty
  std::vector<OfficialIndex> officials;
  std::vector<LineIndex> lines;
  std::vector<AgreementIndex> agreements;
  std::vector<PoolIndex> pools;             // [agency]
  std::vector<std::vector<int>> team;       // [agency] officials
  std::vector<std::vector<int>> near;       // [office] nearest offices, itself first
  std::vector<std::vector<int>> visitors;   // [office] officials with a candidate there
  std::vector<std::vector<int>> at_office;  // [office] agreements
  std::vector<int> duty;  // [agency][day][slot] officials on remote duty if none is on a field day
  std::vector<size_t> cell_offset;  // [agency][day][slot] first call slot of the cell
  size_t slack_size = 0;
  size_t avail_size = 0;
  planning::WaitCost longest_run;          // by mask of days with service, each weighing 1
  std::array<int8_t, kMaxDays> week_of{};  // [day]
  std::vector<std::vector<BaselineVisit>> baseline;  // [official][day], or empty
  int baseline_visits = 0;  // all of them, also those that no plan can have
  int64_t change_price = 0;
  std::vector<std::array<uint32_t, kMaxDays>> shut;  // forbidden slots of candidates and lines
  std::vector<std::vector<Wish>> wishes;             // [official][day], or empty
  std::vector<int> pins;                             // positions in problem.decisions
  std::vector<std::vector<int>> pin_visitors;        // [pin] officials who may keep it
  int64_t most_worth = 0;  // of preferences on one official-day, whether for or against
  int64_t most_bonus = 0;  // no plan's preferences are worth more

 private:
  void AddAgreements();
  void AddPools();
  void AddLines();
  void AddOfficials();
  void AddNeighbours();
  void ForbidVisits(const DecisionMasks& masks, int official, Candidate& c);
  void FindLeastDrives(const Official& official, Candidate& c) const;
  void ForbidCalls(const DecisionMasks& masks);
  void AddWishes(const DecisionMasks& masks);
  void AddWeights();
};

// Bits [from, to) of a word.
constexpr uint32_t Bits(int from, int to) {
  if (from < 0) from = 0;
  if (to <= from) return 0;
  const uint32_t below_to = to >= 32 ? ~uint32_t{0} : (uint32_t{1} << to) - 1;
  const uint32_t below_from = from >= 32 ? ~uint32_t{0} : (uint32_t{1} << from) - 1;
  return below_to & ~below_from;
}

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_INDEX_H_
