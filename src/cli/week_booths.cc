// Shows how full the video booths are: by half hour in the whole network, by day in each office.
#include <fmt/core.h>

#include <algorithm>

#include "cli/html.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

// Units of the little picture of one office's day.
constexpr int kHalfHour = 4;
constexpr int kTall = 14;

class BoothTables {
 public:
  BoothTables(const Week& week, const Tongue& tongue)
      : week_(week), problem_(week.problem.problem), tongue_(tongue) {}

  std::string Write() const {
    return fmt::format("<p class=\"lead\">{}</p>\n", tongue_(week_words::kBoothLead)) + Network() +
           Offices();
  }

 private:
  bool Open(size_t office, size_t day, int slot) const {
    return problem_.offices[office].open[day].Holds(slot);
  }

  // Booths in use of those in open offices, a row for each half hour in which there are any.
  std::string Network() const {
    std::string out = Heading(tongue_(week_words::kBoothsByHour), {tongue_(words::kHours)});
    for (int slot = 0; slot < problem_.slots_per_day; ++slot) {
      std::string cells;
      int64_t any = 0;
      for (size_t day = 0; day < static_cast<size_t>(problem_.days); ++day) {
        int64_t used = 0;
        int64_t there = 0;
        for (const OfficeWeek& office : week_.offices) {
          used += office.video_calls[day][static_cast<size_t>(slot)];
          there += Open(office.office.position(), day, slot) ? office.booths : 0;
        }
        any += there;
        cells += there == 0 ? std::string("<td>–</td>")
                            : fmt::format("<td class=\"heat{}\">{}/{}</td>", HeatStep(used, there),
                                          used, there);
      }
      if (any == 0) continue;
      const int from_min = week_.network->planning.day_from_min + slot * problem_.slot_minutes;
      out += fmt::format("<tr><th scope=\"row\">{}</th>{}</tr>\n", FormatMinute(from_min), cells);
    }
    return out + "</tbody></table></div>\n";
  }

  std::string Offices() const {
    std::string out = Heading(tongue_(week_words::kBoothsByOffice),
                              {tongue_(words::kOffice), tongue_(week_words::kBooths)});
    for (const OfficeWeek& office : week_.offices) {
      if (office.booth_half_hours() == 0) continue;
      out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>",
                         Html(tongue_(week_.network->at(office.office).name)), office.booths);
      for (size_t day = 0; day < office.video_calls.size(); ++day) out += Day(office, day);
      out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
  }

  // Half hours in use and their share, over a picture of the day.
  std::string Day(const OfficeWeek& office, size_t day) const {
    const auto& calls = office.video_calls[day];
    int used = 0;
    for (const int in_use : calls) used += in_use;
    const int open = problem_.offices[office.office.position()].open[day].length();
    const int there = open * office.booths;
    if (there == 0) return "<td>–</td>";
    return fmt::format("<td class=\"heat{}\">{}{}</td>", HeatStep(used, there),
                       tongue_.Fill(week_words::kBoothCell, used, used * 100 / there),
                       used == 0 ? "" : Picture(office, day));
  }

  // Booths in use over the day as one outline.
  std::string Picture(const OfficeWeek& office, size_t day) const {
    const auto& calls = office.video_calls[day];
    std::string path = fmt::format("M0 {}", kTall);
    int before = 0;
    for (size_t slot = 0; slot <= calls.size(); ++slot) {
      const int now = slot < calls.size() ? calls[slot] : 0;
      if (now == before) continue;
      path += fmt::format("H{}V{}", static_cast<int>(slot) * kHalfHour,
                          kTall - now * kTall / std::max(1, office.booths));
      before = now;
    }
    return fmt::format("<svg viewBox=\"0 0 {} {}\" aria-hidden=\"true\"><path d=\"{}Z\"/></svg>",
                       static_cast<int>(calls.size()) * kHalfHour, kTall, path);
  }

  // The beginning of a heat map: its caption and a column for each day behind `first`.
  std::string Heading(std::string_view caption,
                      std::initializer_list<std::string_view> first) const {
    std::vector<std::string> columns(first.begin(), first.end());
    for (int day = 0; day < problem_.days; ++day) columns.push_back(DayText(week_, tongue_, day));
    std::string out = fmt::format(
        "<div class=\"wide\"><table class=\"heat\"><caption>{}</caption>\n<thead><tr>", caption);
    for (const std::string& name : columns) {
      out += fmt::format("<th scope=\"col\">{}</th>", name);
    }
    return out + "</tr></thead>\n<tbody>\n";
  }

  const Week& week_;
  const planning::Problem& problem_;
  const Tongue& tongue_;
};

}  // namespace

std::string BoothSection(const Week& week, const Tongue& tongue) {
  const auto has_booths = [](const OfficeWeek& office) { return office.booths > 0; };
  const bool any = std::any_of(week.offices.begin(), week.offices.end(), has_booths);
  return HtmlSection({.id = "booths", .text = tongue(week_words::kBoothLoad)},
                     any ? BoothTables(week, tongue).Write()
                         : fmt::format("<p>{}</p>\n", tongue(week_words::kNoBooths)));
}

}  // namespace vuoro::cli
