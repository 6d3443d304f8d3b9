"""One large service centre: twelve units under one roof, evenings and weekends, private queues for
health and benefits, and the exceptions of Easter and Midsummer."""
import datetime

from . import netdoc
from .netdoc import weekly

LONG = ["mon", "tue", "wed", "thu"]
BUSY_PERCENT = 80       # of the open minutes, at the arrivals of an open day
# Summer timetables by year: the first and last day with reduced hours.
SUMMERS = (("2026-06-01", "2026-08-09"), ("2027-05-31", "2027-08-08"))
MIDSUMMER_SUNDAYS = ("2026-06-21", "2027-06-27")

# Per unit: agency, Swedish and English name, ticket prefix (none: private), counters' equipment,
# hours, hours in summer (None: the same), exceptions besides the building's.
UNITS = {
    "io-library": ("espoo", "Bibliotek", "Library", "L", "library_desk",
                   [weekly("mon-fri", "08:00", "21:00"), weekly(["sat", "sun"], "10:00", "18:00")],
                   [weekly("mon-fri", "08:00", "20:00"), weekly(["sat", "sun"], "11:00", "17:00")],
                   [{"holiday": "maundy_thursday", "hours": [{"from": "07:00", "to": "18:00"}]}]),
    "io-youth": ("espoo", "Ungdomstjänster", "Youth services", "N", "youth_room",
                 [weekly("mon-fri", "12:00", "20:00"), weekly("sat", "12:00", "18:00")],
                 [weekly("mon-fri", "12:00", "18:00")], []),
    "io-kohtaamo": ("espoo", "Kohtaamo, konst och kultur", "Kohtaamo, art and culture", "T",
                    "culture_desk", [weekly("tue-fri", "10:00", "19:00"),
                                     weekly("sat", "11:00", "17:00")], None, []),
    "io-clinic": ("welfare-region", "Rådgivningsbyrå för mödra- och barnavård",
                  "Maternity and child health clinic", None, "clinic_room",
                  [weekly(LONG, "08:00", "19:00"), weekly("fri", "08:00", "16:00"),
                   weekly("sat", "09:00", "14:00")],
                  [weekly("mon-fri", "08:00", "16:00")], []),
    "io-health": ("welfare-region", "Hälsostation", "Health centre", None, "consulting_room",
                  [weekly(LONG, "08:00", "18:00"), weekly("fri", "08:00", "16:00")], None,
                  [{"holiday": "maundy_thursday", "hours": [{"from": "07:00", "to": "18:00"}]}]),
    "io-mental": ("welfare-region", "Mentalvårds- och missbrukartjänster",
                  "Mental health and substance abuse services", None, "quiet_room",
                  [weekly("mon-fri", "08:00", "16:00")], None, []),
    "io-lab": ("hus", "Laboratorium och bilddiagnostik", "Laboratory and medical imaging", None,
               "lab_room", [weekly("mon-fri", "06:45", "15:30"), weekly("sat", "08:00", "12:00")],
               [weekly("mon-fri", "06:45", "14:30")],
               [{"holiday": "holy_saturday", "closed": True}]),
    "io-service": ("espoo", "Servicepunkt", "Public service desk", "P", "service_desk",
                   [weekly("mon-fri", "08:00", "18:00"), weekly("sat", "10:00", "15:00")],
                   [weekly("mon-fri", "09:00", "16:00")], []),
    "io-kela": ("kela", "FPA", "Kela", None, "benefit_desk",
                [weekly("mon-fri", "09:00", "16:00")], None,
                [{"holiday": "maundy_thursday", "hours": [{"from": "09:00", "to": "11:00"},
                                                          {"from": "12:00", "to": "13:00"}]}]),
    "io-sport": ("espoo", "Ledd motion", "Guided exercise", "U", "sport_desk",
                 [weekly(LONG, "09:00", "20:00"), weekly("sat", "10:00", "14:00")], None, []),
    "io-room": ("espoo", "Mötesrum", "Meeting rooms", "K", "service_desk",
                [weekly("mon-fri", "08:00", "20:00"), weekly("sat", "10:00", "17:00")], None, []),
    "io-event": ("espoo", "Evenemang", "Events", "E", "culture_desk",
                 [weekly("tue-fri", "16:00", "20:30"), weekly(["sat", "sun"], "11:00", "17:00")],
                 None, []),
}


