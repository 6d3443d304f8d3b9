// Names for positions, and places in the document for rules.
#include "vuoro/config/plan_explanation.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>

#include "vuoro/base/status.h"
#include "vuoro/config/dealt_plan.h"
#include "vuoro/time/text.h"

namespace vuoro {
namespace {

using planning::RemedyKind;
using planning::RuleKind;
using Json = nlohmann::json;

size_t U(int value) { return static_cast<size_t>(value); }

template <class Index>
Index Named(int position) {
  return position < 0 ? Index() : Index(static_cast<size_t>(position));
}

// The agreements of the document that let an agency visit an office in the cycle.
std::vector<size_t> Sources(const Network& network, const PlanningProblem& made, int agency,
                            int office) {
  std::vector<size_t> sources;
  const Date last = made.DateOf(made.problem.days - 1);
  for (size_t i = 0; i < network.agreements.size(); ++i) {
    const Agreement& agreement = network.agreements[i];
    const bool here =
        agreement.offices.empty() || std::any_of(agreement.offices.begin(), agreement.offices.end(),
                                                 [&](OfficeIndex o) { return o.value == office; });
    const bool counts = agreement.status == AgreementStatus::kSigned &&
                        agreement.agency.value == agency && agreement.max_visits > 0 &&
                        (!agreement.from || *agreement.from <= last) &&
                        (!agreement.to || *agreement.to >= made.monday);
    if (here && counts) sources.push_back(i);
  }
  return sources;
}

std::string_view PersonField(RemedyKind kind) {
  switch (kind) {
    case RemedyKind::kFieldDay:
      return "max_field_days";
    case RemedyKind::kFieldWeekday:
      return "field_days";
    case RemedyKind::kDayHours:
      return "max_day_min";
    case RemedyKind::kWeekHours:
      return "max_week_min";
    case RemedyKind::kMayVisit:
      return "visits";
    case RemedyKind::kLanguage:
      return "languages";
    default:
      return "remote_hours";
  }
}

class Namer {
 public:
  Namer(const Network& network, const PlanningProblem& made) : network_(network), made_(made) {}

  DocumentRemedy Remedy(const planning::RemedyGain& gain) const {
    const planning::Remedy& r = gain.remedy;
    DocumentRemedy out;
    out.kind = r.kind;
    out.agency = Named<AgencyIndex>(r.agency);
    out.office = Named<OfficeIndex>(r.office);
    if (r.official >= 0) {
      out.person = made_.officials[U(r.official)];
      out.agency = network_.at(out.person).agency;
    }
    out.language = Named<LanguageIndex>(r.language);
    out.weekday = r.day;
    out.gain = gain.gain;
    out.certain = gain.certain;
    out.unmet_slots = gain.cost.unmet_slots;
    if (r.kind == RemedyKind::kVideo) {
      const planning::DemandLine& line = made_.problem.demand[U(r.line)];
      out.agency = Named<AgencyIndex>(line.agency);
      out.office = Named<OfficeIndex>(line.office);
      out.language = Named<LanguageIndex>(line.language);
    }
    if (r.kind == RemedyKind::kForbid) {
      out.decision = made_.decisions[U(r.line)];
      out.agency = out.decision->agency;
      out.office = out.decision->office;
      out.person = out.decision->person;
      out.weekday = out.decision->weekday;
      out.hours = {out.decision->from_min, out.decision->to_min};
    }
    SetHours(r, out);
    out.path = PathOf(r);
    return out;
  }

  ConflictingRule RuleOf(const planning::Rule& rule) const {
    ConflictingRule out;
    out.kind = rule.kind;
    const planning::Problem& p = made_.problem;
    switch (rule.kind) {
      case RuleKind::kLeastVisits:
        out.limit = p.agreements[U(rule.position)].min_visits;
        out.weeks = p.weeks;
        AddAgreements(rule, "min_visits", out);
        break;
      case RuleKind::kMostVisits:
        out.limit = p.agreements[U(rule.position)].max_visits;
        out.weeks = p.weeks;
        AddAgreements(rule, "max_visits", out);
        break;
      case RuleKind::kWeekdays:
        AddAgreements(rule, "days", out);
        break;
      case RuleKind::kOpening:
      case RuleKind::kDesks:
        out.office = Named<OfficeIndex>(rule.position);
        out.limit = rule.kind == RuleKind::kDesks ? p.offices[U(rule.position)].desks : -1;
        out.paths.push_back(fmt::format("/offices/{}/{}", rule.position,
                                        rule.kind == RuleKind::kDesks ? "counters" : "hours"));
        break;
      case RuleKind::kRoom:
        out.office = Named<OfficeIndex>(p.exclusive[U(rule.position)].office);
        out.paths.push_back(fmt::format("/planning/exclusive/{}", rule.position));
        break;
      case RuleKind::kFieldDays:
        out.paths = {"field_days", "max_field_days"};
        AddPerson(rule, p.officials[U(rule.position)].max_field_days, out);
        break;
      case RuleKind::kHours:
        out.paths = {"max_day_min", "max_week_min"};
        AddPerson(rule, -1, out);
        break;
      case RuleKind::kOffices:
        out.paths = {"visits"};
        AddPerson(rule, -1, out);
        break;
      case RuleKind::kPin:
      case RuleKind::kForbid: {
        out.decision = made_.decisions[U(rule.position)];
        out.agency = out.decision->agency;
        out.office = out.decision->office;
        out.person = out.decision->person;
        out.paths.push_back(made_.decision_paths[U(rule.position)]);
        break;
      }
    }
    return out;
  }

