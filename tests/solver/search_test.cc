// Searches on models with known answers: heuristics, restarts, nogoods, budgets, neighbourhoods.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "vuoro/base/random.h"
#include "vuoro/solver/all_different.h"
#include "vuoro/solver/linear.h"
#include "vuoro/solver/linear_reified.h"
#include "vuoro/solver/lns.h"
#include "vuoro/solver/no_overlap.h"
#include "vuoro/solver/tree_search.h"

namespace vuoro::solver {
namespace {

TEST(RestartsTest, LubyAndGeometricBeginAsPublished) {
  std::vector<int64_t> luby;
  for (uint64_t n = 1; n <= 15; ++n) luby.push_back(Luby(n));
  EXPECT_EQ(luby, (std::vector<int64_t>{1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8}));
  const Restarts geometric{Restarts::kGeometric, 100, 150};
  EXPECT_EQ(geometric.Allowed(1), 100);
  EXPECT_EQ(geometric.Allowed(3), 225);
  EXPECT_GT(geometric.Allowed(1000), int64_t{1} << 40);
}

struct Queens {
  Store store;
  std::vector<Decision> decisions;

  explicit Queens(int n) {
    std::vector<View> rows;
    std::vector<View> up;
    std::vector<View> down;
    for (int i = 0; i < n; ++i) {
      const Var x = store.NewVar(0, n - 1);
      decisions.push_back({x});
      rows.push_back(View(x));
      up.push_back(View(x, i));
      down.push_back(View(x, -i));
    }
    AddAllDifferent(store, rows);
    AddAllDifferent(store, up);
    AddAllDifferent(store, down);
  }
};

TEST(TreeSearchTest, FindsAllQueens) {
  const std::vector<int> known = {1, 0, 0, 2, 10, 4, 40, 92};  // for 1 to 8
  for (int n = 1; n <= 8; ++n) {
    for (int order = 0; order < 5; ++order) {
      Queens queens(n);
      TreeSearch search(queens.store, queens.decisions,
                        {.variables = static_cast<VariableOrder>(order)});
      int count = 0;
      EXPECT_TRUE(search
                      .ForEachSolution([&](const Store&) {
                        ++count;
                        return true;
                      })
                      .complete);
      EXPECT_EQ(count, known[static_cast<size_t>(n) - 1]) << n;
    }
  }
}

TEST(TreeSearchTest, EndsWhenTheVisitorHasEnough) {
  Queens queens(6);
  TreeSearch search(queens.store, queens.decisions);
  int count = 0;
  const SearchResult result = search.ForEachSolution([&](const Store&) { return ++count < 3; });
  EXPECT_EQ(count, 3);
  EXPECT_TRUE(result.found);
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(queens.store.level(), 0);
}

// Pigeons one too many, by pairs only: no propagation sees it, every search must prove it.
struct Pigeons {
  Store store;
  std::vector<Decision> decisions;

