// Scalars, dates, days, words and references out of JSON values.
#include "config/reader.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace vuoro::config {
namespace {

constexpr std::array<std::string_view, 7> kDayWords = {"mon", "tue", "wed", "thu",
                                                       "fri", "sat", "sun"};

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }));
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsIdCharacter(char c) { return IsLower(c) || IsDigit(c) || c == '-' || c == '_' || c == '.'; }

// ^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$: the shape of BCP 47, not its register.
bool IsLanguageCode(std::string_view code) {
  size_t at = 0;
  while (at < code.size() && IsLower(code[at])) ++at;
  if (at < 2 || at > 3) return false;
  while (at < code.size()) {
    if (code[at] != '-') return false;
    const size_t start = ++at;
    while (at < code.size() && (IsLower(code[at]) || IsUpper(code[at]) || IsDigit(code[at]))) ++at;
    if (at - start < 2 || at - start > 8) return false;
  }
  return true;
}

// The decimal number of `text`, or -1 when it holds anything but digits.
int Digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<size_t> Position(std::span<const std::string_view> words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<size_t>(found - words.begin());
}

std::string Joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

// An id that people would write in capitals or with spaces, made to fit; "" when it will not.
std::string AsId(std::string_view text) {
  std::string id;
  for (const char c : text.substr(0, kMaxIdBytes)) {
    id += IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c == ' ' ? '-' : c;
  }
  return !id.empty() && std::all_of(id.begin(), id.end(), IsIdCharacter) ? id : "";
}

}  // namespace

bool Names::Add(std::string_view id) {
  const bool added = positions_.emplace(id, ids_.size()).second;
  ids_.push_back(id);
  return added;
}

std::optional<size_t> Names::Find(std::string_view id) const {
  const auto found = positions_.find(id);
  if (found == positions_.end()) return std::nullopt;
  return found->second;
}

void Reader::Report(FaultRule rule, const Node& node, std::string message, std::string suggestion) {
  faults_.Add(rule, node.offset, full(rule) ? "" : PointerTo(document_.root, node),
              std::move(message), std::move(suggestion));
}

void Reader::ReportKey(FaultRule rule, const Node& node, std::string message,
                       std::string suggestion) {
  faults_.Add(rule, node.key_offset, full(rule) ? "" : PointerTo(document_.root, node),
              std::move(message), std::move(suggestion));
}

bool Reader::Type(const Node* node, Node::Type type, std::string_view wanted) {
  if (node == nullptr) return false;
  if (node->type == type) return true;
  Report(FaultRule::kWrongType, *node,
         fmt::format("{} where {} is wanted", Describe(*node), wanted));
  return false;
}

bool Reader::Integer(const Node* node, int64_t min, int64_t max, int64_t& out) {
  if (node == nullptr) return false;
  if (node->type == Node::Type::kReal) {
    // Too large for 64 bits, or with a fraction.
    Report(
        FaultRule::kWrongType, *node,
        fmt::format("{} is not a whole number from {} to {}", node->text.substr(0, 40), min, max));
    return false;
  }
  if (!Type(node, Node::Type::kInteger, "a whole number")) return false;
  if (node->integer < min || node->integer > max) {
    Report(FaultRule::kOutOfRange, *node,
           fmt::format("{} is not between {} and {}", node->integer, min, max));
    return false;
  }
  out = node->integer;
  return true;
}

bool Reader::Real(const Node* node, double min, double max, double& out) {
  if (node == nullptr) return false;
  double value = static_cast<double>(node->integer);
  if (node->type == Node::Type::kReal) {
    value = node->real;
  } else if (!Type(node, Node::Type::kInteger, "a number")) {
    return false;
  }
  if (value < min || value > max) {
    Report(FaultRule::kOutOfRange, *node,
           fmt::format("{} is not between {} and {}", node->text.substr(0, 40), min, max));
    return false;
  }
  out = value;
  return true;
}

bool Reader::Bool(const Node* node, bool& out) {
  if (!Type(node, Node::Type::kBool, "true or false")) return false;
  out = node->boolean;
  return true;
}

bool Reader::String(const Node* node, std::string& out) {
  if (!Type(node, Node::Type::kString, "a string")) return false;
  const size_t characters = Characters(node->text);
  if (characters == 0 || characters > kMaxTextCharacters) {
    Report(FaultRule::kBadLength, *node,
           fmt::format("a text of {} characters; 1 to {} are allowed", characters,
                       kMaxTextCharacters));
    return false;
  }
  out = node->text;
  return true;
}

bool Reader::LanguageCode(const Node* node, std::string_view code) {
  if (IsLanguageCode(code)) return true;
  ReportKey(FaultRule::kBadForm, *node, fmt::format("{} is no language code", Quoted(code)),
            "Maybe \"fi\", \"sv\" or \"zh-Hans\" shows the form.");
  return false;
}

