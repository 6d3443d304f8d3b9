// Builds the positioned tree on nlohmann/json's SAX interface, which keeps its own stack on the
// heap, so nesting cannot exhaust ours.
//
// SAX events carry no places. A token's place is found again by skipping blanks, commas and colons
// from the end of the token before it: the parser has accepted everything between already.
#include "config/json_tree.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace vuoro::config {
namespace {

using Json = nlohmann::json;

// The length of the well-formed UTF-8 character at `at`, or 0 (RFC 3629, table in section 4).
size_t Utf8Length(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const auto tail = [&](size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return tail(1) ? 2 : 0;
  if (lead < 0xf0) {
    const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;
    const unsigned high = lead == 0xed ? 0x9f : 0xbf;
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead > 0xf4) return 0;
  const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;
  return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
}

// Refuses what the parser would not notice or not name: size, marks, encoding, control characters.
bool CheckBytes(std::string_view source, Faults& faults) {
  if (source.size() > kMaxDocumentBytes) {
    faults.Add(FaultRule::kLimit, 0, "",
               fmt::format("the document has {} bytes; the limit kMaxDocumentBytes is {}",
                           source.size(), kMaxDocumentBytes));
    return false;
  }
  if (source.substr(0, 3) == "\xef\xbb\xbf") {
    faults.Add(FaultRule::kByteOrderMark, 0, "", "the document begins with a byte order mark",
               "Maybe save it as UTF-8 without BOM.");
    return false;
  }
  for (size_t at = 0; at < source.size();) {
    const size_t length = Utf8Length(source, at);
    if (length == 0) {
      faults.Add(FaultRule::kBadUtf8, at, "",
                 fmt::format("byte 0x{:02x} does not belong to UTF-8 text",
                             static_cast<unsigned char>(source[at])),
                 "Maybe the file is in another encoding; save it as UTF-8.");
      return false;
    }
    const auto byte = static_cast<unsigned char>(source[at]);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
      faults.Add(FaultRule::kBadCharacter, at, "", fmt::format("control character 0x{:02x}", byte),
                 "Maybe remove it.");
      return false;
    }
    at += length;
  }
  return true;
}

class Builder final : public nlohmann::json_sax<Json> {
 public:
  Builder(Document& document, Faults& faults) : document_(document), faults_(faults) {}

  bool null() override { return Leaf(Node::Type::kNull, 4) != nullptr; }
  bool boolean(bool value) override {
    Node* node = Leaf(Node::Type::kBool, value ? 4 : 5);
    if (node != nullptr) node->boolean = value;
    return node != nullptr;
  }
  bool number_integer(number_integer_t value) override { return Integer(value); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<uint64_t>(INT64_MAX))
      return number_float(static_cast<double>(value), "");
    return Integer(static_cast<int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t&) override {
    // JSON Schema calls 5.0 an integer, and so do we.
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (value == std::trunc(value) && std::abs(value) <= kExact) {
      return Integer(static_cast<int64_t>(value));
    }
    Node* node = Number(Node::Type::kReal);
    if (node != nullptr) node->real = value;
    return node != nullptr;
  }
  bool string(string_t& value) override {
    const size_t start = TokenStart();
    const std::string_view text = StringToken(start, value);
    Node* node = Append(Node::Type::kString, start);
    if (node == nullptr) return false;
    node->text = text;
    return CheckText(start, text);
  }
  bool binary(binary_t&) override { return false; }  // never in JSON text
  bool key(string_t& value) override {
    key_offset_ = TokenStart();
    key_ = StringToken(key_offset_, value);
    return CheckText(key_offset_, key_);
  }
  bool start_object(size_t) override { return Open(Node::Type::kObject); }
  bool start_array(size_t) override { return Open(Node::Type::kArray); }
  bool end_object() override {
    FindDuplicates(*open_.back());
    return Close();
  }
  bool end_array() override { return Close(); }
  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    Explain(position, error.what());
    return false;
  }

 private:
  size_t TokenStart() const {
    const size_t found = document_.source.find_first_not_of(" \t\r\n,:", end_);
    return std::min(found, document_.source.size());
  }

  // The value of the string token at `start`; its end becomes the end of what was read.
  std::string_view StringToken(size_t start, std::string& value) {
    const std::string_view source = document_.source;
    size_t close = start + 1;
    while (source[close] != '"') close += source[close] == '\\' ? 2 : 1;
    end_ = close + 1;
    const std::string_view raw = source.substr(start + 1, close - start - 1);
    if (raw.size() == value.size()) return raw;  // every escape is longer than what it stands for
    return document_.unescaped.emplace_back(std::move(value));
  }

