// Takes visits out of the counts and puts them back, and judges a visit at any place.
#include <algorithm>

#include "index.h"
#include "leftover.h"

namespace vuoro::planning {

bool Leftover::VisitsOffice(int e, int day, int office) const {
  const std::vector<int>& visits = day_visits_[DayOf(e, day)];
  return std::any_of(visits.begin(), visits.end(),
                     [&](int v) { return visits_[U(v)].office == office; });
}

Way Leftover::VisitWay(int e, int office, int day, int start, int end) const {
  const Official& official = problem_.officials[U(e)];
  const int g = AgreementOf(official.agency, office);
  Way way{.kind = Way::kVisit, .official = e, .day = day, .start = start, .end = end};
  way.no_visit =
      g < 0 || CountVisits(official.agency, office) >= problem_.agreements[U(g)].max_visits;
  way.no_weekday = g >= 0 && (weekdays_[U(g)] >> day & 1) == 0;
  if (way.no_visit || way.no_weekday) way.lacks |= LackBit(Lack::kAgreement);
  const auto& sent = official.offices;
  if (std::find(sent.begin(), sent.end(), office) == sent.end()) way.hours |= kNotSent;
  if ((sent_days_[U(e)] >> day & 1) == 0) way.hours |= kNoFieldDay;
  if (!InField(e, day)) {
    if (field_days_[WeekAt(e, day)] >= official.max_field_days) way.hours |= kFieldLimit;
    if (!Spare(e, day)) way.hours |= kPool;
  }
  JudgePlace(official.agency, office, Bits(start, end), way);
  JudgeRoute(e, office, -1, way);
  if (way.hours != 0) way.lacks |= LackBit(Lack::kOfficialHours);
  return way;
}

void Leftover::Lift(int v) {
  const Visit& visit = visits_[U(v)];
  const int agency = problem_.officials[U(visit.official)].agency;
  std::vector<int>& day = day_visits_[DayOf(visit.official, visit.day)];
  const size_t week = WeekAt(visit.official, visit.day);
  week_[week] -= SpanOf(visit.official, visit.day);
  std::erase(day, v);
  week_[week] += SpanOf(visit.official, visit.day);
  if (day.empty()) --field_days_[week];
  std::erase(office_visits_[OfficeDay(visit.office, visit.day)], v);
  std::erase(pair_visits_[U(pair_.at({agency, visit.office}))], v);
  for (int q = visit.start; q < visit.end; ++q) {
    --desks_[OfficeDay(visit.office, visit.day) * U(problem_.slots_per_day) + U(q)];
  }
}

void Leftover::PutBack(int v) {
  const Visit& visit = visits_[U(v)];
  const int agency = problem_.officials[U(visit.official)].agency;
  std::vector<int>& day = day_visits_[DayOf(visit.official, visit.day)];
  const size_t week = WeekAt(visit.official, visit.day);
  week_[week] -= SpanOf(visit.official, visit.day);
  if (day.empty()) ++field_days_[week];
  const auto by_start = [&](int a, int b) { return visits_[U(a)].start < visits_[U(b)].start; };
  day.insert(std::lower_bound(day.begin(), day.end(), v, by_start), v);
  week_[week] += SpanOf(visit.official, visit.day);
  // These lists are in the order of positions.
  std::vector<int>& in_office = office_visits_[OfficeDay(visit.office, visit.day)];
  in_office.insert(std::lower_bound(in_office.begin(), in_office.end(), v), v);
  std::vector<int>& of_pair = pair_visits_[U(pair_.at({agency, visit.office}))];
  of_pair.insert(std::lower_bound(of_pair.begin(), of_pair.end(), v), v);
  for (int q = visit.start; q < visit.end; ++q) {
    ++desks_[OfficeDay(visit.office, visit.day) * U(problem_.slots_per_day) + U(q)];
  }
}

void Leftover::Place(const Visit& visit) {
  HandOver(visit.official, visit.day);
  CountVisit(visit);
}

}  // namespace vuoro::planning
