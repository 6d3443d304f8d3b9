// What unmet half hours lack, against the checker asked about every single move; and remedies,
// applied by hand and solved again.
#include "vuoro/planning/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "crowded_problem.h"
#include "fixtures.h"
#include "random_decisions.h"
#include "vuoro/planning/checker.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

// Asks the checker, which knows nothing of explanations, what each move would break.
class MoveOracle {
 public:
  MoveOracle(const Problem& problem, const Plan& plan) : p_(problem), plan_(plan) {}

  // Moves for line k by what they lack.
  std::map<LackSet, int64_t> WaysOf(int k) {
    std::map<LackSet, int64_t> ways;
    const DemandLine& line = p_.demand[At(k)];
    for (int d = 0; d < p_.days; ++d) {
      for (int q = 0; line.On(d) && q < p_.slots_per_day; ++q) ++ways[OfCall(k, d, q)];
    }
    for (size_t v = 0; v < plan_.visits.size(); ++v) {
      const Visit& visit = plan_.visits[v];
      if (visit.office != line.office || p_.officials[At(visit.official)].agency != line.agency ||
          !line.On(visit.day)) {
        continue;
      }
      int served = 0;
      for (const Serve& serve : visit.serves) served += serve.slots;
      const auto has_room = [&](int slots) {
        return served < slots - (p_.lunch_after > 0 && slots >= p_.lunch_after);
      };
      const int slots = visit.end - visit.start;
      if (has_room(slots)) ++ways[OfChange(k, v, 0, 0)];
      if (!has_room(slots + 1)) continue;
      if (visit.start > 0) ++ways[OfChange(k, v, -1, 0)];
      if (visit.end < p_.slots_per_day) ++ways[OfChange(k, v, 0, 1)];
    }
    ForNewVisits(k, [&](const Visit& visit) { ++ways[OfVisit(visit)]; });
    return ways;
  }

  // What the best open move saves: a new visit of any length that serves whatever it can.
  int64_t BestSaving(int k) {
    const int64_t before = Check(p_, plan_).cost.total;
    int64_t best = INT64_MIN;
    const auto consider = [&](const Plan& plan) {
      const Verdict verdict = Check(p_, plan);
      if (verdict.feasible()) best = std::max(best, before - verdict.cost.total);
    };
    for (int d = 0; d < p_.days; ++d) {
      for (int q = 0; q < p_.slots_per_day; ++q) {
        if (!p_.demand[At(k)].On(d) || OfCall(k, d, q) != 0) continue;
        Plan plan = plan_;
        Rename(plan, d, q, p_.demand[At(k)].agency, -1, k);
        consider(plan);
      }
    }
    for (size_t v = 0; v < plan_.visits.size(); ++v) {
      for (const auto& [earlier, later] : {std::pair(0, 0), std::pair(-1, 0), std::pair(0, 1)}) {
        consider(Changed(k, v, earlier, later));
      }
    }
    ForNewVisits(k, [&](Visit visit) {
      if (OfVisit(visit) != 0) return;
      for (; visit.end <= p_.slots_per_day; ++visit.end) {
        Visit full = visit;
        full.serves.clear();
        int room = visit.end - visit.start;
        room -= p_.lunch_after > 0 && room >= p_.lunch_after;
        const Official& official = p_.officials[At(visit.official)];
        for (size_t j = 0; j < p_.demand.size(); ++j) {
          const DemandLine& line = p_.demand[j];
          const bool fits =
              line.agency == official.agency && line.office == visit.office && line.On(visit.day) &&
              std::count(official.languages.begin(), official.languages.end(), line.language) > 0;
          const int n = fits ? std::min(room, Unmet(static_cast<int>(j))) : 0;
          if (n > 0) full.serves.push_back({static_cast<int>(j), n});
          room -= n;
        }
        Plan plan = plan_;
        plan.visits.push_back(full);
        RenameDay(plan, visit.official, visit.day);
        consider(plan);
      }
    });
    return best;
  }

  int Unmet(int k) const {
    int left = p_.demand[At(k)].slots;
    for (const Visit& visit : plan_.visits) {
      for (const Serve& serve : visit.serves) left -= serve.line == k ? serve.slots : 0;
    }
    for (const VideoCall& call : plan_.video) left -= call.line == k;
    return left;
  }

