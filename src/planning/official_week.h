// The best weeks of one official at given prices: every pattern of days, by dynamic programming.
//
// A day is at base (on remote duty), or one visit, or two at different offices in either order,
// within opening windows, driving and the longest day; each week keeps field days and slots away.
#ifndef VUORO_SRC_PLANNING_OFFICIAL_WEEK_H_
#define VUORO_SRC_PLANNING_OFFICIAL_WEEK_H_

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "index.h"
#include "price_row.h"

namespace vuoro::planning {

// The visits that branches forbid or demand.
struct WeekLimits {
  std::vector<uint32_t> days;                    // [candidate of all officials] allowed days
  std::vector<std::array<int16_t, 2>> demanded;  // [official][day] candidates of his, or -1
};

struct WeekVisit {
  int official = 0;
  int day = 0;
  int candidate = 0;
  int length = 0;
};

class OfficialWeek {
 public:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::min() / 64;

  // Rows that official-days and candidates use; filled by the relaxation.
  struct Duty {
    int row = 0;
    int slots = 0;
  };
  struct Place {
    int agreement = 0;
    std::vector<int> lines;  // those he speaks, any order
    bool by_day = false;     // some of them on some days only
    int visit_row = -1;
    std::vector<int> service_row;  // [day] or -1
    std::vector<int> desk_row;     // [day] or -1
    // [day] x kPriceScale, no less than what preferences take off the cost; empty without any.
    std::vector<int64_t> worth;
  };

  explicit OfficialWeek(const Index& index);

  std::vector<Duty>& duty(int e, int d) { return duty_[U(e * index_.days + d)]; }
  Place& place(int e, int c) { return places_[first_[U(e)] + U(c)]; }
  size_t first(int e) const { return first_[U(e)]; }  // candidate number of his first
  size_t candidates() const { return places_.size(); }
  // The days of which candidate c of official e may serve some line.
  uint32_t DaysOf(int e, int c) const;
  // The longest visit of candidate c of official e on day d, alone; 0 if none fits.
  int Longest(int e, int c, int d) const;

  void Begin() { visits_.clear(); }
  // The value of e's best weeks together, kNever if none keep the limits; takes what they use from
  // `slack`.
  int64_t Best(int e, const int64_t* price, const std::vector<int>& line_row,
               const WeekLimits& limits, std::vector<int64_t>& slack);
  const std::vector<WeekVisit>& visits() const { return visits_; }

 private:
  struct Choice {
    int64_t value = kNever;
    int16_t first = -1;
    int16_t second = -1;
    int8_t first_length = 0;
    int8_t second_length = 0;
  };
  // A candidate on the day in hand.
  struct Here {
    int c = 0;
    int open = 0, close = 0;
    int longest = 0;
    bool demanded = false;
    const Candidate* candidate = nullptr;
    const int64_t* worth = nullptr;  // [length]
  };

  std::vector<int64_t> MostWorth(int e, const Candidate& c) const;
  void ValueDay(const Place& place, int d, const int64_t* price, const std::vector<int>& line_row);
  void ValuePlaces(int e, const int64_t* price, const std::vector<int>& line_row);
  void ListDay(int e, int d, const int64_t* price, const std::vector<int>& line_row,
               const WeekLimits& limits);
  void ListSingle(const Here& a);
  void ListPair(const Here& a, const Here& b);
  void ListPairWithLunch(const Here& a, const Here& b);
  void Offer(int span, int64_t value, int a, int n, int b, int m);
  void FillTable(int first);
  void Collect(int e, int first, std::vector<int64_t>& slack, const std::vector<int>& line_row);
  void CountVisit(int e, int d, int c, int length, std::vector<int64_t>& slack,
                  const std::vector<int>& line_row);

  const Index& index_;
  std::vector<size_t> first_;
  std::vector<Place> places_;
  std::vector<std::vector<Duty>> duty_;
  std::vector<WeekVisit> visits_;
  // Of the official in hand.
  int day_ = 0;
  int max_day_ = 0;
  int week_ = 0;
  int fields_ = 0;
  std::vector<int64_t> value_;         // [candidate][half hours served]
  std::vector<int64_t> value_of_day_;  // [half hours served], of the place and day in hand
  std::vector<int64_t> worth_;         // [candidate][length], of the day in hand
  std::vector<Here> here_;
  std::vector<std::vector<Choice>> days_;  // [day][span]
  std::vector<int64_t> base_;              // [day]
  std::vector<int64_t> table_;             // [day of a week][field days][slots away]
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_OFFICIAL_WEEK_H_
