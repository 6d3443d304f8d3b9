// Explanations of plan jobs as rows with ids.
#include <utility>

#include "capi/objects.h"

namespace vuoro::capi {
namespace {

constexpr uint32_t kMostRemedies = 1000;
constexpr int64_t kMostSteps = int64_t{1} << 40;

absl::StatusOr<planning::ExplainOptions> ReadRequest(const vuoro_explain_request* from) {
  planning::ExplainOptions options;
  if (from == nullptr) return options;
  VUORO_ASSIGN_OR_RETURN(const vuoro_explain_request request, Read(from, "request"));
  if (request.remedies > kMostRemedies) {
    return AtPath(
        Fail(Reason::kBadArgument, "{} remedies, the most is {}", request.remedies, kMostRemedies),
        "remedies");
  }
  if (request.steps < 0 || request.steps > kMostSteps) {
    return AtPath(Fail(Reason::kBadArgument, "{} steps, expected 0..{}", request.steps, kMostSteps),
                  "steps");
  }
  if (request.remedies != 0) options.verify = static_cast<int>(request.remedies);
  if (request.steps != 0) options.steps = request.steps;
  options.seed = request.seed;
  return options;
}

class Rows {
 public:
  explicit Rows(const Supply& supply) : network_(supply.network()), ids_(supply.directory()) {}

  ExplanationHolder Make(const PlanExplanation& explanation) const {
    ExplanationHolder holder;
    for (const UnmetDemand& line : explanation.unmet) AddUnmet(line, holder.unmet);
    for (const DocumentRemedy& remedy : explanation.remedies) {
      holder.remedies.push_back(RowOf(remedy));
    }
    for (const ConflictingRule& rule : explanation.conflict) {
      holder.conflict.push_back(RowOf(rule, explanation.minimal));
    }
    holder.json = EncodePlanExplanation(network_, explanation);
    return holder;
  }

 private:
  template <class Index>
  int64_t Id(Index index) const {
    return index.valid() ? ids_.IdOf(index).value : 0;
  }
  int64_t Id(PersonIndex person) const {
    return person.valid() ? ids_.IdOf(network_.at(person).resource).value : 0;
  }
  std::string_view Code(LanguageIndex language) const {
    if (!language.valid()) return "";
    return network_.languages[language.position()].code;
  }

  void AddUnmet(const UnmetDemand& line, std::vector<vuoro_unmet>& rows) const {
    for (const planning::LackedSet& set : line.lacked) {
      vuoro_unmet& row = rows.emplace_back();
      row.lacks = set.lacks;
      row.agency = Id(line.agency);
      row.office = Id(line.office);
      row.line = line.line;
      row.wanted = line.wanted;
      row.unmet = line.unmet;
      row.ways = set.ways;
      row.saving = set.lacks == 0 ? line.saving : 0;
      CopyText(Code(line.language), row.language);
    }
  }

  vuoro_remedy RowOf(const DocumentRemedy& remedy) const {
    vuoro_remedy row{};
    row.kind = static_cast<uint32_t>(remedy.kind);
    row.agency = Id(remedy.agency);
    row.office = Id(remedy.office);
    row.person = Id(remedy.person);
    row.weekday = remedy.weekday;
    row.from_min = remedy.hours.empty() ? 0 : remedy.hours.from_min;
    row.to_min = remedy.hours.empty() ? 0 : remedy.hours.to_min;
    row.gain = remedy.gain;
    row.certain = remedy.certain;
    CopyText(Code(remedy.language), row.language);
    CopyText(remedy.path, row.path);
    return row;
  }

  vuoro_conflict RowOf(const ConflictingRule& rule, bool minimal) const {
    vuoro_conflict row{};
    row.kind = static_cast<uint32_t>(rule.kind);
    row.agency = Id(rule.agency);
    row.office = Id(rule.office);
    row.person = Id(rule.person);
    row.limit = rule.limit;
    row.minimal = minimal ? 1 : 0;
    CopyText(rule.paths.empty() ? "" : rule.paths.front(), row.path);
    return row;
  }

