// The whole solver beside Gecode, which shares nothing with it: random models that mix constraints
// must have the same number of solutions and the same optimum in both.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <gecode/int.hh>
#include <gecode/search.hh>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/solver/all_different.h"
#include "vuoro/solver/cardinality.h"
#include "vuoro/solver/clause.h"
#include "vuoro/solver/count.h"
#include "vuoro/solver/cumulative.h"
#include "vuoro/solver/element.h"
#include "vuoro/solver/element_of.h"
#include "vuoro/solver/linear.h"
#include "vuoro/solver/linear_reified.h"
#include "vuoro/solver/lns.h"
#include "vuoro/solver/maximum.h"
#include "vuoro/solver/no_overlap.h"
#include "vuoro/solver/table.h"
#include "vuoro/solver/tree_search.h"

namespace vuoro::solver {
namespace {

constexpr int kAmounts = 7;   // variables in [0, kMost]
constexpr int kSwitches = 3;  // 0-1 variables after them
constexpr int kMost = 5;
constexpr int64_t kFar = 1'000'000;

class Peer : public Gecode::Space {
 public:
  Peer() : x(*this, kAmounts + kSwitches, 0, kMost), objective(*this, -1000, 1000) {
    for (int i = kAmounts; i < x.size(); ++i) Gecode::rel(*this, x[i], Gecode::IRT_LQ, 1);
    Gecode::branch(*this, x, Gecode::INT_VAR_SIZE_MIN(), Gecode::INT_VAL_MIN());
  }
  Peer(Peer& other) : Gecode::Space(other) {
    x.update(*this, other.x);
    objective.update(*this, other.objective);
  }
  Gecode::Space* copy() override { return new Peer(*this); }
  // For branch and bound: what follows must be better.
  void constrain(const Gecode::Space& best) override {
    Gecode::rel(*this, objective, Gecode::IRT_LE, static_cast<const Peer&>(best).objective.val());
  }

  Gecode::IntVarArgs Of(const std::vector<int>& places) const {
    Gecode::IntVarArgs args;
    for (int i : places) args << x[i];
    return args;
  }
  Gecode::BoolVar Switch(int i) {
    Gecode::BoolVar b(*this, 0, 1);
    Gecode::channel(*this, b, x[i]);
    return b;
  }
  Gecode::BoolVar Tells(int i, Gecode::IntRelType relation, int value) {
    Gecode::BoolVar b(*this, 0, 1);
    Gecode::rel(*this, x[i], relation, value, Gecode::Reify(b));
    return b;
  }
  // Whether x[i] + gap <= x[j].
  Gecode::BoolVar TellsOrder(int i, int gap, int j) {
    Gecode::BoolVar b(*this, 0, 1);
    Gecode::IntVarArgs two;
    two << x[i] << x[j];
    Gecode::linear(*this, Gecode::IntArgs({1, -1}), two, Gecode::IRT_LQ, -gap, Gecode::Reify(b));
    return b;
  }
  void OneOf(const Gecode::BoolVarArgs& yes, const Gecode::BoolVarArgs& no) {
    Gecode::clause(*this, Gecode::BOT_OR, yes, no, 1);
  }

  Gecode::IntVarArray x;
  Gecode::IntVar objective;
};

struct Ours {
  Store store;
  std::vector<Var> x;
  Var objective;

