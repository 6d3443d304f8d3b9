// An engine opened for one command, and the names that people type for what it knows by id.
#ifndef VUORO_SRC_CLI_OPENED_H_
#define VUORO_SRC_CLI_OPENED_H_

#include <absl/status/statusor.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.h"
#include "vuoro/engine/engine.h"

namespace vuoro::cli {

// The options that every command on a store has, around its own; those that write have --key too.
std::vector<Option> StoreOptionsAnd(std::vector<Option> own);
std::vector<Option> ReadOptionsAnd(std::vector<Option> own);

// "sqlite:PATH" for a plain path; what has a scheme stays as it is.
std::string StoreUri(std::string_view text);

struct Opened {
  std::shared_ptr<Engine> engine;
  std::shared_ptr<const Clock> clock;
  Access access;           // role admin: whoever holds the file may do everything
  CommandOptions options;  // with the idempotency key of --key
  bool json = false;

  template <class Id>
  absl::StatusOr<Id> Find(EntityKind kind, std::string_view key) const {
    absl::StatusOr<int64_t> id = engine->FindId(access, kind, key);
    if (!id.ok()) return WithNearKey(kind, key, id.status());
    return Id{*id};
  }
  // The key for an id; "-" for none, the number for what the document no longer names.
  std::string KeyOf(int64_t id) const;
  // "2026-03-02 09:15" on the office's wall clock.
  std::string Local(OfficeId office, int64_t at_us) const;
  // An instant ("...Z", "...+02:00"), or the office's wall clock ("2026-03-02T09:15",
  // "2026-03-02").
  absl::StatusOr<int64_t> When(OfficeId office, std::string_view text) const;

 private:
  absl::Status WithNearKey(EntityKind kind, std::string_view key, absl::Status error) const;
};

struct OpenWish {
  bool create = false;
  bool background = false;  // follow what other processes append
};
absl::StatusOr<Opened> OpenFor(const Args& args, const OpenWish& wish = {});

// The number of --name as an id. Errors: bad_argument.
template <class Id>
absl::StatusOr<Id> IdOption(const Args& args, std::string_view name) {
  absl::StatusOr<int64_t> id = args.Number(name, 1, kIdLimit - 1, 0);
  if (!id.ok()) return id.status();
  return Id{*id};
}

// The word of --name in a closed vocabulary, or `fallback`. Errors: bad_argument with the words.
template <class E>
absl::StatusOr<E> WordOption(const Args& args, std::string_view name, E fallback);

}  // namespace vuoro::cli

#include "cli/opened_inl.h"

#endif  // VUORO_SRC_CLI_OPENED_H_
