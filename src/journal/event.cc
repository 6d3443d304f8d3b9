// Encodes and decodes events by their list of fields.
#include "vuoro/journal/event.h"

#include <array>
#include <utility>

#include "journal/json_fields.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

template <class T>
absl::StatusOr<Event> Decode(int32_t version, std::string_view payload) {
  if (version > T::kVersion) {
    return Fail(Reason::kStoreNewer, "event {} has version {}, this library knows {}", T::kType,
                version, T::kVersion);
  }
  const nlohmann::json json = nlohmann::json::parse(payload, nullptr, /*allow_exceptions=*/false);
  T event;
  JsonReader reader(json);
  reader.Read(event);
  if (json.is_discarded() || !reader.ok() || version < 1) {
    return Fail(Reason::kStoreCorrupt, "event {} does not read at \"{}\"", T::kType, reader.path());
  }
  return Event(std::move(event));
}

using Decoder = absl::StatusOr<Event> (*)(int32_t, std::string_view);
struct TypeRow {
  std::string_view type;
  Decoder decode;
};

template <size_t... I>
constexpr auto MakeRows(std::index_sequence<I...>) {
  return std::array<TypeRow, sizeof...(I)>{{{std::variant_alternative_t<I, Event>::kType,
                                             &Decode<std::variant_alternative_t<I, Event>>}...}};
}
constexpr auto kRows = MakeRows(std::make_index_sequence<std::variant_size_v<Event>>());

struct Subject {
  int64_t operator()(const JournalOpened&) const { return 0; }
  int64_t operator()(const NetworkLoaded&) const { return 0; }
  int64_t operator()(const AppointmentHeld& event) const { return event.appointment.id.value; }
  template <class T>
  int64_t operator()(const T& event) const {
    if constexpr (
        requires { event.appointment; } && !requires { event.label; }) {
      return event.appointment.value;
    } else if constexpr (requires { event.ticket; }) {
      return event.ticket.value;
    } else if constexpr (requires { event.session; }) {
      return event.session.value;
    } else if constexpr (requires { event.plan; }) {
      return event.plan.value;
    } else {
      return event.queue.value;
    }
  }
};

}  // namespace

std::string_view TypeOf(const Event& event) { return kRows[event.index()].type; }

int32_t VersionOf(const Event& event) {
  return std::visit(
      [](const auto& fact) {
        using T = std::decay_t<decltype(fact)>;
        if constexpr (std::is_same_v<T, PlanPublished>) {
          if (fact.cycle_weeks == 1) return int32_t{1};
        }
        return T::kVersion;
      },
      event);
}

std::vector<std::string_view> EventTypes() {
  std::vector<std::string_view> types;
  types.reserve(kRows.size());
  for (const TypeRow& row : kRows) types.push_back(row.type);
  return types;
}

std::string EncodeEvent(const Event& event) {
  return std::visit([](const auto& value) { return ToJson(value); }, event);
}

absl::StatusOr<Event> DecodeEvent(std::string_view type, int32_t version,
                                  std::string_view payload) {
  for (const TypeRow& row : kRows) {
    if (row.type == type) return row.decode(version, payload);
  }
  return Fail(Reason::kStoreNewer, "this library does not know the event type \"{}\"", type);
}

int64_t SubjectOf(const Event& event) { return std::visit(Subject(), event); }

namespace {

// Every duty lies in a week of the plan's cycle, and it is known when that begins.
absl::Status CheckCycle(const WeekPlan& plan) {
  if (!IsCycleLength(plan.cycle_weeks)) {
    return AtPath(
        Fail(Reason::kBadPlan, "a cycle of {} weeks; 1, 2 and 4 are possible", plan.cycle_weeks),
        "/cycle_weeks");
  }
  if (plan.cycle_weeks > 1 && !Date::CheckedYmd(plan.from_ymd).has_value()) {
    return AtPath(Fail(Reason::kBadPlan, "{} is no date", plan.from_ymd), "/from_ymd");
  }
  const auto check = [&](const auto& duties, std::string_view list) -> absl::Status {
    for (size_t i = 0; i < duties.size(); ++i) {
      if (duties[i].week >= 0 && duties[i].week < plan.cycle_weeks) continue;
      return AtPath(
          Fail(Reason::kBadPlan, "week {} of a cycle of {}", duties[i].week, plan.cycle_weeks),
          fmt::format("/{}/{}/week", list, i));
    }
    return absl::OkStatus();
  };
  VUORO_RETURN_IF_ERROR(check(plan.field, "field"));
  return check(plan.video, "video");
}

}  // namespace

std::string EncodeWeekPlan(const WeekPlan& plan) { return ToJson(plan); }

absl::StatusOr<WeekPlan> DecodeWeekPlan(std::string_view json) {
  const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded()) return Fail(Reason::kBadPlan, "the plan is not JSON");
  WeekPlan plan;
  JsonReader reader(parsed);
  reader.Read(plan);
  if (!reader.ok()) return AtPath(Fail(Reason::kBadPlan, "the plan does not read"), reader.path());
  VUORO_RETURN_IF_ERROR(CheckCycle(plan));
  return plan;
}

absl::StatusOr<WeekDisruption> DecodeWeekDisruption(std::string_view json) {
  const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded()) return Fail(Reason::kBadDocument, "the disruption is not JSON");
  WeekDisruption disruption;
  JsonReader reader(parsed);
  reader.Read(disruption);
  if (reader.ok()) return disruption;
  return AtPath(Fail(Reason::kBadDocument,
                     "the disruption does not read. It has three lists: absent of {{person, "
                     "weekday}}, closed of {{office, weekday}}, lost_counters of {{office, "
                     "counters}}"),
                reader.path());
}

}  // namespace vuoro