 private:
  LackSet Translate(const Plan& plan) const {
    LackSet lacks = 0;
    for (const Violation& v : Check(p_, plan).violations) {
      const auto says = [&](const char* text) { return v.text.find(text) != std::string::npos; };
      switch (v.rule) {
        case 2:
        case 12:
          lacks |= LackBit(Lack::kAgreement);
          break;
        case 3:
          lacks |= LackBit(Lack::kOpening);
          break;
        case 4:
          lacks |= LackBit(Lack::kVisitLength);
          break;
        case 5:
          lacks |= LackBit(Lack::kLanguage);
          break;
        case 6:
          lacks |= LackBit(Lack::kDesk);
          break;
        case 7:
          lacks |= LackBit(Lack::kRoom);
          break;
        case 13:
          lacks |= LackBit(says("face to face") ? Lack::kVideo : Lack::kLanguage);
          break;
        case 16:
          lacks |= LackBit(says("booths") ? Lack::kBooth : Lack::kInterpreter);
          break;
        case 18:
        case 19:
          lacks |= LackBit(Lack::kDecision);
          break;
        case 0:
        case 17:
          ADD_FAILURE() << v.text;
          break;
        default:
          lacks |= LackBit(Lack::kOfficialHours);
      }
    }
    return lacks;
  }

  // Whether a decision keeps this official from calls; those about agencies and offices are lacks.
  bool NoCalls(int e, int d, int q) const {
    return std::any_of(p_.decisions.begin(), p_.decisions.end(), [&](const Decision& decision) {
      return decision.video && decision.official == e && (decision.day < 0 || decision.day == d) &&
             (decision.window.empty() || decision.window.Holds(q));
    });
  }

  // Gives the agency's calls in a cell, and one more for line `added` (or none: -1), to officials
  // other than `without`, trying every assignment; `any` for the added one's language. False, and
  // the plan as it was, if there is none.
  bool Rename(Plan& plan, int d, int q, int agency, int without, int added,
              bool any = false) const {
    std::vector<int> lines;
    Plan rest = plan;
    std::erase_if(rest.video, [&](const VideoCall& call) {
      const bool here =
          call.day == d && call.slot == q && p_.demand[At(call.line)].agency == agency;
      if (here) lines.push_back(call.line);
      return here;
    });
    if (added >= 0) lines.push_back(added);
    const std::function<bool(size_t, std::set<int>)> give = [&](size_t i, std::set<int> used) {
      if (i == lines.size()) return true;
      const int language = p_.demand[At(lines[i])].language;
      const bool is_added = added >= 0 && i + 1 == lines.size();
      for (int e = 0; e < static_cast<int>(p_.officials.size()); ++e) {
        const Official& official = p_.officials[At(e)];
        const bool away = std::any_of(plan.visits.begin(), plan.visits.end(), [&](const Visit& v) {
          return v.official == e && v.day == d;
        });
        const bool speaks =
            (is_added && any) || p_.languages[At(language)].interpreted ||
            std::count(official.languages.begin(), official.languages.end(), language) > 0;
        if (e == without || used.contains(e) || official.agency != agency || away || !speaks ||
            !official.OnRemoteDuty(d, q) || NoCalls(e, d, q)) {
          continue;
        }
        rest.video.push_back({e, lines[i], d, q});
        std::set<int> more = used;
        more.insert(e);
        if (give(i + 1, more)) return true;
        rest.video.pop_back();
      }
      return false;
    };
    if (!give(0, {})) return false;
    plan = rest;
    return true;
  }

  // Gives the calls that e has on a day to others, where that is possible.
  void RenameDay(Plan& plan, int e, int d) const {
    for (int q = 0; q < p_.slots_per_day; ++q)
      Rename(plan, d, q, p_.officials[At(e)].agency, e, -1);
  }

  LackSet OfCall(int k, int d, int q) const {
    const int agency = p_.demand[At(k)].agency;
    Plan plan = plan_;
    if (Rename(plan, d, q, agency, -1, k)) return Translate(plan);
    // Whatever the call itself lacks, said of a nobody who is always there and free.
    Problem with = p_;
    with.officials.push_back({agency,
                              0,
                              {0, 1},
                              {},
                              std::vector<bool>(At(p_.days)),
                              0,
                              0,
                              0,
                              std::vector<Window>(At(p_.days), Window{0, p_.slots_per_day})});
    plan.video.push_back({static_cast<int>(p_.officials.size()), k, d, q});
    const LackSet lacks = MoveOracle(with, plan_).Translate(plan);
    Plan same = plan_;
    const bool somebody = Rename(same, d, q, agency, -1, k, true);
    return lacks | LackBit(somebody ? Lack::kLanguage : Lack::kOfficialHours);
  }

