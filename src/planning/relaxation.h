// The weekly plan with its linking rules priced instead of kept: any prices give a lower bound.
//
// Priced are: a half hour of every demand line, the credit of a day with service (by a visit, by a
// call), the number of visits of an agreement, officials on remote duty (by window and language),
// desks and interpreters. What remains falls apart: one week for each official, one day for each
// office's booths, and for each agreement its days with service, number of visits and unserved half
// hours together. Each part is solved exactly, so the sum never passes the cost of any plan
// (Geoffrion, "Lagrangean relaxation for integer programming", 1974). Integers only.
#ifndef VUORO_SRC_PLANNING_RELAXATION_H_
#define VUORO_SRC_PLANNING_RELAXATION_H_

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "index.h"
#include "official_week.h"

namespace vuoro::planning {

// What a branch of the proof adds to the problem's rules.
struct Limits {
  WeekLimits weeks;
  std::vector<std::array<int, 2>> visits;  // [agreement] fewest and most
  std::vector<uint32_t> call_days;         // [agreement] days on which calls are allowed
};

class Relaxation {
 public:
  // More than any bound: no plan keeps the limits.
  static constexpr int64_t kImpossible = std::numeric_limits<int64_t>::max() / 2;

  explicit Relaxation(const Index& index);

  const std::vector<PriceRow>& rows() const { return rows_; }
  const std::vector<int>& line_rows() const { return line_row_; }  // [line], -1: nobody serves it
  Limits NoLimits() const;

  // The bound at `price` (by row, x kPriceScale), x kPriceScale; fills `slack`: by how much demand
  // passes supply in each row, which is the way for the price to move.
  int64_t Evaluate(const std::vector<int64_t>& price, const Limits& limits,
                   std::vector<int64_t>& slack);

  // The visits that the last evaluation chose.
  const std::vector<WeekVisit>& visits() const { return week_.visits(); }

 private:
  // Lines of one agreement and who may serve them.
  struct Agreement {
    std::vector<int> lines;  // those anybody serves
    uint32_t visit_days = 0;
    uint32_t call_days = 0;
    int visit_row = -1;              // of the number of visits
    int longest = 0;                 // slots of one visit
    int64_t calls = 0;               // most in a week
    std::vector<int> visit_service;  // [day] row or -1
    std::vector<int> call_service;
  };

  struct PoolRow {
    int row = 0;
    uint32_t window = 0;
    int language = -1;  // -1: any
  };
  struct Line {
    int64_t price = 0;
    int line = 0;
    int slots = 0;
    bool by_visit = false;
    bool by_call = false;
    int64_t served = 0;
  };
  struct Days {
    int64_t cost = kImpossible;
    uint32_t visits = 0;
    uint32_t calls = 0;
  };

  int AddRow(int64_t low, int64_t high, int64_t rate);
  void AddLineRows();
  void AddServiceRows();
  void AddPoolRows();
  void AddDeskRows();
  void AddCallTypes();
  void DescribeWeeks();
  int64_t BoothValue(int office, int d, const Limits& limits);
  int64_t Unserved(const Agreement& g, int64_t by_visit, int64_t by_call);
  void ListDays(const Agreement& g, uint32_t call_days);
  int64_t AgreementCost(size_t g, const Limits& limits);

  const Index& index_;
  std::vector<PriceRow> rows_;
  std::vector<int64_t> supply_;  // [row] constant supply
  std::vector<int> line_row_;
  std::vector<Agreement> agreements_;
  std::vector<int> desk_row_;                    // [office][day] or -1
  std::vector<int> interpreter_row_;             // [language][day] or -1
  std::vector<std::vector<PoolRow>> pool_rows_;  // [agency][day]
  std::vector<std::vector<int>> call_types_;     // rows that calls of the type use
  std::vector<int> call_type_;                   // [line][day], -1: no calls
  std::vector<bool> visited_;                    // [line] some visit may serve it
  OfficialWeek week_;
  int64_t unserved_ = 0;  // price of what nobody can serve

  // Of the evaluation under way.
  const int64_t* price_ = nullptr;
  std::vector<int64_t>* slack_ = nullptr;
  std::vector<int64_t> type_price_;
  std::vector<int64_t> type_calls_;
  struct Offer {
    int64_t value;
    int line;
    int slots;
    bool first;
  };
  std::vector<Offer> offers_;
  std::vector<Line> order_;                          // of the agreement in hand
  std::vector<int64_t> visit_credit_, call_credit_;  // [mask of days]
  std::vector<std::array<Days, 2>> days_by_visits_;  // [days with a visit][any call]
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_RELAXATION_H_
