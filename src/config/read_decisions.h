// Reading a list of decisions about the weekly plan, in a document or apart from it.
#ifndef VUORO_SRC_CONFIG_READ_DECISIONS_H_
#define VUORO_SRC_CONFIG_READ_DECISIONS_H_

#include <vector>

#include "config/reader.h"

namespace vuoro::config {

// The decisions of `list` (null: none) about the people, agencies and offices of `network`.
std::vector<PlanDecision> ReadDecisions(Reader& read, const Network& network, const Node* list);

}  // namespace vuoro::config

#endif  // VUORO_SRC_CONFIG_READ_DECISIONS_H_
