// Sentences for lacks, remedies and rules, in tables.
#include "cli/explain_show.h"

#include <fmt/core.h>

#include <bit>

#include "cli/decision_text.h"
#include "cli/explain_words.h"
#include "cli/html.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

class Teller {
 public:
  Teller(const Network& network, std::string_view language)
      : network_(network), tongue_(language) {}

  const Tongue& tongue() const { return tongue_; }

  std::string Office(OfficeIndex office) const {
    return office.valid() ? tongue_(network_.at(office).name) : "";
  }
  std::string Agency(AgencyIndex agency) const {
    return agency.valid() ? tongue_(network_.at(agency).name) : "";
  }
  std::string Person(PersonIndex person) const {
    return person.valid() ? network_.at(person).key : "";
  }
  std::string Language(LanguageIndex language) const {
    return language.valid() ? network_.languages[language.position()].code : "";
  }

  std::string Lacks(const UnmetDemand& line) const {
    std::string out;
    for (const planning::LackedSet& set : line.lacked) {
      if (!out.empty()) out += tongue_(explain_words::kOrElse);
      if (set.lacks == 0) {
        const bool saves = line.saving > 0;
        out += tongue_.Fill(saves ? explain_words::kOpenSaves : explain_words::kOpenCosts,
                            Grouped(saves ? line.saving : -line.saving));
      }
      bool first = true;
      for (planning::LackSet rest = set.lacks; rest != 0; rest &= rest - 1) {
        if (!first) out += " + ";
        first = false;
        out += tongue_(explain_words::kLack[static_cast<size_t>(std::countr_zero(rest))]);
      }
    }
    return out;
  }

  std::string Remedy(const DocumentRemedy& remedy) const {
    const std::string day =
        remedy.weekday < 0
            ? ""
            : std::string(tongue_(words::kDays[static_cast<size_t>(remedy.weekday)]));
    return tongue_.Fill(
        explain_words::kKinds[static_cast<size_t>(remedy.kind)],
        fmt::arg("person", Person(remedy.person)), fmt::arg("office", Office(remedy.office)),
        fmt::arg("agency", Agency(remedy.agency)), fmt::arg("language", Language(remedy.language)),
        fmt::arg("day", day), fmt::arg("from", FormatMinute(remedy.hours.from_min)),
        fmt::arg("to", FormatMinute(remedy.hours.to_min)),
        fmt::arg("decision", Decision(remedy.decision)));
  }

  std::string Rule(const ConflictingRule& rule) const {
    const int weeks = network_.planning.cycle_weeks;
    const std::string period = weeks == 1 ? std::string(tongue_(explain_words::kAWeek))
                                          : tongue_.Fill(explain_words::kInWeeks, weeks);
    return tongue_.Fill(explain_words::kRules[static_cast<size_t>(rule.kind)],
                        fmt::arg("person", Person(rule.person)),
                        fmt::arg("office", Office(rule.office)),
                        fmt::arg("agency", Agency(rule.agency)), fmt::arg("limit", rule.limit),
                        fmt::arg("period", period), fmt::arg("decision", Decision(rule.decision)));
  }

  // Where the document says so: a person or agreement by its id, else by its place.
  std::string Place(const ConflictingRule& rule) const {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    for (size_t i = 0; i < rule.paths.size(); ++i) {
      std::string at = rule.paths[i];
      if (rule.person.valid() && !rule.decision) at = Person(rule.person) + ": " + at;
      if (i < rule.keys.size() && !rule.keys[i].empty()) at += " (" + rule.keys[i] + ")";
      add(at);
    }
    return out;
  }

 private:
  std::string Decision(const std::optional<PlanDecision>& decision) const {
    return decision ? DecisionText(network_, *decision, tongue_) : "";
  }

  const Network& network_;
  Tongue tongue_;
};

bool Shown(OfficeIndex office, OfficeIndex only_office) {
  return !only_office.valid() || !office.valid() || office == only_office;
}

std::vector<std::vector<std::string>> UnmetRows(const Teller& tell,
                                                const PlanExplanation& explanation,
                                                OfficeIndex only_office) {
  std::vector<std::vector<std::string>> rows;
  for (const UnmetDemand& line : explanation.unmet) {
    if (!Shown(line.office, only_office)) continue;
    rows.push_back({tell.Office(line.office), tell.Agency(line.agency),
                    tell.Language(line.language), std::to_string(line.unmet), tell.Lacks(line)});
  }
  return rows;
}

