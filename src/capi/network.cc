// Network documents: checking, loading, and looking up what is in them.
#include <utility>

#include "capi/objects.h"
#include "vuoro/time/text.h"

namespace vuoro::capi {
namespace {

vuoro_fault FaultToC(const Fault& from) {
  vuoro_fault fault{};
  fault.severity = static_cast<uint32_t>(from.severity);
  fault.line = from.line;
  fault.column = from.column;
  fault.rule = from.rule.data();  // a literal: NUL stands behind it
  fault.pointer = from.pointer.c_str();
  fault.message = from.message.c_str();
  fault.suggestion = from.suggestion.c_str();
  return fault;
}

absl::StatusOr<std::shared_ptr<std::vector<Fault>>> CheckNetwork(const char* json, size_t size) {
  VUORO_ASSIGN_OR_RETURN(const std::string_view text, ReadDocument(json, size, "json"));
  auto faults = std::make_shared<std::vector<Fault>>();
  static_cast<void>(LoadNetwork(text, faults.get()));  // what is wrong is in the list
  return faults;
}

absl::StatusOr<Date> ReadDate(int32_t ymd) {
  const auto date = Date::CheckedYmd(ymd);
  if (!date.has_value()) return AtPath(Fail(Reason::kBadArgument, "{} is no date", ymd), "ymd");
  return *date;
}

}  // namespace

vuoro_network_summary ToC(const NetworkSummary& from) {
  vuoro_network_summary summary{};
  summary.agencies = from.agencies;
  summary.services = from.services;
  summary.offices = from.offices;
  summary.offers = from.offers;
  summary.people = from.people;
  summary.queues = from.queues;
  CopyText(from.document, summary.document);
  return summary;
}

vuoro_entity ToC(const Entity& from) {
  vuoro_entity entity{};
  entity.kind = static_cast<uint32_t>(from.kind);
  entity.id = from.id;
  entity.office = from.office.value;
  entity.agency = from.agency.value;
  entity.service = from.service.value;
  entity.mode = from.kind == EntityKind::kResource ? static_cast<uint32_t>(from.resource)
                                                   : static_cast<uint32_t>(from.mode);
  entity.private_queue = from.private_queue ? 1 : 0;
  entity.key = from.key.c_str();
  entity.name = from.name.c_str();
  return entity;
}

vuoro_local_time ToC(const LocalTime& from) {
  vuoro_local_time local{};
  local.ymd = from.date.Ymd();
  local.minute = from.minute;
  local.second = from.second;
  local.offset_s = from.offset_s;
  local.weekday = from.date.weekday();
  CopyText(FormatLocalTime(from), local.text);
  return local;
}

}  // namespace vuoro::capi

using namespace vuoro::capi;
using vuoro::EntityKind;
using vuoro::kEntityKindCount;
using vuoro::kMaxTextBytes;
using vuoro::OfficeId;

vuoro_status vuoro_network_check(const char* json, size_t json_len, vuoro_faults** out) {
  return Open(out, [&] { return CheckNetwork(json, json_len); });
}

size_t vuoro_faults_count(const vuoro_faults* faults) {
  return Count(faults, [](const auto& list) { return list.size(); });
}

vuoro_status vuoro_faults_at(const vuoro_faults* faults, size_t index, vuoro_fault* out) {
  return ElementAt(faults, index, out, FaultToC);
}

void vuoro_faults_free(vuoro_faults* faults) { Close(faults); }

vuoro_status vuoro_network_load(vuoro_session* session, const vuoro_command* command,
                                const char* json, size_t json_len, vuoro_network_summary* out) {
  auto unread = VUORO_INIT(vuoro_network_summary);
  return Command(
      session, command, out != nullptr ? out : &unread,
      [&](const Session& self, const auto& options) -> absl::StatusOr<vuoro::NetworkSummary> {
        VUORO_ASSIGN_OR_RETURN(const auto text, ReadDocument(json, json_len, "json"));
        return self.engine->LoadNetworkDocument(self.access, options, text, nullptr);
      });
}

vuoro_status vuoro_network_read(vuoro_session* session, vuoro_network_summary* out) {
  return Query(session, out, [](const Session& self) { return self.engine->Summary(self.access); });
}

vuoro_status vuoro_find_id(vuoro_session* session, uint32_t kind, const char* key, vuoro_id* out) {
  return Query(session, out, [&](const Session& self) -> absl::StatusOr<int64_t> {
    VUORO_ASSIGN_OR_RETURN(const auto of, ReadEnum<EntityKind>(kind, kEntityKindCount, "kind"));
    VUORO_ASSIGN_OR_RETURN(const auto text, ReadText(key, kMaxTextBytes, "key"));
    return self.engine->FindId(self.access, of, text);
  });
}

vuoro_status vuoro_entities_list(vuoro_session* session, uint32_t kind, vuoro_id office,
                                 const char* language, vuoro_entities** out) {
  return List(session, out, [&](const Session& self) -> absl::StatusOr<std::vector<vuoro::Entity>> {
    VUORO_ASSIGN_OR_RETURN(const auto of, ReadEnum<EntityKind>(kind, kEntityKindCount, "kind"));
    VUORO_ASSIGN_OR_RETURN(const auto text, ReadText(language, kMaxTextBytes, "language"));
    return self.engine->Entities(self.access, of, OfficeId{office}, text);
  });
}

size_t vuoro_entities_count(const vuoro_entities* entities) {
  return Count(entities, [](const auto& list) { return list.size(); });
}

vuoro_status vuoro_entities_at(const vuoro_entities* entities, size_t index, vuoro_entity* out) {
  return ElementAt(entities, index, out, [](const vuoro::Entity& entity) { return ToC(entity); });
}

void vuoro_entities_free(vuoro_entities* entities) { Close(entities); }

vuoro_status vuoro_local_time_at(vuoro_session* session, vuoro_id office, int64_t at_us,
                                 vuoro_local_time* out) {
  return Query(session, out, [&](const Session& self) {
    return self.engine->LocalTimeIn(self.access, OfficeId{office}, at_us);
  });
}

vuoro_status vuoro_instant_at(vuoro_session* session, vuoro_id office, int32_t ymd, int32_t minute,
                              int64_t* out_us) {
  return Query(session, out_us, [&](const Session& self) -> absl::StatusOr<int64_t> {
    VUORO_ASSIGN_OR_RETURN(const auto date, ReadDate(ymd));
    VUORO_ASSIGN_OR_RETURN(const auto instant,
                           self.engine->InstantIn(self.access, OfficeId{office}, date, minute));
    return instant.us;
  });
}
