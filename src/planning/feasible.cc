// Whether agreements' least visits and pins can be kept: patterns of official-days, chosen by
// search.
//
// The search takes the need with the fewest days to spare and tries every pattern that serves it.
// It gives up a branch when a flow (demanded visits -> days -> officials) shows that what is left
// of field days and hours cannot carry what is still demanded, or an office's desks cannot.
#include "feasible.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "day_patterns.h"
#include "flow.h"
#include "positions.h"
#include "vuoro/planning/planner.h"

namespace vuoro::planning {
namespace {

// Rounds of the planner asked for a plan when the search has run out of work.
constexpr int64_t kPlannerSteps = 2048;

class Decider {
 public:
  Decider(const Problem& problem, int64_t work)
      : p_(problem), work_(work), listed_(problem, work_) {
    visits_.resize(listed_.needed().size());
    banned_.resize(listed_.patterns().size());
    taken_.resize(listed_.days().size());
    desks_.resize(p_.offices.size() * U(p_.days * p_.slots_per_day));
    sitting_.resize(p_.agreements.size() * U(p_.days * p_.slots_per_day));
    for (const Official& official : p_.officials) {
      field_left_.insert(field_left_.end(), U(p_.weeks), official.max_field_days);
      week_left_.insert(week_left_.end(), U(p_.weeks), official.max_week);
    }
  }

  Feasible Run(Plan* plan) {
    for (size_t n = p_.agreements.size(); n < visits_.size(); ++n) {
      if (listed_.Serving(static_cast<int>(n)).empty()) return Feasible::kNo;
    }
    Feasible answer = Feasible::kYes;
    for (const std::vector<int>& part : Parts()) {
      const Feasible part_answer = DecidePart(part);
      if (part_answer == Feasible::kNo) return part_answer;
      if (part_answer == Feasible::kUnproven) answer = part_answer;
    }
    if (answer == Feasible::kYes && plan != nullptr) *plan = Chosen();
    return answer;
  }

 private:
  bool IsPin(int need) const { return listed_.IsPin(need); }
  const DayPattern& Pattern(int i) const { return listed_.patterns()[U(i)]; }
  int WeekAt(const OfficialDay& day) const { return day.official * p_.weeks + p_.WeekOf(day.day); }

  // Needs that can be decided apart: first each agency alone, as long as that can
  // show that nothing goes, then those together that may meet at a tight office.
  std::vector<std::vector<int>> Parts() {
    std::vector<int> leader(p_.agencies.size());
    std::iota(leader.begin(), leader.end(), 0);
    const auto find = [&](int a) {
      while (leader[U(a)] != a) a = leader[U(a)];
      return a;
    };
    std::map<int, int> at_office;  // tight office -> an agency there
    const auto join = [&](int one, int other) {
      const int a = find(one);
      const int b = find(other);
      leader[U(std::max(a, b))] = std::min(a, b);
    };
    for (size_t g = 0; g < p_.agreements.size(); ++g) {
      const Agreement& agreement = p_.agreements[g];
      if (listed_.Serving(static_cast<int>(g)).empty() || !listed_.tight(agreement.office))
        continue;
      join(at_office.try_emplace(agreement.office, agreement.agency).first->second,
           agreement.agency);
    }
    std::vector<std::set<int>> agencies(visits_.size());  // who can serve the need
    for (size_t n = 0; n < visits_.size(); ++n) {
      if (!IsPin(static_cast<int>(n))) {
        agencies[n] = {p_.agreements[n].agency};
        continue;
      }
      for (int i : listed_.Serving(static_cast<int>(n))) {
        const int e = listed_.days()[U(Pattern(i).day_of)].official;
        agencies[n].insert(p_.officials[U(e)].agency);
      }
      for (int agency : agencies[n]) join(*agencies[n].begin(), agency);
    }
    std::map<int, std::vector<int>> alone, together;
    for (size_t n = 0; n < visits_.size(); ++n) {
      if (listed_.needed()[n] == 0) continue;
      const int agency = *agencies[n].begin();
      if (agencies[n].size() == 1) alone[agency].push_back(static_cast<int>(n));
      together[find(agency)].push_back(static_cast<int>(n));
    }
    std::vector<std::vector<int>> parts;
    for (auto& [agency, needs] : alone) {
      if (needs.size() == together[find(agency)].size()) continue;
      parts.push_back(std::move(needs));
    }
    trials_ = parts.size();
    for (auto& [agency, needs] : together) parts.push_back(std::move(needs));
    return parts;
  }

