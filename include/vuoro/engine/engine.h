// The engine: the one object most users hold, and the only place where the rooms meet.
//
// Every command is decided against the state and gives facts or a refusal; the facts are made
// durable in the store; then they are published and answered. Commands of many threads form a
// batch: one thread decides them in turn on a pending state, commits once, publishes, answers.
// Readers see the published state and never wait for a disk.
#ifndef VUORO_ENGINE_ENGINE_H_
#define VUORO_ENGINE_ENGINE_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/appointment/commands.h"
#include "vuoro/appointment/search.h"
#include "vuoro/config/decisions.h"
#include "vuoro/config/load.h"
#include "vuoro/config/plan_explanation.h"
#include "vuoro/engine/access.h"
#include "vuoro/engine/network_coverage.h"
#include "vuoro/engine/state.h"
#include "vuoro/journal/store.h"
#include "vuoro/planning/planner.h"
#include "vuoro/queue/commands.h"
#include "vuoro/queue/public_view.h"
#include "vuoro/time/clock.h"

namespace vuoro {

inline constexpr size_t kMaxKeyBytes = 128;    // idempotency keys
inline constexpr size_t kMaxActorBytes = 128;  // actors
inline constexpr size_t kMaxTextBytes = 256;   // opaque references, language codes
inline constexpr int64_t kDefaultTimeoutMs = 10'000;
inline constexpr size_t kMaxPublicCalls = 200;   // numbers a display is given
inline constexpr size_t kMaxBatch = 256;         // commands of one commit
inline constexpr int64_t kSnapshotEvery = 4096;  // events between two snapshots

struct EngineOptions {
  std::shared_ptr<const Clock> clock;  // null: the system's
  uint64_t entropy = 0;  // 0: from the system; else a seed, so that a simulation repeats itself
  // A thread of the engine follows what other processes append and lets holds lapse. Off: only
  // calls move the engine (CatchUp), as simulations want it.
  bool background = true;
  std::function<void(int level, std::string_view line)> log;  // 0 info, 1 warning, 2 error
};

// What rides with every command.
struct CommandOptions {
  // The same key with the same request gives the same object and does nothing twice; with another
  // request it is refused with key_reused. Scoped to the actor. "" for none.
  std::string key;
  int64_t timeout_ms = 0;  // 0: kDefaultTimeoutMs. A command past its deadline is not begun.
};

struct NetworkSummary {
  std::string document;  // SHA-256, hex
  int32_t agencies = 0;
  int32_t services = 0;
  int32_t offices = 0;
  int32_t offers = 0;
  int32_t people = 0;
  int32_t queues = 0;
};

// A thing of the network, as portals and kiosks list them.
struct Entity {
  EntityKind kind = EntityKind::kAgency;
  int64_t id = 0;
  OfficeId office;                                 // of resources and offers
  AgencyId agency;                                 // of services, queues and people
  ServiceId service;                               // of offers
  Mode mode = Mode::kOnSite;                       // of offers
  ResourceKind resource = ResourceKind::kCounter;  // of resources
  bool private_queue = false;
  std::string key;
  std::string name;
};

struct EngineStatus {
  StoreStatus store;
  int64_t published_seq = 0;
  Digest journal_hash;
  int64_t appointments = 0;
  int64_t live_tickets = 0;
  bool writable = true;         // false after an internal fault: reads go on, writes are refused
  std::string time_zone_rules;  // tzdata release
};

// An appointment and, once the citizen has checked in, the ticket.
struct CheckIn {
  Appointment appointment;
  std::optional<Ticket> ticket;
};

inline constexpr int64_t kDefaultPlanMs = 10'000;

struct PlanRequest {
  int32_t monday_ymd = 0;
  int64_t budget_ms = 0;     // wall time; 0 without steps: kDefaultPlanMs
  int64_t budget_steps = 0;  // repeatable work; when given, time does not count
  uint64_t seed = 1;
  int threads = 0;                                    // 1 or 2; 0: 2
  std::optional<WeekPlan> warm_start = std::nullopt;  // start from it, free to change everything
  std::optional<WeekPlan> baseline = std::nullopt;    // change it as little as pays
  std::optional<WeekDisruption> disruption = std::nullopt;  // what fell away
  // Decisions beside the document's, JSON of docs/deciding.md; empty: none.
  std::string decisions = {};
};

// A weekly plan with its problem, for checking and drawing.
struct PlannedWeek {
  planning::Problem problem;
  planning::PlanResult result;
  WeekPlan plan;
  std::vector<DecisionOutcome> outcomes;  // of what people decided
};

// Why a plan is as it is, in the words of the network that was loaded then.
struct ExplainedPlan {
  PlanExplanation explanation;
  std::shared_ptr<const Supply> supply;
};

struct CoverageRequest {
  int32_t within_min = 0;  // 0: the document's limit
  int32_t ymd = 0;         // 0: today; services are those of its week
  bool services = true;
  const WeekPlan* plan = nullptr;  // instead of the published ones
};

class EngineCore;  // the inside: src/engine/core.h
class EventCursor;
class PlanJob;

// Any thread. All other objects may outlive it: they keep what they need.
class Engine : public std::enable_shared_from_this<Engine> {
 public:
  // Reads the journal to its end. Errors: the store's.
  static absl::StatusOr<std::shared_ptr<Engine>> Open(std::unique_ptr<Store> store,
                                                      EngineOptions options);
  ~Engine();

