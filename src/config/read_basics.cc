// The top of a document: version, name, languages, sets and rules; and what all sections share.
#include <algorithm>

#include "config/context.h"
#include "vuoro/time/zone.h"

namespace vuoro::config {
namespace {

void ReadLanguages(Context& context, const Node* node) {
  Reader& read = context.read;
  Network& network = context.network;
  if (node == nullptr) {
    network.languages = {{"fi", false}, {"sv", false}, {"en", false}};
  }
  for (const Node& item : read.List(node, 1)) {
    Language language;
    const Node* code = &item;
    if (item.type == Node::Type::kObject) {
      const Object object(read, &item, "a language", {"code", "interpreted"});
      code = object.Require("code");
      read.Bool(object["interpreted"], language.interpreted);
    }
    if (!read.Type(code, Node::Type::kString, "a language code")) continue;
    if (!read.LanguageCode(code, code->text)) continue;
    language.code = code->text;
    const auto same = [&](const Language& other) { return other.code == language.code; };
    if (std::any_of(network.languages.begin(), network.languages.end(), same)) {
      read.Report(FaultRule::kDuplicateId, *code,
                  fmt::format("the language {} stands here twice", Quoted(language.code)));
      continue;
    }
    network.languages.push_back(std::move(language));
  }
  if (network.languages.size() > kMaxSetMembers) {
    read.Report(FaultRule::kBadLength, *node,
                fmt::format("{} languages; the limit kMaxSetMembers is {}",
                            network.languages.size(), kMaxSetMembers));
  }
  for (const Language& language : network.languages) context.languages.Add(language.code);
  if (!network.languages.empty()) context.first_language = network.languages.front().code;
}

void ReadSet(Context& context, const Node* node, Names& names, std::vector<std::string>& out) {
  Reader& read = context.read;
  const std::vector<Node>& items = read.List(node);
  read.Unique(items);
  for (const Node& item : items) {
    std::string_view name;
    if (read.Id(&item, name) && names.Add(name)) out.emplace_back(name);
  }
  if (items.size() > kMaxSetMembers) {
    read.Report(
        FaultRule::kBadLength, *node,
        fmt::format("{} names; the limit kMaxSetMembers is {}", items.size(), kMaxSetMembers));
  }
}

}  // namespace

EquipmentSet Context::all_equipment() const {
  const size_t count = network.equipment.size();
  return count >= kMaxSetMembers ? ~EquipmentSet{0} : (EquipmentSet{1} << count) - 1;
}

bool Context::Spend(size_t count, const Node& node) {
  if (!overspent && count <= kMaxExpansion - expanded) {
    expanded += count;
    return true;
  }
  if (!overspent) {
    read.Report(FaultRule::kLimit, node,
                fmt::format("lists, counts and \"*\" stand for more than the limit kMaxExpansion, "
                            "{} entries",
                            kMaxExpansion));
  }
  overspent = true;
  return false;
}

int16_t Context::RoundUp(int64_t minutes, const Node& node) {
  const int64_t quantum = network.quantum_min;
  const int64_t rounded = (minutes + quantum - 1) / quantum * quantum;
  if (rounded != minutes) {
    read.Report(
        FaultRule::kRounded, node,
        fmt::format("{} min is taken as {}: the quantum is {} min", minutes, rounded, quantum));
  }
  return static_cast<int16_t>(rounded);
}

void ReadOfficeRules(Context& context, const Node* node, OfficeRules& rules) {
  Reader& read = context.read;
  const Object object(read, node, "office rules",
                      {"grid_min", "hold_s", "notice_min", "horizon_days", "check_in_early_min",
                       "check_in_late_min", "require_agreements", "require_local_agreement"});
  if (!object.valid()) return;
  if (read.Int(object["grid_min"], 1, 1440, rules.grid_min) &&
      rules.grid_min % context.network.quantum_min != 0) {
    read.Report(FaultRule::kOffQuantum, *object["grid_min"],
                fmt::format("{} is no multiple of the quantum, {} min", rules.grid_min,
                            context.network.quantum_min));
  }
  read.Int(object["hold_s"], 10, 86'400, rules.hold_s);
  read.Int(object["notice_min"], 0, 525'600, rules.notice_min);
  read.Int(object["horizon_days"], 1, 1'000, rules.horizon_days);
  read.Int(object["check_in_early_min"], 0, 1'440, rules.check_in_early_min);
  read.Int(object["check_in_late_min"], 0, 1'440, rules.check_in_late_min);
  read.Bool(object["require_agreements"], rules.require_agreements);
  read.Bool(object["require_local_agreement"], rules.require_local_agreement);
}

void ReadQueueRules(Context& context, const Node* node, QueueRules& rules) {
  Reader& read = context.read;
  const Object object(read, node, "queue rules",
                      {"appointment_lead_min", "cut_off_min", "at_closing", "recall_limit",
                       "put_back_limit", "transfer_keeps_arrival"});
  if (!object.valid()) return;
  read.Int(object["appointment_lead_min"], 0, 1'440, rules.appointment_lead_min);
  read.Int(object["cut_off_min"], 0, 1'440, rules.cut_off_min);
  read.Word(object["at_closing"], rules.at_closing);
  read.Int(object["recall_limit"], 1, 100, rules.recall_limit);
  read.Int(object["put_back_limit"], 0, 100, rules.put_back_limit);
  read.Bool(object["transfer_keeps_arrival"], rules.transfer_keeps_arrival);
}

void ReadZone(Context& context, const Node* node, std::string& zone) {
  if (!context.read.String(node, zone)) return;
  const absl::Status found = FindZone(zone).status();
  if (found.ok()) return;
  Nearest nearest(zone);
  for (const std::string_view known :
       {"Europe/Helsinki", "Europe/Stockholm", "Europe/Tallinn", "Europe/Mariehamn", "UTC"}) {
    nearest.Try(known);
  }
  context.read.Report(FaultRule::kUnknownTimeZone, *node,
                      fmt::format("{} is no IANA time zone that this machine knows", Quoted(zone)),
                      nearest.Suggestion());
}

void ReadBasics(Context& context, const Object& top) {
  Reader& read = context.read;
  Network& network = context.network;
  if (read.Int(top["quantum_min"], 1, 30, network.quantum_min)) {
    const int quantum = network.quantum_min;
    if (quantum != 1 && quantum != 5 && quantum != 10 && quantum != 15 && quantum != 30) {
      read.Report(FaultRule::kOutOfRange, *top["quantum_min"],
                  fmt::format("{} is none of 1, 5, 10, 15 and 30", quantum));
      network.quantum_min = 5;
    }
  }
  ReadLanguages(context, top["languages"]);
  ReadSet(context, top["equipment"], context.equipment, network.equipment);
  ReadSet(context, top["skills"], context.skills, network.skills);
  read.TextOf(top.Require("name"), context.first_language, network.name);
  for (const Node& item : read.List(top["notes"])) {
    read.String(&item, network.notes.emplace_back());
  }
  ReadZone(context, top["time_zone"], network.time_zone);
  // A grid finer than the quantum cannot be: without a word about it, it follows the quantum.
  network.rules.grid_min = std::max(network.rules.grid_min, network.quantum_min);
  ReadOfficeRules(context, top["rules"], network.rules);
  ReadQueueRules(context, top["queue_rules"], context.queue_rules);
}

void ReadIds(Context& context, const std::vector<Node>& items, Names& names) {
  for (const Node& item : items) {
    std::string_view id;
    const Node* node = item.type == Node::Type::kObject ? item.Find("id") : nullptr;
    if (node == nullptr && item.type == Node::Type::kObject) {
      context.read.Report(FaultRule::kMissingKey, item,
                          fmt::format("every {} needs the key \"id\"", names.what()));
    }
    if (node != nullptr && !context.read.Id(node, id)) id = node->text;
    if (names.Add(id) || id.empty()) continue;
    context.read.Report(FaultRule::kDuplicateId, *node,
                        fmt::format("a second {} with the id {}", names.what(), Quoted(id)),
                        "Maybe choose another id for one of the two.");
  }
}

std::string SomeOf(const std::vector<std::string_view>& keys) {
  constexpr size_t kShown = 5;
  std::string text;
  for (size_t i = 0; i < std::min(keys.size(), kShown); ++i) {
    if (i > 0) text += ", ";
    text += keys[i];
  }
  if (keys.size() > kShown) text += fmt::format(" and {} more", keys.size() - kShown);
  return text;
}

}  // namespace vuoro::config
