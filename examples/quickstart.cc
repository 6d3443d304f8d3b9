// The quickstart through the C++ headers of vuoro::core: quickstart_cc < networks/minimal.json
#include <fmt/core.h>

#include <cstdio>
#include <iterator>
#include <memory>
#include <string>

#include "vuoro/base/status.h"
#include "vuoro/engine/engine.h"
#include "vuoro/store/open.h"

namespace {

constexpr vuoro::Instant kNow{1'772'442'000'000'000};  // Monday 2 March 2026

std::string ReadAll(std::FILE* file) {
  std::string text;
  char piece[4096];
  while (const size_t size = std::fread(piece, 1, std::size(piece), file)) text.append(piece, size);
  return text;
}

absl::Status Run() {
  using namespace vuoro;
  VUORO_ASSIGN_OR_RETURN(auto store, OpenStore("memory:"));  // or "sqlite:queue.db"
  EngineOptions options;
  options.clock = std::make_shared<ManualClock>(kNow);  // leave it out for the machine's
  VUORO_ASSIGN_OR_RETURN(const auto engine, Engine::Open(std::move(store), std::move(options)));
  const Access me{.role = Role::kAdmin, .agency = {}, .office = {}, .actor = "quickstart"};
  VUORO_RETURN_IF_ERROR(
      engine->LoadNetworkDocument(me, {}, ReadAll(stdin), /*faults=*/nullptr).status());
  VUORO_ASSIGN_OR_RETURN(const int64_t hall, engine->FindId(me, EntityKind::kOffice, "hall"));
  VUORO_ASSIGN_OR_RETURN(const int64_t advice, engine->FindId(me, EntityKind::kService, "advice"));
  VUORO_ASSIGN_OR_RETURN(const int64_t desk,
                         engine->FindId(me, EntityKind::kResource, "hall.counter-1"));

  SlotSearch search;
  search.office = OfficeId{hall};
  search.service = ServiceId{advice};
  search.from_us = kNow.us;
  search.until_us = kNow.PlusMinutes(24 * 60).us;
  VUORO_ASSIGN_OR_RETURN(const auto slots, engine->Search(me, search));
  if (slots.empty()) return Fail(Reason::kClosedThen, "nothing is free within a day");

  HoldRequest hold;
  hold.office = search.office;
  hold.service = search.service;
  hold.start_us = slots.front().start_us;
  VUORO_ASSIGN_OR_RETURN(const Appointment held, engine->Hold(me, {}, hold));
  VUORO_ASSIGN_OR_RETURN(const Appointment visit,
                         engine->Confirm(me, {}, {.appointment = held.id}));

  VUORO_RETURN_IF_ERROR(
      engine->Do(me, {}, IssueTicket{.office = OfficeId{hall}, .service = ServiceId{advice}})
          .status());
  VUORO_ASSIGN_OR_RETURN(
      const CounterSession clerk,
      engine->Do(me, {}, OpenSession{.counter = ResourceId{desk}, .staff_ref = "s17"}));
  VUORO_ASSIGN_OR_RETURN(const Ticket ticket, engine->Do(me, {}, CallNext{clerk.id}));
  fmt::print("{}:{:02} {}\n", visit.at.local_min / 60, visit.at.local_min % 60, ticket.label);
  return absl::OkStatus();
}

}  // namespace

int main() {
  const absl::Status status = Run();
  if (!status.ok()) fmt::print(stderr, "{}: {}\n", vuoro::ReasonOf(status), status.ToString());
  return status.ok() ? 0 : 1;
}