  Plan Changed(int k, size_t v, int earlier, int later) const {
    Plan plan = plan_;
    plan.visits[v].start += earlier;
    plan.visits[v].end += later;
    plan.visits[v].serves.push_back({k, 1});
    return plan;
  }
  LackSet OfChange(int k, size_t v, int earlier, int later) const {
    return Translate(Changed(k, v, earlier, later));
  }

  void ForNewVisits(int k, const std::function<void(const Visit&)>& look) const {
    const DemandLine& line = p_.demand[At(k)];
    for (int e = 0; e < static_cast<int>(p_.officials.size()); ++e) {
      if (p_.officials[At(e)].agency != line.agency) continue;
      for (int d = 0; d < p_.days; ++d) {
        const bool there =
            std::any_of(plan_.visits.begin(), plan_.visits.end(), [&](const Visit& v) {
              return v.official == e && v.day == d && v.office == line.office;
            });
        for (int s = 0; !there && line.On(d) && s + p_.min_visit <= p_.slots_per_day; ++s) {
          look({e, line.office, d, s, s + p_.min_visit, {{k, 1}}});
        }
      }
    }
  }
  LackSet OfVisit(const Visit& visit) const {
    Plan plan = plan_;
    plan.visits.push_back(visit);
    RenameDay(plan, visit.official, visit.day);
    return Translate(plan);
  }

  const Problem& p_;
  const Plan& plan_;
};

// A plan that leaves room: the planner's first one with some of it taken away.
Plan SomePlan(const Problem& problem, Random& random) {
  const auto solved = Solve(problem, {.seed = random(), .steps = 0});
  EXPECT_TRUE(solved.ok()) << solved.status();
  Plan plan = solved.ok() ? solved->plan : Plan{};
  std::erase_if(plan.visits, [&](const Visit&) { return random.Chance(1, 4); });
  std::erase_if(plan.video, [&](const VideoCall&) { return random.Chance(1, 4); });
  for (Visit& visit : plan.visits) {
    if (random.Chance(1, 4)) visit.serves.clear();
  }
  return plan;
}

// A crowded problem with forbids and preferences, a plan for it, and pins that the plan keeps.
Problem DecidedProblem(uint64_t seed, Plan& plan) {
  Problem p = CrowdedProblem(seed);
  Random random(seed + 1000);
  for (uint64_t n = 1 + random.Below(4); n > 0; --n) {
    Decision d = RandomDecision(p, random, 4, 200);
    if (d.kind != DecisionKind::kPin) p.decisions.push_back(d);
  }
  plan = SomePlan(p, random);
  for (const Visit& visit : plan.visits) {
    if (random.Chance(1, 3)) continue;
    Decision pin{.office = visit.office, .day = visit.day, .window = {visit.start, visit.end}};
    pin.exact = random.Chance(1, 2);
    if (random.Chance(1, 2)) pin.official = visit.official;
    p.decisions.push_back(pin);
  }
  return p;
}

struct Seen {
  std::map<LackSet, int> sets;
  int lines = 0;
  int open = 0;
};

// Every unmet line lacks what the checker says its moves lack.
void ExpectAsChecked(const Problem& problem, const Plan& plan, Seen& seen) {
  ASSERT_TRUE(problem.Validate().ok()) << problem.Validate();
  ASSERT_TRUE(Check(problem, plan).feasible());
  const auto explained = ExplainUnmet(problem, plan);
  ASSERT_TRUE(explained.ok()) << explained.status();
  MoveOracle oracle(problem, plan);
  size_t next = 0;
  for (int k = 0; k < static_cast<int>(problem.demand.size()); ++k) {
    if (oracle.Unmet(k) == 0) continue;
    ASSERT_LT(next, explained->size());
    const UnmetLine& line = (*explained)[next++];
    EXPECT_EQ(line.line, k);
    EXPECT_EQ(line.unmet, oracle.Unmet(k));
    const std::map<LackSet, int64_t> ways = oracle.WaysOf(k);
    std::map<LackSet, int64_t> smallest;
    for (const auto& [set, count] : ways) {
      const LackSet mine = set;
      const bool contains_other = std::any_of(ways.begin(), ways.end(), [&](const auto& other) {
        return other.first != mine && (other.first & ~mine) == 0;
      });
      if (!contains_other) smallest[set] = count;
    }
    std::map<LackSet, int64_t> found;
    for (const LackedSet& set : line.lacked) found[set.lacks] = set.ways;
    EXPECT_EQ(found, smallest) << "line " << k;
    for (const auto& [set, count] : smallest) ++seen.sets[set];
    EXPECT_EQ(line.open(), smallest.contains(0));
    if (line.open()) {
      EXPECT_EQ(line.saving, oracle.BestSaving(k)) << "line " << k;
    }
    ++seen.lines;
    seen.open += line.open();
  }
  EXPECT_EQ(next, explained->size());
}

