// One document for every kind of fault, with the place and the words it must get.
#include <map>
#include <regex>
#include <set>

#include "config_world.h"
#include "vuoro/config/fault_rules.h"

namespace vuoro {
namespace {

// A network whose lines the cases change; each key stands on a line of its own.
constexpr std::string_view kBase = R"({
"vuoro": 1,
"name": "Näyte",
"languages": ["fi", "sv", {"code": "ar", "interpreted": true}],
"equipment": ["camera", "cash_desk"],
"skills": ["permits"],
"rules": {"grid_min": 15},
"agencies": [{"id": "kela", "name": "Kela"}, {"id": "town", "name": "Kaupunki", "kind": "municipality"},
  {"id": "ngo", "name": "Ry", "kind": "ngo"}],
"services": [
  {"id": "benefits", "agency": "kela", "name": "Etuudet", "duration_min": {"on_site": 20, "video_booth": 25}},
  {"id": "advice", "agency": "town", "name": "Neuvonta", "duration_min": 15},
  {"id": "peers", "agency": "ngo", "name": "Tuki", "duration_min": 30}],
"offices": [
  {"id": "north", "name": "Pohjoinen", "counters": 2, "booths": 1, "hours": [{"days": "mon-fri", "from": "09:00", "to": "16:00"}]},
  {"id": "south", "name": "Eteläinen", "counters": 1, "hours": [{"days": "mon-fri", "from": "09:00", "to": "16:00"}]}],
"people": [{"id": "k", "role": "official", "agency": "kela", "base": "north", "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]}],
"agreements": [],
"queues": [],
"demand": [],
"planning": {},
"offers": [{"office": "north", "service": "benefits"}]
})";

struct Case {
  const char* what;
  std::string_view from;  // once in kBase
  std::string_view to;
  // Of the first error (or warning, if there is no error): rule, place and a part of its words.
  std::string_view rule;
  std::string_view pointer;
  int line;
  int column;
  std::string_view message;
  std::string_view suggestion = "";
};

const Case kCases[] = {
    {"a misspelt key", R"("counters": 1)", R"("conters": 1)", "unknown_key", "/offices/1/conters",
     16, 40, R"(unknown key "conters" in an office)", R"(did you mean "counters"?)"},
    {"a key that is missing", R"({"id": "kela", "name": "Kela"})", R"({"id": "kela"})",
     "missing_key", "/agencies/0", 8, 14, R"(an agency needs the key "name")"},
    {"a number as text", R"("counters": 1)", R"("counters": "1")", "wrong_type",
     "/offices/1/counters", 16, 52, "a string where a whole number is wanted"},
    {"a fraction", R"("grid_min": 15)", R"("grid_min": 7.5)", "wrong_type", "/rules/grid_min", 7,
     23, "7.5 is not a whole number"},
    {"a number beyond 64 bits", R"("grid_min": 15)", R"("grid_min": 99999999999999999999)",
     "wrong_type", "/rules/grid_min", 7, 23, "99999999999999999999 is not a whole number"},
    {"a number out of range", R"("grid_min": 15)", R"("grid_min": 0)", "out_of_range",
     "/rules/grid_min", 7, 23, "0 is not between 1 and 1440"},
    {"an unknown word", R"("kind": "ngo")", R"("kind": "nog")", "unknown_word", "/agencies/2/kind",
     9, 39, R"("nog" is none of state, municipality)", R"(did you mean "ngo"?)"},
    {"an id with capitals", R"({"id": "kela", "name")", R"({"id": "Kela X", "name")", "bad_form",
     "/agencies/0/id", 8, 21, R"("Kela X" is no id)", R"(Maybe "kela-x".)"},
    {"a time without its zero", R"("from": "08:00")", R"("from": "8:00")", "bad_form",
     "/people/0/hours/0/from", 17, 117, R"("8:00" is no time of day)"},
    {"a start at 24:00", R"("from": "08:00")", R"("from": "24:00")", "bad_form",
     "/people/0/hours/0/from", 17, 117, R"("24:00" is no time of day)",
     R"(only an end can be 24:00)"},
    {"days that are none", R"([{"days": "mon-fri", "from": "08:00")",
     R"([{"days": "man-fri", "from": "08:00")", "bad_form", "/people/0/hours/0/days", 17, 98,
     R"("man-fri" names no days)", R"(did you mean "mon-fri"?)"},
    {"a date in another form", R"("agreements": [])",
     R"("agreements": [{"id": "x", "agency": "kela", "to": "1.3.2026"}])", "bad_form",
     "/agreements/0/to", 18, 52, R"("1.3.2026" is no date)"},
    {"a language code", R"(["fi", "sv",)", R"(["fi", "Swedish",)", "bad_form", "/languages/1", 4,
     21, R"("Swedish" is no language code)"},
    {"an empty text", R"("name": "Kela")", R"("name": "")", "bad_length", "/agencies/0/name", 8, 37,
     "a text of 0 characters"},
    {"an item twice", R"(["permits"])", R"(["permits", "permits"])", "repeated_item", "/skills/1",
     6, 23, R"("permits" stands here twice)"},
    {"keys that exclude each other", R"("duration_min": 15)",
     R"("duration_min": {"phone": 5}, "modes": ["phone"])", "keys_exclude", "/services/1/modes", 12,
     88, R"("duration_min" and "modes" cannot stand together)"},
    {"stops of a building", R"("counters": 1)", R"("stops": [{"place": "a", "hours": []}])",
     "keys_exclude", "/offices/1/stops", 16, 40, "a staffed office has no stops",
     R"(Maybe its kind is "mobile".)"},
    {"a later format", R"("vuoro": 1)", R"("vuoro": 2)", "bad_version", "/vuoro", 2, 10,
     "format version 2"},
    {"the version in second place", "\"vuoro\": 1,\n\"name\": \"Näyte\"",
     "\"name\": \"Näyte\",\n\"vuoro\": 1", "version_first", "/vuoro", 3, 1,
     R"("vuoro" is not the first key)"},
    {"an id twice", R"("id": "town")", R"("id": "kela")", "duplicate_id", "/agencies/1/id", 8, 53,
     R"(a second agency with the id "kela")"},
    {"a resource key twice", R"("counters": 1)",
     R"("booths": [{"id": "counter-1"}], "counters": 1)", "duplicate_id", "/offices/1/booths/0/id",
     16, 58, R"("south.counter-1")"},
    {"a reference to nothing", R"("agency": "town")", R"("agency": "twon")", "unknown_reference",
     "/services/1/agency", 12, 30, R"(there is no agency "twon")", R"(did you mean "town"?)"},
    {"a zone of no place", R"("skills")", R"("time_zone": "Europe/Helsingfors", "skills")",
     "unknown_time_zone", "/time_zone", 6, 14, R"("Europe/Helsingfors" is no IANA time zone)"},
    {"a day that never was", R"("agreements": [])",
     R"("agreements": [{"id": "x", "agency": "kela", "to": "2026-02-29"}])", "no_such_date",
     "/agreements/0/to", 18, 52, "there is no day 2026-02-29"},
    {"an end before its start", R"("agreements": [])",
     R"("agreements": [{"id": "x", "agency": "kela", "from": "2026-02-02", "to": "2026-02-01"}])",
     "wrong_order", "/agreements/0/to", 18, 74, R"("to" is before "from")"},
    {"more visits at least than at most", R"("agreements": [])",
     R"("agreements": [{"id": "x", "agency": "kela", "min_visits": 2}])", "wrong_order",
     "/agreements/0/min_visits", 18, 60, "at least 2 visits a week, but at most 0",
     R"(Maybe add "max_visits".)"},
    {"a grid off the quantum", R"("grid_min": 15)", R"("grid_min": 12)", "off_quantum",
     "/rules/grid_min", 7, 23, "12 is no multiple of the quantum"},
    {"successors in a circle", R"({"id": "kela", "name": "Kela"})",
     R"({"id": "kela", "name": "Kela", "successor": {"agency": "kela", "from": "2026-01-01"}})",
     "successor_cycle", "/agencies/0/successor", 8, 58,
     R"(the successors of agency "kela" lead back)"},
    {"an association that decides (A17)", R"("duration_min": 30)",
     R"("duration_min": 30, "task": "decision")", "not_their_task", "/services/2/task", 13, 80,
     R"(service "peers" is of an ngo)"},
    {"an association given another's service (A17)", R"("queues": [])",
     R"("queues": [{"id": "q", "agency": "ngo", "office": "*", "services": ["peers", "advice"]}])",
     "not_their_service", "/queues/0/services/1", 19, 78,
     R"(service "advice" belongs to agency "town", not to "ngo", an NGO)"},
    {"an association as party (D8)", R"("agreements": [])",
     R"("agreements": [{"id": "x", "agency": "ngo"}])", "not_a_party", "/agreements/0/agency", 18,
     38, R"(agency "ngo" is of kind ngo and no party)"},
    {"an offer twice", R"([{"office": "north", "service": "benefits"}])",
     R"([{"office": "north", "service": "benefits"}, {"office": "*", "service": "benefits"}])",
     "duplicate_offer", "/offers/1", 22, 56,
     R"("north/benefits/on_site" is offered a second time)"},
    {"one id for many offers", R"([{"office": "north",)", R"([{"id": "o", "office": "*",)",
     "id_for_many", "/offers/0/id", 22, 19, "one id for 2 offers"},
    {"a mode the service lacks", R"("service": "benefits"})",
     R"("service": "benefits", "mode": "phone"})", "mode_impossible", "/offers/0/service", 22, 43,
     R"(service "benefits" has no phone, only on_site video_booth)"},
    {"a booth offer without booths", R"([{"office": "north", "service": "benefits"})",
     R"([{"office": ["north", "south"], "service": "benefits", "mode": "video_booth"})",
     "mode_impossible", "/offers/0/office/1", 22, 33,
     R"(office "south" has no booth, which video_booth needs)"},
    {"equipment that no counter has (A5)", R"("video_booth": 25})",
     R"("video_booth": 25}, "equipment": ["camera"])", "equipment_missing", "/offers/0/office", 22,
     23, R"(no counter of office "north" has the equipment that service "benefits" needs)"},
    {"an offer for nobody", R"("service": "benefits"})",
     R"("service": "benefits", "bookable": false, "walk_in": false})", "never_given", "/offers/0",
     22, 12, "neither bookable nor for walk-ins"},
    {"an official who speaks an interpreted language", R"("base": "north")",
     R"("base": "north", "languages": ["fi", "ar"])", "interpreted_language",
     "/people/0/languages/1", 17, 99, R"("ar" is marked as interpreted)"},
    {"an interpreter of nothing", R"("role": "official", "agency": "kela")",
     R"("role": "interpreter", "languages": ["sv"])", "interpreted_language", "/people/0/languages",
     17, 60, "an interpreter of no language"},
    {"face to face in an interpreted language", R"("demand": [])",
     R"("demand": [{"agency": "kela", "office": "north", "language": "ar", "half_hours": 2, "video": false}])",
     "interpreted_language", "/demand/0/video", 20, 94, R"("ar" is interpreted)"},
    {"a traveller without a base", R"("base": "north")",
     R"("visits": ["south"], "max_field_days": 1)", "base_needed", "/people/0/visits", 17, 72,
     R"(needs a "base")"},
    {"the prefix of private queues", R"("queues": [])",
     R"("queues": [{"id": "q", "agency": "kela", "office": "*", "prefix": "X"}])", "prefix_taken",
     "/queues/0/prefix", 19, 67, R"(the prefix "X" is kept for private queues)"},
    {"two queues with one number", R"("queues": [])",
     R"("queues": [{"id": "q", "agency": "kela", "office": "*", "prefix": "K", "last": 500}, {"id": "r", "agency": "town", "office": "south", "prefix": "K", "first": 500}])",
     "prefix_taken", "/queues/1/prefix", 19, 145,
     R"(queues "q" and "r" both print the number K500 in office "south")"},
    {"a service in two queues", R"("queues": [])",
     R"("queues": [{"id": "q", "agency": "kela", "office": "*"}, {"id": "r", "agency": "kela", "office": "south"}])",
     "queues_overlap", "/queues/1", 19, 58,
     R"(queues "q" and "r" both take the same services in office "south")"},
    {"a cycle of three weeks", R"("planning": {})", R"("planning": {"cycle_weeks": 3})",
     "out_of_range", "/planning/cycle_weeks", 21, 29,
     "a cycle of 3 weeks; 1, 2 and 4 are possible"},
    {"a matrix with a short row", R"("planning": {})",
     R"("planning": {}, "drive_min": {"offices": ["north", "south"], "minutes": [[0, 5], [5]]})",
     "bad_matrix", "/drive_min/minutes/1", 21, 82, "a row of 1 minutes for 2 offices"},
    {"a matrix with too few rows", R"("planning": {})",
     R"("planning": {}, "drive_min": {"offices": ["north", "south"], "minutes": [[0, 5]]})",
     "bad_matrix", "/drive_min/minutes", 21, 73, "1 rows for 2 offices"},
    {"a pin with a worth", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "pin", "worth": 5}]})", "bad_decision",
     "/planning/decisions/0/worth", 21, 55, "only a preference has a worth"},
    {"a preference without one", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "prefer", "office": "north"}]})", "bad_decision",
     "/planning/decisions/0", 21, 28, R"(a preference needs a "worth")",
     "Maybe 100, as much as an unmet half hour."},
    {"hours without an end", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "pin", "from": "09:00"}]})", "bad_decision",
     "/planning/decisions/0", 21, 28, R"(hours need both "from" and "to")"},
    {"hours that end before they begin", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "pin", "from": "09:00", "to": "08:30"}]})",
     "wrong_order", "/planning/decisions/0", 21, 28, R"("to" is not after "from")"},
    {"exactly no hours", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "pin", "exact": true}]})", "bad_decision",
     "/planning/decisions/0/exact", 21, 55, "only a wanted visit with hours can be exact"},
    {"video that is pinned", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "pin", "video": true}]})", "bad_decision",
     "/planning/decisions/0/video", 21, 55, "only what is forbidden can be video"},
    {"a person's calls for one office", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "forbid", "person": "k", "office": "north", "video": true}]})",
     "bad_decision", "/planning/decisions/0/video", 21, 92,
     "a person's calls cannot be forbidden for one office alone",
     "Maybe leave out the office or the person."},
    {"a person of another agency", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "pin", "person": "k", "agency": "town"}]})",
     "bad_decision", "/planning/decisions/0/agency", 21, 71, R"("k" is of another agency)"},
    {"a decision about nobody", R"("planning": {})",
     R"("planning": {"decisions": [{"decide": "pin", "person": "kk"}]})", "unknown_reference",
     "/planning/decisions/0/person", 21, 56, R"(there is no person "kk")", R"(did you mean "k"?)"},
    {"minutes to oneself", R"("planning": {})",
     R"("planning": {}, "drive_min": {"offices": ["south"], "minutes": [[5]]})", "bad_matrix",
     "/drive_min/minutes/0/0", 21, 66, "5 min from an office to itself"},
    {"a second override", R"("planning": {})",
     R"("planning": {}, "coverage": {"office_overrides": [{"offices": "north", "min_population": 1}, {"offices": "*", "min_population": 2}]})",
     "overridden_twice", "/coverage/office_overrides/1/offices", 21, 106,
     R"(a second override for office "north")"},
    {"a lunch that ends first", R"("planning": {})",
     R"("planning": {"lunch": {"from": "12:00", "to": "11:00"}})", "wrong_order", "/planning/lunch",
     21, 23, R"("to" is not after "from")"},
    {"an agency weighed twice", R"("planning": {})",
     R"("planning": {"weights": {"agencies": [{"agency": "kela"}, {"agency": "kela", "wait": 2}]}})",
     "overridden_twice", "/planning/weights/agencies/1/agency", 21, 70,
     R"("kela" has weights of its own already)"},
    {"bands that overlap", R"("planning": {})",
     R"("planning": {}, "coverage": {"bands": [{"from_min": 0, "to_min": 20, "population": 5}, {"from_min": 10, "to_min": 30, "population": 5}]})",
     "wrong_order", "/coverage/bands/1/from_min", 21, 101,
     "the band from 10 min begins before the last one ends, at 20 min", "Maybe sort the bands."},
    {"an empty band", R"("planning": {})",
     R"("planning": {}, "coverage": {"bands": [{"from_min": 20, "to_min": 20, "population": 5}]})",
     "wrong_order", "/coverage/bands/0/to_min", 21, 67, R"("to_min" is not after "from_min")"},
    {"minutes to an office that is none", R"("planning": {})",
     R"("planning": {}, "coverage": {"areas": [{"id": "a", "name": "A", "population": 5, "minutes": {"nort": 5}}]})",
     "unknown_reference", "/coverage/areas/0/minutes/nort", 21, 94, R"(there is no office "nort")",
     R"(did you mean "north"?)"},
    // Text that is no JSON document.
    {"a comma too many", R"(["permits"])", R"(["permits",])", "bad_json", "/skills", 6, 22,
     "']' does not fit here", "Maybe remove the comma before it."},
    {"a comma too few", R"("Kaupunki", "kind")", R"("Kaupunki" "kind")", "bad_json", "/agencies/1",
     8, 80, "'\"' does not fit here", "Maybe a comma or a colon is missing."},
    {"a comment", R"("skills")", "// names\n\"skills\"", "bad_json", "", 6, 1,
     "'/' does not fit here", "JSON has no comments"},
    {"single quotes", R"(["permits"])", R"(['permits'])", "bad_json", "/skills", 6, 12,
     "''' does not fit here", "Maybe use double quotes."},
    {"a quote that is missing", R"(["permits"],)", R"(["permits],)", "bad_json", "/skills", 6, 22,
     "a broken string", "Maybe the closing quote is missing."},
    {"an escape that is none", R"("Näyte")", R"("N\äyte")", "bad_json", "", 3, 12,
     "a broken string"},
    {"a number too large", R"("grid_min": 15)", R"("grid_min": 1e999)", "bad_json", "/rules", 7, 23,
     "a number too large"},
    {"half a pair", R"("Näyte")", R"("\ud83d")", "bad_json", "", 3, 16, "a broken string"},
    {"a key twice", R"("planning": {},)", "\"planning\": {},\n\"queues\": [],", "duplicate_key",
     "/queues", 22, 1, R"(the key "queues" stands here a second time)"},
    {"bytes of another encoding", R"(Näyte)", "N\xe4yte", "bad_utf8", "", 3, 11, "byte 0xe4"},
    {"a NUL in a text", R"("Näyte")", R"("N\u0000")", "bad_character", "", 3, 9,
     "control character 0x00"},
    {"a NUL between", R"("skills")", std::string_view("\0\"skills\"", 9), "bad_character", "", 6, 1,
     "control character 0x00"},
    // Warnings.
    {"minutes that are rounded", R"("duration_min": 15)", R"("duration_min": 17)", "rounded",
     "/services/1/duration_min", 12, 74, "17 min is taken as 20"},
    {"\"*\" that cannot be everywhere", R"("service": "benefits"}])",
     R"("service": "benefits"}, {"office": "*", "service": "benefits", "mode": "video_booth"}])",
     "left_out", "/offers/1/office", 22, 67, "1 of the offices cannot have video_booth: south"},
    {"an office without hours",
     R"("counters": 1, "hours": [{"days": "mon-fri", "from": "09:00", "to": "16:00"}])",
     R"("counters": 1)", "never_open", "/offices/1", 16, 3, R"(office "south" has no hours)"},
    {"hours outside the building's", R"("service": "benefits"}])",
     R"("service": "benefits", "hours": [{"days": "mon", "from": "15:00", "to": "17:00"}]}])",
     "outside_building", "/offers/0/hours", 22, 64,
     "partly outside the building's in office north"},
    {"stops at once",
     R"("counters": 1, "hours": [{"days": "mon-fri", "from": "09:00", "to": "16:00"}])",
     R"("kind": "mobile", "stops": [{"place": "a", "hours": [{"days": "mon-tue", "from": "09:00", "to": "12:00"}]}, {"place": "b", "hours": [{"days": "tue", "from": "11:00", "to": "13:00"}]}])",
     "stops_overlap", "/offices/1/stops", 16, 67,
     R"(the stops 1 and 2 of office "south" overlap in time)"},
    {"video with an official, which is no fault", R"("service": "benefits"}])",
     R"("service": "benefits"}, {"office": "north", "service": "benefits", "mode": "video_booth"}])",
     "", "", 0, 0, ""},
    {"people who are not there", R"("service": "benefits"}])",
     R"("service": "benefits", "performer": "advisor", "staffing": "people"}])", "nobody_serves",
     "/offers/0", 22, 12,
     R"(offer "north/benefits/on_site": no advisor is based in or sent to office "north")"},
    {"no interpreter", R"("demand": [])",
     R"("demand": [{"agency": "kela", "office": "north", "language": "ar", "half_hours": 2}])",
     "nobody_serves", "/demand/0", 20, 12, R"(there is no interpreter of "ar")"},
    {"a key without effect", R"("base": "north")", R"("base": "north", "visits": ["south"])",
     "no_effect", "/people/0/visits", 17, 89, R"("visits" without "max_field_days")"},
    {"people of no office without a table", R"("planning": {})",
     R"("planning": {}, "coverage": {"unassigned": 5})", "no_effect", "/coverage/unassigned", 21,
     44, R"(count beside "bands" only)"},
    {"an agreement without video (A10)", R"("agreements": [])",
     R"("agreements": [{"id": "x", "agency": "town", "office": "north"}])", "remote_gap",
     "/agencies/1", 8, 46,
     R"(agency "town" has an agreement but no video in 1 of its offices: north)"},
};

