// The simulation: a queue of things to happen, and the devices that make them happen.
#include "cli/demo_day.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <queue>
#include <tuple>

#include "vuoro/appointment/appointment.h"
#include "vuoro/base/random.h"
#include "vuoro/base/status.h"
#include "vuoro/time/instant.h"

namespace vuoro::cli {
namespace {

constexpr int64_t kSecond = kMicrosPerSecond;
constexpr int64_t kMinute = 60 * kSecond;
constexpr int64_t kMeanGapS = 180;      // between two walk-ins; shorter in the rush
constexpr int64_t kMeanRushGapS = 110;  // in the second hour
constexpr int64_t kWalkS = 40;          // from the seat to the counter, at most
constexpr int64_t kNoShowAfterS = 120;  // then the clerk gives up
constexpr uint64_t kNoShowPercent = 4;

enum class Happens : uint8_t { kArrival, kCheckIn, kSeated, kDone, kGone };

// A thing to come. Ties go in the order they were planned.
struct Coming {
  int64_t at_us;
  int64_t order;
  Happens what;
  size_t index;  // of the booking, walk-in or desk
  friend bool operator>(const Coming& a, const Coming& b) {
    return std::tie(a.at_us, a.order) > std::tie(b.at_us, b.order);
  }
};

// A place that calls: a counter, or the booth.
struct Desk {
  std::string name;
  int64_t session = 0;
  int64_t ticket = 0;  // 0: free
  size_t turn = 0;
};

// The last thing that a device was told about a ticket, appointment or session.
struct Known {
  JobKind show;
  int64_t revision = 0;
  int64_t state = 0;
};

class Day {
 public:
  Day(const DayPlan& plan, const Tell& tell) : plan_(plan), tell_(tell), random_(plan.seed) {}

  absl::StatusOr<DayReport> Live() {
    VUORO_ASSIGN_OR_RETURN(Worker worker, Worker::Start(plan_.uri, Entropy()));
    worker_.emplace(std::move(worker));
    now_us_ = plan_.open_us - 30 * kMinute;
    for (size_t i = 0; i < plan_.bookings.size(); ++i) VUORO_RETURN_IF_ERROR(Book(i));
    now_us_ = plan_.open_us;
    VUORO_RETURN_IF_ERROR(OpenDesks());
    PlanArrivals();
    report_.first_us = plan_.open_us;
    while (!coming_.empty()) {
      const Coming next = coming_.top();
      coming_.pop();
      now_us_ = next.at_us;
      VUORO_RETURN_IF_ERROR(Happen(next));
      VUORO_RETURN_IF_ERROR(CallForFreeDesks());
    }
    VUORO_RETURN_IF_ERROR(CloseDesks());
    return report_;
  }

 private:
  uint64_t Entropy() { return plan_.seed * 1000 + ++incarnations_; }

  void Plan(int64_t at_us, Happens what, size_t index) {
    coming_.push({at_us, ++planned_, what, index});
  }

  Job NewJob(JobKind kind, int64_t subject) {
    Job job;
    job.kind = kind;
    job.now_us = now_us_;
    job.subject = subject;
    job.office = plan_.office;
    job.key = fmt::format("demo-{}", ++keys_);
    return job;
  }

  // Does a job that must succeed, and remembers what the device now believes.
  absl::StatusOr<Reply> Do(const Job& job) {
    VUORO_ASSIGN_OR_RETURN(Reply reply, worker_->Do(job));
    if (!reply.ok) {
      return Fail(Reason::kInternal, "at {} the engine refused: {} [{}]", Time(), reply.message,
                  reply.reason);
    }
    Believe(job.kind, reply);
    return reply;
  }

  void Believe(JobKind kind, const Reply& reply) {
    ++report_.operations;
    report_.end_seq = reply.seq;
    report_.end_hash = reply.state_hash;
    if (kind == JobKind::kOpenSession || kind == JobKind::kCloseSession) return;
    const bool appointment =
        kind == JobKind::kHold || kind == JobKind::kConfirm || kind == JobKind::kCheckIn;
    known_[reply.subject] = {appointment ? JobKind::kShowAppointment : JobKind::kShowTicket,
                             reply.revision, reply.state};
  }

