// Commands on the plans of a store: plan save, send, accept, refuse, publish, withdraw, list, show.
#include <fmt/core.h>

#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "vuoro/base/status.h"
#include "vuoro/journal/event.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

// --- Printing.

std::string DayText(int32_t ymd) { return FormatDate(Date::FromYmd(ymd)); }

std::string InstantJson(int64_t at_us) {
  return at_us == 0 ? "null" : JsonText(FormatInstant(Instant{at_us}));
}

std::string IdJson(PlanId id) { return id ? std::to_string(id.value) : "null"; }

std::string StandingJson(const Opened& opened, const PlanStanding& plan) {
  JsonArray agencies;
  for (const AgencyAnswer& answer : plan.agencies) {
    agencies.Add(JsonObject()
                     .Text("agency", opened.KeyOf(answer.agency.value))
                     .Text("state", WordOf(answer.state))
                     .Raw("at", InstantJson(answer.at_us))
                     .Text("reason", answer.reason)
                     .Close());
  }
  return JsonObject()
      .Number("plan", plan.id.value)
      .Text("state", WordOf(plan.state))
      .Text("from", DayText(plan.from_ymd))
      .Raw("to", plan.to_ymd == 0 ? "null" : JsonText(DayText(plan.to_ymd)))
      .Raw("replaces", IdJson(plan.replaces))
      .Raw("replaced_by", IdJson(plan.replaced_by))
      .Raw("saved", InstantJson(plan.saved_us))
      .Raw("sent", InstantJson(plan.sent_us))
      .Raw("ended", InstantJson(plan.ended_us))
      .Bool("overridden", plan.overridden)
      .Text("document", plan.document)
      .Raw("agencies", agencies.Close())
      .Close();
}

std::string AnswerText(const Opened& opened, const AgencyAnswer& answer) {
  return fmt::format("{} {}{}", opened.KeyOf(answer.agency.value), WordOf(answer.state),
                     answer.reason.empty() ? "" : ": " + answer.reason);
}

std::string ValidityText(const PlanStanding& plan) {
  const std::string until = plan.to_ymd == 0 ? "" : " to " + DayText(plan.to_ymd);
  return fmt::format("from {}{}", DayText(plan.from_ymd), until);
}

void PrintStanding(const Opened& opened, const PlanStanding& plan) {
  if (opened.json) {
    fmt::print("{}\n", StandingJson(opened, plan));
    return;
  }
  fmt::print("plan {}  {}{}\n", plan.id.value, WordOf(plan.state),
             plan.overridden ? ", overriding agencies" : "");
  fmt::print("  {}\n", ValidityText(plan));
  if (plan.replaces) fmt::print("  replaces {}\n", plan.replaces.value);
  if (plan.replaced_by) fmt::print("  replaced by {}\n", plan.replaced_by.value);
  for (const AgencyAnswer& answer : plan.agencies) {
    fmt::print("  {}\n", AnswerText(opened, answer));
  }
}

// --- Commands.

absl::StatusOr<int> Answer(const Opened& opened, const absl::StatusOr<PlanStanding>& plan) {
  VUORO_RETURN_IF_ERROR(plan.status());
  PrintStanding(opened, *plan);
  return kExitOk;
}

absl::StatusOr<PlanId> ReadPlanId(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const int64_t id,
                         ParseNumber(args.positional().front(), 1, kIdLimit - 1, "the plan's id"));
  return PlanId{id};
}

absl::StatusOr<AnswerPlanRequest> ReadAnswer(const Args& args, const Opened& opened) {
  AnswerPlanRequest request;
  VUORO_ASSIGN_OR_RETURN(request.plan, ReadPlanId(args));
  VUORO_ASSIGN_OR_RETURN(request.agency,
                         opened.Find<AgencyId>(EntityKind::kAgency, args.Get("agency")));
  request.reason = args.Get("reason");
  return request;
}

absl::StatusOr<int> RunPlanSave(const Args& args) {
  SavePlanRequest request;
  VUORO_ASSIGN_OR_RETURN(const std::string json, ReadFile(args.positional().front()));
  VUORO_ASSIGN_OR_RETURN(request.plan, DecodeWeekPlan(json));
  if (args.Has("replaces")) {
    VUORO_ASSIGN_OR_RETURN(request.replaces, IdOption<PlanId>(args, "replaces"));
  }
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  return Answer(opened, opened.engine->SavePlan(opened.access, opened.options, request));
}

absl::StatusOr<int> RunPlanSend(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const PlanId plan, ReadPlanId(args));
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  return Answer(opened, opened.engine->SendPlan(opened.access, opened.options, plan));
}

absl::StatusOr<int> RunPlanAccept(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const AnswerPlanRequest request, ReadAnswer(args, opened));
  return Answer(opened, opened.engine->AcceptPlan(opened.access, opened.options, request));
}

