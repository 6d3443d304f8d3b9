#!/usr/bin/env python3
"""Checks the committed example networks: that the generator makes them again byte for byte, and that
what they say holds together, by code that shares nothing with the generator but its greedy week."""
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
NETWORKS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "examples", "networks")
NAMES = ("finland50", "jyvaskyla5", "iso_omena")
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def text_of(name):
    with open(os.path.join(NETWORKS, name + ".json"), encoding="utf-8") as f:
        return f.read()


def load(name):
    return json.loads(text_of(name))


def data(name):
    with open(os.path.join(NETWORKS, "data", name), encoding="utf-8") as f:
        return json.load(f) if name.endswith(".json") else list(csv.DictReader(f))


def as_list(value, everything):
    if value == "*":
        return list(everything)
    return value if isinstance(value, list) else [value]


def days_of(value):
    out = []
    for part in as_list(value, WEEKDAYS):
        first, _, last = part.partition("-")
        a, b = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        out += WEEKDAYS[a:b + 1]
    return out


def minute(clock):
    hour, minutes = clock.split(":")
    return int(hour) * 60 + int(minutes)


def expanded_offers(document):
    """One (office, service, mode, offer) for each that the offers stand for."""
    offices = [o["id"] for o in document["offices"]]
    services = [s["id"] for s in document["services"]]
    for offer in document["offers"]:
        for office in as_list(offer["office"], offices):
            for service in as_list(offer["service"], services):
                yield office, service, offer.get("mode", "on_site"), offer


class GeneratedTest(unittest.TestCase):
    def test_generator_makes_the_committed_bytes(self):
        with tempfile.TemporaryDirectory() as out:
            subprocess.run([sys.executable, "-B", os.path.join(NETWORKS, "generate.py"), out],
                           check=True, stdout=subprocess.DEVNULL)
            for name in NAMES:
                with open(os.path.join(out, name + ".json"), encoding="utf-8") as f:
                    self.assertTrue(f.read() == text_of(name),
                                    name + ".json differs: run examples/networks/generate.py")

    def test_files_stay_small(self):
        self.assertLess(len(text_of("finland50").encode()), 400000)


class ReferencesTest(unittest.TestCase):
    def test_ids_are_unique_and_references_resolve(self):
        for name in NAMES:
            document = load(name)
            ids = {}
            for kind in ("agencies", "services", "offices", "people", "agreements", "queues"):
                keys = [x["id"] for x in document.get(kind, [])]
                self.assertEqual(len(keys), len(set(keys)), (name, kind))
                ids[kind] = set(keys)
            codes = {l if isinstance(l, str) else l["code"] for l in document["languages"]}
            for place, kind, used in self.references(document):
                self.assertLessEqual(set(used), ids.get(kind, codes), (name, place))
            words = {"equipment": set(document.get("equipment", [])),
                     "skills": set(document.get("skills", []))}
            for place, kind, used in self.words(document):
                self.assertLessEqual(set(used), words[kind], (name, place))

    @staticmethod
    def references(d):
        for s in d["services"]:
            yield s["id"], "agencies", [s["agency"]]
        for a in d["agencies"]:
            if "successor" in a:
                yield a["id"], "agencies", [a["successor"]["agency"]]
        for p in d["people"]:
            if "agency" in p:
                yield p["id"], "agencies", [p["agency"]]
            if "base" in p:
                yield p["id"], "offices", [p["base"]]
            yield p["id"], "offices", p.get("visits", [])
            yield p["id"], "languages", p["languages"]
        for x in d["offers"] + d.get("agreements", []) + d.get("queues", []):
            yield x, "offices", as_list(x["office"], [])
            yield x, "services", as_list(x.get("service", x.get("services", [])), [])
            if "agency" in x:
                yield x, "agencies", [x["agency"]]
        for k in d.get("demand", []):
            yield k, "agencies", [k["agency"]]
            yield k, "offices", [k["office"]]
            yield k, "languages", [k["language"]]
        for x in d.get("planning", {}).get("exclusive", []):
            yield x, "offices", [x["office"]]
            yield x, "agencies", x["agencies"]

    @staticmethod
    def words(d):
        for s in d["services"]:
            yield s["id"], "equipment", s.get("equipment", [])
            yield s["id"], "skills", s.get("skills", [])
        for p in d["people"]:
            yield p["id"], "skills", p.get("skills", [])
        for o in d["offices"]:
            for r in o["counters"] + o["booths"]:
                yield o["id"], "equipment", r["equipment"]


