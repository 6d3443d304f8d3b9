// The words in which an explanation of a plan is told, in English, Finnish and Swedish.
#ifndef VUORO_SRC_CLI_EXPLAIN_WORDS_H_
#define VUORO_SRC_CLI_EXPLAIN_WORDS_H_

#include <array>
#include <string_view>

#include "vuoro/planning/conflict.h"
#include "vuoro/planning/explain.h"

namespace vuoro::cli {

struct ExplainWords {
  std::string_view language;
  std::string_view why_unmet, why_lead, lacks, or_else, open_saves, open_costs;
  std::string_view remedies, remedies_lead, remedy, saves, certain, none_saves;
  std::string_view conflict, conflict_lead, conflict_unproven, plan_exists, not_minimal, rule,
      written_at;
  std::array<std::string_view, planning::kLackCount> lack;
  // Formats with {person} {office} {agency} {language} {day} {from} {to}.
  std::array<std::string_view, planning::kRemedyKindCount> kinds;
  // Formats with {person} {office} {agency} {limit}.
  std::array<std::string_view, planning::kRuleKindCount> rules;
};

// Those of `language`, else English.
const ExplainWords& ExplainWordsIn(std::string_view language);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_EXPLAIN_WORDS_H_
