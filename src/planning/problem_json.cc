// Reading and writing `weekly-plan-1` JSON over nlohmann/json, without its exceptions.
#include "vuoro/planning/problem_json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "vuoro/base/status.h"

namespace vuoro::planning {
namespace {

using Json = nlohmann::json;

// A value with its JSON pointer, so that every fault can name its place.
struct Node {
  const Json& json;
  std::string path;
};

// A word of the document for a message of one line: cut where it is long, without control bytes.
std::string Shown(std::string_view word) {
  constexpr size_t kShown = 60;
  size_t end = std::min(word.size(), kShown);
  while (end < word.size() && end > 0 && (word[end] & 0xC0) == 0x80) --end;  // whole characters
  std::string shown(word.substr(0, end));
  for (char& byte : shown) {
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) byte = '?';
  }
  return shown;
}

absl::Status Wrong(const Node& node, std::string_view wanted) {
  return AtPath(Fail(Reason::kBadDocument, "expected {}, found {}", wanted,
                     std::string_view(node.json.type_name())),
                node.path);
}

absl::StatusOr<Node> Member(const Node& node, const char* key) {
  if (!node.json.is_object()) return Wrong(node, "an object");
  const auto it = node.json.find(key);
  if (it == node.json.end()) {
    return AtPath(Fail(Reason::kBadDocument, "key '{}' is missing", key), node.path);
  }
  return Node{*it, node.path + "/" + key};
}

absl::Status Read(const Node& node, int& out) {
  if (!node.json.is_number_integer()) return Wrong(node, "an integer");
  if (node.json.is_number_unsigned()
          ? node.json.get<uint64_t>() > uint64_t{std::numeric_limits<int>::max()}
          : node.json.get<int64_t>() < std::numeric_limits<int>::min()) {
    return AtPath(Fail(Reason::kBadDocument, "the integer is out of range"), node.path);
  }
  out = node.json.get<int>();
  return absl::OkStatus();
}

absl::Status Read(const Node& node, bool& out) {
  if (!node.json.is_boolean()) return Wrong(node, "true or false");
  out = node.json.get<bool>();
  return absl::OkStatus();
}

absl::Status Read(const Node& node, std::string& out) {
  if (!node.json.is_string()) return Wrong(node, "a text");
  out = node.json.get<std::string>();
  return absl::OkStatus();
}

// null is a closed day.
absl::Status Read(const Node& node, Window& out) {
  if (node.json.is_null()) {
    out = {};
    return absl::OkStatus();
  }
  if (!node.json.is_array() || node.json.size() != 2) return Wrong(node, "null or [from, to]");
  VUORO_RETURN_IF_ERROR(Read(Node{node.json[0], node.path + "/0"}, out.from));
  return Read(Node{node.json[1], node.path + "/1"}, out.to);
}

absl::Status Read(const Node& node, Serve& out) {
  if (!node.json.is_array() || node.json.size() != 2) return Wrong(node, "[line, slots]");
  VUORO_RETURN_IF_ERROR(Read(Node{node.json[0], node.path + "/0"}, out.line));
  return Read(Node{node.json[1], node.path + "/1"}, out.slots);
}

template <class T>
absl::Status Get(const Node& node, const char* key, T& out);

// Days are given as 0 and 1.
absl::Status Read(const Node& node, std::vector<bool>& out) {
  if (!node.json.is_array()) return Wrong(node, "an array");
  out.clear();
  for (size_t i = 0; i < node.json.size(); ++i) {
    int value = 0;
    const Node item{node.json[i], fmt::format("{}/{}", node.path, i)};
    VUORO_RETURN_IF_ERROR(Read(item, value));
    if (value != 0 && value != 1) return Wrong(item, "0 or 1");
    out.push_back(value == 1);
  }
  return absl::OkStatus();
}

absl::Status Read(const Node& node, Language& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "code", out.code));
  return Get(node, "interpreted", out.interpreted);
}

