// Sentences for lacks, remedies and rules, in tables.
#include "cli/explain_show.h"

#include <fmt/core.h>

#include <bit>

#include "cli/explain_words.h"
#include "cli/html.h"
#include "cli/page_words.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

class Teller {
 public:
  Teller(const Network& network, std::string_view language)
      : network_(network), words_(ExplainWordsIn(language)), page_(WordsIn(language)) {}

  const ExplainWords& words() const { return words_; }
  const PageWords& page() const { return page_; }

  std::string Office(OfficeIndex office) const {
    return office.valid() ? network_.at(office).name.In(words_.language) : "";
  }
  std::string Agency(AgencyIndex agency) const {
    return agency.valid() ? network_.at(agency).name.In(words_.language) : "";
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
      if (!out.empty()) out += words_.or_else;
      if (set.lacks == 0) {
        const bool saves = line.saving > 0;
        out += Format(saves ? words_.open_saves : words_.open_costs,
                      Grouped(saves ? line.saving : -line.saving));
      }
      bool first = true;
      for (planning::LackSet rest = set.lacks; rest != 0; rest &= rest - 1) {
        if (!first) out += " + ";
        first = false;
        out += words_.lack[static_cast<size_t>(std::countr_zero(rest))];
      }
    }
    return out;
  }

  std::string Remedy(const DocumentRemedy& remedy) const {
    const std::string day =
        remedy.weekday < 0 ? "" : std::string(page_.days[static_cast<size_t>(remedy.weekday)]);
    return Format(
        words_.kinds[static_cast<size_t>(remedy.kind)], fmt::arg("person", Person(remedy.person)),
        fmt::arg("office", Office(remedy.office)), fmt::arg("agency", Agency(remedy.agency)),
        fmt::arg("language", Language(remedy.language)), fmt::arg("day", day),
        fmt::arg("from", FormatMinute(remedy.hours.from_min)),
        fmt::arg("to", FormatMinute(remedy.hours.to_min)));
  }

  std::string Rule(const ConflictingRule& rule) const {
    return Format(words_.rules[static_cast<size_t>(rule.kind)],
                  fmt::arg("person", Person(rule.person)), fmt::arg("office", Office(rule.office)),
                  fmt::arg("agency", Agency(rule.agency)), fmt::arg("limit", rule.limit));
  }

  // Where the document says so: a person or agreement by its id, else by its place.
  std::string Place(const ConflictingRule& rule) const {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    for (size_t i = 0; i < rule.paths.size(); ++i) {
      std::string at = rule.paths[i];
      if (rule.person.valid()) at = Person(rule.person) + ": " + at;
      if (i < rule.keys.size() && !rule.keys[i].empty()) at += " (" + rule.keys[i] + ")";
      add(at);
    }
    return out;
  }

 private:
  template <class... Values>
  static std::string Format(std::string_view format, const Values&... values) {
    return fmt::format(fmt::runtime(fmt::string_view(format.data(), format.size())), values...);
  }

  const Network& network_;
  const ExplainWords& words_;
  const PageWords& page_;
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
  const ExplainWords& words = tell.words();
  std::string text;
  Table unmet({std::string(tell.page().office), std::string(tell.page().agency),
               std::string(tell.page().spoken), ">" + std::string(tell.page().left),
               std::string(words.lacks)});
  for (auto& row : UnmetRows(tell, explanation, only_office)) unmet.Add(std::move(row));
  if (!unmet.empty()) {
    text += fmt::format("\n{}. {}\n\n{}", words.why_unmet, words.why_lead, unmet.Text());
  }
  Table remedies({">" + std::string(words.saves), ">" + std::string(words.certain),
                  std::string(words.remedy)});
  for (auto& row : RemedyRows(tell, explanation, only_office)) {
    remedies.Add({row[1], row[2], row[0]});
  }
  text += fmt::format("\n{}. ", words.remedies);
  text += remedies.empty() ? fmt::format("{}\n", words.none_saves)
                           : fmt::format("{}\n\n{}", words.remedies_lead, remedies.Text());
  return text;
}

std::string ConflictText(const Network& network, const PlanExplanation& explanation,
                         std::string_view language) {
  const Teller tell(network, language);
  const ExplainWords& words = tell.words();
  if (explanation.feasible != planning::Feasible::kNo) {
    const bool exists = explanation.feasible == planning::Feasible::kYes;
    return fmt::format("{}\n", exists ? words.plan_exists : words.conflict_unproven);
  }
  Table table({std::string(words.rule), std::string(words.written_at)});
  for (const ConflictingRule& rule : explanation.conflict) {
    table.Add({tell.Rule(rule), tell.Place(rule)});
  }
  return fmt::format("{}. {}\n\n{}", words.conflict,
                     explanation.minimal ? words.conflict_lead : words.not_minimal, table.Text());
}

std::string ExplanationSections(const Network& network, const PlanExplanation& explanation,
                                std::string_view language, OfficeIndex only_office) {
  const Teller tell(network, language);
  const ExplainWords& words = tell.words();
  std::string out;
  const auto unmet = UnmetRows(tell, explanation, only_office);
  if (!unmet.empty()) {
    out += fmt::format("<section id=\"why-unmet\">\n<h2>{}</h2>\n{}</section>\n", words.why_unmet,
                       HtmlTable(words.why_lead,
                                 {std::string(tell.page().office), std::string(tell.page().agency),
                                  std::string(tell.page().spoken), std::string(tell.page().left),
                                  std::string(words.lacks)},
                                 unmet));
  }
  const auto remedies = RemedyRows(tell, explanation, only_office);
  out += fmt::format("<section id=\"remedies\">\n<h2>{}</h2>\n", words.remedies);
  out += remedies.empty() ? fmt::format("<p>{}</p>\n", words.none_saves)
                          : HtmlTable(words.remedies_lead,
                                      {std::string(words.remedy), std::string(words.saves),
                                       std::string(words.certain)},
                                      remedies);
  return out + "</section>\n";
}

}  // namespace vuoro::cli
