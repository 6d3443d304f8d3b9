// A proven lower bound on the cost of any plan, by Lagrangean relaxation and subgradient steps.
//
// Priced are: a half hour of every demand line, a call's official, booth days aside, the
// interpreters, the desks, and the credit for a day with service. What remains falls apart into one
// problem for each official's week (patterns of days, solved by dynamic programming), one for each
// office's booths on a day (greedy, since values of further calls fall) and one for each
// agreement's wait (a table). Any prices give a valid bound (Geoffrion, "Lagrangean relaxation for
// integer programming", 1974), so rounding of prices never hurts validity. Integers only.
#ifndef VUORO_SRC_PLANNING_BOUND_H_
#define VUORO_SRC_PLANNING_BOUND_H_

#include <array>
#include <cstdint>
#include <vector>

#include "index.h"

namespace vuoro::planning {

class Bound {
 public:
  explicit Bound(const Index& index);

  // One step with prices moved towards closing the gap to `known_cost`, the cost of some plan.
  void Step(int64_t known_cost);

  // The best bound proven so far, in cost units.
  int64_t value() const { return value_; }

  // What one step costs, in rounds of the search (an estimate from the problem's size).
  int64_t RoundsPerStep() const;

 private:
  // Best ways to spend one day, by slots away: value and the visits that give it.
  struct DayChoice {
    int64_t value = 0;
    int16_t first = -1;  // candidate, or -1 for a day at base
    int16_t second = -1;
    int8_t first_length = 0;
    int8_t second_length = 0;
  };

  size_t AgreementDay(int g, int d) const { return static_cast<size_t>(g * index_.days + d); }
  void SortLines();
  int64_t OfficialValue(int e);
  void ListDay(int e, int d, std::vector<DayChoice>& by_span);
  void ValueCandidates(int e);
  void CountVisit(int e, int d, int candidate, int length);
  int64_t BoothValue(int office, int d);
  int64_t WaitValue();
  int64_t Evaluate();
  void Move(int64_t bound, int64_t known_cost);

  const Index& index_;
  // Prices, in cost units x kScale.
  std::vector<int64_t> line_price_;         // [line], 0..unmet weight
  std::vector<int64_t> service_price_;      // [agreement][day]
  std::vector<int64_t> official_price_;     // [agency][day] of a call
  std::vector<int64_t> desk_price_;         // [office][day] of a slot
  std::vector<int64_t> interpreter_price_;  // [language][day] of a call
  // Demand minus supply of each at the relaxation's optimum: the subgradient.
  std::vector<int64_t> line_slack_, service_slack_, official_slack_, desk_slack_,
      interpreter_slack_;
  std::vector<int64_t> desk_supply_, interpreter_supply_;
  std::vector<std::vector<int>> visit_lines_;  // [agreement] lines by falling price
  // Scratch of one official.
  std::vector<std::vector<int64_t>> candidate_value_;  // [candidate][length]
  std::vector<std::vector<DayChoice>> choices_;        // [day][span]
  std::vector<int64_t> table_;
  std::vector<int16_t> from_;
  std::array<std::vector<int64_t>, 5> drift_;  // smoothed subgradients, x kDriftScale
  int64_t value_ = 0;
  int64_t best_;         // x kScale, may be negative
  int64_t pace_ = 1024;  // step length in 1/1024 of Polyak's
  int stale_ = 0;
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_BOUND_H_
