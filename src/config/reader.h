// Typed reading of JSON values: each function takes what it can and names what it cannot.
//
// Every function takes a Node that may be null (an absent key): then it does nothing and returns
// false, as it does after a fault. Outputs keep their defaults then.
#ifndef VUORO_SRC_CONFIG_READER_H_
#define VUORO_SRC_CONFIG_READER_H_

#include <fmt/core.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/faults.h"
#include "config/json_tree.h"
#include "vuoro/model/network.h"

namespace vuoro::config {

// The ids of one list of the document, by position. Also holds ids of entries with faults, so that
// one fault does not make every reference to its entry another.
class Names {
 public:
  explicit Names(std::string_view what) : what_(what) {}
  // False when the id is taken.
  bool Add(std::string_view id);
  std::optional<size_t> Find(std::string_view id) const;
  size_t size() const { return ids_.size(); }
  std::string_view id(size_t position) const { return ids_[position]; }
  std::string_view what() const { return what_; }  // "office"

 private:
  std::string_view what_;
  std::vector<std::string_view> ids_;
  std::unordered_map<std::string_view, size_t> positions_;
};

// What a list, one id or "*" names: positions in the document's order of mention ("*": in order of
// the list).
struct Selection {
  std::vector<size_t> positions;
  bool all = false;  // "*"
};

class Reader {
 public:
  Reader(const Document& document, Faults& faults) : document_(document), faults_(faults) {}

  // A fault at a value, or at its key.
  void Report(FaultRule rule, const Node& node, std::string message, std::string suggestion = "");
  void ReportKey(FaultRule rule, const Node& node, std::string message,
                 std::string suggestion = "");
  bool full(FaultRule rule) const { return faults_.full(rule); }

  bool Type(const Node* node, Node::Type type, std::string_view wanted);
  bool Integer(const Node* node, int64_t min, int64_t max, int64_t& out);
  template <class T>
  bool Int(const Node* node, int64_t min, int64_t max, T& out) {
    int64_t value = 0;
    if (!Integer(node, min, max, value)) return false;
    out = static_cast<T>(value);
    return true;
  }
  bool Real(const Node* node, double min, double max, double& out);
  bool Bool(const Node* node, bool& out);
  // 1..kMaxTextCharacters characters.
  bool String(const Node* node, std::string& out);
  bool TextOf(const Node* node, std::string_view default_language, Text& out);
  // Lower-case letters, digits, "-", "_", ".", 1..kMaxIdBytes.
  bool Id(const Node* node, std::string_view& out);
  bool LanguageCode(const Node* node, std::string_view code);
  bool DateOf(const Node* node, std::optional<Date>& out);
  // "08:15"; "24:00" where `end` says so.
  bool Time(const Node* node, bool end, int& out_min);
  // "mon", "mon-fri" or a list of these, as bits.
  bool Days(const Node* node, uint8_t& out);
  // A string out of `words`; its position.
  bool WordIn(const Node* node, std::span<const std::string_view> words, size_t& out);
  template <class E>
  bool Word(const Node* node, E& out) {
    size_t position = 0;
    if (!WordIn(node, WordsOf<E>(), position)) return false;
    out = static_cast<E>(position);
    return true;
  }

  // The items of a list; none for an absent key or after a fault.
  const std::vector<Node>& List(const Node* node, size_t min_items = 0);
  // Faults for strings that stand twice in `items`.
  void Unique(const std::vector<Node>& items);

  bool Reference(const Node* node, const Names& names, size_t& out);
  // The same for the key of a member: an id stands there.
  bool ReferenceKey(const Node& member, const Names& names, size_t& out);
  template <class I>
  bool Refer(const Node* node, const Names& names, I& out) {
    size_t position = 0;
    if (!Reference(node, names, position)) return false;
    out = I(position);
    return true;
  }
  // An id, a list of ids, or "*".
  bool Select(const Node* node, const Names& names, Selection& out);
  // A list of names as bits.
  bool Set(const Node* node, const Names& names, uint64_t& out);

 private:
  bool DaysOfString(const Node& node, uint8_t& out);
  bool LookUp(std::string_view id, const Node& node, bool at_key, const Names& names, size_t& out);

  const Document& document_;
  Faults& faults_;
};

// An object whose keys are known: unknown ones are faults, with the nearest known as suggestion.
class Object {
 public:
  // `what` with its article, "an office". No fault for a null node.
  Object(Reader& reader, const Node* node, std::string_view what,
         std::initializer_list<std::string_view> keys);

  bool valid() const { return node_ != nullptr; }
  const Node& node() const { return *node_; }  // REQUIRES: valid()
  // The member's value, or null.
  const Node* operator[](std::string_view key) const {
    return node_ == nullptr ? nullptr : node_->Find(key);
  }
  // As above; its absence is a fault.
  const Node* Require(std::string_view key) const;
  // A fault at `second` if both stand there.
  bool Exclude(std::string_view first, std::string_view second) const;

 private:
  Reader& reader_;
  const Node* node_ = nullptr;
  std::string_view what_;
};

}  // namespace vuoro::config

#endif  // VUORO_SRC_CONFIG_READER_H_
