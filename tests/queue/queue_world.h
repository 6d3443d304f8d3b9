// A small network with a hand-set clock and opening hours, for every test of the queue.
#ifndef VUORO_TESTS_QUEUE_QUEUE_WORLD_H_
#define VUORO_TESTS_QUEUE_QUEUE_WORLD_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "vuoro/base/fields.h"
#include "vuoro/base/id_source.h"
#include "vuoro/base/status.h"
#include "vuoro/queue/commands.h"
#include "vuoro/queue/lines.h"
#include "vuoro/queue/routes.h"

namespace vuoro {

// Open all day, or from `from_s` to `to_s` of each UTC day; `to_s` may pass midnight.
class TestHours final : public WalkInHours {
 public:
  int64_t from_s = 0;
  int64_t to_s = kSecondsPerDay;

  OfficeMoment At(OfficeIndex, ServiceIndex, Mode, Instant now) const override {
    const int64_t day = now.seconds() / kSecondsPerDay;
    for (const int64_t start_day : {day - 1, day}) {
      const Interval open = {Instant::FromSeconds(start_day * kSecondsPerDay + from_s),
                             Instant::FromSeconds(start_day * kSecondsPerDay + to_s)};
      if (open.Contains(now)) return {Ymd(start_day), open};
    }
    return {Ymd(day), std::nullopt};
  }

 private:
  static int32_t Ymd(int64_t day) { return Date{static_cast<int32_t>(day)}.Ymd(); }
};

struct WorldSize {
  size_t offices = 1;
  size_t queues = 2;
  size_t counters = 2;  // in each office
  bool shared = false;  // every queue stands in all offices; else queue q in office q % offices
};

// Queue q belongs to agency q and takes service q on site; its prefix is 'A' + q.
class QueueWorld {
 public:
  explicit QueueWorld(WorldSize size = {}) {
    for (size_t o = 0; o < size.offices; ++o) AddOffice(o, size.counters);
    for (size_t q = 0; q < size.queues; ++q) AddQueue(q, size);
    Reload();
  }

  void AddResource(ResourceKind kind, size_t o, const std::string& key) {
    Resource& resource = network.resources.emplace_back();
    resource.key = key;
    resource.kind = kind;
    resource.office = OfficeIndex(o);
  }

  // After `network` was changed.
  void Reload() {
    for (const std::string& name : MissingEntities(network, entity_ids_)) {
      entity_ids_[name] = static_cast<int64_t>(entity_ids_.size()) + 1;
    }
    directory = Directory(network, entity_ids_);
    routes = Routes(network);
  }

  OfficeId office(size_t o = 0) const { return directory.IdOf(OfficeIndex(o)); }
  QueueId queue(size_t q = 0) const { return directory.IdOf(QueueIndex(q)); }
  ServiceId service(size_t q = 0) const { return directory.IdOf(ServiceIndex(q)); }
  AgencyId agency(size_t q = 0) const { return directory.IdOf(AgencyIndex(q)); }
  ResourceId counter(size_t c = 0, size_t o = 0) const {
    return directory.IdOf(network.offices[o].counters[c]);
  }
  QueueContext context() { return {network, directory, routes, hours, ids, now}; }

  template <class Request>
  Facts Try(const Request& request) {
    return Decide(lines, context(), request);
  }
  // Decides and applies. A refusal must leave the state as it was.
  template <class Request>
  absl::Status Do(const Request& request) {
    Facts facts = Try(request);
    if (!facts.ok()) return facts.status();
    for (const QueueEvent& fact : *facts) {
      lines.Apply(fact);
      history.push_back(fact);
    }
    return absl::OkStatus();
  }
  // The token of the refusal, or "" if it was done.
  template <class Request>
  std::string Refusal(const Request& request) {
    const std::string before = compare_bytes ? CanonicalBytes(lines) : "";
    const absl::Status status = Do(request);
    if (compare_bytes && !status.ok()) {
      EXPECT_EQ(CanonicalBytes(lines), before);
    }
    return std::string(ReasonOf(status));
  }

  // For what must succeed.
  TicketId Issue(size_t q = 0, size_t o = 0) {
    EXPECT_EQ(Refusal(IssueTicket{.office = office(o), .service = service(q)}), "");
    return std::get<TicketIssued>(history.back()).ticket;
  }
  TicketId CheckIn(AppointmentId appointment, Instant start, size_t q = 0, size_t o = 0) {
    EXPECT_EQ(Refusal(IssueTicket{.office = office(o),
                                  .service = service(q),
                                  .appointment = appointment,
                                  .appointment_start = start}),
              "");
    return std::get<TicketIssued>(history.back()).ticket;
  }
  CounterSessionId Open(size_t c = 0, size_t o = 0, std::vector<ProfileQueue> profile = {}) {
    EXPECT_EQ(Refusal(OpenSession{.counter = counter(c, o), .profile = std::move(profile)}), "");
    return std::get<CounterSessionOpened>(history.back()).session;
  }
  TicketId Next(CounterSessionId session) {
    EXPECT_EQ(Refusal(CallNext{session}), "");
    return std::get<TicketCalled>(history.back()).ticket;
  }
  void ServeAndFinish(TicketId ticket) {
    EXPECT_EQ(Refusal(ServeTicket{{.id = ticket}}), "");
    EXPECT_EQ(Refusal(FinishTicket{.ticket = {.id = ticket}}), "");
  }
  const Ticket& ticket(TicketId id) const { return *lines.Find(id); }
  void Pass(int64_t seconds) { now = now.PlusSeconds(seconds); }

  Network network;
  Directory directory;
  Routes routes;
  TestHours hours;
  IdSource ids{1000};
  Instant now = Instant::FromSeconds(20'514 * kSecondsPerDay + 9 * 3600);  // 2 March 2026
  Lines lines;
  QueueEvents history;
  bool compare_bytes = true;  // off where a test is long: the whole state is written each time

 private:
  void AddOffice(size_t o, size_t counters) {
    Office& office = network.offices.emplace_back();
    office.key = "office" + std::to_string(o);
    for (size_t c = 0; c < counters; ++c) {
      AddResource(ResourceKind::kCounter, o, office.key + ".counter-" + std::to_string(c + 1));
      office.counters.push_back(ResourceIndex(network.resources.size() - 1));
    }
  }

  void AddQueue(size_t q, const WorldSize& size) {
    const std::string key = "unit" + std::to_string(q);
    network.agencies.emplace_back().key = key;
    Service& service = network.services.emplace_back();
    service.key = key;
    service.agency = AgencyIndex(q);
    service.duration_min[0] = 10;
    Queue& queue = network.queues.emplace_back();
    queue.key = key;
    queue.agency = AgencyIndex(q);
    queue.services = {ServiceIndex(q)};
    queue.prefix = std::string(1, static_cast<char>('A' + q % 23));
    for (size_t o = 0; o < size.offices; ++o) {
      if (!size.shared && o != q % size.offices) continue;
      queue.offices.push_back(OfficeIndex(o));
      Offer& offer = network.offers.emplace_back();
      offer.key = key + std::to_string(o);
      offer.office = OfficeIndex(o);
      offer.service = ServiceIndex(q);
      offer.queue = QueueIndex(q);
    }
  }

  EntityIds entity_ids_;
};

}  // namespace vuoro

#endif  // VUORO_TESTS_QUEUE_QUEUE_WORLD_H_
