// Draws the week of each office as SVG, and everything in it once more as a table.
#include "cli/week_html.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "cli/explain_show.h"
#include "cli/html.h"
#include "cli/page_words.h"
#include "cli/terminal.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

// Units of the drawing.
constexpr int kWeekWidth = 1040;
constexpr int kGutter = 52;
constexpr int kHead = 30;
constexpr int kHour = 46;
constexpr int kLetter = 7;   // about, of the block's heading
constexpr int kNarrow = 46;  // below this a block is written upwards

std::string Runtime(std::string_view format, auto... values) {
  return fmt::format(fmt::runtime(fmt::string_view(format.data(), format.size())), values...);
}

// Where a duty stands among those it overlaps with, directly or by way of others.
struct Lane {
  size_t position = 0;
  size_t of = 1;
};

// `duties` are of one day, by their start.
std::vector<Lane> SideBySide(const std::vector<const Duty*>& duties) {
  std::vector<Lane> lanes(duties.size());
  std::vector<int> busy_until;  // by lane of the present cluster
  size_t cluster = 0;           // its first duty
  const auto end_cluster = [&](size_t end) {
    for (; cluster < end; ++cluster) lanes[cluster].of = busy_until.size();
    busy_until.clear();
  };
  for (size_t i = 0; i < duties.size(); ++i) {
    const int from_min = duties[i]->hours.from_min;
    const bool apart = std::all_of(busy_until.begin(), busy_until.end(),
                                   [&](int until) { return until <= from_min; });
    if (apart) end_cluster(i);
    size_t lane = 0;
    while (lane < busy_until.size() && busy_until[lane] > from_min) ++lane;
    if (lane == busy_until.size()) busy_until.push_back(0);
    busy_until[lane] = duties[i]->hours.to_min;
    lanes[i].position = lane;
  }
  end_cluster(duties.size());
  return lanes;
}

class WeekDrawing {
 public:
  WeekDrawing(const Week& week, const OfficeWeek& office, const PageWords& words)
      : network_(*week.network),
        problem_(week.problem.problem),
        office_(office),
        words_(words),
        days_(problem_.days) {
    from_min_ = kMinutesPerDay;
    to_min_ = 0;
    for (int day = 0; day < days_; ++day) {
      const MinuteRange open = Open(day);
      if (open.empty()) continue;
      from_min_ = std::min(from_min_, open.from_min);
      to_min_ = std::max(to_min_, open.to_min);
    }
    if (from_min_ > to_min_) {
      from_min_ = 8 * 60;
      to_min_ = 16 * 60;
    }
    from_min_ -= from_min_ % 60;
    to_min_ += (60 - to_min_ % 60) % 60;
  }

  std::string Draw() {
    const int height = Y(to_min_) + 8;
    svg_ = fmt::format(
        "<div class=\"wide\"><svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n"
        "<defs><pattern id=\"shut\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"8\" height=\"8\" fill=\"#eceff2\"/>"
        "<path d=\"M0 8L8 0\" stroke=\"#d5dce3\"/></pattern></defs>\n",
        kWeekWidth, height, Html(network_.at(office_.office).name.In(words_.language)));
    for (int day = 0; day < days_; ++day) DrawDay(day);
    for (int minute = from_min_; minute <= to_min_; minute += 60) DrawHour(minute);
    for (int day = 0; day < days_; ++day) DrawDuties(day);
    return svg_ + "</svg></div>\n";
  }

 private:
  int ColumnWidth() const { return (kWeekWidth - kGutter) / days_; }
  int X(int day) const { return kGutter + day * ColumnWidth(); }
  int Y(int minute) const { return kHead + (minute - from_min_) * kHour / 60; }

  MinuteRange Open(int day) const {
    const planning::Window& window =
        problem_.offices[office_.office.position()].open[static_cast<size_t>(day)];
    if (window.empty()) return {};
    const int first = network_.planning.day_from_min;
    return {first + window.from * problem_.slot_minutes, first + window.to * problem_.slot_minutes};
  }

