"""Reads the page of `vuoro plan --html` as a machine does, and counts once more what it shows.

usage: report_test.py VUORO
"""
import collections
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
from cli import NETWORKS, Cli  # noqa: E402

WEEK = ["--monday", "2026-03-02", "--threads", "1"]
HOSTILE = "</title><script>alert(1)</script> & \"q\" 'a' <b onload=x> ]]> &amp; --> \u2028 {}"
VOID = {"meta", "input"}                # of HTML
SHAPES = {"path", "rect", "circle"}      # of SVG, which may end where they begin
MOST_BYTES = 10_000_000  # of the page of 400 offices


class Page:
    """One page: well-formed, reaching for nothing, and its parts by id."""

    def __init__(self, cli, text, name):
        self.cli, self.text, self.name = cli, text, name
        self.root = xml.fromstring(text)
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        ids = [e.get("id") for e in self.root.iter() if e.get("id")]
        self.ids = {e.get("id"): e for e in self.root.iter() if e.get("id")}
        self.expect(len(ids) == len(self.ids),
                    f"ids twice: {[i for i, n in collections.Counter(ids).items() if n > 1][:3]}")
        self.check_links()
        self.check_nesting()
        self.check_reading()

    def expect(self, condition, text):
        self.cli.expect(condition, f"{self.name}: {text}")

    def check_links(self):
        for outside in ("http:", "https:", "<script", "@import", "url(", "javascript:", "<link",
                        "<iframe", "<img"):
            self.expect(outside not in self.text.replace(HOSTILE, ""), f"it reaches out: {outside}")
        for element in self.root.iter():
            for attribute, value in element.attrib.items():
                self.expect(not attribute.startswith("on"), f"a handler: {attribute}={value}")
                if attribute in ("href", "src"):
                    self.expect(value[0] == "#" and value[1:] in self.ids, f"a link to {value}")

    def check_nesting(self):
        """HTML closes what XML closes: a browser sees the same tree."""
        stack, page = [], self

        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attrs):
                if tag not in VOID:
                    stack.append(tag)

            def handle_startendtag(self, tag, attrs):
                page.expect(tag in VOID | SHAPES, f"<{tag}/> is no empty element of HTML")

            def handle_endtag(self, tag):
                page.expect(stack and stack[-1] == tag, f"</{tag}> closes {stack[-1:]}")
                stack.pop()

        Reader().feed(self.text)
        self.expect(not stack, f"left open: {stack}")

    def check_reading(self):
        """What a screen reader needs: a language, headings in steps, words for every picture."""
        self.expect(self.root.get("lang") in ("en", "fi", "sv"), "a language")
        levels = [int(e.tag[1]) for e in self.root.iter() if re.fullmatch("h[1-6]", e.tag)]
        self.expect(levels.count(1) == 1 and levels[0] == 1, f"one h1: {levels[:3]}")
        self.expect(all(b - a <= 1 for a, b in zip(levels, levels[1:])), "headings leave out a level")
        for drawing in self.root.iter("svg"):
            if drawing.get("viewBox") and drawing.get("aria-hidden") != "true":
                self.expect(drawing.get("role") == "img" and drawing.get("aria-label"),
                            "a picture without words")
        for table in self.root.iter("table"):
            heads = [e for e in table.iter("th") if e.get("scope") == "col"]
            self.expect(heads, "a table without column headings")
            width = len(list(table.find("thead").find("tr")))
            for row in table.find("tbody"):
                self.expect(len(list(row)) == width, f"{len(list(row))} cells under {width} headings")
        for field in self.root.iter("input"):
            self.expect(self.parents[field].tag == "label", "a box without a label")

    def part(self, key):
        return self.ids[key]

    def rows(self, element):
        """The texts of the cells of every body row in `element`."""
        return [["".join(cell.itertext()) for cell in row]
                for table in element.iter("table") for row in table.find("tbody")]


def plan_of(cli, document, *words, steps="2000"):
    """The page, the plan and the printed table of one planned document."""
    name = "report.json"
    (cli.folder / name).write_text(json.dumps(document), encoding="utf-8")
    done = cli.run("plan", name, *WEEK, "--steps", steps, "--out", "week.json", "--html",
                   "week.html", *words)
    text = (cli.folder / "week.html").read_text(encoding="utf-8")
    return Page(cli, text, str(document["name"])[:20]), \
        json.loads((cli.folder / "week.json").read_text()), done.stdout


