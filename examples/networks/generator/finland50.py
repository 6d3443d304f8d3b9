"""The national network of 50 joint offices: offices, agencies, services, offers, people, agreements
and demand from data/, tables.py and one seed."""
from . import finland_coverage, finland_demand, netdoc, tables, witness
from .netdoc import weekly

SEED = 2030
POPULATION = 5395968
CLOSED_EVES = [{"holiday": "midsummer_eve", "closed": True},
               {"holiday": "christmas_eve", "closed": True}]


# --- offices ---------------------------------------------------------------------------------------

def opening(key, population):
    if key in tables.SPARSE_HOURS:
        days, start, end = tables.SPARSE_HOURS[key]
        return [weekly(days, start, end)]
    if key in tables.LONG_TUESDAY_TRIAL + tables.LONG_TUESDAY_ALSO:
        return [weekly(["mon", "wed", "thu", "fri"], "08:00", "16:15"),
                weekly("tue", "08:00", "18:00")]
    if population >= 60000:
        return [weekly("mon-fri", "08:00", "16:15")]
    return [weekly("mon-fri", "09:00", "16:00" if population >= 20000 else "15:00")]


def counters(population):
    """Two at least, one for the advisor and one for a visiting official; in larger offices for half
    of the visits of 2030 (2.22 a day per thousand people), 15 minutes each, seven hours a day, 85 %
    busy."""
    visits = population * 2.22 / 1000
    number = max(2, int(visits * 0.5 * 15 / (420 * 0.85)) + 1)
    out = []
    for i in range(1, number + 1):
        equipment = ["document_camera"]
        if i == 1 or i % 8 == 0:
            equipment.append("cash_desk")
        if i == 2 or i % 4 == 0:
            equipment.append("biometrics")
        if i == 2 or i % 3 == 0:
            equipment.append("closed_room")
        out.append({"id": "counter-%d" % i, "equipment": equipment})
    return out


def booths(population):
    number = 1 + sum(population >= limit for limit in (60000, 130000, 240000, 400000, 800000))
    return [{"id": "booth-%d" % i,
             "equipment": ["document_camera", "scanner", "printer", "second_display", "closed_room"]}
            for i in range(1, number + 1)]


def offices():
    towns = {m["name_fi"]: m for m in netdoc.read_csv("municipalities_2020.csv")}
    out = []
    for row in netdoc.read_csv("offices50.csv"):
        name, population = row["office"], int(row["population"])
        key = netdoc.slug(name)
        if name in tables.BY_HAND:
            town, latitude, longitude = tables.BY_HAND[name]
            swedish = name.replace(town, towns[town]["name_sv"])
        else:
            town, swedish = name, towns[name]["name_sv"]
            latitude, longitude = float(towns[name]["lat"]), float(towns[name]["lon"])
        office = {"id": key,
                  "name": {"fi": name} if swedish == name else {"fi": name, "sv": swedish},
                  "municipality": town, "population": population,
                  "latitude": latitude, "longitude": longitude,
                  "hours": opening(key, population), "exceptions": CLOSED_EVES,
                  "counters": counters(population), "booths": booths(population),
                  "rooms": 1 + sum(population >= limit for limit in (60000, 200000, 400000)),
                  "terminals": 1 + sum(population >= x for x in (20000, 60000, 130000, 240000, 400000))}
        if key in tables.LONG_TUESDAY_TRIAL:
            office["pilot"] = True
        if key == "joensuu":
            office["opens_on"] = "2023-02-20"
        out.append(office)
    return out


# --- agencies and services --------------------------------------------------------------------------

def agencies():
    rows = {r["code"]: r for r in netdoc.read_csv("agencies.csv")}
    out = []
    for code, (key, fi, sv, en) in tables.STATE_AGENCIES.items():
        visits = {year: round(float(rows[code]["visits_%s_million" % year]) * 1000000)
                  for year in ("2011", "2019", "2023", "2030")
                  if rows[code]["visits_%s_million" % year]}
        agency = {"id": key, "name": {"fi": fi, "sv": sv, "en": en}, "kind": "state"}
        if key == "kela":
            agency["private_queues"] = True
        if key == "dvv":
            out.append({"id": "register-offices",
                        "name": {"fi": "Maistraatit", "sv": "Magistraterna",
                                 "en": "Local register offices"},
                        "kind": "state", "successor": {"agency": "dvv", "from": "2020-01-01"},
                        "visits": {y: v for y, v in visits.items() if y < "2020"}})
            visits = {y: v for y, v in visits.items() if y >= "2020"}
        if visits:
            agency["visits"] = visits
        out.append(agency)
    for key, kind, private, fi, sv, en in (
            ("municipality", "municipality", False, "Kunta", "Kommunen", "Municipality"),
            ("welfare-region", "welfare_region", True, "Hyvinvointialue", "Välfärdsområdet",
             "Wellbeing services county"),
            ("ngo-seniors", "ngo", False, "Senioriyhdistys (esimerkki)",
             "Seniorförening (exempel)", "Senior citizens' association (example)"),
            ("ngo-newcomers", "ngo", False, "Kotoutumisyhdistys (esimerkki)",
             "Integrationsförening (exempel)", "Integration association (example)")):
        agency = {"id": key, "name": {"fi": fi, "sv": sv, "en": en}, "kind": kind}
        if private:
            agency["private_queues"] = True
        out.append(agency)
    return out


