// Activities that one resource does one after the other, with times to change between them.
#ifndef VUORO_SOLVER_NO_OVERLAP_H_
#define VUORO_SOLVER_NO_OVERLAP_H_

#include <algorithm>
#include <utility>
#include <vector>

#include "vuoro/solver/interval.h"
#include "vuoro/solver/theta_tree.h"

namespace vuoro::solver {

// Minutes, or other units, from the end of activity i to the start of activity j: at [i][j].
using TransitionTimes = std::vector<std::vector<int64_t>>;

// Of every two present activities i and j, one ends, and its transition time to the other passes,
// before the other starts; so an activity of length 0 never lies inside another.
// With transition times: disjunctive bounds for each pair, O(n^2). Without regard to them:
// overload, detectable precedences, not-last and edge-finding for those present, and edge-finding
// to tell that one whose presence is open is absent, by theta-lambda trees (Vilim, "Global
// Constraints in Scheduling", 2007), each in O(n log n), in both directions of time. REQUIRES:
// transition times >= 0, or none at all.
class NoOverlap : public Propagator {
 public:
  explicit NoOverlap(std::vector<Interval> activities, TransitionTimes transition = {})
      : Propagator(kDear, /*wakes_itself=*/true),
        activities_(std::move(activities)),
        transition_(std::move(transition)) {}

  void Attach(Store& store, int self) override {
    for (const Interval& x : activities_) WatchInterval(store, x, self);
  }

  bool Propagate(Store& store) override {
    for (size_t i = 0; i < activities_.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (!OrderPair(store, i, j)) return false;
      }
    }
    for (bool mirrored : {false, true}) {
      ReadTasks(store, mirrored);
      if (tasks_.size() < 3) return true;  // two are a pair
      if (!FindEdges(store) || !DetectPrecedences(store) || !FindNotLast(store)) return false;
    }
    return true;
  }

 private:
  // An activity's window, mirrored in time for the other direction.
  struct Task {
    size_t activity;
    int64_t start;   // earliest
    int64_t end;     // latest
    int64_t length;  // least
    size_t leaf = 0;
    bool open = false;  // presence
    int64_t earliest_end() const { return start + length; }
    int64_t latest_start() const { return end - length; }
  };

  int64_t Transition(size_t i, size_t j) const {
    return transition_.empty() ? 0 : transition_[i][j];
  }

  // Whether i can precede j by their present bounds.
  bool MayPrecede(const Store& s, size_t i, size_t j) const {
    return Min(s, activities_[i].end) + Transition(i, j) <= Max(s, activities_[j].start);
  }

  bool OrderPair(Store& s, size_t i, size_t j) {
    const Interval& a = activities_[i];
    const Interval& b = activities_[j];
    if (Absent(s, a) || Absent(s, b)) return true;
    const bool ab = MayPrecede(s, i, j);
    const bool ba = MayPrecede(s, j, i);
    if (ab && ba) return true;
    if (!ab && !ba) {
      if (Present(s, a)) return Require(s, !b.present);
      return !Present(s, b) || Require(s, !a.present);
    }
    if (!Present(s, a) || !Present(s, b)) return true;
    return ab ? Order(s, a, b, Transition(i, j)) : Order(s, b, a, Transition(j, i));
  }

  static bool Order(Store& s, const Interval& a, const Interval& b, int64_t gap) {
    return SetMin(s, b.start, Min(s, a.end) + gap) && SetMax(s, a.end, Max(s, b.start) - gap);
  }

  // tasks_ by earliest start, which is the order of the leaves; those present or open.
  void ReadTasks(const Store& s, bool mirrored) {
    mirrored_ = mirrored;
    tasks_.clear();
    for (size_t i = 0; i < activities_.size(); ++i) {
      const Interval& x = activities_[i];
      if (Absent(s, x)) continue;
      const int64_t start = mirrored ? -Max(s, x.end) : Min(s, x.start);
      const int64_t end = mirrored ? -Min(s, x.start) : Max(s, x.end);
      tasks_.push_back({i, start, end, Min(s, x.length), 0, !Present(s, x)});
    }
    std::sort(tasks_.begin(), tasks_.end(), [](const Task& a, const Task& b) {
      return a.start != b.start ? a.start < b.start : a.activity < b.activity;
    });
    for (size_t i = 0; i < tasks_.size(); ++i) tasks_[i].leaf = i;
  }