  // Serving a ticket moves its appointment along; the booking device looks it up.
  absl::Status LookUpAppointments() {
    for (const int64_t id : appointments_) {
      Job job;
      job.kind = JobKind::kShowAppointment;
      job.subject = id;
      job.now_us = now_us_;
      VUORO_ASSIGN_OR_RETURN(const Reply found, worker_->Do(job));
      if (!found.ok) return Fail(Reason::kInternal, "looking up: {}", found.message);
      known_[id] = {JobKind::kShowAppointment, found.revision, found.state};
    }
    return absl::OkStatus();
  }

  std::string Time() const { return plan_.clock_face(now_us_); }
  void Say(const std::string& what, bool crash = false) { tell_(Time(), what, crash); }

  absl::Status Book(size_t index) {
    const Booking& booking = plan_.bookings[index];
    Job job = NewJob(JobKind::kHold, 0);
    job.service = booking.service;
    job.mode = booking.mode;
    job.text = booking.language;
    job.start_us = booking.start_us;
    VUORO_ASSIGN_OR_RETURN(const Reply held, Do(job));
    VUORO_ASSIGN_OR_RETURN(const Reply booked, Do(NewJob(JobKind::kConfirm, held.subject)));
    appointments_.push_back(booked.subject);
    Say(fmt::format("booked {} at {}, with {}", booking.what, plan_.clock_face(booking.start_us),
                    booked.with));
    Plan(booking.start_us - 10 * kMinute, Happens::kCheckIn, index);
    return absl::OkStatus();
  }

  absl::Status OpenDesks() {
    std::vector<int64_t> walk_in_queues;
    for (const WalkIn& walk_in : plan_.walk_ins) walk_in_queues.push_back(walk_in.queue);
    std::vector<int64_t> video_queues;
    for (const Booking& booking : plan_.bookings) {
      std::vector<int64_t>& queues =
          booking.mode == Mode::kVideoBooth ? video_queues : walk_in_queues;
      queues.push_back(booking.queue);
    }
    for (size_t i = 0; i < plan_.counters.size(); ++i) {
      VUORO_RETURN_IF_ERROR(OpenDesk(plan_.counter_names[i], plan_.counters[i], walk_in_queues));
    }
    VUORO_RETURN_IF_ERROR(OpenDesk(plan_.booth_name, plan_.booth, video_queues));
    Say(fmt::format("the doors open; {} counters and one booth call", plan_.counters.size()));
    return absl::OkStatus();
  }

  absl::Status OpenDesk(const std::string& name, int64_t place, std::vector<int64_t> queues) {
    std::sort(queues.begin(), queues.end());
    queues.erase(std::unique(queues.begin(), queues.end()), queues.end());
    Job job = NewJob(JobKind::kOpenSession, place);
    job.text = fmt::format("staff-{}", desks_.size() + 1);
    job.queues = std::move(queues);
    VUORO_ASSIGN_OR_RETURN(const Reply opened, Do(job));
    Desk& desk = desks_.emplace_back();
    desk.name = name;
    desk.session = opened.subject;
    return absl::OkStatus();
  }

  void PlanArrivals() {
    int64_t at_us = plan_.open_us;
    for (size_t i = 0;; ++i) {
      const bool rush =
          at_us >= plan_.open_us + 60 * kMinute && at_us < plan_.open_us + 120 * kMinute;
      at_us += random_.Between(1, 2 * (rush ? kMeanRushGapS : kMeanGapS)) * kSecond;
      if (at_us > plan_.last_ticket_us) return;
      Plan(at_us, Happens::kArrival, random_.Below(plan_.walk_ins.size()));
    }
  }

