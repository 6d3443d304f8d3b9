// The laws of the line: labels change nothing (B1), delay is bounded, short errands starve nobody
// (E7), and a full service-centre day keeps them (J1).
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <queue>
#include <set>

#include "queue_world.h"
#include "vuoro/base/random.h"

namespace vuoro {
namespace {

constexpr size_t kOffices = 3;
constexpr int kPeople = 80;

// What a person is by label only.
struct Labels {
  size_t office = 0;
  Channel channel = Channel::kCounter;
  std::string language;
};

// Plays the scenario of `seed` with these labels; the order in which people were called.
std::vector<size_t> CallOrder(uint64_t seed, const std::vector<Labels>& labels) {
  Random random(seed);
  QueueWorld world({.offices = kOffices, .queues = 3, .counters = 2, .shared = true});
  world.compare_bytes = false;
  for (Queue& queue : world.network.queues) {
    queue.rules.transfer_keeps_arrival = random.Chance(1, 2);
    queue.private_queue = random.Chance(1, 4);
  }
  std::vector<CounterSessionId> sessions;
  for (size_t o = 0; o < kOffices; ++o) {
    for (size_t c = 0; c < 2; ++c) sessions.push_back(world.Open(c, o));
  }
  std::vector<TicketId> people;
  std::vector<size_t> order;
  while (people.size() < labels.size() || order.size() < labels.size()) {
    world.Pass(random.Between(0, 90));
    const uint64_t what = random.Below(10);
    const CounterSession& session = *world.lines.Find(sessions[random.Below(sessions.size())]);
    if (what < 4 && people.size() < labels.size()) {
      const Labels& label = labels[people.size()];
      IssueTicket request{.office = world.office(label.office),
                          .service = world.service(random.Below(3)),
                          .channel = label.channel,
                          .language = label.language};
      if (random.Chance(1, 4)) {
        request.appointment = AppointmentId{static_cast<int64_t>(900 + people.size())};
        request.appointment_start = world.now.PlusMinutes(random.Between(-10, 40));
      }
      EXPECT_EQ(world.Refusal(request), "");
      people.push_back(std::get<TicketIssued>(world.history.back()).ticket);
    } else if (what < 9) {
      if (session.ticket) {
        const TicketRef ref{.id = session.ticket};
        if (random.Chance(1, 6)) {
          world.Refusal(TransferTicket{.ticket = ref, .service = world.service(random.Below(3))});
        } else if (random.Chance(1, 6)) {
          world.Refusal(PutBackTicket{.ticket = ref, .behind_all = random.Chance(1, 2)});
        } else {
          world.ServeAndFinish(session.ticket);
        }
      } else if (world.Do(CallNext{session.id}).ok()) {
        const TicketId called = std::get<TicketCalled>(world.history.back()).ticket;
        order.push_back(
            static_cast<size_t>(std::find(people.begin(), people.end(), called) - people.begin()));
      }
    } else if (!people.empty()) {
      const TicketRef ref{.id = people[random.Below(people.size())]};
      if (world.ticket(ref.id).state == TicketState::kWaiting) {
        world.Refusal(ParkTicket{ref});
        world.Refusal(UnparkTicket{ref});
      }
    }
  }
  return order;
}

TEST(FairnessTest, OfficeChannelAndLanguageLabelsNeverChangeTheOrder) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed * 7919);
    std::vector<Labels> labels(kPeople);
    for (Labels& label : labels) {
      label = {.office = random.Below(kOffices),
               .channel = static_cast<Channel>(random.Below(7)),
               .language = random.Chance(1, 2) ? "fi" : "sv"};
    }
    const std::vector<size_t> order = CallOrder(seed, labels);
    for (int permutation = 0; permutation < 3; ++permutation) {
      random.Shuffle(std::span<Labels>(labels));
      ASSERT_EQ(CallOrder(seed, labels), order) << "seed " << seed;
    }
  }
}

// Nobody who comes later than lead + head start after another is called before him.
TEST(FairnessTest, DelayIsBoundedByLeadAndHeadStart) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    QueueWorld world({.offices = 1, .queues = 2, .counters = 1});
    world.compare_bytes = false;
    int64_t lead_min = 0;
    for (Queue& queue : world.network.queues) {
      queue.rules.appointment_lead_min = static_cast<int32_t>(random.Below(4) * 10);
      lead_min = std::max<int64_t>(lead_min, queue.rules.appointment_lead_min);
    }
    const auto head_start_min = static_cast<int32_t>(random.Below(4) * 5);
    const CounterSessionId session = world.Open(
        0, 0,
        {{.queue = world.queue(0), .head_start_min = head_start_min}, {.queue = world.queue(1)}});
    const int64_t bound_us = (lead_min + head_start_min) * 60 * kMicrosPerSecond;
    std::map<TicketId, int64_t> waiting;  // arrival, or the start of an appointment if later
    for (int i = 0; i < 200; ++i) {
      world.Pass(random.Between(0, 400));
      if (random.Chance(1, 2)) {
        const size_t queue = random.Below(2);
        const Instant start = world.now.PlusMinutes(random.Between(-10, 30));
        const bool booked = random.Chance(1, 3);
        const TicketId id =
            booked ? world.CheckIn(AppointmentId{1000 + i}, start, queue) : world.Issue(queue);
        waiting[id] = booked ? std::max(start, world.now).us : world.now.us;
        continue;
      }
      if (waiting.empty()) continue;
      const TicketId called = world.Next(session);
      const int64_t issued_us = world.ticket(called).issued_us;
      for (const auto& [id, own_us] : waiting) {
        EXPECT_LE(issued_us, own_us + bound_us) << "seed " << seed << " passed " << id.value;
      }
      waiting.erase(called);
      world.ServeAndFinish(called);
    }
  }
}

