// Writing `weekly-plan-1` JSON.
#include <nlohmann/json.hpp>

#include "vuoro/planning/problem_json.h"

namespace vuoro::planning {
namespace {

using Json = nlohmann::json;

Json WindowsToJson(const std::vector<Window>& windows) {
  Json out = Json::array();
  for (const Window& w : windows) {
    out.push_back(w.empty() ? Json(nullptr) : Json::array({w.from, w.to}));
  }
  return out;
}

Json OfficialToJson(const Official& e, size_t id) {
  Json field = Json::array();
  for (const bool day : e.field) field.push_back(day ? 1 : 0);
  Json out = {{"id", id},
              {"agency", e.agency},
              {"base", e.base},
              {"languages", e.languages},
              {"offices", e.offices},
              {"field", field},
              {"max_field_days", e.max_field_days},
              {"max_day", e.max_day},
              {"max_week", e.max_week},
              {"remote", WindowsToJson(e.remote)}};
  if (!e.remote_gaps.empty()) {
    for (const auto& day : e.remote_gaps) out["remote_gaps"].push_back(WindowsToJson(day));
  }
  return out;
}

Json DecisionToJson(const Decision& d, size_t) {
  Json out = {{"decide", std::string(kDecisionWords[static_cast<size_t>(d.kind)])}};
  const auto name = [&](const char* key, int position) {
    if (position >= 0) out[key] = position;
  };
  name("official", d.official);
  name("agency", d.agency);
  name("office", d.office);
  name("day", d.day);
  if (!d.window.empty()) out["window"] = Json::array({d.window.from, d.window.to});
  if (d.exact) out["exact"] = true;
  if (d.video) out["video"] = true;
  if (d.worth != 0) out["worth"] = d.worth;
  return out;
}

// `make(item, position)` gives one entry's JSON.
template <class T, class Make>
Json ListToJson(const std::vector<T>& items, Make make) {
  Json out = Json::array();
  for (size_t i = 0; i < items.size(); ++i) out.push_back(make(items[i], i));
  return out;
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string ProblemToJson(const Problem& p) {
  Json root = {{"format", "weekly-plan-1"},
               {"name", p.name},
               {"days", p.days},
               {"slots_per_day", p.slots_per_day},
               {"slot_minutes", p.slot_minutes},
               {"first_slot", p.first_slot},
               {"min_visit", p.min_visit},
               {"max_visit", p.max_visit},
               {"max_stops", p.max_stops},
               {"interpreters", p.interpreters},
               {"drive_minutes", p.drive_minutes}};
  if (p.weeks != 1) root["weeks"] = p.weeks;
  root["weights"] = {
      {"unmet", p.weights.unmet}, {"travel", p.weights.travel}, {"wait", p.weights.wait}};
  if (p.lunch_after > 0) root["lunch_after"] = p.lunch_after;
  if (!p.agency_weights.empty()) {
    root["agency_weights"] =
        ListToJson(p.agency_weights, [](const AgencyWeights& w, size_t) -> Json {
          return {{"unmet", w.unmet}, {"wait", w.wait}};
        });
  }
  if (!p.presence.empty() || p.weights.absence != Weights().absence) {
    root["weights"]["absence"] = p.weights.absence;
  }
  if (!p.presence.empty()) {
    root["presence"] = ListToJson(p.presence, [](const Presence& x, size_t) -> Json {
      return {{"agency", x.agency},
              {"office", x.office},
              {"day", x.day},
              {"hours", WindowsToJson({x.hours})[0]}};
    });
  }
  root["languages"] = ListToJson(p.languages, [](const Language& l, size_t id) -> Json {
    return {{"id", id}, {"code", l.code}, {"interpreted", l.interpreted}};
  });
  root["agencies"] = ListToJson(p.agencies, [](const std::string& name, size_t id) -> Json {
    return {{"id", id}, {"name", name}};
  });
  root["offices"] = ListToJson(p.offices, [](const Office& o, size_t id) -> Json {
    Json office = {{"id", id},
                   {"name", o.name},
                   {"desks", o.desks},
                   {"booths", o.booths},
                   {"open", WindowsToJson(o.open)}};
    if (!o.no_video.empty()) office["no_video"] = o.no_video;
    return office;
  });
  root["officials"] = ListToJson(p.officials, OfficialToJson);
  root["agreements"] = ListToJson(p.agreements, [](const Agreement& g, size_t) -> Json {
    return {{"agency", g.agency},
            {"office", g.office},
            {"min_visits", g.min_visits},
            {"max_visits", g.max_visits},
            {"weekdays", g.weekdays}};
  });
  root["exclusive"] = ListToJson(p.exclusive, [](const ExclusiveGroup& x, size_t) -> Json {
    return {{"office", x.office}, {"agencies", x.agencies}};
  });
  root["demand"] = ListToJson(p.demand, [](const DemandLine& k, size_t id) -> Json {
    Json line = {{"id", id},           {"agency", k.agency},
                 {"office", k.office}, {"language", k.language},
                 {"slots", k.slots},   {"video", k.video}};
    if (!k.weekdays.empty()) line["weekdays"] = k.weekdays;
    return line;
  });
  if (!p.decisions.empty()) root["decisions"] = ListToJson(p.decisions, DecisionToJson);
  return Dump(root);
}

std::string PlanToJson(const Plan& plan, std::string_view problem_name) {
  Json root = {{"format", "weekly-plan-1"}, {"instance", std::string(problem_name)}};
  root["visits"] = ListToJson(plan.visits, [](const Visit& v, size_t) -> Json {
    Json serves = Json::array();
    for (const Serve& s : v.serves) serves.push_back(Json::array({s.line, s.slots}));
    return {{"official", v.official}, {"office", v.office}, {"day", v.day},
            {"start", v.start},       {"end", v.end},       {"serves", serves}};
  });
  root["video"] = ListToJson(plan.video, [](const VideoCall& c, size_t) -> Json {
    return {{"official", c.official}, {"line", c.line}, {"day", c.day}, {"slot", c.slot}};
  });
  return Dump(root);
}

std::string DisruptionToJson(const Disruption& disruption, std::string_view problem_name) {
  Json root = {{"format", "weekly-plan-1"}, {"instance", std::string(problem_name)}};
  root["absent"] = ListToJson(disruption.absent, [](const Absence& a, size_t) -> Json {
    return {{"official", a.official}, {"day", a.day}};
  });
  root["closed"] = ListToJson(disruption.closed, [](const Closure& c, size_t) -> Json {
    return {{"office", c.office}, {"day", c.day}};
  });
  root["lost_desks"] = ListToJson(disruption.lost_desks, [](const LostDesks& l, size_t) -> Json {
    return {{"office", l.office}, {"desks", l.desks}};
  });
  return Dump(root);
}

}  // namespace vuoro::planning
