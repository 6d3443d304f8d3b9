// Draws coverage as a page: tiles, a map in SVG, and every figure once more in tables.
#include "cli/coverage_page.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/coverage_words.h"
#include "cli/html.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

using Cells = std::vector<std::string>;

class CoverageSections {
 public:
  explicit CoverageSections(const CoverageView& view)
      : view_(view), network_(view.network()), report_(view.report()), tongue_(view.language) {}

  std::string Write() const {
    const std::string date = FormatDate(report_.date);
    const std::string title = fmt::format("{}, {}", tongue_(coverage_words::kTitle), date);
    const HtmlFrame frame = {
        .language = tongue_.language(),
        .title = title,
        .heading = std::string(tongue_(coverage_words::kTitle)),
        .leads = {tongue_(network_.name),
                  tongue_.Fill(coverage_words::kLead, report_.within_min, date)},
        .skip = tongue_(coverage_words::kSkip),
        .footer = tongue_(coverage_words::kMadeBy),
    };
    return HtmlPage(frame, Tiles() + CoverageMap(view_, tongue_) + Shares() + Offices() +
                               Overrides() + Services() + Comparison() + Areas());
  }

 private:
  std::string Of(int64_t part, int64_t whole) const {
    return tongue_.Fill(coverage_words::kOfPeople, Grouped(part), Grouped(whole));
  }
  static std::string Minutes(int32_t minutes) {
    return minutes < 0 ? "–" : std::to_string(minutes);
  }

  std::string Tiles() const {
    std::string out = "<dl class=\"tiles\">\n";
    if (report_.bands) {
      const BandCoverage& bands = *report_.bands;
      const int64_t all = bands.population + bands.unassigned;
      out +=
          HtmlTile(tongue_(coverage_words::kAssigned), PercentText(bands.within, bands.population),
                   Of(bands.within, bands.population));
      out += HtmlTile(tongue_(coverage_words::kWithUnassigned), PercentText(bands.within, all),
                      Of(bands.within, all));
    }
    if (!report_.areas.empty()) {
      const AreaTotals& totals = report_.totals;
      out += HtmlTile(
          tongue_(coverage_words::kByAreas), PercentText(totals.within, totals.population),
          tongue_.Fill(coverage_words::kMeanDrive, MeanText(totals.person_min, totals.reached)));
    }
    const auto failing = std::count_if(report_.offices.begin(), report_.offices.end(),
                                       [](const OfficeCoverage& office) { return office.fails(); });
    return out + HtmlTile(tongue_(coverage_words::kFailingOffices), std::to_string(failing), "") +
           "</dl>\n";
  }

  std::string Shares() const {
    std::vector<Cells> rows;
    const auto add = [&](std::string_view basis, int64_t part, int64_t whole) {
      rows.push_back({std::string(basis), PercentText(part, whole), Of(part, whole)});
    };
    std::string mean;
    if (report_.bands) {
      const BandCoverage& bands = *report_.bands;
      add(tongue_(coverage_words::kBasisBands), bands.within, bands.population);
      add(tongue_(coverage_words::kBasisAll), bands.within, bands.population + bands.unassigned);
      mean = tongue_.Fill(coverage_words::kMeanBetween,
                          MeanText(bands.person_min_least, bands.population),
                          MeanText(bands.person_min_most, bands.population));
    }
    if (!report_.areas.empty()) {
      add(tongue_(coverage_words::kBasisAreas), report_.totals.within, report_.totals.population);
      add(tongue_(coverage_words::kBasisRule), report_.totals.within_by_rule,
          report_.totals.population);
    }
    std::string out = HtmlTable(
        mean, tongue_.All(coverage_words::kBasis, coverage_words::kShare, coverage_words::kPeople),
        rows);
    for (const ExcludedRegion& region : network_.coverage.excluded) {
      out += fmt::format("<p>{}: {}, {} {}</p>\n", tongue_(coverage_words::kExcluded),
                         Html(tongue_(region.name)), Grouped(region.population),
                         tongue_(coverage_words::kPeople));
    }
    return HtmlSection({.id = "shares", .text = tongue_(coverage_words::kShares)}, out);
  }

