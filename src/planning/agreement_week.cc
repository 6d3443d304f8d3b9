// Enumerating an agreement's days with service and number of visits, and serving its demand for
// each as cheaply as prices allow.
#include "agreement_week.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace vuoro::planning {

AgreementWeek::AgreementWeek(const Index& index) : index_(index) {
  if (index.days <= kMaxWeekDays) {
    visit_credit_.resize(size_t{1} << index.days);
    call_credit_.resize(visit_credit_.size());
  }
  detour_.resize(U(index.days));
  order_.resize(U(index.days));
}

int64_t AgreementWeek::CallPrice(const AgreementTerms::Line& line, int d) const {
  int64_t price = board_.type_price[line.call_type[U(d)]];
  if (terms_->booth_row[U(d)] >= 0) price += board_.price[terms_->booth_row[U(d)]];
  return price;
}

void AgreementWeek::Begin(const AgreementTerms& terms, uint32_t call_days,
                          const PriceBoard& board) {
  terms_ = &terms;
  unmet_ = terms.unmet;
  board_ = board;
  call_days_ = terms.call_days & call_days;
  visitable_ = callable_ = demand_ = 0;
  for (const AgreementTerms::Line& line : terms.lines) {
    const bool calls = std::any_of(line.call_type.begin(), line.call_type.end(),
                                   [](int type) { return type >= 0; });
    demand_ += line.slots;
    if (line.visit_row >= 0) visitable_ += line.slots;
    if (calls && call_days_ != 0) callable_ += line.slots;
  }
}

// Puts the days on which calls of the line are allowed into order_, cheapest first; returns how
// many.
size_t AgreementWeek::OrderDays(const AgreementTerms::Line& line) {
  size_t count = 0;
  for (int d = 0; d < index_.days; ++d) {
    if ((call_days_ >> d & 1) == 0 || line.call_type[U(d)] < 0) continue;
    order_[count++] = {CallPrice(line, d), d};
  }
  std::sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(count));
  return count;
}

// What service on each set of days costs on top of the half hours: the credit that visits earn, and
// for calls the detour. A line's detour to a day begins at the dearest day that its calls would
// need anyway, for its half hours cost no less already.
void AgreementWeek::PriceDays() {
  std::fill(detour_.begin(), detour_.end(), Detour{});
  for (const AgreementTerms::Line& line : terms_->lines) {
    const size_t count = OrderDays(line);
    if (count == 0) continue;
    size_t last = 0;
    for (int left = line.slots - line.room[U(order_[0].second)]; left > 0 && last + 1 < count;) {
      left -= line.room[U(order_[++last].second)];
    }
    for (size_t i = 0; i < count; ++i) {
      Detour& detour = detour_[U(order_[i].second)];
      const int64_t cost = i <= last ? 0 : order_[i].first - order_[last].first;
      if (cost < detour.cost) detour = {cost, i <= last ? nullptr : &line, order_[last].second};
    }
  }
  for (int d = 0; d < index_.days; ++d) {
    if (detour_[U(d)].cost == kImpossible) call_days_ &= ~(uint32_t{1} << d);
  }
  for (uint32_t mask = 1; mask < visit_credit_.size(); ++mask) {
    const size_t d = U(std::countr_zero(mask));
    const uint32_t rest = mask & (mask - 1);
    const int row = terms_->service_row[d];
    visit_credit_[mask] = visit_credit_[rest] + (row < 0 ? 0 : board_.price[row]);
    call_credit_[mask] = call_credit_[rest] + ((call_days_ >> d & 1) != 0 ? detour_[d].cost : 0);
  }
}