// One special room for two agencies; the first sits in it all day.
Problem RoomProblem() {
  Problem p;
  p.days = 1;
  p.slots_per_day = 6;
  p.min_visit = 2;
  p.max_visit = 6;
  p.languages = {{"fi", false}};
  p.interpreters.assign(1, std::vector(1, std::vector(6, 0)));
  p.agencies = {"kela", "vero"};
  p.offices = {{"", 2, 0, {{0, 6}}}};
  p.drive_minutes = {{0}};
  for (int a = 0; a < 2; ++a) {
    p.officials.push_back({a, 0, {0}, {0}, {true}, 1, 6, 6, {Window{}}});
    p.agreements.push_back({a, 0, 0, 1, {0}});
    p.demand.push_back({a, 0, 0, 6, false});
  }
  p.exclusive = {{0, {0, 1}}};
  return p;
}
const Plan kRoomPlan = {{{0, 0, 0, 0, 6, {{0, 6}}}}, {}};

TEST(ExplainTest, LacksAreWhatTheCheckerSaysOfEveryMove) {
  Seen seen;
  for (uint64_t seed = 1; seed <= 90; ++seed) {
    SCOPED_TRACE(seed);
    Problem problem = CrowdedProblem(seed);
    Random random(seed);
    if (seed % 4 == 0) problem.agency_weights = {{70, 3}, {160, 25}};
    if (seed % 3 == 1) problem.lunch_after = static_cast<int>(2 + seed / 3 % 3);
    for (Official& official : problem.officials) {
      if (seed % 6 == 1) official.remote_gaps.assign(3, {{static_cast<int>(seed % 5), 5}});
    }
    for (const Agreement& g : problem.agreements) {
      if (seed % 7 == 2) problem.presence.push_back({g.agency, g.office, g.office, {2, 6}});
    }
    if (seed % 7 == 2) problem.offices[1].no_video = {0, 2};
    for (size_t k = 0; seed % 5 == 0 && k < problem.demand.size(); k += 2) {
      problem.demand[k].weekdays = {static_cast<int>(k + seed) % 3,
                                    static_cast<int>(k + seed + 1) % 3};
    }
    ExpectAsChecked(problem, seed % 3 == 0 ? Plan{} : SomePlan(problem, random), seen);
  }
  for (int seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Plan plan;
    const Problem problem = DecidedProblem(static_cast<uint64_t>(seed), plan);
    ExpectAsChecked(problem, plan, seen);
  }
  ExpectAsChecked(RoomProblem(), kRoomPlan, seen);
  EXPECT_GT(seen.lines, 300);
  EXPECT_GT(seen.open, 40);
  LackSet all = 0;
  for (const auto& [set, count] : seen.sets) all |= set;
  EXPECT_EQ(all, (LackSet{1} << kLackCount) - 1) << "some lack was never seen";
  EXPECT_GT(seen.sets.size(), 15u);
}

