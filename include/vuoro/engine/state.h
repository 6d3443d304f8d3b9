// The whole state that a journal's events build, and its canonical hash.
#ifndef VUORO_ENGINE_STATE_H_
#define VUORO_ENGINE_STATE_H_

#include <absl/status/status.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "vuoro/appointment/book.h"
#include "vuoro/appointment/supply.h"
#include "vuoro/base/hash.h"
#include "vuoro/engine/plan_states.h"
#include "vuoro/journal/event.h"
#include "vuoro/journal/record.h"
#include "vuoro/queue/lines.h"
#include "vuoro/queue/network_hours.h"
#include "vuoro/queue/routes.h"

namespace vuoro {

// How long an idempotency key is remembered after its event, and how many at most.
inline constexpr int64_t kKeyLifetimeUs = int64_t{48} * 3600 * kMicrosPerSecond;
inline constexpr size_t kMaxKeys = 1'000'000;

// What a command with an idempotency key did.
struct KeyRecord {
  uint64_t fingerprint = 0;  // of the request
  int64_t subject = 0;       // id of what it made or changed
  int64_t seq = 0;
  int64_t at_us = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("fingerprint", self.fingerprint);
    visit("subject", self.subject);
    visit("seq", self.seq);
    visit("at_us", self.at_us);
  }
};

struct PublishedPlan {
  PlanId id;
  std::string document;  // blob hash, hex
  int32_t from_ymd = 0;
  int32_t to_ymd = 0;

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("document", self.document);
    visit("from_ymd", self.from_ymd);
    visit("to_ymd", self.to_ymd);
  }
};

// Copyable: the engine keeps a pending and a published one. Readers need it to stand still.
class State {
 public:
  // Applies one stored event: decides nothing, reads no clock, zone or file. After an event that
  // changes the network or its plans, world_stale() is true until SetWorld.
  void Apply(const Record& record, const Event& event);

  // The journal's end as far as this state knows it.
  const Tail& tail() const { return tail_; }
  void set_tail(const Tail& tail) { tail_ = tail; }
  // The last sequence number that `origin` has used.
  int64_t LastOriginSeq(int64_t origin) const;
  bool KnowsIncarnation(int64_t incarnation) const { return origins_.contains(incarnation); }

  const std::string& network_document() const {
    return network_document_;
  }  // blob hash, hex; "" none
  const std::vector<PublishedPlan>& plans() const { return plans_; }
  const SavedPlans& saved_plans() const { return saved_plans_; }
  // Every plan, saved or published at once, by its first Monday and then in the order of saving.
  std::vector<PlanStanding> PlanStandings() const;
  std::optional<PlanStanding> StandingOf(PlanId id) const;
  const EntityIds& entity_ids() const { return entity_ids_; }
  const Book& book() const { return book_; }
  const Lines& lines() const { return lines_; }
  // Null for a key that was never used or has expired.
  const KeyRecord* FindKey(const std::string& actor, const std::string& key) const;

  bool world_stale() const { return world_stale_; }
  void MarkWorldStale() { world_stale_ = true; }  // the days it covers run out
  void SetWorld(std::shared_ptr<const Supply> supply);
  // Null before a network is loaded.
  const std::shared_ptr<const Supply>& supply() const { return supply_; }
  // REQUIRES: supply() is not null.
  const Routes& routes() const { return *routes_; }
  const NetworkHours& hours() const { return *hours_; }

  // SHA-256 over the canonical bytes; the same events give the same hash on every machine.
  Digest Hash() const;
  std::string Bytes() const;
  // Replaces this state by what Bytes() gave. Errors: store_corrupt; nothing changed.
  absl::Status Load(std::string_view bytes);

  template <class Self, class Visit>
  static void Fields(Self& self, Visit&& visit) {
    visit("network_document", self.network_document_);
    visit("plans", self.plans_);
    visit("entity_ids", self.entity_ids_);
    visit("origins", self.origins_);
    visit("keys", self.keys_);
    visit("book", self.book_);
    visit("lines", self.lines_);
  }

 private:
  void ApplyHere(const JournalOpened& event);
  void ApplyHere(const NetworkLoaded& event);
  void ApplyHere(const PlanPublished& event);
  void RememberKey(const Record& record, const Event& event);

  Tail tail_;
  std::string network_document_;
  std::vector<PublishedPlan> plans_;  // ascending by from_ymd, the later published behind
  SavedPlans saved_plans_;            // behind the fields above in Bytes(), if there are any
  EntityIds entity_ids_;
  std::map<int64_t, int64_t> origins_;     // incarnation -> last origin_seq
  std::map<std::string, KeyRecord> keys_;  // actor, unit separator, key
  Book book_;
  Lines lines_;

  // Derived.
  std::map<int64_t, std::string> key_order_;  // seq -> key
  bool world_stale_ = false;
  std::shared_ptr<const Supply> supply_;
  std::shared_ptr<const Routes> routes_;
  std::shared_ptr<const NetworkHours> hours_;
};

}  // namespace vuoro

#endif  // VUORO_ENGINE_STATE_H_
