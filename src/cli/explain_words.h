// The words in which an explanation of a plan is told.
#ifndef VUORO_SRC_CLI_EXPLAIN_WORDS_H_
#define VUORO_SRC_CLI_EXPLAIN_WORDS_H_

#include <array>

#include "cli/page_words.h"
#include "vuoro/planning/conflict.h"
#include "vuoro/planning/explain.h"

namespace vuoro::cli::explain_words {

inline constexpr Said kWhyUnmet = {"Why half hours are unmet",
                                   "Miksi puolituntisia jää palvelematta",
                                   "Varför halvtimmar blir utan service"};
inline constexpr Said kWhyLead = {
    "What would serve one more half hour of the line while the rest of the plan stays: any one of "
    "these, all of its parts together.",
    "Mikä riittäisi yhteen puolituntiseen lisää, kun suunnitelma muuten pysyy: jokin näistä, sen "
    "kaikki osat yhdessä.",
    "Vad som skulle räcka till en halvtimme till medan planen annars står fast: något av dessa, "
    "med alla sina delar."};
inline constexpr Said kLacks = {"lacks", "puuttuu", "saknas"};
inline constexpr Said kOrElse = {", or ", ", tai ", ", eller "};
inline constexpr Said kOpenSaves = {"nothing: the plan can be improved by {}",
                                    "ei mitään: suunnitelmaa voi parantaa {}",
                                    "ingenting: planen kan förbättras med {}"};
inline constexpr Said kOpenCosts = {"nothing, but it costs {} more than it saves",
                                    "ei mitään, mutta maksaa {} enemmän kuin säästää",
                                    "ingenting, men det kostar {} mer än det sparar"};
inline constexpr Said kRemedies = {"One change that would save most",
                                   "Muutos, joka säästäisi eniten",
                                   "Den ändring som skulle spara mest"};
inline constexpr Said kRemediesLead = {
    "For each a plan exists that costs as much less, compared with the same plan improved further "
    "without a change; \"at least\" is what no plan whatever saves without it.",
    "Kullekin on suunnitelma, joka maksaa näin paljon vähemmän kuin sama suunnitelma ilman "
    "muutosta edelleen parannettuna; \"vähintään\" on se, mitä mikään suunnitelma ei säästä ilman "
    "muutosta.",
    "För var och en finns en plan som kostar så mycket mindre än samma plan förbättrad utan "
    "ändring; \"minst\" är vad ingen plan alls sparar utan den."};
inline constexpr Said kRemedy = {"change", "muutos", "ändring"};
inline constexpr Said kSaves = {"saves", "säästää", "sparar"};
inline constexpr Said kCertain = {"at least", "vähintään", "minst"};
inline constexpr Said kNoneSaves = {"No single change that was tried saves anything.",
                                    "Mikään kokeiltu yksittäinen muutos ei säästä mitään.",
                                    "Ingen enskild ändring som prövades sparar något."};
inline constexpr Said kConflict = {"Rules that cannot be kept together",
                                   "Säännöt, joita ei voi noudattaa yhdessä",
                                   "Regler som inte kan följas tillsammans"};
inline constexpr Said kConflictLead = {
    "No plan keeps all of these; without any one of them there is one.",
    "Mikään suunnitelma ei noudata näitä kaikkia; ilman yhtäkin niistä sellainen on.",
    "Ingen plan följer alla dessa; utan vilken som helst av dem finns det en."};
inline constexpr Said kConflictUnproven = {
    "No plan was found, and nothing was proven within the work limit.",
    "Suunnitelmaa ei löytynyt, eikä mitään voitu todistaa annetulla työmäärällä.",
    "Ingen plan hittades, och inget kunde bevisas inom arbetsgränsen."};
inline constexpr Said kPlanExists = {"A plan exists; the search needs more time to find it.",
                                     "Suunnitelma on olemassa; haku tarvitsee enemmän aikaa.",
                                     "Det finns en plan; sökningen behöver mera tid."};
inline constexpr Said kNotMinimal = {
    "No plan keeps all of these; whether fewer would do was not proven.",
    "Mikään suunnitelma ei noudata näitä kaikkia; ei todistettu, riittäisikö vähempi.",
    "Ingen plan följer alla dessa; om färre skulle räcka bevisades inte."};
inline constexpr Said kRule = {"rule", "sääntö", "regel"};
inline constexpr Said kWrittenAt = {"in the document", "asiakirjassa", "i dokumentet"};
inline constexpr std::array<Said, planning::kLackCount> kLack = {{
    {"service by video", "palvelu videolla", "service per video"},
    {"official hours", "virkailijan aika", "tjänstemannens tid"},
    {"language", "kieli", "språk"},
    {"booth", "etäpalvelutila", "bås"},
    {"interpreter", "tulkki", "tolk"},
    {"agreement", "sopimus", "avtal"},
    {"opening", "aukiolo", "öppettid"},
    {"desk", "työpiste", "disk"},
    {"special room", "erityistila", "specialrum"},
    {"longer visits", "pidempi käynti", "längre besök"},
    {"leave to (a decision)", "lupa (päätös)", "lov (ett beslut)"},
}};
inline constexpr std::array<Said, planning::kRemedyKindCount> kKinds = {{
    {"{agency}, {office}: serve {language} by video too",
     "{agency}, {office}: {language} myös videolla",
     "{agency}, {office}: {language} också per video"},
    {"{person}: one more field day a week", "{person}: yksi kenttäpäivä lisää viikossa",
     "{person}: en fältdag till i veckan"},
    {"{person}: may be sent on {day} too", "{person}: kentälle myös, kun on {day}",
     "{person}: kan sändas också på {day}"},
    {"{person}: one hour more away from base, a day and a week",
     "{person}: tunti lisää poissa päivässä ja viikossa",
     "{person}: en timme till borta, per dag och vecka"},
    {"{person}: two hours more away from base a week",
     "{person}: kaksi tuntia lisää poissa viikossa", "{person}: två timmar till borta per vecka"},
    {"{person}: may be sent to {office} too", "{person}: myös toimipisteeseen {office}",
     "{person}: kan sändas också till {office}"},
    {"{person}: video duty on {day} from {from} on, an hour earlier",
     "{person}: etäpäivystys, {day}: {from} alkaen, tunti aiemmin",
     "{person}: distansjour på {day} från {from}, en timme tidigare"},
    {"{person}: video duty on {day} until {to}, an hour later",
     "{person}: etäpäivystys, {day}: {to} asti, tunti myöhempään",
     "{person}: distansjour på {day} till {to}, en timme senare"},
    {"{person}: video duty on {day} as well, {from} to {to}",
     "{person}: etäpäivystys myös, {day}: {from}–{to}",
     "{person}: distansjour också på {day}, {from}–{to}"},
    {"{person}: speaks {language} too", "{person}: osaa myös kielen {language}",
     "{person}: talar också {language}"},
    {"{office}: one more video booth", "{office}: yksi etäpalvelutila lisää",
     "{office}: ett videobås till"},
    {"one more interpreter of {language} on {day} {from} to {to}",
     "yksi tulkki lisää, {language}, {day} {from}–{to}",
     "en tolk till i {language} på {day} {from}–{to}"},
    {"{agency}, {office}: an agreement for one visit a week",
     "{agency}, {office}: sopimus yhdestä käynnistä viikossa",
     "{agency}, {office}: ett avtal om ett besök i veckan"},
    {"{agency}, {office}: visits on {day} too", "{agency}, {office}: käyntejä myös, kun on {day}",
     "{agency}, {office}: besök också på {day}"},
    {"{agency}, {office}: one more visit a week", "{agency}, {office}: yksi käynti lisää viikossa",
     "{agency}, {office}: ett besök till i veckan"},
    {"{office}: open on {day} from {from} on, an hour earlier",
     "{office}: auki, {day}: {from} alkaen, tunti aiemmin",
     "{office}: öppet på {day} från {from}, en timme tidigare"},
    {"{office}: open on {day} until {to}, an hour later",
     "{office}: auki, {day}: {to} asti, tunti myöhempään",
     "{office}: öppet på {day} till {to}, en timme senare"},
    {"{office}: open on {day} as well, {from} to {to}", "{office}: auki myös, {day}: {from}–{to}",
     "{office}: öppet också på {day}, {from}–{to}"},
    {"{office}: one more desk", "{office}: yksi työpiste lisää", "{office}: en disk till"},
    {"{office}: agencies no longer share one room",
     "{office}: viranomaisilla ei enää yhteistä erityistilaa",
     "{office}: myndigheterna delar inte längre ett rum"},
    {"everywhere: visits may be an hour longer", "kaikkialla: käynnit saavat olla tunnin pidempiä",
     "överallt: besöken får vara en timme längre"},
    {"no longer forbidden: {decision}", "ei enää kielletty: {decision}",
     "inte längre förbjudet: {decision}"},
}};
inline constexpr Said kAWeek = {"a week", "viikossa", "i veckan"};
inline constexpr Said kInWeeks = {"in {} weeks", "{} viikossa", "på {} veckor"};
inline constexpr std::array<Said, planning::kRuleKindCount> kRules = {{
    {"{agency} visits {office} at least {limit} times {period}",
     "{agency} käy toimipisteessä {office} vähintään {limit} kertaa {period}",
     "{agency} besöker {office} minst {limit} gånger {period}"},
    {"{agency} visits {office} at most {limit} times {period}",
     "{agency} käy toimipisteessä {office} enintään {limit} kertaa {period}",
     "{agency} besöker {office} högst {limit} gånger {period}"},
    {"{agency} visits {office} on the agreed weekdays alone",
     "{agency} käy toimipisteessä {office} vain sovittuina viikonpäivinä",
     "{agency} besöker {office} bara på avtalade veckodagar"},
    {"opening hours of {office}", "aukioloajat: {office}", "öppettiderna: {office}"},
    {"{office} has {limit} desks", "{office}: työpisteitä {limit}", "{office} har {limit} diskar"},
    {"agencies share one room in {office}", "{office}: viranomaisilla yhteinen erityistila",
     "myndigheter delar ett rum i {office}"},
    {"field days of {person}, at most {limit} a week",
     "{person}: kenttäpäivät, enintään {limit} viikossa",
     "{person}: fältdagar, högst {limit} i veckan"},
    {"hours that {person} may be away, a day and a week",
     "{person}: aika, jonka saa olla poissa päivässä ja viikossa",
     "{person}: tid borta per dag och vecka"},
    {"offices to which {person} may be sent", "{person}: toimipisteet, joihin voi lähettää",
     "{person}: kontor dit han eller hon kan sändas"},
    {"pinned: {decision}", "kiinnitetty: {decision}", "fastslaget: {decision}"},
    {"forbidden: {decision}", "kielletty: {decision}", "förbjudet: {decision}"},
}};

}  // namespace vuoro::cli::explain_words

#endif  // VUORO_SRC_CLI_EXPLAIN_WORDS_H_
