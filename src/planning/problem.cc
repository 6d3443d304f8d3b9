// Validation of a planning problem: every index, window and limit, each fault with its place.
#include "vuoro/planning/problem.h"

#include <bit>
#include <map>
#include <set>
#include <utility>

#include "vuoro/base/status.h"

namespace vuoro::planning {
namespace {

// A fault at a JSON pointer built from its parts: At("/officials/{}/base", 3).
template <class... Args>
std::string At(fmt::format_string<Args...> format, Args&&... args) {
  return fmt::format(format, std::forward<Args>(args)...);
}

absl::Status InRange(int value, int low, int high, const std::string& path) {
  if (low <= value && value <= high) return absl::OkStatus();
  return AtPath(Fail(Reason::kBadArgument, "{} is outside {}..{}", value, low, high), path);
}

absl::Status CheckIndex(int value, size_t size, const std::string& path) {
  if (value >= 0 && static_cast<size_t>(value) < size) return absl::OkStatus();
  return AtPath(Fail(Reason::kBadArgument, "no such position: {} of {}", value, size), path);
}

absl::Status Limit(size_t size, int limit, const std::string& path) {
  if (size <= static_cast<size_t>(limit)) return absl::OkStatus();
  return AtPath(Fail(Reason::kLimitReached, "{} entries, the limit is {}", size, limit), path);
}

absl::Status Length(size_t size, int wanted, const std::string& path) {
  if (size == static_cast<size_t>(wanted)) return absl::OkStatus();
  return AtPath(Fail(Reason::kBadArgument, "{} entries, expected {}", size, wanted), path);
}

absl::Status InDay(const Window& w, const Problem& p, const std::string& path) {
  if (w.from >= 0 && w.to <= p.slots_per_day && w.from <= w.to) return absl::OkStatus();
  return AtPath(Fail(Reason::kBadArgument, "window {}..{} is not within 0..{}", w.from, w.to,
                     p.slots_per_day),
                path);
}

absl::Status Windows(const std::vector<Window>& windows, const Problem& p,
                     const std::string& path) {
  VUORO_RETURN_IF_ERROR(Length(windows.size(), p.days, path));
  for (size_t d = 0; d < windows.size(); ++d) {
    const Window& w = windows[d];
    if (w.from >= 0 && w.to <= p.slots_per_day && w.from <= w.to)
      continue;  // no place to spell out
    return InDay(w, p, At("{}/{}", path, d));
  }
  return absl::OkStatus();
}

absl::Status DistinctIndices(const std::vector<int>& values, size_t size, const std::string& path) {
  std::set<int> seen;
  for (size_t i = 0; i < values.size(); ++i) {
    VUORO_RETURN_IF_ERROR(CheckIndex(values[i], size, At("{}/{}", path, i)));
    if (!seen.insert(values[i]).second) {
      return AtPath(Fail(Reason::kBadArgument, "{} stands twice", values[i]), At("{}/{}", path, i));
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateFrame(const Problem& p) {
  if (p.weeks != 1 && p.weeks != 2 && p.weeks != kMaxWeeks) {
    return AtPath(Fail(Reason::kBadArgument, "a cycle of {} weeks, expected 1, 2 or 4", p.weeks),
                  "/weeks");
  }
  VUORO_RETURN_IF_ERROR(InRange(p.days, p.weeks, p.weeks * kMaxWeekDays, "/days"));
  if (p.days % p.weeks != 0) {
    return AtPath(
        Fail(Reason::kBadArgument, "{} days are no {} weeks of equal length", p.days, p.weeks),
        "/days");
  }
  VUORO_RETURN_IF_ERROR(InRange(p.slots_per_day, 1, kMaxSlotsPerDay, "/slots_per_day"));
  VUORO_RETURN_IF_ERROR(InRange(p.slot_minutes, 1, 24 * 60, "/slot_minutes"));
  VUORO_RETURN_IF_ERROR(InRange(p.weights.unmet, 0, kMaxWeight, "/weights/unmet"));
  VUORO_RETURN_IF_ERROR(InRange(p.weights.travel, 0, kMaxWeight, "/weights/travel"));
  VUORO_RETURN_IF_ERROR(InRange(p.weights.wait, 0, kMaxWeight, "/weights/wait"));
  VUORO_RETURN_IF_ERROR(InRange(p.weights.absence, 0, kMaxWeight, "/weights/absence"));
  if (!p.agency_weights.empty()) {
    VUORO_RETURN_IF_ERROR(
        Length(p.agency_weights.size(), static_cast<int>(p.agencies.size()), "/agency_weights"));
  }
  for (size_t a = 0; a < p.agency_weights.size(); ++a) {
    const AgencyWeights& weights = p.agency_weights[a];
    VUORO_RETURN_IF_ERROR(InRange(weights.unmet, 0, kMaxWeight, At("/agency_weights/{}/unmet", a)));
    VUORO_RETURN_IF_ERROR(InRange(weights.wait, 0, kMaxWeight, At("/agency_weights/{}/wait", a)));
  }
  VUORO_RETURN_IF_ERROR(InRange(p.min_visit, 1, p.slots_per_day, "/min_visit"));
  VUORO_RETURN_IF_ERROR(InRange(p.max_visit, p.min_visit, p.slots_per_day, "/max_visit"));
  VUORO_RETURN_IF_ERROR(InRange(p.max_stops, 1, kMaxStops, "/max_stops"));
  VUORO_RETURN_IF_ERROR(InRange(p.lunch_after, 0, p.slots_per_day, "/lunch_after"));
  if (p.lunch_after == 1) {
    return AtPath(Fail(Reason::kBadArgument, "a visit of one slot would serve nobody"),
                  "/lunch_after");
  }
  VUORO_RETURN_IF_ERROR(Limit(p.languages.size(), kMaxLanguages, "/languages"));
  VUORO_RETURN_IF_ERROR(Limit(p.agencies.size(), kMaxAgencies, "/agencies"));
  VUORO_RETURN_IF_ERROR(Limit(p.offices.size(), kMaxOffices, "/offices"));
  VUORO_RETURN_IF_ERROR(Limit(p.officials.size(), kMaxOfficials, "/officials"));
  return Limit(p.demand.size(), kMaxLines, "/demand");
}

absl::Status ValidateInterpreters(const Problem& p) {
  VUORO_RETURN_IF_ERROR(
      Length(p.interpreters.size(), static_cast<int>(p.languages.size()), "/interpreters"));
  for (size_t l = 0; l < p.interpreters.size(); ++l) {
    VUORO_RETURN_IF_ERROR(Length(p.interpreters[l].size(), p.days, At("/interpreters/{}", l)));
    for (size_t d = 0; d < p.interpreters[l].size(); ++d) {
      const std::vector<int>& row = p.interpreters[l][d];
      VUORO_RETURN_IF_ERROR(Length(row.size(), p.slots_per_day, At("/interpreters/{}/{}", l, d)));
      for (size_t q = 0; q < row.size(); ++q) {
        VUORO_RETURN_IF_ERROR(
            InRange(row[q], 0, kMaxCapacity, At("/interpreters/{}/{}/{}", l, d, q)));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateOffices(const Problem& p) {
  const int n = static_cast<int>(p.offices.size());
  for (size_t o = 0; o < p.offices.size(); ++o) {
    const Office& office = p.offices[o];
    VUORO_RETURN_IF_ERROR(InRange(office.desks, 1, kMaxCapacity, At("/offices/{}/desks", o)));
    VUORO_RETURN_IF_ERROR(InRange(office.booths, 0, kMaxCapacity, At("/offices/{}/booths", o)));
    VUORO_RETURN_IF_ERROR(Windows(office.open, p, At("/offices/{}/open", o)));
    VUORO_RETURN_IF_ERROR(DistinctIndices(office.no_video, static_cast<size_t>(p.days),
                                          At("/offices/{}/no_video", o)));
  }
  VUORO_RETURN_IF_ERROR(Length(p.drive_minutes.size(), n, "/drive_minutes"));
  for (size_t o = 0; o < p.drive_minutes.size(); ++o) {
    VUORO_RETURN_IF_ERROR(Length(p.drive_minutes[o].size(), n, At("/drive_minutes/{}", o)));
    for (size_t i = 0; i < p.drive_minutes[o].size(); ++i) {
      const int minutes = p.drive_minutes[o][i];
      if (minutes >= 0 && minutes <= kMaxDriveMinutes) continue;  // no place to spell out
      return InRange(minutes, 0, kMaxDriveMinutes, At("/drive_minutes/{}/{}", o, i));
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateOfficial(const Problem& p, const Official& official, size_t e) {
  const std::string at = At("/officials/{}", e);
  VUORO_RETURN_IF_ERROR(CheckIndex(official.agency, p.agencies.size(), at + "/agency"));
  VUORO_RETURN_IF_ERROR(CheckIndex(official.base, p.offices.size(), at + "/base"));
  VUORO_RETURN_IF_ERROR(DistinctIndices(official.languages, p.languages.size(), at + "/languages"));
  for (size_t i = 0; i < official.languages.size(); ++i) {
    if (p.languages[static_cast<size_t>(official.languages[i])].interpreted) {
      return AtPath(Fail(Reason::kBadArgument, "language {} is interpreted, nobody speaks it",
                         official.languages[i]),
                    At("{}/languages/{}", at, i));
    }
  }
  VUORO_RETURN_IF_ERROR(DistinctIndices(official.offices, p.offices.size(), at + "/offices"));
  VUORO_RETURN_IF_ERROR(Length(official.field.size(), p.days, at + "/field"));
  VUORO_RETURN_IF_ERROR(InRange(official.max_field_days, 0, kMaxWeekDays, at + "/max_field_days"));
  VUORO_RETURN_IF_ERROR(InRange(official.max_day, 0, kMaxSlotsPerDay, at + "/max_day"));
  VUORO_RETURN_IF_ERROR(
      InRange(official.max_week, 0, kMaxWeekDays * kMaxSlotsPerDay, at + "/max_week"));
  VUORO_RETURN_IF_ERROR(Windows(official.remote, p, at + "/remote"));
  if (official.remote_gaps.empty()) return absl::OkStatus();
  VUORO_RETURN_IF_ERROR(Length(official.remote_gaps.size(), p.days, at + "/remote_gaps"));
  for (size_t d = 0; d < official.remote_gaps.size(); ++d) {
    for (size_t i = 0; i < official.remote_gaps[d].size(); ++i) {
      VUORO_RETURN_IF_ERROR(
          InDay(official.remote_gaps[d][i], p, At("{}/remote_gaps/{}/{}", at, d, i)));
    }
  }
  return absl::OkStatus();
}

// The languages that only some officials of an agency speak decide the size of the pool's tables.
absl::Status ValidatePools(const Problem& p) {
  std::vector<uint64_t> any(p.agencies.size());
  std::vector<uint64_t> all(p.agencies.size(), ~uint64_t{0});
  for (const Official& official : p.officials) {
    uint64_t spoken = 0;
    for (int l : official.languages) spoken |= uint64_t{1} << l;
    any[static_cast<size_t>(official.agency)] |= spoken;
    all[static_cast<size_t>(official.agency)] &= spoken;
  }
  for (size_t a = 0; a < any.size(); ++a) {
    const int mixed = std::popcount(any[a] & ~all[a]);
    if (mixed > kMaxSpokenLanguages) {
      return AtPath(Fail(Reason::kLimitReached,
                         "agency {} has {} languages that only some officials speak, the limit "
                         "is {}",
                         a, mixed, kMaxSpokenLanguages),
                    At("/agencies/{}", a));
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateAgreements(const Problem& p) {
  std::set<std::pair<int, int>> seen;
  for (size_t g = 0; g < p.agreements.size(); ++g) {
    const Agreement& agreement = p.agreements[g];
    const std::string at = At("/agreements/{}", g);
    VUORO_RETURN_IF_ERROR(CheckIndex(agreement.agency, p.agencies.size(), at + "/agency"));
    VUORO_RETURN_IF_ERROR(CheckIndex(agreement.office, p.offices.size(), at + "/office"));
    VUORO_RETURN_IF_ERROR(InRange(agreement.min_visits, 0, kMaxLineSlots, at + "/min_visits"));
    VUORO_RETURN_IF_ERROR(
        InRange(agreement.max_visits, agreement.min_visits, kMaxLineSlots, at + "/max_visits"));
    VUORO_RETURN_IF_ERROR(
        DistinctIndices(agreement.weekdays, static_cast<size_t>(p.days), at + "/weekdays"));
    if (!seen.insert({agreement.agency, agreement.office}).second) {
      return AtPath(Fail(Reason::kBadArgument, "agency {} has two agreements with office {}",
                         agreement.agency, agreement.office),
                    at);
    }
  }
  for (size_t i = 0; i < p.presence.size(); ++i) {
    const Presence& presence = p.presence[i];
    const std::string at = At("/presence/{}", i);
    if (!seen.contains({presence.agency, presence.office})) {
      return AtPath(Fail(Reason::kBadArgument, "agency {} has no agreement with office {}",
                         presence.agency, presence.office),
                    at);
    }
    VUORO_RETURN_IF_ERROR(InRange(presence.day, 0, p.days - 1, at + "/day"));
    VUORO_RETURN_IF_ERROR(InDay(presence.hours, p, at + "/hours"));
  }
  for (size_t x = 0; x < p.exclusive.size(); ++x) {
    VUORO_RETURN_IF_ERROR(
        CheckIndex(p.exclusive[x].office, p.offices.size(), At("/exclusive/{}/office", x)));
    VUORO_RETURN_IF_ERROR(DistinctIndices(p.exclusive[x].agencies, p.agencies.size(),
                                          At("/exclusive/{}/agencies", x)));
  }
  return absl::OkStatus();
}

absl::Status ValidateDemand(const Problem& p) {
  std::map<std::pair<int, int>, int> lines;
  for (size_t k = 0; k < p.demand.size(); ++k) {
    const DemandLine& line = p.demand[k];
    const std::string at = At("/demand/{}", k);
    VUORO_RETURN_IF_ERROR(CheckIndex(line.agency, p.agencies.size(), at + "/agency"));
    VUORO_RETURN_IF_ERROR(CheckIndex(line.office, p.offices.size(), at + "/office"));
    VUORO_RETURN_IF_ERROR(CheckIndex(line.language, p.languages.size(), at + "/language"));
    VUORO_RETURN_IF_ERROR(InRange(line.slots, 0, kMaxLineSlots, at + "/slots"));
    VUORO_RETURN_IF_ERROR(
        DistinctIndices(line.weekdays, static_cast<size_t>(p.days), at + "/weekdays"));
    if (++lines[{line.agency, line.office}] > kMaxLinesPerAgreement) {
      return AtPath(Fail(Reason::kLimitReached, "more than {} lines of agency {} in office {}",
                         kMaxLinesPerAgreement, line.agency, line.office),
                    at);
    }
  }
  return absl::OkStatus();
}

// -1 is any.
absl::Status CheckAny(int value, size_t size, const std::string& path) {
  return value == -1 ? absl::OkStatus() : CheckIndex(value, size, path);
}

absl::Status ValidateDecision(const Problem& p, const Decision& d, const std::string& at) {
  VUORO_RETURN_IF_ERROR(CheckAny(d.official, p.officials.size(), at + "/official"));
  VUORO_RETURN_IF_ERROR(CheckAny(d.agency, p.agencies.size(), at + "/agency"));
  VUORO_RETURN_IF_ERROR(CheckAny(d.office, p.offices.size(), at + "/office"));
  VUORO_RETURN_IF_ERROR(CheckAny(d.day, static_cast<size_t>(p.days), at + "/day"));
  if (d.window != Window{}) {
    VUORO_RETURN_IF_ERROR(InRange(d.window.from, 0, p.slots_per_day - 1, at + "/window/0"));
    VUORO_RETURN_IF_ERROR(
        InRange(d.window.to, d.window.from + 1, p.slots_per_day, at + "/window/1"));
  }
  VUORO_RETURN_IF_ERROR(InRange(d.worth, -kMaxWeight, kMaxWeight, at + "/worth"));
  const auto wrong = [&](std::string_view what, const char* key) {
    return AtPath(Fail(Reason::kBadArgument, "{}", what), at + key);
  };
  if (d.official >= 0 && d.agency >= 0 &&
      p.officials[static_cast<size_t>(d.official)].agency != d.agency) {
    return wrong("the official is of another agency", "/agency");
  }
  const bool prefers = d.kind == DecisionKind::kPrefer;
  if (d.worth != 0 && !prefers) return wrong("only a preference has a worth", "/worth");
  const bool wanted = d.kind == DecisionKind::kPin || (prefers && d.worth > 0);
  if (d.exact && (!wanted || d.window.empty())) {
    return wrong("only a wanted visit with a window can be exact", "/exact");
  }
  if (d.video && d.kind != DecisionKind::kForbid)
    return wrong("only what is forbidden can be video", "/video");
  if (d.video && d.official >= 0 && d.office >= 0) {
    return wrong("an official's calls cannot be forbidden for one office alone", "/video");
  }
  return absl::OkStatus();
}

absl::Status ValidateDecisions(const Problem& p) {
  VUORO_RETURN_IF_ERROR(Limit(p.decisions.size(), kMaxDecisions, "/decisions"));
  int broad = 0;
  for (size_t i = 0; i < p.decisions.size(); ++i) {
    const Decision& d = p.decisions[i];
    const std::string at = At("/decisions/{}", i);
    VUORO_RETURN_IF_ERROR(ValidateDecision(p, d, at));
    if (d.official < 0 && d.office < 0 && ++broad > kMaxBroadDecisions) {
      return AtPath(
          Fail(Reason::kLimitReached,
               "more than {} decisions that name neither official nor office", kMaxBroadDecisions),
          at);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Problem::Validate() const {
  VUORO_RETURN_IF_ERROR(ValidateFrame(*this));
  VUORO_RETURN_IF_ERROR(ValidateInterpreters(*this));
  VUORO_RETURN_IF_ERROR(ValidateOffices(*this));
  for (size_t e = 0; e < officials.size(); ++e) {
    VUORO_RETURN_IF_ERROR(ValidateOfficial(*this, officials[e], e));
  }
  VUORO_RETURN_IF_ERROR(ValidatePools(*this));
  VUORO_RETURN_IF_ERROR(ValidateAgreements(*this));
  VUORO_RETURN_IF_ERROR(ValidateDemand(*this));
  return ValidateDecisions(*this);
}

}  // namespace vuoro::planning