std::string With(const Case& change) {
  std::string json(kBase);
  const size_t at = json.find(change.from);
  EXPECT_NE(at, std::string::npos) << change.what;
  if (at == std::string::npos) return json;
  json.replace(at, change.from.size(), change.to);
  return json;
}

// The byte at a fault's line and column, counted slowly from the start.
size_t OffsetOf(std::string_view json, const Fault& fault) {
  size_t at = 0;
  for (int line = 1; line < fault.line; ++line) at = json.find('\n', at) + 1;
  for (int column = 1; column < fault.column; ++column) {
    do ++at;
    while (at < json.size() && (static_cast<unsigned char>(json[at]) & 0xc0) == 0x80);
  }
  return at;
}

// True if a fault's pointer and place agree: its last step is the key that stands there or the key
// before the value that does; a position comes after "[" or a comma.
bool PlaceFitsPointer(std::string_view json, const Fault& fault) {
  const size_t at = OffsetOf(json, fault);
  if (fault.pointer.empty()) return json.find_first_not_of(" \n") == at;
  const std::string step = fault.pointer.substr(fault.pointer.rfind('/') + 1);
  const std::string key = "\"" + step + "\"";
  if (json.substr(at, key.size()) == key) return true;
  std::string_view before = json.substr(0, at);
  before = before.substr(0, before.find_last_not_of(" \n") + 1);
  if (step.find_first_not_of("0123456789") == std::string::npos) {
    return before.back() == '[' || before.back() == ',';
  }
  return before.size() > key.size() && before.back() == ':' &&
         before.substr(before.size() - 1 - key.size(), key.size()) == key;
}

