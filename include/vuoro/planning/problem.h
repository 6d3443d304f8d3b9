// The weekly plan of joint offices as a mathematical problem: plain values, no network document.
//
// One plan is made for a typical cycle of 1, 2 or 4 weeks and repeated. Officials of agencies sit
// in offices on days in windows of slots (half hours); what such visits do not cover is served
// through the offices' video booths by officials at their base. `checker.h` states the rules
// and the cost, `planner.h` solves. All ids are positions in the vectors; all windows are
// [from, to). Days are those of the whole cycle, one week behind the other.
#ifndef VUORO_PLANNING_PROBLEM_H_
#define VUORO_PLANNING_PROBLEM_H_

#include <absl/status/status.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro::planning {

// Limits of one problem; Validate() refuses more with `limit_reached`.
inline constexpr int kMaxWeekDays = 7;
inline constexpr int kMaxWeeks = 4;
inline constexpr int kMaxDays = kMaxWeeks * kMaxWeekDays;
inline constexpr int kMaxSlotsPerDay = 32;     // one machine word of slots a day
inline constexpr int kMaxStops = 2;            // visits of one official on one day
inline constexpr int kMaxLanguages = 64;       // spoken and interpreted together
inline constexpr int kMaxSpokenLanguages = 8;  // those not spoken by every official of an agency
inline constexpr int kMaxOffices = 10'000;
inline constexpr int kMaxOfficials = 30'000;
inline constexpr int kMaxAgencies = 1'000;
inline constexpr int kMaxLines = 200'000;
inline constexpr int kMaxLinesPerAgreement = 250;
inline constexpr int kMaxLineSlots = 10'000;
inline constexpr int kMaxCapacity = 200;  // desks or booths of one office, interpreters at once
inline constexpr int kMaxDriveMinutes = 100'000;
inline constexpr int kMaxWeight = 1'000'000;
inline constexpr int kMaxDecisions = 2'000;
inline constexpr int kMaxBroadDecisions = 100;  // those that name neither official nor office

// Slots [from, to) of a day; empty (closed, none) if from == to.
struct Window {
  int from = 0;
  int to = 0;

  bool empty() const { return from >= to; }
  int length() const { return empty() ? 0 : to - from; }
  bool Holds(int slot) const { return from <= slot && slot < to; }
  friend bool operator==(const Window&, const Window&) = default;
};

// cost = unmet x unserved slots + travel x minutes driven + wait x longest runs without service
//        + absence x slots of presence with nobody there.
struct Weights {
  int unmet = 100;
  int travel = 1;
  int wait = 10;
  int absence = 200;
  friend bool operator==(const Weights&, const Weights&) = default;
};

// What one agency's unmet half hours and runs without service weigh, instead of Weights' unmet and
// wait.
struct AgencyWeights {
  int unmet = 100;
  int wait = 10;
  friend bool operator==(const AgencyWeights&, const AgencyWeights&) = default;
};

struct Language {
  std::string code;
  bool interpreted = false;  // always by video and with an interpreter
  friend bool operator==(const Language&, const Language&) = default;
};

struct Office {
  std::string name;
  int desks = 1;             // visits at once, at least 1
  int booths = 0;            // video calls at once
  std::vector<Window> open;  // one per day of the cycle
  // Days without video, such as those of a vehicle that has no connection where it stands.
  std::vector<int> no_video = {};

  int BoothsOn(int day) const {
    const bool none = std::find(no_video.begin(), no_video.end(), day) != no_video.end();
    return none ? 0 : booths;
  }
  friend bool operator==(const Office&, const Office&) = default;
};

struct Official {
  int agency = 0;
  int base = 0;                // the office he starts from and returns to
  std::vector<int> languages;  // spoken ones only
  std::vector<int> offices;    // those he may visit
  std::vector<bool> field;     // one per day: available for visits
  int max_field_days = 0;      // days with a visit, in each week
  int max_day = 0;             // slots away from base on one day, driving included
  int max_week = 0;            // the same over each week
  std::vector<Window> remote;  // one per day: when he can take video calls
  // One list per day of slots inside `remote` in which he takes none, such as lunch; empty: none.
  std::vector<std::vector<Window>> remote_gaps = {};

  bool OnRemoteDuty(int day, int slot) const {
    const auto d = static_cast<size_t>(day);
    if (!remote[d].Holds(slot)) return false;
    return remote_gaps.empty() || std::none_of(remote_gaps[d].begin(), remote_gaps[d].end(),
                                               [&](const Window& gap) { return gap.Holds(slot); });
  }
  friend bool operator==(const Official&, const Official&) = default;
};

