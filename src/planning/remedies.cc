// Remedies: which single changes open a way, what they may be worth, and plans that prove it.
#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "index.h"
#include "leftover.h"
#include "positions.h"
#include "remedy.h"
#include "shifts.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"
#include "vuoro/planning/explain.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

using Kind = RemedyKind;

constexpr int kTriesPerVerify = 4;
constexpr int kStartRuns = 4;

// What a remedy may be worth.
struct Credit {
  std::array<uint32_t, kMaxDays> calls{};  // cells in which a call opens
  std::array<int64_t, kMaxDays> visits{};  // the best visit of each day
  int64_t longer = 0;                      // visits that could become longer
  int64_t unmet = 0;                       // of the lines below
  std::vector<int> lines;                  // ascending
  Shift shift;                             // the one it opens that saves most

  int64_t Estimate(const Problem& problem, Kind kind) const {
    // What a remedy helps is of one agency, but for those of a building.
    int64_t unmet_weight = 0;
    int64_t wait_weight = 0;
    for (int k : lines) {
      const int agency = problem.demand[U(k)].agency;
      unmet_weight = std::max<int64_t>(unmet_weight, problem.UnmetWeight(agency));
      wait_weight = std::max<int64_t>(wait_weight, problem.WaitWeight(agency));
    }
    int64_t cells = longer;
    int64_t best = 0;
    int64_t sum = 0;
    for (int d = 0; d < problem.days; ++d) {
      cells += std::popcount(calls[U(d)]);
      best = std::max(best, visits[U(d)]);
      sum += visits[U(d)];
    }
    const bool every_day = kind == Kind::kDesk || kind == Kind::kRoom || kind == Kind::kLanguage ||
                           kind == Kind::kForbid;
    const int64_t most = unmet_weight * unmet;
    const int64_t served =
        std::min(most + wait_weight * problem.days,
                 std::min(most, unmet_weight * cells) + (every_day ? sum : best));
    return served + shift.saving;
  }
};

class Finder {
 public:
  Finder(const Problem& problem, const Plan& plan)
      : problem_(problem), plan_(plan), leftover_(problem, plan) {}

  // Those found before `go_on` said no.
  std::map<Remedy, Credit> Find(const std::function<bool()>& go_on) {
    for (int k = 0; k < static_cast<int>(problem_.demand.size()); ++k) {
      if (leftover_.unmet(k) == 0) continue;
      if (!go_on()) break;
      line_ = k;
      demand_ = &problem_.demand[U(k)];
      leftover_.ForEachWay(k, [&](const Way& way) {
        if (std::popcount(way.lacks) != 1) return;
        const Lack lack = static_cast<Lack>(std::countr_zero(way.lacks));
        way.kind == Way::kCall ? OpenCall(way, lack) : OpenVisit(way, lack);
      });
    }
    Shifts(problem_, plan_).ForEach(go_on, [&](const Shift& shift) {
      if (std::popcount(shift.way.lacks) != 1) return;
      shift_ = &shift;
      line_ = shift.line;
      demand_ = &shift.about;
      const Lack lack = static_cast<Lack>(std::countr_zero(shift.way.lacks));
      shift.way.kind == Way::kCall ? OpenCall(shift.way, lack) : OpenVisit(shift.way, lack);
    });
    return std::move(found_);
  }

 private:
  void OpenCall(const Way& way, Lack lack) {
    switch (lack) {
      case Lack::kVideo:
        return CreditTo({.kind = Kind::kVideo, .line = line_}, way);
      case Lack::kBooth:
        return CreditTo({.kind = Kind::kBooth, .office = demand_->office}, way);
      case Lack::kInterpreter:
        return CreditTo({.kind = Kind::kInterpreter,
                         .language = demand_->language,
                         .day = WeekdayOf(way),
                         .slot = way.start / kHourSlots * kHourSlots},
                        way);
      case Lack::kOpening:
        return OpenHours(way);
      case Lack::kOfficialHours:
        for (int e : leftover_.team(demand_->agency)) RemoteHours(e, way);
        return;
      case Lack::kLanguage:
        for (int e : leftover_.team(demand_->agency)) {
          if (leftover_.CouldTake(demand_->agency, way.day, way.start, e)) {
            CreditTo({.kind = Kind::kLanguage, .official = e, .language = demand_->language}, way);
          }
        }
        return;
      case Lack::kDecision:
        return Allow(leftover_.CallForbidders(demand_->agency, demand_->office, way.day, way.start),
                     way);
      default:
        return;
    }
  }