// The first error, else the first warning.
const Fault* Foremost(const std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    if (fault.severity == Severity::kError) return &fault;
  }
  return faults.empty() ? nullptr : &faults.front();
}

TEST(FaultTest, TheBaseHasNone) {
  std::vector<Fault> faults;
  EXPECT_TRUE(LoadNetwork(kBase, &faults).ok());
  EXPECT_EQ(Printed(faults), "");
}

TEST(FaultTest, EveryFaultIsNamedAtItsPlace) {
  for (const Case& change : kCases) {
    SCOPED_TRACE(change.what);
    std::vector<Fault> faults;
    const absl::Status status = LoadNetwork(With(change), &faults).status();
    if (change.rule.empty()) {
      EXPECT_EQ(Printed(faults), "");
      continue;
    }
    ASSERT_FALSE(faults.empty());
    const Fault& fault = *Foremost(faults);
    SCOPED_TRACE(Printed(faults));
    EXPECT_EQ(fault.rule, change.rule);
    EXPECT_EQ(fault.pointer, change.pointer);
    EXPECT_EQ(fault.line, change.line);
    EXPECT_EQ(fault.column, change.column);
    // Those point into the text, not at a value.
    const std::set<std::string_view> inside = {"bad_json", "bad_utf8", "bad_character"};
    if (!inside.contains(fault.rule)) {
      EXPECT_TRUE(PlaceFitsPointer(With(change), fault));
    }
    EXPECT_THAT(fault.message, ::testing::HasSubstr(change.message));
    EXPECT_THAT(fault.suggestion, ::testing::HasSubstr(change.suggestion));
    if (fault.severity == Severity::kWarning) {
      EXPECT_TRUE(status.ok());
      continue;
    }
    EXPECT_TRUE(HasReason(status, Reason::kBadDocument));
    EXPECT_EQ(PathOf(status), change.pointer);
    EXPECT_THAT(MessageOf(status), ::testing::HasSubstr(fault.message));
  }
}

