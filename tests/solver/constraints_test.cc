// Constraints on integers against their meaning, stated slowly.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>

#include "oracle.h"
#include "vuoro/solver/all_different.h"
#include "vuoro/solver/cardinality.h"
#include "vuoro/solver/clause.h"
#include "vuoro/solver/element_of.h"
#include "vuoro/solver/less_equal.h"
#include "vuoro/solver/linear_reified.h"
#include "vuoro/solver/maximum.h"
#include "vuoro/solver/nogoods.h"
#include "vuoro/solver/table.h"

namespace vuoro::solver {
namespace {

struct PlacedLiteral {
  Literal literal;
  size_t var;
  bool Holds(const Values& v) const {
    switch (literal.relation) {
      case Literal::kEqual:
        return v[var] == literal.value;
      case Literal::kNotEqual:
        return v[var] != literal.value;
      case Literal::kAtMost:
        return v[var] <= literal.value;
      default:
        return v[var] >= literal.value;
    }
  }
};

PlacedLiteral RandomLiteral(Random& random, const Case& c, size_t var, int64_t low, int64_t high) {
  const auto relation = static_cast<Literal::Relation>(random.Below(4));
  return {{c.vars[var], relation, random.Between(low, high)}, var};
}

// Items of a case with shifts, for the constraints over views.
struct ShiftedItems {
  std::vector<View> views;
  Values shifts;

  ShiftedItems(Random& random, const Case& c, int64_t reach) {
    for (const Var x : c.vars) {
      shifts.push_back(random.Between(-reach, reach));
      views.push_back(View(x, shifts.back()));
    }
  }
  int64_t Value(const Values& v, size_t i) const { return v[i] + shifts[i]; }
};

TEST(LinearReifiedTest, LiteralTellsWhetherTheSumIsInside) {
  Differential(11, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 4, -2, 3);
    std::vector<Term> terms;
    Values factors;
    for (size_t i = 0; i < 3; ++i) {
      factors.push_back(random.Between(-3, 3));
      terms.push_back({factors.back(), c.vars[i]});
    }
    const int64_t low = random.Between(-14, 12);
    const int64_t high = low + (random.Chance(1, 2) ? 0 : random.Between(0, 4));
    const bool equivalent = random.Chance(2, 3);
    const PlacedLiteral literal = RandomLiteral(random, c, 3, -2, 3);
    c.store.Add<LinearReified>(literal.literal, terms, low, high, equivalent);
    c.meanings.push_back([=](const Values& v) {
      const int64_t sum = factors[0] * v[0] + factors[1] * v[1] + factors[2] * v[2];
      const bool inside = low <= sum && sum <= high;
      return equivalent ? literal.Holds(v) == inside : !literal.Holds(v) || inside;
    });
    // Some never have a solution, so that both kinds occur.
    const PlacedLiteral other = RandomLiteral(random, c, 3, -4, 5);
    c.store.Add<Clause>(std::vector<Literal>{other.literal});
    c.meanings.push_back([=](const Values& v) { return other.Holds(v); });
  });
}

TEST(LinearReifiedTest, SumDiffersFromAConstant) {
  Differential(12, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 3, 0, static_cast<int64_t>(random.Below(3)));
    std::vector<Term> terms;
    Values factors;
    for (const Var x : c.vars) {
      factors.push_back(random.Between(-2, 2));
      terms.push_back({factors.back(), x});
    }
    const int64_t sum = random.Between(-2, 2);
    c.store.Add<LinearReified>(kNever, terms, sum, sum);
    c.meanings.push_back([=](const Values& v) {
      return factors[0] * v[0] + factors[1] * v[1] + factors[2] * v[2] != sum;
    });
  });
}

TEST(ClauseTest, OneOfItsLiteralsHolds) {
  Differential(13, Consistency::kDomain, [](Random& random, Case& c) {
    c = Case(random, 4, 0, 3);
    std::vector<Literal> literals;
    std::vector<PlacedLiteral> placed;
    for (size_t i = random.Below(3); i < 4; i += 1 + random.Below(2)) {
      placed.push_back(RandomLiteral(random, c, i, -1, random.Chance(1, 3) ? -1 : 4));
      literals.push_back(placed.back().literal);
    }
    c.store.Add<Clause>(literals);
    c.meanings.push_back([=](const Values& v) {
      return std::any_of(placed.begin(), placed.end(), [&](const auto& l) { return l.Holds(v); });
    });
  });
}

