// The engine's face: checks the right, makes a command of the call, and reads the answer.
#include "vuoro/engine/engine.h"

#include <algorithm>
#include <utility>

#include "engine/entities.h"
#include "engine/run.h"

namespace vuoro {
namespace {

// The instants that have a written local time.
constexpr Instant kFirstLocal = Instant::FromSeconds(Date::Min().days * kSecondsPerDay);
constexpr Instant kBehindLocal = Instant::FromSeconds(Date::Max().days * kSecondsPerDay);

std::string FaultSummary(const std::vector<Fault>& faults) {
  const auto errors = std::count_if(faults.begin(), faults.end(), [](const Fault& fault) {
    return fault.severity == Severity::kError;
  });
  return fmt::format("the network document has {} faults", errors);
}

NetworkSummary Summarise(const State& state) {
  NetworkSummary summary;
  summary.document = state.network_document();
  if (state.supply() == nullptr) return summary;
  const Network& network = state.supply()->network();
  summary.agencies = static_cast<int32_t>(network.agencies.size());
  summary.services = static_cast<int32_t>(network.services.size());
  summary.offices = static_cast<int32_t>(network.offices.size());
  summary.offers = static_cast<int32_t>(network.offers.size());
  summary.people = static_cast<int32_t>(network.people.size());
  summary.queues = static_cast<int32_t>(network.queues.size());
  return summary;
}

absl::StatusOr<std::shared_ptr<const Supply>> LoadedSupply(const EngineCore& core) {
  std::shared_ptr<const Supply> supply = core.supply();
  if (supply == nullptr) return Fail(Reason::kNoNetwork, "no network document has been loaded");
  return supply;
}

// The facts of a new network: its document and the ids of what is new in it.
Decision DecideNetwork(const Deciding& deciding, const Blob& document,
                       const std::shared_ptr<const Network>& network) {
  NetworkLoaded event;
  event.document = document.hash.Hex();
  for (std::string& name : MissingEntities(*network, deciding.state.entity_ids())) {
    event.ids.push_back({std::move(name), deciding.ids.Next<TypedId<struct AnyTag>>().value});
  }
  Decision decision;
  decision.events.push_back(std::move(event));
  decision.blobs.push_back(document);
  decision.network = network;
  return decision;
}

}  // namespace

absl::StatusOr<std::shared_ptr<Engine>> Engine::Open(std::unique_ptr<Store> store,
                                                     EngineOptions options) {
  auto core = std::make_shared<EngineCore>(std::move(store), std::move(options));
  VUORO_RETURN_IF_ERROR(core->Open());
  return std::shared_ptr<Engine>(new Engine(std::move(core)));
}

Engine::~Engine() = default;

absl::StatusOr<NetworkSummary> Engine::LoadNetworkDocument(const Access& access,
                                                           const CommandOptions& options,
                                                           std::string_view json,
                                                           std::vector<Fault>* faults) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kAdminister));
  std::vector<Fault> own_faults;
  std::vector<Fault>& found = faults != nullptr ? *faults : own_faults;
  absl::StatusOr<Network> loaded = LoadNetwork(json, &found);
  if (!loaded.ok()) {
    return AtPath(
        Fail(Reason::kBadDocument, "{}: {}", FaultSummary(found), MessageOf(loaded.status())),
        PathOf(loaded.status()));
  }
  const auto network = std::make_shared<const Network>(*std::move(loaded));
  const Blob document{Sha256(json), std::string(json)};
  return Run<NetworkSummary>(
      *core_, access, options, {.name = "load_network", .needs_network = false},
      document.hash.Hex(),
      [&](const Deciding& deciding) -> absl::StatusOr<Decision> {
        return DecideNetwork(deciding, document, network);
      },
      [](const State& state, int64_t) -> absl::StatusOr<NetworkSummary> {
        return Summarise(state);
      });
}

absl::StatusOr<NetworkSummary> Engine::Summary(const Access& access) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  return core_->Reading([](const State& state) { return Summarise(state); });
}

absl::StatusOr<int64_t> Engine::FindId(const Access& access, EntityKind kind,
                                       std::string_view key) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  const std::string name = EntityName(kind, key);
  const int64_t id = core_->Reading([&](const State& state) {
    const auto found = state.entity_ids().find(name);
    return found == state.entity_ids().end() ? int64_t{0} : found->second;
  });
  if (id == 0) return Fail(Reason::kUnknownKey, "the network has no {} \"{}\"", WordOf(kind), key);
  return id;
}

