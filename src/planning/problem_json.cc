// Reading `weekly-plan-1` JSON over nlohmann/json, without its exceptions.
#include "vuoro/planning/problem_json.h"

#include <algorithm>
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

}  // namespace vuoro::planning
