// Draws the weeks of an office: days side by side, hours from top to bottom.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/html.h"
#include "cli/svg.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"
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
  // Of the week that begins on day `first`.
  WeekDrawing(const Week& week, const OfficeWeek& office, int first, const Tongue& tongue)
      : network_(*week.network),
        problem_(week.problem.problem),
        office_(office),
        tongue_(tongue),
        first_(first),
        end_(first + problem_.DaysPerWeek()) {
    from_min_ = kMinutesPerDay;
    to_min_ = 0;
    for (int day = first_; day < end_; ++day) {
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

  std::string Draw(std::string_view label) {
    const int height = Y(to_min_) + 8;
    std::string names;
    for (int day = first_; day < end_; ++day) {
      names += fmt::format("<text x=\"{}\" y=\"19\">{}</text>", X(day) + ColumnWidth() / 2,
                           DayName(tongue_, day));
      DrawDay(day);
    }
    std::string hours;
    std::string lines;
    for (int minute = from_min_; minute <= to_min_; minute += 60) {
      hours += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>", kGutter - 8, Y(minute) + 4,
                           FormatMinute(minute));
      lines += fmt::format("M{} {}H{}", kGutter, Y(minute), kWeekWidth);
    }
    svg_ += fmt::format(
        "<g class=\"days above\">{}</g>\n<g class=\"hours\">{}</g>\n<path class=\"hour\" "
        "d=\"{}\"/>\n",
        names, hours, lines);
    for (int day = first_; day < end_; ++day) DrawDuties(day);
    return SvgDrawing(kWeekWidth, height, label, svg_);
  }

 private:
  int ColumnWidth() const { return (kWeekWidth - kGutter) / (end_ - first_); }
  int X(int day) const { return kGutter + (day - first_) * ColumnWidth(); }
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
    const auto box = [&](std::string_view css, int from_min, int to_min) {
      svg_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
                          css, x + 2, Y(from_min), ColumnWidth() - 4, Y(to_min) - Y(from_min));
    };
    const MinuteRange open = Open(day);
    if (open.from_min > from_min_ || open.to_min < to_min_) box("shut", from_min_, to_min_);
    if (!open.empty()) return box("open", open.from_min, open.to_min);
    svg_ += SvgText(x + ColumnWidth() / 2, (kHead + Y(to_min_)) / 2, tongue_(week_words::kClosed),
                    {.anchor = "middle", .colour = kSoftInk, .size = 13});
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
    const std::string& agency = network_.at(duty.agency).key;
    const std::string hours = HoursText(duty.hours);
    const std::string_view means = MeansOf(duty, tongue_);
    const std::string& person = network_.at(duty.person).key;
    svg_ += fmt::format(
        "<svg class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\">"
        "<title>{}, {}, {}, {}</title>"
        "<rect class=\"duty{}\" x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
        AgencyClass(duty.agency), x, y + 1, width, height,
        Html(tongue_(network_.at(duty.agency).name)), means, hours, Html(person),
        duty.video ? " video" : "", width - 2, height - 2);
    const std::string both = fmt::format("{} {}", agency, means);
    const bool fits = static_cast<int>(both.size()) * kLetter + 12 <= width;
    const std::string& label = duty.video && fits ? both : agency;
    if (width < kNarrow && height > width) {
      svg_ += fmt::format(
          "<text class=\"who\" x=\"{0}\" y=\"{1}\" transform=\"rotate(-90 {0} {1})\">{2}</text>",
          width / 2 + 5, height - 6, Html(label));
    } else {
      Write("who", height < 26 ? height / 2 + 4 : 16, label);
      if (height >= 40) Write("what", 32, hours);
      if (height >= 58) Write("whom", 48, person);
    }
    svg_ += "</svg>\n";
  }

  void Write(std::string_view css, int y, std::string_view text) {
    svg_ += fmt::format("<text class=\"{}\" x=\"6\" y=\"{}\">{}</text>", css, y, Html(text));
  }

  const Network& network_;
  const planning::Problem& problem_;
  const OfficeWeek& office_;
  const Tongue& tongue_;
  int first_;  // day
  int end_;
  int from_min_;
  int to_min_;
  std::string svg_;
};