absl::Status Read(const Node& node, AgencyWeights& out);
absl::Status Read(const Node& node, Office& out);
absl::Status Read(const Node& node, Official& out);
absl::Status Read(const Node& node, Agreement& out);
absl::Status Read(const Node& node, Presence& out);
absl::Status Read(const Node& node, ExclusiveGroup& out);
absl::Status Read(const Node& node, DemandLine& out);
absl::Status Read(const Node& node, Visit& out);
absl::Status Read(const Node& node, VideoCall& out);
absl::Status Read(const Node& node, Decision& out);
absl::Status Read(const Node& node, Absence& out);
absl::Status Read(const Node& node, Closure& out);
absl::Status Read(const Node& node, LostDesks& out);

// Numbers are most of a large problem: the place of one is spelled out only for a fault.
absl::Status Read(const Node& node, std::vector<int>& out) {
  if (!node.json.is_array()) return Wrong(node, "an array");
  out.resize(node.json.size());
  for (size_t i = 0; i < out.size(); ++i) {
    const Json& item = node.json[i];
    const bool small = item.is_number_unsigned() &&
                       item.get<uint64_t>() <= uint64_t{std::numeric_limits<int>::max()};
    if (small) {
      out[i] = static_cast<int>(item.get<uint64_t>());
    } else {
      VUORO_RETURN_IF_ERROR(Read(Node{item, fmt::format("{}/{}", node.path, i)}, out[i]));
    }
  }
  return absl::OkStatus();
}

template <class T>
absl::Status Read(const Node& node, std::vector<T>& out) {
  if (!node.json.is_array()) return Wrong(node, "an array");
  out.resize(node.json.size());
  for (size_t i = 0; i < out.size(); ++i) {
    VUORO_RETURN_IF_ERROR(Read(Node{node.json[i], fmt::format("{}/{}", node.path, i)}, out[i]));
  }
  return absl::OkStatus();
}

template <class T>
absl::Status Get(const Node& node, const char* key, T& out) {
  VUORO_ASSIGN_OR_RETURN(const Node member, Member(node, key));
  return Read(member, out);
}

// Entries carry their own position as `id`; another number would silently shift every reference.
template <class T>
absl::Status CheckIds(const Node& root, const char* key, const std::vector<T>& items) {
  VUORO_ASSIGN_OR_RETURN(const Node list, Member(root, key));
  for (size_t i = 0; i < items.size(); ++i) {
    int id = 0;
    const Node item{list.json[i], fmt::format("{}/{}", list.path, i)};
    VUORO_RETURN_IF_ERROR(Get(item, "id", id));
    if (id < 0 || static_cast<size_t>(id) != i) {
      return AtPath(Fail(Reason::kBadDocument, "id {} stands at position {}", id, i),
                    item.path + "/id");
    }
  }
  return absl::OkStatus();
}

absl::Status Read(const Node& node, AgencyWeights& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "unmet", out.unmet));
  return Get(node, "wait", out.wait);
}

absl::Status Read(const Node& node, Office& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "name", out.name));
  VUORO_RETURN_IF_ERROR(Get(node, "desks", out.desks));
  VUORO_RETURN_IF_ERROR(Get(node, "booths", out.booths));
  if (node.json.contains("no_video")) {
    VUORO_RETURN_IF_ERROR(Get(node, "no_video", out.no_video));
  }
  return Get(node, "open", out.open);
}

absl::Status Read(const Node& node, Official& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "agency", out.agency));
  VUORO_RETURN_IF_ERROR(Get(node, "base", out.base));
  VUORO_RETURN_IF_ERROR(Get(node, "languages", out.languages));
  VUORO_RETURN_IF_ERROR(Get(node, "offices", out.offices));
  VUORO_RETURN_IF_ERROR(Get(node, "field", out.field));
  VUORO_RETURN_IF_ERROR(Get(node, "max_field_days", out.max_field_days));
  VUORO_RETURN_IF_ERROR(Get(node, "max_day", out.max_day));
  VUORO_RETURN_IF_ERROR(Get(node, "max_week", out.max_week));
  if (node.json.contains("remote_gaps")) {
    VUORO_RETURN_IF_ERROR(Get(node, "remote_gaps", out.remote_gaps));
  }
  return Get(node, "remote", out.remote);
}

