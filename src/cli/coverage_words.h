// The words of the coverage page.
#ifndef VUORO_SRC_CLI_COVERAGE_WORDS_H_
#define VUORO_SRC_CLI_COVERAGE_WORDS_H_

#include <array>

#include "cli/page_words.h"

namespace vuoro::cli::coverage_words {

inline constexpr Said kTitle = {"Coverage", "Saavutettavuus", "Tillgänglighet"};
inline constexpr Said kLead = {"{} minutes by car, {}", "{} minuuttia autolla, {}",
                               "{} minuter med bil, {}"};
inline constexpr Said kSkip = {"Skip to the figures", "Siirry lukuihin", "Hoppa till siffrorna"};
inline constexpr Said kAssigned = {"Of those assigned to an office",
                                   "Toimipisteeseen kohdistetuista",
                                   "Av dem som hör till ett kontor"};
inline constexpr Said kWithUnassigned = {"Of all, the unassigned too",
                                         "Kaikista, myös kohdistamattomat",
                                         "Av alla, även de utan kontor"};
inline constexpr Said kByAreas = {"By areas", "Alueittain", "Enligt områden"};
inline constexpr Said kFailingOffices = {"Offices that fail", "Ehtoja täyttämättömät toimipisteet",
                                         "Kontor som inte uppfyller kraven"};
inline constexpr Said kOfPeople = {"{} of {} people", "{} / {} asukasta", "{} av {} invånare"};
inline constexpr Said kMeanDrive = {"mean drive {} min", "matka keskimäärin {} min",
                                    "i medeltal {} min"};
inline constexpr Said kMeanBetween = {"mean drive between {} and {} min",
                                      "matka keskimäärin {}–{} min",
                                      "i medeltal mellan {} och {} min"};
inline constexpr Said kMapLead = {
    "Circles are areas, larger with more people; shape and outline say whether they are near "
    "enough. Every figure stands in the tables below.",
    "Ympyrät ovat alueita, suuremmat väkirikkaampia; muoto ja reuna kertovat, onko matka kyllin "
    "lyhyt. Kaikki luvut ovat myös alla taulukoissa.",
    "Cirklar är områden, större med fler invånare; form och kontur visar om vägen är kort nog. "
    "Alla siffror finns också i tabellerna nedan."};
inline constexpr Said kMapLabel = {
    "{} areas within the limit, {} beyond it or unknown; {} offices",
    "{} aluetta rajan sisällä, {} sen ulkopuolella tai tuntematta; {} toimipistettä",
    "{} områden inom gränsen, {} utanför eller okända; {} kontor"};
inline constexpr Said kWithin = {"area within its limit", "alue rajan sisällä",
                                 "område inom sin gräns"};
inline constexpr Said kBeyond = {"area beyond its limit", "alue rajan ulkopuolella",
                                 "område utanför sin gräns"};
inline constexpr Said kUnknown = {"area without a known drive", "alue, jonka matkaa ei tunneta",
                                  "område utan känd restid"};
inline constexpr Said kOpenOffice = {"open office", "avoinna oleva toimipiste", "öppet kontor"};
inline constexpr Said kOtherOffice = {"planned or closed office",
                                      "suunniteltu tai suljettu toimipiste",
                                      "planerat eller stängt kontor"};
inline constexpr Said kShares = {"Shares", "Osuudet", "Andelar"};
inline constexpr Said kShare = {"share", "osuus", "andel"};
inline constexpr Said kPeople = {"people", "asukkaita", "invånare"};
inline constexpr Said kBasis = {"counted by", "laskettu", "räknat enligt"};
inline constexpr Said kBasisBands = {"table of drive times, those assigned to an office",
                                     "ajoaikataulukosta, toimipisteeseen kohdistetut",
                                     "tabellen över körtider, de som hör till ett kontor"};
inline constexpr Said kBasisAll = {"table of drive times, with those assigned to none",
                                   "ajoaikataulukosta, myös kohdistamattomat",
                                   "tabellen över körtider, även de utan kontor"};
inline constexpr Said kBasisAreas = {"areas, each by its own limit",
                                     "alueista, kukin omalla rajallaan",
                                     "områden, vart och ett med sin gräns"};
inline constexpr Said kBasisRule = {"areas, all by the common limit",
                                    "alueista, kaikki yhteisellä rajalla",
                                    "områden, alla med den gemensamma gränsen"};
inline constexpr Said kState = {"state", "tila", "läge"};
inline constexpr Said kFailsBy = {"fails by", "ei täytä", "uppfyller inte"};
inline constexpr Said kDistance = {"distance", "matka", "avstånd"};
inline constexpr Said kTooFew = {"people", "väestö", "befolkning"};
inline constexpr Said kNearestTo = {"nearest to", "lähin", "närmast för"};
inline constexpr Said kBase = {"people within", "asukkaita rajan sisällä", "invånare inom gränsen"};
inline constexpr Said kWanted = {"wanted", "vaatimus", "krav"};
inline constexpr Said kFarthest = {"farthest area", "kaukaisin alue", "mest avlägset område"};
inline constexpr Said kMinutes = {"min", "min", "min"};
inline constexpr Said kPeopleBeyond = {"beyond", "ulkopuolella", "utanför"};
inline constexpr Said kAreas = {"Areas", "Alueet", "Områden"};
inline constexpr Said kArea = {"area", "alue", "område"};
inline constexpr Said kLimit = {"limit", "raja", "gräns"};
inline constexpr Said kOwnLimit = {"own limit", "oma raja", "egen gräns"};
inline constexpr Said kYes = {"yes", "kyllä", "ja"};
inline constexpr Said kNo = {"no", "ei", "nej"};
inline constexpr Said kOverrides = {"Overrides", "Poikkeukset", "Undantag"};
inline constexpr Said kOverridesLead = {"Areas and offices with a criterion of their own.",
                                        "Alueet ja toimipisteet, joilla on oma ehtonsa.",
                                        "Områden och kontor med eget krav."};
inline constexpr Said kNote = {"note", "perustelu", "motivering"};
inline constexpr Said kExcluded = {"Left out on purpose", "Tarkoituksella pois jätetty",
                                   "Utelämnat med avsikt"};
inline constexpr Said kServices = {"Access to services", "Palvelujen saavutettavuus",
                                   "Tillgång till tjänster"};
inline constexpr Said kServicesLead = {
    "Face to face, in the week of {}: the share of people whose nearest office with the service is "
    "within their limit, their mean drive, and the mean of the longest runs of weekdays without it "
    "there.",
    "Käyntipalvelu viikolla, joka alkaa {}: niiden osuus, joiden lähin palvelun antava toimipiste "
    "on rajan sisällä, heidän keskimatkansa ja pisimpien palveluttomien arkipäiväjaksojen "
    "keskiarvo.",
    "Besök på plats, veckan från {}: andelen invånare vars närmaste kontor med tjänsten ligger "
    "inom gränsen, deras medelrestid och medeltalet av de längsta följderna av vardagar utan "
    "tjänsten där."};
inline constexpr Said kService = {"service", "palvelu", "tjänst"};
inline constexpr Said kWaitDays = {"wait, days", "odotus, päiviä", "väntan, dagar"};
inline constexpr Said kHoursWeek = {"hours a week", "tuntia viikossa", "timmar i veckan"};
inline constexpr Said kAnyWay = {"also by booth or terminal", "myös etätilassa tai päätteellä",
                                 "även i bås eller vid terminal"};
inline constexpr Said kCompared = {"Compared with {}", "Verrattuna: {}", "Jämfört med {}"};
inline constexpr Said kBefore = {"before", "ennen", "före"};
inline constexpr Said kAfter = {"after", "jälkeen", "efter"};
inline constexpr Said kGained = {"gained", "saa", "får"};
inline constexpr Said kLost = {"lost", "menettää", "mister"};
inline constexpr Said kOpened = {"Opened", "Avattu", "Öppnat"};
inline constexpr Said kClosed = {"Closed", "Suljettu", "Stängt"};
inline constexpr Said kChanges = {"Areas with another drive", "Alueet, joiden matka muuttuu",
                                  "Områden med annan restid"};
inline constexpr Said kMadeBy = {"Made by vuoro; docs/coverage.md has the definitions.",
                                 "Tehnyt vuoro; määritelmät ovat tiedostossa docs/coverage.md.",
                                 "Gjord av vuoro; definitionerna finns i docs/coverage.md."};
inline constexpr std::array<Said, 3> kStates = {{
    {"planned", "suunniteltu", "planerat"},
    {"open", "avoinna", "öppet"},
    {"closed", "suljettu", "stängt"},
}};

}  // namespace vuoro::cli::coverage_words

#endif  // VUORO_SRC_CLI_COVERAGE_WORDS_H_
