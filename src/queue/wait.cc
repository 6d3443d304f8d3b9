// Rolls the present state of the queues forward.
#include "vuoro/queue/wait.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "vuoro/base/random.h"
#include "vuoro/base/status.h"
#include "vuoro/queue/dispatch.h"

namespace vuoro {
namespace {

// Mid-quantiles (k + 1/2) / 32 of a gamma distribution with shape 2 and mean 1, in thousandths.
constexpr std::array<int64_t, 32> kSpread = {
    94,  171, 230, 281,  328,  373,  417,  459,  502,  544,  587,  631,  675,  720,  766,  814,
    864, 916, 971, 1029, 1090, 1156, 1227, 1305, 1390, 1487, 1597, 1728, 1888, 2099, 2411, 3061};

struct Waiter {
  int64_t order_us = 0;
  int64_t sequence = 0;
  int64_t mean_s = 0;
  bool asked = false;  // the one whose wait is wanted
};

struct Caller {
  std::vector<std::pair<size_t, int64_t>> queues;  // position in Scene::lines, head start in us
  int64_t sequence = 0;                            // of the ticket it has; 0: free
  int64_t mean_s = 0;
  int64_t elapsed_s = 0;  // since service began
};

// Everything that can influence one queue's wait: the sessions that call from it, their other
// queues, the sessions of those, and so on.
struct Scene {
  std::vector<std::vector<Waiter>> lines;  // each in the order of its keys
  std::vector<Caller> callers;
};

int64_t MeanSeconds(const Network& network, const Directory& directory, const Ticket& ticket) {
  const ServiceIndex service = directory.Find(ticket.service);
  if (!service) return kUnknownServiceSeconds;
  const int minutes = network.at(service).duration_min[static_cast<size_t>(ticket.mode)];
  return minutes > 0 ? minutes * kSecondsPerMinute : kUnknownServiceSeconds;
}

// Builds the scene of one query.
class SceneBuilder {
 public:
  SceneBuilder(const Lines& lines, const Network& network, const Directory& directory,
               const Routes& routes, Instant now)
      : lines_(lines), network_(network), directory_(directory), routes_(routes), now_(now) {}

  Scene Build(QueueId asked_queue, const Waiter& asked) {
    Reach(asked_queue);
    Scene scene;
    for (const auto& [queue, position] : positions_) scene.lines.push_back(LineOf(queue, asked));
    if (asked.mean_s == 0) {  // as if it had just been issued
      std::vector<Waiter>& line = scene.lines[positions_.at(asked_queue)];
      line.push_back(asked);
      std::sort(line.begin(), line.end(), Before);
    }
    for (const auto& [id, profile] : profiles_) scene.callers.push_back(CallerOf(id, profile));
    return scene;
  }

 private:
  static bool Before(const Waiter& a, const Waiter& b) {
    return a.order_us != b.order_us ? a.order_us < b.order_us : a.sequence < b.sequence;
  }

  // Collects queues and sessions until nothing new is reached.
  void Reach(QueueId from) {
    std::set<QueueId> queues = {from};
    for (size_t before = 0; before != queues.size() + profiles_.size();) {
      before = queues.size() + profiles_.size();
      for (const auto& [id, session] : lines_.sessions()) {
        if (session.state != SessionState::kOpen || profiles_.contains(id)) continue;
        std::vector<ProfileQueue> profile = ProfileOf(session, directory_, routes_);
        const bool touches = std::any_of(profile.begin(), profile.end(), [&](const auto& entry) {
          return queues.contains(entry.queue);
        });
        if (!touches) continue;
        for (const ProfileQueue& entry : profile) queues.insert(entry.queue);
        profiles_[id] = std::move(profile);
      }
    }
    for (const QueueId queue : queues) positions_.emplace(queue, positions_.size());
  }

  std::vector<Waiter> LineOf(QueueId queue, const Waiter& asked) const {
    std::vector<Waiter> line;
    const WaitingLine* waiting = lines_.Waiting(queue);
    if (waiting == nullptr) return line;
    for (const std::set<LineKey>* side : {&waiting->by_arrival, &waiting->by_appointment}) {
      for (const LineKey& key : *side) {
        line.push_back({.order_us = key.order_us,
                        .sequence = key.sequence,
                        .mean_s = MeanSeconds(network_, directory_, *lines_.Find(key.ticket)),
                        .asked = key.sequence == asked.sequence});
      }
    }
    std::sort(line.begin(), line.end(), Before);
    return line;
  }

  Caller CallerOf(CounterSessionId id, const std::vector<ProfileQueue>& profile) const {
    Caller caller;
    for (const ProfileQueue& entry : profile) {
      caller.queues.emplace_back(positions_.at(entry.queue),
                                 entry.head_start_min * kSecondsPerMinute * kMicrosPerSecond);
    }
    const Ticket* ticket = lines_.Find(lines_.Find(id)->ticket);
    if (ticket == nullptr) return caller;
    caller.sequence = ticket->order.sequence;
    caller.mean_s = MeanSeconds(network_, directory_, *ticket);
    if (ticket->state == TicketState::kServing) {
      caller.elapsed_s = std::max<int64_t>(0, (now_.us - ticket->serving_us) / kMicrosPerSecond);
    }
    return caller;
  }

