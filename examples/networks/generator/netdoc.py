"""What every generator needs: seeded random numbers, distances, the data files, and the writer that
puts one entity on one line."""
import csv
import json
import math
import os

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")

ROAD_FACTOR = 1.3   # road kilometres for one kilometre as the crow flies
ROAD_KMH = 65.0     # mean speed by car


class Random:
    """splitmix64: the same numbers under every Python version."""

    MASK = (1 << 64) - 1

    def __init__(self, seed):
        self.state = seed & self.MASK

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & self.MASK
        return z ^ (z >> 31)

    def below(self, n):
        """An integer in [0, n); the bias of the remainder is below 2^-50 here."""
        return self.bits() % n

    def between(self, low, high):
        """An integer in [low, high]."""
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def rounded(self, numerator, denominator):
        """numerator / denominator rounded up or down at random, right on average."""
        whole, rest = divmod(numerator, denominator)
        return whole + (1 if self.below(denominator) < rest else 0)

    def sample(self, items, k):
        items = list(items)
        for i in range(min(k, len(items))):
            j = self.between(i, len(items) - 1)
            items[i], items[j] = items[j], items[i]
        return items[:k]


def read_csv(name):
    with open(os.path.join(DATA, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def read_json(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as f:
        return json.load(f)


def great_circle_km(a, b):
    """Haversine distance of two (latitude, longitude) in degrees on a sphere of 6371 km."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*a, *b))
    h = (math.sin((lat2 - lat1) / 2) ** 2 +
         math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * 6371.0 * math.asin(math.sqrt(h))


def drive_table(offices):
    """The `drive_min` of offices with latitude and longitude, whole minutes, symmetric."""
    n = len(offices)
    places = [(o["latitude"], o["longitude"]) for o in offices]
    minutes = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1, n):
            km = great_circle_km(places[i], places[j]) * ROAD_FACTOR
            minutes[i][j] = minutes[j][i] = int(math.ceil(km / ROAD_KMH * 60))
    return {"offices": [o["id"] for o in offices], "minutes": minutes}


def weekly(days, start, end, **more):
    return {"days": days, "from": start, "to": end, **more}


def slug(name):
    """An id from a place name: `Äänekoski` is `aanekoski`, `Inari (Saariselkä)` `inari-saariselka`."""
    out = []
    for c in name.lower():
        c = {"ä": "a", "ö": "o", "å": "a"}.get(c, c)
        out.append(c if "a" <= c <= "z" or "0" <= c <= "9" else "-")
    return "-".join(part for part in "".join(out).split("-") if part)


def one_line(value):
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def lines_of(key, value):
    """A member of an inner object; a list of objects one to a line."""
    head = "  " + json.dumps(key) + ": "
    if isinstance(value, list) and isinstance(value[0], dict):
        return head + "[\n" + ",\n".join("   " + one_line(v) for v in value) + "\n  ]"
    return head + one_line(value)


def render(document):
    """The document as text: one line per entity, and a row per line in the drive table."""
    parts = []
    for key, value in document.items():
        head = " " + json.dumps(key) + ": "
        if isinstance(value, list) and value and isinstance(value[0], dict) or key == "notes":
            body = ",\n".join("  " + one_line(v) for v in value)
            parts.append(head + "[\n" + body + "\n ]")
        elif key == "drive_min":
            rows = ",\n".join("   [" + ",".join(str(m) for m in row) + "]"
                              for row in value["minutes"])
            parts.append(head + '{\n  "offices": ' + one_line(value["offices"]) +
                         ',\n  "minutes": [\n' + rows + "\n  ]\n }")
        elif key == "coverage":
            members = [lines_of(k, v) for k, v in value.items()]
            parts.append(head + "{\n" + ",\n".join(members) + "\n }")
        else:
            parts.append(head + one_line(value))
    return "{\n" + ",\n".join(parts) + "\n}\n"
