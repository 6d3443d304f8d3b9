// Applies events to the state and makes its canonical bytes.
#include "vuoro/engine/state.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "vuoro/base/fields.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

std::string ScopedKey(const std::string& actor, const std::string& key) {
  return actor + '\x1f' + key;
}

template <class T, class... List>
inline constexpr bool kOneOf = (std::is_same_v<T, List> || ...);

}  // namespace

void State::Apply(const Record& record, const Event& event) {
  std::visit(
      [this, at_us = record.at_us](const auto& fact) {
        using T = std::decay_t<decltype(fact)>;
        if constexpr (kOneOf<T, JournalOpened, NetworkLoaded, PlanPublished>) {
          ApplyHere(fact);
          if constexpr (std::is_same_v<T, PlanPublished>) saved_plans_.Apply(fact, at_us);
        } else if constexpr (kOneOf<T, PlanSaved, PlanSent, PlanAccepted, PlanRefused,
                                    PlanOverridden, PlanWithdrawn>) {
          saved_plans_.Apply(fact, at_us);
        } else if constexpr (std::is_constructible_v<QueueEvent, const T&>) {
          lines_.Apply(fact);
        } else {
          book_.Apply(fact);
        }
      },
      event);
  RememberKey(record, event);
  origins_[record.origin] = record.origin_seq;
  tail_ = {record.seq, record.hash};
}

void State::ApplyHere(const JournalOpened& event) { origins_.emplace(event.incarnation, 0); }

void State::ApplyHere(const NetworkLoaded& event) {
  network_document_ = event.document;
  for (const EntityId& entity : event.ids) entity_ids_[entity.name] = entity.id;
  supply_ = nullptr;
  world_stale_ = true;
  // The board is drawn by positions of the document before; it stays blank until SetWorld.
  book_.Rebind(Directory(), Quantum(), 0);
}

void State::ApplyHere(const PlanPublished& event) {
  const auto behind = std::find_if(plans_.begin(), plans_.end(), [&](const PublishedPlan& plan) {
    return plan.from_ymd > event.from_ymd;
  });
  plans_.insert(behind, {event.plan, event.document, event.from_ymd, event.to_ymd});
  world_stale_ = true;
}

std::vector<PlanStanding> State::PlanStandings() const {
  std::vector<PlanStanding> all = saved_plans_.all();
  for (const PublishedPlan& plan : plans_) {
    if (saved_plans_.Find(plan.id) != nullptr) continue;
    PlanStanding& standing = all.emplace_back();
    standing.id = plan.id;
    standing.state = PlanState::kPublished;
    standing.document = plan.document;
    standing.from_ymd = plan.from_ymd;
    standing.to_ymd = plan.to_ymd;
  }
  std::stable_sort(all.begin(), all.end(), [](const PlanStanding& a, const PlanStanding& b) {
    return a.from_ymd < b.from_ymd;
  });
  return all;
}

std::optional<PlanStanding> State::StandingOf(PlanId id) const {
  if (const PlanStanding* saved = saved_plans_.Find(id)) return *saved;
  for (PlanStanding& standing : PlanStandings()) {
    if (standing.id == id) return std::move(standing);
  }
  return std::nullopt;
}

int64_t State::LastOriginSeq(int64_t origin) const {
  const auto found = origins_.find(origin);
  return found == origins_.end() ? 0 : found->second;
}

const KeyRecord* State::FindKey(const std::string& actor, const std::string& key) const {
  const auto found = keys_.find(ScopedKey(actor, key));
  return found == keys_.end() ? nullptr : &found->second;
}

// Only the first event of a command carries its key. Expiry is a function of the events alone.
void State::RememberKey(const Record& record, const Event& event) {
  if (record.key.empty()) return;
  while (!key_order_.empty()) {
    const auto oldest = key_order_.begin();
    const auto found = keys_.find(oldest->second);
    const bool expired =
        found != keys_.end() && found->second.at_us < record.at_us - kKeyLifetimeUs;
    if (!expired && keys_.size() < kMaxKeys) break;
    if (found != keys_.end() && found->second.seq == oldest->first) keys_.erase(found);
    key_order_.erase(oldest);
  }
  std::string key = ScopedKey(record.actor, record.key);
  keys_[key] = {record.fingerprint, SubjectOf(event), record.seq, record.at_us};
  key_order_.emplace(record.seq, std::move(key));
}

void State::SetWorld(std::shared_ptr<const Supply> supply) {
  world_stale_ = false;
  if (supply_ == supply) return;
  const bool rebind = supply_ == nullptr || &supply_->network() != &supply->network();
  supply_ = std::move(supply);
  // The hours refer to the network, which `supply_` keeps alive.
  if (rebind) {
    routes_ = std::make_shared<const Routes>(supply_->network());
    hours_ = std::make_shared<const NetworkHours>(supply_->network(), supply_->zones());
    book_.Rebind(supply_->directory(), supply_->quantum(),
                 static_cast<int32_t>(supply_->network().resources.size()));
  }
}

// Saved plans stand behind the rest and only where there are some: journals from before there were
// any keep the hash that was recorded with them.
std::string State::Bytes() const {
  std::string bytes = CanonicalBytes(*this);
  if (!saved_plans_.all().empty()) CanonicalWriter(&bytes).Write(saved_plans_);
  return bytes;
}

Digest State::Hash() const { return Sha256(Bytes()); }

absl::Status State::Load(std::string_view bytes) {
  State loaded;
  CanonicalReader reader(bytes);
  reader.Read(loaded);
  if (reader.ok() && !reader.at_end()) reader.Read(loaded.saved_plans_);
  if (!reader.at_end())
    return Fail(Reason::kStoreCorrupt, "a snapshot of {} bytes does not read", bytes.size());
  loaded.book_.RebuildHolds();
  loaded.lines_.RebuildIndices();
  for (const auto& [key, record] : loaded.keys_) loaded.key_order_.emplace(record.seq, key);
  loaded.world_stale_ = !loaded.network_document_.empty();
  *this = std::move(loaded);
  return absl::OkStatus();
}

}  // namespace vuoro
