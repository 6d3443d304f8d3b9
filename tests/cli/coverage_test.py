"""Runs `vuoro coverage` as people do, and counts once more what it says.

usage: coverage_test.py VUORO [--update]      --update writes the golden files anew
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import NETWORKS, Cli, both  # noqa: E402

FINLAND = NETWORKS / "finland50.json"
DAY = ["--date", "2026-03-02"]


def test_study(cli):
    """The study's shares, from the program and from the table it published."""
    text = cli.run("coverage", FINLAND, "--minutes", "60", *DAY).stdout
    cli.golden("coverage_finland50", text)
    with open(NETWORKS / "data" / "drive_times.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    within = sum(int(r["population"]) for r in rows if int(r["to_min"]) <= 60)
    assigned = sum(int(r["population"]) for r in rows)
    for whole, share in ((assigned, "97.75 %"), (assigned + 22087, "97.35 %")):
        cli.expect(f"{100 * within / whole:.2f} %" == share, f"the table gives another {share}")
        cli.expect(share in text, f"{share} is not there")
    report = json.loads(cli.run("coverage", FINLAND, *DAY, "--format", "json").stdout)
    cli.expect(report["bands"]["percent"] == 97.75, str(report["bands"]))
    cli.expect(report["bands"]["percent_with_unassigned"] == 97.35, str(report["bands"]))
    check_areas(cli, report)


def check_areas(cli, report):
    """Sums, limits and failing offices, from the document by hand."""
    document = json.loads(FINLAND.read_text(encoding="utf-8"))["coverage"]
    own = {key: change["within_min"] for change in document["area_overrides"]
           for key in change["areas"]}
    within, farthest = 0, {}
    for area, row in zip(document["areas"], report["areas"]):
        minutes = min(area["minutes"].values())
        limit = own.get(area["id"], 60)
        cli.expect((row["id"], row["minutes"], row["limit_min"], row["within"]) ==
                   (area["id"], minutes, limit, minutes <= limit), f"{area} {row}")
        within += area["population"] if minutes <= limit else 0
        farthest[row["office"]] = farthest.get(row["office"], False) or minutes > limit
    cli.expect(report["totals"]["within"] == within, str(report["totals"]))
    for office in report["offices"]:
        near = sum(a["population"] for a in document["areas"]
                   if a["minutes"].get(office["id"], 99999) <= own.get(a["id"], 60))
        cli.expect(office["population"] == near, f"{office} {near}")
        cli.expect(office["too_far"] == farthest.get(office["id"], False), str(office))
        cli.expect(office["too_few"] == (near < office["min_population"]), str(office))


def test_limits(cli):
    inside = json.loads(cli.run("coverage", FINLAND, "--minutes", "65", *DAY, "--format",
                                "json").stdout)["bands"]
    cli.expect(inside["within_at_most"] - inside["within"] == 63327, str(inside))
    cli.expect("at most" in cli.run("coverage", FINLAND, "--minutes", "65", *DAY).stdout, "a cut")
    cli.golden("coverage_nothing", cli.run("coverage", "minimal.json", *DAY).stdout)
    for words in (["--minutes", "0"], ["--date", "2026-02-30"], ["--format", "xml"],
                  ["--compare", "none.json"], ["--plan", "none.json"]):
        cli.expect("[bad_argument]" in cli.run("coverage", FINLAND, *words, code=2).stderr,
                   str(words))
    (cli.folder / "bad.json").write_text("{}")
    cli.run("coverage", "bad.json", code=1)
    cli.run("coverage", FINLAND, "--compare", "bad.json", *DAY, code=1)
    cli.golden("help_coverage", both(cli.run("coverage", "--help")))


def test_compare(cli):
    document = json.loads(FINLAND.read_text(encoding="utf-8"))
    for office in document["offices"]:
        if office["id"] == "kuhmo":
            office["closes_on"] = "2026-03-01"
    (cli.folder / "less.json").write_text(json.dumps(document))
    cli.golden("coverage_compare", cli.run("coverage", FINLAND, "--compare", "less.json",
                                           *DAY).stdout.split("compared with")[1])
    after = json.loads(cli.run("coverage", FINLAND, "--compare", "less.json", *DAY, "--format",
                               "json").stdout)["comparison"]
    moved = [a for a in after["areas"] if a["minutes_before"] != a["minutes_after"]]
    cli.expect(after["closed"] == ["kuhmo"] and after["opened"] == [], str(after["closed"]))
    cli.expect({"kuhmo"} <= {a["id"] for a in moved}, str(moved))
    lost = sum(a["population"] for a in moved if a["within_before"] and not a["within_after"])
    cli.expect(after["lost"] == lost and after["gained"] == 0 and after["nearer"] == 0, str(moved))
    cli.expect(after["farther"] == sum(a["population"] for a in moved), str(moved))


def test_plan(cli):
    """With the week's plan, services that need a visit come nearer."""
    cli.run("plan", FINLAND, "--monday", "2026-03-02", "--steps", "2000", "--out", "week.json",
            "--format", "none")
    without = json.loads(cli.run("coverage", FINLAND, "--services", *DAY, "--format",
                                 "json").stdout)["services"]
    planned = json.loads(cli.run("coverage", FINLAND, "--plan", "week.json", "--format",
                                 "json").stdout)
    cli.expect(planned["date"] == "2026-03-02", planned["date"])
    visits = len(json.loads((cli.folder / "week.json").read_text())["field"])
    more = 0
    for before, now in zip(without, planned["services"]):
        cli.expect(now["offices"] >= before["offices"] and now["within"] >= before["within"],
                   f"{before} {now}")
        more += now["offices"] - before["offices"]
    cli.expect(visits > 0 and more > 0, f"{visits} visits, {more} offices more")
    text = cli.run("coverage", FINLAND, "--plan", "week.json").stdout
    cli.expect("services face to face in the week of 2026-03-02" in text, "the services")


def test_page(cli):
    report = json.loads(cli.run("coverage", FINLAND, *DAY, "--format", "json").stdout)
    for language in ("en", "fi", "sv"):
        cli.run("coverage", FINLAND, *DAY, "--services", "--compare", "less.json", "--html",
                "page.html", "--language", language, "--format", "none")
        page = (cli.folder / "page.html").read_text(encoding="utf-8")
        cli.expect(f'<html lang="{language}">' in page, f"lang of the {language} page")
        for outside in ("http://", "https://", "<script", "@import", "url(h"):
            cli.expect(outside not in page, f"the page reaches out: {outside}")
        cli.expect("97.75 %" in page and "97.35 %" in page, "the shares")
        areas = page[page.index('<section id="areas">'):]
        rows = re.findall(r'<tr><th scope="row">', areas)
        cli.expect(len(rows) == len(report["areas"]), f"{len(rows)} rows of areas")
        drawing = page[page.index("<svg"):page.index("</svg>")]
        marks = len(re.findall("<title>", drawing))
        cli.expect(marks == len(report["areas"]) + len(report["offices"]), f"{marks} marks")
        cli.expect('role="img" aria-label="' in drawing, "a picture without words")
        cli.expect(page.count("<h1>") == 1 and page.count("<section") == page.count("</section>"),
                   "headings and sections")


TESTS = (test_study, test_limits, test_compare, test_plan, test_page)


def main():
    cli = Cli(sys.argv[1], "--update" in sys.argv)
    for test in TESTS:
        before = len(cli.faults)
        try:
            test(cli)
        except (ValueError, KeyError, IndexError, OSError, subprocess.TimeoutExpired) as error:
            cli.fault(f"{test.__name__}: {error!r}")
        print(f"{test.__name__}: {'ok' if len(cli.faults) == before else 'FAULTS'}", flush=True)
    shutil.rmtree(cli.folder)
    for fault in cli.faults:
        print(fault)
    return 1 if cli.faults else 0


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    sys.exit(main())
