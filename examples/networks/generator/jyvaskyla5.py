"""Five small offices of one city, one about 30 km out, each with one to three advisors: different
catalogues, visiting officials and consultation hours of associations."""
from . import netdoc
from .netdoc import weekly

CLOSED_EVES = [{"holiday": "midsummer_eve", "closed": True},
               {"holiday": "christmas_eve", "closed": True}]
BOOTH = ["document_camera", "scanner", "printer", "second_display"]

# id, Finnish and English name, latitude, longitude, staff, hours, counters, booths
PLACES = [
    ("keskusta", "Keskustan palvelupiste", "City centre", 62.242, 25.747, 3,
     [weekly(["mon", "tue", "wed", "fri"], "08:00", "16:00"), weekly("thu", "08:00", "18:00")], 4, 1),
    ("huhtasuo", "Huhtasuon palvelupiste", "Huhtasuo", 62.259, 25.812, 2,
     [weekly("mon-fri", "09:00", "15:00")], 2, 1),
    ("palokka", "Palokan palvelupiste", "Palokka", 62.288, 25.717, 2,
     [weekly("mon-fri", "09:00", "15:30")], 2, 1),
    ("saynatsalo", "Säynätsalon palvelupiste", "Säynätsalo", 62.140, 25.768, 1,
     [weekly(["mon", "wed", "fri"], "09:00", "14:00")], 2, 1),
    ("korpilahti", "Korpilahden palvelupiste", "Korpilahti", 62.016, 25.560, 1,
     [weekly(["mon", "tue", "thu"], "09:00", "15:00")], 2, 1),
]


def offices():
    out = []
    for key, fi, en, latitude, longitude, _, hours, counters, booths in PLACES:
        out.append({
            "id": key, "name": {"fi": fi, "en": en + " service point"}, "municipality": "Jyväskylä",
            "latitude": latitude, "longitude": longitude, "hours": hours, "exceptions": CLOSED_EVES,
            "counters": [{"id": "counter-%d" % i, "equipment": ["document_camera"] +
                          (["cash_desk"] if i == 1 else [])} for i in range(1, counters + 1)],
            "booths": [{"id": "booth-%d" % i, "equipment": BOOTH} for i in range(1, booths + 1)],
            "rooms": 2 if key == "keskusta" else 1, "terminals": 2 if key == "keskusta" else 1})
    return out


def agencies():
    def agency(key, kind, fi, sv, en, **more):
        return {"id": key, "name": {"fi": fi, "sv": sv, "en": en}, "kind": kind, **more}
    return [
        agency("city", "municipality", "Jyväskylän kaupunki", "Jyväskylä stad", "City of Jyväskylä"),
        agency("kela", "state", "Kela", "FPA", "Kela", private_queues=True),
        agency("ngo-disability", "ngo", "Vammaisyhdistys (esimerkki)",
               "Handikappförening (exempel)", "Disability association (example)"),
        agency("ngo-carers", "ngo", "Omaishoitajat (esimerkki)", "Närståendevårdare (exempel)",
               "Family carers (example)"),
        agency("ngo-multicultural", "ngo", "Monikulttuurinen yhdistys (esimerkki)",
               "Mångkulturell förening (exempel)", "Multicultural association (example)"),
    ]


def services():
    def service(key, agency, fi, sv, en, minutes, **more):
        return {"id": key, "agency": agency, "name": {"fi": fi, "sv": sv, "en": en},
                "duration_min": minutes, **more}
    supportive = {"level": "filing", "task": "supportive"}
    return [
        service("advice", "city", "Neuvonta ja lomakkeet", "Rådgivning och blanketter",
                "Advice and forms", {"on_site": 10, "self_service": 15}, **supportive),
        service("handover", "city", "Asiakirjojen vastaanotto ja luovutus",
                "Mottagande och utlämnande av handlingar", "Documents in and out", 5, **supportive),
        service("cashier", "city", "Kassapalvelut", "Kassatjänster", "Cashier", 5,
                equipment=["cash_desk"], **supportive),
        service("tickets", "city", "Joukkoliikenneliput", "Kollektivtrafikbiljetter",
                "Public transport tickets", 5, equipment=["cash_desk"], **supportive),
        service("digital-help", "city", "Digituki", "Digitalt stöd", "Digital help", 20,
                **supportive),
        service("daycare", "city", "Päivähoito: päätös", "Dagvård: beslut", "Day care: decision",
                {"on_site": 20, "video_booth": 25}, assist_min=5, identification="substantial"),
        service("building", "city", "Rakennuspiirustusten tarkastaminen",
                "Granskning av byggnadsritningar", "Inspection of building drawings",
                {"on_site": 40, "video_booth": 45}, assist_min=5, equipment=["document_camera"],
                identification="substantial"),
        service("permits", "city", "Luvat, joissa viranomainen tavataan",
                "Tillstånd som kräver möte med myndigheten", "Permits given by the authority itself",
                30, requires_authority_in_person=True, identification="high"),
        service("benefits", "kela", "Etuusneuvonta ja hakemus", "Förmånsrådgivning och ansökan",
                "Benefit advice and application",
                {"on_site": 20, "video_booth": 25, "self_service": 20}, assist_min=5,
                identification="substantial"),
        service("disability-advice", "ngo-disability", "Vertaistuki ja neuvonta",
                "Kamratstöd och rådgivning", "Peer support and advice", 30),
        service("carers-advice", "ngo-carers", "Omaishoitajien vastaanotto",
                "Mottagning för närståendevårdare", "Family carers' consultation", 30),
        service("newcomers-advice", "ngo-multicultural", "Neuvonta omalla kielellä",
                "Rådgivning på eget språk", "Advice in your own language", 30),
    ]