  Ours() {
    for (int i = 0; i < kAmounts + kSwitches; ++i) {
      x.push_back(store.NewVar(0, i < kAmounts ? kMost : 1));
    }
    objective = store.NewVar(-1000, 1000);
  }
  Var Of(int i) const { return x[static_cast<size_t>(i)]; }
  std::vector<Var> Of(const std::vector<int>& places) const {
    std::vector<Var> vars;
    for (int i : places) vars.push_back(Of(i));
    return vars;
  }
  std::vector<View> ViewsOf(const std::vector<int>& places) const {
    std::vector<View> views;
    for (int i : places) views.push_back(View(Of(i)));
    return views;
  }
  std::vector<Term> Terms(const std::vector<int>& places, const std::vector<int>& factors) const {
    std::vector<Term> terms;
    for (size_t i = 0; i < places.size(); ++i) terms.push_back({factors[i], Of(places[i])});
    return terms;
  }
};

// One constraint, posted to each.
struct Constraint {
  std::function<void(Ours&)> ours;
  std::function<void(Peer&)> theirs;
};

int Draw(Random& random, int low, int high) { return static_cast<int>(random.Between(low, high)); }

std::vector<int> DrawPlaces(Random& random, int count, int of = kAmounts) {
  std::vector<int> all;
  for (int i = 0; i < of; ++i) all.push_back(i);
  random.Shuffle(std::span<int>(all));
  all.resize(static_cast<size_t>(count));
  return all;
}

std::vector<int> DrawInts(Random& random, size_t count, int low, int high) {
  std::vector<int> all;
  for (size_t i = 0; i < count; ++i) all.push_back(Draw(random, low, high));
  return all;
}

std::vector<int64_t> Wide(const std::vector<int>& ints) { return {ints.begin(), ints.end()}; }

Constraint LinearConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 4, kAmounts + kSwitches);
  const std::vector<int> factors = DrawInts(random, 4, -3, 4);
  const int limit = Draw(random, 3, 14);
  const bool equal = random.Chance(1, 3);
  return {
      [=](Ours& o) { o.store.Add<Linear>(o.Terms(places, factors), equal ? limit : -kFar, limit); },
      [=](Peer& p) {
        Gecode::linear(p, Gecode::IntArgs(factors), p.Of(places),
                       equal ? Gecode::IRT_EQ : Gecode::IRT_LQ, limit);
      }};
}

Constraint ReifiedConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 3);
  const std::vector<int> factors = DrawInts(random, 3, -3, 4);
  const int on = kAmounts + Draw(random, 0, kSwitches - 1);
  const int limit = Draw(random, 0, 8);
  const bool equal = random.Chance(1, 3);
  return {[=](Ours& o) {
            o.store.Add<LinearReified>(True(o.Of(on)), o.Terms(places, factors),
                                       equal ? limit : -kFar, limit);
          },
          [=](Peer& p) {
            Gecode::linear(p, Gecode::IntArgs(factors), p.Of(places),
                           equal ? Gecode::IRT_EQ : Gecode::IRT_LQ, limit, p.Switch(on));
          }};
}

Constraint ElementConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 2);
  const std::vector<int> table = DrawInts(random, 6, 0, 6);
  return {
      [=](Ours& o) { o.store.Add<Element>(o.Of(places[0]), o.Of(places[1]), Wide(table)); },
      [=](Peer& p) { Gecode::element(p, Gecode::IntArgs(table), p.x[places[0]], p.x[places[1]]); }};
}

Constraint ElementOfConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 6);
  const std::vector<int> array(places.begin() + 2, places.end());
  return {[=](Ours& o) {
            o.store.Add<ElementOf>(o.Of(places[0]), View(o.Of(places[1])), o.ViewsOf(array));
          },
          [=](Peer& p) { Gecode::element(p, p.Of(array), p.x[places[0]], p.x[places[1]]); }};
}

Constraint TableConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 3);
  std::vector<std::vector<int>> rows;
  for (int n = Draw(random, 20, 90); n > 0; --n) rows.push_back(DrawInts(random, 3, 0, kMost));
  return {[=](Ours& o) {
            std::vector<std::vector<int64_t>> wide;
            for (const auto& row : rows) wide.push_back(Wide(row));
            o.store.Add<Table>(o.Of(places), wide);
          },
          [=](Peer& p) {
            Gecode::TupleSet tuples(3);
            for (const auto& row : rows) tuples.add(Gecode::IntArgs(row));
            tuples.finalize();
            Gecode::extensional(p, p.Of(places), tuples);
          }};
}

Constraint DifferentConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, Draw(random, 3, 5));
  const bool by_flow = random.Chance(1, 2);
  return {[=](Ours& o) {
            if (by_flow) return AddAllDifferentByFlow(o.store, o.ViewsOf(places));
            AddAllDifferent(o.store, o.ViewsOf(places));
          },
          [=](Peer& p) { Gecode::distinct(p, p.Of(places), Gecode::IPL_DOM); }};
}

