// Tells people's decisions about a week, and what came of them.
#ifndef VUORO_SRC_CLI_DECISION_TEXT_H_
#define VUORO_SRC_CLI_DECISION_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "cli/words.h"
#include "vuoro/config/decisions.h"

namespace vuoro::cli {

// What a decision is about: "kela-1, Hall, Tuesday 09:00-12:00".
std::string DecisionText(const Network& network, const PlanDecision& decision,
                         const Tongue& tongue);

// A table of what came of each; "" without any.
std::string OutcomesText(const Network& network, const std::vector<DecisionOutcome>& outcomes,
                         std::string_view language);
// The same as a section of a page.
std::string OutcomesSection(const Network& network, const std::vector<DecisionOutcome>& outcomes,
                            std::string_view language);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_DECISION_TEXT_H_