  absl::Status Happen(const Coming& next) {
    switch (next.what) {
      case Happens::kArrival:
        return Arrive(plan_.walk_ins[next.index]);
      case Happens::kCheckIn:
        return CheckIn(next.index);
      case Happens::kSeated:
        return Seat(desks_[next.index], next.index);
      case Happens::kDone:
        return Leave(desks_[next.index], JobKind::kFinish);
      case Happens::kGone:
        return Leave(desks_[next.index], JobKind::kNoShow);
    }
    return absl::OkStatus();
  }

  absl::Status Arrive(const WalkIn& walk_in) {
    Job job = NewJob(JobKind::kIssue, 0);
    job.service = walk_in.service;
    if (report_.crash_us == 0 && now_us_ >= plan_.crash_us) return Crash(job);
    VUORO_ASSIGN_OR_RETURN(const Reply issued, Do(job));
    AddTurn(issued.subject, issued.label, false);
    return absl::OkStatus();
  }

  void AddTurn(int64_t ticket, const std::string& label, bool appointment) {
    turn_of_[ticket] = report_.turns.size();
    Turn& turn = report_.turns.emplace_back();
    turn.label = label;
    turn.appointment = appointment;
    turn.issued_us = now_us_;
  }

  // The process dies with the answer of `job` on its way; a new one opens the file; whatever a
  // device was ever told must be there; then the ticket machine repeats itself.
  absl::Status Crash(const Job& job) {
    report_.crash_us = now_us_;
    report_.acknowledged_before = report_.operations;
    VUORO_ASSIGN_OR_RETURN(const Reply unread, worker_->DoAndKill(job));
    report_.seq_before = unread.seq;
    report_.hash_before = unread.state_hash;
    Say("the process that has the engine is killed (SIGKILL) as it answers the ticket machine",
        true);
    VUORO_ASSIGN_OR_RETURN(Worker worker, Worker::Start(plan_.uri, Entropy()));
    worker_.emplace(std::move(worker));
    Job tail;
    tail.now_us = now_us_;
    VUORO_ASSIGN_OR_RETURN(const Reply reopened, worker_->Do(tail));
    if (!reopened.ok) return Fail(Reason::kInternal, "reopening: {}", reopened.message);
    report_.seq_after = reopened.seq;
    report_.hash_after = reopened.state_hash;
    VUORO_RETURN_IF_ERROR(CheckEverythingKnown());
    Say(fmt::format("reopened: {} of {} events, state hash {}; {} of {} acknowledged objects there",
                    reopened.seq, unread.seq,
                    reopened.state_hash == unread.state_hash ? "the same" : "DIFFERENT",
                    report_.checked - report_.lost, report_.checked),
        true);
    VUORO_ASSIGN_OR_RETURN(const Reply again, Do(job));
    report_.repeated_label = again.label;
    report_.same_ticket = again.subject == unread.subject && again.seq == reopened.seq;
    AddTurn(again.subject, again.label, false);
    Say(fmt::format("the ticket machine repeats its request with the same key: {} {}", again.label,
                    report_.same_ticket ? "again, and no second one" : "IS ANOTHER ONE"));
    return absl::OkStatus();
  }

  absl::Status CheckEverythingKnown() {
    for (const auto& [id, known] : known_) {
      Job job;
      job.kind = known.show;
      job.subject = id;
      job.now_us = now_us_;
      VUORO_ASSIGN_OR_RETURN(const Reply found, worker_->Do(job));
      ++report_.checked;
      if (!found.ok || found.revision != known.revision || found.state != known.state)
        ++report_.lost;
    }
    return absl::OkStatus();
  }

  absl::Status CheckIn(size_t index) {
    VUORO_ASSIGN_OR_RETURN(const Reply done, Do(NewJob(JobKind::kCheckIn, appointments_[index])));
    Say(fmt::format("checked in for {}: ticket {}", plan_.bookings[index].what,
                    done.ticket == 0 ? "none" : done.label));
    if (done.ticket != 0) AddTurn(done.ticket, done.label, true);
    return absl::OkStatus();
  }

