// Records: the frozen hash of their chain, what breaks it, and the limits of an append.
#include "vuoro/journal/record.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

Record Example() {
  return {.seq = 1,
          .type = "ticket.issued",
          .version = 2,
          .origin = 77,
          .epoch = 3,
          .origin_seq = 1,
          .at_us = -5,
          .key = "k",
          .fingerprint = 0xfedcba9876543210u,
          .actor = "kiosk-1",
          .payload = R"({"number":"A1"})",
          .hash = {}};
}

TEST(RecordTest, TheChainHashNeverChanges) {
  // Stored journals hang on these values: they may not change with any compiler or version.
  // Computed outside: sha256 over 32 zero bytes and the fields as record.h says.
  EXPECT_EQ(CanonicalBytes(Example()).size(), 7 * 8 + 4 * 8 + 13 + 1 + 7 + 15);
  EXPECT_EQ(ChainHash({}, Example()).Hex(),
            "7c557df1e7e605e25cbd82206917f58e0dc6f0b20cee85d73c857389b51fe758");
}

TEST(RecordTest, EveryFieldAndThePredecessorReachTheHash) {
  const std::vector<std::function<void(Record&)>> changes = {
      [](Record& r) { r.seq = 2; },
      [](Record& r) { r.type += "x"; },
      [](Record& r) { r.version = -2; },
      [](Record& r) { r.origin = 78; },
      [](Record& r) { r.epoch = 4; },
      [](Record& r) { r.origin_seq = 2; },
      [](Record& r) { r.at_us = 5; },
      [](Record& r) { r.key.clear(); },
      [](Record& r) { r.fingerprint ^= 1; },
      [](Record& r) { r.actor[0] = 'K'; },
      [](Record& r) { r.payload += ' '; },
      // A byte that moves from one text to the next.
      [](Record& r) { r.key = "kk", r.actor = "iosk-1"; },
  };
  const Digest original = ChainHash({}, Example());
  for (size_t i = 0; i < changes.size(); ++i) {
    Record changed = Example();
    changes[i](changed);
    EXPECT_NE(ChainHash({}, changed), original) << i;
  }
  EXPECT_NE(ChainHash(original, Example()), original);
}

TEST(RecordTest, CheckChainNamesTheRecordThatDoesNotFit) {
  std::vector<Record> records(5, Example());
  const Tail end = ChainAfter({}, records);
  EXPECT_EQ(end, (Tail{5, records[4].hash}));
  EXPECT_TRUE(CheckChain({}, records).ok());
  EXPECT_TRUE(CheckChain({2, records[1].hash}, std::span(records).subspan(2)).ok());

  std::vector<Record> gap = records;
  gap.erase(gap.begin() + 2);
  EXPECT_EQ(MessageOf(CheckChain({}, gap)), "record 4 follows record 2");
  std::vector<Record> changed = records;
  changed[3].payload = "{}";
  const absl::Status status = CheckChain({}, changed);
  EXPECT_TRUE(HasReason(status, Reason::kChainBroken));
  EXPECT_EQ(MessageOf(status).substr(0, 8), "record 4");
  EXPECT_TRUE(HasReason(CheckChain({1, {}}, std::span(records).subspan(1)), Reason::kChainBroken));
}

TEST(RecordTest, CheckAppendHoldsTheNamedLimits) {
  std::vector<Record> one = {Example()};
  one[0].payload.assign(kMaxRecordBytes - 21, 'x');  // with the 21 bytes of type, key and actor
  ChainAfter({}, one);
  EXPECT_TRUE(CheckAppend({}, one, {}).ok());
  one[0].payload.push_back('x');
  ChainAfter({}, one);
  EXPECT_TRUE(HasReason(CheckAppend({}, one, {}), Reason::kLimitReached));

  std::vector<Record> many(kMaxAppendRecords + 1);
  EXPECT_TRUE(HasReason(CheckAppend({}, many, {}), Reason::kLimitReached));
  many.pop_back();
  ChainAfter({}, many);
  EXPECT_TRUE(CheckAppend({}, many, {}).ok());
}

TEST(RecordTest, CheckAppendRefusesABlobUnderAnotherHash) {
  const std::vector<Blob> blobs = {{Sha256("one"), "two"}};
  EXPECT_TRUE(HasReason(CheckAppend({}, {}, blobs), Reason::kInternal));
}

}  // namespace
}  // namespace vuoro
