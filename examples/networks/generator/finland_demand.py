"""The planning half of finland50.json: which agency visits which office, the demand left to visits and
video, the officials and their bases, advisors and interpreters, and the notes that explain them."""
from . import tables, witness
from .netdoc import weekly

WORKING_DAYS = 250
POPULATION = 5395968
REACH_MIN = 120          # one way, base to visited office
REACH_SPARSE_MIN = 160   # where either end lies north of 64.0 degrees
SPARSE_LATITUDE = 64.0
MAX_VISITED = 10         # offices one official may be sent to
LEAST_HALF_HOURS = 2     # a visited office gets at least so many a week


class Setting:
    """What all steps below read."""

    def __init__(self, offices, agencies, services, drive):
        self.offices = offices
        self.keys = [o["id"] for o in offices]
        self.at = {o["id"]: i for i, o in enumerate(offices)}
        self.services = services
        self.drive = drive
        self.visits = dict(tables.ASSUMED_VISITS_2030)
        for a in agencies:
            if "2030" in a.get("visits", {}):
                self.visits[a["id"]] = a["visits"]["2030"]

    def office(self, key):
        return self.offices[self.at[key]]

    def minutes(self, a, b):
        return self.drive[self.at[a]][self.at[b]]

    def in_reach(self, base, office):
        north = max(self.office(base)["latitude"], self.office(office)["latitude"])
        return self.minutes(base, office) <= (REACH_SPARSE_MIN if north > SPARSE_LATITUDE
                                              else REACH_MIN)

    def mean_minutes(self, agency):
        """Mean of the on-site durations of the agency's services, whole minutes."""
        own = [s["duration_min"]["on_site"] for s in self.services
               if s["agency"] == agency and "on_site" in s["duration_min"]]
        return sum(own) // len(own)


def may_be_base(setting, agency, key):
    office = setting.office(key)
    full_time = tables.AGENCY_PLAN[agency][0]
    return (setting.at[key] < full_time or office["population"] >= 20000 or
            key in ("sodankyla", "inari", "kuhmo", "kittila"))


# --- who visits where ---------------------------------------------------------------------------------

def visited_offices(random, setting, agency):
    """The offices an agency visits: the next largest behind those with full-time service; an agency
    that sits nowhere full time visits a sample outside the five largest."""
    full_time, number = tables.AGENCY_PLAN[agency][:2]
    if full_time:
        candidates = setting.keys[full_time:]
        chosen = set(candidates[:number] if agency != "kela" else candidates[-number:])
    else:
        chosen = set(random.sample(setting.keys[5:], number))
    return [k for k in setting.keys if k in chosen]


def cover(setting, agency, chosen, number):
    """Bases for `number` officials so that as many of the chosen offices as possible lie in reach,
    most first (people, where the agency sits nowhere full time); then more at the bases with most
    people to serve for each official."""
    def worth(b):
        return sum(1 if tables.AGENCY_PLAN[agency][0] else setting.office(o)["population"]
                   for o in reach[b] if o in open_)
    reach = {b: [o for o in chosen if setting.in_reach(b, o)]
             for b in setting.keys if may_be_base(setting, agency, b)}
    bases, open_ = [], list(chosen)
    while open_ and len(bases) < number:
        best = max(reach, key=lambda b: (worth(b), setting.office(b)["population"]))
        if not worth(best):
            break
        bases.append(best)
        open_ = [o for o in open_ if o not in reach[best]]
    reached = [o for o in chosen if o not in open_]
    while len(bases) < number:
        load = {b: sum(setting.office(o)["population"] for o in reach[b]) // (1 + bases.count(b))
                for b in sorted(set(bases))}
        bases.append(max(load, key=lambda b: (load[b], b)))
    return bases, reach, reached, open_


def relocate(random, setting, agency, reached, lost, reach, bases):
    """For every office out of reach another one that a base reaches, so the number stays."""
    spare = [k for k in setting.keys[5:] if k not in reached and
             setting.at[k] >= tables.AGENCY_PLAN[agency][0] and
             any(setting.in_reach(b, k) for b in bases)]
    extra = random.sample(spare, len(lost))
    for b in reach:
        reach[b] += [k for k in extra if setting.in_reach(b, k)]
    return [k for k in setting.keys if k in set(reached + extra)]


