// Elementary statements about one variable: what searches decide, clauses join and presence means.
#ifndef VUORO_SOLVER_LITERAL_H_
#define VUORO_SOLVER_LITERAL_H_

#include "vuoro/solver/store.h"

namespace vuoro::solver {

// x == value, x != value, x <= value or x >= value. Without a variable it is a constant.
struct Literal {
  enum Relation : uint8_t { kEqual, kNotEqual, kAtMost, kAtLeast };

  Var var = {};
  Relation relation = kEqual;
  int64_t value = 0;

  friend bool operator==(const Literal&, const Literal&) = default;
};

inline constexpr Literal kAlways{};
inline constexpr Literal kNever{.relation = Literal::kNotEqual};

constexpr Literal Equal(Var x, int64_t value) { return {x, Literal::kEqual, value}; }
constexpr Literal NotEqual(Var x, int64_t value) { return {x, Literal::kNotEqual, value}; }
constexpr Literal AtMost(Var x, int64_t value) { return {x, Literal::kAtMost, value}; }
constexpr Literal AtLeast(Var x, int64_t value) { return {x, Literal::kAtLeast, value}; }
// Of a 0-1 variable.
constexpr Literal True(Var x) { return AtLeast(x, 1); }
constexpr Literal False(Var x) { return AtMost(x, 0); }

constexpr Literal operator!(const Literal& l) {
  switch (l.relation) {
    case Literal::kEqual:
      return {l.var, Literal::kNotEqual, l.value};
    case Literal::kNotEqual:
      return {l.var, Literal::kEqual, l.value};
    case Literal::kAtMost:
      return {l.var, Literal::kAtLeast, l.value + 1};
    default:
      return {l.var, Literal::kAtMost, l.value - 1};
  }
}

// A 0-1 variable.
inline Var NewBool(Store& store) { return store.NewVar(0, 1); }

// Whether every value left satisfies it.
inline bool Holds(const Store& s, const Literal& l) {
  if (l.var.id < 0) return l.relation == Literal::kEqual;
  switch (l.relation) {
    case Literal::kEqual:
      return s.Fixed(l.var) && s.Min(l.var) == l.value;
    case Literal::kNotEqual:
      return !s.Contains(l.var, l.value);
    case Literal::kAtMost:
      return s.Max(l.var) <= l.value;
    default:
      return s.Min(l.var) >= l.value;
  }
}

// Whether no value left satisfies it.
inline bool Fails(const Store& s, const Literal& l) { return Holds(s, !l); }

// Keeps the values that satisfy it; false if there is none. A hole inside a bounds-only variable is
// ignored, as Store::Remove says.
inline bool Require(Store& s, const Literal& l) {
  if (l.var.id < 0) return l.relation == Literal::kEqual;
  switch (l.relation) {
    case Literal::kEqual:
      return s.Assign(l.var, l.value);
    case Literal::kNotEqual:
      return s.Remove(l.var, l.value);
    case Literal::kAtMost:
      return s.SetMax(l.var, l.value);
    default:
      return s.SetMin(l.var, l.value);
  }
}

// Wakes when it becomes true or false.
inline void WatchLiteral(Store& s, const Literal& l, int propagator) {
  if (l.var.id < 0) return;
  const bool by_bound = l.relation == Literal::kAtMost || l.relation == Literal::kAtLeast;
  s.Watch(l.var, by_bound ? kBounds : kValues, propagator);
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_LITERAL_H_
