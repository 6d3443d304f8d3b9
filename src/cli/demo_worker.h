// The demo's second process: it alone has the engine open, does what it is asked over a pipe, and
// can be killed at any moment.
#ifndef VUORO_SRC_CLI_DEMO_WORKER_H_
#define VUORO_SRC_CLI_DEMO_WORKER_H_

#include <absl/status/statusor.h>
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "vuoro/base/fields.h"
#include "vuoro/model/words.h"
#include "vuoro/queue/ticket.h"

namespace vuoro::cli {

enum class JobKind : uint8_t {
  kTail,  // nothing but where the journal stands
  kShowAppointment,
  kShowTicket,
  kHold,
  kConfirm,
  kCheckIn,
  kIssue,
  kOpenSession,
  kCallNext,
  kServe,
  kFinish,
  kNoShow,
  kCloseSession,
};

// One thing to do, at a time that the asker says it is.
struct Job {
  JobKind kind = JobKind::kTail;
  int64_t now_us = 0;
  std::string key = {};  // idempotency key
  int64_t subject = 0;   // appointment, ticket or session; the counter of a session to open
  int64_t office = 0;
  int64_t service = 0;
  Mode mode = Mode::kOnSite;
  std::string text = {};  // language of a hold or issue, staff of a session
  int64_t start_us = 0;
  std::vector<int64_t> queues = {};  // of a session to open

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("kind", self.kind);
    visit("now_us", self.now_us);
    visit("key", self.key);
    visit("subject", self.subject);
    visit("office", self.office);
    visit("service", self.service);
    visit("mode", self.mode);
    visit("text", self.text);
    visit("start_us", self.start_us);
    visit("queues", self.queues);
  }
};

// What became of it, and the journal's end right after.
struct Reply {
  bool ok = false;
  std::string reason = {};   // token of a refusal
  std::string message = {};  // its words
  int64_t subject = 0;       // the appointment, ticket or session
  int64_t revision = 0;
  int64_t state = 0;       // number of the subject's own state
  std::string label = {};  // of a ticket
  int64_t ticket = 0;      // of a check-in; 0 none
  int64_t issued_us = 0;   // of a ticket
  int64_t service = 0;     // of a ticket
  std::string with = {};   // keys of an appointment's resources
  int64_t seq = 0;         // last durable event
  std::string state_hash = {};

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("ok", self.ok);
    visit("reason", self.reason);
    visit("message", self.message);
    visit("subject", self.subject);
    visit("revision", self.revision);
    visit("state", self.state);
    visit("label", self.label);
    visit("ticket", self.ticket);
    visit("issued_us", self.issued_us);
    visit("service", self.service);
    visit("with", self.with);
    visit("seq", self.seq);
    visit("state_hash", self.state_hash);
  }
};

// Not thread-safe. Start it while the process has one thread and no store open: it forks.
class Worker {
 public:
  // Errors: internal when the system refuses; those of opening the store come with the first reply.
  static absl::StatusOr<Worker> Start(const std::string& uri, uint64_t entropy);
  Worker(Worker&& other) noexcept;
  Worker& operator=(Worker&& other) noexcept;
  ~Worker();  // ends the process in order

  // Errors: internal when the process is gone.
  absl::StatusOr<Reply> Do(const Job& job);
  // Hands over the job, waits until its answer is on the way, kills the process with SIGKILL, and
  // only then reads what had been answered: the asker never saw it in time.
  absl::StatusOr<Reply> DoAndKill(const Job& job);

 private:
  Worker(pid_t pid, int to, int from) : pid_(pid), to_(to), from_(from) {}
  void End(bool by_force);

  pid_t pid_ = -1;
  int to_ = -1;
  int from_ = -1;
};

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_DEMO_WORKER_H_