// The cheapest days with service for each number of days with a visit and with a call.
void AgreementWeek::ListDays() {
  const size_t counts = U(index_.days + 1);
  days_.assign(counts, std::vector<Days>(counts));
  const auto offer = [&](uint32_t visits, uint32_t calls, int64_t cost) {
    const int i = std::popcount(visits);
    const int j = std::popcount(calls);
    // A day with service serves a half hour.
    if (i > visitable_ || j > callable_ || i + j > demand_) return;
    Days& best = days_[U(i)][U(j)];
    if (cost < best.cost) best = {cost, visits, calls};
  };
  if (!terms_->real) {
    offer(0, 0, 0);
    return;
  }
  if (index_.days > kMaxWeekDays) return ListDaysOfCycle();
  for (uint32_t visits = terms_->visit_days;; visits = (visits - 1) & terms_->visit_days) {
    const uint32_t others = call_days_ & ~visits;
    for (uint32_t calls = others;; calls = (calls - 1) & others) {
      offer(visits, calls,
            index_.longest_run[visits | calls] * terms_->wait + visit_credit_[visits] +
                call_credit_[calls]);
      if (calls == 0) break;
    }
    // Calls may all be on days with a visit, too.
    for (uint32_t both = visits & call_days_; both != 0; both &= both - 1) {
      const uint32_t call = both & (~both + 1);
      offer(visits, call,
            index_.longest_run[visits] * terms_->wait + visit_credit_[visits] + call_credit_[call]);
    }
    if (visits == 0) break;
  }
}

// The same for a longer cycle: the cheapest days for visits and for calls, whether or not they are
// the same, with the least wait that so many days with service leave. No choice costs less.
void AgreementWeek::ListDaysOfCycle() {
  const std::vector<int64_t>& wait = LeastWaits(terms_->visit_days | call_days_);
  std::vector<std::pair<int64_t, int>> visits;
  std::vector<std::pair<int64_t, int>> calls;
  for (int d = 0; d < index_.days; ++d) {
    const int row = terms_->service_row[U(d)];
    if (terms_->visit_days >> d & 1) visits.emplace_back(row < 0 ? 0 : board_.price[row], d);
    if (call_days_ >> d & 1) calls.emplace_back(detour_[U(d)].cost, d);
  }
  std::sort(visits.begin(), visits.end());
  std::sort(calls.begin(), calls.end());
  const size_t most = std::min(visits.size(), U(visitable_));
  Days by_visit{0, 0, 0};
  for (size_t i = 0; i <= most; ++i) {
    Days days = by_visit;
    for (size_t j = 0; j <= std::min(calls.size(), U(callable_)) && i + j <= U(demand_); ++j) {
      days_[i][j] = days;
      days_[i][j].cost += wait[std::min(i + j, wait.size() - 1)] * terms_->wait;
      if (j == calls.size()) break;
      days.cost += calls[j].first;
      days.calls |= uint32_t{1} << calls[j].second;
    }
    if (i == most) break;
    by_visit.cost += visits[i].first;
    by_visit.visits |= uint32_t{1} << visits[i].second;
  }
}

// The least wait, in days, with at most so many days with service, all among `days`.
const std::vector<int64_t>& AgreementWeek::LeastWaits(uint32_t days) {
  const auto [found, is_new] = least_waits_.try_emplace(days);
  std::vector<int64_t>& least = found->second;
  if (!is_new) return least;
  const int n = index_.days;
  least.assign(U(std::popcount(days)) + 1, index_.longest_run[0]);
  // For each first day and longest run allowed: as few days as possible, each as late as it may be.
  for (uint32_t firsts = days; firsts != 0; firsts &= firsts - 1) {
    const int first = std::countr_zero(firsts);
    for (int run = 0; run < n; ++run) {
      uint32_t served = uint32_t{1} << first;
      for (int at = first; at + run + 1 < first + n;) {
        int next = at + run + 1;
        while (next > at && (days >> next % n & 1) == 0) --next;
        if (next == at) break;
        served |= uint32_t{1} << next % n;
        at = next;
      }
      int64_t& cost = least[U(std::popcount(served))];
      cost = std::min(cost, index_.longest_run[served]);
    }
  }
  for (size_t k = 1; k < least.size(); ++k) least[k] = std::min(least[k], least[k - 1]);
  return least;
}

