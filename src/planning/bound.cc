// The relaxation's subproblems and the movement of its prices.
#include "bound.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>
#include <utility>

namespace vuoro::planning {
namespace {

constexpr int64_t kScale = 1024;
constexpr int64_t kNever = std::numeric_limits<int64_t>::min() / 4;
constexpr int64_t kDriftScale = 16;
// Rows that sum over many slots are scaled down, or their slack would drown all others: lines,
// service days, officials on duty, desks, interpreters.
constexpr std::array<int64_t, 5> kWide = {1, 1, 16, 4, 4};
constexpr int kPatience = 20;  // steps without improvement before the pace is halved

}  // namespace

Bound::Bound(const Index& index)
    : index_(index),
      line_price_(index.lines.size()),
      service_price_(index.agreements.size() * U(index.days)),
      official_price_(index.pools.size() * U(index.days)),
      desk_price_(index.problem.offices.size() * U(index.days)),
      interpreter_price_(index.problem.languages.size() * U(index.days)),
      line_slack_(line_price_.size()),
      service_slack_(service_price_.size()),
      official_slack_(official_price_.size()),
      desk_slack_(desk_price_.size()),
      interpreter_slack_(interpreter_price_.size()),
      visit_lines_(index.agreements.size()),
      best_(kNever) {
  for (int64_t& price : line_price_) price = index.unmet_weight * kScale / 2;
  for (size_t o = 0; o < index.problem.offices.size(); ++o) {
    for (int d = 0; d < index.days; ++d) {
      desk_supply_.push_back(int64_t{index.problem.offices[o].desks} *
                             std::popcount(index.Open(static_cast<int>(o), d)));
    }
  }
  for (const auto& by_day : index.problem.interpreters) {
    for (const auto& by_slot : by_day) {
      int64_t total = 0;
      for (int n : by_slot) total += n;
      interpreter_supply_.push_back(total);
    }
  }
}

int64_t Bound::RoundsPerStep() const {
  return 1 + static_cast<int64_t>(index_.officials.size()) * index_.days / 6;
}

void Bound::SortLines() {
  for (size_t g = 0; g < visit_lines_.size(); ++g) {
    std::vector<int>& lines = visit_lines_[g];
    if (lines.empty()) {
      for (int k : index_.agreements[g].lines) {
        if (index_.lines[U(k)].by_visit && index_.lines[U(k)].slots > 0) lines.push_back(k);
      }
    }
    std::sort(lines.begin(), lines.end(), [&](int a, int b) {
      return std::pair(-line_price_[U(a)], a) < std::pair(-line_price_[U(b)], b);
    });
  }
}

// What a visit of each length brings at each of e's offices: its dearest lines first.
void Bound::ValueCandidates(int e) {
  const OfficialIndex& official = index_.officials[U(e)];
  candidate_value_.resize(std::max(candidate_value_.size(), official.candidates.size()));
  for (size_t c = 0; c < official.candidates.size(); ++c) {
    std::vector<int64_t>& value = candidate_value_[c];
    value.assign(U(index_.max_visit + 1), 0);
    int length = 0;
    for (int k : visit_lines_[U(official.candidates[c].agreement)]) {
      const LineIndex& line = index_.lines[U(k)];
      if ((official.languages >> line.language & 1) == 0) continue;
      for (int n = 0; n < line.slots && length < index_.max_visit; ++n, ++length) {
        value[U(length + 1)] = value[U(length)] + line_price_[U(k)];
      }
    }
    for (; length < index_.max_visit; ++length) value[U(length + 1)] = value[U(length)];
  }
}

// by_span[s]: the best day that is away for at most s slots.
void Bound::ListDay(int e, int d, std::vector<DayChoice>& by_span) {
  const OfficialIndex& official = index_.officials[U(e)];
  by_span.assign(U(official.max_day + 1), {});
  for (DayChoice& choice : by_span) choice.value = kNever;
  const auto offer = [&](int span, const DayChoice& choice) {
    if (span <= official.max_day && choice.value > by_span[U(span)].value) {
      by_span[U(span)] = choice;
    }
  };
  const auto longest = [&](const Candidate& c) {
    const uint32_t window =
        index_.Open(c.office, d) & Bits(c.out_slots, index_.slots - c.home_slots);
    return std::min(index_.max_visit, std::popcount(window));
  };
  // The value of a visit of length n at candidate c, its drives aside.
  const auto worth = [&](size_t c, int n) {
    const Candidate& at = official.candidates[c];
    return candidate_value_[c][U(n)] + service_price_[AgreementDay(at.agreement, d)] -
           n * desk_price_[U(at.office * index_.days + d)];
  };
  const int64_t minute = index_.travel_weight * kScale;
  for (size_t i = 0; i < official.candidates.size(); ++i) {
    const Candidate& a = official.candidates[i];
    if ((a.days >> d & 1) == 0) continue;
    const int most_a = longest(a);
    for (int n = index_.min_visit; n <= most_a; ++n) {
      offer(n + a.out_slots + a.home_slots,
            {worth(i, n) - minute * (a.out_minutes + a.home_minutes), static_cast<int16_t>(i), -1,
             static_cast<int8_t>(n), 0});
    }
    for (size_t j = 0; index_.problem.max_stops > 1 && j < official.candidates.size(); ++j) {
      const Candidate& b = official.candidates[j];
      if (i == j || (b.days >> d & 1) == 0 || a.office == b.office) continue;
      const int most_b = longest(b);
      const int drives = a.out_slots + index_.DriveSlots(a.office, b.office) + b.home_slots;
      const int64_t travel =
          minute * (a.out_minutes + index_.Drive(a.office, b.office) + b.home_minutes);
      for (int n = index_.min_visit; n <= most_a; ++n) {
        const int64_t first = worth(i, n) - travel;
        for (int m = index_.min_visit; m <= most_b && drives + n + m <= official.max_day; ++m) {
          offer(drives + n + m,
                {first + worth(j, m), static_cast<int16_t>(i), static_cast<int16_t>(j),
                 static_cast<int8_t>(n), static_cast<int8_t>(m)});
        }
      }
    }
  }
}

void Bound::CountVisit(int e, int d, int candidate, int length) {
  const Candidate& at = index_.officials[U(e)].candidates[U(candidate)];
  service_slack_[AgreementDay(at.agreement, d)] -= 1;
  desk_slack_[U(at.office * index_.days + d)] += length;
  for (int k : visit_lines_[U(at.agreement)]) {
    const LineIndex& line = index_.lines[U(k)];
    if ((index_.officials[U(e)].languages >> line.language & 1) == 0) continue;
    const int n = std::min(length, line.slots);
    line_slack_[U(k)] -= n;
    length -= n;
    if (length == 0) return;
  }
}

// The best week of one official: days in the field within his limits, else on remote duty.
int64_t Bound::OfficialValue(int e) {
  const OfficialIndex& official = index_.officials[U(e)];
  ValueCandidates(e);
  choices_.resize(U(index_.days));
  const int fields = std::min(official.max_field_days, index_.days);
  const int week = std::min(official.max_week, fields * official.max_day);
  const size_t row = U(week + 1);
  const size_t layer = U(fields + 1) * row;
  // table_[d][f][w]: best of the first d days with at most f field days and w slots away.
  table_.assign(U(index_.days + 1) * layer, 0);
  from_.assign(U(index_.days) * layer, -1);  // slots away on day d, or -1 at base
  for (int d = 0; d < index_.days; ++d) {
    ListDay(e, d, choices_[U(d)]);
    const int64_t duty = std::popcount(official.remote[U(d)]) *
                         official_price_[U(official.agency * index_.days + d)];
    const int64_t* before = &table_[U(d) * layer];
    int64_t* after = &table_[U(d + 1) * layer];
    int16_t* from = &from_[U(d) * layer];
    for (size_t at = 0; at < layer; ++at) after[at] = before[at] + duty;
    int64_t best = duty;
    for (int span = 1; span <= official.max_day && span <= week; ++span) {
      const int64_t value = choices_[U(d)][U(span)].value;
      if (value <= best) continue;  // no better than a shorter day
      best = value;
      for (int f = 1; f <= fields; ++f) {
        for (int w = span; w <= week; ++w) {
          const size_t at = U(f) * row + U(w);
          const int64_t total = before[at - row - U(span)] + value;
          if (total > after[at]) {
            after[at] = total;
            from[at] = static_cast<int16_t>(span);
          }
        }
      }
    }
  }
  size_t at = layer - 1;
  const int64_t best = table_[U(index_.days) * layer + at];
  for (int d = index_.days - 1; d >= 0; --d) {
    const int span = from_[U(d) * layer + at];
    if (span < 0) {
      official_slack_[U(official.agency * index_.days + d)] -= std::popcount(official.remote[U(d)]);
      continue;
    }
    const DayChoice& choice = choices_[U(d)][U(span)];
    CountVisit(e, d, choice.first, choice.first_length);
    if (choice.second >= 0) CountVisit(e, d, choice.second, choice.second_length);
    at -= row + U(span);
  }
  return best;
}

// The best calls for one office's booths on a day. The first call of an agreement also earns the
// day's service; further calls are worth less and less, so taking the best is optimal.
int64_t Bound::BoothValue(int office, int d) {
  int64_t room =
      int64_t{index_.problem.offices[U(office)].booths} * std::popcount(index_.Open(office, d));
  if (room == 0) return 0;
  struct Offer {
    int64_t value;
    int line;
    int slots;
    bool first;
  };
  std::vector<Offer> offers;
  for (int g : index_.at_office[U(office)]) {
    Offer best{kNever, -1, 0, true};
    for (int k : index_.agreements[U(g)].lines) {
      const LineIndex& line = index_.lines[U(k)];
      if (!line.by_video || line.slots == 0) continue;
      int64_t value = line_price_[U(k)] - official_price_[U(line.agency * index_.days + d)];
      if (line.interpreters >= 0) {
        value -= interpreter_price_[U(line.interpreters * index_.days + d)];
      }
      offers.push_back({value, k, line.slots, false});
      if (value > best.value) best = {value, k, 1, true};
    }
    if (best.line < 0) continue;
    for (Offer& offer : offers) {
      if (offer.line == best.line) offer.slots -= 1;
    }
    best.value += service_price_[AgreementDay(g, d)];
    offers.push_back(best);
  }
  std::sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) {
    return std::tuple(-a.value, a.line, a.first) < std::tuple(-b.value, b.line, b.first);
  });
  int64_t total = 0;
  for (const Offer& offer : offers) {
    if (room == 0 || offer.value <= 0) break;
    const int64_t n = std::min<int64_t>(room, offer.slots);
    const LineIndex& line = index_.lines[U(offer.line)];
    room -= n;
    total += n * offer.value;
    line_slack_[U(offer.line)] -= n;
    official_slack_[U(line.agency * index_.days + d)] += n;
    if (line.interpreters >= 0) {
      interpreter_slack_[U(line.interpreters * index_.days + d)] += n;
    }
    if (offer.first) service_slack_[AgreementDay(line.agreement, d)] -= 1;
  }
  return total;
}

