// Activities that share a resource of some capacity.
#ifndef VUORO_SOLVER_CUMULATIVE_H_
#define VUORO_SOLVER_CUMULATIVE_H_

#include <algorithm>
#include <utility>
#include <vector>

#include "vuoro/solver/interval.h"
#include "vuoro/solver/theta_tree.h"

namespace vuoro::solver {

struct CumulativeTask {
  Interval activity;
  int64_t demand = 1;
};

// At every time the demands of the present activities that run add up to at most `capacity`.
// Time-table: the parts that activities surely take make a profile, others are pushed past where it
// leaves too little, and a peak bounds the capacity. Overload: the energy of those that end by some
// time fits before it (Vilim, "Max energy filtering algorithm for discrete cumulative resources",
// CPAIOR 2009), which also finds one of open presence absent. REQUIRES: demands >= 0; capacity x
// time and the sum of energies within +-2^60. One pass costs O(n x profile + n log n).
class Cumulative : public Propagator {
 public:
  Cumulative(std::vector<CumulativeTask> tasks, View capacity)
      : Propagator(kDear, /*wakes_itself=*/true), tasks_(std::move(tasks)), capacity_(capacity) {}

  void Attach(Store& store, int self) override {
    for (const CumulativeTask& t : tasks_) WatchInterval(store, t.activity, self);
    Watch(store, capacity_, kBounds, self);
  }

  bool Propagate(Store& store) override {
    if (!SetMin(store, capacity_, 0) || !BuildProfile(store)) return false;
    store.AddWork(static_cast<int64_t>(tasks_.size() * profile_.size()) / kValuesPerWork);
    for (const CumulativeTask& t : tasks_) {
      if (!PushPastPeaks(store, t)) return false;
    }
    return CheckEnergy(store);
  }

 private:
  // Heights from `time` to that of the next step.
  struct Step {
    int64_t time;
    int64_t height;
  };
  struct Part {
    int64_t from = 0;
    int64_t to = 0;
  };

  // What a present activity surely takes; empty if nothing.
  static Part SurePart(const Store& s, const CumulativeTask& t) {
    if (!Present(s, t.activity)) return {};
    return {Max(s, t.activity.start), Min(s, t.activity.end)};
  }

  bool BuildProfile(Store& s) {
    profile_.clear();
    for (const CumulativeTask& t : tasks_) {
      const Part part = SurePart(s, t);
      if (part.from >= part.to || t.demand == 0) continue;
      profile_.push_back({part.from, t.demand});
      profile_.push_back({part.to, -t.demand});
    }
    std::sort(profile_.begin(), profile_.end(),
              [](const Step& a, const Step& b) { return a.time < b.time; });
    size_t steps = 0;
    int64_t height = 0;
    int64_t peak = 0;
    for (size_t i = 0; i < profile_.size(); ++i) {
      height += profile_[i].height;
      if (i + 1 < profile_.size() && profile_[i + 1].time == profile_[i].time) continue;
      profile_[steps++] = {profile_[i].time, height};
      peak = std::max(peak, height);
    }
    profile_.resize(steps);
    return SetMin(s, capacity_, peak);
  }

  // Whether the profile without the task's own part leaves too little for it in step k.
  bool Blocks(const Store& s, const CumulativeTask& t, Part own, size_t k) const {
    int64_t height = profile_[k].height;
    if (own.from < own.to && own.from <= profile_[k].time && profile_[k].time < own.to) {
      height -= t.demand;
    }
    return height + t.demand > Max(s, capacity_);
  }

  bool PushPastPeaks(Store& s, const CumulativeTask& t) {
    const Interval& x = t.activity;
    const int64_t length = Min(s, x.length);
    if (Absent(s, x) || t.demand == 0 || length == 0) return true;
    if (t.demand > Max(s, capacity_)) return Require(s, !x.present);
    const Part own = SurePart(s, t);
    int64_t start = Min(s, x.start);
    for (size_t k = 0; k + 1 < profile_.size() && profile_[k].time < start + length; ++k) {
      if (profile_[k + 1].time > start && Blocks(s, t, own, k)) start = profile_[k + 1].time;
    }
    if (!StartAtLeast(s, x, start)) return false;
    int64_t end = Max(s, x.end);
    for (size_t k = profile_.size(); k-- > 1 && profile_[k].time > end - length;) {
      if (profile_[k - 1].time < end && Blocks(s, t, own, k - 1)) end = profile_[k - 1].time;
    }
    return Absent(s, x) || EndAtMost(s, x, end);
  }

  // A window with its energy; `open` presence.
  struct Box {
    const CumulativeTask* task;
    int64_t start;
    int64_t end;
    int64_t energy;
    bool open;
  };

  bool CheckEnergy(Store& s) {
    boxes_.clear();
    for (const CumulativeTask& t : tasks_) {
      const Interval& x = t.activity;
      const int64_t energy = t.demand * Min(s, x.length);
      if (Absent(s, x) || energy == 0) continue;
      boxes_.push_back({&t, Min(s, x.start), Max(s, x.end), energy, !Present(s, x)});
    }
    std::stable_sort(boxes_.begin(), boxes_.end(),
                     [](const Box& a, const Box& b) { return a.start < b.start; });
    std::vector<size_t> by_end;
    for (size_t i = 0; i < boxes_.size(); ++i) by_end.push_back(i);
    std::stable_sort(by_end.begin(), by_end.end(),
                     [&](size_t a, size_t b) { return boxes_[a].end < boxes_[b].end; });
    const int64_t capacity = Max(s, capacity_);
    tree_.Reset(boxes_.size());
    for (size_t i : by_end) {
      const Box& box = boxes_[i];
      const int64_t end = capacity * box.start + box.energy;
      if (box.open) {
        tree_.InsertGrey(i, box.energy, end);
      } else {
        tree_.Insert(i, box.energy, end);
      }
      if (tree_.End() > capacity * box.end) return false;
      while (tree_.GreyEnd() > capacity * box.end) {
        const size_t leaf = tree_.GreyLeaf();
        if (!Require(s, !boxes_[leaf].task->activity.present)) return false;
        tree_.Erase(leaf);
      }
    }
    return true;
  }

  const std::vector<CumulativeTask> tasks_;
  const View capacity_;
  std::vector<Step> profile_;  // scratch, as the rest
  std::vector<Box> boxes_;
  ThetaTree tree_;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_CUMULATIVE_H_