 private:
  void AddAgreements(const planning::Rule& rule, std::string_view field,
                     ConflictingRule& out) const {
    const planning::Agreement& agreement = made_.problem.agreements[U(rule.position)];
    out.agency = Named<AgencyIndex>(agreement.agency);
    out.office = Named<OfficeIndex>(agreement.office);
    for (const size_t i : Sources(network_, made_, agreement.agency, agreement.office)) {
      const Agreement& source = network_.agreements[i];
      const int times = source.visits_per == VisitsPer::kWeek ? made_.problem.weeks : 1;
      const bool says =
          (rule.kind != RuleKind::kLeastVisits ||
           source.min_visits * times >= agreement.min_visits) &&
          (rule.kind != RuleKind::kMostVisits || source.max_visits * times >= agreement.max_visits);
      if (!says) continue;
      out.keys.push_back(source.key);
      out.paths.push_back(fmt::format("/agreements/{}/{}", i, field));
    }
  }

  void AddPerson(const planning::Rule& rule, int limit, ConflictingRule& out) const {
    out.person = made_.officials[U(rule.position)];
    out.agency = network_.at(out.person).agency;
    out.limit = limit;
  }

  std::string PathOf(const planning::Remedy& r) const {
    switch (r.kind) {
      case RemedyKind::kVideo:
        return fmt::format("/demand/{}/video", r.line);
      case RemedyKind::kBooth:
        return fmt::format("/offices/{}/booths", r.office);
      case RemedyKind::kDesk:
        return fmt::format("/offices/{}/counters", r.office);
      case RemedyKind::kOpenEarlier:
      case RemedyKind::kOpenLater:
      case RemedyKind::kOpenDay:
        return fmt::format("/offices/{}/hours", r.office);
      case RemedyKind::kRoom:
        return fmt::format("/planning/exclusive/{}", r.line);
      case RemedyKind::kVisitLength:
        return "/planning/max_visit_min";
      case RemedyKind::kAgreement:
        return "/agreements";
      case RemedyKind::kAgreementWeekday:
      case RemedyKind::kAgreementVisit: {
        const auto sources = Sources(network_, made_, r.agency, r.office);
        if (sources.empty()) return "/agreements";
        return fmt::format("/agreements/{}/{}", sources.front(),
                           r.kind == RemedyKind::kAgreementVisit ? "max_visits" : "days");
      }
      case RemedyKind::kInterpreter:
        return "/people";
      case RemedyKind::kForbid:
        return made_.decision_paths[U(r.line)];
      default:
        return std::string(PersonField(r.kind));
    }
  }

  void SetHours(const planning::Remedy& r, DocumentRemedy& out) const {
    const planning::Problem remedied = planning::Remedied(made_.problem, r);
    planning::Window window;
    // The first week's in which that day is one.
    const auto day_of = [&](const std::vector<planning::Window>& windows) {
      for (int d = r.day; d < remedied.days && window.empty(); d += kPlanningDays) {
        window = windows[U(d)];
      }
    };
    switch (r.kind) {
      case RemedyKind::kOpenEarlier:
      case RemedyKind::kOpenLater:
      case RemedyKind::kOpenDay:
        day_of(remedied.offices[U(r.office)].open);
        break;
      case RemedyKind::kRemoteEarlier:
      case RemedyKind::kRemoteLater:
      case RemedyKind::kRemoteDay:
        day_of(remedied.officials[U(r.official)].remote);
        break;
      case RemedyKind::kInterpreter:
        window = {r.slot, std::min(r.slot + 2, remedied.slots_per_day)};
        break;
      default:
        return;
    }
    const int first = network_.planning.day_from_min;
    out.hours = {first + window.from * kPlanningSlotMin, first + window.to * kPlanningSlotMin};
  }

