// The slow way to every answer, and its comparison with the quick one.
#include "oracle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "vuoro/solver/linear.h"
#include "vuoro/solver/tree_search.h"

namespace vuoro::solver {
namespace {

// Calls visit for every combination of the domains.
template <class Visit>
void Enumerate(const std::vector<Values>& domains, Visit visit) {
  if (std::any_of(domains.begin(), domains.end(), [](const Values& d) { return d.empty(); }))
    return;
  std::vector<size_t> at(domains.size());
  Values values;
  for (const Values& domain : domains) values.push_back(domain[0]);
  while (true) {
    visit(values);
    size_t i = 0;
    while (i < at.size() && ++at[i] == domains[i].size()) {
      at[i] = 0;
      values[i] = domains[i][0];
      ++i;
    }
    if (i == at.size()) return;
    values[i] = domains[i][at[i]];
  }
}

// Sets of values as bits: the variables of a case lie in [-24, 40).
constexpr int64_t kLowest = -24;

uint64_t Bit(int64_t value) {
  return value < kLowest || value >= kLowest + 64 ? 0 : uint64_t{1} << (value - kLowest);
}

// The values of each variable that some solution has.
std::vector<uint64_t> SupportOf(const std::vector<Values>& solutions, size_t vars) {
  std::vector<uint64_t> support(vars);
  for (const Values& solution : solutions) {
    for (size_t i = 0; i < vars; ++i) support[i] |= Bit(solution[i]);
  }
  return support;
}

uint64_t LeftOf(const Store& store, Var x) {
  uint64_t left = 0;
  store.ForEach(x, [&](int64_t v) { left |= Bit(v); });
  return left;
}

// Whether the bounds of every variable belong to a solution between the bounds of the others.
void ExpectBoundsConsistent(const Case& c) {
  std::vector<Values> boxes;
  for (const Var x : c.vars) {
    boxes.emplace_back();
    for (int64_t v = c.store.Min(x); v <= c.store.Max(x); ++v) boxes.back().push_back(v);
  }
  std::vector<Values> solutions;
  Enumerate(boxes, [&](const Values& values) {
    if (c.Holds(values)) solutions.push_back(values);
  });
  EXPECT_FALSE(solutions.empty());
  const auto support = SupportOf(solutions, c.vars.size());
  for (size_t i = 0; i < c.vars.size(); ++i) {
    EXPECT_NE(support[i] & Bit(c.store.Min(c.vars[i])), 0u) << "least of " << i;
    EXPECT_NE(support[i] & Bit(c.store.Max(c.vars[i])), 0u) << "greatest of " << i;
  }
}

// Compares a propagated store with the solutions that are left.
void ExpectRight(const Case& c, bool alive, const std::vector<Values>& solutions,
                 Consistency consistency) {
  EXPECT_TRUE(alive || solutions.empty()) << solutions.size() << " solutions lost";
  if (!alive) return;
  const auto support = SupportOf(solutions, c.vars.size());
  for (size_t i = 0; i < c.vars.size(); ++i) {
    const uint64_t left = LeftOf(c.store, c.vars[i]);
    EXPECT_EQ(support[i] & ~left, 0u) << "var " << i << " lost a value of a solution";
    if (consistency == Consistency::kDomain) {
      EXPECT_EQ(left & ~support[i], 0u) << "var " << i << " kept a value of no solution";
    }
  }
  if (consistency == Consistency::kBounds) ExpectBoundsConsistent(c);
}

Literal RandomLiteral(const Case& c, Random& random, size_t& var) {
  var = random.Below(c.vars.size());
  const Values& domain = c.domains[var];
  const auto relation = static_cast<Literal::Relation>(random.Below(4));
  return {c.vars[var], relation, domain[random.Below(domain.size())]};
}

bool Satisfies(int64_t value, const Literal& l) {
  switch (l.relation) {
    case Literal::kEqual:
      return value == l.value;
    case Literal::kNotEqual:
      return value != l.value;
    case Literal::kAtMost:
      return value <= l.value;
    default:
      return value >= l.value;
  }
}

// Decides at random until nothing is left to decide or nothing fits.
void Dive(Case& c, Random& random, std::vector<Values> solutions, Consistency consistency) {
  const int root = c.store.level();
  bool alive = c.store.Propagate();
  ExpectRight(c, alive, solutions, consistency);
  std::vector<int64_t> sizes;
  for (const Var x : c.vars) sizes.push_back(c.store.Size(x));
  for (int step = 0; alive && step < 8; ++step) {
    size_t var = 0;
    const Literal l = RandomLiteral(c, random, var);
    c.store.PushLevel();
    alive = Require(c.store, l) && c.store.Propagate();
    std::vector<Values> left;
    std::copy_if(solutions.begin(), solutions.end(), std::back_inserter(left),
                 [&](const Values& s) { return Satisfies(s[var], l); });
    ExpectRight(c, alive, left, consistency);
    if (!alive || random.Chance(1, 4)) {  // back, and on another way
      c.store.PopLevel();
      alive = c.store.Propagate();
      ExpectRight(c, alive, solutions, consistency);
    } else {
      solutions = std::move(left);
    }
  }
  while (c.store.level() > root) c.store.PopLevel();
  for (size_t i = 0; i < c.vars.size(); ++i) {
    EXPECT_EQ(c.store.Size(c.vars[i]), sizes[i]);
  }
}

Strategy RandomStrategy(Random& random) {
  Strategy s;
  s.variables = static_cast<VariableOrder>(random.Below(5));
  s.values = static_cast<ValueOrder>(random.Below(3));
  s.save_phase = random.Chance(1, 2);
  s.nogoods = random.Chance(2, 3);
  s.restarts.sequence = static_cast<Restarts::Sequence>(random.Below(3));
  s.restarts.unit = random.Between(1, 4);
  return s;
}

Values ValuesOf(const Case& c, const Values& all) {
  Values values;
  for (const Var x : c.vars) values.push_back(all[static_cast<size_t>(x.id)]);
  return values;
}

// Every search must find the same, one after the other on one store.
void ExpectSearchesRight(Case& c, Random& random, std::vector<Values> solutions) {
  const Var objective = c.store.NewVar(-1000, 1000);
  std::vector<Term> terms{{-1, objective}};
  std::vector<Decision> decisions;
  std::optional<int64_t> optimum;
  for (const Var x : c.vars) {
    terms.push_back({random.Between(-3, 3), x});
    decisions.push_back({x});
  }
  for (const Values& s : solutions) {
    int64_t sum = 0;
    for (size_t i = 0; i < s.size(); ++i) sum += terms[i + 1].factor * s[i];
    optimum = std::min(optimum.value_or(sum), sum);
  }
  c.store.Add<Linear>(terms, 0, 0);
  const auto expect_optimum = [&](const SearchResult& result) {
    EXPECT_TRUE(result.complete);
    EXPECT_EQ(result.found, optimum.has_value());
    if (!result.found || !optimum) return;
    EXPECT_EQ(result.objective, *optimum);
    EXPECT_TRUE(c.Holds(ValuesOf(c, result.values)));
  };
  std::vector<std::unique_ptr<TreeSearch>> searches;
  for (int i = 0; i < 3; ++i) {
    searches.push_back(std::make_unique<TreeSearch>(c.store, decisions, RandomStrategy(random)));
  }
  expect_optimum(Minimize(c.store, objective, decisions));
  for (auto& search : searches) expect_optimum(search->Minimize(objective));
  const SearchResult first = searches.back()->Satisfy();
  EXPECT_EQ(first.found, !solutions.empty());
  EXPECT_TRUE(!first.found || c.Holds(ValuesOf(c, first.values)));
  // After those, so that what they learned is on trial too.
  std::vector<Values> found;
  const SearchResult all = searches.front()->ForEachSolution([&](const Store& store) {
    found.emplace_back();
    for (const Var x : c.vars) found.back().push_back(store.Min(x));
    return true;
  });
  EXPECT_TRUE(all.complete);
  std::sort(found.begin(), found.end());
  std::sort(solutions.begin(), solutions.end());
  EXPECT_EQ(found, solutions);
}

}  // namespace

Case::Case(Random& random, int count, int64_t low, int64_t high, bool holes) {
  for (int i = 0; i < count; ++i) {
    const Var x = store.NewVar(low, high);
    for (int64_t v = low + 1; holes && v <= high; ++v) {
      if (random.Chance(1, 5)) store.Remove(x, v);
    }
    Take(x);
  }
}

size_t Case::Take(Var x) {
  vars.push_back(x);
  domains.emplace_back();
  store.ForEach(x, [&](int64_t v) { domains.back().push_back(v); });
  return vars.size() - 1;
}

bool Case::Holds(const Values& values) const {
  return std::all_of(meanings.begin(), meanings.end(), [&](const Meaning& m) { return m(values); });
}

std::vector<Values> Case::Solutions() const {
  std::vector<Values> solutions;
  Enumerate(domains, [&](const Values& values) {
    if (Holds(values)) solutions.push_back(values);
  });
  return solutions;
}

bool Judge(Case& c, Random& random, Consistency consistency) {
  const std::vector<Values> solutions = c.Solutions();
  for (int dive = 0; dive < 4; ++dive) Dive(c, random, solutions, consistency);
  ExpectSearchesRight(c, random, solutions);
  return !solutions.empty();
}

void Differential(uint64_t seed, Consistency consistency,
                  const std::function<void(Random&, Case&)>& make, int cases) {
  Random random(seed);
  int feasible = 0;
  for (int i = 0; i < cases; ++i) {
    Case c;
    make(random, c);
    feasible += Judge(c, random, consistency);
    ASSERT_FALSE(testing::Test::HasFailure()) << "case " << i;
  }
  EXPECT_GT(feasible, cases / 10);
  EXPECT_LT(feasible, cases);
}

}  // namespace vuoro::solver