absl::StatusOr<std::string> Engine::FindKey(const Access& access, int64_t id) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  VUORO_ASSIGN_OR_RETURN(const auto supply, LoadedSupply(*core_));
  const Network& network = supply->network();
  const Directory& directory = supply->directory();
  if (const auto i = directory.Find(AgencyId{id})) return network.at(i).key;
  if (const auto i = directory.Find(ServiceId{id})) return network.at(i).key;
  if (const auto i = directory.Find(OfficeId{id})) return network.at(i).key;
  if (const auto i = directory.Find(ResourceId{id})) return network.at(i).key;
  if (const auto i = directory.Find(OfferId{id})) return network.at(i).key;
  if (const auto i = directory.Find(QueueId{id})) return network.at(i).key;
  return Fail(Reason::kUnknownId, "{} is nothing of this network", id);
}

absl::StatusOr<std::vector<Entity>> Engine::Entities(const Access& access, EntityKind kind,
                                                     OfficeId office,
                                                     std::string_view language) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  VUORO_ASSIGN_OR_RETURN(const auto supply, LoadedSupply(*core_));
  OfficeIndex inside;
  if (office) {
    VUORO_ASSIGN_OR_RETURN(inside, ResolveOffice(*supply, office));
  }
  return ListEntities(*supply, kind, inside, language);
}

absl::StatusOr<Instant> Engine::InstantIn(const Access& access, OfficeId office, Date date,
                                          int minute) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  VUORO_ASSIGN_OR_RETURN(const auto supply, LoadedSupply(*core_));
  VUORO_ASSIGN_OR_RETURN(const OfficeIndex index, ResolveOffice(*supply, office));
  if (!date.valid() || minute < 0 || minute > kMinutesPerDay) {
    return Fail(Reason::kBadArgument, "minute {} of {} is no local time", minute, date.Ymd());
  }
  return supply->zone(index).ToInstant(date, minute);
}

absl::StatusOr<LocalTime> Engine::LocalTimeIn(const Access& access, OfficeId office,
                                              int64_t at_us) const {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kReadOffer));
  VUORO_ASSIGN_OR_RETURN(const auto supply, LoadedSupply(*core_));
  VUORO_ASSIGN_OR_RETURN(const OfficeIndex index, ResolveOffice(*supply, office));
  if (at_us < kFirstLocal.us || at_us >= kBehindLocal.us) {
    return AtPath(
        Fail(Reason::kBadArgument, "{} is outside the years {} to {}", at_us, kMinYear, kMaxYear),
        "at_us");
  }
  return supply->zone(index).ToLocal(Instant{at_us});
}

std::shared_ptr<const Supply> Engine::CurrentSupply() const { return core_->supply(); }

int64_t Engine::published_seq() const { return core_->published_seq(); }

absl::Status Engine::CatchUp() { return core_->CatchUp(); }

absl::Status Engine::WaitForSeq(int64_t seq, int64_t timeout_ms) {
  return core_->WaitForSeq(seq, DeadlineAfter(timeout_ms));
}

EngineStatus Engine::status() const {
  EngineStatus status;
  status.store = core_->store().status();
  status.writable = core_->writable();
  status.time_zone_rules = TzdataVersion();
  core_->Reading([&](const State& state) {
    status.published_seq = state.tail().seq;
    status.journal_hash = state.tail().hash;
    status.appointments = static_cast<int64_t>(state.book().all().size());
    status.live_tickets =
        std::count_if(state.lines().tickets().begin(), state.lines().tickets().end(),
                      [](const auto& entry) { return IsLive(entry.second.state); });
    return 0;
  });
  return status;
}

Digest Engine::StateHash() const {
  return core_->Reading([](const State& state) { return state.Hash(); });
}

absl::Status Engine::Verify(const Access& access) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kAdminister));
  return core_->Verify();
}

absl::Status Engine::WriteSnapshot(const Access& access) {
  VUORO_RETURN_IF_ERROR(Require(access, Right::kAdminister));
  return core_->WriteSnapshot();
}

}  // namespace vuoro