# --- demand -----------------------------------------------------------------------------------------

def half_hours(setting, agency, office):
    """Half hours a week left to visits and video: visits of 2030 spread by population over 250 days,
    times duration, times the share left; as numerator and denominator."""
    left = tables.AGENCY_PLAN[agency][3]
    top = (setting.visits[agency] * setting.office(office)["population"] * 5 *
           setting.mean_minutes(agency) * left)
    return top, POPULATION * WORKING_DAYS * 30 * 1000


def language_mix(random, setting, office, agency):
    """Per cent of each language, Finnish with the rest."""
    mix = {}
    if office in tables.SWEDISH_PERCENT:
        mix["sv"] = tables.SWEDISH_PERCENT[office]
    mix.update(tables.SAMI_PERCENT.get(office, {}))
    population = setting.office(office)["population"]
    mix["en"] = 5 if population >= 20000 else 2
    asked = []
    if agency == "migri":
        asked = random.sample(tables.ASKED_INTERPRETED, 3)
    elif population >= 60000 or random.chance(30):
        asked = random.sample(tables.ASKED_INTERPRETED, 1)
    for language in asked:
        mix[language] = random.between(8, 15) if agency == "migri" else random.between(4, 9)
    return {"fi": 100 - sum(mix.values()), **mix}


def demand_lines(random, setting, agency, office):
    top, bottom = half_hours(setting, agency, office)
    total = max(LEAST_HALF_HOURS, random.rounded(top, bottom))
    face_percent = tables.AGENCY_PLAN[agency][4]
    interpreted = dict(tables.LANGUAGES)
    out = []
    for language, percent in language_mix(random, setting, office, agency).items():
        amount = random.rounded(total * percent, 100)
        # A language right is worth a line of its own even where few ask.
        if amount == 0 and percent >= 4 and language != "en":
            amount = 1
        face = 0 if interpreted[language] else random.rounded(amount * face_percent, 100)
        for part, video in ((face, False), (amount - face, True)):
            if part:
                out.append({"agency": agency, "office": office, "language": language,
                            "half_hours": part, "video": video})
    return out


# --- people -------------------------------------------------------------------------------------------

def official(random, setting, agency, base, number, visits):
    languages = ["fi"]
    if base in tables.SWEDISH_PERCENT or random.chance(15):
        languages.append("sv")
    if random.chance(60):
        languages.append("en")
    if base in tables.SAMI_BASES:
        languages.append("se")
    remote_from, remote_to = random.between(8, 10), random.between(14, 16)
    out = {"id": "%s.%s.%d" % (agency, base, number), "role": "official", "agency": agency,
           "base": base, "languages": languages}
    if agency in tables.SKILLS:
        out["skills"] = [tables.SKILLS[agency]]
    out.update(hours=[weekly("mon-fri", "08:00", "16:15")],
               remote_hours=[weekly("mon-fri", "%02d:00" % remote_from, "%02d:00" % remote_to)],
               visits=visits)
    days = ["mon", "tue", "wed", "thu", "fri"]
    free = [d for d in days if not random.chance(8)]
    if free != days:
        out["field_days"] = free
    out.update(max_field_days=min(len(free), random.between(2, 4)),
               max_day_min=480 + 30 * random.between(0, 2),
               max_week_min=1200 + 30 * random.between(0, 22))
    return out


def speaks_for(setting, people, demand):
    """Makes sure that some official of the agency speaks every language it is asked in; the language
    goes to the one based nearest."""
    spoken = [code for code, interpreted in tables.LANGUAGES if not interpreted]
    for line in demand:
        if line["language"] not in spoken:
            continue
        own = [p for p in people if p["agency"] == line["agency"]]
        reach = own if line["video"] else [p for p in own if line["office"] in p["visits"]]
        if any(line["language"] in p["languages"] for p in reach or own):
            continue
        nearest = min(reach or own, key=lambda p: (setting.minutes(p["base"], line["office"]),
                                                   p["id"]))
        nearest["languages"] = [c for c in spoken if c in nearest["languages"] + [line["language"]]]


