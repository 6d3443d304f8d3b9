// What stands behind each handle, and how a session's commands and questions reach the engine.
#ifndef VUORO_SRC_CAPI_OBJECTS_H_
#define VUORO_SRC_CAPI_OBJECTS_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capi/guard.h"
#include "capi/structs.h"
#include "vuoro/config/import_csv.h"
#include "vuoro/engine/engine.h"
#include "vuoro/model/week_plan_changes.h"

namespace vuoro::capi {

struct Session {
  std::shared_ptr<Engine> engine;
  Access access;
};

struct PlanJobHolder {
  PlanJobHolder(Session session_of, std::shared_ptr<PlanJob> job_of)
      : session(std::move(session_of)), job(std::move(job_of)) {}
  Session session;
  std::shared_ptr<PlanJob> job;
  std::mutex mutex;                      // of what follows
  std::optional<std::string> decisions;  // written down when first asked for
};

// A plan with the ids of its people and offices, in the order in which it is copied out.
struct PlanHolder {
  WeekPlan plan;
  std::string json;
  std::vector<vuoro_duty> duties;
  std::vector<vuoro_plan_expense> expenses;
};

// An explanation as rows, and as a document.
struct ExplanationHolder {
  std::vector<vuoro_unmet> unmet;
  std::vector<vuoro_remedy> remedies;
  std::vector<vuoro_conflict> conflict;
  std::string json;
};

// Events that were read ahead, and the one whose texts the host may be looking at.
struct EventReader {
  std::shared_ptr<EventCursor> cursor;
  std::vector<Record> ahead;
  size_t next = 0;
  Record current;
};

struct PresenceHolder {
  std::vector<vuoro_presence> rows;
};

// Where plans stand; the answers point into the plans' own texts.
struct PlanStandingsHolder {
  std::vector<PlanStanding> plans;
  std::vector<vuoro_plan_answer> answers;
};

// A document that was made, or why none was.
struct ImportHolder {
  std::string json;
  absl::Status refusal;
  std::vector<Fault> faults;
};

// Keeps both plans for their duties.
struct PlanChangesHolder {
  std::shared_ptr<const PlanHolder> before;
  std::shared_ptr<const PlanHolder> after;
  WeekPlanChanges changes;
};

// Coverage with the ids of what its engine knows; none of a document alone.
struct CoverageHolder {
  NetworkCoverage coverage;
  std::vector<int64_t> office_ids;   // by office
  std::vector<int64_t> service_ids;  // by service
};

// Keeps both sides for their texts.
struct CoverageChangesHolder {
  std::shared_ptr<const CoverageHolder> before;
  std::shared_ptr<const CoverageHolder> after;
  CoverageComparison comparison;
};

template <>
struct Behind<vuoro_engine> {
  using Object = Engine;
  static constexpr Kind kKind = Kind::kEngine;
  static constexpr std::string_view kName = "engine";
};
template <>
struct Behind<vuoro_session> {
  using Object = Session;
  static constexpr Kind kKind = Kind::kSession;
  static constexpr std::string_view kName = "session";
};
template <>
struct Behind<vuoro_faults> {
  using Object = std::vector<Fault>;
  static constexpr Kind kKind = Kind::kFaults;
  static constexpr std::string_view kName = "faults";
};
template <>
struct Behind<vuoro_entities> {
  using Object = std::vector<Entity>;
  static constexpr Kind kKind = Kind::kEntities;
  static constexpr std::string_view kName = "entities";
};
template <>
struct Behind<vuoro_slots> {
  using Object = std::vector<Slot>;
  static constexpr Kind kKind = Kind::kSlots;
  static constexpr std::string_view kName = "slots";
};
template <>
struct Behind<vuoro_calls> {
  using Object = std::vector<PublicCall>;
  static constexpr Kind kKind = Kind::kCalls;
  static constexpr std::string_view kName = "calls";
};
template <>
struct Behind<vuoro_plan_job> {
  using Object = PlanJobHolder;
  static constexpr Kind kKind = Kind::kPlanJob;
  static constexpr std::string_view kName = "plan job";
};
template <>
struct Behind<vuoro_plan> {
  using Object = PlanHolder;
  static constexpr Kind kKind = Kind::kPlan;
  static constexpr std::string_view kName = "plan";
};
template <>
struct Behind<vuoro_explanation> {
  using Object = ExplanationHolder;
  static constexpr Kind kKind = Kind::kExplanation;
  static constexpr std::string_view kName = "explanation";
};
template <>
struct Behind<vuoro_events> {
  using Object = EventReader;
  static constexpr Kind kKind = Kind::kEvents;
  static constexpr std::string_view kName = "events";
};
template <>
struct Behind<vuoro_presences> {
  using Object = PresenceHolder;
  static constexpr Kind kKind = Kind::kPresences;
  static constexpr std::string_view kName = "presences";
};
template <>
struct Behind<vuoro_plan_standings> {
  using Object = PlanStandingsHolder;
  static constexpr Kind kKind = Kind::kPlanStandings;
  static constexpr std::string_view kName = "plan standings";
};
template <>
struct Behind<vuoro_import> {
  using Object = ImportHolder;
  static constexpr Kind kKind = Kind::kImport;
  static constexpr std::string_view kName = "import";
};
template <>
struct Behind<vuoro_plan_changes> {
  using Object = PlanChangesHolder;
  static constexpr Kind kKind = Kind::kPlanChanges;
  static constexpr std::string_view kName = "plan changes";
};
template <>
struct Behind<vuoro_coverage> {
  using Object = CoverageHolder;
  static constexpr Kind kKind = Kind::kCoverage;
  static constexpr std::string_view kName = "coverage";
};
template <>
struct Behind<vuoro_coverage_changes> {
  using Object = CoverageChangesHolder;
  static constexpr Kind kKind = Kind::kCoverageChanges;
  static constexpr std::string_view kName = "coverage changes";
};

// The engine's values as structs; struct_size is left to Write.
inline int64_t ToC(int64_t value) { return value; }
vuoro_network_summary ToC(const NetworkSummary& summary);
vuoro_entity ToC(const Entity& entity);
vuoro_local_time ToC(const LocalTime& local);
vuoro_slot ToC(const Slot& slot);
vuoro_appointment ToC(const Appointment& appointment);
vuoro_ticket ToC(const Ticket& ticket);
vuoro_counter_session ToC(const CounterSession& session);
vuoro_call ToC(const PublicCall& call);
vuoro_plan_standing ToC(const PlanStanding& plan);

// Errors: bad_struct, bad_text, unknown_tail.
absl::StatusOr<CommandOptions> ReadCommand(const vuoro_command* command);

// A command: `run(session, options)` gives StatusOr of something with a ToC for `out`.
template <class Out, class Run>
vuoro_status Command(vuoro_session* session, const vuoro_command* command, Out* out,
                     Run&& run) noexcept {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    VUORO_ASSIGN_OR_RETURN(const CommandOptions options, ReadCommand(command));
    VUORO_ASSIGN_OR_RETURN(const auto done, run(*self, options));
    Write(ToC(done), out);
    return absl::OkStatus();
  });
}

