// Applying a remedy to a problem, and the words for them.
#include "remedy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "positions.h"
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
                                                                         "visit_length"};

// True if it is about the official, who has it then.
bool Ease(Official& official, const Remedy& r, const Problem& p) {
  const auto remote = [&]() -> Window& { return official.remote[U(r.day)]; };
  const auto away = [&](int slots) {
    official.max_week = std::min(official.max_week + slots, kMaxDays * kMaxSlotsPerDay);
  };
  switch (r.kind) {
    case Kind::kFieldDay:
      official.max_field_days = std::min(official.max_field_days + 1, p.days);
      away(official.max_day);
      return true;
    case Kind::kFieldWeekday:
      official.field[U(r.day)] = true;
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
      remote().from = std::max(0, remote().from - kHourSlots);
      return true;
    case Kind::kRemoteLater:
      remote().to = std::min(p.slots_per_day, remote().to + kHourSlots);
      return true;
    case Kind::kRemoteDay:
      remote() = Longest(official.remote);
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
  const auto open = [&]() -> Window& { return office.open[U(r.day)]; };
  switch (r.kind) {
    case Kind::kBooth:
      office.booths = std::min(office.booths + 1, kMaxCapacity);
      return true;
    case Kind::kDesk:
      office.desks = std::min(office.desks + 1, kMaxCapacity);
      return true;
    case Kind::kOpenEarlier:
      open().from = std::max(0, open().from - kHourSlots);
      return true;
    case Kind::kOpenLater:
      open().to = std::min(p.slots_per_day, open().to + kHourSlots);
      return true;
    case Kind::kOpenDay:
      open() = Longest(office.open);
      return true;
    default:
      return false;
  }
}

void EaseAgreement(Problem& p, const Remedy& r) {
  if (r.kind == Kind::kAgreement) {
    Agreement& added = p.agreements.emplace_back(Agreement{r.agency, r.office, 0, 1, {}});
    for (int d = 0; d < p.days; ++d) added.weekdays.push_back(d);
    return;
  }
  for (Agreement& g : p.agreements) {
    if (g.agency != r.agency || g.office != r.office) continue;
    if (r.kind == Kind::kAgreementWeekday) g.weekdays.push_back(r.day);
    if (r.kind == Kind::kAgreementVisit) g.max_visits = std::min(g.max_visits + 1, kMaxLineSlots);
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
      for (int q = r.slot; q < std::min(r.slot + kHourSlots, p.slots_per_day); ++q) {
        int& on_duty = p.interpreters[U(r.language)][U(r.day)][U(q)];
        on_duty = std::min(on_duty + 1, kMaxCapacity);
      }
      break;
    case Kind::kRoom:
      p.exclusive[U(r.line)].agencies.clear();
      break;
    case Kind::kVisitLength:
      p.max_visit = std::min(p.max_visit + kHourSlots, p.slots_per_day);
      break;
    default:
      EaseAgreement(p, r);
  }
  return p;
}

}  // namespace vuoro::planning