def offers():
    def ngo(office, service, hours):
        return {"office": office, "service": service, "arrangement": "visit_hours",
                "staffing": "counter", "hours": hours}
    return [
        {"office": "*", "service": ["advice", "handover", "digital-help"], "performer": "advisor"},
        {"office": "*", "service": ["advice", "benefits"], "mode": "self_service"},
        {"office": ["keskusta", "palokka", "korpilahti"], "service": "cashier",
         "performer": "advisor"},
        {"office": ["keskusta", "huhtasuo"], "service": "tickets", "performer": "advisor"},
        {"office": "keskusta", "service": "daycare"},
        {"office": ["huhtasuo", "palokka", "korpilahti"], "service": "daycare",
         "mode": "video_booth"},
        {"office": "keskusta", "service": "building", "hours": [weekly(["tue", "thu"], "12:00",
                                                                       "16:00")]},
        {"office": "*", "service": "building", "mode": "video_booth"},
        {"office": ["keskusta", "korpilahti"], "service": "permits", "arrangement": "visit_hours",
         "walk_in": False},
        {"office": ["keskusta", "huhtasuo", "korpilahti"], "service": "benefits",
         "arrangement": "visit_hours", "walk_in": False},
        {"office": "*", "service": "benefits", "mode": "video_booth"},
        ngo("keskusta", "disability-advice", [weekly("tue", "10:00", "14:00")]),
        ngo("palokka", "disability-advice", [weekly("wed", "12:00", "15:00", every_weeks=2,
                                                    starting="2026-01-07")]),
        ngo(["keskusta", "saynatsalo"], "carers-advice", [weekly("wed", "10:00", "13:00", nth=1),
                                                          weekly("wed", "10:00", "13:00", nth=3)]),
        ngo("huhtasuo", "newcomers-advice", [weekly(["tue", "thu"], "12:00", "15:00")]),
    ]


def people():
    out = []
    for key, _, _, _, _, staff, hours, _, _ in PLACES:
        advisor = {"id": "advisor." + key, "role": "advisor", "base": key,
                   "languages": ["fi", "en"] if staff > 1 else ["fi"], "hours": hours,
                   "exceptions": CLOSED_EVES}
        if staff > 1:
            advisor["count"] = staff
        elif key == "saynatsalo":
            advisor["hours"] = [weekly(["mon", "wed", "fri"], "09:00", "11:30"),
                                weekly(["mon", "wed", "fri"], "12:00", "14:00")]
        else:
            advisor["hours"] = [weekly(["mon", "tue", "thu"], "09:00", "11:30"),
                                weekly(["mon", "tue", "thu"], "12:00", "15:00")]
        out.append(advisor)
    office_hours = [weekly("mon-fri", "08:00", "16:15")]
    out += [
        {"id": "kela.1", "role": "official", "agency": "kela", "base": "keskusta",
         "languages": ["fi", "en"], "hours": office_hours,
         "remote_hours": [weekly("mon-fri", "09:00", "15:00")],
         "visits": ["keskusta", "huhtasuo", "korpilahti"], "max_field_days": 3},
        {"id": "kela.2", "role": "official", "agency": "kela", "base": "keskusta",
         "languages": ["fi", "sv"], "hours": office_hours,
         "remote_hours": [weekly("mon-fri", "09:00", "15:00")], "visits": ["keskusta", "huhtasuo"],
         "max_field_days": 2},
        {"id": "permits.1", "role": "official", "agency": "city", "base": "keskusta",
         "languages": ["fi", "en"], "hours": office_hours, "visits": ["keskusta", "korpilahti"],
         "max_field_days": 2},
        {"id": "city.1", "role": "official", "agency": "city", "base": "keskusta",
         "languages": ["fi", "sv", "en"], "hours": office_hours},
        {"id": "interpreter.ar", "role": "interpreter", "languages": ["ar"],
         "hours": [weekly("mon-fri", "09:00", "15:00")]},
        {"id": "interpreter.fse", "role": "interpreter", "languages": ["fse"],
         "hours": [weekly("mon-fri", "08:00", "16:00")]},
    ]
    return out


