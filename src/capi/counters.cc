// Counter sessions, the queues they call from, and what a display may show of them.
#include "capi/objects.h"

namespace vuoro::capi {
namespace {

absl::Status ReadProfile(const vuoro_counter_open& open, std::vector<ProfileQueue>* profile) {
  if (open.profile_count > 0 && open.profile == nullptr) {
    return AtPath(Fail(Reason::kBadArgument, "profile is NULL"), "profile");
  }
  VUORO_RETURN_IF_ERROR(CheckEnum(open.profile_count, kMaxProfileQueues + 1, "profile_count"));
  for (uint32_t i = 0; i < open.profile_count; ++i) {
    ProfileQueue& queue = profile->emplace_back();
    queue.queue = QueueId{open.profile[i].queue};
    VUORO_ASSIGN_OR_RETURN(queue.head_start_min,
                           ReadInt32(open.profile[i].head_start_min, "head_start_min"));
  }
  return absl::OkStatus();
}

absl::StatusOr<OpenSession> ReadOpen(const vuoro_counter_open* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_counter_open open, Read(from, "open"));
  OpenSession request;
  VUORO_ASSIGN_OR_RETURN(request.staff_ref, ReadText(open.staff_ref, kMaxTextBytes, "staff_ref"));
  VUORO_RETURN_IF_ERROR(ReadProfile(open, &request.profile));
  request.office = OfficeId{open.office};
  request.counter = ResourceId{open.counter};
  return request;
}

template <class Request>
vuoro_status DoOn(vuoro_session* session, const vuoro_command* command, vuoro_id counter_session,
                  vuoro_counter_session* out) noexcept {
  return Command(session, command, out, [&](const Session& self, const CommandOptions& options) {
    return self.engine->Do(self.access, options, Request{CounterSessionId{counter_session}});
  });
}

template <class Request>
vuoro_status DoOnQueue(vuoro_session* session, const vuoro_command* command,
                       vuoro_id queue) noexcept {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
    VUORO_ASSIGN_OR_RETURN(const CommandOptions options, ReadCommand(command));
    return self->engine->Do(self->access, options, Request{QueueId{queue}});
  });
}

}  // namespace

vuoro_counter_session ToC(const CounterSession& from) {
  vuoro_counter_session session{};
  session.state = static_cast<uint32_t>(from.state);
  session.id = from.id.value;
  session.office = from.office.value;
  session.counter = from.counter.value;
  session.ticket = from.ticket.value;
  session.opened_us = from.opened_us;
  session.changed_us = from.changed_us;
  session.paused_us = from.paused_us;
  session.closed_us = from.closed_us;
  return session;
}

vuoro_call ToC(const PublicCall& from) {
  vuoro_call call{};
  call.state = static_cast<uint32_t>(from.state);
  call.counter = from.counter.value;
  call.called_us = from.called_us;
  CopyText(from.label, call.label);
  return call;
}

}  // namespace vuoro::capi

using namespace vuoro::capi;
using vuoro::CommandOptions;
using vuoro::OfficeId;
using vuoro::QueueId;

vuoro_status vuoro_counter_session_open(vuoro_session* session, const vuoro_command* command,
                                        const vuoro_counter_open* open,
                                        vuoro_counter_session* out) {
  return Command(session, command, out,
                 [&](const Session& self,
                     const CommandOptions& options) -> absl::StatusOr<vuoro::CounterSession> {
                   VUORO_ASSIGN_OR_RETURN(const auto request, ReadOpen(open));
                   return self.engine->Do(self.access, options, request);
                 });
}

vuoro_status vuoro_counter_session_pause(vuoro_session* session, const vuoro_command* command,
                                         vuoro_id counter_session, vuoro_counter_session* out) {
  return DoOn<vuoro::PauseSession>(session, command, counter_session, out);
}

vuoro_status vuoro_counter_session_resume(vuoro_session* session, const vuoro_command* command,
                                          vuoro_id counter_session, vuoro_counter_session* out) {
  return DoOn<vuoro::ResumeSession>(session, command, counter_session, out);
}

vuoro_status vuoro_counter_session_close(vuoro_session* session, const vuoro_command* command,
                                         vuoro_id counter_session, vuoro_counter_session* out) {
  return DoOn<vuoro::CloseSession>(session, command, counter_session, out);
}

vuoro_status vuoro_counter_session_read(vuoro_session* session, vuoro_id counter_session,
                                        vuoro_counter_session* out) {
  return Query(session, out, [&](const Session& self) {
    return self.engine->FindCounterSession(self.access, vuoro::CounterSessionId{counter_session});
  });
}

vuoro_status vuoro_queue_stop(vuoro_session* session, const vuoro_command* command,
                              vuoro_id queue) {
  return DoOnQueue<vuoro::StopIssuing>(session, command, queue);
}

vuoro_status vuoro_queue_resume(vuoro_session* session, const vuoro_command* command,
                                vuoro_id queue) {
  return DoOnQueue<vuoro::ResumeIssuing>(session, command, queue);
}

vuoro_status vuoro_queue_close_day(vuoro_session* session, const vuoro_command* command,
                                   vuoro_id office, vuoro_id queue, int64_t* dismissed) {
  int64_t unread = 0;
  return Command(session, command, dismissed != nullptr ? dismissed : &unread,
                 [&](const Session& self, const CommandOptions& options) {
                   const vuoro::CloseDay request{.office = OfficeId{office},
                                                 .queue = QueueId{queue}};
                   return self.engine->Do(self.access, options, request);
                 });
}

vuoro_status vuoro_queue_waiting(vuoro_session* session, vuoro_id queue, int64_t* out) {
  return Query(session, out, [&](const Session& self) {
    return self.engine->WaitingCount(self.access, QueueId{queue});
  });
}

vuoro_status vuoro_calls_list(vuoro_session* session, vuoro_id office, vuoro_calls** out) {
  return List(session, out, [&](const Session& self) {
    return self.engine->Calls(self.access, OfficeId{office});
  });
}

size_t vuoro_calls_count(const vuoro_calls* calls) {
  return Count(calls, [](const auto& list) { return list.size(); });
}

vuoro_status vuoro_calls_copy(const vuoro_calls* calls, size_t first, size_t count, vuoro_call* out,
                              size_t stride) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto list, Find(calls));
    return CopyBulk(*list, first, count, out, stride,
                    [](const vuoro::PublicCall& call) { return ToC(call); });
  });
}

void vuoro_calls_free(vuoro_calls* calls) { Close(calls); }