  bool CheckText(size_t start, std::string_view text) {
    const auto bad = std::find_if(text.begin(), text.end(), [](char byte) {
      return (static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\t') ||
             byte == 0x7f;
    });
    if (bad == text.end()) return true;
    faults_.Add(
        FaultRule::kBadCharacter, start, Pointer(),
        fmt::format("a text with the control character 0x{:02x}", static_cast<unsigned char>(*bad)),
        "Maybe remove it.");
    return true;
  }

  Node* Append(Node::Type type, size_t start) {
    if (++values_ > kMaxDocumentValues) {
      faults_.Add(FaultRule::kLimit, start, Pointer(),
                  fmt::format("more JSON values than the limit kMaxDocumentValues, {}",
                              kMaxDocumentValues));
      return nullptr;
    }
    Node* node = open_.empty() ? &document_.root : &open_.back()->children.emplace_back();
    node->type = type;
    node->offset = static_cast<uint32_t>(start);
    node->key_offset = node->offset;
    if (!open_.empty() && open_.back()->type == Node::Type::kObject) {
      node->key = key_;
      node->key_offset = static_cast<uint32_t>(key_offset_);
    }
    return node;
  }

  Node* Leaf(Node::Type type, size_t length) {
    const size_t start = TokenStart();
    end_ = start + length;
    return Append(type, start);
  }
  Node* Number(Node::Type type) {
    const std::string_view source = document_.source;
    const size_t start = TokenStart();
    const size_t stop = std::min(source.find_first_not_of("+-.0123456789eE", start), source.size());
    end_ = stop;
    Node* node = Append(type, start);
    if (node != nullptr) node->text = source.substr(start, stop - start);
    return node;
  }
  bool Integer(int64_t value) {
    Node* node = Number(Node::Type::kInteger);
    if (node != nullptr) node->integer = value;
    return node != nullptr;
  }

  bool Open(Node::Type type) {
    const size_t start = TokenStart();
    end_ = start + 1;
    Node* node = Append(type, start);
    if (node == nullptr) return false;
    if (open_.size() >= kMaxDocumentDepth) {
      faults_.Add(
          FaultRule::kLimit, start, Pointer(),
          fmt::format("nested deeper than the limit kMaxDocumentDepth, {}", kMaxDocumentDepth));
      return false;
    }
    // Only the innermost open container grows, so the pointers to those around it stay good.
    open_.push_back(node);
    return true;
  }
  bool Close() {
    end_ = TokenStart() + 1;
    open_.pop_back();
    return true;
  }

  void FindDuplicates(const Node& object) {
    absl::flat_hash_map<absl::string_view, const Node*> first;
    first.reserve(object.children.size());
    for (const Node& member : object.children) {
      const absl::string_view key(member.key.data(), member.key.size());
      const auto [found, added] = first.emplace(key, &member);
      if (added || faults_.full(FaultRule::kDuplicateKey)) continue;
      faults_.Add(FaultRule::kDuplicateKey, member.key_offset, Child(Pointer(), member.key),
                  fmt::format("the key {} stands here a second time", Quoted(member.key)),
                  "Maybe remove one of the two.");
    }
  }

  // The pointer of the innermost open container's newest member, or of the container.
  std::string Pointer() const {
    std::string pointer;
    for (size_t i = 0; i + 1 < open_.size(); ++i) pointer = Step(std::move(pointer), *open_[i]);
    return pointer;
  }
  static std::string Step(std::string pointer, const Node& container) {
    if (container.type == Node::Type::kObject) {
      return Child(std::move(pointer), container.children.back().key);
    }
    return Child(std::move(pointer), std::to_string(container.children.size() - 1));
  }

  void Explain(size_t position, std::string_view what);

  Document& document_;
  Faults& faults_;
  std::vector<Node*> open_;
  std::string_view key_;
  size_t key_offset_ = 0;
  size_t end_ = 0;  // where the last token ended
  size_t values_ = 0;
};

// What `token`, the first character that does not fit, suggests.
std::string Advice(std::string_view source, size_t at) {
  const size_t before =
      at == 0 ? std::string_view::npos : source.find_last_not_of(" \t\r\n", at - 1);
  const char previous = before == std::string_view::npos ? '\0' : source[before];
  const char token = source[at];
  if ((token == '}' || token == ']') && previous == ',') return "Maybe remove the comma before it.";
  if (token == '/' || token == '#') return "JSON has no comments; maybe use \"notes\".";
  if (token == '\'') return "Maybe use double quotes.";
  if (token == '"' || token == '{' || token == '[') return "Maybe a comma or a colon is missing.";
  if (token == '\n' || token == '\r') return "Maybe the closing quote is missing.";
  if (token == 'N' || token == 'T' || token == 'F') {
    return "Maybe write null, true or false in small letters.";
  }
  return "";
}

// Says in our words where and why the grammar breaks.
void Builder::Explain(size_t position, std::string_view what) {
  const std::string_view source = document_.source;
  const size_t token = TokenStart();
  const std::string pointer = Pointer();
  if (what.find("out_of_range") != std::string_view::npos) {
    faults_.Add(FaultRule::kBadJson, token, pointer, "a number too large to be represented");
    return;
  }
  if (token >= source.size() || position > source.size()) {
    std::string suggestion = "Maybe the file was cut off.";
    size_t at = source.size();
    if (!open_.empty()) {
      const bool object = open_.back()->type == Node::Type::kObject;
      const auto opened = source.begin() + open_.back()->offset;
      suggestion = fmt::format("Maybe a {} is missing for the {} in line {}.", object ? '}' : ']',
                               object ? '{' : '[', 1 + std::count(source.begin(), opened, '\n'));
    }
    faults_.Add(FaultRule::kBadJson, at, pointer,
                source.find_first_not_of(" \t\r\n") == std::string_view::npos
                    ? "the document is empty"
                    : "the document ends too early",
                suggestion);
    return;
  }
  // Inside a token (a bad escape) the parser's own count is nearer than the token's start.
  const size_t dash = what.find(" - ");
  std::string_view reason = dash == std::string_view::npos ? what : what.substr(dash + 3);
  reason = reason.substr(0, reason.find("; last read"));
  const bool unexpected = reason.substr(0, 10) == "unexpected";
  const bool inside = source[token] == '"' && !unexpected;
  const size_t last = position == 0 ? 0 : position - 1;
  const bool mark =
      unexpected && std::string_view(",:[]{}").find(source[last]) != std::string_view::npos;
  const size_t at = inside || mark ? std::max(end_, last) : token;
  const std::string message =
      inside ? "a broken string: " + std::string(reason)
             : fmt::format("'{}' does not fit here", source.substr(at, Utf8Length(source, at)));
  const bool advised = !inside || source[at] == '\n' || source[at] == '\r';
  faults_.Add(FaultRule::kBadJson, at, pointer, message, advised ? Advice(source, at) : "");
}

}  // namespace

