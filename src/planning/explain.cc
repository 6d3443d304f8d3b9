// The smallest sets of things that unmet lines lack, and the words for them.
#include "vuoro/planning/explain.h"

#include <algorithm>
#include <array>
#include <bit>

#include "index.h"
#include "leftover.h"
#include "vuoro/base/status.h"
#include "vuoro/planning/checker.h"

namespace vuoro::planning {
namespace {

constexpr std::array<std::string_view, kLackCount> kLackNames = {
    "video",   "official_hours", "language", "booth",        "interpreter", "agreement",
    "opening", "desk",           "room",     "visit_length", "decision"};

// Those sets that occur and contain no other that occurs.
std::vector<LackedSet> Smallest(const std::array<int64_t, size_t{1} << kLackCount>& ways) {
  std::vector<LackedSet> sets;
  for (LackSet set = 0; set < ways.size(); ++set) {
    if (ways[set] > 0) sets.push_back({set, ways[set]});
  }
  std::stable_sort(sets.begin(), sets.end(), [](const LackedSet& a, const LackedSet& b) {
    return std::popcount(a.lacks) < std::popcount(b.lacks);
  });
  std::vector<LackedSet> smallest;
  for (const LackedSet& set : sets) {
    const bool covered = std::any_of(smallest.begin(), smallest.end(), [&](const LackedSet& other) {
      return (other.lacks & ~set.lacks) == 0;
    });
    if (!covered) smallest.push_back(set);
  }
  return smallest;
}

}  // namespace

std::string_view LackName(Lack lack) { return kLackNames[static_cast<size_t>(lack)]; }

absl::StatusOr<std::vector<UnmetLine>> ExplainUnmet(const Problem& problem, const Plan& plan) {
  VUORO_RETURN_IF_ERROR(problem.Validate());
  VUORO_RETURN_IF_ERROR(CheckedOrError(problem, plan));
  const Leftover leftover(problem, plan);
  std::vector<UnmetLine> lines;
  for (int k = 0; k < static_cast<int>(problem.demand.size()); ++k) {
    if (leftover.unmet(k) == 0) continue;
    const DemandLine& demand = problem.demand[static_cast<size_t>(k)];
    UnmetLine line;
    line.line = k;
    line.unmet = leftover.unmet(k);
    std::array<int64_t, size_t{1} << kLackCount> ways{};
    bool first = true;
    leftover.ForEachWay(k, [&](const Way& way) {
      ++ways[way.lacks];
      if (way.lacks != 0) return;
      // All but a new visit cost no driving.
      const int64_t saving =
          way.kind == Way::kVisit
              ? leftover.BestEnd(way, demand.office).second
              : problem.UnmetWeight(demand.agency) +
                    leftover.WaitSaved(demand.agency, demand.office, way.day) +
                    (way.kind == Way::kLonger
                         ? leftover.PresenceSaved(demand.agency, demand.office, way.day,
                                                  Bits(way.start, way.end))
                         : 0);
      line.saving = first ? saving : std::max(line.saving, saving);
      first = false;
    });
    line.lacked = Smallest(ways);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace vuoro::planning
