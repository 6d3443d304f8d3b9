// What a plan leaves over: every way to serve one more half hour of a line, with what it lacks.
//
// Shares no code with the planner's own state, so that an explanation also cross-checks it.
#ifndef VUORO_SRC_PLANNING_LEFTOVER_H_
#define VUORO_SRC_PLANNING_LEFTOVER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "positions.h"
#include "vuoro/planning/explain.h"

namespace vuoro::planning {

// Which of the rules behind Lack::kOfficialHours a visit breaks.
enum HoursRule : uint32_t {
  kNotSent = 1,      // C1: may not visit the office
  kNoFieldDay = 2,   // C1: not available that weekday
  kStops = 4,        // C8
  kDriving = 8,      // C9, C10
  kDayLimit = 16,    // C11: max_day
  kWeekLimit = 32,   // C11: max_week
  kFieldLimit = 64,  // C11: max_field_days
  kPool = 128,       // C14, C15: nobody else can take his calls
};

struct Way {
  enum Kind : uint8_t { kCall, kSeat, kLonger, kVisit };
  Kind kind = kCall;
  int official = -1;  // of a visit
  int visit = -1;     // position of the one that serves more or becomes longer
  int day = 0;
  int start = 0;  // of the call's slot, or of the visit as it would be
  int end = 0;
  LackSet lacks = 0;
  uint32_t hours = 0;    // HoursRule bits of a visit
  int day_short = 0;     // slots missing in max_day
  int week_short = 0;    // and in max_week
  uint32_t shut = 0;     // slots in which the office would have to be open
  bool no_visit = true;  // of kAgreement: there is none, or all its visits are made
  bool no_weekday = false;
  int64_t preference = 0;  // what a longer visit takes off the cost by people's preferences
};

class Leftover {
 public:
  // REQUIRES: `plan` keeps every rule of `problem`; both outlive it.
  Leftover(const Problem& problem, const Plan& plan);

  int unmet(int k) const { return unmet_[U(k)]; }
  const std::vector<int>& team(int agency) const { return team_[U(agency)]; }
  // Calls `visit` with every way to serve line k, in a fixed order.
  void ForEachWay(int k, const std::function<void(const Way&)>& visit) const;

  // True if official e is there and could take one more call of the agency in this cell.
  bool CouldTake(int agency, int day, int slot, int e) const;
  bool InField(int e, int day) const { return !day_visits_[DayOf(e, day)].empty(); }
  // Exclusive groups that keep `agency` out of the office at some of these slots.
  std::vector<int> Blockers(int agency, int office, int day, uint32_t window) const;
  // Position of the agreement, or -1.
  int AgreementOf(int agency, int office) const;
  int CountVisits(int agency, int office) const;

  // Unmet half hours in the office that e could serve in a visit on a day (if he also spoke
  // `language`).
  int Wanted(int e, int office, int day, int language = -1) const;
  // What a new visit of e would take off the cost if it served `served` half hours.
  int64_t Saving(int e, int office, int day, Window hours, int served) const;
  // What somebody of the agency in the office in these slots takes off the price of absence.
  int64_t PresenceSaved(int agency, int office, int day, uint32_t window) const;
  // What service on a further day takes off the cost of waiting.
  int64_t WaitSaved(int agency, int office, int day) const;
  // Whether it must stay as it is: some pin has no other visit and does not match the new one.
  bool PinnedAgainst(int visit, const Visit& changed) const;
  // Decisions that forbid the official these slots of the office's day, or its agency this call.
  std::vector<int> Forbidders(int e, int office, int day, uint32_t window) const;
  std::vector<int> CallForbidders(int agency, int office, int day, int slot) const;
  // For an open way of kind kVisit: the end that saves most, and the saving.
  std::pair<int, int64_t> BestEnd(const Way& way, int office) const;

  // The calls among the ways to serve line k.
  void CallWays(int k, const std::function<void(const Way&)>& visit) const;
  // A new visit [start, end) of e in the office, with what it lacks; languages aside.
  Way VisitWay(int e, int office, int day, int start, int end) const;
  bool VisitsOffice(int e, int day, int office) const;
  // Takes the visit at this position out, and puts it back. In between, whom it serves stays
  // served, and only Saving, VisitWay, VisitsOffice and PinnedAgainst may be asked.
  void Lift(int v);
  void PutBack(int v);
  // Adds a visit as it is; others take the calls that its official has that day, where they can.
  void Place(const Visit& visit);

