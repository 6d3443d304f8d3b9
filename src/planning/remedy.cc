// Applying a remedy to a problem, and the words for them.
#include "remedy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "positions.h"
#include "vuoro/planning/conflict.h"
#include "vuoro/planning/explain.h"

namespace vuoro::planning {
namespace {

using Kind = RemedyKind;

constexpr std::array<std::string_view, kRemedyKindCount> kRemedyNames = {"video",
                                                                         "field_day",
                                                                         "field_weekday",
                                                                         "day_hours",
                                                                         "week_hours",
                                                                         "may_visit",
                                                                         "remote_earlier",
                                                                         "remote_later",
                                                                         "remote_day",
                                                                         "language",
                                                                         "booth",
                                                                         "interpreter",
                                                                         "agreement",
                                                                         "agreement_weekday",
                                                                         "agreement_visit",
                                                                         "open_earlier",
                                                                         "open_later",
                                                                         "open_day",
                                                                         "desk",
                                                                         "room",
                                                                         "visit_length",
                                                                         "forbid"};

// The windows of the remedy's day in every week, changed where there are any, or (`closed`) where
// there are none.
template <class Change>
void ChangeDay(std::vector<Window>& windows, const Remedy& r, const Problem& p, bool closed,
               Change change) {
  for (int d = r.day; d < p.days; d += p.DaysPerWeek()) {
    if (windows[U(d)].empty() == closed) change(windows[U(d)]);
  }
}

void Earlier(Window& window) { window.from = std::max(0, window.from - kHourSlots); }

// True if it is about the official, who has it then.
bool Ease(Official& official, const Remedy& r, const Problem& p) {
  const auto later = [&](Window& w) { w.to = std::min(p.slots_per_day, w.to + kHourSlots); };
  const Window longest = Longest(official.remote);
  const auto away = [&](int slots) {
    official.max_week = std::min(official.max_week + slots, kMaxWeekDays * kMaxSlotsPerDay);
  };
  switch (r.kind) {
    case Kind::kFieldDay:
      official.max_field_days = std::min(official.max_field_days + 1, p.DaysPerWeek());
      away(official.max_day);
      return true;
    case Kind::kFieldWeekday:
      for (int d = r.day; d < p.days; d += p.DaysPerWeek()) official.field[U(d)] = true;
      return true;
    case Kind::kDayHours:
      official.max_day = std::min(official.max_day + kHourSlots, kMaxSlotsPerDay);
      away(kHourSlots);
      return true;
    case Kind::kWeekHours:
      away(kWeekMoreSlots);
      return true;
    case Kind::kMayVisit:
      official.offices.push_back(r.office);
      return true;
    case Kind::kRemoteEarlier:
      ChangeDay(official.remote, r, p, false, Earlier);
      return true;
    case Kind::kRemoteLater:
      ChangeDay(official.remote, r, p, false, later);
      return true;
    case Kind::kRemoteDay:
      ChangeDay(official.remote, r, p, true, [&](Window& w) { w = longest; });
      return true;
    case Kind::kLanguage:
      official.languages.push_back(r.language);
      return true;
    default:
      return false;
  }
}

// True if it is about the office, which has it then.
bool Ease(Office& office, const Remedy& r, const Problem& p) {
  const auto later = [&](Window& w) { w.to = std::min(p.slots_per_day, w.to + kHourSlots); };
  const Window longest = Longest(office.open);
  switch (r.kind) {
    case Kind::kBooth:
      office.booths = std::min(office.booths + 1, kMaxCapacity);
      return true;
    case Kind::kDesk:
      office.desks = std::min(office.desks + 1, kMaxCapacity);
      return true;
    case Kind::kOpenEarlier:
      ChangeDay(office.open, r, p, false, Earlier);
      return true;
    case Kind::kOpenLater:
      ChangeDay(office.open, r, p, false, later);
      return true;
    case Kind::kOpenDay:
      ChangeDay(office.open, r, p, true, [&](Window& w) { w = longest; });
      return true;
    default:
      return false;
  }
}

void EaseAgreement(Problem& p, const Remedy& r) {
  if (r.kind == Kind::kAgreement) {
    Agreement& added = p.agreements.emplace_back(Agreement{r.agency, r.office, 0, p.weeks, {}});
    for (int d = 0; d < p.days; ++d) added.weekdays.push_back(d);
    return;
  }
  for (Agreement& g : p.agreements) {
    if (g.agency != r.agency || g.office != r.office) continue;
    if (r.kind == Kind::kAgreementVisit) {
      g.max_visits = std::min(g.max_visits + p.weeks, kMaxLineSlots);
    }
    if (r.kind != Kind::kAgreementWeekday) continue;
    for (int d = r.day; d < p.days; d += p.DaysPerWeek()) {
      const bool allowed = std::find(g.weekdays.begin(), g.weekdays.end(), d) != g.weekdays.end();
      if (!allowed) g.weekdays.push_back(d);
    }
  }
}

}  // namespace

Window Longest(const std::vector<Window>& windows) {
  Window longest;
  for (const Window& w : windows) {
    if (w.length() > longest.length()) longest = w;
  }
  return longest;
}

std::string_view RemedyName(RemedyKind kind) { return kRemedyNames[static_cast<size_t>(kind)]; }

Problem Remedied(const Problem& problem, const Remedy& r) {
  Problem p = problem;
  if (r.official >= 0 && Ease(p.officials[U(r.official)], r, problem)) return p;
  if (r.office >= 0 && Ease(p.offices[U(r.office)], r, problem)) return p;
  switch (r.kind) {
    case Kind::kVideo:
      p.demand[U(r.line)].video = true;
      break;
    case Kind::kInterpreter:
      for (int d = r.day; d < p.days; d += p.DaysPerWeek()) {
        for (int q = r.slot; q < std::min(r.slot + kHourSlots, p.slots_per_day); ++q) {
          int& on_duty = p.interpreters[U(r.language)][U(d)][U(q)];
          on_duty = std::min(on_duty + 1, kMaxCapacity);
        }
      }
      break;
    case Kind::kRoom:
      p.exclusive[U(r.line)].agencies.clear();
      break;
    case Kind::kVisitLength:
      p.max_visit = std::min(p.max_visit + kHourSlots, p.slots_per_day);
      break;
    case Kind::kForbid:
      return Without(problem, {RuleKind::kForbid, r.line});
    default:
      EaseAgreement(p, r);
  }
  return p;
}

}  // namespace vuoro::planning