  Feasible DecidePart(const std::vector<int>& part) {
    const bool trial = trials_ > 0;  // only a refusal counts
    if (trial) --trials_;
    const size_t before = chosen_.size();
    Feasible answer = Greedy(part) ? Feasible::kYes : Search(part);
    if (trial) {
      while (chosen_.size() > before) TakeBack();
      if (answer == Feasible::kUnproven) answer = Feasible::kYes;
    }
    return answer;
  }

  bool Fits(int candidate) const {
    const DayPattern& pattern = Pattern(candidate);
    const OfficialDay& day = listed_.days()[U(pattern.day_of)];
    const size_t week = U(WeekAt(day));
    if (banned_[U(candidate)] || taken_[U(pattern.day_of)] || field_left_[week] == 0 ||
        pattern.span > week_left_[week]) {
      return false;
    }
    for (int i = 0; i < pattern.count; ++i) {
      const PatternStop& call = pattern.stop[U(i)];
      const Agreement& agreement = p_.agreements[U(call.agreement)];
      if (visits_[U(call.agreement)] >= agreement.max_visits) return false;
      const size_t row = U(agreement.office * p_.days + day.day) * U(p_.slots_per_day);
      for (int q = call.start; q < call.end; ++q) {
        if (desks_[row + U(q)] >= p_.offices[U(agreement.office)].desks) return false;
        for (int rival : listed_.rivals(call.agreement)) {
          if (sitting_[U((rival * p_.days + day.day) * p_.slots_per_day + q)] > 0) return false;
        }
      }
    }
    return true;
  }

  void Count(const DayPattern& pattern, int amount) {
    const OfficialDay& day = listed_.days()[U(pattern.day_of)];
    taken_[U(pattern.day_of)] = amount > 0;
    field_left_[U(WeekAt(day))] -= amount;
    week_left_[U(WeekAt(day))] -= amount * pattern.span;
    for (int pin : pattern.pins) visits_[U(pin)] += amount;
    for (int i = 0; i < pattern.count; ++i) {
      const PatternStop& call = pattern.stop[U(i)];
      const int office = p_.agreements[U(call.agreement)].office;
      visits_[U(call.agreement)] += amount;
      const size_t row = U(office * p_.days + day.day) * U(p_.slots_per_day);
      const size_t seat = U((call.agreement * p_.days + day.day) * p_.slots_per_day);
      for (int q = call.start; q < call.end; ++q) {
        desks_[row + U(q)] += amount;
        sitting_[seat + U(q)] += amount;
      }
    }
  }
  void Choose(int pattern) {
    chosen_.push_back(pattern);
    Count(Pattern(pattern), 1);
  }
  void TakeBack() {
    Count(Pattern(chosen_.back()), -1);
    chosen_.pop_back();
  }

  int Missing(int g) const { return std::max(0, listed_.needed()[U(g)] - visits_[U(g)]); }
  int UsefulVisits(const DayPattern& pattern) const {
    int n = 0;
    for (int i = 0; i < pattern.count; ++i) n += Missing(pattern.stop[U(i)].agreement) > 0;
    return n;
  }
  int Useful(const DayPattern& pattern) const {
    int n = UsefulVisits(pattern);
    for (int pin : pattern.pins) n += Missing(pin) > 0;
    return n;
  }

  // Patterns that serve need g now, the most useful and shortest first. Of two on one day the one
  // that only adds a visit nobody misses is left out.
  std::vector<int> OptionsOf(int g) {
    std::vector<int> options;
    std::set<std::pair<int, int>> singles;  // official-day and start of a lone visit
    for (int i : listed_.Serving(g)) {
      const DayPattern& pattern = Pattern(i);
      --work_;
      if (!Fits(i)) continue;
      options.push_back(i);
      const PatternStop& first = pattern.stop[0];
      if (pattern.count == 1 && first.end - first.start == p_.min_visit) {
        singles.insert({pattern.day_of, first.start});
      }
    }
    std::erase_if(options, [&](int i) {
      const DayPattern& pattern = Pattern(i);
      if (pattern.count == 1 || !pattern.pins.empty() || Useful(pattern) > 1) return false;
      const PatternStop& call = pattern.stop[pattern.stop[0].agreement == g ? 0 : 1];
      if (!listed_.tight(p_.agreements[U(g)].office)) {
        const auto at = singles.lower_bound({pattern.day_of, -1});
        return at != singles.end() && at->first == pattern.day_of;
      }
      return singles.contains({pattern.day_of, call.start});
    });
    std::stable_sort(options.begin(), options.end(), [&](int a, int b) {
      const DayPattern& x = Pattern(a);
      const DayPattern& y = Pattern(b);
      return std::tuple(-Useful(x), x.span) < std::tuple(-Useful(y), y.span);
    });
    return options;
  }