  explicit Pigeons(int holes) {
    for (int i = 0; i <= holes; ++i) decisions.push_back({store.NewVar(0, holes - 1)});
    for (size_t i = 0; i < decisions.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        store.Add<LinearReified>(
            kNever, std::vector<Term>{{1, decisions[i].var}, {-1, decisions[j].var}}, 0, 0);
      }
    }
  }
};

TEST(TreeSearchTest, ProvesThatThereIsNoneWithEveryStrategy) {
  for (int order = 0; order < 5; ++order) {
    for (const bool nogoods : {false, true}) {
      for (const auto sequence : {Restarts::kNone, Restarts::kLuby, Restarts::kGeometric}) {
        Pigeons pigeons(5);
        TreeSearch search(pigeons.store, pigeons.decisions,
                          {.variables = static_cast<VariableOrder>(order),
                           .restarts = {sequence, 10},
                           .nogoods = nogoods});
        const SearchResult result = search.Satisfy();
        EXPECT_TRUE(result.complete && !result.found);
        EXPECT_EQ(search.counts().restarts > 0, sequence != Restarts::kNone);
        EXPECT_EQ(search.nogoods() > 0, nogoods && sequence != Restarts::kNone);
      }
    }
  }
}

// With nogoods no part of the tree is searched twice, so restarts that never grow still end.
TEST(TreeSearchTest, NogoodsKeepWhatWasRefuted) {
  Pigeons pigeons(5);
  TreeSearch search(
      pigeons.store, pigeons.decisions,
      {.variables = VariableOrder::kInput, .restarts = {Restarts::kGeometric, 7, 100}});
  EXPECT_TRUE(search.Satisfy({.work = 50'000'000}).complete);
}

TEST(TreeSearchTest, EndsWithinItsBudgetAndIsDeterministic) {
  std::vector<int64_t> nodes;
  for (int i = 0; i < 2; ++i) {
    Pigeons pigeons(9);
    TreeSearch search(pigeons.store, pigeons.decisions, {.restarts = {Restarts::kLuby, 20}});
    const SearchResult result = search.Satisfy({.work = 20'000});
    EXPECT_FALSE(result.complete || result.found);
    EXPECT_LT(pigeons.store.work(), 21'000);
    nodes.push_back(search.counts().nodes);
  }
  EXPECT_EQ(nodes[0], nodes[1]);
}

TEST(TreeSearchTest, AsksWhetherToStop) {
  Pigeons pigeons(9);
  TreeSearch search(pigeons.store, pigeons.decisions);
  int questions = 0;
  EXPECT_FALSE(search.Satisfy({.should_stop = [&] { return ++questions == 3; }}).complete);
  EXPECT_EQ(questions, 3);
}

// A knapsack of random things, the least loss.
struct Knapsack {
  Store store;
  std::vector<Var> taken;
  std::vector<Decision> decisions;
  Var objective;

  Knapsack(uint64_t seed, int things) {
    Random random(seed);
    std::vector<Term> weights;
    std::vector<Term> values;
    int64_t capacity = 0;
    for (int i = 0; i < things; ++i) {
      taken.push_back(NewBool(store));
      decisions.push_back({taken.back()});
      const int64_t weight = random.Between(5, 40);
      capacity += weight;
      weights.push_back({weight, taken.back()});
      values.push_back({-(weight + random.Between(-3, 12)), taken.back()});
    }
    objective = store.NewVar(-10'000, 0);
    values.push_back({-1, objective});
    store.Add<Linear>(weights, 0, capacity / 3);
    store.Add<Linear>(values, 0, 0);
  }
};

TEST(TreeSearchTest, AllStrategiesFindTheSameOptimum) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    Knapsack plain(seed, 14);
    const SearchResult expected = Minimize(plain.store, plain.objective, plain.decisions);
    ASSERT_TRUE(expected.complete);
    for (int order = 0; order < 5; ++order) {
      Knapsack k(seed, 14);
      TreeSearch search(k.store, k.decisions,
                        {.variables = static_cast<VariableOrder>(order),
                         .values = ValueOrder::kMax,
                         .restarts = {Restarts::kLuby, 5}});
      const SearchResult result = search.Minimize(k.objective);
      EXPECT_TRUE(result.complete);
      EXPECT_EQ(result.objective, expected.objective);
      EXPECT_EQ(k.store.Max(k.objective), 0) << "no bound of a search stays";
      const SearchResult none = search.Minimize(k.objective, {}, expected.objective);
      EXPECT_TRUE(none.complete && !none.found);
      EXPECT_EQ(search.Minimize(k.objective).objective, expected.objective)
          << "what was learned under a bound holds without it";
    }
  }
}

std::vector<std::unique_ptr<Neighbourhood>> AllNeighbourhoods(const Store& store,
                                                              const std::vector<Var>& vars) {
  std::vector<std::unique_ptr<Neighbourhood>> all;
  all.push_back(std::make_unique<RandomNeighbourhood>(vars));
  std::vector<std::vector<Var>> groups;
  for (const Var x : vars) groups.push_back({x});
  all.push_back(std::make_unique<GroupNeighbourhood>(std::move(groups)));
  all.push_back(std::make_unique<ConstraintNeighbourhood>(store, vars));
  return all;
}

TEST(NeighbourhoodTest, FreesAboutWhatItIsAskedTo) {
  Knapsack k(1, 40);
  const std::vector<int64_t> solution(static_cast<size_t>(k.store.variables()));
  for (const auto& n : AllNeighbourhoods(k.store, k.taken)) {
    Random random(3);
    std::vector<Literal> held;
    n->Hold(solution, 1000, random, held);
    EXPECT_TRUE(held.empty());
    size_t sum = 0;
    for (int i = 0; i < 50; ++i) {
      held.clear();
      n->Hold(solution, 250, random, held);
      sum += held.size();
    }
    EXPECT_NEAR(static_cast<double>(sum) / 50, 30, 2);
  }
}

TEST(LnsTest, ReachesTheOptimumAndProvesIt) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    Knapsack plain(seed, 14);
    const SearchResult expected = Minimize(plain.store, plain.objective, plain.decisions);
    Knapsack k(seed, 14);
    TreeSearch search(k.store, k.decisions, {.values = ValueOrder::kMin});
    LargeNeighbourhoodSearch lns(k.store, k.objective, search, AllNeighbourhoods(k.store, k.taken));
    const SearchResult result = lns.Improve({}, {.work = 50'000'000});
    EXPECT_TRUE(result.found && result.complete);
    EXPECT_EQ(result.objective, expected.objective);
    EXPECT_EQ(k.store.level(), 0);
  }
}

TEST(LnsTest, AdaptsHowMuchItFrees) {
  Knapsack easy(1, 12);
  TreeSearch quick(easy.store, easy.decisions);
  LargeNeighbourhoodSearch grows(easy.store, easy.objective, quick,
                                 AllNeighbourhoods(easy.store, easy.taken));
  grows.Improve({}, {.work = 50'000'000});
  EXPECT_GT(grows.free_permille(0) + grows.free_permille(1) + grows.free_permille(2), 1000);

  Knapsack hard(1, 300);
  TreeSearch slow(hard.store, hard.decisions, {.values = ValueOrder::kMax});
  LargeNeighbourhoodSearch shrinks(hard.store, hard.objective, slow,
                                   AllNeighbourhoods(hard.store, hard.taken),
                                   {.work_per_try = 500});
  const SearchResult result = shrinks.Improve({}, {.work = 200'000});
  EXPECT_TRUE(result.found && !result.complete);
  EXPECT_LT(shrinks.free_permille(0), 150);
  EXPECT_GT(shrinks.tries(), 100);
}

TEST(LnsTest, ASeedAndABudgetGiveOneAnswer) {
  std::vector<std::vector<int64_t>> answers;
  for (const uint64_t seed : {7, 7, 8}) {
    Knapsack k(3, 60);
    TreeSearch search(k.store, k.decisions);
    LargeNeighbourhoodSearch lns(k.store, k.objective, search, AllNeighbourhoods(k.store, k.taken),
                                 {.seed = seed, .work_per_try = 2000});
    answers.push_back(lns.Improve({}, {.work = 100'000}).values);
  }
  EXPECT_EQ(answers[0], answers[1]);
  EXPECT_NE(answers[0], answers[2]);
}

TEST(LnsTest, SaysThatThereIsNoSolution) {
  Pigeons pigeons(4);
  const Var objective = pigeons.store.NewVar(0, 0);
  TreeSearch search(pigeons.store, pigeons.decisions);
  LargeNeighbourhoodSearch lns(pigeons.store, objective, search, {});
  const SearchResult result = lns.Improve({});
  EXPECT_TRUE(result.complete && !result.found);
}

}  // namespace
}  // namespace vuoro::solver