  absl::Status CallForFreeDesks() {
    for (size_t i = 0; i < desks_.size(); ++i) {
      Desk& desk = desks_[i];
      if (desk.ticket != 0) continue;
      VUORO_ASSIGN_OR_RETURN(const Reply called,
                             worker_->Do(NewJob(JobKind::kCallNext, desk.session)));
      if (!called.ok && called.reason == ReasonToken(Reason::kQueueEmpty)) continue;
      if (!called.ok) {
        return Fail(Reason::kInternal, "calling: {} [{}]", called.message, called.reason);
      }
      Believe(JobKind::kCallNext, called);
      desk.ticket = called.subject;
      desk.turn = turn_of_.at(called.subject);
      Turn& turn = report_.turns[desk.turn];
      turn.called_us = now_us_;
      if (turn.appointment) Say(fmt::format("{} is called to {}", turn.label, desk.name));
      turn.came = turn.appointment || !random_.Chance(kNoShowPercent, 100);
      Plan(now_us_ + (turn.came ? random_.Between(10, kWalkS) : kNoShowAfterS) * kSecond,
           turn.came ? Happens::kSeated : Happens::kGone, i);
    }
    return absl::OkStatus();
  }

  absl::Status Seat(const Desk& desk, size_t index) {
    VUORO_ASSIGN_OR_RETURN(const Reply serving, Do(NewJob(JobKind::kServe, desk.ticket)));
    int minutes = 15;
    for (const WalkIn& walk_in : plan_.walk_ins) {
      if (walk_in.service == serving.service) minutes = walk_in.duration_min;
    }
    for (const Booking& booking : plan_.bookings) {
      if (booking.service == serving.service && report_.turns[desk.turn].appointment) {
        minutes = static_cast<int>((booking.end_us - booking.start_us) / kMinute);
      }
    }
    if (report_.turns[desk.turn].appointment) VUORO_RETURN_IF_ERROR(LookUpAppointments());
    const int64_t seconds = int64_t{minutes} * 60 * random_.Between(50, 140) / 100;
    Plan(now_us_ + seconds * kSecond, Happens::kDone, index);
    return absl::OkStatus();
  }

  absl::Status Leave(Desk& desk, JobKind how) {
    VUORO_RETURN_IF_ERROR(Do(NewJob(how, desk.ticket)).status());
    Turn& turn = report_.turns[desk.turn];
    turn.ended_us = now_us_;
    if (turn.appointment) {
      VUORO_RETURN_IF_ERROR(LookUpAppointments());
      Say(fmt::format("{} is done at {}", turn.label, desk.name));
    }
    desk.ticket = 0;
    return absl::OkStatus();
  }

  absl::Status CloseDesks() {
    for (const Desk& desk : desks_) {
      VUORO_RETURN_IF_ERROR(Do(NewJob(JobKind::kCloseSession, desk.session)).status());
    }
    report_.last_us = now_us_;
    Say(fmt::format("everybody is served; {} operations acknowledged", report_.operations));
    return absl::OkStatus();
  }

  const DayPlan& plan_;
  const Tell& tell_;
  Random random_;
  std::optional<Worker> worker_;
  uint64_t incarnations_ = 0;
  int64_t now_us_ = 0;
  int64_t keys_ = 0;
  int64_t planned_ = 0;
  std::priority_queue<Coming, std::vector<Coming>, std::greater<>> coming_;
  std::vector<Desk> desks_;
  std::vector<int64_t> appointments_;  // by booking
  std::map<int64_t, size_t> turn_of_;  // by ticket
  std::map<int64_t, Known> known_;
  DayReport report_;
};

}  // namespace

absl::StatusOr<DayReport> LiveTheDay(const DayPlan& plan, const Tell& tell) {
  return Day(plan, tell).Live();
}

}  // namespace vuoro::cli
