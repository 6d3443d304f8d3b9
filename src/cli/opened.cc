// Opens the store and the engine that --db names.
#include "cli/opened.h"

#include <utility>

#include "vuoro/store/open.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {

std::vector<Option> StoreOptionsAnd(std::vector<Option> own) {
  own.push_back({"key", "TEXT", "idempotency key: repeating the command does nothing twice"});
  return ReadOptionsAnd(std::move(own));
}

std::vector<Option> ReadOptionsAnd(std::vector<Option> own) {
  std::vector<Option> all = {{"db", "URI", "the store: sqlite:PATH, or a plain path", kRequired}};
  all.insert(all.end(), own.begin(), own.end());
  all.push_back({"json", "", "print JSON"});
  all.push_back({"now", "INSTANT", "the time it is", kHidden});
  all.push_back({"entropy", "N", "seed of the ids", kHidden});
  return all;
}

std::string StoreUri(std::string_view text) {
  const bool has_scheme =
      text.starts_with("sqlite:") || text == "memory:" || text.find(':') != text.npos;
  return has_scheme ? std::string(text) : fmt::format("sqlite:{}", text);
}

absl::StatusOr<Opened> OpenFor(const Args& args, const OpenWish& wish) {
  EngineOptions options;
  options.background = wish.background;
  options.clock = std::make_shared<SystemClock>();
  if (args.Has("now")) {
    VUORO_ASSIGN_OR_RETURN(const Instant now, ParseInstant(args.Get("now")));
    options.clock = std::make_shared<ManualClock>(now);
  }
  VUORO_ASSIGN_OR_RETURN(const int64_t entropy, args.Number("entropy", 1, INT64_MAX, 0));
  options.entropy = static_cast<uint64_t>(entropy);

  Opened opened;
  opened.clock = options.clock;
  opened.access.role = Role::kAdmin;
  opened.access.actor = "cli";
  opened.options.key = args.Get("key");
  opened.json = args.Has("json");
  VUORO_ASSIGN_OR_RETURN(std::unique_ptr<Store> store,
                         OpenStore(StoreUri(args.Get("db")), {.create = wish.create}));
  VUORO_ASSIGN_OR_RETURN(opened.engine, Engine::Open(std::move(store), std::move(options)));
  return opened;
}

absl::Status Opened::WithNearKey(EntityKind kind, std::string_view key, absl::Status error) const {
  const auto all = engine->Entities(access, kind, {}, "");
  if (!HasReason(error, Reason::kUnknownKey) || !all.ok()) {
    const bool empty = engine->CurrentSupply() == nullptr;
    return empty ? Fail(Reason::kNoNetwork, "no network document has been loaded") : error;
  }
  std::vector<std::string_view> keys;
  for (const Entity& entity : *all) keys.push_back(entity.key);
  const auto near = DidYouMean(key, keys);
  if (!near.has_value()) return error;
  return Fail(Reason::kUnknownKey, "{}, did you mean \"{}\"?", MessageOf(error), *near);
}

std::string Opened::KeyOf(int64_t id) const {
  if (id == 0) return "-";
  const auto key = engine->FindKey(access, id);
  return key.ok() ? *key : std::to_string(id);
}

std::string Opened::Local(OfficeId office, int64_t at_us) const {
  const auto local = engine->LocalTimeIn(access, office, at_us);
  if (!local.ok()) return FormatInstant(Instant{at_us});
  return FormatDate(local->date) + " " + FormatMinute(local->minute);
}

absl::StatusOr<int64_t> Opened::When(OfficeId office, std::string_view text) const {
  if (const auto instant = ParseInstant(text); instant.ok()) return instant->us;
  constexpr size_t kDateLength = 10;
  const auto date = ParseDate(text.substr(0, kDateLength));
  const bool with_time =
      text.size() > kDateLength + 1 && (text[kDateLength] == 'T' || text[kDateLength] == ' ');
  const auto minute = with_time ? ParseMinute(text.substr(kDateLength + 1)) : 0;
  if (!date.ok() || !minute.ok() || (!with_time && text.size() != kDateLength)) {
    return Fail(Reason::kBadArgument,
                "\"{}\" is no time; write 2026-03-02T09:15 as the office's clock shows it, or "
                "2026-03-02T07:15:00Z",
                text);
  }
  VUORO_ASSIGN_OR_RETURN(const Instant instant, engine->InstantIn(access, office, *date, *minute));
  return instant.us;
}

}  // namespace vuoro::cli