def state_officials(random, setting, agency, bases, reach):
    out = []
    for b in setting.keys:
        for i in range(bases.count(b)):
            near = sorted(reach[b], key=lambda o: (setting.minutes(b, o), o))[:MAX_VISITED]
            out.append(official(random, setting, agency, b, i + 1,
                                [k for k in setting.keys if k in near]))
    return out


def unreached(people, agency, visited):
    return [o for o in visited if not any(o in p["visits"] for p in people
                                          if p["agency"] == agency)]


def other_people(setting):
    """Remote officials of municipalities and welfare regions, advisors, interpreters."""
    hours = [weekly("mon-fri", "08:00", "16:15")]
    out = [{"id": "municipality.remote", "role": "official", "agency": "municipality",
            "base": "tampere", "languages": ["fi", "sv", "en"], "hours": hours,
            "remote_hours": [weekly("mon-fri", "09:00", "15:00")], "count": 4},
           {"id": "municipality.remote-sami", "role": "official", "agency": "municipality",
            "base": "inari", "languages": ["fi", "se"], "hours": hours},
           {"id": "welfare-region.remote", "role": "official", "agency": "welfare-region",
            "base": "oulu", "languages": ["fi", "sv", "en"], "hours": hours,
            "remote_hours": [weekly("mon-fri", "09:00", "15:00")], "count": 4},
           {"id": "welfare-region.remote-sami", "role": "official", "agency": "welfare-region",
            "base": "rovaniemi", "languages": ["fi", "se"], "hours": hours}]
    for o in setting.offices:
        languages = ["fi", "sv", "en"] if o["id"] in tables.SWEDISH_PERCENT else ["fi", "en"]
        if o["id"] in tables.SAMI_PERCENT:
            languages.append("se")
        population = o["population"]
        count = 1 + sum(population >= x for x in (7000, 20000, 60000, 100000, 150000, 200000, 240000,
                                                  300000, 340000, 400000, 600000, 900000))
        advisor = {"id": "advisor." + o["id"], "role": "advisor", "base": o["id"],
                   "languages": languages, "skills": list(tables.SKILLS.values()),
                   "hours": o["hours"], "exceptions": o["exceptions"]}
        if count > 1:
            advisor["count"] = count
        out.append(advisor)
    for code, count in tables.INTERPRETERS.items():
        pool = {"id": "interpreter." + code, "role": "interpreter", "languages": [code],
                "hours": [weekly("mon-fri", "08:00", "16:00")]}
        if count > 1:
            pool["count"] = count
        out.append(pool)
    return out


# --- agreements, exclusive rooms, all together -----------------------------------------------------------

def agreement_days(random, office):
    """Fixed weekdays in three of ten offices, inside the office's opening days."""
    days = ["mon", "tue", "wed", "thu", "fri"]
    opened = [d for rule in office["hours"] for d in
              (days if rule["days"] == "mon-fri" else
               rule["days"] if isinstance(rule["days"], list) else [rule["days"]])]
    opened = [d for d in days if d in opened]
    if random.chance(30):
        chosen = random.sample(opened, random.between(1, 2))
        return [d for d in days if d in chosen]
    return opened


def exclusive_rooms(random, setting, pairs):
    """In one of four offices with three or more visiting agencies two of them share a special room."""
    out = []
    for office in setting.keys:
        here = [a for a, o in pairs if o == office]
        if len(here) >= 3 and random.chance(25):
            two = random.sample(here, 2)
            out.append({"office": office, "agencies": [a for a in here if a in two]})
    return out


