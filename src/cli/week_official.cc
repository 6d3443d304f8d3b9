// Draws the week of an official: a row for each day, hours from left to right.
#include <fmt/format.h>

#include <algorithm>

#include "cli/html.h"
#include "cli/svg.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

// Units of the drawing.
constexpr int kWidth = 1040;
constexpr int kDayNames = 92;
constexpr int kDayNamesOfCycle = 160;
constexpr int kHours = 22;  // above the rows
constexpr int kRow = 34;
constexpr int kLetterWidth = 7;
constexpr int kBrief = 60;  // names in narrower blocks are written smaller

class OfficialDrawing {
 public:
  OfficialDrawing(const Week& week, const OfficialWeek& official, const Tongue& tongue)
      : week_(week), network_(*week.network), official_(official), tongue_(tongue) {
    from_min_ = network_.planning.day_from_min;
    to_min_ = network_.planning.day_to_min;
    days_ = week.problem.problem.days;
    names_ = week.problem.problem.weeks == 1 ? kDayNames : kDayNamesOfCycle;
    // A drive may begin before the planning day does, and end after it.
    for (const Drive& drive : official.drives) {
      from_min_ = std::min<int>(from_min_, drive.hours.from_min);
      to_min_ = std::max<int>(to_min_, drive.hours.to_min);
    }
    from_min_ -= (from_min_ % 60 + 60) % 60;
    to_min_ += (60 - to_min_ % 60) % 60;
  }

  std::string Draw(std::string_view label) const {
    const int height = kHours + days_ * kRow + 4;
    std::string hours;
    std::string lines;
    for (int minute = from_min_; minute <= to_min_; minute += 60) {
      hours += fmt::format("<text x=\"{}\" y=\"13\">{}</text>", X(minute), minute / 60);
      lines += fmt::format("M{} {}V{}", X(minute), kHours, height - 4);
    }
    std::string days;
    for (int day = 0; day < days_; ++day) {
      days += fmt::format("<text x=\"0\" y=\"{}\">{}</text>", Y(day) + 21,
                          DayText(week_, tongue_, day));
    }
    std::string svg = fmt::format(
        "<g class=\"hours above\">{}</g>\n<path class=\"hour\" d=\"{}\"/>\n<g "
        "class=\"days\">{}</g>\n",
        hours, lines, days);
    for (const Drive& drive : official_.drives) svg += DrawDrive(drive);
    for (const Duty& duty : official_.duties) svg += DrawDuty(duty);
    return SvgDrawing(kWidth, height, label, svg);
  }

 private:
  int X(int minute) const {
    return names_ + (minute - from_min_) * (kWidth - names_ - 8) / (to_min_ - from_min_);
  }
  static int Y(int day) { return kHours + day * kRow; }

  // A road with its minutes on it, where they find room.
  std::string DrawDrive(const Drive& drive) const {
    const int x = X(drive.hours.from_min);
    const int width = std::max(2, X(drive.hours.to_min) - x);
    const std::string minutes = std::to_string(drive.minutes());
    std::string out = fmt::format(
        "<g><title>{}</title><rect class=\"road\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"14\"/>",
        Html(tongue_.Fill(week_words::kDriveTitle, tongue_(network_.at(drive.from).name),
                          tongue_(network_.at(drive.to).name), drive.minutes())),
        x, Y(drive.weekday) + 10, width);
    if (static_cast<int>(minutes.size()) * kLetterWidth + 4 <= width) {
      out += fmt::format("<text class=\"min\" x=\"{}\" y=\"{}\">{}</text>", x + width / 2,
                         Y(drive.weekday) + 21, minutes);
    }
    return out + "</g>\n";
  }

  // A block with its office and hours; an inner svg cuts off what does not fit.
  std::string DrawDuty(const Duty& duty) const {
    const int x = X(duty.hours.from_min);
    const int width = X(duty.hours.to_min) - x;
    const std::string& office = tongue_(network_.at(duty.office).name);
    const std::string hours = HoursText(duty.hours);
    std::string out = fmt::format(
        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}, {}, {}, {}</title>"
        "<rect class=\"duty{}\" x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
        x, Y(duty.weekday) + 2, width, kRow - 4, DayText(week_, tongue_, duty.weekday),
        MeansOf(duty, tongue_), hours, Html(office), duty.video ? " video" : "", width - 2,
        kRow - 6);
    const std::string_view look = !duty.video ? "who" : width < kBrief ? "brief" : "what";
    out += fmt::format("<text class=\"{}\" x=\"5\" y=\"{}\">{}</text>", look, duty.video ? 19 : 13,
                       Html(office));
    if (!duty.video) out += fmt::format("<text class=\"whom\" x=\"5\" y=\"25\">{}</text>", hours);
    return out + "</svg>\n";
  }

  const Week& week_;
  const Network& network_;
  const OfficialWeek& official_;
  const Tongue& tongue_;
  int days_;
  int names_;  // width
  int from_min_;
  int to_min_;
};

// Duties and drives, in the order of the week.
std::string OfficialTable(const Week& week, const OfficialWeek& official, const Tongue& tongue) {
  struct Line {
    int weekday;
    int from_min;
    std::vector<std::string> cells;
  };
  std::vector<Line> lines;
  const auto name = [&](OfficeIndex office) { return tongue(week.network->at(office).name); };
  const auto add = [&](int weekday, MinuteRange hours, std::string_view what, std::string where) {
    lines.push_back(
        {weekday,
         hours.from_min,
         {DayText(week, tongue, weekday), HoursText(hours), std::string(what), std::move(where)}});
  };
  for (const Duty& duty : official.duties) {
    add(duty.weekday, duty.hours, MeansOf(duty, tongue), name(duty.office));
  }
  for (const Drive& drive : official.drives) {
    add(drive.weekday, drive.hours, tongue(week_words::kDrive),
        fmt::format("{} – {}", name(drive.from), name(drive.to)));
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::pair(a.weekday, a.from_min) < std::pair(b.weekday, b.from_min);
  });
  std::vector<std::vector<std::string>> rows;
  rows.reserve(lines.size());
  for (Line& line : lines) rows.push_back(std::move(line.cells));
  return HtmlFolded(
      tongue(words::kAsTable),
      HtmlTable(week.network->at(official.person).key,
                tongue.All(words::kDay, words::kHours, words::kBy, words::kOffice), rows));
}

}  // namespace

std::string OfficialSection(const Week& week, const OfficialWeek& official, const Tongue& tongue) {
  const Person& person = week.network->at(official.person);
  const Agency& agency = week.network->at(person.agency);
  const std::string lead = tongue.Fill(
      week_words::kOfficialLoad, tongue(agency.name), tongue(week.network->at(official.base).name),
      official.field_days(), DurationText(official.visit_min()), DurationText(official.drive_min()),
      DurationText(official.video_min()));
  const std::string label = fmt::format("{}: {}", person.key, lead);
  return HtmlSection({.id = "official-" + person.key,
                      .text = person.key,
                      .level = 3,
                      .css_class = AgencyClass(person.agency)},
                     fmt::format("<p class=\"lead\">{}</p>\n", Html(lead)) +
                         OfficialDrawing(week, official, tongue).Draw(label) +
                         OfficialTable(week, official, tongue));
}

}  // namespace vuoro::cli