// What lets an agency visit an office; at most one for each (agency, office).
struct Agreement {
  int agency = 0;
  int office = 0;
  int min_visits = 0;  // per cycle
  int max_visits = 0;
  std::vector<int> weekdays;  // days of the cycle on which visits are allowed
  friend bool operator==(const Agreement&, const Agreement&) = default;
};

// Slots in which some official of the agency is to sit in the office, whoever it is.
struct Presence {
  int agency = 0;
  int office = 0;
  int day = 0;
  Window hours;
  friend bool operator==(const Presence&, const Presence&) = default;
};

// Agencies whose visits at `office` must not overlap in time (one special room). Two officials of
// one agency may.
struct ExclusiveGroup {
  int office = 0;
  std::vector<int> agencies;
  friend bool operator==(const ExclusiveGroup&, const ExclusiveGroup&) = default;
};

// Demand of a cycle for one agency in one office and language.
struct DemandLine {
  int agency = 0;
  int office = 0;
  int language = 0;
  int slots = 0;                   // half hours per cycle
  bool video = false;              // false: face to face only
  std::vector<int> weekdays = {};  // on which it may be served; empty: on any

  bool On(int day) const {
    return weekdays.empty() || std::find(weekdays.begin(), weekdays.end(), day) != weekdays.end();
  }
  friend bool operator==(const DemandLine&, const DemandLine&) = default;
};

enum class DecisionKind : uint8_t {
  kPin,     // at least one visit matches
  kForbid,  // no visit matches
  kPrefer,  // every visit that matches takes `worth` off the cost
};
// Their words in documents, in their order.
inline constexpr std::array<std::string_view, 3> kDecisionWords = {"pin", "forbid", "prefer"};

// What a person decided about the plan. A visit matches if it is by the official (or one of the
// agency), in the office, on the day and in the window that the decision names; -1 and an empty
// window are any. What is wanted, by a pin or a preference worth more than 0, is there all of the
// window, and with `exact` no longer; what is not wanted is there in any part of it.
struct Decision {
  DecisionKind kind = DecisionKind::kPin;
  int official = -1;
  int agency = -1;
  int office = -1;
  int day = -1;
  Window window = {};  // slots of a day
  bool exact = false;  // of what is wanted: the visit begins and ends with the window
  // Of kForbid: video calls too. One that names an official forbids his calls for every office, so
  // it may not name an office as well: officials take calls from one pool.
  bool video = false;
  int worth = 0;  // of kPrefer, in units of the cost; below 0 each visit costs so much more
  friend bool operator==(const Decision&, const Decision&) = default;
};

// A whole problem. A value; safe to share between threads while nobody changes it.
struct Problem {
  std::string name;
  int days = 5;   // of the cycle: as many in each of its weeks
  int weeks = 1;  // 1, 2 or 4
  int slots_per_day = 22;
  int slot_minutes = 30;
  std::string first_slot = "07:00";  // for display only
  Weights weights;
  int min_visit = 4;  // slots of one visit
  int max_visit = 12;
  int max_stops = 2;    // visits of one official on one day
  int lunch_after = 0;  // a visit of so many slots or more serves one slot less; 0: none does
  std::vector<Language> languages;
  std::vector<std::vector<std::vector<int>>> interpreters;  // [language][day][slot], on duty
  std::vector<std::string> agencies;                        // names
  std::vector<AgencyWeights> agency_weights;                // [agency]; empty: `weights` for all
  std::vector<Office> offices;
  std::vector<std::vector<int>> drive_minutes;  // [office][office]
  std::vector<Official> officials;
  std::vector<Agreement> agreements;
  std::vector<Presence> presence;  // under agreements; a slot that stands here twice counts once
  std::vector<ExclusiveGroup> exclusive;
  std::vector<DemandLine> demand;
  std::vector<Decision> decisions;

  // OK, or the first fault with its place as a JSON pointer (PathOf): `bad_argument` for a value
  // that is out of range or contradicts another, `limit_reached` for one of the limits above.
  absl::Status Validate() const;

  int DaysPerWeek() const { return days / weeks; }
  int WeekOf(int day) const { return day / DaysPerWeek(); }
  int UnmetWeight(int agency) const {
    return agency_weights.empty() ? weights.unmet
                                  : agency_weights[static_cast<size_t>(agency)].unmet;
  }
  int WaitWeight(int agency) const {
    return agency_weights.empty() ? weights.wait : agency_weights[static_cast<size_t>(agency)].wait;
  }

  // Half hours that a visit of so many slots can serve.
  int VisitCapacity(int length) const {
    return length - (lunch_after > 0 && length >= lunch_after ? 1 : 0);
  }

  // Whole slots that a drive of `minutes` takes.
  int DriveSlots(int minutes) const { return (minutes + slot_minutes - 1) / slot_minutes; }

  friend bool operator==(const Problem&, const Problem&) = default;
};

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_PROBLEM_H_
