// The events of a journal: every fact of every room as one variant, and their stored form.
//
// An event type and version never change their meaning once released. A new need is a new version;
// DecodeEvent brings old versions up to today's struct, and stored records are never edited.
#ifndef VUORO_JOURNAL_EVENT_H_
#define VUORO_JOURNAL_EVENT_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "vuoro/appointment/events.h"
#include "vuoro/journal/record.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/queue/events.h"

namespace vuoro {

// The id given to one thing of a network document.
struct EntityId {
  std::string name;  // "office/helsinki"
  int64_t id = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("name", self.name);
    visit("id", self.id);
  }
};

// A writer began to author events under a new incarnation.
struct JournalOpened {
  static constexpr std::string_view kType = "journal.opened";
  static constexpr int32_t kVersion = 1;
  int64_t incarnation = 0;
  std::string library;  // "0.1.0"

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("incarnation", self.incarnation);
    visit("library", self.library);
  }
};

// A network document replaced the one before; the document is the blob with this hash.
struct NetworkLoaded {
  static constexpr std::string_view kType = "network.loaded";
  static constexpr int32_t kVersion = 1;
  std::string document;       // SHA-256, hex
  std::vector<EntityId> ids;  // of what had none yet

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("document", self.document);
    visit("ids", self.ids);
  }
};

// A weekly plan became supply; the plan is the blob with this hash (a WeekPlan as JSON), and these
// dates count, not those in it. Version 2 is a plan of a cycle of several weeks, which a library
// that knows none must not read; a week's is still written as version 1.
struct PlanPublished {
  static constexpr std::string_view kType = "plan.published";
  static constexpr int32_t kVersion = 2;
  PlanId plan;
  std::string document;  // SHA-256, hex
  int32_t from_ymd = 0;
  int32_t to_ymd = 0;
  int32_t cycle_weeks = 1;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("document", self.document);
    visit("from_ymd", self.from_ymd);
    visit("to_ymd", self.to_ymd);
    visit("cycle_weeks", Unless(self.cycle_weeks, 1));
  }
};

// A plan was saved as a draft; the plan is the blob with this hash.
struct PlanSaved {
  static constexpr std::string_view kType = "plan.saved";
  static constexpr int32_t kVersion = 1;
  PlanId plan;
  std::string document;  // SHA-256, hex
  int32_t from_ymd = 0;
  int32_t to_ymd = 0;
  PlanId replaces;                 // a refused plan, which ends with this; 0 for none
  std::vector<AgencyId> agencies;  // those it concerns, in the order of the network document

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("document", self.document);
    visit("from_ymd", self.from_ymd);
    visit("to_ymd", self.to_ymd);
    visit("replaces", self.replaces);
    visit("agencies", self.agencies);
  }
};

// A draft went to the agencies it concerns by the network of that moment.
struct PlanSent {
  static constexpr std::string_view kType = "plan.sent";
  static constexpr int32_t kVersion = 1;
  PlanId plan;
  std::vector<AgencyId> agencies;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("agencies", self.agencies);
  }
};

struct PlanAccepted {
  static constexpr std::string_view kType = "plan.accepted";
  static constexpr int32_t kVersion = 1;
  PlanId plan;
  AgencyId agency;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("agency", self.agency);
  }
};

struct PlanRefused {
  static constexpr std::string_view kType = "plan.refused";
  static constexpr int32_t kVersion = 1;
  PlanId plan;
  AgencyId agency;
  std::string reason;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("agency", self.agency);
    visit("reason", self.reason);
  }
};

// A plan is about to be published though these agencies have not accepted it.
struct PlanOverridden {
  static constexpr std::string_view kType = "plan.overridden";
  static constexpr int32_t kVersion = 1;
  PlanId plan;
  std::vector<AgencyId> agencies;
  std::string reason;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("agencies", self.agencies);
    visit("reason", self.reason);
  }
};

struct PlanWithdrawn {
  static constexpr std::string_view kType = "plan.withdrawn";
  static constexpr int32_t kVersion = 1;
  PlanId plan;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
  }
};

using Event = std::variant<JournalOpened, NetworkLoaded, PlanPublished, PlanSaved, PlanSent,
                           PlanAccepted, PlanRefused, PlanOverridden, PlanWithdrawn,  // journal
                           AppointmentHeld, AppointmentRescheduled, AppointmentConfirmed,
                           AppointmentLapsed,  // appointment
                           AppointmentCancelled, AppointmentCheckedIn, AppointmentStarted,
                           AppointmentFulfilled, AppointmentNoShow, TicketIssued, TicketCalled,
                           TicketRecalled, TicketServing, TicketFinished,  // queue
                           TicketTransferred, TicketNoShow, TicketPutBack, TicketLeft, TicketParked,
                           TicketUnparked, TicketDismissed, CounterSessionOpened,
                           CounterSessionPaused, CounterSessionResumed, CounterSessionClosed,
                           QueueIssuingStopped, QueueIssuingResumed>;

// "ticket.issued"; static storage.
std::string_view TypeOf(const Event& event);
// The version with which the event is written: the lowest that says all of it.
int32_t VersionOf(const Event& event);
// Every type name, in the order of the variant.
std::vector<std::string_view> EventTypes();

// The payload as a JSON object: fields in their declared order, enums as numbers, no white space.
std::string EncodeEvent(const Event& event);
// Errors: store_newer for an unknown type or a newer version (a newer library wrote it);
// store_corrupt for a payload that does not read.
absl::StatusOr<Event> DecodeEvent(std::string_view type, int32_t version, std::string_view payload);

// The id of what the event is about: the appointment, ticket, session, queue or plan; else 0.
int64_t SubjectOf(const Event& event);

// A weekly plan as JSON and back. Errors: bad_plan with the place.
std::string EncodeWeekPlan(const WeekPlan& plan);
absl::StatusOr<WeekPlan> DecodeWeekPlan(std::string_view json);

// A disruption from JSON; all three lists must stand there. Errors: bad_document with the place.
absl::StatusOr<WeekDisruption> DecodeWeekDisruption(std::string_view json);

}  // namespace vuoro

#endif  // VUORO_JOURNAL_EVENT_H_