absl::Status Read(const Node& node, Agreement& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "agency", out.agency));
  VUORO_RETURN_IF_ERROR(Get(node, "office", out.office));
  VUORO_RETURN_IF_ERROR(Get(node, "min_visits", out.min_visits));
  VUORO_RETURN_IF_ERROR(Get(node, "max_visits", out.max_visits));
  return Get(node, "weekdays", out.weekdays);
}

absl::Status Read(const Node& node, Presence& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "agency", out.agency));
  VUORO_RETURN_IF_ERROR(Get(node, "office", out.office));
  VUORO_RETURN_IF_ERROR(Get(node, "day", out.day));
  return Get(node, "hours", out.hours);
}

absl::Status Read(const Node& node, ExclusiveGroup& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "office", out.office));
  return Get(node, "agencies", out.agencies);
}

absl::Status Read(const Node& node, DemandLine& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "agency", out.agency));
  VUORO_RETURN_IF_ERROR(Get(node, "office", out.office));
  VUORO_RETURN_IF_ERROR(Get(node, "language", out.language));
  VUORO_RETURN_IF_ERROR(Get(node, "slots", out.slots));
  if (node.json.contains("weekdays")) {
    VUORO_RETURN_IF_ERROR(Get(node, "weekdays", out.weekdays));
  }
  return Get(node, "video", out.video);
}

absl::Status Read(const Node& node, Visit& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "official", out.official));
  VUORO_RETURN_IF_ERROR(Get(node, "office", out.office));
  VUORO_RETURN_IF_ERROR(Get(node, "day", out.day));
  VUORO_RETURN_IF_ERROR(Get(node, "start", out.start));
  VUORO_RETURN_IF_ERROR(Get(node, "end", out.end));
  return Get(node, "serves", out.serves);
}

absl::Status Read(const Node& node, VideoCall& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "official", out.official));
  VUORO_RETURN_IF_ERROR(Get(node, "line", out.line));
  VUORO_RETURN_IF_ERROR(Get(node, "day", out.day));
  return Get(node, "slot", out.slot);
}

constexpr std::array<std::string_view, 3> kDecisionWords = {"pin", "forbid", "prefer"};

absl::Status Read(const Node& node, DecisionKind& out) {
  std::string word;
  VUORO_RETURN_IF_ERROR(Read(node, word));
  for (size_t i = 0; i < kDecisionWords.size(); ++i) {
    if (word != kDecisionWords[i]) continue;
    out = static_cast<DecisionKind>(i);
    return absl::OkStatus();
  }
  return Wrong(node, "pin, forbid or prefer");
}

// People write decisions, so an unknown key is a fault.
absl::Status Read(const Node& node, Decision& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "decide", out.kind));
  for (const auto& [key, value] : node.json.items()) {
    const Node item{value, node.path + "/" + key};
    if (key == "decide") continue;
    if (key == "official") {
      VUORO_RETURN_IF_ERROR(Read(item, out.official));
    } else if (key == "agency") {
      VUORO_RETURN_IF_ERROR(Read(item, out.agency));
    } else if (key == "office") {
      VUORO_RETURN_IF_ERROR(Read(item, out.office));
    } else if (key == "day") {
      VUORO_RETURN_IF_ERROR(Read(item, out.day));
    } else if (key == "window") {
      VUORO_RETURN_IF_ERROR(Read(item, out.window));
    } else if (key == "exact") {
      VUORO_RETURN_IF_ERROR(Read(item, out.exact));
    } else if (key == "video") {
      VUORO_RETURN_IF_ERROR(Read(item, out.video));
    } else if (key == "worth") {
      VUORO_RETURN_IF_ERROR(Read(item, out.worth));
    } else {
      return AtPath(Fail(Reason::kBadDocument, "a decision has no key '{}'", key), item.path);
    }
  }
  return absl::OkStatus();
}

absl::Status Read(const Node& node, Absence& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "official", out.official));
  return Get(node, "day", out.day);
}

absl::Status Read(const Node& node, Closure& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "office", out.office));
  return Get(node, "day", out.day);
}

absl::Status Read(const Node& node, LostDesks& out) {
  VUORO_RETURN_IF_ERROR(Get(node, "office", out.office));
  return Get(node, "desks", out.desks);
}

