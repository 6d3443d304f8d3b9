// Pieces of drawings in SVG; lengths are units of the drawing's own viewBox.
#ifndef VUORO_SRC_CLI_SVG_H_
#define VUORO_SRC_CLI_SVG_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace vuoro::cli {

inline constexpr std::string_view kInk = "#16202b";
inline constexpr std::string_view kSoftInk = "#52606d";
inline constexpr std::string_view kBlue = "#1f6f9f";
inline constexpr std::string_view kRed = "#8c1d18";
inline constexpr std::string_view kLine = "#d5dce3";

// A picture with `label` for those who do not see it; it scrolls sideways where it does not fit.
std::string SvgDrawing(int width, int height, std::string_view label, std::string_view inside);

struct SvgLook {
  std::string_view anchor = "start";
  std::string_view colour = kInk;
  int size = 12;
  int weight = 400;
};
std::string SvgText(int x, int y, std::string_view text, const SvgLook& look = {});

// A little picture in front of a word of a key; `inside` is drawn on 24 x 16.
std::string KeyItem(std::string_view inside, std::string_view html);

// Where a chart draws, with values from `low` at the bottom to `high` on top.
struct Chart {
  int width = 1040;
  int height = 282;
  int left = 46;
  int right = 6;
  int top = 36;
  int bottom = 40;  // room below the axis
  int64_t low = 0;
  int64_t high = 1;

  int base() const { return height - bottom; }
  int end() const { return width - right; }
  int Y(int64_t value) const;
  // Horizontal rules at round values, four to nine of them, each with its value on the left.
  std::string Rules(const std::function<std::string(int64_t)>& written) const;
};

// The smallest of 1, 2, 5, 10, 20, ... that is at least `least`.
int64_t RoundStep(int64_t least);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_SVG_H_
