// Queues: those of the document, automatic ones for what they leave, and their ticket numbers.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "config/context.h"

namespace vuoro::config {
namespace {

constexpr std::string_view kNeutralPrefix = "X";  // of private queues (K1)
constexpr int kMaxTicketNumber = 99'999;

// "A", "B", ... "Z", "AA", "AB", ...; never the neutral one.
std::string PrefixAt(size_t position) {
  std::string prefix;
  for (size_t rest = position + 1; rest > 0; rest = (rest - 1) / 26) {
    prefix.insert(prefix.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return prefix;
}

class Queues {
 public:
  explicit Queues(Context& context) : context_(context), network_(context.network) {}

  void Read(const Node& node, std::string_view id);
  // Puts every offer into its queue, making automatic ones.
  void Assign();
  void GivePrefixes();
  void CheckNumbers();

 private:
  void ReadServices(const Object& object, Queue& queue);
  void ReadNumbers(const Object& object, Queue& queue);
  bool IsPrivate(const Queue& queue) const;
  void Cover(const Queue& queue, QueueIndex index, const Node& node);
  QueueIndex Covering(const Offer& offer) const;
  QueueIndex Automatic(const Offer& offer);

  Context& context_;
  Network& network_;
  // (office, service or -1 - agency for all of an agency's) -> queue
  std::map<std::pair<int32_t, int32_t>, QueueIndex> covered_;
  std::map<std::pair<int32_t, int32_t>, QueueIndex> automatic_;  // (office, agency)
};

void Queues::ReadServices(const Object& object, Queue& queue) {
  Reader& read = context_.read;
  const Node* node = object["services"];
  Selection services;
  read.Select(node, context_.services, services);
  if (services.all) return;  // as without the key
  for (const size_t position : services.positions) {
    const Service& service = network_.services[position];
    queue.services.emplace_back(position);
    if (!queue.agency || !service.agency || service.agency == queue.agency) continue;
    const Agency& agency = network_.at(queue.agency);
    const Agency& owner = network_.at(service.agency);
    const Node* named = node;
    for (const Node& item : node->children) {
      if (item.text == service.key) named = &item;
    }
    read.Report(
        FaultRule::kNotTheirService, *named,
        fmt::format(
            "service {} belongs to agency {}, not to {}{}", Quoted(service.key), Quoted(owner.key),
            Quoted(agency.key),
            agency.kind == AgencyKind::kNgo ? ", an NGO, which gives its own services only" : ""),
        fmt::format("Maybe make a queue of {}.", Quoted(owner.key)));
  }
}

bool Queues::IsPrivate(const Queue& queue) const {
  if (queue.private_queue) return true;
  if (queue.agency && network_.at(queue.agency).private_queues) return true;
  // One private service makes the whole line private: else a number would give it away.
  return std::any_of(queue.services.begin(), queue.services.end(),
                     [&](ServiceIndex service) { return network_.at(service).private_queue; });
}

void Queues::ReadNumbers(const Object& object, Queue& queue) {
  Reader& read = context_.read;
  read.Bool(object["private"], queue.private_queue);
  if (queue.private_queue) {
    for (const std::string_view key : {"prefix", "first", "last"}) object.Exclude("private", key);
    return;
  }
  const Node* node = object["prefix"];
  if (read.Type(node, Node::Type::kString, "a string")) {
    const std::string_view prefix = node->text;
    const bool formed =
        !prefix.empty() && prefix.size() <= 3 &&
        std::all_of(prefix.begin(), prefix.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!formed) {
      read.Report(FaultRule::kBadForm, *node,
                  fmt::format("{} is no prefix of 1 to 3 letters A to Z", Quoted(prefix)));
    } else {
      queue.prefix = prefix;
    }
  }
  if (queue.prefix == kNeutralPrefix) {
    read.Report(FaultRule::kPrefixTaken, *node, "the prefix \"X\" is kept for private queues");
  }
  read.Int(object["first"], 1, kMaxTicketNumber, queue.first_number);
  const bool last = read.Int(object["last"], 1, kMaxTicketNumber, queue.last_number);
  if (queue.last_number < queue.first_number) {
    read.Report(
        FaultRule::kWrongOrder, last ? *object["last"] : *object["first"],
        fmt::format("the numbers from {} to {} are none", queue.first_number, queue.last_number),
        last ? "" : "Maybe add \"last\".");
  }
}

void Queues::Cover(const Queue& queue, QueueIndex index, const Node& node) {
  const auto cover = [&](OfficeIndex office, int32_t what) {
    const auto [found, added] = covered_.emplace(std::pair(office.value, what), index);
    if (added) return true;
    context_.read.Report(FaultRule::kQueuesOverlap, node,
                         fmt::format("queues {} and {} both take the same services in office {}",
                                     Quoted(network_.at(found->second).key), Quoted(queue.key),
                                     Quoted(network_.at(office).key)),
                         "Maybe name the services of each.");
    return false;  // one fault for a queue
  };
  for (const OfficeIndex office : queue.offices) {
    if (queue.services.empty() && !cover(office, -1 - queue.agency.value)) return;
    for (const ServiceIndex service : queue.services) {
      if (!cover(office, service.value)) return;
    }
  }
}

void Queues::Read(const Node& node, std::string_view id) {
  Reader& read = context_.read;
  const Object object(read, &node, "a queue",
                      {"id", "agency", "office", "services", "name", "prefix", "first", "last",
                       "private", "rules"});
  Queue queue;
  queue.key = id;
  queue.rules = context_.queue_rules;
  if (object.valid()) {
    read.Refer(object.Require("agency"), context_.agencies, queue.agency);
    Selection offices;
    read.Select(object.Require("office"), context_.offices, offices);
    for (const size_t position : offices.positions) queue.offices.emplace_back(position);
    ReadServices(object, queue);
    ReadNumbers(object, queue);
    ReadQueueRules(context_, object["rules"], queue.rules);
    if (!read.TextOf(object["name"], context_.first_language, queue.name) && queue.agency) {
      queue.name = network_.at(queue.agency).name;
    }
  }
  const QueueIndex index(network_.queues.size());
  const size_t services = std::max<size_t>(1, queue.services.size());
  if (!context_.Spend(queue.offices.size() * services, node)) return;
  network_.queues.push_back(queue);
  context_.queue_nodes.push_back(&node);
  if (queue.agency) Cover(queue, index, node);
}

QueueIndex Queues::Covering(const Offer& offer) const {
  const AgencyIndex agency = network_.at(offer.service).agency;
  // A queue that names the service goes before one for all of the agency's.
  for (const int32_t what : {offer.service.value, -1 - agency.value}) {
    const auto found = covered_.find({offer.office.value, what});
    if (found != covered_.end()) return found->second;
  }
  return QueueIndex();
}

QueueIndex Queues::Automatic(const Offer& offer) {
  const AgencyIndex agency = network_.at(offer.service).agency;
  const auto [found, added] =
      automatic_.emplace(std::pair(offer.office.value, agency.value), QueueIndex());
  if (!added) return found->second;
  Queue queue;
  queue.key = fmt::format("{}/{}", network_.at(offer.office).key, network_.at(agency).key);
  queue.name = network_.at(agency).name;
  queue.agency = agency;
  queue.offices = {offer.office};
  queue.rules = context_.queue_rules;
  found->second = QueueIndex(network_.queues.size());
  network_.queues.push_back(std::move(queue));
  context_.queue_nodes.push_back(nullptr);
  return found->second;
}

void Queues::Assign() {
  const size_t named = network_.queues.size();
  for (Offer& offer : network_.offers) {
    if (!network_.at(offer.service).agency) continue;
    offer.queue = Covering(offer);
    if (!offer.queue) offer.queue = Automatic(offer);
    std::vector<ServiceIndex>& services = network_.queues[offer.queue.position()].services;
    if (offer.queue.position() < named) continue;
    // An automatic queue takes just what is offered and not covered.
    if (std::find(services.begin(), services.end(), offer.service) == services.end()) {
      services.push_back(offer.service);
    }
  }
  for (Queue& queue : network_.queues) {
    std::sort(queue.services.begin(), queue.services.end());
    // A named queue for all of an agency's services is private if any of them is.
    Queue probe = queue;
    if (queue.services.empty()) {
      for (size_t i = 0; i < network_.services.size(); ++i) {
        if (network_.services[i].agency == queue.agency) probe.services.emplace_back(i);
      }
    }
    queue.private_queue = IsPrivate(probe);
  }
}

void Queues::GivePrefixes() {
  // The prefixes in use at each office.
  std::vector<std::set<std::string>> used(network_.offices.size());
  const auto take = [&](const Queue& queue) {
    for (const OfficeIndex office : queue.offices) used[office.position()].insert(queue.prefix);
  };
  for (size_t i = 0; i < network_.queues.size(); ++i) {
    Queue& queue = network_.queues[i];
    if (!queue.private_queue) {
      if (!queue.prefix.empty()) take(queue);
      continue;
    }
    if (!queue.prefix.empty()) {
      context_.read.Report(
          FaultRule::kPrefixTaken, *context_.queue_nodes[i]->Find("prefix"),
          fmt::format("queue {} is private by its agency or a service, so its numbers begin with X",
                      Quoted(queue.key)),
          "Maybe leave the prefix out.");
    }
    queue.prefix = kNeutralPrefix;
    queue.first_number = 1;
    queue.last_number = 999;
  }
  // Named queues first, then automatic ones by agency.
  std::vector<size_t> order(network_.queues.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const auto rank = [&](size_t i) {
      return context_.queue_nodes[i] != nullptr ? -1 : network_.queues[i].agency.value;
    };
    return rank(a) < rank(b);
  });
  for (const size_t i : order) {
    Queue& queue = network_.queues[i];
    if (!queue.prefix.empty()) continue;
    for (size_t letter = 0; queue.prefix.empty(); ++letter) {
      const std::string prefix = PrefixAt(letter);
      const bool free = std::none_of(
          queue.offices.begin(), queue.offices.end(),
          [&](OfficeIndex office) { return used[office.position()].contains(prefix); });
      if (free && prefix != kNeutralPrefix) queue.prefix = prefix;
    }
    take(queue);
  }
}

// Numbers printed in one office must name one queue.
void Queues::CheckNumbers() {
  std::vector<std::vector<size_t>> at_office(network_.offices.size());
  for (size_t i = 0; i < network_.queues.size(); ++i) {
    if (network_.queues[i].private_queue) continue;
    for (const OfficeIndex office : network_.queues[i].offices) {
      at_office[office.position()].push_back(i);
    }
  }
  std::set<size_t> named;  // one fault for a queue
  for (size_t office = 0; office < at_office.size(); ++office) {
    std::vector<size_t>& list = at_office[office];
    const auto order = [&](size_t i) {
      const Queue& queue = network_.queues[i];
      return std::tuple(std::string_view(queue.prefix), queue.first_number, i);
    };
    std::sort(list.begin(), list.end(), [&](size_t a, size_t b) { return order(a) < order(b); });
    size_t reaching = 0;  // of those before with this prefix, the one that reaches furthest
    for (size_t k = 1; k < list.size(); ++k) {
      const Queue& a = network_.queues[list[reaching]];
      const Queue& b = network_.queues[list[k]];
      const size_t later = std::max(list[reaching], list[k]);
      const bool meet = a.prefix == b.prefix && a.last_number >= b.first_number;
      if (a.prefix != b.prefix || b.last_number > a.last_number) reaching = k;
      if (!meet) continue;
      const Node* node = context_.queue_nodes[later];
      if (node == nullptr || !named.insert(later).second) continue;
      const Node* prefix = node->Find("prefix");
      context_.read.Report(FaultRule::kPrefixTaken, prefix == nullptr ? *node : *prefix,
                           fmt::format("queues {} and {} both print the number {}{} in office {}",
                                       Quoted(a.key), Quoted(b.key), b.prefix, b.first_number,
                                       Quoted(network_.offices[office].key)),
                           "Maybe choose another prefix, or ranges that do not meet.");
    }
  }
}

}  // namespace

void ReadQueues(Context& context, const Object& top) {
  const std::vector<Node>& items = context.read.List(top["queues"]);
  ReadIds(context, items, context.queues);
  Queues queues(context);
  for (size_t i = 0; i < items.size(); ++i) queues.Read(items[i], context.queues.id(i));
  queues.Assign();
  queues.GivePrefixes();
  queues.CheckNumbers();
}

}  // namespace vuoro::config