absl::StatusOr<Json> ParseRoot(std::string_view text) {
  Json root = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (root.is_discarded()) return Fail(Reason::kBadDocument, "the text is not JSON");
  std::string format;
  VUORO_RETURN_IF_ERROR(Get(Node{root, ""}, "format", format));
  if (format != "weekly-plan-1") {
    return AtPath(Fail(Reason::kBadDocument, "format '{}' is not weekly-plan-1", Shown(format)),
                  "/format");
  }
  return root;
}

absl::Status ReadAgencies(const Node& root, std::vector<std::string>& out) {
  VUORO_ASSIGN_OR_RETURN(const Node list, Member(root, "agencies"));
  if (!list.json.is_array()) return Wrong(list, "an array");
  out.resize(list.json.size());
  for (size_t a = 0; a < out.size(); ++a) {
    VUORO_RETURN_IF_ERROR(
        Get(Node{list.json[a], fmt::format("{}/{}", list.path, a)}, "name", out[a]));
  }
  return CheckIds(root, "agencies", out);
}

absl::Status ReadProblem(const Node& root, Problem& p) {
  VUORO_RETURN_IF_ERROR(Get(root, "name", p.name));
  VUORO_RETURN_IF_ERROR(Get(root, "days", p.days));
  if (root.json.contains("weeks")) VUORO_RETURN_IF_ERROR(Get(root, "weeks", p.weeks));
  VUORO_RETURN_IF_ERROR(Get(root, "slots_per_day", p.slots_per_day));
  VUORO_RETURN_IF_ERROR(Get(root, "slot_minutes", p.slot_minutes));
  VUORO_RETURN_IF_ERROR(Get(root, "first_slot", p.first_slot));
  VUORO_ASSIGN_OR_RETURN(const Node weights, Member(root, "weights"));
  VUORO_RETURN_IF_ERROR(Get(weights, "unmet", p.weights.unmet));
  VUORO_RETURN_IF_ERROR(Get(weights, "travel", p.weights.travel));
  VUORO_RETURN_IF_ERROR(Get(weights, "wait", p.weights.wait));
  if (weights.json.contains("absence")) {
    VUORO_RETURN_IF_ERROR(Get(weights, "absence", p.weights.absence));
  }
  VUORO_RETURN_IF_ERROR(Get(root, "min_visit", p.min_visit));
  VUORO_RETURN_IF_ERROR(Get(root, "max_visit", p.max_visit));
  VUORO_RETURN_IF_ERROR(Get(root, "max_stops", p.max_stops));
  if (root.json.contains("lunch_after")) {
    VUORO_RETURN_IF_ERROR(Get(root, "lunch_after", p.lunch_after));
  }
  VUORO_RETURN_IF_ERROR(Get(root, "languages", p.languages));
  VUORO_RETURN_IF_ERROR(CheckIds(root, "languages", p.languages));
  VUORO_RETURN_IF_ERROR(Get(root, "interpreters", p.interpreters));
  VUORO_RETURN_IF_ERROR(ReadAgencies(root, p.agencies));
  if (root.json.contains("agency_weights")) {
    VUORO_RETURN_IF_ERROR(Get(root, "agency_weights", p.agency_weights));
  }
  VUORO_RETURN_IF_ERROR(Get(root, "offices", p.offices));
  VUORO_RETURN_IF_ERROR(CheckIds(root, "offices", p.offices));
  VUORO_RETURN_IF_ERROR(Get(root, "drive_minutes", p.drive_minutes));
  VUORO_RETURN_IF_ERROR(Get(root, "officials", p.officials));
  VUORO_RETURN_IF_ERROR(CheckIds(root, "officials", p.officials));
  VUORO_RETURN_IF_ERROR(Get(root, "agreements", p.agreements));
  if (root.json.contains("presence")) {
    VUORO_RETURN_IF_ERROR(Get(root, "presence", p.presence));
  }
  VUORO_RETURN_IF_ERROR(Get(root, "exclusive", p.exclusive));
  VUORO_RETURN_IF_ERROR(Get(root, "demand", p.demand));
  if (root.json.contains("decisions")) {
    VUORO_RETURN_IF_ERROR(Get(root, "decisions", p.decisions));
  }
  return CheckIds(root, "demand", p.demand);
}