  const Lines& lines_;
  const Network& network_;
  const Directory& directory_;
  const Routes& routes_;
  Instant now_;
  std::map<QueueId, size_t> positions_;
  std::map<CounterSessionId, std::vector<ProfileQueue>> profiles_;
};

// Plays one roll-out until the asked ticket is called; -1 if no session ever calls it.
int64_t PlayOnce(const Scene& scene, uint64_t seed, int32_t rollout) {
  std::vector<size_t> heads(scene.lines.size(), 0);
  std::vector<std::pair<int64_t, size_t>> free;  // when, which caller; a heap, the earliest first
  for (size_t c = 0; c < scene.callers.size(); ++c) {
    const Caller& caller = scene.callers[c];
    int64_t left_s = 0;
    if (caller.sequence != 0) {
      const int64_t drawn_s = RolloutServiceSeconds(seed, rollout, caller.sequence, caller.mean_s);
      // One that already took longer than drawn is about to end.
      left_s = std::max<int64_t>(drawn_s - caller.elapsed_s, 0);
    }
    free.emplace_back(left_s, c);
  }
  const auto later = std::greater<>();
  std::make_heap(free.begin(), free.end(), later);
  while (!free.empty()) {
    std::pop_heap(free.begin(), free.end(), later);
    const auto [now_s, c] = free.back();
    free.pop_back();
    const Waiter* next = nullptr;
    size_t from = 0;
    int64_t best_us = 0;
    for (const auto& [line, head_start_us] : scene.callers[c].queues) {
      if (heads[line] == scene.lines[line].size()) continue;
      const Waiter& head = scene.lines[line][heads[line]];
      const int64_t key_us = head.order_us - head_start_us;
      const bool earlier = next == nullptr || key_us < best_us ||
                           (key_us == best_us && head.sequence < next->sequence);
      if (!earlier) continue;
      next = &head;
      from = line;
      best_us = key_us;
    }
    if (next == nullptr) continue;  // nobody is left for this session
    if (next->asked) return now_s;
    ++heads[from];
    free.emplace_back(now_s + RolloutServiceSeconds(seed, rollout, next->sequence, next->mean_s),
                      c);
    std::push_heap(free.begin(), free.end(), later);
  }
  return -1;
}

int32_t CountAhead(const Lines& lines, QueueId queue, const Order& order) {
  const WaitingLine* line = lines.Waiting(queue);
  if (line == nullptr) return 0;
  int32_t ahead = 0;
  const LineKey own{order.order_us, order.sequence, {}};
  for (const std::set<LineKey>* side : {&line->by_arrival, &line->by_appointment}) {
    for (auto it = side->begin(); it != side->end() && *it < own; ++it) ++ahead;
  }
  return ahead;
}

}  // namespace

int64_t RolloutServiceSeconds(uint64_t seed, int32_t rollout, int64_t sequence, int64_t mean_s) {
  uint64_t state = seed;
  state = SplitMix64(state) ^ static_cast<uint64_t>(rollout);
  state = SplitMix64(state) ^ static_cast<uint64_t>(sequence);
  return mean_s * kSpread[SplitMix64(state) >> 59] / 1000;
}

absl::StatusOr<WaitEstimate> EstimateWait(const Lines& lines, const Network& network,
                                          const Directory& directory, const Routes& routes,
                                          Instant now, const WaitQuery& query) {
  if (query.rollouts < 1 || query.rollouts > kMaxRollouts) {
    return Fail(Reason::kBadArgument, "rollouts is {}, not 1 to {}", query.rollouts, kMaxRollouts);
  }
  QueueId queue = query.queue;
  Order order;
  if (query.ticket) {
    const Ticket* ticket = lines.Find(query.ticket);
    if (ticket == nullptr) return Fail(Reason::kUnknownId, "no ticket {}", query.ticket.value);
    if (ticket->state != TicketState::kWaiting) {
      return Fail(Reason::kWrongState, "ticket {} is {}", ticket->label, WordOf(ticket->state));
    }
    queue = ticket->queue;
    order = ticket->order;
  } else {
    if (!directory.Find(queue)) return Fail(Reason::kUnknownId, "no queue {}", queue.value);
    order = ArrivalOrder(lines, queue, now, OrderRule::kArrival);
  }
  // A mean of 0 says that the asked one is not in the lines yet.
  const Waiter asked{.order_us = order.order_us,
                     .sequence = order.sequence,
                     .mean_s = query.ticket ? 1 : 0,
                     .asked = true};
  const Scene scene = SceneBuilder(lines, network, directory, routes, now).Build(queue, asked);
  WaitEstimate estimate{.ahead = CountAhead(lines, queue, order)};
  std::vector<int64_t> waits_s;
  for (int32_t rollout = 0; rollout < query.rollouts; ++rollout) {
    const int64_t wait_s = PlayOnce(scene, query.seed, rollout);
    if (wait_s < 0) return estimate;
    waits_s.push_back(wait_s);
  }
  std::sort(waits_s.begin(), waits_s.end());
  estimate.served = true;
  estimate.p50_s = waits_s[(waits_s.size() - 1) * 50 / 100];
  estimate.p90_s = waits_s[(waits_s.size() - 1) * 90 / 100];
  return estimate;
}

}  // namespace vuoro