def demand():
    rows = [("kela", "keskusta", "fi", 8, False), ("kela", "keskusta", "fi", 6, True),
            ("kela", "keskusta", "ar", 2, True), ("kela", "huhtasuo", "fi", 5, False),
            ("kela", "huhtasuo", "en", 2, True), ("kela", "huhtasuo", "ar", 3, True),
            ("kela", "palokka", "fi", 4, True), ("kela", "saynatsalo", "fi", 2, True),
            ("kela", "korpilahti", "fi", 4, False), ("kela", "korpilahti", "fi", 2, True),
            ("city", "keskusta", "fi", 6, False), ("city", "korpilahti", "fi", 4, False),
            ("city", "huhtasuo", "fi", 2, True), ("city", "palokka", "fi", 2, True),
            ("city", "keskusta", "sv", 1, True)]
    return [{"agency": a, "office": o, "language": l, "half_hours": n, "video": v}
            for a, o, l, n, v in rows]


def build():
    office_list = offices()
    signed = {"status": "signed", "from": "2025-01-01", "review_on": "2027-01-01"}
    return {
        "vuoro": 1,
        "name": {"fi": "Jyväskylän viisi palvelupistettä", "sv": "Jyväskyläs fem servicepunkter",
                 "en": "Jyväskylä's five service points"},
        "notes": [
            "Made by examples/networks/generate.py; do not edit by hand. From the source, a case "
            "description of about 2010: five offices of one city, one of them about 30 km from the "
            "centre, one to three staff each, different services in each, Citizen Services staff "
            "part of the week and by appointment, associations with consultation hours. Everything "
            "else is an assumption.",
            "The source names no offices: the districts were chosen from the map, Korpilahti as the "
            "far one. Coordinates are rounded to 0.001 degrees and set by hand.",
            "Drive times: straight line times 1.3 at 65 km/h, rounded up; too fast inside the city.",
            "Staff: three advisors in the centre, two in Huhtasuo and Palokka, one in Säynätsalo and "
            "Korpilahti. Where one works alone, there is no help at the booth during lunch.",
            "Permits need the authority itself, so no advisor and no mandate gives them. The "
            "associations are examples and give only services of their own; their hours are weekly, "
            "every second week, and on the first and third Wednesday of the month.",
            "Durations, opening hours, agreements and demand (half hours a week) are assumptions.",
        ],
        "time_zone": "Europe/Helsinki",
        "quantum_min": 5,
        "languages": ["fi", "sv", "en", {"code": "ar", "interpreted": True},
                      {"code": "fse", "interpreted": True}],
        "equipment": BOOTH + ["cash_desk"],
        "agencies": agencies(),
        "services": services(),
        "offices": office_list,
        "people": people(),
        "offers": offers(),
        "agreements": [
            {"id": "national-kela", "kind": "national", "agency": "kela", "office": "*", **signed},
            {"id": "kela-centre", "kind": "local", "agency": "kela", "office": "keskusta",
             "min_visits": 1, "max_visits": 3, **signed},
            {"id": "kela-huhtasuo", "kind": "local", "agency": "kela", "office": "huhtasuo",
             "min_visits": 1, "max_visits": 2, **signed},
            {"id": "kela-korpilahti", "kind": "local", "agency": "kela", "office": "korpilahti",
             "min_visits": 1, "max_visits": 2, "days": ["mon", "thu"], **signed},
            {"id": "city-centre", "kind": "local", "agency": "city", "office": "keskusta",
             "max_visits": 2, **signed},
            {"id": "city-korpilahti", "kind": "local", "agency": "city", "office": "korpilahti",
             "min_visits": 1, "max_visits": 1, **signed},
        ],
        "queues": [{"id": "advisors-" + o["id"], "agency": "city", "office": o["id"],
                    "name": {"fi": "Palveluneuvojat", "sv": "Servicerådgivare",
                             "en": "Service advisors"}, "prefix": "P"} for o in office_list],
        "demand": demand(),
        "drive_min": netdoc.drive_table(office_list),
    }