  void OpenVisit(const Way& way, Lack lack) {
    const int office = demand_->office;
    const int agency = demand_->agency;
    switch (lack) {
      case Lack::kOfficialHours:
        return MoreHours(way);
      case Lack::kLanguage:
        if (problem_.languages[U(demand_->language)].interpreted) return;
        return CreditTo(
            {.kind = Kind::kLanguage, .official = way.official, .language = demand_->language},
            way);
      case Lack::kAgreement:
        if (leftover_.AgreementOf(agency, office) < 0) {
          return CreditTo({.kind = Kind::kAgreement, .agency = agency, .office = office}, way);
        }
        if (!way.no_weekday) {
          return CreditTo({.kind = Kind::kAgreementVisit, .agency = agency, .office = office}, way);
        }
        if (way.no_visit) return;
        return CreditTo({.kind = Kind::kAgreementWeekday,
                         .agency = agency,
                         .office = office,
                         .day = WeekdayOf(way)},
                        way);
      case Lack::kOpening:
        return OpenHours(way);
      case Lack::kDesk:
        return CreditTo({.kind = Kind::kDesk, .office = office}, way);
      case Lack::kRoom: {
        const std::vector<int> groups =
            leftover_.Blockers(agency, office, way.day, Bits(way.start, way.end));
        if (groups.size() != 1) return;
        return CreditTo({.kind = Kind::kRoom, .office = office, .line = groups.front()}, way);
      }
      case Lack::kVisitLength:
        if (problem_.max_visit + kHourSlots > problem_.slots_per_day) return;
        return CreditTo({.kind = Kind::kVisitLength}, way);
      case Lack::kDecision:
        return Allow(leftover_.Forbidders(way.official, office, way.day, Bits(way.start, way.end)),
                     way);
      default:
        return;
    }
  }

  // A remedy holds on its day of every week.
  int WeekdayOf(const Way& way) const { return way.day % problem_.DaysPerWeek(); }

  // One decision alone stands in the way.
  void Allow(const std::vector<int>& forbidders, const Way& way) {
    if (forbidders.size() != 1) return;
    CreditTo({.kind = Kind::kForbid, .line = forbidders.front()}, way);
  }

  void MoreHours(const Way& way) {
    const int e = way.official;
    const Official& official = problem_.officials[U(e)];
    const auto within = [&](uint32_t rules) { return (way.hours & ~rules) == 0; };
    if (within(kNotSent)) {
      CreditTo({.kind = Kind::kMayVisit, .office = demand_->office, .official = e}, way);
    }
    if (within(kNoFieldDay)) {
      CreditTo({.kind = Kind::kFieldWeekday, .official = e, .day = WeekdayOf(way)}, way);
    }
    if (within(kFieldLimit | kWeekLimit) && (way.hours & kFieldLimit) != 0 &&
        way.week_short <= official.max_day && official.max_field_days < problem_.DaysPerWeek()) {
      CreditTo({.kind = Kind::kFieldDay, .official = e}, way);
    }
    if (within(kDayLimit | kWeekLimit) && way.day_short <= kHourSlots &&
        way.week_short <= kHourSlots && official.max_day + kHourSlots <= kMaxSlotsPerDay) {
      CreditTo({.kind = Kind::kDayHours, .official = e}, way);
    }
    if (within(kWeekLimit) && way.week_short <= kWeekMoreSlots) {
      CreditTo({.kind = Kind::kWeekHours, .official = e}, way);
    }
  }

  // The office opens earlier, later or at all, if that is enough for the slots it is shut in.
  void OpenHours(const Way& way) {
    const int office = demand_->office;
    const std::vector<Window>& open = problem_.offices[U(office)].open;
    const Window today = open[U(way.day)];
    const auto covers = [&](int from, int to) { return (way.shut & ~Bits(from, to)) == 0; };
    if (today.empty()) {
      const Window longest = Longest(open);
      if (covers(longest.from, longest.to)) {
        CreditTo({.kind = Kind::kOpenDay, .office = office, .day = WeekdayOf(way)}, way);
      }
      return;
    }
    if (covers(today.from - kHourSlots, today.to)) {
      CreditTo({.kind = Kind::kOpenEarlier, .office = office, .day = WeekdayOf(way)}, way);
    }
    if (covers(today.from, today.to + kHourSlots)) {
      CreditTo({.kind = Kind::kOpenLater, .office = office, .day = WeekdayOf(way)}, way);
    }
  }