// A question: `ask(session)` gives the same.
template <class Out, class Ask>
vuoro_status Query(vuoro_session* session, Out* out, Ask&& ask) noexcept {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    VUORO_ASSIGN_OR_RETURN(const auto answer, ask(*self));
    Write(ToC(answer), out);
    return absl::OkStatus();
  });
}

// A question whose answer is a list: `ask(session)` gives StatusOr<object>.
template <class Handle, class Ask>
vuoro_status List(vuoro_session* session, Handle** out, Ask&& ask) noexcept {
  using Object = typename Behind<Handle>::Object;
  return Open(out, [&]() -> absl::StatusOr<std::shared_ptr<Object>> {
    VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
    VUORO_ASSIGN_OR_RETURN(auto answer, ask(*self));
    return std::make_shared<Object>(std::move(answer));
  });
}

// One element of a list.
template <class Handle, class Out, class Convert>
vuoro_status ElementAt(const Handle* handle, size_t index, Out* out, Convert&& convert) noexcept {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto list, Find(handle));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    if (index >= list->size()) {
      return AtPath(Fail(Reason::kBadArgument, "element {} of {}", index, list->size()), "index");
    }
    Write(convert((*list)[index]), out);
    return absl::OkStatus();
  });
}

}  // namespace vuoro::capi

#endif  // VUORO_SRC_CAPI_OBJECTS_H_