  const Network& network_;
  const Directory& ids_;
};

absl::StatusOr<std::shared_ptr<ExplanationHolder>> Explain(vuoro_plan_job* handle,
                                                           const vuoro_explain_request* request) {
  VUORO_ASSIGN_OR_RETURN(const auto holder, Find(handle));
  VUORO_ASSIGN_OR_RETURN(const planning::ExplainOptions options, ReadRequest(request));
  VUORO_ASSIGN_OR_RETURN(const PlanExplanation explanation, holder->job->Explain(options));
  return std::make_shared<ExplanationHolder>(Rows(*holder->job->supply()).Make(explanation));
}

absl::StatusOr<std::shared_ptr<ExplanationHolder>> ExplainRead(
    vuoro_session* session, const vuoro_plan* plan, const vuoro_explain_request* request) {
  VUORO_ASSIGN_OR_RETURN(const auto self, Find(session));
  VUORO_ASSIGN_OR_RETURN(const auto holder, Find(plan));
  VUORO_ASSIGN_OR_RETURN(const planning::ExplainOptions options, ReadRequest(request));
  VUORO_ASSIGN_OR_RETURN(const auto explained,
                         self->engine->ExplainWrittenPlan(self->access, holder->plan, options));
  return std::make_shared<ExplanationHolder>(Rows(*explained.supply).Make(explained.explanation));
}

// One of an explanation's lists into the caller's array.
template <class Row>
vuoro_status CopyRows(const vuoro_explanation* handle, std::vector<Row> ExplanationHolder::*rows,
                      size_t first, size_t count, Row* out, size_t stride) noexcept {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(handle));
    return CopyBulk((*holder).*rows, first, count, out, stride, [](const Row& row) { return row; });
  });
}

}  // namespace
}  // namespace vuoro::capi

using namespace vuoro::capi;
using vuoro::AtPath;
using vuoro::Fail;
using vuoro::Reason;

vuoro_status vuoro_plan_explain(vuoro_plan_job* job, const vuoro_explain_request* request,
                                vuoro_explanation** out) {
  return Open(out, [&] { return Explain(job, request); });
}

vuoro_status vuoro_plan_explain_read(vuoro_session* session, const vuoro_plan* plan,
                                     const vuoro_explain_request* request,
                                     vuoro_explanation** out) {
  return Open(out, [&] { return ExplainRead(session, plan, request); });
}

size_t vuoro_explanation_unmet_count(const vuoro_explanation* explanation) {
  return Count(explanation, [](const ExplanationHolder& holder) { return holder.unmet.size(); });
}

vuoro_status vuoro_explanation_unmet_copy(const vuoro_explanation* explanation, size_t first,
                                          size_t count, vuoro_unmet* out, size_t stride) {
  return CopyRows(explanation, &ExplanationHolder::unmet, first, count, out, stride);
}

size_t vuoro_explanation_remedies_count(const vuoro_explanation* explanation) {
  return Count(explanation, [](const ExplanationHolder& holder) { return holder.remedies.size(); });
}

vuoro_status vuoro_explanation_remedies_copy(const vuoro_explanation* explanation, size_t first,
                                             size_t count, vuoro_remedy* out, size_t stride) {
  return CopyRows(explanation, &ExplanationHolder::remedies, first, count, out, stride);
}

size_t vuoro_explanation_conflict_count(const vuoro_explanation* explanation) {
  return Count(explanation, [](const ExplanationHolder& holder) { return holder.conflict.size(); });
}

vuoro_status vuoro_explanation_conflict_copy(const vuoro_explanation* explanation, size_t first,
                                             size_t count, vuoro_conflict* out, size_t stride) {
  return CopyRows(explanation, &ExplanationHolder::conflict, first, count, out, stride);
}

vuoro_status vuoro_explanation_json(const vuoro_explanation* explanation, const char** json,
                                    size_t* json_len) {
  return Guard([&]() -> absl::Status {
    VUORO_ASSIGN_OR_RETURN(const auto holder, Find(explanation));
    if (json == nullptr || json_len == nullptr) {
      return AtPath(Fail(Reason::kBadArgument, "json and json_len are both needed"), "json");
    }
    *json = holder->json.c_str();
    *json_len = holder->json.size();
    return absl::OkStatus();
  });
}

void vuoro_explanation_free(vuoro_explanation* explanation) { Close(explanation); }