std::vector<std::vector<std::string>> RemedyRows(const Teller& tell,
                                                 const PlanExplanation& explanation,
                                                 OfficeIndex only_office) {
  std::vector<std::vector<std::string>> rows;
  for (const DocumentRemedy& remedy : explanation.remedies) {
    if (!Shown(remedy.office, only_office)) continue;
    rows.push_back({tell.Remedy(remedy), Grouped(remedy.gain), Grouped(remedy.certain)});
  }
  return rows;
}

}  // namespace

std::string ExplanationText(const Network& network, const PlanExplanation& explanation,
                            std::string_view language, OfficeIndex only_office) {
  const Teller tell(network, language);
  const Tongue& tongue = tell.tongue();
  std::string text;
  Table unmet({std::string(tongue(words::kOffice)), std::string(tongue(words::kAgency)),
               std::string(tongue(words::kSpoken)), ">" + std::string(tongue(words::kLeft)),
               std::string(tongue(explain_words::kLacks))});
  for (auto& row : UnmetRows(tell, explanation, only_office)) unmet.Add(std::move(row));
  if (!unmet.empty()) {
    text += fmt::format("\n{}. {}\n\n{}", tongue(explain_words::kWhyUnmet),
                        tongue(explain_words::kWhyLead), unmet.Text());
  }
  Table remedies({">" + std::string(tongue(explain_words::kSaves)),
                  ">" + std::string(tongue(explain_words::kCertain)),
                  std::string(tongue(explain_words::kRemedy))});
  for (auto& row : RemedyRows(tell, explanation, only_office)) {
    remedies.Add({row[1], row[2], row[0]});
  }
  text += fmt::format("\n{}. ", tongue(explain_words::kRemedies));
  text += remedies.empty()
              ? fmt::format("{}\n", tongue(explain_words::kNoneSaves))
              : fmt::format("{}\n\n{}", tongue(explain_words::kRemediesLead), remedies.Text());
  return text;
}

std::string ConflictText(const Network& network, const PlanExplanation& explanation,
                         std::string_view language) {
  const Teller tell(network, language);
  const Tongue& tongue = tell.tongue();
  if (explanation.feasible != planning::Feasible::kNo) {
    const bool exists = explanation.feasible == planning::Feasible::kYes;
    return fmt::format("{}\n", exists ? tongue(explain_words::kPlanExists)
                                      : tongue(explain_words::kConflictUnproven));
  }
  Table table(tongue.All(explain_words::kRule, explain_words::kWrittenAt));
  for (const ConflictingRule& rule : explanation.conflict) {
    table.Add({tell.Rule(rule), tell.Place(rule)});
  }
  return fmt::format("{}. {}\n\n{}", tongue(explain_words::kConflict),
                     explanation.minimal ? tongue(explain_words::kConflictLead)
                                         : tongue(explain_words::kNotMinimal),
                     table.Text());
}

std::string ExplanationSections(const Network& network, const PlanExplanation& explanation,
                                std::string_view language, OfficeIndex only_office) {
  const Teller tell(network, language);
  const Tongue& tongue = tell.tongue();
  std::string out;
  const auto unmet = UnmetRows(tell, explanation, only_office);
  if (!unmet.empty()) {
    out += fmt::format("<section id=\"why-unmet\">\n<h2>{}</h2>\n{}</section>\n",
                       tongue(explain_words::kWhyUnmet),
                       HtmlTable(tongue(explain_words::kWhyLead),
                                 tongue.All(words::kOffice, words::kAgency, words::kSpoken,
                                            words::kLeft, explain_words::kLacks),
                                 unmet));
  }
  const auto remedies = RemedyRows(tell, explanation, only_office);
  out += fmt::format("<section id=\"remedies\">\n<h2>{}</h2>\n", tongue(explain_words::kRemedies));
  out += remedies.empty() ? fmt::format("<p>{}</p>\n", tongue(explain_words::kNoneSaves))
                          : HtmlTable(tongue(explain_words::kRemediesLead),
                                      tongue.All(explain_words::kRemedy, explain_words::kSaves,
                                                 explain_words::kCertain),
                                      remedies);
  return out + "</section>\n";
}

}  // namespace vuoro::cli
