// The propagators that plans are made of against their meaning, stated slowly, and plain branch and
// bound.
#include <gtest/gtest.h>

#include <array>

#include "oracle.h"
#include "vuoro/solver/count.h"
#include "vuoro/solver/element.h"
#include "vuoro/solver/linear.h"
#include "vuoro/solver/search.h"
#include "vuoro/solver/slots.h"

namespace vuoro::solver {
namespace {

TEST(LinearTest, AgreesWithTheSum) {
  Differential(1, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 4, -2, 4);
    std::vector<Term> terms;
    Values factors;
    for (Var x : c.vars) {
      factors.push_back(random.Between(-4, 4));
      terms.push_back({factors.back(), x});
    }
    const int64_t low = random.Between(-25, 35);
    const int64_t high = low + random.Between(0, 3);
    c.store.Add<Linear>(terms, low, high);
    c.meanings.push_back([=](const Values& values) {
      int64_t sum = 0;
      for (size_t i = 0; i < values.size(); ++i) sum += factors[i] * values[i];
      return low <= sum && sum <= high;
    });
  });
}

TEST(ElementTest, AgreesWithTheTable) {
  Differential(2, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 2, -2, 9);
    std::vector<int64_t> table;
    for (int64_t n = random.Between(1, 9); n > 0; --n) table.push_back(random.Between(-6, 14));
    c.store.Add<Element>(c.vars[0], c.vars[1], table);
    c.meanings.push_back([=](const Values& v) {
      return v[0] >= 0 && v[0] < static_cast<int64_t>(table.size()) &&
             table[static_cast<size_t>(v[0])] == v[1];
    });
  });
}

TEST(CountTest, AgreesWithCounting) {
  Differential(3, Consistency::kDomain, [](Random& random, Case& c) {
    c = Case(random, 4, 0, 4);
    std::vector<Count::Item> items;
    for (Var x : c.vars) {
      std::vector<bool> member;
      const uint64_t chance = random.Below(4);
      for (int v = 0; v < 5; ++v) member.push_back(random.Chance(chance, 3));
      items.push_back({x, member});
    }
    const int low = static_cast<int>(random.Between(0, 4));
    const int high = static_cast<int>(random.Between(low, 4));
    c.store.Add<Count>(items, low, high);
    c.meanings.push_back([=](const Values& values) {
      int n = 0;
      for (size_t i = 0; i < values.size(); ++i)
        n += items[i].member[static_cast<size_t>(values[i])];
      return low <= n && n <= high;
    });
  });
}

std::vector<SlotUse> RandomUses(Random& random, const Case& c) {
  std::vector<SlotUse> uses;
  for (Var x : c.vars) {
    SlotUse use{x, {}, static_cast<int>(random.Below(2))};
    for (int v = 0; v < 6; ++v) {
      const int from = static_cast<int>(random.Below(6));
      use.slots.push_back(((uint32_t{1} << random.Between(0, 4)) - 1) << from);
    }
    uses.push_back(use);
  }
  return uses;
}

TEST(SlotCapacityTest, AgreesWithCountingEachSlot) {
  Differential(4, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 4, 0, 5);
    const std::vector<SlotUse> uses = RandomUses(random, c);
    std::array<int, kMaxSlots> capacity{};
    for (int& n : capacity) n = random.Chance(1, 12) ? 0 : static_cast<int>(random.Between(1, 2));
    c.store.Add<SlotCapacity>(uses, capacity);
    c.meanings.push_back([=](const Values& values) {
      for (size_t s = 0; s < kMaxSlots; ++s) {
        int n = 0;
        for (size_t i = 0; i < values.size(); ++i) {
          n += static_cast<int>(uses[i].slots[static_cast<size_t>(values[i])] >> s & 1);
        }
        if (n > capacity[s]) return false;
      }
      return true;
    });
  });
}

TEST(SlotConflictsTest, AgreesWithEveryPair) {
  Differential(5, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 4, 0, 5);
    std::vector<SlotUse> uses = RandomUses(random, c);
    for (SlotUse& use : uses) {
      for (uint32_t& slots : use.slots) slots |= uint32_t{1} << random.Below(9);
    }
    c.store.Add<SlotConflicts>(uses);
    c.meanings.push_back([=](const Values& values) {
      for (size_t i = 0; i < values.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
          if (uses[i].kind != uses[j].kind && (uses[i].slots[static_cast<size_t>(values[i])] &
                                               uses[j].slots[static_cast<size_t>(values[j])])) {
            return false;
          }
        }
      }
      return true;
    });
  });
}

TEST(SearchTest, EndsWithinItsBudgetAndSaysSo) {
  Store store;
  std::vector<Decision> decisions;
  std::vector<Term> terms;
  for (int i = 0; i < 12; ++i) {
    decisions.push_back({store.NewVar(0, 9)});
    terms.push_back({2, decisions.back().var});
  }
  const Var objective = store.NewVar(0, 100);
  store.Add<Linear>(terms, 55, 55);  // an odd sum of even numbers, which bounds do not see
  const SearchResult result = Minimize(store, objective, decisions, {.work = 1000});
  EXPECT_FALSE(result.complete);
  EXPECT_FALSE(result.found);
  EXPECT_LT(store.work(), 1200);
  int questions = 0;
  const SearchResult stopped =
      Minimize(store, objective, decisions,
               {.work = 1'000'000'000, .should_stop = [&] { return ++questions == 3; }});
  EXPECT_FALSE(stopped.complete);
  EXPECT_EQ(questions, 3);
}

TEST(SearchTest, TriesPreferredValuesFirstAndLowerGroupsBefore) {
  Store store;
  const Var x = store.NewVar(0, 2);
  const Var y = store.NewVar(0, 1);
  const Var objective = store.NewVar(0, 0);
  const std::vector<Decision> decisions = {{x, {2, 0, 1}, 0}, {y, {1, 0}, 1}};
  const SearchResult result = Minimize(store, objective, decisions);
  ASSERT_TRUE(result.found && result.complete);
  EXPECT_EQ(result.values, (Values{2, 1, 0}));
  EXPECT_EQ(store.level(), 0);
  EXPECT_EQ(store.Size(x), 3);
}

}  // namespace
}  // namespace vuoro::solver
