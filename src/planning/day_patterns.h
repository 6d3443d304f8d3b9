// The ways in which officials could spend their days on what agreements and pins need.
#ifndef VUORO_SRC_PLANNING_DAY_PATTERNS_H_
#define VUORO_SRC_PLANNING_DAY_PATTERNS_H_

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "decision_masks.h"
#include "index.h"
#include "positions.h"

namespace vuoro::planning {

// Needs are agreements with their least visits, and behind them pins with one visit each.
struct PatternStop {
  int agreement = -1;
  int start = 0;
  int end = 0;
  std::vector<int> pins;  // needs that it serves beside its agreement's
};

// One way to spend a day: `stop` in time order.
struct DayPattern {
  int day_of = 0;  // position of the official-day
  int count = 0;
  int span = 0;
  std::array<PatternStop, kMaxStops> stop{};
  std::vector<int> pins;  // needs that its stops serve, each once
};

// A pattern has one or two visits of the shortest length, or of the shortest that keeps some pins'
// windows; longer ones only take more room. Starts are told apart only where desks or a special
// room may run out.
class DayPatterns {
 public:
  // Takes off `work` what listing costs. The problem must outlive it.
  DayPatterns(const Problem& problem, int64_t& work);

  const std::vector<int>& needed() const { return needed_; }  // [need] least visits
  bool IsPin(int need) const { return U(need) >= p_.agreements.size(); }
  // Agreements whose officials must not sit with this one's.
  const std::set<int>& rivals(int agreement) const { return rivals_[U(agreement)]; }
  // Whether desks or a special room may run out in the office.
  bool tight(int office) const { return tight_[U(office)]; }
  const std::vector<OfficialDay>& days() const { return days_; }
  const std::vector<DayPattern>& patterns() const { return patterns_; }
  // Positions of the patterns that serve a need.
  const std::vector<int>& Serving(int need) const { return patterns_of_[U(need)]; }

 private:
  bool Demanded(int g) const { return p_.agreements[U(g)].min_visits > 0; }
  int DriveSlots(int from, int to) const { return p_.DriveSlots(p_.drive_minutes[U(from)][U(to)]); }
  int PinNeed(const Wish& pin) const { return static_cast<int>(p_.agreements.size()) + pin.pin; }
  // What pins say of visits of e under agreement g on day d.
  std::vector<Wish> PinsOf(int e, int g, int d) const;
  void CountNeeds();
  void FindRivals();
  // Offices where desks or rooms may bind, by how many officials could be there on a day.
  void FindVisitors();
  // The visits of e under agreement g on day d that are worth telling apart, by end and start.
  std::vector<PatternStop> StopsOf(int e, int g, int d) const;
  void ListDays(int e);
  void ListDay(const std::vector<int>& mine);
  // A stop that nobody asks for is worth making only as a short cut.
  bool PairMayHelp(int a, bool a_asked, int b, bool b_asked) const;
  void ListSingles(const std::vector<PatternStop>& stops);
  void ListPairs(const std::vector<PatternStop>& firsts, const std::vector<PatternStop>& seconds);
  void AddPattern(int span, std::vector<PatternStop> stops);

  const Problem& p_;
  const DecisionMasks masks_;
  int64_t& work_;
  std::map<std::pair<int, int>, int> by_pair_;  // (agency, office) -> agreement
  std::vector<int> needed_;
  std::vector<uint32_t> weekdays_;     // [agreement]
  std::vector<std::set<int>> rivals_;  // [agreement]
  std::vector<bool> tight_;            // [office]
  std::vector<OfficialDay> days_;
  std::vector<DayPattern> patterns_;
  std::vector<std::vector<int>> patterns_of_;  // [need]
  OfficialDay listed_{};                       // whose patterns are being listed
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_DAY_PATTERNS_H_