  // One dive without turning back, the agreement with the fewest options first.
  bool Greedy(const std::vector<int>& part) {
    const size_t before = chosen_.size();
    std::vector<int> order = part;
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return listed_.Serving(a).size() < listed_.Serving(b).size();
    });
    for (int g : order) {
      while (Missing(g) > 0) {
        const std::vector<int> options = OptionsOf(g);
        if (options.empty()) {
          while (chosen_.size() > before) TakeBack();
          return false;
        }
        Choose(options.front());
      }
    }
    return true;
  }

  Feasible Search(const std::vector<int>& part) {
    if (work_ <= 0) return Feasible::kUnproven;
    int pick = -1;
    int64_t least = 0;
    for (int g : part) {
      const int missing = Missing(g);
      if (missing == 0) continue;
      std::set<int> days;
      for (int i : listed_.Serving(g)) {
        --work_;
        if (Fits(i)) days.insert(Pattern(i).day_of);
      }
      const int64_t spare = static_cast<int64_t>(days.size()) - missing;
      if (spare < 0) return Feasible::kNo;
      if (pick < 0 || spare < least) {
        pick = g;
        least = spare;
      }
    }
    if (pick < 0) return Feasible::kYes;
    if (!FlowCarries(part) || !DesksCarry(part)) return Feasible::kNo;
    const std::vector<int> options = OptionsOf(pick);
    Feasible answer = Feasible::kNo;
    size_t tried = 0;
    for (; tried < options.size() && answer == Feasible::kNo; ++tried) {
      Choose(options[tried]);
      answer = Search(part);
      if (answer == Feasible::kNo) TakeBack();
      // No plan has this pattern beside what is chosen above.
      banned_[U(options[tried])] = answer == Feasible::kNo;
    }
    for (size_t i = 0; i < tried; ++i) banned_[U(options[i])] = false;
    return answer;
  }

  // The most visits that the days and hours of an official's week could still make.
  int MostVisits(int week, int shortest, int shortest_pair) const {
    int most = 0;
    for (int pairs = 0; pairs <= field_left_[U(week)]; ++pairs) {
      const int rest = week_left_[U(week)] - pairs * shortest_pair;
      if (rest < 0) break;
      const int singles = std::min(field_left_[U(week)] - pairs, rest / shortest);
      most = std::max(most, 2 * pairs + singles);
    }
    return most;
  }

  // A flow of every visit still missing through official-days and officials' weeks.
  bool FlowCarries(const std::vector<int>& part) {
    std::map<int, std::vector<int>> reach;       // official-day -> missing agreements
    std::map<int, std::array<int, 2>> shortest;  // official's week -> span of a single and a pair
    std::map<int, int> room;                     // official-day -> 1 or 2 visits
    for (int g : part) {
      if (Missing(g) == 0 || IsPin(g)) continue;
      for (int i : listed_.Serving(g)) {
        const DayPattern& pattern = Pattern(i);
        --work_;
        if (!Fits(i)) continue;
        std::vector<int>& who = reach[pattern.day_of];
        if (who.empty() || who.back() != g) who.push_back(g);
        const int useful = UsefulVisits(pattern);
        int& most = room[pattern.day_of];
        most = std::max(most, useful);
        auto& spans = shortest
                          .try_emplace(WeekAt(listed_.days()[U(pattern.day_of)]),
                                       std::array<int, 2>{1 << 20, 1 << 20})
                          .first->second;
        int& span = spans[U(useful - 1)];
        span = std::min(span, pattern.span);
      }
    }
    std::map<int, int> visits_left;
    for (auto& [week, spans] : shortest) {
      // A day with two costs no less than the shortest with one.
      visits_left[week] = MostVisits(week, std::min(spans[0], spans[1]), spans[1]);
    }
    Flow flow;
    std::map<int, int> node_of_week;
    std::map<int, int> node_of_need;
    int64_t wanted = 0;
    for (const auto& [week, most] : visits_left) {
      node_of_week[week] = flow.AddNode();
      flow.AddEdge(node_of_week[week], Flow::kSink, most);
    }
    for (int g : part) {
      if (Missing(g) == 0 || IsPin(g)) continue;
      node_of_need[g] = flow.AddNode();
      flow.AddEdge(Flow::kSource, node_of_need[g], Missing(g));
      wanted += Missing(g);
    }
    for (const auto& [day, who] : reach) {
      const int node = flow.AddNode();
      flow.AddEdge(node, node_of_week[WeekAt(listed_.days()[U(day)])], room[day]);
      for (int g : who) flow.AddEdge(node_of_need[g], node, 1);
    }
    return flow.Most(wanted, work_) >= wanted;
  }

