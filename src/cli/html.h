// The frame of a page and the pieces that pages share; knows nothing of plans and queues.
#ifndef VUORO_SRC_CLI_HTML_H_
#define VUORO_SRC_CLI_HTML_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro::cli {

// `text` with &, <, > and quotes escaped: for elements and attributes.
std::string Html(std::string_view text);

// A whole document around `body`, with the one style sheet that all pages share.
std::string HtmlPage(std::string_view language, std::string_view title, std::string_view body);

// A figure with its name: the tiles on top of a page.
std::string HtmlTile(std::string_view name, std::string_view value, std::string_view note);

// A table with a caption and column headings; the first cell of a row is its heading. Cells are
// text, not HTML.
std::string HtmlTable(std::string_view caption, const std::vector<std::string>& header,
                      const std::vector<std::vector<std::string>>& rows);

// The colours of the `i`-th of things to tell apart: a light one to write on and a dark one to
// draw with. Text on the first reads at 7:1 and better.
struct Colours {
  std::string_view light;
  std::string_view dark;
};
Colours ColoursOf(size_t i);

// Shade `step` of 0..5 of one colour, for heat maps, and the colour to write on it.
Colours HeatColours(int step);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_HTML_H_