def keep_bounds(random, agreements, counts, demand):
    """min_visits at or below what the witness does, max_visits at or above it."""
    for a in agreements:
        done = counts.get((a["agency"], a["office"]), 0)
        need = sum(k["half_hours"] for k in demand
                   if (k["agency"], k["office"]) == (a["agency"], a["office"]))
        least = random.between(1, done) if done and random.chance(50) else 0
        days = a.pop("days")
        if least:
            a["min_visits"] = least
        a["max_visits"] = max(done, 1 + (need // 4 if need < 12 else need // 6))
        if days != ["mon", "tue", "wed", "thu", "fri"]:
            a["days"] = days


def plan_input(random, offices, agencies, services, drive):
    setting = Setting(offices, agencies, services, drive)
    people, pairs, agreements, demand = [], [], [], []
    for agency, (_, _, officials, _, _) in tables.AGENCY_PLAN.items():
        chosen = visited_offices(random, setting, agency)
        bases, reach, reached, lost = cover(setting, agency, chosen, officials)
        visited = relocate(random, setting, agency, reached, lost, reach, bases)
        people += state_officials(random, setting, agency, bases, reach)
        for o in unreached(people, agency, visited):  # beyond MAX_VISITED of every base
            nearest = min((p for p in people if p["agency"] == agency),
                          key=lambda p: (setting.minutes(p["base"], o), p["id"]))
            nearest["visits"] = [k for k in setting.keys if k in nearest["visits"] + [o]]
        for o in visited:
            pairs.append((agency, o))
            agreements.append({"agency": agency, "office": o,
                               "days": agreement_days(random, setting.office(o))})
            demand += demand_lines(random, setting, agency, o)
    speaks_for(setting, people, demand)
    exclusive = exclusive_rooms(random, setting, pairs)
    visits = witness.plan(setting, people, agreements, exclusive, demand)
    counts = {}
    for v in visits:
        key = (v["agency"], v["office"])
        counts[key] = counts.get(key, 0) + 1
    keep_bounds(random, agreements, counts, demand)
    return {"people": people + other_people(setting), "agreements": agreements, "demand": demand,
            "exclusive": exclusive, "witness": visits, "setting": setting}


# --- notes ----------------------------------------------------------------------------------------------

def notes(offices, plan):
    setting = plan["setting"]
    shares = ", ".join("%s %d" % (a, row[3]) for a, row in tables.AGENCY_PLAN.items())
    faces = ", ".join("%s %d" % (a, row[4]) for a, row in tables.AGENCY_PLAN.items())
    minutes = ", ".join("%s %d" % (a, setting.mean_minutes(a)) for a in tables.AGENCY_PLAN)
    full = ", ".join("%s %d" % (a, row[0]) for a, row in tables.AGENCY_PLAN.items() if row[0])
    half = sum(k["half_hours"] for k in plan["demand"])
    officials = sum(p.get("count", 1) for p in plan["people"]
                    if p["role"] == "official" and p.get("max_field_days"))
    return [
        "Made by examples/networks/generate.py; do not edit by hand. Sources: the service network "
        "2030 slides of October 2020 (50 offices, populations, visits), the Ministry of Finance's "
        "release of June 2022 (the twelve agencies), the 2008 report on the customer-service model "
        "(municipal services, modes, agreements). What follows are assumptions unless a source is "
        "named.",
        "An example of the planned state of 2022, not of what became of it: employment services, "
        "regional agencies and others have been reorganised since.",
        "Populations are the people assigned to each office in the 2030 study, 5,395,968 in all; "
        "Åland is outside it and 22,087 people are assigned to no office.",
        "Places are centroids of municipality areas of 2020 (Statistics Finland and National Land "
        "Survey, CC BY 4.0, by way of Yleisradio/geodata), not the town halls. Inari (Saariselkä) "
        "is set by hand at 68.42 N 27.41 E, the village rounded to 0.01 degrees.",
        "Drive times are not from a road network: the straight line between the places times 1.3 at "
        "65 km/h, rounded up to whole minutes. Towns whose centroid lies far from the centre, such "
        "as Kuusamo or Inari, come out wrong by up to half an hour.",
        "Rates of a plan's cost in euros are round figures, not taken from anybody's accounts.",
        "Agencies: the twelve of the 2022 reform, visits by year in agencies.csv. Visits of 2011 and "
        "2019 in the row of the Digital and Population Data Services Agency stand under the local "
        "register offices, its predecessors until the end of 2019. Guardianship is part of legal "
        "aid; its own row of visits overlaps and is left out. The 2030 column is headed change in "
        "the source and read as visits.",
        "One agency 'municipality' stands for each office's own municipality, and one 'welfare-"
        "region' for the office's own wellbeing services county. The two associations are examples.",
        "Services: the standard list; durations are assumed typical minutes, rounded up to five, "
        "video five minutes longer, with an advisor for the first five. Social assistance, day "
        "care, school and sheltered housing are two services each: filing with the advisor, and the "
        "decision. The mode 'mobile' is not used: all fifty offices stand still. Where both the "
        "advisor's own help and a mandate are possible, the advisor's help is offered.",
        "Every agency has a video service and a customer terminal service in every office, as the "
        "2008 report asks. Terminals have no equipment, so a service 'ID-eservices' was added for "
        "agencies whose services need some or are not in the list of the terminal.",
        "Equipment: the format asks a service's equipment of counters as well, so counters have "
        "document cameras too. Passports and residence permits need a counter that takes "
        "biometrics, cash a cash desk (tickets and parking fines are paid by card), confidential matters a "
        "closed room; booths are closed rooms.",
        "Full-time service in the largest offices, number of offices by agency: " + full + ". Behind "
        "them an agency visits by weekly agreement, Kela the 16 smallest offices; elsewhere advisors "
        "act on a mandate, and video serves. Agencies without full-time service visit a drawn sample "
        "outside the five largest.",
        "Opening hours: 8-16.15 from 60,000 people, 9-16 from 20,000, 9-15 below, fewer days in the "
        "sparsest places; Tuesdays 8-18 as tried in Lahti and Lappeenranta (marked as pilots) also "
        "in seven large cities. Closed on public holidays, Midsummer Eve and Christmas Eve.",
        "Counters: half of the office's visits in 2030 (2.22 a day per thousand people) at 15 "
        "minutes each, 85 per cent busy for seven hours, at least two. Booths, rooms, terminals and "
        "advisors by steps of population.",
        "Demand, half hours a week: visits in 2030 (AVI 20,000 and ELY 30,000 assumed) spread by "
        "population, five of 250 working days, times mean duration in minutes (" + minutes + "), "
        "times the share left to planned visits and video, per mille: " + shares + ". The rest is "
        "served full time in the cities, by advisors, on a mandate, at terminals, or by phone. At "
        "least two half hours for each agency and visited office. Agencies that sit in an office "
        "full time serve their demand there themselves, so it has no lines.",
        "Per cent of the demand that only a meeting face to face serves: " + faces + ".",
        "Languages: Swedish per cent of demand in bilingual places " +
        ", ".join("%s %d" % x for x in tables.SWEDISH_PERCENT.items()) + " (rounded, by language "
        "relations); Sámi languages in the four municipalities of the Sámi Language Act; Inari Sámi "
        "and Skolt Sámi through interpreters. Two to five per cent English; in larger offices one "
        "interpreted language at four to nine per cent, for immigration three at eight to fifteen. "
        "fse is Finnish Sign Language, fss Finland-Swedish Sign Language.",
        "Officials may be sent up to 120 minutes one way, 160 where either end lies north of 64 "
        "degrees. Bases were chosen to reach as many visited offices as possible; an office nobody "
        "reaches was exchanged for one in reach. Hours, languages and field days are drawn.",
        "Agreements: national ones let agencies serve; a local one for each agency and office it "
        "visits, with least and most visits a week; associations share the premises and are no "
        "party. A greedy week was made first and the least "
        "visits drawn at or below it, so all can be kept.",
        "Early voting is shown for the parliamentary election of April 2027.",
        "Coverage: the drive times in bands, the people assigned to no office and the limit of an "
        "hour are the study's; they give 97.75 per cent of those assigned and 97.35 of all. The "
        "areas are not the study's: municipalities of 2020 with their population at their centroid, "
        "with the drives stated above but at least ten minutes, and only the six nearest offices "
        "of each; by them coverage comes out lower. Enough people, at least 5,000, and the "
        "overrides for the outermost edge are examples: the study speaks of both and gives no "
        "figures.",
        "The planning problem: %d offices, 12 agencies, %d officials with field days, %d local "
        "agreements, %d demand lines, %d half hours." %
        (len(offices), officials, len(plan["agreements"]), len(plan["demand"]), half),
    ]
