// A JSON document as a tree that remembers where every value and key stood. Knows no network.
#ifndef VUORO_SRC_CONFIG_JSON_TREE_H_
#define VUORO_SRC_CONFIG_JSON_TREE_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "config/faults.h"

namespace vuoro::config {

// One JSON value. Views point into the document's text or into its unescaped strings.
struct Node {
  enum class Type : uint8_t { kNull, kBool, kInteger, kReal, kString, kArray, kObject };

  Type type = Type::kNull;
  bool boolean = false;
  uint32_t offset = 0;      // of the value's first byte
  uint32_t key_offset = 0;  // of its key's first byte; the value's own when it has no key
  std::string_view key;     // members only
  std::string_view text;    // a string's value; a number as written
  union {                   // kInteger, kReal
    int64_t integer = 0;
    double real;
  };
  std::vector<Node> children;

  // The first member with this key, or null. Linear.
  const Node* Find(std::string_view wanted) const;
};

// "an object", "a number": for messages.
std::string_view Describe(const Node& node);

// Owns what the tree points at, except `source`, which must outlive it. Neither copied nor moved.
struct Document {
  explicit Document(std::string_view text) : source(text) {}
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  std::string_view source;
  std::deque<std::string> unescaped;
  Node root;
};

// Reads `document.source` into `document.root`. False when the text is no JSON within the limits of
// load.h; then, and for duplicate keys, `faults` says why and where.
bool ParseJson(Document& document, Faults& faults);

// The JSON pointer of `target`, which must be in the tree of `root`. Costs depth x log(width).
std::string PointerTo(const Node& root, const Node& target);
// `pointer` one step further down, escaped as RFC 6901 says.
std::string Child(std::string pointer, std::string_view key);

}  // namespace vuoro::config

#endif  // VUORO_SRC_CONFIG_JSON_TREE_H_