bool Reader::TextOf(const Node* node, std::string_view default_language, Text& out) {
  if (node == nullptr) return false;
  Text text;
  if (node->type == Node::Type::kString) {
    text.by_language.emplace_back(default_language, "");
    if (!String(node, text.by_language.back().second)) return false;
  } else {
    if (!Type(node, Node::Type::kObject, "a string or an object by language")) return false;
    bool good = true;
    for (const Node& member : node->children) {
      good &= LanguageCode(&member, member.key);
      text.by_language.emplace_back(member.key, "");
      good &= String(&member, text.by_language.back().second);
    }
    if (node->children.empty()) {
      Report(FaultRule::kBadLength, *node, "a text without any language");
      good = false;
    }
    if (!good) return false;
  }
  out = std::move(text);
  return true;
}

bool Reader::Id(const Node* node, std::string_view& out) {
  if (!Type(node, Node::Type::kString, "a string")) return false;
  const std::string_view id = node->text;
  if (!id.empty() && id.size() <= kMaxIdBytes && std::all_of(id.begin(), id.end(), IsIdCharacter)) {
    out = id;
    return true;
  }
  const std::string better = AsId(id);
  Report(FaultRule::kBadForm, *node,
         fmt::format("{} is no id: 1 to {} of a-z, 0-9, '-', '_' and '.'", Quoted(id), kMaxIdBytes),
         better.empty() ? "" : fmt::format("Maybe {}.", Quoted(better)));
  return false;
}

bool Reader::DateOf(const Node* node, std::optional<Date>& out) {
  if (!Type(node, Node::Type::kString, "a date such as \"2026-03-02\"")) return false;
  const std::string_view text = node->text;
  const bool formed = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                      Digits(text.substr(0, 4)) >= 0 && Digits(text.substr(5, 2)) >= 0 &&
                      Digits(text.substr(8, 2)) >= 0;
  if (!formed) {
    Report(FaultRule::kBadForm, *node, fmt::format("{} is no date", Quoted(text)),
           "Maybe \"2026-03-02\" shows the form.");
    return false;
  }
  const int year = Digits(text.substr(0, 4));
  const auto date = Date::Checked(year, Digits(text.substr(5, 2)), Digits(text.substr(8, 2)));
  if (!date) {
    Report(FaultRule::kNoSuchDate, *node,
           fmt::format("there is no day {} from {} to {}", text, kMinYear, kMaxYear));
    return false;
  }
  out = *date;
  return true;
}

bool Reader::Time(const Node* node, bool end, int& out_min) {
  if (!Type(node, Node::Type::kString, "a time of day such as \"08:15\"")) return false;
  const std::string_view text = node->text;
  const bool formed = text.size() == 5 && text[2] == ':';
  const int hour = formed ? Digits(text.substr(0, 2)) : -1;
  const int minute = formed ? Digits(text.substr(3, 2)) : -1;
  const bool midnight = hour == 24 && minute == 0;
  if (hour >= 0 && minute >= 0 && ((hour <= 23 && minute <= 59) || (midnight && end))) {
    out_min = hour * 60 + minute;
    return true;
  }
  Report(
      FaultRule::kBadForm, *node, fmt::format("{} is no time of day", Quoted(text)),
      midnight ? "Maybe \"00:00\": only an end can be 24:00." : "Maybe \"08:15\" shows the form.");
  return false;
}

bool Reader::DaysOfString(const Node& node, uint8_t& out) {
  if (!Type(&node, Node::Type::kString, "days such as \"mon-fri\"")) return false;
  const std::string_view text = node.text;
  const size_t dash = text.find('-');
  const auto first = Position(kDayWords, text.substr(0, dash));
  const auto last =
      dash == std::string_view::npos ? first : Position(kDayWords, text.substr(dash + 1));
  if (!first || !last) {
    Nearest nearest(text);
    for (const std::string_view word : kDayWords) nearest.Try(word);
    nearest.Try("mon-fri");
    const std::string suggestion = nearest.Suggestion();
    Report(FaultRule::kBadForm, node, fmt::format("{} names no days", Quoted(text)),
           suggestion.empty() ? "Maybe \"mon\" or \"mon-fri\" shows the form." : suggestion);
    return false;
  }
  for (size_t day = *first;; day = (day + 1) % 7) {
    out = static_cast<uint8_t>(out | (1u << day));
    if (day == *last) return true;
  }
}

bool Reader::Days(const Node* node, uint8_t& out) {
  if (node == nullptr) return false;
  uint8_t days = 0;
  bool good = true;
  if (node->type == Node::Type::kArray) {
    for (const Node& item : List(node, 1)) good &= DaysOfString(item, days);
    good &= !node->children.empty();
  } else {
    good = DaysOfString(*node, days);
  }
  if (good) out = days;
  return good;
}

