// Listing an official's possible days by masks of free slots.
#include "patterns.h"

#include <algorithm>
#include <bit>
#include <span>
#include <tuple>
#include <utility>

namespace vuoro::planning {
namespace {

// One office as a place for a visit on the day in question.
struct Place {
  const Candidate* candidate;
  uint32_t free;
  int longest;
  int want;
  int64_t bonus;    // wait and demanded visits
  bool timed;       // people wish for some hours rather than others
  uint32_t absent;  // slots in which presence lacks somebody
};

class Lister {
 public:
  Lister(const Index& index, const State& state, int e, int d, bool late)
      : index_(index),
        state_(state),
        official_(index.officials[U(e)]),
        baseline_(index.BaselineOf(e, d)),
        wishes_(index.WishesOf(e, d)),
        late_(late) {
    max_span_ = std::min(official_.max_day, official_.max_week - state.week(e, d));
    for (const Candidate& c : official_.candidates) {
      if ((c.days >> d & 1) == 0) continue;
      const AgreementIndex& g = index.agreements[U(c.agreement)];
      const int count = state.visits(c.agreement);
      const int want = Wanted(index, state, e, c.agreement, d);
      const Hours wished = WishedHours(c.office);
      const uint32_t absent = state.Absent(c.agreement, d, ~uint32_t{0});
      if (count >= g.max_visits) continue;
      if (want == 0 && count >= g.min_visits && !wished.any && absent == 0) continue;
      int64_t bonus = count < g.min_visits ? state.missing_price() : 0;
      const uint32_t served = state.served_days(c.agreement);
      if (want > 0) {
        bonus += index.WaitCost(c.agreement, served) -
                 index.WaitCost(c.agreement, served | uint32_t{1} << d);
      }
      uint32_t free =
          state.FreeDesks(c.agreement, d) & Bits(c.out_slots, index.slots - c.home_slots);
      if (c.shut >= 0) free &= index.Open(c, d);
      const int useful = std::max({index.LengthFor(want), index.min_visit, wished.longest});
      const int longest = std::min({absent != 0 ? index.max_visit : useful, index.max_visit,
                                    max_span_ - c.out_slots - c.home_slots});
      if (longest >= index.min_visit) {
        places_.push_back({&c, free, longest, want, bonus, wished.timed, absent});
      }
    }
  }

  std::vector<Pattern> List(int64_t leave_price) {
    for (const Place& p : places_) {
      for (int length = index_.min_visit; length <= p.longest; ++length) Single(p, length);
    }
    for (size_t i = 0; index_.problem.max_stops > 1 && i < places_.size(); ++i) {
      for (size_t j = 0; j < places_.size(); ++j) {
        if (i != j) Pairs(places_[i], places_[j]);
      }
    }
    KeepBaseline();
    for (Pattern& pattern : out_) {
      pattern.hope -= leave_price;
      for (int i = 0; i < pattern.count; ++i) pattern.hope -= PriceOfChange(pattern.stop[U(i)]);
      if (!wishes_.empty()) pattern.hope += WorthOf(pattern);
    }
    return std::move(out_);
  }

 private:
  // What people wish of visits to an office.
  struct Hours {
    bool any = false;
    bool timed = false;
    int longest = 0;  // slots of the longest window
  };

  Hours WishedHours(int office) const {
    Hours hours;
    for (const Wish& wish : wishes_) {
      if (wish.office != office) continue;
      hours.any = true;
      hours.timed = hours.timed || wish.meets != Wish::kAnyway;
      if (wish.meets == Wish::kPart) continue;
      hours.longest = std::max(hours.longest, std::popcount(wish.window));
    }
    return hours;
  }

  int64_t WorthOf(const Wish& wish) const {
    const bool missing = wish.pin >= 0 && state_.kept(wish.pin) == 0;
    return wish.worth + (missing ? state_.missing_price() : 0);
  }

  // Each preference for each visit; each pin that none keeps yet, once.
  int64_t WorthOf(const Pattern& pattern) const {
    int64_t worth = 0;
    std::vector<int> pins;
    for (const Wish& wish : wishes_) {
      for (int i = 0; i < pattern.count; ++i) {
        const Stop& stop = pattern.stop[U(i)];
        if (wish.office != stop.office || !wish.Matches(Bits(stop.start, stop.end))) continue;
        if (wish.pin >= 0) {
          if (std::find(pins.begin(), pins.end(), wish.pin) != pins.end()) continue;
          pins.push_back(wish.pin);
        }
        worth += WorthOf(wish);
      }
    }
    return worth;
  }

