// The style sheet that all pages share.
#ifndef VUORO_SRC_CLI_HTML_STYLE_H_
#define VUORO_SRC_CLI_HTML_STYLE_H_

#include <string_view>

namespace vuoro::cli {

// CSS without the colours of HueOf(), which html.cc writes from its table.
extern const std::string_view kPageStyle;

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_HTML_STYLE_H_