PROVIDERS = {"MUNICIPALITY": "municipality", "OFFICE": "municipality", "EDUNV": "oikeusapu",
             "WELFARE_REGION": "welfare-region"}
ON_SITE = {"full_time", "weekly_hours", "visit_by_appointment", "advisor", "ngo_hours", "mandate"}


def seed_services():
    """(id, agency, seed entry, its modes) of every standard service; the NGO service once per
    association."""
    data = netdoc.read_json("standard_services.json")
    out = []
    for s in data["municipal"] + data["agency"]:
        modes = {m["mode"] for m in s["modes"]}
        if s["provider"] == "NGO":
            out += [("%s-consult" % ngo, ngo, s, modes) for ngo in ("ngo-seniors", "ngo-newcomers")]
            continue
        if s["provider"] in tables.STATE_AGENCIES:
            agency = tables.STATE_AGENCIES[s["provider"]][0]
        else:
            agency = PROVIDERS[s["provider"]]
        out.append((s["code"].lower(), agency, s, modes))
    return out


def rounded_up(minutes):
    """To the quantum of five minutes, as the loader would with a warning."""
    return -(-minutes // 5) * 5


def value(entry, key):
    return entry.get(key, {}).get("value", False)


def at_terminal(s, modes):
    """Whether the service itself is given at customer terminals, which have no equipment; one that
    asks for a document camera is not, and its agency has e-services of their own."""
    return "self_service" in modes and not value(s, "document_camera")


def service(key, agency, s, modes):
    typical = rounded_up(s["duration_min"]["typical"])
    minutes = {}
    if modes & ON_SITE:
        minutes["on_site"] = typical
    if "video" in modes:
        minutes["video_booth"] = typical + 5
    supportive = "advisor" in modes and not value(s, "decision_possible")
    equipment = []
    if value(s, "document_camera"):
        equipment.append("document_camera")
    # Where a terminal will do, a card does, so no cash desk.
    if value(s, "cash_desk") and agency == "municipality" and "self_service" not in modes:
        equipment.append("cash_desk")
    if key in ("pol-passport", "migri-permit"):
        equipment.append("biometrics")
    if value(s, "private_room"):
        equipment.append("closed_room")
    if at_terminal(s, modes):
        minutes["self_service"] = typical
    out = {"id": key, "agency": agency,
           "name": {lang: s["name"][lang] for lang in ("fi", "sv", "en")}, "duration_min": minutes}
    if "video" in modes:
        out["assist_min"] = 5
    if equipment:
        out["equipment"] = equipment
    if "mandate" in modes and agency in tables.SKILLS:
        out["skills"] = [tables.SKILLS[agency]]
    if supportive:
        out.update(level="filing", task="supportive")
    in_person = s.get("identification") == "in_person"
    if in_person:
        out.update(identification="high", requires_authority_in_person=True)
    elif not supportive and agency not in ("ngo-seniors", "ngo-newcomers"):
        out["identification"] = "substantial"
    if key.startswith("mun-social"):
        out["private"] = True
    return out


def services():
    """The standard services; those whose decision can be had in the office (E2) are two, filing by
    the advisor and the decision by the official."""
    out = []
    for key, agency, s, modes in seed_services():
        if not value(s, "decision_possible"):
            out.append(service(key, agency, s, modes))
            continue
        filing = service(key + "-filing", agency, s, {"advisor"})
        filing["duration_min"] = {"on_site": rounded_up(s["duration_min"]["typical"] // 2)}
        filing["name"] = {"fi": s["name"]["fi"].split(":")[0] + ": hakemus ja neuvonta",
                          "sv": s["name"]["sv"].split(":")[0] + ": ansökan och rådgivning",
                          "en": s["name"]["en"].split(":")[0] + ": filing and advice"}
        filing.update(level="filing", task="supportive")
        filing.pop("identification", None)
        filing.pop("equipment", None)
        decision = service(key, agency, s, modes - {"advisor", "mandate"})
        decision["name"] = {"fi": s["name"]["fi"].split(":")[0] + ": päätös",
                            "sv": s["name"]["sv"].split(":")[0] + ": beslut",
                            "en": s["name"]["en"].split(":")[0] + ": decision"}
        out += [filing, decision]
    return out + eservices(out)


def eservices(listed):
    """A customer terminal service for every agency of an agreement that has none (A10)."""
    served = {s["agency"] for s in listed if "self_service" in s["duration_min"]}
    names = {key: (fi, sv, en) for key, fi, sv, en in tables.STATE_AGENCIES.values()}
    names["welfare-region"] = ("Hyvinvointialue", "Välfärdsområdet", "Wellbeing services county")
    return [{"id": key + "-eservices", "agency": key,
             "name": {"fi": "Sähköinen asiointi: " + fi, "sv": "E-tjänster: " + sv,
                      "en": "E-services: " + en},
             "duration_min": {"self_service": 15}, "level": "filing", "task": "supportive"}
            for key, (fi, sv, en) in names.items() if key not in served]


# --- offers -----------------------------------------------------------------------------------------

def agency_offers(key, modes_of, by_rank, pairs):
    """A state agency's offers: full time in the largest offices, visits where it has an agreement to
    visit, on a mandate where the advisor may, video and terminals everywhere."""
    full_time = by_rank[:tables.AGENCY_PLAN[key][0]]
    visited = [o for o in by_rank if (key, o) in pairs]
    out = []
    for s, modes in modes_of:
        def offer(where, **more):
            if where:
                out.append({"office": "*" if len(where) == len(by_rank) else where, "service": s,
                            **more})
        if full_time and "full_time" in modes:
            offer(full_time)
        elif full_time and "weekly_hours" in modes:
            offer(full_time, arrangement="visit_hours", staffing="counter",
                  hours=[weekly(["tue", "thu"], "09:00", "15:00")])
        elif full_time and "visit_by_appointment" in modes:
            offer(full_time, arrangement="by_request", walk_in=False,
                  hours=[weekly("wed", "12:00", "16:00")])
        if "weekly_hours" in modes:
            offer(visited, arrangement="visit_hours")
        elif "visit_by_appointment" in modes:
            offer(visited, arrangement="by_request", staffing="people", walk_in=False)
        if "mandate" in modes:
            offer([o for o in by_rank if o not in full_time and o not in visited],
                  performer="mandate")
        if "video" in modes:
            offer(by_rank, mode="video_booth")
        if "self_service" in modes:
            offer(by_rank, mode="self_service")
    return merge_services(out)


def merge_services(offers):
    """Offers that differ only in their service become one with a list of services."""
    out = []
    for o in offers:
        for other in out:
            if {k: v for k, v in other.items() if k != "service"} == \
                    {k: v for k, v in o.items() if k != "service"}:
                other["service"].append(o["service"])
                break
        else:
            out.append({**o, "service": [o["service"]]})
    for o in out:
        if len(o["service"]) == 1:
            o["service"] = o["service"][0]
    return out


def midday(office_list):
    """Four midday hours a week that lie inside the building's: on Wednesdays, or on Thursdays where
    the office is closed on Wednesdays; (offices, hours) twice."""
    def opens(office, day):
        return day in witness.windows(office["hours"])
    wednesday = [o["id"] for o in office_list if opens(o, "wed")]
    thursday = [o["id"] for o in office_list if not opens(o, "wed")]
    return [(wednesday, [weekly("wed", "10:00", "14:00")]),
            (thursday, [weekly("thu", "10:00", "14:00")])]


def early_voting(service_id, office_list):
    """Four hours on each opening day of the week of early voting; one offer for each pattern of
    opening days."""
    days = {}
    for o in office_list:
        opened = witness.windows(o["hours"])
        pattern = tuple(d for d in witness.DAYS if d in opened)
        days.setdefault(pattern, []).append(o["id"])
    return [{"office": where, "service": service_id, "performer": "advisor", "bookable": False,
             "hours": [weekly("mon-fri" if len(pattern) == 5 else list(pattern), "10:00", "14:00",
                              valid_from="2027-04-07", valid_to="2027-04-13")]}
            for pattern, where in days.items()]


def municipal_offers(documents, office_list):
    everywhere, out = "*", []
    cities = [o["id"] for o in office_list if o["population"] >= 20000]
    for s, modes in documents:
        if s == "mun-earlyvote":
            out += early_voting(s, office_list)
        elif "advisor" in modes:
            out.append({"office": everywhere, "service": s, "performer": "advisor"})
        elif "visit_by_appointment" in modes:
            for where, hours in midday(office_list):
                if s == "mun-buildplan":
                    where = [o for o in where if o in cities]
                if where:
                    out.append({"office": where, "service": s, "arrangement": "by_request",
                                "walk_in": False, "hours": hours})
        if "video" in modes:
            out.append({"office": everywhere, "service": s, "mode": "video_booth"})
        if "self_service" in modes:
            out.append({"office": everywhere, "service": s, "mode": "self_service"})
    return merge_services(out)


def offers(document_services, office_list, pairs):
    by_rank = [o["id"] for o in office_list]
    population = {o["id"]: o["population"] for o in office_list}
    seed_modes = {key: modes if at_terminal(s, modes) else modes - {"self_service"}
                  for key, _, s, modes in seed_services()}
    grouped = {}
    for s in document_services:
        key = s["id"]
        if key.endswith("-filing"):
            modes = {"advisor"}
        elif key.endswith("-eservices"):
            modes = {"self_service"}
        elif key + "-filing" in {x["id"] for x in document_services}:
            modes = seed_modes[key] - {"advisor", "mandate"}
        else:
            modes = seed_modes[key]
        grouped.setdefault(s["agency"], []).append((key, modes))
    out = []
    for key in tables.AGENCY_PLAN:
        out += agency_offers(key, grouped[key], by_rank, pairs)
    out += municipal_offers(grouped["municipality"], office_list)
    out += [{"office": where, "service": "well-region", "arrangement": "visit_hours",
             "staffing": "counter", "hours": hours} for where, hours in midday(office_list)]
    out += [{"office": "*", "service": "well-region", "mode": "video_booth"},
            {"office": "*", "service": "welfare-region-eservices", "mode": "self_service"},
            {"office": ngo_offices("ngo-seniors", by_rank, population),
             "service": "ngo-seniors-consult", "arrangement": "visit_hours", "staffing": "counter",
             "bookable": False, "hours": [weekly("thu", "12:00", "15:00")]},
            {"office": ngo_offices("ngo-newcomers", by_rank, population),
             "service": "ngo-newcomers-consult", "arrangement": "visit_hours",
             "staffing": "counter", "bookable": False,
             "hours": [weekly("tue", "10:00", "14:00", nth=1), weekly("tue", "10:00", "14:00", nth=3)]}]
    return out


def ngo_offices(key, by_rank, population):
    limit = 50000 if key == "ngo-seniors" else 130000
    return [o for o in by_rank if population[o] >= limit]


def queues(office_list):
    """One line of its own for social assistance in each office, since it is private and the
    municipality's other errands are not; the rest is left to the queues the loader makes."""
    return [{"id": o["id"] + "-social", "agency": "municipality", "office": o["id"],
             "services": ["mun-social", "mun-social-filing"], "private": True,
             "name": {"fi": "Toimeentulotuki", "sv": "Utkomststöd", "en": "Social assistance"}}
            for o in office_list]


# --- agreements and the document ---------------------------------------------------------------------

def agreements(visit_agreements):
    since = {"status": "signed", "from": "2025-01-01", "review_on": "2027-01-01"}
    out = [{"id": "national-" + key, "kind": "national", "agency": key, "office": "*", **since}
           for key in list(tables.AGENCY_PLAN) + ["municipality", "welfare-region"]]
    for a in visit_agreements:
        out.append({"id": "%s-%s" % (a["agency"], a["office"]), "kind": "local", **a, **since})
    return out


def build():
    """The document, and the weekly plan that shows its agreements can be kept."""
    random = netdoc.Random(SEED)
    office_list, service_list = offices(), services()
    drive = netdoc.drive_table(office_list)
    agency_list = agencies()
    plan = finland_demand.plan_input(random, office_list, agency_list, service_list, drive["minutes"])
    document = {
        "vuoro": 1,
        "name": {"fi": "Suomen viisikymmentä yhteistä asiakaspalvelupistettä",
                 "sv": "Finlands femtio gemensamma kundservicepunkter",
                 "en": "Finland's fifty joint service offices"},
        "notes": finland_demand.notes(office_list, plan),
        "time_zone": "Europe/Helsinki",
        "quantum_min": 5,
        "languages": [{"code": c, "interpreted": True} if i else c for c, i in tables.LANGUAGES],
        "equipment": ["document_camera", "scanner", "printer", "second_display", "cash_desk",
                      "biometrics", "closed_room"],
        "skills": list(tables.SKILLS.values()),
        "rules": {"horizon_days": 28, "require_agreements": True},
        "agencies": agency_list,
        "services": service_list,
        "offices": office_list,
        "people": plan["people"],
        "offers": offers(service_list, office_list, {(a["agency"], a["office"])
                                                     for a in plan["agreements"]}),
        "agreements": agreements(plan["agreements"]),
        "queues": queues(office_list),
        "demand": plan["demand"],
        "planning": {"rates": tables.RATES, "exclusive": plan["exclusive"]},
        "drive_min": drive,
        "coverage": finland_coverage.coverage(office_list),
    }
    return document, plan["witness"]
