// Words for decisions, in the languages of the pages.
#include "cli/decision_text.h"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "cli/html.h"
#include "cli/page_words.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr Said kDecided = {"What was decided", "Mitä päätettiin", "Vad som beslutades"};
constexpr Said kDecision = {"decision", "päätös", "beslut"};
constexpr Said kAbout = {"of", "mistä", "om"};
constexpr Said kMatching = {"visits", "käyntejä", "besök"};
constexpr Said kInPlan = {"in the plan", "suunnitelmassa", "i planen"};
constexpr Said kAnything = {"any visit", "mikä tahansa käynti", "vilket besök som helst"};
constexpr Said kExactly = {"exactly", "täsmälleen", "exakt"};
constexpr Said kVideoToo = {"video too", "myös video", "också video"};
constexpr Said kKept = {"kept", "pitää", "hålls"};
constexpr Said kLifted = {"not kept: what it needs fell away",
                          "ei pidä: mitä se tarvitsee, jäi pois",
                          "hålls inte: det den behöver föll bort"};
constexpr Said kItSaves = {"saves {}", "säästää {}", "sparar {}"};
constexpr Said kItCosts = {"costs {}", "maksaa {}", "kostar {}"};
constexpr Said kNothing = {"nothing", "ei mitään", "ingenting"};
constexpr std::array<Said, 3> kDecisionKinds = {{
    {"pin", "kiinnitys", "fastslaget"},
    {"forbid", "kielto", "förbud"},
    {"prefer", "toive", "önskemål"},
}};

std::string ResultText(const Tongue& tongue, const DecisionOutcome& outcome) {
  if (outcome.decision.kind != PlanDecisionKind::kPrefer) {
    return std::string(tongue(outcome.kept ? kKept : kLifted));
  }
  if (outcome.cost == 0) return std::string(tongue(kNothing));
  const bool saves = outcome.cost < 0;
  return tongue.Fill(saves ? kItSaves : kItCosts, Grouped(saves ? -outcome.cost : outcome.cost));
}

std::vector<std::vector<std::string>> OutcomeRows(const Network& network,
                                                  const std::vector<DecisionOutcome>& outcomes,
                                                  const Tongue& tongue) {
  std::vector<std::vector<std::string>> rows;
  for (const DecisionOutcome& outcome : outcomes) {
    const Said& kind = kDecisionKinds[static_cast<size_t>(outcome.decision.kind)];
    rows.push_back({std::string(tongue(kind)), DecisionText(network, outcome.decision, tongue),
                    Grouped(outcome.visits), ResultText(tongue, outcome)});
  }
  return rows;
}

}  // namespace

std::string DecisionText(const Network& network, const PlanDecision& decision,
                         const Tongue& tongue) {
  std::string text;
  const auto add = [&](std::string_view part, std::string_view before = ", ") {
    if (!text.empty()) text += before;
    text += part;
  };
  if (decision.person.valid()) add(network.at(decision.person).key);
  if (decision.agency.valid()) add(tongue(network.at(decision.agency).name));
  if (decision.office.valid()) add(tongue(network.at(decision.office).name));
  if (decision.weekday >= 0) add(tongue(words::kDays[static_cast<size_t>(decision.weekday)]));
  if (decision.to_min > 0) {
    if (decision.exact) add(tongue(kExactly));
    add(FormatMinute(decision.from_min) + "-" + FormatMinute(decision.to_min),
        decision.weekday >= 0 || decision.exact ? " " : ", ");
  }
  if (text.empty()) add(tongue(kAnything));
  if (decision.video) add(tongue(kVideoToo));
  return text;
}

std::string OutcomesText(const Network& network, const std::vector<DecisionOutcome>& outcomes,
                         std::string_view language) {
  if (outcomes.empty()) return "";
  const Tongue tongue(language);
  Table table({std::string(tongue(kDecision)), std::string(tongue(kAbout)),
               ">" + std::string(tongue(kMatching)), std::string(tongue(kInPlan))});
  for (auto& row : OutcomeRows(network, outcomes, tongue)) table.Add(std::move(row));
  return fmt::format("\n{}\n\n{}", tongue(kDecided), table.Text());
}

std::string OutcomesSection(const Network& network, const std::vector<DecisionOutcome>& outcomes,
                            std::string_view language) {
  if (outcomes.empty()) return "";
  const Tongue tongue(language);
  return fmt::format("<section id=\"decisions\">\n<h2>{}</h2>\n{}</section>\n", tongue(kDecided),
                     HtmlTable("", tongue.All(kDecision, kAbout, kMatching, kInPlan),
                               OutcomeRows(network, outcomes, tongue)));
}

}  // namespace vuoro::cli