def by_season(hours, summer):
    """Hours of the year and of the summers, each with its dates."""
    if summer is None:
        return hours
    out, winter_from = [], None
    for first, last in SUMMERS:
        dates = {"valid_to": day_before(first)}
        if winter_from:
            dates = {"valid_from": winter_from, **dates}
        out += [{**rule, **dates} for rule in hours]
        out += [{**rule, "valid_from": first, "valid_to": last} for rule in summer]
        winter_from = day_after(last)
    return out + [{**rule, "valid_from": winter_from} for rule in hours]


def day_before(date):
    return (datetime.date.fromisoformat(date) - datetime.timedelta(days=1)).isoformat()


def day_after(date):
    return (datetime.date.fromisoformat(date) + datetime.timedelta(days=1)).isoformat()


# Services: id, unit, Finnish, Swedish and English name, minutes by mode, what else.
SERVICES = [
    ("io-library", "io-library", "Kirjaston asiakaspalvelu", "Bibliotekets kundtjänst",
     "Library desk", {"on_site": 5, "self_service": 5}, {}),
    ("io-youth", "io-youth", "Nuorten neuvonta", "Rådgivning för unga", "Advice for young people",
     15, {}),
    ("io-kohtaamo", "io-kohtaamo", "Kohtaamon neuvonta", "Kohtaamos rådgivning",
     "Kohtaamo information", 5, {}),
    ("io-clinic", "io-clinic", "Neuvolakäynti", "Rådgivningsbesök", "Clinic visit", 30,
     {"identification": "substantial"}),
    ("io-health-nurse", "io-health", "Hoitajan vastaanotto", "Sjukskötarmottagning",
     "Nurse's appointment", 20, {"identification": "substantial"}),
    ("io-health-doctor", "io-health", "Lääkärin vastaanotto", "Läkarmottagning",
     "Doctor's appointment", 20, {"identification": "substantial"}),
    ("io-mental", "io-mental", "Mielenterveys- ja päihdevastaanotto",
     "Mentalvårds- och missbrukarmottagning", "Mental health and substance abuse appointment", 45,
     {"identification": "substantial", "buffer_after_min": 5}),
    ("io-lab-sample", "io-lab", "Näytteenotto", "Provtagning", "Laboratory sample", 10,
     {"identification": "substantial"}),
    ("io-lab-imaging", "io-lab", "Röntgenkuvaus", "Röntgen", "X-ray", 15,
     {"identification": "substantial"}),
    ("io-service", "io-service", "Palvelupisteen neuvonta", "Servicepunktens rådgivning",
     "Service desk advice", {"on_site": 10, "self_service": 15}, {}),
    ("io-kela", "io-kela", "Etuusneuvonta ja hakemus", "Förmånsrådgivning och ansökan",
     "Benefit advice and application", {"on_site": 20, "video_booth": 25, "self_service": 20},
     {"identification": "substantial", "assist_min": 5}),
    ("io-sport", "io-sport", "Ohjatun liikunnan ilmoittautuminen", "Anmälning till ledd motion",
     "Check-in to guided exercise", 5, {}),
    ("io-room", "io-room", "Kokoustilan avain ja maksu", "Mötesrummets nyckel och betalning",
     "Meeting room key and payment", 5, {}),
    ("io-event", "io-event", "Tapahtuman ilmoittautuminen", "Anmälning till evenemang",
     "Event check-in", 5, {}),
]
APPOINTMENT_ONLY = ("io-health-doctor", "io-mental")
WALK_IN_ONLY = ("io-library", "io-kohtaamo", "io-sport", "io-event")


def arrivals():
    return {r["unit"]: r for r in netdoc.read_csv("iso_omena_arrivals.csv")}


def first_day_minutes(unit):
    rule = UNITS[unit][5][0]
    start, end = ((int(rule[k][:2]) * 60 + int(rule[k][3:])) for k in ("from", "to"))
    return end - start