Constraint CardinalityConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 5);
  std::vector<Cardinality::Limit> limits;
  Gecode::IntSetArgs counts;
  for (int v = 0; v <= kMost; ++v) {
    const int least = random.Chance(1, 4) ? 1 : 0;
    const int most = least + Draw(random, 0, 2);
    limits.push_back({.value = v, .least = least, .most = most});
    counts << Gecode::IntSet(least, most);
  }
  return {[=](Ours& o) { o.store.Add<Cardinality>(o.ViewsOf(places), limits); },
          // Gecode 6.2's domain consistent version loses solutions that it accepts once fixed.
          [=](Peer& p) { Gecode::count(p, p.Of(places), counts, Gecode::IPL_VAL); }};
}

Constraint CountConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 5);
  const int from = Draw(random, 0, kMost);
  const int to = Draw(random, from, kMost);
  const int low = Draw(random, 0, 2);
  const int high = Draw(random, low, 4);
  return {[=](Ours& o) {
            std::vector<Count::Item> items;
            for (int i : places) {
              items.push_back({o.Of(i), {}});
              for (int v = 0; v <= kMost; ++v) items.back().member.push_back(from <= v && v <= to);
            }
            o.store.Add<Count>(std::move(items), low, high);
          },
          [=](Peer& p) {
            const Gecode::IntVar n(p, low, high);
            Gecode::count(p, p.Of(places), Gecode::IntSet(from, to), Gecode::IRT_EQ, n);
          }};
}

Constraint MaximumConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 4);
  const std::vector<int> items(places.begin() + 1, places.end());
  return {[=](Ours& o) { o.store.Add<Maximum>(View(o.Of(places[0])), o.ViewsOf(items)); },
          [=](Peer& p) { Gecode::max(p, p.Of(items), p.x[places[0]]); }};
}

Constraint ClauseConstraint(Random& random) {
  const std::vector<int> places = DrawPlaces(random, 3);
  const std::vector<int> values = DrawInts(random, 3, 0, kMost);
  return {[=](Ours& o) {
            o.store.Add<Clause>(std::vector<Literal>{AtMost(o.Of(places[0]), values[0]),
                                                     NotEqual(o.Of(places[1]), values[1]),
                                                     AtLeast(o.Of(places[2]), values[2])});
          },
          [=](Peer& p) {
            Gecode::BoolVarArgs yes;
            yes << p.Tells(places[0], Gecode::IRT_LQ, values[0])
                << p.Tells(places[1], Gecode::IRT_NQ, values[1])
                << p.Tells(places[2], Gecode::IRT_GQ, values[2]);
            p.OneOf(yes, {});
          }};
}

// Activities that start at an amount, the first of them optional by a switch.
struct Activities {
  std::vector<int> places;
  std::vector<int> lengths;
  int on;

  explicit Activities(Random& random)
      : places(DrawPlaces(random, 4)),
        lengths(DrawInts(random, 4, 1, 2)),
        on(kAmounts + Draw(random, 0, kSwitches - 1)) {}

  Interval At(const Ours& o, size_t i) const {
    return IntervalOf(View(o.Of(places[i])), lengths[i], i == 0 ? True(o.Of(on)) : kAlways);
  }
  Gecode::BoolVarArgs Mandatory(Peer& p) const {
    Gecode::BoolVarArgs all;
    for (size_t i = 0; i < places.size(); ++i) {
      all << (i == 0 ? p.Switch(on) : Gecode::BoolVar(p, 1, 1));
    }
    return all;
  }
};