// The remedies as their comments state them, written once more.
Problem ByHand(Problem p, const Remedy& r) {
  using Kind = RemedyKind;
  const auto longest = [](const std::vector<Window>& windows) {
    return *std::max_element(windows.begin(), windows.end(), [](const Window& a, const Window& b) {
      return a.length() < b.length();
    });
  };
  Agreement* agreement = nullptr;
  for (Agreement& g : p.agreements) {
    if (g.agency == r.agency && g.office == r.office) agreement = &g;
  }
  switch (r.kind) {
    case Kind::kVideo:
      p.demand.at(At(r.line)).video = true;
      break;
    case Kind::kFieldDay:
      p.officials.at(At(r.official)).max_field_days += 1;
      p.officials.at(At(r.official)).max_week += p.officials.at(At(r.official)).max_day;
      break;
    case Kind::kFieldWeekday:
      p.officials.at(At(r.official)).field.at(At(r.day)) = true;
      break;
    case Kind::kDayHours:
      p.officials.at(At(r.official)).max_day += 2;
      p.officials.at(At(r.official)).max_week += 2;
      break;
    case Kind::kWeekHours:
      p.officials.at(At(r.official)).max_week += 4;
      break;
    case Kind::kMayVisit:
      p.officials.at(At(r.official)).offices.push_back(r.office);
      break;
    case Kind::kRemoteEarlier: {
      int& from = p.officials.at(At(r.official)).remote.at(At(r.day)).from;
      from = std::max(0, from - 2);
      break;
    }
    case Kind::kRemoteLater: {
      int& to = p.officials.at(At(r.official)).remote.at(At(r.day)).to;
      to = std::min(p.slots_per_day, to + 2);
      break;
    }
    case Kind::kRemoteDay: {
      auto& remote = p.officials.at(At(r.official)).remote;
      remote.at(At(r.day)) = longest(remote);
      break;
    }
    case Kind::kLanguage:
      p.officials.at(At(r.official)).languages.push_back(r.language);
      break;
    case Kind::kBooth:
      ++p.offices.at(At(r.office)).booths;
      break;
    case Kind::kInterpreter:
      ++p.interpreters.at(At(r.language)).at(At(r.day)).at(At(r.slot));
      if (r.slot + 1 < p.slots_per_day) {
        ++p.interpreters.at(At(r.language)).at(At(r.day)).at(At(r.slot + 1));
      }
      break;
    case Kind::kAgreement: {
      Agreement added{r.agency, r.office, 0, 1, {}};
      for (int d = 0; d < p.days; ++d) added.weekdays.push_back(d);
      p.agreements.push_back(added);
      break;
    }
    case Kind::kAgreementWeekday:
      agreement->weekdays.push_back(r.day);
      break;
    case Kind::kAgreementVisit:
      ++agreement->max_visits;
      break;
    case Kind::kOpenEarlier: {
      int& from = p.offices.at(At(r.office)).open.at(At(r.day)).from;
      from = std::max(0, from - 2);
      break;
    }
    case Kind::kOpenLater: {
      int& to = p.offices.at(At(r.office)).open.at(At(r.day)).to;
      to = std::min(p.slots_per_day, to + 2);
      break;
    }
    case Kind::kOpenDay: {
      auto& open = p.offices.at(At(r.office)).open;
      open.at(At(r.day)) = longest(open);
      break;
    }
    case Kind::kDesk:
      ++p.offices.at(At(r.office)).desks;
      break;
    case Kind::kRoom:
      p.exclusive.at(At(r.line)).agencies.clear();
      break;
    case Kind::kVisitLength:
      p.max_visit = std::min(p.max_visit + 2, p.slots_per_day);
      break;
    case Kind::kForbid: {
      Decision& decision = p.decisions.at(At(r.line));
      decision.kind = DecisionKind::kPrefer;
      decision.video = false;
      break;
    }
  }
  return p;
}

struct Tally {
  int promised = 0;
  int reached = 0;
  std::set<RemedyKind> kinds;
};

// Every promise is kept by its plan, and a search of its own finds as good a one.
void ExpectKept(const Problem& problem, const Plan& plan, const ExplainOptions& options,
                Tally& tally) {
  const auto found = FindRemedies(problem, plan, options);
  ASSERT_TRUE(found.ok()) << found.status();
  const Verdict base = Check(problem, found->base);
  ASSERT_TRUE(base.feasible());
  EXPECT_EQ(base.cost, found->base_cost);
  EXPECT_LE(base.cost.total, Check(problem, plan).cost.total);
  EXPECT_LE(found->bound, base.cost.total);
  EXPECT_LE(found->gains.size(), At(options.verify));
  int64_t last = INT64_MAX;
  for (const RemedyGain& gain : found->gains) {
    const std::string_view name = RemedyName(gain.remedy.kind);
    const Problem remedied = ByHand(problem, gain.remedy);
    EXPECT_EQ(remedied, Remedied(problem, gain.remedy)) << name;
    const Verdict verdict = Check(remedied, gain.plan);
    EXPECT_TRUE(verdict.feasible()) << name << ": " << verdict.violations.front().text;
    EXPECT_EQ(verdict.cost, gain.cost) << name;
    EXPECT_EQ(base.cost.total - verdict.cost.total, gain.gain) << name;
    EXPECT_GT(gain.gain, 0) << name;
    EXPECT_LE(gain.gain, last) << "best first";
    EXPECT_EQ(gain.certain, std::max<int64_t>(0, found->bound - verdict.cost.total)) << name;
    EXPECT_LE(gain.certain, gain.gain) << name;
    last = gain.gain;
    const auto again = Solve(remedied, {.seed = 77, .steps = 6000, .warm_start = plan});
    ASSERT_TRUE(again.ok()) << again.status();
    ++tally.promised;
    tally.reached += again->cost.total <= gain.cost.total;
    tally.kinds.insert(gain.remedy.kind);
  }
}