def figure(text, pattern):
    return int(re.search(pattern, text).group(1).replace(" ", ""))


def minutes(text):
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def officials_of(document):
    """People with role official by the key that the plan uses, and their bases."""
    bases = {}
    for person in document.get("people", []):
        if person["role"] != "official":
            continue
        count = person.get("count", 1)
        for i in range(count):
            key = person["id"] if count == 1 else f"{person['id']}-{i + 1}"
            bases[key] = (person.get("base"), person.get("agency"))
    return bases


def driven(document, plan):
    """Minutes on the road by agency, from the document and the plan alone."""
    table = document["drive_min"]
    place = {key: i for i, key in enumerate(table["offices"])}
    bases, days = officials_of(document), collections.defaultdict(list)
    for duty in plan["field"]:
        days[duty["person"], duty["weekday"]].append((duty["from_min"], duty["office"]))
    out = collections.Counter()
    for (person, _), stops in days.items():
        base, agency = bases[person]
        path = [base] + [office for _, office in sorted(stops)] + [base]
        for a, b in zip(path, path[1:]):
            out[agency] += table["minutes"][place[a]][place[b]] if a != b else 0
    return out


def check_figures(cli, page, document, plan, told):
    """The page's figures against the plan, the document and the program's own table."""
    unmet = figure(told, r"cost [\d ]+: ([\d ]+) half hours unmet")
    travel = figure(told, r"unmet, ([\d ]+) minutes of driving")
    tiles = ["".join(dd.itertext()).replace(" ", "") for dd in page.root.iter("dd")]
    page.expect(tiles[0].startswith(str(len(plan["field"]))), f"visits: {tiles[0]}")
    page.expect(any(f"{travel // 60}:{travel % 60:02}" in tile for tile in tiles), f"{travel} in {tiles}")
    lines = [row for row in page.rows(page.part("unmet")) if len(row) == 6 and row[5].isdigit()
             and row[2].isalpha() and int(row[3]) - int(row[4]) == int(row[5])]
    page.expect(sum(int(row[5]) for row in lines) == unmet, f"{unmet} unmet half hours, by line")
    if unmet:
        matrix = next(t for t in page.part("unmet").iter("table") if "bad" in t.get("class", ""))
        foot = ["".join(cell.itertext()) for cell in matrix.find("tfoot").find("tr")]
        page.expect(int(foot[-1]) == unmet == sum(map(int, foot[1:-1])), f"{foot}")
        for row in matrix.find("tbody"):
            cells = [int("".join(c.itertext()) or 0) for c in list(row)[1:]]
            page.expect(sum(cells[:-1]) == cells[-1], "a row of the matrix")
    check_bars(page, document)
    check_booths(page, plan)
    check_people(page, document, plan, travel)


def check_bars(page, document):
    wanted = collections.Counter()
    for line in document["demand"]:
        wanted[line["agency"]] += line["half_hours"]
    table = next(t for t in page.part("unmet").iter("table") if t.get("class") == "bars")
    rows = page.rows(wrap(table))
    page.expect(sorted(int(r[1]) for r in rows) == sorted(v for v in wanted.values() if v),
                f"wanted by agency: {rows}")
    page.expect(all(int(r[1]) == int(r[2]) + int(r[3]) + int(r[4]) for r in rows), "bars add up")


def wrap(table):
    """An element that has `table` alone."""
    outer = xml.Element("div")
    outer.append(table)
    return outer


