// What a journal is made of as it is stored: records with their hash chain, blobs and snapshots.
//
// What a record means (types, payload fields, upcasting) belongs to the events of this room; a
// store only keeps the bytes and proves that none is missing or changed.
#ifndef VUORO_JOURNAL_RECORD_H_
#define VUORO_JOURNAL_RECORD_H_

#include <absl/status/status.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "vuoro/base/hash.h"

namespace vuoro {

// Named limits of what one Append may carry; beyond them it is refused with `limit_reached`.
inline constexpr size_t kMaxRecordBytes = size_t{1} << 20;  // all texts of one record together
inline constexpr size_t kMaxBlobBytes = size_t{256} << 20;  // one blob or one snapshot
inline constexpr size_t kMaxAppendRecords = size_t{1} << 16;

// One event as it is stored. Texts are kept byte for byte.
struct Record {
  int64_t seq = 0;           // 1, 2, ... in this journal, without gaps
  std::string type = {};     // such as "ticket.issued"
  int32_t version = 1;       // of that type's payload
  int64_t origin = 0;        // incarnation that authored it
  int32_t epoch = 0;         // of the author's authority; fences a replaced machine
  int64_t origin_seq = 0;    // 1, 2, ... per origin
  int64_t at_us = 0;         // UTC microseconds by the author's clock
  std::string key = {};      // idempotency key of the command; "" for none
  uint64_t fingerprint = 0;  // of the request that carried the key
  std::string actor = {};    // opaque; no personal data
  std::string payload = {};  // JSON object
  Digest hash = {};          // ChainHash of the previous record's hash and the fields above

  friend bool operator==(const Record&, const Record&) = default;
};

// Bytes that events name by their hash: network documents, plans.
struct Blob {
  Digest hash = {};  // Sha256(bytes)
  std::string bytes = {};
};

// The state after record `seq`, so that opening need not replay everything. It is a cache: a lost
// or damaged snapshot costs time only.
struct Snapshot {
  int64_t seq = 0;           // the last record in it
  int32_t format = 0;        // of `bytes`, chosen by the engine
  Digest journal_hash = {};  // hash of record `seq`; ties the snapshot to this journal
  Digest state_hash = {};    // the engine's canonical hash of the state
  std::string bytes = {};

  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// The end of a journal. An empty journal has seq 0 and the all-zero hash, which is also what the
// first record's chain hash starts from.
struct Tail {
  int64_t seq = 0;
  Digest hash = {};

  friend bool operator==(const Tail&, const Tail&) = default;
};

// The canonical bytes of every field of `record` but its hash, in the order of the struct: an
// integer as 8 bytes big-endian two's complement, a text as its length in 8 bytes big-endian and
// then its bytes. So no two different records have the same canonical bytes.
std::string CanonicalBytes(const Record& record);

// SHA-256 over the 32 bytes of `previous` and CanonicalBytes(record). `record.hash` is not read.
Digest ChainHash(const Digest& previous, const Record& record);

// Sets seq and hash of `records` so that they continue `tail`, in order. Returns the new tail.
Tail ChainAfter(const Tail& tail, std::span<Record> records);

// OK if `records` continue `tail`: seq without gap and every hash right. Errors: `chain_broken`,
// which names the first record that does not fit.
absl::Status CheckChain(const Tail& tail, std::span<const Record> records);

// What every store checks before it writes. Errors: `limit_reached`; `internal` when records do
// not continue `tail` or a blob's hash is not that of its bytes (the caller's bug: nothing of it
// reaches the disk).
absl::Status CheckAppend(const Tail& tail, std::span<const Record> records,
                         std::span<const Blob> blobs);

}  // namespace vuoro

#endif  // VUORO_JOURNAL_RECORD_H_