  // Those of the starts that are wished for most.
  uint32_t Wished(const Place& p, int length, uint32_t starts) const {
    if (!p.timed) return starts;
    uint32_t best = 0;
    int64_t most = 0;
    for (uint32_t rest = starts; rest != 0; rest &= rest - 1) {
      const int start = std::countr_zero(rest);
      int64_t worth = 0;
      for (const Wish& wish : wishes_) {
        const bool matches =
            wish.office == p.candidate->office && wish.Matches(Bits(start, start + length));
        if (matches) worth += WorthOf(wish);
      }
      if (best == 0 || worth > most) {
        best = 0;
        most = worth;
      }
      if (worth == most) best |= uint32_t{1} << start;
    }
    return best;
  }

  static Stop MakeStop(const Place& p, int start, int length) {
    Stop stop;
    stop.agreement = p.candidate->agreement;
    stop.office = static_cast<int16_t>(p.candidate->office);
    stop.start = static_cast<int8_t>(start);
    stop.end = static_cast<int8_t>(start + length);
    return stop;
  }

  int64_t Gain(const Place& p, int length) const {
    return official_.unmet_weight * std::min(index_.Capacity(length), p.want) + p.bonus;
  }

  int64_t PriceOfChange(const Stop& stop) const {
    for (const BaselineVisit& b : baseline_) {
      const bool same = b.office == stop.office && b.start == stop.start && b.end == stop.end;
      if (same) return -index_.change_price;
    }
    return index_.change_price;
  }

  struct Kept {
    const Place* place;
    Stop stop;
  };

  // The baseline's visits, one by one and two together, where the present plan allows them.
  void KeepBaseline() {
    std::vector<Kept> kept;
    for (const BaselineVisit& b : baseline_) {
      for (const Place& p : places_) {
        const uint32_t window = Bits(b.start, b.end);
        const bool fits = p.candidate->office == b.office && (p.free & window) == window;
        if (fits) kept.push_back({&p, MakeStop(p, b.start, b.end - b.start)});
      }
    }
    for (const Kept& k : kept) KeepDay({&k, 1});
    if (kept.size() != 2 || index_.problem.max_stops < 2) return;
    if (kept[1].stop.start < kept[0].stop.start) std::swap(kept[0], kept[1]);
    const int between = index_.DriveSlots(kept[0].stop.office, kept[1].stop.office);
    if (kept[0].stop.end + between <= kept[1].stop.start) KeepDay(kept);
  }

  void KeepDay(std::span<const Kept> day) {
    Pattern pattern;
    int64_t minutes = day.front().place->candidate->out_minutes;
    for (const Kept& k : day) {
      if (pattern.count > 0) minutes += index_.Drive(day.front().stop.office, k.stop.office);
      pattern.stop[U(pattern.count++)] = k.stop;
      const int length = k.stop.end - k.stop.start;
      pattern.hope += Gain(*k.place, length) + Presence(*k.place, k.stop.start, length);
    }
    minutes += day.back().place->candidate->home_minutes;
    pattern.hope -= index_.travel_weight * minutes;
    pattern.span = day.back().stop.end + day.back().place->candidate->home_slots -
                   (day.front().stop.start - day.front().place->candidate->out_slots);
    if (pattern.span <= max_span_) out_.push_back(pattern);
  }

  // What sitting there in these slots takes off the price of absence.
  int64_t Presence(const Place& p, int start, int length) const {
    return index_.absence_weight * std::popcount(p.absent & Bits(start, start + length));
  }

  void Single(const Place& p, int length) {
    uint32_t starts = Starts(p.free, length);
    if (p.absent == 0) starts = Wished(p, length, starts);
    if (starts == 0) return;
    if (p.absent == 0) {
      return SingleAt(p, late_ ? 31 - std::countl_zero(starts) : std::countr_zero(starts), length);
    }
    for (; starts != 0; starts &= starts - 1) SingleAt(p, std::countr_zero(starts), length);
  }

  void SingleAt(const Place& p, int start, int length) {
    Pattern pattern;
    pattern.stop[0] = MakeStop(p, start, length);
    pattern.count = 1;
    pattern.span = length + p.candidate->out_slots + p.candidate->home_slots;
    pattern.hope = Gain(p, length) + Presence(p, start, length) -
                   index_.travel_weight * (p.candidate->out_minutes + p.candidate->home_minutes);
    out_.push_back(pattern);
  }

