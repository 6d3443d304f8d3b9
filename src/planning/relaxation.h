// The weekly plan with its linking rules priced instead of kept: any prices give a lower bound.
//
// Priced are: a half hour of every demand line by visits, the credit of a day with a visit, the
// number of visits of an agreement, officials on remote duty (by window and language), booths,
// desks and interpreters. What remains falls apart: one week for each official, and one for each
// agreement (days with service, number of visits, calls and unserved half hours together). Each
// part is solved exactly or from below, so the sum never passes the cost of any plan (Geoffrion,
// "Lagrangean relaxation for integer programming", 1974). Integers only.
#ifndef VUORO_SRC_PLANNING_RELAXATION_H_
#define VUORO_SRC_PLANNING_RELAXATION_H_

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "agreement_week.h"
#include "index.h"
#include "official_week.h"
#include "price_row.h"

namespace vuoro::planning {

// What a branch of the proof adds to the problem's rules.
struct Limits {
  WeekLimits weeks;
  std::vector<AgreementLimits> agreements;
};

class Relaxation {
 public:
  // More than any bound: no plan keeps the limits.
  static constexpr int64_t kImpossible = AgreementWeek::kImpossible;

  explicit Relaxation(const Index& index);

  const std::vector<PriceRow>& rows() const { return rows_; }
  const std::vector<int>& line_rows() const { return line_row_; }  // [line], -1: no visit serves it
  Limits NoLimits() const;

  // The bound at `price` (by row, x kPriceScale), x kPriceScale; fills `slack`: by how much demand
  // passes supply in each row, which is the way for the price to move.
  int64_t Evaluate(const std::vector<int64_t>& price, const Limits& limits,
                   std::vector<int64_t>& slack);

  // What the last evaluation chose: the officials' visits, and the agreements' numbers of visits.
  const std::vector<WeekVisit>& visits() const { return week_.visits(); }
  const std::vector<int>& chosen_visits() const { return chosen_visits_; }
  // The number of candidate c of official e among all candidates.
  size_t CandidateNumber(int e, int c) const { return week_.first(e) + U(c); }

 private:
  struct PoolRow {
    int row = 0;
    uint32_t window = 0;
    int language = -1;  // -1: any
  };

  void Pin(const Decision& pin, Limits& limits) const;
  int AddRow(int64_t low, int64_t high, int64_t rate);
  std::vector<int> CountDuty() const;
  std::vector<int> CallRoom(const LineIndex& line, const std::vector<int>& duty) const;
  void AddLineRows();
  void AddServiceRows();
  void CountAbsence();
  void AddPoolRows();
  void AddDeskRows();
  void AddBoothRows();
  void AddCallTypes();
  void TypeCalls(AgreementTerms::Line& out, std::map<std::vector<int>, int>& types);
  void DescribeWeeks();

  const Index& index_;
  std::vector<PriceRow> rows_;
  std::vector<int64_t> supply_;                  // [row] constant supply
  std::vector<int> line_row_;                    // [line]
  std::vector<AgreementTerms> terms_;            // [agreement]
  std::vector<int> desk_row_;                    // [office][day] or -1
  std::vector<int> interpreter_row_;             // [language][day] or -1
  std::vector<std::vector<PoolRow>> pool_rows_;  // [agency][day]
  std::vector<std::vector<int>> call_types_;     // rows that calls of the type use
  OfficialWeek week_;
  AgreementWeek agreement_week_;
  int64_t unserved_ = 0;  // price of what nobody can serve, and of presence nobody can keep
  // Of the evaluation under way.
  std::vector<int64_t> type_price_;
  std::vector<int64_t> type_calls_;
  std::vector<int> chosen_visits_;
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_RELAXATION_H_
