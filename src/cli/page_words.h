// The words that pages show, in English, Finnish and Swedish.
#ifndef VUORO_SRC_CLI_PAGE_WORDS_H_
#define VUORO_SRC_CLI_PAGE_WORDS_H_

#include <array>
#include <string_view>

namespace vuoro::cli {

struct PageWords {
  std::string_view language;
  std::string_view plan_of_week, skip, offices, cost, bound, gap;
  std::string_view no_plan_costs_less, gap_note;
  std::string_view visits, video_hours, unmet, half_hours_of;   // "of {} half hours wanted"
  std::string_view booth_load, booth_lead, booths, booth_cell;  // "{} of {} half hours"
  std::string_view unmet_demand, unmet_lead, all_met;
  std::string_view office, agency, spoken, wanted, served, left;
  std::string_view day, hours, by, official, visit, video, as_table, key, key_closed;
  std::string_view quiet, nobody, weekly_load;  // "{} visits, {} video half hours, {} of {} unmet"
  std::string_view drawn_from;
  std::array<std::string_view, 7> days;
};

// Those of `language`, else English.
const PageWords& WordsIn(std::string_view language);

}  // namespace vuoro::cli

#endif  // VUORO_SRC_CLI_PAGE_WORDS_H_
