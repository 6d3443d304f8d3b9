// The solver beside Gecode on classical models: the same constraints, branching and one thread, in
// one run; nodes and processor time of each, and that both agree.
#include <cstdio>
#include <ctime>
#include <gecode/int.hh>
#include <gecode/search.hh>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "vuoro/solver/all_different.h"
#include "vuoro/solver/interval.h"
#include "vuoro/solver/linear.h"
#include "vuoro/solver/maximum.h"
#include "vuoro/solver/no_overlap.h"
#include "vuoro/solver/tree_search.h"

namespace {

using namespace vuoro::solver;  // NOLINT(google-build-using-namespace): a program of one page

struct Outcome {
  int64_t answer = -1;  // solutions, or the optimum
  int64_t nodes = 0;
  double seconds = 0;
};

class Watch {
 public:
  double seconds() const { return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC; }

 private:
  std::clock_t start_ = std::clock();
};

// Gecode's side of any model.
class Peer : public Gecode::Space {
 public:
  Peer() = default;
  Peer(Peer& other) : Gecode::Space(other) {
    x.update(*this, other.x);
    objective.update(*this, other.objective);
  }
  Gecode::Space* copy() override { return new Peer(*this); }
  void constrain(const Gecode::Space& best) override {
    Gecode::rel(*this, objective, Gecode::IRT_LE, static_cast<const Peer&>(best).objective.val());
  }