const Node* Node::Find(std::string_view wanted) const {
  for (const Node& child : children) {
    if (child.key == wanted) return &child;
  }
  return nullptr;
}

std::string_view Describe(const Node& node) {
  switch (node.type) {
    case Node::Type::kNull:
      return "null";
    case Node::Type::kBool:
      return node.boolean ? "true" : "false";
    case Node::Type::kInteger:
    case Node::Type::kReal:
      return "a number";
    case Node::Type::kString:
      return "a string";
    case Node::Type::kArray:
      return "a list";
    case Node::Type::kObject:
      return "an object";
  }
  return "";
}

std::string Child(std::string pointer, std::string_view key) {
  pointer += '/';
  for (const char byte : key) {
    if (byte == '~') {
      pointer += "~0";
    } else if (byte == '/') {
      pointer += "~1";
    } else {
      pointer += byte;
    }
  }
  return pointer;
}

bool ParseJson(Document& document, Faults& faults) {
  if (!CheckBytes(document.source, faults)) return false;
  Builder builder(document, faults);
  return Json::sax_parse(document.source.begin(), document.source.end(), &builder,
                         Json::input_format_t::json, /*strict=*/true);
}

std::string PointerTo(const Node& root, const Node& target) {
  std::string pointer;
  const Node* at = &root;
  while (at != &target && !at->children.empty()) {
    // The last child that begins at or before the target holds it.
    const auto& children = at->children;
    const auto behind =
        std::upper_bound(children.begin(), children.end(), target.offset,
                         [](uint32_t offset, const Node& child) { return offset < child.offset; });
    if (behind == children.begin()) break;
    const Node& child = *std::prev(behind);
    pointer = at->type == Node::Type::kObject
                  ? Child(std::move(pointer), child.key)
                  : Child(std::move(pointer), std::to_string(&child - children.data()));
    at = &child;
  }
  return pointer;
}

}  // namespace vuoro::config
