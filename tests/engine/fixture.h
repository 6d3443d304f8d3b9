// A small network with every kind of service, an engine on it with a clock that stands still, and
// short ways to call it.
#ifndef VUORO_TESTS_ENGINE_FIXTURE_H_
#define VUORO_TESTS_ENGINE_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/test_network.h"
#include "vuoro/base/random.h"
#include "vuoro/engine/engine.h"
#include "vuoro/journal/memory_store.h"
#include "vuoro/time/text.h"

namespace vuoro {

class EngineFixture {
 public:
  explicit EngineFixture(std::shared_ptr<MemoryJournal> on = std::make_shared<MemoryJournal>(),
                         uint64_t entropy = 7)
      : clock(std::make_shared<ManualClock>(Instant{kMonday0900})), journal(std::move(on)) {
    engine = Open(entropy);
  }

  std::shared_ptr<Engine> Open(uint64_t entropy) const {
    EngineOptions options;
    options.clock = clock;
    options.entropy = entropy;
    options.background = false;
    auto opened = Engine::Open(std::make_unique<MemoryStore>(journal), std::move(options));
    EXPECT_TRUE(opened.ok()) << opened.status();
    return *std::move(opened);
  }

  void Load(std::string_view document = kTestNetwork) {
    const auto loaded = engine->LoadNetworkDocument(admin, {}, document, nullptr);
    ASSERT_TRUE(loaded.ok()) << loaded.status();
  }
  int64_t Id(EntityKind kind, std::string_view key) const {
    const auto id = engine->FindId(admin, kind, key);
    EXPECT_TRUE(id.ok()) << id.status();
    return id.value_or(0);
  }
  OfficeId Office(std::string_view key) const { return {Id(EntityKind::kOffice, key)}; }
  ServiceId Service(std::string_view key) const { return {Id(EntityKind::kService, key)}; }
  ResourceId Resource(std::string_view key) const { return {Id(EntityKind::kResource, key)}; }

  HoldRequest Wish(std::string_view office, std::string_view service, Mode mode,
                   int64_t start_us) const {
    HoldRequest request;
    request.office = Office(office);
    request.service = Service(service);
    request.mode = mode;
    request.start_us = start_us;
    return request;
  }
  absl::StatusOr<Appointment> Book(const HoldRequest& request, std::string key = "") {
    auto held = engine->Hold(admin, {.key = std::move(key)}, request);
    if (!held.ok()) return held;
    return engine->Confirm(admin, {}, {.appointment = held->id});
  }
  absl::StatusOr<std::vector<Slot>> Search(std::string_view office, std::string_view service,
                                           Mode mode, int64_t from_us, int64_t until_us,
                                           std::string language = "") const {
    SlotSearch search;
    search.office = Office(office);
    search.service = Service(service);
    search.mode = mode;
    search.language = std::move(language);
    search.from_us = from_us;
    search.until_us = until_us;
    search.limit = 1000;
    return engine->Search(admin, search);
  }
  absl::StatusOr<Ticket> IssueAdvice(std::string key = "") {
    IssueTicket issue;
    issue.office = Office("centre");
    issue.service = Service("advice");
    issue.channel = Channel::kKiosk;
    return engine->Do(admin, {.key = std::move(key)}, issue);
  }
  CounterSession OpenCounter(std::string_view counter) {
    auto session = engine->Do(
        admin, {}, OpenSession{.counter = Resource(counter), .staff_ref = "s", .profile = {}});
    EXPECT_TRUE(session.ok()) << session.status();
    return session.value_or(CounterSession());
  }

  const Access admin{.role = Role::kAdmin, .agency = {}, .office = {}, .actor = "test"};
  std::shared_ptr<ManualClock> clock;
  std::shared_ptr<MemoryJournal> journal;
  std::shared_ptr<Engine> engine;
};

MATCHER_P(FailsWith, reason, "") {
  const absl::Status status = [&] {
    if constexpr (std::is_same_v<std::decay_t<decltype(arg)>, absl::Status>) {
      return arg;
    } else {
      return arg.status();
    }
  }();
  *result_listener << status;
  return HasReason(status, reason);
}

}  // namespace vuoro

#endif  // VUORO_TESTS_ENGINE_FIXTURE_H_