class OffersTest(unittest.TestCase):
    def test_every_offer_can_be_given(self):
        for name in NAMES:
            document = load(name)
            services = {s["id"]: s for s in document["services"]}
            offices = {o["id"]: o for o in document["offices"]}
            seen = set()
            for office, service, mode, offer in expanded_offers(document):
                where = (name, office, service, mode)
                self.assertNotIn(where, seen, "offered twice")
                seen.add(where)
                minutes = services[service]["duration_min"]
                self.assertIn(mode, minutes if isinstance(minutes, dict) else ["on_site"], where)
                need = set(services[service].get("equipment", []))
                kind = {"on_site": "counters", "video_booth": "booths"}.get(mode)
                if kind:
                    self.assertTrue(any(need <= set(r["equipment"]) for r in offices[office][kind]),
                                    where)
                elif mode == "self_service":  # terminals are given by number, without equipment
                    self.assertGreater(offices[office]["terminals"], 0, where)
                    self.assertFalse(need, where)
                if offer.get("performer", "official") != "official":
                    self.assertFalse(services[service].get("requires_authority_in_person"), where)

    def test_hours_of_offers_lie_inside_the_building(self):
        for name in NAMES:
            document = load(name)
            offices = {o["id"]: o for o in document["offices"]}
            for office, service, _, offer in expanded_offers(document):
                for rule in offer.get("hours", []):
                    for day in days_of(rule["days"]):
                        self.assertTrue(any(day in days_of(r["days"]) and
                                            minute(r["from"]) <= minute(rule["from"]) and
                                            minute(rule["to"]) <= minute(r["to"])
                                            for r in offices[office]["hours"]),
                                        (name, office, service, rule))

    def test_finland_offers_use_the_modes_of_the_standard_services(self):
        standard = data("standard_services.json")
        allowed = {s["code"].lower(): {m["mode"] for m in s["modes"]}
                   for s in standard["municipal"] + standard["agency"]}
        for ngo in ("ngo-seniors-consult", "ngo-newcomers-consult"):
            allowed[ngo] = allowed["ngo-consult"]
        offered = set()
        for office, service, mode, offer in expanded_offers(load("finland50")):
            if service.endswith("-eservices"):
                self.assertEqual(mode, "self_service", service)
                continue
            modes = allowed[service[:-len("-filing")] if service.endswith("-filing") else service]
            offered.add(service)
            if mode != "on_site":
                word = {"video_booth": "video", "self_service": "self_service"}[mode]
                self.assertIn(word, modes, (office, service))
            elif offer.get("performer", "official") != "official":
                self.assertIn(offer["performer"], modes, (office, service))
            else:
                words = {"continuous": {"full_time"}, "visit_hours": {"weekly_hours", "ngo_hours"},
                         "by_request": {"visit_by_appointment"}}
                self.assertTrue(words[offer.get("arrangement", "continuous")] & modes,
                                (office, service))
        self.assertLessEqual(set(allowed) - {"ngo-consult"}, offered, "a standard service is missing")


class FinlandTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.document = load("finland50")
        cls.offices = {o["id"]: o for o in cls.document["offices"]}
        cls.officials = [p for p in cls.document["people"]
                         if p["role"] == "official" and p.get("max_field_days")]

    def test_fifty_offices_hold_the_assigned_population(self):
        self.assertEqual(len(self.offices), 50)
        self.assertEqual(sum(o["population"] for o in self.offices.values()), 5395968)
        table = {r["office"]: int(r["population"]) for r in data("offices50.csv")}
        for o in self.offices.values():
            self.assertEqual(o["population"], table[o["name"]["fi"]])

    def test_agencies_have_the_visits_of_the_source(self):
        millions = 0
        for a in self.document["agencies"]:
            millions += a.get("visits", {}).get("2030", 0)
        self.assertEqual(millions, 3080000)  # 3.09 million less guardianship's own row
        state = [a for a in self.document["agencies"]
                 if a.get("kind") == "state" and "successor" not in a]
        self.assertEqual(len(state), 12)

    def test_drive_times_are_symmetric_and_follow_the_stated_rule(self):
        table = self.document["drive_min"]
        keys, minutes = table["offices"], table["minutes"]
        self.assertEqual(keys, list(self.offices))
        for i, a in enumerate(keys):
            for j, b in enumerate(keys):
                self.assertEqual(minutes[i][j], minutes[j][i])
                # Spherical law of cosines, not the generator's haversine.
                p, q = self.offices[a], self.offices[b]
                lat1, lat2 = math.radians(p["latitude"]), math.radians(q["latitude"])
                turn = math.radians(q["longitude"] - p["longitude"])
                angle = math.acos(min(1.0, math.sin(lat1) * math.sin(lat2) +
                                      math.cos(lat1) * math.cos(lat2) * math.cos(turn)))
                expected = 6371 * angle * 1.3 / 65 * 60
                self.assertLess(abs(minutes[i][j] - expected), 1.001, (a, b))

    def test_demand_lies_under_agreements_and_somebody_speaks_it(self):
        agreed = {(a["agency"], o) for a in self.document["agreements"] if a["kind"] == "local"
                  for o in as_list(a["office"], self.offices)}
        interpreters = {l for p in self.document["people"] if p["role"] == "interpreter"
                        for l in p["languages"]}
        spoken = {(p["agency"], l) for p in self.officials for l in p["languages"]}
        reached = {(p["agency"], o) for p in self.officials for o in p["visits"]}
        for k in self.document["demand"]:
            pair = (k["agency"], k["office"])
            self.assertIn(pair, agreed)
            self.assertIn(pair, reached)
            self.assertGreater(k["half_hours"], 0)
            if k["language"] in interpreters:
                self.assertTrue(k["video"], k)
            else:
                self.assertIn((k["agency"], k["language"]), spoken)

    def test_demand_is_within_capacity_and_of_the_planned_size(self):
        total = 0
        for agency in sorted({k["agency"] for k in self.document["demand"]}):
            need = sum(k["half_hours"] for k in self.document["demand"] if k["agency"] == agency)
            own = [p for p in self.officials if p["agency"] == agency]
            visits = sum(p["max_field_days"] * 12 for p in own)
            video = sum((minute(r["to"]) - minute(r["from"])) // 30 * (5 - p["max_field_days"])
                        for p in own for r in p["remote_hours"])
            print("%-10s %2d officials, %4d half hours asked, %4d on visits and %4d by video at most"
                  % (agency, len(own), need, visits, video))
            self.assertLessEqual(need, visits + video)
            total += need
        pairs = [a for a in self.document["agreements"] if "max_visits" in a]
        print("%d offices, %d officials, %d agreements, %d lines, %d half hours" %
              (len(self.offices), len(self.officials), len(pairs), len(self.document["demand"]),
               total))
        with open(os.path.join(NETWORKS, "README.md"), encoding="utf-8") as f:
            page = " ".join(f.read().split())
        self.assertIn("%d officials, %d visit agreements, %d demand lines, %s half hours" %
                      (len(self.officials), len(pairs), len(self.document["demand"]),
                       format(total, ",")), page)
        self.assertTrue(1400 <= total <= 1700 and 195 <= len(pairs) <= 235 and
                        65 <= len(self.officials) <= 75 and
                        580 <= len(self.document["demand"]) <= 680)


