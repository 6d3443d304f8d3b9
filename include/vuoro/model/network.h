// What a network of joint offices IS: agencies, services, offices, people, offers, agreements,
// queues, demand and rules, as plain values. Where it comes from (JSON) is room config; when it is
// open is room calendar.
//
// Cross-references are positions in the network's own vectors (typed Index, -1 is none). A Network
// is immutable once built and may be read from any thread.
#ifndef VUORO_MODEL_NETWORK_H_
#define VUORO_MODEL_NETWORK_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "vuoro/model/basics.h"
#include "vuoro/model/coverage_rules.h"
#include "vuoro/model/hours.h"
#include "vuoro/model/rules.h"
#include "vuoro/model/words.h"
#include "vuoro/time/date.h"

namespace vuoro {

struct Language {
  std::string code;          // BCP 47, such as "fi", "se", "ar"
  bool interpreted = false;  // no official speaks it: needs an interpreter, by video (planbench 1)
};

struct Agency {
  std::string key;
  Text name;
  AgencyKind kind = AgencyKind::kState;
  bool private_queues = false;  // K1: numbers and public views reveal nothing
  AgencyIndex successor;        // D12
  std::optional<Date> successor_from;
  std::vector<std::pair<int, int64_t>> visits_by_year;  // year, visits (L1)
};

struct Service {
  std::string key;
  AgencyIndex agency;
  Text name;
  ServiceLevelOfWork level = ServiceLevelOfWork::kDecision;  // E2
  TaskKind task = TaskKind::kDecision;                       // D8: decision or supportive
  std::array<int16_t, kModeCount> duration_min{};  // by Mode; 0: not possible by that mode
  int16_t buffer_before_min = 0;
  int16_t buffer_after_min = 0;
  int16_t assist_min = 0;      // A13: an advisor is needed for the first minutes at the booth
  EquipmentSet equipment = 0;  // needed at the counter or booth (A5)
  SkillSet skills = 0;         // needed of the performer (F2)
  IdentificationLevel identification = IdentificationLevel::kNone;
  bool requires_authority_in_person = false;  // A16: never by advisor or mandate
  bool private_queue = false;                 // K1
};

struct Resource {
  std::string key;  // unique in the network: "helsinki.counter-1", "person.e17"
  ResourceKind kind = ResourceKind::kCounter;
  OfficeIndex office;  // where it stands; a person's base
  PersonIndex person;  // for officials, advisors and interpreters
  EquipmentSet equipment = 0;
  Text name;
  bool quick = false;  // a counter for short errands
};

// A stop of a mobile office (C8): the office's building hours on those days, at that place.
struct Stop {
  Text place;
  OpeningHours hours;
  bool connected = true;  // C9: without a connection no video
  double latitude = 0;
  double longitude = 0;
};

struct Office {
  std::string key;
  Text name;
  std::string municipality;
  OfficeKind kind = OfficeKind::kStaffed;
  std::string time_zone;  // IANA name
  OpeningHours hours;     // the building's
  std::vector<Stop> stops;
  std::optional<Date> opens_on;   // C7; none: already open
  std::optional<Date> closes_on;  // first day closed
  bool pilot = false;
  int64_t population = 0;
  double latitude = 0;  // degrees; for maps and nearness only, never in a hash or a plan
  double longitude = 0;
  std::vector<ResourceIndex> counters;
  std::vector<ResourceIndex> booths;
  std::vector<ResourceIndex> rooms;
  std::vector<ResourceIndex> terminals;
  OfficeRules rules;  // the network's rules with the office's own in front
};

struct Person {
  std::string key;
  PersonRole role = PersonRole::kOfficial;
  AgencyIndex agency;  // none for advisors of the office and interpreters
  OfficeIndex base;    // none for interpreters who work from elsewhere
  ResourceIndex resource;
  LanguageSet languages = 0;
  SkillSet skills = 0;
  OpeningHours hours;               // working time at the base
  OpeningHours remote_hours;        // when he can take video calls and phone
  std::vector<OfficeIndex> visits;  // offices he may be sent to
  uint8_t field_weekdays = 0;       // bit 0 = Monday: when he may be sent
  int16_t max_field_days = 0;       // a week
  int16_t max_day_min = 0;          // away from the base, driving included
  int16_t max_week_min = 0;
};

// One service by one mode in one office: the unit of supply. Its hours are intersected with the
// building's.
struct Offer {
  std::string key;  // "office/service/mode" unless the document names it
  OfficeIndex office;
  ServiceIndex service;
  Mode mode = Mode::kOnSite;
  Arrangement arrangement = Arrangement::kContinuous;
  Performer performer = Performer::kOfficial;
  Staffing staffing = Staffing::kCounter;
  std::optional<OpeningHours> hours;       // none: the building's
  bool bookable = true;                    // false: walk-in only
  bool walk_in = true;                     // false: appointments only
  std::vector<AgreementIndex> agreements;  // those that cover it; see rules.require_agreements
  bool agreement_exempt = false;  // D8: of an NGO or enterprise, which is no party and needs none
  QueueIndex queue;               // where its tickets and checked-in appointments wait
};

struct Agreement {
  std::string key;
  AgreementKind kind = AgreementKind::kNational;
  AgencyIndex agency;
  std::vector<OfficeIndex> offices;  // empty: every office (a national arrangement)
  AgreementStatus status = AgreementStatus::kSigned;
  std::optional<Date> from;
  std::optional<Date> to;  // last day, inclusive
  std::optional<Date> review_on;
  int16_t min_visits = 0;  // of the agency's officials to each office
  int16_t max_visits = 0;
  uint8_t weekdays = 0x1f;  // bit 0 = Monday
  VisitsPer visits_per = VisitsPer::kWeek;
  OpeningHours presence;  // F8: when somebody of the agency is to sit in each office
};

// One line of waiting people: an agency's unit and its services, fed by every office and channel
// that the document lists (B1).
struct Queue {
  std::string key;
  Text name;
  AgencyIndex agency;
  std::vector<OfficeIndex> offices;    // where tickets are issued and called
  std::vector<ServiceIndex> services;  // empty: all of the agency's
  std::string prefix;                  // of ticket numbers, "A"
  int32_t first_number = 1;
  int32_t last_number = 999;
  bool private_queue = false;  // K1: numbers come from the office's neutral range
  QueueRules rules;
};

// Planned demand: half hours a week of one agency's work in one office and language.
struct DemandLine {
  AgencyIndex agency;
  OfficeIndex office;
  LanguageIndex language;
  int32_t half_hours_per_week = 0;
  bool video = true;        // false: face to face only
  uint8_t weekdays = 0x7f;  // bit 0 = Monday: on which it may be served
};

// Agencies that share one special room: their visits there never overlap.
struct ExclusiveGroup {
  OfficeIndex office;
  std::vector<AgencyIndex> agencies;
};

// What a person decided about the weekly plan (docs/deciding.md): a pin, a forbid or a preference
// about visits of a person or agency to an office, on a weekday, at some hours; what is not named
// is any.
struct PlanDecision {
  PlanDecisionKind kind = PlanDecisionKind::kPin;
  PersonIndex person;
  AgencyIndex agency;
  OfficeIndex office;
  int16_t weekday = -1;  // 0 = Monday
  int16_t from_min = 0;  // local, on the half hour; both 0: any hours
  int16_t to_min = 0;
  bool exact = false;  // the visit begins and ends with these hours
  bool video = false;  // of a forbid: video calls too
  int32_t worth = 0;   // of a preference, in units of the plan's cost
  friend bool operator==(const PlanDecision&, const PlanDecision&) = default;
};

// What an agency's unmet half hours and waits weigh in a plan (H7).
struct AgencyWeight {
  AgencyIndex agency;
  int32_t unmet = 0;
  int32_t wait = 0;
};

// What a plan's hours and kilometres cost, in cents of a euro; 0: nothing.
struct PlanningRates {
  int32_t away_hour_cents = 0;  // of an official away from his base, driving included
  int32_t drive_minute_cents = 0;
  int32_t drive_km_cents = 0;
  int16_t km_per_hour = 60;  // kilometres are counted from the minutes driven
  int32_t booth_hour_cents = 0;
  int32_t interpreter_hour_cents = 0;