// What the short names and the looks of the blocks mean.
std::string KeyOf(const Week& week, const OfficeWeek& office, const Tongue& tongue) {
  std::set<AgencyIndex> agencies;
  bool video = false;
  for (const Duty& duty : office.duties) {
    agencies.insert(duty.agency);
    video |= duty.video;
  }
  std::string out = fmt::format("<ul class=\"key\" aria-label=\"{}\">", tongue(words::kKey));
  for (const AgencyIndex agency : agencies) {
    out += DutyKey(AgencyClass(agency), "duty",
                   fmt::format("<b>{}</b> {}", Html(week.network->at(agency).key),
                               Html(tongue(week.network->at(agency).name))));
  }
  if (video) out += DutyKey("c8", "duty video", tongue(words::kVideo));
  return out + "</ul>\n";
}

// What is left of the office's demand, in one line; nothing when all is served.
std::string UnmetLine(const Week& week, const OfficeWeek& office, const Tongue& tongue) {
  std::vector<std::string> lines;
  for (const Demand& line : office.demand) {
    if (line.unmet() == 0) continue;
    lines.push_back(fmt::format("{} ({}) {}", tongue(week.network->at(line.agency).name),
                                week.network->languages[line.language.position()].code,
                                line.unmet()));
  }
  if (lines.empty()) return "";
  return fmt::format("<p class=\"unmet\">{}: {}</p>\n", tongue(week_words::kUnmet),
                     Html(fmt::format("{}", fmt::join(lines, ", "))));
}

std::string DutyTable(const Week& week, const OfficeWeek& office, const Tongue& tongue) {
  std::vector<std::vector<std::string>> rows;
  for (const Duty& duty : office.duties) {
    rows.push_back({DayText(week, tongue, duty.weekday), HoursText(duty.hours),
                    std::string(MeansOf(duty, tongue)), tongue(week.network->at(duty.agency).name),
                    week.network->at(duty.person).key});
  }
  return HtmlFolded(tongue(words::kAsTable),
                    HtmlTable(tongue(week.network->at(office.office).name),
                              tongue.All(words::kDay, words::kHours, words::kBy, words::kAgency,
                                         words::kOfficial),
                              rows));
}

// A drawing for each week in which somebody is there.
std::string Weeks(const Week& week, const OfficeWeek& office, const Tongue& tongue,
                  std::string_view lead) {
  const planning::Problem& problem = week.problem.problem;
  const std::string label =
      fmt::format("{}: {}", tongue(week.network->at(office.office).name), lead);
  if (problem.weeks == 1) return WeekDrawing(week, office, 0, tongue).Draw(label);
  std::set<int> weeks;
  for (const Duty& duty : office.duties) weeks.insert(problem.WeekOf(duty.weekday));
  std::string out;
  for (const int at : weeks) {
    const std::string name = tongue.Fill(week_words::kWeek, at + 1);
    out += fmt::format("<p>{}</p>\n", name) +
           WeekDrawing(week, office, at * problem.DaysPerWeek(), tongue)
               .Draw(fmt::format("{}. {}", name, label));
  }
  return out;
}

}  // namespace

std::string OfficeSection(const Week& week, const OfficeWeek& office, const Tongue& tongue,
                          int heading_level) {
  const Office& place = week.network->at(office.office);
  const HtmlHeading heading = {
      .id = "office-" + place.key, .text = tongue(place.name), .level = heading_level};
  std::string body;
  if (office.duties.empty()) {
    body = fmt::format("<p class=\"lead\">{}</p>\n", tongue(week_words::kNobody));
    return HtmlSection(heading, body + UnmetLine(week, office, tongue));
  }
  const auto visits = std::count_if(office.duties.begin(), office.duties.end(),
                                    [](const Duty& duty) { return !duty.video; });
  const std::string lead = tongue.Fill(week_words::kWeeklyLoad, visits, office.booth_half_hours(),
                                       office.unmet(), office.wanted());
  body = fmt::format("<p class=\"lead\">{}</p>\n", lead);
  body += Weeks(week, office, tongue, lead) + KeyOf(week, office, tongue) +
          UnmetLine(week, office, tongue) + DutyTable(week, office, tongue);
  return HtmlSection(heading, body);
}

}  // namespace vuoro::cli
