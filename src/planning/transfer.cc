// Adding foreign visits and calls under the rules, and the three-way merge of two threads' plans.
#include "transfer.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "calls.h"

namespace vuoro::planning {
namespace {

bool SameStop(const Stop& a, const Stop& b) {
  if (a.agreement != b.agreement || a.start != b.start || a.end != b.end || a.shares != b.shares) {
    return false;
  }
  for (int i = 0; i < a.shares; ++i) {
    if (a.share[U(i)].local != b.share[U(i)].local || a.share[U(i)].slots != b.share[U(i)].slots) {
      return false;
    }
  }
  return true;
}

bool SameDay(const DayPlan& a, const DayPlan& b) {
  if (a.count != b.count) return false;
  for (int i = 0; i < a.count; ++i) {
    if (!SameStop(a.stop[U(i)], b.stop[U(i)])) return false;
  }
  return true;
}

// Adds the visit with as much of its shares as is left, if it keeps the rules.
void TryAddVisit(const Index& index, State& state, int e, int d, Stop stop) {
  if (!state.Allowed(e, d, stop)) return;
  const AgreementIndex& g = index.agreements[U(stop.agreement)];
  Stop clipped = stop;
  clipped.shares = 0;
  clipped.served = 0;
  for (int i = 0; i < stop.shares; ++i) {
    const LineShare share = stop.share[U(i)];
    const int n = std::min<int>({share.slots, state.left(g.lines[share.local]),
                                 index.Capacity(stop.end - stop.start) - clipped.served});
    if (n <= 0) continue;
    clipped.share[clipped.shares++] = {share.local, static_cast<uint8_t>(n)};
    clipped.served = static_cast<uint8_t>(clipped.served + n);
  }
  if (state.Day(e, d).count == 0) state.MakeRoomInPool(e, d);
  state.AddVisit(e, d, clipped);
}

void TryAddCall(const Index& index, State& state, int k, int d, int q) {
  if (index.lines[U(k)].by_video && state.left(k) > 0 && (state.FreeCalls(k, d) >> q & 1)) {
    state.AddCall(k, d, q);
  }
}

// The visit as a stop, or no agreement (-1) if it names anything that does not exist.
Stop ToStop(const Index& index, const Visit& v) {
  Stop stop;
  stop.agreement = -1;
  const bool exists = v.official >= 0 && U(v.official) < index.officials.size() && v.office >= 0 &&
                      U(v.office) < index.problem.offices.size() && v.day >= 0 &&
                      v.day < index.days && v.start >= 0 && v.start < v.end && v.end <= index.slots;
  if (!exists) return stop;
  const OfficialIndex& official = index.officials[U(v.official)];
  for (const Candidate& c : official.candidates) {
    if (c.office == v.office) stop.agreement = c.agreement;
  }
  stop.office = static_cast<int16_t>(v.office);
  stop.start = static_cast<int8_t>(v.start);
  stop.end = static_cast<int8_t>(v.end);
  for (const Serve& serve : v.serves) {
    if (serve.line < 0 || U(serve.line) >= index.lines.size() || serve.slots <= 0) continue;
    const LineIndex& line = index.lines[U(serve.line)];
    const bool fits = line.agreement == stop.agreement &&
                      line.MayBeVisited(official.languages, v.day) && stop.shares < kMaxServes;
    if (!fits) continue;
    stop.share[stop.shares++] = {static_cast<uint8_t>(line.local),
                                 static_cast<uint8_t>(std::min(serve.slots, index.slots))};
  }
  return stop;
}

// Lines in `a` but not in `b`, both sorted; a line may stand there several times.
std::vector<int> Without(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::vector<int> SortedCalls(const State& state, int agency, int d, int q) {
  const auto [calls, n] = state.Calls(agency, d, q);
  std::vector<int> out(calls, calls + n);
  std::sort(out.begin(), out.end());
  return out;
}

struct CallAt {
  int line;
  int day;
  int slot;
};

// Removes from `mine` the calls that `theirs` gave up, and lists those it made.
std::vector<CallAt> MergeLostCalls(const Index& index, const State& base, const State& theirs,
                                   State& mine) {
  std::vector<CallAt> made;
  for (int a = 0; a < static_cast<int>(index.pools.size()); ++a) {
    for (int d = 0; d < index.days; ++d) {
      for (int q = 0; q < index.slots; ++q) {
        const auto [old_calls, old_n] = base.Calls(a, d, q);
        const auto [new_calls, new_n] = theirs.Calls(a, d, q);
        if (old_n == new_n && std::equal(old_calls, old_calls + old_n, new_calls)) continue;
        const std::vector<int> before = SortedCalls(base, a, d, q);
        const std::vector<int> after = SortedCalls(theirs, a, d, q);
        for (int k : Without(after, before)) made.push_back({k, d, q});
        for (int k : Without(before, after)) {
          if (mine.CallSlots(k, d) >> q & 1) mine.RemoveCall(k, d, q);
        }
      }
    }
  }
  return made;
}

}  // namespace

void AddPlan(const Index& index, State& state, const Plan& plan) {
  for (const Visit& visit : plan.visits) {
    Stop stop = ToStop(index, visit);
    if (stop.agreement >= 0 && visit.serves.empty()) state.Share(visit.official, visit.day, stop);
    if (stop.agreement >= 0) TryAddVisit(index, state, visit.official, visit.day, stop);
  }
  for (const VideoCall& call : plan.video) {
    const bool exists = call.line >= 0 && U(call.line) < index.lines.size() && call.day >= 0 &&
                        call.day < index.days && call.slot >= 0 && call.slot < index.slots;
    if (exists) TryAddCall(index, state, call.line, call.day, call.slot);
  }
}

void AddVisitsTogether(const Index& index, State& state, const Plan& plan) {
  for (const Visit& visit : plan.visits) {
    Stop stop = ToStop(index, visit);
    if (stop.agreement < 0) continue;
    state.Share(visit.official, visit.day, stop);
    state.AddVisit(visit.official, visit.day, stop);
  }
}

void Merge(const Index& index, const State& base, const State& theirs, State& mine,
           Random& random) {
  mine.Begin();
  const std::vector<CallAt> made = MergeLostCalls(index, base, theirs, mine);
  std::vector<std::pair<int, int>> changed;
  for (int e = 0; e < static_cast<int>(index.officials.size()); ++e) {
    for (int d = 0; d < index.days; ++d) {
      const DayPlan& old = base.Day(e, d);
      if (SameDay(old, theirs.Day(e, d)) || !SameDay(old, mine.Day(e, d))) continue;
      while (mine.Day(e, d).count > 0) mine.RemoveVisit(e, d, mine.Day(e, d).count - 1);
      changed.push_back({e, d});
    }
  }
  for (const auto& [e, d] : changed) {
    const DayPlan& day = theirs.Day(e, d);
    for (int i = 0; i < day.count; ++i) TryAddVisit(index, mine, e, d, day.stop[U(i)]);
  }
  for (const CallAt& call : made) TryAddCall(index, mine, call.line, call.day, call.slot);
  // What both wanted only one got; the other's citizens may find another call.
  for (int k = 0; k < static_cast<int>(index.lines.size()); ++k) {
    if (mine.left(k) > theirs.left(k)) FillCalls(index, mine, k, random);
  }
  mine.Begin();
}

}  // namespace vuoro::planning
