// Writes pages that need nothing but a browser.
#include "cli/html.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace vuoro::cli {
namespace {

constexpr std::string_view kStyle = R"css(
:root{--ink:#16202b;--soft:#52606d;--line:#d5dce3;--paper:#fff;--ground:#f4f6f8;--mark:#0b5c8a}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
 font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif}
header.page{background:#0c2c44;color:#fff;padding:2rem 1rem 1.6rem}
header.page>*,main{max-width:70rem;margin:0 auto}
header.page h1{font-size:1.9rem;line-height:1.2;font-weight:650}
header.page p{margin:.4rem auto 0;color:#cfe0ec}
main{padding:1.2rem 1rem 4rem}
h2{font-size:1.35rem;line-height:1.3;margin:0 0 .3rem}
h3{font-size:1.1rem;margin:0 0 .3rem}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;
 padding:1.1rem 1.2rem 1.2rem;margin:1.1rem 0}
p{margin:.3rem 0 .7rem;max-width:60rem}
p.lead{color:var(--soft)}
.tiles{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.1rem 0}
.tile{flex:1 1 10rem;background:var(--paper);border:1px solid var(--line);border-radius:10px;
 padding:.8rem 1rem}
.tile dt{color:var(--soft);font-size:.9rem}
.tile dd{margin:0;font-size:1.6rem;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums}
.tile dd small{display:block;font-size:.85rem;font-weight:400;color:var(--soft)}
.wide{overflow-x:auto}
svg{display:block;width:100%;height:auto;min-width:44rem}
svg text{font-family:inherit}
table{border-collapse:collapse;font-size:.92rem;width:100%}
caption{text-align:left;color:var(--soft);padding:.2rem 0 .4rem}
th,td{text-align:left;padding:.28rem .6rem .28rem 0;border-bottom:1px solid var(--line);
 vertical-align:top;font-variant-numeric:tabular-nums}
tbody th{font-weight:600}
table.heat{width:auto;font-size:.85rem}
table.heat td{text-align:center;min-width:4.6rem;padding:.25rem .5rem;border:2px solid #fff}
table.heat tbody th{padding-right:1rem;white-space:nowrap}
details{margin-top:.7rem}
summary{cursor:pointer;color:var(--mark);font-weight:600}
a{color:var(--mark)}
ul.key,ul.offices{list-style:none;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.35rem 1rem}
ul.key svg{display:inline-block;width:1.5rem;min-width:0;height:1rem;vertical-align:-2px;margin-right:.4rem}
ol.steps{list-style:none;margin:0;padding:0;counter-reset:s}
ol.steps li{counter-increment:s;position:relative;padding:.35rem 0 .35rem 2.6rem;
 border-bottom:1px solid var(--line)}
ol.steps li::before{content:counter(s);position:absolute;left:0;top:.45rem;width:1.7rem;height:1.7rem;
 border-radius:50%;background:#e3eef5;color:#0c2c44;text-align:center;line-height:1.7rem;
 font-size:.85rem;font-weight:650}
ol.steps li.crash::before{background:#8c1d18;color:#fff}
code{font-family:ui-monospace,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:.88em;
 overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem}
:focus-visible{outline:3px solid #e0a100;outline-offset:2px}
@media print{body{background:#fff}section{break-inside:avoid;border:0;padding:0}
 header.page{background:none;color:inherit;padding:0}header.page p{color:inherit}}
)css";

// Light tints far apart in hue, each with a dark partner.
constexpr std::array<Colours, 12> kColours = {{
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

constexpr std::array<Colours, 6> kHeat = {{
    {"#f1f4f7", "#3d4a57"},
    {"#d9e9f3", "#16202b"},
    {"#aed2e8", "#16202b"},
    {"#72b0d4", "#16202b"},
    {"#1f6f9f", "#ffffff"},
    {"#0c3d5c", "#ffffff"},
}};

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

std::string HtmlPage(std::string_view language, std::string_view title, std::string_view body) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      language, Html(title), kStyle, body);
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

Colours ColoursOf(size_t i) { return kColours[i % kColours.size()]; }

Colours HeatColours(int step) {
  return kHeat[static_cast<size_t>(std::clamp(step, 0, static_cast<int>(kHeat.size()) - 1))];
}

}  // namespace vuoro::cli
