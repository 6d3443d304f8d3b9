// Commands on a store as a whole: load, publish, status, events, verify.
#include <fmt/core.h>

#include <cstdio>

#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/inputs.h"
#include "cli/json.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "vuoro/base/status.h"
#include "vuoro/journal/event.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

absl::StatusOr<int> RunLoad(const Args& args) {
  const std::string& path = args.positional().front();
  VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(path));
  std::vector<Fault> faults;
  // Judged before the store is touched: a bad document makes no file.
  const absl::StatusOr<Network> network = LoadNetwork(json, &faults);
  for (const Fault& fault : faults) fmt::print(stderr, "{}\n", FormatFault(fault, path));
  if (!network.ok()) {
    Complain(network.status());
    return kExitRefused;
  }
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args, {.create = true}));
  VUORO_ASSIGN_OR_RETURN(
      const NetworkSummary summary,
      opened.engine->LoadNetworkDocument(opened.access, opened.options, json, nullptr));
  if (opened.json) {
    fmt::print("{}\n", JsonObject()
                           .Text("document", summary.document)
                           .Number("agencies", summary.agencies)
                           .Number("services", summary.services)
                           .Number("offices", summary.offices)
                           .Number("offers", summary.offers)
                           .Number("people", summary.people)
                           .Number("queues", summary.queues)
                           .Close());
    return kExitOk;
  }
  fmt::print("loaded {}: {} offices, {} services, {} offers, {} queues\ndocument {}\n", path,
             summary.offices, summary.services, summary.offers, summary.queues, summary.document);
  return kExitOk;
}

absl::StatusOr<int> RunPublish(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const WeekPlan plan, ReadPlan(args.positional().front()));
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const PlanId id,
                         opened.engine->PublishPlan(opened.access, opened.options, plan));
  if (opened.json) {
    fmt::print("{}\n",
               JsonObject().Number("plan", id.value).Number("from_ymd", plan.from_ymd).Close());
    return kExitOk;
  }
  fmt::print("published plan {}: from {}, {} visits, {} video duties\n", id.value,
             FormatDate(Date::FromYmd(plan.from_ymd)), plan.field.size(), plan.video.size());
  return kExitOk;
}

absl::StatusOr<int> RunStatus(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  const EngineStatus status = opened.engine->status();
  VUORO_ASSIGN_OR_RETURN(const NetworkSummary network, opened.engine->Summary(opened.access));
  VUORO_ASSIGN_OR_RETURN(const auto plans, opened.engine->Plans(opened.access));
  const std::string state_hash = opened.engine->StateHash().Hex();
  if (opened.json) {
    fmt::print("{}\n", JsonObject()
                           .Text("kind", status.store.kind)
                           .Text("location", status.store.location)
                           .Text("journal_id", status.store.journal_id)
                           .Text("library", status.store.library)
                           .Bool("wal_reset_fixed", status.store.wal_reset_fixed)
                           .Text("lock", status.store.lock)
                           .Bool("durable", status.store.durable)
                           .Bool("writable", status.writable)
                           .Number("bytes", status.store.bytes)
                           .Number("log_bytes", status.store.log_bytes)
                           .Number("seq", status.published_seq)
                           .Text("journal_hash", status.journal_hash.Hex())
                           .Text("state_hash", state_hash)
                           .Text("network", network.document)
                           .Number("offices", network.offices)
                           .Number("offers", network.offers)
                           .Number("queues", network.queues)
                           .Number("plans", static_cast<int64_t>(plans.size()))
                           .Number("appointments", status.appointments)
                           .Number("live_tickets", status.live_tickets)
                           .Text("time_zone_rules", status.time_zone_rules)
                           .Text("last_error", status.store.last_error)
                           .Close());
    return kExitOk;
  }
  const auto line = [](std::string_view name, std::string_view value) {
    fmt::print("{:<14}  {}\n", name, value);
  };
  line("store", fmt::format("{} {}", status.store.kind, status.store.location));
  line("journal", status.store.journal_id);
  line("library", fmt::format("{}, WAL-reset fix: {}", status.store.library,
                              status.store.wal_reset_fixed ? "yes" : "no, our lock covers it"));
  line("writers", fmt::format("kept apart by {}", status.store.lock));
  line("durable", status.store.durable ? "yes: acknowledged means synced" : "NO");
  line("writable", status.writable ? "yes" : "NO: reopen it");
  line("size", fmt::format("{} bytes and {} of log", Grouped(status.store.bytes),
                           Grouped(status.store.log_bytes)));
  line("events", Grouped(status.published_seq));
  line("journal hash", status.journal_hash.Hex());
  line("state hash", state_hash);
  line("network", network.document.empty() ? "none" : network.document);
  line("", fmt::format("{} agencies, {} services, {} offices, {} offers, {} people, {} queues",
                       network.agencies, network.services, network.offices, network.offers,
                       network.people, network.queues));
  line("plans", Grouped(static_cast<int64_t>(plans.size())));
  line("appointments", Grouped(status.appointments));
  line("live tickets", Grouped(status.live_tickets));
  line("time zones", status.time_zone_rules);
  if (!status.store.last_error.empty()) line("last error", status.store.last_error);
  return kExitOk;
}