bool Reader::WordIn(const Node* node, std::span<const std::string_view> words, size_t& out) {
  if (!Type(node, Node::Type::kString, "a string")) return false;
  if (const auto position = Position(words, node->text)) {
    out = *position;
    return true;
  }
  Nearest nearest(node->text);
  for (const std::string_view word : words) nearest.Try(word);
  const std::string suggestion = nearest.Suggestion();
  Report(FaultRule::kUnknownWord, *node,
         fmt::format("{} is none of {}", Quoted(node->text), Joined(words)), suggestion);
  return false;
}

const std::vector<Node>& Reader::List(const Node* node, size_t min_items) {
  static const std::vector<Node> kNone;
  if (!Type(node, Node::Type::kArray, "a list")) return kNone;
  if (node->children.size() < min_items) {
    Report(FaultRule::kBadLength, *node,
           fmt::format("a list of {}; at least {} wanted", node->children.size(), min_items));
  }
  return node->children;
}

void Reader::Unique(const std::vector<Node>& items) {
  std::unordered_set<std::string_view> seen;
  for (const Node& item : items) {
    if (item.type != Node::Type::kString || seen.insert(item.text).second) continue;
    Report(FaultRule::kRepeatedItem, item, fmt::format("{} stands here twice", Quoted(item.text)));
  }
}

bool Reader::LookUp(std::string_view id, const Node& node, bool at_key, const Names& names,
                    size_t& out) {
  if (const auto position = names.Find(id)) {
    out = *position;
    return true;
  }
  const auto report = [&](std::string message, std::string suggestion) {
    if (at_key) {
      ReportKey(FaultRule::kUnknownReference, node, std::move(message), std::move(suggestion));
    } else {
      Report(FaultRule::kUnknownReference, node, std::move(message), std::move(suggestion));
    }
    return false;
  };
  if (full(FaultRule::kUnknownReference)) return report("", "");  // only counted: spare the search
  Nearest nearest(id);
  for (size_t i = 0; i < names.size(); ++i) nearest.Try(names.id(i));
  return report(fmt::format("there is no {} {}", names.what(), Quoted(id)), nearest.Suggestion());
}

bool Reader::Reference(const Node* node, const Names& names, size_t& out) {
  if (!Type(node, Node::Type::kString, "an id")) return false;
  return LookUp(node->text, *node, false, names, out);
}

bool Reader::ReferenceKey(const Node& member, const Names& names, size_t& out) {
  return LookUp(member.key, member, true, names, out);
}

bool Reader::Select(const Node* node, const Names& names, Selection& out) {
  if (node == nullptr) return false;
  if (node->type == Node::Type::kString && node->text == "*") {
    out.all = true;
    out.positions.resize(names.size());
    for (size_t i = 0; i < names.size(); ++i) out.positions[i] = i;
    return true;
  }
  size_t position = 0;
  if (node->type == Node::Type::kString) {
    if (!Reference(node, names, position)) return false;
    out.positions.push_back(position);
    return true;
  }
  if (!Type(node, Node::Type::kArray, "an id, a list of ids or \"*\"")) return false;
  bool good = !List(node, 1).empty();
  Unique(node->children);
  for (const Node& item : node->children) {
    const bool found = Reference(&item, names, position);
    good &= found;
    if (found) out.positions.push_back(position);
  }
  return good;
}

bool Reader::Set(const Node* node, const Names& names, uint64_t& out) {
  if (node == nullptr) return false;
  const std::vector<Node>& items = List(node);
  Unique(items);
  uint64_t set = 0;
  for (const Node& item : items) {
    size_t position = 0;
    // A set beyond kMaxSetMembers has a fault of its own already.
    if (Reference(&item, names, position) && position < kMaxSetMembers) {
      set |= uint64_t{1} << position;
    }
  }
  out = set;
  return true;
}

Object::Object(Reader& reader, const Node* node, std::string_view what,
               std::initializer_list<std::string_view> keys)
    : reader_(reader), what_(what) {
  if (!reader.Type(node, Node::Type::kObject, what)) return;
  node_ = node;
  for (const Node& member : node->children) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    Nearest nearest(member.key);
    for (const std::string_view key : keys) nearest.Try(key);
    reader.ReportKey(FaultRule::kUnknownKey, member,
                     fmt::format("unknown key {} in {}", Quoted(member.key), what),
                     nearest.Suggestion());
  }
}

const Node* Object::Require(std::string_view key) const {
  if (node_ == nullptr) return nullptr;
  const Node* found = node_->Find(key);
  if (found == nullptr) {
    reader_.Report(FaultRule::kMissingKey, *node_,
                   fmt::format("{} needs the key \"{}\"", what_, key));
  }
  return found;
}

bool Object::Exclude(std::string_view first, std::string_view second) const {
  const Node* other = (*this)[second];
  if ((*this)[first] == nullptr || other == nullptr) return true;
  reader_.ReportKey(FaultRule::kKeysExclude, *other,
                    fmt::format("\"{}\" and \"{}\" cannot stand together", first, second));
  return false;
}

}  // namespace vuoro::config
