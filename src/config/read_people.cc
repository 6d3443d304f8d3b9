// People and the agreements under which their agencies serve.
#include <algorithm>

#include "config/context.h"

namespace vuoro::config {
namespace {

// The interpreted and the spoken languages of the network as sets.
LanguageSet Interpreted(const Network& network) {
  LanguageSet set = 0;
  for (size_t i = 0; i < std::min(network.languages.size(), kMaxSetMembers); ++i) {
    if (network.languages[i].interpreted) set |= LanguageSet{1} << i;
  }
  return set;
}

void ReadLanguagesOf(Context& context, const Object& object, Person& person) {
  Reader& read = context.read;
  const bool interpreter = person.role == PersonRole::kInterpreter;
  const Node* node = interpreter ? object.Require("languages") : object["languages"];
  if (node == nullptr) {
    person.languages = 1;  // the document's first
    return;
  }
  read.List(node, 1);
  const LanguageSet interpreted = Interpreted(context.network);
  if (!read.Set(node, context.languages, person.languages)) return;
  if (interpreter) {
    if ((person.languages & interpreted) != 0) return;
    read.Report(FaultRule::kInterpretedLanguage, *node,
                "an interpreter of no language that is marked as interpreted",
                "Maybe mark it in \"languages\": {\"code\": \"ar\", \"interpreted\": true}.");
    return;
  }
  for (const Node& item : node->children) {
    const auto position = context.languages.Find(item.text);
    if (!position || (interpreted >> *position & 1) == 0) continue;
    read.Report(
        FaultRule::kInterpretedLanguage, item,
        fmt::format("{} is marked as interpreted: only interpreters speak it", Quoted(item.text)));
  }
}

// Agency and base, which depend on the role.
void ReadPlace(Context& context, const Object& object, Person& person) {
  Reader& read = context.read;
  if (person.role == PersonRole::kOfficial) object.Require("agency");
  if (person.role == PersonRole::kAdvisor) object.Require("base");
  if (person.role == PersonRole::kInterpreter && object["agency"] != nullptr) {
    read.ReportKey(FaultRule::kKeysExclude, *object["agency"],
                   "an interpreter serves all agencies and belongs to none");
  }
  read.Refer(object["agency"], context.agencies, person.agency);
  read.Refer(object["base"], context.offices, person.base);
}

void ReadField(Context& context, const Object& object, Person& person) {
  Reader& read = context.read;
  Selection visits;
  read.Select(object["visits"], context.offices, visits);
  for (const size_t position : visits.positions) person.visits.emplace_back(position);
  person.field_weekdays = kMondayToFriday;
  read.Days(object["field_days"], person.field_weekdays);
  read.Int(object["max_field_days"], 0, 7, person.max_field_days);
  person.max_day_min = 480;
  person.max_week_min = 2250;
  read.Int(object["max_day_min"], 0, 1'440, person.max_day_min);
  read.Int(object["max_week_min"], 0, 10'080, person.max_week_min);
  if (person.visits.empty()) return;
  if (object["base"] == nullptr) {
    read.Report(FaultRule::kBaseNeeded, *object["visits"],
                "whoever is sent to offices needs a \"base\" to start from");
  }
  if (person.max_field_days == 0) {
    read.Report(FaultRule::kNoEffect, *object["visits"],
                "\"visits\" without \"max_field_days\": he will never be sent");
  }
}

Person ReadPerson(Context& context, const Node& node, int& count) {
  Reader& read = context.read;
  const Object object(read, &node, "a person",
                      {"id", "role", "agency", "base", "languages", "skills", "hours", "exceptions",
                       "closed_on_public_holidays", "remote_hours", "count", "visits", "field_days",
                       "max_field_days", "max_day_min", "max_week_min"});
  Person person;
  if (!object.valid()) return person;
  if (read.Word(object.Require("role"), person.role)) {
    ReadPlace(context, object, person);
    ReadLanguagesOf(context, object, person);
  }
  read.Set(object["skills"], context.skills, person.skills);
  person.hours = ReadHours(context, object);
  person.remote_hours = person.hours;  // also its exceptions: who is away is away
  if (object["remote_hours"] != nullptr) {
    person.remote_hours.weekly = ReadWeekly(context, object["remote_hours"]);
  }
  ReadField(context, object, person);
  read.Int(object["count"], 1, kMaxAlike, count);
  return person;
}

ResourceKind KindOf(PersonRole role) {
  switch (role) {
    case PersonRole::kOfficial:
      return ResourceKind::kOfficial;
    case PersonRole::kAdvisor:
      return ResourceKind::kAdvisor;
    case PersonRole::kInterpreter:
      return ResourceKind::kInterpreter;
  }
  return ResourceKind::kOfficial;
}

void AddPerson(Context& context, const Node& node, Person person) {
  Network& network = context.network;
  const Node* id = node.type == Node::Type::kObject ? node.Find("id") : nullptr;
  if (id == nullptr) return;
  if (!context.person_keys.emplace(person.key, &node).second) {
    context.read.Report(FaultRule::kDuplicateId, *id,
                        fmt::format("a second person with the id {}", Quoted(person.key)),
                        "Maybe choose another id for one of the two.");
    return;
  }
  Resource resource;
  resource.key = "person." + person.key;
  resource.kind = KindOf(person.role);
  resource.office = person.base;
  resource.person = PersonIndex(network.people.size());
  if (!context.resource_keys.emplace(resource.key, &node).second) {
    context.read.Report(FaultRule::kDuplicateId, *id,
                        fmt::format("a second resource with the key {}", Quoted(resource.key)),
                        "Maybe rename the office \"person\".");
    return;
  }
  person.resource = ResourceIndex(network.resources.size());
  network.resources.push_back(std::move(resource));
  network.people.push_back(std::move(person));
  context.person_nodes.push_back(&node);
}

void ReadAgreementDates(Context& context, const Object& object, Agreement& agreement) {
  Reader& read = context.read;
  read.DateOf(object["from"], agreement.from);
  read.DateOf(object["to"], agreement.to);
  read.DateOf(object["review_on"], agreement.review_on);
  if (agreement.from && agreement.to && *agreement.to < *agreement.from) {
    read.Report(FaultRule::kWrongOrder, *object["to"], "\"to\" is before \"from\"");
  }
}

// D8: by the Act of 2007 state, municipalities, welfare regions and Kela agree with each other;
// others may share the premises, as no party.
void CheckParty(Context& context, const Object& object, const Agreement& agreement) {
  if (!agreement.agency) return;
  const AgencyKind kind = context.network.at(agreement.agency).kind;
  if (IsParty(kind)) return;
  context.read.Report(FaultRule::kNotAParty, *object["agency"],
                      fmt::format("agency {} is of kind {} and no party to such agreements",
                                  Quoted(context.network.at(agreement.agency).key), WordOf(kind)),
                      "It needs none: maybe leave the agreement out.");
}

Agreement ReadAgreement(Context& context, const Node& node, std::string_view id) {
  Reader& read = context.read;
  const Object object(read, &node, "an agreement",
                      {"id", "kind", "agency", "office", "status", "from", "to", "review_on",
                       "min_visits", "max_visits", "visits_per", "days", "presence"});
  Agreement agreement;
  agreement.key = id;
  if (!object.valid()) return agreement;
  read.Word(object["kind"], agreement.kind);
  read.Refer(object.Require("agency"), context.agencies, agreement.agency);
  if (agreement.kind == AgreementKind::kLocal) object.Require("office");
  Selection offices;
  read.Select(object["office"], context.offices, offices);
  if (!offices.all) {
    for (const size_t position : offices.positions) agreement.offices.emplace_back(position);
  }
  read.Word(object["status"], agreement.status);
  ReadAgreementDates(context, object, agreement);
  read.Int(object["min_visits"], 0, 100, agreement.min_visits);
  read.Int(object["max_visits"], 0, 100, agreement.max_visits);
  read.Word(object["visits_per"], agreement.visits_per);
  if (agreement.max_visits < agreement.min_visits) {
    read.Report(FaultRule::kWrongOrder, *object["min_visits"],
                fmt::format("at least {} visits a {}, but at most {}", agreement.min_visits,
                            WordOf(agreement.visits_per), agreement.max_visits),
                object["max_visits"] == nullptr ? "Maybe add \"max_visits\"." : "");
  }
  read.Days(object["days"], agreement.weekdays);
  agreement.presence.weekly = ReadWeekly(context, object["presence"]);
  if (!agreement.presence.weekly.empty() && agreement.max_visits == 0) {
    read.Report(FaultRule::kNoEffect, *object["presence"], "no visit is agreed to keep it",
                "Maybe add \"max_visits\".");
  }
  CheckParty(context, object, agreement);
  return agreement;
}

}  // namespace

void ReadPeople(Context& context, const Object& top) {
  Names ids("person");  // for faults in ids; keys get their own check after counting
  const std::vector<Node>& items = context.read.List(top["people"]);
  ReadIds(context, items, ids);
  for (size_t i = 0; i < items.size(); ++i) {
    int count = 1;
    Person person = ReadPerson(context, items[i], count);
    person.key = ids.id(i);
    // A repeated id has had its fault.
    if (ids.Find(person.key) != i) continue;
    const size_t each =
        4 + person.visits.size() + person.hours.weekly.size() + person.hours.exceptions.size();
    if (!context.Spend(static_cast<size_t>(count) * each, items[i])) return;
    for (int number = 1; number <= count; ++number) {
      Person one = person;
      if (count > 1) one.key = fmt::format("{}-{}", person.key, number);
      AddPerson(context, items[i], std::move(one));
    }
  }
}

void ReadAgreements(Context& context, const Object& top) {
  const std::vector<Node>& items = context.read.List(top["agreements"]);
  ReadIds(context, items, context.agreements);
  for (const Node& item : items) {
    const std::string_view id = context.agreements.id(context.network.agreements.size());
    Agreement agreement = ReadAgreement(context, item, id);
    if (!context.Spend(agreement.offices.size(), item)) return;
    context.network.agreements.push_back(std::move(agreement));
  }
}

}  // namespace vuoro::config
