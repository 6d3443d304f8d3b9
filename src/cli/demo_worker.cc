// Forks the worker, speaks with it in length-prefixed canonical bytes, and is the worker.
#include "cli/demo_worker.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "vuoro/base/status.h"
#include "vuoro/engine/engine.h"
#include "vuoro/store/open.h"

namespace vuoro::cli {
namespace {

// --- Bytes on a pipe.

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

bool ReadAll(int descriptor, char* to, size_t size) {
  while (size > 0) {
    const ssize_t count = read(descriptor, to, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    to += count;
    size -= static_cast<size_t>(count);
  }
  return true;
}

template <class T>
bool Send(int descriptor, const T& value) {
  const std::string bytes = CanonicalBytes(value);
  const uint32_t size = static_cast<uint32_t>(bytes.size());
  char head[sizeof size];
  std::memcpy(head, &size, sizeof size);
  return WriteAll(descriptor, std::string(head, sizeof head) + bytes);
}

template <class T>
std::optional<T> Receive(int descriptor) {
  uint32_t size = 0;
  char head[sizeof size];
  if (!ReadAll(descriptor, head, sizeof head)) return std::nullopt;
  std::memcpy(&size, head, sizeof size);
  std::string bytes(size, '\0');
  if (!ReadAll(descriptor, bytes.data(), size)) return std::nullopt;
  CanonicalReader reader(bytes);
  T value;
  reader.Read(value);
  if (!reader.at_end()) return std::nullopt;
  return value;
}

// --- The worker's side.

class Workplace {
 public:
  Workplace(std::shared_ptr<ManualClock> clock, std::shared_ptr<Engine> engine)
      : clock_(std::move(clock)), engine_(std::move(engine)) {
    access_.role = Role::kAdmin;
    access_.actor = "demo";
  }

  Reply Do(const Job& job) {
    if (job.now_us > clock_->Now().us) clock_->AdvanceMicros(job.now_us - clock_->Now().us);
    Reply reply;
    const absl::Status done = Try(job, &reply);
    reply.ok = done.ok();
    if (!done.ok()) {
      reply.reason = ReasonOf(done);
      reply.message = MessageOf(done);
    }
    reply.seq = engine_->published_seq();
    reply.state_hash = engine_->StateHash().Hex();
    return reply;
  }

 private:
  absl::Status Try(const Job& job, Reply* reply) {
    const CommandOptions options{.key = job.key};
    const StepRequest step{.appointment = AppointmentId{job.subject}};
    const TicketRef ticket{.id = TicketId{job.subject}};
    switch (job.kind) {
      case JobKind::kTail:
        return absl::OkStatus();
      case JobKind::kShowAppointment:
        return Fill(engine_->FindAppointment(access_, step.appointment), reply);
      case JobKind::kShowTicket:
        return Fill(engine_->FindTicket(access_, ticket.id), reply);
      case JobKind::kHold:
        return Hold(job, options, reply);
      case JobKind::kConfirm:
        return Fill(engine_->Confirm(access_, options, step), reply);
      case JobKind::kCheckIn:
        return CheckInNow(step, options, reply);
      case JobKind::kIssue:
        return Issue(job, options, reply);
      case JobKind::kOpenSession:
        return Open(job, options, reply);
      case JobKind::kCallNext:
        return Fill(engine_->Do(access_, options, CallNext{CounterSessionId{job.subject}}), reply);
      case JobKind::kServe:
        return Fill(engine_->Do(access_, options, ServeTicket{ticket}), reply);
      case JobKind::kFinish: {
        FinishTicket request;
        request.ticket = ticket;
        return Fill(engine_->Do(access_, options, request), reply);
      }
      case JobKind::kNoShow:
        return Fill(engine_->Do(access_, options, NoShowTicket{ticket}), reply);
      case JobKind::kCloseSession:
        return Fill(engine_->Do(access_, options, CloseSession{CounterSessionId{job.subject}}),
                    reply);
    }
    return Fail(Reason::kInternal, "job {}", static_cast<int>(job.kind));
  }

  absl::Status Hold(const Job& job, const CommandOptions& options, Reply* reply) {
    HoldRequest request;
    request.office = OfficeId{job.office};
    request.service = ServiceId{job.service};
    request.mode = job.mode;
    request.language = job.text;
    request.start_us = job.start_us;
    request.customer = "citizen-1";
    return Fill(engine_->Hold(access_, options, request), reply);
  }

  absl::Status CheckInNow(const StepRequest& step, const CommandOptions& options, Reply* reply) {
    const auto done = engine_->CheckInAppointment(access_, options, step, Channel::kKiosk);
    VUORO_RETURN_IF_ERROR(done.status());
    VUORO_RETURN_IF_ERROR(Fill(absl::StatusOr<Appointment>(done->appointment), reply));
    if (done->ticket.has_value()) {
      reply->ticket = done->ticket->id.value;
      reply->label = done->ticket->label;
      reply->issued_us = done->ticket->issued_us;
    }
    return absl::OkStatus();
  }

  absl::Status Issue(const Job& job, const CommandOptions& options, Reply* reply) {
    IssueTicket request;
    request.office = OfficeId{job.office};
    request.service = ServiceId{job.service};
    request.mode = job.mode;
    request.channel = Channel::kKiosk;
    request.language = job.text;
    return Fill(engine_->Do(access_, options, request), reply);
  }

  absl::Status Open(const Job& job, const CommandOptions& options, Reply* reply) {
    OpenSession request;
    request.counter = ResourceId{job.subject};
    request.staff_ref = job.text;
    for (const int64_t queue : job.queues) {
      request.profile.push_back({.queue = QueueId{queue}, .head_start_min = 0});
    }
    return Fill(engine_->Do(access_, options, request), reply);
  }

  absl::Status Fill(const absl::StatusOr<Appointment>& appointment, Reply* reply) {
    VUORO_RETURN_IF_ERROR(appointment.status());
    reply->subject = appointment->id.value;
    reply->revision = appointment->revision;
    reply->state = static_cast<int64_t>(appointment->state);
    reply->ticket = appointment->ticket.value;
    for (const Assignment& assignment : appointment->at.assignments) {
      const auto key = engine_->FindKey(access_, assignment.resource.value);
      reply->with += fmt::format("{}{}", reply->with.empty() ? "" : ", ", key.value_or("?"));
    }
    return absl::OkStatus();
  }

  absl::Status Fill(const absl::StatusOr<Ticket>& ticket, Reply* reply) {
    VUORO_RETURN_IF_ERROR(ticket.status());
    reply->subject = ticket->id.value;
    reply->revision = ticket->revision;
    reply->state = static_cast<int64_t>(ticket->state);
    reply->label = ticket->label;
    reply->issued_us = ticket->issued_us;
    reply->service = ticket->service.value;
    return absl::OkStatus();
  }

  absl::Status Fill(const absl::StatusOr<CounterSession>& session, Reply* reply) {
    VUORO_RETURN_IF_ERROR(session.status());
    reply->subject = session->id.value;
    reply->revision = session->revision;
    reply->state = static_cast<int64_t>(session->state);
    return absl::OkStatus();
  }

  std::shared_ptr<ManualClock> clock_;
  std::shared_ptr<Engine> engine_;
  Access access_;
};

absl::StatusOr<Workplace> OpenWorkplace(const std::string& uri, uint64_t entropy, int64_t now_us) {
  auto clock = std::make_shared<ManualClock>(Instant{now_us});
  EngineOptions options;
  options.clock = clock;
  options.entropy = entropy;
  options.background = false;
  VUORO_ASSIGN_OR_RETURN(auto store, OpenStore(uri));
  VUORO_ASSIGN_OR_RETURN(auto engine, Engine::Open(std::move(store), options));
  return Workplace(std::move(clock), std::move(engine));
}

// Answers until the asker hangs up. Opens the store with the first job, which says what time it is.
void Serve(const std::string& uri, uint64_t entropy, int from, int to) {
  std::optional<absl::StatusOr<Workplace>> place;
  while (const std::optional<Job> job = Receive<Job>(from)) {
    if (!place.has_value()) place = OpenWorkplace(uri, entropy, job->now_us);
    Reply reply;
    if (place->ok()) {
      reply = (*place)->Do(*job);
    } else {
      reply.reason = ReasonOf(place->status());
      reply.message = MessageOf(place->status());
    }
    if (!Send(to, reply)) return;
  }
}

}  // namespace

absl::StatusOr<Worker> Worker::Start(const std::string& uri, uint64_t entropy) {
  int there[2];
  int back[2];
  if (pipe(there) != 0 || pipe(back) != 0) {
    return Fail(Reason::kInternal, "pipe: {}", std::strerror(errno));
  }
  const pid_t pid = fork();
  if (pid < 0) return Fail(Reason::kInternal, "fork: {}", std::strerror(errno));
  if (pid == 0) {
    close(there[1]);
    close(back[0]);
    signal(SIGPIPE, SIG_IGN);
    Serve(uri, entropy, there[0], back[1]);
    _exit(0);
  }
  close(there[0]);
  close(back[1]);
  return Worker(pid, there[1], back[0]);
}

Worker::Worker(Worker&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      to_(std::exchange(other.to_, -1)),
      from_(std::exchange(other.from_, -1)) {}

Worker& Worker::operator=(Worker&& other) noexcept {
  if (this == &other) return *this;
  End(false);
  pid_ = std::exchange(other.pid_, -1);
  to_ = std::exchange(other.to_, -1);
  from_ = std::exchange(other.from_, -1);
  return *this;
}

Worker::~Worker() { End(false); }

void Worker::End(bool by_force) {
  if (pid_ < 0) return;
  if (by_force) kill(pid_, SIGKILL);
  close(to_);  // hanging up ends a worker that lives
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

absl::StatusOr<Reply> Worker::Do(const Job& job) {
  if (pid_ < 0 || !Send(to_, job)) return Fail(Reason::kInternal, "the worker is gone");
  std::optional<Reply> reply = Receive<Reply>(from_);
  if (!reply.has_value()) return Fail(Reason::kInternal, "the worker went away");
  return *std::move(reply);
}

absl::StatusOr<Reply> Worker::DoAndKill(const Job& job) {
  if (pid_ < 0 || !Send(to_, job)) return Fail(Reason::kInternal, "the worker is gone");
  pollfd answer{.fd = from_, .events = POLLIN, .revents = 0};
  while (poll(&answer, 1, -1) < 0 && errno == EINTR) {
  }
  End(true);
  std::optional<Reply> reply = Receive<Reply>(from_);
  close(from_);
  from_ = -1;
  if (!reply.has_value()) return Fail(Reason::kInternal, "the worker went away too early");
  return *std::move(reply);
}

}  // namespace vuoro::cli
