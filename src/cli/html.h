// The frame of a page and the pieces that pages share; knows nothing of plans and queues.
//
// Pages need nothing but a browser: no script, no font, nothing from elsewhere. They are
// well-formed XML as well, so that any tool can read them.
#ifndef VUORO_SRC_CLI_HTML_H_
#define VUORO_SRC_CLI_HTML_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vuoro::cli {

// `text` with &, <, > and quotes escaped: for elements and attributes.
std::string Html(std::string_view text);

// What stands around a page; texts, not HTML.
struct HtmlFrame {
  std::string_view language;
  std::string title;                    // of the window
  std::string heading;                  // on the page; "": the title
  std::vector<std::string> leads = {};  // lines under the heading
  std::string_view skip;                // the link that leads past the heading, for keyboards
  std::string_view footer = "";
  std::string style = "";  // CSS beside what all pages share
};

// A whole document around `body`, which is HTML.
std::string HtmlPage(const HtmlFrame& frame, std::string_view body);

// A section of a page; `heading` is text, `body` HTML. `id` must be unique on the page.
struct HtmlHeading {
  std::string id;
  std::string_view text;
  int level = 2;
  std::string_view css_class = "";
};
std::string HtmlSection(const HtmlHeading& heading, std::string_view body);

// `body`, HTML, that opens at a click on `summary`.
std::string HtmlFolded(std::string_view summary, std::string_view body);

// A figure with its name: the tiles on top of a page.
std::string HtmlTile(std::string_view name, std::string_view value, std::string_view note);

// A table with a caption and column headings; the first cell of a row is its heading. Cells are
// text, not HTML.
std::string HtmlTable(std::string_view caption, const std::vector<std::string>& header,
                      const std::vector<std::vector<std::string>>& rows);

// Colours of things to tell apart: elements of CSS class "c" and HueOf(i) have a --light one to
// write on and a --dark one to draw with, which also reads well on the light one (WCAG's 4.5:1).
inline constexpr size_t kHues = 12;
inline size_t HueOf(size_t i) { return i % kHues; }

// Which of six shades, 0 to 5, `part` of `whole` has in a heat map: CSS classes "heat0" to "heat5".
int HeatStep(int64_t part, int64_t whole);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_HTML_H_
