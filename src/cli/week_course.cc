// Draws how the cost fell and the bound rose while the week was planned.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "cli/html.h"
#include "cli/svg.h"
#include "cli/terminal.h"
#include "cli/week_parts.h"
#include "cli/week_words.h"

namespace vuoro::cli {
namespace {

constexpr int kNames = 150;     // right of the lines: what they are
constexpr int kApart = 18;      // between two names
constexpr int kMostTicks = 14;  // on the axis of time

class CourseChart {
 public:
  CourseChart(const Week& week, const Tongue& tongue) : week_(week), tongue_(tongue) {
    chart_.left = 76;
    chart_.right = kNames;
    chart_.height = 340;
    chart_.top = 16;
    chart_.bottom = 46;
    const std::vector<CourseSample>& samples = week.course.samples();
    // The first plan may have taken no step at all: the axis then begins shortly before the second.
    first_ = At(samples.front());
    if (first_ == 1 && samples.size() > 1) first_ = std::max<int64_t>(1, At(samples[1]) / 2);
    last_ = std::max(first_ + 1, At(samples.back()));
    // From the first plan down to the bound of the end; the bound's line begins where it comes up
    // from below.
    const planning::Progress& end = samples.back().progress;
    int64_t high = 1;
    for (const CourseSample& sample : samples) high = std::max(high, sample.progress.cost);
    const int64_t margin = std::max<int64_t>(1, (high - end.bound) / 4);
    chart_.low = std::max<int64_t>(0, end.bound - margin);
    chart_.high = high + margin / 4;
  }

  std::string Draw() const {
    const std::vector<CourseSample>& samples = week_.course.samples();
    const std::string cost = Line([](const planning::Progress& p) { return p.cost; });
    const std::string bound = Line([](const planning::Progress& p) { return p.bound; });
    std::string svg = chart_.Rules(Grouped);
    for (const int64_t tick : Ticks()) {
      svg += fmt::format("<path class=\"hour\" d=\"M{} {}V{}\"/>", X(tick), chart_.top,
                         chart_.base()) +
             SvgText(X(tick), chart_.base() + 18, Written(tick),
                     {.anchor = "middle", .colour = kSoftInk});
    }
    svg += fmt::format(
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2.5\"/>\n"
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2.5\" "
        "stroke-dasharray=\"7 4\"/>\n",
        cost, kBlue, bound, kRed);
    svg += Names(samples.back().progress);
    svg += SvgText(chart_.left, chart_.height - 6,
                   tongue_(week_.by_steps ? week_words::kSteps : week_words::kTime),
                   {.colour = kSoftInk});
    return SvgDrawing(chart_.width, chart_.height, Lead(), svg);
  }

  // A search that ended where it began has no course to draw.
  bool Moved() const {
    const std::vector<CourseSample>& samples = week_.course.samples();
    return std::any_of(samples.begin(), samples.end(), [&](const CourseSample& sample) {
      return sample.progress.cost != samples.front().progress.cost ||
             sample.progress.bound != samples.front().progress.bound;
    });
  }

  std::string Lead() const {
    const std::vector<CourseSample>& samples = week_.course.samples();
    const planning::Progress& begin = samples.front().progress;
    const planning::Progress& end = samples.back().progress;
    return tongue_.Fill(week_words::kCourseLabel, Grouped(begin.cost), Grouped(end.cost),
                        Grouped(end.bound),
                        week_.by_steps ? tongue_.Fill(week_words::kSoManySteps, Grouped(end.steps))
                                       : Written(samples.back().elapsed_us));
  }

