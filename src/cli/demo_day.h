// A short day in one office, simulated: who comes when, who calls whom, and a crash in the middle.
// The devices live in this process and know nothing of the engine but replies.
#ifndef VUORO_SRC_CLI_DEMO_DAY_H_
#define VUORO_SRC_CLI_DEMO_DAY_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/demo_worker.h"

namespace vuoro::cli {

// What people come for without an appointment.
struct WalkIn {
  int64_t service = 0;
  int64_t queue = 0;
  int duration_min = 0;
};

// A start that the citizen will book.
struct Booking {
  std::string what;  // for people
  int64_t service = 0;
  Mode mode = Mode::kOnSite;
  std::string language;
  int64_t start_us = 0;
  int64_t end_us = 0;
  int64_t queue = 0;
};

struct DayPlan {
  std::string uri;
  uint64_t seed = 1;
  int64_t office = 0;
  int64_t open_us = 0;         // the doors open
  int64_t last_ticket_us = 0;  // nobody comes later
  int64_t crash_us = 0;        // the first walk-in at or after this time meets the crash
  std::vector<int64_t> counters;
  std::vector<std::string> counter_names;
  int64_t booth = 0;
  std::string booth_name;
  std::vector<WalkIn> walk_ins;
  std::vector<Booking> bookings;
  std::function<std::string(int64_t at_us)> clock_face;  // "10:31"
};

// One person's turn.
struct Turn {
  std::string label;
  bool appointment = false;
  int64_t issued_us = 0;
  int64_t called_us = 0;  // 0: never
  int64_t ended_us = 0;
  bool came = true;
};

struct DayReport {
  std::vector<Turn> turns;
  int64_t operations = 0;  // acknowledged
  int64_t first_us = 0;
  int64_t last_us = 0;
  // The crash.
  int64_t crash_us = 0;
  int64_t acknowledged_before = 0;  // operations that the devices had an answer for
  int64_t checked = 0;              // tickets, appointments and sessions compared after reopening
  int64_t lost = 0;
  int64_t seq_before = 0;
  int64_t seq_after = 0;
  std::string hash_before;
  std::string hash_after;
  std::string repeated_label;  // of the ticket whose answer was lost, and of its repetition
  bool same_ticket = false;
  std::string end_hash;
  int64_t end_seq = 0;
};

// Told each thing worth telling, with the time of day.
using Tell = std::function<void(const std::string& time, const std::string& what, bool crash)>;

// Errors: what the engine refuses, which it should not.
absl::StatusOr<DayReport> LiveTheDay(const DayPlan& plan, const Tell& tell);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_DEMO_DAY_H_
