// What the sections of a document share while they are read, in the order of their dependence:
// basics, agencies, services, offices, people, agreements, offers, queues, planning, coverage,
// doubts.
#ifndef VUORO_SRC_CONFIG_CONTEXT_H_
#define VUORO_SRC_CONFIG_CONTEXT_H_

#include <string>
#include <unordered_map>
#include <vector>

#include "config/reader.h"
#include "vuoro/config/load.h"

namespace vuoro::config {

struct Context {
  Context(const Document& document, Faults& faults) : read(document, faults) {}

  Reader read;
  Network network;

  Names languages{"language"};
  Names equipment{"equipment"};
  Names skills{"skill"};
  Names agencies{"agency"};
  Names services{"service"};
  Names offices{"office"};
  Names agreements{"agreement"};
  Names queues{"queue"};
  Names areas{"area"};
  // Built keys (resources, people, offers) and where each came from.
  std::unordered_map<std::string, const Node*> resource_keys;
  std::unordered_map<std::string, const Node*> person_keys;
  std::unordered_map<std::string, const Node*> offer_keys;

  // Where things stand in the document, by position in the network.
  std::vector<const Node*> agency_nodes;
  std::vector<const Node*> service_nodes;
  std::vector<const Node*> office_nodes;
  std::vector<const Node*> person_nodes;  // a counted person's copies share one
  std::vector<const Node*> offer_nodes;
  std::vector<const Node*> queue_nodes;  // null for automatic ones

  QueueRules queue_rules;  // defaults of every queue
  EquipmentSet all_equipment() const;

  // The language of plain strings.
  std::string first_language = "fi";

  // Counts expanded entries against kMaxExpansion; false, with one fault, beyond it.
  bool Spend(size_t count, const Node& node);
  size_t expanded = 0;
  bool overspent = false;

  // `minutes` rounded up to the quantum, with a warning at `node` when it was no multiple.
  int16_t RoundUp(int64_t minutes, const Node& node);
};

// Each reads its part of the top-level object into context.network.
void ReadBasics(Context& context, const Object& top);
void ReadAgencies(Context& context, const Object& top);
void ReadServices(Context& context, const Object& top);
void ReadOffices(Context& context, const Object& top);
void ReadPeople(Context& context, const Object& top);
void ReadAgreements(Context& context, const Object& top);
void ReadOffers(Context& context, const Object& top);
void ReadQueues(Context& context, const Object& top);
void ReadPlanning(Context& context, const Object& top);
void ReadCoverage(Context& context, const Object& top);
// Warnings that need the whole network.
void FindDoubts(Context& context, const Node& root);

// The office rules in `node` over those already in `rules`.
void ReadOfficeRules(Context& context, const Node* node, OfficeRules& rules);
void ReadQueueRules(Context& context, const Node* node, QueueRules& rules);
// An IANA time zone that this machine knows.
void ReadZone(Context& context, const Node* node, std::string& zone);

// Reads `hours`, `exceptions` and `closed_on_public_holidays` of `object`.
OpeningHours ReadHours(Context& context, const Object& object);
// A list of weekly rules.
std::vector<WeeklyHours> ReadWeekly(Context& context, const Node* node);
// True if `object` has one of the three keys of ReadHours.
bool HasHours(const Object& object);

// Reads `id` of an entry and puts it into `names`, with faults for a missing, malformed or repeated
// one. Every list calls it for all entries before anything refers to them.
void ReadIds(Context& context, const std::vector<Node>& items, Names& names);

// True for those who can be party to an agreement and do an authority's tasks (D8, A17).
constexpr bool IsParty(AgencyKind kind) {
  return kind != AgencyKind::kNgo && kind != AgencyKind::kEnterprise;
}

// The first keys as words, "a, b, c and 7 more": for messages.
std::string SomeOf(const std::vector<std::string_view>& keys);

}  // namespace vuoro::config

#endif  // VUORO_SRC_CONFIG_CONTEXT_H_
