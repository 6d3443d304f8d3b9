// Reads a whole document, section by section, and says what is wrong with it.
#include "vuoro/config/load.h"

#include <exception>
#include <new>

#include "config/context.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace config {
namespace {

// The version comes first in the text, so that a reader of a later format sees it at once.
bool CheckVersion(Reader& read, const Node& root) {
  const Node* version = root.Find("vuoro");
  if (version == nullptr) {
    read.Report(FaultRule::kMissingKey, root, "the document needs \"vuoro\": 1 as its first key");
    return true;
  }
  if (version != &root.children.front()) {
    read.ReportKey(FaultRule::kVersionFirst, *version, "\"vuoro\" is not the first key",
                   "Maybe move it to the document's start.");
  }
  if (version->type == Node::Type::kInteger && version->integer == 1) return true;
  read.Report(FaultRule::kBadVersion, *version,
              version->type == Node::Type::kInteger
                  ? fmt::format("format version {}; this library reads version 1", version->integer)
                  : fmt::format("{} where the format version, 1, is wanted", Describe(*version)),
              "Maybe use a later library.");
  return false;
}

void ReadDocument(Context& context, const Document& document) {
  Reader& read = context.read;
  if (!read.Type(&document.root, Node::Type::kObject, "an object")) return;
  if (!CheckVersion(read, document.root)) return;  // its keys may mean anything
  const Object top(
      read, &document.root, "the document",
      {"vuoro",  "name",       "notes",       "time_zone", "quantum_min", "languages", "equipment",
       "skills", "rules",      "queue_rules", "agencies",  "services",    "offices",   "people",
       "offers", "agreements", "queues",      "demand",    "drive_min",   "planning",  "coverage"});
  ReadBasics(context, top);
  ReadAgencies(context, top);
  ReadServices(context, top);
  ReadOffices(context, top);
  ReadPeople(context, top);
  ReadAgreements(context, top);
  ReadOffers(context, top);
  ReadQueues(context, top);
  ReadPlanning(context, top);
  ReadCoverage(context, top);
}

absl::StatusOr<Network> Load(std::string_view json, std::vector<Fault>& found) {
  Faults faults(json);
  Document document(json);
  Context context(document, faults);
  if (ParseJson(document, faults)) {
    ReadDocument(context, document);
    // Doubts about a network that is wrong anyway would only hide its faults.
    if (faults.errors() == 0) {
      FindDoubts(context, document.root);
    }
  }
  const size_t errors = faults.errors();
  found = faults.Take();
  if (errors == 0) return std::move(context.network);
  for (const Fault& fault : found) {
    if (fault.severity != Severity::kError) continue;
    return AtPath(Fail(Reason::kBadDocument, "{}{}", FormatFault(fault, "network"),
                       errors == 1 ? "" : fmt::format(" and {} more errors", errors - 1)),
                  fault.pointer);
  }
  return Error(Reason::kInternal, "a document was refused without a fault");
}

}  // namespace
}  // namespace config

absl::StatusOr<Network> LoadNetwork(std::string_view json, std::vector<Fault>* faults) {
  std::vector<Fault> own;
  std::vector<Fault>& found = faults == nullptr ? own : *faults;
  found.clear();
  try {
    return config::Load(json, found);
  } catch (const std::bad_alloc&) {
    return Error(Reason::kOutOfMemory, "no memory for a network document");
  } catch (const std::exception& error) {
    return Fail(Reason::kInternal, "reading a network document failed: {}", error.what());
  }
}

}  // namespace vuoro
