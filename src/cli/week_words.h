// The words of the page that shows a planned week.
#ifndef VUORO_SRC_CLI_WEEK_WORDS_H_
#define VUORO_SRC_CLI_WEEK_WORDS_H_

#include <array>

#include "cli/page_words.h"

namespace vuoro::cli::week_words {

inline constexpr Said kPlanOfWeeks = {"Plan of {} weeks from the week of {}",
                                      "{} viikon suunnitelma, ensimmäinen alkaa {}",
                                      "Plan för {} veckor, den första börjar {}"};
inline constexpr Said kDayOfWeek = {"{}, week {}", "{}, viikko {}", "{}, vecka {}"};
inline constexpr Said kWeek = {"Week {}", "Viikko {}", "Vecka {}"};
inline constexpr Said kPlanOfWeek = {"Plan of the week of {}", "Viikkosuunnitelma, viikko alkaa {}",
                                     "Veckoplan, veckan börjar {}"};
inline constexpr Said kSkip = {"Skip to the plan", "Siirry suunnitelmaan", "Gå till planen"};
inline constexpr Said kCost = {"Cost", "Kustannus", "Kostnad"};
inline constexpr Said kBound = {"Bound", "Alaraja", "Undre gräns"};
inline constexpr Said kGap = {"Gap", "Ero", "Skillnad"};
inline constexpr Said kNoPlanCostsLess = {
    "no plan costs less", "mikään suunnitelma ei ole halvempi", "ingen plan kostar mindre"};
inline constexpr Said kGapNote = {"of the cost, at most, could still be saved",
                                  "kustannuksesta voisi enintään vielä säästyä",
                                  "av kostnaden kunde som mest ännu sparas"};
inline constexpr Said kVisits = {"Visits", "Käynnit", "Besök"};
inline constexpr Said kVideo = {"Video", "Etäpalvelu", "Distansservice"};
inline constexpr Said kUnmet = {"Unmet", "Palvelematta", "Utan service"};
inline constexpr Said kHalfHoursOf = {"of {} half hours wanted",
                                      "kaikkiaan {} toivotusta puolituntisesta",
                                      "av {} önskade halvtimmar"};
inline constexpr Said kBoothLoad = {"Load of the video booths", "Etäpalvelutilojen kuormitus",
                                    "Videobåsens belastning"};
inline constexpr Said kBoothLead = {
    "Half hours in use, and the share of those that the office's booths have while it is open. "
    "Darker is fuller.",
    "Käytössä olevat puolituntiset ja niiden osuus siitä, mitä toimipisteen tilat aukioloaikana "
    "tarjoavat. Tummempi on täydempi.",
    "Halvtimmar i bruk och deras andel av det som kontorets bås har medan det är öppet. Mörkare är "
    "fullare."};
inline constexpr Said kBooths = {"booths", "tilaa", "bås"};
inline constexpr Said kBoothCell = {"{} ({} %)", "{} ({} %)", "{} ({} %)"};
inline constexpr Said kEurosSection = {"Cost in euros", "Kustannus euroina", "Kostnad i euro"};
inline constexpr Said kEurosLead = {
    "By the document's rates: hours of officials away from their bases, driving, video "
    "booths "
    "and interpreters.",
    "Asiakirjan hinnoilla: virkailijoiden poissaolo toimipaikastaan, ajo, etäpalvelutilat "
    "ja tulkit.",
    "Enligt dokumentets priser: tjänstemännens tid borta, körning, videobås och tolkar."};
inline constexpr Said kHoursAway = {"hours away", "tunteja poissa", "timmar borta"};
inline constexpr Said kAway = {"away", "poissaolo", "borta"};
inline constexpr Said kDriving = {"driving", "ajo", "körning"};
inline constexpr Said kInterpreters = {"interpreters", "tulkit", "tolkar"};
inline constexpr Said kEuros = {"euros", "euroa", "euro"};
inline constexpr Said kAll = {"all", "yhteensä", "alla"};
inline constexpr Said kUnmetDemand = {"Unmet demand", "Kysyntä, johon ei vastata",
                                      "Efterfrågan utan service"};
inline constexpr Said kUnmetLead = {
    "Half hours that nobody serves in this plan, by office, agency and language.",
    "Puolituntiset, joita kukaan ei tässä suunnitelmassa palvele.",
    "Halvtimmar som ingen betjänar i denna plan."};
inline constexpr Said kAllMet = {"Every half hour wanted is served.", "Koko kysyntä palvellaan.",
                                 "Hela efterfrågan får service."};
inline constexpr Said kWanted = {"wanted", "toivottu", "önskat"};
inline constexpr Said kClosed = {"closed", "suljettu", "stängt"};
inline constexpr Said kNobody = {"No visit and no video hour is planned for this office.",
                                 "Toimipisteeseen ei ole suunniteltu käyntejä eikä etäpalvelua.",
                                 "För kontoret är varken besök eller distansservice planerade."};
inline constexpr Said kWeeklyLoad = {
    "Visits: {}. Half hours by video: {}. Half hours unmet: {} of {}.",
    "Käyntejä {}. Puolituntisia etänä {}. Puolituntisia palvelematta {}/{}.",
    "Besök: {}. Halvtimmar på distans: {}. Halvtimmar utan service: {} av {}."};
inline constexpr Said kDrawnFrom = {
    "Made by vuoro; the cost is explained in docs/planning.md.",
    "Tehty ohjelmalla vuoro; kustannus selitetään tiedostossa docs/planning.md.",
    "Gjord med vuoro; kostnaden förklaras i docs/planning.md."};
inline constexpr Said kPlanContents = {"Contents", "Sisältö", "Innehåll"};
inline constexpr Said kTravel = {"On the road", "Ajoa", "På väg"};
inline constexpr Said kHoursMinutes = {"hours and minutes", "tuntia ja minuuttia",
                                       "timmar och minuter"};
inline constexpr Said kDrive = {"drive", "ajo", "körning"};
inline constexpr Said kDrives = {"Drives", "Ajot", "Körningar"};
inline constexpr Said kDriveHours = {"hours driven", "ajettu, h", "körda timmar"};
inline constexpr Said kDriveTitle = {"{} to {}, {} min", "{} – {}, {} min", "{} till {}, {} min"};
inline constexpr Said kDrivesOf = {"visits: {}, driving: {} h", "käyntejä {}, ajoa {} h",
                                   "besök: {}, körning: {} h"};
inline constexpr Said kRoadTitle = {"{}: {} – {}, drives: {}, {} h", "{}: {} – {}, ajoja {}, {} h",
                                    "{}: {} – {}, körningar: {}, {} h"};
inline constexpr Said kMap = {"Map of demand and drives", "Kysyntä ja ajot kartalla",
                              "Karta över efterfrågan och körningar"};
inline constexpr Said kMapLead = {
    "Each circle is an office, its area the half hours wanted there; the red part of "
    "it is unmet. Lines are drives of officials between offices, thicker for more, in the colour "
    "of their agency; the boxes show and hide them.",
    "Ympyrä on toimipiste ja sen ala kysyntä puolituntisina; punainen osa jää palvelematta. "
    "Viivat ovat virkailijoiden ajoja, paksumpia kun niitä on enemmän, kunkin viranomaisen "
    "värillä; ruuduista ne saa näkyviin ja piiloon.",
    "En cirkel är ett kontor och dess yta efterfrågan i halvtimmar; den röda delen blir "
    "utan service. Linjer är tjänstemännens körningar, tjockare när de är fler, i myndighetens "
    "färg; rutorna visar och döljer dem."};
inline constexpr Said kMapLabel = {
    "A map of offices and the roads between them. Offices: {}, roads: {}, half hours unmet: {}",
    "Kartta toimipisteistä ja niiden välisistä teistä. Toimipisteitä {}, teitä {}, puolituntisia "
    "palvelematta {}",
    "En karta över kontor och vägarna mellan dem. Kontor: {}, vägar: {}, halvtimmar utan service: "
    "{}"};
inline constexpr Said kNoPlaces = {
    "The document gives no office a place (latitude and longitude), so there is no map.",
    "Asiakirja ei kerro toimipisteiden sijainteja (latitude ja longitude), joten karttaa ei ole.",
    "Dokumentet ger inga platser för kontoren (latitude och longitude), så det finns ingen karta."};
inline constexpr Said kOfficeTitle = {
    "{}: half hours wanted {}, unmet {}; visits {}, half hours by video {}",
    "{}: puolituntisia toivottu {}, palvelematta {}; käyntejä {}, puolituntisia etänä {}",
    "{}: halvtimmar önskade {}, utan service {}; besök {}, halvtimmar på distans {}"};
inline constexpr Said kHalfHoursWanted = {"{} half hours wanted", "toivottu {} puolituntista",
                                          "{} halvtimmar önskade"};
inline constexpr Said kHalfHoursByVideo = {"half hours by video", "puolituntista etänä",
                                           "halvtimmar på distans"};
inline constexpr Said kByVisit = {"by visit", "käynnillä", "på besök"};
inline constexpr Said kByVideo = {"by video", "etänä", "på distans"};
inline constexpr Said kBarsLead = {"Half hours by agency, and how they are served.",
                                   "Puolituntisia viranomaisittain, ja miten ne palvellaan.",
                                   "Halvtimmar per myndighet, och hur de betjänas."};
inline constexpr Said kMatrixLead = {
    "Half hours left, by office and agency. Darker is more.",
    "Palvelematta jäävät puolituntiset toimipisteittäin ja viranomaisittain. Tummempi on enemmän.",
    "Halvtimmar utan service per kontor och myndighet. Mörkare är mera."};
inline constexpr Said kTogether = {"together", "yhteensä", "tillsammans"};
inline constexpr Said kByLanguage = {"By office, agency and language",
                                     "Toimipisteen, viranomaisen ja kielen mukaan",
                                     "Enligt kontor, myndighet och språk"};
inline constexpr Said kBoothsByHour = {
    "Booths in use of those in open offices, by weekday and half hour",
    "Käytössä olevat tilat avoinna olevien toimipisteiden tiloista, päivittäin ja puolitunneittain",
    "Bås i bruk av dem i öppna kontor, per dag och halvtimme"};
inline constexpr Said kBoothsByOffice = {
    "Half hours in use by office and weekday, over the course of the day",
    "Käytössä olevat puolituntiset toimipisteittäin ja päivittäin, ja päivän kulku",
    "Halvtimmar i bruk per kontor och dag, och dagens förlopp"};
inline constexpr Said kNoBooths = {"No office has a video booth.",
                                   "Missään toimipisteessä ei ole etäpalvelutilaa.",
                                   "Inget kontor har videobås."};
inline constexpr Said kCourse = {"Cost over time", "Kustannus ajan mittaan",
                                 "Kostnaden över tiden"};
inline constexpr Said kCourseLabel = {
    "The first plan cost {}, the last one {}; no plan costs less than {}. The search took {}.",
    "Ensimmäinen suunnitelma maksoi {}, viimeinen {}; mikään ei maksa vähempää kuin {}. Haku kesti "
    "{}.",
    "Den första planen kostade {}, den sista {}; ingen kostar mindre än {}. Sökningen tog {}."};
inline constexpr Said kSteps = {"steps of work, logarithmic", "työaskelia, logaritminen asteikko",
                                "arbetssteg, logaritmisk skala"};
inline constexpr Said kSoManySteps = {"{} steps", "{} askelta", "{} steg"};
inline constexpr Said kTime = {"time, logarithmic", "aika, logaritminen asteikko",
                               "tid, logaritmisk skala"};
inline constexpr Said kOfficials = {"Officials", "Virkailijat", "Tjänstemän"};
inline constexpr Said kOfficialLoad = {
    "{}, {}. Field days: {}. Visits {} h, driving {} h, video duty {} h.",
    "{}, {}. Kenttäpäiviä {}. Käyntejä {} h, ajoa {} h, etäpäivystystä {} h.",
    "{}, {}. Fältdagar: {}. Besök {} h, körning {} h, distansjour {} h."};
inline constexpr Said kQuietOfficials = {"Nothing planned for", "Ei suunniteltua työtä",
                                         "Inget planerat för"};
inline constexpr Said kChooseOffice = {"Choose an office ({})", "Valitse toimipiste ({})",
                                       "Välj ett kontor ({})"};
inline constexpr Said kChooseOfficial = {"Choose an official ({})", "Valitse virkailija ({})",
                                         "Välj en tjänsteman ({})"};
inline constexpr Said kShowAll = {"Show all", "Näytä kaikki", "Visa alla"};
inline constexpr Said kRoad = {"drive, minutes", "ajo, minuutteja", "körning, minuter"};

}  // namespace vuoro::cli::week_words

#endif  // VUORO_SRC_CLI_WEEK_WORDS_H_