  // The present tasks, ascending by `key`.
  template <class Key>
  std::vector<const Task*> Sorted(Key key) const {
    std::vector<const Task*> sorted;
    for (const Task& t : tasks_) {
      if (!t.open) sorted.push_back(&t);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](const Task* a, const Task* b) { return key(*a) < key(*b); });
    return sorted;
  }

  void Insert(const Task& t) { tree_.Insert(t.leaf, t.length, t.earliest_end()); }

  bool RaiseStart(Store& s, const Task& t, int64_t time) const {
    const Interval& x = activities_[t.activity];
    return mirrored_ ? EndAtMost(s, x, -time) : StartAtLeast(s, x, time);
  }
  bool LowerEnd(Store& s, const Task& t, int64_t time) const {
    const Interval& x = activities_[t.activity];
    return mirrored_ ? StartAtLeast(s, x, -time) : EndAtMost(s, x, time);
  }

  // Overload and edge-finding: if a set cannot hold one task more before its own latest end, that
  // task comes after the set.
  bool FindEdges(Store& s) {
    tree_.Reset(tasks_.size());
    for (const Task& t : tasks_) {
      if (t.open) {
        tree_.InsertGrey(t.leaf, t.length, t.earliest_end());
      } else {
        Insert(t);
      }
    }
    const std::vector<const Task*> by_end = Sorted([](const Task& t) { return t.end; });
    for (size_t k = by_end.size(); k-- > 0;) {
      const Task& last = *by_end[k];
      if (tree_.End() > last.end) return false;
      while (tree_.GreyEnd() > last.end) {
        const Task& t = tasks_[tree_.GreyLeaf()];
        if (!RaiseStart(s, t, tree_.End())) return false;
        tree_.Erase(t.leaf);
      }
      tree_.InsertGrey(last.leaf, last.length, last.earliest_end());
    }
    return true;
  }

  // Tasks that cannot come after t, since t ends at the earliest after their latest start, precede
  // it, all of them together.
  bool DetectPrecedences(Store& s) {
    tree_.Reset(tasks_.size());
    const auto by_start = Sorted([](const Task& t) { return t.latest_start(); });
    std::vector<char> inserted(tasks_.size());
    size_t next = 0;
    for (const Task* t : Sorted([](const Task& x) { return x.earliest_end(); })) {
      while (next < by_start.size() && t->earliest_end() > by_start[next]->latest_start()) {
        inserted[by_start[next]->leaf] = 1;
        Insert(*by_start[next++]);
      }
      if (inserted[t->leaf]) tree_.Erase(t->leaf);
      const int64_t end = tree_.End();
      if (inserted[t->leaf]) Insert(*t);
      if (!RaiseStart(s, *t, end)) return false;
    }
    return true;
  }

  // If t cannot follow all of a set, it precedes one of them: its end is at most their latest
  // start.
  bool FindNotLast(Store& s) {
    tree_.Reset(tasks_.size());
    const auto by_start = Sorted([](const Task& t) { return t.latest_start(); });
    std::vector<char> inserted(tasks_.size());
    size_t next = 0;
    for (const Task* t : Sorted([](const Task& x) { return x.end; })) {
      const Task* last = nullptr;  // the latest to start of the set without t
      while (next < by_start.size() && t->end > by_start[next]->latest_start()) {
        inserted[by_start[next]->leaf] = 1;
        Insert(*by_start[next++]);
      }
      for (size_t k = next; k-- > 0 && last == nullptr;) {
        if (by_start[k] != t) last = by_start[k];
      }
      if (inserted[t->leaf]) tree_.Erase(t->leaf);
      const bool after = tree_.End() > t->latest_start();
      if (inserted[t->leaf]) Insert(*t);
      if (after && last != nullptr && !LowerEnd(s, *t, last->latest_start())) return false;
    }
    return true;
  }

  const std::vector<Interval> activities_;
  const TransitionTimes transition_;
  std::vector<Task> tasks_;  // scratch, as the rest
  ThetaTree tree_;
  bool mirrored_ = false;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_NO_OVERLAP_H_