Constraint NoOverlapConstraint(Random& random) {
  const Activities a(random);
  TransitionTimes transition;
  if (random.Chance(1, 2)) {
    for (int i = 0; i < 4; ++i) transition.push_back(Wide(DrawInts(random, 4, 0, 1)));
  }
  const auto theirs = [=](Peer& p) {
    const Gecode::BoolVarArgs m = a.Mandatory(p);
    if (transition.empty()) {
      return Gecode::unary(p, p.Of(a.places), Gecode::IntArgs(a.lengths), m);
    }
    for (size_t i = 0; i < 4; ++i) {
      for (size_t j = 0; j < i; ++j) {
        const int ij = a.lengths[i] + static_cast<int>(transition[i][j]);
        const int ji = a.lengths[j] + static_cast<int>(transition[j][i]);
        Gecode::BoolVarArgs yes;
        yes << p.TellsOrder(a.places[i], ij, a.places[j])
            << p.TellsOrder(a.places[j], ji, a.places[i]);
        Gecode::BoolVarArgs no;
        no << m[static_cast<int>(i)] << m[static_cast<int>(j)];
        p.OneOf(yes, no);
      }
    }
  };
  return {[=](Ours& o) {
            std::vector<Interval> all;
            for (size_t i = 0; i < 4; ++i) all.push_back(a.At(o, i));
            o.store.Add<NoOverlap>(std::move(all), transition);
          },
          theirs};
}

Constraint CumulativeConstraint(Random& random) {
  const Activities a(random);
  const std::vector<int> demands = DrawInts(random, 4, 1, 3);
  const int capacity = Draw(random, 3, 4);
  return {[=](Ours& o) {
            std::vector<CumulativeTask> tasks;
            for (size_t i = 0; i < 4; ++i) tasks.push_back({a.At(o, i), demands[i]});
            o.store.Add<Cumulative>(std::move(tasks), View(int64_t{capacity}));
          },
          [=](Peer& p) {
            Gecode::cumulative(p, capacity, p.Of(a.places), Gecode::IntArgs(a.lengths),
                               Gecode::IntArgs(demands), a.Mandatory(p));
          }};
}

// Whether the assignment alone satisfies the constraint alone, by each.
bool OursAccepts(const Constraint& c, const std::vector<int64_t>& values) {
  Ours o;
  c.ours(o);
  for (size_t i = 0; i < values.size(); ++i) {
    if (!o.store.Assign(o.x[i], values[i])) return false;
  }
  return o.store.Propagate();
}
bool PeerAccepts(const Constraint& c, const std::vector<int64_t>& values) {
  Peer p;
  c.theirs(p);
  for (size_t i = 0; i < values.size(); ++i) {
    Gecode::rel(p, p.x[static_cast<int>(i)], Gecode::IRT_EQ, static_cast<int>(values[i]));
  }
  Gecode::DFS<Peer> search(&p);
  return std::unique_ptr<Peer>(search.next()) != nullptr;
}

struct Kind {
  const char* name;
  Constraint (*make)(Random&);
};
constexpr Kind kKinds[] = {{"linear", LinearConstraint},
                           {"reified", ReifiedConstraint},
                           {"element", ElementConstraint},
                           {"element_of", ElementOfConstraint},
                           {"table", TableConstraint},
                           {"all_different", DifferentConstraint},
                           {"cardinality", CardinalityConstraint},
                           {"count", CountConstraint},
                           {"maximum", MaximumConstraint},
                           {"clause", ClauseConstraint},
                           {"no_overlap", NoOverlapConstraint},
                           {"cumulative", CumulativeConstraint}};

void PostObjective(const std::vector<int>& factors, Ours& ours, Peer& peer) {
  std::vector<Term> terms{{-1, ours.objective}};
  for (size_t i = 0; i < factors.size(); ++i) terms.push_back({factors[i], ours.x[i]});
  ours.store.Add<Linear>(std::move(terms), 0, 0);
  Gecode::linear(peer, Gecode::IntArgs(factors), peer.x, Gecode::IRT_EQ, peer.objective);
}

Strategy RandomStrategy(Random& random) {
  Strategy s;
  s.variables = static_cast<VariableOrder>(random.Below(5));
  s.values = static_cast<ValueOrder>(random.Below(3));
  s.restarts.sequence = static_cast<Restarts::Sequence>(random.Below(3));
  s.restarts.unit = random.Between(2, 20);
  return s;
}

using Solutions = std::set<std::vector<int64_t>>;
constexpr size_t kManySolutions = 1500;  // sets are compared up to that, to keep the test short

Solutions SolutionsOfPeer(Peer& peer) {
  Gecode::DFS<Peer> search(&peer);
  Solutions all;
  while (const std::unique_ptr<Peer> solution{search.next()}) {
    std::vector<int64_t> values;
    for (const Gecode::IntVar& x : solution->x) values.push_back(x.val());
    all.insert(std::move(values));
    if (all.size() > kManySolutions) break;
  }
  return all;
}

