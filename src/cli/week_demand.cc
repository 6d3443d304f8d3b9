// Shows how far each agency's demand is met, and what is left in which office.
#include <fmt/core.h>

#include <algorithm>

#include "cli/html.h"
#include "cli/svg.h"
#include "cli/terminal.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"

namespace vuoro::cli {
namespace {

struct Met {
  int wanted = 0;
  int by_visit = 0;
  int by_video = 0;
  int unmet() const { return wanted - by_visit - by_video; }
};

class DemandTables {
 public:
  DemandTables(const Week& week, const Tongue& tongue)
      : week_(week), network_(*week.network), tongue_(tongue), met_(network_.agencies.size()) {
    for (const OfficeWeek& office : week.offices) {
      for (const Demand& line : office.demand) {
        Met& met = met_[line.agency.position()];
        met.wanted += line.wanted;
        met.by_video += line.by_video;
        met.by_visit += line.served - line.by_video;
      }
    }
  }

  // A bar for each agency, with its figures in front.
  std::string Bars() const {
    int most = 0;
    for (const Met& met : met_) most = std::max(most, met.wanted);
    if (most == 0) return "";
    std::string out = fmt::format("<ul class=\"key\" aria-label=\"{}\">", tongue_(words::kKey));
    out += KeyItem("<rect class=\"by-visit\" width=\"24\" height=\"16\"/>",
                   tongue_(week_words::kByVisit));
    out += KeyItem("<rect class=\"by-video\" width=\"24\" height=\"16\"/>",
                   tongue_(week_words::kByVideo));
    out += KeyItem("<rect class=\"not-met\" width=\"24\" height=\"16\"/>", tongue_(words::kLeft));
    out += fmt::format(
        "</ul>\n<div class=\"wide\"><table class=\"bars\"><caption>{}</caption>\n<thead><tr>",
        tongue_(week_words::kBarsLead));
    for (const std::string& name :
         tongue_.All(words::kAgency, week_words::kWanted, week_words::kByVisit,
                     week_words::kByVideo, words::kLeft)) {
      out += fmt::format("<th scope=\"col\">{}</th>", Html(name));
    }
    out += "<td></td></tr></thead>\n<tbody>\n";
    for (size_t i = 0; i < met_.size(); ++i) {
      if (met_[i].wanted > 0) out += Bar(network_.agencies[i], met_[i], most);
    }
    return out + "</tbody></table></div>\n";
  }

  // What is left, by office and agency: the offices with most of it first.
  std::string Matrix() const {
    std::vector<size_t> agencies;
    for (size_t i = 0; i < met_.size(); ++i) {
      if (met_[i].unmet() > 0) agencies.push_back(i);
    }
    std::vector<const OfficeWeek*> offices;
    for (const OfficeWeek& office : week_.offices) {
      if (office.unmet() > 0) offices.push_back(&office);
    }
    std::stable_sort(offices.begin(), offices.end(),
                     [](const auto* a, const auto* b) { return a->unmet() > b->unmet(); });
    std::string out = fmt::format(
        "<div class=\"wide\"><table class=\"heat bad\"><caption>{}</caption>\n<thead><tr>"
        "<th scope=\"col\">{}</th>",
        tongue_(week_words::kMatrixLead), tongue_(words::kOffice));
    for (const size_t i : agencies) {
      out += fmt::format("<th scope=\"col\"><abbr title=\"{}\">{}</abbr></th>",
                         Html(tongue_(network_.agencies[i].name)), Html(network_.agencies[i].key));
    }
    out += fmt::format("<th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
                       tongue_(week_words::kTogether));
    const auto left = LeftBy(offices);
    int most = 1;
    for (const auto& row : left) most = std::max(most, *std::max_element(row.begin(), row.end()));
    for (size_t row = 0; row < offices.size(); ++row) {
      out += fmt::format("<tr><th scope=\"row\">{}</th>",
                         Html(tongue_(network_.at(offices[row]->office).name)));
      for (const size_t i : agencies) {
        const int unmet = left[row][i];
        out += unmet == 0
                   ? std::string("<td></td>")
                   : fmt::format("<td class=\"heat{}\">{}</td>", HeatStep(unmet, most), unmet);
      }
      out += fmt::format("<td>{}</td></tr>\n", offices[row]->unmet());
    }
    out += fmt::format("</tbody>\n<tfoot><tr><th scope=\"row\">{}</th>",
                       tongue_(week_words::kTogether));
    int all = 0;
    for (const size_t i : agencies) {
      out += fmt::format("<td>{}</td>", met_[i].unmet());
      all += met_[i].unmet();
    }
    return out + fmt::format("<td>{}</td></tr></tfoot></table></div>\n", all);
  }

  // Line by line, by language too.
  std::string Lines(OfficeIndex only_office) const {
    std::vector<std::vector<std::string>> rows;
    for (const OfficeWeek& office : week_.offices) {
      if (only_office.valid() && office.office != only_office) continue;
      for (const Demand& line : office.demand) {
        if (line.unmet() == 0) continue;
        rows.push_back(
            {tongue_(network_.at(office.office).name), tongue_(network_.at(line.agency).name),
             network_.languages[line.language.position()].code, std::to_string(line.wanted),
             std::to_string(line.served), std::to_string(line.unmet())});
      }
    }
    if (rows.empty()) return "";
    return HtmlTable(tongue_(week_words::kUnmetLead),
                     tongue_.All(words::kOffice, words::kAgency, words::kSpoken,
                                 week_words::kWanted, words::kServed, words::kLeft),
                     rows);
  }

 private:
  std::string Bar(const Agency& agency, const Met& met, int most) const {
    const auto part = [&](std::string_view css, int half_hours) {
      const int permille = half_hours * 1000 / most;
      return half_hours == 0 ? std::string()
                             : fmt::format("<i class=\"{}\" style=\"width:{}.{}%\"></i>", css,
                                           permille / 10, permille % 10);
    };
    return fmt::format(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "<td aria-hidden=\"true\"><span class=\"bar\">{}{}{}</span></td></tr>\n",
        Html(tongue_(agency.name)), met.wanted, met.by_visit, met.by_video, met.unmet(),
        part("by-visit", met.by_visit), part("by-video", met.by_video),
        part("not-met", met.unmet()));
  }

  // Half hours left, [row of `offices`][agency].
  std::vector<std::vector<int>> LeftBy(const std::vector<const OfficeWeek*>& offices) const {
    std::vector<std::vector<int>> left;
    for (const OfficeWeek* office : offices) {
      std::vector<int>& row = left.emplace_back(met_.size());
      for (const Demand& line : office->demand) row[line.agency.position()] += line.unmet();
    }
    return left;
  }

  const Week& week_;
  const Network& network_;
  const Tongue& tongue_;
  std::vector<Met> met_;  // by agency
};

}  // namespace

std::string UnmetSection(const Week& week, const Tongue& tongue, OfficeIndex only_office) {
  const DemandTables tables(week, tongue);
  const HtmlHeading heading = {.id = "unmet", .text = tongue(week_words::kUnmetDemand)};
  const std::string lines = tables.Lines(only_office);
  std::string out = only_office.valid() ? "" : tables.Bars();
  if (lines.empty())
    return HtmlSection(heading, out + fmt::format("<p>{}</p>\n", tongue(week_words::kAllMet)));
  if (only_office.valid()) return HtmlSection(heading, lines);
  return HtmlSection(heading,
                     out + tables.Matrix() + HtmlFolded(tongue(week_words::kByLanguage), lines));
}

}  // namespace vuoro::cli