int64_t Bound::WaitValue() {
  int64_t total = 0;
  for (size_t g = 0; g < index_.agreements.size(); ++g) {
    if (!index_.agreements[g].real) continue;
    const int64_t* price = &service_price_[g * U(index_.days)];
    int64_t best = std::numeric_limits<int64_t>::max();
    uint32_t best_days = 0;
    for (uint32_t days = 0; days < uint32_t{1} << index_.days; ++days) {
      int64_t cost = index_.wait_cost[days] * kScale;
      for (uint32_t rest = days; rest != 0; rest &= rest - 1) {
        cost += price[std::countr_zero(rest)];
      }
      if (cost < best) {
        best = cost;
        best_days = days;
      }
    }
    for (int d = 0; d < index_.days; ++d) {
      if (best_days >> d & 1) service_slack_[g * U(index_.days) + U(d)] += 1;
    }
    total += best;
  }
  return total;
}

int64_t Bound::Evaluate() {
  SortLines();
  int64_t total = 0;
  for (size_t k = 0; k < line_price_.size(); ++k) {
    line_slack_[k] = index_.lines[k].slots;
    total += line_price_[k] * index_.lines[k].slots;
  }
  std::fill(service_slack_.begin(), service_slack_.end(), 0);
  std::fill(official_slack_.begin(), official_slack_.end(), 0);
  for (size_t i = 0; i < desk_price_.size(); ++i) {
    desk_slack_[i] = -desk_supply_[i];
    total -= desk_price_[i] * desk_supply_[i];
  }
  for (size_t i = 0; i < interpreter_price_.size(); ++i) {
    interpreter_slack_[i] = -interpreter_supply_[i];
    total -= interpreter_price_[i] * interpreter_supply_[i];
  }
  total += WaitValue();
  for (size_t e = 0; e < index_.officials.size(); ++e) {
    total -= OfficialValue(static_cast<int>(e));
  }
  for (size_t o = 0; o < index_.problem.offices.size(); ++o) {
    for (int d = 0; d < index_.days; ++d) total -= BoothValue(static_cast<int>(o), d);
  }
  return total;
}