absl::StatusOr<int> RunPlanRefuse(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const AnswerPlanRequest request, ReadAnswer(args, opened));
  return Answer(opened, opened.engine->RefusePlan(opened.access, opened.options, request));
}

absl::StatusOr<int> RunPlanPublish(const Args& args) {
  PublishPlanRequest request;
  VUORO_ASSIGN_OR_RETURN(request.plan, ReadPlanId(args));
  if (args.Has("from")) {
    VUORO_ASSIGN_OR_RETURN(const Date from, ParseDate(args.Get("from")));
    request.from_ymd = from.Ymd();
  }
  request.force = args.Has("force");
  request.reason = args.Get("reason");
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  return Answer(opened, opened.engine->PublishSavedPlan(opened.access, opened.options, request));
}

absl::StatusOr<int> RunPlanWithdraw(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const PlanId plan, ReadPlanId(args));
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  return Answer(opened, opened.engine->WithdrawPlan(opened.access, opened.options, plan));
}

absl::StatusOr<int> RunPlanList(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const std::vector<PlanStanding> plans,
                         opened.engine->PlanStandings(opened.access));
  if (opened.json) {
    JsonArray all;
    for (const PlanStanding& plan : plans) all.Add(StandingJson(opened, plan));
    fmt::print("{}\n", all.Close());
    return kExitOk;
  }
  Table table({">plan", "state", "from", "to", "agencies"});
  for (const PlanStanding& plan : plans) {
    std::string agencies;
    for (const AgencyAnswer& answer : plan.agencies) {
      agencies += (agencies.empty() ? "" : "; ") + AnswerText(opened, answer);
    }
    table.Add({std::to_string(plan.id.value), std::string(WordOf(plan.state)),
               DayText(plan.from_ymd), plan.to_ymd == 0 ? "-" : DayText(plan.to_ymd), agencies});
  }
  fmt::print("{}", table.empty() ? "no plans\n" : table.Text());
  return kExitOk;
}

absl::StatusOr<int> RunPlanShow(const Args& args) {
  VUORO_ASSIGN_OR_RETURN(const PlanId id, ReadPlanId(args));
  VUORO_ASSIGN_OR_RETURN(const Opened opened, OpenFor(args));
  VUORO_ASSIGN_OR_RETURN(const PlanStanding standing,
                         opened.engine->FindPlanStanding(opened.access, id));
  if (args.Has("out")) {
    VUORO_ASSIGN_OR_RETURN(const WeekPlan plan, opened.engine->FindPlan(opened.access, id));
    VUORO_RETURN_IF_ERROR(WriteFile(args.Get("out"), EncodeWeekPlan(plan) + "\n"));
  }
  PrintStanding(opened, standing);
  return kExitOk;
}

}  // namespace

std::vector<Command> PlanStateCommands() {
  const Option agency = {"agency", "KEY", "whose answer it is", kRequired};
  std::vector<Command> commands;
  commands.push_back({"plan save", "PLAN", "save a plan as a draft in a store",
                      "PLAN is what 'vuoro plan --out' writes. docs/plan-states.md tells what\n"
                      "becomes of a draft.",
                      StoreOptionsAnd({{"replaces", "ID", "a refused plan whose place it takes"}}),
                      RunPlanSave});
  commands.push_back({"plan send", "ID", "send a draft to the agencies it concerns",
                      "Those whose officials have a duty in it, in the network as it is now.",
                      StoreOptionsAnd({}), RunPlanSend});
  commands.push_back({"plan accept", "ID", "accept a plan for an agency", "",
                      StoreOptionsAnd({agency}), RunPlanAccept});
  commands.push_back(
      {"plan refuse", "ID", "refuse a plan for an agency",
       "A refused plan is not published; save another draft with --replaces.",
       StoreOptionsAnd({agency, {"reason", "TEXT", "why; no personal data", kRequired}}),
       RunPlanRefuse});
  commands.push_back({"plan publish", "ID", "publish a saved plan: it becomes supply",
                      "Refused while an agency that it concerns has not accepted.",
                      StoreOptionsAnd({
                          {"from", "DATE", "a Monday; else the plan's own"},
                          {"force", "", "publish it though agencies have not accepted"},
                          {"reason", "TEXT", "why, with --force; no personal data"},
                      }),
                      RunPlanPublish});
  commands.push_back({"plan withdraw", "ID", "withdraw a plan that is not published", "",
                      StoreOptionsAnd({}), RunPlanWithdraw});
  commands.push_back({"plan list", "", "list the plans of a store with each agency's answer", "",
                      ReadOptionsAnd({}), RunPlanList});
  commands.push_back({"plan show", "ID", "show where one plan stands", "",
                      ReadOptionsAnd({{"out", "FILE", "write the plan as JSON"}}), RunPlanShow});
  return commands;
}

}  // namespace vuoro::cli
