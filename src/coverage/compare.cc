// Puts two measurements side by side, areas and offices by their keys.
#include <map>
#include <string_view>

#include "vuoro/coverage/coverage.h"

namespace vuoro {
namespace {

// Keys of the offices that are open in `now` and not in `then`, in document order.
std::vector<std::string> OpenOnlyIn(const Network& now, const CoverageReport& report_now,
                                    const Network& then, const CoverageReport& report_then) {
  std::map<std::string_view, bool> open_then;
  for (size_t i = 0; i < then.offices.size(); ++i) {
    open_then[then.offices[i].key] = report_then.offices[i].state == OfficeState::kOpen;
  }
  std::vector<std::string> keys;
  for (size_t i = 0; i < now.offices.size(); ++i) {
    const auto found = open_then.find(now.offices[i].key);
    const bool open_before = found != open_then.end() && found->second;
    if (report_now.offices[i].state == OfficeState::kOpen && !open_before) {
      keys.push_back(now.offices[i].key);
    }
  }
  return keys;
}

void Count(const AreaChange& change, CoverageComparison& sum) {
  if (change.within_after && !change.within_before) sum.gained += change.population;
  if (change.within_before && !change.within_after) sum.lost += change.population;
  if (change.minutes_before < 0 || change.minutes_after < 0) return;
  if (change.minutes_after < change.minutes_before) sum.nearer += change.population;
  if (change.minutes_after > change.minutes_before) sum.farther += change.population;
}

}  // namespace

CoverageComparison CompareCoverage(const Network& before, const CoverageReport& report_before,
                                   const Network& after, const CoverageReport& report_after) {
  CoverageComparison out;
  std::map<std::string_view, AreaIndex> old;
  for (size_t i = 0; i < before.coverage.areas.size(); ++i) {
    old.emplace(before.coverage.areas[i].key, AreaIndex(i));
  }
  const auto take_before = [&](AreaIndex index, AreaChange& change) {
    const AreaCoverage& area = report_before.areas[index.position()];
    change.before = index;
    change.minutes_before = area.minutes;
    change.within_before = area.within;
  };
  for (size_t i = 0; i < after.coverage.areas.size(); ++i) {
    const Area& area = after.coverage.areas[i];
    AreaChange change;
    change.after = AreaIndex(i);
    change.minutes_after = report_after.areas[i].minutes;
    change.within_after = report_after.areas[i].within;
    change.population = area.population;
    if (const auto found = old.find(area.key); found != old.end()) {
      take_before(found->second, change);
      old.erase(found);
    }
    out.areas.push_back(change);
  }
  for (size_t i = 0; i < before.coverage.areas.size(); ++i) {
    const Area& area = before.coverage.areas[i];
    if (!old.contains(area.key)) continue;
    AreaChange change;
    change.population = area.population;
    take_before(AreaIndex(i), change);
    out.areas.push_back(change);
  }
  for (const AreaChange& change : out.areas) Count(change, out);
  out.opened = OpenOnlyIn(after, report_after, before, report_before);
  out.closed = OpenOnlyIn(before, report_before, after, report_after);
  return out;
}

}  // namespace vuoro