  const Network& network_;
  const PlanningProblem& made_;
};

template <class Index>
void AddKey(const Network& network, const char* name, Index index, Json& to) {
  if (index.valid()) to[name] = network.at(index).key;
}

Json UnmetJson(const Network& network, const UnmetDemand& line) {
  Json out = {{"path", fmt::format("/demand/{}", line.line)},
              {"wanted", line.wanted},
              {"unmet", line.unmet},
              {"language", network.languages[line.language.position()].code}};
  AddKey(network, "agency", line.agency, out);
  AddKey(network, "office", line.office, out);
  out["lacks"] = Json::array();
  for (const planning::LackedSet& set : line.lacked) {
    Json all = Json::array();
    for (planning::LackSet rest = set.lacks; rest != 0; rest &= rest - 1) {
      const auto lack = static_cast<planning::Lack>(std::countr_zero(rest));
      all.push_back(std::string(planning::LackName(lack)));
    }
    out["lacks"].push_back({{"all_of", std::move(all)}, {"ways", set.ways}});
  }
  if (!line.lacked.empty() && line.lacked.front().lacks == 0) out["saving"] = line.saving;
  return out;
}

Json RemedyJson(const Network& network, const DocumentRemedy& remedy) {
  Json out = {{"remedy", std::string(planning::RemedyName(remedy.kind))},
              {"gain", remedy.gain},
              {"certain", remedy.certain},
              {"unmet", remedy.unmet_slots},
              {"path", remedy.path}};
  AddKey(network, "agency", remedy.agency, out);
  AddKey(network, "office", remedy.office, out);
  AddKey(network, "person", remedy.person, out);
  if (remedy.language.valid()) {
    out["language"] = network.languages[remedy.language.position()].code;
  }
  if (remedy.weekday >= 0) out["weekday"] = remedy.weekday;
  if (!remedy.hours.empty()) {
    out["from"] = FormatMinute(remedy.hours.from_min);
    out["to"] = FormatMinute(remedy.hours.to_min);
  }
  return out;
}

Json RuleJson(const Network& network, const ConflictingRule& rule) {
  Json out = {{"rule", std::string(planning::RuleName(rule.kind))}};
  AddKey(network, "agency", rule.agency, out);
  AddKey(network, "office", rule.office, out);
  AddKey(network, "person", rule.person, out);
  if (!rule.keys.empty()) out["agreements"] = rule.keys;
  if (!rule.paths.empty()) out["paths"] = rule.paths;
  if (rule.limit >= 0) out["limit"] = rule.limit;
  if (rule.weeks > 1) out["weeks"] = rule.weeks;
  return out;
}

}  // namespace

absl::StatusOr<PlanExplanation> ExplainPlan(const Network& network, const PlanningProblem& made,
                                            const planning::Plan& plan,
                                            const planning::ExplainOptions& options) {
  PlanExplanation out;
  out.of_plan = true;
  VUORO_ASSIGN_OR_RETURN(const auto unmet, planning::ExplainUnmet(made.problem, plan));
  for (const planning::UnmetLine& line : unmet) {
    const planning::DemandLine& demand = made.problem.demand[U(line.line)];
    out.unmet.push_back({Named<AgencyIndex>(demand.agency), Named<OfficeIndex>(demand.office),
                         Named<LanguageIndex>(demand.language), line.line, demand.slots, line.unmet,
                         line.lacked, line.saving});
  }
  VUORO_ASSIGN_OR_RETURN(const auto found, planning::FindRemedies(made.problem, plan, options));
  const Namer namer(network, made);
  for (const planning::RemedyGain& gain : found.gains) {
    out.remedies.push_back(namer.Remedy(gain));
  }
  out.cost = found.base_cost;
  out.candidates = found.candidates;
  out.complete = found.complete;
  return out;
}

absl::StatusOr<PlanExplanation> ExplainWeekPlan(const Network& network, const PlanningProblem& made,
                                                const WeekPlan& plan,
                                                const planning::ExplainOptions& options) {
  VUORO_ASSIGN_OR_RETURN(const planning::Plan dealt, MakeDealtPlan(network, made, plan));
  return ExplainPlan(network, made, dealt, options);
}

absl::StatusOr<PlanExplanation> ExplainInfeasible(const Network& network,
                                                  const PlanningProblem& made, int64_t work) {
  PlanExplanation out;
  VUORO_ASSIGN_OR_RETURN(const auto conflict, planning::FindConflict(made.problem, work));
  const Namer namer(network, made);
  for (const planning::Rule& rule : conflict.rules) out.conflict.push_back(namer.RuleOf(rule));
  out.feasible = conflict.feasible;
  out.minimal = conflict.minimal;
  return out;
}

std::string EncodePlanExplanation(const Network& network, const PlanExplanation& explanation) {
  Json out = Json::object();
  if (explanation.of_plan) {
    out["cost"] = explanation.cost.total;
    out["candidates"] = explanation.candidates;
    out["complete"] = explanation.complete;
    out["unmet"] = Json::array();
    for (const UnmetDemand& line : explanation.unmet) {
      out["unmet"].push_back(UnmetJson(network, line));
    }
    out["remedies"] = Json::array();
    for (const DocumentRemedy& remedy : explanation.remedies) {
      out["remedies"].push_back(RemedyJson(network, remedy));
    }
  } else {
    out["infeasible"] = explanation.feasible == planning::Feasible::kNo    ? "proven"
                        : explanation.feasible == planning::Feasible::kYes ? "no"
                                                                           : "unproven";
    out["minimal"] = explanation.minimal;
    out["conflict"] = Json::array();
    for (const ConflictingRule& rule : explanation.conflict) {
      out["conflict"].push_back(RuleJson(network, rule));
    }
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace vuoro
