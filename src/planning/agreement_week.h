// The cheapest week (or cycle of weeks) of one agreement at given prices: its days with service,
// number of visits, and for every half hour of demand a visit, a call on some day, or nobody.
//
// Of a week every set of days is tried. A longer cycle has too many: its days for visits and those
// for calls are chosen each for themselves, and they wait no longer than so many days must.
#ifndef VUORO_SRC_PLANNING_AGREEMENT_WEEK_H_
#define VUORO_SRC_PLANNING_AGREEMENT_WEEK_H_

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "index.h"
#include "price_row.h"

namespace vuoro::planning {

// What an agreement's week is about, in rows of the relaxation.
struct AgreementTerms {
  struct Line {
    int line = 0;
    int slots = 0;
    int visit_row = -1;          // of a half hour by a visit; -1: no visit may serve it
    std::vector<int> call_type;  // [day], -1: no calls
    std::vector<int> room;       // [day] most calls
  };
  bool real = true;
  int64_t unmet = 0;        // price of an unserved half hour, x kPriceScale
  int64_t wait = 0;         // and of a day of wait
  std::vector<Line> lines;  // those that somebody may serve
  uint32_t visit_days = 0;
  uint32_t call_days = 0;
  int visits_row = -1;           // of the number of visits; -1: nobody may visit
  int longest = 0;               // half hours that one visit serves
  std::vector<int> service_row;  // [day] of a day with service by a visit, or -1
  std::vector<int> booth_row;    // [day] or -1
};

// Limits of one agreement: fewest and most visits, and days on which calls are allowed.
struct AgreementLimits {
  int fewest = 0;
  int most = 0;
  uint32_t call_days = ~uint32_t{0};
};

// Prices and, by how much demand passes supply, slacks: of rows, and of calls by type.
struct PriceBoard {
  const int64_t* price = nullptr;
  const int64_t* type_price = nullptr;
  int64_t* slack = nullptr;
  int64_t* type_calls = nullptr;
};

class AgreementWeek {
 public:
  static constexpr int64_t kImpossible = std::numeric_limits<int64_t>::max() / 2;

  explicit AgreementWeek(const Index& index);

  // The cost of the cheapest week, or a little less where visits are too short for their demand;
  // kImpossible if none keeps the limits. Adds what the week asks for to the board's slacks.
  int64_t Best(const AgreementTerms& terms, const AgreementLimits& limits, const PriceBoard& board);
  // The number of visits in the week that Best chose.
  int visits() const { return visits_; }

 private:
  // Half hours of a line that cost the same unless a visit serves them.
  struct Share {
    const AgreementTerms::Line* line = nullptr;
    int day = -1;  // of the call, or -1: unserved
    int count = 0;
    int64_t cost = 0;   // of a half hour
    int64_t visit = 0;  // the same by a visit
    int64_t call = 0;   // the same by a call, at least
    int call_day = -1;  // where, or -1: no calls
    bool visitable() const { return line->visit_row >= 0; }
  };
  // The least that a call on a day costs more than the line's calls cost anyway.
  struct Detour {
    int64_t cost = kImpossible;
    const AgreementTerms::Line* line = nullptr;
    int from = 0;  // day
  };
  struct Days {
    int64_t cost = kImpossible;
    uint32_t visits = 0;
    uint32_t calls = 0;
  };
  // What extra half hours cost, cheapest first, when a day with service needs one more.
  struct Extra {
    int64_t cost = 0;
    size_t share = 0;
    int count = 0;
  };
  struct Choice {
    int64_t cost = kImpossible;
    int visits = 0;
    int calls = 0;  // any: 0 or 1
    Days days;
    bool by_room = false;  // which of the two estimates of serving is the higher
  };

  int64_t CallPrice(const AgreementTerms::Line& line, int d) const;
  void Begin(const AgreementTerms& terms, uint32_t call_days, const PriceBoard& board);
  size_t OrderDays(const AgreementTerms::Line& line);
  void PriceDays();
  void ListShares(bool calls);
  void ListExtras();
  void ListDays();
  void ListDaysOfCycle();
  const std::vector<int64_t>& LeastWaits(uint32_t days);
  int64_t ServeWithRoom(int64_t room, int visit_days);
  int64_t ServeFreely(int visit_days, int call_days) const;
  void Compare(int visits, int64_t visits_price, bool calls, Choice& best);
  void Count(const Choice& choice);
  void CountShare(const Share& share, int64_t by_visit, int64_t otherwise);
  void CountCalls(const AgreementTerms::Line& line, int d, int64_t n);

  const Index& index_;
  // Of the agreement in hand.
  const AgreementTerms* terms_ = nullptr;
  int64_t unmet_ = 0;
  PriceBoard board_;
  uint32_t call_days_ = 0;
  int visitable_ = 0, callable_ = 0, demand_ = 0;         // half hours
  std::vector<Detour> detour_;                            // [day]
  std::vector<std::pair<int64_t, int>> order_;            // price and day, of the line in hand
  std::vector<int64_t> visit_credit_, call_credit_;       // [mask of days]
  std::vector<std::vector<Days>> days_;                   // [visit days][call days]
  std::map<uint32_t, std::vector<int64_t>> least_waits_;  // by days allowed: [days with service]
  std::vector<Share> shares_;
  std::vector<int> by_visit_;  // [share] half hours in the last ServeWithRoom
  int64_t all_shares_ = 0;
  int visits_ = 0;
  // With and without visits: the cheapest service of all, and what extra days with service cost.
  std::array<int64_t, 2> freely_{};
  std::array<std::vector<Extra>, 2> extra_calls_;
  std::vector<Extra> extra_visits_;
};

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_AGREEMENT_WEEK_H_
