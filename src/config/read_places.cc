// Agencies, services and offices with their counters, booths, rooms and terminals.
#include <algorithm>
#include <set>

#include "config/context.h"

namespace vuoro::config {
namespace {

constexpr int kMaxServiceMinutes = 720;

// Says once for every cycle that an agency's successors lead back to it.
void CheckSuccessors(Context& context) {
  const std::vector<Agency>& agencies = context.network.agencies;
  std::vector<size_t> seen_in(agencies.size(), 0);  // the walk that came by, 1-based
  for (size_t start = 0; start < agencies.size(); ++start) {
    size_t at = start;
    while (seen_in[at] == 0 && agencies[at].successor) {
      seen_in[at] = start + 1;
      at = agencies[at].successor.position();
    }
    if (seen_in[at] == 0) seen_in[at] = start + 1;
    if (seen_in[at] == start + 1 && agencies[at].successor) {
      const Node* node = context.agency_nodes[at]->Find("successor");
      context.read.Report(
          FaultRule::kSuccessorCycle, *node,
          fmt::format("the successors of agency {} lead back to it", Quoted(agencies[at].key)));
      seen_in[at] = agencies.size() + 1;
    }
  }
}

void ReadVisits(Context& context, const Node* node, Agency& agency) {
  Reader& read = context.read;
  if (!read.Type(node, Node::Type::kObject, "an object of visits by year")) return;
  for (const Node& member : node->children) {
    const std::string_view year = member.key;
    const bool formed =
        year.size() == 4 && (year[0] == '1' || year[0] == '2') &&
        std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!formed) {
      read.ReportKey(FaultRule::kBadForm, member,
                     fmt::format("{} is no year from 1000 to 2999", Quoted(year)));
      continue;
    }
    int64_t visits = 0;
    if (!read.Integer(&member, 0, 1'000'000'000'000, visits)) continue;
    agency.visits_by_year.emplace_back(std::stoi(std::string(year)), visits);
  }
}

Agency ReadAgency(Context& context, const Node& node, std::string_view id) {
  Reader& read = context.read;
  const Object object(read, &node, "an agency",
                      {"id", "name", "kind", "private_queues", "successor", "visits"});
  Agency agency;
  agency.key = id;
  if (!object.valid()) return agency;
  read.TextOf(object.Require("name"), context.first_language, agency.name);
  read.Word(object["kind"], agency.kind);
  read.Bool(object["private_queues"], agency.private_queues);
  const Object successor(read, object["successor"], "a successor", {"agency", "from"});
  if (successor.valid()) {
    read.Refer(successor.Require("agency"), context.agencies, agency.successor);
    read.DateOf(successor.Require("from"), agency.successor_from);
  }
  ReadVisits(context, object["visits"], agency);
  return agency;
}

// `duration_min` as a number for the `modes`, or as an object by mode.
void ReadDurations(Context& context, const Object& object, Service& service) {
  Reader& read = context.read;
  const Node* duration = object.Require("duration_min");
  const auto minutes_of = [&](const Node& node) -> int16_t {
    int64_t minutes = 0;
    if (!read.Integer(&node, 1, kMaxServiceMinutes, minutes)) return 0;
    return context.RoundUp(minutes, node);
  };
  if (duration != nullptr && duration->type == Node::Type::kObject) {
    object.Exclude("duration_min", "modes");
    if (duration->children.empty()) {
      read.Report(FaultRule::kBadLength, *duration, "a duration without any mode");
    }
    for (const Node& member : duration->children) {
      const auto mode = FromWord<Mode>(member.key);
      const int16_t minutes = minutes_of(member);
      if (mode) {
        service.duration_min[static_cast<size_t>(*mode)] = minutes;
        continue;
      }
      Nearest nearest(member.key);
      for (const std::string_view word : WordsOf<Mode>()) nearest.Try(word);
      read.ReportKey(FaultRule::kUnknownKey, member,
                     fmt::format("{} is no mode", Quoted(member.key)), nearest.Suggestion());
    }
    return;
  }
  const int16_t minutes = duration == nullptr ? int16_t{0} : minutes_of(*duration);
  if (object["modes"] == nullptr) {
    service.duration_min[static_cast<size_t>(Mode::kOnSite)] = minutes;
    return;
  }
  const std::vector<Node>& modes = read.List(object["modes"], 1);
  read.Unique(modes);
  for (const Node& item : modes) {
    Mode mode = Mode::kOnSite;
    if (read.Word(&item, mode)) service.duration_min[static_cast<size_t>(mode)] = minutes;
  }
}

int16_t ReadBuffer(Context& context, const Node* node) {
  int64_t minutes = 0;
  return context.read.Integer(node, 0, kMaxServiceMinutes, minutes)
             ? context.RoundUp(minutes, *node)
             : int16_t{0};
}

// Reads who may do it: its level and task. Authorities' decisions stay with authorities (A17, D8).
void ReadTask(Context& context, const Object& object, Service& service) {
  Reader& read = context.read;
  bool authority = true;
  std::string_view kind;
  if (service.agency) {
    const Agency& agency = context.network.at(service.agency);
    authority = IsParty(agency.kind);
    kind = WordOf(agency.kind);
  }
  if (!authority) {
    service.level = ServiceLevelOfWork::kFiling;
    service.task = TaskKind::kSupportive;
  }
  read.Word(object["level"], service.level);
  read.Word(object["task"], service.task);
  read.Bool(object["requires_authority_in_person"], service.requires_authority_in_person);
  if (authority) return;
  const auto refuse = [&](std::string_view key, bool wrong) {
    if (!wrong) return;
    read.Report(FaultRule::kNotTheirTask, *object[key],
                fmt::format("service {} is of an {}, which cannot do an authority's task",
                            Quoted(service.key), kind),
                "Maybe the service belongs to another agency.");
  };
  refuse("level", service.level == ServiceLevelOfWork::kDecision);
  refuse("task", service.task == TaskKind::kDecision);
  refuse("requires_authority_in_person", service.requires_authority_in_person);
}

void CheckAssist(Context& context, const Object& object, const Service& service) {
  if (service.assist_min == 0) return;
  const int16_t booth_min = service.duration_min[static_cast<size_t>(Mode::kVideoBooth)];
  const Node& node = *object["assist_min"];
  if (booth_min == 0) {
    context.read.Report(FaultRule::kNoEffect, node,
                        "an advisor assists at booths only, and this service has no video_booth");
  } else if (service.assist_min > booth_min) {
    context.read.Report(FaultRule::kWrongOrder, node,
                        fmt::format("the assist of {} min is longer than the service, {} min",
                                    service.assist_min, booth_min));
  }
}

Service ReadService(Context& context, const Node& node, std::string_view id) {
  Reader& read = context.read;
  const Object object(read, &node, "a service",
                      {"id", "agency", "name", "duration_min", "modes", "buffer_before_min",
                       "buffer_after_min", "assist_min", "equipment", "skills", "level", "task",
                       "identification", "requires_authority_in_person", "private"});
  Service service;
  service.key = id;
  if (!object.valid()) return service;
  read.Refer(object.Require("agency"), context.agencies, service.agency);
  read.TextOf(object.Require("name"), context.first_language, service.name);
  ReadDurations(context, object, service);
  service.buffer_before_min = ReadBuffer(context, object["buffer_before_min"]);
  service.buffer_after_min = ReadBuffer(context, object["buffer_after_min"]);
  service.assist_min = ReadBuffer(context, object["assist_min"]);
  CheckAssist(context, object, service);
  read.Set(object["equipment"], context.equipment, service.equipment);
  read.Set(object["skills"], context.skills, service.skills);
  ReadTask(context, object, service);
  read.Word(object["identification"], service.identification);
  read.Bool(object["private"], service.private_queue);
  return service;
}

// One kind of an office's resources: how documents name it and where it goes.
struct ResourceList {
  std::string_view key;   // "counters"
  std::string_view word;  // "counter"
  std::string_view what;  // "a counter"
  ResourceKind kind;
  std::vector<ResourceIndex> Office::*member;
};
constexpr ResourceList kResourceLists[] = {
    {"counters", "counter", "a counter", ResourceKind::kCounter, &Office::counters},
    {"booths", "booth", "a booth", ResourceKind::kBooth, &Office::booths},
    {"rooms", "room", "a room", ResourceKind::kRoom, &Office::rooms},
    {"terminals", "terminal", "a terminal", ResourceKind::kTerminal, &Office::terminals},
};

void AddResource(Context& context, const Node& node, Resource resource,
                 std::vector<ResourceIndex>& list) {
  const auto [found, added] = context.resource_keys.emplace(resource.key, &node);
  if (!added) {
    context.read.Report(FaultRule::kDuplicateId, node,
                        fmt::format("a second resource with the key {}", Quoted(resource.key)),
                        "Maybe choose another id for one of the two.");
    return;
  }
  list.emplace_back(context.network.resources.size());
  context.network.resources.push_back(std::move(resource));
}

void ReadResourceList(Context& context, const Node* node, const ResourceList& list,
                      OfficeIndex index, Office& office) {
  Reader& read = context.read;
  if (node == nullptr) return;
  Resource resource;
  resource.kind = list.kind;
  resource.office = index;
  if (node->type != Node::Type::kArray) {
    int count = 0;
    if (!read.Int(node, 0, kMaxAlike, count)) return;
    if (!context.Spend(static_cast<size_t>(count), *node)) return;
    for (int number = 1; number <= count; ++number) {
      resource.key = fmt::format("{}.{}-{}", office.key, list.word, number);
      AddResource(context, *node, resource, office.*list.member);
    }
    return;
  }
  for (const Node& item : node->children) {
    const bool counter = list.kind == ResourceKind::kCounter;
    const Object object = counter
                              ? Object(read, &item, list.what, {"id", "name", "equipment", "quick"})
                              : Object(read, &item, list.what, {"id", "name", "equipment"});
    if (!object.valid()) continue;
    Resource named = resource;
    std::string_view id;
    const bool has_id = read.Id(object.Require("id"), id);
    named.key = fmt::format("{}.{}", office.key, id);
    read.TextOf(object["name"], context.first_language, named.name);
    read.Set(object["equipment"], context.equipment, named.equipment);
    if (counter) read.Bool(object["quick"], named.quick);
    if (has_id) AddResource(context, *object["id"], std::move(named), office.*list.member);
  }
}

void ReadStops(Context& context, const Object& object, Office& office) {
  Reader& read = context.read;
  const bool mobile = office.kind == OfficeKind::kMobile;
  if (mobile && object["hours"] != nullptr) {
    read.ReportKey(FaultRule::kKeysExclude, *object["hours"],
                   "a mobile office has its hours at its stops", "Maybe move them to \"stops\".");
  }
  if (!mobile && object["stops"] != nullptr) {
    read.ReportKey(FaultRule::kKeysExclude, *object["stops"],
                   fmt::format("a {} office has no stops", WordOf(office.kind)),
                   "Maybe its kind is \"mobile\".");
  }
  if (mobile) object.Require("stops");
  for (const Node& item : read.List(object["stops"], 1)) {
    const Object fields(read, &item, "a stop",
                        {"place", "hours", "exceptions", "closed_on_public_holidays", "connected",
                         "latitude", "longitude"});
    if (!fields.valid()) continue;
    Stop stop;
    read.TextOf(fields.Require("place"), context.first_language, stop.place);
    fields.Require("hours");
    stop.hours = ReadHours(context, fields);
    read.Bool(fields["connected"], stop.connected);
    read.Real(fields["latitude"], -90, 90, stop.latitude);
    read.Real(fields["longitude"], -180, 180, stop.longitude);
    office.stops.push_back(std::move(stop));
  }
}

Office ReadOffice(Context& context, const Node& node, OfficeIndex index, std::string_view id) {
  Reader& read = context.read;
  const Object object(read, &node, "an office",
                      {"id",        "name",      "kind",       "municipality",
                       "time_zone", "hours",     "exceptions", "closed_on_public_holidays",
                       "counters",  "booths",    "rooms",      "terminals",
                       "opens_on",  "closes_on", "pilot",      "population",
                       "latitude",  "longitude", "stops",      "rules"});
  Office office;
  office.key = id;
  office.time_zone = context.network.time_zone;
  office.rules = context.network.rules;
  if (!object.valid()) return office;
  read.TextOf(object.Require("name"), context.first_language, office.name);
  read.Word(object["kind"], office.kind);
  read.String(object["municipality"], office.municipality);
  ReadZone(context, object["time_zone"], office.time_zone);
  office.hours = ReadHours(context, object);
  ReadStops(context, object, office);
  for (const ResourceList& list : kResourceLists) {
    ReadResourceList(context, object[list.key], list, index, office);
  }
  read.DateOf(object["opens_on"], office.opens_on);
  read.DateOf(object["closes_on"], office.closes_on);
  if (office.opens_on && office.closes_on && *office.closes_on <= *office.opens_on) {
    read.Report(FaultRule::kWrongOrder, *object["closes_on"],
                "\"closes_on\" is not after \"opens_on\"");
  }
  read.Bool(object["pilot"], office.pilot);
  read.Int(object["population"], 0, 1'000'000'000, office.population);
  read.Real(object["latitude"], -90, 90, office.latitude);
  read.Real(object["longitude"], -180, 180, office.longitude);
  ReadOfficeRules(context, object["rules"], office.rules);
  return office;
}

}  // namespace

void ReadAgencies(Context& context, const Object& top) {
  const std::vector<Node>& items = context.read.List(top.Require("agencies"));
  ReadIds(context, items, context.agencies);
  for (const Node& item : items) {
    const std::string_view id = context.agencies.id(context.network.agencies.size());
    context.network.agencies.push_back(ReadAgency(context, item, id));
    context.agency_nodes.push_back(&item);
  }
  CheckSuccessors(context);
}

void ReadServices(Context& context, const Object& top) {
  const std::vector<Node>& items = context.read.List(top.Require("services"));
  ReadIds(context, items, context.services);
  for (const Node& item : items) {
    const std::string_view id = context.services.id(context.network.services.size());
    context.network.services.push_back(ReadService(context, item, id));
    context.service_nodes.push_back(&item);
  }
}

void ReadOffices(Context& context, const Object& top) {
  const Node* list = top.Require("offices");
  const std::vector<Node>& items = context.read.List(list);
  if (items.size() > kMaxOffices) {
    context.read.Report(
        FaultRule::kLimit, *list,
        fmt::format("{} offices; the limit kMaxOffices is {}", items.size(), kMaxOffices));
    return;
  }
  ReadIds(context, items, context.offices);
  for (const Node& item : items) {
    const OfficeIndex index(context.network.offices.size());
    const std::string_view id = context.offices.id(index.position());
    context.network.offices.push_back(ReadOffice(context, item, index, id));
    context.office_nodes.push_back(&item);
  }
}

}  // namespace vuoro::config
