// Shows why a plan is as it is: as tables for a terminal and as sections of a page.
#ifndef VUORO_SRC_CLI_EXPLAIN_SHOW_H_
#define VUORO_SRC_CLI_EXPLAIN_SHOW_H_

#include <string>
#include <string_view>

#include "vuoro/config/plan_explanation.h"
#include "vuoro/model/network.h"

namespace vuoro::cli {

// What is unmet and what would help; `only_office`, if valid, leaves other offices out.
std::string ExplanationText(const Network& network, const PlanExplanation& explanation,
                            std::string_view language, OfficeIndex only_office);

// Which rules exclude each other.
std::string ConflictText(const Network& network, const PlanExplanation& explanation,
                         std::string_view language);

// Two sections, "why-unmet" and "remedies".
std::string ExplanationSections(const Network& network, const PlanExplanation& explanation,
                                std::string_view language, OfficeIndex only_office);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_EXPLAIN_SHOW_H_