TEST(FaultTest, AdvisorsAreRefusedWhereTheAuthorityMustBe) {
  std::string json(kBase);
  json.replace(json.find(R"("duration_min": {"on)"), 0,
               R"("requires_authority_in_person": true, )");
  json.replace(json.find(R"("service": "benefits"}])"), 23,
               R"("service": "benefits", "performer": "mandate"}])");
  std::vector<Fault> faults;
  EXPECT_FALSE(LoadNetwork(json, &faults).ok());
  EXPECT_EQ(
      Printed(faults),
      "doc:22:43: error: service \"benefits\" requires the authority in person, so no mandate; "
      "Maybe let an official give it. [authority_required]\n");
}

TEST(FaultTest, ColumnsCountCharactersNotBytes) {
  std::vector<Fault> faults;
  EXPECT_FALSE(LoadNetwork("{\"vuoro\": 1, \"näme\": \"ääkköset 🎫\", \"x\": 1}", &faults).ok());
  ASSERT_GE(faults.size(), 2u);
  std::map<std::string, int> column;
  for (const Fault& fault : faults) column[fault.pointer] = fault.column;
  EXPECT_EQ(column["/näme"], 14);
  EXPECT_EQ(column["/x"], 36);
}

TEST(FaultTest, AllFaultsComeAtOnceInTheOrderOfTheText) {
  std::string json(kBase);
  json.replace(json.find("\"kela\", \"name\""), 6, "\"Kela\"");
  json.replace(json.find("\"booths\": 1"), 11, "\"boots\": 1");
  json.replace(json.find("\"base\": \"north\""), 15, "\"base\": \"nort\"");
  std::vector<Fault> faults;
  const absl::Status status = LoadNetwork(json, &faults).status();
  std::vector<std::string_view> rules;
  for (const Fault& fault : faults) rules.push_back(fault.rule);
  EXPECT_THAT(rules, ::testing::ElementsAre("bad_form", "unknown_reference", "unknown_key",
                                            "unknown_reference", "unknown_reference"))
      << Printed(faults);
  EXPECT_THAT(MessageOf(status), ::testing::EndsWith("and 4 more errors"));
}