std::unique_ptr<Peer> OptimumOfPeer(Peer& peer) {
  Gecode::BAB<Peer> search(&peer);
  std::unique_ptr<Peer> best;
  while (std::unique_ptr<Peer> better{search.next()}) best = std::move(better);
  return best;
}

SearchResult ImproveParts(Ours& ours, TreeSearch& search, uint64_t seed) {
  std::vector<std::unique_ptr<Neighbourhood>> all;
  all.push_back(std::make_unique<RandomNeighbourhood>(ours.x));
  all.push_back(std::make_unique<ConstraintNeighbourhood>(ours.store, ours.x));
  LargeNeighbourhoodSearch lns(ours.store, ours.objective, search, std::move(all),
                               {.seed = seed, .work_per_try = 2000});
  return lns.Improve({}, {.work = 300'000});
}

// True if the model has a solution.
bool Compare(Random& random) {
  Ours ours;
  Peer peer;
  std::string kinds;
  std::vector<Constraint> constraints;
  for (int64_t n = random.Between(3, 5); n > 0; --n) {
    const Kind& kind = kKinds[random.Below(std::size(kKinds))];
    const Constraint c = kind.make(random);
    c.ours(ours);
    c.theirs(peer);
    constraints.push_back(c);
    kinds += std::string(" ") + kind.name;
  }
  SCOPED_TRACE(kinds);
  PostObjective(DrawInts(random, ours.x.size(), -4, 4), ours, peer);
  std::vector<Decision> decisions;
  for (const Var x : ours.x) decisions.push_back({x});
  TreeSearch one(ours.store, decisions, RandomStrategy(random));
  TreeSearch two(ours.store, decisions, RandomStrategy(random));

  const std::unique_ptr<Peer> expected = OptimumOfPeer(peer);
  const SearchResult best = one.Minimize(ours.objective);
  EXPECT_TRUE(best.complete);
  EXPECT_EQ(best.found, expected != nullptr);
  const SearchResult improved = ImproveParts(ours, two, random());
  EXPECT_EQ(improved.found, expected != nullptr);
  if (best.found && improved.found && expected) {
    EXPECT_EQ(best.objective, expected->objective.val());
    EXPECT_GE(improved.objective, best.objective);
    EXPECT_TRUE(!improved.complete || improved.objective == best.objective);
  }
  const Solutions theirs = SolutionsOfPeer(peer);
  if (theirs.size() > kManySolutions) return true;
  Solutions found;
  const SearchResult all = two.ForEachSolution([&](const Store& store) {
    std::vector<int64_t> values;
    for (const Var x : ours.x) values.push_back(store.Min(x));
    EXPECT_TRUE(found.insert(std::move(values)).second) << "a solution came twice";
    return true;
  });
  EXPECT_TRUE(all.complete);
  for (const Solutions* some : {&std::as_const(found), &theirs}) {
    const Solutions& others = some == &found ? theirs : found;
    const auto alone = std::find_if(some->begin(), some->end(),
                                    [&](const auto& s) { return !others.contains(s); });
    if (alone == some->end()) continue;
    ADD_FAILURE() << (some == &found ? "only ours: " : "only Gecode's: ")
                  << testing::PrintToString(*alone);
    for (size_t i = 0; i < constraints.size(); ++i) {
      EXPECT_EQ(OursAccepts(constraints[i], *alone), PeerAccepts(constraints[i], *alone)) << i;
    }
  }
  return expected != nullptr;
}

TEST(GecodeTest, RandomModelsHaveTheSameSolutionsAndOptimum) {
  Random random(4711);
  constexpr int kModels = 600;
  int feasible = 0;
  for (int i = 0; i < kModels; ++i) {
    feasible += Compare(random);
    ASSERT_FALSE(testing::Test::HasFailure()) << "model " << i;
  }
  EXPECT_GT(feasible, kModels / 4);
  EXPECT_LT(feasible, kModels);
}

}  // namespace
}  // namespace vuoro::solver
