// The way in for a network document: JSON text to a Network, or every fault with its place.
//
// docs/network.md describes the format and docs/network.schema.json its shape; the schema cannot
// say everything that is checked here. Pure functions, callable from any thread.
#ifndef VUORO_CONFIG_LOAD_H_
#define VUORO_CONFIG_LOAD_H_

#include <absl/status/statusor.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/model/network.h"

namespace vuoro {

// The limits of a document. What goes beyond one is a fault with the rule "limit".
inline constexpr size_t kMaxFaults = 200;  // reported errors, and as many warnings beside them
inline constexpr size_t kMaxDocumentBytes = size_t{64} << 20;
inline constexpr int kMaxDocumentDepth = 64;             // of objects and arrays inside each other
inline constexpr size_t kMaxDocumentValues = 4'000'000;  // JSON values, containers included
inline constexpr size_t kMaxIdBytes = 64;
inline constexpr size_t kMaxTextCharacters = 4096;
inline constexpr size_t kMaxSetMembers = 64;  // languages, equipment, skills
inline constexpr int kMaxAlike = 10'000;  // a person's count; counters, booths, ... of an office
inline constexpr size_t kMaxOffices = 5'000;
inline constexpr size_t kMaxAreas = 50'000;
inline constexpr size_t kMaxBands = 1'000;     // of a table of drive times
inline constexpr size_t kMaxOffers = 500'000;  // after expansion
// Entries that "*", lists and counts become, of all kinds together.
inline constexpr size_t kMaxExpansion = 2'000'000;

enum class Severity : uint8_t { kError, kWarning };

// Something wrong, or doubtful, at one place of a document.
struct Fault {
  Severity severity = Severity::kError;
  std::string_view rule;   // a token of VUORO_FAULT_RULES, "unknown_key"; static storage
  std::string pointer;     // RFC 6901, "/offices/0/hours"; "" is the whole document
  int line = 0;            // 1-based; lines end with a line feed
  int column = 0;          // 1-based, in Unicode characters as editors count, not in bytes
  std::string message;     // one line: what is wrong, with names and values
  std::string suggestion;  // one line, "did you mean \"hours\"?"; may be empty

  friend bool operator==(const Fault&, const Fault&) = default;
};

// The network that `json` describes: all or nothing.
//
// `faults`, unless null, is replaced by everything found, in the order of the text: errors and
// warnings, at most kMaxFaults of each. Warnings do not fail the call. After a break of JSON's own
// grammar nothing behind it is looked at.
//
// The result has the document's order everywhere; what "*", lists and counts stand for comes in the
// order of the things named. It depends on nothing but `json`, and on the machine's tzdata for
// which time zones exist.
//
// Errors: bad_document, with the first error in its message and as its place.
absl::StatusOr<Network> LoadNetwork(std::string_view json, std::vector<Fault>* faults = nullptr);

// "FILE:3:7: error: unknown key "hour" in an office; did you mean "hours"? [unknown_key]", without
// a line feed: as compilers print, so editors can jump there.
std::string FormatFault(const Fault& fault, std::string_view file);

// An agency that agreed to serve in an office (a signed agreement of any date) without giving both
// a video service and self-service there, which A10 asks for. LoadNetwork warns of them.
struct RemoteGap {
  AgencyIndex agency;
  OfficeIndex office;
  bool no_video = false;  // neither video_booth nor video_home
  bool no_self_service = false;

  friend bool operator==(const RemoteGap&, const RemoteGap&) = default;
};
// By agency, then office, in the network's order. Cost: agreements x offices + offers.
std::vector<RemoteGap> FindRemoteGaps(const Network& network);

}  // namespace vuoro

#endif  // VUORO_CONFIG_LOAD_H_