def counters():
    """For each kind of desk or room as many as the units using it need: arrivals of an open day (7/6
    of the calendar-day mean) times minutes, over BUSY_PERCENT of the open minutes, plus one X-ray
    room."""
    need = {}
    for unit, row in arrivals().items():
        work = int(row["arrivals_per_day"]) * int(row["minutes_at_desk"]) * 7 * 100
        able = first_day_minutes(unit) * 6 * BUSY_PERCENT
        kind = UNITS[unit][4]
        need[kind] = need.get(kind, 0) + -(-work // able)
    out = [{"id": "%s-%d" % (kind.replace("_", "-"), i), "equipment": [kind]}
           for kind in need for i in range(1, need[kind] + 1)]
    out.append({"id": "xray-1", "equipment": ["xray_room"]})
    return out


def equipment_of(service, unit):
    return "xray_room" if service == "io-lab-imaging" else UNITS[unit][4]


def services():
    out = []
    for key, unit, fi, sv, en, minutes, more in SERVICES:
        agency = UNITS[unit][0]
        entry = {"id": key, "agency": agency, "name": {"fi": fi, "sv": sv, "en": en},
                 "duration_min": {"on_site": minutes} if isinstance(minutes, int) else
                                 {"on_site": minutes["on_site"]}, **more}
        entry.pop("assist_min", None)
        entry["equipment"] = [equipment_of(key, unit)]
        if agency == "espoo":
            entry.update(level="filing", task="supportive")
        out.append(entry)
        remote = {} if isinstance(minutes, int) else {m: n for m, n in minutes.items()
                                                      if m != "on_site"}
        if remote:  # of its own, since a booth or terminal has no desk's equipment
            entry = {"id": key + "-remote", "agency": agency,
                     "name": {"fi": fi + ", etänä", "sv": sv + ", på distans",
                              "en": en + ", remote"}, "duration_min": remote, **more}
            if agency == "espoo":
                entry.update(level="filing", task="supportive")
            out.append(entry)
    return out


def offers():
    out = []
    for key, unit, _, _, _, minutes, _ in SERVICES:
        _, _, _, _, _, hours, summer, exceptions = UNITS[unit]
        times = {"hours": by_season(hours, summer)}
        if exceptions:
            times["exceptions"] = exceptions
        offer = {"office": "iso-omena", "service": key, **times}
        if key in APPOINTMENT_ONLY:
            offer["walk_in"] = False
        if key in WALK_IN_ONLY:
            offer["bookable"] = False
        out.append(offer)
        for mode in ("video_booth", "self_service"):
            if not isinstance(minutes, int) and mode in minutes:
                remote = {"office": "iso-omena", "service": key + "-remote", "mode": mode}
                if mode == "video_booth":
                    remote.update(times)
                out.append(remote)
    return out


def queues():
    out = []
    names = {unit: row["name_fi"] for unit, row in arrivals().items()}
    for unit, (agency, sv, en, prefix, _, _, _, _) in UNITS.items():
        own = [s["id"] for s in services() if s["id"] == unit or s["id"].startswith(unit + "-")]
        queue = {"id": unit, "agency": agency, "office": "iso-omena", "services": own,
                 "name": {"fi": names[unit], "sv": sv, "en": en}}
        if prefix:
            queue["prefix"] = prefix
        else:
            queue["private"] = True
        if unit == "io-library":
            queue["last"] = 9999
        if unit in ("io-health", "io-kela", "io-lab"):
            queue["rules"] = {"cut_off_min": 30 if unit == "io-health" else 15}
        out.append(queue)
    return out


def office():
    return {
        "id": "iso-omena",
        "name": {"fi": "Ison Omenan palvelutori", "sv": "Iso Omenas servicetorg",
                 "en": "Iso Omena service centre"},
        "municipality": "Espoo", "latitude": 60.162, "longitude": 24.738,
        "hours": [weekly("mon-fri", "06:45", "21:00"), weekly("sat", "08:00", "18:00"),
                  weekly("sun", "10:00", "18:00")],
        "exceptions": [
            {"holiday": "maundy_thursday", "hours": [{"from": "06:45", "to": "18:00"}]},
            {"holiday": "holy_saturday", "hours": [{"from": "10:00", "to": "18:00"}]},
            {"holiday": "midsummer_eve", "closed": True},
            {"holiday": "christmas_eve", "closed": True},
            {"holiday": "new_years_eve", "hours": [{"from": "06:45", "to": "16:00"}]}] +
            [{"date": d, "hours": [{"from": "11:00", "to": "18:00"}],
              "note": "Sunday after Midsummer"} for d in MIDSUMMER_SUNDAYS],
        "counters": counters(),
        "booths": [{"id": "booth-1", "equipment": ["document_camera"]},
                   {"id": "booth-2", "equipment": ["document_camera"]}],
        "rooms": 6, "terminals": 12}


def agencies():
    def agency(key, kind, fi, sv, en, **more):
        return {"id": key, "name": {"fi": fi, "sv": sv, "en": en}, "kind": kind, **more}
    return [
        agency("espoo", "municipality", "Espoon kaupunki", "Esbo stad", "City of Espoo"),
        agency("welfare-region", "welfare_region", "Länsi-Uudenmaan hyvinvointialue",
               "Västra Nylands välfärdsområde", "Western Uusimaa wellbeing services county",
               private_queues=True),
        agency("hus", "welfare_region", "HUS Diagnostiikkakeskus", "HUS Diagnostikcentrum",
               "HUS Diagnostic Center", private_queues=True),
        agency("kela", "state", "Kela", "FPA", "Kela", private_queues=True),
    ]


def people():
    hours = [weekly("mon-fri", "08:30", "16:30")]
    kela = {"role": "official", "agency": "kela", "base": "iso-omena", "hours": hours}
    return [
        {"id": "kela.remote", **kela, "languages": ["fi", "sv", "en"], "count": 2},
        {"id": "advisor", "role": "advisor", "base": "iso-omena", "languages": ["fi", "sv", "en"],
         "hours": [weekly("mon-fri", "08:00", "18:00")], "count": 3},
    ] + [{"id": "interpreter." + code, "role": "interpreter", "languages": [code],
          "hours": [weekly("mon-fri", "09:00", "16:00")]} for code in ("fse", "ar", "so", "ru")]


def build():
    per_unit = ", ".join("%s %s" % (u, r["arrivals_per_day"]) for u, r in arrivals().items())
    total = sum(int(r["arrivals_per_day"]) for r in arrivals().values())
    return {
        "vuoro": 1,
        "name": {"fi": "Ison Omenan palvelutori", "sv": "Iso Omenas servicetorg",
                 "en": "Iso Omena service centre"},
        "notes": [
            "Made by examples/networks/generate.py; do not edit by hand. From the source, a "
            "description of spring 2017: the units, 4,500 visits a day on average (827,993 in 184 "
            "days, Sundays included), the clinic open evenings and Saturdays, complaints about "
            "privacy when queuing for Kela and the health centre. Everything else is an assumption.",
            "Twelve units are twelve queues: library, youth, Kohtaamo, clinic, health centre, mental "
            "health, laboratory, service desk, Kela, guided exercise, meeting rooms, events.",
            "Arrivals a day, %d in all, by unit: %s. The split is assumed; the same numbers with "
            "minutes at the desk are in data/iso_omena_arrivals.csv. On the days that are open the "
            "mean is about 5,250. Most people in the library take no number." % (total, per_unit),
            "Desks and rooms: arrivals of an open day times minutes at the desk, at 80 per cent of "
            "the unit's opening minutes. A service's equipment ties it to its unit's desks. Library "
            "minutes are below the quantum of five and booked as five.",
            "In 2017 the health services were the city's; they stand here under those responsible "
            "since 2023. Health, laboratory and Kela queues are private: neutral numbers.",
            "The building opens for the laboratory at 6.45 and for the other units at their own "
            "hours, which differ from the building's. Maundy Thursday: Kela 9-11 and 12-13, library "
            "and health centre 7-18; the laboratory is closed on Holy Saturday. Good Friday, Easter "
            "Sunday and Easter Monday are closed as public holidays, Midsummer Eve by name; the "
            "Sunday after Midsummer opens at 11. So published for Easter 2021 and Midsummer 2020 "
            "and repeated here every year. Reduced summer hours of 2026 and 2027 are assumed.",
        ],
        "time_zone": "Europe/Helsinki",
        "quantum_min": 5,
        "languages": ["fi", "sv", "en"] + [{"code": c, "interpreted": True}
                                           for c in ("fse", "ar", "so", "ru")],
        "equipment": list(dict.fromkeys([u[4] for u in UNITS.values()] +
                                        ["xray_room", "document_camera"])),
        "agencies": agencies(),
        "services": services(),
        "offices": [office()],
        "people": people(),
        "offers": offers(),
        "queues": queues(),
    }