  bool any() const {
    return away_hour_cents > 0 || drive_minute_cents > 0 || drive_km_cents > 0 ||
           booth_hour_cents > 0 || interpreter_hour_cents > 0;
  }
};

// When officials eat. Whoever is on video duty long enough takes a half hour off inside the range.
struct LunchRule {
  MinuteRange hours;      // empty: lunch is not planned
  int16_t after_min = 0;  // a visit or video duty of so many minutes has a lunch in it
};

// What the weekly planner needs beyond people, agreements and demand (planbench 1).
struct PlanningRules {
  int16_t day_from_min = 7 * 60;  // the planning day, local
  int16_t day_to_min = 18 * 60;
  int16_t min_visit_min = 120;
  int16_t max_visit_min = 360;
  int16_t max_stops = 2;
  int16_t cycle_weeks = 1;  // 1, 2 or 4: a plan's weeks before it repeats
  int32_t weight_unmet = 100;
  int32_t weight_travel = 1;
  int32_t weight_wait = 10;
  int32_t weight_absence = 200;
  std::vector<AgencyWeight> agency_weights;  // of those that do not weigh as above
  PlanningRates rates;
  LunchRule lunch;
  std::vector<ExclusiveGroup> exclusive;
  std::vector<PlanDecision> decisions;
};

struct Network {
  Text name;
  std::vector<std::string> notes;
  std::string time_zone = "Europe/Helsinki";
  int16_t quantum_min = 5;
  std::vector<Language> languages;
  std::vector<std::string> equipment;
  std::vector<std::string> skills;
  OfficeRules rules;
  std::vector<Agency> agencies;
  std::vector<Service> services;
  std::vector<Office> offices;
  std::vector<Person> people;
  std::vector<Resource> resources;
  std::vector<Offer> offers;
  std::vector<Agreement> agreements;
  std::vector<Queue> queues;
  std::vector<DemandLine> demand;
  PlanningRules planning;
  CoverageRules coverage;
  // Driving minutes between offices, row-major offices x offices, -1 unknown; empty: all unknown.
  std::vector<int16_t> drive_min;

  const Agency& at(AgencyIndex i) const { return agencies[i.position()]; }
  const Service& at(ServiceIndex i) const { return services[i.position()]; }
  const Office& at(OfficeIndex i) const { return offices[i.position()]; }
  const Person& at(PersonIndex i) const { return people[i.position()]; }
  const Resource& at(ResourceIndex i) const { return resources[i.position()]; }
  const Offer& at(OfferIndex i) const { return offers[i.position()]; }
  const Agreement& at(AgreementIndex i) const { return agreements[i.position()]; }
  const Queue& at(QueueIndex i) const { return queues[i.position()]; }
  const Area& at(AreaIndex i) const { return coverage.areas[i.position()]; }

  // Minutes by car, or nullopt where the document gives none.
  std::optional<int> DriveMinutes(OfficeIndex from, OfficeIndex to) const;
};

}  // namespace vuoro

#endif  // VUORO_MODEL_NETWORK_H_