Json WindowsToJson(const std::vector<Window>& windows) {
  Json out = Json::array();
  for (const Window& w : windows) {
    out.push_back(w.empty() ? Json(nullptr) : Json::array({w.from, w.to}));
  }
  return out;
}

Json OfficialToJson(const Official& e, size_t id) {
  Json field = Json::array();
  for (const bool day : e.field) field.push_back(day ? 1 : 0);
  Json out = {{"id", id},
              {"agency", e.agency},
              {"base", e.base},
              {"languages", e.languages},
              {"offices", e.offices},
              {"field", field},
              {"max_field_days", e.max_field_days},
              {"max_day", e.max_day},
              {"max_week", e.max_week},
              {"remote", WindowsToJson(e.remote)}};
  if (!e.remote_gaps.empty()) {
    for (const auto& day : e.remote_gaps) out["remote_gaps"].push_back(WindowsToJson(day));
  }
  return out;
}

Json DecisionToJson(const Decision& d, size_t) {
  Json out = {{"decide", std::string(kDecisionWords[static_cast<size_t>(d.kind)])}};
  const auto name = [&](const char* key, int position) {
    if (position >= 0) out[key] = position;
  };
  name("official", d.official);
  name("agency", d.agency);
  name("office", d.office);
  name("day", d.day);
  if (!d.window.empty()) out["window"] = Json::array({d.window.from, d.window.to});
  if (d.exact) out["exact"] = true;
  if (d.video) out["video"] = true;
  if (d.worth != 0) out["worth"] = d.worth;
  return out;
}