  // The most visits of the shortest length that an office's free desks hold on a day.
  int DeskRoom(int office, int d) const {
    const size_t row = U(office * p_.days + d) * U(p_.slots_per_day);
    const Window open = p_.offices[U(office)].open[U(d)];
    std::vector<int> free(U(p_.slots_per_day));
    for (int q = open.from; q < open.to; ++q) {
      free[U(q)] = p_.offices[U(office)].desks - desks_[row + U(q)];
    }
    int visits = 0;
    for (int s = open.from; s + p_.min_visit <= open.to; ++s) {
      const auto first = free.begin() + s;
      const int fit = *std::min_element(first, first + p_.min_visit);
      for (int q = s; q < s + p_.min_visit; ++q) free[U(q)] -= fit;
      visits += fit;
    }
    return visits;
  }

  // For each tight office, a flow of the visits missing there through its days.
  bool DesksCarry(const std::vector<int>& part) {
    std::map<int, std::vector<int>> at_office;
    for (int g : part) {
      if (IsPin(g)) continue;
      const int office = p_.agreements[U(g)].office;
      if (Missing(g) > 0 && listed_.tight(office)) at_office[office].push_back(g);
    }
    for (const auto& [office, needs] : at_office) {
      Flow flow;
      std::vector<int> days;
      for (int d = 0; d < p_.days; ++d) {
        days.push_back(flow.AddNode());
        flow.AddEdge(days.back(), Flow::kSink, DeskRoom(office, d));
      }
      int64_t wanted = 0;
      for (int g : needs) {
        std::vector<std::set<int>> who(U(p_.days));
        for (int i : listed_.Serving(g)) {
          --work_;
          if (!Fits(i)) continue;
          who[U(listed_.days()[U(Pattern(i).day_of)].day)].insert(Pattern(i).day_of);
        }
        const int node = flow.AddNode();
        flow.AddEdge(Flow::kSource, node, Missing(g));
        wanted += Missing(g);
        for (int d = 0; d < p_.days; ++d) {
          flow.AddEdge(node, days[U(d)], static_cast<int64_t>(who[U(d)].size()));
        }
      }
      if (flow.Most(wanted, work_) < wanted) return false;
    }
    return true;
  }

  Plan Chosen() const {
    Plan plan;
    for (int i : chosen_) {
      const DayPattern& pattern = Pattern(i);
      const OfficialDay& day = listed_.days()[U(pattern.day_of)];
      for (int s = 0; s < pattern.count; ++s) {
        const PatternStop& call = pattern.stop[U(s)];
        plan.visits.push_back({day.official,
                               p_.agreements[U(call.agreement)].office,
                               day.day,
                               call.start,
                               call.end,
                               {}});
      }
    }
    std::sort(plan.visits.begin(), plan.visits.end());
    return plan;
  }

  const Problem& p_;
  int64_t work_;
  const DayPatterns listed_;
  size_t trials_ = 0;                        // parts still to come that are tried alone
  std::vector<int> visits_;                  // [need]
  std::vector<bool> banned_;                 // [pattern]
  std::vector<bool> taken_;                  // [official-day]
  std::vector<int> field_left_, week_left_;  // [official][week]
  std::vector<int> desks_;                   // [office][day][slot]
  std::vector<int> sitting_;                 // [agreement][day][slot]
  std::vector<int> chosen_;                  // patterns
};

}  // namespace

Feasible SearchFeasible(const Problem& problem, int64_t work, Plan* plan) {
  return Decider(problem, work).Run(plan);
}

Feasible DecideFeasible(const Problem& problem, int64_t work, Plan* plan) {
  const Feasible answer = SearchFeasible(problem, work, plan);
  if (answer != Feasible::kUnproven) return answer;
  // The planner cannot prove that there is no plan, but it may find one.
  absl::StatusOr<PlanResult> solved = Solve(problem, {.steps = kPlannerSteps});
  if (!solved.ok()) return answer;
  if (plan != nullptr) *plan = std::move(solved->plan);
  return Feasible::kYes;
}

}  // namespace vuoro::planning
