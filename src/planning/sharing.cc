// Half hours taken from one visit or call and given to another.
#include "sharing.h"

#include <bit>
#include <optional>
#include <vector>

namespace vuoro::planning {
namespace {

struct VisitAt {
  int official;
  int day;
  int position;
};

std::vector<VisitAt> VisitsOf(const Index& index, const State& state, int g) {
  std::vector<VisitAt> out;
  int rest = state.visits(g);
  for (int e : index.agreements[U(g)].visitors) {
    for (int d = 0; rest > 0 && d < index.days; ++d) {
      const DayPlan& day = state.Day(e, d);
      for (int i = 0; i < day.count; ++i) {
        if (day.stop[U(i)].agreement != g) continue;
        out.push_back({e, d, i});
        --rest;
      }
    }
  }
  return out;
}

// Gives `amount` (1 or -1) half hours more of the line to the visit; false if it cannot.
bool ChangeShare(Stop& stop, int local, int amount) {
  for (int i = 0; i < stop.shares; ++i) {
    LineShare& share = stop.share[U(i)];
    if (share.local != local) continue;
    share.slots = static_cast<uint8_t>(share.slots + amount);
    if (share.slots == 0) share = stop.share[U(--stop.shares)];
    stop.served = static_cast<uint8_t>(stop.served + amount);
    return true;
  }
  if (amount < 0 || stop.shares == kMaxServes) return false;
  stop.share[stop.shares++] = {static_cast<uint8_t>(local), static_cast<uint8_t>(amount)};
  stop.served = static_cast<uint8_t>(stop.served + amount);
  return true;
}

// Frees one half hour of line k on a day that keeps another service; false if there is none.
bool GiveUpOne(const Index& index, State& state, int k, const std::vector<VisitAt>& visits) {
  const LineIndex& line = index.lines[U(k)];
  for (int d = 0; d < index.days; ++d) {
    const uint32_t calls = state.CallSlots(k, d);
    if (calls == 0 || state.services(line.agreement, d) < 2) continue;
    state.RemoveCall(k, d, std::countr_zero(calls));
    return true;
  }
  for (const VisitAt& at : visits) {
    if (state.services(line.agreement, at.day) < 2) continue;
    Stop stop = state.Day(at.official, at.day).stop[U(at.position)];
    if (!ChangeShare(stop, line.local, -1)) continue;
    state.Reshare(at.official, at.day, at.position, stop);
    return true;
  }
  return false;
}

void UseSpareHalfHours(const Index& index, State& state, const VisitAt& at) {
  Stop stop = state.Day(at.official, at.day).stop[U(at.position)];
  const int before = stop.served;
  const int room = index.Capacity(stop.end - stop.start);
  for (int k : index.agreements[U(stop.agreement)].lines) {
    const LineIndex& line = index.lines[U(k)];
    if (!line.MayBeVisited(index.officials[U(at.official)].languages, at.day)) continue;
    for (int n = state.left(k); n > 0 && stop.served < room; --n) {
      if (!ChangeShare(stop, line.local, 1)) break;
    }
  }
  if (stop.served > before) state.Reshare(at.official, at.day, at.position, stop);
}

// A day without service on which a call would shorten the wait most, or -1.
int DayToServe(const Index& index, const State& state, int g) {
  const uint32_t served = state.served_days(g);
  int best = -1;
  int64_t least = index.WaitCost(g, served);
  for (int d = 0; d < index.days; ++d) {
    const int64_t cost = index.WaitCost(g, served | uint32_t{1} << d);
    if ((served >> d & 1) || cost >= least) continue;
    for (int k : index.agreements[U(g)].lines) {
      if (!index.lines[U(k)].by_video || state.FreeCalls(k, d) == 0) continue;
      best = d;
      least = cost;
      break;
    }
  }
  return best;
}

// Moves one service from a day with several to a call on day d; false if there is none to move.
bool MoveServiceTo(const Index& index, State& state, int g, int d,
                   const std::vector<VisitAt>& visits) {
  for (int k : index.agreements[U(g)].lines) {
    if (!index.lines[U(k)].by_video || state.FreeCalls(k, d) == 0) continue;
    if (!GiveUpOne(index, state, k, visits)) continue;
    state.AddCall(k, d, std::countr_zero(state.FreeCalls(k, d)));
    return true;
  }
  return false;
}

}  // namespace

void TakeOver(const Index& index, State& state, int e, int d, Stop& stop) {
  const std::vector<VisitAt> visits = VisitsOf(index, state, stop.agreement);
  for (int k : index.agreements[U(stop.agreement)].lines) {
    const LineIndex& line = index.lines[U(k)];
    if (!line.MayBeVisited(index.officials[U(e)].languages, d)) continue;
    if (!GiveUpOne(index, state, k, visits)) continue;
    ChangeShare(stop, line.local, 1);
    return;
  }
}

void SpreadServices(const Index& index, State& state, int g) {
  const AgreementIndex& agreement = index.agreements[U(g)];
  bool spare = false;
  for (int k : agreement.lines) spare = spare || (index.lines[U(k)].by_visit && state.left(k) > 0);
  if (spare && state.visits(g) > 0) {
    for (const VisitAt& at : VisitsOf(index, state, g)) UseSpareHalfHours(index, state, at);
  }
  if (!agreement.real) return;
  std::optional<std::vector<VisitAt>> visits;
  for (int d = DayToServe(index, state, g); d >= 0; d = DayToServe(index, state, g)) {
    if (!visits) visits = VisitsOf(index, state, g);
    if (!MoveServiceTo(index, state, g, d, *visits)) return;
  }
}

}  // namespace vuoro::planning
