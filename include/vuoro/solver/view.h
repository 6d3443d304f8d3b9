// A variable shifted by a constant, or a constant alone, so that neither needs a variable more.
#ifndef VUORO_SOLVER_VIEW_H_
#define VUORO_SOLVER_VIEW_H_

#include "vuoro/solver/store.h"

namespace vuoro::solver {

// var + add; without a variable the constant `add`.
struct View {
  Var var = {};
  int64_t add = 0;

  constexpr View() = default;
  constexpr View(Var x, int64_t plus = 0)
      : var(x), add(plus) {}  // NOLINT(google-explicit-constructor)
  constexpr explicit View(int64_t constant) : add(constant) {}
  constexpr View operator+(int64_t more) const { return Shifted(more); }
  constexpr View operator-(int64_t less) const { return Shifted(-less); }

 private:
  constexpr View Shifted(int64_t more) const {
    View v = *this;
    v.add += more;
    return v;
  }
};

inline bool Constant(const View& x) { return x.var.id < 0; }
inline int64_t Min(const Store& s, const View& x) {
  return Constant(x) ? x.add : s.Min(x.var) + x.add;
}
inline int64_t Max(const Store& s, const View& x) {
  return Constant(x) ? x.add : s.Max(x.var) + x.add;
}
inline bool Fixed(const Store& s, const View& x) { return Constant(x) || s.Fixed(x.var); }
inline int64_t Size(const Store& s, const View& x) { return Constant(x) ? 1 : s.Size(x.var); }
inline bool Contains(const Store& s, const View& x, int64_t value) {
  return Constant(x) ? value == x.add : s.Contains(x.var, value - x.add);
}

// As the functions of the same names in Store: false if no value is left.
inline bool SetMin(Store& s, const View& x, int64_t value) {
  return value <= Min(s, x) || (!Constant(x) && s.SetMin(x.var, value - x.add));
}
inline bool SetMax(Store& s, const View& x, int64_t value) {
  return value >= Max(s, x) || (!Constant(x) && s.SetMax(x.var, value - x.add));
}
inline bool Remove(Store& s, const View& x, int64_t value) {
  return Constant(x) ? value != x.add : s.Remove(x.var, value - x.add);
}
template <class Visit>
void ForEach(const Store& s, const View& x, Visit visit) {
  if (Constant(x)) return visit(x.add);
  s.ForEach(x.var, [&](int64_t v) { visit(v + x.add); });
}

inline void Watch(Store& s, const View& x, uint8_t events, int propagator) {
  if (!Constant(x)) s.Watch(x.var, events, propagator);
}

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_VIEW_H_
