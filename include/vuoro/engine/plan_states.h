// Where weekly plans stand between their making and their publication: saved as drafts, sent to the
// agencies they concern, accepted or refused, replaced, withdrawn, published.
//
// A plan concerns the agencies whose officials have a duty in it. The rules are in
// docs/plan-states.md; the calls are those of Engine.
#ifndef VUORO_ENGINE_PLAN_STATES_H_
#define VUORO_ENGINE_PLAN_STATES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/base/ids.h"
#include "vuoro/journal/event.h"
#include "vuoro/model/week_plan.h"
#include "vuoro/model/words.h"

namespace vuoro {

inline constexpr size_t kMaxPlanReasonBytes = 1000;  // why an agency refuses or is overridden

// Of a plan; the first four also of an agency's part in it. Numbers are frozen: they are hashed and
// cross the C ABI.
enum class PlanState : uint8_t {
  kDraft = 0,      // saved; nobody was asked
  kSent = 1,       // asked; somebody has not answered yet
  kAccepted = 2,   // everybody who was asked has accepted
  kRefused = 3,    // somebody has refused
  kPublished = 4,  // supply from its first Monday on
  kWithdrawn = 5,
  kReplaced = 6,  // it was refused, and another draft took its place
};
template <>
std::span<const std::string_view> WordsOf<PlanState>();

// One agency's part in a plan.
struct AgencyAnswer {
  AgencyId agency;
  PlanState state = PlanState::kDraft;  // draft, sent, accepted or refused
  int64_t at_us = 0;                    // of the answer; 0 before it
  std::string reason;                   // why it refused

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("agency", self.agency);
    visit("state", self.state);
    visit("at_us", self.at_us);
    visit("reason", self.reason);
  }
};

struct PlanStanding {
  PlanId id;
  PlanState state = PlanState::kDraft;
  std::string document;     // blob hash, hex
  int32_t from_ymd = 0;     // first Monday: the plan's own, or the one it was published from
  int32_t to_ymd = 0;       // last day; 0: until another plan begins
  PlanId replaces;          // a refused plan; 0 for none
  PlanId replaced_by;       // 0 for none
  int64_t saved_us = 0;     // 0 for a plan that was published without having been saved
  int64_t sent_us = 0;      // 0 for never
  int64_t ended_us = 0;     // when it was published, withdrawn or replaced; 0 before
  bool overridden = false;  // published though an agency had not accepted
  std::vector<AgencyAnswer> agencies;  // those it concerned when it was saved or sent

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("state", self.state);
    visit("document", self.document);
    visit("from_ymd", self.from_ymd);
    visit("to_ymd", self.to_ymd);
    visit("replaces", self.replaces);
    visit("replaced_by", self.replaced_by);
    visit("saved_us", self.saved_us);
    visit("sent_us", self.sent_us);
    visit("ended_us", self.ended_us);
    visit("overridden", self.overridden);
    visit("agencies", self.agencies);
  }
};

struct SavePlanRequest {
  WeekPlan plan;
  PlanId replaces = {};  // a refused plan whose place this draft takes; 0 for none
};

struct AnswerPlanRequest {
  PlanId plan;
  AgencyId agency = {};     // 0: the session's own
  std::string reason = {};  // of a refusal, which must have one; no personal data

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("agency", self.agency);
    visit("reason", self.reason);
  }
};

struct PublishPlanRequest {
  PlanId plan;
  int32_t from_ymd = 0;     // a Monday; 0: the plan's own
  bool force = false;       // though agencies have not accepted. Right: override agencies
  std::string reason = {};  // of the override; may be empty; no personal data

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plan", self.plan);
    visit("from_ymd", self.from_ymd);
    visit("force", self.force);
    visit("reason", self.reason);
  }
};

// The plans that were saved, in the order in which they were. Part of the state: events move it,
// and nothing is decided here. An event on a plan that is not among them changes nothing.
class SavedPlans {
 public:
  const PlanStanding* Find(PlanId id) const;
  const std::vector<PlanStanding>& all() const { return plans_; }

  // `at_us` is the record's instant.
  void Apply(const PlanSaved& event, int64_t at_us);
  void Apply(const PlanSent& event, int64_t at_us);
  void Apply(const PlanAccepted& event, int64_t at_us);
  void Apply(const PlanRefused& event, int64_t at_us);
  void Apply(const PlanOverridden& event, int64_t at_us);
  void Apply(const PlanPublished& event, int64_t at_us);
  void Apply(const PlanWithdrawn& event, int64_t at_us);

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("plans", self.plans_);
  }

 private:
  PlanStanding* At(PlanId id);
  void Answer(PlanId id, AgencyAnswer answer);
  std::vector<PlanStanding> plans_;
};

}  // namespace vuoro

#endif  // VUORO_ENGINE_PLAN_STATES_H_