void PrintEvent(const Record& record, bool json) {
  if (json) {
    fmt::print("{}\n", JsonObject()
                           .Number("seq", record.seq)
                           .Text("at", FormatInstant(Instant{record.at_us}))
                           .Text("type", record.type)
                           .Number("version", record.version)
                           .Text("actor", record.actor)
                           .Text("key", record.key)
                           .Raw("payload", record.payload)
                           .Close());
  } else {
    fmt::print("{:>7}  {}  {:<24}  {}\n", record.seq, FormatInstant(Instant{record.at_us}),
               record.type, record.payload);
  }
}

absl::StatusOr<int> RunEvents(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const int64_t after, args.Number("after", 0, INT64_MAX, 0));
  VUORO_ASSIGN_OR_RETURN(const int64_t limit, args.Number("limit", 1, INT64_MAX, INT64_MAX));
  const bool follow = args.Has("follow");
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args, {.background = follow}));
  VUORO_ASSIGN_OR_RETURN(const auto cursor, opened.engine->OpenEvents(opened.access, after));
  constexpr size_t kBlock = 256;
  int64_t printed = 0;
  while (printed < limit) {
    VUORO_ASSIGN_OR_RETURN(
        const std::vector<Record> records,
        cursor->Next(static_cast<size_t>(std::min<int64_t>(kBlock, limit - printed))));
    for (const Record& record : records) PrintEvent(record, opened.json);
    printed += static_cast<int64_t>(records.size());
    if (!records.empty()) continue;
    if (!follow) break;
    std::fflush(stdout);
    cursor->Wait(60'000);
  }
  return kExitOk;
}

absl::StatusOr<int> RunVerify(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_RETURN_IF_ERROR(opened.engine->Verify(opened.access));
  const std::string hash = opened.engine->status().journal_hash.Hex();
  const int64_t events = opened.engine->published_seq();
  if (opened.json) {
    fmt::print("{}\n", JsonObject().Number("events", events).Text("journal_hash", hash).Close());
  } else {
    fmt::print("whole: {} events, journal hash {}\n", events, hash);
  }
  return kExitOk;
}

}  // namespace

std::vector<Command> StoreCommands() {
  std::vector<Command> commands;
  commands.push_back({"load", "NETWORK", "load a network document into a store",
                      "Makes the file when there is none. The document replaces the one before as\n"
                      "a whole, or nothing changes.",
                      StoreOptionsAnd({}), RunLoad});
  commands.push_back(
      {"publish", "PLAN", "publish a weekly plan: it becomes supply",
       "PLAN is what 'vuoro plan --out' writes. 'vuoro plan save' is the way through\n"
       "the agencies.",
       StoreOptionsAnd({}), RunPublish});
  commands.push_back({"status", "", "show what a store holds and how it is kept", "",
                      ReadOptionsAnd({}), RunStatus});
  commands.push_back({"events", "", "print the journal", "With --json, one object a line.",
                      ReadOptionsAnd({
                          {"after", "SEQ", "only events behind this one"},
                          {"limit", "N", "at most so many"},
                          {"follow", "", "wait for more, also from other processes"},
                      }),
                      RunEvents});
  commands.push_back({"verify", "", "walk the whole journal: every hash, every document", "",
                      ReadOptionsAnd({}), RunVerify});
  return commands;
}

}  // namespace vuoro::cli
