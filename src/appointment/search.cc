// Walks the days of a window and keeps the starts that every pool can serve.
#include "vuoro/appointment/search.h"

#include <algorithm>
#include <array>

#include "vuoro/availability/starts.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

// Clears what is outside [from_us, until_us) on one day.
void Cut(const SupplyDay& day, Quantum quantum, Interval window, mask::Mask starts) {
  const int64_t us = quantum.us();
  const int64_t from = window.start.us - day.first_us;
  const int64_t until = window.end.us - day.first_us;
  if (from > 0) mask::ClearRange(starts, {0, static_cast<int32_t>((from + us - 1) / us)});
  if (until < us * day.quanta) {
    mask::ClearRange(
        starts, {static_cast<int32_t>(std::max<int64_t>(0, (until + us - 1) / us)), day.quanta});
  }
}

// Appends a slot like `like` for every start of a day that begins at `first_us`, until there are
// `end` slots. By itself, so that everything it needs stays in registers.
[[gnu::noinline]] void AppendSlots(mask::ConstMask starts, int64_t first_us, int64_t quantum_us,
                                   Slot like, size_t end, std::vector<Slot>& slots) {
  const int64_t duration_us = like.end_us - like.start_us;
  size_t room = end - slots.size();
  for (const uint64_t all : starts) {
    for (uint64_t word = all; word != 0; word &= word - 1) {
      if (room-- == 0) return;
      const int64_t start_us = first_us + quantum_us * std::countr_zero(word);
      slots.push_back({like.office, like.service, like.mode, start_us, start_us + duration_us});
    }
    first_us += 64 * quantum_us;
  }
}

class OfferSearch {
 public:
  OfferSearch(const Supply& supply, const BusyBoard& board, OfferIndex offer,
              LanguageIndex language)
      : supply_(supply), board_(board), bound_(supply, offer, language) {
    const Network& network = supply.network();
    pattern_.office = supply.directory().IdOf(network.at(offer).office);
    pattern_.service = supply.directory().IdOf(network.at(offer).service);
    pattern_.mode = network.at(offer).mode;
    pattern_.end_us = supply.plan(offer).duration * supply.quantum().us();
  }

  // Appends at most `limit` slots of the window.
  void Run(Interval window, size_t limit, std::vector<Slot>& slots) {
    if (bound_.hopeless() || window.empty()) return;
    const Date last = std::min(supply_.frame().DateAt({window.end.us - 1}),
                               supply_.first().AddDays(Supply::kDays - 1));
    const size_t end = slots.size() + limit;
    for (Date date = std::max(supply_.frame().DateAt(window.start), supply_.first());
         date <= last && slots.size() < end; date = date.AddDays(1)) {
      OneDay(supply_.Day(date), window, end, slots);
    }
  }

 private:
  void OneDay(const SupplyDay& day, Interval window, size_t end, std::vector<Slot>& slots) {
    const uint64_t* possible = day.Starts(bound_.offer());
    if (possible == nullptr) return;
    const auto width = static_cast<size_t>(supply_.quantum().words());
    std::array<uint64_t, kMaxDayWords> words;
    std::copy_n(possible, width, words.begin());
    const mask::Mask starts(words.data(), width);
    Cut(day, supply_.quantum(), window, starts);
    if (!KeepPossible(board_, day.date.days, bound_.On(day), starts)) return;
    AppendSlots(starts, day.first_us, supply_.quantum().us(), pattern_, end, slots);
  }

  const Supply& supply_;
  const BusyBoard& board_;
  BoundOffer bound_;
  Slot pattern_;  // from 0 to the duration
};

absl::StatusOr<size_t> LimitOf(const SlotSearch& search) {
  if (search.limit < 0) return Fail(Reason::kBadArgument, "limit {} is negative", search.limit);
  if (search.limit > kMaxSlots) {
    return Fail(Reason::kLimitReached, "limit {} is above {}", search.limit, kMaxSlots);
  }
  return static_cast<size_t>(search.limit == 0 ? kDefaultSlots : search.limit);
}

}  // namespace

absl::StatusOr<OfficeIndex> ResolveOffice(const Supply& supply, OfficeId id) {
  const OfficeIndex index = supply.directory().Find(id);
  if (!index.valid()) return Fail(Reason::kUnknownId, "{} is no office of this network", id.value);
  return index;
}

absl::StatusOr<ServiceIndex> ResolveService(const Supply& supply, ServiceId id) {
  const ServiceIndex index = supply.directory().Find(id);
  if (!index.valid()) return Fail(Reason::kUnknownId, "{} is no service of this network", id.value);
  return index;
}

absl::StatusOr<LanguageIndex> ResolveLanguage(const Supply& supply, std::string_view code) {
  if (code.empty()) return LanguageIndex();
  const LanguageIndex index = supply.FindLanguage(code);
  if (!index.valid())
    return Fail(Reason::kUnknownLanguage, "this network does not name language \"{}\"", code);
  return index;
}

Interval BookableWindow(const Supply& supply, OfficeIndex office, int64_t now_us) {
  const OfficeRules& rules = supply.network().at(office).rules;
  const Zone& zone = supply.zone(office);
  const Instant now{now_us};
  return {now.PlusMinutes(rules.notice_min),
          zone.DayStart(zone.DateAt(now).AddDays(rules.horizon_days))};
}

absl::StatusOr<std::vector<Slot>> SearchSlots(const Supply& supply, const Book& book,
                                              int64_t now_us, const SlotSearch& search) {
  VUORO_ASSIGN_OR_RETURN(const OfficeIndex office, ResolveOffice(supply, search.office));
  VUORO_ASSIGN_OR_RETURN(const ServiceIndex service, ResolveService(supply, search.service));
  VUORO_ASSIGN_OR_RETURN(const LanguageIndex language, ResolveLanguage(supply, search.language));
  VUORO_ASSIGN_OR_RETURN(const size_t limit, LimitOf(search));
  if (search.until_us < search.from_us) {
    return Fail(Reason::kBadArgument, "until_us {} is before from_us {}", search.until_us,
                search.from_us);
  }
  // A hold that is due frees its time at its deadline, though nobody has recorded that yet.
  const bool some_due = !book.holds().empty() && book.holds().begin()->first <= now_us;
  std::optional<BusyBoard> cleared;
  if (some_due) cleared = book.BoardWithout(now_us, {});
  const BusyBoard& board = some_due ? *cleared : book.board();

  const Interval window =
      BookableWindow(supply, office, now_us).Intersect({{search.from_us}, {search.until_us}});
  std::vector<Slot> slots;
  slots.reserve(std::min<size_t>(limit, 256));
  int searched = 0;
  for (OfferIndex offer : supply.Offers(office, service)) {
    if (!offer.valid() || !supply.network().at(offer).bookable || supply.plan(offer).duration == 0)
      continue;
    if (search.mode.has_value() && supply.network().at(offer).mode != *search.mode) continue;
    OfferSearch(supply, board, offer, language).Run(window, limit, slots);
    ++searched;
  }
  if (searched == 0) {
    return Fail(Reason::kNotOffered, "service {} cannot be booked {}in office {}",
                supply.network().at(service).key,
                search.mode.has_value() ? fmt::format("by {} ", WordOf(*search.mode)) : "",
                supply.network().at(office).key);
  }
  if (searched > 1) {
    std::stable_sort(slots.begin(), slots.end(),
                     [](const Slot& a, const Slot& b) { return a.start_us < b.start_us; });
    if (slots.size() > limit) slots.resize(limit);
  }
  return slots;
}

}  // namespace vuoro