  void RemoteHours(int e, const Way& way) {
    const Official& official = problem_.officials[U(e)];
    const bool interpreted = problem_.languages[U(demand_->language)].interpreted;
    const auto& spoken = official.languages;
    if (leftover_.InField(e, way.day)) return;
    if (!interpreted &&
        std::find(spoken.begin(), spoken.end(), demand_->language) == spoken.end()) {
      return;
    }
    const Window today = official.remote[U(way.day)];
    const int q = way.start;
    if (today.empty()) {
      if (Longest(official.remote).Holds(q)) {
        CreditTo({.kind = Kind::kRemoteDay, .official = e, .day = WeekdayOf(way)}, way);
      }
      return;
    }
    if (Window{today.from - kHourSlots, today.from}.Holds(q)) {
      CreditTo({.kind = Kind::kRemoteEarlier, .official = e, .day = WeekdayOf(way)}, way);
    }
    if (Window{today.to, today.to + kHourSlots}.Holds(q)) {
      CreditTo({.kind = Kind::kRemoteLater, .official = e, .day = WeekdayOf(way)}, way);
    }
  }

  void CreditTo(const Remedy& remedy, const Way& way) {
    Credit& credit = found_[remedy];
    if (shift_ != nullptr) {
      if (shift_->saving > credit.shift.saving) credit.shift = *shift_;
      return;
    }
    if (credit.lines.empty() || credit.lines.back() != line_) {
      credit.lines.push_back(line_);
      credit.unmet += leftover_.unmet(line_);
    }
    if (way.kind == Way::kCall) {
      credit.calls[U(way.day)] |= Bits(way.start, way.end);
    } else if (way.kind == Way::kVisit) {
      const int wanted = leftover_.Wanted(way.official, demand_->office, way.day, remedy.language);
      const int served = std::min(wanted, problem_.VisitCapacity(problem_.max_visit));
      int64_t& best = credit.visits[U(way.day)];
      best = std::max(best, leftover_.Saving(way.official, demand_->office, way.day,
                                             {way.start, way.end}, served));
    } else {
      ++credit.longer;
    }
  }

  const Problem& problem_;
  const Plan& plan_;
  const Leftover leftover_;
  int line_ = 0;
  const DemandLine* demand_ = nullptr;
  const Shift* shift_ = nullptr;  // the one in hand, after all unmet lines
  std::map<Remedy, Credit> found_;
};

struct Trial {
  Remedy remedy;
  int64_t estimate = 0;
  int64_t gain = 0;
  std::vector<int> lines;
  Shift shift;
  Plan plan;
};

std::vector<int> UnmetLines(const Problem& problem, const Leftover& leftover) {
  std::vector<int> lines;
  for (int k = 0; k < static_cast<int>(problem.demand.size()); ++k) {
    if (leftover.unmet(k) > 0) lines.push_back(k);
  }
  return lines;
}

// The best by gain, then by estimate, then in the order of Remedy.
void Keep(std::vector<Trial>& candidates, size_t most) {
  std::sort(candidates.begin(), candidates.end(), [](const Trial& a, const Trial& b) {
    return std::tuple(-a.gain, -a.estimate, a.remedy) < std::tuple(-b.gain, -b.estimate, b.remedy);
  });
  if (candidates.size() > most) candidates.resize(most);
}

// Tries and solves remedies, as long as it may go on.
class RemedySearch {
 public:
  RemedySearch(const Problem& problem, const ExplainOptions& options)
      : problem_(problem), options_(options), planner_{.seed = options.seed} {
    if (options.go_on) planner_.progress = [this](const Progress&) { return MayGoOn(); };
  }

