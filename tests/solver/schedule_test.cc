// Constraints on activities against their meaning, stated slowly; absent ones included.
#include <gtest/gtest.h>

#include <algorithm>

#include "oracle.h"
#include "vuoro/solver/cumulative.h"
#include "vuoro/solver/interval.h"
#include "vuoro/solver/no_overlap.h"

namespace vuoro::solver {
namespace {

// An interval with the places of its variables in a case, to read it back.
struct PlacedInterval {
  Interval interval;
  size_t start = 0;
  int64_t length = 0;
  int length_at = -1;
  int present_at = -1;

  int64_t Start(const Values& v) const { return v[start]; }
  int64_t Length(const Values& v) const {
    return length_at < 0 ? length : v[static_cast<size_t>(length_at)];
  }
  int64_t End(const Values& v) const { return Start(v) + Length(v); }
  bool Present(const Values& v) const {
    return present_at < 0 || v[static_cast<size_t>(present_at)] == 1;
  }
};

// An activity, now and then optional or of variable length, with what its making means.
PlacedInterval RandomInterval(Random& random, Case& c, int64_t horizon, int64_t longest) {
  IntervalSpec spec;
  spec.start_min = random.Between(0, horizon / 2);
  spec.start_max = random.Between(spec.start_min, horizon);
  spec.length_min = random.Between(0, longest);
  spec.length_max = spec.length_min + (random.Chance(1, 4) ? 1 : 0);
  spec.optional = random.Chance(1, 3);
  PlacedInterval p;
  p.interval = NewInterval(c.store, spec);
  p.start = c.Take(p.interval.start.var);
  p.length = spec.length_min;
  if (!Constant(p.interval.length)) {
    p.length_at = static_cast<int>(c.Take(p.interval.length.var));
    const size_t end = c.Take(p.interval.end.var);
    c.meanings.push_back([=](const Values& v) { return p.End(v) == v[end]; });
  }
  if (spec.optional) {
    p.present_at = static_cast<int>(c.Take(p.interval.present.var));
    c.meanings.push_back([=](const Values& v) {
      return p.Present(v) || (p.Start(v) == spec.start_min && p.Length(v) == spec.length_min);
    });
  }
  return p;
}

std::vector<Interval> IntervalsOf(const std::vector<PlacedInterval>& placed) {
  std::vector<Interval> intervals;
  for (const PlacedInterval& p : placed) intervals.push_back(p.interval);
  return intervals;
}

TEST(IntervalTest, AnAbsentOneHasOneSolution) {
  Differential(31, Consistency::kNone, [](Random& random, Case& c) {
    const PlacedInterval a = RandomInterval(random, c, 4, 3);
    const PlacedInterval b = RandomInterval(random, c, 4, 3);
    const int64_t gap = random.Between(-1, 3);
    AddPrecedence(c.store, a.interval, b.interval, gap);
    c.meanings.push_back([=](const Values& v) {
      return !a.Present(v) || !b.Present(v) || a.End(v) + gap <= b.Start(v);
    });
  });
}

Meaning NoneOverlaps(const std::vector<PlacedInterval>& all, const TransitionTimes& transition) {
  return [=](const Values& v) {
    for (size_t i = 0; i < all.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (!all[i].Present(v) || !all[j].Present(v)) continue;
        const int64_t ij = transition.empty() ? 0 : transition[i][j];
        const int64_t ji = transition.empty() ? 0 : transition[j][i];
        if (all[i].End(v) + ij > all[j].Start(v) && all[j].End(v) + ji > all[i].Start(v)) {
          return false;
        }
      }
    }
    return true;
  };
}

TEST(NoOverlapTest, AgreesWithEveryPair) {
  Differential(32, Consistency::kNone, [](Random& random, Case& c) {
    std::vector<PlacedInterval> all;
    for (int i = 0; i < 3; ++i) all.push_back(RandomInterval(random, c, 5, 3));
    TransitionTimes transition;
    if (random.Chance(1, 2)) {
      transition.assign(3, Values(3));
      for (auto& row : transition) {
        for (int64_t& t : row) t = random.Between(0, 2);
      }
    }
    c.store.Add<NoOverlap>(IntervalsOf(all), transition);
    c.meanings.push_back(NoneOverlaps(all, transition));
  });
}

// Plain activities, so that many fit and the sets matter.
std::vector<PlacedInterval> PlainIntervals(Random& random, Case& c, int count, int64_t horizon,
                                           int64_t longest) {
  std::vector<PlacedInterval> all;
  for (int i = 0; i < count; ++i) {
    PlacedInterval p;
    const int64_t from = random.Between(0, horizon / 2);
    p.start = c.AddVar(from, random.Between(from, horizon));
    p.length = random.Between(1, longest);
    Literal present = kAlways;
    if (random.Chance(1, 6)) {
      p.present_at = static_cast<int>(c.AddVar(0, 1));
      present = True(c.vars.back());
    }
    p.interval = IntervalOf(View(c.vars[p.start]), p.length, present);
    all.push_back(p);
  }
  return all;
}

TEST(NoOverlapTest, AgreesWithEveryPairOfMany) {
  Differential(
      33, Consistency::kNone,
      [](Random& random, Case& c) {
        const auto all = PlainIntervals(random, c, 5, 8, 3);
        c.store.Add<NoOverlap>(IntervalsOf(all));
        c.meanings.push_back(NoneOverlaps(all, {}));
      },
      kFewer);
}

TEST(NoOverlapTest, SeesSetsThatPairsDoNot) {
  Store store;  // three of length 4 in [0, 11): each pair fits, all three do not
  std::vector<Interval> three;
  for (int i = 0; i < 3; ++i) three.push_back(IntervalOf(View(store.NewVar(0, 7)), 4));
  store.Add<NoOverlap>(three);
  EXPECT_FALSE(store.Propagate());

  Store edges;  // a and b fill [2, 9) but for one unit: c comes after both
  const Var a = edges.NewVar(2, 6);
  const Var b = edges.NewVar(2, 6);
  const Var c = edges.NewVar(0, 20);
  edges.Add<NoOverlap>(std::vector<Interval>{IntervalOf(View(a), 3), IntervalOf(View(b), 3),
                                             IntervalOf(View(c), 4)});
  ASSERT_TRUE(edges.Propagate());
  EXPECT_EQ(edges.Min(c), 8);
}

TEST(NoOverlapTest, AnActivityThatDoesNotFitIsAbsent) {
  Store store;
  std::vector<Interval> all;
  for (int i = 0; i < 2; ++i) all.push_back(IntervalOf(View(store.NewVar(0, 4)), 4));
  const Var on = NewBool(store);
  all.push_back(IntervalOf(View(store.NewVar(0, 6)), 2, True(on)));
  store.Add<NoOverlap>(all);
  ASSERT_TRUE(store.Propagate());
  EXPECT_EQ(store.Max(on), 0);
  EXPECT_EQ(store.Size(all[2].start.var), 7) << "an absent activity's times are free";
}

Meaning WithinCapacity(const std::vector<PlacedInterval>& all, const Values& demands,
                       const std::function<int64_t(const Values&)>& capacity) {
  return [=](const Values& v) {
    for (int64_t time = -1; time < 20; ++time) {
      int64_t used = 0;
      for (size_t i = 0; i < all.size(); ++i) {
        if (all[i].Present(v) && all[i].Start(v) <= time && time < all[i].End(v)) {
          used += demands[i];
        }
      }
      if (used > capacity(v)) return false;
    }
    return capacity(v) >= 0;
  };
}

std::vector<CumulativeTask> TasksOf(const std::vector<PlacedInterval>& all, const Values& demands) {
  std::vector<CumulativeTask> tasks;
  for (size_t i = 0; i < all.size(); ++i) tasks.push_back({all[i].interval, demands[i]});
  return tasks;
}

TEST(CumulativeTest, AgreesWithEveryMoment) {
  Differential(34, Consistency::kNone, [](Random& random, Case& c) {
    std::vector<PlacedInterval> all;
    Values demands;
    for (int i = 0; i < 3; ++i) {
      all.push_back(RandomInterval(random, c, 4, 3));
      demands.push_back(random.Between(0, 3));
    }
    const int64_t low = random.Between(-1, 3);
    const size_t at = c.AddVar(low, low + random.Between(0, 1));
    c.store.Add<Cumulative>(TasksOf(all, demands), View(c.vars[at]));
    c.meanings.push_back(WithinCapacity(all, demands, [=](const Values& v) { return v[at]; }));
  });
}

TEST(CumulativeTest, AgreesWithEveryMomentForMany) {
  Differential(
      35, Consistency::kNone,
      [](Random& random, Case& c) {
        const auto all = PlainIntervals(random, c, 5, 6, 4);
        Values demands;
        for (size_t i = 0; i < all.size(); ++i) demands.push_back(random.Between(1, 3));
        const int64_t capacity = random.Between(2, 5);
        c.store.Add<Cumulative>(TasksOf(all, demands), View(capacity));
        c.meanings.push_back(WithinCapacity(all, demands, [=](const Values&) { return capacity; }));
      },
      kFewer);
}

TEST(CumulativeTest, SeesTooMuchEnergyWithoutAnySurePart) {
  Store store;  // three of 2 x 4 one after the other fill [0, 6) of 6 without waste
  std::vector<CumulativeTask> tasks;
  for (int i = 0; i < 3; ++i) tasks.push_back({IntervalOf(View(store.NewVar(0, 4)), 2), 4});
  store.Add<Cumulative>(tasks, View(int64_t{6}));
  EXPECT_TRUE(store.Propagate());
  Store full;  // seven of 2 x 1 have energy 14, [0, 6) of 2 only 12, and nothing surely runs
  tasks.clear();
  for (int i = 0; i < 7; ++i) tasks.push_back({IntervalOf(View(full.NewVar(0, 4)), 2), 1});
  full.Add<Cumulative>(tasks, View(int64_t{2}));
  EXPECT_FALSE(full.Propagate());
}

}  // namespace
}  // namespace vuoro::solver