// Polyak's step, the gap over the squared length, along a direction that remembers the last ones:
// subgradients alone zigzag.
void Bound::Move(int64_t bound, int64_t known_cost) {
  const int64_t gap = std::max<int64_t>(known_cost * kScale - bound, kScale);
  const std::array<std::vector<int64_t>*, 5> prices = {
      &line_price_, &service_price_, &official_price_, &desk_price_, &interpreter_price_};
  const std::array<std::vector<int64_t>*, 5> slacks = {
      &line_slack_, &service_slack_, &official_slack_, &desk_slack_, &interpreter_slack_};
  int64_t norm = 0;
  for (size_t kind = 0; kind < prices.size(); ++kind) {
    std::vector<int64_t>& drift = drift_[kind];
    drift.resize(prices[kind]->size());
    for (size_t i = 0; i < drift.size(); ++i) {
      drift[i] += (kDriftScale * (*slacks[kind])[i] - drift[i]) / 4;
      if ((*prices[kind])[i] == 0 && drift[i] < 0) drift[i] = 0;  // cannot move that way
      norm += drift[i] * drift[i] / kWide[kind];
    }
  }
  norm /= kDriftScale * kDriftScale;
  if (norm == 0) return;
  const int64_t step = gap * pace_ / norm;  // x 1024
  constexpr int64_t kNoLimit = int64_t{1} << 40;
  for (size_t kind = 0; kind < prices.size(); ++kind) {
    const int64_t limit = kind == 0 ? index_.unmet_weight * kScale : kNoLimit;
    for (size_t i = 0; i < drift_[kind].size(); ++i) {
      int64_t& price = (*prices[kind])[i];
      const int64_t change = step * drift_[kind][i] / (1024 * kDriftScale * kWide[kind]);
      price = std::clamp<int64_t>(price + change, 0, limit);
    }
  }
}

void Bound::Step(int64_t known_cost) {
  const int64_t bound = Evaluate();
  const int64_t rounded = bound <= 0 ? 0 : (bound + kScale - 1) / kScale;  // costs are integers
  value_ = std::max(value_, rounded);
  if (bound > best_) {
    best_ = bound;
    stale_ = 0;
  } else if (++stale_ >= kPatience) {
    stale_ = 0;
    pace_ = std::max<int64_t>(pace_ / 2, 16);
  }
  Move(bound, known_cost);
}

}  // namespace vuoro::planning
