// Writes pages that need nothing but a browser.
#include "cli/html.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/html_style.h"

namespace vuoro::cli {
namespace {

// A light one to write on and a dark one to draw with.
struct Colours {
  std::string_view light;
  std::string_view dark;
};

// Light tints far apart in hue, each with a dark partner.
constexpr std::array<Colours, kHues> kColours = {{
    {"#cfe6f7", "#0b5c8a"},
    {"#fde3b8", "#8a5300"},
    {"#d3eecb", "#2c6b1a"},
    {"#f6d3e4", "#96205f"},
    {"#dcd9f7", "#4a3fa0"},
    {"#c8eeea", "#0f655d"},
    {"#f8d5cc", "#99331a"},
    {"#ebe8b0", "#5f5b00"},
    {"#dfe3e8", "#3d4a57"},
    {"#e6d3f2", "#6f2a92"},
    {"#e9dccb", "#6b4a1f"},
    {"#d0dbf9", "#2546a5"},
}};

std::string HueStyle() {
  std::string out;
  for (size_t i = 0; i < kColours.size(); ++i) {
    out += fmt::format(".c{}{{--light:{};--dark:{}}}\n", i, kColours[i].light, kColours[i].dark);
  }
  return out;
}

}  // namespace

std::string Html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string HtmlPage(const HtmlFrame& frame, std::string_view body) {
  std::string leads;
  for (const std::string& lead : frame.leads) leads += fmt::format("<p>{}</p>", Html(lead));
  const std::string footer =
      frame.footer.empty()
          ? ""
          : fmt::format("<footer><p class=\"lead\">{}</p></footer>\n", Html(frame.footer));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>\n"
      "<title>{}</title>\n<style>{}{}{}</style>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#main\">{}</a>\n"
      "<header class=\"page\"><h1>{}</h1>{}</header>\n<main id=\"main\">\n{}{}</main>\n"
      "</body>\n</html>\n",
      frame.language, Html(frame.title), kPageStyle, HueStyle(), frame.style, Html(frame.skip),
      Html(frame.heading.empty() ? frame.title : frame.heading), leads, body, footer);
}

std::string HtmlSection(const HtmlHeading& heading, std::string_view body) {
  const std::string css =
      heading.css_class.empty() ? "" : fmt::format(" class=\"{}\"", heading.css_class);
  return fmt::format("<section id=\"{}\"{}>\n<h{}>{}</h{}>\n{}</section>\n", Html(heading.id), css,
                     heading.level, Html(heading.text), heading.level, body);
}

std::string HtmlFolded(std::string_view summary, std::string_view body) {
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", Html(summary), body);
}

std::string HtmlTile(std::string_view name, std::string_view value, std::string_view note) {
  return fmt::format("<div class=\"tile\"><dt>{}</dt><dd>{}<small>{}</small></dd></div>\n",
                     Html(name), Html(value), Html(note));
}

std::string HtmlTable(std::string_view caption, const std::vector<std::string>& header,
                      const std::vector<std::vector<std::string>>& rows) {
  std::string out =
      fmt::format("<div class=\"wide\"><table><caption>{}</caption>\n<thead><tr>", Html(caption));
  for (const std::string& cell : header)
    out += fmt::format("<th scope=\"col\">{}</th>", Html(cell));
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    out += "<tr>";
    for (size_t i = 0; i < row.size(); ++i) {
      out += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", Html(row[i]))
                    : fmt::format("<td>{}</td>", Html(row[i]));
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

int HeatStep(int64_t part, int64_t whole) {
  if (part <= 0 || whole <= 0) return 0;
  return 1 + static_cast<int>(std::min<int64_t>(4, part * 5 / whole));
}

}  // namespace vuoro::cli