TEST(NogoodsTest, OneLiteralOfEachClauseHolds) {
  Differential(24, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 4, 0, 3);
    auto made = std::make_unique<Nogoods>();
    Nogoods& nogoods = *made;
    c.store.Post(std::move(made));
    for (int64_t n = random.Between(1, 14); n > 0; --n) {
      std::vector<Literal> literals;
      std::vector<PlacedLiteral> placed;
      for (int64_t k = random.Between(1, 4); k > 0; --k) {
        placed.push_back(RandomLiteral(random, c, random.Below(4), 0, 3));
        literals.push_back(placed.back().literal);
      }
      c.meanings.push_back([=](const Values& v) {
        return std::any_of(placed.begin(), placed.end(), [&](const auto& l) { return l.Holds(v); });
      });
      if (nogoods.Add(c.store, literals)) continue;
      c.store.Add<Clause>(std::vector<Literal>{});  // what Add found holds for the store
    }
  });
}

TEST(NogoodsTest, KeepsNoMoreThanItsLimits) {
  Store store;
  auto made = std::make_unique<Nogoods>();
  Nogoods& nogoods = *made;
  store.Post(std::move(made));
  std::vector<Literal> literals;
  for (size_t i = 0; i <= Nogoods::kMaxLength; ++i) literals.push_back(True(NewBool(store)));
  EXPECT_TRUE(nogoods.Add(store, literals));
  EXPECT_EQ(nogoods.size(), 0u) << "too long";
  for (size_t i = 0; i <= Nogoods::kMaxClauses; ++i) {
    EXPECT_TRUE(nogoods.Add(store, {literals[0], literals[1]}));
  }
  EXPECT_EQ(nogoods.size(), Nogoods::kMaxClauses);
}

TEST(LessEqualTest, HoldsWhileItsLiteralsDo) {
  Differential(
      14, Consistency::kDomain,
      [](Random& random, Case& c) {
        c = Case(random, 4, -2, 4);
        const int64_t gap = random.Between(-3, 8);
        std::vector<Literal> literals;
        std::vector<PlacedLiteral> placed;
        for (size_t i = 2; i < 2 + random.Below(3); ++i) {
          placed.push_back(RandomLiteral(random, c, i, -2, 4));
          literals.push_back(placed.back().literal);
        }
        c.store.Add<LessEqual>(View(c.vars[0], gap), View(c.vars[1]), literals);
        c.meanings.push_back([=](const Values& v) {
          const bool on =
              std::all_of(placed.begin(), placed.end(), [&](const auto& l) { return l.Holds(v); });
          return !on || v[0] + gap <= v[1];
        });
      },
      kFewer);
}

TEST(LessEqualTest, OfAVariableAndItself) {
  Store store;
  const Var x = store.NewVar(1, 2);
  store.Add<LessEqual>(View(x, 1), View(x));
  EXPECT_FALSE(store.Propagate());
}

TEST(MaximumTest, IsTheGreatest) {
  Differential(15, Consistency::kBounds, [](Random& random, Case& c) {
    c = Case(random, 3, -2, 4, random.Chance(1, 2));
    const int64_t low = random.Between(-4, 9);
    c.AddVar(low, low + random.Between(0, 4));
    const ShiftedItems items(random, c, 2);
    const View result = items.views[3];
    c.store.Add<Maximum>(result, std::vector<View>(items.views.begin(), items.views.begin() + 3));
    c.meanings.push_back([=](const Values& v) {
      return items.Value(v, 3) ==
             std::max({items.Value(v, 0), items.Value(v, 1), items.Value(v, 2)});
    });
  });
}

TEST(ElementOfTest, IsTheEntryAtTheIndex) {
  Differential(16, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 4, -2, 3);
    const int64_t low = random.Between(-1, 5);
    c.AddVar(low, low + 2);
    const ShiftedItems items(random, c, 2);
    c.store.Add<ElementOf>(c.vars[4], items.views[0],
                           std::vector<View>(items.views.begin() + 1, items.views.begin() + 4));
    c.meanings.push_back([=](const Values& v) {
      return v[4] >= 0 && v[4] < 3 &&
             items.Value(v, 0) == items.Value(v, 1 + static_cast<size_t>(v[4]));
    });
  });
}

