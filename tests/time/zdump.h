// Reads the committed zdump output: every clock change of Helsinki as an independent source says.
#ifndef VUORO_TESTS_TIME_ZDUMP_H_
#define VUORO_TESTS_TIME_ZDUMP_H_

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "vuoro/time/zone.h"

namespace vuoro {

struct ZdumpLine {
  Instant instant;
  LocalTime local;
};

// "Sun Mar 29 02:59:59 2015" from `words`, as a date and seconds of the day.
inline std::pair<Date, int> ReadZdumpTime(std::istream& words) {
  std::string weekday, month, time;
  int day = 0, year = 0;
  words >> weekday >> month >> day >> time >> year;
  const size_t at = std::string("JanFebMarAprMayJunJulAugSepOctNovDec").find(month);
  return {Date::FromCivil(year, static_cast<int>(at) / 3 + 1, day),
          std::stoi(time.substr(0, 2)) * 3600 + std::stoi(time.substr(3, 2)) * 60 +
              std::stoi(time.substr(6, 2))};
}

// Lines "Europe/Helsinki  TIME UT = TIME EET isdst=0 gmtoff=7200".
inline std::vector<ZdumpLine> ReadZdump() {
  std::ifstream file(VUORO_SOURCE_DIR "/tests/data/finland/zdump_Europe_Helsinki_2015-2037.txt");
  std::vector<ZdumpLine> lines;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::string zone, ut, equals, abbreviation, is_dst, offset;
    words >> zone;
    const auto [utc_date, utc_s] = ReadZdumpTime(words);
    words >> ut >> equals;
    const auto [date, local_s] = ReadZdumpTime(words);
    words >> abbreviation >> is_dst >> offset;
    lines.push_back({Instant::FromSeconds(utc_date.days * kSecondsPerDay + utc_s),
                     {date, local_s / 60, local_s % 60, std::stoi(offset.substr(7))}});
  }
  return lines;
}

}  // namespace vuoro

#endif  // VUORO_TESTS_TIME_ZDUMP_H_