// Each line's half hours by their price without visits; those that a visit saves most on come
// first. A day takes no more calls of a line than it has room for.
void AgreementWeek::ListShares(bool calls) {
  shares_.clear();
  all_shares_ = 0;
  for (const AgreementTerms::Line& line : terms_->lines) {
    int left = line.slots;
    const int64_t visit = line.visit_row >= 0 ? board_.price[line.visit_row] : 0;
    const size_t count = calls ? OrderDays(line) : 0;
    for (size_t i = 0; i < count && left > 0 && order_[i].first < unmet_; ++i) {
      const int n = std::min(left, line.room[U(order_[i].second)]);
      shares_.push_back(
          {&line, order_[i].second, n, order_[i].first, visit, order_[i].first, order_[i].second});
      left -= n;
    }
    if (left == 0) continue;
    const int64_t call = count > 0 ? std::max(unmet_, order_[0].first) : 0;
    const int call_day = count > 0 ? order_[0].second : -1;
    shares_.push_back({&line, -1, left, unmet_, visit, call, call_day});
  }
  for (const Share& share : shares_) all_shares_ += share.count * share.cost;
  std::stable_sort(shares_.begin(), shares_.end(), [](const Share& a, const Share& b) {
    if (a.visitable() != b.visitable()) return a.visitable();
    return a.cost - a.visit > b.cost - b.visit;
  });
}

void AgreementWeek::ListExtras() {
  extra_visits_.clear();
  for (int visited = 0; visited < 2; ++visited) {
    extra_calls_[U(visited)].clear();
    freely_[U(visited)] = 0;
    for (size_t s = 0; s < shares_.size(); ++s) {
      const Share& share = shares_[s];
      const bool saves = visited != 0 && share.visitable() && share.visit < share.cost;
      const int64_t least = saves ? share.visit : share.cost;
      freely_[U(visited)] += share.count * least;
      if (share.call_day >= 0)
        extra_calls_[U(visited)].push_back({share.call - least, s, share.count});
      if (visited != 0 && share.visitable()) {
        extra_visits_.push_back({share.visit - least, s, share.count});
      }
    }
  }
  const auto cheaper = [](const Extra& a, const Extra& b) {
    return std::pair(a.cost, a.share) < std::pair(b.cost, b.share);
  };
  for (auto& extra : extra_calls_) std::sort(extra.begin(), extra.end(), cheaper);
  std::sort(extra_visits_.begin(), extra_visits_.end(), cheaper);
}

// The price of all demand when visits serve at most `room` half hours, and at least `visit_days`.
int64_t AgreementWeek::ServeWithRoom(int64_t room, int visit_days) {
  int64_t cost = all_shares_;
  int64_t needed = visit_days;
  by_visit_.assign(shares_.size(), 0);
  for (size_t s = 0; s < shares_.size() && shares_[s].visitable(); ++s) {
    const int64_t saved = shares_[s].cost - shares_[s].visit;
    const int64_t n = std::min<int64_t>(shares_[s].count, saved > 0 ? room : needed);
    if (n <= 0) break;
    cost -= n * saved;
    room -= n;
    needed -= n;
    by_visit_[s] = static_cast<int>(n);
  }
  return cost;
}

// The same when visits have room for all, and so many days need a half hour by visit or call each.
int64_t AgreementWeek::ServeFreely(int visit_days, int call_days) const {
  const size_t visited = visit_days > 0 ? 1 : 0;
  int64_t cost = freely_[visited];
  const auto take = [&](const std::vector<Extra>& extras, int needed) {
    for (const Extra& extra : extras) {
      const int n = std::min(needed, extra.count);
      cost += n * extra.cost;
      needed -= n;
      if (needed == 0) return;
    }
  };
  if (visit_days > 0) take(extra_visits_, visit_days);
  if (call_days > 0) take(extra_calls_[visited], call_days);
  return cost;
}

// Both ways of serving are estimates from below, so the higher one is.
void AgreementWeek::Compare(int visits, int64_t visits_price, bool calls, Choice& best) {
  const int least = calls && terms_->real ? 1 : 0;
  const int most = calls && terms_->real ? index_.days : 0;
  for (int i = 0; i <= std::min(visits, index_.days); ++i) {
    int64_t with_room = -1;
    for (int j = least; j <= most; ++j) {
      const Days& days = days_[U(i)][U(j)];
      if (days.cost >= kImpossible || days.cost + visits * visits_price >= best.cost) continue;
      if (with_room < 0) {
        with_room = ServeWithRoom(i > 0 ? int64_t{visits} * terms_->longest : 0, i);
      }
      const int64_t freely = ServeFreely(i, j);
      const int64_t cost = days.cost + visits * visits_price + std::max(with_room, freely);
      if (cost < best.cost) best = {cost, visits, calls ? 1 : 0, days, with_room >= freely};
    }
  }
}