  Gecode::IntVarArray x;
  Gecode::IntVar objective;
};

Outcome CountPeer(Peer& peer) {
  const Watch watch;
  Gecode::DFS<Peer> search(&peer);
  Outcome o{0};
  while (const std::unique_ptr<Peer> solution{search.next()}) ++o.answer;
  return {o.answer, static_cast<int64_t>(search.statistics().node), watch.seconds()};
}

Outcome MinimizePeer(Peer& peer) {
  const Watch watch;
  Gecode::BAB<Peer> search(&peer);
  Outcome o;
  while (const std::unique_ptr<Peer> solution{search.next()}) o.answer = solution->objective.val();
  return {o.answer, static_cast<int64_t>(search.statistics().node), watch.seconds()};
}

// Their nodes are both children of every decision and the root, so ours are counted so too.
int64_t NodesOf(const TreeSearch& search) { return 2 * search.counts().nodes + 1; }

Outcome CountOurs(TreeSearch& search) {
  const Watch watch;
  int64_t count = 0;
  search.ForEachSolution([&](const Store&) {
    ++count;
    return true;
  });
  return {count, NodesOf(search), watch.seconds()};
}

Outcome MinimizeOurs(TreeSearch& search, Var objective) {
  const Watch watch;
  const SearchResult result = search.Minimize(objective);
  return {result.found && result.complete ? result.objective : -1, NodesOf(search),
          watch.seconds()};
}

bool Report(const std::string& model, const Outcome& ours, const Outcome& theirs) {
  for (const auto& [name, o] : {std::pair{"vuoro", &ours}, std::pair{"gecode", &theirs}}) {
    std::printf("%-22s %-7s %8lld %10lld nodes %8.3f s %10.0f nodes/s\n", model.c_str(), name,
                static_cast<long long>(o->answer), static_cast<long long>(o->nodes), o->seconds,
                static_cast<double>(o->nodes) / (o->seconds > 0 ? o->seconds : 1e-3));
  }
  if (ours.answer == theirs.answer) return true;
  std::printf("%s: the answers differ\n", model.c_str());
  return false;
}

// All ways to place n queens: three all-different, bounds consistent; fewest values first.
bool Queens(int n) {
  Store store;
  std::vector<Decision> decisions;
  std::vector<View> lines[3];
  Peer peer;
  peer.x = Gecode::IntVarArray(peer, n, 0, n - 1);
  peer.objective = Gecode::IntVar(peer, 0, 0);
  Gecode::IntArgs shifts[3] = {Gecode::IntArgs(n), Gecode::IntArgs(n), Gecode::IntArgs(n)};
  for (int i = 0; i < n; ++i) {
    decisions.push_back({store.NewVar(0, n - 1)});
    for (int line = 0; line < 3; ++line) {
      shifts[line][i] = i * (line - 1);
      lines[line].push_back(View(decisions.back().var, i * (line - 1)));
    }
  }
  for (int line = 0; line < 3; ++line) {
    AddAllDifferent(store, lines[line]);
    Gecode::distinct(peer, shifts[line], peer.x, Gecode::IPL_BND);
  }
  Gecode::branch(peer, peer.x, Gecode::INT_VAR_SIZE_MIN(), Gecode::INT_VAL_MIN());
  TreeSearch search(store, decisions,
                    {.variables = VariableOrder::kFirstFail, .save_phase = false});
  return Report("queens " + std::to_string(n) + ", all", CountOurs(search), CountPeer(peer));
}

// The shortest Golomb ruler of n marks: differences all different, marks in order.
bool Golomb(int n) {
  const int longest = n * n;
  Store store;
  std::vector<Decision> marks;
  std::vector<View> differences;
  Peer peer;
  peer.x = Gecode::IntVarArray(peer, n, 0, longest);
  peer.objective = peer.x[n - 1];
  Gecode::IntVarArgs their_differences;
  for (int i = 0; i < n; ++i) marks.push_back({store.NewVar(0, i == 0 ? 0 : longest)});
  Gecode::rel(peer, peer.x[0], Gecode::IRT_EQ, 0);
  for (int j = 1; j < n; ++j) {
    for (int i = 0; i < j; ++i) {
      const int least = (j - i) * (j - i + 1) / 2;  // a ruler of its own
      const Var d = store.NewVar(least, longest);
      differences.push_back(View(d));
      store.Add<Linear>(std::vector<Term>{{1, d},
                                          {1, marks[static_cast<size_t>(i)].var},
                                          {-1, marks[static_cast<size_t>(j)].var}},
                        0, 0);
      Gecode::IntVarArgs sum;
      sum << Gecode::IntVar(peer, least, longest) << peer.x[i] << peer.x[j];
      their_differences << sum[0];
      Gecode::linear(peer, Gecode::IntArgs({1, 1, -1}), sum, Gecode::IRT_EQ, 0);
    }
  }
  AddAllDifferent(store, differences);
  Gecode::distinct(peer, their_differences, Gecode::IPL_BND);
  Gecode::branch(peer, peer.x, Gecode::INT_VAR_NONE(), Gecode::INT_VAL_MIN());
  TreeSearch search(store, marks, {.variables = VariableOrder::kInput, .save_phase = false});
  return Report("golomb " + std::to_string(n), MinimizeOurs(search, marks.back().var),
                MinimizePeer(peer));
}

// (machine, minutes) in the order of each job: "mt06" of Fisher and Thompson, "Probabilistic
// learning combinations of local job-shop scheduling rules", 1963. The optimum is 55.
constexpr int kJobs[6][6][2] = {{{2, 1}, {0, 3}, {1, 6}, {3, 7}, {5, 3}, {4, 6}},
                                {{1, 8}, {2, 5}, {4, 10}, {5, 10}, {0, 10}, {3, 4}},
                                {{2, 5}, {3, 4}, {5, 8}, {0, 9}, {1, 1}, {4, 7}},
                                {{1, 5}, {0, 5}, {2, 5}, {3, 3}, {4, 8}, {5, 9}},
                                {{2, 9}, {1, 3}, {4, 5}, {5, 4}, {0, 3}, {3, 1}},
                                {{1, 3}, {3, 3}, {5, 9}, {0, 10}, {4, 4}, {2, 1}}};
constexpr int kHorizon = 100;

bool JobShop() {
  Store store;
  const Var makespan = store.NewVar(0, kHorizon);
  std::vector<Decision> decisions;
  std::vector<View> ends;
  std::vector<Interval> machines[6];
  Peer peer;
  peer.x = Gecode::IntVarArray(peer, 36, 0, kHorizon);
  peer.objective = Gecode::IntVar(peer, 0, kHorizon);
  Gecode::IntVarArgs starts[6];
  Gecode::IntArgs lengths[6];
  for (int job = 0; job < 6; ++job) {
    for (int step = 0; step < 6; ++step) {
      const auto [machine, minutes] = kJobs[job][step];
      const Interval x = IntervalOf(View(store.NewVar(0, kHorizon)), minutes);
      if (step > 0) store.Add<LessEqual>(ends.back(), x.start);
      decisions.push_back({x.start.var});
      machines[machine].push_back(x);
      ends.push_back(x.end);
      const Gecode::IntVar y = peer.x[6 * job + step];
      const Gecode::IntVar next = step < 5 ? peer.x[6 * job + step + 1] : peer.objective;
      Gecode::IntVarArgs two;
      two << y << next;
      Gecode::linear(peer, Gecode::IntArgs({1, -1}), two, Gecode::IRT_LQ, -minutes);
      starts[machine] << y;
      lengths[machine] << minutes;
    }
    store.Add<LessEqual>(ends.back(), View(makespan));
  }
  for (int m = 0; m < 6; ++m) {
    store.Add<NoOverlap>(machines[m]);
    Gecode::unary(peer, starts[m], lengths[m], Gecode::IPL_ADVANCED);
  }
  decisions.push_back({makespan, {}, 1});
  Gecode::branch(peer, peer.x, Gecode::INT_VAR_AFC_SIZE_MAX(), Gecode::INT_VAL_SPLIT_MIN());
  Gecode::branch(peer, peer.objective, Gecode::INT_VAL_MIN());
  TreeSearch search(store, decisions,
                    {.variables = VariableOrder::kDomOverWeight,
                     .values = ValueOrder::kSplit,
                     .save_phase = false});
  return Report("job-shop mt06", MinimizeOurs(search, makespan), MinimizePeer(peer));
}

}  // namespace

int main() {
  int differ = 0;
  for (const bool same : {Queens(8), Queens(10), Golomb(7), Golomb(8), JobShop()}) differ += !same;
  return differ == 0 ? 0 : 1;
}