  // Where the search stood at each tick, and at the end.
  std::string Table() const {
    const std::vector<CourseSample>& samples = week_.course.samples();
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](int64_t at, const planning::Progress& now) {
      const int64_t gap = now.cost == 0 ? 0 : (now.cost - now.bound) * 1000 / now.cost;
      rows.push_back({Written(at), Grouped(now.cost), Grouped(now.bound),
                      fmt::format("{}.{} %", gap / 10, gap % 10)});
    };
    add(first_, samples.front().progress);
    for (const int64_t tick : Ticks()) {
      const auto after = std::find_if(samples.begin(), samples.end(),
                                      [&](const CourseSample& s) { return At(s) > tick; });
      if (tick > first_ && tick < last_ && after != samples.begin()) {
        add(tick, std::prev(after)->progress);
      }
    }
    add(last_, samples.back().progress);
    return HtmlFolded(
        tongue_(words::kAsTable),
        HtmlTable(
            "",
            {std::string(tongue_(week_.by_steps ? week_words::kSteps : week_words::kTime)),
             std::string(tongue_(week_words::kCost)), std::string(tongue_(week_words::kBound)),
             std::string(tongue_(week_words::kGap))},
            rows));
  }

 private:
  // Microseconds or steps, from the beginning of the axis on.
  int64_t At(const CourseSample& sample) const {
    return std::max(first_, week_.by_steps ? sample.progress.steps : sample.elapsed_us);
  }

  std::string Written(int64_t at) const {
    if (week_.by_steps) return Grouped(at);
    if (at >= 10'000'000) return fmt::format("{} s", at / 1'000'000);
    if (at >= 1'000'000) return fmt::format("{}.{} s", at / 1'000'000, at / 100'000 % 10);
    if (at >= 1'000) return fmt::format("{} ms", at / 1'000);
    return fmt::format("{} µs", at);
  }

  int X(int64_t at) const {
    const double whole = std::log(static_cast<double>(last_) / static_cast<double>(first_));
    const double part = std::log(static_cast<double>(at) / static_cast<double>(first_));
    return chart_.left + static_cast<int>(std::lround(part / whole * (chart_.end() - chart_.left)));
  }

  // 1, 2, 5, 10, ... between the ends; powers of ten alone where those are too many.
  std::vector<int64_t> Ticks() const {
    std::vector<int64_t> all;
    std::vector<int64_t> tens;
    for (int64_t power = 1; power <= last_; power *= 10) {
      for (const int64_t tick : {power, 2 * power, 5 * power}) {
        if (tick < first_ || tick > last_) continue;
        all.push_back(tick);
        if (tick == power) tens.push_back(tick);
      }
    }
    return all.size() <= kMostTicks ? all : tens;
  }

  template <class Value>
  std::string Line(Value value) const {
    std::string out;
    int shown_x = -1;
    int shown_y = -1;
    for (const CourseSample& sample : week_.course.samples()) {
      if (value(sample.progress) < chart_.low) continue;
      const int x = X(At(sample));
      const int y = chart_.Y(value(sample.progress));
      if (out.empty()) out = fmt::format("M{} {}", x, y);
      if (x != shown_x) out += fmt::format("H{}", x);
      if (y != shown_y) out += fmt::format("V{}", y);
      shown_x = x;
      shown_y = y;
    }
    return out;
  }

  std::string Names(const planning::Progress& end) const {
    const int cost = chart_.Y(end.cost);
    const int bound = std::max(cost + kApart, chart_.Y(end.bound));
    const int x = chart_.end() + 8;
    return SvgText(x, cost + 4, fmt::format("{} {}", tongue_(week_words::kCost), Grouped(end.cost)),
                   {.colour = kBlue, .size = 13, .weight = 600}) +
           SvgText(x, bound + 4,
                   fmt::format("{} {}", tongue_(week_words::kBound), Grouped(end.bound)),
                   {.colour = kRed, .size = 13, .weight = 600});
  }

  const Week& week_;
  const Tongue& tongue_;
  Chart chart_;
  int64_t first_ = 1;
  int64_t last_ = 2;
};

}  // namespace

std::string CourseSection(const Week& week, const Tongue& tongue) {
  if (week.course.samples().empty()) return "";
  const CourseChart chart(week, tongue);
  const std::string lead = fmt::format("<p class=\"lead\">{}</p>\n", Html(chart.Lead()));
  return HtmlSection({.id = "course", .text = tongue(week_words::kCourse)},
                     chart.Moved() ? lead + chart.Draw() + chart.Table() : lead);
}

}  // namespace vuoro::cli