TEST(RemedyTest, PromisedGainsAreKept) {
  Tally tally;
  for (uint64_t seed = 1; seed <= 24; ++seed) {
    const Problem problem = CrowdedProblem(seed);
    Random random(seed);
    ExpectKept(problem, SomePlan(problem, random), {.verify = 5, .steps = 512}, tally);
  }
  EXPECT_GT(tally.promised, 70);
  EXPECT_GE(tally.reached * 100, tally.promised * 95) << tally.reached << " of " << tally.promised;
  EXPECT_GT(tally.kinds.size(), 9u);
}

TEST(RemedyTest, PromisedGainsAreKeptUnderDecisions) {
  Tally tally;
  for (int seed = 1; seed <= 16; ++seed) {
    Plan plan;
    const Problem problem = DecidedProblem(static_cast<uint64_t>(seed), plan);
    ExpectKept(problem, plan, {.verify = 5, .steps = 512}, tally);
  }
  EXPECT_GE(tally.promised, 40);
  EXPECT_GE(tally.reached * 100, tally.promised * 95) << tally.reached << " of " << tally.promised;
  EXPECT_TRUE(tally.kinds.contains(RemedyKind::kForbid));
}

TEST(RemedyTest, OfAFrozenProblem) {
  Tally tally;
  ExpectKept(LoadProblem("n005.json"), LoadPlan("n005.witness.json"), {.verify = 4, .steps = 2048},
             tally);
  EXPECT_GT(tally.promised, 0);
}

TEST(RemedyTest, SameInputSameAnswer) {
  const Problem problem = CrowdedProblem(5);
  Random random(5);
  const Plan plan = SomePlan(problem, random);
  const ExplainOptions options{.verify = 3, .steps = 512};
  const auto one = FindRemedies(problem, plan, options);
  const auto two = FindRemedies(problem, plan, options);
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(one->base, two->base);
  ASSERT_EQ(one->gains.size(), two->gains.size());
  for (size_t i = 0; i < one->gains.size(); ++i) {
    EXPECT_EQ(one->gains[i].remedy, two->gains[i].remedy);
    EXPECT_EQ(one->gains[i].plan, two->gains[i].plan);
  }
}

TEST(RemedyTest, ASecondRoomServesTheOtherAgency) {
  const auto found = FindRemedies(RoomProblem(), kRoomPlan, {.verify = 2, .steps = 64});
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_FALSE(found->gains.empty());
  EXPECT_EQ(found->gains[0].remedy.kind, RemedyKind::kRoom);
  // Six half hours, and no plan of the one room serves more than six of the twelve.
  EXPECT_EQ(found->gains[0].gain, 600);
}

// Where nothing can be had, nothing is promised.
TEST(RemedyTest, NothingUnmetNothingPromised) {
  Problem problem = CrowdedProblem(3);
  problem.demand.clear();
  const auto found = FindRemedies(problem, {}, {});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_TRUE(found->gains.empty());
  EXPECT_EQ(found->candidates, 0);
  EXPECT_TRUE(ExplainUnmet(problem, {})->empty());
}

TEST(ExplainTest, RefusesWhatIsNoPlan) {
  const Problem problem = LoadProblem("n005.json");
  Plan bad = LoadPlan("n005.witness.json");
  ASSERT_FALSE(bad.visits.empty());
  bad.visits.push_back(bad.visits.front());
  EXPECT_FALSE(ExplainUnmet(problem, bad).ok());
  EXPECT_FALSE(FindRemedies(problem, bad, {}).ok());
  EXPECT_FALSE(FindRemedies(problem, LoadPlan("n005.witness.json"), {.verify = -1}).ok());
  Problem broken = problem;
  broken.days = 0;
  EXPECT_FALSE(ExplainUnmet(broken, {}).ok());
}

}  // namespace
}  // namespace vuoro::planning
