// Integer variables, who watches them, and propagation to a fixed point; knows no search.
//
// A variable has bounds and, up to kMaxListedValues wide, a bitset of its values. Propagators watch
// events of variables and wait in queues by priority; cheap ones run first.
#ifndef VUORO_SOLVER_STORE_H_
#define VUORO_SOLVER_STORE_H_

#include <array>
#include <bit>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "vuoro/solver/trail.h"

namespace vuoro::solver {

// Wider variables keep bounds only: a hole inside them cannot be remembered.
inline constexpr int64_t kMaxListedValues = 4096;

// Values looked at that count as one unit of work.
inline constexpr int64_t kValuesPerWork = 16;

// A variable of one Store.
struct Var {
  int id = -1;
  friend bool operator==(Var, Var) = default;
};

// What happened to a variable; a watch names those it wakes for.
enum Event : uint8_t {
  kFixed = 1,
  kMinChanged = 2,
  kMaxChanged = 4,
  kBounds = kMinChanged | kMaxChanged,
  kValues = 8,  // any value left, bounds included
};

class Store;

// A constraint that removes values no solution has. Propagate() must be right for every state of
// its variables, not only the next one: what it remembers is either a hint that may be stale or
// lies in cells of the store, which backtracking restores.
class Propagator {
 public:
  enum Priority : uint8_t { kCheap, kLinear, kDear };
  static constexpr int kPriorities = 3;

  // Idempotent unless `wakes_itself`: one that runs to its own fixed point is not woken by what it
  // did itself.
  explicit Propagator(Priority priority, bool wakes_itself = false)
      : priority_(priority), wakes_itself_(wakes_itself) {}
  virtual ~Propagator() = default;
  Propagator(const Propagator&) = delete;
  Propagator& operator=(const Propagator&) = delete;

  // Watches its variables; called once.
  virtual void Attach(Store& store, int self) = 0;
  // False if no solution is left. Removes values until it can remove no more by its own reasoning.
  virtual bool Propagate(Store& store) = 0;
  // Told at once of each event of a watch that has a tag. After a failure it may have been told of
  // events that are undone by now.
  virtual void Woken(int tag) { (void)tag; }

  Priority priority() const { return priority_; }
  bool wakes_itself() const { return wakes_itself_; }

 private:
  const Priority priority_;
  const bool wakes_itself_;
};

// Not thread-safe. Variables and propagators are added on level 0 only.
class Store {
 public:
  // REQUIRES: min <= max, both within +-2^40; level 0.
  Var NewVar(int64_t min, int64_t max);
  void Post(std::unique_ptr<Propagator> propagator);
  template <class T, class... Args>
  void Add(Args&&... args) {
    Post(std::make_unique<T>(std::forward<Args>(args)...));
  }

  int64_t Min(Var x) const { return Signed(vars_[Id(x)].min); }
  int64_t Max(Var x) const { return Signed(vars_[Id(x)].max); }
  bool Fixed(Var x) const { return Min(x) == Max(x); }
  // Values left; for a bounds-only variable the width.
  int64_t Size(Var x) const { return Signed(vars_[Id(x)].size); }
  bool Contains(Var x, int64_t value) const;
  // Whether holes inside the bounds are remembered.
  bool Listed(Var x) const { return vars_[Id(x)].listed; }
  // Lowest value above `value` that is left, or Max + 1.
  int64_t Next(Var x, int64_t value) const;
  // Calls visit(value) for every value left, ascending; `visit` may remove values of `x`.
  template <class Visit>
  void ForEach(Var x, Visit visit) const {
    for (int64_t v = Min(x); v <= Max(x); v = Next(x, v)) visit(v);
  }

  // False if `x` has no value left. A hole in a bounds-only variable is ignored.
  bool SetMin(Var x, int64_t value);
  bool SetMax(Var x, int64_t value);
  bool Assign(Var x, int64_t value);
  bool Remove(Var x, int64_t value);

  // A tag >= 0 asks for Woken(tag). Never undone: call it while attaching, or once per variable.
  void Watch(Var x, uint8_t events, int propagator, int tag = -1) {
    watches_[Id(x)].push_back({propagator, tag, events});
    if (propagator == attaching_) scopes_.back().push_back(x);
  }
  // The variables that a propagator watched while it was attached, once for each watch.
  std::span<const Var> Scope(int propagator) const {
    return scopes_[static_cast<size_t>(propagator)];
  }
  int propagators() const { return static_cast<int>(propagators_.size()); }

  // Runs waiting propagators to a fixed point; false if there is no solution (the queues are then
  // empty and the level should be popped; on level 0 it is false from then on). A propagator waits
  // once when it is posted: propagate on level 0 before the first level is pushed.
  bool Propagate();
  // The propagator that found the last failure of Propagate().
  int last_failed() const { return last_failed_; }
  // While `log` is set, every variable that changes is appended to it, once for each change.
  void LogChanges(std::vector<Var>* log) { log_ = log; }

  // Reversible words for propagators and searches; made on level 0.
  Trail::Index NewCell(uint64_t value) { return trail_.NewCell(value); }
  uint64_t Cell(Trail::Index cell) const { return trail_.Get(cell); }
  void SetCell(Trail::Index cell, uint64_t value) { trail_.Set(cell, value); }

  int level() const { return trail_.level(); }
  void PushLevel() { trail_.PushLevel(); }
  void PopLevel() { trail_.PopLevel(); }

  int variables() const { return static_cast<int>(vars_.size()); }
  // Work done so far in units that do not depend on the machine: changes and propagations.
  int64_t work() const { return work_; }
  void AddWork(int64_t units) { work_ += units; }

 private:
  struct Domain {
    Trail::Index min;
    Trail::Index max;
    Trail::Index size;
    Trail::Index words;  // first of its bitset's cells
    int64_t base;        // value of bit 0
    bool listed;
  };
  struct WatchEntry {
    int propagator;
    int tag;
    uint8_t events;
  };

  static size_t Id(Var x) { return static_cast<size_t>(x.id); }
  int64_t Signed(Trail::Index cell) const { return static_cast<int64_t>(trail_.Get(cell)); }
  void Put(Trail::Index cell, int64_t value) { trail_.Set(cell, static_cast<uint64_t>(value)); }
  int64_t NextListed(const Domain& d, int64_t value) const;
  int64_t PreviousListed(const Domain& d, int64_t value) const;
  bool Narrow(Var x, int64_t min, int64_t max);
  void Notify(Var x, uint8_t events);
  void Enqueue(int propagator);

  Trail trail_;
  std::vector<Domain> vars_;
  std::vector<std::vector<WatchEntry>> watches_;
  std::vector<std::unique_ptr<Propagator>> propagators_;
  std::vector<std::vector<Var>> scopes_;
  std::vector<char> queued_;
  std::array<std::deque<int>, Propagator::kPriorities> queues_;
  int running_ = -1;  // the idempotent propagator at work, which does not wake itself
  int attaching_ = -1;
  bool dead_ = false;  // a failure on level 0 is for ever
  int last_failed_ = -1;
  std::vector<Var>* log_ = nullptr;
  int64_t work_ = 0;
};

}  // namespace vuoro::solver

#include "vuoro/solver/store_inl.h"

#endif  // VUORO_SOLVER_STORE_H_