  // --- Network. Right: administer.
  // Replaces the whole network, or nothing. Errors: bad_document; *faults has them all.
  absl::StatusOr<NetworkSummary> LoadNetworkDocument(const Access& access,
                                                     const CommandOptions& options,
                                                     std::string_view json,
                                                     std::vector<Fault>* faults);
  // --- Look-ups. Right: read the offer.
  absl::StatusOr<NetworkSummary> Summary(const Access& access) const;
  absl::StatusOr<int64_t> FindId(const Access& access, EntityKind kind, std::string_view key) const;
  absl::StatusOr<std::string> FindKey(const Access& access, int64_t id) const;
  // Everything of a kind in document order; with an office, what is in it (services: offered there;
  // queues: called there). Names in `language`, else in the document's first.
  absl::StatusOr<std::vector<Entity>> Entities(const Access& access, EntityKind kind,
                                               OfficeId office, std::string_view language) const;
  // The instant on the office's wall clock, and back (Zone::ToInstant).
  absl::StatusOr<Instant> InstantIn(const Access& access, OfficeId office, Date date,
                                    int minute) const;
  absl::StatusOr<LocalTime> LocalTimeIn(const Access& access, OfficeId office, int64_t at_us) const;
  // The supply as it is published; null before a network is loaded. For reading in C++.
  std::shared_ptr<const Supply> CurrentSupply() const;

  // --- Appointments.
  absl::StatusOr<std::vector<Slot>> Search(const Access& access, const SlotSearch& search) const;
  absl::StatusOr<Appointment> Hold(const Access&, const CommandOptions&, const HoldRequest&);
  absl::StatusOr<Appointment> Confirm(const Access&, const CommandOptions&, const StepRequest&);
  absl::StatusOr<Appointment> Reschedule(const Access&, const CommandOptions&,
                                         const RescheduleRequest&);
  absl::StatusOr<Appointment> Cancel(const Access&, const CommandOptions&, const StepRequest&);
  // Checks in and, where the offer keeps a line, issues a ticket that stands in it.
  absl::StatusOr<CheckIn> CheckInAppointment(const Access&, const CommandOptions&,
                                             const StepRequest&, Channel channel);
  // Without a counter: video from home, phone.
  absl::StatusOr<Appointment> Start(const Access&, const CommandOptions&, const StepRequest&);
  absl::StatusOr<Appointment> Finish(const Access&, const CommandOptions&, const StepRequest&);
  absl::StatusOr<Appointment> NoShow(const Access&, const CommandOptions&, const StepRequest&);
  absl::StatusOr<Appointment> FindAppointment(const Access&, AppointmentId id) const;

