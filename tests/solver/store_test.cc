// The trail and the domains of the solver: what is undone, and what is woken.
#include "vuoro/solver/store.h"

#include <gtest/gtest.h>

#include <set>

#include "vuoro/base/random.h"
#include "vuoro/solver/trail.h"

namespace vuoro::solver {
namespace {

TEST(TrailTest, TakesBackWhatANaiveCopyTakesBack) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    Trail trail;
    std::vector<uint64_t> now(5);
    for (uint64_t& value : now) {
      value = random.Below(9);
      trail.NewCell(value);
    }
    std::vector<std::vector<uint64_t>> copies;
    for (int step = 0; step < 100; ++step) {
      const uint64_t what = random.Below(6);
      if (what == 0) {
        trail.PushLevel();
        copies.push_back(now);
      } else if (what == 1 && !copies.empty()) {
        trail.PopLevel();
        now = copies.back();
        copies.pop_back();
      } else {
        const auto cell = static_cast<Trail::Index>(random.Below(5));
        now[cell] = random.Below(9);
        trail.Set(cell, now[cell]);
      }
      for (Trail::Index c = 0; c < 5; ++c) ASSERT_EQ(trail.Get(c), now[c]) << step;
      ASSERT_EQ(trail.level(), static_cast<int>(copies.size()));
    }
  }
}

TEST(TrailTest, SavesACellOncePerLevel) {
  Trail trail;
  const Trail::Index cell = trail.NewCell(0);
  trail.PushLevel();
  for (uint64_t i = 1; i < 50; ++i) trail.Set(cell, i);
  EXPECT_EQ(trail.saved(), 1u);
  trail.PushLevel();
  trail.Set(cell, 99);
  trail.PopLevel();
  trail.Set(cell, 50);
  EXPECT_EQ(trail.saved(), 1u) << "already saved on this level before the inner one";
  trail.PopLevel();
  EXPECT_EQ(trail.Get(cell), 0u);
}

// A domain as the set it stands for.
void ExpectSame(const Store& store, Var x, const std::set<int64_t>& oracle) {
  ASSERT_EQ(store.Min(x), *oracle.begin());
  ASSERT_EQ(store.Max(x), *oracle.rbegin());
  ASSERT_EQ(store.Size(x), static_cast<int64_t>(oracle.size()));
  std::set<int64_t> listed;
  store.ForEach(x, [&](int64_t v) { listed.insert(v); });
  ASSERT_EQ(listed, oracle);
  for (int64_t v = -100; v <= 100; v += 7) ASSERT_EQ(store.Contains(x, v), oracle.contains(v));
}

TEST(StoreTest, ADomainIsTheSetItStandsFor) {
  Random random(2);
  for (int round = 0; round < 300; ++round) {
    Store store;
    const int64_t low = random.Between(-90, 0);
    const int64_t high = random.Between(low, low + 180);
    const Var x = store.NewVar(low, high);
    std::set<int64_t> oracle;
    for (int64_t v = low; v <= high; ++v) oracle.insert(v);
    std::vector<std::set<int64_t>> copies;
    for (int step = 0; step < 60; ++step) {
      const int64_t v = random.Between(low - 2, high + 2);
      std::set<int64_t> next = oracle;
      bool alive = true;
      switch (random.Below(8)) {
        case 0:
          store.PushLevel();
          copies.push_back(oracle);
          break;
        case 1:
          if (copies.empty()) break;
          store.PopLevel();
          next = copies.back();
          copies.pop_back();
          break;
        case 2:
          next.erase(next.begin(), next.lower_bound(v));
          if (!copies.empty())
            alive = store.SetMin(x, v);
          else
            next = oracle;
          break;
        case 3:
          next.erase(next.upper_bound(v), next.end());
          if (!copies.empty())
            alive = store.SetMax(x, v);
          else
            next = oracle;
          break;
        default:
          next.erase(v);
          alive = store.Remove(x, v);
      }
      ASSERT_EQ(alive, !next.empty());
      if (alive) oracle = next;  // a refused change leaves the domain as it was
      ExpectSame(store, x, oracle);
    }
  }
}

TEST(StoreTest, AWideVariableKeepsBoundsOnly) {
  Store store;
  const Var x = store.NewVar(0, kMaxListedValues);
  EXPECT_TRUE(store.Remove(x, 5));
  EXPECT_TRUE(store.Contains(x, 5)) << "a hole cannot be remembered";
  EXPECT_TRUE(store.Remove(x, 0));
  EXPECT_EQ(store.Min(x), 1);
  EXPECT_TRUE(store.Assign(x, 7));
  EXPECT_FALSE(store.Remove(x, 7));
}

// Records when it runs, to show order and who is woken.
class Probe : public Propagator {
 public:
  Probe(Var x, uint8_t events, Priority priority, int name, std::vector<int>& runs)
      : Propagator(priority), x_(x), events_(events), name_(name), runs_(runs) {}
  void Attach(Store& store, int self) override { store.Watch(x_, events_, self); }
  bool Propagate(Store&) override {
    runs_.push_back(name_);
    return true;
  }

 private:
  Var x_;
  uint8_t events_;
  int name_;
  std::vector<int>& runs_;
};

TEST(StoreTest, WakesByEventAndRunsTheCheapFirst) {
  Store store;
  const Var x = store.NewVar(0, 9);
  std::vector<int> runs;
  store.Add<Probe>(x, kValues, Propagator::kDear, 1, runs);
  store.Add<Probe>(x, kBounds, Propagator::kLinear, 2, runs);
  store.Add<Probe>(x, kFixed, Propagator::kCheap, 3, runs);
  ASSERT_TRUE(store.Propagate());
  EXPECT_EQ(runs, (std::vector<int>{3, 2, 1}));
  runs.clear();
  ASSERT_TRUE(store.Remove(x, 5) && store.Propagate());
  EXPECT_EQ(runs, (std::vector<int>{1}));
  runs.clear();
  ASSERT_TRUE(store.SetMin(x, 2) && store.SetMin(x, 3) && store.Propagate());
  EXPECT_EQ(runs, (std::vector<int>{2, 1})) << "woken twice, run once";
  runs.clear();
  ASSERT_TRUE(store.Assign(x, 8) && store.Propagate());
  EXPECT_EQ(runs, (std::vector<int>{3, 2, 1}));
}

}  // namespace
}  // namespace vuoro::solver