  void Pairs(const Place& a, const Place& b) {
    const int between = index_.DriveSlots(a.candidate->office, b.candidate->office);
    const int fixed = a.candidate->out_slots + between + b.candidate->home_slots;
    const int64_t travel =
        index_.travel_weight *
        (a.candidate->out_minutes + index_.Drive(a.candidate->office, b.candidate->office) +
         b.candidate->home_minutes);
    for (int la = index_.min_visit; la <= a.longest; ++la) {
      const uint32_t starts_a = Starts(a.free, la);
      if (starts_a == 0) break;
      const uint32_t wished_a = Wished(a, la, starts_a);
      for (int lb = index_.min_visit; lb <= b.longest && fixed + la + lb <= max_span_; ++lb) {
        const uint32_t starts_b = Starts(b.free, lb);
        if (starts_b == 0) break;
        const int around = lb + a.candidate->out_slots + b.candidate->home_slots;
        const uint32_t wished_b = Wished(b, lb, starts_b);
        auto [sa, sb] = Tightest(wished_a, wished_b, la + between);
        if ((a.timed || b.timed) && (sa < 0 || sb - sa + around > max_span_)) {
          std::tie(sa, sb) = Tightest(starts_a, starts_b, la + between);
        }
        if (sa < 0) continue;
        const int span = sb - sa + around;
        if (span > max_span_) continue;
        Pattern pattern;
        pattern.stop = {MakeStop(a, sa, la), MakeStop(b, sb, lb)};
        pattern.count = 2;
        pattern.span = span;
        pattern.hope =
            Gain(a, la) + Gain(b, lb) + Presence(a, sa, la) + Presence(b, sb, lb) - travel;
        out_.push_back(pattern);
      }
    }
  }

  // A start of each with the second at least `gap` after the first and as close as possible.
  std::pair<int, int> Tightest(uint32_t first, uint32_t second, int gap) const {
    std::pair<int, int> best{-1, -1};
    for (; first != 0; first &= first - 1) {
      const int sa = std::countr_zero(first);
      const uint32_t later = second & ~Bits(0, sa + gap);
      if (later == 0) break;
      const int sb = std::countr_zero(later);
      const bool closer = best.first < 0 || sb - sa < best.second - best.first;
      if (closer || (late_ && sb - sa == best.second - best.first)) best = {sa, sb};
      if (!late_ && sb == sa + gap) break;
    }
    return best;
  }

  const Index& index_;
  const State& state_;
  const OfficialIndex& official_;
  const std::span<const BaselineVisit> baseline_;
  const std::span<const Wish> wishes_;
  const bool late_;
  int max_span_ = 0;
  std::vector<Place> places_;
  std::vector<Pattern> out_;
};

}  // namespace

bool Keeps(const Index& index, int e, int d, const Pattern& pattern, int pin) {
  for (const Wish& wish : index.WishesOf(e, d)) {
    if (wish.pin != pin) continue;
    for (int i = 0; i < pattern.count; ++i) {
      const Stop& stop = pattern.stop[U(i)];
      if (wish.office == stop.office && wish.Matches(Bits(stop.start, stop.end))) return true;
    }
  }
  return false;
}

int Wanted(const Index& index, const State& state, int e, int g, int d) {
  int want = 0;
  for (int k : index.agreements[U(g)].lines) {
    const LineIndex& line = index.lines[U(k)];
    if (line.MayBeVisited(index.officials[U(e)].languages, d)) want += state.left(k);
  }
  return want;
}

std::vector<Pattern> ListPatterns(const Index& index, const State& state, int e, int d,
                                  const Taste& taste, size_t keep, Random& random) {
  std::vector<Pattern> patterns;
  const OfficialIndex& official = index.officials[U(e)];
  if (state.field_days(e, d) < official.max_field_days) {
    int64_t leave_price = 0;
    if (official.remote[U(d)] != 0) {
      const int lost = std::popcount(state.LostSlots(e, d));
      leave_price =
          official.unmet_weight * (int64_t{lost} * taste.call_loss + taste.duty_loss) / 1024;
    }
    patterns = Lister(index, state, e, d, random.Chance(1, 2)).List(leave_price);
  }
  std::stable_sort(patterns.begin(), patterns.end(),
                   [](const Pattern& a, const Pattern& b) { return a.hope > b.hope; });
  if (patterns.size() >= keep) patterns.resize(keep - 1);
  const auto worse =
      std::find_if(patterns.begin(), patterns.end(), [](const Pattern& p) { return p.hope <= 0; });
  patterns.insert(worse, Pattern{});  // staying at base
  return patterns;
}

}  // namespace vuoro::planning