TEST(FairnessTest, VeryShortServicesDoNotStarveLongOnes) {
  QueueWorld world({.offices = 1, .queues = 2, .counters = 1});
  const CounterSessionId session = world.Open(
      0, 0, {{.queue = world.queue(0), .head_start_min = 10}, {.queue = world.queue(1)}});
  for (int i = 0; i < 5; ++i) world.Issue(0);
  const TicketId slow = world.Issue(1);
  int minutes = 0;
  // A short errand arrives every minute and takes a minute: the counter is never free of them.
  for (; world.ticket(slow).state == TicketState::kWaiting && minutes < 60; ++minutes) {
    world.ServeAndFinish(world.Next(session));
    world.Pass(60);
    world.Issue(0);
  }
  EXPECT_LE(minutes, 16) << "five before him, ten of the head start";
  EXPECT_GT(minutes, 10);
}

// 12 units, 4,500 visits in ten hours, three counters each; one shared information desk.
class ServiceCentreDay {
 public:
  ServiceCentreDay() : world_({.offices = 1, .queues = 12, .counters = 37}), random_(20170425) {}

  void Run() {
    world_.compare_bytes = false;
    for (size_t q = 0; q < 12; ++q) {
      for (size_t c = 0; c < 3; ++c) OpenCounter(q * 3 + c, {{.queue = world_.queue(q)}});
    }
    OpenCounter(36, {});
    std::vector<int64_t> arrivals_s;
    for (int i = 0; i < 4500; ++i) arrivals_s.push_back(random_.Between(0, 36'000));
    std::sort(arrivals_s.begin(), arrivals_s.end());
    const Instant opening = world_.now;
    size_t next = 0;
    while (next < arrivals_s.size() || !busy_until_.empty()) {
      const int64_t arrival_us =
          next < arrivals_s.size() ? opening.PlusSeconds(arrivals_s[next]).us : kNever;
      const int64_t free_us = busy_until_.empty() ? kNever : busy_until_.top().first;
      world_.now = Instant{std::min(arrival_us, free_us)};
      if (arrival_us <= free_us) {
        const size_t q = random_.Below(12);
        world_.Issue(q);
        ++next;
        for (const size_t session : {q * 3, q * 3 + 1, q * 3 + 2, size_t{36}}) CallIfFree(session);
      } else {
        const size_t session = busy_until_.top().second;
        busy_until_.pop();
        Finish(session);
      }
    }
  }

  QueueWorld& world() { return world_; }

 private:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

  void OpenCounter(size_t c, std::vector<ProfileQueue> profile) {
    sessions_.push_back(world_.Open(c, 0, std::move(profile)));
  }
  template <class Request>
  absl::Status Do(const Request& request) {
    return world_.Do(request);
  }
  void CallIfFree(size_t session) {
    if (!Do(CallNext{sessions_[session]}).ok()) return;
    const TicketId ticket = std::get<TicketCalled>(world_.history.back()).ticket;
    ASSERT_TRUE(Do(ServeTicket{{.id = ticket}}).ok());
    busy_until_.push({world_.now.PlusSeconds(random_.Between(60, 480)).us, session});
  }
  void Finish(size_t session) {
    const TicketId ticket = world_.lines.Find(sessions_[session])->ticket;
    ASSERT_TRUE(Do(FinishTicket{.ticket = {.id = ticket}}).ok());
    CallIfFree(session);
  }

  QueueWorld world_;
  Random random_;
  std::vector<CounterSessionId> sessions_;
  std::priority_queue<std::pair<int64_t, size_t>, std::vector<std::pair<int64_t, size_t>>,
                      std::greater<>>
      busy_until_;
};

TEST(FairnessTest, AServiceCentreDayOf4500VisitsKeepsEveryLaw) {
  ServiceCentreDay day;
  day.Run();
  const Lines& lines = day.world().lines;
  ASSERT_TRUE(lines.Check().ok()) << MessageOf(lines.Check());
  ASSERT_EQ(lines.tickets().size(), 4500u);
  std::set<std::string> labels;
  std::map<QueueId, std::pair<int64_t, int64_t>> last;  // per queue: place of the last call
  size_t records = 0;
  for (const auto& [id, ticket] : lines.tickets()) {
    EXPECT_EQ(ticket.state, TicketState::kFinished);
    EXPECT_TRUE(labels.insert(ticket.label).second) << ticket.label;
  }
  for (const QueueEvent& fact : day.world().history) {
    records += std::holds_alternative<TicketFinished>(fact) ? 1 : 0;
    const auto* called = std::get_if<TicketCalled>(&fact);
    if (called == nullptr) continue;
    const Ticket& ticket = *lines.Find(called->ticket);
    const std::pair<int64_t, int64_t> place = {ticket.order.order_us, ticket.order.sequence};
    EXPECT_LT(last[ticket.queue], place) << "called before one who was there earlier";
    last[ticket.queue] = place;
  }
  EXPECT_EQ(records, 4500u);
}

}  // namespace
}  // namespace vuoro
