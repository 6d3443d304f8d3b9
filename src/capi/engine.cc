// Engines: opening one on a store, with the host's clock and log.
#include <functional>
#include <utility>

#include "capi/objects.h"
#include "vuoro/store/open.h"

namespace vuoro::capi {
namespace {

constexpr size_t kMaxUriBytes = 4096;

// The host's wall clock; the count of passed time stays the machine's.
class HostClock final : public Clock {
 public:
  HostClock(int64_t (*now_us)(void*), void* user) : now_us_(now_us), user_(user) {}
  Instant Now() const override {
    const CallbackScope scope;
    return {now_us_(user_)};
  }
  int64_t MonotonicMicros() const override { return system_.MonotonicMicros(); }

 private:
  int64_t (*now_us_)(void*);
  void* user_;
  SystemClock system_;
};

EngineOptions OptionsOf(const vuoro_engine_options& from) {
  EngineOptions options;
  if (from.now_us != nullptr) options.clock = std::make_shared<HostClock>(from.now_us, from.user);
  if (from.log != nullptr) {
    options.log = [log = from.log, user = from.user](int level, std::string_view line) {
      const std::string text(line);
      const CallbackScope scope;
      log(user, level, text.c_str());
    };
  }
  return options;
}

absl::StatusOr<std::shared_ptr<Engine>> OpenEngine(const vuoro_engine_options* from) {
  VUORO_ASSIGN_OR_RETURN(const vuoro_engine_options options, Read(from, "options"));
  VUORO_RETURN_IF_ERROR(CheckEnum(options.must_exist, 2, "must_exist"));
  VUORO_ASSIGN_OR_RETURN(const std::string uri,
                         ReadText(options.store_uri, kMaxUriBytes, "store_uri"));
  VUORO_ASSIGN_OR_RETURN(auto store, OpenStore(uri, {.create = options.must_exist == 0}));
  return Engine::Open(std::move(store), OptionsOf(options));
}

vuoro_engine_status ToC(const EngineStatus& from) {
  vuoro_engine_status status{};
  status.writable = from.writable ? 1 : 0;
  status.published_seq = from.published_seq;
  status.appointments = from.appointments;
  status.live_tickets = from.live_tickets;
  status.store_bytes = from.store.bytes + from.store.log_bytes;
  status.durable = from.store.durable ? 1 : 0;
  status.wal_reset_fixed = from.store.wal_reset_fixed ? 1 : 0;
  CopyText(from.journal_hash.Hex(), status.journal_hash);
  CopyText(from.store.kind, status.store_kind);
  CopyText(from.store.library, status.store_library);
  CopyText(from.time_zone_rules, status.time_zone_rules);
  return status;
}

// A call on the session's engine that gives nothing but its status.
template <class Body>
vuoro_status OnEngine(vuoro_session* session, Body&& body) noexcept {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
    return body(*self);
  });
}

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;

vuoro_status vuoro_engine_open(const vuoro_engine_options* options, vuoro_engine** out) {
  return Open(out, [&] { return OpenEngine(options); });
}

void vuoro_engine_close(vuoro_engine* engine) { Close(engine); }

vuoro_status vuoro_status_read(vuoro_session* session, vuoro_engine_status* out) {
  return OnEngine(session, [&](const Session& self) -> absl::Status {
    VUORO_RETURN_IF_ERROR(CheckOut(out, "out"));
    Write(ToC(self.engine->status()), out);
    return absl::OkStatus();
  });
}

vuoro_status vuoro_state_hash(vuoro_session* session, char hex[65]) {
  return OnEngine(session, [&](const Session& self) -> absl::Status {
    if (hex == nullptr)
      return vuoro::AtPath(vuoro::Fail(vuoro::Reason::kBadArgument, "hex is NULL"), "hex");
    const std::string text = self.engine->StateHash().Hex();
    hex[text.copy(hex, 64)] = '\0';
    return absl::OkStatus();
  });
}

vuoro_status vuoro_catch_up(vuoro_session* session) {
  return OnEngine(session, [](const Session& self) { return self.engine->CatchUp(); });
}

vuoro_status vuoro_wait_seq(vuoro_session* session, int64_t seq, uint32_t timeout_ms) {
  return OnEngine(session,
                  [&](const Session& self) { return self.engine->WaitForSeq(seq, timeout_ms); });
}

vuoro_status vuoro_store_verify(vuoro_session* session) {
  return OnEngine(session, [](const Session& self) { return self.engine->Verify(self.access); });
}

vuoro_status vuoro_store_snapshot(vuoro_session* session) {
  return OnEngine(session,
                  [](const Session& self) { return self.engine->WriteSnapshot(self.access); });
}