  std::string Failure(const OfficeCoverage& office) const {
    if (office.too_far && office.too_few) {
      return fmt::format("{}, {}", tongue_(coverage_words::kDistance),
                         tongue_(coverage_words::kTooFew));
    }
    return std::string(office.too_far   ? tongue_(coverage_words::kDistance)
                       : office.too_few ? tongue_(coverage_words::kTooFew)
                                        : "");
  }

  std::string Offices() const {
    std::vector<Cells> rows;
    for (size_t i = 0; i < report_.offices.size(); ++i) {
      const OfficeCoverage& office = report_.offices[i];
      rows.push_back(
          {tongue_(network_.offices[i].name),
           std::string(tongue_(coverage_words::kStates[static_cast<size_t>(office.state)])),
           Failure(office), Grouped(office.nearest_to),
           office.population < 0 ? "–" : Grouped(office.population), Grouped(office.min_population),
           office.farthest ? tongue_(network_.at(office.farthest).name) : "–",
           Minutes(office.farthest_min), Grouped(office.beyond)});
    }
    return HtmlSection(
        {.id = "offices", .text = tongue_(words::kOffices)},
        HtmlTable("",
                  tongue_.All(words::kOffice, coverage_words::kState, coverage_words::kFailsBy,
                              coverage_words::kNearestTo, coverage_words::kBase,
                              coverage_words::kWanted, coverage_words::kFarthest,
                              coverage_words::kMinutes, coverage_words::kPeopleBeyond),
                  rows));
  }

  std::string Overrides() const {
    std::vector<Cells> rows;
    for (const AreaOverride& change : network_.coverage.area_overrides) {
      const AreaCoverage& area = report_.areas[change.area.position()];
      rows.push_back({tongue_(network_.at(change.area).name),
                      fmt::format("{} {}", change.within_min, tongue_(coverage_words::kMinutes)),
                      Minutes(area.minutes), change.note});
    }
    for (const OfficeOverride& change : network_.coverage.office_overrides) {
      rows.push_back(
          {tongue_(network_.at(change.office).name),
           fmt::format("{} {}", Grouped(change.min_population), tongue_(coverage_words::kPeople)),
           "", change.note});
    }
    if (rows.empty()) return "";
    return HtmlSection(
        {.id = "overrides", .text = tongue_(coverage_words::kOverrides)},
        HtmlTable(tongue_(coverage_words::kOverridesLead),
                  {fmt::format("{} / {}", tongue_(coverage_words::kArea), tongue_(words::kOffice)),
                   std::string(tongue_(coverage_words::kLimit)),
                   std::string(tongue_(coverage_words::kMinutes)),
                   std::string(tongue_(coverage_words::kNote))},
                  rows));
  }

  std::string Services() const {
    if (report_.services.empty()) return "";
    std::vector<Cells> rows;
    const int64_t people = report_.totals.population;
    for (size_t i = 0; i < report_.services.size(); ++i) {
      const ServiceAccess& service = report_.services[i];
      rows.push_back({tongue_(network_.services[i].name), std::to_string(service.offices),
                      PercentText(service.within, people),
                      MeanText(service.person_min, service.reached),
                      MeanText(service.person_wait_days, service.reached),
                      Grouped(service.office_min / 60), PercentText(service.within_any, people)});
    }
    return HtmlSection(
        {.id = "services", .text = tongue_(coverage_words::kServices)},
        HtmlTable(tongue_.Fill(coverage_words::kServicesLead, FormatDate(report_.date.monday())),
                  tongue_.All(coverage_words::kService, words::kOffices, coverage_words::kShare,
                              coverage_words::kMinutes, coverage_words::kWaitDays,
                              coverage_words::kHoursWeek, coverage_words::kAnyWay),
                  rows));
  }