  void DrawDay(int day) {
    const int x = X(day);
    svg_ += fmt::format(
        "<text x=\"{}\" y=\"19\" text-anchor=\"middle\" font-size=\"15\" "
        "font-weight=\"600\">{}</text>\n",
        x + ColumnWidth() / 2, words_.days[static_cast<size_t>(day)]);
    svg_ +=
        fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#shut)\"/>\n",
                    x + 2, kHead, ColumnWidth() - 4, Y(to_min_) - kHead);
    const MinuteRange open = Open(day);
    if (open.empty()) {
      svg_ += fmt::format(
          "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"13\" "
          "fill=\"#52606d\">{}</text>\n",
          x + ColumnWidth() / 2, (kHead + Y(to_min_)) / 2, words_.key_closed);
      return;
    }
    svg_ += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\" "
        "stroke=\"#d5dce3\"/>\n",
        x + 2, Y(open.from_min), ColumnWidth() - 4, Y(open.to_min) - Y(open.from_min));
  }

  void DrawHour(int minute) {
    svg_ += fmt::format(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" font-size=\"12\" fill=\"#52606d\">{}</text>"
        "<path d=\"M{} {}H{}\" stroke=\"#d5dce3\" stroke-dasharray=\"2 4\"/>\n",
        kGutter - 8, Y(minute) + 4, FormatMinute(minute), kGutter, Y(minute), kWeekWidth);
  }

  void DrawDuties(int day) {
    std::vector<const Duty*> duties;
    for (const Duty& duty : office_.duties) {
      if (duty.weekday == day) duties.push_back(&duty);
    }
    const std::vector<Lane> lanes = SideBySide(duties);
    for (size_t i = 0; i < duties.size(); ++i) {
      const int width = (ColumnWidth() - 8) / static_cast<int>(lanes[i].of);
      DrawDuty(*duties[i], X(day) + 4 + static_cast<int>(lanes[i].position) * width, width - 3);
    }
  }

  // A block with its agency and hours; an inner svg cuts off what does not fit.
  void DrawDuty(const Duty& duty, int x, int width) {
    const int y = Y(duty.hours.from_min);
    const int height = Y(duty.hours.to_min) - y - 2;
    const Colours colours = ColoursOf(duty.agency.position());
    const std::string& agency = network_.at(duty.agency).key;
    const std::string hours =
        fmt::format("{}–{}", FormatMinute(duty.hours.from_min), FormatMinute(duty.hours.to_min));
    const std::string_view means = duty.video ? words_.video : words_.visit;
    svg_ += fmt::format(
        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" style=\"min-width:0\">"
        "<title>{}, {}, {}, {}</title>",
        x, y + 1, width, height, Html(network_.at(duty.agency).name.In(words_.language)), means,
        hours, Html(network_.at(duty.person).key));
    svg_ += fmt::format(
        "<rect x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"4\" fill=\"{}\" stroke=\"{}\" "
        "stroke-width=\"{}\"{}/>",
        width - 2, height - 2, duty.video ? "#ffffff" : colours.light, colours.dark,
        duty.video ? "1.5" : "1", duty.video ? " stroke-dasharray=\"4 3\"" : "");
    const std::string both = fmt::format("{} {}", agency, means);
    const bool fits = static_cast<int>(both.size()) * kLetter + 12 <= width;
    const std::string& label = duty.video && fits ? both : agency;
    if (width < kNarrow && height > width) {
      Write(width / 2 + 5, height - 6, 12, 600, colours.dark, label, true);
    } else {
      Write(6, height < 26 ? height / 2 + 4 : 16, height < 20 ? 11 : 13, 600, colours.dark, label);
      if (height >= 40) Write(6, 32, 12, 400, "#16202b", hours);
      if (height >= 58) Write(6, 48, 11, 400, "#3d4a57", network_.at(duty.person).key);
    }
    svg_ += "</svg>\n";
  }

  void Write(int x, int y, int size, int weight, std::string_view colour, std::string_view text,
             bool upwards = false) {
    svg_ += fmt::format(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\"{}>{}</text>", x, y,
        size, weight, colour, upwards ? fmt::format(" transform=\"rotate(-90 {} {})\"", x, y) : "",
        Html(text));
  }

  const Network& network_;
  const planning::Problem& problem_;
  const OfficeWeek& office_;
  const PageWords& words_;
  int days_;
  int from_min_;
  int to_min_;
  std::string svg_;
};