class WitnessTest(unittest.TestCase):
    """The greedy week of the generator, judged against the document: agreements can be kept."""

    @classmethod
    def setUpClass(cls):
        sys.path.insert(0, NETWORKS)
        from generator import finland50
        cls.document = load("finland50")
        cls.visits = finland50.build()[1]

    def test_agreements_can_be_kept(self):
        d = self.document
        people = {p["id"]: p for p in d["people"]}
        offices = {o["id"]: o for o in d["offices"]}
        place = {k: i for i, k in enumerate(d["drive_min"]["offices"])}
        agreed = {(a["agency"], a["office"]): a for a in d["agreements"] if "max_visits" in a}
        count, away, day_used, sitting = dict.fromkeys(agreed, 0), {}, {}, {}
        for v in self.visits:
            p, o = people[v["official"]], offices[v["office"]]
            agreement = agreed[p["agency"], v["office"]]
            count[p["agency"], v["office"]] += 1
            self.assertIn(v["office"], p["visits"])
            self.assertIn(v["day"], days_of(p.get("field_days", "mon-fri")))
            self.assertIn(v["day"], days_of(agreement.get("days", "mon-fri")))
            start, end = 420 + 30 * v["start"], 420 + 30 * v["end"]
            self.assertTrue(any(v["day"] in days_of(r["days"]) and minute(r["from"]) <= start and
                                end <= minute(r["to"]) for r in o["hours"]), v)
            self.assertTrue(120 <= end - start <= 360, v)
            drive = -(-d["drive_min"]["minutes"][place[p["base"]]][place[v["office"]]] // 30) * 30
            self.assertTrue(420 <= start - drive and end + drive <= 1080, v)
            self.assertLessEqual(end - start + 2 * drive, p["max_day_min"])
            away[p["id"]] = away.get(p["id"], 0) + end - start + 2 * drive
            self.assertNotIn((p["id"], v["day"]), day_used)
            day_used[p["id"], v["day"]] = v
            for t in range(v["start"], v["end"]):
                sitting.setdefault((v["office"], v["day"], t), []).append(p["agency"])
        for key, minutes in away.items():
            self.assertLessEqual(minutes, people[key]["max_week_min"])
            self.assertLessEqual(sum(k == key for k, _ in day_used),
                                 people[key]["max_field_days"])
        for (office, _, _), here in sitting.items():
            self.assertLessEqual(len(here), len(offices[office]["counters"]))
            for group in d["planning"]["exclusive"]:
                if group["office"] == office:
                    self.assertLessEqual(len(set(here) & set(group["agencies"])), 1)
        for pair, a in agreed.items():
            self.assertTrue(a.get("min_visits", 0) <= count[pair] <= a["max_visits"], (pair, a))
        self.assertGreater(sum(a.get("min_visits", 0) for a in agreed.values()), 0)


class IsoOmenaTest(unittest.TestCase):
    def test_twelve_units_receive_4500_a_day(self):
        rows = data("iso_omena_arrivals.csv")
        queues = load("iso_omena")["queues"]
        self.assertEqual([r["unit"] for r in rows], [q["id"] for q in queues])
        self.assertEqual(len(rows), 12)
        self.assertEqual(sum(int(r["arrivals_per_day"]) for r in rows), 4500)

    def test_health_and_benefit_queues_are_private_and_every_service_has_one_queue(self):
        document = load("iso_omena")
        owner = {s["id"]: s["agency"] for s in document["services"]}
        lined = [s for q in document["queues"] for s in q["services"]]
        self.assertEqual(sorted(lined), sorted(owner))
        for q in document["queues"]:
            self.assertEqual({owner[s] for s in q["services"]}, {q["agency"]})
            self.assertEqual(q.get("private", False), q["agency"] != "espoo")


class JyvaskylaTest(unittest.TestCase):
    def test_five_offices_of_one_to_three_and_one_far_out(self):
        document = load("jyvaskyla5")
        self.assertEqual(len(document["offices"]), 5)
        staff = [p.get("count", 1) for p in document["people"] if p["role"] == "advisor"]
        self.assertEqual((len(staff), min(staff), max(staff)), (5, 1, 3))
        catalogues = {}
        for office, service, mode, _ in expanded_offers(document):
            catalogues.setdefault(office, set()).add((service, mode))
        self.assertEqual(len({frozenset(c) for c in catalogues.values()}), 5)
        kinds = {a["id"]: a["kind"] for a in document["agencies"]}
        for s in document["services"]:
            if kinds[s["agency"]] == "ngo":
                self.assertFalse(s.get("requires_authority_in_person"))
        row = document["drive_min"]["minutes"][0]
        self.assertEqual([m >= 25 for m in row], [False, False, False, False, True])


if __name__ == "__main__":
    unittest.main(verbosity=1)