// `make(item, position)` gives one entry's JSON.
template <class T, class Make>
Json ListToJson(const std::vector<T>& items, Make make) {
  Json out = Json::array();
  for (size_t i = 0; i < items.size(); ++i) out.push_back(make(items[i], i));
  return out;
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

absl::StatusOr<Problem> ParseProblem(std::string_view json) {
  VUORO_ASSIGN_OR_RETURN(const Json root, ParseRoot(json));
  Problem problem;
  VUORO_RETURN_IF_ERROR(ReadProblem(Node{root, ""}, problem));
  VUORO_RETURN_IF_ERROR(problem.Validate());
  return problem;
}

absl::StatusOr<Plan> ParsePlan(std::string_view json) {
  VUORO_ASSIGN_OR_RETURN(const Json root, ParseRoot(json));
  Plan plan;
  VUORO_RETURN_IF_ERROR(Get(Node{root, ""}, "visits", plan.visits));
  VUORO_RETURN_IF_ERROR(Get(Node{root, ""}, "video", plan.video));
  return plan;
}

absl::StatusOr<Disruption> ParseDisruption(std::string_view json) {
  VUORO_ASSIGN_OR_RETURN(const Json root, ParseRoot(json));
  const Node node{root, ""};
  Disruption disruption;
  for (const auto& [key, value] : root.items()) {
    if (key == "absent") {
      VUORO_RETURN_IF_ERROR(Get(node, "absent", disruption.absent));
    } else if (key == "closed") {
      VUORO_RETURN_IF_ERROR(Get(node, "closed", disruption.closed));
    } else if (key == "lost_desks") {
      VUORO_RETURN_IF_ERROR(Get(node, "lost_desks", disruption.lost_desks));
    } else if (key != "format" && key != "instance") {
      return AtPath(Fail(Reason::kBadDocument,
                         "key '{}' is none of absent, closed, lost_desks, instance", Shown(key)),
                    "/" + Shown(key));
    }
  }
  return disruption;
}

std::string ProblemToJson(const Problem& p) {
  Json root = {{"format", "weekly-plan-1"},
               {"name", p.name},
               {"days", p.days},
               {"slots_per_day", p.slots_per_day},
               {"slot_minutes", p.slot_minutes},
               {"first_slot", p.first_slot},
               {"min_visit", p.min_visit},
               {"max_visit", p.max_visit},
               {"max_stops", p.max_stops},
               {"interpreters", p.interpreters},
               {"drive_minutes", p.drive_minutes}};
  if (p.weeks != 1) root["weeks"] = p.weeks;
  root["weights"] = {
      {"unmet", p.weights.unmet}, {"travel", p.weights.travel}, {"wait", p.weights.wait}};
  if (p.lunch_after > 0) root["lunch_after"] = p.lunch_after;
  if (!p.agency_weights.empty()) {
    root["agency_weights"] =
        ListToJson(p.agency_weights, [](const AgencyWeights& w, size_t) -> Json {
          return {{"unmet", w.unmet}, {"wait", w.wait}};
        });
  }
  if (!p.presence.empty() || p.weights.absence != Weights().absence) {
    root["weights"]["absence"] = p.weights.absence;
  }
  if (!p.presence.empty()) {
    root["presence"] = ListToJson(p.presence, [](const Presence& x, size_t) -> Json {
      return {{"agency", x.agency},
              {"office", x.office},
              {"day", x.day},
              {"hours", WindowsToJson({x.hours})[0]}};
    });
  }
  root["languages"] = ListToJson(p.languages, [](const Language& l, size_t id) -> Json {
    return {{"id", id}, {"code", l.code}, {"interpreted", l.interpreted}};
  });
  root["agencies"] = ListToJson(p.agencies, [](const std::string& name, size_t id) -> Json {
    return {{"id", id}, {"name", name}};
  });
  root["offices"] = ListToJson(p.offices, [](const Office& o, size_t id) -> Json {
    Json office = {{"id", id},
                   {"name", o.name},
                   {"desks", o.desks},
                   {"booths", o.booths},
                   {"open", WindowsToJson(o.open)}};
    if (!o.no_video.empty()) office["no_video"] = o.no_video;
    return office;
  });
  root["officials"] = ListToJson(p.officials, OfficialToJson);
  root["agreements"] = ListToJson(p.agreements, [](const Agreement& g, size_t) -> Json {
    return {{"agency", g.agency},
            {"office", g.office},
            {"min_visits", g.min_visits},
            {"max_visits", g.max_visits},
            {"weekdays", g.weekdays}};
  });
  root["exclusive"] = ListToJson(p.exclusive, [](const ExclusiveGroup& x, size_t) -> Json {
    return {{"office", x.office}, {"agencies", x.agencies}};
  });
  root["demand"] = ListToJson(p.demand, [](const DemandLine& k, size_t id) -> Json {
    Json line = {{"id", id},           {"agency", k.agency},
                 {"office", k.office}, {"language", k.language},
                 {"slots", k.slots},   {"video", k.video}};
    if (!k.weekdays.empty()) line["weekdays"] = k.weekdays;
    return line;
  });
  if (!p.decisions.empty()) root["decisions"] = ListToJson(p.decisions, DecisionToJson);
  return Dump(root);
}

std::string PlanToJson(const Plan& plan, std::string_view problem_name) {
  Json root = {{"format", "weekly-plan-1"}, {"instance", std::string(problem_name)}};
  root["visits"] = ListToJson(plan.visits, [](const Visit& v, size_t) -> Json {
    Json serves = Json::array();
    for (const Serve& s : v.serves) serves.push_back(Json::array({s.line, s.slots}));
    return {{"official", v.official}, {"office", v.office}, {"day", v.day},
            {"start", v.start},       {"end", v.end},       {"serves", serves}};
  });
  root["video"] = ListToJson(plan.video, [](const VideoCall& c, size_t) -> Json {
    return {{"official", c.official}, {"line", c.line}, {"day", c.day}, {"slot", c.slot}};
  });
  return Dump(root);
}

std::string DisruptionToJson(const Disruption& disruption, std::string_view problem_name) {
  Json root = {{"format", "weekly-plan-1"}, {"instance", std::string(problem_name)}};
  root["absent"] = ListToJson(disruption.absent, [](const Absence& a, size_t) -> Json {
    return {{"official", a.official}, {"day", a.day}};
  });
  root["closed"] = ListToJson(disruption.closed, [](const Closure& c, size_t) -> Json {
    return {{"office", c.office}, {"day", c.day}};
  });
  root["lost_desks"] = ListToJson(disruption.lost_desks, [](const LostDesks& l, size_t) -> Json {
    return {{"office", l.office}, {"desks", l.desks}};
  });
  return Dump(root);
}

}  // namespace vuoro::planning