TEST(FaultTest, NothingButJsonIsExplained) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "doc:1:1: error: the document is empty; Maybe the file was cut off. [bad_json]\n"},
      {" \n ", "doc:2:2: error: the document is empty; Maybe the file was cut off. [bad_json]\n"},
      {"[]", "doc:1:1: error: a list where an object is wanted [wrong_type]\n"},
      {"\xef\xbb\xbf{}",
       "doc:1:1: error: the document begins with a byte order mark; Maybe save it as UTF-8 without "
       "BOM. [byte_order_mark]\n"},
      {"{\"vuoro\": 1,\n \"offices\": [1, 2",
       "doc:2:18: error: the document ends too early; Maybe a ] is missing for the [ in line 2. "
       "[bad_json]\n"},
      {"{} {}",
       "doc:1:4: error: '{' does not fit here; Maybe a comma or a colon is missing. [bad_json]\n"},
  };
  for (const auto& [json, printed] : cases) {
    std::vector<Fault> faults;
    EXPECT_FALSE(LoadNetwork(json, &faults).ok());
    EXPECT_EQ(Printed(faults), printed);
  }
}

TEST(FaultTest, FaultsMayBeIgnored) {
  EXPECT_TRUE(HasReason(LoadNetwork("{").status(), Reason::kBadDocument));
}

// The list in docs/network.md and the one in the header name the same tokens, and every token has a
// case here or in limits_test.cc.
TEST(FaultTest, DocsAndCasesCoverEveryRule) {
  std::set<std::string> rules;
#define VUORO_TEST_RULE(name, token, kind) rules.insert(token);
  VUORO_FAULT_RULES(VUORO_TEST_RULE)
#undef VUORO_TEST_RULE
  const std::string docs = ReadFile(VUORO_SOURCE_DIR "/docs/network.md");
  std::set<std::string> documented;
  const std::regex row("\n\\| `([a-z_0-9]+)` \\| (error|warning) \\|");
  for (std::sregex_iterator i(docs.begin(), docs.end(), row), end; i != end; ++i) {
    documented.insert((*i)[1]);
  }
  EXPECT_EQ(documented, rules);
  std::set<std::string> tested = {"limit", "authority_required", "byte_order_mark"};
  for (const Case& change : kCases) {
    if (!change.rule.empty()) tested.emplace(change.rule);
  }
  EXPECT_EQ(tested, rules);
}

}  // namespace
}  // namespace vuoro
