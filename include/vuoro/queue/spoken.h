// Ticket labels as a voice says them, digit by digit: "B042" is "B zero four two".
#ifndef VUORO_QUEUE_SPOKEN_H_
#define VUORO_QUEUE_SPOKEN_H_

#include <optional>
#include <string>
#include <string_view>

namespace vuoro {

// `language` is "fi", "sv" or "en"; nothing for another, whose words the host supplies. Letters
// stay letters, for the voice to name; UTF-8 in, UTF-8 out.
std::optional<std::string> SpokenLabel(std::string_view label, std::string_view language);

}  // namespace vuoro

#endif  // VUORO_QUEUE_SPOKEN_H_