  Remedies Run(const Plan& plan) {
    out_.bound = options_.bound;
    // Where every search begins; then one without a remedy, so that what searching on finds by
    // itself is no gain.
    start_ = plan;
    {
      const Leftover leftover(problem_, plan);
      start_ = Improved(problem_, plan, UnmetLines(problem_, leftover));
    }
    Better(problem_, start_, options_.steps * kStartRuns, start_, out_.bound);
    out_.base = start_;
    Better(problem_, start_, options_.steps, out_.base, out_.bound);
    out_.base_cost = Check(problem_, out_.base).cost;
    out_.bound = std::min(out_.bound, out_.base_cost.total);
    std::vector<Trial> candidates = FindCandidates();
    Keep(candidates, U(options_.verify) * kTriesPerVerify);
    for (Trial& c : candidates) Try(c);
    Keep(candidates, U(options_.verify));
    for (Trial& c : candidates) Verify(c);
    std::sort(out_.gains.begin(), out_.gains.end(), [](const RemedyGain& a, const RemedyGain& b) {
      return std::tuple(-a.gain, a.remedy) < std::tuple(-b.gain, b.remedy);
    });
    return std::move(out_);
  }

 private:
  // Once it may not, it never may again.
  bool MayGoOn() {
    if (out_.complete && options_.go_on && !options_.go_on()) out_.complete = false;
    return out_.complete;
  }

  Plan Improved(const Problem& problem, const Plan& plan, const std::vector<int>& lines) {
    Leftover leftover(problem, plan);
    leftover.Improve(lines, [this] { return MayGoOn(); });
    return leftover.ToPlan();
  }

  // The better of `plan` and what the planner makes of `start`.
  void Better(const Problem& problem, const Plan& start, int64_t steps, Plan& plan,
              int64_t& bound) {
    if (!MayGoOn()) return;
    planner_.steps = steps;
    planner_.warm_start = start;
    const absl::StatusOr<PlanResult> solved = Solve(problem, planner_);
    if (!solved.ok()) return;
    bound = std::max(bound, solved->bound);
    if (solved->cost.total < Check(problem, plan).cost.total) plan = solved->plan;
  }

  std::vector<Trial> FindCandidates() {
    std::vector<Trial> candidates;
    for (auto& [remedy, credit] : Finder(problem_, start_).Find([this] { return MayGoOn(); })) {
      const int64_t estimate = credit.Estimate(problem_, remedy.kind);
      ++out_.candidates;
      if (estimate <= 0) continue;
      candidates.push_back({remedy, estimate, 0, std::move(credit.lines), credit.shift, {}});
    }
    return candidates;
  }

  void Try(Trial& c) {
    if (!MayGoOn()) return;
    const Problem remedied = Remedied(problem_, c.remedy);
    if (!remedied.Validate().ok()) return;  // beyond a limit of the planner's tables
    c.plan = Improved(remedied, start_, c.lines);
    int64_t cost = Check(remedied, c.plan).cost.total;
    if (c.shift.saving > 0) {
      Plan shifted = Shifted(remedied, start_, c.shift);
      const bool feasible = Check(remedied, shifted).feasible();
      if (feasible) shifted = Improved(remedied, shifted, c.lines);
      const int64_t shifted_cost = Check(remedied, shifted).cost.total;
      if (feasible && shifted_cost < cost) {
        cost = shifted_cost;
        c.plan = std::move(shifted);
      }
    }
    c.gain = std::max<int64_t>(0, out_.base_cost.total - cost);
  }

  void Verify(Trial& c) {
    if (!MayGoOn()) return;
    const Problem remedied = Remedied(problem_, c.remedy);
    if (!remedied.Validate().ok()) return;
    int64_t unused_bound = 0;
    Better(remedied, c.plan, options_.steps, c.plan, unused_bound);
    const Verdict verdict = Check(remedied, c.plan);
    const int64_t gain = out_.base_cost.total - verdict.cost.total;
    if (gain <= 0 || !verdict.feasible()) return;
    out_.gains.push_back({c.remedy, c.estimate, gain,
                          std::max<int64_t>(0, out_.bound - verdict.cost.total), std::move(c.plan),
                          verdict.cost});
  }

  const Problem& problem_;
  const ExplainOptions& options_;
  PlannerOptions planner_;
  Plan start_;
  Remedies out_;
};

}  // namespace

absl::StatusOr<Remedies> FindRemedies(const Problem& problem, const Plan& plan,
                                      const ExplainOptions& options) {
  VUORO_RETURN_IF_ERROR(problem.Validate());
  VUORO_RETURN_IF_ERROR(CheckedOrError(problem, plan));
  if (options.verify < 0 || options.steps < 0 || options.steps > INT64_MAX / kStartRuns) {
    return Fail(Reason::kBadArgument, "{} remedies to verify, {} steps for each", options.verify,
                options.steps);
  }
  return RemedySearch(problem, options).Run(plan);
}

}  // namespace vuoro::planning
