// Why a plan leaves half hours unmet, and which one change to the problem would save most.
//
// A *way* to serve a line is one move that gives it one more half hour while every other visit,
// with what it serves, and every other call, with its day and slot, stays as it is; only who takes
// the calls may change. It is on a day on which the line may be served. There are four kinds:
//   call    one more video call of the line, for every (day, slot);
//   seat    in a visit of the line's agency to its office that serves less than it is long;
//   longer  such a visit begins one slot earlier or ends one slot later;
//   visit   a new visit of the shortest length, for every official of the agency, every day on
//           which he is not in that office already, and every start.
// A way lacks what the rules of checker.h that it breaks stand for (class Lack). A line lacks the
// smallest sets of things that open a way: those sets over its ways that contain no other way's
// set. If the empty set is among them a way is open, and the plan leaves it because it costs more
// than it saves, or because nobody has found it yet; UnmetLine::saving says which.
//
// A *shift* does elsewhere or at another time what the plan does already, for less travel or a
// shorter wait: a visit moves, with those it serves, to another official or day; a half hour of a
// line that is wholly served becomes a call on a day without service.
//
// A *remedy* changes one thing in the problem (RemedyKind). Those that alone open a way of some
// unmet line, or a shift, are candidates; they are ranked by an estimate, the best are tried on the
// plan greedily, the best of those are solved from there. So a promised gain is one that a plan
// has.
//
// Everything here is a function of its arguments: same input, same answer, on every machine.
#ifndef VUORO_PLANNING_EXPLAIN_H_
#define VUORO_PLANNING_EXPLAIN_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "vuoro/planning/plan.h"
#include "vuoro/planning/problem.h"

namespace vuoro::planning {

// What is missing, with the rules that say so.
enum class Lack : uint8_t {
  kVideo,          // C13: the line is face to face only
  kOfficialHours,  // C1, C8..C11, C14, C15: nobody of the agency is there and free
  kLanguage,       // C5, C13: somebody is, but does not speak it (an interpreted one: at a visit)
  kBooth,          // C16: no free booth
  kInterpreter,    // C16: no free interpreter
  kAgreement,      // C2, C12: none, not that weekday, or no visit left
  kOpening,        // C3: the office is closed
  kDesk,           // C6: no free desk
  kRoom,           // C7: an agency with which it shares the special room sits there
  kVisitLength,    // C4: the visit is as long as one may be
  kDecision,       // C18, C19: a person forbade it, or pinned the visit exactly as it is
};
inline constexpr int kLackCount = 11;
// "official_hours" and so on.
std::string_view LackName(Lack lack);

using LackSet = uint32_t;  // bit by Lack
constexpr LackSet LackBit(Lack lack) { return LackSet{1} << static_cast<int>(lack); }

struct LackedSet {
  LackSet lacks = 0;
  int64_t ways = 0;  // that lack exactly this
  friend bool operator==(const LackedSet&, const LackedSet&) = default;
};

// What each unmet half hour of one line lacks (they are all alike).
struct UnmetLine {
  int line = 0;
  int unmet = 0;                  // half hours, above 0
  std::vector<LackedSet> lacked;  // the smallest sets: by size, then by value; none is in another
  // If a way is open: what the best one (a visit as long as it fits) takes off the cost. Positive:
  // the plan can be improved at once; else the way costs more than it saves. 0 if none is open.
  int64_t saving = 0;

