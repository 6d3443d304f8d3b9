// What several commands are given alike: network documents, plans, the day it is, a format.
#ifndef VUORO_SRC_CLI_INPUTS_H_
#define VUORO_SRC_CLI_INPUTS_H_

#include <absl/status/statusor.h>

#include <string>

#include "cli/args.h"
#include "vuoro/model/network.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/time/date.h"

namespace vuoro::cli {

// The network in the document at `path`. The faults of one that is refused are printed on standard
// error. Errors: bad_argument for a file that cannot be read, bad_document.
absl::StatusOr<Network> ReadNetwork(const std::string& path);

// What a command returns when ReadNetwork fails: a document with faults is a refusal, which is
// complained of here; a file that is not there is wrong usage.
absl::StatusOr<int> RefuseNetwork(const absl::Status& status);

// Errors: bad_argument for a file that cannot be read, bad_plan.
absl::StatusOr<WeekPlan> ReadPlan(const std::string& path);

// The plan's first day. Errors: bad_plan.
absl::StatusOr<Date> FirstDayOf(const WeekPlan& plan);

// The date of --monday, else the plan's first day. Errors: bad_argument, bad_plan.
absl::StatusOr<Date> MondayOf(const Args& args, const WeekPlan& plan);

// The office of --office, or none without it. Errors: unknown_key with a near one.
absl::StatusOr<OfficeIndex> OfficeOf(const Args& args, const Network& network);

// Today by the network's own clock, or on the day of --now. Errors: those of the option.
absl::StatusOr<Date> TodayIn(const Network& network, const Args& args);

// --format, "table" unless given. Errors: bad_argument for none of table, json, none.
absl::StatusOr<std::string> FormatOf(const Args& args);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_INPUTS_H_
