// Cursors over published events, with a descriptor that wakes the host.
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "engine/core.h"
#include "vuoro/base/status.h"

namespace vuoro {
namespace {

// What a display may follow: the calls, which hold number and place.
bool IsPublic(const Record& record) {
  return record.type == TicketCalled::kType || record.type == TicketRecalled::kType;
}

constexpr size_t kMaxEventChunk = 10'000;

}  // namespace

absl::StatusOr<std::shared_ptr<EventCursor>> Engine::OpenEvents(const Access& access,
                                                                int64_t after_seq) {
  const bool all = Allows(access.role, Right::kReadEvents);
  if (!all) VUORO_RETURN_IF_ERROR(Require(access, Right::kReadPublicEvents));
  if (after_seq < 0) return Fail(Reason::kBadArgument, "after_seq {} is negative", after_seq);
  const int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0)
    return Fail(Reason::kLimitReached, "no descriptor for a cursor: errno {}", errno);
  std::shared_ptr<EventCursor> cursor(new EventCursor(core_, after_seq, !all, descriptor));
  core_->Watch(descriptor);
  if (core_->published_seq() > after_seq) eventfd_write(descriptor, 1);
  return cursor;
}

EventCursor::EventCursor(std::shared_ptr<EngineCore> core, int64_t after_seq, bool public_only,
                         int descriptor)
    : core_(std::move(core)),
      position_(after_seq),
      public_only_(public_only),
      descriptor_(descriptor) {}

EventCursor::~EventCursor() {
  core_->Unwatch(descriptor_);
  close(descriptor_);
}

absl::StatusOr<std::vector<Record>> EventCursor::Next(size_t limit) {
  std::vector<Record> found;
  limit = std::min(limit, kMaxEventChunk);
  while (found.size() < limit && position_ < core_->published_seq()) {
    // The store may already hold more than is published here: a reader sees only what is published.
    const auto left = static_cast<size_t>(core_->published_seq() - position_);
    VUORO_ASSIGN_OR_RETURN(
        std::vector<Record> records,
        core_->store().ReadAfter(position_, std::min(left, limit - found.size())));
    if (records.empty()) break;
    position_ = records.back().seq;
    for (Record& record : records) {
      if (!public_only_ || IsPublic(record)) found.push_back(std::move(record));
    }
  }
  eventfd_t ignored;
  eventfd_read(descriptor_, &ignored);
  if (position_ < core_->published_seq()) eventfd_write(descriptor_, 1);
  return found;
}

bool EventCursor::Wait(int64_t timeout_ms) {
  const auto deadline = std::chrono::steady_clock::now() +
                        std::chrono::milliseconds(std::max<int64_t>(0, timeout_ms));
  return core_->WaitPublished(position_, deadline);
}

}  // namespace vuoro