int64_t AgreementWeek::Best(const AgreementTerms& terms, const AgreementLimits& limits,
                            const PriceBoard& board) {
  Begin(terms, limits.call_days, board);
  PriceDays();
  ListDays();
  int fewest = 0;
  int most = 0;
  int64_t visits_price = 0;
  if (terms.visits_row >= 0) {
    fewest = limits.fewest;
    most = limits.most;
    if (fewest > most) return kImpossible;
    visits_price = board.price[terms.visits_row];
  }
  // More visits than this serve nobody and give no day with service.
  const int enough =
      std::max({fewest, index_.days, terms.longest > 0 ? demand_ / terms.longest + 1 : 0});
  Choice best;
  for (const bool calls : {false, true}) {
    if (calls && call_days_ == 0) break;
    ListShares(calls);
    ListExtras();
    for (int visits = fewest; visits <= most; ++visits) {
      if (visits > enough) visits = most;
      Compare(visits, visits_price, calls, best);
    }
  }
  if (best.cost >= kImpossible) return kImpossible;
  Count(best);
  visits_ = best.visits;
  return best.cost;
}

void AgreementWeek::CountCalls(const AgreementTerms::Line& line, int d, int64_t n) {
  board_.type_calls[line.call_type[U(d)]] += n;
  if (terms_->booth_row[U(d)] >= 0) board_.slack[terms_->booth_row[U(d)]] += n;
}

void AgreementWeek::CountShare(const Share& share, int64_t by_visit, int64_t otherwise) {
  if (by_visit != 0) board_.slack[share.line->visit_row] += by_visit;
  if (otherwise != 0 && share.day >= 0) CountCalls(*share.line, share.day, otherwise);
}

// The slopes of the chosen week's cost.
void AgreementWeek::Count(const Choice& choice) {
  ListShares(choice.calls != 0);
  const int i = std::popcount(choice.days.visits);
  const int j = std::popcount(choice.days.calls);
  if (choice.by_room) {
    ServeWithRoom(i > 0 ? int64_t{choice.visits} * terms_->longest : 0, i);
    for (size_t s = 0; s < shares_.size(); ++s) {
      CountShare(shares_[s], by_visit_[s], shares_[s].count - by_visit_[s]);
    }
  } else {
    ListExtras();
    const auto saves = [&](const Share& s) { return i > 0 && s.visitable() && s.visit < s.cost; };
    for (const Share& share : shares_) {
      CountShare(share, saves(share) ? share.count : 0, saves(share) ? 0 : share.count);
    }
    const auto instead = [&](const std::vector<Extra>& extras, int needed, bool call) {
      for (const Extra& extra : extras) {
        const int n = std::min(needed, extra.count);
        needed -= n;
        if (n == 0) return;
        const Share& share = shares_[extra.share];
        CountShare(share, saves(share) ? -n : 0, saves(share) ? 0 : -n);
        if (!call) {
          CountShare(share, n, 0);
        } else if (share.day >= 0) {
          CountShare(share, 0, n);
        } else if (share.call > unmet_) {
          CountCalls(*share.line, share.call_day, n);
        }
      }
    };
    if (i > 0) instead(extra_visits_, i, false);
    if (j > 0) instead(extra_calls_[i > 0 ? 1 : 0], j, true);
  }
  if (terms_->visits_row >= 0) board_.slack[terms_->visits_row] += choice.visits;
  for (uint32_t rest = choice.days.visits; rest != 0; rest &= rest - 1) {
    const int row = terms_->service_row[U(std::countr_zero(rest))];
    if (row >= 0) board_.slack[row] += 1;
  }
  for (uint32_t rest = choice.days.calls; rest != 0; rest &= rest - 1) {
    const int d = std::countr_zero(rest);
    const Detour& detour = detour_[U(d)];
    if (detour.line == nullptr) continue;
    CountCalls(*detour.line, d, 1);
    CountCalls(*detour.line, detour.from, -1);
  }
}

}  // namespace vuoro::planning