TEST(TableTest, TakesOneOfItsRows) {
  Differential(17, Consistency::kDomain, [](Random& random, Case& c) {
    c = Case(random, 4, -1, 4);
    std::vector<Values> rows;
    for (int64_t n = random.Chance(1, 3) ? random.Between(0, 5) : random.Between(0, 300); n > 0;
         --n) {
      rows.emplace_back();
      for (int i = 0; i < 4; ++i) rows.back().push_back(random.Between(-2, 5));
    }
    c.store.Add<Table>(c.vars, rows);
    c.meanings.push_back(
        [=](const Values& v) { return std::find(rows.begin(), rows.end(), v) != rows.end(); });
  });
}

TEST(TableTest, KnowsTheHolesOfWideVariables) {
  Store store;
  const Var x = store.NewVar(0, 1'000'000);
  const Var y = store.NewVar(0, 9);
  store.Add<Table>(std::vector<Var>{x, y},
                   std::vector<Values>{{10, 1}, {500, 2}, {700, 3}, {900'000, 1}});
  ASSERT_TRUE(store.Propagate());
  EXPECT_EQ(store.Min(x), 10);
  EXPECT_EQ(store.Max(x), 900'000);
  store.PushLevel();
  ASSERT_TRUE(store.SetMin(x, 11) && store.SetMax(x, 899'999) && store.Propagate());
  EXPECT_EQ(store.Min(x), 500);
  EXPECT_EQ(store.Max(x), 700);
  EXPECT_EQ(store.Size(y), 2);
  store.PopLevel();
  store.PushLevel();
  EXPECT_FALSE(store.Assign(x, 600) && store.Propagate());
  store.PopLevel();
  ASSERT_TRUE(store.Remove(y, 1) && store.Propagate());
  EXPECT_EQ(store.Min(x), 500);
}

Meaning AllDiffer(const ShiftedItems& items) {
  return [=](const Values& v) {
    uint64_t seen = 0;
    for (size_t i = 0; i < v.size(); ++i) {
      const uint64_t bit = uint64_t{1} << (items.Value(v, i) + 24);
      if ((seen & bit) != 0) return false;
      seen |= bit;
    }
    return true;
  };
}

TEST(AllDifferentTest, BoundsBelongToSolutionsBetweenBounds) {
  Differential(18, Consistency::kBounds, [](Random& random, Case& c) {
    const int64_t low = random.Between(-2, 0);
    for (int i = 0; i < 4; ++i) {
      const int64_t from = random.Between(low, low + 3);
      c.AddVar(from, random.Between(from, low + 4));
    }
    const ShiftedItems items(random, c, random.Between(0, 1));
    AddAllDifferent(c.store, items.views);
    c.meanings.push_back(AllDiffer(items));
  });
}

TEST(AllDifferentTest, AgreesWithPairsOnDomainsWithHoles) {
  Differential(
      19, Consistency::kNone,
      [](Random& random, Case& c) {
        c = Case(random, 5, 0, random.Between(3, 5));
        const ShiftedItems items(random, c, 1);
        AddAllDifferent(c.store, items.views);
        c.meanings.push_back(AllDiffer(items));
      },
      kFewer);
}

TEST(AllDifferentByFlowTest, KeepsOnlyValuesOfSolutions) {
  Differential(
      20, Consistency::kDomain,
      [](Random& random, Case& c) {
        c = Case(random, 5, 0, random.Between(3, 5));
        const ShiftedItems items(random, c, 1);
        AddAllDifferentByFlow(c.store, items.views);
        c.meanings.push_back(AllDiffer(items));
      },
      kFewer);
}

bool CountsFit(const std::vector<Cardinality::Limit>& limits, const Values& taken,
               const std::map<int64_t, int64_t>& counts) {
  size_t listed = 0;
  for (const Cardinality::Limit& l : limits) {
    const auto n = std::count(taken.begin(), taken.end(), l.value);
    listed += static_cast<size_t>(n);
    if (n < l.least || n > l.most) return false;
    if (counts.contains(l.value) && counts.at(l.value) != n) return false;
  }
  return listed == taken.size();
}

TEST(CardinalityTest, KeepsOnlyValuesOfSolutionsUnderConstantLimits) {
  Differential(21, Consistency::kDomain, [](Random& random, Case& c) {
    c = Case(random, 5, 0, 3);
    std::vector<Cardinality::Limit> limits;
    for (int64_t v = 0; v <= 4; ++v) {
      if (random.Chance(1, 9)) continue;
      const int64_t least = random.Chance(1, 2) ? 0 : random.Between(0, 2);
      limits.push_back(
          {.value = v, .least = v == 4 ? 0 : least, .most = least + random.Between(0, 2)});
    }
    c.store.Add<Cardinality>(std::vector<View>(c.vars.begin(), c.vars.end()), limits);
    c.meanings.push_back([=](const Values& v) { return CountsFit(limits, v, {}); });
  });
}

TEST(CardinalityTest, TiesCountsToItems) {
  Differential(22, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 4, 0, 2);
    const std::vector<View> items(c.vars.begin(), c.vars.end());
    std::vector<Cardinality::Limit> limits;
    std::map<int64_t, size_t> places;
    for (int64_t v = 0; v <= 2; ++v) {
      limits.push_back({.value = v, .least = random.Between(0, 1), .most = random.Between(2, 4)});
      if (random.Chance(1, 4)) continue;
      const int64_t low = random.Between(0, 3);
      limits.back().count = c.store.NewVar(low, random.Between(low, 4));
      places[v] = c.Take(limits.back().count);
    }
    c.store.Add<Cardinality>(items, limits);
    c.meanings.push_back([=](const Values& v) {
      std::map<int64_t, int64_t> counts;
      for (const auto& [value, place] : places) counts[value] = v[place];
      return CountsFit(limits, Values(v.begin(), v.begin() + 4), counts);
    });
  });
}

// Posts a constraint of the kind over variables of which one may stand in it twice.
void AddRepeated(Random& random, Case& c, uint64_t kind) {
  std::vector<size_t> at;
  std::vector<View> views;
  std::vector<Var> vars;
  for (int i = 0; i < 3; ++i) {
    at.push_back(random.Below(c.vars.size()));
    vars.push_back(c.vars[at.back()]);
    views.push_back(View(vars.back(), i));
  }
  const auto value = [at](const Values& v, size_t i) { return v[at[i]] + static_cast<int64_t>(i); };
  if (kind == 0) {
    AddAllDifferent(c.store, views);
  } else if (kind == 1) {
    AddAllDifferentByFlow(c.store, views);
  }
  if (kind <= 1) {
    c.meanings.push_back([=](const Values& v) {
      return value(v, 0) != value(v, 1) && value(v, 0) != value(v, 2) && value(v, 1) != value(v, 2);
    });
  } else if (kind == 2) {
    c.store.Add<Maximum>(views[0], std::vector<View>{views[1] - 2, views[2] - 2});
    c.meanings.push_back(
        [=](const Values& v) { return value(v, 0) == std::max(value(v, 1), value(v, 2)) - 2; });
  } else if (kind == 3) {
    c.store.Add<ElementOf>(vars[0], views[1], std::vector<View>{views[1] + 1, views[2], views[0]});
    c.meanings.push_back([=](const Values& v) {
      const Values array = {value(v, 1) + 1, value(v, 2), value(v, 0)};
      return v[at[0]] >= 0 && v[at[0]] < 3 && value(v, 1) == array[static_cast<size_t>(v[at[0]])];
    });
  } else if (kind == 4) {
    std::vector<Values> rows;
    for (int n = 0; n < 40; ++n) {
      rows.push_back({random.Between(0, 3), random.Between(0, 3), random.Between(0, 3)});
    }
    c.store.Add<Table>(vars, rows);
    c.meanings.push_back([=](const Values& v) {
      return std::find(rows.begin(), rows.end(), Values{v[at[0]], v[at[1]], v[at[2]]}) !=
             rows.end();
    });
  } else {
    const int64_t sum = random.Between(-2, 4);
    const bool equal = kind == 5;
    c.store.Add<LinearReified>(equal ? AtMost(vars[0], 1) : kNever,
                               std::vector<Term>{{1, vars[0]}, {2, vars[1]}, {-1, vars[2]}}, sum,
                               sum);
    c.meanings.push_back([=](const Values& v) {
      return (v[at[0]] + 2 * v[at[1]] - v[at[2]] == sum) == (equal && v[at[0]] <= 1);
    });
  }
}

TEST(PropagatorTest, AVariableMayStandTwice) {
  Differential(23, Consistency::kNone, [](Random& random, Case& c) {
    c = Case(random, 3, 0, 3);
    AddRepeated(random, c, random.Below(7));
    AddRepeated(random, c, random.Below(7));
  });
}

}  // namespace
}  // namespace vuoro::solver