  // --- Queue: one call per request of vuoro/queue/commands.h, with the errors named there. A
  // ticket of an appointment takes its appointment along: serving starts it, finishing fulfils it.
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const IssueTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const CallNext&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const CallTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const RecallTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const ServeTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const FinishTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const TransferTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const NoShowTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const PutBackTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const ParkTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const UnparkTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const LeaveTicket&);
  absl::StatusOr<Ticket> Do(const Access&, const CommandOptions&, const DismissTicket&);
  absl::StatusOr<CounterSession> Do(const Access&, const CommandOptions&, const OpenSession&);
  absl::StatusOr<CounterSession> Do(const Access&, const CommandOptions&, const PauseSession&);
  absl::StatusOr<CounterSession> Do(const Access&, const CommandOptions&, const ResumeSession&);
  absl::StatusOr<CounterSession> Do(const Access&, const CommandOptions&, const CloseSession&);
  absl::Status Do(const Access&, const CommandOptions&, const StopIssuing&);
  absl::Status Do(const Access&, const CommandOptions&, const ResumeIssuing&);
  // How many were dismissed.
  absl::StatusOr<int64_t> Do(const Access&, const CommandOptions&, const CloseDay&);
  absl::StatusOr<Ticket> FindTicket(const Access&, TicketId id) const;
  absl::StatusOr<CounterSession> FindCounterSession(const Access&, CounterSessionId id) const;
  absl::StatusOr<int64_t> WaitingCount(const Access&, QueueId queue) const;
  // What an office's display may show, the last call first.
  absl::StatusOr<std::vector<PublicCall>> Calls(const Access&, OfficeId office) const;

  // --- Plans. Right: plan.
  // Plans the week of `monday_ymd` in a thread of its own.
  // Errors: no_network, bad_argument, infeasible and those of MakeProblem.
  absl::StatusOr<std::shared_ptr<PlanJob>> StartPlan(const Access&, const PlanRequest& request);
  // Why a plan that was written down leaves what it leaves: of the loaded network, in the week of
  // its from_ymd. Searches on the calling thread. Errors: no_network, bad_plan, those of
  // MakeProblem.
  absl::StatusOr<ExplainedPlan> ExplainWrittenPlan(const Access&, const WeekPlan& plan,
                                                   const planning::ExplainOptions& options) const;
  absl::StatusOr<PlanId> PublishPlan(const Access&, const CommandOptions&, const WeekPlan& plan);
  absl::StatusOr<std::vector<PublishedPlan>> Plans(const Access&) const;
  // With the dates from which and until which it was published. Before that, right: plan.
  absl::StatusOr<WeekPlan> FindPlan(const Access&, PlanId id) const;

  // --- Plan states (docs/plan-states.md). Right: plan; all but the answers need a session without
  // a scope. Every call gives where the plan stands then. Errors besides those named: unknown_id,
  // wrong_state, out_of_scope, permission_denied.
  // A draft. Errors: bad_plan; wrong_state also when it replaces a plan that nobody has refused.
  absl::StatusOr<PlanStanding> SavePlan(const Access&, const CommandOptions&,
                                        const SavePlanRequest&);
  // To the agencies that the draft concerns in the network as it is now. Errors: bad_plan.
  absl::StatusOr<PlanStanding> SendPlan(const Access&, const CommandOptions&, PlanId plan);
  // Until a plan is published or ends, an agency may change its answer. Errors: not_concerned,
  // bad_argument, bad_text.
  absl::StatusOr<PlanStanding> AcceptPlan(const Access&, const CommandOptions&,
                                          const AnswerPlanRequest&);
  absl::StatusOr<PlanStanding> RefusePlan(const Access&, const CommandOptions&,
                                          const AnswerPlanRequest&);
  // Makes it supply. Errors: plan_refused, plan_unanswered, bad_plan, bad_argument, bad_text.
  absl::StatusOr<PlanStanding> PublishSavedPlan(const Access&, const CommandOptions&,
                                                const PublishPlanRequest&);
  absl::StatusOr<PlanStanding> WithdrawPlan(const Access&, const CommandOptions&, PlanId plan);
  // Every plan by its first Monday, also those that were published without being saved.
  absl::StatusOr<std::vector<PlanStanding>> PlanStandings(const Access&) const;
  absl::StatusOr<PlanStanding> FindPlanStanding(const Access&, PlanId plan) const;