  // Applies an open way, to line k; a visit as long as pays.
  void Take(const Way& way, int k);
  // Serves these lines better as long as some open way saves anything, and `go_on` says so.
  void Improve(const std::vector<int>& lines, const std::function<bool()>& go_on);

  Plan ToPlan() const;

 private:
  struct Seat {
    int line;
    int official;
  };
  size_t DayOf(int e, int d) const { return U(e * problem_.days + d); }
  size_t WeekAt(int e, int d) const { return U(e * problem_.weeks + problem_.WeekOf(d)); }
  size_t OfficeDay(int o, int d) const { return U(o * problem_.days + d); }
  size_t Cell(int agency, int d, int q) const {
    return (U(agency * problem_.days + d)) * U(problem_.slots_per_day) + U(q);
  }
  bool Interpreted(int language) const { return problem_.languages[U(language)].interpreted; }
  bool Speaks(int e, int language) const { return spoken_[U(e)] >> language & 1; }
  int Drive(int from, int to) const { return problem_.drive_minutes[U(from)][U(to)]; }
  int DriveSlots(int from, int to) const { return problem_.DriveSlots(Drive(from, to)); }

  bool OnDuty(int e, int d, int q) const { return duty_[DayOf(e, d)] >> q & 1; }
  void FindDuty();
  // Of decisions: whether one is about the official and office, and matches the visit.
  bool Concerns(const Decision& decision, int e, int office, int day) const;
  bool Matches(const Decision& decision, const Visit& visit) const;
  // What people's preferences for the visit take off the cost.
  int64_t WorthOf(const Visit& visit) const;
  int SpanOf(int e, int d) const;  // slots away from base
  void CountVisit(const Visit& visit);
  void CountCall(int line, int d, int q);
  uint32_t RoomTaken(int agency, int office, int d) const;
  // Finds an official for one more call of `language` (-1: any will do) by augmenting the names of
  // the cell's calls; `without` takes none of them.
  bool Seatable(int agency, int d, int q, int language, int without,
                std::vector<Seat>* named) const;
  bool Spare(int e, int d) const;
  void VisitWays(int k, const std::function<void(const Way&)>& visit) const;
  void LongerWays(int k, const std::function<void(const Way&)>& visit) const;
  // What visit [start, end) of e in the office lacks because of the official's day and week; the
  // visit at `instead` (or -1) is replaced.
  void JudgeRoute(int e, int office, int instead, Way& way) const;
  void JudgePlace(int agency, int office, uint32_t window, Way& way) const;
  int64_t Travel(const std::vector<int>& visits, int e) const;
  void TakeCall(const Way& way, int k);
  void TakeVisit(const Way& way, const DemandLine& line);
  void TakeSeat(const Way& way, int k);
  void HandOver(int e, int d);
  bool TakeCalls(int k);

  const Problem& problem_;
  std::vector<std::vector<int>> team_;            // [agency] officials
  std::vector<std::vector<int>> lines_;           // [agreement or pair] lines, by pair_
  std::map<std::pair<int, int>, int> pair_;       // (agency, office) -> position in lines_
  std::map<std::pair<int, int>, int> agreement_;  // (agency, office) -> agreement
  std::vector<uint64_t> spoken_;                  // [official]
  std::vector<uint32_t> weekdays_;                // [agreement]
  std::vector<uint32_t> sent_days_;               // [official] field days as bits
  std::vector<Visit> visits_;
  std::vector<std::vector<int>> pair_visits_;    // [pair]
  std::vector<std::vector<int>> day_visits_;     // [official][day]
  std::vector<std::vector<int>> office_visits_;  // [office][day]
  std::vector<std::vector<Seat>> cells_;         // [agency][day][slot]
  std::vector<int> unmet_;                       // [line]
  std::vector<int> week_;                        // [official][week] slots away
  std::vector<int> field_days_;                  // [official][week]
  std::vector<uint32_t> duty_;                   // [official][day] slots in which he takes calls
  std::vector<uint32_t> open_;                   // [office][day]
  std::vector<int> desks_, booths_;              // [office][day][slot]
  std::vector<int> interpreters_;                // [language][day][slot]
  std::vector<uint32_t> served_days_;            // [pair]
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_LEFTOVER_H_
