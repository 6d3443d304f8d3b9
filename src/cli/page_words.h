// Words that several pages and tables use.
#ifndef VUORO_SRC_CLI_PAGE_WORDS_H_
#define VUORO_SRC_CLI_PAGE_WORDS_H_

#include <array>

#include "cli/words.h"

namespace vuoro::cli::words {

inline constexpr Said kOffices = {"Offices", "Toimipisteet", "Kontor"};
inline constexpr Said kOffice = {"office", "toimipiste", "kontor"};
inline constexpr Said kAgency = {"agency", "viranomainen", "myndighet"};
inline constexpr Said kSpoken = {"language", "kieli", "språk"};
inline constexpr Said kServed = {"served", "palveltu", "betjänat"};
inline constexpr Said kLeft = {"unmet", "palvelematta", "utan service"};
inline constexpr Said kDay = {"day", "päivä", "dag"};
inline constexpr Said kHours = {"hours", "aika", "tid"};
inline constexpr Said kBy = {"by", "tapa", "sätt"};
inline constexpr Said kOfficial = {"official", "virkailija", "tjänsteman"};
inline constexpr Said kVisit = {"visit", "käynti", "besök"};
inline constexpr Said kVideo = {"video", "video", "video"};
inline constexpr Said kAsTable = {"The same as a table", "Sama taulukkona", "Samma som tabell"};
inline constexpr Said kKey = {"Key", "Selitteet", "Teckenförklaring"};
inline constexpr std::array<Said, 7> kDays = {{
    {"Monday", "maanantai", "måndag"},
    {"Tuesday", "tiistai", "tisdag"},
    {"Wednesday", "keskiviikko", "onsdag"},
    {"Thursday", "torstai", "torsdag"},
    {"Friday", "perjantai", "fredag"},
    {"Saturday", "lauantai", "lördag"},
    {"Sunday", "sunnuntai", "söndag"},
}};
inline constexpr Said kMap = {"Map", "Kartta", "Karta"};
inline constexpr Said kNotDrawn = {"Without coordinates and not drawn: {}",
                                   "Ilman koordinaatteja, ei kartalla: {}",
                                   "Utan koordinater, inte på kartan: {}"};
inline constexpr Said kNone = {"none", "ei yhtään", "inga"};

}  // namespace vuoro::cli::words

#endif  // VUORO_SRC_CLI_PAGE_WORDS_H_