  bool open() const { return !lacked.empty() && lacked.front().lacks == 0; }
};

// By line. Errors: what Problem::Validate() says; `bad_plan` if the plan breaks a rule.
// Cost: unmet lines x officials of the agency x days x slots x shortest visit.
absl::StatusOr<std::vector<UnmetLine>> ExplainUnmet(const Problem& problem, const Plan& plan);

// One change to a problem; what it adds is stated in slots, 2 of which are an hour. A day is one of
// the week, and the change holds on it in every week of the cycle.
enum class RemedyKind : uint8_t {
  kVideo,             // the line may be served by video
  kFieldDay,          // the official: one more field day a week, and max_day more max_week
  kFieldWeekday,      // the official is available for visits on that weekday too
  kDayHours,          // the official: 2 slots more in max_day and max_week
  kWeekHours,         // the official: 4 slots more in max_week
  kMayVisit,          // the official may visit that office too
  kRemoteEarlier,     // the official's remote duty that day begins 2 slots earlier
  kRemoteLater,       // or ends 2 slots later
  kRemoteDay,         // or, if he has none that day, is that of his longest day
  kLanguage,          // the official speaks that language too
  kBooth,             // one more booth in the office
  kInterpreter,       // one more interpreter of the language in `slot` and the next, that day
  kAgreement,         // an agreement for the office: one visit a week, on any day, none demanded
  kAgreementWeekday,  // the agreement allows that weekday too
  kAgreementVisit,    // the agreement allows one visit more
  kOpenEarlier,       // the office opens 2 slots earlier that day
  kOpenLater,         // the office closes 2 slots later that day
  kOpenDay,           // the office, closed that day, opens as on its longest day
  kDesk,              // one more desk in the office
  kRoom,              // the office's exclusive group no longer shares one room
  kVisitLength,       // visits may be 2 slots longer, everywhere
  kForbid,            // what a decision forbids is allowed
};
inline constexpr int kRemedyKindCount = 22;
std::string_view RemedyName(RemedyKind kind);

// Positions of what it is about; -1 where the kind has none. For kRoom `line` is the group, for
// kForbid the decision.
struct Remedy {
  RemedyKind kind = RemedyKind::kVideo;
  int agency = -1;
  int office = -1;
  int official = -1;
  int language = -1;
  int line = -1;
  int day = -1;
  int slot = -1;
  friend auto operator<=>(const Remedy&, const Remedy&) = default;
};

// The problem with the remedy. REQUIRES: a remedy found for it. Every plan of `problem` is
// one of the result, at the same cost but for kAgreement, which adds the new pair's wait.
Problem Remedied(const Problem& problem, const Remedy& remedy);

// A remedy with a plan that keeps the promise.
struct RemedyGain {
  Remedy remedy;
  int64_t estimate = 0;  // what ranked it: optimistic, and never promised
  int64_t gain = 0;      // base cost - cost of `plan`, above 0
  // The part of the gain that no plan whatever has without the remedy: bound - cost, if above
  // 0.
  int64_t certain = 0;
  Plan plan;  // feasible for Remedied(problem, remedy)
  Cost cost;  // of `plan` there
};

struct ExplainOptions {
  int verify = 8;        // remedies to solve, the best after trying
  int64_t steps = 4096;  // of the planner for each of them
  uint64_t seed = 1;
  int64_t bound = 0;  // a proven bound of the problem, if there is one already
  // Asked every few milliseconds, on the calling thread. False ends the search: what has been found
  // by then is the answer, and Remedies::complete is false.
  std::function<bool()> go_on = nullptr;
};

struct Remedies {
  // The plan given, improved without any remedy. All searches begin at one plan, the one given
  // after 4 x steps; then this one and those with a remedy get the same steps, so that no gain
  // is one of searching on alone.
  Plan base;
  Cost base_cost;
  int64_t bound = 0;              // the better of the one given and the one found
  int64_t candidates = 0;         // remedies that open some way or shift alone
  std::vector<RemedyGain> gains;  // by gain, best first; then in the order of Remedy
  bool complete = true;           // false: `go_on` ended the search
};

// Errors: as ExplainUnmet; `bad_argument` for negative options.
// Cost: ExplainUnmet, 4 x verify greedy trials, and verify + 5 runs of Solve of `steps`.
absl::StatusOr<Remedies> FindRemedies(const Problem& problem, const Plan& plan,
                                      const ExplainOptions& options);

}  // namespace vuoro::planning

#endif  // VUORO_PLANNING_EXPLAIN_H_
