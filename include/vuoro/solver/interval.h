// Interval variables: activities with a start, a length and an end, which may be absent.
#ifndef VUORO_SOLVER_INTERVAL_H_
#define VUORO_SOLVER_INTERVAL_H_

#include <vector>

#include "vuoro/solver/clause.h"
#include "vuoro/solver/less_equal.h"
#include "vuoro/solver/linear.h"

namespace vuoro::solver {

// [start, end) with end = start + length. Where the length is a constant, the end is a view of the
// start. While its presence is open, constraints on intervals cut no times, they only find it
// absent; so other constraints may speak of its times freely.
struct Interval {
  View start;
  View length;
  View end;
  Literal present = kAlways;
};

// start_max is the latest start. An optional interval has a 0-1 variable of its own for presence,
// and stands at its earliest start with its least length while absent: absence is one solution.
struct IntervalSpec {
  int64_t start_min = 0;
  int64_t start_max = 0;
  int64_t length_min = 0;
  int64_t length_max = 0;
  bool optional = false;
};

// REQUIRES: min <= max, length_min >= 0; level 0 of the store.
inline Interval NewInterval(Store& store, const IntervalSpec& spec) {
  Interval x;
  x.start = View(store.NewVar(spec.start_min, spec.start_max));
  x.length = View(spec.length_min);
  x.end = x.start + spec.length_min;
  if (spec.length_min < spec.length_max) {
    x.length = View(store.NewVar(spec.length_min, spec.length_max));
    x.end = View(store.NewVar(spec.start_min + spec.length_min, spec.start_max + spec.length_max));
    store.Add<Linear>(std::vector<Term>{{1, x.start.var}, {1, x.length.var}, {-1, x.end.var}}, 0,
                      0);
  }
  if (!spec.optional) return x;
  x.present = True(NewBool(store));
  store.Add<Clause>(std::vector<Literal>{x.present, AtMost(x.start.var, spec.start_min)});
  if (!Constant(x.length)) {
    store.Add<Clause>(std::vector<Literal>{x.present, AtMost(x.length.var, spec.length_min)});
  }
  return x;
}

// An interval over variables that exist already, present while `present` holds.
inline Interval IntervalOf(View start, int64_t length, const Literal& present = kAlways) {
  return {start, View(length), start + length, present};
}

inline bool Present(const Store& s, const Interval& x) { return Holds(s, x.present); }
inline bool Absent(const Store& s, const Interval& x) { return Fails(s, x.present); }

inline void WatchInterval(Store& s, const Interval& x, int propagator) {
  Watch(s, x.start, kBounds, propagator);
  if (!Constant(x.length)) {
    Watch(s, x.end, kBounds, propagator);
    Watch(s, x.length, kBounds, propagator);
  }
  WatchLiteral(s, x.present, propagator);
}

// As SetMin and SetMax, but an interval whose presence is open becomes absent instead of failing,
// and keeps its times otherwise. `absent` ones are never asked.
inline bool StartAtLeast(Store& s, const Interval& x, int64_t time) {
  if (Present(s, x)) return SetMin(s, x.start, time);
  return time <= Max(s, x.start) || Require(s, !x.present);
}
inline bool EndAtMost(Store& s, const Interval& x, int64_t time) {
  if (Present(s, x)) return SetMax(s, x.end, time);
  return time >= Min(s, x.end) || Require(s, !x.present);
}

// If both are present, `later` starts `gap` or more after `earlier` ends.
inline void AddPrecedence(Store& store, const Interval& earlier, const Interval& later,
                          int64_t gap = 0) {
  store.Add<LessEqual>(earlier.end + gap, later.start,
                       std::vector<Literal>{earlier.present, later.present});
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_INTERVAL_H_
