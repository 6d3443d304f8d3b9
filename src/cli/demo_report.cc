// Draws the day: how long people waited, how many waited when, and where it crashed.
#include "cli/demo_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/html.h"
#include "cli/svg.h"
#include "cli/terminal.h"
#include "cli/week_parts.h"
#include "vuoro/time/instant.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr int64_t kMinuteUs = kSecondsPerMinute * kMicrosPerSecond;
constexpr int kBinMinutes = 3;

std::vector<int64_t> SortedWaits(const DayReport& day) {
  std::vector<int64_t> waits;
  for (const Turn& turn : day.turns) {
    if (!turn.appointment && turn.called_us != 0) {
      waits.push_back((turn.called_us - turn.issued_us) / kMicrosPerSecond);
    }
  }
  std::sort(waits.begin(), waits.end());
  return waits;
}

std::string Minutes(int64_t seconds) {
  return fmt::format("{}.{} min", seconds / 60, seconds % 60 / 6);
}

std::string AsTable(const std::string& table) { return HtmlFolded("The same as a table", table); }

// How many walk-ins waited how long, in bins of kBinMinutes.
std::string WaitHistogram(const DayReport& day, const Waits& waits) {
  std::vector<int> bins;
  for (const int64_t wait : SortedWaits(day)) {
    const auto bin = static_cast<size_t>(wait / (kBinMinutes * 60));
    if (bins.size() <= bin) bins.resize(bin + 1);
    ++bins[bin];
  }
  if (bins.empty()) bins.push_back(0);
  const int top = std::max(1, *std::max_element(bins.begin(), bins.end()));
  const Chart chart = {.high = top};
  const int width = std::min(90, (chart.width - chart.left - 10) / static_cast<int>(bins.size()));
  std::string svg = chart.Rules(Grouped);
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < bins.size(); ++i) {
    const int x = chart.left + 6 + static_cast<int>(i) * width;
    const int height = chart.base() - chart.Y(bins[i]);
    const int from = static_cast<int>(i) * kBinMinutes;
    const std::string range = fmt::format("{}–{}", from, from + kBinMinutes);
    if (bins[i] > 0) {
      svg +=
          fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{}\"/>\n",
                      x + 3, chart.base() - height, width - 6, height, kBlue);
      svg += SvgText(x + width / 2, chart.base() - height - 6, std::to_string(bins[i]),
                     {.anchor = "middle", .size = 13});
    }
    svg += SvgText(x + width / 2, chart.base() + 17, range, {.anchor = "middle"});
    rows.push_back({range + " min", std::to_string(bins[i])});
  }
  svg += SvgText(chart.left + 6, chart.height - 4, "minutes from ticket to call",
                 {.colour = kSoftInk});
  const std::string lead = fmt::format(
      "Half of the walk-ins were called within {}, nine of ten within {}, all within {}.",
      Minutes(waits.median_s), Minutes(waits.p90_s), Minutes(waits.longest_s));
  return fmt::format("<p>{}</p>\n", lead) +
         SvgDrawing(chart.width, chart.height, "Histogram of waits: " + lead, svg) +
         AsTable(HtmlTable("Walk-ins by wait", {"wait", "walk-ins"}, rows));
}

int WaitingAt(const DayReport& day, int64_t at_us) {
  return static_cast<int>(std::count_if(day.turns.begin(), day.turns.end(), [&](const Turn& turn) {
    return turn.issued_us <= at_us && at_us < turn.called_us;
  }));
}

// How many waited at each minute, with the crash.
std::string WaitingLine(const DayReport& day,
                        const std::function<std::string(int64_t)>& clock_face) {
  const int64_t minutes = std::max<int64_t>(1, (day.last_us - day.first_us) / kMinuteUs);
  int top = 1;
  for (int64_t m = 0; m <= minutes; ++m) {
    top = std::max(top, WaitingAt(day, day.first_us + m * kMinuteUs));
  }
  const Chart chart = {.high = top};
  const auto x_at = [&](int64_t at_us) {
    return chart.left + static_cast<int>((at_us - day.first_us) / kMinuteUs *
                                         (chart.width - chart.left - 10) / minutes);
  };
  std::string line = fmt::format("M{} {}", chart.left, chart.base());
  std::string svg = chart.Rules(Grouped);
  std::vector<std::vector<std::string>> rows;
  for (int64_t m = 0; m <= minutes; ++m) {
    const int64_t at_us = day.first_us + m * kMinuteUs;
    const int waiting = WaitingAt(day, at_us);
    line += fmt::format("H{}V{}", x_at(at_us), chart.Y(waiting));
    if (m % 30 == 0) {
      const std::string_view anchor = m == 0 ? "start" : minutes - m < 10 ? "end" : "middle";
      svg += SvgText(x_at(at_us), chart.base() + 17, clock_face(at_us), {.anchor = anchor});
      rows.push_back({clock_face(at_us), std::to_string(waiting)});
    }
  }
  svg += fmt::format("<path d=\"{}V{}H{}Z\" fill=\"#d9e9f3\"/>\n", line, chart.base(), chart.left);
  svg +=
      fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", line, kBlue);
  const int crash = x_at(day.crash_us);
  svg += fmt::format(
      "<path d=\"M{0} {1}V{2}\" stroke=\"{3}\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>\n",
      crash, chart.top - 24, chart.base(), kRed);
  svg += SvgText(crash + 6, chart.top - 14,
                 fmt::format("{} killed and reopened", clock_face(day.crash_us)),
                 {.colour = kRed, .size = 13});
  svg += SvgText(chart.left, chart.height - 4, "time of day", {.colour = kSoftInk});
  return SvgDrawing(chart.width, chart.height,
                    "People waiting through the day; the crash is marked", svg) +
         AsTable(HtmlTable("People waiting, every half hour", {"time", "waiting"}, rows));
}