// What the short names and the looks of the blocks mean.
std::string KeyOf(const Week& week, const OfficeWeek& office, const PageWords& words) {
  std::set<AgencyIndex> agencies;
  bool video = false;
  for (const Duty& duty : office.duties) {
    agencies.insert(duty.agency);
    video |= duty.video;
  }
  std::string out = fmt::format("<ul class=\"key\" aria-label=\"{}\">", words.key);
  const auto swatch = [](std::string_view fill, std::string_view stroke, bool dashed) {
    return fmt::format(
        "<svg viewBox=\"0 0 24 16\" aria-hidden=\"true\"><rect x=\"1\" y=\"1\" "
        "width=\"22\" height=\"14\" rx=\"3\" fill=\"{}\" stroke=\"{}\"{}/></svg>",
        fill, stroke, dashed ? " stroke-dasharray=\"4 3\"" : "");
  };
  for (const AgencyIndex agency : agencies) {
    const Colours colours = ColoursOf(agency.position());
    out += fmt::format("<li>{}<b>{}</b> {}</li>", swatch(colours.light, colours.dark, false),
                       Html(week.network->at(agency).key),
                       Html(week.network->at(agency).name.In(words.language)));
  }
  if (video) out += fmt::format("<li>{}{}</li>", swatch("#fff", "#16202b", true), words.video);
  return out + "</ul>\n";
}

std::string DutyTable(const Week& week, const OfficeWeek& office, const PageWords& words) {
  std::vector<std::vector<std::string>> rows;
  for (const Duty& duty : office.duties) {
    rows.push_back(
        {std::string(words.days[static_cast<size_t>(duty.weekday)]),
         fmt::format("{}–{}", FormatMinute(duty.hours.from_min), FormatMinute(duty.hours.to_min)),
         std::string(duty.video ? words.video : words.visit),
         week.network->at(duty.agency).name.In(words.language), week.network->at(duty.person).key});
  }
  return fmt::format(
      "<details><summary>{}</summary>\n{}</details>\n", words.as_table,
      HtmlTable(week.network->at(office.office).name.In(words.language),
                {std::string(words.day), std::string(words.hours), std::string(words.by),
                 std::string(words.agency), std::string(words.official)},
                rows));
}

std::string UnmetSection(const Week& week, const PageWords& words, OfficeIndex only_office) {
  std::vector<std::vector<std::string>> rows;
  for (const OfficeWeek& office : week.offices) {
    if (only_office.valid() && office.office != only_office) continue;
    for (const Demand& line : office.demand) {
      if (line.unmet() == 0) continue;
      rows.push_back({week.network->at(office.office).name.In(words.language),
                      week.network->at(line.agency).name.In(words.language),
                      week.network->languages[line.language.position()].code,
                      std::to_string(line.wanted), std::to_string(line.served),
                      std::to_string(line.unmet())});
    }
  }
  std::string out = fmt::format("<section id=\"unmet\">\n<h2>{}</h2>\n", words.unmet_demand);
  if (rows.empty()) return out + fmt::format("<p>{}</p>\n</section>\n", words.all_met);
  out += HtmlTable(words.unmet_lead,
                   {std::string(words.office), std::string(words.agency), std::string(words.spoken),
                    std::string(words.wanted), std::string(words.served), std::string(words.left)},
                   rows);
  return out + "</section>\n";
}

std::string Tiles(const Week& week, const PageWords& words) {
  int wanted = 0;
  int video = 0;
  for (const OfficeWeek& office : week.offices) {
    wanted += office.wanted();
    video += office.booth_half_hours();
  }
  const std::string of = Runtime(words.half_hours_of, Grouped(wanted));
  const int64_t gap = week.gap_permille();
  return "<dl class=\"tiles\">\n" +
         HtmlTile(words.visits, Grouped(static_cast<int64_t>(week.plan.field.size())), "") +
         HtmlTile(words.video_hours, Grouped(video), of) +
         HtmlTile(words.unmet, Grouped(week.result.cost.unmet_slots), of) +
         HtmlTile(words.cost, Grouped(week.result.cost.total), "") +
         HtmlTile(words.bound, Grouped(week.result.bound), words.no_plan_costs_less) +
         HtmlTile(words.gap, fmt::format("{}.{} %", gap / 10, gap % 10), words.gap_note) +
         "</dl>\n";
}

// The offices that the plan leaves alone, in one list.
std::string QuietSection(const Week& week, const PageWords& words) {
  std::string names;
  for (const OfficeWeek& office : week.offices) {
    if (!office.duties.empty()) continue;
    if (!names.empty()) names += ", ";
    names += week.network->at(office.office).name.In(words.language);
  }
  return names.empty() ? ""
                       : fmt::format("<section id=\"quiet\">\n<h2>{}</h2>\n<p>{}</p>\n</section>\n",
                                     words.quiet, Html(names));
}

