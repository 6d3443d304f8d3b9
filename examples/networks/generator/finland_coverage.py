"""The coverage part of finland50.json: the study's table of drive times, and municipalities as areas
with estimated drives."""
import math

from . import netdoc, tables

# An area's drive is never shorter: its people do not all live where its office is.
LEAST_MINUTES = 10
# Drives that are written down for each area, the nearest ones.
OFFICES_AN_AREA = 6


def mainland():
    """Municipalities without Åland: the data name no wellbeing services county for Åland and
    Helsinki."""
    towns = netdoc.read_csv("municipalities_2020.csv")
    return [t for t in towns if t["wellbeing_county_id"] or t["name_fi"] == "Helsinki"]


def aland_population():
    towns = netdoc.read_csv("municipalities_2020.csv")
    names = {t["name_fi"] for t in mainland()}
    return sum(int(t["population_2020"]) for t in towns if t["name_fi"] not in names)


def drives(town, offices):
    place = (float(town["lat"]), float(town["lon"]))
    found = []
    for rank, office in enumerate(offices):
        km = netdoc.great_circle_km(place, (office["latitude"], office["longitude"]))
        minutes = math.ceil(km * netdoc.ROAD_FACTOR / netdoc.ROAD_KMH * 60)
        found.append((max(LEAST_MINUTES, minutes), rank, office["id"]))
    return {key: minutes for minutes, _, key in sorted(found)[:OFFICES_AN_AREA]}


def area(town, offices):
    name = town["name_fi"]
    return {"id": netdoc.slug(name),
            "name": name if town["name_sv"] == name else {"fi": name, "sv": town["name_sv"]},
            "population": int(town["population_2020"]),
            "latitude": float(town["lat"]), "longitude": float(town["lon"]),
            "minutes": drives(town, offices)}


def coverage(offices):
    bands = [{"from_min": int(r["from_min"]), "to_min": int(r["to_min"]),
              "population": int(r["population"])} for r in netdoc.read_csv("drive_times.csv")]
    return {
        "within_min": 60, "min_population": tables.LEAST_PEOPLE,
        "bands": bands, "unassigned": tables.UNASSIGNED,
        "excluded": [{"name": {"fi": "Ahvenanmaa", "sv": "Åland"},
                      "population": aland_population()}],
        "area_overrides": [{"areas": list(tables.EDGE_AREAS), "within_min": tables.EDGE_MINUTES,
                            "note": "outermost edge: a compromise with the hour (example)"}],
        "office_overrides": [{"offices": list(tables.EDGE_OFFICES), "min_population": 0,
                              "note": "kept for the outermost edge, however few (example)"}],
        "areas": [area(town, offices) for town in mainland()],
    }
