// Writes what drawings have in common.
#include "cli/svg.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/html.h"

namespace vuoro::cli {

std::string SvgDrawing(int width, int height, std::string_view label, std::string_view inside) {
  return fmt::format(
      "<div class=\"wide\"><svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n{}</svg>"
      "</div>\n",
      width, height, Html(label), inside);
}

std::string SvgText(int x, int y, std::string_view text, const SvgLook& look) {
  std::string out = fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\"", x, y, look.size);
  if (look.anchor != "start") out += fmt::format(" text-anchor=\"{}\"", look.anchor);
  if (look.colour != kInk) out += fmt::format(" style=\"fill:{}\"", look.colour);
  if (look.weight != 400) out += fmt::format(" font-weight=\"{}\"", look.weight);
  return out + fmt::format(">{}</text>\n", Html(text));
}

std::string KeyItem(std::string_view inside, std::string_view html) {
  return fmt::format("<li><svg viewBox=\"0 0 24 16\" aria-hidden=\"true\">{}</svg>{}</li>\n",
                     inside, html);
}

int Chart::Y(int64_t value) const {
  const int64_t span = std::max<int64_t>(1, high - low);
  return base() - static_cast<int>((value - low) * (base() - top) / span);
}

std::string Chart::Rules(const std::function<std::string(int64_t)>& written) const {
  const int64_t step = RoundStep((high - low + 7) / 8);
  std::string out;
  for (int64_t value = (low + step - 1) / step * step; value <= high; value += step) {
    out += fmt::format("<path d=\"M{} {}H{}\" stroke=\"{}\"/>\n", left, Y(value), end(), kLine);
    out += SvgText(left - 8, Y(value) + 4, written(value), {.anchor = "end", .colour = kSoftInk});
  }
  return out;
}

int64_t RoundStep(int64_t least) {
  for (int64_t power = 1;; power *= 10) {
    for (const int64_t step : {power, 2 * power, 5 * power}) {
      if (step >= least) return step;
    }
  }
}

}  // namespace vuoro::cli
