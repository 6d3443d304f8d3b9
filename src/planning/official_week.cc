// Listing an official's days by slots away and choosing his week among them.
#include "official_week.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "insert.h"

namespace vuoro::planning {

OfficialWeek::OfficialWeek(const Index& index) : index_(index) {
  const uint32_t every_day = Bits(0, index.days);
  for (const OfficialIndex& official : index.officials) {
    const auto e = static_cast<int>(first_.size());
    first_.push_back(places_.size());
    for (const Candidate& c : official.candidates) {
      Place place;
      place.agreement = c.agreement;
      place.worth = MostWorth(e, c);
      for (int k : index.agreements[U(c.agreement)].lines) {
        const LineIndex& line = index.lines[U(k)];
        const bool speaks = (official.languages >> line.language & 1) != 0;
        if (!line.by_visit || !speaks || line.slots == 0 || (line.days & c.days) == 0) continue;
        place.lines.push_back(k);
        place.by_day |= (line.days & every_day) != every_day;
      }
      places_.push_back(std::move(place));
    }
  }
  duty_.resize(index.officials.size() * U(index.days));
  days_.resize(U(index.days));
  base_.resize(U(index.days));
}

// A visit that is preferred at some hours is priced as if it were then; one that is not wanted at
// some hours, as if it could avoid them, unless none can.
std::vector<int64_t> OfficialWeek::MostWorth(int e, const Candidate& c) const {
  std::vector<int64_t> most;
  if (index_.wishes.empty()) return most;
  most.resize(U(index_.days));
  for (int d = 0; d < index_.days; ++d) {
    const uint32_t open = index_.Open(c, d);
    for (const Wish& wish : index_.WishesOf(e, d)) {
      if (wish.office != c.office) continue;
      const bool possible =
          (wish.window & ~open) == 0 && std::popcount(wish.window) <= index_.max_visit;
      const bool always =
          wish.meets == Wish::kAnyway || Starts(open & ~wish.window, index_.min_visit) == 0;
      if (wish.worth > 0 ? possible : always) most[U(d)] += wish.worth * kPriceScale;
    }
  }
  return most;
}

uint32_t OfficialWeek::DaysOf(int e, int c) const {
  uint32_t days = 0;
  for (int k : places_[first_[U(e)] + U(c)].lines) days |= index_.lines[U(k)].days;
  return days;
}

int OfficialWeek::Longest(int e, int c, int d) const {
  const OfficialIndex& official = index_.officials[U(e)];
  const Candidate& at = official.candidates[U(c)];
  if ((at.days >> d & 1) == 0) return 0;
  const Window open = index_.OpenWindow(at, d);
  const int room =
      std::min(open.to, index_.slots - at.home_slots) - std::max(open.from, at.out_slots);
  const int away = std::min(official.max_day, official.max_week) - at.out_slots - at.home_slots;
  const int longest = std::min({index_.max_visit, room, away});
  return longest >= index_.min_visit ? longest : 0;
}

// What a visit of each length brings: the dearest lines first.
void OfficialWeek::ValuePlaces(int e, const int64_t* price, const std::vector<int>& line_row) {
  const size_t width = U(index_.max_visit + 1);
  const size_t count = index_.officials[U(e)].candidates.size();
  value_.assign(count * width, 0);
  for (size_t c = 0; c < count; ++c) {
    Place& place = places_[first_[U(e)] + c];
    const auto worth = [&](int k) { return price[U(line_row[U(k)])]; };
    // Prices move little from one evaluation to the next: insertion sort.
    for (size_t i = 1; i < place.lines.size(); ++i) {
      const int k = place.lines[i];
      size_t j = i;
      for (; j > 0 &&
             std::pair(-worth(place.lines[j - 1]), place.lines[j - 1]) > std::pair(-worth(k), k);
           --j) {
        place.lines[j] = place.lines[j - 1];
      }
      place.lines[j] = k;
    }
    int64_t* value = &value_[c * width];
    int length = 0;
    for (int k : place.lines) {
      for (int n = 0; n < index_.lines[U(k)].slots && length < index_.max_visit; ++n, ++length) {
        value[length + 1] = value[length] + worth(k);
      }
    }
    for (; length < index_.max_visit; ++length) value[length + 1] = value[length];
  }
}

// The same for one day of a place whose lines are not all of every day.
void OfficialWeek::ValueDay(const Place& place, int d, const int64_t* price,
                            const std::vector<int>& line_row) {
  value_of_day_.assign(U(index_.max_visit + 1), 0);
  int length = 0;
  for (int k : place.lines) {  // the dearest first already
    if ((index_.lines[U(k)].days >> d & 1) == 0) continue;
    for (int n = 0; n < index_.lines[U(k)].slots && length < index_.max_visit; ++n, ++length) {
      value_of_day_[U(length + 1)] = value_of_day_[U(length)] + price[U(line_row[U(k)])];
    }
  }
  for (; length < index_.max_visit; ++length) {
    value_of_day_[U(length + 1)] = value_of_day_[U(length)];
  }
}

void OfficialWeek::Offer(int span, int64_t value, int a, int n, int b, int m) {
  Choice& choice = days_[U(day_)][U(span)];
  if (value <= choice.value) return;
  choice = {value, static_cast<int16_t>(a), static_cast<int16_t>(b), static_cast<int8_t>(n),
            static_cast<int8_t>(m)};
}

void OfficialWeek::ListSingle(const Here& a) {
  const int away = a.candidate->out_slots + a.candidate->home_slots;
  const int64_t travel =
      index_.travel_weight * kPriceScale * (a.candidate->out_minutes + a.candidate->home_minutes);
  for (int n = index_.min_visit; n <= a.longest; ++n) {
    // Values are concave, but for lunch.
    if (n > index_.min_visit && a.worth[n] <= a.worth[n - 1] && index_.problem.lunch_after == 0) {
      break;
    }
    Offer(n + away, a.worth[n] - travel, a.c, n, -1, 0);
  }
}

// Every split of every total; lunch makes values no longer concave.
void OfficialWeek::ListPairWithLunch(const Here& a, const Here& b) {
  const int drive = index_.DriveSlots(a.candidate->office, b.candidate->office);
  const int open_a = std::max(a.open, a.candidate->out_slots);
  const int close_b = std::min(b.close, index_.slots - b.candidate->home_slots);
  const int fixed =
      a.candidate->out_slots + std::max(drive, b.open - a.close) + b.candidate->home_slots;
  const int total = std::min(close_b - open_a - drive, max_day_ - fixed);
  const int64_t travel =
      index_.travel_weight * kPriceScale *
      (a.candidate->out_minutes + index_.Drive(a.candidate->office, b.candidate->office) +
       b.candidate->home_minutes);
  for (int n = index_.min_visit; n <= std::min(index_.max_visit, a.close - open_a); ++n) {
    for (int m = index_.min_visit; m <= std::min(index_.max_visit, close_b - b.open); ++m) {
      if (n + m > total) break;
      Offer(fixed + n + m, a.worth[n] + b.worth[m] - travel, a.c, n, b.c, m);
    }
  }
}

// Both values are concave in length, so the best split of any total is found slot by slot.
void OfficialWeek::ListPair(const Here& a, const Here& b) {
  if (index_.problem.lunch_after > 0) return ListPairWithLunch(a, b);
  const int drive = index_.DriveSlots(a.candidate->office, b.candidate->office);
  const int open_a = std::max(a.open, a.candidate->out_slots);
  const int close_b = std::min(b.close, index_.slots - b.candidate->home_slots);
  const int between = std::max(drive, b.open - a.close);
  const int fixed = a.candidate->out_slots + between + b.candidate->home_slots;
  const int total = std::min(close_b - open_a - drive, max_day_ - fixed);
  const int most_a = std::min(index_.max_visit, a.close - open_a);
  const int most_b = std::min(index_.max_visit, close_b - b.open);
  int n = index_.min_visit;
  int m = index_.min_visit;
  if (n > most_a || m > most_b || n + m > total) return;
  int64_t value =
      a.worth[n] + b.worth[m] -
      index_.travel_weight * kPriceScale *
          (a.candidate->out_minutes + index_.Drive(a.candidate->office, b.candidate->office) +
           b.candidate->home_minutes);
  while (true) {
    Offer(fixed + n + m, value, a.c, n, b.c, m);
    if (n + m == total) return;
    const int64_t more_a = n < most_a ? a.worth[n + 1] - a.worth[n] : 0;
    const int64_t more_b = m < most_b ? b.worth[m + 1] - b.worth[m] : 0;
    if (more_a <= 0 && more_b <= 0) return;
    if (more_a >= more_b) {
      value += more_a;
      ++n;
    } else {
      value += more_b;
      ++m;
    }
  }
}

// days_[d][s]: the best day that is away for exactly s slots, or longer than needed.
void OfficialWeek::ListDay(int e, int d, const int64_t* price, const std::vector<int>& line_row,
                           const WeekLimits& limits) {
  const OfficialIndex& official = index_.officials[U(e)];
  day_ = d;
  days_[U(d)].assign(U(max_day_ + 1), {});
  here_.clear();
  const size_t width = U(index_.max_visit + 1);
  worth_.resize(official.candidates.size() * width);
  const std::array<int16_t, 2>& demanded = limits.demanded[U(e * index_.days + d)];
  const int needed = (demanded[0] >= 0) + (demanded[1] >= 0);
  for (size_t c = 0; c < official.candidates.size(); ++c) {
    if ((limits.days[first_[U(e)] + c] >> d & 1) == 0) continue;
    const Place& place = places_[first_[U(e)] + c];
    const Candidate& at = official.candidates[c];
    const Window open = index_.OpenWindow(at, d);
    int64_t once = price[U(place.visit_row)];
    if (!place.worth.empty()) once += place.worth[U(d)];
    if (place.service_row[U(d)] >= 0) once += price[U(place.service_row[U(d)])];
    const int64_t desk = place.desk_row[U(d)] >= 0 ? price[U(place.desk_row[U(d)])] : 0;
    int64_t* worth = &worth_[c * width];
    if (place.by_day) ValueDay(place, d, price, line_row);
    const int64_t* value = place.by_day ? value_of_day_.data() : &value_[c * width];
    for (int n = 0; n <= index_.max_visit; ++n) {
      worth[n] = value[index_.Capacity(n)] + once - n * desk;
    }
    const bool wanted = static_cast<int>(c) == demanded[0] || static_cast<int>(c) == demanded[1];
    here_.push_back({static_cast<int>(c), open.from, open.to, Longest(e, static_cast<int>(c), d),
                     wanted, &at, worth});
  }
  for (const Here& a : here_) {
    if (needed - a.demanded <= 0) ListSingle(a);
    if (index_.problem.max_stops < 2) continue;
    for (const Here& b : here_) {
      if (a.c == b.c || a.candidate->office == b.candidate->office) continue;
      if (needed - a.demanded - b.demanded <= 0) ListPair(a, b);
    }
  }
  base_[U(d)] = needed > 0 ? kNever : 0;
  for (const Duty& duty : duty_[U(e * index_.days + d)]) {
    base_[U(d)] += duty.slots * price[U(duty.row)];
  }
}

// table_[i][f][w]: best of the first i days of the week that begins on day `first`, with at most f
// field days and w slots away.
void OfficialWeek::FillTable(int first) {
  const size_t row = U(week_ + 1);
  const size_t layer = U(fields_ + 1) * row;
  table_.resize(U(index_.week_days + 1) * layer);
  std::fill_n(table_.begin(), layer, 0);
  for (int i = 0; i < index_.week_days; ++i) {
    const int d = first + i;
    const int64_t* before = &table_[U(i) * layer];
    int64_t* after = &table_[U(i + 1) * layer];
    const int64_t base = base_[U(d)];
    for (size_t at = 0; at < layer; ++at) after[at] = before[at] + base;
    int64_t best = base;
    for (int span = 1; span <= max_day_ && span <= week_; ++span) {
      const int64_t value = days_[U(d)][U(span)].value;
      if (value <= best) continue;  // no better than a shorter day
      best = value;
      for (int f = 1; f <= fields_; ++f) {
        const int most = std::min(week_, f * max_day_);
        const int64_t* from = before + U(f - 1) * row;
        int64_t* to = after + U(f) * row + span;
        const int count = most - span + 1;
        for (int w = 0; w < count; ++w) to[w] = std::max(to[w], from[w] + value);
      }
    }
    for (int f = 1; f <= fields_; ++f) {  // no week of f days is longer than this
      const int most = std::min(week_, f * max_day_);
      int64_t* to = after + U(f) * row;
      std::fill(to + most + 1, to + row, to[most]);
    }
  }
}

void OfficialWeek::CountVisit(int e, int d, int c, int length, std::vector<int64_t>& slack,
                              const std::vector<int>& line_row) {
  visits_.push_back({e, d, c, length});
  const Place& place = places_[first_[U(e)] + U(c)];
  slack[U(place.visit_row)] -= 1;
  if (place.service_row[U(d)] >= 0) slack[U(place.service_row[U(d)])] -= 1;
  if (place.desk_row[U(d)] >= 0) slack[U(place.desk_row[U(d)])] += length;
  length = index_.Capacity(length);
  for (int k : place.lines) {
    if ((index_.lines[U(k)].days >> d & 1) == 0) continue;
    const int n = std::min(length, index_.lines[U(k)].slots);
    slack[U(line_row[U(k)])] -= n;
    length -= n;
    if (length == 0) return;
  }
}

// Walks back from the best week; the table holds values only, so each day is found again.
void OfficialWeek::Collect(int e, int first, std::vector<int64_t>& slack,
                           const std::vector<int>& line_row) {
  const size_t row = U(week_ + 1);
  const size_t layer = U(fields_ + 1) * row;
  size_t f = U(fields_);
  size_t w = U(week_);
  for (int i = index_.week_days - 1; i >= 0; --i) {
    const int d = first + i;
    const int64_t* before = &table_[U(i) * layer];
    const int64_t value = table_[U(i + 1) * layer + f * row + w];
    if (value == before[f * row + w] + base_[U(d)]) {
      for (const Duty& duty : duty_[U(e * index_.days + d)]) slack[U(duty.row)] -= duty.slots;
      continue;
    }
    size_t span = 1;
    while (before[(f - 1) * row + w - span] + days_[U(d)][span].value != value) ++span;
    const Choice& choice = days_[U(d)][span];
    CountVisit(e, d, choice.first, choice.first_length, slack, line_row);
    if (choice.second >= 0) CountVisit(e, d, choice.second, choice.second_length, slack, line_row);
    f -= 1;
    w -= span;
  }
}

int64_t OfficialWeek::Best(int e, const int64_t* price, const std::vector<int>& line_row,
                           const WeekLimits& limits, std::vector<int64_t>& slack) {
  const OfficialIndex& official = index_.officials[U(e)];
  max_day_ = official.max_day;
  fields_ = std::min(official.max_field_days, index_.week_days);
  week_ = std::min(official.max_week, fields_ * max_day_);
  ValuePlaces(e, price, line_row);
  for (int d = 0; d < index_.days; ++d) ListDay(e, d, price, line_row, limits);
  int64_t sum = 0;
  for (int first = 0; first < index_.days; first += index_.week_days) {
    FillTable(first);
    const int64_t best = table_.back();
    if (best < kNever / 2) return kNever;
    sum += best;
    Collect(e, first, slack, line_row);
  }
  return sum;
}

}  // namespace vuoro::planning