  // --- Coverage. Right: read the offer.
  // How many people have the network's offices and services near enough, with the published plans
  // or another one. Errors: no_network, bad_argument.
  absl::StatusOr<NetworkCoverage> Coverage(const Access&, const CoverageRequest& request) const;

  // --- Events and freshness.
  // A cursor behind `after_seq`. Rights: read events; with only read calls, those are what it
  // gives.
  absl::StatusOr<std::shared_ptr<EventCursor>> OpenEvents(const Access&, int64_t after_seq);
  int64_t published_seq() const;
  // Reads what others appended. Errors: the store's.
  absl::Status CatchUp();
  // Waits until `seq` is published here. Errors: deadline_exceeded.
  absl::Status WaitForSeq(int64_t seq, int64_t timeout_ms);

  EngineStatus status() const;
  // The canonical hash of the published state.
  Digest StateHash() const;
  // Walks the whole journal. Right: administer.
  absl::Status Verify(const Access&);
  // Writes a snapshot of the published state now. Right: administer.
  absl::Status WriteSnapshot(const Access&);

 private:
  explicit Engine(std::shared_ptr<EngineCore> core) : core_(std::move(core)) {}
  std::shared_ptr<EngineCore> core_;
};

// Reads published events in order. One thread at a time; keeps the engine's inside alive.
class EventCursor {
 public:
  ~EventCursor();
  EventCursor(const EventCursor&) = delete;
  EventCursor& operator=(const EventCursor&) = delete;

  // The next events, at most `limit`; empty at the end. Errors: the store's.
  absl::StatusOr<std::vector<Record>> Next(size_t limit);
  // True once there is something to read; false at the time-out. 0 does not wait.
  bool Wait(int64_t timeout_ms);
  // Readable while there is something to read: for poll(2) and its like. Owned by the cursor.
  int descriptor() const { return descriptor_; }
  int64_t position() const { return position_; }

 private:
  friend class Engine;
  EventCursor(std::shared_ptr<EngineCore> core, int64_t after_seq, bool public_only,
              int descriptor);
  std::shared_ptr<EngineCore> core_;
  int64_t position_;
  bool public_only_;
  int descriptor_;
};

// A plan in the making. Any thread.
class PlanJob {
 public:
  // Cancels and waits.
  ~PlanJob();

  planning::Progress progress() const;
  bool done() const;
  // True when done; false at the time-out.
  bool Wait(int64_t timeout_ms);
  // The best plan so far becomes the result; returns at once.
  void Cancel();
  // The result, once. Errors: job_running; infeasible and the planner's others; cancelled when it
  // was stopped before a first plan.
  absl::StatusOr<PlannedWeek> Take();
  // Why the plan leaves what it leaves, or why there is none; before or after Take, as often as
  // wanted. Searches on the calling thread. Errors: job_running; the job's own but infeasible.
  absl::StatusOr<PlanExplanation> Explain(const planning::ExplainOptions& options) const;
  // What came of people's decisions, as EncodeOutcomes writes it; before or after Take. Errors:
  // job_running; the job's own.
  absl::StatusOr<std::string> Decisions() const;
  // The network that is planned, whatever has been loaded since.
  std::shared_ptr<const Supply> supply() const;

 private:
  friend class Engine;
  PlanJob();
  struct Run;
  std::unique_ptr<Run> run_;
};

}  // namespace vuoro

#endif  // VUORO_ENGINE_ENGINE_H_
