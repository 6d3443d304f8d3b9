// Event cursors: one event at a time, read ahead in pieces.
#include <sys/eventfd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

using std::chrono::steady_clock;

constexpr size_t kReadAhead = 256;

bool Empty(const EventReader& reader) { return reader.next == reader.ahead.size(); }

// Reads ahead if nothing is left. The descriptor stays readable for what the cursor has handed over
// and the host has not seen.
absl::Status Fill(EventReader& reader) {
  if (!Empty(reader)) return absl::OkStatus();
  reader.next = 0;
  reader.ahead.clear();
  VUORO_ASSIGN_OR_RETURN(reader.ahead, reader.cursor->Next(kReadAhead));
  if (!reader.ahead.empty()) eventfd_write(reader.cursor->descriptor(), 1);
  return absl::OkStatus();
}

absl::Status NextEvent(EventReader& reader) {
  VUORO_RETURN_IF_ERROR(Fill(reader));
  if (Empty(reader)) {
    return Fail(Reason::kEndOfEvents, "no event behind {} yet", reader.cursor->position());
  }
  reader.current = std::move(reader.ahead[reader.next++]);
  if (!Empty(reader)) return absl::OkStatus();
  return reader.cursor->Next(0).status();  // settles the descriptor
}

// The engine wakes for every event; a display waits on for one that it may see.
absl::Status Wait(EventReader& reader, uint32_t timeout_ms) {
  const auto deadline = steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  while (true) {
    VUORO_RETURN_IF_ERROR(Fill(reader));
    if (!Empty(reader)) return absl::OkStatus();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_clock::now());
    if (!reader.cursor->Wait(std::max<int64_t>(0, left.count()))) {
      return Fail(Reason::kDeadlineExceeded, "no event behind {} yet", reader.cursor->position());
    }
  }
}

vuoro_event ToC(const Record& from) {
  vuoro_event event{};
  event.version = from.version;
  event.seq = from.seq;
  event.at_us = from.at_us;
  event.type = from.type.c_str();
  event.json = from.payload.c_str();
  event.json_len = from.payload.size();
  event.actor = from.actor.c_str();
  return event;
}

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_events_open(vuoro_session* session, int64_t after_seq, vuoro_events** out) {
  return Open(out, [&]() -> absl::StatusOr<std::shared_ptr<EventReader>> {
    VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
    VUORO_ASSIGN_OR_RETURN(auto cursor, self->engine->OpenEvents(self->access, after_seq));
    auto reader = std::make_shared<EventReader>();
    reader->cursor = std::move(cursor);
    return reader;
  });
}

vuoro_status vuoro_events_next(vuoro_events* events, vuoro_event* out) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto reader, Find(events));
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    VUORO_RETURN_IF_ERROR(NextEvent(*reader));
    Write(ToC(reader->current), out);
    return absl::OkStatus();
  });
}

vuoro_status vuoro_events_wait(vuoro_events* events, uint32_t timeout_ms) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto reader, Find(events));
    return Wait(*reader, timeout_ms);
  });
}

int vuoro_events_descriptor(const vuoro_events* events) {
  int descriptor = -1;
  Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto reader, Find(events));
    descriptor = reader->cursor->descriptor();
    return absl::OkStatus();
  });
  return descriptor;
}

void vuoro_events_free(vuoro_events* events) { Close(events); }
