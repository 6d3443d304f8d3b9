// Draws the day: how long people waited, how many waited when, and where it crashed.
#include "cli/demo_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/html.h"
#include "cli/terminal.h"
#include "cli/week_html.h"
#include "vuoro/time/instant.h"
#include "vuoro/time/text.h"

namespace vuoro::cli {
namespace {

constexpr int64_t kMinuteUs = kSecondsPerMinute * kMicrosPerSecond;
constexpr int kWidth = 1040;
constexpr int kHeight = 282;
constexpr int kLeft = 46;
constexpr int kTop = 36;
constexpr int kBottom = kHeight - 40;
constexpr int kBinMinutes = 3;
constexpr std::string_view kInk = "#16202b";
constexpr std::string_view kBlue = "#1f6f9f";
constexpr std::string_view kRed = "#8c1d18";

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

std::string Label(int x, int y, std::string_view anchor, std::string_view text,
                  std::string_view colour = kInk, int size = 12) {
  return fmt::format(
      "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>\n", x, y,
      anchor, size, colour, Html(text));
}

// Horizontal rules at whole numbers up to `top`, about four of them.
std::string Rules(int top) {
  const int step = std::max(1, (top + 3) / 4);
  std::string out;
  for (int value = 0; value <= top; value += step) {
    const int y = kBottom - value * (kBottom - kTop) / top;
    out += fmt::format("<path d=\"M{} {}H{}\" stroke=\"#d5dce3\"/>\n", kLeft, y, kWidth - 6);
    out += Label(kLeft - 8, y + 4, "end", std::to_string(value), "#52606d");
  }
  return out;
}

std::string Drawing(std::string_view label, const std::string& inside) {
  return fmt::format(
      "<div class=\"wide\"><svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n{}</svg>"
      "</div>\n",
      kWidth, kHeight, Html(label), inside);
}

std::string AsTable(const std::string& table) {
  return "<details><summary>The same as a table</summary>\n" + table + "</details>\n";
}

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
  const int width = std::min(90, (kWidth - kLeft - 10) / static_cast<int>(bins.size()));
  std::string svg = Rules(top);
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < bins.size(); ++i) {
    const int x = kLeft + 6 + static_cast<int>(i) * width;
    const int height = bins[i] * (kBottom - kTop) / top;
    const int from = static_cast<int>(i) * kBinMinutes;
    const std::string range = fmt::format("{}–{}", from, from + kBinMinutes);
    if (bins[i] > 0) {
      svg +=
          fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{}\"/>\n",
                      x + 3, kBottom - height, width - 6, height, kBlue);
      svg +=
          Label(x + width / 2, kBottom - height - 6, "middle", std::to_string(bins[i]), kInk, 13);
    }
    svg += Label(x + width / 2, kBottom + 17, "middle", range);
    rows.push_back({range + " min", std::to_string(bins[i])});
  }
  svg += Label(kLeft + 6, kHeight - 4, "start", "minutes from ticket to call", "#52606d");
  const std::string lead = fmt::format(
      "Half of the walk-ins were called within {}, nine of ten within {}, all within {}.",
      Minutes(waits.median_s), Minutes(waits.p90_s), Minutes(waits.longest_s));
  return fmt::format("<p>{}</p>\n", lead) + Drawing("Histogram of waits: " + lead, svg) +
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
  const auto x_at = [&](int64_t at_us) {
    return kLeft +
           static_cast<int>((at_us - day.first_us) / kMinuteUs * (kWidth - kLeft - 10) / minutes);
  };
  int top = 1;
  for (int64_t m = 0; m <= minutes; ++m) {
    top = std::max(top, WaitingAt(day, day.first_us + m * kMinuteUs));
  }
  const auto y_at = [&](int waiting) { return kBottom - waiting * (kBottom - kTop) / top; };
  std::string line = fmt::format("M{} {}", kLeft, y_at(0));
  std::string svg = Rules(top);
  std::vector<std::vector<std::string>> rows;
  for (int64_t m = 0; m <= minutes; ++m) {
    const int64_t at_us = day.first_us + m * kMinuteUs;
    const int waiting = WaitingAt(day, at_us);
    line += fmt::format("H{}V{}", x_at(at_us), y_at(waiting));
    if (m % 30 == 0) {
      const std::string_view anchor = m == 0 ? "start" : minutes - m < 10 ? "end" : "middle";
      svg += Label(x_at(at_us), kBottom + 17, anchor, clock_face(at_us));
      rows.push_back({clock_face(at_us), std::to_string(waiting)});
    }
  }
  svg += fmt::format("<path d=\"{}V{}H{}Z\" fill=\"#d9e9f3\"/>\n", line, y_at(0), kLeft);
  svg +=
      fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", line, kBlue);
  const int crash = x_at(day.crash_us);
  svg += fmt::format(
      "<path d=\"M{0} {1}V{2}\" stroke=\"{3}\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>\n",
      crash, kTop - 24, kBottom, kRed);
  svg += Label(crash + 6, kTop - 14, "start",
               fmt::format("{} killed and reopened", clock_face(day.crash_us)), kRed, 13);
  svg += Label(kLeft, kHeight - 4, "start", "time of day", "#52606d");
  return Drawing("People waiting through the day; the crash is marked", svg) +
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
  std::string body = fmt::format(
      "<a class=\"skip\" href=\"#report\">Skip to the report</a>\n<header class=\"page\">"
      "<h1>A week planned, a day lived, a crash survived</h1><p>{}, week of {}; the day is lived "
      "in "
      "{}.</p></header>\n<main id=\"report\">\n",
      Html(network.name.In("en")), FormatDate(week.problem.monday),
      Html(network.at(office).name.In("en")));
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
  body += OfficeSection(week, week.offices[office.position()], "en", 2);
  const OfficeWeek& fullest = Fullest(week);
  if (fullest.office != office) body += OfficeSection(week, fullest, "en", 2);
  body += BoothSection(week, "en", 2);
  body += "</main>\n";
  return HtmlPage("en", "Vuoro: demo report", body);
}

}  // namespace vuoro::cli
