// What is left when a way is taken.
#include <algorithm>
#include <bit>
#include <tuple>

#include "index.h"
#include "leftover.h"

namespace vuoro::planning {

void Leftover::Take(const Way& way, int k) {
  switch (way.kind) {
    case Way::kCall:
      return TakeCall(way, k);
    case Way::kVisit:
      return TakeVisit(way, problem_.demand[U(k)]);
    default:
      return TakeSeat(way, k);
  }
}

void Leftover::TakeCall(const Way& way, int k) {
  const DemandLine& line = problem_.demand[U(k)];
  std::vector<Seat> named;
  const int language = Interpreted(line.language) ? -1 : line.language;
  if (!Seatable(line.agency, way.day, way.start, language, -1, &named)) return;
  named.back().line = k;
  cells_[Cell(line.agency, way.day, way.start)] = std::move(named);
  CountCall(k, way.day, way.start);
}

// Others take the calls that the official has that day.
void Leftover::HandOver(int e, int d) {
  const int agency = problem_.officials[U(e)].agency;
  const Window remote = problem_.officials[U(e)].remote[U(d)];
  for (int q = remote.from; q < remote.to; ++q) {
    std::vector<Seat>& cell = cells_[Cell(agency, d, q)];
    const auto his = std::find_if(cell.begin(), cell.end(),
                                  [&](const Seat& seat) { return seat.official == e; });
    if (his == cell.end()) continue;
    const int line = his->line;
    const int language = problem_.demand[U(line)].language;
    std::vector<Seat> named;
    if (!Seatable(agency, d, q, Interpreted(language) ? -1 : language, e, &named)) continue;
    named.back().line = line;
    named.erase(named.begin() + (his - cell.begin()));
    cell = std::move(named);
  }
}

void Leftover::TakeVisit(const Way& way, const DemandLine& line) {
  Visit visit{way.official, line.office, way.day, way.start, BestEnd(way, line.office).first, {}};
  HandOver(way.official, way.day);
  int room = problem_.VisitCapacity(visit.end - visit.start);
  for (const bool video : {false, true}) {  // first what nothing else can serve
    for (int j : lines_[U(pair_.at({line.agency, line.office}))]) {
      const DemandLine& other = problem_.demand[U(j)];
      const int n = std::min(room, unmet_[U(j)]);
      const bool fits = other.video == video && n > 0 && other.On(way.day) &&
                        !Interpreted(other.language) && Speaks(way.official, other.language);
      if (!fits) continue;
      visit.serves.push_back({j, n});
      room -= n;
    }
  }
  CountVisit(visit);
}

// In a visit that is there, as long as it is or a slot longer.
void Leftover::TakeSeat(const Way& way, int k) {
  Visit& visit = visits_[U(way.visit)];
  const size_t row = OfficeDay(visit.office, visit.day) * U(problem_.slots_per_day);
  for (int q = way.start; q < visit.start; ++q) ++desks_[row + U(q)];
  for (int q = visit.end; q < way.end; ++q) ++desks_[row + U(q)];
  const size_t week = WeekAt(visit.official, visit.day);
  week_[week] -= SpanOf(visit.official, visit.day);
  visit.start = way.start;
  visit.end = way.end;
  week_[week] += SpanOf(visit.official, visit.day);
  const auto same = std::find_if(visit.serves.begin(), visit.serves.end(),
                                 [&](const Serve& serve) { return serve.line == k; });
  if (same == visit.serves.end()) {
    visit.serves.push_back({k, 1});
  } else {
    ++same->slots;
  }
  --unmet_[U(k)];
  const DemandLine& line = problem_.demand[U(k)];
  served_days_[U(pair_.at({line.agency, line.office}))] |= uint32_t{1} << visit.day;
}

// Serves line k by calls, free seats and longer visits as far as they are open.
bool Leftover::TakeCalls(int k) {
  bool any = false;
  for (bool found = true; found && unmet_[U(k)] > 0;) {
    found = false;
    Way open;
    bool better = false;  // a day without service first: it shortens the wait
    const auto look = [&](const Way& way) {
      if (way.lacks != 0 || way.kind == Way::kVisit || better) return;
      const DemandLine& line = problem_.demand[U(k)];
      if (way.preference < 0) {
        const int64_t saved =
            problem_.UnmetWeight(line.agency) + WaitSaved(line.agency, line.office, way.day) +
            (way.kind == Way::kLonger
                 ? PresenceSaved(line.agency, line.office, way.day, Bits(way.start, way.end))
                 : 0);
        if (saved + way.preference <= 0) return;
      }
      better = (served_days_[U(pair_.at({line.agency, line.office}))] >> way.day & 1) == 0;
      if (found && !better) return;
      found = true;
      open = way;
    };
    CallWays(k, look);
    LongerWays(k, look);
    if (found) Take(open, k);
    any |= found;
  }
  return any;
}

void Leftover::Improve(const std::vector<int>& lines, const std::function<bool()>& go_on) {
  for (bool again = true; again;) {
    again = false;
    Way best;
    int best_line = -1;
    int64_t most = 0;
    for (int k : lines) {
      if (unmet_[U(k)] == 0) continue;
      if (!go_on()) return;
      TakeCalls(k);
      if (unmet_[U(k)] == 0) continue;
      VisitWays(k, [&](const Way& way) {
        if (way.lacks != 0) return;
        const int64_t saving = BestEnd(way, problem_.demand[U(k)].office).second;
        if (saving <= most) return;
        most = saving;
        best = way;
        best_line = k;
      });
    }
    if (best_line < 0) return;
    // What was served meanwhile may have changed what it is worth.
    const int64_t saving = BestEnd(best, problem_.demand[U(best_line)].office).second;
    again = true;
    if (saving <= 0 || unmet_[U(best_line)] == 0) return;
    Take(best, best_line);
  }
}

Plan Leftover::ToPlan() const {
  Plan plan;
  plan.visits = visits_;
  for (Visit& visit : plan.visits) std::sort(visit.serves.begin(), visit.serves.end());
  for (int a = 0; a < static_cast<int>(problem_.agencies.size()); ++a) {
    for (int d = 0; d < problem_.days; ++d) {
      for (int q = 0; q < problem_.slots_per_day; ++q) {
        for (const Seat& seat : cells_[Cell(a, d, q)]) {
          plan.video.push_back({seat.official, seat.line, d, q});
        }
      }
    }
  }
  std::sort(plan.visits.begin(), plan.visits.end());
  std::sort(plan.video.begin(), plan.video.end());
  return plan;
}

}  // namespace vuoro::planning
