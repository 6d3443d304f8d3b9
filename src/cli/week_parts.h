// The sections of the page of a planned week, each in a file of its own; the page that puts them
// together is week_page.h. All are HTML, whole sections with their headings.
#ifndef VUORO_SRC_CLI_WEEK_PARTS_H_
#define VUORO_SRC_CLI_WEEK_PARTS_H_

#include <string>

#include "cli/week.h"
#include "cli/words.h"

namespace vuoro::cli {

// An office's week drawn, its unmet demand, and its duties as a table. Id "office-KEY".
std::string OfficeSection(const Week& week, const OfficeWeek& office, const Tongue& tongue,
                          int heading_level);

// An official's visits with the drives between them and his video duty. Id "official-KEY".
std::string OfficialSection(const Week& week, const OfficialWeek& official, const Tongue& tongue);

// Offices at their places with their demand, and the drives of each agency; in a network without
// places a line that says so. Id "map".
std::string MapSection(const Week& week, const Tongue& tongue);
// The rules by which its boxes show and hide lines.
std::string MapStyle(const Week& week, const Tongue& tongue);

// How far each agency's demand is met, and what is left where; with `only_office` not none, what is
// left in that office alone. Id "unmet".
std::string UnmetSection(const Week& week, const Tongue& tongue, OfficeIndex only_office);

// Booths in use by weekday and half hour, in the network and in each office. Id "booths".
std::string BoothSection(const Week& week, const Tongue& tongue);

// What the plan costs in euros, by agency; nothing without rates. Id "euros".
std::string EurosSection(const Week& week, const Tongue& tongue);

// Cost and bound while the search went on. Id "course".
std::string CourseSection(const Week& week, const Tongue& tongue);

// What several sections write.
// "Monday", of a cycle "Monday, week 2".
std::string DayText(const Week& week, const Tongue& tongue, int day);
std::string_view DayName(const Tongue& tongue, int day);           // "Monday"
std::string HoursText(MinuteRange hours);                          // "09:00–12:30"
std::string DurationText(int minutes);                             // "7:05", hours and minutes
std::string_view MeansOf(const Duty& duty, const Tongue& tongue);  // visit or video
// An item of a key: a block with the classes of an agency and of a duty, then `html`.
std::string DutyKey(std::string_view agency, std::string_view duty, std::string_view html);

// "c3" and, for those behind the first twelve agencies, "c3 again1": the classes that give an
// agency its colours and the dashes of its lines.
std::string AgencyClass(AgencyIndex agency);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_WEEK_PARTS_H_
