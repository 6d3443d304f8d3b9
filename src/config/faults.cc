// Faults in the order of the text, and the nearest word for a mistyped one.
#include "config/faults.h"

#include <absl/container/inlined_vector.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace vuoro {

std::string_view FaultToken(FaultRule rule) {
  static constexpr std::array<std::string_view, 64> kTokens = {
#define VUORO_FAULT_TOKEN(name, token, kind) token,
      VUORO_FAULT_RULES(VUORO_FAULT_TOKEN)
#undef VUORO_FAULT_TOKEN
  };
  return kTokens[static_cast<size_t>(rule)];
}

FaultKind FaultKindOf(FaultRule rule) {
  static constexpr std::array<FaultKind, 64> kKinds = {
#define VUORO_FAULT_KIND(name, token, kind) FaultKind::k##kind,
      VUORO_FAULT_RULES(VUORO_FAULT_KIND)
#undef VUORO_FAULT_KIND
  };
  return kKinds[static_cast<size_t>(rule)];
}

std::string FormatFault(const Fault& fault, std::string_view file) {
  std::string line =
      fmt::format("{}:{}:{}: {}: {}", file, fault.line, fault.column,
                  fault.severity == Severity::kError ? "error" : "warning", fault.message);
  if (!fault.suggestion.empty()) line += fmt::format("; {}", fault.suggestion);
  return line + fmt::format(" [{}]", fault.rule);
}

}  // namespace vuoro

namespace vuoro::config {
namespace {

bool IsWarning(FaultRule rule) { return FaultKindOf(rule) == FaultKind::kWarning; }
// The first byte of a UTF-8 character; the others continue one.
bool StartsCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

}  // namespace

void Faults::Add(FaultRule rule, size_t offset, std::string pointer, std::string message,
                 std::string suggestion) {
  const bool kept = !full(rule);
  (IsWarning(rule) ? warnings_ : errors_) += 1;
  if (!kept) return;
  Fault fault{.severity = IsWarning(rule) ? Severity::kWarning : Severity::kError,
              .rule = FaultToken(rule),
              .pointer = std::move(pointer),
              .message = std::move(message),
              .suggestion = std::move(suggestion)};
  entries_.push_back({std::min(offset, source_.size()), std::move(fault)});
}

bool Faults::full(FaultRule rule) const {
  return (IsWarning(rule) ? warnings_ : errors_) >= kMaxFaults;
}

std::vector<Fault> Faults::Take() {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.offset < b.offset; });
  std::vector<Fault> faults;
  faults.reserve(entries_.size());
  size_t at = 0;
  int line = 1;
  int column = 1;
  for (Entry& entry : entries_) {
    for (; at < entry.offset; ++at) {
      if (source_[at] == '\n') {
        ++line;
        column = 1;
      } else if (StartsCharacter(source_[at])) {
        ++column;
      }
    }
    entry.fault.line = line;
    entry.fault.column = column;
    faults.push_back(std::move(entry.fault));
  }
  entries_.clear();
  return faults;
}

std::string Quoted(std::string_view word) {
  constexpr size_t kShown = 60;
  std::string shown = "\"";
  size_t characters = 0;
  for (const char byte : word) {
    if (StartsCharacter(byte) && ++characters > kShown) return shown + "...\"";
    shown += static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f ? '?' : byte;
  }
  return shown + '"';
}

int EditDistance(std::string_view a, std::string_view b, int limit) {
  if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > limit) return limit + 1;
  // Three rows of the usual table: two back for a swap, one back, and the present one.
  std::array<absl::InlinedVector<int, 80>, 3> rows;
  for (auto& row : rows) row.resize(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
      }
    }
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

void Nearest::Try(std::string_view candidate) {
  // A third of the letters may be wrong; one in the shortest words.
  const int allowed = std::max<int>(1, static_cast<int>(std::min<size_t>(word_.size(), 12)) / 3);
  const int limit = best_distance_ < 0 ? allowed : best_distance_ - 1;
  if (word_.size() > kMaxIdBytes || candidate.size() > kMaxIdBytes || limit < 0) return;
  // A word that was cut short ("video") is one edit away from the whole one.
  const bool cut = word_.size() >= 3 && candidate.substr(0, word_.size()) == word_ && limit >= 1;
  const int distance =
      cut ? std::min(1, EditDistance(word_, candidate, 1)) : EditDistance(word_, candidate, limit);
  if (distance > limit || distance >= static_cast<int>(word_.size())) return;
  best_ = candidate;
  best_distance_ = distance;
}

std::string Nearest::Suggestion() const {
  return best_distance_ < 0 ? "" : fmt::format("did you mean {}?", Quoted(best_));
}

}  // namespace vuoro::config