std::string CrashSection(const DayReport& day) {
  const auto yes = [](bool good) { return std::string(good ? "yes" : "NO"); };
  return "<section id=\"crash\">\n<h2>The crash</h2>\n" +
         HtmlTable(
             "What the devices had been told, against what the reopened file says", {"", ""},
             {{"operations acknowledged before it", Grouped(day.acknowledged_before)},
              {"tickets and appointments compared", Grouped(day.checked)},
              {"of them lost or changed", Grouped(day.lost)},
              {"last event before and after",
               fmt::format("{} and {}", day.seq_before, day.seq_after)},
              {"state hash before", day.hash_before},
              {"state hash after", day.hash_after},
              {"the same", yes(day.hash_before == day.hash_after)},
              {"the answer that was lost, asked for again",
               fmt::format("{}: the same ticket: {}", day.repeated_label, yes(day.same_ticket))}}) +
         "</section>\n";
}

std::string StepList(const std::vector<Step>& steps) {
  std::string out = "<section id=\"steps\">\n<h2>What happened</h2>\n<ol class=\"steps\">\n";
  for (const Step& step : steps) {
    out +=
        fmt::format("<li{}>{}{}</li>\n", step.crash ? " class=\"crash\"" : "",
                    step.time.empty() ? "" : fmt::format("<b>{}</b> ", step.time), Html(step.what));
  }
  return out + "</ol>\n</section>\n";
}

// The office with the most visits of the week.
const OfficeWeek& Fullest(const Week& week) {
  const auto visits = [](const OfficeWeek& office) {
    return std::count_if(office.duties.begin(), office.duties.end(),
                         [](const Duty& duty) { return !duty.video; });
  };
  return *std::max_element(
      week.offices.begin(), week.offices.end(),
      [&](const OfficeWeek& a, const OfficeWeek& b) { return visits(a) < visits(b); });
}

}  // namespace

Waits WaitsOf(const DayReport& day) {
  Waits waits;
  for (const Turn& turn : day.turns) {
    waits.walk_ins += turn.appointment ? 0 : 1;
    (turn.came ? waits.served : waits.no_shows) += 1;
  }
  const std::vector<int64_t> sorted = SortedWaits(day);
  if (sorted.empty()) return waits;
  waits.median_s = sorted[(sorted.size() - 1) / 2];
  waits.p90_s = sorted[(sorted.size() * 9 + 9) / 10 - 1];
  waits.longest_s = sorted.back();
  return waits;
}

std::string ReportPage(const Week& week, OfficeIndex office, const DayReport& day,
                       const std::vector<Step>& steps,
                       const std::function<std::string(int64_t)>& clock_face) {
  const Network& network = *week.network;
  const Waits waits = WaitsOf(day);
  const int64_t gap = week.gap_permille();
  const Tongue tongue("en");
  std::string body;
  body += "<dl class=\"tiles\">\n" +
          HtmlTile("Cost of the week", Grouped(week.result.cost.total),
                   fmt::format("bound {}, gap {}.{} %", Grouped(week.result.bound), gap / 10,
                               gap % 10)) +
          HtmlTile("Visits", Grouped(static_cast<int64_t>(week.plan.field.size())),
                   fmt::format("in {} offices", week.offices.size())) +
          HtmlTile("Walk-ins", std::to_string(waits.walk_ins),
                   fmt::format("{} did not come when called", waits.no_shows)) +
          HtmlTile("Median wait", Minutes(waits.median_s),
                   fmt::format("nine of ten within {}", Minutes(waits.p90_s))) +
          HtmlTile("Lost in the crash", Grouped(day.lost),
                   fmt::format("of {} acknowledged operations", Grouped(day.acknowledged_before))) +
          "</dl>\n";
  body += StepList(steps);
  body += "<section id=\"waits\">\n<h2>Waits of the day</h2>\n" + WaitHistogram(day, waits) +
          "<h3>People waiting</h3>\n" + WaitingLine(day, clock_face) + "</section>\n";
  body += CrashSection(day);
  body += OfficeSection(week, week.offices[office.position()], tongue, 2);
  const OfficeWeek& fullest = Fullest(week);
  if (fullest.office != office) body += OfficeSection(week, fullest, tongue, 2);
  body += BoothSection(week, tongue);
  const HtmlFrame frame = {
      .language = "en",
      .title = "Vuoro: demo report",
      .heading = "A week planned, a day lived, a crash survived",
      .leads = {fmt::format("{}, week of {}; the day is lived in {}.", network.name.In("en"),
                            FormatDate(week.problem.monday), network.at(office).name.In("en"))},
      .skip = "Skip to the report",
  };
  return HtmlPage(frame, body);
}

}  // namespace vuoro::cli