def check_booths(page, plan):
    half_hours = sum((d["to_min"] - d["from_min"]) // 30 for d in plan["video"])
    tables = [t for t in page.part("booths").iter("table")]
    if not tables:
        page.expect(half_hours == 0, "no booths, but calls")
        return
    by_hour, by_office = tables
    used = sum(int(cell.split("/")[0]) for row in page.rows(wrap(by_hour)) for cell in row[1:]
               if "/" in cell)
    page.expect(used == half_hours, f"{used} of {half_hours} half hours by weekday and half hour")
    used = sum(int(cell.split(" ")[0]) for row in page.rows(wrap(by_office)) for cell in row[2:]
               if "%" in cell)
    page.expect(used == half_hours, f"{used} of {half_hours} half hours by office")


def check_people(page, document, plan, travel):
    """Every duty once with its office and once with its official; drives as the document has them."""
    duties = len(plan["field"]) + len(plan["video"])
    for kind, keys in (("office", [o["id"] for o in document["offices"]]),
                       ("official", {d["person"] for d in plan["field"] + plan["video"]})):
        parts = [page.ids.get(f"{kind}-{key}") for key in keys]
        page.expect(all(part is not None for part in parts), f"every {kind} has a section")
        blocks = [e for part in parts for e in part.iter("rect")
                  if e.get("class", "").split(" ")[0] == "duty" and e.get("rx") == "4"]
        page.expect(len(blocks) == duties, f"{len(blocks)} blocks for {duties} duties by {kind}")
        rows = [row for part in parts for row in page.rows(part)]
        roads = [row for row in rows if row[2] in ("drive", "ajo", "körning")]
        page.expect(len(rows) - len(roads) == duties, f"{len(rows)} rows of {kind}s")
        if kind == "official":
            times = [row[1].split("–") for row in roads]
            page.expect(sum(minutes(b) - minutes(a) for a, b in times) == travel, "drives in tables")
    by_agency = driven(document, plan)
    page.expect(sum(by_agency.values()) == travel, f"{travel} minutes of driving: {by_agency}")
    drawn = collections.Counter()
    for row in page.rows(page.part("map")):
        if len(row) == 4:
            drawn[row[0]] += minutes(row[3])
    page.expect(sorted(drawn.values()) == sorted(by_agency.values()), f"{drawn} {by_agency}")


def test_finland(cli):
    document = json.loads((NETWORKS / "finland50.json").read_text(encoding="utf-8"))
    page, plan, told = plan_of(cli, document)
    check_figures(cli, page, document, plan, told)
    drawing = page.part("map").find(".//svg")
    circles = [e for e in drawing.iter("circle") if e.get("class") in ("want", "idle")]
    page.expect(len(circles) == len(document["offices"]) + 1, f"{len(circles)} circles")  # one in the key
    names = {"".join(e.itertext()) for e in drawing.iter("text") if e.get("class") == "name"}
    known = {o["name"]["fi"] if isinstance(o["name"], dict) else o["name"] for o in document["offices"]}
    page.expect(len(names & known) > 30, f"{len(names)} names on the map")
    page.expect(any("km" in "".join(e.itertext()) for e in drawing.iter("text")), "a scale")
    check_boxes(page)
    again = (cli.folder / "week.html").read_text(encoding="utf-8")
    plan_of(cli, document)
    page.expect(again == (cli.folder / "week.html").read_text(encoding="utf-8"),
                "the same steps, another page")
    for language in ("fi", "sv"):
        other, _, _ = plan_of(cli, document, "--language", language, steps="50")
        other.expect(other.root.get("lang") == language, "its language")
        other.expect("half hours" not in other.text and "drives" not in
                     "".join(other.root.find("body").itertext()), "English words are left")


def check_boxes(page):
    """Each box hides the lines of one agency, and each agency with lines has a box."""
    boxes = {e.get("id") for e in page.part("map").iter("input")}
    groups = {c for e in page.part("map").iter("g") for c in e.get("class", "").split() if
              c.startswith("drives-")}
    style = page.root.find("head/style").text
    page.expect(boxes == groups != set(), f"{boxes} {groups}")
    page.expect(all(f"#{b}:not(:checked)) .{b}{{" in style for b in boxes), "a box without a rule")


def test_course(cli):
    """The picture of cost and bound ends where the plan does, and never goes back."""
    document = json.loads((NETWORKS / "jyvaskyla5.json").read_text(encoding="utf-8"))
    for budget in (("--steps", "4000"), ("--seconds", "0.5")):
        (cli.folder / "report.json").write_text(json.dumps(document), encoding="utf-8")
        cli.run("plan", "report.json", *WEEK, *budget, "--out", "week.json", "--html", "week.html")
        page = Page(cli, (cli.folder / "week.html").read_text(encoding="utf-8"), "course")
        plan = json.loads((cli.folder / "week.json").read_text())
        rows = [[int(cell.replace(" ", "")) for cell in row[1:3]] for row in
                page.rows(page.part("course"))]
        page.expect(rows[-1] == [plan["cost"], plan["bound"]], f"the end: {rows[-1]}")
        page.expect(all(a[0] >= b[0] and a[1] <= b[1] for a, b in zip(rows, rows[1:])), f"{rows}")
        for path in page.part("course").iter("path"):
            if path.get("stroke-width") != "2.5":
                continue
            across = [int(x) for x in re.findall(r"H(\d+)", path.get("d"))]
            page.expect(across == sorted(across), "time runs on")
            down = [int(y) for y in re.findall(r"V(\d+)", path.get("d"))]
            page.expect(down == sorted(down, reverse=path.get("stroke-dasharray") is not None),
                        f"the cost falls, the bound rises: {down}")


def test_hostile(cli):
    """Names are text, whatever stands in them."""
    document = json.loads((NETWORKS / "jyvaskyla5.json").read_text(encoding="utf-8"))
    document["name"] = HOSTILE
    for kind in ("offices", "agencies", "services"):
        for one in document[kind]:
            one["name"] = {"fi": f"{one['id']} {HOSTILE}"}
    page, plan, told = plan_of(cli, document, "--explain", "--remedies", "1")
    check_figures(cli, page, document, plan, told)
    page.expect(page.root.find("body/header/p").text == HOSTILE, "the name as it is written")
    headings = {e.text for e in page.root.iter("h3")}
    page.expect({f"{o['id']} {HOSTILE}" for o in document["offices"]} <= headings, "offices' names")


def test_places(cli):
    """Without places there is no map and a line that says so; with some, the others are named."""
    document = json.loads((NETWORKS / "jyvaskyla5.json").read_text(encoding="utf-8"))
    first = document["offices"][0]
    del first["latitude"], first["longitude"]
    page, _, _ = plan_of(cli, document, steps="200")
    circles = [e for e in page.part("map").iter("circle") if e.get("class") in ("want", "idle")]
    page.expect(len(circles) == len(document["offices"]), f"{len(circles)} circles")
    page.expect("not drawn: " + (first["name"].get("en") or first["name"]["fi"]) in
                "".join(page.part("map").itertext()), "the office without a place")
    for office in document["offices"]:
        office.pop("latitude", None), office.pop("longitude", None)
    page, plan, told = plan_of(cli, document, steps="200")
    page.expect(page.part("map").find(".//circle") is None, "a map of nowhere")
    page.expect("no office a place" in "".join(page.part("map").itertext()), "no line about it")
    check_figures(cli, page, document, plan, told)


def test_small(cli):
    """A network without officials, demand, booths and places still has a page; one office alone too."""
    page, plan, _ = plan_of(cli, json.loads((NETWORKS / "minimal.json").read_text()), steps="10")
    page.expect(not plan["field"] and page.part("office-hall") is not None, "the town hall")
    for key in ("map", "unmet", "booths", "course", "offices", "officials"):
        page.expect(key in page.ids, f"no #{key}")
    plan_of(cli, json.loads((NETWORKS / "every_key.json").read_text()), steps="100")
    document = json.loads((NETWORKS / "jyvaskyla5.json").read_text(encoding="utf-8"))
    page, _, _ = plan_of(cli, document, "--office", "korpilahti", steps="200")
    offices = [i for i in page.ids if i.startswith("office-")]
    page.expect(offices == ["office-korpilahti"] and "map" not in page.ids, f"one office: {offices}")


def test_cycle(cli):
    """A cycle of four weeks: a drawing for each week that has a duty, and days that name their week."""
    document = json.loads((NETWORKS / "villages.json").read_text(encoding="utf-8"))
    page, plan, _ = plan_of(cli, document, steps="8000")
    title = "".join(page.root.find(".//h1").itertext())
    page.expect(title == "Plan of 4 weeks from the week of 2026-03-02", f"title: {title}")
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    for office in ("near", "lake", "border"):
        duties = [one for one in plan["field"] if one["office"] == office]
        section = page.part(f"office-{office}")
        days = sorted(f"{names[one['weekday']]}, week {one.get('week', 0) + 1}" for one in duties)
        page.expect(days == sorted(row[0] for row in page.rows(section)), f"days of {office}: {days}")
        weeks = sorted({one.get("week", 0) + 1 for one in duties})
        drawn = [re.match(r"Week (\d)\.", e.get("aria-label", "")) for e in section.iter("svg")
                 if e.get("role") == "img"]
        page.expect([int(one.group(1)) for one in drawn] == weeks, f"weeks of {office}: {weeks}")
    page.expect("a week" not in page.text and "this week" not in page.text, "words of one week")


def contrast(a, b):
    """WCAG 2's contrast of two colours "#rrggbb"."""
    def light(colour):
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                            for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    low, high = sorted((light(a), light(b)))
    return (high + 0.05) / (low + 0.05)


def test_contrast(cli):
    style = re.search(r"<style>(.*?)</style>", (cli.folder / "week.html").read_text(), re.S).group(1)
    hues = re.findall(r"--light:(#\w{6});--dark:(#\w{6})", style)
    cli.expect(len(hues) == 12, f"{len(hues)} hues")
    pairs = [(light, dark) for light, dark in hues] + [("#ffffff", dark) for _, dark in hues]
    heat = re.findall(r"\.heat\d\{background:(#\w{6})(?:;color:(#\w{3,6}))?\}", style)
    ink = re.search(r"--ink:(#\w{6})", style).group(1)
    cli.expect(len(heat) >= 11, f"{len(heat)} shades")
    for shade, text in heat:
        dark = contrast(shade, ink) < 4.5
        pairs.append((shade, "#ffffff" if text == "#fff" or (not text and dark) else text or ink))
    soft = re.search(r"--soft:(#\w{6})", style).group(1)
    pairs += [("#ffffff", soft), ("#f4f6f8", soft), ("#0c2c44", "#cfe0ec"), ("#6b7785", "#ffffff")]
    for background, text in pairs:
        ratio = contrast(background, text)
        cli.expect(ratio >= 4.5, f"{text} on {background}: {ratio:.2f}")


def many(document, times):
    """`times` copies of a network side by side: places apart, and no road between them."""
    def renamed(value, n):
        return f"{value}-{n}"
    out = {**document, "name": "many", "offices": [], "people": [], "agreements": [], "demand": [],
           "offers": [], "queues": [], "planning": {}}
    out.pop("coverage", None)
    size = len(document["offices"])
    for n in range(times):
        for office in document["offices"]:
            out["offices"].append({**office, "id": renamed(office["id"], n),
                                   "latitude": office["latitude"] - 0.3 * (n // 3),
                                   "longitude": office["longitude"] + 0.4 * (n % 3)})
        for person in document["people"]:
            if person["role"] != "official":
                continue
            new = {**person, "id": renamed(person["id"], n)}
            if "base" in person:
                new["base"] = renamed(person["base"], n)
            if isinstance(person.get("visits"), list):
                new["visits"] = [renamed(v, n) for v in person["visits"]]
            out["people"].append(new)
        for agreement in document["agreements"]:
            where = agreement.get("office", "*")
            if where == "*":
                out["agreements"] += [agreement] if n == 0 else []
                continue
            new = {**agreement, "office": [renamed(o, n) for o in
                                           (where if isinstance(where, list) else [where])]}
            if "id" in agreement:
                new["id"] = renamed(agreement["id"], n)
            out["agreements"].append(new)
        for line in document["demand"]:
            out["demand"].append({**line, "office": renamed(line["office"], n)})
    minutes_ = document["drive_min"]["minutes"]
    place = {key: i for i, key in enumerate(document["drive_min"]["offices"])}
    order = [place[o["id"]] for o in document["offices"]]
    far = 9999
    out["drive_min"] = {
        "offices": [o["id"] for o in out["offices"]],
        "minutes": [[minutes_[order[i % size]][order[j % size]] if i // size == j // size else far
                     for j in range(size * times)] for i in range(size * times)]}
    return out


def test_many(cli):
    """400 offices: all there, the figures right, and the page of bounded size."""
    document = json.loads((NETWORKS / "finland50.json").read_text(encoding="utf-8"))
    document = many(document, 8)
    page, plan, told = plan_of(cli, document, steps="400")
    check_figures(cli, page, document, plan, told)
    size = len(page.text.encode())
    print(f"400 offices, {len(plan['field'])} visits, {len(plan['video'])} video duties: {size} bytes")
    page.expect(size < MOST_BYTES, f"{size} bytes")


TESTS = (test_finland, test_course, test_hostile, test_places, test_small, test_cycle, test_contrast,
         test_many)


def main():
    cli = Cli(sys.argv[1], False)
    for test in TESTS:
        before = len(cli.faults)
        try:
            test(cli)
        except (ValueError, KeyError, IndexError, AttributeError, StopIteration, OSError,
                xml.ParseError, subprocess.TimeoutExpired) as error:
            cli.fault(f"{test.__name__}: {error!r}")
        print(f"{test.__name__}: {'ok' if len(cli.faults) == before else 'FAULTS'}", flush=True)
    shutil.rmtree(cli.folder)
    for fault in cli.faults:
        print(fault)
    return 1 if cli.faults else 0


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    sys.exit(main())
