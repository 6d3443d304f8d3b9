// Collects faults by byte offset and turns offsets into lines and columns at the end.
#ifndef VUORO_SRC_CONFIG_FAULTS_H_
#define VUORO_SRC_CONFIG_FAULTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/config/fault_rules.h"
#include "vuoro/config/load.h"

namespace vuoro::config {

class Faults {
 public:
  explicit Faults(std::string_view source) : source_(source) {}

  // Keeps the first kMaxFaults of each severity and counts the rest. A rule of kind Warning gives a
  // warning, any other an error.
  void Add(FaultRule rule, size_t offset, std::string pointer, std::string message,
           std::string suggestion = "");
  // True when another one of this severity would only be counted: spares making its texts.
  bool full(FaultRule rule) const;

  size_t errors() const { return errors_; }
  // Everything kept, in the order of the text. One pass over the source.
  std::vector<Fault> Take();

 private:
  struct Entry {
    size_t offset;
    Fault fault;
  };
  std::string_view source_;
  std::vector<Entry> entries_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
};

// `word` in double quotes, shortened after 60 characters, control characters shown as "?".
std::string Quoted(std::string_view word);

// `did you mean "X"?` for the candidate nearest to `word` by edits (insertions, deletions,
// replacements, swaps of neighbours; a candidate that begins with `word` counts as one edit), or ""
// when none is near. The first of equals.
class Nearest {
 public:
  explicit Nearest(std::string_view word) : word_(word) {}
  void Try(std::string_view candidate);
  std::string Suggestion() const;

 private:
  std::string_view word_;
  std::string_view best_;
  int best_distance_ = -1;
};
// The number of such edits (optimal string alignment), or limit + 1 when it is more than `limit`.
int EditDistance(std::string_view a, std::string_view b, int limit);

}  // namespace vuoro::config

#endif  // VUORO_SRC_CONFIG_FAULTS_H_