std::string OfficeList(const Week& week, const PageWords& words) {
  std::string out = fmt::format(
      "<nav aria-label=\"{0}\"><section><h2>{0}</h2><ul class=\"offices\">", words.offices);
  for (const OfficeWeek& office : week.offices) {
    if (office.duties.empty()) continue;
    const Office& place = week.network->at(office.office);
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>", Html(place.key),
                       Html(place.name.In(words.language)));
  }
  return out + "</ul></section></nav>\n";
}

}  // namespace

std::string OfficeSection(const Week& week, const OfficeWeek& office, std::string_view language,
                          int heading_level) {
  const PageWords& words = WordsIn(language);
  const Office& place = week.network->at(office.office);
  const auto visits = std::count_if(office.duties.begin(), office.duties.end(),
                                    [](const Duty& duty) { return !duty.video; });
  std::string out = fmt::format("<section id=\"{0}\">\n<h{1}>{2}</h{1}>\n", Html(place.key),
                                heading_level, Html(place.name.In(words.language)));
  if (office.duties.empty()) {
    return out + fmt::format("<p class=\"lead\">{}</p>\n</section>\n", words.nobody);
  }
  out += fmt::format("<p class=\"lead\">{}</p>\n",
                     Runtime(words.weekly_load, visits, office.booth_half_hours(), office.unmet(),
                             office.wanted()));
  out += WeekDrawing(week, office, words).Draw();
  out += KeyOf(week, office, words) + DutyTable(week, office, words);
  return out + "</section>\n";
}

std::string BoothSection(const Week& week, std::string_view language, int heading_level) {
  const PageWords& words = WordsIn(language);
  const planning::Problem& problem = week.problem.problem;
  std::string out = fmt::format(
      "<section id=\"booths\">\n<h{0}>{1}</h{0}>\n<div class=\"wide\"><table class=\"heat\">"
      "<caption>{2}</caption>\n<thead><tr><th scope=\"col\">{3}</th><th scope=\"col\">{4}</th>",
      heading_level, words.booth_load, words.booth_lead, words.office, words.booths);
  for (int day = 0; day < problem.days; ++day) {
    out += fmt::format("<th scope=\"col\">{}</th>", words.days[static_cast<size_t>(day)]);
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const OfficeWeek& office : week.offices) {
    if (office.booth_half_hours() == 0) continue;
    out +=
        fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>",
                    Html(week.network->at(office.office).name.In(words.language)), office.booths);
    for (size_t day = 0; day < office.video_calls.size(); ++day) {
      int used = 0;
      for (const int calls : office.video_calls[day]) used += calls;
      const int slots = problem.offices[office.office.position()].open[day].length();
      const int capacity = std::max(1, slots * office.booths);
      const int percent = used * 100 / capacity;
      const Colours colours = HeatColours(used == 0 ? 0 : 1 + percent / 20);
      out +=
          fmt::format("<td style=\"background:{};color:{}\">{}</td>", colours.light, colours.dark,
                      slots == 0 ? std::string("–") : Runtime(words.booth_cell, used, percent));
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n</section>\n";
}

std::string WeekPage(const Week& week, std::string_view language, OfficeIndex only_office) {
  const PageWords& words = WordsIn(language);
  const std::string title = Runtime(words.plan_of_week, FormatDate(week.problem.monday));
  std::string body = fmt::format(
      "<a class=\"skip\" href=\"#plan\">{}</a>\n<header class=\"page\"><h1>{}</h1>"
      "<p>{}</p></header>\n<main id=\"plan\">\n",
      words.skip, Html(title), Html(week.network->name.In(words.language)));
  body += Tiles(week, words);
  if (!only_office.valid()) body += OfficeList(week, words) + BoothSection(week, language, 2);
  for (const OfficeWeek& office : week.offices) {
    const bool wanted = only_office.valid() ? office.office == only_office : !office.duties.empty();
    if (wanted) body += OfficeSection(week, office, language, 2);
  }
  if (!only_office.valid()) body += QuietSection(week, words);
  body += UnmetSection(week, words, only_office);
  if (week.explanation) {
    body += ExplanationSections(*week.network, *week.explanation, language, only_office);
  }
  body += fmt::format("<footer><p class=\"lead\">{}</p></footer>\n</main>\n", words.drawn_from);
  return HtmlPage(words.language, title, body);
}

}  // namespace vuoro::cli
