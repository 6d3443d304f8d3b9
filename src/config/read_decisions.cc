// Each decision's parts, and whether they fit together.
#include "config/read_decisions.h"

#include <algorithm>
#include <array>
#include <exception>
#include <new>

#include "config/context.h"
#include "vuoro/base/status.h"
#include "vuoro/config/decisions.h"

namespace vuoro {
namespace config {
namespace {

constexpr std::array<std::string_view, 5> kPlannedDays = {"mon", "tue", "wed", "thu", "fri"};
constexpr int kMaxWorth = 1'000'000;

class DecisionReader {
 public:
  DecisionReader(Reader& read, const Network& network) : read_(read), network_(network) {
    for (const Person& person : network.people) people_.Add(person.key);
    for (const Agency& agency : network.agencies) agencies_.Add(agency.key);
    for (const Office& office : network.offices) offices_.Add(office.key);
  }

  PlanDecision Read(const Node& node) {
    PlanDecision out;
    const Object object(read_, &node, "a decision",
                        {"decide", "person", "agency", "office", "weekday", "from", "to", "exact",
                         "video", "worth"});
    if (!object.valid()) return out;
    const bool known = read_.Word(object.Require("decide"), out.kind);
    read_.Refer(object["person"], people_, out.person);
    read_.Refer(object["agency"], agencies_, out.agency);
    read_.Refer(object["office"], offices_, out.office);
    size_t day = 0;
    if (read_.WordIn(object["weekday"], kPlannedDays, day)) out.weekday = static_cast<int16_t>(day);
    ReadHours(object, out);
    read_.Bool(object["exact"], out.exact);
    read_.Bool(object["video"], out.video);
    read_.Int(object["worth"], -kMaxWorth, kMaxWorth, out.worth);
    if (known) Judge(object, out);
    return out;
  }

 private:
  void Misfit(const Node& node, std::string message, std::string suggestion = "") {
    read_.Report(FaultRule::kBadDecision, node, std::move(message), std::move(suggestion));
  }

  bool ReadHalfHour(const Node* node, bool end, int16_t& out) {
    int minute = 0;
    if (!read_.Time(node, end, minute)) return false;
    if (minute % 30 != 0) {
      read_.Report(FaultRule::kBadForm, *node, "the planning day goes by half hours",
                   "Maybe end it in :00 or :30.");
      return false;
    }
    out = static_cast<int16_t>(minute);
    return true;
  }

  void ReadHours(const Object& object, PlanDecision& out) {
    const bool from = ReadHalfHour(object["from"], false, out.from_min);
    const bool to = ReadHalfHour(object["to"], true, out.to_min);
    if ((object["from"] == nullptr) != (object["to"] == nullptr)) {
      Misfit(object.node(), "hours need both \"from\" and \"to\"");
    } else if (from && to && out.to_min <= out.from_min) {
      read_.Report(FaultRule::kWrongOrder, object.node(), "\"to\" is not after \"from\"");
    }
  }

  void Judge(const Object& object, const PlanDecision& decision) {
    const bool prefers = decision.kind == PlanDecisionKind::kPrefer;
    if (prefers && decision.worth == 0 && object["worth"] == nullptr) {
      Misfit(object.node(), "a preference needs a \"worth\"",
             "Maybe 100, as much as an unmet half hour.");
    }
    if (!prefers && decision.worth != 0) {
      Misfit(*object["worth"], "only a preference has a worth");
    }
    const bool wanted = decision.kind == PlanDecisionKind::kPin || decision.worth > 0;
    if (decision.exact && (!wanted || object["from"] == nullptr)) {
      Misfit(*object["exact"], "only a wanted visit with hours can be exact");
    }
    if (decision.video && decision.kind != PlanDecisionKind::kForbid) {
      Misfit(*object["video"], "only what is forbidden can be video");
    }
    if (decision.video && decision.person.valid() && decision.office.valid()) {
      Misfit(*object["video"], "a person's calls cannot be forbidden for one office alone",
             "Maybe leave out the office or the person.");
    }
    if (!decision.person.valid()) return;
    const Person& person = network_.at(decision.person);
    if (person.role != PersonRole::kOfficial) {
      Misfit(*object["person"], fmt::format("{} is no official", Quoted(person.key)));
    } else if (decision.agency.valid() && person.agency != decision.agency) {
      Misfit(*object["agency"], fmt::format("{} is of another agency", Quoted(person.key)));
    }
  }

  Reader& read_;
  const Network& network_;
  Names people_{"person"};
  Names agencies_{"agency"};
  Names offices_{"office"};
};

absl::StatusOr<std::vector<PlanDecision>> Load(std::string_view json, const Network& network,
                                               std::vector<Fault>& found) {
  Faults faults(json);
  Document document(json);
  std::vector<PlanDecision> decisions;
  if (ParseJson(document, faults)) {
    Reader read(document, faults);
    decisions = ReadDecisions(read, network, &document.root);
  }
  const size_t errors = faults.errors();
  found = faults.Take();
  if (errors == 0) return decisions;
  const auto first = std::find_if(found.begin(), found.end(), [](const Fault& fault) {
    return fault.severity == Severity::kError;
  });
  return AtPath(Fail(Reason::kBadDocument, "{}{}", FormatFault(*first, "decisions"),
                     errors == 1 ? "" : fmt::format(" and {} more errors", errors - 1)),
                first->pointer);
}

}  // namespace

std::vector<PlanDecision> ReadDecisions(Reader& read, const Network& network, const Node* list) {
  std::vector<PlanDecision> decisions;
  const std::vector<Node>& items = read.List(list);
  if (items.empty()) return decisions;
  DecisionReader reader(read, network);
  for (const Node& item : items) decisions.push_back(reader.Read(item));
  return decisions;
}

}  // namespace config

absl::StatusOr<std::vector<PlanDecision>> LoadDecisions(std::string_view json,
                                                        const Network& network,
                                                        std::vector<Fault>* faults) {
  std::vector<Fault> own;
  std::vector<Fault>& found = faults == nullptr ? own : *faults;
  found.clear();
  try {
    return config::Load(json, network, found);
  } catch (const std::bad_alloc&) {
    return Error(Reason::kOutOfMemory, "no memory for a list of decisions");
  } catch (const std::exception& error) {
    return Fail(Reason::kInternal, "reading decisions failed: {}", error.what());
  }
}

}  // namespace vuoro
