// Finds zones in the system's tzdata and converts with their tables; the only user of date/tz.h.
#include "vuoro/time/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <exception>
#include <fstream>

#include "time/zone_table.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

// Where the date library looks as well, in its order.
constexpr std::array<std::string_view, 4> kTzdataFolders = {
    "/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"};

// No zone has ever been further from UTC than this (Manila, Alaska: under 16 hours).
constexpr int64_t kMaxOffset_s = kSecondsPerDay;

int64_t UtcMidnight_s(Date date) { return int64_t{date.days} * kSecondsPerDay; }

// The last line of the zone's TZif file without its line end; "" when there is none.
std::string StandingRule(const std::string& name) {
  for (std::string_view folder : kTzdataFolders) {
    std::ifstream file(std::string(folder) + "/" + name, std::ios::binary);
    if (!file) continue;
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.size() < 2 || bytes.back() != '\n') return "";
    bytes.pop_back();
    return bytes.substr(bytes.rfind('\n') + 1);
  }
  return "";
}

// Throws what the date library throws.
ZoneTable ReadExplicitChanges(std::string_view name) {
  const date::time_zone* zone = date::locate_zone(name);
  ZoneTable table{zone->name(), {}};
  std::chrono::seconds at(UtcMidnight_s(Date::Min()));
  const std::chrono::seconds end(UtcMidnight_s(Date::Max().AddDays(1)));
  while (at < end) {
    const date::sys_info info = zone->get_info(date::sys_seconds(at));
    const int offset_s = static_cast<int>(info.offset.count());
    // A change of the abbreviation alone is no change for us.
    if (table.changes.empty() || table.changes.back().offset_s != offset_s) {
      table.changes.push_back({at.count(), offset_s});
    }
    at = info.end.time_since_epoch();
  }
  return table;
}

const std::shared_ptr<const ZoneTable>& UtcTable() {
  static const auto* table = new std::shared_ptr<const ZoneTable>(
      std::make_shared<ZoneTable>(ZoneTable{"UTC", {{UtcMidnight_s(Date::Min()), 0}}}));
  return *table;
}

// The index of the entry in force at `utc_s`.
size_t IndexAt(const ZoneTable& table, int64_t utc_s) {
  const auto after = std::upper_bound(
      table.changes.begin(), table.changes.end(), utc_s,
      [](int64_t value, const OffsetChange& change) { return value < change.start_s; });
  return after == table.changes.begin() ? 0
                                        : static_cast<size_t>(after - table.changes.begin()) - 1;
}

// One stretch of constant offset in UTC seconds; the outer ones reach to the ends of time.
struct Stretch {
  int64_t start_s;
  int64_t end_s;
  int offset_s;
};

Stretch StretchAt(const ZoneTable& table, size_t index) {
  const bool last = index + 1 == table.changes.size();
  return {index == 0 ? INT64_MIN : table.changes[index].start_s,
          last ? INT64_MAX : table.changes[index + 1].start_s, table.changes[index].offset_s};
}

}  // namespace

Zone::Zone() : table_(UtcTable()) {}

const std::string& Zone::name() const { return table_->name; }

int Zone::OffsetAt(Instant instant) const {
  return table_->changes[IndexAt(*table_, instant.seconds())].offset_s;
}

LocalTime Zone::ToLocal(Instant instant) const {
  const int offset_s = OffsetAt(instant);
  const int64_t local_s = instant.seconds() + offset_s;
  const int64_t day = (local_s - (local_s < 0 ? kSecondsPerDay - 1 : 0)) / kSecondsPerDay;
  const int second_of_day = static_cast<int>(local_s - day * kSecondsPerDay);
  return {{static_cast<int32_t>(day)}, second_of_day / 60, second_of_day % 60, offset_s};
}

Instant Zone::ToInstant(Date date, int minute, Fold fold) const {
  const int64_t local_s = UtcMidnight_s(date) + minute * kSecondsPerMinute;
  const size_t last = IndexAt(*table_, local_s + kMaxOffset_s);
  int64_t found_s = 0;
  bool found = false;
  int64_t before_gap_s = 0;
  for (size_t i = IndexAt(*table_, local_s - kMaxOffset_s); i <= last; ++i) {
    const Stretch stretch = StretchAt(*table_, i);
    const int64_t utc_s = local_s - stretch.offset_s;
    if (utc_s >= stretch.end_s) before_gap_s = utc_s;  // this offset, carried on past its end
    if (utc_s < stretch.start_s || utc_s >= stretch.end_s) continue;
    found_s = utc_s;
    found = true;
    if (fold == Fold::kEarlier) break;
  }
  return Instant::FromSeconds(found ? found_s : before_gap_s);
}

Interval Zone::ToInterval(Date date, MinuteRange range) const {
  return {ToInstant(date, range.from_min, Fold::kEarlier),
          ToInstant(date, range.to_min, Fold::kLater)};
}

Instant Zone::DayStart(Date date) const {
  const int64_t local_s = UtcMidnight_s(date);
  size_t i = IndexAt(*table_, local_s - kMaxOffset_s);
  for (;; ++i) {
    const Stretch stretch = StretchAt(*table_, i);
    const int64_t utc_s = std::max(stretch.start_s, local_s - stretch.offset_s);
    if (utc_s < stretch.end_s) return Instant::FromSeconds(utc_s);
  }
}

Date Zone::DateAt(Instant instant) const {
  Date date = ToLocal(instant).date;
  while (DayStart(date.AddDays(1)) <= instant) date = date.AddDays(1);
  return date;
}

absl::StatusOr<Zone> FindZone(std::string_view name) {
  try {
    ZoneTable table = ReadExplicitChanges(name);
    if (absl::Status status = AppendPosixRule(StandingRule(table.name), kMaxYear, table.changes);
        !status.ok()) {
      return Fail(Reason::kUnknownZone, "the tzdata file of {} is damaged: {}", table.name,
                  MessageOf(status));
    }
    return Zone(std::make_shared<const ZoneTable>(std::move(table)));
  } catch (const std::exception&) {
    return Fail(Reason::kUnknownZone, "'{}' is not a time zone of tzdata {}", name,
                TzdataVersion());
  }
}

std::string TzdataVersion() {
  for (std::string_view folder : kTzdataFolders) {
    std::ifstream file(std::string(folder) + "/tzdata.zi");
    std::string hash;
    std::string word;
    std::string version;
    if (file >> hash >> word >> version && hash == "#" && word == "version") return version;
  }
  return "unknown";
}

}  // namespace vuoro
