// A small network with every kind of service, and a Monday to use it on.
#ifndef VUORO_TESTS_ENGINE_TEST_NETWORK_H_
#define VUORO_TESTS_ENGINE_TEST_NETWORK_H_

#include <cstdint>
#include <string_view>

namespace vuoro {

// Two offices of one network. "centre" has two counters, one booth, an advisor and walk-ins; video
// calls go to two officials, one of whom speaks Swedish; one interpreter interprets Arabic.
inline constexpr std::string_view kTestNetwork = R"({
  "vuoro": 1,
  "name": "Test network",
  "languages": ["fi", "sv", {"code": "ar", "interpreted": true}],
  "agencies": [{"id": "kela", "name": "Kela", "private_queues": true},
               {"id": "town", "name": "Town", "kind": "municipality"}],
  "services": [
    {"id": "benefit", "agency": "kela", "name": "Benefit",
     "duration_min": {"on_site": 30, "video_booth": 30, "phone": 20}, "assist_min": 10},
    {"id": "advice", "agency": "town", "name": "Advice", "duration_min": 15}],
  "offices": [
    {"id": "centre", "name": "Centre", "counters": 2, "booths": 1,
     "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]},
    {"id": "village", "name": "Village", "counters": 1,
     "hours": [{"days": "mon-fri", "from": "09:00", "to": "12:00"}]}],
  "people": [
    {"id": "anna", "role": "official", "agency": "kela", "base": "centre", "languages": ["fi", "sv"],
     "hours": [{"days": "mon-fri", "from": "08:00", "to": "15:00"}],
     "visits": ["village"], "max_field_days": 2},
    {"id": "bert", "role": "official", "agency": "kela", "base": "centre", "languages": ["fi"],
     "hours": [{"days": "mon-fri", "from": "09:00", "to": "16:00"}]},
    {"id": "carl", "role": "advisor", "base": "centre", "languages": ["fi"],
     "hours": [{"days": "mon-fri", "from": "08:00", "to": "16:00"}]},
    {"id": "dina", "role": "interpreter", "languages": ["fi", "ar"],
     "hours": [{"days": "mon-fri", "from": "10:00", "to": "14:00"}]}],
  "offers": [
    {"office": ["centre", "village"], "service": "advice"},
    {"office": "centre", "service": "benefit", "mode": "on_site"},
    {"office": "centre", "service": "benefit", "mode": "video_booth"},
    {"office": "centre", "service": "benefit", "mode": "phone"},
    {"office": "village", "service": "benefit", "mode": "on_site", "arrangement": "visit_hours"}],
  "agreements": [{"id": "a1", "kind": "national", "agency": "kela", "office": "*", "status": "signed",
                  "max_visits": 2}],
  "demand": [{"agency": "kela", "office": "village", "language": "fi", "half_hours": 6, "video": false}],
  "drive_min": {"offices": ["centre", "village"], "minutes": [[0, 30], [30, 0]]}
})";

// Monday 2 March 2026, 09:00 in Helsinki.
inline constexpr int64_t kMonday0900 = 1772434800'000000;
inline constexpr int64_t kMinuteUs = 60'000000;

}  // namespace vuoro

#endif  // VUORO_TESTS_ENGINE_TEST_NETWORK_H_
