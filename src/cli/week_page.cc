// Puts the page of a planned week together: figures, pictures, and the week of everybody.
#include "cli/week_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/decision_text.h"
#include "cli/explain_show.h"
#include "cli/explain_words.h"
#include "cli/html.h"
#include "cli/svg.h"
#include "cli/terminal.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

std::string Tiles(const Week& week, const Tongue& tongue) {
  int wanted = 0;
  int video = 0;
  for (const OfficeWeek& office : week.offices) {
    wanted += office.wanted();
    video += office.booth_half_hours();
  }
  const std::string of = tongue.Fill(week_words::kHalfHoursOf, Grouped(wanted));
  const int64_t gap = week.gap_permille();
  return "<dl class=\"tiles\">\n" +
         HtmlTile(tongue(week_words::kVisits),
                  Grouped(static_cast<int64_t>(week.plan.field.size())), "") +
         HtmlTile(tongue(week_words::kVideo), Grouped(video), of) +
         HtmlTile(tongue(week_words::kUnmet), Grouped(week.result.cost.unmet_slots), of) +
         HtmlTile(tongue(week_words::kTravel),
                  DurationText(static_cast<int>(week.result.cost.travel_minutes)),
                  tongue(week_words::kHoursMinutes)) +
         HtmlTile(tongue(week_words::kCost), Grouped(week.result.cost.total), "") +
         HtmlTile(tongue(week_words::kBound), Grouped(week.result.bound),
                  tongue(week_words::kNoPlanCostsLess)) +
         HtmlTile(tongue(week_words::kGap), fmt::format("{}.{} %", gap / 10, gap % 10),
                  tongue(week_words::kGapNote)) +
         "</dl>\n";
}

std::string Link(std::string_view id, std::string_view name) {
  return fmt::format("<li><a href=\"#{}\">{}</a></li>\n", Html(id), Html(name));
}

std::string Contents(const Week& week, const Tongue& tongue) {
  std::string out = fmt::format("<nav aria-label=\"{}\"><ul class=\"list\">\n",
                                tongue(week_words::kPlanContents));
  if (!week.course.samples().empty()) out += Link("course", tongue(week_words::kCourse));
  out += Link("map", tongue(week_words::kMap)) + Link("unmet", tongue(week_words::kUnmetDemand)) +
         Link("booths", tongue(week_words::kBoothLoad)) + Link("offices", tongue(words::kOffices)) +
         Link("officials", tongue(week_words::kOfficials));
  if (week.explanation) out += Link("remedies", tongue(explain_words::kRemedies));
  return out + "</ul></nav>\n";
}

// A list of sections of which a link shows one alone: browsers that know :has() hide the others,
// the rest jump to it.
struct Picker {
  std::string_view id;
  std::string_view heading;
  std::string links;     // <li>...
  std::string sections;  // all of them
  size_t count = 0;
};

std::string PickOne(const Picker& picker, const Said& choose, std::string key,
                    const Tongue& tongue) {
  return fmt::format(
      "<div class=\"pick\" id=\"{0}\">\n<div class=\"choice\"><h2>{1}</h2>\n{2}{3}"
      "<p class=\"all\"><a href=\"#{0}\">{4}</a></p></div>\n{5}</div>\n",
      picker.id, Html(picker.heading), key,
      HtmlFolded(tongue.Fill(choose, picker.count),
                 "<ul class=\"list\">\n" + picker.links + "</ul>\n"),
      tongue(week_words::kShowAll), picker.sections);
}

std::string QuietNames(std::string_view words, const std::vector<std::string>& names) {
  if (names.empty()) return "";
  return fmt::format("<section>\n<h3>{}</h3>\n<p>{}</p>\n</section>\n", words,
                     Html(fmt::format("{}", fmt::join(names, ", "))));
}

std::string Offices(const Week& week, const Tongue& tongue) {
  Picker picker{.id = "offices", .heading = tongue(words::kOffices), .links = "", .sections = ""};
  for (const OfficeWeek& office : week.offices) {
    const Office& place = week.network->at(office.office);
    picker.links += Link("office-" + place.key, tongue(place.name));
    picker.sections += OfficeSection(week, office, tongue, 3);
    ++picker.count;
  }
  return PickOne(picker, week_words::kChooseOffice, "", tongue);
}

