// The canonical bytes of a record and the hash chain over them.
#include "vuoro/journal/record.h"

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

void PutInteger(uint64_t value, std::string& out) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (56 - 8 * i));
  out.append(bytes, sizeof bytes);
}

void PutText(std::string_view text, std::string& out) {
  PutInteger(text.size(), out);
  out.append(text);
}

std::string_view Bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

size_t TextBytes(const Record& record) {
  return record.type.size() + record.key.size() + record.actor.size() + record.payload.size();
}

}  // namespace

std::string CanonicalBytes(const Record& record) {
  std::string out;
  out.reserve(TextBytes(record) + 11 * 8);
  PutInteger(static_cast<uint64_t>(record.seq), out);
  PutText(record.type, out);
  PutInteger(static_cast<uint64_t>(int64_t{record.version}), out);
  PutInteger(static_cast<uint64_t>(record.origin), out);
  PutInteger(static_cast<uint64_t>(int64_t{record.epoch}), out);
  PutInteger(static_cast<uint64_t>(record.origin_seq), out);
  PutInteger(static_cast<uint64_t>(record.at_us), out);
  PutText(record.key, out);
  PutInteger(record.fingerprint, out);
  PutText(record.actor, out);
  PutText(record.payload, out);
  return out;
}

Digest ChainHash(const Digest& previous, const Record& record) {
  Sha256Stream stream;
  stream.Update(Bytes(previous));
  stream.Update(CanonicalBytes(record));
  return stream.Finish();
}

Tail ChainAfter(const Tail& tail, std::span<Record> records) {
  Tail end = tail;
  for (Record& record : records) {
    record.seq = ++end.seq;
    record.hash = end.hash = ChainHash(end.hash, record);
  }
  return end;
}

absl::Status CheckChain(const Tail& tail, std::span<const Record> records) {
  Tail end = tail;
  for (const Record& record : records) {
    if (record.seq != end.seq + 1) {
      return Fail(Reason::kChainBroken, "record {} follows record {}", record.seq, end.seq);
    }
    if (record.hash != ChainHash(end.hash, record)) {
      return Fail(Reason::kChainBroken, "record {} ({}) does not have its hash {}", record.seq,
                  record.type, record.hash.Hex());
    }
    end = {record.seq, record.hash};
  }
  return absl::OkStatus();
}

absl::Status CheckAppend(const Tail& tail, std::span<const Record> records,
                         std::span<const Blob> blobs) {
  if (records.size() > kMaxAppendRecords) {
    return Fail(Reason::kLimitReached, "{} records in one append, the limit is {}", records.size(),
                kMaxAppendRecords);
  }
  for (const Record& record : records) {
    if (TextBytes(record) > kMaxRecordBytes) {
      return Fail(Reason::kLimitReached, "record {} ({}) has {} bytes, the limit is {}", record.seq,
                  record.type, TextBytes(record), kMaxRecordBytes);
    }
  }
  for (const Blob& blob : blobs) {
    if (blob.bytes.size() > kMaxBlobBytes) {
      return Fail(Reason::kLimitReached, "blob {} has {} bytes, the limit is {}", blob.hash.Hex(),
                  blob.bytes.size(), kMaxBlobBytes);
    }
    if (Sha256(blob.bytes) != blob.hash) {
      return Fail(Reason::kInternal, "blob {} has other bytes than its hash says", blob.hash.Hex());
    }
  }
  if (absl::Status chain = CheckChain(tail, records); !chain.ok()) {
    return Fail(Reason::kInternal, "append does not continue the journal: {}", MessageOf(chain));
  }
  return absl::OkStatus();
}

}  // namespace vuoro