  std::string Listed(std::string_view what, const std::vector<std::string>& keys) const {
    std::string names;
    for (const std::string& key : keys) names += (names.empty() ? "" : ", ") + key;
    return fmt::format("<p>{}: {}</p>\n", what,
                       names.empty() ? std::string(tongue_(words::kNone)) : Html(names));
  }

  std::string Comparison() const {
    if (!view_.other) return "";
    const CoverageReport& after = view_.other->report;
    std::vector<Cells> sums;
    const auto percent = [](const CoverageReport& report) {
      return PercentText(report.totals.within, report.totals.population);
    };
    if (report_.bands && after.bands && report_.bands != after.bands) {
      sums.push_back({std::string(tongue_(coverage_words::kBasisBands)),
                      PercentText(report_.bands->within, report_.bands->population),
                      PercentText(after.bands->within, after.bands->population)});
    }
    sums.push_back(
        {std::string(tongue_(coverage_words::kBasisAreas)), percent(report_), percent(after)});
    std::string out = HtmlTable(
        fmt::format("{}: {}, {}: {}", tongue_(coverage_words::kGained),
                    Grouped(view_.comparison.gained), tongue_(coverage_words::kLost),
                    Grouped(view_.comparison.lost)),
        tongue_.All(coverage_words::kBasis, coverage_words::kBefore, coverage_words::kAfter), sums);
    out += Listed(tongue_(coverage_words::kOpened), view_.comparison.opened) +
           Listed(tongue_(coverage_words::kClosed), view_.comparison.closed);
    std::vector<Cells> rows;
    for (const AreaChange& change : view_.comparison.areas) {
      if (change.minutes_before == change.minutes_after) continue;
      const Area& area =
          change.after ? view_.other->network->at(change.after) : network_.at(change.before);
      rows.push_back({tongue_(area.name), Grouped(change.population),
                      Minutes(change.minutes_before), Minutes(change.minutes_after)});
    }
    out += HtmlTable(tongue_(coverage_words::kChanges),
                     tongue_.All(coverage_words::kArea, coverage_words::kPeople,
                                 coverage_words::kBefore, coverage_words::kAfter),
                     rows);
    return HtmlSection(
        {.id = "comparison",
         .text = tongue_.Fill(coverage_words::kCompared, tongue_(view_.other->network->name))},
        out);
  }

  std::string Areas() const {
    if (report_.areas.empty()) return "";
    std::vector<Cells> rows;
    for (size_t i = 0; i < report_.areas.size(); ++i) {
      const AreaCoverage& area = report_.areas[i];
      const Area& place = network_.coverage.areas[i];
      rows.push_back({tongue_(place.name), Grouped(place.population),
                      area.office ? tongue_(network_.at(area.office).name) : "–",
                      Minutes(area.minutes), std::to_string(area.limit_min),
                      std::string(area.overridden ? tongue_(coverage_words::kYes)
                                                  : tongue_(coverage_words::kNo)),
                      std::string(area.within ? tongue_(coverage_words::kYes)
                                              : tongue_(coverage_words::kNo))});
    }
    return HtmlSection(
        {.id = "areas", .text = tongue_(coverage_words::kAreas)},
        HtmlTable("",
                  tongue_.All(coverage_words::kArea, coverage_words::kPeople, words::kOffice,
                              coverage_words::kMinutes, coverage_words::kLimit,
                              coverage_words::kOwnLimit, coverage_words::kWithin),
                  rows));
  }

  const CoverageView& view_;
  const Network& network_;
  const CoverageReport& report_;
  Tongue tongue_;
};

}  // namespace

std::string CoveragePage(const CoverageView& view) { return CoverageSections(view).Write(); }

}  // namespace vuoro::cli