std::string Officials(const Week& week, const Tongue& tongue) {
  Picker picker{
      .id = "officials", .heading = tongue(week_words::kOfficials), .links = "", .sections = ""};
  std::vector<std::string> quiet;
  for (const OfficialWeek& official : week.officials) {
    const std::string& key = week.network->at(official.person).key;
    if (official.duties.empty()) {
      quiet.push_back(key);
      continue;
    }
    picker.links += Link("official-" + key, key);
    picker.sections += OfficialSection(week, official, tongue);
    ++picker.count;
  }
  std::string key = fmt::format("<ul class=\"key\" aria-label=\"{}\">", tongue(words::kKey));
  key += DutyKey("c0", "duty", tongue(words::kVisit)) +
         DutyKey("c0", "duty video", tongue(words::kVideo)) +
         KeyItem("<rect class=\"road\" y=\"1\" width=\"24\" height=\"14\"/>",
                 tongue(week_words::kRoad)) +
         "</ul>\n";
  picker.sections += QuietNames(tongue(week_words::kQuietOfficials), quiet);
  return PickOne(picker, week_words::kChooseOfficial, key, tongue);
}

std::string Title(const Week& week, const Tongue& tongue) {
  const std::string monday = FormatDate(week.problem.monday);
  const int weeks = week.problem.problem.weeks;
  return weeks == 1 ? tongue.Fill(week_words::kPlanOfWeek, monday)
                    : tongue.Fill(week_words::kPlanOfWeeks, weeks, monday);
}

}  // namespace

std::string_view DayName(const Tongue& tongue, int day) {
  return tongue(words::kDays[static_cast<size_t>(day % kPlanningDays)]);
}

std::string DayText(const Week& week, const Tongue& tongue, int day) {
  const std::string_view name = DayName(tongue, day);
  const planning::Problem& problem = week.problem.problem;
  if (problem.weeks == 1) return std::string(name);
  return tongue.Fill(week_words::kDayOfWeek, name, problem.WeekOf(day) + 1);
}

std::string HoursText(MinuteRange hours) {
  return fmt::format("{}–{}", FormatMinute(hours.from_min), FormatMinute(hours.to_min));
}

std::string DurationText(int minutes) {
  return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
}

std::string_view MeansOf(const Duty& duty, const Tongue& tongue) {
  return tongue(duty.video ? words::kVideo : words::kVisit);
}

std::string DutyKey(std::string_view agency, std::string_view duty, std::string_view html) {
  return KeyItem(fmt::format("<g class=\"{}\"><rect class=\"{}\" x=\"1\" y=\"1\" width=\"22\" "
                             "height=\"14\" rx=\"3\"/></g>",
                             agency, duty),
                 html);
}

std::string AgencyClass(AgencyIndex agency) {
  const size_t again = agency.position() / kHues;
  const std::string hue = fmt::format("c{}", HueOf(agency.position()));
  return again == 0 ? hue : fmt::format("{} again{}", hue, (again - 1) % 2 + 1);
}

std::string WeekPage(const Week& week, std::string_view language, OfficeIndex only_office) {
  const Tongue tongue(language);
  std::string body = Tiles(week, tongue);
  if (only_office.valid()) {
    body += OfficeSection(week, week.offices[only_office.position()], tongue, 2) +
            UnmetSection(week, tongue, only_office);
  } else {
    body += Contents(week, tongue) + CourseSection(week, tongue) + MapSection(week, tongue) +
            UnmetSection(week, tongue, only_office) + BoothSection(week, tongue) +
            EurosSection(week, tongue);
  }
  body += OutcomesSection(*week.network, week.outcomes, language);
  if (week.explanation) {
    body += ExplanationSections(*week.network, *week.explanation, language, only_office);
  }
  if (!only_office.valid()) body += Offices(week, tongue) + Officials(week, tongue);
  const HtmlFrame frame = {
      .language = tongue.language(),
      .title = Title(week, tongue),
      .heading = "",
      .leads = {tongue(week.network->name)},
      .skip = tongue(week_words::kSkip),
      .footer = tongue(week_words::kDrawnFrom),
      .style = only_office.valid() ? "" : MapStyle(week, tongue),
  };
  return HtmlPage(frame, body);
}

}  // namespace vuoro::cli
