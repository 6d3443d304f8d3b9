// Weekly rules and exceptions out of JSON.
#include <algorithm>

#include "config/context.h"

namespace vuoro::config {
namespace {

// `from` and `to` of `object`; empty after a fault.
MinuteRange ReadRange(Context& context, const Object& object) {
  int from_min = 0;
  int to_min = 0;
  const bool from = context.read.Time(object.Require("from"), false, from_min);
  const bool to = context.read.Time(object.Require("to"), true, to_min);
  if (!from || !to) return {};
  const int quantum = context.network.quantum_min;
  if (from_min % quantum != 0 || to_min % quantum != 0) {
    context.read.Report(FaultRule::kRounded, object.node(),
                        fmt::format("hours that are no multiples of the quantum, {} min", quantum),
                        "They are narrowed to whole quanta when slots are made.");
  }
  return OverMidnight(from_min, to_min);
}

// Reads `first` and `last` into `dates`, with a fault when they are in the wrong order.
void ReadValidity(Context& context, const Object& object, std::string_view first,
                  std::string_view last, DateRange& dates) {
  std::optional<Date> from;
  std::optional<Date> to;
  context.read.DateOf(object[first], from);
  context.read.DateOf(object[last], to);
  if (from) dates.first = *from;
  if (to) dates.last = *to;
  if (from && to && *to < *from) {
    context.read.Report(FaultRule::kWrongOrder, *object[last],
                        fmt::format("\"{}\" is before \"{}\"", last, first));
  }
}

WeeklyHours ReadRule(Context& context, const Node& node) {
  Reader& read = context.read;
  const Object object(
      read, &node, "a weekly rule",
      {"days", "from", "to", "valid_from", "valid_to", "every_weeks", "starting", "nth"});
  WeeklyHours rule;
  if (!object.valid()) return rule;
  read.Days(object.Require("days"), rule.weekdays);
  rule.hours = ReadRange(context, object);
  ReadValidity(context, object, "valid_from", "valid_to", rule.valid);
  read.Int(object["every_weeks"], 1, kMaxEveryWeeks, rule.every_weeks);
  std::optional<Date> anchor;
  read.DateOf(object["starting"], anchor);
  if (anchor) rule.anchor = *anchor;
  if (object["every_weeks"] != nullptr) object.Require("starting");
  if (object["starting"] != nullptr) object.Require("every_weeks");
  if (read.Int(object["nth"], -1, 5, rule.nth_of_month) && rule.nth_of_month == 0) {
    read.Report(FaultRule::kOutOfRange, *object["nth"], "0 is neither 1 to 5 nor -1, the last");
  }
  return rule;
}

// The day or days of an exception: `date` with `to_date`, or `holiday`.
void ReadWhen(Context& context, const Object& object, ExceptionDay& day) {
  Reader& read = context.read;
  static const std::vector<std::string_view> kKeys = [] {
    std::vector<std::string_view> keys;
    keys.reserve(kHolidays.size());
    for (const HolidayRow& row : kHolidays) keys.push_back(row.key);
    return keys;
  }();
  if (object["holiday"] != nullptr) {
    size_t position = 0;
    if (read.WordIn(object["holiday"], kKeys, position)) day.holiday = kHolidays[position].holiday;
    object.Exclude("holiday", "date");
    object.Exclude("holiday", "to_date");
    return;
  }
  std::optional<Date> date;
  if (!read.DateOf(object.Require("date"), date)) {
    read.DateOf(object["to_date"], date);
    return;
  }
  day.dates = {*date, *date};
  ReadValidity(context, object, "date", "to_date", day.dates);
}

ExceptionDay ReadException(Context& context, const Node& node) {
  Reader& read = context.read;
  const Object object(read, &node, "an exception",
                      {"date", "to_date", "holiday", "closed", "hours", "note"});
  ExceptionDay day;
  if (!object.valid()) return day;
  ReadWhen(context, object, day);
  read.String(object["note"], day.note);
  bool closed = false;
  if (read.Bool(object["closed"], closed) && !closed) {
    read.Report(FaultRule::kOutOfRange, *object["closed"], "\"closed\" can only be true here",
                "Maybe leave it out and name the \"hours\".");
  }
  if (object["closed"] != nullptr) {
    object.Exclude("closed", "hours");
    return day;
  }
  for (const Node& item : read.List(object.Require("hours"), 1)) {
    const Object range(read, &item, "hours of an exception", {"from", "to"});
    if (range.valid()) day.hours.push_back(ReadRange(context, range));
  }
  return day;
}

}  // namespace

std::vector<WeeklyHours> ReadWeekly(Context& context, const Node* node) {
  std::vector<WeeklyHours> weekly;
  for (const Node& item : context.read.List(node)) weekly.push_back(ReadRule(context, item));
  return weekly;
}

OpeningHours ReadHours(Context& context, const Object& object) {
  OpeningHours hours;
  hours.weekly = ReadWeekly(context, object["hours"]);
  for (const Node& item : context.read.List(object["exceptions"])) {
    hours.exceptions.push_back(ReadException(context, item));
  }
  context.read.Bool(object["closed_on_public_holidays"], hours.closed_on_public_holidays);
  return hours;
}

bool HasHours(const Object& object) {
  return object["hours"] != nullptr || object["exceptions"] != nullptr ||
         object["closed_on_public_holidays"] != nullptr;
}

}  // namespace vuoro::config
